import { assert, assertEquals } from "@std/assert";
import { createClient, type StorageApiError } from "@supabase/supabase-js";
import { SignJWT } from "jose";
import { developmentKeys } from "../../local/settings.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

Deno.test("the embedded Storage answers supabase-js as Supabase's Storage does", async (t) => {
  const stack = await startTemporaryStack();
  const client = (key: string) =>
    createClient(stack.url, key, { auth: { persistSession: false } }).storage;
  const service = client(stack.secretKey);
  const papers = service.from("papers");
  const address = (path: string) => `${stack.url}/storage/v1/${path}`;
  const asService = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(address(path), { ...init, headers: { apikey: stack.secretKey, ...init.headers } });
  const put = async (path: string, text: string = path) => {
    const { error } = await papers.upload(path, new Blob([text], { type: "text/plain" }));
    assertEquals(error, null, path);
  };
  try {
    await service.createBucket("papers", { public: false });
    for (
      const path of ["b.txt", "a.txt", "leases/2026/one.txt", "leases/two.txt", "Letters/x y.txt"]
    ) await put(path);

    await t.step("a list is one level, folders without an id", async () => {
      const names = async (...asked: Parameters<typeof papers.list>) => {
        const { data, error } = await papers.list(...asked);
        assertEquals(error, null);
        return data?.map(({ name, id }) => id === null ? `${name}/` : name);
      };
      assertEquals(await names(), ["a.txt", "b.txt", "leases/", "Letters/"]);
      assertEquals(await names("leases"), ["2026/", "two.txt"]);
      assertEquals(await names("leases/2026/"), ["one.txt"]);
      assertEquals(await names("nothing"), []);
      assertEquals(await names("", { limit: 2, offset: 1 }), ["b.txt", "leases/"]);
      assertEquals(await names("", { search: "L" }), ["leases/", "Letters/"]);
      const sortBy = (column: string, order: string) => ({ sortBy: { column, order } });
      assertEquals(await names("", sortBy("name", "desc")), [
        "Letters/",
        "leases/",
        "b.txt",
        "a.txt",
      ]);
      assertEquals(await names("", sortBy("created_at", "asc")), [
        "leases/",
        "Letters/",
        "b.txt",
        "a.txt",
      ]);
      const { data } = await papers.list("leases");
      const [folder, file] = data ?? [];
      assertEquals([folder?.created_at, folder?.metadata], [null, null]);
      assertEquals(new Date(file?.created_at ?? "").toISOString(), file?.created_at);
      assertEquals(file?.metadata?.["mimetype"], "text/plain");
      const refused = await papers.list("", { limit: 0 });
      assertEquals(refused.error?.message.startsWith("body/limit "), true);
    });

    await t.step("names that S3 does not hold safe are refused", async () => {
      for (const name of ["é.txt", "50%.txt", "a#b", "a|b", "a[0]", "naïra ₦"]) {
        const path = name.split("/").map(encodeURIComponent).join("/");
        const up = await papers.upload(path, "x");
        assertEquals([up.error?.message, up.error?.statusCode], [`Invalid key: ${name}`, "400"]);
        const moved = await papers.move("a.txt", name);
        assertEquals(moved.error?.message, `Invalid key: ${name}`);
      }
      const bucket = await service.createBucket("papers/of ₦");
      assertEquals(bucket.error?.message, "Bucket name invalid");
      assertEquals((await papers.list()).data?.length, 4);
    });

    await t.step("names that it does hold come back as they were", async () => {
      const name = "odd/(a) !b*'c' &$=@;:+,-_.txt";
      await put(name);
      assertEquals(await (await papers.download(name)).data?.text(), name);
      const { data } = await papers.list("odd");
      assertEquals(data?.map((it) => it.name), [name.slice("odd/".length)]);
      const { data: removed } = await papers.remove([name]);
      assertEquals(removed?.map((it) => it.name), [name]);
    });

    await t.step("of several signed addresses, each that cannot be says so", async () => {
      const { data, error: whole } = await papers.createSignedUrls(["a.txt", "gone.txt"], 60);
      assertEquals(whole, null);
      assertEquals(data?.map(({ path, error }) => [path, error]), [
        ["a.txt", null],
        ["gone.txt", "Either the object does not exist or you do not have access to it"],
      ]);
      assertEquals(data?.[1]?.signedUrl, null);
      assertEquals(await (await fetch(data?.[0]?.signedUrl ?? "")).text(), "a.txt");
      const one = await papers.createSignedUrl("gone.txt", 60);
      assertEquals(one.error?.message, "Object not found");
    });

    await t.step("an address to upload to works once signed", async () => {
      const { data } = await papers.createSignedUploadUrl("signed.txt");
      const stranger = client(stack.publishableKey).from("papers");
      const up = await stranger.uploadToSignedUrl("signed.txt", data?.token ?? "", "by token");
      assertEquals(up.error, null);
      assertEquals(await (await papers.download("signed.txt")).data?.text(), "by token");
    });

    await t.step("one object is deleted by its address", async () => {
      await put("doomed.txt");
      const remove = async (key: string) => {
        const response = await fetch(address("object/papers/doomed.txt"), {
          method: "DELETE",
          headers: { apikey: key },
        });
        return [response.status, (await response.json()).message];
      };
      assertEquals(await remove(stack.publishableKey), [400, "Access denied"]);
      assertEquals(await remove(stack.secretKey), [200, "Successfully deleted"]);
      assertEquals(await remove(stack.secretKey), [400, "Object not found"]);
    });

    await t.step("an object is served whole, in parts, to be saved, or not again", async () => {
      for (const path of ["object/papers/a.txt", "object/authenticated/papers/a.txt"]) {
        assertEquals(await (await asService(path)).text(), "a.txt");
      }
      const part = async (range: string) => {
        const response = await asService("object/papers/a.txt", { headers: { range } });
        return [response.status, response.headers.get("content-range"), await response.text()];
      };
      assertEquals(await part("bytes=0-1"), [206, "bytes 0-1/5", "a."]);
      assertEquals(await part("bytes=2-"), [206, "bytes 2-4/5", "txt"]);
      assertEquals(await part("bytes=-3"), [206, "bytes 2-4/5", "txt"]);
      assertEquals((await part("bytes=9-10"))[0], 400);
      const save = await asService("object/papers/a.txt?download=my lease.txt");
      await save.body?.cancel();
      assertEquals(
        save.headers.get("content-disposition"),
        "attachment; filename=my%20lease.txt; filename*=UTF-8''my%20lease.txt",
      );
      const { data } = await papers.createSignedUrl("a.txt", 60, { download: true });
      const signed = await fetch(data?.signedUrl ?? "");
      await signed.body?.cancel();
      assertEquals(signed.headers.get("content-disposition"), "attachment;");
      const etag = save.headers.get("etag") ?? "";
      const again = await asService("object/papers/a.txt", { headers: { "if-none-match": etag } });
      assertEquals([again.status, await again.text()], [304, ""]);
      assertEquals((await papers.exists("a.txt")).data, true);
      assertEquals((await papers.exists("gone.txt")).data, false);
    });

    await t.step(
      "a page is served as text: it must not run under the project's address",
      async () => {
        await papers.upload("page.html", new Blob(["<script>"], { type: "text/html" }));
        const response = await asService("object/papers/page.html");
        assertEquals([response.headers.get("content-type"), await response.text()], [
          "text/plain",
          "<script>",
        ]);
      },
    );

    await t.step("refusals carry Storage's codes", async () => {
      await service.createBucket("small", {
        public: false,
        fileSizeLimit: 3,
        allowedMimeTypes: ["text/plain"],
      });
      const small = service.from("small");
      const text = (content: string, type = "text/plain") => new Blob([content], { type });
      const cases = [
        [await papers.upload("a.txt", "again"), "KeyAlreadyExists", "The resource already exists"],
        [await papers.download("gone.txt"), "NoSuchKey", "Object not found"],
        [await service.from("gone").upload("a.txt", "x"), "NoSuchBucket", "Bucket not found"],
        [
          await small.upload("big.txt", text("four")),
          "EntityTooLarge",
          "The object exceeded the maximum allowed size",
        ],
        [
          await small.upload("a.png", text("a", "image/png")),
          "InvalidMimeType",
          "mime type image/png is not supported",
        ],
        [
          await service.createBucket("papers"),
          "BucketAlreadyExists",
          "The resource already exists",
        ],
        [
          await client(stack.publishableKey).from("papers").upload("mine.txt", "x"),
          "AccessDenied",
          "new row violates row-level security policy",
        ],
      ] as const;
      for (const [{ error }, code, message] of cases) {
        const { code: found } = error as StorageApiError;
        assertEquals([found, error?.message], [code, message]);
      }
    });

    await t.step(
      "a token that is none, or of a role that is not the API's, is refused",
      async () => {
        const sign = (role: string) =>
          new SignJWT({ role }).setProtectedHeader({ alg: "HS256" })
            .sign(new TextEncoder().encode(developmentKeys.jwtSecret));
        for (const token of ["abc", await sign("postgres"), await sign("supabase_storage_admin")]) {
          const response = await fetch(address("object/list/papers"), {
            method: "POST",
            headers: { apikey: stack.publishableKey, authorization: `Bearer ${token}` },
            body: '{"prefix":""}',
          });
          const body = await response.json();
          assertEquals([response.status, body.code, body.error], [
            400,
            "AccessDenied",
            "Unauthorized",
          ]);
          assert(body.message.length > 0);
        }
      },
    );
  } finally {
    await stack.close();
  }
});

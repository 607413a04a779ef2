import { assert, assertEquals } from "@std/assert";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { Problem } from "../_shared/problem.ts";
import { fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
import { fakeFiles, withoutRow } from "../_shared/testing/fake_files.ts";
import { createApp } from "./app.ts";
import type { MessageFile } from "./message_file.ts";
import { developLogo } from "./logo.ts";
import { developPhoto } from "./photo.ts";
import { look, picture, withExif } from "./testing/pictures.ts";

const org = "0190a6f0-0000-7000-8000-000000000001";
const conversation = "0190a6f0-0000-7000-8000-000000000002";
const user = "0190a6f0-0000-7000-8000-000000000004";

const pdf = new TextEncoder().encode("%PDF-1.7\n%%EOF");

/** The function over files and rows in memory. */
function media() {
  const { files, stored, breakDownAt, prepare, record, kept } = fakeFiles();
  const rows: (MessageFile & { upload_path: string })[] = [];
  const database = fakeDatabase({
    ...fakeReliability(),
    prepare_message_file: (p) =>
      prepare(() => [
        { org_id: org, known: rows.find((row) => row.upload_path === p.upload_path) ?? null },
      ]),
    add_message_file: (p) =>
      record(() => {
        const known = rows.find((row) => row.upload_path === p.upload_path);
        if (known !== undefined) return known;
        const { storage_path, acting_user: _, ...facts } = p as Record<string, unknown>;
        const row = {
          id: "0190a6f0-0000-7000-8000-000000000003",
          message_id: null,
          width: null,
          height: null,
          thumbnail_path: null,
          created_at: "2026-12-01T09:00:00+00:00",
          ...facts,
          path: storage_path,
        } as unknown as (typeof rows)[number];
        rows.push(row);
        return row;
      }),
  });
  const app = createApp({
    database,
    developPhoto,
    developLogo,
    log: silentLog,
    verifyToken: (token) =>
      token === "good"
        ? Promise.resolve({ userId: user, email: "a@example.ng", assurance: "aal1" })
        : Promise.reject(Problem.of("auth.invalid_token")),
    files,
  });
  let keys = 0;
  return {
    rows,
    stored,
    breakDownAt,
    kept,
    upload(name: string, bytes: Uint8Array, declaredType: string) {
      stored.set(`uploads/${user}/${name}`, { bytes: new Uint8Array(bytes), declaredType });
    },
    async post(name: string, token = "good") {
      const response = await app.request(`/media/conversations/${conversation}/files`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "idempotency-key": `key-0123456789-${keys++}`,
          authorization: `Bearer ${token}`,
        },
        body: JSON.stringify({ upload_path: `${user}/${name}`, name: "The sink" }),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

Deno.test("a photo loses its place and what the camera says; caches keep nothing", async () => {
  const it = media();
  it.upload("sink.jpg", withExif(await picture("jpeg", 1000, 500), 6), "image/jpeg");
  const { status, body } = await it.post("sink.jpg");
  assertEquals([status, body.mime_type, body.width, body.height], [201, "image/webp", 500, 1000]);
  assertEquals(body.upload_path, undefined);
  assert(body.path.startsWith(`${org}/${conversation}/`));
  assertEquals([...it.stored.keys()].sort(), [
    `message-files/${body.path}`,
    `message-files/${body.thumbnail_path}`,
  ]);
  for (const { bytes, cacheSeconds } of it.stored.values()) {
    assertEquals(cacheSeconds, 0);
    assert(!/exif|gps/i.test(new TextDecoder("latin1").decode(bytes)));
  }
  const large = it.stored.get(`message-files/${body.path}`)!;
  assertEquals(look(large.bytes, 0.5, 0.1), { width: 500, height: 1000, color: "red" });
});

Deno.test("a PDF stays as it is", async () => {
  const it = media();
  it.upload("plan.pdf", pdf, "application/pdf");
  const { status, body } = await it.post("plan.pdf");
  assertEquals([status, body.mime_type, body.size_bytes, body.width], [
    201,
    "application/pdf",
    pdf.length,
    null,
  ]);
  assertEquals(it.stored.get(`message-files/${body.path}`)?.bytes, pdf);
});

Deno.test("what lies about its type, or is none that is taken, is refused by the field", async () => {
  const text = (content: string) => new TextEncoder().encode(content);
  for (
    const [name, bytes, type, status, code] of [
      ["plan.jpg", pdf, "application/pdf", 422, "media.wrong_type"],
      ["plan.pdf", pdf, "image/png", 422, "media.wrong_type"],
      ["page.pdf", text("<script>alert(1)</script>"), "application/pdf", 422, "media.wrong_type"],
      ["run.exe", text("MZ\u0090"), "application/octet-stream", 422, "media.wrong_type"],
      ["nowhere.pdf", undefined, "", 404, "media.upload_not_found"],
    ] as const
  ) {
    const it = media();
    if (bytes !== undefined) it.upload(name, bytes, type);
    const refused = await it.post(name);
    assertEquals(
      [refused.status, refused.body.code, refused.body.errors[0].pointer],
      [status, code, "/upload_path"],
      name,
    );
    assertEquals(it.rows, []);
  }
  const large = media();
  const bytes = new Uint8Array(15 * 1024 * 1024 + 1);
  bytes.set(pdf);
  large.upload("large.pdf", bytes, "application/pdf");
  assertEquals((await large.post("large.pdf")).body.code, "media.too_large");
  assertEquals((await media().post("plan.pdf", "bad")).status, 401);
});

Deno.test("a try that broke off shows nothing and leaves nothing, and a repeat does the rest", async () => {
  for (const step of withoutRow) {
    const it = media();
    it.upload("plan.pdf", pdf, "application/pdf");
    it.breakDownAt(step);
    const broken = await it.post("plan.pdf");
    assertEquals([broken.status < 400, it.rows], [false, []], step);
    if (step !== "database unreachable") assertEquals(it.kept(), [], step);
    it.stored.forEach((_, path) => path.startsWith("uploads/") || it.stored.delete(path));
    it.breakDownAt(undefined);
    const first = await it.post("plan.pdf");
    assertEquals([first.status, it.rows.length], [201, 1]);
    assertEquals((await it.post("plan.pdf")).body, first.body);
    assertEquals([...it.stored.keys()], [`message-files/${it.rows[0]?.path}`]);
  }
});

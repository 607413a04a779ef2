import { assertEquals, assertRejects } from "@std/assert";
import { createEstate } from "./client.ts";
import { EstateError } from "./estate_error.ts";
import { type Upload, upload, type UploadTransport } from "./uploads.ts";

const estate = createEstate("https://p.test", "sb_publishable_x");
const file = new Blob(["four"], { type: "image/png" });

/** A transport that answers like this, and what it was given. */
function answering(status: number, text = "{}") {
  const sent: Upload[] = [];
  const transport: UploadTransport = (it, onProgress) => {
    sent.push(it);
    onProgress(2, it.body.size);
    return Promise.resolve({ status, text });
  };
  return { sent, transport };
}

Deno.test("a file goes by the app's own transport, which says how far it is", async () => {
  const { sent, transport } = answering(200);
  const told: number[][] = [];
  await upload(estate, "uploads", "a folder/b.png", file, {
    transport,
    onProgress: (...now) => told.push(now),
  });
  assertEquals(sent[0]?.url, "https://p.test/storage/v1/object/uploads/a%20folder/b.png");
  assertEquals(sent[0]?.body, file);
  assertEquals(
    [sent[0]?.headers["authorization"], sent[0]?.headers["apikey"]],
    ["Bearer sb_publishable_x", "sb_publishable_x"],
  );
  assertEquals(sent[0]?.headers["content-type"], "image/png");
  assertEquals(told, [[2, 4], [4, 4]]);
});

Deno.test("what Storage refuses is told as any upload's refusal, and nothing as arrived", async () => {
  const cases: [ReturnType<typeof answering>, string, number][] = [
    [
      answering(400, `{"statusCode": "413", "message": "Too large"}`),
      "media.too_large",
      413,
    ],
    [answering(415), "media.wrong_type", 415],
    [answering(403, `{"message": "No"}`), "auth.forbidden", 403],
    [answering(502, "<html>"), "media.upload_failed", 502],
  ];
  for (const [{ transport }, code, status] of cases) {
    const told: number[][] = [];
    const error = await assertRejects(
      () =>
        upload(estate, "uploads", "a/b", file, {
          transport,
          onProgress: (...now) => told.push(now),
        }),
      EstateError,
    );
    assertEquals([error.code, error.status], [code, status]);
    assertEquals(told, [[2, 4]]);
  }
  const broken: UploadTransport = () => Promise.reject(new Error("The line is dead"));
  const error = await assertRejects(
    () => upload(estate, "uploads", "a/b", file, { transport: broken }),
    EstateError,
    "The line is dead",
  );
  assertEquals(error.code, "media.upload_failed");
});

import { assertEquals, assertMatch } from "@std/assert";
import { sha256Hex } from "../_shared/hmac.ts";
import { withoutRow } from "../_shared/testing/fake_files.ts";
import { documents, jpeg, org, pdf, png, tenancy, text, user } from "./testing/in_memory.ts";

Deno.test("an upload becomes a document with its digest, and the upload is gone", async () => {
  for (
    const [name, bytes, type, ending] of [
      ["agreement.pdf", pdf, "application/pdf", "pdf"],
      ["page.JPEG", jpeg, "image/jpeg", "jpg"],
      ["page", png, "image/png", "png"],
    ] as const
  ) {
    const it = documents();
    it.upload(name, bytes, type);
    const { status, body } = await it.post(name, { expires_on: "2027-06-30" });
    const sha256 = await sha256Hex(new Uint8Array(bytes));
    const path = body.storage_path;
    assertMatch(path, new RegExp(`^${org}/${tenancy}/[0-9a-f-]{36}/${sha256}\\.${ending}$`));
    assertEquals([status, body.mime_type, body.size_bytes, body.sha256], [
      201,
      type,
      bytes.length,
      sha256,
    ]);
    assertEquals([body.tenancy_id, body.unit_id, body.added_by, body.expires_on], [
      tenancy,
      null,
      user,
      "2027-06-30",
    ]);
    assertEquals(body.upload_path, undefined);
    assertEquals([...it.stored.keys()], [`documents/${path}`]);
    const file = it.stored.get(`documents/${path}`);
    assertEquals(file?.bytes, new Uint8Array(bytes));
    assertEquals([file?.declaredType, file?.cacheSeconds], [type, 0], "no cache outlives a grant");
  }
});

Deno.test("a file that lies about its type is refused by the field, and nothing is made of it", async () => {
  for (
    const [name, bytes, type] of [
      ["paper.pdf", jpeg, "application/pdf"],
      ["paper.pdf", pdf, "image/jpeg"],
      ["paper.jpg", pdf, "application/pdf"],
      ["paper.pdf", text(" %PDF-1.7"), "application/pdf"],
      ["paper.pdf", text("<!doctype html><script>alert(1)</script>%PDF-"), "application/pdf"],
      ["paper.png", text("<svg xmlns='http://www.w3.org/2000/svg'/>"), "image/png"],
      ["paper.webp", text("RIFF1234WEBPVP8 "), "image/webp"],
      ["paper.docx", text("PK\x03\x04"), "application/pdf"],
      ["empty.pdf", text(""), "application/pdf"],
    ] as const
  ) {
    const it = documents();
    it.upload(name, bytes, type);
    const { status, body } = await it.post(name);
    assertEquals([status, body.code, body.errors[0].pointer], [
      422,
      "document.wrong_type",
      "/upload_path",
    ], name);
    assertEquals([it.rows.length, it.stored.size], [0, 1]);
  }
});

Deno.test("what is too large or not there is refused by the field", async () => {
  const it = documents();
  const large = new Uint8Array(15 * 1024 * 1024 + 1);
  large.set(pdf);
  it.upload("large.pdf", large, "application/pdf");
  it.upload("most.pdf", large.subarray(1), "application/pdf");
  for (
    const [name, status, code] of [
      ["large.pdf", 422, "document.too_large"],
      ["nowhere.pdf", 404, "document.upload_not_found"],
      ["most.pdf", 422, "document.wrong_type"],
    ] as const
  ) {
    const refused = await it.post(name);
    assertEquals([refused.status, refused.body.code, refused.body.errors[0].pointer], [
      status,
      code,
      "/upload_path",
    ]);
  }
  assertEquals(it.rows, []);
});

Deno.test("a try that broke off shows nothing and leaves nothing, and a repeat does the rest", async () => {
  for (const step of withoutRow) {
    const it = documents();
    it.upload("agreement.pdf", pdf, "application/pdf");
    it.breakDownAt(step);
    const broken = await it.post("agreement.pdf");
    assertEquals([broken.status < 400, it.rows], [false, []], step);
    // The database may have made the row, if it cannot be asked: the bucket is private.
    if (step !== "database unreachable") assertEquals(it.kept(), [], step);
    it.stored.forEach((_, path) => path.startsWith("uploads/") || it.stored.delete(path));
    it.breakDownAt(undefined);
    const first = await it.post("agreement.pdf");
    assertEquals([first.status, it.rows.length, it.stored.size], [201, 1, 1], step);
    // The upload is gone by now: its path says what was made of it.
    assertEquals((await it.post("agreement.pdf")).body, first.body);
  }
});

Deno.test("a document that was made is an answer, whatever fails behind it", async () => {
  for (const step of ["answer lost", "remove"] as const) {
    const it = documents();
    it.upload("agreement.pdf", pdf, "application/pdf");
    it.breakDownAt(step);
    assertEquals([(await it.post("agreement.pdf")).status, it.rows.length], [201, 1], step);
    assertEquals(it.kept(), [`documents/${it.rows[0]?.storage_path}`], step);
  }
});

Deno.test("the same file is the same document, another file of the same name another one", async () => {
  const it = documents();
  it.upload("paper.pdf", pdf, "application/pdf");
  const first = await it.post("paper.pdf", {}, { key: "key-for-the-first-try" });
  const replayed = await it.post("paper.pdf", {}, { key: "key-for-the-first-try" });
  assertEquals(replayed.body, first.body);
  it.upload("copy.pdf", pdf, "application/pdf");
  assertEquals((await it.post("copy.pdf")).body.id, first.body.id);
  assertEquals(it.kept(), [`documents/${first.body.storage_path}`], "no second copy stays");
  it.upload("paper.pdf", text("%PDF-1.4 another"), "application/pdf");
  const other = await it.post("paper.pdf");
  assertEquals([other.status, other.body.id === first.body.id], [201, false]);
  assertEquals(it.rows.length, 2);
});

Deno.test("what the request says wrongly is named", async () => {
  const it = documents();
  it.upload("paper.pdf", pdf, "application/pdf");
  for (
    const [changes, pointer] of [
      [{ tenancy_id: undefined }, "/property_id"],
      [{ unit_id: org }, "/tenancy_id"],
      [{ tenancy_id: "mine" }, "/tenancy_id"],
      [{ kind: "secret" }, "/kind"],
      [{ title: "  " }, "/title"],
      [{ title: "x".repeat(161) }, "/title"],
      [{ expires_on: "30/06/2027" }, "/expires_on"],
      [{ expires_on: "2027-02-30" }, "/expires_on"],
      [{ expires_on: "1999-12-31" }, "/expires_on"],
      [{ upload_path: "" }, "/upload_path"],
    ] as const
  ) {
    const { status, body } = await it.post("paper.pdf", changes);
    assertEquals([status, body.code, body.errors[0].pointer], [422, "request.invalid", pointer]);
  }
  assertEquals(it.rows, []);
});

Deno.test("who is calling comes before what they send, and acts under their own id", async () => {
  const it = documents();
  it.upload("paper.pdf", pdf, "application/pdf");
  for (
    const [token, code] of [["", "auth.missing_token"], ["bad", "auth.invalid_token"]] as const
  ) {
    assertEquals((await it.post("paper.pdf", { kind: "?" }, { token })).body.code, code);
  }
  await it.post("paper.pdf", {});
  for (const name of ["prepare_document", "add_document"]) {
    const [call] = it.database.calls.filter((each) => each.name === name);
    assertEquals([call?.parameters.acting_user, call?.parameters.tenancy_id], [user, tenancy]);
  }
});

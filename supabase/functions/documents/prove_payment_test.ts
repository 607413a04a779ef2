import { assertEquals } from "@std/assert";
import { withoutRow } from "../_shared/testing/fake_files.ts";
import { charge, documents, jpeg, pdf, text, user } from "./testing/in_memory.ts";

Deno.test("an upload becomes the proof of a reported payment, under the path that the database gave", async () => {
  const it = documents();
  it.upload("slip.jpg", jpeg, "image/jpeg");
  const { status, body } = await it.report("slip.jpg");
  assertEquals([status, body.status, body.claimed_kobo], [201, "submitted", 50_000]);
  const [proof] = it.proofs;
  assertEquals(it.kept(), [`payment-proofs/${proof?.storage_path}`]);
  const file = it.stored.get(`payment-proofs/${proof?.storage_path}`);
  assertEquals([file?.bytes, file?.declaredType, file?.cacheSeconds], [
    new Uint8Array(jpeg),
    "image/jpeg",
    0,
  ], "as it was sent, and kept by no cache");
  assertEquals(it.stored.has(`uploads/${user}/slip.jpg`), false);
  const more = await it.prove(body.id, "slip.jpg");
  assertEquals([more.status, more.body.code], [404, "document.upload_not_found"]);
  it.upload("more.pdf", pdf, "application/pdf");
  assertEquals((await it.prove(body.id, "more.pdf")).status, 201);
  assertEquals(it.proofs.map((each) => each.mime_type), ["image/jpeg", "application/pdf"]);
});

Deno.test("what is no picture and no PDF proves nothing, nor what is too large or not there", async () => {
  const large = new Uint8Array(10 * 1024 * 1024 + 1);
  large.set(pdf);
  for (
    const [name, bytes, type, status, code] of [
      ["slip.pdf", text("<!doctype html>%PDF-"), "application/pdf", 422, "document.wrong_type"],
      ["slip.jpg", pdf, "image/jpeg", 422, "document.wrong_type"],
      ["slip.pdf", large, "application/pdf", 422, "document.too_large"],
      ["", undefined, "", 404, "document.upload_not_found"],
    ] as const
  ) {
    const it = documents();
    if (bytes !== undefined) it.upload(name, bytes, type);
    const refused = await it.report(name || "nowhere.pdf");
    assertEquals([refused.status, refused.body.code], [status, code]);
    assertEquals([it.proofs, it.kept()], [[], []]);
  }
});

Deno.test("a try that broke off leaves no payment, and a repeat is one payment", async () => {
  for (const step of withoutRow) {
    const it = documents();
    it.upload("slip.pdf", pdf, "application/pdf");
    it.breakDownAt(step);
    const broken = await it.report("slip.pdf");
    assertEquals([broken.status < 400, it.proofs], [false, []], step);
    // The database may have made the row, if it cannot be asked: it sweeps the path when it did not.
    if (step !== "database unreachable") assertEquals(it.kept(), [], step);
    it.breakDownAt(undefined);
    const first = await it.report("slip.pdf");
    const again = await it.report("slip.pdf");
    assertEquals([first.status, again.body.id], [201, first.body.id], step);
    assertEquals(it.proofs.length, 1, step);
  }
  const it = documents();
  it.upload("slip.pdf", pdf, "application/pdf");
  it.breakDownAt("answer lost");
  assertEquals((await it.report("slip.pdf")).status, 201);
  assertEquals(it.kept(), [`payment-proofs/${it.proofs[0]?.storage_path}`], "its file stays");
});

Deno.test("what the report says wrongly is named before the database hears of it", async () => {
  const it = documents();
  for (
    const [changes, pointer] of [
      [{ method: "paystack" }, "/method"],
      [{ amount_kobo: 0 }, "/amount_kobo"],
      [{ amount_kobo: 1.5 }, "/amount_kobo"],
      [{ paid_on: "26/11/2026" }, "/paid_on"],
      [{ charge_ids: [] }, "/charge_ids"],
      [{ charge_ids: Array(51).fill(charge) }, "/charge_ids"],
      [{ client_id: "mine" }, "/client_id"],
      [{ bank_reference: " " }, "/bank_reference"],
      [{ note: "x".repeat(1001) }, "/note"],
    ] as const
  ) {
    const { status, body } = await it.report("slip.pdf", changes);
    assertEquals([status, body.code, body.errors[0].pointer], [422, "request.invalid", pointer]);
  }
  assertEquals(it.database.calls.some((call) => call.name === "prepare_payment_proof"), false);
});

import { assertEquals } from "@std/assert";
import { openTestSandbox } from "./testing.ts";

Deno.test("a file is given at an address that is its own permission, and named in the answer", async () => {
  await using sandbox = openTestSandbox();
  await sandbox.start("RENT-1");
  await sandbox.control.pay("RENT-1");
  const id = await sandbox.control.openDispute("RENT-1");
  const json = async (response: Promise<Response> | Response) => await (await response).json();
  assertEquals((await sandbox.call(`/dispute/${id}/upload_url`)).status, 400);
  assertEquals((await sandbox.call("/dispute/9/upload_url?upload_filename=a.pdf")).status, 404);
  const { data } = await json(sandbox.call(`/dispute/${id}/upload_url?upload_filename=a.pdf`));
  const resolve = (uploaded_filename: string) =>
    sandbox.call(`/dispute/${id}/resolve`, {
      resolution: "declined",
      message: "They live there",
      refund_amount: 0,
      uploaded_filename,
    }, "PUT");
  assertEquals((await resolve(data.fileName)).status, 400, "it has not come yet");
  const put = async (address: string, headers: Record<string, string> = {}) =>
    (await sandbox.app.request(address.replace("http://localhost/sandbox/paystack", ""), {
      method: "PUT",
      headers: { "content-type": "application/pdf", ...headers },
      body: "%PDF-1.7",
    })).status;
  const url = new URL(data.signedUrl);
  assertEquals(await put(`${url.origin}${url.pathname}`), 403);
  assertEquals(await put(data.signedUrl, { authorization: "Bearer x" }), 400);
  assertEquals(await put(data.signedUrl), 200);
  assertEquals((await resolve("another")).status, 400);
  assertEquals((await resolve(data.fileName)).status, 200);
  const { data: told } = await json(sandbox.call(`/dispute/${id}`));
  assertEquals([told.status, told.attachments], ["awaiting-bank-feedback", data.fileName]);
  const [file] = sandbox.control.evidence();
  assertEquals([file?.uploadName, file?.type, new TextDecoder().decode(file?.bytes ?? undefined)], [
    "a.pdf",
    "application/pdf",
    "%PDF-1.7",
  ]);
});

import { assertEquals, assertRejects } from "@std/assert";
import { openTestSandbox } from "./testing.ts";

const reference = "est-sandbox-transfer-1";

async function opened() {
  const sandbox = openTestSandbox();
  const made = await (await sandbox.call("/transferrecipient", {
    type: "nuban",
    name: "Ada",
    account_number: "0000000000",
    bank_code: "057",
  })).json() as { data: { recipient_code: string } };
  const transfer = async (named = reference) => {
    const response = await sandbox.call("/transfer", {
      source: "balance",
      amount: 100_000,
      recipient: made.data.recipient_code,
      reference: named,
      reason: "Rent",
    });
    return { status: response.status, body: await response.json() as Body };
  };
  const verify = async () =>
    (await (await sandbox.call(`/transfer/verify/${reference}`)).json() as Body).data;
  const events = () =>
    sandbox.received.map((it) => (JSON.parse(it.body) as { event: string }).event);
  return { sandbox, transfer, verify, events };
}
interface Body {
  code?: string;
  message: string;
  data: { status: string; fee_charged: number | null };
}

Deno.test("a transfer is queued, succeeds and says so; its reference is taken once", async () => {
  const { sandbox, transfer, verify, events } = await opened();
  await using _ = sandbox;
  assertEquals((await transfer()).body.data.status, "pending");
  assertEquals([(await verify()).status, (await verify()).fee_charged], ["success", 1_000]);
  const again = await transfer();
  assertEquals([again.status, again.body.code], [400, "duplicate_reference"]);
  await sandbox.control.moveTransfer(reference, "reversed");
  assertEquals((await verify()).status, "reversed");
  await sandbox.control.deliveriesSettled();
  assertEquals(events(), ["transfer.success", "transfer.reversed"]);
  await assertRejects(() => sandbox.control.moveTransfer("never-was-one-here", "success"));
});

Deno.test("transfers go wrong as they are told to", async () => {
  for (
    const [fault, first, then, told] of [
      ["otp", "otp", "otp", []],
      ["waits", "pending", "pending", []],
      ["fails", "pending", "failed", ["transfer.failed"]],
    ] as const
  ) {
    const { sandbox, transfer, verify, events } = await opened();
    await using _ = sandbox;
    sandbox.control.setFault(reference, { transfer: fault });
    assertEquals((await transfer()).body.data.status, first);
    assertEquals((await verify()).status, then);
    await sandbox.control.deliveriesSettled();
    assertEquals(events(), [...told]);
  }
  const { sandbox, transfer } = await opened();
  await using _ = sandbox;
  sandbox.control.setFault(reference, { transfer: "insufficient" });
  assertEquals((await transfer()).status, 400);
  assertEquals((await sandbox.call(`/transfer/verify/${reference}`)).status, 404);
});

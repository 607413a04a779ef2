import { assertEquals, assertRejects } from "@std/assert";
import { openTestSandbox } from "./testing.ts";

const reference = "est-sandbox-transfer-1";
interface Body {
  status: string;
  data: { id: number; status: string; is_approved: number; reference: string };
}

function opened() {
  const sandbox = openTestSandbox();
  const transfer = async (named = reference) =>
    await (await sandbox.call("/v3/transfers", {
      account_bank: "044",
      account_number: "0690000040",
      amount: 1000.5,
      currency: "NGN",
      reference: named,
      narration: "Rent",
    })).json() as Body;
  const fetched = async (id: number) =>
    (await (await sandbox.call(`/v3/transfers/${id}`)).json() as Body).data;
  return { sandbox, transfer, fetched };
}

Deno.test("a payout is new, succeeds and says so; its reference is taken once and found in the list", async () => {
  const { sandbox, transfer, fetched } = opened();
  await using _ = sandbox;
  const { data } = await transfer();
  assertEquals([data.status, (await fetched(data.id)).status], ["NEW", "SUCCESSFUL"]);
  assertEquals((await transfer()).status, "error");
  for (let n = 2; n < 14; n++) await transfer(`est-sandbox-transfer-${n}`);
  const list = async (query: string) =>
    await (await sandbox.call(`/v3/transfers?${query}`)).json() as {
      data: { reference: string }[];
      meta: { page_info: { total_pages: number } };
    };
  assertEquals((await list("page=2")).data.at(-1)?.reference, reference);
  assertEquals((await list("page=1")).meta.page_info.total_pages, 2);
  assertEquals((await list(`reference=${reference}`)).data.length, 1);
  await sandbox.control.moveTransfer(reference, "reversed");
  assertEquals((await fetched(data.id)).status, "FAILED");
  await sandbox.control.deliveriesSettled();
  const told = sandbox.received.map((it) => JSON.parse(it.body) as Body & { event: string })
    .filter((it) => it.data.reference === reference);
  assertEquals(told.map((it) => [it.event, it.data.status]), [
    ["transfer.completed", "SUCCESSFUL"],
    ["transfer.completed", "FAILED"],
  ]);
  await assertRejects(() => sandbox.control.moveTransfer("never-was", "success"));
});

Deno.test("payouts go wrong as they are told to", async () => {
  for (
    const [fault, then, approved] of [
      ["otp", "NEW", 0],
      ["waits", "NEW", 1],
      ["fails", "FAILED", 1],
    ] as const
  ) {
    const { sandbox, transfer, fetched } = opened();
    await using _ = sandbox;
    sandbox.control.setFault(reference, { transfer: fault });
    const { data } = await transfer();
    const found = await fetched(data.id);
    assertEquals([found.status, found.is_approved], [then, approved]);
  }
  const { sandbox, transfer } = opened();
  await using _ = sandbox;
  sandbox.control.setFault(reference, { transfer: "insufficient" });
  assertEquals((await transfer()).status, "error");
});

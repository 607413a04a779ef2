/** Money goes to the bank by the word of two people: one asks, another one brings their second factor and approves. */
import { addPayeeAccount, approvePayeeAccount } from "@estate/sdk";
import { assertEquals } from "@std/assert";
import { totpCode } from "../../../local/supabase/gateway/auth/totp.ts";
import { colleague, openAs } from "./books_world.ts";
import type { World } from "./world.ts";

/** The story. Leaves a bank account and a payout, for the screens. */
export async function payOutByTwo(world: World): Promise<void> {
  const { url, ids, stack } = world;
  const [adder, approver] = await Promise.all([
    colleague(world, "Bola Adeyemi"),
    colleague(world, "Femi Ojo"),
  ]);
  const account = await addPayeeAccount(adder.estate, {
    orgId: ids.org,
    provider: "paystack",
    bankCode: "057",
    accountNumber: "0000000000",
  });
  await approvePayeeAccount(approver.estate, account.id);
  await stack.database.query(
    "update payee_accounts set payable_from = now() - interval '1 minute' where id = $1",
    [account.id],
  );
  const owner = await world.open("owner");
  const path = `/org/${ids.org}/money/payouts`;
  try {
    await owner.page.goto(url + path);
    await owner.page.getByRole("button", { name: "Ask for a payout" }).click();
    const sheet = owner.page.getByRole("dialog", { name: "Ask for a payout" });
    await sheet.getByLabel("How much").fill("900m");
    await sheet.getByRole("button", { name: "Ask for it" }).click();
    await sheet.getByRole("alert").or(sheet.getByText("At most").nth(1)).first().waitFor();
    await sheet.getByLabel("How much").fill("250k");
    await sheet.getByRole("button", { name: "Ask for it" }).click();
    const asked = owner.page.getByRole("article", { name: "Payout of ₦250,000" });
    await asked.getByText("somebody else who may send money approves it").waitFor();
    assertEquals(await asked.getByRole("button", { name: /Approve/ }).count(), 0);

    const other = await openAs(world, approver, path);
    try {
      const { page } = other;
      const card = page.getByRole("article", { name: "Payout of ₦250,000" });
      await card.getByRole("button", { name: "Approve: send it" }).click();
      const factor = page.getByRole("dialog", { name: "Your second factor" });
      await factor.getByLabel("Code").fill(totpCode(approver.secret));
      await factor.getByRole("button", { name: "Go on" }).click();
      await card.getByRole("button", { name: "Approve: send it" }).waitFor({ state: "detached" });
      assertEquals(other.complaints, []);
    } finally {
      await other.close();
    }
    // Who asked sees it without a reload.
    await asked.getByText("Waits for a second person").waitFor({ state: "detached" });
    const [row] = await stack.database.query<{ amount: number; two: boolean; sole: boolean }>(
      `select amount_kobo::int as amount, decided_by is distinct from requested_by as two, is_sole as sole
       from payouts where org_id = $1 and status not in ('requested', 'declined', 'withdrawn')`,
      [ids.org],
    );
    assertEquals(row, { amount: 25_000_000, two: true, sole: false });
    assertEquals(owner.complaints, []);
  } finally {
    await owner.close();
    await Promise.all([adder.estate.auth.signOut(), approver.estate.auth.signOut()]);
  }
}

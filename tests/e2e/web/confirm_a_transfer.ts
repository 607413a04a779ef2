/** A tenant says that they paid by transfer; the landlady sees it at once, compares, confirms; the tenant sees that at once. */
import { assertEquals } from "@std/assert";
import { createEstate, listCharges, nigerianDate, reportOfflinePayment, signIn } from "@estate/sdk";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import type { World } from "./world.ts";

/** The story. Leaves a payment that is decided, and another one that waits, for the screens. */
export async function confirmATransfer(world: World): Promise<void> {
  const { url, ids, stack } = world;
  const [owner, tenant] = [await world.open("owner"), await world.open("tenant")];
  const payer = createEstate(stack.url, stack.publishableKey);
  try {
    await signIn(payer, "tenant@demo.estate.ng", demoPassword);
    const charge = (await listCharges(payer, ids.tenancy)).find((it) => (it.payable_kobo ?? 0) > 0);
    const report = async (size: number, bankReference: string) =>
      await reportOfflinePayment(
        payer,
        {
          chargeIds: [charge?.charge_id ?? ""],
          method: "bank_transfer",
          amountKobo: 50_000_000,
          paidOn: nigerianDate(),
          bankReference,
        },
        new Blob([await picture("png", size, 48)], { type: "image/png" }),
      );

    await owner.page.goto(`${url}/org/${ids.org}`);
    await owner.page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await owner.page.getByRole("heading", { name: "This month" }).waitFor();
    await tenant.page.goto(`${url}/me`);
    await tenant.page.getByText("Sign out").waitFor();

    // Nobody reloads anything.
    await report(64, "FT-E2E-1");
    await owner.page.getByRole("heading", { name: "Payments to confirm" }).waitFor();
    await owner.page.getByRole("link", { name: /Tunde Bello/ }).first().click();
    await owner.page.waitForURL(/\/money\/payments\?id=/);
    const card = owner.page.getByRole("article").first();
    await card.getByRole("img", { name: /^Proof 1 of 1/ }).waitFor();
    await card.getByText("less than expected").waitFor();

    // By keyboard alone, and Back closes the sheet.
    await card.getByRole("button", { name: "Confirm", exact: true }).press("Enter");
    const sheet = owner.page.getByRole("dialog", { name: "Did the money come?" });
    await sheet.getByLabel("What came in").waitFor();
    await owner.page.goBack();
    await sheet.waitFor({ state: "detached" });
    await card.getByRole("button", { name: "Confirm", exact: true }).press("Enter");
    await sheet.getByRole("button", { name: "It came: confirm" }).press("Enter");
    await owner.page.getByText("Nothing to confirm").waitFor();

    // The tenant hears of it where they are.
    await tenant.page.getByRole("status").getByText(/payment|receipt/i).first().waitFor();
    const [row] = await stack.database.query<{ status: string; receipts: number }>(
      `select offline.status, (select count(*)::int from receipts where payment_id = offline.payment_id) as receipts
       from offline_payments as offline where bank_reference = $1`,
      ["FT-E2E-1"],
    );
    assertEquals(row, { status: "confirmed", receipts: 1 });
    assertEquals([...owner.complaints, ...tenant.complaints], []);
    await report(72, "FT-E2E-2");
  } finally {
    await payer.auth.signOut({ scope: "local" });
    await Promise.all([owner.close(), tenant.close()]);
  }
}

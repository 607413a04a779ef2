/** A landlady who uses no mouse confirms a proof: every step by Tab and Enter, and the focus is never lost. */
import { createEstate, listCharges, nigerianDate, reportOfflinePayment, signIn } from "@estate/sdk";
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import type { World } from "./world.ts";

/** Tabs until what has the focus is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let n = 0; n < 80; n++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(
      "document.activeElement === document.body ? 'body' : document.activeElement.textContent.trim()",
    );
    assert(focused !== "body", `The focus is lost on the way to ${name}`);
    if (focused === name) return;
  }
  throw new Error(`Tab does not come to ${name}`);
}

/** The story. */
export async function confirmByKeyboard(world: World): Promise<void> {
  const { url, ids, stack } = world;
  const payer = createEstate(stack.url, stack.publishableKey);
  const { page, complaints, close } = await world.open("owner");
  try {
    await signIn(payer, "tenant@demo.estate.ng", demoPassword);
    const charge = (await listCharges(payer, ids.tenancy)).find((it) => (it.payable_kobo ?? 0) > 0);
    const { id } = await reportOfflinePayment(
      payer,
      {
        chargeIds: [charge?.charge_id ?? ""],
        method: "bank_transfer",
        amountKobo: 1_000_000,
        paidOn: nigerianDate(),
        bankReference: "FT-E2E-KEYS",
      },
      new Blob([await picture("png", 80, 48)], { type: "image/png" }),
    );
    await page.goto(`${url}/org/${ids.org}/money/payments?id=${id}`);
    await page.getByRole("article").first().getByRole("button", { name: "Confirm", exact: true })
      .waitFor();
    await tabTo(page, "Confirm");
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: "Did the money come?" });
    await sheet.getByLabel("What came in").waitFor();
    await tabTo(page, "It came: confirm");
    await page.keyboard.press("Enter");
    await sheet.waitFor({ state: "detached" });
    await page.getByRole("status").getByText("Confirmed").first().waitFor();
    const rows = await stack.database.query<{ receipts: number }>(
      `select count(*)::int as receipts from receipts join offline_payments as offline
         on offline.payment_id = receipts.payment_id where offline.bank_reference = $1`,
      ["FT-E2E-KEYS"],
    );
    assertEquals(rows, [{ receipts: 1 }]);
    assertEquals(complaints, []);
  } finally {
    await payer.auth.signOut({ scope: "local" });
    await close();
  }
}

/**
 * Paying, the other ways: by Flutterwave with the keyboard alone after Paystack's page was left, back after the webhook, to the
 * receipt's PDF; and a part by a transfer that is shown with a photo from the phone, whose draft outlives the tab and which is
 * sent once.
 */
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { demandCharge, nigerianDate } from "@estate/sdk";
import { room } from "../../../supabase/functions/media/testing/pictures.ts";
import { paper } from "./pay_rent.ts";
import { as } from "./as_login.ts";
import { tenancyOf } from "./tenancy_of.ts";
import type { World } from "./world.ts";

/** The stories. */
export async function tenantPays(world: World): Promise<void> {
  const { stack } = world;
  const home = await tenancyOf(stack, "tenant11");
  const demand = (amountKobo: number, description: string) =>
    as(stack, "agency", (agency) =>
      demandCharge(agency, {
        tenancyId: home,
        kind: "utility",
        amountKobo,
        dueOn: nigerianDate(),
        description,
      }));
  const { page, complaints, close } = await world.open("tenant11");
  try {
    await demand(4_500_000, "Diesel of November");
    await byKeyboard(world, page, home);
    await demand(2_000_000, "Water of November");
    await byProof(world, page, home);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

/** Presses it as who has no mouse does. */
async function press(page: Page, role: "link" | "button" | "radio", name: RegExp | string) {
  const it = page.getByRole(role, { name });
  await it.focus();
  await page.keyboard.press(role === "radio" ? "Space" : "Enter");
  await page.waitForFunction("document.activeElement !== document.body");
}

async function byKeyboard({ stack, url }: World, page: Page, tenancy: string): Promise<void> {
  const payments = () =>
    stack.database.query<{ method: string; status: string }>(
      `select method::text, status::text from public.payments
       where tenancy_id = $1 and amount_kobo = $2 order by id`,
      [tenancy, 4_500_000],
    );
  await page.goto(`${url}/home/${tenancy}`);
  await press(page, "link", /^Pay ₦45,000/);
  await page.getByRole("heading", { level: 1, name: "Pay" }).waitFor();
  await page.getByRole("button", { name: "Pay ₦45,000 with Paystack" }).click();
  await page.waitForURL(/\/sandbox\/paystack\/checkout\//);
  await page.goBack();
  await page.getByRole("button", { name: "Give it up" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("did not finish").waitFor({ state: "detached" });
  await press(page, "radio", /Flutterwave/);
  await page.getByRole("button", { name: "Pay ₦45,000 with Flutterwave" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sandbox\/flutterwave\//);
  // The provider has told us before the payer is back.
  await page.route((it) => it.pathname.startsWith("/payments/"), async (route) => {
    await stack.flutterwave.deliveriesSettled();
    await route.continue();
  });
  await page.getByRole("button", { name: /^Pay/ }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((it) => it.pathname.startsWith("/payments/"));
  await page.getByRole("heading", { name: "Paid", exact: true }).waitFor();
  await paper(page);
  await page.goBack();
  await page.goto(`${url}/home/${tenancy}/pay`);
  await page.getByText("There is nothing to pay").waitFor();
  assertEquals(await payments(), [
    { method: "paystack", status: "abandoned" },
    { method: "flutterwave", status: "succeeded" },
  ]);
}

/** What the phone kept of charges may have been paid since: an amount that is typed for those would be lost. */
async function chargesFirst(page: Page, open: () => Promise<unknown>): Promise<void> {
  const held = Promise.withResolvers<void>();
  const balances = (it: URL) => it.pathname === "/rest/v1/charge_balances";
  await page.route(balances, async (route) => {
    await held.promise;
    await route.continue();
  });
  const payments = page.waitForResponse((it) => new URL(it.url()).pathname === "/rest/v1/payments");
  await open();
  await payments;
  await page.waitForTimeout(500);
  const shown = page.getByLabel("Amount", { exact: true })
    .or(page.getByText("There is nothing to pay"));
  assertEquals(await shown.count(), 0);
  held.resolve();
  await shown.first().waitFor();
  await page.unroute(balances);
}

async function byProof({ stack, url }: World, page: Page, tenancy: string): Promise<void> {
  await chargesFirst(page, () => page.goto(`${url}/home/${tenancy}/pay?how=proof`));
  await page.getByLabel("Amount", { exact: true }).fill("5k");
  await page.getByText("You report").locator("..").getByText("₦5,000").waitFor();
  await page.getByLabel("How did you pay?").selectOption("pos");
  await page.getByLabel("Reference").fill("POS-ALONE-1");
  await page.getByLabel(/^Note/).fill("At the gate");
  // The phone kills the tab.
  await page.goto("about:blank");
  await page.goto(`${url}/home/${tenancy}/pay?how=proof`);
  assertEquals(await page.getByLabel("Reference").inputValue(), "POS-ALONE-1");
  assertEquals(await page.getByLabel("How did you pay?").inputValue(), "pos");
  await page.getByLabel("Proof", { exact: true }).setInputFiles({
    name: "IMG_1.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from(await room("jpeg", 2400, 1800, { seed: 7, quality: 100 })),
  });
  await page.getByRole("button", { name: "Send it to your landlord" }).dblclick();
  await page.waitForURL(/\/money\?tab=payments/);
  await page.getByText("Waits for your landlord").filter({ visible: true }).first().waitFor();
  await page.goBack();
  await page.getByText("Your landlord looks whether ₦5,000 came").waitFor();
  // The rest is payable by every way.
  await page.getByText("You report").locator("..").getByText("₦15,000").waitFor();
  await page.goto(`${url}/home/${tenancy}/pay`);
  await page.getByRole("button", { name: "Pay ₦15,000 with Paystack" }).waitFor();
  const reported = await stack.database.query<{ method: string; note: string; small: boolean }>(
    `select offline.method::text, offline.note, bool_and(proof.size_bytes < 1500000) as small
     from public.offline_payments as offline
     join public.payment_proofs as proof on proof.offline_payment_id = offline.id
     where offline.bank_reference = $1 group by offline.id`,
    ["POS-ALONE-1"],
  );
  assertEquals(reported, [{ method: "pos", note: "At the gate", small: true }]);
}

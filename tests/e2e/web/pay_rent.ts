/**
 * A tenant pays overdue rent on Paystack's page and is back before the webhook: the app asks the bank, says paid when the
 * receipt is there and not before, and gives its PDF. No double tap, way back or reload pays twice.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import type { World } from "./world.ts";

/** The story. */
export async function payRent(world: World): Promise<void> {
  const { stack } = world;
  const [owing] = await stack.database.query<{ tenancy: string; charge: string }>(
    `select tenancy_id as tenancy, charge_id as charge from public.charge_balances
     where status = $1 and tenancy_id in (
       select party.tenancy_id from public.tenancy_parties as party
       join public.tenants as tenant on tenant.id = party.tenant_id
       join auth.users as person on person.id = tenant.user_id
       where person.email = 'tenant2@demo.estate.ng')`,
    ["overdue"],
  );
  if (owing === undefined) throw new Error("The demo data have nobody who owes");
  const attempts = () =>
    stack.database.query<{ reference: string; status: string }>(
      `select payment.reference, payment.status::text from public.payments as payment
       join public.payment_items as item on item.payment_id = payment.id where item.charge_id = $1`,
      [owing.charge],
    );
  const before = new Set((await attempts()).map(({ reference }) => reference));
  const since = async () => (await attempts()).filter(({ reference }) => !before.has(reference));
  const { page, complaints, close } = await world.open("tenant2");
  try {
    stack.paystack.setFault("*", { webhook: { hold: true } });
    await page.goto(`${world.url}/home/${owing.tenancy}`);
    await page.getByText("Overdue since").waitFor();
    await page.getByRole("link", { name: /^Pay ₦/ }).click();
    const checkout = await begin(page);
    // Neither the way back nor a new tab pays anything a second time, or something else in its place.
    await page.goBack();
    await onItsWay(page);
    await page.goto(`${world.url}/home/${owing.tenancy}/pay`);
    await onItsWay(page);
    const made = await since();
    assertEquals(made.map(({ status }) => status), ["pending"]);
    const reference = made[0]!.reference;

    await page.getByRole("link", { name: "See how it stands" }).click();
    await page.getByRole("link", { name: "go on paying" }).click();
    await page.waitForURL(checkout);
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.waitForURL((it) => it.pathname === `/payments/${reference}`);
    await page.getByRole("heading", { name: "We are asking the bank" }).waitFor();
    assertEquals(await page.getByText("Paid", { exact: true }).count(), 0);
    await page.reload();
    await page.getByRole("heading", { name: "We are asking the bank" }).waitFor();
    assertEquals(stack.paystack.release(reference), 1);
    await page.getByRole("heading", { name: "Paid", exact: true }).waitFor();
    assertMatch(await page.getByText(/^R-\d{4}-\d{6}$/).innerText(), /R-/);
    await paper(page);

    await page.reload();
    await page.getByRole("heading", { name: "Paid", exact: true }).waitFor();
    assertEquals((await since()).map((it) => it.status), ["succeeded"]);
    await page.getByRole("link", { name: "Your home" }).click();
    await page.getByText("Nothing to pay").waitFor();
    assertEquals(complaints, []);
  } finally {
    stack.paystack.setFault("*", {});
    await close();
  }
}

/** Two taps on the button; the address of the provider's page. */
async function begin(page: Page): Promise<string> {
  const button = page.getByRole("button", { name: /^Pay ₦.* with Paystack$/ });
  await button.dblclick();
  await page.waitForURL(/\/sandbox\/paystack\/checkout\//);
  return page.url();
}

/** What is on its way cannot be ticked, and nothing else is. */
async function onItsWay(page: Page): Promise<void> {
  const box = page.getByRole("checkbox", { name: "A payment is on its way" });
  await box.waitFor();
  assertEquals(await box.isDisabled(), true);
  assertEquals(await page.getByRole("checkbox", { checked: true }).count(), 0);
  assertEquals(await page.getByRole("button", { name: "Tick what you pay" }).isDisabled(), true);
}

/** The paper of a receipt is made some seconds after the receipt: it is asked for until it is there. */
export async function paper(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Get the PDF" });
  for (let tries = 0;; tries++) {
    const downloading = page.waitForEvent("download", { timeout: 2_000 }).catch(() => undefined);
    await button.click();
    const download = await downloading;
    if (download !== undefined) {
      const stream = await download.createReadStream();
      const [first] = await Array.fromAsync(stream);
      assertEquals(new TextDecoder().decode((first as Uint8Array).slice(0, 5)), "%PDF-");
      return;
    }
    assert(tries < 40, "the paper did not come");
  }
}

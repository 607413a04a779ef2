/**
 * A tenant pays overdue rent on Paystack's page and is back before the webhook: the app asks the bank, says paid when the
 * receipt is there and not before, and gives its PDF. No double tap, way back or reload pays twice; what was begun or declined is
 * called that, and leaves every way open.
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
    await unfinished(page);
    await page.goto(`${world.url}/home/${owing.tenancy}/pay`);
    await unfinished(page);
    assertEquals(await begin(page), checkout);
    const made = await since();
    assertEquals(made.map(({ status }) => status), ["pending"]);
    await declined(page, made[0]!.reference);
    await page.getByRole("link", { name: "Try again with Paystack" }).click();
    const anew = await begin(page);
    const reference = (await since()).find(({ status }) => status === "pending")!.reference;
    await page.goBack();
    await unfinished(page);
    await page.getByRole("link", { name: "Go on paying" }).click();
    await page.waitForURL(anew);
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
    assertEquals((await since()).map((it) => it.status).sort(), ["failed", "succeeded"]);
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

/** What nobody has paid is called that, and can be paid like anything else. */
async function unfinished(page: Page): Promise<void> {
  await page.getByText(/^You began to pay ₦.* with Paystack and did not finish$/).waitFor();
  assertEquals(await page.getByText("on its way").count(), 0);
  assertEquals(await page.getByRole("checkbox", { checked: true }).count(), 1);
  await page.getByRole("radio", { name: /Flutterwave/ }).check();
  await page.getByRole("button", { name: /^Pay ₦.* with Flutterwave$/ }).waitFor();
  await page.getByRole("radio", { name: /Paystack/ }).first().check();
}

/** The bank declines, and the payer comes back: they hear so at once, and choose how to go on. */
async function declined(page: Page, reference: string): Promise<void> {
  await page.getByRole("button", { name: /^Decline/ }).click();
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.waitForURL((it) => it.pathname === `/payments/${reference}`);
  await page.getByRole("heading", { name: "Not paid", exact: true }).waitFor();
  await page.getByRole("link", { name: "Pay with Flutterwave" }).waitFor();
  await page.getByRole("link", { name: "Transfer from any bank" }).waitFor();
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

/**
 * A buyer agrees to another price, pays the deposit of the sale online, beside the webhook, and has its receipt; reports a transfer of the balance; and when the
 * sale is closed the home is theirs. Nobody speaks to them of a landlord or a tenancy.
 */
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { closeSale, getSaleOfOffer, nigerianDate, proposeSalePrice, signSale } from "@estate/sdk";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import { as } from "./as_login.ts";
import { paper } from "./pay_rent.ts";
import type { World } from "./world.ts";

/** The story, after terms were agreed on. */
export async function payForASale(world: World): Promise<void> {
  const { stack, url } = world;
  const [offer] = await stack.database.query<{ id: string }>(
    `select offer.id from public.offers as offer join auth.users as person on person.id = offer.offeror_id
     where person.email = $1 and offer.status = 'accepted' order by offer.id desc limit 1`,
    ["tenant@demo.estate.ng"],
  );
  const id = offer?.id ?? "";
  const sale = await as(stack, "agency", async (estate) => {
    const sale = await getSaleOfOffer(estate, id);
    await signSale(estate, sale?.id ?? "", nigerianDate(0));
    return await proposeSalePrice(estate, sale?.id ?? "", 4_300_000_000);
  });
  const { page, complaints, close } = await world.open("tenant");
  try {
    await page.goto(`${url}/offers/${id}/purchase`);
    await page.getByText("Deposit on the price").waitFor();
    await page.getByRole("button", { name: "Agree to this price" }).click();
    const asked = page.getByRole("alertdialog", { name: "Agree to another price?" });
    await asked.getByText("₦44,000,000", { exact: true }).waitFor();
    await asked.getByText("₦43,000,000", { exact: true }).waitFor();
    await asked.getByRole("button", { name: "Agree to it" }).dblclick();
    await page.getByText("Agreed. What is due follows it.").first().waitFor();
    await page.getByRole("button", { name: "Agree to this price" }).waitFor({ state: "detached" });
    await page.getByText("₦43,000,000", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Pay", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Pay" }).waitFor();
    await page.getByRole("checkbox", { name: /^Deposit on the price/ }).check();
    await page.getByRole("checkbox", { name: /^Balance of the price/ }).uncheck();
    await page.getByRole("button", { name: /^Pay ₦.* with Paystack$/ }).dblclick();
    await page.waitForURL(/\/sandbox\/paystack\/checkout\//);
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByRole("heading", { name: "Paid", exact: true }).waitFor();
    await paper(page);
    const paid = await stack.database.query<{ kobo: string; kind: string }>(
      `select receipt.amount_kobo::text as kobo, receipt.kind::text from public.receipts as receipt
       where receipt.sale_id = $1`,
      [sale.id],
    );
    assertEquals(paid, [{ kobo: "440000000", kind: "sale" }]);
    await page.goto(`${url}/offers/${id}/purchase`);
    await page.getByText("Paid", { exact: true }).first().waitFor();
    await reportBalance(world, page, id, sale.id);
    await as(
      stack,
      "agency",
      (estate) =>
        closeSale(estate, sale.id, { priceKobo: 4_300_000_000, closedOn: nigerianDate(0) }),
    );
    await bought(world, page, id);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

async function reportBalance(
  { stack, url }: World,
  page: Page,
  id: string,
  saleId: string,
): Promise<void> {
  await page.goto(`${url}/offers/${id}/pay?how=proof`);
  await page.getByRole("checkbox", { name: /^Balance of the price/ }).check();
  await page.getByLabel("Reference").fill("FT-BALANCE-1");
  await page.getByLabel("Proof", { exact: true }).setInputFiles({
    name: "slip.png",
    mimeType: "image/png",
    buffer: Buffer.from(await picture("png", 53, 48)),
  });
  await page.getByRole("button", { name: "Send it to who gets the money" }).click();
  await page.waitForURL((it) => it.pathname === `/offers/${id}/purchase`);
  const [payment] = await stack.database.query<{ reference: string; status: string }>(
    `select payment.reference, offline.status::text from public.payments as payment
     join public.offline_payments as offline on offline.payment_id = payment.id where payment.sale_id = $1`,
    [saleId],
  );
  assertEquals(payment?.status, "submitted");
  await page.goto(`${url}/payments/${payment?.reference}`);
  await page.getByRole("heading", { name: "Who gets the money looks whether it came" }).waitFor();
  assertEquals(await page.locator("main").getByText(/landlord/i).count(), 0);
}

async function bought({ stack, url }: World, page: Page, id: string): Promise<void> {
  await page.goto(`${url}/offers/${id}`);
  await page.getByText("You bought it").waitFor();
  await page.getByText("The home is yours").waitFor();
  assertEquals(
    await page.locator("main").getByText(/tenancy|is kept for you|has begun/).count(),
    0,
  );
  const [offer] = await stack.database.query<{ status: string }>(
    "select status::text from public.offers where id = $1",
    [id],
  );
  assertEquals(offer?.status, "converted");
}

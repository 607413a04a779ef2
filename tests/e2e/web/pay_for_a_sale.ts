/** A buyer pays the deposit of a sale online, beside the webhook, and has its receipt; the seller's screen says so too. */
import { assertEquals } from "@std/assert";
import { getSaleOfOffer, nigerianDate, signSale } from "@estate/sdk";
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
    return await signSale(estate, sale?.id ?? "", nigerianDate(0));
  });
  const { page, complaints, close } = await world.open("tenant");
  try {
    await page.goto(`${url}/offers/${id}/purchase`);
    await page.getByText("Deposit on the price").waitFor();
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
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

/** A landlady imports her bank's statement: one line is a tenant's rent, one is none, and the rest waits. */
import { nigerianDate } from "@estate/sdk";
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { World } from "./world.ts";

/** As a bank exports it: lines above the header, days in letters, commas in amounts, money that went out. */
function statement(): string {
  const day = nigerianDate().split("-").reverse().join("/");
  return [
    "ACCOUNT STATEMENT,,,,,",
    "Account Name,NGOZI OKAFOR,,,,",
    "Trans Date,Reference,Debit,Credit,Balance,Remarks",
    `${day},NIP-E2E-000001,,"935,000.00","1,935,000.00",NIP TRF FROM EMEKA OBI / RENT`,
    `${day},NIP-E2E-000002,,"12,345.00","1,947,345.00",INTEREST PAID`,
    `${day},NIP-E2E-000003,,"680,000.00","2,627,345.00",NIP TRF CHIAMAKA EZE HIBISCUS`,
    `${day},NIP-E2E-000004,"50,000.00",,"2,577,345.00",POS PURCHASE`,
  ].join("\n");
}

/** The story. Leaves a line that nobody has matched, for the screens. */
export async function matchAStatement(world: World): Promise<void> {
  const { url, ids, stack } = world;
  const { page, complaints, close } = await world.open("owner");
  try {
    await page.goto(`${url}/org/${ids.org}/money/reconcile`);
    await page.getByRole("link", { name: "Import a statement" }).click();
    await page.getByLabel("Statement").setInputFiles({
      name: "november.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(statement()),
    });
    // The columns are guessed, and looked at once.
    await page.getByLabel("Bank", { exact: true }).fill("GTBank");
    assertEquals(await page.getByLabel("What came in").inputValue(), "Credit");
    assertEquals(await page.getByLabel("The bank's words").inputValue(), "Remarks");
    await page.getByRole("button", { name: "Import it" }).click();
    await page.getByRole("heading", { name: "3 new lines of money that came in" }).waitFor();
    await page.getByText("1 line is of money that went out").waitFor();
    await page.getByRole("link", { name: "Match them" }).click();

    await page.getByText("3 lines that nobody has matched").waitFor();
    await page.getByRole("button", { name: "It is this: Emeka Obi" }).click();
    await page.getByText("2 lines that nobody has matched").waitFor();
    const [paid] = await stack.database.query<{ receipts: number; kobo: number }>(
      `select count(receipt.id)::int as receipts, sum(receipt.amount_kobo)::int as kobo
       from offline_payments as offline join receipts as receipt on receipt.payment_id = offline.payment_id
       where offline.bank_reference = $1`,
      ["NIP-E2E-000001"],
    );
    assertEquals(paid, { receipts: 1, kobo: 93_500_000 });

    const interest = page.getByRole("article", { name: "INTEREST PAID" });
    await interest.getByRole("button", { name: "Not from a tenant" }).click();
    const sheet = page.getByRole("dialog", { name: "Not from a tenant" });
    await sheet.getByRole("button", { name: "Leave it out" }).click();
    await sheet.getByText("Say why in a few words.").waitFor();
    await sheet.getByLabel("What is it?").fill("Interest of our own savings");
    await sheet.getByRole("button", { name: "Leave it out" }).click();
    await page.getByText("1 line that nobody has matched").waitFor();

    // The same file again: its columns are known, and nothing comes twice.
    await page.getByRole("link", { name: "Import a statement" }).click();
    await page.getByLabel("Statement").setInputFiles({
      name: "november.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(statement()),
    });
    await page.getByRole("heading", { name: "Nothing new came in" }).waitFor();
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

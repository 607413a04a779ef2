/** A landlady charges a tenant for diesel, sees that it was too much, takes it back for the right amount, and lets it be paid in parts. */
import { assertEquals } from "@std/assert";
import type { World } from "./world.ts";

/** The story. */
export async function raiseACharge(world: World): Promise<void> {
  const { url, ids, stack } = world;
  const { page, complaints, close } = await world.open("owner", {
    viewport: { width: 1280, height: 900 },
  });
  try {
    await page.goto(`${url}/org/${ids.org}/money`);
    await page.getByRole("link", { name: "Tunde Bello" }).click();
    await page.getByRole("heading", { level: 1, name: "Tunde Bello" }).waitFor();
    await page.getByRole("button", { name: "Add a charge" }).click();
    const sheet = page.getByRole("dialog", { name: "Add a charge" });
    await sheet.getByLabel("What for").selectOption("utility");
    await sheet.getByLabel("How much").fill("150k");
    await sheet.getByRole("button", { name: "Charge it" }).click();
    await sheet.waitFor({ state: "detached" });
    const row = page.getByRole("row").filter({ hasText: "utilities" });
    await row.getByText("₦150,000").first().waitFor();

    await row.getByRole("button", { name: /^Take back/ }).click();
    const back = page.getByRole("alertdialog", { name: "Take a charge back" });
    await back.getByLabel("What was wrong?").fill("A nought too many");
    await back.getByLabel("The right amount").fill("15k");
    await back.getByRole("button", { name: "Take it back" }).click();
    await back.waitFor({ state: "detached" });
    await row.getByText("₦15,000").first().waitFor();
    const charges = await stack.database.query<{ kobo: number }>(
      `select amount_kobo::int as kobo from charges where tenancy_id = $1 and kind = 'utility' order by id`,
      [ids.tenancy],
    );
    assertEquals(charges.map(({ kobo }) => kobo).toSorted((a, b) => a - b), [
      -15_000_000,
      1_500_000,
      15_000_000,
    ]);

    await row.getByRole("button", { name: /^Pay in parts/ }).click();
    const parts = page.getByRole("dialog", { name: "Pay in parts" });
    await parts.getByLabel("How many parts").selectOption("3");
    await parts.getByLabel("Part 1", { exact: true }).fill("7k");
    await parts.getByRole("button", { name: "Agree to these parts" }).click();
    await parts.getByText("₦2,000 too much.").waitFor();
    await parts.getByLabel("Part 3", { exact: true }).fill("3k");
    await parts.getByLabel("Part 2, due").fill("1/1/2020");
    await parts.getByRole("button", { name: "Agree to these parts" }).click();
    await parts.getByText(/^The earliest day is /).waitFor();
    await parts.getByLabel("How far apart").selectOption("fortnight");
    await parts.getByText(/^The earliest day is /).waitFor({ state: "detached" });
    assertEquals(await parts.getByText("This cannot be read.").count(), 0);
    await parts.getByLabel("Part 1", { exact: true }).fill("7k");
    await parts.getByLabel("Part 3", { exact: true }).fill("3k");
    await parts.getByRole("button", { name: "Agree to these parts" }).click();
    await parts.waitFor({ state: "detached" });
    await row.getByText("₦7,000").first().waitFor();
    const divided = await stack.database.query<{ kobo: number; days: number | null }>(
      `select amount_kobo::int as kobo, due_on - lag(due_on) over (order by due_on) as days
      from charge_balances where tenancy_id = $1 and kind = 'utility' and status <> 'reversed' order by due_on`,
      [ids.tenancy],
    );
    assertEquals(divided, [
      { kobo: 700_000, days: null },
      { kobo: 500_000, days: 14 },
      { kobo: 300_000, days: 14 },
    ]);

    await page.getByRole("button", { name: "Set a fee" }).click();
    const late = page.getByRole("dialog", { name: "Paying late" });
    await late.getByLabel("Amount", { exact: true }).fill("5k");
    await late.getByRole("button", { name: "Set it" }).click();
    await page.getByText("Costs ₦5,000, once for each charge, from 14 days after").waitFor();
    await page.getByRole("button", { name: "Change it" }).click();
    await late.getByText("% of what is open").click();
    await late.getByLabel("Percent").fill("2.5%");
    await late.getByLabel("At most").fill("20k");
    await late.getByRole("button", { name: "Set it" }).click();
    await page.getByText("Costs 2.5 % of what is open, once for each charge, at most ₦20,000,")
      .waitFor();
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

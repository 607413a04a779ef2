/**
 * A landlady records cash that she took, once however often she presses; the tenant says that it is so and has the receipt. What
 * she recorded by mistake she takes back.
 */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { demandCharge, listCharges, nigerianDate, recordOfflinePayment } from "@estate/sdk";
import { as } from "./as_login.ts";
import type { World } from "./world.ts";

/** The story. Leaves a payment that waits for the tenant, for the screens. */
export async function recordCash(world: World): Promise<void> {
  const { ids, stack } = world;
  const [owner, tenant] = [await world.open("owner"), await world.open("tenant")];
  try {
    await as(stack, "owner", (estate) =>
      demandCharge(estate, {
        tenancyId: ids.tenancy,
        kind: "utility",
        amountKobo: 2_000_000,
        dueOn: nigerianDate(),
        description: "Water of December",
      }));
    await record(world, owner.page);
    await acknowledge(world, tenant.page);
    await takeBack(world, owner.page);
    assertEquals([...owner.complaints, ...tenant.complaints], []);
  } finally {
    await Promise.all([owner.close(), tenant.close()]);
  }
  await as(stack, "owner", async (estate) => {
    const open = (await listCharges(estate, ids.tenancy)).find((it) => (it.payable_kobo ?? 0) > 0);
    await recordOfflinePayment(estate, {
      chargeIds: [open?.charge_id ?? ""],
      method: "cash",
      amountKobo: 500_000,
      paidOn: nigerianDate(),
      note: "At the gate, for the rest of the rent",
    });
  });
}

/** What was recorded of the tenancy with an amount, and the receipts of it. */
function recorded({ stack, ids }: World, kobo: number) {
  return stack.database.query<Record<string, unknown>>(
    `select offline.status::text, offline.method::text, offline.note,
       (select count(*)::int from public.receipts as receipt where receipt.payment_id = offline.payment_id) as receipts
     from public.offline_payments as offline
     where offline.subject_id = $1 and offline.source = 'payee' and offline.claimed_kobo = $2 order by offline.id`,
    [ids.tenancy, kobo],
  );
}

async function record(world: World, page: Page): Promise<void> {
  const { url, ids } = world;
  await page.goto(`${url}/org/${ids.org}/money/tenancies/${ids.tenancy}`);
  await page.getByRole("button", { name: "Record a payment" }).click();
  const sheet = page.getByRole("dialog", { name: "Record a payment" });
  const water = sheet.getByRole("checkbox", { name: /₦20,000/ });
  await water.waitFor();
  // All that is open is ticked, and the sum of it proposed; only the water was paid.
  assertEquals(await sheet.getByRole("checkbox", { checked: false }).count(), 0);
  for (const box of await sheet.getByRole("checkbox").all()) await box.uncheck();
  await sheet.getByRole("button", { name: "Record it" }).click();
  await sheet.getByText("Tick at least one.").waitFor();
  await water.check();
  assertEquals(await sheet.getByLabel("How much").inputValue(), "₦20,000");
  await sheet.getByLabel("On which day").fill("31/12/2099");
  await sheet.getByRole("button", { name: "Record it" }).click();
  await sheet.getByText("This day has not come yet.").waitFor();
  assertEquals(await recorded(world, 2_000_000), []);
  const [year, month, day] = nigerianDate().split("-");
  await sheet.getByLabel("On which day").fill(`${day}/${month}/${year}`);
  await sheet.getByLabel(/^Note/).fill("Paid at the gate");
  await sheet.getByRole("button", { name: "Record it" }).dblclick();
  await sheet.waitFor({ state: "detached" });
  await page.getByText(/^Recorded\. The tenant is asked/).waitFor();
  await page.getByText(/^The tenant is asked\. If they say nothing by/).waitFor();
  assertEquals(await recorded(world, 2_000_000), [
    { status: "recorded", method: "cash", note: "Paid at the gate", receipts: 0 },
  ]);
}

async function acknowledge(world: World, page: Page): Promise<void> {
  const { url, ids } = world;
  await page.goto(`${url}/home/${ids.tenancy}`);
  await page.getByText("Did you pay ₦20,000?").waitFor();
  await page.getByText("Paid at the gate").waitFor();
  await page.getByText("Your landlord says that you paid ₦20,000").waitFor();
  await page.getByRole("button", { name: "Yes, I paid it" }).click();
  await page.getByText("Did you pay ₦20,000?").waitFor({ state: "detached" });
  assertEquals(await recorded(world, 2_000_000), [
    { status: "confirmed", method: "cash", note: "Paid at the gate", receipts: 1 },
  ]);
  await page.goto(`${url}/home/${ids.tenancy}/money?tab=receipts`);
  await page.getByText("₦20,000").filter({ visible: true }).first().waitFor();
}

async function takeBack(world: World, page: Page): Promise<void> {
  // She heard of the answer where she is.
  await page.getByText(/^The tenant is asked\. If they say nothing by/).waitFor({
    state: "detached",
  });
  await page.getByRole("button", { name: "Record a payment" }).click();
  const sheet = page.getByRole("dialog", { name: "Record a payment" });
  await sheet.getByLabel("How did they pay?").selectOption("pos");
  await sheet.getByLabel("How much").fill("1k");
  await sheet.getByText(/stays open/).waitFor();
  await sheet.getByLabel(/^Reference/).fill("SLIP-MISTAKE-1");
  await sheet.getByRole("button", { name: "Record it" }).click();
  await sheet.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "I recorded it by mistake" }).click();
  const back = page.getByRole("dialog", { name: "Recorded by mistake" });
  await back.getByLabel("What was wrong?").fill("It was for another flat");
  await back.getByRole("button", { name: "Take it back" }).click();
  await back.waitFor({ state: "detached" });
  await page.getByText("Nobody is asked").waitFor();
  assertEquals(await recorded(world, 100_000), [
    { status: "rejected", method: "pos", note: null, receipts: 0 },
  ]);
  await page.getByText("Decided", { exact: true }).click();
  const taken = page.getByRole("article").filter({ hasText: "SLIP-MISTAKE-1" });
  await taken.getByText("Taken back").waitFor();
  await taken.getByText("It was for another flat").waitFor();
}

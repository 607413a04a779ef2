/**
 * From the first look to the keys: a landlady offers times, somebody comes, applies, is compared and chosen; they agree, the
 * tenancy begins, and both sign what the home was like. Nobody reloads anything.
 */
import { assertEquals } from "@std/assert";
import {
  acceptOffer,
  createEstate,
  listInspections,
  listOffers,
  signIn,
  signInspection,
} from "@estate/sdk";
import type { Page } from "playwright-core";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import { listingsOf } from "./people_world.ts";
import type { World } from "./world.ts";

/** The story. Leaves a signed inspection for the screens. */
export async function viewApplyLet(world: World): Promise<void> {
  const home = (await listingsOf(world, "rent"))[2] ?? "";
  const [owner, tenant] = [await world.open("owner"), await world.open("tenant2")];
  const estate = createEstate(world.stack.url, world.stack.publishableKey);
  try {
    await signIn(estate, "tenant2@demo.estate.ng", demoPassword);
    await offerTimes(owner.page, world, home);
    await comesAndApplies(tenant.page, world, home);
    await choose(owner.page, world, home);
    const offer = (await listOffers(estate, { listingId: home, status: "open" }))[0];
    await acceptOffer(estate, offer?.id ?? "", offer?.round ?? 1);
    await owner.page.getByText("Agreed: the home is held").waitFor();
    await owner.page.getByRole("button", { name: "Offer the tenancy" }).click();
    const sheet = owner.page.getByRole("dialog", { name: "Offer the tenancy" });
    await sheet.getByLabel("Postal address of the tenant").fill("4 Allen Avenue, Ikeja");
    await sheet.getByRole("button", { name: "Offer the tenancy" }).click();
    await owner.page.getByText("Waits for the tenant's yes").waitFor();
    const tenancy = new URL(owner.page.url()).pathname.split("/").at(-1) ?? "";

    await tenant.page.goto(`${world.url}/home/${tenancy}`);
    await tenant.page.getByRole("button", { name: "Accept", exact: true }).click();
    await owner.page.getByText("In force", { exact: true }).waitFor();

    await inspect(owner.page);
    const [inspection] = await listInspections(estate, tenancy);
    await signInspection(estate, inspection?.id ?? "", inspection?.content_hash ?? "");
    await owner.page.getByText("Signed by both sides", { exact: true }).waitFor();
    const [row] = await world.stack.database.query(
      `select tenancy.status as tenancy, inspection.status as inspection, listing.status as listing
       from public.tenancies as tenancy
       join public.inspections as inspection on inspection.tenancy_id = tenancy.id
       cross join public.listings as listing
       where tenancy.id = $1 and listing.id = $2`,
      [tenancy, home],
    );
    assertEquals(row, { tenancy: "active", inspection: "signed", listing: "let" });
    assertEquals([...owner.complaints, ...tenant.complaints], []);
  } finally {
    await estate.auth.signOut({ scope: "local" });
    await Promise.all([owner.close(), tenant.close()]);
  }
}

/** A day in words is read as it is written here. A second press offers nothing twice. */
async function offerTimes(page: Page, { url, ids, stack }: World, home: string): Promise<void> {
  await page.goto(`${url}/org/${ids.org}/people/viewings`);
  await page.getByRole("button", { name: "Offer times" }).first().click();
  const sheet = page.getByRole("dialog", { name: "Offer times" });
  await sheet.getByLabel("Which home?").selectOption(home);
  const day = new Date(stack.database.clock.now().getTime() + 3 * 86_400_000);
  const [year, month, date] = day.toISOString().slice(0, 10).split("-");
  await sheet.getByLabel("On which day?").fill(`${date}/${month}/${year}`);
  await sheet.getByLabel("From").fill("10:00");
  await sheet.getByLabel("Until").fill("11:10");
  await sheet.getByRole("button", { name: "Offer these times" }).dblclick();
  await sheet.waitFor({ state: "detached" });
  await page.getByRole("article", { name: /^10:30–11:00/ }).waitFor();
  const [row] = await stack.database.query(
    "select count(*)::int as times from public.viewing_slots where listing_id = $1",
    [home],
  );
  assertEquals(row, { times: 2 });
}

async function comesAndApplies(page: Page, { url }: World, home: string): Promise<void> {
  await page.goto(`${url}/l/${home}/view`);
  await page.getByRole("listitem").getByRole("button").first().click();
  await page.getByRole("heading", { level: 1, name: "You are expected" }).waitFor();
  await page.goto(`${url}/l/${home}/apply`);
  await page.getByRole("button", { name: "Begin the application" }).click();
  await page.getByLabel("What do you do?").fill("Accountant");
  await page.getByLabel("When would you move in?").fill("2027-01-31");
  await page.getByLabel("What do you earn?").selectOption("6m_to_12m");
  await page.getByRole("button", { name: "Send the application" }).click();
  await page.getByRole("heading", { level: 1, name: "Your application is sent" }).waitFor();
}

/** Compared, put on the shortlist, offered the home. */
async function choose(page: Page, { url, ids }: World, home: string): Promise<void> {
  await page.goto(`${url}/org/${ids.org}/people/applications?listing=${home}`);
  await page.getByText("Accountant").filter({ visible: true }).waitFor();
  await page.getByText(/^Rent is /).filter({ visible: true }).waitFor();
  await page.getByRole("main").locator("li a").filter({ visible: true }).first().click();
  await page.getByRole("button", { name: "Put on the shortlist" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Put on the shortlist" }).click();
  await page.getByText("On your shortlist").waitFor();
  await page.getByRole("button", { name: "Offer them the home" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Offer them the home" }).click();
  await page.waitForURL(/\/people\/offers\//);
  await page.getByText("Waits for their answer").waitFor();
}

/** Room by room; what was written is still there when the tab comes back. */
async function inspect(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Inspect at moving in" }).click();
  await page.getByRole("button", { name: "Begin with the usual rooms" }).click();
  const first = page.getByRole("group", { name: "Walls and ceiling" }).first();
  await first.getByText("Fair").click();
  await page.reload();
  await first.getByRole("radio", { name: "Fair" }).and(page.locator(":checked")).waitFor();
  const left = page.getByRole("group").filter({ hasNot: page.locator("input:checked") });
  const send = page.getByRole("button", { name: "Send to sign" });
  for (let n = await left.count(); n > 0; n--) await left.first().getByText("Good").click();
  await send.click();
  await page.getByRole("button", { name: "Sign for your side" }).click();
  await page.getByText("Your side has signed").waitFor();
}

/**
 * An agency lets an owner's home by its mandate to sign: from an application to a tenancy in force, which it then sees, renews
 * and gives a notice of; the owner hears of each. When the owner takes the mandate back it sees nothing of it any more.
 */
import { acceptOffer, acceptTenancy, listOffers, revokeMandate } from "@estate/sdk";
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { as } from "./as_login.ts";
import { makeSigning, type Signing } from "./signing_world.ts";
import type { World } from "./world.ts";

/** The story. Ends the mandate: for the screens that stand on it, it comes last. */
export async function letForAnOwner(world: World): Promise<void> {
  const signing = await makeSigning(world);
  const { page, complaints, close } = await world.open("agency");
  try {
    await choose(page, world, signing);
    const tenancy = await offerTenancy(page, world, signing);
    await renewAndTakeBack(page, world, signing, tenancy);
    await giveNotice(page, world, signing, tenancy);
    assertEquals(complaints, []);
    await missed(world, signing, tenancy);
    await end(page, world, signing);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

/** What the owner's people were told, by kind, oldest first. */
const heard = async ({ stack }: World, { org }: Signing) =>
  (await stack.database.query<{ kind: string }>(
    `select news.kind from public.notifications as news
     join public.organizations as owner on owner.id = news.org_id and owner.created_by = news.user_id
     where owner.id = $1 and news.kind in ('tenancy_by_agent', 'tenancy_cancelled', 'statutory_notice_by_agent') order by news.id`,
    [org],
  )).map(({ kind }) => kind);

/** Asked for their record by the agency, put on the shortlist, offered the home. */
async function choose(page: Page, { url }: World, { agency, application }: Signing) {
  await page.goto(`${url}/org/${agency}/people/applications/${application}`);
  await page.getByRole("button", { name: "Ask for their record" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ask for it" }).click();
  await page.getByText("They have not answered yet.").waitFor();
  await page.getByRole("button", { name: "Put on the shortlist" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Put on the shortlist" }).click();
  await page.getByText("On your shortlist").waitFor();
  await page.getByRole("button", { name: "Offer them the home" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Offer them the home" }).click();
  await page.waitForURL(/\/people\/offers\//);
  await page.getByText("Waits for their answer").waitFor();
}

/** The applicant agrees, the agency offers the tenancy in the owner's name, and it begins. */
async function offerTenancy(page: Page, world: World, signing: Signing): Promise<string> {
  const { stack } = world;
  const before = (await heard(world, signing)).length;
  await as(stack, "tenant10", async (estate) => {
    const offer = (await listOffers(estate, { status: "open" })).find(({ org_id }) =>
      org_id === signing.org
    );
    await acceptOffer(estate, offer?.id ?? "", offer?.round ?? 1);
  });
  await page.getByText("Agreed: the home is held").waitFor();
  await page.getByRole("button", { name: "Offer the tenancy" }).click();
  const sheet = page.getByRole("dialog", { name: "Offer the tenancy" });
  await sheet.getByText(`in the name of ${signing.owner}`).waitFor();
  await sheet.getByLabel("Postal address of the tenant").fill("9 Udo Udoma Avenue, Uyo");
  await sheet.getByRole("button", { name: "Offer the tenancy" }).dblclick();
  await page.getByText("Waits for the tenant's yes").waitFor();
  await page.getByRole("heading", { level: 2, name: `For ${signing.owner}` }).waitFor();
  const tenancy = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await as(stack, "tenant10", (estate) => acceptTenancy(estate, tenancy));
  // Nobody has pressed anything: the agency hears of it.
  await page.getByText("In force", { exact: true }).waitFor();
  const rows = await stack.database.query(
    `select status, mandate_id as mandate from public.tenancies where id = $1`,
    [tenancy],
  );
  assertEquals(rows, [{ status: "active", mandate: signing.mandate }]);
  assertEquals((await heard(world, signing)).slice(before), ["tenancy_by_agent"]);
  assertEquals(await page.getByRole("button", { name: "The keys came back" }).count(), 0);
  await ownerReads(world, signing, tenancy);
  return tenancy;
}

/** The owner reads by whom it was offered, and has the rest of it to do. */
async function ownerReads({ open, url }: World, { org }: Signing, tenancy: string) {
  const owner = await open("tenant9");
  try {
    await owner.page.goto(`${url}/org/${org}/lettings/${tenancy}`);
    await owner.page.getByText("offered it in your name.").waitFor();
    await owner.page.getByRole("button", { name: "The keys came back" }).waitFor();
    assertEquals(owner.complaints, []);
  } finally {
    await owner.close();
  }
}

/** From the homes of owners to the tenancies; a renewal of the one that has begun is offered, and taken back. */
async function renewAndTakeBack(page: Page, world: World, signing: Signing, begins: string) {
  const before = (await heard(world, signing)).length;
  const homes = `${world.url}/org/${signing.agency}/homes/mandated`;
  await page.goto(homes);
  await page.getByRole("link", { name: /^The tenancy of Flat 3/ }).click();
  await page.waitForURL((it) => it.pathname.endsWith(`/lettings/${begins}`));
  await page.getByText("In force", { exact: true }).waitFor();
  assertEquals(await page.getByRole("button", { name: "Offer a renewal" }).count(), 0);
  await page.goto(homes);
  await page.getByRole("link", { name: /^The tenancy of Flat 1/ }).click();
  await page.getByRole("button", { name: "Offer a renewal" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Offer the renewal" }).click();
  await page.getByRole("link", { name: "To the renewal" }).click();
  await page.getByRole("button", { name: "Withdraw the offer" }).click();
  assertEquals((await heard(world, signing)).slice(before), ["tenancy_by_agent"]);
  const sheet = page.getByRole("alertdialog", { name: "Withdraw the offer" });
  await sheet.getByLabel("Why?").fill("They move to Lagos");
  await sheet.getByRole("button", { name: "Withdraw the offer" }).click();
  await page.getByText("Never began").waitFor();
  const told = (await heard(world, signing)).slice(before);
  assertEquals(told, ["tenancy_by_agent", "tenancy_cancelled"]);
}

/** By the owner's written authority, on the agency's own letterhead. */
async function giveNotice(page: Page, world: World, signing: Signing, tenancy: string) {
  const before = (await heard(world, signing)).length;
  await page.goto(`${world.url}/org/${signing.agency}/lettings/${tenancy}`);
  await page.getByRole("link", { name: "Prepare a notice" }).click();
  await page.getByText("Notice of an inspection").click();
  await page.getByLabel("What for").fill("The roof leaks after the rains of October");
  await page.getByText("Nothing is missing").waitFor();
  await page.getByRole("button", { name: "Issue this notice" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Issue it" }).click();
  await page.waitForURL(/\/notices\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "Record the service" }).waitFor();
  assertEquals(await page.getByRole("button", { name: "Record a lawyer's check" }).count(), 0);
  assertEquals((await heard(world, signing)).slice(before), ["statutory_notice_by_agent"]);
}

/** What the agency may do cannot be read for a moment: that is said, and what it was comes by another try. */
async function missed({ open, url }: World, { agency, owner }: Signing, tenancy: string) {
  const { page, close } = await open("agency");
  try {
    await page.route(
      (it) => it.pathname === "/rest/v1/mandates",
      (route) => route.fulfill({ status: 500, json: { message: "down" } }),
    );
    await page.goto(`${url}/org/${agency}/lettings/${tenancy}`);
    await page.getByText("Something went wrong at Estate").waitFor();
    await page.unrouteAll();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 2, name: `For ${owner}` }).waitFor();
  } finally {
    await close();
  }
}

/** The owner's word is the last one. */
async function end(page: Page, world: World, signing: Signing) {
  await page.goto(`${world.url}/org/${signing.agency}/lettings`);
  await page.getByText(`For ${signing.owner}`).filter({ visible: true }).first().waitFor();
  await as(
    world.stack,
    "tenant9",
    (estate) => revokeMandate(estate, signing.mandate, "My sister lets it now"),
  );
  // Nobody has pressed anything: the page that is open hears of it.
  await page.getByText(`For ${signing.owner}`).first().waitFor({ state: "detached" });
  // On another phone of the agency, which kept nothing.
  const other = await world.open("agency");
  try {
    await other.page.goto(`${world.url}/org/${signing.agency}/lettings`);
    await other.page.getByRole("heading", { level: 1, name: "Tenancies" }).waitFor();
    await other.page.getByText("In force").filter({ visible: true }).first().waitFor();
    assertEquals(await other.page.getByText(`For ${signing.owner}`).count(), 0);
    assertEquals(other.complaints, []);
  } finally {
    await other.close();
  }
}

/**
 * An agency lists a home for an owner under a mandate: from the homes of owners to a draft with a fee and photos, published; a
 * visitor finds it and asks, the agency reads the question; when the owner takes the mandate back it is off the market.
 */
import { createEstate, enquire, revokeMandate, signIn } from "@estate/sdk";
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import { room } from "../../../supabase/functions/media/testing/pictures.ts";
import { makeMandated, type Mandated } from "./mandate_world.ts";
import type { World } from "./world.ts";

/** The story. */
export async function listForAnOwner(world: World): Promise<void> {
  const mandated = await makeMandated(world);
  const { page, complaints, close } = await world.open("agency");
  try {
    const listing = await write(page, world, mandated);
    await addFee(page, world, listing);
    await addPhoto(page, world, listing);
    await publish(page, world, listing);
    await answer(page, world, mandated, listing);
    await end(page, world, mandated, listing);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

async function write(page: Page, { url, stack }: World, { agency, owner }: Mandated) {
  await page.goto(`${url}/org/${agency}/homes`);
  await page.getByRole("link", { name: "Of owners" }).click();
  await page.getByRole("heading", { level: 1, name: "Homes of owners" }).waitFor();
  const card = page.getByRole("region").or(page.locator("main section"))
    .filter({ has: page.getByRole("heading", { level: 2, name: owner }) })
    .filter({ hasText: "List, Show" }).first();
  await card.getByRole("link", { name: "List it: Flat 2" }).click();
  await page.getByRole("heading", { level: 1, name: "New listing" }).waitFor();
  await page.getByLabel("Rent a year").fill("1.6m");
  await page.getByText("₦1,600,000").first().waitFor();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText(`You list it for ${owner}`).waitFor();
  const rows = await stack.database.query<
    { id: string; status: string; name: string; agent: string }
  >(
    `select listing.id, listing.status, org.name, mandate.agent_org_id as agent
     from public.listings as listing join public.organizations as org on org.id = listing.org_id
     join public.mandates as mandate on mandate.id = listing.mandate_id
     where org.name = $1 and listing.price_kobo = 160000000`,
    [owner],
  );
  assertEquals(rows.map(({ id: _, ...it }) => it), [{
    status: "draft",
    name: owner,
    agent: agency,
  }]);
  return rows[0]?.id ?? "";
}

async function addFee(page: Page, { stack }: World, listing: string): Promise<void> {
  await page.getByRole("button", { name: "Add a fee" }).click();
  await page.getByLabel("Percent", { exact: true }).fill("10");
  await page.getByRole("button", { name: "Keep the fee" }).click();
  await page.getByText("Agency fee, 10%").waitFor();
  const fees = await stack.database.query(
    "select kind, bps from public.listing_fees where listing_id = $1",
    [listing],
  );
  assertEquals(fees, [{ kind: "agency", bps: 1000 }]);
}

async function addPhoto(page: Page, { stack }: World, listing: string): Promise<void> {
  await page.getByLabel("Add photos").setInputFiles({
    name: "IMG_1.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from(await room("jpeg", 400, 300, { seed: 71 })),
  });
  const shows = page.getByLabel("What it shows");
  await shows.waitFor();
  await shows.fill("The sitting room");
  await page.keyboard.press("Tab");
  await page.getByText("Saved").waitFor();
  const photos = await stack.database.query(
    "select alt_text from public.listing_media where listing_id = $1",
    [listing],
  );
  assertEquals(photos, [{ alt_text: "The sitting room" }]);
}

async function publish(page: Page, world: World, listing: string): Promise<void> {
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByText("Open to visitors").waitFor();
  const visitor = await world.open("visitor");
  try {
    await visitor.page.goto(`${world.url}/l/${listing}`);
    await visitor.page.getByRole("heading", { level: 1, name: "2-bedroom flat in Calabar" })
      .waitFor();
    await visitor.page.getByText("₦1,760,000").first().waitFor();
    assertEquals(visitor.complaints, []);
  } finally {
    await visitor.close();
  }
}

/** What is asked about it stands in the agency's own list. */
async function answer(page: Page, { url, stack }: World, { agency }: Mandated, listing: string) {
  const question = `Is the road tarred? (${crypto.randomUUID().slice(0, 4)})`;
  const asker = createEstate(stack.url, stack.publishableKey);
  await signIn(asker, "tenant11@demo.estate.ng", demoPassword);
  await enquire(asker, listing, question);
  await asker.auth.signOut();
  await page.goto(`${url}/org/${agency}/people`);
  await page.getByText(question).waitFor();
}

/** The owner's word is the last one: taken back, it is off the market, and the agency has nothing more to do with it. */
async function end(page: Page, world: World, made: Mandated, listing: string) {
  const { agency, owner } = made;
  const { url, stack } = world;
  await page.goto(`${url}/org/${agency}/listings`);
  const line = page.getByRole("listitem").filter({ hasText: `For ${owner}` });
  await line.filter({ hasText: "₦1,600,000" }).waitFor();
  const state = async () =>
    (await stack.database.query<{ id: string; status: string }>(
      "select mandate_id as id, status from public.listings where id = $1",
      [listing],
    ))[0];
  const before = await state();
  assertEquals(before?.status, "published");
  const estate = createEstate(stack.url, stack.publishableKey);
  await signIn(estate, "tenant9@demo.estate.ng", demoPassword);
  await revokeMandate(estate, before?.id ?? "", "My sister lets it now");
  await estate.auth.signOut();
  assertEquals((await state())?.status, "paused");
  // On another phone of the agency, which kept nothing.
  const other = await world.open("agency");
  try {
    await other.page.goto(`${url}/org/${agency}/homes/mandated`);
    // What is left is the landlady's, to collect.
    await other.page.getByText("Collect", { exact: true }).first().waitFor();
    assertEquals(await other.page.getByRole("link", { name: "List it: Flat 2" }).count(), 0);
    assertEquals(await other.page.getByRole("heading", { level: 2, name: owner }).count(), 0);
    assertEquals(other.complaints, []);
  } finally {
    await other.close();
  }
}

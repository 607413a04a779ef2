/**
 * Somebody new lets a home from a phone-sized screen: an organization, a house on the map, its flats, a listing with fees and
 * photos, published; then by keyboard the photos in order. A visitor sees it.
 */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { addFees, addPhotos, publish } from "./publish_a_home.ts";
import type { World } from "./world.ts";

// Of its own each time: what is counted below is this one's.
const firm = `Adeyemi Homes ${crypto.randomUUID().slice(0, 4)}`;

/** The story. */
export async function listAHome(world: World): Promise<void> {
  const { page, complaints, close } = await world.open("owner");
  try {
    await begin(page, world);
    await addHouse(page);
    await addFlats(page, world);
    const listing = await writeListing(page, world);
    await addFees(page, world, listing);
    await addPhotos(page, world, listing);
    await publish(page, world, listing);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

async function begin(page: Page, { url }: World): Promise<void> {
  await page.goto(`${url}/me`);
  await page.getByRole("link", { name: "Let, sell or manage homes" }).click();
  await page.getByRole("heading", { level: 1, name: "Let, sell or manage homes" }).waitFor();
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByText("Write the name, as receipts are to show it.").waitFor();
  await page.getByLabel("Your name, or your firm's").fill(firm);
  await page.getByLabel("Postal address").fill("12 Bode Thomas Street, Surulere, Lagos");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("heading", { level: 1, name: "Add a home" }).waitFor();
}

async function addHouse(page: Page): Promise<void> {
  await page.getByText("Flats, shops or offices under one roof").click();
  await page.getByLabel("What you call it").fill("Adeyemi Court");
  await page.getByLabel("Number", { exact: true }).fill("14B");
  await page.getByLabel("Street", { exact: true }).fill("Adeniran Ogunsanya Street");
  await page.getByLabel("Area", { exact: true }).fill("Surulere");
  await page.getByLabel("Local government area").fill("Surulere");
  // A killed tab loses nothing that was typed.
  await page.reload();
  await page.getByLabel("State", { exact: true }).selectOption("Lagos");
  assertEquals(await page.getByLabel("What you call it").inputValue(), "Adeyemi Court");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByText("Set the pin").waitFor();
  await page.getByRole("button", { name: "Place it on the map" }).click();
  const map = page.getByRole("application");
  await map.waitFor();
  await page.getByRole("button", { name: "It is in the middle of the map" }).click();
  await page.getByText("The place is set.").waitFor();
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByRole("heading", { level: 1, name: "Add units" }).waitFor();
}

async function addFlats(page: Page, { stack }: World): Promise<void> {
  await page.getByLabel("Which one").fill("Flat 1");
  await page.getByLabel("How many").fill("3");
  await page.getByText("They will be called Flat 1, Flat 2, Flat 3").waitFor();
  await page.getByLabel("Bedrooms").fill("2");
  await page.getByLabel("Bathrooms").fill("2");
  await page.getByLabel("Borehole").check();
  await page.getByRole("button", { name: "Add 3 units" }).click();
  await page.getByRole("heading", { level: 1, name: "Adeyemi Court" }).waitFor();
  await page.getByRole("link", { name: /^Flat 2/ }).click();
  await page.getByRole("heading", { level: 1, name: "Flat 2" }).waitFor();
  const units = await stack.database.query<{ label: string; bedrooms: number }>(
    `select unit.label, unit.bedrooms from public.units as unit
     join public.organizations as org on org.id = unit.org_id where org.name = $1 order by unit.label`,
    [firm],
  );
  assertEquals(units, [1, 2, 3].map((n) => ({ label: `Flat ${n}`, bedrooms: 2 })));
}

async function writeListing(page: Page, { stack }: World): Promise<string> {
  await page.getByRole("link", { name: "List it" }).click();
  await page.getByRole("heading", { level: 1, name: "New listing" }).waitFor();
  assertEquals(await page.getByLabel("Headline").inputValue(), "2-bedroom flat in Surulere");
  await page.getByLabel("Rent a year").fill("1.8m");
  await page.getByText("₦1,800,000").first().waitFor();
  await page.getByLabel("Description").fill(
    "Water every day, a tarred road, and two minutes to the bus stop.",
  );
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("Fees and what it costs to move in").waitFor();
  const [row] = await stack.database.query<{ id: string; status: string; price_kobo: number }>(
    `select listing.id, listing.status, listing.price_kobo::integer from public.listings as listing
     join public.organizations as org on org.id = listing.org_id where org.name = $1`,
    [firm],
  );
  assertEquals([row?.status, row?.price_kobo], ["draft", 180_000_000]);
  return row?.id ?? "";
}

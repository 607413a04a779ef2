/** An agency keeps a part of a deposit by what a paper shows, and gives the rest back; the tenant sees the paper. */
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import { makeTenantWorld } from "./tenant_world.ts";
import type { World } from "./world.ts";

/** The story; of the home that was given back. */
export async function settleADeposit(world: World): Promise<void> {
  const { left } = await makeTenantWorld(world);
  const [home] = await world.stack.database.query<{ org: string }>(
    "select org_id as org from public.tenancies where id = $1",
    [left],
  );
  const agency = await world.open("agency", { viewport: { width: 1280, height: 900 } });
  try {
    await agency.page.goto(`${world.url}/org/${home?.org}/lettings/${left}`);
    await keep(agency.page);
    await giveBack(agency.page);
    assertEquals(agency.complaints, []);
  } finally {
    await agency.close();
  }
  const [settled] = await world.stack.database.query(
    `select (select count(*)::int from public.deposit_deductions where tenancy_id = $1 and document_id is not null) as kept,
       (select count(*)::int from public.deposit_returns where tenancy_id = $1 and bank_reference = 'GTB-3') as returned`,
    [left],
  );
  assertEquals(settled, { kept: 1, returned: 1 });
  const tenant = await world.open("tenant7");
  try {
    await tenant.page.goto(`${world.url}/home/${left}/ending`);
    await tenant.page.getByText("Two louvre panes").waitFor();
    await tenant.page.getByRole("button", { name: "louvres.jpg" }).waitFor();
  } finally {
    await tenant.close();
  }
}

async function keep(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Keep a part of it" }).click();
  const sheet = page.getByRole("dialog", { name: "Keep a part of the deposit" });
  await sheet.getByLabel("For what?").selectOption("paper");
  await sheet.getByLabel("How much").fill("12k");
  await sheet.getByLabel("What the tenants read").fill("Two louvre panes");
  await sheet.getByRole("button", { name: "Keep it" }).click();
  await sheet.getByText("Choose the paper: without one").waitFor();
  const buffer = Buffer.from(await picture("jpeg", 400, 300));
  await sheet.getByLabel("The paper that shows it").setInputFiles({
    name: "louvres.jpg",
    mimeType: "image/jpeg",
    buffer,
  });
  await sheet.getByRole("button", { name: "Keep it" }).dblclick();
  await sheet.waitFor({ state: "detached" });
  await page.getByText("Two louvre panes").first().waitFor();
}

async function giveBack(page: Page): Promise<void> {
  await page.getByRole("button", { name: "It was given back" }).click();
  const sheet = page.getByRole("dialog", { name: "The deposit was given back" });
  await sheet.getByRole("button", { name: "Record it" }).click();
  await sheet.getByText("A transfer has a reference: write it down.").waitFor();
  await sheet.getByLabel("Reference of the transfer or cheque").fill("GTB-3");
  await sheet.getByRole("button", { name: "Record it" }).dblclick();
  await sheet.waitFor({ state: "detached" });
}

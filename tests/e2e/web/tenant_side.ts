/**
 * The tenant's side of a tenancy: an inspection is refused, corrected and signed; notice is given and taken back; a deposit
 * that came back is confirmed; a rental record is shared and not any more; a renewal is accepted.
 */
import { assertEquals, assertRejects } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import {
  EstateError,
  type Inspection,
  listInspectionItems,
  offerInspection,
  offerRenewal,
  readSharedHistory,
  requestHistory,
  saveInspection,
  signInspection,
} from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import { as } from "./as_login.ts";
import { offeredInspection } from "./given_back.ts";
import { makeTenantWorld } from "./tenant_world.ts";
import type { Who, World } from "./world.ts";

/** The stories. */
export async function tenantSide(world: World): Promise<void> {
  const { left, lived } = await makeTenantWorld(world);
  await by(world, "tenant8", (page) => inspected(world, page, lived));
  await by(world, "tenant8", (page) => noticed(world, page, lived));
  await by(world, "tenant7", (page) => deposited(world, page, left));
  await by(world, "tenant8", (page) => shared(world, page));
  await by(world, "tenant10", (page) => renewed(world, page));
}

async function by(world: World, who: Who, story: (page: Page) => Promise<void>): Promise<void> {
  const { page, complaints, close } = await world.open(who);
  try {
    await story(page);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

async function one<Row>({ stack }: World, sql: string, id: string): Promise<Row | undefined> {
  return (await stack.database.query<Row & Record<string, unknown>>(sql, [id]))[0];
}

async function inspected(world: World, page: Page, tenancy: string): Promise<void> {
  const { url, stack } = world;
  const stands = async () =>
    (await one<{ status: string }>(
      world,
      "select status::text from public.inspections where id = $1",
      offered.id,
    ))?.status;
  await page.goto(`${url}/home/${tenancy}`);
  await page.getByRole("link", { name: "Inspections" }).waitFor();
  // Nobody reloads anything.
  const offered = await as(stack, "agency", (agency) => offeredInspection(agency, tenancy));
  await page.getByRole("link", { name: "Look at it" }).click();
  await page.getByText("It waits for your signature").waitFor();
  await page.getByRole("link", { name: "Something is not right" }).click();
  const remark = "What is it really like?";
  await page.getByLabel(remark).fill("The door does not close.");
  // A killed tab keeps what was written, and Back closes the sheet.
  await page.reload();
  assertEquals(await page.getByLabel(remark).inputValue(), "The door does not close.");
  await page.getByLabel("Bedroom: Door").check();
  await page.getByRole("button", { name: "Say that it is not right" }).click();
  await page.getByText("Somebody says that it is not right").waitFor();
  assertEquals(await stands(), "disputed");

  await as(stack, "agency", async (agency) => {
    const items = await listInspectionItems(agency, offered.id);
    await saveInspection(agency, offered.id, {
      items: items.map(({ room, item, note, condition }) => ({
        room,
        item,
        ...(item === "Door"
          ? { condition: "damaged" as const, note: "It does not close" }
          : { condition, note }),
      })),
    });
    return await offerInspection(agency, offered.id);
  });
  await page.getByText("It waits for your signature").waitFor();
  await page.getByText("It does not close").waitFor();
  await page.locator("input[data-photo-of=Door]").setInputFiles({
    name: "door.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from(await picture("jpeg", 1200, 900)),
  });
  await page.getByText(/^Of the tenants, /).waitFor();
  await page.getByRole("link", { name: "It is right: sign" }).click();
  await page.getByRole("button", { name: "Sign it" }).dblclick();
  await page.getByText("You have signed", { exact: true }).waitFor();
  await as(stack, "agency", async (agency) => {
    const now = await one<Inspection>(
      world,
      "select content_hash from public.inspections where id = $1",
      offered.id,
    );
    await signInspection(agency, offered.id, now?.content_hash ?? "");
  });
  await page.getByText(/^Signed by both sides on/).waitFor();
  assertEquals(await stands(), "signed");
  const said = await one<{ signed: number; photos: number }>(
    world,
    `select count(*)::int as signed, max(cardinality(photo_hashes))::int as photos
     from public.inspection_signatures where inspection_id = $1 and side = 'tenant' and outcome = 'agreed'`,
    offered.id,
  );
  assertEquals(said, { signed: 1, photos: 1 });
}

async function noticed(world: World, page: Page, tenancy: string): Promise<void> {
  const given = () =>
    one<{ ends: string; reason: string; back: boolean }>(
      world,
      `select ends_on::text as ends, reason, withdrawn_at is not null as back
       from public.tenancy_notices where tenancy_id = $1 order by id desc limit 1`,
      tenancy,
    );
  await page.goto(`${world.url}/home/${tenancy}/ending`);
  await page.getByText("at the earliest").waitFor();
  await page.getByRole("link", { name: "Give notice" }).click();
  const day = page.getByLabel("When do you give the home back?");
  const earliest = await day.inputValue();
  await day.fill("1/1/2020");
  await day.blur();
  await page.getByText(/^The earliest day is/).waitFor();
  await day.fill(earliest);
  await page.getByLabel("Why?").fill("My work moves to Ibadan.");
  await page.getByRole("button", { name: "Give notice" }).dblclick();
  await page.getByText(/^The home is given back on/).waitFor();
  const [date = 0, month = 0, year = 0] = earliest.split("/").map(Number);
  const ends = `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  assertEquals(await given(), { ends, reason: "My work moves to Ibadan.", back: false });
  await page.getByRole("heading", { name: "Before you give the home back" }).waitFor();
  await page.getByRole("button", { name: "Take the notice back" }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByText(/^Withdrawn on/).waitFor();
  await page.getByText("at the earliest").waitFor();
  assertEquals((await given())?.back, true);
}

async function deposited(world: World, page: Page, tenancy: string): Promise<void> {
  await page.goto(`${world.url}/home/${tenancy}/ending`);
  await page.getByText("Did ₦10,000 of your deposit come back?").waitFor();
  await page.getByRole("button", { name: "Yes, it came back" }).first().click();
  await page.getByText(/^₦10,000 came back on/).waitFor();
  const row = await one<{ stands: string }>(
    world,
    `select string_agg(bank_reference || ' ' || status, ', ' order by bank_reference) as stands
     from public.deposit_returns where tenancy_id = $1`,
    tenancy,
  );
  assertEquals(row?.stands, "GTB-1 confirmed, GTB-2 recorded");
  // What was kept has what shows it.
  await page.getByRole("link", { name: "See the inspection" }).click();
  await page.getByRole("heading", { level: 1, name: "Inspection at moving out" }).waitFor();
  await page.getByText("The lock is broken").waitFor();
}

async function shared(world: World, page: Page): Promise<void> {
  const { stack, url } = world;
  const [facts] = await stack.database.query<{ org: string; person: string }>(
    `select tenant.org_id as org, tenant.user_id as person from public.tenants as tenant
     join auth.users as person on person.id = tenant.user_id where person.email = $1`,
    ["tenant8@demo.estate.ng"],
  );
  await page.goto(`${url}/me/record`);
  await page.getByText("Nobody. Share it").waitFor();
  const { id } = await as(
    stack,
    "agency",
    (agency) => requestHistory(agency, facts!.org, facts!.person, "You applied for the duplex"),
  );
  await page.getByText("What for: You applied for the duplex").waitFor();
  await page.getByRole("link", { name: "Let them see it" }).click();
  await page.getByText("7 days").click();
  await page.getByRole("button", { name: "Let them see it" }).click();
  await page.getByText("May see it", { exact: true }).waitFor();
  const read = () => as(stack, "agency", (agency) => readSharedHistory(agency, id));
  assertEquals((await read()).map((it) => it.rent_kobo), [null]);
  await page.reload();
  await page.getByText("Looked at once").waitFor();
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("button", { name: "They may not see it any more" }).click();
  await page.getByText("Taken back", { exact: true }).waitFor();
  await assertRejects(read, EstateError, "not consented");
}

async function renewed(world: World, page: Page): Promise<void> {
  const { stack, url } = world;
  const [tenancy] = await stack.database.query<{ id: string; kobo: number }>(
    `select tenancy.id, tenancy.rent_kobo::float8 as kobo from public.tenancies as tenancy
     join public.tenancy_parties as party on party.tenancy_id = tenancy.id
     join public.tenants as tenant on tenant.id = party.tenant_id
     join auth.users as person on person.id = tenant.user_id where person.email = $1`,
    ["tenant10@demo.estate.ng"],
  );
  const rentKobo = Math.round(tenancy!.kobo * 1.1);
  const offered = await as(
    stack,
    "agency",
    (agency) => offerRenewal(agency, tenancy!.id, { rentKobo }),
  );
  await page.goto(`${url}/home`);
  await page.getByRole("link", { name: /Offered to you/ }).click();
  await page.getByText("(+10 %)").waitFor();
  await page.getByRole("button", { name: "Accept" }).dblclick();
  await eventually("the renewal", async () => {
    const now = await one<{ status: string }>(
      world,
      "select status::text from public.tenancies where id = $1",
      offered.id,
    );
    return now?.status === "active" ? true : undefined;
  });
  await page.getByText("offers to renew your tenancy").waitFor({ state: "detached" });
}

/** A landlady announces something to the tenants of a property and gives a notice of the law; a tenant reads both and says so. */
import { assert, assertEquals } from "@std/assert";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import type { Opened, World } from "./world.ts";

/** The story. */
export async function announceAndGiveNotice(world: World): Promise<void> {
  const owner = await world.open("owner");
  const tenant = await world.open("tenant");
  try {
    await announce(world, owner, tenant);
    await giveNotice(world, owner, tenant);
    assertEquals([...owner.complaints, ...tenant.complaints], []);
  } finally {
    await Promise.all([owner.close(), tenant.close()]);
  }
}

async function announce({ url, ids, stack }: World, owner: Opened, tenant: Opened) {
  const { page } = owner;
  const [home] = await stack.database.query<{ name: string }>(
    `select property.name from tenancies as tenancy join units as unit on unit.id = tenancy.unit_id
     join properties as property on property.id = unit.property_id where tenancy.id = $1`,
    [ids.tenancy],
  );
  await page.goto(`${url}/org/${ids.org}/announcements`);
  await page.getByRole("link", { name: "Announce something" }).click();
  await page.getByLabel("Headline", { exact: true }).fill("The roof is mended on Monday");
  await page.getByLabel("Text", { exact: true }).fill("Please take your washing down.");
  // A killed tab loses nothing.
  await page.reload();
  assertEquals(
    await page.getByLabel("Headline", { exact: true }).inputValue(),
    "The roof is mended on Monday",
  );
  await page.getByText("Of some properties").click();
  await page.getByRole("group", { name: "Properties" }).getByLabel(home?.name ?? "").check();
  await page.getByText("1 person in the app").waitFor();
  await page.getByRole("button", { name: "Tell 1 person" }).click();
  await page.getByRole("heading", { level: 1, name: "The roof is mended on Monday" }).waitFor();
  await page.getByText("Not opened").waitFor();

  await tenant.page.goto(`${url}/notifications`);
  await tenant.page.getByRole("link", { name: /The roof is mended/ }).first().click();
  await tenant.page.getByText("Please take your washing down.").waitFor();
  await tenant.page.getByRole("button", { name: "I have read it" }).click();
  await tenant.page.getByText("You said that you have read it.").waitFor();

  await page.reload();
  await page.getByText(/^Said so/).waitFor();
  const [row] = await stack.database.query<{ people: number; said: number }>(
    `select announcement.people, (select count(*)::int from announcement_recipients as recipient
       where recipient.announcement_id = announcement.id and recipient.acknowledged_at is not null) as said
     from announcements as announcement join announcement_texts as text on text.announcement_id = announcement.id
     where text.title = $1`,
    ["The roof is mended on Monday"],
  );
  assertEquals(row, { people: 1, said: 1 });
}

/** From Today, and from the tenancy, a manager comes to the notice that is to be served. */
async function isLedTo(
  { database }: World["stack"],
  page: Opened["page"],
  id: string,
  from: readonly string[],
) {
  const [notice] = await database.query<{ number: string }>(
    "select number from public.statutory_notices where id = $1",
    [id],
  );
  for (const address of from) {
    await page.goto(address);
    await page.getByRole("main").getByRole("link", { name: notice?.number ?? "" }).first().click();
    await page.waitForURL((it) => it.pathname.endsWith(`/notices/${id}`));
    await page.getByText("Have it served by").waitFor();
  }
}

async function giveNotice({ url, ids, stack }: World, owner: Opened, tenant: Opened) {
  const { page } = owner;
  // The one of the demo runs: two of one kind would leave open which holds.
  await page.goto(`${url}/org/${ids.org}/notices`);
  await page.getByRole("link", { name: /Notice of an inspection/ }).first().click();
  await page.getByRole("button", { name: "Withdraw it" }).click();
  await page.getByRole("dialog").getByLabel("Why?").fill("Another day suits us all better");
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw it" }).click();
  await page.getByText("Another day suits us all better").waitFor();

  await page.goto(`${url}/org/${ids.org}/notices/new?tenancy=${ids.tenancy}`);
  await page.getByText("Notice of an inspection").click();
  await page.getByText("It cannot be issued like this").waitFor();
  await page.getByLabel("What for").fill("To look at the roof from inside.");
  await page.getByText("Nothing is missing").waitFor();
  await page.getByRole("button", { name: "Issue this notice" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Issue it" }).click();
  await page.getByText("Have it served by").waitFor();
  const id = /\/notices\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
  assert(id !== "");
  await isLedTo(stack, page, id, [
    `${url}/org/${ids.org}`,
    `${url}/org/${ids.org}/lettings/${ids.tenancy}`,
  ]);

  await page.getByRole("button", { name: "Record the service" }).click();
  const sheet = page.getByRole("dialog", { name: "Record the service" });
  await sheet.getByText("The law names this way").waitFor();
  await sheet.getByLabel("Who did it, by name").fill("Musa Ibrahim");
  await sheet.getByLabel("Into whose hands").fill("Tunde Bello, the tenant");
  await sheet.getByLabel("What shows it").setInputFiles({
    name: "signed.png",
    mimeType: "image/png",
    buffer: (await import("node:buffer")).Buffer.from(await picture("png", 96, 64)),
  });
  await sheet.getByRole("button", { name: "Record it" }).click();
  await page.getByText("Counts as service").waitFor();

  await tenant.page.goto(`${url}/home/${ids.tenancy}/notices/${id}`);
  await tenant.page.getByText("To look at the roof from inside.").first().waitFor();
  await tenant.page.getByRole("button", { name: "I have it" }).click();
  await tenant.page.getByText("You said that you have it.").waitFor();
  await page.reload();
  await page.getByText("Says: I have it").waitFor();
  const [row] = await stack.database.query<{ status: string; said: boolean }>(
    `select standing.status, exists (select from notice_readings as reading
       where reading.notice_id = standing.notice_id and reading.acknowledged_at is not null) as said
     from notice_standings as standing where standing.notice_id = $1`,
    [id],
  );
  assertEquals(row, { status: "served", said: true });
}

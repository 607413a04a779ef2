/** Booking a viewing: a time, the exact place, the seat given back; then applying. A second tap does nothing twice. */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import type { World } from "./world.ts";

/** The story, by keyboard alone. */
export async function seeAHome(world: World): Promise<void> {
  const { page, complaints, close } = await world.open("tenant");
  const booked = async () => {
    const [row] = await world.stack.database.query<{ seats: number }>(
      `select count(*)::int as seats from public.viewings as viewing
       join public.viewing_slots as slot on slot.id = viewing.slot_id
       where slot.listing_id = $1 and viewing.status = 'booked'`,
      [world.ids.listing],
    );
    return row?.seats;
  };
  try {
    await page.goto(`${world.url}/l/${world.ids.listing}/view`);
    const time = page.getByRole("listitem").getByRole("button").first();
    await time.waitFor();
    const before = await booked();
    await time.focus();
    // Two presses, one seat.
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "You are expected" }).waitFor();
    await page.getByText("Lagos", { exact: false }).first().waitFor();
    assertEquals(await booked(), (before ?? 0) + 1);
    await page.getByRole("button", { name: "I cannot come" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "See this home" }).waitFor();
    assertEquals(await booked(), before);
    await applies(page, world);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

/** Looking begins nothing; the form is kept as one goes; what is missing is said at its field; sent, it stands on the board. */
async function applies(page: Page, { url, ids, stack }: World): Promise<void> {
  const begun = async () => {
    const [row] = await stack.database.query<{ begun: number }>(
      "select count(*)::int as begun from public.applications where listing_id = $1",
      [ids.listing],
    );
    return row?.begun ?? 0;
  };
  const before = await begun();
  await page.goto(`${url}/l/${ids.listing}/apply`);
  const begin = page.getByRole("button", { name: "Begin the application" });
  await begin.waitFor();
  assertEquals(await begun(), before);
  await begin.click();
  await page.getByLabel("What do you do?").fill("Nurse");
  await page.keyboard.press("Tab");
  await page.getByText(/^Kept at \d\d:\d\d/).waitFor();
  await page.reload();
  const work = page.getByLabel("What do you do?");
  assertEquals(await work.inputValue(), "Nurse");
  // Where keeping fails it is said, and what was written is still there.
  const keeps = "**/rest/v1/rpc/save_application*";
  await page.route(keeps, (route) => route.abort());
  await work.fill("Midwife");
  await page.keyboard.press("Tab");
  await page.getByText("They are on this phone.").waitFor();
  await page.reload();
  assertEquals(await work.inputValue(), "Midwife");
  await page.unroute(keeps);
  await work.fill("Nurse");
  await page.keyboard.press("Tab");
  await page.getByText(/^Kept at \d\d:\d\d/).waitFor();
  const send = page.getByRole("button", { name: "Send the application" });
  await send.click();
  await page.locator("[aria-invalid=true], [role=alert]").first().waitFor();
  await page.getByLabel("When would you move in?").fill("2027-01-31");
  await page.getByLabel("What do you earn?").selectOption("3m_to_6m");
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByLabel("Name").fill("Ada Obi");
  await page.getByLabel("Who are they to you?").fill("Daughter");
  await send.dblclick();
  await page.getByRole("heading", { level: 1, name: "Your application is sent" }).waitFor();
  const [row] = await stack.database.query<{ sent: number; occupation: string }>(
    `select count(*)::int as sent, max(occupation) as occupation from public.applications
     where listing_id = $1 and status = 'submitted'`,
    [ids.listing],
  );
  assertEquals(row, { sent: 1, occupation: "Nurse" });
  // Somebody who would stand for them is named afterwards too, once, and asked.
  await page.getByRole("button", { name: "Name a guarantor" }).click();
  await page.getByLabel("Name").fill("Bisi Ade");
  await page.getByLabel("Phone number").fill("0803 555 0177");
  await page.getByLabel("Who are they to you?").fill("Pastor");
  await page.getByRole("button", { name: "Name them" }).dblclick();
  await page.getByRole("button", { name: "Ask them" }).click();
  await page.getByText("It is good until").waitFor();
  const guarantors = await stack.database.query(
    `select guarantor.phone, guarantor.token_hash is not null as is_asked
     from public.application_guarantors as guarantor
     join public.applications as application on application.id = guarantor.application_id
     where application.listing_id = $1`,
    [ids.listing],
  );
  assertEquals(guarantors, [{ phone: "+2348035550177", is_asked: true }]);
  await page.getByRole("button", { name: "Take it back" }).click();
  // It asks first: who presses by mistake has lost nothing.
  const ask = page.getByRole("alertdialog", { name: "Take your application back?" });
  await ask.getByRole("button", { name: "Not now" }).click();
  await ask.waitFor({ state: "detached" });
  const [still] = await stack.database.query<{ status: string }>(
    `select status from public.applications where listing_id = $1 order by id desc limit 1`,
    [ids.listing],
  );
  assertEquals(still?.status, "submitted");
  await page.getByRole("button", { name: "Take it back" }).click();
  await ask.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("heading", { level: 1, name: "Apply for this home" }).waitFor();
  await page.getByText("Your earlier application is over.").waitFor();
}

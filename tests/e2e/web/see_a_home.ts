/** Booking a viewing: a time, the exact place, the seat given back. A second tap books nothing twice. */
import { assertEquals } from "@std/assert";
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
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

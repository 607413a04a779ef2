/** Somebody without a pointer finds a home and asks about it. */
import { assertEquals } from "@std/assert";
import { arriveAt, press, tabTo } from "./keyboard.ts";
import type { World } from "./world.ts";

/** The story. */
export async function findByKeyboard(world: World): Promise<void> {
  const { page, complaints, close } = await world.open("tenant2", {
    viewport: { width: 1280, height: 900 },
  });
  try {
    await page.goto(world.url);
    await page.keyboard.press("Tab");
    // The first stop leads past the header.
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("searchbox"));
    await page.keyboard.type("flat in Yaba");
    await page.keyboard.press("Enter");
    await arriveAt(page, /^Homes to rent/);

    await press(page, page.getByRole("button", { name: /^Filters/ }));
    const sheet = page.getByRole("dialog", { name: "Filters" });
    await sheet.waitFor();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    // What opened it has the focus again.
    await tabTo(page, page.getByRole("button", { name: /^Filters/ }));

    // Not the first: about that one the story before has asked.
    await press(page, page.getByRole("article").nth(1).getByRole("link").first());
    await page.waitForURL(/\/l\/[0-9a-f-]{36}$/);
    const listing = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await press(page, page.getByRole("link", { name: "Ask", exact: true }));
    await arriveAt(page, "Ask about this home");
    const question = "May I bring a small dog?";
    await tabTo(page, page.getByLabel("Your question"));
    await page.keyboard.type(question);
    await press(page, page.getByRole("button", { name: "Send the question" }));
    await page.getByRole("heading", { name: "Your question is sent" }).waitFor();
    const rows = await world.stack.database.query(
      `select from public.enquiries as enquiry
       join public.messages as message on message.conversation_id = enquiry.conversation_id
       where enquiry.listing_id = $1 and message.body = $2`,
      [listing, question],
    );
    assertEquals(rows.length, 1);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

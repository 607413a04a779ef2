/** Somebody is invited to a talk: one comes in and both talk, another declines. Nobody reloads anything. */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import type { World } from "./world.ts";

/** The story. */
export async function comeToATalk(world: World): Promise<void> {
  const { url, ids: { conversation } } = world;
  const [host, guest, other] = await Promise.all([
    world.open("tenant"),
    world.open("tenant9"),
    world.open("tenant10"),
  ]);
  const mark = crypto.randomUUID().slice(0, 6);
  try {
    for (const { page } of [guest, other]) {
      await page.goto(`${url}/messages`);
      await page.getByRole("heading", { level: 1, name: "Messages" }).waitFor();
    }
    await host.page.goto(`${url}/messages/${conversation}?people=true`);
    await invite(host.page, "tenant9@demo.estate.ng");
    await guest.page.getByText("invites you to a conversation with").waitFor();
    assertEquals(await guest.page.getByText("You talk with nobody yet").count(), 0);
    assertEquals(await stands(world, "tenant9"), ["invited"]);
    await guest.page.getByRole("button", { name: "Come in" }).dblclick();
    await guest.page.waitForURL(`${url}/messages/${conversation}`);
    assertEquals(await stands(world, "tenant9"), ["came"]);
    const people = host.page.getByRole("dialog", { name: "Who takes part" });
    await people.getByText("Guest", { exact: true }).waitFor();
    await people.getByRole("button", { name: "Close" }).click();
    await say(guest.page, `I have read it ${mark}.`);
    await host.page.getByText(`I have read it ${mark}.`).waitFor();
    await say(host.page, `Good that you are here ${mark}.`);
    await guest.page.getByText(`Good that you are here ${mark}.`).waitFor();
    await guest.page.goto(`${url}/messages`);
    await guest.page.getByRole("link", { name: new RegExp(mark) }).waitFor();
    // What the phone kept of before she came in may stand there for a moment.
    await guest.page.getByText("You are invited").waitFor({ state: "detached" });

    await host.page.goto(`${url}/messages/${conversation}?people=true`);
    await invite(host.page, "tenant10@demo.estate.ng");
    // The news of it leads to where it is answered.
    await other.page.goto(`${url}/notifications`);
    await other.page.getByRole("link", { name: /You are invited to a conversation/ }).first()
      .click();
    await other.page.waitForURL(`${url}/messages`);
    await other.page.getByRole("button", { name: "Decline" }).click();
    await other.page.getByRole("button", { name: "I do not come in" }).click();
    await other.page.getByText("invites you to a conversation with").waitFor({ state: "detached" });
    assertEquals(await stands(world, "tenant10"), ["declined"]);
    await other.page.goto(`${url}/messages/${conversation}`);
    await other.page.getByText("You take no part in this conversation").waitFor();
    assertEquals([host, guest, other].flatMap((it) => it.complaints), []);
  } finally {
    await Promise.all([host, guest, other].map((it) => it.close()));
  }
}

async function invite(page: Page, contact: string): Promise<void> {
  await page.getByLabel("Invite somebody").fill(contact);
  await page.getByRole("button", { name: "Invite them" }).click();
  await page.getByText("They come in once they accept").first().waitFor();
}

/** What became of the invitations of somebody, first to last. */
async function stands({ stack, ids }: World, who: string): Promise<readonly string[]> {
  const found = await stack.database.query<{ stands: string }>(
    `select case
       when guest.ended_at is not null then case when guest.ended_by = person.id then 'declined' else 'taken out' end
       when guest.user_id = person.id then 'came' else 'invited' end as stands
     from public.conversation_guests as guest join auth.users as person on person.email = guest.contact
     where guest.conversation_id = $1 and guest.contact = $2 order by guest.id`,
    [ids.conversation, `${who}@demo.estate.ng`],
  );
  return found.map((it) => it.stands);
}

async function say(page: Page, words: string): Promise<void> {
  await page.getByLabel("Message", { exact: true }).fill(words);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText(words).first().waitFor();
}

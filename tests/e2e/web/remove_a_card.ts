/** A tenant lets their card be kept when they pay, lets it pay by itself, and takes it away: nothing charges it any more. */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { demandToKeep, keeper, showsCard } from "./kept_card.ts";
import { tenancyOf } from "./tenancy_of.ts";
import type { World } from "./world.ts";

/** The story. */
export async function removeACard(world: World): Promise<void> {
  const { stack, url } = world;
  const tenancy = await tenancyOf(stack, keeper);
  const chargeId = await demandToKeep(stack, 900_000);
  const { page, complaints, close } = await world.open(keeper);
  try {
    await page.goto(`${url}/home/${tenancy}/pay?charges=${chargeId}`);
    await page.getByRole("checkbox", { name: /^Keep my card for next time/ }).check();
    await page.getByRole("button", { name: "Pay ₦9,000 with Paystack" }).click();
    await page.waitForURL(/\/sandbox\/paystack\/checkout\//);
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByRole("heading", { name: "Paid", exact: true }).waitFor();

    await showsCard(page, `${url}/home/${tenancy}/autopay`);
    await page.getByRole("checkbox", { name: /^I agree/ }).check();
    await page.getByRole("button", { name: "Allow it", exact: true }).click();
    await page.getByText("What you allow").waitFor();
    assertEquals(await stand(world), { card: "usable", tokens: 1, autopay: "on", why: null });
    await remove(page, url);
    await page.goto(`${url}/home/${tenancy}/autopay`);
    await page.getByText("You took the card away.").waitFor();
    assertEquals(await stand(world), {
      card: "removed",
      tokens: 0,
      autopay: "paused",
      why: "card_removed",
    });
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

async function remove(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/me`);
  await page.getByRole("link", { name: "Your cards" }).click();
  await page.getByText(/^Pays by itself/).waitFor();
  // It is asked twice, and pressing twice is not being asked twice.
  const first = page.getByRole("button", { name: /^Remove / });
  await first.dblclick();
  await page.getByText("Autopay stops with it").waitFor();
  await page.getByRole("button", { name: "Keep it" }).click();
  await first.waitFor();
  await first.click();
  await page.getByRole("button", { name: "Yes, remove it" }).dblclick();
  await page.getByText("No card of yours is kept here").waitFor();
}

async function stand({ stack }: World) {
  const [row] = await stack.database.query<Record<string, unknown>>(
    `select card.status::text as card, autopay.status::text as autopay, autopay.paused_because::text as why,
       (select count(*)::int from private.authorization_tokens as token where token.authorization_id = card.id) as tokens
     from public.saved_authorizations as card
     join auth.users as person on person.id = card.user_id
     left join public.autopays as autopay on autopay.authorization_id = card.id
     where person.email = $1 order by card.id desc limit 1`,
    [`${keeper}@demo.estate.ng`],
  );
  return row;
}

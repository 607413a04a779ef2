/**
 * Staff hear both sides and decide: cash that an agency recorded came, and a part of a deposit did not come back. Both sides hear
 * which is right, and why.
 */
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { makeDisputed, openCase } from "./disputed_world.ts";
import type { Who, World } from "./world.ts";

const signed = "Both signed the slip at the office";
const nothing = "The bank knows of no such transfer";

/** The story. */
export async function decideDisputedMoney(world: World): Promise<void> {
  const made = await makeDisputed(world, "A1");
  await within(world, "staff", async (page) => {
    await page.goto(`${world.url}/staff/payments?case=${made.cashCase}`);
    await openCase(page);
    await page.getByText("I gave nobody cash, A1").waitFor();
    await page.getByText("At the office, A1").waitFor();
    // Closed in words it would stay disputed: there is no such choice.
    assertEquals(await page.getByText("It is resolved").count(), 0);
    await page.getByLabel("It came", { exact: true }).check();
    await page.getByLabel("What came in").waitFor();
    await decide(page, signed);
    await page.goto(`${world.url}/staff/payments?case=${made.backCase}`);
    await openCase(page);
    await page.getByText("My bank shows nothing, A1").waitFor();
    await page.getByText("GTB-A1").waitFor();
    await page.getByLabel("It did not come").check();
    await decide(page, nothing);
  });
  const [stands] = await world.stack.database.query(
    `select offline.status::text as cash, offline.decision as why_cash, given.status::text as back, given.decision as why_back,
       (select count(*)::int from public.payment_exceptions where id::text in ($3, $4) and resolved_at is null) as open,
       (select count(*)::int from private.acts where subject_id in (offline.id, given.id) and reason in ($5, $6)) as acts
     from public.offline_payments as offline cross join public.deposit_returns as given
     where offline.id = $1 and given.id = $2`,
    [made.cash, made.back, made.cashCase, made.backCase, signed, nothing],
  );
  assertEquals(stands, {
    cash: "confirmed",
    why_cash: signed,
    back: "reversed",
    why_back: nothing,
    open: 0,
    acts: 2,
  });
  // Each hears it, and is led to where it stands.
  await within(world, "tenant11", async (page) => {
    await news(world, page, "The disputed payment came: it counts", signed);
    await page.waitForURL((it) => it.pathname === `/home/${made.lived}/money`);
    await page.goto(`${world.url}/home/${made.lived}/money?tab=payments`);
    await page.getByText(signed).filter({ visible: true }).first().waitFor();
  });
  await within(world, "tenant7", async (page) => {
    await news(world, page, "A deposit was not given back after all", nothing);
    await page.waitForURL((it) => it.pathname === `/home/${made.left}/ending`);
    await page.getByText("₦1,300 did not come back on").first().waitFor();
    await page.getByText(nothing).first().waitFor();
  });
  await within(world, "agency", async (page) => {
    await news(world, page, "The disputed payment came: it counts", signed);
    await page.waitForURL((it) => it.pathname === `/org/${made.letBy}/money/payments`);
    await news(world, page, "A deposit was not given back after all", nothing);
    await page.waitForURL((it) => it.pathname === `/org/${made.letBy}/lettings/${made.left}`);
    await page.getByText("It was not given back").first().waitFor();
    await page.getByText(nothing).first().waitFor();
  });
}

async function decide(page: Page, why: string): Promise<void> {
  await page.getByRole("button", { name: "Decide" }).click();
  await page.getByText("Say why, in three letters at least.").waitFor();
  await page.getByLabel("Why", { exact: true }).fill(why);
  await page.getByRole("button", { name: "Decide" }).dblclick();
  await page.getByText("Decided.").first().waitFor();
}

async function news({ url }: World, page: Page, title: string, why: string): Promise<void> {
  await page.goto(`${url}/notifications`);
  const link = page.getByRole("link", { name: new RegExp(title) }).filter({ hasText: why }).first();
  await link.click();
}

async function within(world: World, who: Who, act: (page: Page) => Promise<void>) {
  const { page, complaints, close } = await world.open(who);
  try {
    await act(page);
    assertEquals(complaints, []);
  } finally {
    await close();
  }
}

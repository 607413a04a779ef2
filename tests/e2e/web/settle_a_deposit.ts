/**
 * An agency keeps a part of a deposit by what a paper shows, and gives the rest back; the tenant sees the paper, disputes what was
 * kept by a photo of their own, and has the last word on the answer. What was kept by mistake is taken back, and they hear why.
 */
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import { makeTenantWorld } from "./tenant_world.ts";
import type { World } from "./world.ts";

/** The story; of the home that was given back. */
export async function settleADeposit(world: World): Promise<void> {
  const { left, letBy } = await makeTenantWorld(world);
  const agency = await world.open("agency", { viewport: { width: 1280, height: 900 } });
  try {
    await agency.page.goto(`${world.url}/org/${letBy}/lettings/${left}`);
    await keep(agency.page, "12k", "Two louvre panes");
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
    await dispute(tenant.page);
    assertEquals(tenant.complaints, []);
  } finally {
    await tenant.close();
  }
  const answering = await world.open("agency", { viewport: { width: 1280, height: 900 } });
  try {
    await answering.page.goto(`${world.url}/org/${letBy}`);
    await answering.page.getByRole("heading", { name: "Disputed deductions to answer" }).waitFor();
    await answering.page.goto(`${world.url}/org/${letBy}/lettings/${left}`);
    await answer(answering.page);
    assertEquals(answering.complaints, []);
  } finally {
    await answering.close();
  }
  const replying = await world.open("tenant7");
  try {
    await replying.page.goto(`${world.url}/home/${left}/ending`);
    await reply(replying.page);
    assertEquals(replying.complaints, []);
  } finally {
    await replying.close();
  }
  const [disputed] = await world.stack.database.query(
    `select dispute.status, dispute.kept_kobo::int as kept, dispute.document_id is not null as shown,
       (select string_agg(made.amount_kobo || ' ' || payment.status, ', ' order by made.id)
        from public.deposit_deductions as made join public.payments as payment on payment.id = made.payment_id
        where made.tenancy_id = $1 and made.reason = 'Two louvre panes') as made
     from public.deduction_disputes as dispute
     join public.deposit_deductions as made on made.id = dispute.deduction_id
     where dispute.tenancy_id = $1 and made.reason = 'Two louvre panes'`,
    [left],
  );
  assertEquals(disputed, {
    status: "accepted",
    kept: 500_000,
    shown: true,
    made: "1200000 reversed, 500000 succeeded",
  });
  await takeBack(world, left, letBy);
}

/** Nobody had said anything against it. */
async function takeBack(world: World, left: string, letBy: string): Promise<void> {
  const [mistake, why] = ["A pane of the wrong door", "The door is of the flat beside"];
  const agency = await world.open("agency", { viewport: { width: 1280, height: 900 } });
  try {
    const { page } = agency;
    await page.goto(`${world.url}/org/${letBy}/lettings/${left}`);
    await keep(page, "2k", mistake);
    await page.getByRole("button", { name: `Take it back: ${mistake}` }).click();
    const sheet = page.getByRole("dialog", { name: "Take back what was kept" });
    await sheet.getByText(/^₦2,000 is held for the tenants again/).waitFor();
    await sheet.getByRole("button", { name: "Take it back" }).click();
    await sheet.getByText("Say why: the tenants read it.").waitFor();
    await sheet.getByLabel("Why do you take it back?").fill(why);
    await sheet.getByRole("button", { name: "Take it back" }).dblclick();
    await sheet.waitFor({ state: "detached" });
    await page.getByText(mistake).waitFor({ state: "detached" });
    assertEquals(agency.complaints, []);
  } finally {
    await agency.close();
  }
  const [taken] = await world.stack.database.query(
    `select payment.status::text, charge.is_reversed as charge_is,
       (select count(*)::int from public.notifications as told join auth.users as person on person.id = told.user_id
        where told.kind = 'deduction_taken_back' and told.payload ->> 'deduction_id' = made.id::text
          and person.email = 'tenant7@demo.estate.ng') as told
     from public.deposit_deductions as made
     join public.payments as payment on payment.id = made.payment_id
     join public.charges as charge on charge.id = made.charge_id
     where made.tenancy_id = $1 and made.reason = $2`,
    [left, mistake],
  );
  assertEquals(taken, { status: "reversed", charge_is: true, told: 1 });
  const tenant = await world.open("tenant7");
  try {
    const { page } = tenant;
    await page.goto(`${world.url}/notifications`);
    const news = page.getByRole("link", { name: /A part of a deposit is not kept any more/ });
    await news.first().getByText(why).waitFor();
    await news.first().click();
    await page.waitForURL((it) => it.pathname === `/home/${left}/ending`);
    await page.getByText("Line by line").waitFor();
    assertEquals(await page.getByText(mistake).count(), 0);
    assertEquals(tenant.complaints, []);
  } finally {
    await tenant.close();
  }
}

const line = (page: Page) => page.getByRole("listitem").filter({ hasText: "Two louvre panes" });

async function dispute(page: Page): Promise<void> {
  await line(page).getByRole("button", { name: "I do not agree" }).click();
  await line(page).getByRole("button", { name: "Say that it is not right" }).click();
  await line(page).getByText("Say what is not right.").waitFor();
  await line(page).getByLabel("What is not right?").fill("One of them was broken when I moved in.");
  await line(page).getByLabel("What shows it").setInputFiles({
    name: "moving-in.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from(await picture("jpeg", 420, 300)),
  });
  await line(page).getByRole("button", { name: "Say that it is not right" }).dblclick();
  await line(page).getByText("Waits for an answer").waitFor();
}

async function answer(page: Page): Promise<void> {
  await page.getByText("The tenant: One of them was broken when I moved in.").waitFor();
  await page.getByRole("button", { name: "moving-in.jpg" }).waitFor();
  // That of the world's is disputed too, and older: the lock.
  await page.getByRole("button", { name: "Answer", exact: true }).last().click();
  const sheet = page.getByRole("dialog", { name: "Answer the tenant" });
  await sheet.getByLabel("What stays kept?").selectOption("less");
  await sheet.getByRole("button", { name: "Answer" }).click();
  await sheet.getByText(/^Say how much stays kept/).waitFor();
  await sheet.getByLabel("How much stays kept").fill("5k");
  await sheet.getByLabel("Your answer").fill("One pane it is.");
  await sheet.getByRole("button", { name: "Answer" }).dblclick();
  await sheet.waitFor({ state: "detached" });
  await page.getByText("Waits for the tenant").waitFor();
}

async function reply(page: Page): Promise<void> {
  await line(page).getByText("Your landlord: One pane it is.").waitFor();
  await line(page).getByText("₦7,000 of it is held for you again.").waitFor();
  await line(page).getByRole("button", { name: "I still do not agree" }).click();
  await line(page).getByText("You still do not agree").waitFor();
  await line(page).getByRole("button", { name: "I accept the answer" }).click();
  await line(page).getByText("The answer was accepted").waitFor();
}

async function keep(page: Page, amount: string, reason: string): Promise<void> {
  await page.getByRole("button", { name: "Keep a part of it" }).click();
  const sheet = page.getByRole("dialog", { name: "Keep a part of the deposit" });
  await sheet.getByLabel("For what?").selectOption("paper");
  await sheet.getByLabel("How much").fill(amount);
  await sheet.getByLabel("What the tenants read").fill(reason);
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
  await page.getByText(reason).first().waitFor();
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

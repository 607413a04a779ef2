/**
 * Money that shows up late: what was said not to have come is confirmed after all and receipted; of what nobody looked at in time
 * the tenant shows another proof from where they are told.
 */
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { listCharges, nigerianDate, reportOfflinePayment } from "@estate/sdk";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import { as } from "./as_login.ts";
import type { World } from "./world.ts";

/** The story. Leaves a payment that nobody looked at in time, for the screens. */
export async function comeLate(world: World): Promise<void> {
  const [owner, tenant] = [await world.open("owner"), await world.open("tenant")];
  try {
    await confirmedAfterAll(world, owner.page);
    await shownAgain(world, tenant.page);
    assertEquals([...owner.complaints, ...tenant.complaints], []);
  } finally {
    await Promise.all([owner.close(), tenant.close()]);
  }
  await expire(world, await report(world, "FT-LATE-3", 51));
}

/** A transfer of ₦3,000 of the demo's tenant; `size` makes its picture another one. */
async function report(
  { stack, ids }: World,
  bankReference: string,
  size: number,
): Promise<string> {
  return await as(stack, "tenant", async (payer) => {
    const open = (await listCharges(payer, ids.tenancy)).find((it) => (it.payable_kobo ?? 0) > 0);
    const { id } = await reportOfflinePayment(
      payer,
      {
        chargeIds: [open?.charge_id ?? ""],
        method: "bank_transfer",
        amountKobo: 300_000,
        paidOn: nigerianDate(),
        bankReference,
      },
      new Blob([await picture("png", size, 48)], { type: "image/png" }),
    );
    return id;
  });
}

/** Two weeks go by in which nobody looks. */
async function expire({ stack }: World, id: string): Promise<void> {
  await stack.database.query(
    "update public.offline_payments set answer_by = now() - interval '1 minute' where id = $1",
    [id],
  );
  await stack.database.query("select private.expire_payment_proofs($1)", [100]);
  assertEquals((await stands({ stack }, id))?.status, "expired");
}

async function stands({ stack }: Pick<World, "stack">, id: string) {
  const [row] = await stack.database.query<{ status: string; receipts: number; proofs: number }>(
    `select offline.status::text,
       (select count(*)::int from public.receipts as receipt where receipt.payment_id = offline.payment_id) as receipts,
       (select count(*)::int from public.payment_proofs as proof where proof.offline_payment_id = offline.id) as proofs
     from public.offline_payments as offline where offline.id = $1`,
    [id],
  );
  return row;
}

async function confirmedAfterAll(world: World, page: Page): Promise<void> {
  const { url, ids } = world;
  const id = await report(world, "FT-LATE-1", 49);
  const card = page.getByRole("article").filter({ hasText: "FT-LATE-1" });
  await page.goto(`${url}/org/${ids.org}/money/payments?id=${id}`);
  await card.getByRole("button", { name: "It did not come" }).click();
  const no = page.getByRole("dialog", { name: "The money did not come" });
  await no.getByLabel("Why?").fill("It is not in our statement");
  await no.getByRole("button", { name: "It did not come" }).click();
  await no.waitFor({ state: "detached" });
  assertEquals(await stands(world, id), { status: "rejected", receipts: 0, proofs: 1 });

  await page.goto(`${url}/org/${ids.org}/money/payments?show=done&id=${id}`);
  await card.getByText("It is not in our statement").waitFor();
  await card.getByRole("button", { name: "It came after all" }).click();
  const yes = page.getByRole("dialog", { name: "Did the money come?" });
  await yes.getByRole("button", { name: "It came after all: confirm" }).dblclick();
  await yes.waitFor({ state: "detached" });
  await card.getByText("Confirmed").waitFor();
  assertEquals(await card.getByRole("button", { name: "It came after all" }).count(), 0);
  assertEquals(await stands(world, id), { status: "confirmed", receipts: 1, proofs: 1 });
}

async function shownAgain(world: World, page: Page): Promise<void> {
  const { url, ids } = world;
  const id = await report(world, "FT-LATE-2", 50);
  await expire(world, id);
  // Where they are told: the news leads to the proof, and their home asks for it.
  await page.goto(`${url}/notifications`);
  await page.getByRole("link", { name: /Nobody confirmed your payment in time/ }).first().click();
  await page.waitForURL((it) => it.pathname === `/home/${ids.tenancy}/proof/${id}`);
  await page.goto(`${url}/home/${ids.tenancy}`);
  await page.getByText("Nobody looked in time whether ₦3,000 came").waitFor();
  await page.getByRole("link", { name: "Show another proof" }).click();
  await page.getByText("With another proof your landlord is asked again.").waitFor();
  await page.getByLabel("Proof", { exact: true }).setInputFiles({
    name: "slip.png",
    mimeType: "image/png",
    buffer: Buffer.from(await picture("png", 52, 48)),
  });
  await page.getByRole("button", { name: "Send it to your landlord" }).dblclick();
  await page.waitForURL(/\/money\?tab=payments/);
  assertEquals(await stands(world, id), { status: "submitted", receipts: 0, proofs: 2 });
}

/** A card that a tenant let us keep: paid with and kept in the browser, or made for the screens. */
import type { Page } from "playwright-core";
import {
  allowAutopay,
  demandCharge,
  listConsentTexts,
  listSavedCards,
  nigerianDate,
  startCheckout,
} from "@estate/sdk";
import { eventually } from "../../../local/demo/narrator.ts";
import type { Stack } from "../../../local/stack.ts";
import { as } from "./as_login.ts";
import { tenancyOf } from "./tenancy_of.ts";
import type { World } from "./world.ts";

/** Who keeps one. */
export const keeper = "tenant11";

/** Something to pay with it, asked for by the agency; the id of the charge. */
export async function demandToKeep(stack: Stack, amountKobo: number): Promise<string> {
  const tenancyId = await tenancyOf(stack, keeper);
  const { id } = await as(stack, "agency", (agency) =>
    demandCharge(agency, {
      tenancyId,
      kind: "service_charge",
      amountKobo,
      dueOn: nigerianDate(),
      description: "Security of December",
    }));
  return id;
}

const made = new WeakMap<Stack, Promise<void>>();
let lives: string | undefined;

/** A kept card by which autopay is on, once for a stack. */
export async function makeKeptCard({ stack }: World): Promise<void> {
  const making = made.get(stack) ?? make(stack);
  made.set(stack, making);
  await making;
  lives = await tenancyOf(stack, keeper);
}

/** The tenancy of who keeps it, for addresses of screens: they are shown after it was made. */
export function keeperHome(): string {
  if (lives === undefined) throw new Error("No card is kept");
  return lives;
}

async function make(stack: Stack): Promise<void> {
  const chargeId = await demandToKeep(stack, 700_000);
  const tenancyId = await tenancyOf(stack, keeper);
  await as(stack, keeper, async (tenant) => {
    const [text] = await listConsentTexts(tenant, "save_authorization");
    const [agreed] = await listConsentTexts(tenant, "autopay");
    const { reference } = await startCheckout(
      tenant,
      [chargeId],
      crypto.randomUUID(),
      "paystack",
      text,
    );
    const paid = await fetch(`${stack.url}/sandbox/paystack/_control/pay/${reference}`, {
      method: "POST",
      body: "{}",
    });
    await paid.body?.cancel();
    const card = await eventually(
      "the card being kept",
      async () => (await listSavedCards(tenant)).find((it) => it.status === "usable"),
    );
    await allowAutopay(tenant, {
      tenancyId,
      cardId: card.id,
      kinds: ["rent"],
      mostPerChargeKobo: 50_000_000,
      mostPerMonthKobo: 50_000_000,
      agreed: { version: agreed?.version ?? "", language: agreed?.language ?? "" },
    });
  });
}

/** Waits until the page lists a kept card: it is kept by what the provider tells, after the payer is back. */
export async function showsCard(page: Page, address: string): Promise<void> {
  for (let tries = 0; tries < 30; tries++) {
    await page.goto(address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const card = page.getByRole("button", { name: /^Remove / });
    if (await card.waitFor({ timeout: 2_000 }).then(() => true, () => false)) return;
  }
  throw new Error("No card was kept");
}

/** Money of which two sides say opposite things: cash that an agency recorded, and a part of a deposit that did not come back. */
import type { Page } from "playwright-core";
import {
  demandCharge,
  disputeDepositReturn,
  disputePayment,
  nigerianDate,
  recordDepositReturn,
  recordOfflinePayment,
} from "@estate/sdk";
import { as } from "./as_login.ts";
import { makeTenantWorld } from "./tenant_world.ts";
import type { World } from "./world.ts";

/** Ids of it. */
export interface Disputed {
  /** The home of tenant11, and what the agency says that they paid in cash. */
  readonly lived: string;
  readonly cash: string;
  /** The home that tenant7 gave back, and the return of a part of its deposit. */
  readonly left: string;
  readonly back: string;
  /** The agency's organization. */
  readonly letBy: string;
  /** What staff are asked to decide. */
  readonly cashCase: string;
  readonly backCase: string;
}

/** Of which the tenants say so. */
export const cashKobo = 410_000;
/** Of the deposit. */
export const backKobo = 130_000;

/** Makes one of each; what they say names `round`. */
export async function makeDisputed(world: World, round: string): Promise<Disputed> {
  const { stack } = world;
  const { left, letBy } = await makeTenantWorld(world);
  const one = async <Row>(sql: string, given: string) => {
    const [row] = await stack.database.query<Row>(sql, [given]);
    if (row === undefined) throw new Error(`There is none: ${sql}`);
    return row;
  };
  const { id: lived } = await one<{ id: string }>(
    `select party.tenancy_id as id from public.tenancy_parties as party
     join public.tenants as tenant on tenant.id = party.tenant_id
     join auth.users as person on person.id = tenant.user_id where person.email = $1`,
    "tenant11@demo.estate.ng",
  );
  const [cash, back] = await as(stack, "agency", async (agency) => {
    const charge = await demandCharge(agency, {
      tenancyId: lived,
      kind: "utility",
      amountKobo: cashKobo,
      dueOn: nigerianDate(),
      description: `Repairs of the pump, ${round}`,
    });
    return [
      await recordOfflinePayment(agency, {
        chargeIds: [charge.id],
        method: "cash",
        amountKobo: cashKobo,
        paidOn: nigerianDate(),
        note: `At the office, ${round}`,
      }),
      await recordDepositReturn(agency, {
        tenancyId: left,
        amountKobo: backKobo,
        method: "bank_transfer",
        returnedOn: nigerianDate(),
        bankReference: `GTB-${round}`,
        clientId: crypto.randomUUID(),
      }),
    ] as const;
  });
  await as(
    stack,
    "tenant11",
    (tenant) => disputePayment(tenant, cash.id, `I gave nobody cash, ${round}`),
  );
  await as(
    stack,
    "tenant7",
    (tenant) => disputeDepositReturn(tenant, back.id, `My bank shows nothing, ${round}`),
  );
  const caseOf = async (id: string) =>
    (await one<{ id: string }>(
      `select id from public.payment_exceptions
       where $1 in (fingerprint, details ->> 'offline_payment_id') and resolved_at is null`,
      id,
    )).id;
  return {
    lived,
    cash: cash.id,
    left,
    back: back.id,
    letBy,
    cashCase: await caseOf(cash.id),
    backCase: await caseOf(back.id),
  };
}

/** Whose money it is opens to who says why. */
export async function openCase(page: Page): Promise<void> {
  await page.getByLabel("What you need it for").fill("Both sides wait for us");
  await page.getByRole("button", { name: "Open" }).click();
}

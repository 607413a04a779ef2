/**
 * What screens of tenants need beside the demo data, made once for a stack through the SDK: an inspection to sign, a request
 * for a rental history, a renewal that is offered, and a home that was given back with a deposit to settle.
 */
import {
  addInspectionPhoto,
  beginMoveOut,
  deductFromDeposit,
  endTenancy,
  type Estate,
  type Inspection,
  listInspectionItems,
  offerInspection,
  offerRenewal,
  readDeposit,
  recordDepositReturn,
  requestHistory,
  saveInspection,
  scheduleInspection,
  signInspection,
} from "@estate/sdk";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import type { Stack } from "../../../local/stack.ts";
import { as } from "./as_login.ts";
import type { World } from "./world.ts";

/** Ids of it. */
export interface TenantIds {
  /** Offered to the demo's tenant. */
  readonly inspection: string;
  /** Tenancies of tenant7 (given back), tenant8 (lived in) and tenant9 (a renewal is offered), let by the agency. */
  readonly left: string;
  readonly lived: string;
  readonly renewed: string;
}

const made = new WeakMap<Stack, Promise<TenantIds>>();
let last: TenantIds | undefined;

/** Makes it, or finds it made. */
export async function makeTenantWorld({ stack, ids }: World): Promise<TenantIds> {
  const making = made.get(stack) ?? make(stack, ids.tenancy, ids.org);
  made.set(stack, making);
  return last = await making;
}

/** The ids, for addresses of screens: they are shown after it was made. */
export function tenantIds(): TenantIds {
  if (last === undefined) throw new Error("The tenants' world was not made");
  return last;
}

async function make(stack: Stack, tenancy: string, org: string): Promise<TenantIds> {
  const tenancyOf = async (who: string) => {
    const [row] = await stack.database.query<{ id: string }>(
      `select party.tenancy_id as id from public.tenancy_parties as party
       join public.tenants as tenant on tenant.id = party.tenant_id
       join auth.users as person on person.id = tenant.user_id
       where person.email = $1 order by party.tenancy_id limit 1`,
      [`${who}@demo.estate.ng`],
    );
    if (row === undefined) throw new Error(`The demo data have no home of ${who}`);
    return row.id;
  };
  const [left, lived, renewed] = await Promise.all(
    ["tenant7", "tenant8", "tenant9"].map(tenancyOf),
  );
  const [person] = await stack.database.query<{ id: string }>(
    "select id from auth.users where email = $1",
    ["tenant@demo.estate.ng"],
  );
  const inspection = await as(stack, "owner", async (owner) => {
    await requestHistory(owner, org, person!.id, "Before we offer you the larger flat");
    return await offeredInspection(owner, tenancy);
  });
  await as(stack, "agency", async (agency) => {
    const [terms] = await stack.database.query<{ kobo: number }>(
      "select rent_kobo::float8 as kobo from public.tenancies where id = $1",
      [renewed!],
    );
    await offerRenewal(agency, renewed!, { rentKobo: Math.round(terms!.kobo * 1.15) });
  });
  await giveBack(stack, left!);
  return { inspection: inspection.id, left: left!, lived: lived!, renewed: renewed! };
}

const rooms = (door: "good" | "damaged", cost?: number) => [
  { room: "Kitchen", item: "Sink", condition: "good" as const },
  { room: "Kitchen", item: "Cupboards", condition: "fair" as const, note: "One hinge is loose" },
  {
    room: "Bedroom",
    item: "Door",
    condition: door,
    ...(door === "damaged" ? { note: "The lock is broken" } : {}),
    ...(cost === undefined ? {} : { estimated_cost_kobo: cost }),
  },
];

/** An inspection at moving in, with a photo, that waits for both sides. */
export async function offeredInspection(by: Estate, tenancyId: string): Promise<Inspection> {
  const { id } = await scheduleInspection(by, {
    tenancyId,
    kind: "move_in",
    scheduledFor: new Date(),
  });
  await saveInspection(by, id, {
    items: rooms("good"),
    meterReadings: [{ meter: "electricity", number: "0412", value: 1234.5, unit: "kWh" }],
    note: "The keys of both doors were handed over.",
  });
  const [sink] = await listInspectionItems(by, id);
  const photo = new Blob([await picture("jpeg", 800, 600)], { type: "image/jpeg" });
  await addInspectionPhoto(by, id, photo, { itemId: sink!.id, caption: "The sink" });
  return await offerInspection(by, id);
}

/** The home of tenant7: inspected twice, given back, a part of the deposit kept, most of the rest said to be returned in two. */
async function giveBack(stack: Stack, tenancyId: string): Promise<void> {
  const signed = async ({ id, content_hash: hash }: Inspection) => {
    await as(stack, "tenant7", (tenant) => signInspection(tenant, id, hash ?? ""));
    await as(stack, "agency", (agency) => signInspection(agency, id, hash ?? ""));
  };
  await signed(await as(stack, "agency", (agency) => offeredInspection(agency, tenancyId)));
  const out = await as(stack, "agency", async (agency) => {
    const { id } = await beginMoveOut(agency, tenancyId);
    await saveInspection(agency, id, { items: rooms("damaged", 1_500_000) });
    return await offerInspection(agency, id);
  });
  await signed(out);
  await as(stack, "agency", async (agency) => {
    await endTenancy(agency, tenancyId, "Moved to Ibadan");
    const door = (await listInspectionItems(agency, out.id)).find((it) => it.item === "Door");
    await deductFromDeposit(agency, {
      tenancyId,
      amountKobo: 1_500_000,
      reason: "The lock of the bedroom door",
      itemId: door!.id,
      clientId: crypto.randomUUID(),
    });
    const held = (await readDeposit(agency, tenancyId))!.held_kobo;
    for (const [amountKobo, bankReference] of [[1_000_000, "GTB-1"], [held - 3_000_000, "GTB-2"]]) {
      await recordDepositReturn(agency, {
        tenancyId,
        amountKobo: amountKobo as number,
        method: "bank_transfer",
        returnedOn: new Date(Date.now() + 3_600_000).toISOString().slice(0, 10),
        bankReference: bankReference as string,
        clientId: crypto.randomUUID(),
      });
    }
  });
}

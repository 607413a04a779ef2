/**
 * What screens of tenants need beside the demo data, made once for a stack through the SDK: an inspection to sign, a request
 * for a rental history, a renewal that is offered, an invitation to a talk, and a home that was given back with a deposit to
 * settle.
 */
import { inviteToConversation, offerRenewal, requestHistory } from "@estate/sdk";
import type { Stack } from "../../../local/stack.ts";
import { as } from "./as_login.ts";
import { giveBack, offeredInspection } from "./given_back.ts";
import { tenancyOf } from "./tenancy_of.ts";
import type { Ids, World } from "./world.ts";

/** Ids of it. */
export interface TenantIds {
  /** Offered to the demo's tenant. */
  readonly inspection: string;
  /** Tenancies of tenant7 (given back), tenant8 (lived in) and tenant9 (a renewal is offered), let by the agency. */
  readonly left: string;
  readonly lived: string;
  readonly renewed: string;
  /** The agency's organization. */
  readonly letBy: string;
}

const made = new WeakMap<Stack, Promise<TenantIds>>();
let last: TenantIds | undefined;

/** Makes it, or finds it made. */
export async function makeTenantWorld({ stack, ids }: World): Promise<TenantIds> {
  const making = made.get(stack) ?? make(stack, ids);
  made.set(stack, making);
  return last = await making;
}

/** The ids, for addresses of screens: they are shown after it was made. */
export function tenantIds(): TenantIds {
  if (last === undefined) throw new Error("The tenants' world was not made");
  return last;
}

async function make(stack: Stack, { tenancy, org, conversation }: Ids): Promise<TenantIds> {
  const [left, lived, renewed] = await Promise.all(
    ["tenant7", "tenant8", "tenant9"].map((who) => tenancyOf(stack, who)),
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
  await as(
    stack,
    "tenant",
    (tenant) => inviteToConversation(tenant, conversation, "tenant8@demo.estate.ng"),
  );
  await giveBack(stack, left!);
  const [by] = await stack.database.query<{ org: string }>(
    "select org_id as org from public.tenancies where id = $1",
    [left!],
  );
  return {
    inspection: inspection.id,
    left: left!,
    lived: lived!,
    renewed: renewed!,
    letBy: by!.org,
  };
}

/** A charge of which nothing is paid, on another tenancy than the demo's tenant has: its screens are looked at beside. */
import { demandCharge, nigerianDate } from "@estate/sdk";
import { as } from "./as_login.ts";
import type { World } from "./world.ts";

let made: Promise<string> | undefined;
let known = "";

/** Makes it, once. */
export async function makeUnpaidCharge(world: World): Promise<void> {
  made ??= make(world);
  known = await made;
}

/** The tenancy that has it. */
export const indebtedTenancy = (): string => known;

async function make({ stack, ids }: World): Promise<string> {
  const [tenancy] = await stack.database.query<{ id: string }>(
    "select id from public.tenancies where org_id = $1 and id <> $2 and status = 'active' order by id limit 1",
    [ids.org, ids.tenancy],
  );
  if (tenancy === undefined) throw new Error("The landlady has no other tenancy");
  await as(stack, "owner", (estate) =>
    demandCharge(estate, {
      tenancyId: tenancy.id,
      kind: "agreement_fee",
      amountKobo: 9_000_000,
      dueOn: nigerianDate(),
      description: "The agreement",
    }));
  return tenancy.id;
}

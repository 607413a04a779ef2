/** The home of a tenant of the demo data. */
import type { Stack } from "../../../local/stack.ts";

/** Its tenancy, the first where there are several; `who` as a demo login. */
export async function tenancyOf(
  { database }: Pick<Stack, "database">,
  who: string,
): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    `select party.tenancy_id as id from public.tenancy_parties as party
     join public.tenants as tenant on tenant.id = party.tenant_id
     join auth.users as person on person.id = tenant.user_id
     where person.email = $1 order by party.tenancy_id limit 1`,
    [`${who}@demo.estate.ng`],
  );
  if (row === undefined) throw new Error(`The demo data have no home of ${who}`);
  return row.id;
}

/** Ids that the stories of owners and agencies need. */
import type { Stack } from "../../../local/stack.ts";

/** The demo's agency. */
export async function agencyOf({ database }: Pick<Stack, "database">): Promise<{ id: string }> {
  const [agency] = await database.query<{ id: string }>(
    `select org.id from public.organizations as org join auth.users as person on person.id = org.created_by
     where org.kind in ('agency', 'manager') and person.email = $1 order by org.id limit 1`,
    ["agency@demo.estate.ng"],
  );
  if (agency === undefined) throw new Error("The demo data have no agency");
  return agency;
}

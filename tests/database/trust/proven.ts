/** People of whom something is verified, whatever way it took. */
import type { Database } from "../../../local/supabase/database/database.ts";

/** Has something be verified of a person under a name, and returns the case. */
export async function prove(
  database: Database,
  person: { user: string },
  kind: "bank_account" | "nin",
  [firstName, lastName] = ["Ada", "Obi"],
): Promise<string> {
  const [made] = await database.query<{ id: string }>(
    `with agreed as (
       insert into personal_consents (user_id, purpose, version, language)
       select $1, rule.purpose, consent.version, consent.language
       from verification_rules as rule
       join consent_texts as consent on consent.purpose = rule.purpose and consent.language = 'en'
       where rule.kind = $2::text::verification_kind
       returning id
     )
     insert into verification_cases (user_id, kind, consent_id, first_name, last_name, last_four, bank_code, next_try_at)
     select $1, $2::text::verification_kind, agreed.id, $3, $4, '1234', case when $2::text = 'bank_account' then '057' end, now()
     from agreed returning id`,
    [person.user, kind, firstName, lastName],
  );
  for (const status of ["submitted", "verified"]) {
    await database.query("select private.move_verification($1, $2, 'Test')", [made!.id, status]);
  }
  return made!.id;
}

/** Has a rule hold now. */
export const hold = (database: Database, act: string, level: string, fromKobo = 0) =>
  database.query("select set_trust_rule($1, $2, $3, 'Test')", [act, fromKobo, level]);

/** Secrets of the stack, where SQL finds them: in Vault. */
import type { Database } from "../database/database.ts";

/** Puts secrets into Vault by name, or new values of them. */
export async function keepSecrets(
  database: Database,
  secrets: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, secret] of Object.entries(secrets)) {
    await database.query(
      `select case when known.id is null then vault.create_secret($2, $1)::text
         else vault.update_secret(known.id, $2)::text end
       from (select) as one left join vault.secrets as known on known.name = $1`,
      [name, secret],
    );
  }
}

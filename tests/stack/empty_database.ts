/** An empty database on DATABASE_URL's server. */
import { openPostgres } from "../../local/supabase/database/connect.ts";

/** A database of one test; without a server there is no `url`, and the stack makes an embedded one. */
export interface EmptyDatabase extends AsyncDisposable {
  readonly url: string | undefined;
}

/** Makes it; disposing drops it, whoever is connected. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const server = Deno.env.get("DATABASE_URL");
  if (server === undefined) return { url: undefined, async [Symbol.asyncDispose]() {} };
  const name = `estate_first_${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;
  const run = async (sql: string) => {
    const admin = openPostgres(server, 1);
    await admin.exec(sql);
    await admin.close();
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => run(`drop database ${name} with (force)`),
  };
}

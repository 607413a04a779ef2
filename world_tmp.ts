import { openPostgres } from "./local/supabase/database/connect.ts";
import { createPostgresFromTemplate } from "./local/supabase/database/postgres_template.ts";
import { steps } from "./tests/load/rls_world.ts";
const t = await createPostgresFromTemplate(Deno.env.get("DATABASE_URL")!);
console.log(t.url);
const d = openPostgres(t.url, 1);
await d.exec("set session_replication_role = replica; set synchronous_commit = off");
for (const [name, sql] of steps) {
  const s = performance.now();
  await d.exec(sql);
  console.log(name, Math.round(performance.now() - s));
}
await d.exec("analyze");
console.log("built");
await d.close();

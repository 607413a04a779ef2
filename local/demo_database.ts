/** A database with the demo data, to copy. */
import { giveDemoSecondFactor } from "./front/demo_second_factor.ts";
import { applySeed, seedFile } from "./supabase/database/seed.ts";
import { migratedDatabase, type Template } from "./supabase/database/template.ts";

/** What `task start` begins with. */
export const demoDatabase: Template = {
  base: migratedDatabase,
  /** The demo data count their days from now, so they are made anew every hour. */
  async key() {
    const sources = [seedFile, new URL("./front/demo_second_factor.ts", import.meta.url)];
    const texts = await Promise.all(sources.map((it) => Deno.readTextFile(it)));
    return [...texts, Math.floor(Date.now() / 3_600_000)].join("\0");
  },
  async fill(database) {
    await applySeed(database);
    await giveDemoSecondFactor(database);
  },
};

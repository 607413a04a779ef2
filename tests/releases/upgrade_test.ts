import { fromFileUrl } from "@std/path";
import { createNarrator } from "../../local/demo/narrator.ts";
import { tellStory } from "../../local/demo/story.ts";
import { readReleases } from "../../local/supabase/database/releases.ts";
import { readCatalog } from "../../local/tools/migrations/database_state.ts";
import { projectAt } from "../../local/tools/migrations/project.ts";
import { openTestDatabase } from "../database/test_database.ts";
import { tryUpgrade } from "./upgrade.ts";

const project = projectAt(fromFileUrl(new URL("../..", import.meta.url)));

/** The catalog of a database that is made today. */
async function newCatalog() {
  const { database, close } = await openTestDatabase();
  try {
    return await readCatalog(database);
  } finally {
    await close();
  }
}

// Before the first release there is nothing to bring up to date; upgrade_of_a_copy_test.ts tries the trial itself.
for (const release of Object.keys(await readReleases(project.releases))) {
  Deno.test({
    name:
      `a database of ${release} with demo data is brought up to date, and the story holds on it`,
    // supabase-js keeps timers of its own for a moment after disconnecting.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () =>
      tryUpgrade({
        project,
        release,
        newCatalog,
        onUpgraded: (stack) => tellStory(createNarrator(() => {}), stack),
      }),
  });
}

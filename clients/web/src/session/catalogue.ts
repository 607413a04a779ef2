/** What visitors read, by fetch alone: no supabase-js before somebody signs in. */
import { type Catalogue, createCatalogue } from "@estate/sdk/catalogue";
import { earlyFetch } from "./early.ts";
import { project } from "./project.ts";

/** The project's catalogue; an answer that nobody waits for any more is let go by `signal`. */
export function catalogue(signal?: AbortSignal): Catalogue {
  return createCatalogue(project.url, {
    fetch: earlyFetch,
    ...(signal === undefined ? {} : { signal }),
  });
}

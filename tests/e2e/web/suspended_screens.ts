/** What an organization that is suspended sees. */
import { makeSuspended, suspendedId } from "./suspended_world.ts";
import type { ScreenRow } from "./screen_row.ts";

/** Part of the table in routes.ts. */
export const suspendedScreens: readonly ScreenRow[] = [
  {
    name: "today, suspended",
    before: makeSuspended,
    path: () => `/org/${suspendedId()}`,
    who: "tenant11",
    title: "Today",
    sees: "This organization is suspended",
  },
];

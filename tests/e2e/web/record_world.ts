/** Applicants of the landlady and their rental records, made once for a stack through the SDK: one shares theirs, one was not asked. */
import { grantHistory } from "@estate/sdk";
import type { Stack } from "../../../local/stack.ts";
import { as } from "./as_login.ts";
import { apply, listingsOf } from "./people_world.ts";
import type { World } from "./world.ts";

/** Ids of it. */
export interface RecordIds {
  /** Applications. */
  readonly shared: string;
  readonly unasked: string;
}

const made = new WeakMap<Stack, Promise<RecordIds>>();
let last: RecordIds | undefined;

/** Makes it, or finds it made. */
export async function makeRecordWorld(world: World): Promise<RecordIds> {
  const making = made.get(world.stack) ?? make(world);
  made.set(world.stack, making);
  return last = await making;
}

/** The ids, for addresses of screens: they are shown after it was made. */
export function recordIds(): RecordIds {
  if (last === undefined) throw new Error("The world of rental records was not made");
  return last;
}

async function make(world: World): Promise<RecordIds> {
  const { stack, ids } = world;
  const [, home = ""] = await listingsOf(world, "rent");
  const shared = await as(stack, "tenant9", async (estate) => {
    const id = await apply(estate, home, { band: "3m_to_6m", occupation: "Electrician" });
    await grantHistory(estate, ids.org, { includesRent: true });
    return id;
  });
  const unasked = await as(
    stack,
    "tenant8",
    (estate) => apply(estate, home, { band: "1m_to_3m", occupation: "Baker" }),
  );
  return { shared, unasked };
}

import type { Database } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";

/** How one part of the background work goes: the scheduler, a kind of work, a queue, a channel or a schedule. */
export type WorkHealth = Database["public"]["Functions"]["list_work_health"]["Returns"][number];

/** For staff: what waits, since when, what was given up, when it last went well, and what is late and why. */
export async function listWorkHealth(estate: Estate): Promise<WorkHealth[]> {
  return dataOf(await estate.rpc("list_work_health"));
}

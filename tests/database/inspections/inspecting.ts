/** What tests of inspections do again and again. */
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import type { World } from "../world.ts";

/** An inspection as its functions return it. */
export interface Inspection {
  readonly id: string;
  readonly status: string;
  readonly round: number;
  readonly note: string | null;
  readonly content_hash: string | null;
  readonly inspected_today: boolean | null;
}

/** What a flat was like. */
export const flat = [
  { room: "Kitchen", item: "Sink", condition: "good" },
  { room: "Kitchen", item: "Cooker", condition: "fair", note: " One ring is slow " },
  { room: "Bedroom", item: "Door", condition: "good" },
  { room: "Bedroom", item: "Socket", condition: "damaged" },
];

/** So many days from now, at an hour of Nigeria (UTC+1). */
export function daysAhead(days: number, hour: number): string {
  return `${nigerianDate(days)}T${String(hour).padStart(2, "0")}:00:00+01:00`;
}

/** Takes the world's own move-in inspection out of the way, and gives the calls with which others are made. */
export async function inspecting(database: Database, { people, tenancy }: World) {
  await as(
    database,
    people.owner,
    "select cancel_inspection(id) from inspections where tenancy_id = $1",
    [tenancy],
  );
  await database.query("delete from notifications where $1", [true]);
  const columns =
    "id, status, round, note, content_hash, inspected_on = private.lagos_date() as inspected_today";
  const one = async (by: Actor, call: string, ...parameters: unknown[]) =>
    (await as<Inspection>(database, by, `select ${columns} from ${call}`, parameters))[
      0
    ] as Inspection;
  const schedule = (
    kind: string | null,
    at: string | null,
    by: Actor = people.manager,
    which = tenancy,
  ) => one(by, "schedule_inspection($1, $2, $3)", which, kind, at);
  const save = (
    id: string,
    items: unknown,
    by: Actor = people.manager,
    readings: unknown = null,
  ) =>
    one(
      by,
      "save_inspection($1, $2::text::jsonb, $3::text::jsonb, 'Keys: 2')",
      id,
      JSON.stringify(items),
      JSON.stringify(readings),
    );
  const offer = (id: string, by: Actor = people.manager) => one(by, "offer_inspection($1)", id);
  const itemsOf = (id: string, by: Actor = people.manager) =>
    as<{ id: string; position: number; room: string; item: string; condition: string | null }>(
      database,
      by,
      "select id, position, room, item, condition from inspection_items where inspection_id = $1 order by position",
      [id],
    );
  const told = async (by: { user: string }, kind: string) =>
    (await as(database, by, "select 1 from notifications where kind = $1", [kind])).length;
  const sign = async (id: string, ...signers: Actor[]) => {
    for (const by of signers) {
      await one(
        by,
        "sign_inspection($1, (select content_hash from inspections where id = $1))",
        id,
      );
    }
  };
  return { one, schedule, save, offer, itemsOf, told, sign };
}

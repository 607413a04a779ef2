/** Which letters and notices you have opened, and which you said that you have. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";

/** Ids of letters and of statutory notices. */
export interface MyReadings {
  readonly read: readonly string[];
  readonly acknowledged: readonly string[];
}

/** Of the person with this id, who is signed in; the latest two hundred of each. */
export async function listMyReadings(estate: Estate, userId: string): Promise<MyReadings> {
  const [letters, notices] = await Promise.all([
    estate.from("letter_readings").select("letter_id, acknowledged_at").eq("user_id", userId)
      .order("read_at", { ascending: false }).limit(200),
    estate.from("notice_readings").select("notice_id, acknowledged_at").eq("user_id", userId)
      .order("read_at", { ascending: false }).limit(200),
  ]);
  const all = [
    ...dataOf(letters).map((it) => ({ id: it.letter_id, at: it.acknowledged_at })),
    ...dataOf(notices).map((it) => ({ id: it.notice_id, at: it.acknowledged_at })),
  ];
  return {
    read: all.map(({ id }) => id),
    acknowledged: all.filter(({ at }) => at !== null).map(({ id }) => id),
  };
}

/** The tenancy of a letter or a statutory notice that you may read; undefined: there is none. */
export async function tenancyOfPaper(
  estate: Estate,
  paperId: string,
): Promise<string | undefined> {
  const [letters, notices] = await Promise.all([
    estate.from("letters").select("tenancy_id").eq("id", paperId),
    estate.from("statutory_notices").select("tenancy_id").eq("id", paperId),
  ]);
  return [...dataOf(letters), ...dataOf(notices)][0]?.tenancy_id;
}

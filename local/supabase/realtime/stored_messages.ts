/** Reads rows of realtime.messages as the broadcasts clients get. */
import { decodeHex } from "@std/encoding/hex";
import type { Queryable } from "../database/database.ts";
import type { Replay } from "./join_payload.ts";
import type { BroadcastPayload } from "./message.ts";

/** A message sent by SQL. */
export interface StoredMessage {
  readonly id: string;
  /** Without the prefix `realtime:`. */
  readonly topic: string;
  readonly private: boolean;
  readonly event: string;
  /** JSON, or raw bytes as a `Uint8Array`. */
  readonly payload: unknown;
}

interface Row {
  id: string;
  topic: string;
  private: boolean;
  event: string;
  json: string | null;
  hex: string | null;
}

const columns = `id::text as id, topic, coalesce(private, false) as private, event,
  payload::text as json, encode(binary_payload, 'hex') as hex`;

/** The messages with these ids, in the order of the ids; rows without a payload are left out. */
export async function readMessages(
  database: Queryable,
  ids: readonly string[],
): Promise<StoredMessage[]> {
  const rows = await database.query<Row>(
    `select ${columns} from realtime.messages
     where extension = 'broadcast' and event is not null
       and id in (select value::uuid from jsonb_array_elements_text($1::text::jsonb))`,
    [JSON.stringify(ids)],
  );
  const byId = new Map(rows.flatMap(messageOf).map((message) => [message.id, message]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The newest private messages of a topic since a time, oldest first. */
export async function readReplay(
  database: Queryable,
  topic: string,
  { since, limit }: Replay,
): Promise<StoredMessage[]> {
  const rows = await database.query<Row>(
    `select ${columns} from realtime.messages
     where extension = 'broadcast' and private and event is not null and topic = $1::text
       and inserted_at >= to_timestamp($2::text::double precision / 1000)::timestamp
       and inserted_at < localtimestamp + interval '1 minute'
     order by inserted_at desc, id desc limit $3::text::int`,
    [topic, String(since), String(limit)],
  );
  return rows.reverse().flatMap(messageOf);
}

/** Deletes messages older than the three days the hosted server keeps. */
export async function deleteOldMessages(database: Queryable): Promise<void> {
  await database.query(
    "delete from realtime.messages where inserted_at < localtimestamp - $1::text::interval",
    ["72 hours"],
  );
}

/** The broadcast a client sees. */
export function broadcastOf(message: StoredMessage, replayed: boolean): BroadcastPayload {
  return {
    type: "broadcast",
    event: message.event,
    payload: message.payload,
    meta: { id: message.id, ...(replayed ? { replayed } : {}) },
  };
}

function messageOf(row: Row): StoredMessage[] {
  const { json, hex, ...rest } = row;
  if (json !== null) return [{ ...rest, payload: JSON.parse(json) }];
  return hex === null ? [] : [{ ...rest, payload: decodeHex(hex) }];
}

/** What the parts of one Realtime server share. */
import type { Database } from "../database/database.ts";
import type { Authenticate } from "./access.ts";
import type { PostgresChanges } from "./postgres_changes.ts";
import type { Rooms } from "./rooms.ts";

/** One set per server. */
export interface Services {
  readonly database: Database;
  readonly authenticate: Authenticate;
  readonly rooms: Rooms;
  readonly changes: PostgresChanges;
  readonly log: (message: string) => void;
}

/** The message of anything thrown, for the log. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What a caller is told by a statement, so that two answers can be compared. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, become } from "../actor.ts";

/** The whole answer, with everything in it that is an identifier made alike. */
export interface Outcome {
  readonly refused: boolean;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly detail: string;
  readonly rows: string;
}

const undo = new Error("undo");

/** Runs a statement as somebody and undoes it, at the point where it would commit. */
export async function outcome(
  database: Database,
  by: Actor,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Outcome> {
  let rows: unknown[] = [];
  try {
    await database.transaction(async (tx) => {
      await become(tx, by);
      rows = await tx.query(sql, parameters);
      await tx.exec("set constraints all immediate");
      throw undo;
    });
  } catch (error) {
    if (error !== undo) {
      const { code = "", message = "", hint = "", detail = "" } = error as Record<string, string>;
      return {
        refused: true,
        code,
        message: masked(message),
        hint: hint ?? "",
        detail: masked(detail ?? ""),
        rows: "",
      };
    }
  }
  return {
    refused: false,
    code: "",
    message: "",
    hint: "",
    detail: "",
    rows: masked(JSON.stringify(rows)),
  };
}

/** Without what the caller sent or what differs from call to call: identifiers and times. */
function masked(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^"]*/g, "<time>");
}

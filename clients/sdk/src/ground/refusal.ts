/**
 * What PostgreSQL itself refuses, read: tables under row-level security and arguments of a narrow type are checked by it
 * before any function of ours runs, and it says in its message which column, constraint or type it was. PostgREST passes
 * that on as it is, on every project alike.
 */
import { Constants } from "../generated/database.types.ts";
import type { RefusalFacts } from "./estate_error.ts";

const enums: Readonly<Record<string, readonly string[]>> = Constants.public.Enums;

/** The field that a refusal is about, and what it could be, as far as PostgreSQL's own words tell. */
export function readRefusal(sqlstate: string, message: string, details: string): RefusalFacts {
  switch (sqlstate) {
    case "22P02": {
      const wrong = /^invalid input value for enum "?(?:[a-z_]+\.)?([a-z_]+)"?: "([\s\S]*)"$/.exec(
        message,
      );
      const allowed = enums[wrong?.[1] ?? ""];
      if (allowed === undefined) return {};
      return { field: wrong?.[1], allowed, nearest: nearestOf(wrong?.[2] ?? "", allowed) };
    }
    case "23502":
      return { field: /^null value in column "([^"]+)"/.exec(message)?.[1] };
    case "23514": {
      // PostgreSQL names the check of a column after table and column.
      const [, table, constraint] =
        /^new row for relation "([^"]+)" violates check constraint "([^"]+)"/.exec(message) ?? [];
      if (table === undefined || !constraint?.startsWith(`${table}_`)) return {};
      return { field: constraint.slice(table.length + 1).replace(/_check[0-9]*$/, "") };
    }
    case "23503":
    case "23505": {
      const columns = /^Key \(([a-z_, ]+)\)=/.exec(details)?.[1]?.split(", ") ?? [];
      return { field: columns.findLast((column) => column !== "org_id") };
    }
    default:
      return {};
  }
}

/** What people say for what the project has another word for. */
const synonyms: Readonly<Record<string, string>> = {
  annum: "year",
  annual: "year",
  annually: "year",
  "per annum": "year",
  monthly: "month",
  weekly: "week",
  nightly: "night",
  daily: "night",
  day: "night",
  apartment: "flat",
  duplex: "detached",
  land: "plot",
  store: "shop",
  studio: "self_contain",
  "room and parlour": "mini_flat",
  buy: "sale",
  "short let": "shortlet",
  bq: "boys_quarters",
  lift: "elevator",
};

/** Which of the allowed words was most likely meant; undefined when none is like it. */
export function nearestOf(written: string, allowed: readonly string[]): string | undefined {
  const plain = (word: string) => word.toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  const asked = plain(written);
  if (asked === "") return undefined;
  const synonym = synonyms[asked];
  if (synonym !== undefined && allowed.includes(synonym)) return synonym;
  const ranked = allowed.map((word) => ({ word, away: stepsBetween(asked, plain(word)) }))
    .sort((one, other) => one.away - other.away);
  const best = ranked[0];
  if (best === undefined || best.away > Math.max(1, Math.floor(best.word.length / 2))) {
    return allowed.find((word) => asked.length > 2 && plain(word).startsWith(asked));
  }
  return best.word;
}

/** How many letters must be added, left out or changed to make one word of another. */
function stepsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

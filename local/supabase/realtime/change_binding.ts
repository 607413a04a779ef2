/** What one `postgres_changes` listener wants to hear about. */
import { type ChangeFilter, parseFilters } from "./change_filter.ts";
import type { ChangeBinding } from "./join_payload.ts";

/** A listener's request, read and checked for its form. */
export interface ChangeRequest {
  /** Number the client knows it by. */
  readonly id: number;
  readonly event: "INSERT" | "UPDATE" | "DELETE" | "*";
  /** A name, or `*` for all. */
  readonly schema: string;
  /** A name, or `*` for all. */
  readonly table: string;
  readonly filters: readonly ChangeFilter[];
  /** Columns to send beside the primary key; undefined for all. */
  readonly select: readonly string[] | undefined;
}

/** A request that can never be served. The message goes to the client. */
export class BindingError extends Error {
  override readonly name = "BindingError";
}

/** Reads a listener's request. @throws {BindingError | FilterError} when it makes no sense */
export function parseBinding(id: number, binding: ChangeBinding): ChangeRequest {
  const schema = name(binding["schema"]);
  const table = name(binding["table"]);
  if (schema === undefined && table === undefined) {
    throw new BindingError(
      "No subscription params provided. Please provide at least a `schema` or `table` to subscribe to",
    );
  }
  const event = String(binding["event"]).toUpperCase();
  const filter = binding["filter"];
  if (filter !== undefined && filter !== null && typeof filter !== "string") {
    throw new BindingError("Error parsing `filter` params: a string is required");
  }
  const select = columns(binding["select"]);
  const request: ChangeRequest = {
    id,
    event: event === "INSERT" || event === "UPDATE" || event === "DELETE" ? event : "*",
    schema: schema ?? "public",
    table: table ?? "*",
    filters: parseFilters(filter ?? ""),
    select,
  };
  if (select !== undefined && (request.table === "*" || request.schema === "*")) {
    throw new BindingError("`select` needs one schema and one table, not a wildcard");
  }
  return request;
}

/** The request as it appears in messages about it. */
export function describeBinding(binding: ChangeBinding): string {
  const list = (value: unknown) => JSON.stringify(value === undefined ? [] : [value].flat());
  return `[event: ${binding["event"] ?? "*"}, schema: ${binding["schema"] ?? "public"}, ` +
    `table: ${binding["table"] ?? "*"}, filters: ${list(binding["filter"])}, ` +
    `select: ${list(binding["select"])}]`;
}

function name(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function columns(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const names = Array.isArray(value) ? value : [value];
  if (!names.every((column) => typeof column === "string")) {
    throw new BindingError("`select` must be a list of column names");
  }
  return names.length === 0 ? undefined : names;
}

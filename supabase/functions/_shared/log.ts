/** Structured logs: one JSON object a line, without secrets or identity numbers. */
import { redact } from "./redact.ts";

/** Facts of a log line. */
export type Facts = Readonly<Record<string, unknown>>;

/** How much a line matters. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** Where a function writes what it did. */
export interface Log {
  debug(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
  /** The same log with facts on every line. */
  with(facts: Facts): Log;
}

const rank: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };
/** Supabase cuts lines at 10,000 characters, which would leave broken JSON. */
const longestLine = 9_000;

/** A log that writes lines of `least` level and above with `write`. */
export function createLog(
  write: (line: string) => void = (line) => console.log(line),
  bound: Facts = {},
  least: LogLevel = "info",
): Log {
  const at = (level: LogLevel) => (event: string, facts: Facts = {}) => {
    if (rank[level] < rank[least]) return;
    const head = { at: new Date().toISOString(), level, event };
    // The head comes first for readers, and last so that no fact can pass for it.
    const line = JSON.stringify({ ...head, ...redact({ ...bound, ...facts }) as Facts, ...head });
    write(
      line.length <= longestLine ? line : JSON.stringify({
        ...head,
        ...redact(bound) as Facts,
        ...head,
        cut: line.slice(0, 4_000),
      }),
    );
  };
  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    with: (facts) => createLog(write, { ...bound, ...facts }, least),
  };
}

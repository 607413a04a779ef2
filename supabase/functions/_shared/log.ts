/** Structured logs: one JSON object a line, without secrets or identity numbers. */

/** Facts of a log line. */
export type Facts = Readonly<Record<string, unknown>>;

/** Where a function writes what it did. */
export interface Log {
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
  /** The same log with facts on every line. */
  with(facts: Facts): Log;
}

const secretKeys =
  /^(authorization|apikey|api_key|x-jobs-secret|cookie|password|secret|token|access_token|refresh_token|bvn|nin|account_number|pin|otp|cvv|card)$/i;
const secretValues =
  /\b(sb_secret_\w+|sk_(?:test|live)_\w+|eyJ[\w-]+\.[\w-]+\.[\w-]*|(?<![\d.])\d{10,11}(?![\d.]))\b/g;

/** A copy of `value` with secrets, tokens and identity or account numbers replaced. */
export function redact(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(secretValues, "[redacted]");
  if (value instanceof Error) {
    return {
      name: value.name,
      message: redact(value.message),
      ...(value.cause === undefined ? {} : { cause: redact(value.cause) }),
    };
  }
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        secretKeys.test(key) ? "[redacted]" : redact(inner),
      ]),
    );
  }
  return typeof value === "bigint" ? value.toString() : value;
}

/** A log that writes lines with `write`. */
export function createLog(
  write: (line: string) => void = (line) => console.log(line),
  bound: Facts = {},
): Log {
  const line = (level: string) => (event: string, facts: Facts = {}) =>
    write(JSON.stringify({
      at: new Date().toISOString(),
      level,
      event,
      ...redact({ ...bound, ...facts }) as Facts,
    }));
  return {
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    with: (facts) => createLog(write, { ...bound, ...facts }),
  };
}

/** A log that forgets everything, for tests. */
export const silentLog: Log = createLog(() => {});

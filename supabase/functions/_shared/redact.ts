/** Takes secrets and identity numbers out of what is about to be logged. */

const secretKeys = new RegExp(
  "^(" + [
    "authorization",
    "cookie",
    "set_cookie",
    "(x_)?api_?key",
    "x_jobs_secret",
    "(.+_)?(secret|password|passphrase|token|jwt|signature|private_key|secret_key|service_role_key)",
    "(.+_)?(v?nin|bvn|pin|otp|cvv|cvc|pan)",
    "(.+_)?(account_number|card_number|card|nuban)",
    "(.+_)?(authorization_code|sealing_keys)",
  ].join("|") + ")$",
);
/**
 * API keys, JSON web tokens, authorizations by which a card is charged again, Nigerian telephone numbers with their country
 * code, virtual NINs, and numbers as long as an account number (10), a BVN or a NIN (11), or a card (14 to 19, or in groups of four).
 * Other thirteen digits are a time.
 */
const secretValues = new RegExp(
  [
    /\bsb_secret_[\w-]+/,
    /\b(?:sk|pk)_(?:test|live)_\w+/,
    /\bFLWSECK[\w-]+/,
    /\beyJ[\w-]+\.[\w-]+\.[\w-]*/,
    /\bAUTH_\w{6,}/,
    /\bflw-t[\w-]{6,}/,
    // A failed fetch names the whole address, and some providers want their key in it; signatures stand there as well.
    /(?<=[?&](?:[\w-]*(?:[Kk]ey|[Tt]oken|[Hh]ash|[Ss]ecret|[Ss]ignature|[Cc]redential|[Pp]assword)|code)=)[^&#\s"'<>()]+/,
    // A virtual NIN.
    /(?<![A-Za-z0-9])[A-Za-z]{2}\d{12}[A-Za-z]{2}(?![A-Za-z0-9])/,
    /(?<![\w-])\+?234[789][01]\d{8}(?!\w)/,
    /(?<![\w-]|\d\.)(?:\d{10,11}|\d{14,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?![\w-]|\.\d)/,
  ].map((it) => it.source).join("|"),
  "g",
);
const deepest = 8;

/**
 * A copy of `value` that JSON can hold, with secrets, tokens and identity or account numbers replaced, by the
 * names of their fields and by their looks, at any depth.
 */
export function redact(value: unknown): unknown {
  return copy(value, []);
}

function copy(value: unknown, above: readonly unknown[]): unknown {
  if (typeof value === "string") return value.replaceAll(secretValues, "[redacted]");
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (above.includes(value) || above.length >= deepest) return "[omitted]";
  const path = [...above, value];
  if (value instanceof Error) {
    const { code } = value as { code?: unknown };
    return {
      name: value.name,
      message: copy(value.message, path),
      ...(typeof code === "string" ? { code } : {}),
      ...(value.stack === undefined ? {} : { stack: copy(value.stack, path) }),
      ...(value.cause === undefined ? {} : { cause: copy(value.cause, path) }),
    };
  }
  if (value instanceof Date) return value.toJSON();
  if (value instanceof URL) return copy(value.href, path);
  if (value instanceof Headers || value instanceof Map) {
    return copy(Object.fromEntries(value as Iterable<[string, unknown]>), path);
  }
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((inner) => copy(inner, path));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      secretKeys.test(snake(key)) ? "[redacted]" : copy(inner, path),
    ]),
  );
}

/** `accountNumber`, `Account-Number` and `account_number` are one name. */
function snake(key: string): string {
  return key.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").replaceAll(/[-\s]/g, "_").toLowerCase();
}

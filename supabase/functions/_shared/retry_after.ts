/** How long a provider asks us to wait. */

/**
 * Milliseconds from Retry-After (seconds or an HTTP date), else from a rate limit's reset in seconds: Paystack
 * has three such headers whose exact names it does not document. Undefined when nothing readable is there.
 */
export function retryAfterMs(headers: Headers, now: number = Date.now()): number | undefined {
  const value = headers.get("retry-after") ?? headers.get("ratelimit-reset") ??
    headers.get("x-ratelimit-reset");
  if (value === null || value.trim() === "") return undefined;
  const seconds = Number(value);
  if (!Number.isFinite(seconds)) {
    const date = Date.parse(value);
    return Number.isFinite(date) ? Math.max(0, date - now) : undefined;
  }
  // Nobody asks for thirty years of patience: a number that large is a time.
  const ms = seconds > 1e9 ? seconds * 1000 - now : seconds * 1000;
  return Math.max(0, ms);
}

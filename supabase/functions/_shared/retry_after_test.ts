import { assertEquals } from "@std/assert";
import { retryAfterMs } from "./retry_after.ts";

const now = Date.parse("2026-11-23T10:00:00Z");

Deno.test("seconds, dates and the spellings of a rate limit's reset are understood", () => {
  const cases: [Record<string, string>, number | undefined][] = [
    [{ "retry-after": "3" }, 3000],
    [{ "Retry-After": "Mon, 23 Nov 2026 10:00:07 GMT" }, 7000],
    [{ "retry-after": "Mon, 23 Nov 2026 09:00:00 GMT" }, 0],
    [{ "ratelimit-reset": "12" }, 12_000],
    [{ "X-RateLimit-Reset": "4" }, 4000],
    [{ "x-ratelimit-reset": String(now / 1000 + 9) }, 9000],
    [{ "retry-after": "1", "ratelimit-reset": "60" }, 1000],
    [{ "retry-after": "soon" }, undefined],
    [{ "retry-after": "-5" }, 0],
    [{}, undefined],
  ];
  for (const [headers, expected] of cases) {
    assertEquals(retryAfterMs(new Headers(headers), now), expected, JSON.stringify(headers));
  }
});

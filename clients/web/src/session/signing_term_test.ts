import { assert } from "@std/assert";
import { reachesTerm } from "./signing_term.ts";

Deno.test("three years from the first day of a term that has begun, from today of one that has not", () => {
  assert(reachesTerm("2026-11-29", 36, "2026-11-29"));
  assert(!reachesTerm("2026-11-30", 36, "2026-11-29"));
  assert(reachesTerm("2027-11-29", 24, "2026-11-29"));
  assert(!reachesTerm("2027-11-29", 25, "2026-11-29"));
  assert(reachesTerm("2026-01-01", 36, "2026-11-29"));
  assert(!reachesTerm("2026-01-01", 37, "2026-11-29"));
});

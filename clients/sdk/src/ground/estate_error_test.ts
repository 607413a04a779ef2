import { assertEquals, assertThrows } from "@std/assert";
import { dataOf, EstateError } from "./estate_error.ts";

/** Code and field of what an answer of supabase-js is told as. */
function told(code: string, hint: string | null, details: string | null = null) {
  const error = assertThrows(
    () => dataOf({ data: null, error: { code, message: "No", hint, details }, status: 400 }),
    EstateError,
  );
  return [error.code, error.field];
}

Deno.test("a problem of ours is told by its code and field", () => {
  assertEquals(
    told("PT409", "unit.already_taken", '{"field": "starts_on"}'),
    ["unit.already_taken", "starts_on"],
  );
  assertEquals(told("PT400", "search.off_the_earth", '{"field": "criteria.near.longitude"}'), [
    "search.off_the_earth",
    "criteria.near.longitude",
  ]);
});

Deno.test("a hint of the database's own never becomes a code", () => {
  for (
    const hint of [
      'Perhaps you need a different "datestyle" setting.',
      "No function matches the given name and argument types. You might need to add explicit type casts.",
      '"ga" <-- parse error at position 2 within geometry',
      "public.offer_tenancy",
      "",
      null,
    ]
  ) {
    for (const code of ["22008", "42883", "XX000", "23514", "PGRST202", ""]) {
      assertEquals(told(code, hint, '{"field": "not_ours"}'), [code, undefined]);
    }
  }
  // Nor does one of words beside a status of ours.
  assertEquals(told("PT400", "Try something else"), ["PT400", undefined]);
  assertEquals(told("PT200", "unit.already_taken"), ["PT200", undefined]);
});

Deno.test("where no answer came, the project could not be reached", () => {
  const cause = { code: "", message: "TypeError: Failed to fetch", details: "", hint: "" };
  const error = assertThrows(
    () => dataOf({ data: null, error: cause, status: 0 }),
    EstateError,
    "Cannot reach the project",
  );
  assertEquals([error.code, error.status, error.cause], ["http.unreachable", 0, cause]);
});

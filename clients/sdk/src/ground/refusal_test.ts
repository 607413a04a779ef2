import { assertEquals } from "@std/assert";
import { nearestOf, readRefusal } from "./refusal.ts";

Deno.test("a wrong word for a choice is told with the words there are and the nearest", () => {
  const wrong = (type: string, word: string) =>
    readRefusal("22P02", `invalid input value for enum ${type}: "${word}"`, "");
  assertEquals(wrong("price_period", "annum"), {
    field: "price_period",
    allowed: ["year", "half_year", "quarter", "month", "week", "night", "total"],
    nearest: "year",
  });
  assertEquals(wrong("public.unit_kind", "Mini Flat").nearest, "mini_flat");
  assertEquals(wrong('"unit_kind"', "semi detachd").nearest, "semi_detached");
  assertEquals(wrong("listing_purpose", "rentt").nearest, "rent");
  assertEquals(wrong("listing_purpose", "xyzzy").nearest, undefined);
  assertEquals(wrong("no_such_type", "x"), {});
  assertEquals(readRefusal("22P02", 'invalid input syntax for type integer: "abc"', ""), {});
});

Deno.test("what the database refuses names its column", () => {
  assertEquals(
    readRefusal(
      "23514",
      'new row for relation "units" violates check constraint "units_bedrooms_check"',
      "",
    ).field,
    "bedrooms",
  );
  assertEquals(
    readRefusal(
      "23514",
      'new row for relation "units" violates check constraint "units_bedrooms_check1"',
      "",
    ).field,
    "bedrooms",
  );
  assertEquals(
    readRefusal(
      "23502",
      'null value in column "title" of relation "listings" violates not-null constraint',
      "",
    ).field,
    "title",
  );
  assertEquals(
    readRefusal(
      "23505",
      "duplicate key",
      "Key (org_id, property_id, label)=(1, 2, Flat 1) already exists.",
    ).field,
    "label",
  );
  assertEquals(
    readRefusal(
      "23503",
      "no such row",
      'Key (org_id, unit_id)=(1, 2) is not present in table "units".',
    ).field,
    "unit_id",
  );
  for (const code of ["23514", "23502", "23505", "42501", ""]) {
    assertEquals(readRefusal(code, "No", "").field, undefined, code);
  }
});

Deno.test("the nearest word is near", () => {
  assertEquals(nearestOf("Lagoss", ["Ogun", "Lagos", "Oyo"]), "Lagos");
  assertEquals(nearestOf("", ["a"]), undefined);
  assertEquals(nearestOf("ware", ["shop", "warehouse"]), "warehouse");
  assertEquals(nearestOf("castle", ["rent", "sale"]), undefined);
});

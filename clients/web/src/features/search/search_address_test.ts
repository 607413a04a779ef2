import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { filtersOf, readAddress, without } from "./search_address.ts";
import { features, kinds, purposes, sorts } from "./search_choices.ts";
import { addressOf, criteriaOf, sortOf } from "./search_criteria.ts";

const day = fc.integer({ min: 0, max: 3000 }).map((days) =>
  new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)
);
const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Whatever an address may say, sense and nonsense. */
const raw = fc.record({
  purpose: fc.constantFrom(...purposes, "castle", undefined),
  in: sometimes(fc.oneof(fc.string(), fc.constant("Lekki Phase 1"), fc.constant("Ọ̀yọ́"))),
  q: sometimes(fc.oneof(fc.string(), fc.integer())),
  min: sometimes(fc.oneof(fc.integer(), fc.double(), fc.integer({ min: 1, max: 9e9 }).map(String))),
  max: sometimes(fc.integer({ min: -5, max: 20_000_000_000 })),
  by: fc.constantFrom("move_in", "foot", undefined),
  beds: sometimes(fc.integer({ min: -1, max: 12 })),
  baths: sometimes(fc.integer({ min: -1, max: 12 })),
  kind: sometimes(fc.subarray([...kinds, "castle"]).map((it) => it.join(","))),
  has: sometimes(fc.shuffledSubarray([...features, "moat"]).map((it) => it.join(","))),
  furnished: fc.constantFrom(true, "true", false, "no", undefined),
  checked: fc.constantFrom(true, 1, 0, undefined),
  from: sometimes(fc.oneof(day, fc.string())),
  until: sometimes(day),
  sort: fc.constantFrom(...sorts, "random", undefined),
  drawn: fc.constantFrom("3.37_6.5~3.39_6.5~3.38_6.52", "3_6~4_7", "moon", undefined),
  view: fc.constantFrom("map", "moon", undefined),
  open: fc.constantFrom("filters", "door", undefined),
});

Deno.test("an address is read once for all: reading what was read changes nothing", () => {
  fc.assert(fc.property(raw, (said) => {
    const address = readAddress(said);
    assertEquals(readAddress({ ...address }), address);
  }));
});

Deno.test("a search comes back from what the project is asked", () => {
  fc.assert(fc.property(raw, (said) => {
    const address = readAddress(said);
    // How it is looked at is no part of a search.
    const { view: _, open: _sheet, ...search } = address;
    const { by: __, ...rest } = search;
    const kept = search.min === undefined && search.max === undefined ? rest : search;
    assertEquals(addressOf(criteriaOf(address), sortOf(address)), kept);
  }));
});

Deno.test("prices are naira in the address and kobo in the question, of what they are meant", () => {
  assertEquals(criteriaOf({ max: 1_500_000 }), { purpose: "rent", max_price_kobo: 150_000_000 });
  assertEquals(criteriaOf({ max: 2_000_000, by: "move_in" }), {
    purpose: "rent",
    max_move_in_kobo: 200_000_000,
  });
});

Deno.test("nonsense is left out, not searched for", () => {
  assertEquals(
    readAddress({ min: -1, max: "much", beds: 99, kind: "castle", from: "soon", purpose: "x" }),
    {},
  );
  assertEquals(readAddress({ purpose: "shortlet", from: "2026-12-24", until: "2026-12-20" }), {
    purpose: "shortlet",
  });
});

Deno.test("each filter that is on can be taken off, and is off then", () => {
  fc.assert(fc.property(raw, (said) => {
    const address = readAddress(said);
    for (const filter of filtersOf(address)) {
      assertEquals(filtersOf(without(address, filter)).includes(filter), false);
    }
    assertEquals(
      filtersOf(filtersOf(address).reduce(without, address)),
      [],
    );
  }));
});

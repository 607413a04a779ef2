import { assertEquals } from "@std/assert";
import { refusal } from "../actor.ts";
import { save, square } from "./seekers.ts";
import { openWorld } from "../test_database.ts";

Deno.test("a saved search takes the criteria of a search, checked alike", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;

    await t.step("bad criteria are refused by the field", async () => {
      const rent = { purpose: "rent" };
      const circle = { near: { longitude: 3.38, latitude: 6.5 }, radius_m: 2000 };
      const wrong: [unknown, string][] = [
        [[], "criteria"],
        [null, "criteria"],
        [{}, "criteria.purpose"],
        [{ purpose: "gift" }, "criteria.purpose"],
        [{ ...rent, min_price_kobo: -1 }, "criteria.min_price_kobo"],
        [{ ...rent, min_price_kobo: "5" }, "criteria.min_price_kobo"],
        [{ ...rent, min_price_kobo: 1.5 }, "criteria.min_price_kobo"],
        [{ ...rent, min_price_kobo: 10, max_price_kobo: 5 }, "criteria.max_price_kobo"],
        [{ ...rent, min_bedrooms: 51 }, "criteria.min_bedrooms"],
        [{ ...rent, min_bedrooms: 3, max_bedrooms: 2 }, "criteria.max_bedrooms"],
        [{ ...rent, min_bathrooms: {} }, "criteria.min_bathrooms"],
        [{ ...rent, kinds: ["castle"] }, "criteria.kinds"],
        [{ ...rent, kinds: "flat" }, "criteria.kinds"],
        [{ ...rent, features: [null] }, "criteria.features"],
        [{ ...rent, furnished: "yes" }, "criteria.furnished"],
        [{ ...rent, verified_only: 1 }, "criteria.verified_only"],
        [{ ...rent, words: "x".repeat(201) }, "criteria.words"],
        [{ ...rent, area: "Y" }, "criteria.area"],
        [{ ...rent, near: { longitude: 3.4 } }, "criteria.near"],
        [{ ...rent, radius_m: 500 }, "criteria.near"],
        [{ ...rent, ...circle, radius_m: undefined, words: "yaba" }, "criteria.radius_m"],
        [{ ...rent, free_from: "2027-01-01", free_until: "2027-01-05" }, "criteria.free_from"],
        [{ ...rent, ...circle, area: "Yaba" }, "criteria.area"],
        [{ ...rent, ...circle, polygon: square(3, 6, 4, 7) }, "criteria.polygon"],
        [{ ...rent, colour: "blue" }, "criteria.colour"],
      ];
      for (const [criteria, field] of wrong) {
        const refused = await refusal(save(database, people.stranger, criteria));
        assertEquals(
          [refused.code, refused.hint, JSON.parse(refused.detail || "{}").field],
          ["PT400", "search.bad_criteria", field],
          JSON.stringify(criteria),
        );
      }
      for (
        const [criteria, hint] of [
          [{ ...circle, radius_m: 50_001 }, "search.bad_radius"],
          [{ near: { longitude: 200, latitude: 6 } }, "search.off_the_earth"],
        ] as const
      ) {
        const refused = await refusal(save(database, people.stranger, { ...rent, ...criteria }));
        assertEquals(refused.hint, hint);
      }
      const unnamed = await refusal(save(database, people.stranger, rent, " "));
      assertEquals(JSON.parse(unnamed.detail), { field: "name" });
    });

    await t.step("a shape that is no polygon of the earth is refused", async () => {
      const ring = (coordinates: unknown) => ({ type: "Polygon", coordinates });
      const round = Array.from({ length: 501 }, (_, n) => [
        3.4 + Math.cos((n % 500) / 250 * Math.PI) / 10,
        6.5 + Math.sin((n % 500) / 250 * Math.PI) / 10,
      ]);
      const bad: unknown[] = [
        ring([[[3, 6], [4, 7], [4, 6], [3, 7], [3, 6]]]),
        ring([[[3, 6], [4, 6], [4, 7], [3, 7]]]),
        ring([[[3, 6], [4, 6], [3, 6]]]),
        ring([[[3, 6], [3.5, 6], [4, 6], [3, 6]]]),
        ring([]),
        ring([[["a", "b"]]]),
        ring([round]),
        square(170, 6, 190, 7),
        square(3, 80, 4, 95),
        { type: "Point", coordinates: [3, 6] },
        { type: "MultiPolygon", coordinates: [] },
        "POLYGON((3 6,4 6,4 7,3 6))",
        7,
      ];
      for (const polygon of bad) {
        const refused = await refusal(
          save(database, people.stranger, { purpose: "rent", polygon }),
        );
        const offTheEarth = JSON.stringify(polygon).match(/\[190,|,95\]/) !== null;
        assertEquals(
          [refused.code, refused.hint, JSON.parse(refused.detail || "{}").field],
          [
            "PT400",
            offTheEarth ? "search.off_the_earth" : "search.bad_polygon",
            "criteria.polygon",
          ],
          JSON.stringify(polygon).slice(0, 100),
        );
      }
    });
  } finally {
    await close();
  }
});

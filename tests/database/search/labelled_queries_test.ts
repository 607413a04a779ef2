import { assert, assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { openTestDatabase } from "../test_database.ts";
import { addLabelledSet, readLabelledSet } from "./labelled_set.ts";

interface Part {
  readonly typed: string;
  readonly as: string;
  readonly says: string;
  readonly overruled?: boolean;
}
interface Answer {
  readonly understood: {
    readonly criteria: Record<string, unknown>;
    readonly parts: readonly Part[];
    readonly says: string;
  };
  readonly listings: readonly { readonly id: string }[];
  readonly nothing_for: readonly string[];
  readonly found_without: readonly string[];
}

Deno.test("search by words understands what Nigerians type", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const set = await readLabelledSet();
    const names = await addLabelledSet(database, set);
    const find = async (criteria: Record<string, unknown>): Promise<Answer> => {
      const [row] = await as<{ answer: Answer }>(
        database,
        "visitor",
        "select find_listings($1::text::jsonb, 'newest', null, 100) as answer",
        [JSON.stringify(criteria)],
      );
      return row!.answer;
    };
    const named = (answer: Answer) => answer.listings.map(({ id }) => names.get(id) ?? id).sort();

    await t.step("the labelled queries: precision and recall", async () => {
      assert(set.queries.length >= 200, `${set.queries.length} queries`);
      assert(set.queries.filter(({ finds }) => finds.length > 0).length >= 190);
      let right = 0, found = 0, wanted = 0, whole = 0;
      const misses: string[] = [];
      for (const { typed, finds } of set.queries) {
        const got = new Set(named(await find({ words: typed })));
        const hits = finds.filter((id) => got.has(id)).length;
        right += hits;
        found += got.size;
        wanted += finds.length;
        if (hits === finds.length && hits === got.size) whole++;
        else {
          const missed = finds.filter((id) => !got.has(id));
          const wrong = [...got].filter((id) => !finds.includes(id));
          misses.push(`  "${typed}": missed [${missed}], wrong [${wrong}]`);
        }
      }
      const precision = right / found, recall = right / wanted;
      const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
      console.log(
        `${set.queries.length} queries over ${set.listings.length} listings: precision ${
          percent(precision)
        }, recall ${percent(recall)}, exactly right ${percent(whole / set.queries.length)}`,
      );
      if (misses.length > 0) console.log(misses.join("\n"));
      assert(precision >= 0.95, `precision ${percent(precision)}`);
      assert(recall >= 0.95, `recall ${percent(recall)}`);
      assert(whole / set.queries.length >= 0.9, "most queries are exactly right");
    });

    await t.step("what was understood is in the answer", async () => {
      const answer = await find({ words: "2 bedroom flat Yaba under 2m" });
      assertEquals(answer.understood.criteria, {
        min_bedrooms: 2,
        max_bedrooms: 2,
        kinds: ["flat", "mini_flat"],
        area: "Yaba",
        max_price_kobo: 200_000_000,
      });
      assertEquals(answer.understood.says, "2 bedrooms, flat, in Yaba, at most ₦2,000,000 a year");
      assertEquals(answer.understood.parts.map((part) => [part.typed, part.as]), [
        ["2 bedroom", "bedrooms"],
        ["flat", "kinds"],
        ["yaba", "place"],
        ["2 m", "price"],
      ]);
      // What was understood can be searched for again, without words.
      assertEquals(named(await find(answer.understood.criteria)), named(answer));
    });

    await t.step("a misspelt word says what it was read as", async () => {
      const { understood } = await find({ words: "flat in surulare" });
      assertEquals(
        understood.parts.find((part) => part.as === "spelling")?.says,
        "read as surulere",
      );
    });

    await t.step("what is given as a criterion wins over words", async () => {
      const answer = await find({
        words: "2 bedroom flat yaba for sale under 1m",
        min_bedrooms: 3,
        kinds: ["flat"],
        area: "Surulere",
        purpose: "rent",
        max_price_kobo: 500_000_000,
      });
      assertEquals(named(answer), ["surulere-flat-3"]);
      assertEquals(
        answer.understood.parts.filter((part) => part.overruled).map((part) => part.as),
        ["bedrooms", "kinds", "place", "purpose", "price"],
      );
      assertEquals(answer.understood.says, "");
    });

    await t.step(
      "a purpose alone wins over words, and says so only where they differ",
      async () => {
        const overruled = async (purpose: string) =>
          (await find({ purpose, words: "flat for sale" })).understood.parts
            .filter((part) => part.overruled).map((part) => part.as);
        assertEquals(await overruled("rent"), ["purpose"]);
        assertEquals(await overruled("sale"), []);
      },
    );

    await t.step("what a form sends empty is not said", async () => {
      const asked = await find({ words: "duplex yaba" });
      assertEquals(
        named(await find({ words: "duplex yaba", area: "", kinds: [], within: [] })),
        named(asked),
      );
    });

    await t.step("nothing found says which word found nothing", async () => {
      const castle = await find({ words: "castle in yaba" });
      assertEquals([castle.nothing_for, castle.found_without], [["castle"], ["castle"]]);
      const ten = await find({ words: "10 bedroom flat yaba" });
      assertEquals([ten.nothing_for, ten.found_without], [[], ["10 bedroom"]]);
      const dugbe = await find({ words: "flat in atlantis" });
      assertEquals(dugbe.nothing_for, ["atlantis"]);
      const found = await find({ words: "flat yaba" });
      assertEquals([found.nothing_for, found.found_without], [[], []]);
    });

    await t.step("lists, facets and tiles read words alike", async () => {
      const criteria = JSON.stringify({ words: "3 bedroom lekki" });
      const [facets] = await as<{ total: number }>(
        database,
        "visitor",
        "select (listing_facets($1::text::jsonb) ->> 'total')::int as total",
        [criteria],
      );
      const listed = await as(
        database,
        "visitor",
        "select id from search_listings($1::text::jsonb)",
        [
          criteria,
        ],
      );
      const [tile] = await as<{ total: number }>(
        database,
        "visitor",
        "select (listing_tile(0, 0, 0, $1::text::jsonb) ->> 'count')::int as total",
        [criteria],
      );
      assertEquals([facets!.total, listed.length, tile!.total], [2, 2, 2]);
    });

    await t.step("staff's words take effect with the next search", async () => {
      assertEquals(named(await find({ words: "pent yaba" })), []);
      await database.exec("insert into search_terms (phrase, kinds) values ('Pént', '{flat}')");
      assertEquals((await find({ words: "pent yaba" })).understood.criteria.kinds, ["flat"]);
      await database.exec("update areas set aliases = '{Oju Ina}' where name = 'Yaba'");
      assertEquals((await find({ words: "oju-ina flat" })).understood.criteria.area, "Yaba");
      await database.exec(
        "delete from search_terms where phrase = 'pent'; delete from areas where name = 'Yaba'",
      );
      assert(
        named(await find({ words: "yaba" })).length > 0,
        "an area without a row is found by its name",
      );
    });

    await t.step(
      "a wrong word for a choice is refused with the words there are and the nearest",
      async () => {
        const told = async (criteria: Record<string, unknown>) => {
          const { field, nearest, allowed } = JSON.parse((await refusal(find(criteria))).detail);
          return [field, nearest, allowed.length];
        };
        assertEquals(await told({ kinds: ["bungallow"] }), ["criteria.kinds", "bungalow", 13]);
        assertEquals(await told({ purpose: "rents" }), ["criteria.purpose", "rent", 3]);
        assertEquals(await told({ features: ["zzqx"] }), ["criteria.features", undefined, 24]);
      },
    );

    await t.step("a point may be GeoJSON", async () => {
      const near = { longitude: 3.38, latitude: 6.5 };
      const point = { type: "Point", coordinates: [3.38, 6.5] };
      const words = "mini flat";
      assertEquals(named(await find({ near: point, words })), named(await find({ near, words })));
      const wrong = await refusal(find({ near: { type: "Point", coordinates: [200, 6.5] } }));
      assertEquals(JSON.parse(wrong.detail).field, "criteria.near.longitude");
    });

    await t.step("hostile and empty words are refused or found harmless", async () => {
      for (
        const words of [
          "",
          "   ",
          "''",
          "| & ! ( ) :*",
          "1 2 3 4 5 6 7 8 9",
          "under",
          "to to or or",
          "₦",
          "2",
          "a".repeat(200),
          "999999999999999999999m",
          "1,2",
          "bedroom",
          "9 ".repeat(100).trim(),
          "or lekki or or yaba",
          "per per month",
        ]
      ) {
        assert(Array.isArray((await find({ words })).listings), words);
      }
      for (const words of [5, [], {}, "a".repeat(201)]) {
        const refused = await refusal(find({ words }));
        assertEquals([refused.hint, JSON.parse(refused.detail).field], [
          "search.bad_criteria",
          "criteria.words",
        ]);
      }
      const wrong = await refusal(find({ area: ["Yaba", 5] }));
      assertEquals(JSON.parse(wrong.detail).field, "criteria.area");
    });
  } finally {
    await close();
  }
});

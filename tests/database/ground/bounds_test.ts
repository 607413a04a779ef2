import { assert, assertEquals } from "@std/assert";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { apiArguments, callWith, type Reading } from "./api_arguments.ts";
import {
  hostileAmounts,
  hostileDates,
  hostileTexts,
  hostileTimes,
  welcomeTexts,
} from "./hostile_values.ts";
import { refusals } from "./refusals.ts";

const hostile: Readonly<Record<Reading, readonly string[]>> = {
  date: hostileDates,
  time: hostileTimes,
  amount: hostileAmounts,
  text: hostileTexts,
};
const code: Readonly<Record<Reading, string>> = {
  date: "value.bad_date",
  time: "value.bad_time",
  amount: "value.bad_amount",
  text: "value.bad_text",
};
const good: Readonly<Record<Reading, readonly string[]>> = {
  date: ["2026-12-24", "1861-01-01", "2199-12-31"],
  time: ["2026-12-24T09:30:00Z", "2026-12-24 09:30:00.123+00", "2026-12-24T09:30+01:00"],
  amount: ["1", "1000000000000000", "5.0"],
  text: welcomeTexts,
};

Deno.test("every function of the API refuses by name what it cannot read", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const read = (await apiArguments(database)).filter((argument) => argument.reads !== undefined);
    const counts = (kind: Reading) => read.filter((it) => it.reads === kind).length;

    await t.step("the walk meets them all", () => {
      assert(counts("date") >= 20, `${counts("date")} dates`);
      assert(counts("time") >= 9, `${counts("time")} times`);
      assert(counts("amount") >= 9, `${counts("amount")} amounts`);
      assert(counts("text") >= 50, `${counts("text")} texts`);
    });

    for (const kind of ["date", "time", "amount", "text"] as const) {
      await t.step(`${counts(kind)} arguments that are a ${kind}`, async () => {
        for (const argument of read.filter((it) => it.reads === kind)) {
          const by: Actor = argument.schema === "service" ? "service" : people.owner;
          const call = callWith(argument);
          const refused = await refusals(database, by, call, [...hostile[kind], ...good[kind]]);
          for (const [at, value] of hostile[kind].entries()) {
            assertEquals(
              refused[at],
              ["PT400", code[kind], argument.name],
              `${argument.fn} ${argument.name} ${JSON.stringify(value)}`,
            );
          }
          for (const [at, value] of good[kind].entries()) {
            const said = refused[hostile[kind].length + at]?.[1];
            assert(said !== code[kind], `${argument.fn} ${argument.name} ${value}`);
          }
        }
      });
    }
  } finally {
    await close();
  }
});

/** Who of the world may write which table, and which of its rows. */
const writers = {
  profiles: ["tenant", "id = auth.uid()"],
  organizations: ["owner", "true"],
  properties: ["owner", "true"],
  units: ["owner", "true"],
  listings: ["owner", "status = 'published'"],
  listing_fees: ["owner", "true"],
  tenants: ["owner", "true"],
  favourites: ["tenant", "true"],
  saved_searches: ["tenant", "true"],
} as const;

Deno.test("every table that people write themselves refuses by name what it cannot read", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org, conversation, unit, vacantUnit } = world;
    const [listing] = await database.query<{ id: string }>(
      "select id from listings where unit_id = $1",
      [vacantUnit],
    );
    const columns = await database.query<{ of: keyof typeof writers; name: string; type: string }>(
      `select c.relname::text as of, a.attname::text as name, a.atttypid::regtype::text as type
       from pg_attribute as a join pg_class as c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         and has_column_privilege('authenticated', c.oid, a.attnum, 'update') and $1 order by 1, 2`,
      [true],
    );
    const write = (of: keyof typeof writers, name: string, values: readonly string[]) => {
      const { type } = columns.find((column) => column.of === of && column.name === name) ?? {};
      const [who, which] = writers[of];
      return refusals(
        database,
        people[who],
        `update ${of} set ${name} = $1::text::${type} where ${which}`,
        values,
      );
    };

    await t.step("each text", async () => {
      const texts = columns.filter((column) =>
        column.type === "text" && !["state", "postcode"].includes(column.name)
      );
      assert(texts.length >= 20, `${texts.length} columns`);
      for (const { of, name } of texts) {
        for (const [at, refused] of (await write(of, name, hostileTexts)).entries()) {
          assertEquals(
            refused,
            ["PT400", "value.bad_text", name],
            `${of}.${name} ${JSON.stringify(hostileTexts[at])}`,
          );
        }
      }
      for (const value of welcomeTexts) {
        const kept = await as<{ label: string }>(
          database,
          people.owner,
          "update units set label = $2 where id = $1 returning label",
          [unit, value.normalize("NFD")],
        );
        assertEquals(kept, [{ label: value.normalize("NFC") }]);
      }
    });

    await t.step("a message", async () => {
      const say = (body: string) =>
        as<{ body: string }>(
          database,
          people.tenant,
          `insert into messages (org_id, conversation_id, client_id, body)
           values ($1, $2, gen_random_uuid(), $3) returning body`,
          [org, conversation, body],
        );
      for (const body of hostileTexts) {
        assertEquals(await problem(say(body)), ["PT400", "value.bad_text", "body"]);
      }
      assertEquals(await say("Ẹ káàárọ̀!\r\nIs it free? 👩🏾‍💻".normalize("NFD")), [
        { body: "Ẹ káàárọ̀!\nIs it free? 👩🏾‍💻" },
      ]);
    });

    await t.step("each price and each point on the map", async () => {
      const prices = ["0", "-1", "100000000000001", "4000000000000000000"];
      const degrees = ["NaN", "Infinity", "-Infinity", "1e308", "181", "2.4", "-0"];
      const numbers = columns.filter(({ type, name }) =>
        type === "double precision" || name.endsWith("_kobo")
      );
      assertEquals(numbers.map(({ of, name }) => `${of}.${name}`), [
        "listing_fees.amount_kobo",
        "listings.price_kobo",
        "properties.latitude",
        "properties.longitude",
      ]);
      for (
        const [of, name, values, expected] of [
          ["listings", "price_kobo", prices, "listing.bad_price"],
          ["properties", "longitude", degrees, "property.bad_place"],
          ["properties", "latitude", degrees, "property.bad_place"],
        ] as const
      ) {
        for (const [at, refused] of (await write(of, name, values)).entries()) {
          assertEquals(refused, ["PT400", expected, name], values[at]);
        }
      }
      for (const size of ["NaN", "Infinity", "1e8", "-1"]) {
        const measured = as(
          database,
          people.owner,
          "update units set floor_area_sqm = $1::text::numeric",
          [size],
        );
        assert(["23514", "22003"].includes((await refusal(measured)).code), size);
      }
      const half = as(database, people.owner, "update properties set longitude = null");
      assertEquals(await problem(half), ["PT400", "property.bad_place", "longitude"]);
      for (const amount of ["0", "-1", "100000000000001"]) {
        const fee = as(
          database,
          people.owner,
          "insert into listing_fees (org_id, listing_id, kind, amount_kobo, payer) values ($1, $2, 'legal', $3::text::bigint, 'owner')",
          [org, listing?.id, amount],
        );
        assertEquals(await problem(fee), ["PT400", "listing.bad_fee", "amount_kobo"]);
      }
    });

    await t.step("a year's price and the advance are amounts too", async () => {
      const price = (kobo: string, per: string, advance: number) =>
        problem(
          as(
            database,
            people.owner,
            `update listings set price_kobo = $1::text::bigint, price_per = $2::text::price_period, advance_periods = $3
             where status = 'published'`,
            [kobo, per, advance],
          ),
        );
      const bad = ["PT400", "listing.bad_price", "price_kobo"];
      assertEquals(await price("20000000000000", "week", 1), bad);
      assertEquals(await price("20000000000000", "year", 60), bad);
    });
  } finally {
    await close();
  }
});

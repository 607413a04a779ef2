import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

interface Costs {
  advance_kobo: number;
  move_in_kobo: number;
  refundable_kobo: number;
  owner_pays_kobo: number;
  fees: { kind: string; amount_kobo: number }[];
  marks: { rule: string; section: string; certainty: string }[];
}

Deno.test("what it costs to move in is computed and shown", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org, vacantUnit, property } = world;
    const [listing] = await database.query<{ id: string }>(
      "select id from listings where unit_id = $1",
      [vacantUnit],
    );
    const id = listing!.id;
    const costs = async (by: Actor = "visitor") => {
      const [row] = await as<{ costs: Costs | null }>(
        database,
        by,
        "select listing_costs($1) as costs",
        [id],
      );
      return row!.costs;
    };
    const addFee = (fee: Record<string, unknown>, by: Actor = people.owner) => {
      const all = { kind: "other", amount_kobo: null, bps: null, payer: "occupier", ...fee };
      return as(
        database,
        by,
        `insert into listing_fees (org_id, listing_id, kind, amount_kobo, bps, payer, engaged_by, is_refundable)
         select $1, $2, kind, amount_kobo, bps, payer, engaged_by, coalesce(is_refundable, false)
         from jsonb_populate_record(null::listing_fees, $3::text::jsonb)`,
        [org, id, JSON.stringify(all)],
      );
    };

    await t.step(
      "every fee is itemised with its payer, and the sum is all that is paid",
      async () => {
        await addFee({ kind: "caution_deposit", amount_kobo: 20_000_000, is_refundable: true });
        await addFee({ kind: "legal", bps: 500, payer: "owner" });
        const shown = await costs();
        assertEquals(shown?.fees.map((fee) => [fee.kind, fee.amount_kobo]), [
          ["agency", 12_000_000],
          ["legal", 6_000_000],
          ["caution_deposit", 20_000_000],
        ]);
        assertEquals(
          [
            shown?.advance_kobo,
            shown?.move_in_kobo,
            shown?.refundable_kobo,
            shown?.owner_pays_kobo,
          ],
          [120_000_000, 152_000_000, 20_000_000, 6_000_000],
        );
        assertEquals(shown?.marks, []);
      },
    );

    await t.step(
      "what exceeds law or guidance is marked, except where the law does not reach",
      async () => {
        await database.query(
          "update listing_fees set bps = 1500, engaged_by = 'owner' where kind = 'agency'",
        );
        await as(database, people.owner, "update listings set advance_periods = 2 where id = $1", [
          id,
        ]);
        const marks = async () =>
          (await costs())?.marks.map((mark) => `${mark.rule} ${mark.section} ${mark.certainty}`);
        assertEquals(await marks(), [
          "advance_rent_months s.4 law",
          "agency_fee_bps policy guidance",
          "payer_is_who_engaged s.11 law",
        ]);
        await as(
          database,
          people.owner,
          "update properties set longitude = 3.4324, latitude = 6.4512 where id = $1",
          [property],
        );
        assertEquals(
          await marks(),
          ["agency_fee_bps policy guidance"],
          "Ikoyi is outside the law of 2011",
        );
      },
    );

    await t.step("each price that was asked is kept, and read where the listing is", async () => {
      await as(database, people.agent, "update listings set price_kobo = 110000000 where id = $1", [
        id,
      ]);
      const history = await as<{ price: string }>(
        database,
        "visitor",
        "select price_kobo || ' x ' || advance_periods as price from listing_prices where listing_id = $1 order by id",
        [id],
      );
      assertEquals(history.map((row) => row.price), [
        "120000000 x 1",
        "120000000 x 2",
        "110000000 x 2",
      ]);
      const edited = await refusal(database.query("update listing_prices set price_kobo = 1"));
      assertEquals(edited.hint, "record.append_only");
      await as(database, people.owner, "select move_listing($1, 'paused')", [id]);
      for (const table of ["listing_prices", "listing_fees"]) {
        const hidden = await as(
          database,
          "visitor",
          `select 1 from ${table} where listing_id = $1`,
          [id],
        );
        assertEquals(hidden, []);
      }
      assertEquals(await costs(), null);
    });

    await t.step("senseless prices and fees are refused by the field", async () => {
      const price = async (change: string) => {
        const refused = await refusal(
          as(database, people.owner, `update listings set ${change} where id = $1`, [id]),
        );
        return [refused.hint, JSON.parse(refused.detail).field];
      };
      assertEquals(await price("price_kobo = -1"), ["listing.bad_price", "price_kobo"]);
      assertEquals(await price("price_per = 'total'"), ["listing.bad_price", "price_per"]);
      assertEquals(await price("price_per = 'night'"), ["listing.bad_price", "price_per"]);
      for (
        const change of ["price_kobo = 0", "price_kobo = 100000000000001", "price_kobo = null"]
      ) {
        assertEquals(await price(change), ["listing.bad_price", "price_kobo"]);
      }
      assertEquals(await price("advance_periods = 61"), ["listing.bad_price", "advance_periods"]);
      const sale = await refusal(as(
        database,
        people.owner,
        `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per, advance_periods)
         values ($1, $2, 'sale', 'A flat to buy', 1000000, 'total', 2)`,
        [org, vacantUnit],
      ));
      assertEquals([sale.hint, JSON.parse(sale.detail).field], [
        "listing.bad_price",
        "advance_periods",
      ]);
      const wrong: [Record<string, unknown>, string][] = [
        [{ bps: 100, amount_kobo: 5 }, "bps"],
        [{}, "amount_kobo"],
        [{ amount_kobo: -1 }, "amount_kobo"],
        [{ bps: 10_001 }, "bps"],
      ];
      for (const [fee, field] of wrong) {
        const refused = await refusal(addFee(fee));
        assertEquals([refused.hint, JSON.parse(refused.detail).field], ["listing.bad_fee", field]);
      }
      assertEquals((await refusal(addFee({ bps: 100 }, people.accountant))).code, "42501");
      assertEquals((await refusal(addFee({ bps: 100 }, people.otherOwner))).code, "42501");
    });

    await t.step("whoever does not see a draft is not told which rules reach it", async () => {
      const rules = async (by: Actor) =>
        (await as(database, by, "select id from private.rules_for_listing($1, '2026-11-23')", [id]))
          .length;
      assertEquals([await rules("visitor"), await rules(people.otherOwner)], [0, 0]);
      assertEquals(await rules(people.agent), 1);
    });

    await t.step("fees stay as they were once the listing is closed", async () => {
      await as(database, people.owner, "select move_listing($1, 'closed')", [id]);
      const attempts = [
        () => addFee({ amount_kobo: 5 }),
        () =>
          as(
            database,
            people.owner,
            "update listing_fees set note = 'Less' where listing_id = $1",
            [id],
          ),
        () => as(database, people.owner, "delete from listing_fees where listing_id = $1", [id]),
      ];
      for (const attempt of attempts) {
        const refused = await refusal(attempt());
        assertEquals([refused.code, refused.hint, JSON.parse(refused.detail).field], [
          "PT409",
          "listing.off_market",
          "listing_id",
        ]);
      }
    });

    await t.step("percentages round halves up, to the kobo, at any size", async () => {
      const cases = fc.sample(
        fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 1, max: 10_000 })),
        1000,
      );
      const rows = await database.query<{ kobo: string }>(
        `select private.percent_of((pair ->> 0)::bigint, (pair ->> 1)::integer)::text as kobo
         from jsonb_array_elements($1::text::jsonb) with ordinality as given (pair, place) order by place`,
        [JSON.stringify(cases.map(([amount, bps]) => [amount.toString(), bps]))],
      );
      assertEquals(
        rows.map((row) => row.kobo),
        cases.map(([amount, bps]) => ((amount * BigInt(bps) + 5000n) / 10_000n).toString()),
      );
    });
  } finally {
    await close();
  }
});

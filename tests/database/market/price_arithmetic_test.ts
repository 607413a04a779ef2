import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { openWorld } from "../test_database.ts";

/** How many prices a percentage is of: those of a year, or the one of a sale or a night. */
const periodsOfYear = {
  year: 1n,
  half_year: 2n,
  quarter: 4n,
  month: 12n,
  week: 52n,
  night: 1n,
  total: 1n,
} as const;
type Per = keyof typeof periodsOfYear;

/** Half up to the kobo, as people round. */
function percentOf(amount: bigint, bps: bigint): bigint {
  const whole = (amount * bps) / 10_000n;
  return (amount * bps) % 10_000n >= 5_000n ? whole + 1n : whole;
}

interface Fee {
  readonly kind: string;
  readonly amount?: bigint;
  readonly bps: number;
  readonly payer: "occupier" | "owner";
  readonly isRefundable: boolean;
}
interface Asked {
  readonly price: bigint;
  readonly per: Per;
  readonly advance: number;
  readonly fees: readonly Fee[];
}

/** What the sums must be. */
function model({ price, per, advance, fees }: Asked) {
  const advanceKobo = price * BigInt(advance);
  const items = fees.map((fee) => ({
    ...fee,
    comesTo: fee.amount ?? percentOf(price * periodsOfYear[per], BigInt(fee.bps)),
  }));
  const sum = (counts: (fee: Fee) => boolean) =>
    items.filter(counts).reduce((total, item) => total + item.comesTo, 0n);
  return {
    advance: advanceKobo.toString(),
    fees: Object.fromEntries(items.map((item) => [item.kind, item.comesTo.toString()])),
    move_in: (advanceKobo + sum((fee) => fee.payer === "occupier")).toString(),
    refundable: sum((fee) => fee.payer === "occupier" && fee.isRefundable).toString(),
    owner_pays: sum((fee) => fee.payer === "owner").toString(),
  };
}

/** Most that an amount can be. */
const mostKobo = 1_000_000_000_000_000n;
/** Prices of which `times` are an amount too. */
const priceUpTo = (times: bigint) => {
  const most = mostKobo / times;
  return fc.bigInt({ min: 1n, max: most < 100_000_000_000_000n ? most : 100_000_000_000_000n });
};
const fee: fc.Arbitrary<Fee> = fc.record({
  kind: fc.constantFrom(
    "agency",
    "legal",
    "agreement",
    "caution_deposit",
    "service_charge",
    "other",
  ),
  amount: priceUpTo(1n),
  bps: fc.integer({ min: 1, max: 10_000 }),
  payer: fc.constantFrom("occupier" as const, "owner" as const),
  isRefundable: fc.boolean(),
}, { requiredKeys: ["kind", "bps", "payer", "isRefundable"] });
const asked: fc.Arbitrary<Asked> = fc.constantFrom(...Object.keys(periodsOfYear) as Per[]).chain(
  (per) =>
    (per === "total" ? fc.constant(1) : fc.integer({ min: 1, max: 60 })).chain((advance) =>
      fc.record({
        price: priceUpTo(
          BigInt(advance) > periodsOfYear[per] ? BigInt(advance) : periodsOfYear[per],
        ),
        per: fc.constant(per),
        advance: fc.constant(advance),
        fees: fc.uniqueArray(fee, { maxLength: 6, selector: (one) => one.kind }),
      })
    ),
  // More to move in than an amount can be is refused.
).filter((listing) => BigInt(model(listing).move_in) <= mostKobo);

Deno.test("prices and shares are computed to the kobo, whatever the amounts", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await t.step("a share is rounded half up and never off by a kobo", async () => {
      // Amounts near half a kobo are drawn as often as any: there rounding goes wrong.
      const nearHalf = fc.tuple(fc.nat({ max: 1_000_000 }), fc.constantFrom(-1n, 0n, 1n)).map(
        ([n, off]) => [BigInt(n) * 10_000n + 5_000n + off, 1] as const,
      );
      const any = fc.tuple(
        fc.bigInt({ min: 0n, max: mostKobo }),
        fc.integer({ min: 0, max: 10_000 }),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(nearHalf, any), { minLength: 50, maxLength: 200 }),
          async (pairs) => {
            const rows = await database.query<{ share: string }>(
              `select private.percent_of((pair ->> 0)::bigint, (pair ->> 1)::int)::text as share
               from jsonb_array_elements($1::text::jsonb) with ordinality as given (pair, n) order by n`,
              [JSON.stringify(pairs.map(([amount, bps]) => [amount.toString(), bps]))],
            );
            assertEquals(
              rows.map((row) => row.share),
              pairs.map(([amount, bps]) => percentOf(amount, BigInt(bps)).toString()),
            );
          },
        ),
        { numRuns: 20 },
      );
    });

    await t.step("the shares of two sides make the whole, give or take one kobo", async () => {
      const [row] = await database.query<{ worst: string }>(
        `select max(abs(private.percent_of(amount, bps) + private.percent_of(amount, 10000 - bps) - amount))::text as worst
         from generate_series(0, 20000, 7) as amount, generate_series(0, 10000, $1::int) as bps`,
        [97],
      );
      assertEquals(Number(row?.worst) <= 1, true);
    });

    await t.step("the sums of a listing are those of its fees", async () => {
      const { org, vacantUnit } = world;
      await fc.assert(
        fc.asyncProperty(
          fc.array(asked, { minLength: 1, maxLength: 40 }),
          async (listings) => {
            const given = listings.map((listing) => ({
              id: crypto.randomUUID(),
              purpose: { total: "sale", night: "shortlet" }[listing.per as string] ?? "rent",
              price_kobo: listing.price.toString(),
              price_per: listing.per,
              advance_periods: listing.advance,
              fees: listing.fees.map((one) => ({
                kind: one.kind,
                payer: one.payer,
                is_refundable: one.isRefundable,
                ...(one.amount === undefined
                  ? { bps: one.bps }
                  : { amount_kobo: one.amount.toString() }),
              })),
            }));
            const json = JSON.stringify(given);
            await database.query(
              `insert into listings (id, org_id, unit_id, title, purpose, price_kobo, price_per, advance_periods)
               select id, $2, $3, 'A flat to sum up', purpose, price_kobo, price_per, advance_periods
               from jsonb_populate_recordset(null::listings, $1::text::jsonb)`,
              [json, org, vacantUnit],
            );
            await database.query(
              `insert into listing_fees (org_id, listing_id, kind, amount_kobo, bps, payer, is_refundable)
               select $2, (listing ->> 'id')::uuid, fee.kind, fee.amount_kobo, fee.bps, fee.payer, fee.is_refundable
               from jsonb_array_elements($1::text::jsonb) as listing
               cross join lateral jsonb_populate_recordset(null::listing_fees, listing -> 'fees') as fee`,
              [json, org],
            );
            const rows = await database.query<{ found: string }>(
              `select jsonb_build_object(
                 'advance', costs ->> 'advance_kobo',
                 'fees', (
                   select coalesce(jsonb_object_agg(fee ->> 'kind', fee ->> 'amount_kobo'), '{}')
                   from jsonb_array_elements(costs -> 'fees') as fee),
                 'move_in', costs ->> 'move_in_kobo',
                 'refundable', costs ->> 'refundable_kobo',
                 'owner_pays', costs ->> 'owner_pays_kobo')::text as found
               from jsonb_array_elements($1::text::jsonb) with ordinality as given (listing, n)
               cross join lateral listing_costs((listing ->> 'id')::uuid) as costs
               order by n`,
              [json],
            );
            assertEquals(rows.map((row) => JSON.parse(row.found)), listings.map(model));
          },
        ),
        { numRuns: 15 },
      );
    });
  } finally {
    await close();
  }
});

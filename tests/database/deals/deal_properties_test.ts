import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, refusal } from "../actor.ts";
import { advertise, call, listingStatus, offerToBuy, offerToRent } from "./deals.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

/** Something that somebody tries with an offer or the sale that came of it. */
const steps = [
  "offeror counters",
  "owner counters",
  "offeror accepts",
  "owner accepts",
  "owner accepts an old round",
  "owner declines",
  "offeror withdraws",
  "offeror releases",
  "owner releases",
  "time passes for the offer",
  "time passes for the hold",
  "owner lets",
  "owner signs",
  "owner closes",
  "owner fails it",
  "by hand",
] as const;

Deno.test("offers and sales only ever move along the table of transitions, and unit and listing follow", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, stranger } = world.people;
    const table = await database.query<{ machine: string; path: string }>(
      `select machine::text, coalesce(from_state, '') || ' ' || to_state as path from private.state_transitions
       where machine in ('offer', 'sale') and $1`,
      [true],
    );
    const allowed = new Set(table.map((row) => `${row.machine} ${row.path}`));
    const statuses = async (offer: string) => {
      const [row] = await database.query<
        {
          status: string;
          round: number;
          sale: string | null;
          sale_id: string | null;
          price: number | null;
        }
      >(
        `select o.status, o.round, s.status as sale, s.id as sale_id, s.price_kobo::float8 as price
         from offers as o left join sales as s on s.offer_id = o.id where o.id = $1`,
        [offer],
      );
      return row as NonNullable<typeof row>;
    };
    const run = async (offer: string, step: typeof steps[number], n: number): Promise<void> => {
      const { round, sale_id, price } = await statuses(offer);
      const on = (by: Actor, name: string, more: Record<string, unknown> = {}) =>
        call(database, by, name, { offer_id: offer, ...more });
      const onSale = (name: string, more: Record<string, unknown>) =>
        call(database, owner, name, { sale_id: sale_id ?? crypto.randomUUID(), ...more });
      const amount_kobo = 100_000_000 + n;
      switch (step) {
        case "offeror counters":
          return void await on(stranger, "counter_offer", { amount_kobo });
        case "owner counters":
          return void await on(owner, "counter_offer", { amount_kobo });
        case "offeror accepts":
          return void await on(stranger, "accept_offer", { round });
        case "owner accepts":
          return void await on(owner, "accept_offer", { round });
        case "owner accepts an old round":
          return void await on(owner, "accept_offer", { round: round - 1 });
        case "owner declines":
          return void await on(owner, "decline_offer", { reason: "No" });
        case "offeror withdraws":
          return void await on(stranger, "withdraw_offer");
        case "offeror releases":
          return void await on(stranger, "release_offer", { reason: "Changed my mind" });
        case "owner releases":
          return void await on(owner, "release_offer", { reason: "Changed my mind" });
        case "time passes for the offer":
          await database.query("update offers set expires_at = now() where id = $1", [offer]);
          return void await database.query("select private.expire_offers() where $1", [true]);
        case "time passes for the hold":
          await database.query(
            `update unit_holds set expires_at = now()
             where expires_at is not null and id = (select hold_id from offers where id = $1)`,
            [offer],
          );
          return void await database.query("select private.expire_holds() where $1", [true]);
        case "owner lets":
          return void await on(owner, "let_from_offer", { address: "1 Akoka Road" });
        case "owner signs":
          return void await onSale("sign_sale", { signed_on: nigerianDate(0) });
        case "owner closes":
          return void await onSale("close_sale", {
            price_kobo: price ?? 100_000_000,
            closed_on: nigerianDate(0),
          });
        case "owner fails it":
          return void await onSale("fail_sale", { reason: "Changed my mind" });
        case "by hand":
          return void await database.query(
            "update offers set status = case status when 'open' then 'declined' else 'lapsed' end::offer_status where id = $1",
            [offer],
          );
      }
    };

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("rent" as const, "sale" as const),
        // Half of the paths begin with an acceptance, or few would get as far as a tenancy or a deed.
        fc.boolean(),
        fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 14 }),
        async (purpose, isAccepted, tried) => {
          const attempts = isAccepted ? ["owner accepts" as const, ...tried] : tried;
          const { listing, unit } = await advertise(database, world, purpose);
          const make = purpose === "rent" ? offerToRent : offerToBuy;
          const { id } = await make(database, stranger, listing);
          const paths = { offer: [" open"], sale: [] as string[] };
          let now = await statuses(id);
          for (const [n, step] of attempts.entries()) {
            const refused = await refusal(run(id, step, n)).catch(() => undefined);
            const after = await statuses(id);
            const label = `${step} from ${now.status} ${now.sale}`;
            if (refused !== undefined) {
              assertEquals(/^PT40[0-9]$/.test(refused.code), true, `${label}: ${refused.message}`);
              assertEquals(after, now, label);
            }
            if (step === "by hand") assertEquals(after.status, now.status, label);
            if (after.status !== now.status) paths.offer.push(`${now.status} ${after.status}`);
            if (after.sale !== now.sale) paths.sale.push(`${now.sale ?? ""} ${after.sale}`);
            const expected = {
              open: "published",
              accepted: purpose === "rent" ? "reserved" : "under_offer",
              converted: purpose === "rent" ? "reserved" : "sold",
            }[after.status] ?? "published";
            assertEquals(await listingStatus(database, listing), expected, label);
            const [held] = await database.query<{ n: number }>(
              "select count(*)::int as n from unit_holds where unit_id = $1 and status = 'active'",
              [unit],
            );
            assertEquals(held?.n, expected === "published" ? 0 : 1, label);
            if (purpose === "sale") {
              const sale = {
                accepted: ["agreed", "contract_signed"],
                lapsed: ["fallen_through"],
                converted: ["closed"],
              }[after.status] ?? [null];
              assertEquals(sale.includes(after.sale as never), true, label);
            }
            now = after;
          }
          for (const machine of ["offer", "sale"] as const) {
            const illegal = paths[machine].filter((path) => !allowed.has(`${machine} ${path}`));
            assertEquals(illegal, []);
            const history = await database.query<{ path: string }>(
              `select coalesce(from_state, '') || ' ' || to_state as path from state_changes
               where machine = $1 and subject_id = $2 order by occurred_at, id`,
              [machine, machine === "offer" ? id : now.sale_id],
            );
            assertEquals(history.map((row) => row.path), paths[machine]);
          }
        },
      ),
      { numRuns: 100 },
    );
  } finally {
    await close();
  }
});

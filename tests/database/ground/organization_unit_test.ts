/** An organization is a unit: it can move to a database of its own, and everything goes on there. */
import { assert, assertEquals } from "@std/assert";

import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as, refusal } from "../actor.ts";
import { addLetters } from "../papers/letters.ts";
import { addTalks } from "../words/talking.ts";
import { addDeals, advertise, agreeSale, call, offerToRent } from "../deals/deals.ts";
import { answer, offer, openAgencies } from "../mandates/agencies.ts";
import { addOwed } from "../money/owed.ts";
import { addAccount, addPayout } from "../money/payouts.ts";
import { openTestDatabase, type TestDatabase } from "../test_database.ts";
import type { World } from "../world.ts";
import {
  copyOrganization,
  foreignKeysOf,
  orphansOf,
  placeOf,
  tablesOf,
} from "./organization_copy.ts";
import { places } from "./organization_rows.ts";

type Database = TestDatabase["database"];

interface Receipt {
  readonly serial: number;
  readonly hash: string;
  readonly previous_hash: string;
  readonly token: string;
}

Deno.test("every table is an organization's by org_id, or placed by hand", async () => {
  const { database, close } = await openTestDatabase();
  try {
    const tables = await tablesOf(database);
    assertEquals(tables.filter((it) => placeOf(it) === undefined).map((it) => it.name), []);
    const withOrganization = tables.filter((it) => it.hasOrganization).map((it) => it.name);
    assertEquals(Object.keys(places).filter((it) => withOrganization.includes(it)), []);
    const names = tables.map((it) => it.name);
    assertEquals(Object.keys(places).filter((it) => !names.includes(it)), [], "no such table");
  } finally {
    await close();
  }
});

/** What a person sees of each table that the API serves. */
async function seenBy(
  database: Database,
  person: { user: string },
  org: string,
): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (const { name, hasOrganization } of await tablesOf(database)) {
    if (!hasOrganization || !name.startsWith("public.")) continue;
    const [readable] = await database.query<{ it: boolean }>(
      "select has_any_column_privilege('authenticated', $1, 'select') as it",
      [name],
    );
    if (readable?.it !== true) continue;
    const [row] = await as<{ n: number }>(
      database,
      person,
      `select count(*)::int as n from ${name} where org_id = $1`,
      [org],
    );
    seen[name] = row?.n ?? 0;
  }
  return seen;
}

const receiptsOf = (database: Database, org: string) =>
  database.query<Receipt>(
    "select serial, hash, previous_hash, token from receipts where org_id = $1 order by year, serial",
    [org],
  );

/** A payment of ₦500 by the world's tenant, from the demand to the receipt. */
async function pay(database: Database, world: World): Promise<void> {
  const charge = await call<{ id: string }>(database, world.people.owner, "demand_charge", {
    tenancy_id: world.tenancy,
    kind: "utility",
    amount_kobo: 50_000,
    due_on: "2027-01-31",
    description: "Diesel",
  });
  const reference = `EST-unit-${crypto.randomUUID()}`;
  await as(
    database,
    "service",
    "select service.start_payment($1, array[$2]::uuid[], 'paystack', $3)",
    [
      world.people.tenant.user,
      charge.id,
      reference,
    ],
  );
  const [settled] = await database.query<{ outcome: string }>(
    "select private.settle_payment('paystack', $1, $2, 50000, 'NGN', now(), 'card', 100) as outcome",
    [reference, crypto.randomUUID()],
  );
  assertEquals(settled?.outcome, "settled");
}

Deno.test({
  name: "an organization is a unit: moved to an empty database, it goes on there",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const [source, target] = [await openAgencies(), await openTestDatabase()];
    try {
      const [old, now] = [source.database, target.database];
      const { world, harbour } = source;
      const { people, org } = world;
      await addDeals(old, world);
      await addTalks(old, world);
      await addLetters(old, world);
      // An agency with a live mandate lists and collects; another organization buys; a person's history is shared.
      const mandate = await offer(old, people.owner, world, harbour.org, {
        scopes: "{list,show,collect}",
      });
      await answer(old, harbour.principal, mandate.id);
      const sale = await agreeSale(old, world, people.otherOwner);
      const [buyer] = await old.query<{ org_id: string }>(
        "select org_id from memberships where user_id = $1",
        [people.otherOwner.user],
      );
      await call(old, people.owner, "add_sale_party", {
        sale_id: sale.sale,
        role: "buyer",
        full_name: "Other Homes",
        party_org_id: buyer?.org_id,
      });
      await as(old, people.tenant, "select grant_history($1)", [org]);
      await as(
        old,
        people.owner,
        "select rental_history_of(id) from history_consents where org_id = $1",
        [org],
      );
      await as(old, people.tenant, "select give_notice($1, '2027-12-01', 'Moving')", [
        world.tenancy,
      ]);
      await old.query(
        `insert into title_documents (org_id, property_id, kind, holder_name)
         select org_id, property_id, 'governors_consent', 'Ada Obi' from units where org_id = $1 limit 1`,
        [org],
      );
      await as(
        old,
        people.staff,
        "select review_title_document(id, 'copy_seen', 'As registered') from title_documents where org_id = $1",
        [org],
      );
      await pay(old, world);
      await as(
        old,
        people.owner,
        "select void_receipt(id, 'Wrong name') from receipts where org_id = $1 order by serial desc limit 1",
        [org],
      );
      await old.query("select private.prove_ledgers() where $1", [true]);
      for (const role of ["accountant", "manager"]) {
        await as(old, people.owner, "update memberships set role = $2 where user_id = $1", [
          people.manager.user,
          role,
        ]);
      }
      await addPayout(old, world);
      await addAccount(old, world.people.owner, org, { shared_hash: "cd".repeat(32) });
      await old.query("select private.want_payee_names($1)", [world.people.owner.user]);
      await as(old, world.people.owner, "select set_applicant_level($1, 'contact')", [org]);
      await old.query(
        "select private.open_signal('payee_name', 'payee_account', gen_random_uuid(), $1, null, 'a matter', '{}')",
        [org],
      );
      await addOwed(old, world);
      await old.query(
        `insert into private.provider_events (provider, body_sha256, event_type, reference, body)
         select 'paystack', repeat('ab', 32), 'charge.success', reference, '{}' from payments where id = $1`,
        [world.payment],
      );
      await old.query("select private.want_payment_check($1)", [world.payment]);
      await old.query(
        `insert into private.provider_transactions (provider, provider_transaction_id, listed_on, reference, amount_kobo,
           currency, fees_kobo, paid_at, environment)
         select 'paystack', provider_transaction_id, private.lagos_date(), reference, amount_kobo, 'NGN', 0, now(), 'test'
         from payments where id = $1`,
        [world.payment],
      );
      const copied = await copyOrganization(old, now, org);

      await t.step("every table of the organization had a row to move", () => {
        // Places come with the seed.
        const empty = Object.entries(copied).filter(([, n]) => n === 0).map(([name]) => name);
        assertEquals(empty, [
          "public.areas",
          // Those of the agency that collects, which this organization is not.
          "public.principal_moves",
        ]);
      });

      await t.step("its books are right there as well", async () => {
        assertEquals(await now.query("select * from private.ledger_differences($1)", [org]), []);
      });

      await t.step("no foreign key is broken", async () => {
        const keys = await foreignKeysOf(now);
        assert(keys.length > 120, "all of them were asked");
        for (const key of keys) {
          assertEquals(await orphansOf(now, key), [], `${key.child} → ${key.parent}`);
        }
      });

      await t.step("only what the organization needs came along", async () => {
        const [neighbours] = await now.query<{ names: string[]; members: number }>(
          `select (select json_agg(name order by name) from organizations) as names,
             (select count(*)::int from memberships where org_id <> $1) as members`,
          [org],
        );
        assertEquals(neighbours, {
          names: ["Ada Homes", "Harbour", "Harbour Agents", "Other Homes"],
          members: 0,
        });
      });

      await t.step("members and tenants see the same rows", async () => {
        for (const person of ["owner", "manager", "accountant", "agent", "tenant"] as const) {
          const before = await seenBy(old, people[person], org);
          assertEquals(await seenBy(now, people[person], org), before, person);
          assert(Object.values(before).some((n) => n > 0), person);
        }
        for (const person of ["otherTenant", "stranger"] as const) {
          assertEquals(
            await seenBy(now, people[person], org),
            await seenBy(old, people[person], org),
            person,
          );
        }
      });

      await t.step(
        "a payment settles; its receipt takes the next number and goes on with the chain",
        async () => {
          const before = await receiptsOf(old, org);
          await pay(now, world);
          const after = await receiptsOf(now, org);
          const [last, next] = [before.at(-1), after.at(-1)];
          assertEquals(after.length, before.length + 1);
          assertEquals([next?.serial, next?.previous_hash], [(last?.serial ?? 0) + 1, last?.hash]);
          for (const receipt of after) {
            const [shown] = await as<{ valid: boolean }>(
              now,
              "visitor",
              "select status <> 'forged' as valid from verify_receipt($1)",
              [receipt.token],
            );
            assertEquals(shown?.valid, true);
          }
        },
      );

      await t.step("a message goes out, is heard of, and is not said twice", async () => {
        const unread = (person: { user: string }) =>
          as<{ title: string }>(
            now,
            person,
            `select title from notifications
             where subject_id = $1 and kind = 'message_received' and read_at is null`,
            [world.conversation],
          );
        const say = (by: { user: string }, client: string = crypto.randomUUID()) =>
          as(
            now,
            by,
            "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, $3, 'We moved')",
            [org, world.conversation, client],
          );
        await say(people.owner);
        assertEquals([await unread(people.owner), await unread(people.tenant)], [
          [],
          [{ title: "New message" }],
        ]);
        await say(people.tenant);
        assertEquals([await unread(people.owner), await unread(people.tenant)], [
          [{ title: "New message" }],
          [],
        ]);
        const [said] = await old.query<{ client_id: string }>(
          "select client_id from messages where sender_id = $1 order by id limit 1",
          [people.tenant.user],
        );
        assertEquals((await refusal(say(people.tenant, said?.client_id))).code, "23505");
      });

      await t.step(
        "what was under way goes on: a deal, a sale to a neighbour, a mandate",
        async () => {
          const place = await advertise(now, world);
          const offered = await offerToRent(now, people.tenant, place.listing);
          await call(now, people.owner, "accept_offer", { offer_id: offered.id, round: 1 });
          await call(now, people.owner, "sign_sale", {
            sale_id: sale.sale,
            signed_on: nigerianDate(),
          });
          const revoked = await call<{ status: string }>(now, people.owner, "revoke_mandate", {
            id: mandate.id,
            reason: "We let ourselves",
          });
          assertEquals(revoked.status, "revoked");
        },
      );
    } finally {
      await source.close();
      await target.close();
    }
  },
});

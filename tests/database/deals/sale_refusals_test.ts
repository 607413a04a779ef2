import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem } from "../actor.ts";
import { advertise, agreeSale, call, offerToBuy, type Sale } from "./deals.ts";
import { openWorld } from "../test_database.ts";

Deno.test("what a sale refuses", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const on = <Row = Sale>(by: Actor, name: string, given: Record<string, unknown>) =>
      call<Row>(database, by, name, given);
    const today = nigerianDate(0);
    const completion = { price_kobo: 9_000_000_000, closed_on: today, deed_reference: "LR 12/3" };

    await t.step("a closed sale and its parties never change, for any role", async () => {
      const { sale } = await agreeSale(database, world, people.stranger);
      await on(people.owner, "close_sale", { sale_id: sale, ...completion });
      const [party] = await database.query<{ id: string }>(
        "select id from sale_parties where sale_id = $1",
        [sale],
      );
      const changes: (() => Promise<unknown>)[] = [
        () => on(people.owner, "fail_sale", { sale_id: sale, reason: "Regret" }),
        () => on(people.owner, "sign_sale", { sale_id: sale, signed_on: today }),
        () =>
          on(people.owner, "add_sale_party", { sale_id: sale, role: "buyer", full_name: "Ngozi" }),
        () => on(people.owner, "remove_sale_party", { party_id: party?.id }),
        () => database.query("update sales set price_kobo = 5 where id = $1", [sale]),
        () => database.query("delete from sales where id = $1", [sale]),
        () =>
          as(database, "service", "update sale_parties set full_name = 'X' where sale_id = $1", [
            sale,
          ]),
      ];
      for (const change of changes) {
        assertEquals(await problem(change()), ["PT409", "sale.closed", "sale_id"]);
      }
    });

    await t.step("completion is refused by the field", async () => {
      const { sale } = await agreeSale(database, world, people.stranger);
      const wrong: [Record<string, unknown>, string, string][] = [
        [{ price_kobo: 0 }, "sale.bad_price", "price_kobo"],
        [{ price_kobo: null }, "sale.bad_price", "price_kobo"],
        [{ closed_on: nigerianDate(1) }, "sale.bad_date", "closed_on"],
        [{ closed_on: nigerianDate(-1) }, "sale.bad_date", "closed_on"],
        [{ closed_on: null }, "sale.bad_date", "closed_on"],
        [{ deed_reference: "x".repeat(201) }, "sale.bad_deed", "deed_reference"],
      ];
      for (const [changes, code, field] of wrong) {
        assertEquals(
          await problem(
            on(people.owner, "close_sale", { sale_id: sale, ...completion, ...changes }),
          ),
          ["PT400", code, field],
        );
      }
      assertEquals(
        await problem(
          on(people.owner, "sign_sale", { sale_id: sale, signed_on: nigerianDate(-1) }),
        ),
        ["PT400", "sale.bad_date", "signed_on"],
      );
    });

    await t.step("no sale closes without seller and buyer; parties need only a name", async () => {
      const { sale } = await agreeSale(database, world, people.stranger);
      const parties = await database.query<{ id: string; role: string }>(
        "select id, role from sale_parties where sale_id = $1",
        [sale],
      );
      const seller = parties.find((party) => party.role === "seller")?.id;
      await on(people.agent, "remove_sale_party", { party_id: seller });
      await on(people.agent, "remove_sale_party", { party_id: seller });
      assertEquals(
        await problem(on(people.owner, "close_sale", { sale_id: sale, ...completion })),
        ["PT409", "sale.party_missing", "sale_id"],
      );
      await on(people.agent, "add_sale_party", {
        sale_id: sale,
        role: "seller",
        full_name: "Ada Homes",
        party_org_id: world.org,
      });
      const ngozi = { sale_id: sale, role: "buyer", full_name: "Ngozi Eze" };
      const one = await on<{ id: string }>(people.agent, "add_sale_party", ngozi);
      const again = await on<{ id: string; phone: string }>(people.agent, "add_sale_party", {
        ...ngozi,
        phone: "+2348031234567",
      });
      assertEquals([again.id, again.phone], [one.id, "+2348031234567"]);
      const wrong: [Record<string, unknown>, string, string][] = [
        [{ full_name: " " }, "sale.bad_party", "full_name"],
        [{ role: null }, "sale.bad_party", "role"],
        [{ phone: "0803" }, "sale.bad_party", "phone"],
        [{ address: "x" }, "sale.bad_party", "address"],
        [
          { profile_id: people.stranger.user, party_org_id: world.org },
          "sale.bad_party",
          "party_org_id",
        ],
        [{ profile_id: people.otherOwner.user }, "sale.unknown_party", "profile_id"],
        [{ party_org_id: crypto.randomUUID() }, "sale.unknown_party", "party_org_id"],
      ];
      for (const [changes, code, field] of wrong) {
        const refused = await problem(on(people.agent, "add_sale_party", { ...ngozi, ...changes }));
        assertEquals(refused.slice(1), [code, field]);
      }
      assertEquals(
        (await on(people.owner, "close_sale", { sale_id: sale, ...completion })).status,
        "closed",
      );
    });

    await t.step("who made the accepted offer, or paid, is not taken out of the sale", async () => {
      const { sale } = await agreeSale(database, world, people.stranger);
      const named = async (facts: Record<string, unknown>) =>
        (await on<{ id: string }>(people.agent, "add_sale_party", { sale_id: sale, ...facts })).id;
      const [buyer] = await database.query<{ id: string }>(
        "select id from sale_parties where sale_id = $1 and role = 'buyer'",
        [sale],
      );
      // An account that is named without having made the offer, and a name without an account.
      const second = await named({
        role: "buyer",
        full_name: "Second",
        profile_id: people.accountant.user,
      });
      const cousin = await named({ role: "buyer", full_name: "My Cousin" });
      const remove = (party?: string) => on(people.owner, "remove_sale_party", { party_id: party });
      const bound = ["PT409", "sale.party_bound", "party_id"];
      assertEquals(await problem(remove(buyer?.id)), bound);
      await database.query(
        `insert into payments (org_id, sale_id, method, reference, amount_kobo, payer_id)
         values ($1, $2, 'paystack', 'SEC-' || gen_random_uuid(), 100, $3)`,
        [world.org, sale, people.accountant.user],
      );
      assertEquals(await problem(remove(second)), bound);
      await remove(cousin);
      // Of money that the seller recorded nobody says which of the buyers brought it.
      const third = await named({
        role: "buyer",
        full_name: "Third",
        profile_id: people.manager.user,
      });
      await database.query(
        `insert into payments (org_id, sale_id, method, reference, amount_kobo)
         values ($1, $2, 'cash', 'CASH-' || gen_random_uuid(), 100)`,
        [world.org, sale],
      );
      assertEquals(await problem(remove(third)), bound);
      const left = await as(
        database,
        people.stranger,
        "select role::text as role from sale_parties where sale_id = $1 order by 1",
        [sale],
      );
      assertEquals(left.map((it) => it["role"]), ["buyer", "buyer", "buyer", "seller"]);
    });

    await t.step("only the seller's members move a sale", async () => {
      const { sale } = await agreeSale(database, world, people.stranger);
      const close = { sale_id: sale, ...completion };
      assertEquals((await problem(on(people.stranger, "close_sale", close)))[1], "auth.forbidden");
      for (const outsider of [people.otherOwner, people.accountant, people.tenant]) {
        assertEquals(await problem(on(outsider, "close_sale", close)), [
          "PT404",
          "sale.not_found",
          "sale_id",
        ]);
      }
      assertEquals(
        (await problem(database.query("update sales set status = 'closed' where id = $1", [sale])))[
          1
        ],
        "sale.direct_change",
      );
      const { listing } = await advertise(database, world, "sale");
      const offer = await offerToBuy(database, people.stranger, listing);
      await on(people.owner, "accept_offer", { offer_id: offer.id, round: 1 });
      assertEquals(
        await problem(on(people.owner, "let_from_offer", { offer_id: offer.id })),
        ["PT409", "offer.not_for_rent", "offer_id"],
      );
    });
  } finally {
    await close();
  }
});

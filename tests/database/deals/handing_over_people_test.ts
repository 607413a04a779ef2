import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { differences, generate, owedBy, pay, settle, start } from "../money/owed.ts";
import { knownTenant, letSince, on } from "../tenancies/tenancies.ts";
import { openWorld } from "../test_database.ts";
import { createOrganization, createUser } from "../world.ts";
import { call } from "./deals.ts";
import { closeSale, sellTo, successorOf, told } from "./handing_over.ts";

Deno.test("of a home that is sold with its tenants, who is told, bound and free to choose", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, otherOwner } = world.people;
    const [other] = await database.query<{ id: string }>(
      "select org_id as id from memberships where user_id = $1",
      [otherOwner.user],
    );
    const buyerOrg = other?.id as string;

    await t.step(
      "a checkout that is paid after the sale is kept, and told to a person",
      async () => {
        const home = await letSince(database, world, 0, { per: "month" });
        await generate(database, nigerianDate(40));
        const rents = await owedBy(database, home.tenancy.id, "rent");
        const late = await start(database, home.tenant.user, [rents[1]?.id as string]);
        await pay(database, home.tenant.user, [rents[0]?.id as string]);
        await closeSale(database, world, await sellTo(database, world, home.unit, otherOwner));
        assertEquals(await settle(database, late), "settled");
        const [credit] = await database.query<{ left_kobo: number }>(
          "select left_kobo from payment_credits where payment_id = $1",
          [late.id],
        );
        assertEquals(Number(credit?.left_kobo), late.kobo);
        const [exception] = await database.query<
          { kind: string; details: Record<string, unknown> }
        >(
          "select kind, details from payment_exceptions where payment_id = $1 and kind = 'paid_former_owner'",
          [late.id],
        );
        assertEquals(exception?.details["new_owner"], buyerOrg);
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step(
      "a notice binds the new landlord, and a renewal that is agreed comes along",
      async () => {
        const noticed = await letSince(database, world, 8, { per: "month", months: 6 });
        await as(
          database,
          { user: noticed.tenant.user },
          "select give_notice($1, $2, 'Moving')",
          [noticed.tenancy.id, nigerianDate(60)],
        );
        await closeSale(database, world, await sellTo(database, world, noticed.unit, otherOwner));
        const successor = await successorOf(database, noticed.tenancy.id);
        const [after] = await database.query<{ status: string; notices: number }>(
          "select status, (select count(*)::int from tenancy_notices where tenancy_id = t.id) as notices from tenancies as t where id = $1",
          [successor],
        );
        assertEquals(after, { status: "notice_given", notices: 1 });
        assertEquals(
          (await told(database, { user: noticed.tenant.user }, "notice_given")).length,
          0,
          "they gave it themselves, and once",
        );

        const renewed = await letSince(database, world, 11);
        const renewal = await on(
          database,
          owner,
          "offer_renewal($1, 12000000)",
          renewed.tenancy.id,
        );
        await on(database, { user: renewed.tenant.user }, "accept_tenancy($1)", renewal.id);
        await closeSale(database, world, await sellTo(database, world, renewed.unit, otherOwner));
        const [parent, child] = [
          await successorOf(database, renewed.tenancy.id),
          await successorOf(database, renewal.id),
        ];
        const [linked] = await database.query<{ parent_id: string; status: string }>(
          "select parent_id, status from tenancies where id = $1",
          [child],
        );
        assertEquals(linked, { parent_id: parent, status: "active" });
        const [units] = await database.query<{ n: number; properties: number }>(
          "select count(*)::int as n, count(distinct property_id)::int as properties from units where org_id = $1",
          [buyerOrg],
        );
        assertEquals(units?.properties, 1, "homes of one property come into one");
      },
    );

    await t.step("a tenant without an account, and one whom the buyer knows already", async () => {
      const nobody = await knownTenant(database, world, false);
      const home = await letSince(database, world, 1);
      await database.query(
        "insert into tenancy_parties (org_id, tenancy_id, tenant_id) values ($1, $2, $3)",
        [world.org, home.tenancy.id, nobody.id],
      );
      const [known] = await database.query<{ id: string }>(
        "insert into tenants (org_id, user_id, full_name, address) values ($1, $2, 'Bola A.', '9 Bode Thomas, Surulere') returning id",
        [buyerOrg, home.tenant.user],
      );
      await closeSale(database, world, await sellTo(database, world, home.unit, otherOwner));
      const parties = await as<{ tenant_id: string; full_name: string; accepted: boolean }>(
        database,
        otherOwner,
        `select party.tenant_id, tenant.full_name, party.accepted_at is not null as accepted
         from tenancy_parties as party join tenants as tenant on tenant.id = party.tenant_id
         where party.tenancy_id = $1 order by accepted desc`,
        [await successorOf(database, home.tenancy.id)],
      );
      assertEquals(parties.map((it) => [it.full_name, it.accepted]), [["Bola A.", true], [
        "Bola Ade",
        false,
      ]]);
      assertEquals(parties[0]?.tenant_id, known?.id);
    });

    await t.step(
      "what was said and filed with the former landlord stays readable as before",
      async () => {
        const home = await letSince(database, world, 1);
        const tenant = { user: home.tenant.user };
        const [talk] = await as<{ id: string }>(
          database,
          tenant,
          "select id from open_conversation(tenancy_id => $1)",
          [home.tenancy.id],
        );
        await as(
          database,
          tenant,
          "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), 'The tap drips')",
          [world.org, talk?.id],
        );
        await closeSale(database, world, await sellTo(database, world, home.unit, otherOwner));
        const read = (by: Actor) =>
          as(database, by, "select body from messages where conversation_id = $1", [talk?.id]);
        assertEquals([
          (await read(tenant)).length,
          (await read(owner)).length,
          (await read(otherOwner)).length,
        ], [1, 1, 0]);
        const successor = await successorOf(database, home.tenancy.id);
        const [anew] = await as<{ org_id: string }>(
          database,
          tenant,
          "select org_id from open_conversation(tenancy_id => $1)",
          [successor],
        );
        assertEquals(anew?.org_id, buyerOrg);
      },
    );

    await t.step("who has no organization says later where the home goes", async () => {
      const buyer = { user: await createUser(database, "buyer") };
      const home = await letSince(database, world, 1, { per: "month" });
      const sale = await sellTo(database, world, home.unit, buyer);
      await closeSale(database, world, sale);
      const status = async (id: string) =>
        (await database.query<{ status: string }>("select status from tenancies where id = $1", [
          id,
        ]))[0]?.status;
      assertEquals(await status(home.tenancy.id), "active", "until then the seller goes on");
      assertEquals((await told(database, buyer, "home_to_take")).length, 1);
      const take = (by: Actor, org: string) =>
        call<{ id: string }>(database, by, "name_buying_organization", {
          sale_id: sale,
          org_id: org,
        });
      const first = await createOrganization(database, buyer, "Buyer One");
      const second = await createOrganization(database, buyer, "Buyer Two");
      assertEquals((await problem(take(buyer, buyerOrg)))[1], "auth.forbidden");
      assertEquals((await problem(take(otherOwner, buyerOrg)))[1], "sale.not_found");
      assertEquals((await problem(take(owner, world.org)))[1], "sale.not_found");
      await take(buyer, first);
      assertEquals(await status(home.tenancy.id), "passed_on");
      const successor = await successorOf(database, home.tenancy.id);
      await take(buyer, first);
      assertEquals(await successorOf(database, home.tenancy.id), successor);
      assertEquals((await problem(take(buyer, second)))[1], "sale.already_taken");
    });

    await t.step(
      "who has several says so before, and nobody is handed tenants unasked",
      async () => {
        const buyer = { user: await createUser(database, "buyer") };
        await createOrganization(database, buyer, "Buyer Three");
        const chosen = await createOrganization(database, buyer, "Buyer Four");
        const home = await letSince(database, world, 1);
        const sale = await sellTo(database, world, home.unit, buyer);
        // The seller names a stranger's organization as buyer: it is not asked for, and gets nothing.
        await call(database, owner, "add_sale_party", {
          sale_id: sale,
          role: "buyer",
          full_name: "Other Homes",
          party_org_id: buyerOrg,
        });
        await call(database, buyer, "name_buying_organization", { sale_id: sale, org_id: chosen });
        const taken = call(database, otherOwner, "name_buying_organization", {
          sale_id: sale,
          org_id: buyerOrg,
        });
        assertEquals((await problem(taken))[1], "sale.not_found");
        await closeSale(database, world, sale);
        const [row] = await database.query<{ org_id: string }>(
          "select org_id from tenancies where id = $1",
          [
            await successorOf(database, home.tenancy.id),
          ],
        );
        assertEquals(row?.org_id, chosen);
      },
    );

    await t.step("one more buyer, whom the seller alone named, does not say where to", async () => {
      const buyer = { user: await createUser(database, "buyer") };
      const home = await letSince(database, world, 1, { per: "month" });
      const sale = await sellTo(database, world, home.unit, buyer);
      for (
        const named of [
          { full_name: "Second", profile_id: world.people.manager.user },
          { full_name: "Other Homes", party_org_id: buyerOrg },
        ]
      ) {
        await call(database, owner, "add_sale_party", { sale_id: sale, role: "buyer", ...named });
      }
      const before = (await told(database, otherOwner, "home_to_take")).length;
      await closeSale(database, world, sale);
      const second = world.people.manager;
      const theirs = await createOrganization(database, second, "Second Homes");
      const take = call(database, second, "name_buying_organization", {
        sale_id: sale,
        org_id: theirs,
      });
      assertEquals((await problem(take))[1], "sale.not_found");
      assertEquals((await told(database, otherOwner, "home_to_take")).length, before);
      assertEquals((await told(database, second, "home_to_take")).length, 0);
      assertEquals((await told(database, buyer, "home_to_take")).length, 1);
      const company = await createOrganization(database, buyer, "Buyer Five");
      await call(database, buyer, "name_buying_organization", { sale_id: sale, org_id: company });
      assertEquals(
        (await database.query<{ org_id: string }>("select org_id from tenancies where id = $1", [
          await successorOf(database, home.tenancy.id),
        ]))[0]?.org_id,
        company,
      );
    });

    await t.step("a handover is evidence: nobody edits or deletes it", async () => {
      for (
        const change of [
          "update tenancy_handovers set deposit_kobo = 1",
          "delete from tenancy_handovers",
          "truncate tenancy_handovers",
        ]
      ) {
        assertEquals((await refusal(database.exec(change))).hint, "record.append_only");
      }
    });
    for (const org of [world.org, buyerOrg]) assertEquals(await differences(database, org), []);
  } finally {
    await close();
  }
});

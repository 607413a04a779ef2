/** Who may see whose profile: the policy looks people up; a list of everybody, by the rule's words, says the same. */
import { assert, assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { as } from "../actor.ts";
import { submitted } from "../deals/prospects.ts";
import { answer, offer, openAgencies } from "../mandates/agencies.ts";
import { freshUnit } from "../tenancies/tenancies.ts";
import { createUser, openConversation } from "../world.ts";

/** Everybody whom the caller may see, one line for each reason. */
const rule = `
  create function public.everybody_i_may_see() returns setof uuid language sql security definer as $$
    select auth.uid()
    union select m.user_id from memberships as m where m.org_id in (select private.my_org_ids('organization.read'))
    union select t.user_id from tenants as t where t.org_id in (select private.my_org_ids('tenancies.read'))
    union select c.opened_by from conversations as c where c.org_id in (select private.my_org_ids('conversations.write'))
    union select w.sender_id from conversations as c join messages as w on w.conversation_id = c.id where c.opened_by = auth.uid()
    union select o.offeror_id from offers as o where o.org_id in (select private.my_org_ids('deals.read'))
    union select o.offeror_id from offers as o where o.unit_id in (
      select private.my_mandated_unit_ids('list') union select private.my_mandated_unit_ids('sign'))
    union select a.applicant_id from applications as a
      where a.org_id in (select private.my_org_ids('deals.read')) and a.submitted_at is not null
    union select a.applicant_id from applications as a where a.id in (select private.my_mandated_application_ids())
    union select e.enquirer_id from enquiries as e where e.listing_id in (select private.my_mandated_listing_ids())
  $$;
  grant execute on function public.everybody_i_may_see() to authenticated`;

Deno.test("everybody sees the profiles that the rule says, asked for one by one or all at once", async () => {
  const { database, close, world, harbour, rival } = await openAgencies();
  try {
    const { people, org, vacantUnit } = world;
    const mandate = await offer(database, people.owner, world, harbour.org, {
      scopes: "{list,show,sign}",
    });
    await answer(database, harbour.principal, mandate.id);
    const [listing] = await as<{ id: string }>(
      database,
      harbour.agent,
      `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
       values ($1, $2, 'rent', 'Listed by Harbour', 100000000, 'year') returning id`,
      [org, await freshUnit(database, world)],
    );
    const listed = listing?.id as string;
    await as(database, harbour.agent, "select move_listing($1, 'published')", [listed]);
    const person = async (name: string) => ({ user: await createUser(database, name) });
    const [offeror, applicant, asker, drafting, writer] = [
      await person("offeror"),
      await person("applicant"),
      await person("asker"),
      await person("drafting"),
      await person("writer"),
    ];
    await as(database, offeror, "select make_offer($1, 90000000, $2, 12)", [
      listed,
      nigerianDate(30),
    ]);
    await submitted(database, applicant, listed);
    await as(database, asker, "select enquire($1, 'Is it quiet?')", [listed]);
    await as(database, drafting, "select start_application($1)", [listed]);
    const [owners] = await database.query<{ id: string }>(
      "select id from listings where unit_id = $1 and status = 'published'",
      [vacantUnit],
    );
    await openConversation(database, writer, owners?.id as string);
    await database.exec(rule);

    const everybody = await database.query<{ id: string }>("select id from profiles", []);
    let seen = 0;
    for (const { id: user } of everybody) {
      const expected = (await as<{ id: string }>(
        database,
        { user },
        "select id from everybody_i_may_see() as id where id is not null order by id",
      )).map((row) => row.id);
      const all = await as<{ id: string }>(
        database,
        { user },
        "select id from profiles order by id",
      );
      assertEquals(all.map((row) => row.id), expected);
      const found: string[] = [];
      for (const { id } of everybody) {
        found.push(
          ...(await as<{ id: string }>(
            database,
            { user },
            "select id from profiles where id = $1",
            [
              id,
            ],
          )).map((row) => row.id),
        );
      }
      assertEquals(found.toSorted(), expected.toSorted());
      seen += expected.length;
    }
    // The rule bites both ways: most see some of the others, nobody sees all.
    assert(seen > everybody.length * 2 && seen < everybody.length ** 2 / 2, `${seen} pairs`);
    const sees = async (by: { user: string }, whom: { user: string }) =>
      (await as(database, by, "select 1 from profiles where id = $1", [whom.user])).length;
    assertEquals([
      await sees(people.owner, offeror),
      await sees(harbour.agent, offeror),
      await sees(harbour.agent, applicant),
      await sees(harbour.agent, asker),
      await sees(people.owner, drafting),
      await sees(people.accountant, writer),
      await sees(people.agent, writer),
      await sees(rival.principal, offeror),
    ], [1, 1, 1, 1, 0, 0, 1, 0]);
  } finally {
    await close();
  }
});

import { assertEquals } from "@std/assert";
import { type Actor, as, refusal } from "../actor.ts";
import { freshListing } from "../deals/prospects.ts";
import { letSince, on } from "./tenancies.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";

interface Consent {
  id: string;
  status: string;
  includes_rent: boolean;
}

Deno.test("a rental history is its person's, and others read it by consent only", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent, accountant, otherOwner, stranger } = world.people;
    const consent = (by: Actor, call: string, ...parameters: unknown[]) =>
      as<Consent>(database, by, `select * from ${call}`, parameters).then(([it]) => it as Consent);
    const look = (by: Actor, id: string) =>
      as<Record<string, unknown>>(database, by, "select * from rental_history_of($1)", [id]);
    const refused = async (attempt: Promise<unknown>) => {
      const { hint, detail } = await refusal(attempt);
      return [hint, JSON.parse(detail || "{}").field];
    };
    /** What an organization of theirs sees of the person's consents: how it stands, and whether they may be asked. */
    const received = async (by: Actor) =>
      (await as<{ status: string; views: number; waits: boolean; named: boolean }>(
        database,
        by,
        `select status, views, ask_from is not null as waits, display_name is not null as named
         from received_history_consents($1)`,
        [elsewhere],
      )).map((it) => [it.status, it.views, it.waits, it.named]);
    // One tenancy of 13 months by the quarter: five rents are due, and the first is paid on its day.
    const { tenancy, tenant } = await letSince(database, world, 13, { per: "quarter", months: 24 });
    const [first] = await database.query<{ id: string }>(
      "select id from charges where tenancy_id = $1 order by due_on limit 1",
      [tenancy.id],
    );
    await as(
      database,
      "service",
      "select service.start_payment($1, array[$2]::uuid[], 'paystack', 'EST-history-1')",
      [tenant.user, first?.id],
    );
    await database.query(
      `select private.settle_payment('paystack', 'EST-history-1', 'history-1', 10000000, 'NGN',
         (select due_on + interval '10 hours' from charges where id = $1), 'card', 100)`,
      [first?.id],
    );
    const [second] = await database.query<{ id: string }>(
      "select id from organizations where id <> $1 and exists (select from memberships where org_id = organizations.id and user_id = $2)",
      [world.org, otherOwner.user],
    );
    const elsewhere = second?.id as string;
    const listing = await freshListing(database, {
      org: elsewhere,
      property: (await database.query<{ id: string }>(
        `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
         values ($1, 'house', 'Elsewhere', '1 Street', 'Wuse', 'AMAC', 'FCT', 7.46, 9.07) returning id`,
        [elsewhere],
      ))[0]?.id as string,
      people: { ...world.people, owner: otherOwner, agent: otherOwner },
    });

    await t.step("people see their own, with how they paid", async () => {
      const history = await as<Record<string, unknown>>(
        database,
        tenant,
        `select status, nature, charges_due, charges_on_time, arrears_kobo::text, ended_by, unit_label is not null as labelled
         from rental_history()`,
        [],
      );
      assertEquals(history, [{
        status: "active",
        nature: "quarterly",
        charges_due: 5,
        charges_on_time: 1,
        arrears_kobo: "40000000",
        ended_by: null,
        labelled: true,
      }]);
      assertEquals(await as(database, stranger, "select 1 from rental_history()", []), []);
    });

    await t.step(
      "nobody is asked out of the blue, nor by who may not, nor for nothing",
      async () => {
        const ask = (by: Actor, purpose = "Your application", org = elsewhere) =>
          consent(by, "request_history($1, $2, $3)", org, tenant.user, purpose);
        assertEquals(await refused(ask(otherOwner)), ["history.unknown_person", "subject_id"]);
        assertEquals((await refused(ask(stranger)))[0], "auth.forbidden");
        await as(database, tenant, "select enquire($1, 'Is it free?')", [listing]);
        assertEquals(await refused(ask(otherOwner, " ")), ["history.bad_purpose", "purpose"]);
        const asked = await ask(otherOwner);
        assertEquals([asked.status, (await ask(otherOwner)).id], ["requested", asked.id]);
        assertEquals(await refused(look(otherOwner, asked.id)), [
          "history.not_granted",
          "consent_id",
        ]);
        assertEquals(await ask(accountant, "Renewal", world.org).catch(() => "refused"), "refused");
        const told = await as<{ title: string }>(
          database,
          tenant,
          "select title from notifications where kind = 'history_requested'",
          [],
        );
        assertEquals(told.length, 1);
        assertEquals(await received(otherOwner), [["requested", 0, false, true]]);
        assertEquals([await received(owner), await received(stranger)], [[], []]);
      },
    );

    await t.step("its person sees by name who asks and with whom it may be shared", async () => {
      const mine = (by: Actor) =>
        as<{ organization: string; status: string; was_asked: boolean; views: number }>(
          database,
          by,
          "select organization, status, was_asked, views from my_history_consents()",
          [],
        );
      const audience = async (by: Actor) =>
        (await as<{ org_id: string }>(database, by, "select org_id from history_audience()", []))
          .map((it) => it.org_id).sort();
      const [asker] = await database.query<{ name: string }>(
        "select name from organizations where id = $1",
        [elsewhere],
      );
      assertEquals(await mine(tenant), [
        { organization: asker?.name as string, status: "requested", was_asked: true, views: 0 },
      ]);
      assertEquals(await audience(tenant), [elsewhere, world.org].sort());
      assertEquals([await mine(otherOwner), await audience(stranger)], [[], []]);
    });

    await t.step(
      "granted, it shows facts without names, places or rent, and notes the look",
      async () => {
        const [asked] = await as<Consent>(database, tenant, "select * from history_consents", []);
        const answer = (accept: boolean | null, days: number | null = null, by: Actor = tenant) =>
          consent(
            by,
            "answer_history_request($1, $2, (now() + make_interval(days => $3))::text)",
            asked?.id,
            accept,
            days,
          );
        assertEquals(await refused(answer(true, 91)), ["history.bad_term", "expires_at"]);
        assertEquals(await refused(answer(true, -1)), ["history.bad_term", "expires_at"]);
        assertEquals(await refused(answer(null)), ["history.bad_answer", "accept"]);
        assertEquals(await refused(answer(true, 5, stranger)), ["history.not_found", "consent_id"]);
        assertEquals((await answer(true, 5)).status, "granted");
        assertEquals(await refused(answer(false)), ["history.answered", "consent_id"]);
        const [seen] = await look(otherOwner, asked?.id as string);
        assertEquals([Object.keys(seen ?? {}), seen?.rent_kobo, seen?.is_in_arrears], [
          [
            "area",
            "state",
            "starts_on",
            "until_on",
            "status",
            "nature",
            "rent_kobo",
            "rent_per",
            "charges_due",
            "charges_on_time",
            "is_in_arrears",
            "ended_by",
          ],
          null,
          true,
        ]);
        assertEquals(await refused(look(owner, asked?.id as string)), [
          "history.not_found",
          "consent_id",
        ]);
        const views = await as<{ viewed_by: string }>(
          database,
          tenant,
          "select viewed_by from history_views",
          [],
        );
        assertEquals(views, [{ viewed_by: otherOwner.user }]);
        assertEquals(await received(otherOwner), [["granted", 1, false, true]]);
        const [shared] = await as<{ payload: Record<string, unknown> }>(
          database,
          otherOwner,
          "select payload from notifications where kind = 'history_shared'",
          [],
        );
        assertEquals(Object.keys(shared?.payload ?? {}), ["expires_at"], "nothing was applied for");
      },
    );

    await t.step("taken back or run out, it is not shown any more", async () => {
      const [given] = await as<Consent>(database, tenant, "select * from history_consents", []);
      const id = given?.id as string;
      assertEquals(await refused(consent(stranger, "revoke_history($1)", id)), [
        "history.not_found",
        "consent_id",
      ]);
      await consent(tenant, "revoke_history($1)", id);
      assertEquals((await consent(tenant, "revoke_history($1)", id)).status, "revoked");
      const told = () =>
        as<{ title: string }>(
          database,
          otherOwner,
          "select title from notifications where kind = 'history_withheld' order by id",
          [],
        );
      const noMore = { title: "A rental history is shared with you no more" };
      assertEquals(await told(), [noMore]);
      assertEquals((await refused(look(otherOwner, id)))[0], "history.not_granted");
      assertEquals(
        await refused(
          consent(otherOwner, "request_history($1, $2, 'Please')", elsewhere, tenant.user),
        ),
        ["history.refused_lately", "subject_id"],
      );
      assertEquals(await received(otherOwner), [["revoked", 1, true, true]]);
      const again = await consent(tenant, "grant_history($1, null, true)", elsewhere);
      assertEquals([again.status, again.includes_rent], ["granted", true]);
      assertEquals((await look(otherOwner, again.id))[0]?.rent_kobo !== null, true);
      await database.query(
        "update history_consents set expires_at = now() - interval '1 second' where id = $1",
        [again.id],
      );
      assertEquals((await refused(look(otherOwner, again.id)))[0], "history.not_granted");
      assertEquals(await received(otherOwner), [["expired", 1, false, true]]);
      await database.query("select private.expire_history_consents() where $1", [true]);
      const asked = await consent(
        otherOwner,
        "request_history($1, $2, 'Once more')",
        elsewhere,
        tenant.user,
      );
      assertEquals(asked.status, "requested");
      await consent(tenant, "answer_history_request($1, false)", asked.id);
      assertEquals(await told(), [noMore, { title: "A rental history is not shared with you" }]);
      assertEquals(
        await refused(
          consent({ user: await createUser(database, "loner") }, "grant_history($1)", elsewhere),
        ),
        ["history.unknown_organization", "org_id"],
      );
    });

    await t.step("how a tenancy ended is part of it", async () => {
      await on(database, owner, "end_tenancy($1, 'Keys are back')", tenancy.id);
      const [ended] = await as<{ ended_by: string }>(
        database,
        tenant,
        "select ended_by from rental_history()",
        [],
      );
      assertEquals(ended?.ended_by, "possession returned");
      assertEquals(await as(database, agent, "select 1 from rental_history()", []), []);
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "once a revocation is done no look succeeds, whatever came at the same moment",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      for (let round = 0; round < 10; round++) {
        const { tenant } = await letSince(database, world, 2);
        const [given] = await as<Consent>(database, tenant, "select * from grant_history($1)", [
          world.org,
        ]);
        const look = () =>
          as(database, world.people.owner, "select * from rental_history_of($1)", [given?.id]);
        const looks = Promise.allSettled(Array.from({ length: 8 }, look));
        await as(database, tenant, "select revoke_history($1)", [given?.id]);
        const late = await refusal(look());
        assertEquals(late.hint, "history.not_granted");
        for (const one of await looks) {
          if (one.status === "rejected") {
            assertEquals(
              (await refusal(Promise.reject(one.reason))).hint,
              "history.not_granted",
            );
          }
        }
      }
    } finally {
      await close();
    }
  },
});

Deno.test("a rental history says nothing of a charge whose week is not over", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { tenancy, tenant } = await letSince(database, world, 0);
    const facts = async () => {
      const [row] = await as<{ due: number; on_time: number }>(
        database,
        tenant,
        "select charges_due as due, charges_on_time as on_time from rental_history() where tenancy_id = $1",
        [tenancy.id],
      );
      return [row?.due, row?.on_time];
    };
    const dueAgo = (days: number) =>
      database.query(
        "insert into charges (org_id, tenancy_id, kind, due_on, amount_kobo, description) values ($1, $2, 'other', private.lagos_date() - $3::integer, 1000, $4)",
        [world.org, tenancy.id, days, `Due ${days} days ago`],
      );
    const before = await facts();
    await dueAgo(0);
    await dueAgo(7);
    assertEquals(await facts(), before, "due today, and a week ago to the day");
    await dueAgo(8);
    assertEquals(await facts(), [(before[0] ?? 0) + 1, before[1]]);
  } finally {
    await close();
  }
});

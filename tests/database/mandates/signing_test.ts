import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { call, type Offer, offerToRent } from "../deals/deals.ts";
import { person, submitted } from "../deals/prospects.ts";
import { freshUnit, type Tenancy } from "../tenancies/tenancies.ts";
import { answer, offer as offerMandate, openAgencies, revoke } from "./agencies.ts";

type Opened = Awaited<ReturnType<typeof openAgencies>>;

/** What the tests do with a mandate to list and sign that Harbour has over everything. */
async function openSigning() {
  const opened: Opened = await openAgencies();
  const { database, world, harbour } = opened;
  const { owner } = world.people;
  const mandate = await offerMandate(database, owner, world, harbour.org, {
    scopes: "{list,show,sign}",
  });
  await answer(database, harbour.principal, mandate.id);
  /** A listing of Harbour's for the owner, on the market. */
  const listed = async () => {
    const [listing] = await as<{ id: string }>(
      database,
      harbour.agent,
      `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
       values ($1, $2, 'rent', 'Listed by Harbour', 100000000, 'year') returning id`,
      [world.org, await freshUnit(database, world)],
    );
    await as(database, harbour.agent, "select move_listing($1, 'published')", [listing?.id]);
    return listing?.id as string;
  };
  /** An offer to rent, accepted by the agency. */
  const agreed = async (by: Actor, changes: Readonly<Record<string, unknown>> = {}) => {
    const { id } = await offerToRent(database, by, await listed(), changes);
    return await call<Offer>(database, harbour.principal, "accept_offer", {
      offer_id: id,
      round: 1,
    });
  };
  const run = <Row = Tenancy & { mandate_id: string | null }>(
    by: Actor,
    name: string,
    given: Readonly<Record<string, unknown>>,
  ) => call<Row>(database, by, name, given);
  const let_ = (by: Actor, offer: string | null) =>
    run(by, "let_from_offer", { offer_id: offer, address: "4 Akoka Road, Yaba" });
  const renew = (by: Actor, tenancy: string | null, changes = {}) =>
    run(by, "offer_renewal", { tenancy_id: tenancy, rent_kobo: 110_000_000, ...changes });
  const withdraw = (by: Actor, tenancy: string | null) =>
    run(by, "end_tenancy", { tenancy_id: tenancy, reason: "They changed their mind" });
  const sees = async (by: Actor, table: string, tenancy: string) => {
    const column = table === "tenancies" ? "id" : "tenancy_id";
    return (await as(database, by, `select 1 from ${table} where ${column} = $1`, [tenancy]))
      .length;
  };
  const heard = async (by: { readonly user: string }, tenancy: string) =>
    (await database.query<{ kind: string }>(
      "select kind from notifications where user_id = $1 and subject_id = $2 order by id",
      [by.user, tenancy],
    )).map(({ kind }) => kind);
  const suspend = (is: boolean) =>
    database.query(
      `update organizations set suspended_at = ${is ? "now()" : "null"} where id = $1`,
      [harbour.org],
    );
  return { ...opened, mandate, listed, agreed, let_, renew, withdraw, sees, heard, suspend };
}

Deno.test("an agency lets in the owner's name while its mandate to sign lives", async (t) => {
  const it = await openSigning();
  const { database, close, world, harbour, rival, mandate, heard, sees } = it;
  try {
    const { owner, accountant, stranger, otherOwner } = world.people;
    const { principal, manager, agent } = harbour;
    const tenant = stranger;
    const offer = await it.agreed(tenant);
    const notFound = ["PT404", "offer.not_found", "offer_id"];
    let tenancy = "";

    await t.step("not others, not who only lists, not while it is suspended", async () => {
      for (const by of [rival.principal, otherOwner, harbour.accountant, tenant]) {
        assertEquals(await problem(it.let_(by, offer.id)), notFound);
      }
      assertEquals(await problem(it.let_(agent, offer.id)), [
        "PT403",
        "mandate.required",
        "offer_id",
      ]);
      assertEquals(await problem(it.let_(principal, null)), notFound);
      assertEquals((await refusal(it.let_(accountant, offer.id))).hint, "auth.forbidden");
      await it.suspend(true);
      assertEquals((await refusal(it.let_(principal, offer.id))).hint, "organization.suspended");
      await it.suspend(false);
    });

    await t.step("it offers the tenancy: the owner hears it, and it says by whom", async () => {
      const made = await it.let_(principal, offer.id);
      tenancy = made.id;
      assertEquals([made.status, made.mandate_id], ["offered", mandate.id]);
      assertEquals((await it.let_(manager, offer.id)).id, tenancy, "again is the same");
      assertEquals(await heard(owner, tenancy), ["tenancy_by_agent"]);
      assertEquals(await heard(tenant, tenancy), ["tenancy_offered"]);
      const [noted] = await database.query<{ actor: string; mandate: string }>(
        `select actor_id::text as actor, new_values ->> 'mandate_id' as mandate from private.audit_log
         where table_name = 'public.tenancies' and row_id = $1 and action = 'INSERT'`,
        [tenancy],
      );
      assertEquals(noted, { actor: principal.user, mandate: mandate.id });
    });

    await t.step("it sees tenancy and tenants, and no money; others see nothing", async () => {
      const tables = ["tenancies", "tenancy_parties", "charges", "charge_schedules", "receipts"];
      const of = (by: Actor) => Promise.all(tables.map((table) => sees(by, table, tenancy)));
      assertEquals(await of(principal), [1, 1, 0, 0, 0]);
      for (const by of [agent, harbour.accountant, rival.principal]) {
        assertEquals(await of(by), [0, 0, 0, 0, 0]);
      }
      const names = (by: Actor) =>
        as<{ full_name: string }>(
          database,
          by,
          `select tenant.full_name from tenants as tenant
           join tenancy_parties as party on party.tenant_id = tenant.id where party.tenancy_id = $1`,
          [tenancy],
        );
      assertEquals((await names(manager)).length, 1);
      assertEquals(await names(rival.principal), []);
      const people = (by: Actor) => as(database, by, "select * from tenancy_people($1)", [tenancy]);
      assertEquals([(await people(manager)).length, (await people(agent)).length], [1, 0]);
    });

    await t.step("it hears when the tenant says yes, and that is all it needs", async () => {
      await as(database, tenant, "select accept_tenancy($1)", [tenancy]);
      assertEquals(await heard(principal, tenancy), ["tenancy_accepted"]);
      assertEquals(await heard(owner, tenancy), ["tenancy_by_agent", "tenancy_accepted"]);
      assertEquals(await heard(rival.principal, tenancy), []);
    });

    await t.step("it renews, for three years at most, and takes back what it offered", async () => {
      for (const by of [rival.principal, agent, otherOwner]) {
        assertEquals(await problem(it.renew(by, tenancy)), [
          "PT404",
          "tenancy.not_found",
          "tenancy_id",
        ]);
      }
      assertEquals((await problem(it.renew(principal, null)))[1], "tenancy.not_found");
      // It begins the day after tomorrow: one renewal after the other would be a lease of any length.
      assertEquals(await problem(it.renew(principal, tenancy)), [
        "PT403",
        "mandate.owner_only",
        "tenancy_id",
      ]);
      await database.query(
        "update tenancies set starts_on = private.lagos_date() where id = $1",
        [tenancy],
      );
      await database.query(
        "update tenancies set ends_on = private.lagos_date() + interval '1 year' where id = $1",
        [tenancy],
      );
      // Three years from today, not from the day on which the renewal begins.
      assertEquals(await problem(it.renew(principal, tenancy, { term_months: 25 })), [
        "PT403",
        "mandate.owner_only",
        "term_months",
      ]);
      const renewal = await it.renew(principal, tenancy, { term_months: 24 });
      assertEquals(renewal.mandate_id, mandate.id);
      assertEquals(await heard(owner, renewal.id), ["tenancy_by_agent"]);
      assertEquals(
        (await problem(it.withdraw(rival.principal, renewal.id)))[1],
        "tenancy.not_found",
      );
      assertEquals((await problem(it.withdraw(principal, null)))[1], "tenancy.not_found");
      await it.suspend(true);
      for (
        const attempt of [
          () => it.renew(principal, tenancy),
          () => it.withdraw(principal, renewal.id),
        ]
      ) {
        assertEquals((await refusal(attempt())).hint, "organization.suspended");
      }
      await it.suspend(false);
      assertEquals((await it.withdraw(manager, renewal.id)).status, "cancelled");
      assertEquals((await heard(owner, renewal.id)).at(-1), "tenancy_cancelled");
      const owners = await it.renew(owner, tenancy, { term_months: 60 });
      assertEquals(owners.mandate_id, null);
      assertEquals(await problem(it.withdraw(principal, owners.id)), [
        "PT403",
        "mandate.owner_only",
        "tenancy_id",
      ]);
      assertEquals((await it.withdraw(owner, owners.id)).status, "cancelled");
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'manager')",
        [harbour.org, tenant.user],
      );
      assertEquals(await problem(it.renew(tenant, tenancy)), [
        "PT403",
        "mandate.owner_only",
        "tenancy_id",
      ]);
      await database.query("delete from memberships where org_id = $1 and user_id = $2", [
        harbour.org,
        tenant.user,
      ]);
    });

    await t.step("the end, the parties and a plain notice are the owner's", async () => {
      assertEquals(await problem(it.withdraw(principal, tenancy)), [
        "PT403",
        "mandate.owner_only",
        "tenancy_id",
      ]);
      const notice = as(database, principal, "select give_notice($1, $2, 'We sell it')", [
        tenancy,
        nigerianDate(700),
      ]);
      assertEquals((await refusal(notice)).hint, "tenancy.not_found");
      const terms = (by: Actor) =>
        as<{ day: string }>(
          database,
          by,
          "select earliest_ends_on::text as day from notice_terms($1)",
          [tenancy],
        );
      const [earliest] = await terms(principal);
      assertEquals(await terms(agent), []);
      await as(database, tenant, "select give_notice($1, $2, 'We move')", [tenancy, earliest?.day]);
      assertEquals((await heard(principal, tenancy)).at(-1), "notice_given");
      const notices = (by: Actor) => sees(by, "tenancy_notices", tenancy);
      assertEquals([await notices(principal), await notices(agent)], [1, 0]);
    });

    await t.step("a longer lease is the owner's, and nobody lets to themselves", async () => {
      const long = await it.agreed(await person(database, "long"), { term_months: 48 });
      assertEquals(await problem(it.let_(principal, long.id)), [
        "PT403",
        "mandate.owner_only",
        "offer_id",
      ]);
      assertEquals((await it.let_(owner, long.id)).mandate_id, null);
      const later = await it.agreed(await person(database, "later"), {
        term_months: 24,
        starts_on: nigerianDate(700),
      });
      assertEquals(await problem(it.let_(principal, later.id)), [
        "PT403",
        "mandate.owner_only",
        "offer_id",
      ]);
      const joins = await person(database, "joins");
      const own = await it.agreed(joins);
      await database.query(
        "insert into memberships (org_id, user_id, role) values ($1, $2, 'manager')",
        [harbour.org, joins.user],
      );
      assertEquals(await problem(it.let_(joins, own.id)), [
        "PT409",
        "offer.wrong_side",
        "offer_id",
      ]);
    });

    await t.step("and nothing of it once the mandate is over", async () => {
      const late = await it.agreed(await person(database, "late"));
      await revoke(database, owner, mandate.id);
      assertEquals(await problem(it.let_(principal, late.id)), notFound);
      assertEquals((await problem(it.renew(principal, tenancy)))[1], "tenancy.not_found");
      assertEquals((await problem(it.withdraw(principal, tenancy)))[1], "tenancy.not_found");
      assertEquals(await sees(principal, "tenancies", tenancy), 0);
      assertEquals((await as(database, principal, "select id from tenants")).length, 0);
      assertEquals((await it.let_(owner, late.id)).status, "offered");
    });
  } finally {
    await close();
  }
});

Deno.test("what an agency offered goes with its mandate, unless somebody accepted it", async (t) => {
  const it = await openSigning();
  const { database, close, world, harbour, mandate, heard } = it;
  try {
    const { owner } = world.people;
    const { principal } = harbour;
    const another = async () => {
      const { id } = await offerMandate(database, owner, world, harbour.org, {
        scopes: "{list,show,sign}",
        fee_bps: 1100,
      });
      await answer(database, principal, id);
      return id;
    };
    const statusOf = async (tenancy: string) =>
      (await database.query<{ status: string; held: boolean }>(
        `select t.status, coalesce(hold.status = 'active', false) as held from tenancies as t
         left join unit_holds as hold on hold.id = t.hold_id where t.id = $1`,
        [tenancy],
      ))[0];
    const offered = async (name: string) => {
      const tenant = await person(database, name);
      const tenancy = await it.let_(principal, (await it.agreed(tenant)).id);
      return { tenant, tenancy: tenancy.id };
    };
    const agreed = await offered("agreed");
    await as(database, agreed.tenant, "select accept_tenancy($1)", [agreed.tenancy]);
    const waiting = await offered("waiting");

    await t.step("another live mandate of the same agency keeps them", async () => {
      const second = await another();
      await revoke(database, owner, mandate.id);
      assertEquals(await statusOf(waiting.tenancy), { status: "offered", held: true });
      await revoke(database, owner, second);
    });

    await t.step("revoked, they are withdrawn, and their tenants are told", async () => {
      assertEquals(await statusOf(waiting.tenancy), { status: "cancelled", held: false });
      assertEquals(await heard(waiting.tenant, waiting.tenancy), [
        "tenancy_offered",
        "tenancy_cancelled",
      ]);
      assertEquals((await statusOf(agreed.tenancy))?.status, "active");
    });

    await t.step("as they are when its term is over", async () => {
      const third = await another();
      const late = await offered("late");
      await database.query(
        "update mandates set starts_on = '2020-01-01', ends_on = private.lagos_date() where id = $1",
        [third],
      );
      await database.query("select private.end_mandates()");
      assertEquals(await statusOf(late.tenancy), { status: "cancelled", held: false });
    });
  } finally {
    await close();
  }
});

Deno.test("an agency asks applicants for their record in its own name, while it decides", async (t) => {
  const it = await openSigning();
  const { database, close, world, harbour, rival, mandate } = it;
  try {
    const { owner, stranger } = world.people;
    const { agent } = harbour;
    const ask = (by: Actor, org: string, subject: string | null = stranger.user) =>
      call<{ id: string; status: string }>(database, by, "request_history", {
        org_id: org,
        subject_id: subject,
        purpose: "Your application",
      });
    const look = (by: Actor, id: string) =>
      as(database, by, "select * from rental_history_of($1)", [id]);
    const audience = async () =>
      (await as<{ org_id: string }>(database, stranger, "select org_id from history_audience()"))
        .map(({ org_id }) => org_id);
    const listing = await it.listed();
    assertEquals((await refusal(ask(agent, harbour.org))).hint, "history.unknown_person");
    assertEquals(await audience(), []);
    const application = await submitted(database, stranger, listing);
    let consent = "";

    await t.step("nobody else asks, and a suspended agency does not", async () => {
      assertEquals((await refusal(ask(rival.principal, rival.org))).hint, "history.unknown_person");
      assertEquals((await refusal(ask(agent, world.org))).hint, "auth.forbidden");
      assertEquals((await refusal(ask(agent, harbour.org, null))).hint, "history.unknown_person");
      await it.suspend(true);
      assertEquals((await refusal(ask(agent, harbour.org))).hint, "history.unknown_person");
      await it.suspend(false);
    });

    await t.step(
      "the applicant shares with the agency, and not with the owner by that",
      async () => {
        assertEquals((await audience()).toSorted(), [harbour.org, world.org].toSorted());
        consent = (await ask(agent, harbour.org)).id;
        await as(database, stranger, "select answer_history_request($1, true)", [consent]);
        assertEquals(await look(agent, consent), []);
        assertEquals((await refusal(look(owner, consent))).hint, "history.not_found");
        assertEquals((await refusal(look(rival.principal, consent))).hint, "history.not_found");
        const [received] = await as(
          database,
          agent,
          "select status, application_id from received_history_consents($1)",
          [harbour.org],
        );
        assertEquals(received, { status: "granted", application_id: application });
      },
    );

    await t.step("its mandate over, it reads no more: by the day and by the word", async () => {
      await database.query(
        "update mandates set starts_on = starts_on - 1, ends_on = private.lagos_date() where id = $1",
        [mandate.id],
      );
      assertEquals((await refusal(look(agent, consent))).hint, "history.not_granted");
      // What knows the person no more names no application of theirs either.
      const latest = async () =>
        (await database.query<{ id: string | null }>(
          "select private.latest_application_to($1, $2) as id",
          [harbour.org, stranger.user],
        ))[0]?.id;
      assertEquals(await latest(), null);
      await database.query("update mandates set ends_on = '2099-01-01' where id = $1", [
        mandate.id,
      ]);
      assertEquals(await look(agent, consent), []);
      assertEquals(await latest(), application);
      await revoke(database, owner, mandate.id);
      const [own] = await as(database, stranger, "select status from my_history_consents()");
      assertEquals(own, { status: "expired" });
      assertEquals((await refusal(look(agent, consent))).hint, "history.not_granted");
      assertEquals((await refusal(ask(agent, harbour.org))).hint, "history.unknown_person");
    });
  } finally {
    await close();
  }
});

Deno.test({
  name: "who left the agency or the owner while an act waited is not taken for the owner",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const it = await openSigning();
    const { database, close, world, harbour } = it;
    try {
      const { owner, manager: ownManager, stranger } = world.people;
      const { id: offer } = await it.agreed(stranger);
      const tenancy = await it.let_(owner, offer);
      await as(database, stranger, "select accept_tenancy($1)", [tenancy.id]);
      for (
        const [by, org] of [[harbour.manager, harbour.org], [ownManager, world.org]] as const
      ) {
        for (const act of [it.withdraw, it.renew]) {
          let acting: Promise<unknown> = Promise.resolve();
          await database.transaction(async (tx) => {
            await tx.query(
              "select from units where id = (select unit_id from tenancies where id = $1) for update",
              [tenancy.id],
            );
            acting = problem(act(by, tenancy.id));
            await waits(database);
            await tx.query("delete from memberships where org_id = $1 and user_id = $2", [
              org,
              by.user,
            ]);
          });
          assertEquals(await acting, ["PT404", "tenancy.not_found", "tenancy_id"]);
          await database.query(
            "insert into memberships (org_id, user_id, role) values ($1, $2, 'manager')",
            [org, by.user],
          );
        }
      }
      const [row] = await database.query("select status from tenancies where id = $1", [
        tenancy.id,
      ]);
      assertEquals(row, { status: "active" });
    } finally {
      await close();
    }
  },
});

/** Until somebody waits for a lock. */
async function waits(database: Opened["database"]): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const [row] = await database.query<{ waiting: boolean }>(
      "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waiting",
    );
    if (row?.waiting === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("Nobody waits for the lock");
}

import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, refusal } from "../actor.ts";
import { advance, freshUnit, knownTenant, letSince, on } from "./tenancies.ts";
import { openWorld } from "../test_database.ts";

Deno.test("notice is given by either side, and time does the rest", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, agent, accountant, stranger } = world.people;
    const give = (by: Actor, tenancy: string, endsOn: string | null, reason = "Moving away") =>
      as<{ id: string; given_by_owner: boolean; basis: string }>(
        database,
        by,
        "select * from give_notice($1, $2, $3)",
        [tenancy, endsOn, reason],
      ).then(([notice]) => notice);
    const status = async (id: string) =>
      (await database.query<{ status: string }>("select status from tenancies where id = $1", [
        id,
      ]))[0]?.status;
    const refused = async (attempt: Promise<unknown>) => {
      const { hint, detail } = await refusal(attempt);
      return [hint, JSON.parse(detail || "{}").field];
    };
    const told = async (who: { user: string }, tenancy: string) =>
      (await database.query<{ kind: string }>(
        "select kind from notifications where user_id = $1 and subject_id = $2 and kind <> 'tenancy_offered' order by id",
        [who.user, tenancy],
      )).map((row) => row.kind);

    await t.step("each nature has its length, and the agreed term binds", async () => {
      const lengths: [string, number, string, string][] = [
        ["month", 13, "1 month", "Lagos Tenancy Law 2011 s.13(1)(b)"],
        ["quarter", 13, "3 months", "Lagos Tenancy Law 2011 s.13(1)(c)"],
        ["half_year", 13, "3 months", "Lagos Tenancy Law 2011 s.13(1)(d)"],
        ["year", 13, "6 months", "Lagos Tenancy Law 2011 s.13(1)(e)"],
        ["week", 13, "7 days", "As in Lagos; ask counsel"],
      ];
      for (const [per, since, length, basis] of lengths) {
        const { tenancy } = await letSince(database, world, since, { per });
        const [days] = await database.query<{ early: string; due: string }>(
          `select (private.lagos_date() + $1::interval)::date::text as due,
             ((private.lagos_date() + $1::interval)::date - 1)::text as early`,
          [length],
        );
        const short = await refusal(give(owner, tenancy.id, days?.early as string));
        assertEquals(
          [short.hint, JSON.parse(short.detail)],
          ["notice.too_short", { field: "ends_on", earliest_ends_on: days?.due }],
          per,
        );
        const notice = await give(owner, tenancy.id, days?.due as string);
        assertEquals([notice?.given_by_owner, notice?.basis], [true, basis]);
      }
      const { tenancy, tenant } = await letSince(database, world, 1);
      const bound = await refusal(give(tenant, tenancy.id, nigerianDate(200)));
      assertEquals(JSON.parse(bound.detail).earliest_ends_on, tenancy.ends_on);
    });

    await t.step(
      "a fixed term needs none at its end; an agreed length stands for the law's",
      async () => {
        for (
          const [terms, basis] of [
            [
              "nature => 'fixed', nature_reason => 'One year and no more'",
              "Lagos Tenancy Law 2011 s.13(5)",
            ],
            ["notice_days => 10::smallint", "Agreed: 10 days"],
          ]
        ) {
          const tenant = await knownTenant(database, world);
          const offered = await on(
            database,
            owner,
            `offer_tenancy($1, array[$2]::uuid[], (private.lagos_date() - 345)::text, 10000000, ends_on => (private.lagos_date() + 20)::text, ${terms})`,
            await freshUnit(database, world),
            tenant.id,
          );
          await on(database, tenant, "accept_tenancy($1)", offered.id);
          const notice = await give(tenant, offered.id, offered.ends_on);
          assertEquals([notice?.given_by_owner, notice?.basis], [false, basis]);
        }
      },
    );

    await t.step(
      "both sides see the days before it is given, and they are those that hold",
      async () => {
        const { tenancy, tenant } = await letSince(database, world, 13);
        const terms = (by: Actor) =>
          as<{ earliest: string; latest: string; basis: string }>(
            database,
            by,
            `select earliest_ends_on::text as earliest, latest_ends_on::text as latest, basis
           from notice_terms($1)`,
            [tenancy.id],
          );
        const [seen] = await terms(tenant);
        assertEquals(seen?.basis, "Lagos Tenancy Law 2011 s.13(1)(e)");
        assertEquals(await terms(owner), [seen]);
        assertEquals(await terms(stranger), []);
        const dayBefore = (day: string) =>
          new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
        const dayAfter = (day: string) =>
          new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
        const { earliest, latest } = seen as { earliest: string; latest: string };
        assertEquals(
          (await refused(give(tenant, tenancy.id, dayBefore(earliest))))[0],
          "notice.too_short",
        );
        assertEquals(
          (await refused(give(tenant, tenancy.id, dayAfter(latest))))[0],
          "notice.too_long",
        );
        assertEquals((await give(tenant, tenancy.id, earliest))?.given_by_owner, false);
      },
    );

    await t.step("who may not, and what says too little, are refused", async () => {
      const { tenancy } = await letSince(database, world, 13);
      const day = nigerianDate(300);
      assertEquals(await refused(give(stranger, tenancy.id, day)), [
        "tenancy.not_found",
        "tenancy_id",
      ]);
      assertEquals((await refused(give(accountant, tenancy.id, day)))[0], "auth.forbidden");
      assertEquals(await refused(give(owner, tenancy.id, day, " ")), [
        "notice.bad_reason",
        "reason",
      ]);
      assertEquals(await refused(give(owner, tenancy.id, null)), ["notice.too_short", "ends_on"]);
      assertEquals((await refused(give(agent, tenancy.id, day)))[0], "auth.forbidden");
    });

    await t.step("the other side is told; only who gave it takes it back", async () => {
      const { tenancy, tenant } = await letSince(database, world, 11);
      const day = nigerianDate(250);
      const first = await give(tenant, tenancy.id, day);
      const again = await give(tenant, tenancy.id, day);
      assertEquals(again?.id, first?.id, "said twice, given once");
      assertEquals(await refused(give(owner, tenancy.id, day)), [
        "tenancy.not_in_force",
        "tenancy_id",
      ]);
      const withdraw = (by: Actor) => on(database, by, "withdraw_notice($1)", tenancy.id);
      assertEquals(await refused(withdraw(owner)), ["notice.not_found", "tenancy_id"]);
      assertEquals((await withdraw(tenant)).status, "active");
      assertEquals(await told(owner, tenancy.id), [
        "tenancy_accepted",
        "notice_given",
        "notice_given",
      ]);
      assertEquals(await told(tenant, tenancy.id), []);
      assertEquals(await refused(withdraw(tenant)), ["notice.not_found", "tenancy_id"]);
    });

    await t.step(
      "a term or a notice that runs out is held over, and the unit stays taken",
      async () => {
        const { tenancy, tenant, unit } = await letSince(database, world, 11);
        const noticed = await letSince(database, world, 11);
        await give(noticed.tenant, noticed.tenancy.id, nigerianDate(250));
        await advance(database, 0);
        assertEquals(await status(tenancy.id), "active");
        await Promise.all([advance(database, 60), advance(database, 60)]);
        assertEquals([await status(tenancy.id), await status(noticed.tenancy.id)], [
          "holding_over",
          "notice_given",
        ]);
        await advance(database, 250);
        assertEquals(await status(noticed.tenancy.id), "holding_over");
        assertEquals(await told(tenant, tenancy.id), ["tenancy_holding_over"]);
        const other = await knownTenant(database, world);
        assertEquals(
          await refused(
            on(
              database,
              owner,
              "offer_tenancy($1, array[$2]::uuid[], (private.lagos_date() + 400)::text, 10000000)",
              unit,
              other.id,
            ),
          ),
          ["unit.already_taken", "starts_on"],
        );
        assertEquals(
          await refused(
            on(
              database,
              owner,
              "end_tenancy($1, 'Left', (private.lagos_date() + 1)::text)",
              tenancy.id,
            ),
          ),
          ["tenancy.bad_term", "possession_returned_on"],
        );
        for (const reason of ["null", "''", "' x '", "repeat('long ', 201)"]) {
          assertEquals(
            await refused(on(database, owner, `end_tenancy($1, ${reason})`, tenancy.id)),
            ["tenancy.bad_reason", "reason"],
          );
        }
        const ended = await on(database, owner, "end_tenancy($1, 'Keys are back')", tenancy.id);
        const twice = await on(database, owner, "end_tenancy($1, 'Keys are back')", tenancy.id);
        assertEquals([ended.status, twice.status, ended.ended_on], [
          "ended",
          "ended",
          nigerianDate(0),
        ]);
        assertEquals(await told(tenant, tenancy.id), ["tenancy_holding_over", "tenancy_ended"]);
        await on(
          database,
          owner,
          "offer_tenancy($1, array[$2]::uuid[], private.lagos_date()::text, 10000000)",
          unit,
          other.id,
        );
      },
    );
  } finally {
    await close();
  }
});

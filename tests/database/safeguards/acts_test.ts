import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Queryable } from "../../../local/supabase/database/database.ts";
import { as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { prove } from "../trust/proven.ts";

interface Fault {
  readonly chain: string;
  readonly seq: number | null;
  readonly fault: string;
}

/** Says that what was done is to be forgotten. */
class TakenBack extends Error {}

Deno.test("the record of privileged acts is whole, and shows whoever tampers with it", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const faults = async (db: Queryable = database, copies: unknown = null) =>
      (await db.query<Fault>(
        "select chain, seq::int, fault::text from private.check_acts($1::text::jsonb) order by 1, 2, 3",
        [copies === null ? null : JSON.stringify(copies)],
      )).map(({ chain, seq, fault }) => `${fault} ${chain.replace(org, "ours")} ${seq}`);
    /** What is found after somebody who may do everything did something to the rows. */
    const after = async (sql: string, copies: unknown = null) => {
      let found: string[] = [];
      await database.transaction(async (tx) => {
        await tx.exec("set local session_replication_role = 'replica'");
        await tx.exec(sql);
        found = await faults(tx, copies);
        throw new TakenBack();
      }).catch((error) => {
        if (!(error instanceof TakenBack)) throw error;
      });
      return found;
    };
    // What the world itself did, put aside: chains are numbered from 1 here.
    const suspend = (reason: string) =>
      as(database, people.staff, "select suspend_organization($1, $2)", [org, reason]);
    const restore = (reason: string) =>
      as(database, people.staff, "select restore_organization($1, $2)", [org, reason]);

    await t.step("who, what, to whom, why, and what changed by it, words redacted", async () => {
      await suspend("No mandate shown");
      await restore("Shown since");
      await suspend("Withdrawn again");
      await restore("Cleared");
      const [act] = await database.query(
        `select actor_id, actor_role, staff_role, assurance, act, subject_id, org_id, reason
         from private.acts where act = 'suspend_organization' order by id limit 1`,
      );
      assertEquals(act, {
        actor_id: people.staff.user,
        actor_role: "authenticated",
        staff_role: "admin",
        assurance: "aal2",
        act: "suspend_organization",
        subject_id: org,
        org_id: org,
        reason: "No mandate shown",
      });
      const changes = await database.query<{ table_name: string; before: string; after: string }>(
        `select change.table_name, change.before::text, change.after::text
         from private.act_changes as change join private.acts as act on act.id = change.act_id
         where act.org_id = $1 and act.act = 'suspend_organization' and change.table_name = 'public.organizations' order by change.id`,
        [org],
      );
      assertEquals(changes.length, 2);
      assertEquals(JSON.parse(changes[0]!.before), { suspended_at: null });
      assert(JSON.parse(changes[0]!.after).suspended_at.startsWith("20"));
      const [redacted] = await database.query<{ kept: Record<string, unknown> }>(
        `select private.redacted('public.tenants', to_jsonb(known)) as kept from public.tenants as known limit 1`,
      );
      assertEquals(redacted?.kept.full_name, "redacted");
      assertEquals(redacted?.kept.org_id, org);
    });

    await t.step("what was refused is not in it", async () => {
      const count = "select count(*)::int as n from private.acts";
      const [before] = await database.query(count);
      await refusal(
        as(database, people.staff, "select suspend_organization($1, 'Because')", [
          crypto.randomUUID(),
        ]),
      );
      assertEquals((await database.query(count))[0], before);
    });

    await t.step("a change of who is on the staff is an act, made in Studio too", async () => {
      await database.query("update staff_members set role = 'support' where user_id = $1", [
        people.staff.user,
      ]);
      await database.query("update staff_members set role = 'admin' where user_id = $1", [
        people.staff.user,
      ]);
      const noted = await database.query<{ after: unknown }>(
        `select change.after from private.act_changes as change join private.acts as act on act.id = change.act_id
         where act.act = 'change_rules' and act.actor_role = 'postgres' and change.action = 'UPDATE' order by change.id`,
      );
      assertEquals(noted.map(({ after }) => after), [{ role: "support" }, { role: "admin" }]);
      await database.query(
        "update private.act_rules set level = 'aal1' where act = 'approve_payout'",
      );
      await database.query(
        "update private.act_rules set level = 'aal2' where act = 'approve_payout'",
      );
    });

    await t.step("nor are rules emptied without one", async () => {
      for (const table of ["private.act_rules", "private.role_permissions", "public.trust_rules"]) {
        const [noted] = await database.transaction(async (inTurn) => {
          await inTurn.exec(`savepoint before; truncate ${table}`);
          const found = await inTurn.query<{ reason: string }>(
            "select reason from private.acts where act = 'change_rules' order by id desc limit $1",
            [1],
          );
          await inTurn.exec("rollback to before");
          return found;
        });
        assertEquals(noted?.reason, `Changed in ${table}`);
      }
      await database.query("select private.add_identity_pepper()");
      for (const away of ["delete from", "truncate"]) {
        assertEquals(
          (await refusal(database.query(`${away} private.identity_peppers`))).hint,
          "record.append_only",
        );
      }
    });

    await t.step("nor is trust cheapened, or a wait cut short, without an act", async () => {
      const rules: Readonly<Record<string, string>> = {
        "public.trust_rules": "level = 'none' where act = 'pay_out'",
        "public.verification_rules": "valid_for = '10 years' where kind = 'nin'",
        "private.verification_limits": "accepts_from = 60 where kind = 'nin'",
        "private.identity_providers": "is_on = false where kind = 'nin' and provider = 'dojah'",
        "private.signal_rules": "hold_for = null where kind = 'payee_name'",
        "private.payee_cooling_off": "wait = '0' where is_sole",
        "private.second_person_rules": "counts_for = '0' where permission = 'money.payout'",
        "private.offline_waiting_days": "days = 1 where source = 'payee'",
        "private.deposit_return_rules": "dispute_days = 1 where jurisdiction = 'Nigeria'",
      };
      for (const [table, change] of Object.entries(rules)) {
        await database.query(`update ${table} set ${change}`);
        const [noted] = await database.query<{ actor_role: string; n: number }>(
          `select act.actor_role, count(*)::int as n
           from private.act_changes as change join private.acts as act on act.id = change.act_id
           where act.act = 'change_rules' and change.table_name = $1 group by act.actor_role`,
          [table],
        );
        assertEquals([noted?.actor_role, (noted?.n ?? 0) > 0], ["postgres", true], table);
      }
    });

    await t.step(
      "whose identity a number is, is on record without the number's fingerprint",
      async () => {
        const proven = await prove(database, people.stranger, "nin");
        const fingerprint = `1:${"ab".repeat(32)}`;
        await database.query(
          `insert into private.identity_holders (register, fingerprint, is_exclusive, user_id, case_id)
         values ('nin', $1, true, $2, $3)`,
          [fingerprint, people.stranger.user, proven],
        );
        await database.query(
          "insert into private.verification_reviews (case_id, cause, appeal) values ($1, 'appeal', 'My sister Ada is not me')",
          [proven],
        );
        await database.query(
          `update private.verification_reviews set decision = 'verified', reason = 'Ada is her sister', decided_at = now()
         where case_id = $1`,
          [proven],
        );
        await database.query("delete from private.identity_holders where case_id = $1", [proven]);
        const noted = await database.query<{ what: string; said: string }>(
          `select table_name || ' ' || action as what, coalesce(old_values, '{}')::text || coalesce(new_values, '{}')::text as said
         from private.audit_log where table_name in ('private.identity_holders', 'private.verification_reviews') order by id`,
        );
        assertEquals(noted.map(({ what }) => what.replace("private.", "")), [
          "identity_holders INSERT",
          "verification_reviews INSERT",
          "verification_reviews UPDATE",
          "identity_holders DELETE",
        ]);
        for (const { said } of noted) {
          assertEquals([said.includes(fingerprint), said.includes("Ada")], [false, false], said);
        }
        assert(noted[0]?.said.includes(people.stranger.user));
        assert(noted[2]?.said.includes('"verified"'));
      },
    );

    await t.step("it is whole", async () => {
      assertEquals(await faults(), []);
      const [chain] = await database.query<{ seqs: number[] }>(
        "select array_agg(seq::int order by seq) as seqs from private.act_seals where chain = 'org:' || $1",
        [org],
      );
      assertEquals(chain?.seqs, [1, 2, 3, 4]);
    });

    const ours = `(select act_id from private.act_seals where chain = 'org:${org}' and seq = 2)`;
    await t.step("a changed act, reason, actor or moment", async () => {
      for (
        const change of [
          "reason = 'Something else'",
          "reason = null",
          `actor_id = '${people.owner.user}'`,
          "occurred_at = occurred_at - interval '1 microsecond'",
          "subject_id = null",
          "assurance = 'aal1'",
          "staff_role = null",
        ]
      ) {
        assertEquals(
          await after(`update private.acts set ${change} where id = ${ours}`),
          ["changed org:ours 2"],
          change,
        );
      }
    });
    await t.step("a change that was altered, removed or added", async () => {
      const change =
        `(select id from private.act_changes where act_id = ${ours} order by id limit 1)`;
      for (
        const sql of [
          `update private.act_changes set after = '{"suspended_at": null, "x": 1}' where id = ${change}`,
          `delete from private.act_changes where id = ${change}`,
          `insert into private.act_changes (act_id, action, table_name, row_id) values (${ours}, 'UPDATE', 'public.units', '1')`,
        ]
      ) assertEquals(await after(sql), ["changed org:ours 2"], sql);
    });
    await t.step("an act that is gone, with its seal or without", async () => {
      assertEquals(await after(`delete from private.acts where id = ${ours}`), [
        "missing org:ours 2",
      ]);
      assertEquals(
        await after(
          `delete from private.acts where id = ${ours}; delete from private.act_seals where chain = 'org:${org}' and seq = 2`,
        ),
        ["broken_link org:ours 3", "gap org:ours 3"],
      );
      assertEquals(
        await after(`delete from private.act_seals where chain = 'org:${org}' and seq = 2`),
        ["broken_link org:ours 3", "gap org:ours 3", "unsealed org:ours null"],
      );
    });
    await t.step("an act that was slipped in", async () => {
      assertEquals(
        await after(
          `insert into private.acts (assurance, act, org_id) values ('aal2', 'suspend_person', '${org}')`,
        ),
        ["unsealed org:ours null"],
      );
    });
    await t.step("acts that changed places", async () => {
      const swapped = await after(
        `update private.act_seals as seal set act_id = other.act_id
         from private.act_seals as other
         where seal.chain = 'org:${org}' and other.chain = seal.chain and (seal.seq, other.seq) in ((2, 3), (3, 2))`
          .replace(
            "update",
            "alter table private.act_seals drop constraint act_seals_act_id_key; update",
          ),
      );
      assertEquals(swapped, ["changed org:ours 2", "changed org:ours 3"]);
    });
    await t.step("a tail that was cut off, the head left or set back too", async () => {
      const cut =
        `delete from private.acts where id = (select act_id from private.act_seals where chain = 'org:${org}' and seq = 4);
        delete from private.act_seals where chain = 'org:${org}' and seq = 4;`;
      assertEquals(await after(cut), ["cut_off org:ours 4"]);
      const [{ heads } = { heads: {} }] = await database.query<{ heads: unknown }>(
        "select private.act_heads_to_copy() as heads",
      );
      const hidden = `${cut} update private.act_heads as head set seq = 3, hash = seal.hash
        from private.act_seals as seal where seal.chain = head.chain and seal.seq = 3 and head.chain = 'org:${org}';`;
      assertEquals(await after(hidden), [], "whoever may do everything can hide it here");
      assertEquals(
        await after(hidden, heads),
        ["unlike_copy org:ours null"],
        "and not from a copy",
      );
      assertEquals(await faults(database, heads), []);
      assertEquals(
        await after(`delete from private.act_heads where chain = 'org:${org}'`),
        ["cut_off org:ours null"],
      );
    });

    await t.step("nobody changes it by the way, a head goes forward only", async () => {
      for (const table of ["acts", "act_changes", "act_seals", "act_heads"]) {
        await assertRejects(() => database.query(`delete from private.${table}`), Error, "Cannot");
        await assertRejects(() => database.exec(`truncate private.${table} cascade`));
      }
      await assertRejects(() => database.query("update private.act_heads set seq = seq + 2"));
      await assertRejects(() => database.query("update private.acts set reason = 'x'"));
    });

    await t.step("auditors read and check it, others of the staff and outside do not", async () => {
      const acts = await as<{ act: string; changes: unknown[] }>(
        database,
        people.staff,
        "select act, changes from list_acts(of_org => $1)",
        [org],
      );
      assertEquals(acts.map(({ act }) => act).filter((it) => /organization/.test(it)), [
        "restore_organization",
        "suspend_organization",
        "restore_organization",
        "suspend_organization",
      ]);
      assertEquals(await as(database, people.staff, "select * from check_acts()"), []);
      const [{ heads } = { heads: null }] = await as<{ heads: unknown }>(
        database,
        people.staff,
        "select act_heads() as heads",
      );
      assertEquals(
        await as(database, people.staff, "select * from check_acts($1::text::jsonb)", [
          JSON.stringify(heads),
        ]),
        [],
      );
      assertEquals(
        (await refusal(as(database, people.staff, "select * from check_acts('[]')"))).hint,
        "staff.bad_copy",
      );
      for (const call of ["list_acts()", "check_acts()", "act_heads()"]) {
        assertEquals(
          (await refusal(as(database, people.owner, `select ${call}`))).hint,
          "auth.forbidden",
          call,
        );
        assertEquals(
          (await refusal(
            as(database, { ...people.staff, aal: "aal1" }, `select ${call}`),
          )).hint,
          "auth.insufficient_assurance",
          call,
        );
      }
    });
  } finally {
    await close();
  }
});

import { assert, assertEquals } from "@std/assert";
import { as, problem, refusal } from "../actor.ts";
import { reportPayment } from "../evidence.ts";
import { addAccount, coolOff, decideAccount, requestPayout } from "../money/payouts.ts";
import { openWorld } from "../test_database.ts";
import { createOrganization, createUser } from "../world.ts";
import { prove } from "./proven.ts";
import { verify } from "./verifying.ts";

interface Waiting {
  id: string;
  kind: string;
  subject_id: string;
  org_id: string | null;
  evidence: Record<string, unknown>;
  held_until: string | null;
  appeal: string | null;
  context: Record<string, unknown>;
}

Deno.test("what should not be is held, looked at, decided and appealed", async (t) => {
  const { database, world, close } = await openWorld();
  const { owner, accountant, otherOwner, staff, tenant, stranger } = world.people;
  /** What waits, each opened. */
  const queue = async (kind: string) => {
    const listed = await as<{ id: string }>(
      database,
      staff,
      "select * from signals_to_review() where kind = $1",
      [kind],
    );
    const opened: Waiting[] = [];
    for (const { id } of listed) {
      opened.push(
        ...await as<Waiting>(database, staff, "select * from read_signal($1, 'It waits')", [id]),
      );
    }
    return opened;
  };
  const decide = (
    by: { user: string },
    id: string | null,
    decision: string | null,
    why: string | null = "Seen",
  ) => as(database, by, "select decide_signal($1, $2, $3)", [id, decision, why]);
  const told = async (user: string, kind: string) =>
    (await database.query("select 1 from notifications where user_id = $1 and kind = $2", [
      user,
      kind,
    ])).length;
  const hash = () => crypto.randomUUID().replaceAll("-", "").repeat(2);
  const match = (score: number, whose = "owner", person: string | null = owner.user) => ({
    name_matches: JSON.stringify([{ whose, person_id: person, score, reasons: ["same"] }]),
  });
  try {
    await t.step("a payee account is in the name of a verified owner, or is held", async () => {
      // Of that name anybody may say that it is theirs.
      await prove(database, owner, "bank_account", ["Folake", "Adeyemi"]);
      const before = await addAccount(database, owner, world.org, match(100));
      assertEquals(before.name_check, "not_checked", "nobody is verified to compare with");
      await prove(database, owner, "nin", ["Folake", "Adeyemi"]);
      const names = await as(
        database,
        "service",
        "select whose, person_id, name from service.prepare_payee_account($1, $2)",
        [owner.user, world.org],
      );
      assertEquals(names, [
        { whose: "owner", person_id: owner.user, name: "Folake Adeyemi" },
        { whose: "organization", person_id: null, name: "Ada Homes" },
      ]);
      const check = async (changes: Record<string, unknown>) =>
        (await addAccount(database, owner, world.org, changes)).name_check;
      assertEquals(await check(match(92)), "matches");
      assertEquals(await check(match(95, "organization", null)), "matches");
      assertEquals(
        await check(match(100, "owner", stranger.user)),
        "not_checked",
        "no owner's name",
      );
      assertEquals(await check({ name_matches: null }), "not_checked");
      assertEquals(await check({ name_matches: "[{}]" }), "not_checked");
      assertEquals((await queue("payee_name")).length, 0);
      const wrong = await addAccount(database, owner, world.org, {
        ...match(30),
        shared_hash: hash(),
      });
      assertEquals(wrong.name_check, "differs");
      assertEquals(await told(owner.user, "signal_held"), 1);
      await decideAccount(database, accountant, "approve_payee_account", {
        payee_account_id: wrong.id,
      });
      await coolOff(database, wrong.id);
      const held = await refusal(requestPayout(database, owner, world.org, wrong.id, 1));
      assertEquals([held.code, held.hint], ["PT409", "trust.held"]);
      const [waiting] = await queue("payee_name");
      assert(JSON.parse(held.detail).held_until !== undefined && waiting?.held_until !== null);
      assertEquals([waiting?.subject_id, waiting?.evidence.score], [wrong.id, 30]);
      // The hold of another's name does not end by itself.
      await database.query(
        "update private.signals set held_until = now() - interval '1 second' where id = $1",
        [waiting!.id],
      );
      assertEquals(await problem(requestPayout(database, owner, world.org, wrong.id, 1)), [
        "PT409",
        "payee_account.name_differs",
        "payee_account_id",
      ]);

      for (const by of [owner, stranger]) {
        assertEquals((await refusal(decide(by, waiting!.id, "dismissed"))).hint, "auth.forbidden");
        assertEquals(
          (await refusal(as(database, by, "select * from signals_to_review()"))).hint,
          "auth.forbidden",
        );
        assertEquals(
          (await refusal(as(database, by, "select * from signal_figures()"))).hint,
          "auth.forbidden",
        );
      }
      // The queue names nobody; whoever opens it says why, which is kept.
      const [listed] = await as<Record<string, unknown>>(
        database,
        staff,
        "select * from signals_to_review() where kind = 'payee_name'",
      );
      const { kind, subject, concerns, is_appeal } = listed ?? {};
      assertEquals([kind, subject, concerns, is_appeal], [
        "payee_name",
        "payee_account",
        "organization",
        false,
      ]);
      const said = JSON.stringify(listed);
      for (const name of ["Ada Homes", "Folake", world.org, wrong.id, owner.user]) {
        assert(!said.includes(name), said);
      }
      const open = (by: { user: string }, reason: string | null, id: string | null = waiting!.id) =>
        as(database, by, "select * from read_signal($1, $2)", [id, reason]);
      for (const reason of [null, " ", "no", "x".repeat(1001)]) {
        assertEquals(await problem(open(staff, reason)), ["PT400", "staff.bad_reason", "reason"]);
      }
      assertEquals((await problem(open(staff, "It waits", null)))[1], "signal.not_found");
      for (const by of [owner, stranger]) {
        assertEquals((await refusal(open(by, "It waits"))).hint, "auth.forbidden");
      }
      assertEquals(
        (await refusal(open({ ...staff, aal: "aal1" } as { user: string }, "It waits"))).hint,
        "auth.insufficient_assurance",
      );
      const [act] = await database.query(
        "select actor_id, org_id, reason from private.acts where act = 'read_signal' and $1 order by id desc limit 1",
        [true],
      );
      assertEquals(act, { actor_id: staff.user, org_id: world.org, reason: "It waits" });
      // Whoever works there is no judge of it, whatever their role.
      for (const role of ["manager", "accountant"]) {
        await database.query(
          "insert into memberships (org_id, user_id, role) values ($1, $2, $3::text::member_role)",
          [world.org, staff.user, role],
        );
        assertEquals((await problem(open(staff, "It waits")))[1], "signal.own");
        assertEquals((await problem(decide(staff, waiting!.id, "dismissed")))[1], "signal.own");
        await database.query("delete from memberships where user_id = $1", [staff.user]);
      }
      assertEquals((await problem(decide(staff, waiting!.id, null)))[2], "decision");
      assertEquals((await problem(decide(staff, waiting!.id, "maybe")))[2], "decision");
      assertEquals((await problem(decide(staff, waiting!.id, "dismissed", null)))[2], "reason");
      assertEquals((await problem(decide(staff, null, "dismissed")))[1], "signal.not_found");
      await decide(staff, waiting!.id, "dismissed", "It is her maiden name");
      await decide(staff, waiting!.id, "dismissed", "It is her maiden name");
      assertEquals(
        (await problem(decide(staff, waiting!.id, "confirmed")))[1],
        "signal.already_decided",
      );
      const goes = await requestPayout(database, owner, world.org, wrong.id, 1);
      assertEquals(goes.status, "requested", "the hold is gone");
      assertEquals(await told(owner.user, "signal_decided"), 1);
    });

    await t.step(
      "what was compared with nobody is compared when an owner is verified",
      async () => {
        const one = { user: await createUser(database, "one") };
        const org = await createOrganization(database, one, "Marina Homes");
        const shared_hash = hash();
        const add = (changes: Record<string, unknown> = {}) =>
          addAccount(database, one, org, changes);
        const [own, another, retired, third] = [
          await add({ account_name: "ADA OKAFOR", shared_hash }),
          await add({ account_name: "BOLA STRANGER" }),
          await add(),
          await add({ account_name: "OKAFOR ADA N" }),
        ];
        await decideAccount(database, one, "retire_payee_account", {
          payee_account_id: retired!.id,
          reason: "Closed",
        });
        const claimed = async (most: number) =>
          await as<{ payee_account_id: string; account_name: string; names: { name: string }[] }>(
            database,
            "service",
            "select * from service.claim_payee_names($1)",
            [most],
          );
        assertEquals(await claimed(9), [], "nobody is verified");
        // A bank account gives nobody a name.
        await verify(database, one, "0123456789", {}, { kind: "bank_account" });
        assertEquals(await claimed(9), []);
        await verify(database, one, "10000000777", { born: "1971-01-01" });
        const taken = [...await claimed(2), ...await claimed(2), ...await claimed(2)];
        assertEquals(
          taken.map((it) => it.payee_account_id).sort(),
          [own!.id, another!.id, third!.id].sort(),
          "each once, and none that is out of use",
        );
        assertEquals(taken[0]?.names.map((it) => it.name), ["Ada Okafor", "Marina Homes"]);
        const record = async (id: string, score: number | null) => {
          const matches = [{ whose: "owner", person_id: one.user, score, reasons: ["same"] }];
          const [row] = await as<{ check: string | null }>(
            database,
            "service",
            "select service.record_payee_names($1, $2::text::jsonb) as check",
            [id, score === null ? null : JSON.stringify(matches)],
          );
          return row?.check;
        };
        assertEquals(await record(own!.id, 100), "matches");
        assertEquals(await record(own!.id, 0), "matches", "it is compared once");
        assertEquals(await record(another!.id, 10), "differs");
        assertEquals(await record(third!.id, null), "not_checked");
        assertEquals(await record(retired!.id, 100), "not_checked");
        assertEquals(await record(crypto.randomUUID(), 100), null);
        assertEquals((await queue("payee_name")).map((it) => it.subject_id), [another!.id]);
        assertEquals(await told(one.user, "signal_held"), 1);
        const [known] = await database.query<{ is_owners: boolean; left: number }>(
          `select known.is_owners, (select count(*)::int from private.payee_name_checks) as left
         from private.payee_fingerprints as known where known.payee_account_id = $1`,
          [own!.id],
        );
        assertEquals(known, { is_owners: true, left: 0 });
        const [signal] = await queue("payee_name");
        await decide(staff, signal!.id, "dismissed");
        // Somebody who was verified before becomes owner: what was compared with nobody is compared with them.
        const founder = { user: await createUser(database, "founder") };
        const firm = await createOrganization(database, founder, "Broad Homes");
        const theirs = await addAccount(database, founder, firm, { account_name: "ADA OKAFOR" });
        const member = (who: { user: string }, role: string) =>
          database.query(
            `insert into memberships (org_id, user_id, role) values ($1, $2, $3::text::member_role)
             on conflict (org_id, user_id) do update set role = excluded.role`,
            [firm, who.user, role],
          );
        await member({ user: await createUser(database, "partner") }, "owner");
        await member(one, "manager");
        assertEquals(await claimed(9), []);
        await member(one, "owner");
        assertEquals((await claimed(9)).map((it) => it.payee_account_id), [theirs.id]);
        assertEquals(await record(theirs.id, 100), "matches");
      },
    );

    await t.step("what staff dismissed is not opened anew for the same people", async () => {
      const shared_hash = hash();
      const add = async (number_hash: string) =>
        await addAccount(database, owner, world.org, { ...match(10), shared_hash, number_hash });
      const first = await add(hash());
      const [signal] = await queue("payee_name");
      await decide(staff, signal!.id, "dismissed");
      await decideAccount(database, owner, "retire_payee_account", {
        payee_account_id: first.id,
        reason: "For now",
      });
      await add(hash());
      assertEquals(await queue("payee_name"), []);
    });

    await t.step(
      "one account behind two organizations is held; of one person's it is not",
      async () => {
        const shared_hash = hash();
        const [orgOfOther] = await database.query<{ org_id: string }>(
          "select org_id from memberships where user_id = $1",
          [otherOwner.user],
        );
        await addAccount(database, owner, world.org, { shared_hash });
        const second = await createOrganization(database, owner, "Ada Homes Two");
        await addAccount(database, owner, second, { shared_hash });
        assertEquals(await queue("payee_shared"), []);
        const theirs = await addAccount(database, otherOwner, orgOfOther!.org_id, { shared_hash });
        const [signal] = await queue("payee_shared");
        assertEquals(signal?.subject_id, theirs.id);
        assertEquals(
          (signal?.evidence.other_org_ids as string[]).sort(),
          [world.org, second].sort(),
        );
        const mine = await as<{ says: string; may_appeal: boolean; kind: string }>(
          database,
          otherOwner,
          "select * from my_signals()",
        );
        assertEquals(mine.map((it) => [it.kind, it.may_appeal]), [["payee_shared", false]]);
        assert(!JSON.stringify(mine).includes(world.org), "nothing of whose the other one is");
        assertEquals(
          (await problem(
            as(database, otherOwner, "select appeal_signal($1, 'It is mine')", [signal!.id]),
          ))[1],
          "signal.not_appealable",
        );

        await decide(staff, signal!.id, "confirmed", "The account is another landlord's");
        const [account] = await database.query<{ status: string }>(
          "select status::text from payee_accounts where id = $1",
          [theirs.id],
        );
        assertEquals(account?.status, "retired");
        const appeal = (by: { user: string }, reason: string | null) =>
          as(database, by, "select appeal_signal($1, $2)", [signal!.id, reason]);
        assertEquals((await problem(appeal(owner, "Not theirs")))[1], "signal.not_found");
        assertEquals((await problem(appeal(otherOwner, null)))[2], "reason");
        await appeal(otherOwner, "We are husband and wife, the account is joint");
        await appeal(otherOwner, "We are husband and wife, the account is joint");
        assertEquals((await problem(appeal(otherOwner, "Once more")))[1], "signal.not_appealable");
        const colleague = { user: await createUser(database, "colleague") };
        await database.query("insert into staff_members (user_id, note) values ($1, 'Test')", [
          colleague.user,
        ]);
        const [again] = await queue("payee_shared");
        assertEquals(again?.appeal, "We are husband and wife, the account is joint");
        assertEquals((await problem(decide(staff, signal!.id, "confirmed")))[1], "signal.own");
        await decide(colleague, signal!.id, "dismissed", "They are married");
        const figures = await as<Record<string, unknown>>(
          database,
          staff,
          "select opened, waiting, confirmed, dismissed, overturned, agreed_percent::float from signal_figures() where kind = 'payee_shared'",
        );
        assertEquals(figures.map((it) => Object.values(it).map(Number)), [[1, 0, 0, 1, 1, 0]]);
      },
    );

    await t.step(
      "an account of which staff confirmed that it is wrong does not come back",
      async () => {
        const shared_hash = hash();
        const wrong = await addAccount(database, owner, world.org, { ...match(5), shared_hash });
        const signal = (await queue("payee_name")).find((it) => it.subject_id === wrong.id);
        await decide(staff, signal!.id, "confirmed", "It is somebody else's");
        const another = await createOrganization(database, owner, "Ada Homes Three");
        for (const org of [world.org, another]) {
          assertEquals(
            await problem(addAccount(database, owner, org, { ...match(100), shared_hash })),
            ["PT409", "payee_account.found_wrong", "account_number"],
          );
        }
        // Whose it is may bring it, and so may they when they were right.
        const [orgOfOther] = await database.query<{ org_id: string }>(
          "select org_id from memberships where user_id = $1",
          [otherOwner.user],
        );
        await addAccount(database, otherOwner, orgOfOther!.org_id, { shared_hash });
        await as(database, owner, "select appeal_signal($1, 'It is my late husband''s')", [
          signal!.id,
        ]);
        const colleague = { user: await createUser(database, "second colleague") };
        await database.query("insert into staff_members (user_id, note) values ($1, 'Test')", [
          colleague.user,
        ]);
        await decide(colleague, signal!.id, "dismissed", "The bank confirms it");
        const back = await addAccount(database, owner, world.org, { ...match(5), shared_hash });
        assertEquals(back.status, "proposed");
      },
    );

    await t.step("who types a landlord's account first does not stop the landlord", async () => {
      const [orgOfOther] = await database.query<{ org_id: string }>(
        "select org_id from memberships where user_id = $1",
        [otherOwner.user],
      );
      const shared_hash = hash();
      const typed = await addAccount(database, otherOwner, orgOfOther!.org_id, { shared_hash });
      const mine = await addAccount(database, owner, world.org, { ...match(92), shared_hash });
      const held = (await queue("payee_shared")).filter((it) =>
        [typed.id, mine.id].includes(it.subject_id)
      );
      assertEquals(held.map((it) => [it.subject_id, it.evidence.other_org_ids]), [
        [typed.id, [world.org]],
      ]);
      assert(held[0]!.held_until !== null);
      // Nor does the name of a firm make an account its own.
      const second = hash();
      await addAccount(database, otherOwner, orgOfOther!.org_id, { shared_hash: second });
      const firm = await addAccount(database, owner, world.org, {
        ...match(100, "organization", null),
        shared_hash: second,
      });
      assert((await queue("payee_shared")).some((it) => it.subject_id === firm.id));
    });

    await t.step("a proof that was shown elsewhere holds its payment", async () => {
      const sha256 = hash();
      // Of a landlord whom this one knows nothing of; without all that a payment there would need.
      await database.transaction(async (tx) => {
        await tx.query("select set_config('session_replication_role', 'replica', true) where $1", [
          true,
        ]);
        await tx.query(
          `insert into payment_proofs (org_id, offline_payment_id, storage_path, upload_path, mime_type, size_bytes, sha256)
           select id, gen_random_uuid(), id || '/one.pdf', 'u/one.pdf', 'application/pdf', 9, $1
           from organizations where id <> $2 limit 1`,
          [sha256, world.org],
        );
      });
      const before = await told(owner.user, "signal_held");
      const payment = await reportPayment(database, world.people.otherTenant, world.org, {
        kobo: 1000,
        sha256,
      });
      const [signal] = await queue("proof_reused");
      assertEquals([signal?.subject_id, signal?.org_id], [payment, world.org]);
      assertEquals(await told(owner.user, "signal_held"), before + 1);
      const confirm = () =>
        as(
          database,
          accountant,
          "select confirm_offline_payment($1, 1000, (now() at time zone 'Africa/Lagos')::date::text)",
          [
            payment,
          ],
        );
      assertEquals((await problem(confirm()))[1], "trust.held");
      await database.query(
        "update private.signals set held_until = now() - interval '1 second' where subject_id = $1",
        [payment],
      );
      await confirm();
      assertEquals((await queue("proof_reused")).length, 1, "it still waits for a person");
    });

    await t.step(
      "one title document for two properties is held before it is found clean",
      async () => {
        const [orgOfOther] = await database.query<{ org_id: string }>(
          "select org_id from memberships where user_id = $1",
          [otherOwner.user],
        );
        const [property] = await as<{ id: string }>(
          database,
          otherOwner,
          `insert into properties (org_id, kind, name, street, area, lga, state)
         values ($1, 'building', 'Copy Court', '6 Commercial Avenue', 'Yaba', 'Lagos Mainland', 'Lagos') returning id`,
          [orgOfOther!.org_id],
        );
        const [document] = await as<{ id: string }>(
          database,
          otherOwner,
          "select id from add_title_document($1, 'certificate_of_occupancy', 'Other Person', '45-45-2311')",
          [property?.id],
        );
        const [signal] = await queue("title_reused");
        assertEquals(signal?.subject_id, document?.id);
        assertEquals((signal?.evidence.others as { org_id: string }[])[0]?.org_id, world.org);
        const review = (status: string) =>
          as(database, staff, "select review_title_document($1, $2, 'Searched')", [
            document?.id,
            status,
          ]);
        await review("copy_seen");
        assertEquals((await problem(review("searched_clean")))[1], "trust.held");
        await review("searched_adverse");
        await decide(staff, signal!.id, "confirmed", "The registry names another holder");
      },
    );

    await t.step("a number that was another profile's is seen, and holds nothing", async () => {
      const proveNumber = (user: string, phone: string | null) =>
        database.query(
          "update auth.users set phone = $2, phone_confirmed_at = case when $2::text is not null then now() end where id = $1",
          [user, phone],
        );
      await proveNumber(tenant.user, "2348030000001");
      await proveNumber(tenant.user, null);
      assertEquals(await queue("phone_shared"), []);
      await proveNumber(stranger.user, "2348030000001");
      const [signal] = await queue("phone_shared");
      assertEquals([signal?.held_until, signal?.evidence.other_user_ids], [null, [tenant.user]]);
      assert(!JSON.stringify(signal).includes("2348030000001"));
      assertEquals(await as(database, stranger, "select * from my_signals()"), []);

      // With the account go the number, what tells of it, and the words of its appeal.
      await decide(staff, signal!.id, "confirmed", "One person with two profiles");
      await as(database, stranger, "select appeal_signal($1, 'My brother had that number')", [
        signal!.id,
      ]);
      await as(database, staff, "select delete_person($1, 'Asked by mail')", [stranger.user]);
      const left = await database.query<Record<string, unknown>>(
        `select appeal, state, matter = id::text as nameless, evidence ? 'last_four' as tells,
           (select count(*)::int from private.phone_holders where user_id = $2) as numbers
         from private.signals where id = $1`,
        [signal!.id, stranger.user],
      );
      assertEquals(left, [
        { appeal: "Deleted", state: "confirmed", nameless: true, tells: false, numbers: 0 },
      ]);
    });

    await t.step("staff weigh kinds anew, and switch them off", async () => {
      const set = (by: { user: string }, ...given: unknown[]) =>
        as(database, by, "select set_signal_rule($1, $2, $3, $4)", given);
      assertEquals(
        (await refusal(set(owner, "payee_name", false, 1, null))).hint,
        "auth.forbidden",
      );
      for (
        const [given, field] of [
          [["payee_name", null, 1, 1], "is_on"],
          [["payee_name", true, 0, 1], "weight"],
          [["payee_name", true, null, 1], "weight"],
          [["payee_name", true, 1, 61], "hold_days"],
          [["nothing", true, 1, 1], "kind"],
        ] as const
      ) assertEquals((await problem(set(staff, ...given)))[2], field);
      await set(staff, "payee_name", false, 10, null);
      await addAccount(database, owner, world.org, { ...match(5), shared_hash: hash() });
      assertEquals(await queue("payee_name"), []);
    });
  } finally {
    await close();
  }
});

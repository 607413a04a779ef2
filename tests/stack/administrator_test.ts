/**
 * An administrator's work on the embedded stack: every statement of supabase/snippets as Studio runs it, which is as
 * postgres, and each task of staff once more by its function through the SDK, each seen to have done what it says.
 */
import { assert, assertEquals } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import {
  answerDispute,
  clearRefund,
  confirmOfflinePayment,
  createEstate,
  decideAppeal,
  decideDepositReturn,
  decideMessageReport,
  decideReport,
  deletePerson,
  failPayout,
  listDisputes,
  listingsToReview,
  listPaymentExceptions,
  listPlatformFeeRules,
  listProviderEvents,
  listReportsToReview,
  moderationQueue,
  myHats,
  nigerianDate,
  redriveProviderEvents,
  rejectOfflinePayment,
  replayProviderEvent,
  resolvePaymentException,
  restoreOrganization,
  restorePerson,
  reviewListing,
  reviewTitleDocument,
  setListingReview,
  setPlatformFee,
  signIn,
  suspendOrganization,
  suspendPerson,
} from "@estate/sdk";
import { leave } from "../../local/demo/people.ts";
import { refused } from "../../local/demo/narrator.ts";
import { takeSecondFactor } from "../../local/demo/second_factor.ts";
import type { Database } from "../../local/supabase/database/database.ts";
import { startStack } from "../../local/stack.ts";
import { addStaffWork, kobo, type StaffWork } from "../database/operations/staff_work.ts";
import { claim } from "../database/money/refunding.ts";
import { openWorld } from "../database/test_database.ts";
import { liftLimits } from "../database/world.ts";

const folder = new URL("../../supabase/snippets/", import.meta.url);
/** Divides tables: partitioning_test.ts runs it. */
const elsewhere = "partition_by_month.sql";

/** Only reads, or has the jobs look sooner. */
const hurries =
  /^(select private\.warnings_in\(|update private\.subaccounts set next_at|select private\.wake_jobs\()/;

/** Reads one value of one row as text. */
type Look = (sql: string, ...given: unknown[]) => Promise<string>;

/** What each place of the snippets is filled with, one after another; the last stays. */
function placesOf(
  work: StaffWork,
  reference: string,
  shownChangedAt: string,
): Record<string, string[]> {
  return {
    "pending listing id": [...work.pending],
    "shown changed at": [shownChangedAt],
    "published listing id": [work.published],
    "suspended listing id": [work.published],
    "title document id": [work.title],
    "seen title document id": [work.title],
    "org id": [work.org],
    "person id": [work.person],
    "exception id": [work.exception],
    "event id": [work.deadLetters[0]],
    "reference": [reference],
    "email": ["nobody@example.ng"],
    "reason": ["no_report"],
    "phone": ["+2348030000000"],
    "name": ["Ada"],
    "provider refund id": ["RF-123"],
    "payout id": [work.payout],
    "refund id": [...work.unclearRefunds],
    "dispute id": [...work.disputes],
    "deposit return id": [...work.depositReturns],
    "disputed payment id": [...work.offlinePayments],
    "confirmed payment id": [work.offlinePayments[0]],
    "receipt id": [work.receipt],
    "message id": [work.message],
    "waiting report id": [work.report],
    "waiting signal id": [work.signal],
    "erasure request id": [work.erasure],
    "waiting case id": [work.cases[0]],
    "case id": [...work.cases],
    "listing report id": [work.listingReport],
    "appeal id": [work.appeal],
    "kobo": [String(kobo)],
    "day": [nigerianDate()],
    "first day": ["2027-01-01"],
    "provider": ["dojah"],
    "yes": ["yes"],
    "signal kind": ["phone_shared"],
    "held signal kind": ["payee_name"],
    "act that asks": ["pay_out"],
    "factor id": [work.person],
  };
}

/** What is so after a statement that does something, by the beginning of the statement. */
function proofsOf(work: StaffWork, look: Look): Record<string, () => Promise<void>> {
  const listing = (id: string) => look("select status from listings where id = $1", id);
  const banned = () =>
    look("select banned_until > now() from auth.users where id = $1", work.person);
  const suspended = () =>
    look("select suspended_at is not null from organizations where id = $1", work.org);
  const title = () => look("select status from title_documents where id = $1", work.title);
  const is = async (seen: Promise<string>, expected: unknown) => assertEquals(await seen, expected);
  const refund = (n: 0 | 1) =>
    look("select status from refunds where id = $1", work.unclearRefunds[n]);
  const answer = (n: 0 | 1) => look("select answer from disputes where id = $1", work.disputes[n]);
  const deposit = (n: 0 | 1) =>
    look("select status from deposit_returns where id = $1", work.depositReturns[n]);
  const offline = (n: 0 | 1) =>
    look("select status from offline_payments where id = $1", work.offlinePayments[n]);
  return {
    [`public.review_listing('${work.pending[0]}', 'approve'`]: () =>
      is(listing(work.pending[0]), "published"),
    [`public.review_listing('${work.pending[1]}', 'return'`]: () =>
      is(listing(work.pending[1]), "draft"),
    [`public.review_listing('${work.published}', 'suspend'`]: () =>
      is(listing(work.published), "suspended"),
    [`public.review_listing('${work.published}', 'restore'`]: () =>
      is(listing(work.published), "published"),
    "public.set_listing_review(": () =>
      is(look("select reviews_listings from organizations where id = $1", work.org), true),
    [`public.review_title_document('${work.title}', 'copy_seen'`]: () => is(title(), "copy_seen"),
    [`public.review_title_document('${work.title}', 'searched_clean'`]: () =>
      is(title(), "searched_clean"),
    [`public.review_title_document('${work.title}', 'searched_adverse'`]: () =>
      is(title(), "searched_adverse"),
    "public.suspend_person(": () => is(banned(), true),
    "public.restore_person(": () => is(banned(), null),
    "public.delete_person(": () =>
      is(look("select display_name from profiles where id = $1", work.person), "Deleted account"),
    "delete from auth.mfa_factors": () =>
      is(look("select count(*) from auth.mfa_factors where user_id = $1", work.person), 0),
    "public.suspend_organization(": () => is(suspended(), true),
    "public.restore_organization(": () => is(suspended(), false),
    "public.replay_provider_event(": () =>
      is(
        look("select status from private.provider_events where id = $1", work.deadLetters[0]),
        "received",
      ),
    "public.redrive_provider_events(": () =>
      is(
        look("select status from private.provider_events where id = $1", work.deadLetters[1]),
        "received",
      ),
    "private.want_payment_check(": () =>
      is(
        look(
          "select next_at <= now() from private.payment_checks where payment_id = (select id from payments where reference = $1)",
          work.openReference,
        ),
        true,
      ),
    "public.resolve_payment_exception(": () =>
      is(
        look(
          "select resolved_at is not null from payment_exceptions where id = $1",
          work.exception,
        ),
        true,
      ),
    "public.fail_payout(": () =>
      is(look("select status from payouts where id = $1", work.payout), "failed"),
    [`public.clear_refund('${work.unclearRefunds[0]}', true`]: () => is(refund(0), "pending"),
    [`public.clear_refund('${work.unclearRefunds[1]}', false`]: () => is(refund(1), "approved"),
    [`public.answer_dispute('${work.disputes[0]}', 'contest'`]: () => is(answer(0), "contest"),
    [`public.answer_dispute('${work.disputes[1]}', 'accept'`]: () => is(answer(1), "accept"),
    [`public.decide_deposit_return('${work.depositReturns[0]}', true`]: () =>
      is(deposit(0), "confirmed"),
    [`public.decide_deposit_return('${work.depositReturns[1]}', false`]: () =>
      is(deposit(1), "reversed"),
    [`public.confirm_offline_payment('${work.offlinePayments[0]}'`]: () =>
      is(offline(0), "confirmed"),
    [`public.reject_offline_payment('${work.offlinePayments[1]}'`]: () =>
      is(offline(1), "rejected"),
    "public.take_back_payment(": () => is(offline(0), "reversed"),
    "public.void_receipt(": () =>
      is(
        look(
          `select voided.reason || ', ' || (select count(*) from receipts where replaces_id = voided.receipt_id)
             || ', ' || (select count(*) from private.acts where act = 'void_receipt' and subject_id = voided.receipt_id)
           from receipt_voids as voided where voided.receipt_id = $1`,
          work.receipt,
        ),
        "It named the wrong home, 1, 1",
      ),
    "public.decide_message_report(": () =>
      is(look("select decision from message_reports where id = $1", work.report), "removed"),
    "update private.identity_providers": () =>
      is(look("select is_on from private.identity_providers where provider = 'dojah'"), false),
    "private.add_identity_pepper(": () =>
      is(look("select count(*) > 1 from private.identity_peppers"), true),
    [`public.decide_erasure('${work.erasure}', 'hold'`]: () =>
      is(
        look(
          "select decision = 'hold' and waits_since is null and erase_at > now() + interval '59 days' from private.erasure_requests where id = $1",
          work.erasure,
        ),
        true,
      ),
    [`public.decide_erasure('${work.erasure}', 'erase'`]: () =>
      is(
        look("select decision from private.erasure_requests where id = $1", work.erasure),
        "erase",
      ),
    "public.decide_signal(": () =>
      is(look("select state from private.signals where id = $1", work.signal), "dismissed"),
    "public.set_signal_rule('phone_shared'": () =>
      is(look("select weight from private.signal_rules where kind = 'phone_shared'"), 10),
    "public.set_signal_rule('payee_name'": () =>
      is(
        look("select hold_for = '7 days' from private.signal_rules where kind = 'payee_name'"),
        true,
      ),
    "public.set_trust_rule(": () =>
      is(
        look("select level from trust_rules where act = 'pay_out' and from_kobo = 200000000"),
        "identity",
      ),
    "public.decide_report(": () =>
      is(
        look("select decision from reports where id = $1", work.listingReport),
        "dismissed",
      ),
    "public.decide_appeal(": () =>
      is(
        look("select is_granted from appeals where id = $1", work.appeal),
        false,
      ),
    "public.redrive_deliveries(": () =>
      is(look("select status from private.deliveries where reason = 'redriven'"), "queued"),
    "public.set_platform_fee(": () =>
      is(look("select bps from platform_fee_rules where starts_on = '2027-01-01'"), 150),
  };
}

/** The statements of every snippet in order, their places filled in; fails for a place that nothing fills. */
async function* statements(places: Record<string, string[]>) {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  for (const name of names.filter((it) => it !== elsewhere).sort()) {
    const sql = (await Deno.readTextFile(new URL(name, folder))).replaceAll(/^--.*$/gm, "");
    for (const written of sql.split(/;\s*$/m).map((it) => it.trim()).filter(Boolean)) {
      const statement = written.replaceAll(/<([a-z ]+)>/g, (_, place: string) => {
        const left = places[place] ?? [];
        assert(left[0], `${name}: nothing fills <${place}> in`);
        return String(left.length > 1 ? left.shift() : left[0]);
      });
      assert(!statement.includes("…"), `${name}: a place has no name`);
      yield { name, statement };
    }
  }
}

const lookingAt = (database: Database): Look => async (sql, ...given) =>
  Object.values((await database.query<Record<string, string>>(sql, given))[0] ?? {})[0] as string;

Deno.test({
  name: "an administrator does every task of staff, by snippets and by functions",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const { database, world } = await openWorld();
    await liftLimits(database);
    const data = await Deno.makeTempDir({ prefix: "estate-" });
    const look = lookingAt(database);
    const first = await addStaffWork(database, world);

    await t.step("every snippet, in Studio", async () => {
      const kinds =
        "select string_agg(distinct what, ', ' order by what) from private.staff_worklist";
      const waits = (await look(kinds)).split(", ");
      for (
        const what of [
          "dead letter",
          "dispute",
          "disputed deposit",
          "disputed payment",
          "listing to review",
          "payment exception",
          "payout",
          "refund",
          "reported listing",
          "reported message",
          "request to be forgotten",
          "signal",
          "title to review",
          "verification",
        ]
      ) assert(waits.includes(what), `${what} is not on the worklist`);
      await database.query(
        `insert into private.deliveries (user_id, kind, channel, priority, status, reason, useful_until, ended_at)
         values ($1, 'payment_settled', 'sms', 1, 'failed', 'no_report', now() + interval '1 hour', now())`,
        [first.person],
      );
      const proofs = proofsOf(first, look);
      const proven = new Set<string>();
      const shown = await look(
        "select to_json(shown_changed_at) #>> '{}' from listings where id = $1",
        first.pending[0],
      );
      const places = placesOf(first, first.openReference, shown);
      for await (const { name, statement } of statements(places)) {
        await database.query(statement).catch((error) => {
          throw new Error(`${name}: ${statement}: ${error.hint ?? error.message}`);
        });
        const known = Object.keys(proofs).find((beginning) =>
          statement.replace("select ", "").startsWith(beginning)
        );
        const reads = hurries.test(statement) || /^(select|with) /.test(statement) &&
            !/^select (public|private)\.\w+\(/.test(statement);
        assert(reads || known !== undefined, `nothing says what comes of: ${statement}`);
        if (known === undefined) continue;
        await proofs[known]!();
        proven.add(known);
      }
      assertEquals(
        Object.keys(proofs).filter((it) => !proven.has(it)),
        [],
        "every task is in a snippet",
      );
    });

    // A worker takes what is sent again.
    assertEquals((await claim(database)).map((it) => it.refund_id), [first.unclearRefunds[1]]);
    const work = await addStaffWork(database, world);
    const stack = await startStack({ folder: data, database, port: 0 });
    const staff = createEstate(stack.url, stack.publishableKey);
    const other = createEstate(stack.url, stack.publishableKey);
    try {
      const { admin } =
        createClient(stack.url, stack.secretKey, { auth: { persistSession: false } }).auth;
      const password = "correct-horse-battery";
      const login = async (estate: typeof staff, id: string) => {
        const { data: changed } = await admin.updateUserById(id, { password });
        await signIn(estate, changed.user?.email ?? "", password);
      };
      await login(staff, world.people.staff.user);
      await takeSecondFactor(staff);
      await login(other, world.people.owner.user);

      await t.step("who is no member of staff does none of it", async () => {
        assertEquals([(await myHats(staff)).is_staff, (await myHats(other)).is_staff], [
          true,
          false,
        ]);
        for (
          const attempt of [
            () => suspendPerson(other, work.person, "Because"),
            () => deletePerson(other, work.person, "Because"),
            () => suspendOrganization(other, work.org, "Because"),
            () => reviewListing(other, work.pending[0], "approve"),
            () => setListingReview(other, work.org, true),
            () => reviewTitleDocument(other, work.title, "copy_seen"),
            () => redriveProviderEvents(other),
            () => resolvePaymentException(other, work.exception, "Nothing"),
            () => failPayout(other, work.payout, "Nothing"),
            () => clearRefund(other, work.unclearRefunds[0], { wasMade: false, note: "Nothing" }),
            () =>
              decideDepositReturn(other, work.depositReturns[0], {
                wasReturned: true,
                reason: "Nothing",
              }),
          ]
        ) {
          assertEquals(
            ((await refused("it", attempt())) as { code?: string }).code,
            "auth.forbidden",
          );
        }
      });

      await t.step("listings and titles", async () => {
        const waiting = (await listingsToReview(staff, { limit: 200 })).map(({ id }) => id);
        assert(work.pending.every((id) => waiting.includes(id)));
        const move = async (id: string, ...how: [Parameters<typeof reviewListing>[2], string?]) =>
          (await reviewListing(staff, id, ...how)).status;
        assertEquals(await move(work.pending[0], "approve"), "published");
        assertEquals(await move(work.pending[1], "return", "Other photos"), "draft");
        assertEquals(await move(work.published, "suspend", "Already let"), "suspended");
        assertEquals(await move(work.published, "restore", "It is vacant"), "published");
        await setListingReview(staff, work.org, true);
        const title = async (...how: [Parameters<typeof reviewTitleDocument>[2], string?]) =>
          (await reviewTitleDocument(staff, work.title, ...how)).status;
        assertEquals(await title("copy_seen"), "copy_seen");
        assertEquals(await title("searched_clean", "Folio 12/34"), "searched_clean");
        assertEquals(await title("searched_adverse", "Another name"), "searched_adverse");
      });

      await t.step("people and organizations", async () => {
        await suspendPerson(staff, work.person, "Asked for money outside the platform");
        assertEquals((await admin.getUserById(work.person)).data.user?.banned_until !== null, true);
        await restorePerson(staff, work.person, "Cleared after a call");
        await deletePerson(staff, work.person, "Asked for it by e-mail");
        assertEquals(
          await look("select display_name from profiles where id = $1", work.person),
          "Deleted account",
        );
        assertEquals(
          ((await refused("it", restorePerson(staff, work.person, "Changed their mind"))) as {
            code?: string;
          }).code,
          "person.deleted",
        );
        await suspendOrganization(staff, work.org, "No mandate");
        assertEquals(
          await look("select suspended_at is not null from organizations where id = $1", work.org),
          true as unknown,
        );
        await restoreOrganization(staff, work.org, "Mandates shown");
        assertEquals(
          await look("select suspended_at from organizations where id = $1", work.org),
          null as unknown,
        );
        assertEquals(
          await look(
            "select count(*)::int from private.acts where actor_id = $1 and act ~ '_(person|organization)$'",
            world.people.staff.user,
          ),
          5 as unknown,
          "who and why is kept",
        );
      });

      await t.step("reported messages", async () => {
        assert((await listReportsToReview(staff)).some(({ id }) => id === work.report));
        assert((await moderationQueue(staff)).some(({ id }) => id === work.listingReport));
        await decideReport(staff, work.listingReport, "warned", "The third room is a store");
        await decideAppeal(staff, work.appeal, false, "No mandate shown");
        await decideMessageReport(staff, work.report, "warned", "Asks for money past us");
        assert((await listReportsToReview(staff)).every(({ id }) => id !== work.report));
      });

      await t.step("payments, exceptions, refunds, payouts, disputes", async () => {
        const failed = await listProviderEvents(staff, { status: "failed" });
        assert(work.deadLetters.every((id) => failed.some((it) => it.id === id)));
        assertEquals(await replayProviderEvent(staff, work.deadLetters[0]), true);
        assertEquals(await redriveProviderEvents(staff), 1);
        assert((await listPaymentExceptions(staff)).some(({ id }) => id === work.exception));
        await resolvePaymentException(staff, work.exception, "Booked by hand");
        assert((await listPaymentExceptions(staff)).every(({ id }) => id !== work.exception));
        assertEquals(
          (await failPayout(staff, work.payout, "Not in the dashboard")).status,
          "failed",
        );
        const [back, kept] = work.depositReturns;
        assertEquals(
          (await decideDepositReturn(staff, back, {
            wasReturned: true,
            reason: "The bank confirms it",
          })).status,
          "confirmed",
        );
        assertEquals(
          (await decideDepositReturn(staff, kept, {
            wasReturned: false,
            reason: "The bank knows of none",
          })).status,
          "reversed",
        );
        const [came, never] = work.offlinePayments;
        assertEquals(
          (await confirmOfflinePayment(staff, came, {
            amountKobo: kobo,
            receivedOn: nigerianDate(),
            reason: "Both of them signed for it",
          })).status,
          "confirmed",
        );
        assertEquals((await rejectOfflinePayment(staff, never, "No such cash")).status, "rejected");
        const [contested, accepted] = work.disputes;
        const open = (await listDisputes(staff, { status: "open" })).map(({ id }) => id);
        assert(open.includes(contested) && open.includes(accepted));
        assertEquals(
          (await answerDispute(staff, contested, "contest", "They live there"))
            .answer,
          "contest",
        );
        assertEquals(
          (await answerDispute(staff, accepted, "accept", "Paid twice")).answer,
          "accept",
        );
        await setPlatformFee(staff, {
          startsOn: "2027-02-01",
          reason: "Agreed with the board",
          bps: 100,
        });
        assert((await listPlatformFeeRules(staff)).some((rule) => rule.starts_on === "2027-02-01"));
      });
    } finally {
      await leave([staff, other]);
      await stack.close();
      await Deno.remove(data, { recursive: true });
    }
  },
});

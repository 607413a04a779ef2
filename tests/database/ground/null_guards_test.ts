import { assert, assertEquals } from "@std/assert";
import { become } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { findGuards } from "./guards.ts";

const leftOut = "may be left out: null passes";
const filled = "filled just before";
const made = "never null: put together from what is not";

/** What guards compare that the analysis cannot see to be filled, each with why null does no harm. */
const reviewed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "private.add_application_document": {
    application_id: "an application of the caller's was found by it",
  },
  "private.add_charge_schedule": { begins: filled },
  "private.answer_deduction_dispute": {
    tenancy: "knows_debtor() says no of a row that is null",
  },
  "private.after_listing_fee_written": {
    listing: "a fee's listing is there by its foreign key",
    tg_op: "every trigger has one",
  },
  "private.announce": { homes: made, lettings: made, properties: made },
  "private.announced_before": { homes: made, kinds: made, lettings: made, properties: made },
  "private.answer_conversation_invitation": {
    caller: "an invitation to a contact of the caller's was found by it",
    "guest.ended_by": "null: nobody has ended it",
  },
  "private.answer_guarantee": {
    "guarantor.token_expires_at": "there with the token that was found",
  },
  "private.approves_alone": {
    needed: made,
    org_id: "of the locked row; of null nobody is alone, and it is refused",
  },
  "private.before_title_document_written": { "new.issued_on": leftOut },
  "private.begin_move": { reason: leftOut },
  "private.block_dates": { from_on: "check_days() refuses null" },
  "private.check_listing_fee": { "new.note": leftOut },
  "private.check_offline_facts": { methods: made },
  "private.check_payout_facts": { note: leftOut },
  "private.check_people": { most: made, person: made },
  "private.check_person": {
    key: made,
    person: made,
    told: "null is refused as missing, but for an e-mail address, which may be left out",
  },
  "private.check_property_parent": {
    levels_above: "null without a parent, which is refused",
    levels_below: made,
  },
  "private.check_price": { listing: "the row that is written" },
  "private.check_sale_day": { since: made },
  "private.check_terms": { "terms.conditions": leftOut },
  "private.check_title_facts": {
    "told.number": leftOut,
    "told.registry": leftOut,
    "told.storage_path": leftOut,
  },
  "private.check_visit": { hour: "null is refused as scheduled_for" },
  "private.clear_refund": { "refund.approved_at": "filled on the way to sending" },
  "private.collect_platform_fees": { owed: made, there: "null where no provider is named" },
  "private.conversation_participants": {
    "conversation_participants.conversation_id": "takes_part() says no of null",
  },
  "private.criteria_degrees": { most: made },
  "private.criteria_number": { high: made, low: made },
  "private.criteria_text": { criteria: made, field: made, given: leftOut },
  "private.demand_application_fee": { due: filled },
  "private.describe_media": { written: made },
  "private.dispute_inspection": { positions: made },
  "private.end_offer": {
    reason: "left out where an offer is withdrawn; asked for where it is declined",
    side: "offer_side() answers or refuses",
    to_status: made,
  },
  "private.end_tenancy": { returned_on: filled },
  "private.find_my_charge": { tenancy: "knows_debtor() says no of a row that is null" },
  "private.give_notice": { earliest: filled, latest: filled },
  "private.history_deadline": { expires_at: leftOut },
  "private.inspection_for_photo": {
    acting_user: "an inspection of theirs was found by it",
    inspection_id: "an inspection was found by it",
  },
  "private.invite_to_conversation": { caller: "may_bring_guests() says no of null" },
  "private.keep_of_deposit": {
    amount_kobo: "deduct_from_deposit() and answer_deduction_dispute() refuse null",
    held: "deposit_of() sums, and has a row for the tenancy that was found",
  },
  "private.lock_inspection_to_sign": { remark: leftOut },
  "private.lock_my_schedule": { tenancy: "knows_debtor() says no of a row that is null" },
  "private.name_guarantor": { named: made, standing: made },
  "private.payout_asked_for": { amount_kobo: "null is refused by check_payout_facts()" },
  "private.lock_my_message": {
    "said.created_at": "there with the message that was found",
    "said.sender_id": "there with the message that was found",
    within: made,
  },
  "private.open_conversation": { "subject.is_joint": "there with the subject that was found" },
  "private.read_charge_parts": { amount_kobo: "a number, or refused before", entry: made },
  "private.read_criteria": {
    "wanted.max_bedrooms": filled,
    "wanted.max_move_in_kobo": filled,
    "wanted.max_price_kobo": filled,
    "wanted.min_bedrooms": filled,
    "wanted.min_move_in_kobo": filled,
    "wanted.min_price_kobo": filled,
  },
  "private.read_inspection_items": { entry: made, kind: made, note: leftOut },
  "private.read_meter_readings": { entry: made },
  "private.read_polygon": {
    is_on_earth: "null only of rings that are not sound",
    points: "null only of rings that are not sound",
    shape: filled,
  },
  "private.record_deposit_return": {
    "deposit.held_kobo": "deposit_of() sums, and has a row for the tenancy that was found",
  },
  "private.refuse_early_deletion": { tg_argv: "the trigger is made with its argument" },
  "private.refuse_newcomer": {
    from_when: "null: who always counted is no newcomer",
    needed: "is_alone() says no of null",
    "refuse_newcomer.org_id": "is_alone() says no of null",
  },
  "private.rental_history_of": {
    "consent.expires_at": "a granted consent has its time",
  },
  "private.check_acts_for_staff": { copies: leftOut },
  "private.report": { note: leftOut },
  "private.report_message": { caller: "takes_part() says no of null" },
  "private.replace_charge_schedule": {
    amount_kobo: "require_schedule_terms() refuses null",
    due_now: made,
    length_now: "made of a period, which is refused before when it is null",
  },
  "private.require_applicant_level": { has: "of nobody none" },
  "private.require_level": { has: "of nobody none", needed: "nothing is asked where no rule is" },
  "private.request_erasure": { why: leftOut },
  "private.request_payout": { amount_kobo: "null is refused by check_payout_facts()" },
  "private.request_refund": { most: "refundable() sums, of the payment that was found" },
  "private.request_remittance": {
    amount_kobo: "null is refused by check_payout_facts()",
    owed: made,
  },
  "private.require_room_for_document": { acting_user: "org_for_new_document() refuses null" },
  "private.require_reminder_days": { days: leftOut },
  "private.require_terms": { nature: leftOut, notice_days: leftOut },
  "private.set_preference": { least_mode: filled },
  "private.share_document": { reader: "one of tenancy and contact is given" },
  "private.side_for_photo": { acting_user: "an inspection of theirs was found by it" },
  "private.submit_application": { listing_status: "lock_my_application() refuses what has none" },
  "private.take_back_deduction": { tenancy: "knows_debtor() says no of a row that is null" },
  "private.take_back_tax_certificate": { tenancy: "knows_debtor() says no of a row that is null" },
  "private.take_files": { file_ids: "called with files only", taken: made },
  "private.term_end": {
    ends_on: leftOut,
    months: leftOut,
    starts_on: "require_terms() refuses a term without a beginning",
    term_months: leftOut,
  },
  "private.void_receipt": { is_member: made },
  "private.with_unit_facts": { is_known: filled },
  "public.badges_of_organizations": { organizations: "of none nothing is said" },
  "public.badges_of_people": { people: "of nobody nothing is said" },
  "service.add_document": { expires: leftOut },
  "service.add_inspection_photo": { captioned: leftOut, taken: leftOut },
  "service.add_listing_media": { places: made },
  "service.prepare_message_file": { acting_user: "takes_part() says no of null" },
  "service.start_payment": { subject_count: made },
};

/** Guards of which the analysis must say what it misses. */
const examples = `
  create function private.example(asked text, organization public.organizations, invitation public.invitations)
  returns void language plpgsql set search_path = '' as $$
  declare
    account record;
    wrong text := case
      when length(asked) not between 1 and 5 then 'asked'
      when invitation.email is null or invitation.email !~ 'x' then 'email'
    end;
  begin
    if account.phone <> invitation.phone then
      perform private.raise_problem('example.one', 'No');
    elsif organization.name <> 'Ada' or organization.kind not in ('owner') then
      perform private.raise_problem('example.two', 'No');
    elsif not (invitation.role = 'agent') and exists (select from public.units) then
      perform private.raise_problem('example.three', 'No');
    elsif coalesce(invitation.accepted_by, invitation.id) <> invitation.id or invitation.invited_by is distinct from null then
      perform private.raise_problem('example.four', 'No');
    end if;
    if account.email <> 'x' then
      return;
    end if;
  end $$;
`;

Deno.test("every guard says what null does", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    await t.step("the analysis sees what is compared", async () => {
      const undo = new Error("undo");
      await database.transaction(async (tx) => {
        await tx.exec(examples);
        const found = (await findGuards(tx)).filter((guard) => guard.fn === "private.example");
        assertEquals(found.map((guard) => guard.unsaid), [
          ["account.phone", "invitation.phone"],
          [],
          ["invitation.role"],
          [],
          ["asked"],
          [],
        ]);
        throw undo;
      }).catch((error) => {
        if (error !== undo) throw error;
      });
    });

    await t.step("and in our functions nothing that nobody has looked at", async () => {
      const guards = await findGuards(database);
      assert(guards.length > 400, `${guards.length} guards`);
      const unsaid: Record<string, string[]> = {};
      for (const guard of guards) {
        if (guard.unsaid.length > 0) (unsaid[guard.fn] ??= []).push(...guard.unsaid);
      }
      const sorted = (of: Record<string, Iterable<string>>) =>
        Object.fromEntries(Object.entries(of).map(([fn, refs]) => [fn, [...new Set(refs)].sort()]));
      assertEquals(
        sorted(unsaid),
        sorted(Object.fromEntries(
          Object.entries(reviewed).map(([fn, refs]) => [fn, Object.keys(refs)]),
        )),
      );
    });

    await t.step("and whoever gives null for everything changes nothing", async () => {
      const { people } = world;
      // A token that is taken is a write too.
      await database.query("update private.person_limits set burst = null where $1", [true]);
      const functions = await database.query<{ call: string; args: number }>(
        `select format('select public.%I(%s)', p.proname, (
             select string_agg(format('%I => null::%s', p.proargnames[place], type::regtype), ', ')
             from unnest(p.proargtypes::oid[]) with ordinality as given (type, place))) as call,
           p.pronargs::int as args
         from pg_proc as p
         where p.pronamespace = 'public'::regnamespace and p.pronargs > 0 and $1
           and has_function_privilege('authenticated', p.oid, 'execute') order by 1`,
        [true],
      );
      assert(functions.length > 90, `${functions.length} functions`);
      const changed: string[] = [];
      for (const by of [people.owner, people.tenant, people.staff]) {
        for (const { call } of functions) {
          await database.transaction(async (tx) => {
            await become(tx, by);
            await tx.query(`${call} where $1`, [true]);
            // A transaction that wrote nothing, and locked no row, has no number.
            const [told] = await tx.query<{ wrote: boolean }>(
              "select pg_current_xact_id_if_assigned() is not null as wrote where $1",
              [true],
            );
            if (told?.wrote) changed.push(call);
          }).catch((error) => {
            assert(
              /^PT4\d\d$/.test(String(error.code)),
              `${call}: ${error.code} ${error.message}`,
            );
          });
        }
      }
      assertEquals(changed, []);
    });
  } finally {
    await close();
  }
});

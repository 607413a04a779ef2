/**
 * The yardsticks of bench:money: the same rows as a settlement and as the nightly charges, written by plain statements
 * under session_replication_role = replica, without triggers, foreign keys, checks of states or NOTIFY. Defaults, checks
 * of values and indexes stay: whoever writes these rows has them.
 */
import type { Scenario } from "./money_world.ts";

/** Tables in which a settlement leaves rows, new ones or newer versions. */
export const writtenBySettling = [
  "public.payments",
  "public.charges",
  "public.payment_allocations",
  "public.ledger_entries",
  "public.ledger_lines",
  "public.state_changes",
  "public.receipts",
  "public.notifications",
  "private.audit_log",
  "private.receipt_counters",
  "private.provider_events",
  "pgmq.a_provider_events",
  "realtime.messages",
] as const;

/** Settles the next payment as the job does once the provider has confirmed it. */
export const settle = (scenario: Scenario) => `select money_bench.settle_${scenario}()`;
/** Writes the rows of the next settlement. */
export const settleBare = (scenario: Scenario) => `select money_bench.bare_${scenario}()`;

/** Both, for a scenario. */
export function settlers(scenario: Scenario): string {
  return `
  create function money_bench.settle_${scenario}() returns text language plpgsql as $$
  declare
    place bigint := nextval('money_bench.${scenario}_next');
    due money_bench.${scenario};
  begin
    select * into strict due from money_bench.${scenario} where n = place;
    return service.settle_provider_event(
      due.message_id, due.event_id, due.reference, 10000000, 'NGN', '2026-11-20T09:30:00Z', 'card', 160000);
  end
  $$;
  create function money_bench.bare_${scenario}() returns text language plpgsql as $$
  declare
    place bigint := nextval('money_bench.${scenario}_next');
    due money_bench.${scenario};
    entry uuid;
    told jsonb;
    receipt uuid;
  begin
    select * into strict due from money_bench.${scenario} where n = place;
    insert into public.payment_allocations (org_id, payment_id, charge_id, amount_kobo)
    values (due.org_id, due.payment_id, due.charge_id, 10000000);
    insert into public.ledger_entries (org_id, kind, source_id, occurred_at, description)
    values (due.org_id, 'payment', due.payment_id, now(), 'Payment ' || due.reference)
    returning id into entry;
    insert into public.ledger_lines (entry_id, line_no, org_id, account_id, debit_kobo, credit_kobo)
    values (entry, 1, due.org_id, due.clearing_id, 9840000, 0), (entry, 2, due.org_id, due.fees_id, 160000, 0),
      (entry, 3, due.org_id, due.receivable_id, 0, 10000000);
    update public.charges set paid_kobo = 10000000 where id = due.charge_id;
    update public.payments set status = 'succeeded', provider_transaction_id = due.reference, provider_fees_kobo = 160000,
      channel = 'card', paid_at = '2026-11-20T09:30:00Z', updated_at = now()
    where id = due.payment_id;
    insert into public.state_changes (org_id, machine, subject_id, from_state, to_state, reason)
    values (due.org_id, 'payment', due.payment_id, 'pending', 'succeeded', 'Confirmed by paystack');
    insert into private.audit_log (org_id, actor_role, action, table_name, row_id, old_values, new_values)
    values (due.org_id, 'service_role', 'UPDATE', 'public.payments', due.payment_id::text,
      jsonb_build_object('status', 'pending', 'paid_at', null, 'channel', null, 'provider_fees_kobo', null, 'provider_transaction_id', null),
      jsonb_build_object('status', 'succeeded', 'paid_at', '2026-11-20T09:30:00Z', 'channel', 'card', 'provider_fees_kobo', 160000,
        'provider_transaction_id', due.reference));
    update private.receipt_counters set last_serial = last_serial + 1, last_hash = encode(sha256(due.reference::bytea), 'hex')
    where org_id = due.org_id and year = 2026;
    insert into public.receipts (org_id, payment_id, tenancy_id, kind, year, serial, number, received_on, landlord_name,
      landlord_address, tenant_names, tenant_address, premises, amount_kobo, currency, period, items, method, payment_reference,
      token, token_hash, hash_version, previous_hash, hash)
    select due.org_id, due.payment_id, due.tenancy_id, 'rent', 2026, counter.last_serial, 'R-2026-' || counter.last_serial,
      '2026-11-20', 'Homes', '1 Marina, Lagos', 'Tenant', '1 Akoka Road', 'Flat 1, Court 1, 1 Herbert Macaulay Way, Area 1, Lagos Mainland, Lagos',
      10000000, 'NGN', daterange('2026-11-01', '2026-12-01'),
      jsonb_build_array(jsonb_build_object('charge_id', due.charge_id, 'description', 'Rent for November', 'amount_kobo', 10000000)),
      'paystack', due.reference, encode(sha256(due.reference::bytea), 'hex'),
      sha256(convert_to(encode(sha256(due.reference::bytea), 'hex'), 'utf8')), 2, counter.last_hash, counter.last_hash
    from private.receipt_counters as counter where counter.org_id = due.org_id and counter.year = 2026
    returning id into receipt;
    told := jsonb_build_object('amount_kobo', 10000000, 'currency', 'NGN', 'reference', due.reference, 'tenancy_id', due.tenancy_id,
      'receipts', jsonb_build_array(jsonb_build_object('id', receipt, 'number', 'R-2026-1')));
    insert into public.notifications (user_id, org_id, kind, title, subject_id, payload)
    select person, due.org_id, 'payment_settled', 'Your payment was received', due.payment_id, told
    from unnest(due.members || due.payer_id) as person;
    insert into realtime.messages (payload, event, topic, private, extension)
    select told, 'notification_created', 'user:' || person, true, 'broadcast' from unnest(due.members || due.payer_id) as person;
    update private.provider_events set status = 'processed', note = 'settled', processed_at = now() where id = due.event_id;
    with taken as (
      delete from pgmq.q_provider_events where msg_id = due.message_id returning msg_id, vt, read_ct, enqueued_at, message
    )
    insert into pgmq.a_provider_events (msg_id, vt, read_ct, enqueued_at, message)
    select msg_id, vt, read_ct, enqueued_at, message from taken;
    return 'settled';
  end
  $$`;
}

/** The rows that the nightly job writes for a set of schedules: the charges, their entries and their lines. */
export const chargeBare: readonly string[] = [
  `create temporary table demanded as
   select private.uuid_v7() as charge_id, private.uuid_v7() as entry_id, schedule.*,
     private.lagos_date() + 10 as starts_on, account_of.income, account_of.receivable
   from money_bench.schedules as schedule
   join (
     select org_id, max(id::text) filter (where kind = 'tenant_receivable') as receivable,
       max(id::text) filter (where kind = 'rent_income') as income
     from public.ledger_accounts group by org_id
   ) as account_of on account_of.org_id = schedule.org_id
   where schedule.set = $1`,
  `with charge as (
     insert into public.charges (id, org_id, tenancy_id, schedule_id, kind, period, due_on, amount_kobo, description)
     select charge_id, org_id, tenancy_id, id, kind, daterange(starts_on, starts_on + 30), starts_on, 10000000,
       format('%s for %s to %s', initcap(replace(kind::text, '_', ' ')), to_char(starts_on, 'FMDD Mon YYYY'),
         to_char(starts_on + 29, 'FMDD Mon YYYY'))
     from demanded
   ),
   entry as (
     insert into public.ledger_entries (id, org_id, kind, source_id, occurred_at, description)
     select entry_id, org_id, 'charge', charge_id, now(), 'Rent' from demanded
   ),
   line as (
     insert into public.ledger_lines (entry_id, line_no, org_id, account_id, debit_kobo, credit_kobo)
     select entry_id, side.line_no, org_id, side.account::uuid, side.debit_kobo, side.credit_kobo
     from demanded
     cross join lateral (values (1, receivable, 10000000, 0), (2, income, 0, 10000000)) as side (line_no, account, debit_kobo, credit_kobo)
   )
   -- That a period was charged says the schedule as well.
   update public.charge_schedules as schedule set next_no = next_no + 1, next_on = private.lagos_date() + 11
   from demanded where schedule.id = demanded.id`,
];

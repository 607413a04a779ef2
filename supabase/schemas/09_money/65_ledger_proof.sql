-- The nightly proof that the books are right: every entry sums to zero, and every charge, payment, allocation, draw on a
-- credit and receipt agrees with them. Triggers and constraints see to that; this finds what went past them. Staff see each
-- difference among the payment exceptions, until they say what was done about it.

create table private.ledger_proofs (
  org_id uuid primary key references public.organizations (id) on delete cascade,
  proved_on public.calendar_date not null,
  differences integer not null default 0 check (differences >= 0)
);
comment on table private.ledger_proofs is 'When the books of each organization were last proved, and how much was wrong then.';
comment on column private.ledger_proofs.org_id is 'Whose books.';
comment on column private.ledger_proofs.proved_on is 'Nigerian date of the last proof.';
comment on column private.ledger_proofs.differences is 'How many differences it found.';
create index ledger_proofs_proved_on_idx on private.ledger_proofs (proved_on, org_id);
alter table private.ledger_proofs enable row level security;

create function private.ledger_differences(org_id uuid)
returns table (what text, subject_id uuid, payment_id uuid, details jsonb)
language plpgsql
-- One snapshot for all of it: a payment that settles meanwhile is seen whole or not at all.
stable
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select 'entry_unbalanced', entry.id, null::uuid, jsonb_build_object(
    'debit_kobo', coalesce(sum(line.debit_kobo), 0), 'credit_kobo', coalesce(sum(line.credit_kobo), 0))
  from public.ledger_entries as entry
  left join public.ledger_lines as line on line.entry_id = entry.id
  where entry.org_id = ledger_differences.org_id
  group by entry.id
  having count(line.entry_id) < 2 or sum(line.debit_kobo) <> sum(line.credit_kobo);

  return query
  select 'charge_not_booked', charge.id, null::uuid, jsonb_build_object(
    'expected_kobo', abs(charge.amount_kobo), 'booked_kobo', booked.kobo)
  from public.charges as charge
  left join lateral (
    select sum(line.debit_kobo) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.entry_id = entry.id
    where entry.kind = 'charge' and entry.source_id = charge.id and entry.org_id = charge.org_id
  ) as booked on true
  where charge.org_id = ledger_differences.org_id and booked.kobo is distinct from abs(charge.amount_kobo);

  return query
  select 'charge_totals', charge.id, null::uuid, jsonb_build_object(
    'expected_kobo', settled.kobo, 'paid_kobo', charge.paid_kobo, 'is_reversed', charge.is_reversed)
  from public.charges as charge
  cross join lateral (
    select coalesce(sum(allocation.amount_kobo), 0) - private.returned_of_charge(charge.id) as kobo
    from public.payment_allocations as allocation
    join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
    where allocation.charge_id = charge.id
  ) as settled
  where charge.org_id = ledger_differences.org_id and (
    charge.paid_kobo <> settled.kobo
    or charge.is_reversed <> exists (select from public.charges as reversal where reversal.reverses_id = charge.id));

  -- A payment is booked when it succeeds, and taken back in an entry of its own. What its entry takes off the debt is
  -- what was allocated in the same transaction.
  return query
  select 'payment_not_booked', payment.id, payment.id, jsonb_build_object(
    'status', payment.status, 'amount_kobo', payment.amount_kobo, 'booked_kobo', booked.kobo,
    'allocated_kobo', booked.allocated_kobo, 'taken_off_kobo', booked.taken_off_kobo, 'taken_back_kobo', taken_back.kobo)
  from public.payments as payment
  cross join lateral (
    select sum(line.debit_kobo) as kobo,
      coalesce(sum(line.credit_kobo) filter (where account.kind in ('tenant_receivable', 'buyer_receivable', 'applicant_receivable')), 0)
        as taken_off_kobo,
      (
        select coalesce(sum(allocation.amount_kobo), 0) from public.payment_allocations as allocation
        where allocation.payment_id = payment.id and allocation.created_at = min(entry.booked_at)
      ) as allocated_kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id
    where entry.kind = 'payment' and entry.source_id = payment.id and entry.org_id = payment.org_id
  ) as booked
  cross join lateral (
    select sum(line.debit_kobo) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.entry_id = entry.id
    where entry.kind = 'payment_reversed' and entry.source_id = payment.id and entry.org_id = payment.org_id
  ) as taken_back
  where payment.org_id = ledger_differences.org_id and (
    booked.kobo is distinct from case when payment.status in ('succeeded', 'reversed') then payment.amount_kobo end
    or booked.taken_off_kobo <> booked.allocated_kobo
    or taken_back.kobo is distinct from case when payment.status = 'reversed' then nullif(payment.amount_kobo - payment.returned_kobo, 0) end);

  -- What a payment settled later than it was settled itself came out of its credit, by a draw with an entry of its own.
  return query
  select 'draw_not_booked', draw.id, draw.payment_id, jsonb_build_object(
    'amount_kobo', draw.amount_kobo, 'allocated_kobo', allocation.amount_kobo, 'booked_kobo', booked.kobo)
  from public.credit_draws as draw
  left join public.payment_allocations as allocation
    on allocation.payment_id = draw.payment_id and allocation.charge_id = draw.charge_id
  cross join lateral (
    select sum(line.debit_kobo) filter (where account.kind = 'tenant_credit') as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id
    where entry.kind = 'credit_drawn' and entry.source_id = draw.id and entry.org_id = draw.org_id
  ) as booked
  where draw.org_id = ledger_differences.org_id
    and (booked.kobo is distinct from draw.amount_kobo or allocation.amount_kobo is distinct from draw.amount_kobo)
  union all
  select 'draw_not_booked', entry.source_id, null::uuid, jsonb_build_object('entry_id', entry.id)
  from public.ledger_entries as entry
  where entry.org_id = ledger_differences.org_id and entry.kind = 'credit_drawn'
    and not exists (select from public.credit_draws as draw where draw.id = entry.source_id)
  union all
  select 'draw_not_booked', allocation.charge_id, allocation.payment_id, jsonb_build_object('allocated_kobo', allocation.amount_kobo)
  from public.payment_allocations as allocation
  join public.ledger_entries as entry on entry.kind = 'payment' and entry.source_id = allocation.payment_id
  where allocation.org_id = ledger_differences.org_id and allocation.created_at <> entry.booked_at
    and not exists (
      select from public.credit_draws as draw
      where draw.payment_id = allocation.payment_id and draw.charge_id = allocation.charge_id);

  return query
  select 'credit_left', credit.payment_id, credit.payment_id, jsonb_build_object(
    'left_kobo', credit.left_kobo, 'status', payment.status, 'amount_kobo', payment.amount_kobo, 'standing_kobo', standing.kobo)
  from public.payment_credits as credit
  join public.payments as payment on payment.id = credit.payment_id
  cross join lateral (select private.standing_credit(payment) as kobo) as standing
  where credit.org_id = ledger_differences.org_id
    and credit.left_kobo <> case when payment.status = 'succeeded' then standing.kobo else 0 end;

  return query
  select 'payment_over_allocated', payment.id, payment.id, jsonb_build_object(
    'amount_kobo', payment.amount_kobo, 'allocated_kobo', sum(allocation.amount_kobo))
  from public.payment_allocations as allocation
  join public.payments as payment on payment.id = allocation.payment_id
  where payment.org_id = ledger_differences.org_id
  group by payment.id
  having payment.status not in ('succeeded', 'reversed') or sum(allocation.amount_kobo) > payment.amount_kobo + (
    select coalesce(sum(part.kept_kobo), 0) from public.payment_return_parts as part where part.payment_id = payment.id);

  -- What went back is booked once, is made of credit and allocations, and stands on the payment; and it went back by a
  -- refund or dispute that says so.
  return query
  select 'return_not_booked', returned.id, returned.payment_id, jsonb_build_object(
    'kind', returned.kind, 'amount_kobo', returned.amount_kobo, 'fees_kobo', returned.fees_kobo, 'booked_kobo', booked.kobo,
    'taken_kobo', taken.kobo)
  from public.payment_returns as returned
  cross join lateral (
    select sum(line.credit_kobo) filter (where account.kind = returned.account) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id
    where entry.kind::text = returned.kind::text and entry.source_id = returned.id and entry.org_id = returned.org_id
  ) as booked
  cross join lateral (
    select returned.credit_kobo + coalesce(sum(part.amount_kobo - part.kept_kobo), 0) as kobo
    from public.payment_return_parts as part where part.return_id = returned.id
  ) as taken
  where returned.org_id = ledger_differences.org_id and (
    booked.kobo is distinct from returned.amount_kobo + returned.fees_kobo or taken.kobo <> returned.amount_kobo
    or not exists (
      select from public.refunds as refund
      where refund.id = returned.source_id and refund.status = 'succeeded' and refund.payment_id = returned.payment_id
        and refund.amount_kobo >= returned.amount_kobo
      union all
      select from public.disputes as dispute
      where dispute.id = returned.source_id and dispute.status = 'lost' and dispute.payment_id = returned.payment_id
        and dispute.amount_kobo >= returned.amount_kobo));

  return query
  select 'refund_not_returned', refund.id, refund.payment_id, jsonb_build_object('amount_kobo', refund.amount_kobo)
  from public.refunds as refund
  where refund.org_id = ledger_differences.org_id and refund.status = 'succeeded' and refund.excess_kobo < refund.amount_kobo
    and not exists (
      select from public.payment_returns as returned
      where returned.source_id = refund.id and returned.amount_kobo = refund.amount_kobo - refund.excess_kobo)
  union all
  select 'dispute_not_returned', dispute.id, dispute.payment_id, jsonb_build_object('amount_kobo', dispute.amount_kobo)
  from public.disputes as dispute
  where dispute.org_id = ledger_differences.org_id and dispute.status = 'lost' and dispute.excess_kobo < dispute.amount_kobo
    and not exists (
      select from public.payment_returns as returned
      where returned.source_id = dispute.id and returned.amount_kobo = dispute.amount_kobo - dispute.excess_kobo);

  return query
  select 'payment_returns', payment.id, payment.id, jsonb_build_object(
    'returned_kobo', payment.returned_kobo, 'expected_kobo', total.kobo)
  from public.payments as payment
  cross join lateral (
    select coalesce(sum(returned.amount_kobo), 0) as kobo from public.payment_returns as returned where returned.payment_id = payment.id
  ) as total
  where payment.org_id = ledger_differences.org_id and (
    payment.returned_kobo <> total.kobo
    or exists (
      select from public.payment_return_parts as part
      join public.payment_allocations as allocation
        on allocation.payment_id = part.payment_id and allocation.charge_id = part.charge_id
      where part.payment_id = payment.id
      group by allocation.charge_id, allocation.amount_kobo
      having sum(part.amount_kobo) > allocation.amount_kobo));

  return query
  select 'deposits_held', counted.org_id, null::uuid, jsonb_build_object('expected_kobo', counted.kobo, 'booked_kobo', booked.kobo)
  from (
    select ledger_differences.org_id as org_id, coalesce(sum(it.kobo), 0) as kobo
    from (
      -- What is demanded is owed to the tenants from then on; what they owe of it stands against them.
      select charge.amount_kobo as kobo from public.charges as charge
      where charge.org_id = ledger_differences.org_id and charge.kind = 'caution_deposit'
      union all
      select case handover.side when 'taken_over' then handover.deposit_kobo else -handover.deposit_kobo end
      from public.tenancy_handovers as handover where handover.org_id = ledger_differences.org_id
      union all
      select -payment.amount_kobo from public.payments as payment
      where payment.org_id = ledger_differences.org_id and payment.method = 'deposit' and payment.status = 'succeeded'
      union all
      select -given.amount_kobo from public.deposit_returns as given
      where given.org_id = ledger_differences.org_id and given.is_booked
    ) as it
  ) as counted
  cross join lateral (
    select coalesce(sum(line.credit_kobo - line.debit_kobo), 0) as kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = counted.org_id and account.kind = 'deposits_held'
  ) as booked
  where counted.kobo <> booked.kobo;

  return query
  select 'receipts_differ', payment.id, payment.id, jsonb_build_object(
    'status', payment.status, 'amount_kobo', payment.amount_kobo, 'receipted_kobo', receipted.kobo)
  from public.payments as payment
  cross join lateral (
    -- One that was replaced is of the same money as the one in its place.
    select sum(receipt.amount_kobo) as kobo from public.receipts as receipt
    where receipt.org_id = payment.org_id and receipt.payment_id = payment.id
      and not exists (select from public.receipts as next where next.org_id = receipt.org_id and next.replaces_id = receipt.id)
  ) as receipted
  where payment.org_id = ledger_differences.org_id
    and receipted.kobo is distinct from case when payment.status in ('succeeded', 'reversed') then payment.amount_kobo end;

  return query
  select 'receipt_chain', chained.id, chained.payment_id, jsonb_build_object('number', chained.number)
  from (
    select receipt.id, receipt.payment_id, receipt.number, receipt.serial, receipt.previous_hash, receipt.hash,
      private.receipt_hash(receipt) as computed,
      lag(receipt.serial, 1, 0) over chain as serial_before, lag(receipt.hash, 1, '') over chain as hash_before
    from public.receipts as receipt
    where receipt.org_id = ledger_differences.org_id
    window chain as (partition by receipt.year order by receipt.serial)
  ) as chained
  where chained.computed is distinct from chained.hash or chained.serial <> chained.serial_before + 1
    or chained.previous_hash <> chained.hash_before;

  return query
  select 'void_chain', chained.receipt_id, chained.payment_id, jsonb_build_object('number', chained.number, 'serial', chained.serial)
  from (
    select voided.receipt_id, receipt.payment_id, receipt.number, voided.serial, voided.previous_hash, voided.hash,
      private.receipt_void_hash(voided) as computed,
      lag(voided.serial, 1, 0) over chain as serial_before, lag(voided.hash, 1, '') over chain as hash_before
    from public.receipt_voids as voided
    left join public.receipts as receipt on receipt.id = voided.receipt_id
    where voided.org_id = ledger_differences.org_id
    window chain as (order by voided.serial)
  ) as chained
  where chained.computed is distinct from chained.hash or chained.serial <> chained.serial_before + 1
    or chained.previous_hash <> chained.hash_before;

  -- The last of a chain leaves no gap when it is taken out: but its paper was ordered, its payment taken back, or another
  -- receipt issued in its place.
  return query
  select 'void_missing', receipt.id, receipt.payment_id, jsonb_build_object('number', receipt.number, 'status', payment.status)
  from public.receipts as receipt
  join public.payments as payment on payment.id = receipt.payment_id
  where receipt.org_id = ledger_differences.org_id
    and (payment.status = 'reversed'
      or exists (select from public.receipts as next where next.org_id = receipt.org_id and next.replaces_id = receipt.id)
      or exists (select from private.receipt_papers as paper where paper.receipt_id = receipt.id and paper.is_void))
    and not exists (select from public.receipt_voids as voided where voided.receipt_id = receipt.id);

  return query
  select 'receipt_counter', counter.org_id, null::uuid, jsonb_build_object('year', counter.year, 'last_serial', counter.last_serial)
  from private.receipt_counters as counter
  left join public.receipts as receipt
    on receipt.org_id = counter.org_id and receipt.year = counter.year and receipt.serial = counter.last_serial
  where counter.org_id = ledger_differences.org_id and counter.last_serial > 0 and receipt.hash is distinct from counter.last_hash;

  return query
  select wrong.* from private.payout_differences(ledger_differences.org_id) as wrong
  union all
  select wrong.* from private.principal_differences(ledger_differences.org_id) as wrong
  union all
  select wrong.* from private.platform_differences(ledger_differences.org_id) as wrong
  union all
  select wrong.* from private.split_differences(ledger_differences.org_id) as wrong;
end
$$;
comment on function private.ledger_differences(uuid) is
  'What is wrong in the books of an organization, in one snapshot: entries that do not balance, charges, payments, allocations, draws on credits, refunds, chargebacks, receipts and deposits that do not agree with them, gaps and forgeries in the chains of receipts and of void ones.';

create function private.prove_ledgers(batch integer default 20)
returns integer
language plpgsql
set search_path = ''
set jit = off
as $$
declare
  proof private.ledger_proofs;
  difference record;
  found_so_far integer;
  proved integer := 0;
begin
  insert into private.ledger_proofs (org_id, proved_on)
  select organization.id, '1861-01-01' from public.organizations as organization
  where not exists (select from private.ledger_proofs as known where known.org_id = organization.id)
  on conflict do nothing;
  for proof in
    select taken.* from private.ledger_proofs as taken
    where taken.proved_on < private.lagos_date()
    order by taken.proved_on, taken.org_id limit batch
    for update skip locked
  loop
    found_so_far := 0;
    for difference in
      select wrong.*, payment.method, payment.reference
      from private.ledger_differences(proof.org_id) as wrong
      left join public.payments as payment on payment.id = wrong.payment_id
    loop
      perform private.note_payment_exception('books_differ', difference.method,
        difference.what || ':' || difference.subject_id, difference.reference, difference.payment_id,
        difference.details || jsonb_build_object(
          'what', difference.what, 'org_id', proof.org_id, 'subject_id', difference.subject_id));
      found_so_far := found_so_far + 1;
    end loop;
    update private.ledger_proofs as known set proved_on = private.lagos_date(), differences = found_so_far
    where known.org_id = proof.org_id;
    proved := proved + 1;
  end loop;
  return proved;
end
$$;
comment on function private.prove_ledgers(integer) is
  'Proves the books of a batch of organizations that were not proved today, and leaves a payment exception for each difference. Returns how many were proved. Run by pg_cron each night.';

select cron.schedule('prove-ledgers', '25 1 * * *', private.in_batches('private.prove_ledgers'));

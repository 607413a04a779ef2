-- Sending payouts, and hearing what became of them (functions/jobs/work/payouts.ts). That a payout is being sent is
-- written down before the provider hears of it. From then on the provider is asked by our reference and the money is
-- never sent again, unless whoever sent it knows that the provider has not got it: then the same reference goes once more.
-- What came of a killed worker nobody knows; if the provider does not know the reference after half an hour, a person looks.
--
-- Webhooks, early, late, twice or in any order, say only that the provider is to be asked: its own answer counts.

create function private.after_payout_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  from_status public.payout_status := case when tg_op = 'UPDATE' then old.status end;
begin
  if new.status = 'approved' and from_status = 'requested' then
    insert into private.payout_sends (payout_id, org_id, next_at) values (new.id, new.org_id, now());
    perform private.wake_jobs();
  elsif new.status = 'paid' then
    if new.mandate_id is null then
      perform private.book_payout(new);
    else
      perform private.book_remittance(new, false);
    end if;
  elsif new.status = 'reversed' and from_status = 'paid' then
    if new.mandate_id is null then
      perform private.book_returned_payout(new);
    else
      perform private.book_remittance(new, true);
    end if;
  end if;
  if new.status in ('paid', 'failed', 'reversed', 'declined', 'withdrawn') then
    update private.payout_sends as send set next_at = null where send.payout_id = new.id;
  end if;
  perform private.notify_payout(new, from_status);
  return null;
end
$$;
comment on function private.after_payout_moved() is
  'Trigger: what is approved is sent, what is paid or came back afterwards is booked, what is over is asked about no more; then people are told.';
create trigger after_payout_made after insert on public.payouts
  for each row execute function private.after_payout_moved();
create trigger after_payout_moved after update of status on public.payouts
  for each row when (old.status <> new.status) execute function private.after_payout_moved();

create function private.book_payout(payout public.payouts)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.post_entry(
    payout.org_id, 'payout', payout.id, payout.paid_at, 'Payout ' || payout.reference,
    array[
      row('bank', payout.amount_kobo, 0)::private.ledger_posting,
      row('provider_fees', payout.fee_kobo, 0)::private.ledger_posting,
      row('provider_clearing', 0, payout.amount_kobo + payout.fee_kobo)::private.ledger_posting
    ]);
end
$$;
comment on function private.book_payout(public.payouts) is 'Books that money went from the provider to the bank, and what the provider took for it.';

create function private.book_returned_payout(payout public.payouts)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- The provider keeps its fee.
  perform private.post_entry(
    payout.org_id, 'payout_reversed', payout.id, now(), 'Came back: payout ' || payout.reference,
    array[
      row('provider_clearing', payout.amount_kobo, 0)::private.ledger_posting,
      row('bank', 0, payout.amount_kobo)::private.ledger_posting
    ]);
end
$$;
comment on function private.book_returned_payout(public.payouts) is 'Books that the money of a payout came back from the bank to the provider.';

create function private.notify_payout(payout public.payouts, from_status public.payout_status)
returns void
language plpgsql
set search_path = ''
as $$
declare
  title text := case payout.status
    when 'requested' then 'A payout was asked for'
    when 'approved' then 'A payout was approved'
    when 'declined' then 'A payout was declined'
    when 'withdrawn' then 'A payout was withdrawn'
    when 'paid' then 'A payout arrived in your bank'
    when 'failed' then 'A payout failed: the money is where it was'
    when 'reversed' then 'A payout came back'
    when 'needs_attention' then 'A payout needs attention: we look into it'
  end;
begin
  -- On its way, and put off, are no news.
  if title is null or from_status = 'sending' and payout.status = 'approved' then
    return;
  end if;
  perform private.notify(array(select private.members_with(payout.org_id, 'money.payout')), payout.org_id,
    'payout_' || payout.status, title, payout.id,
    jsonb_build_object('amount_kobo', payout.amount_kobo, 'reference', payout.reference, 'payee_account_id', payout.payee_account_id,
      'is_sole', payout.is_sole, 'reason', coalesce(payout.failure_reason, payout.decision)));
  if payout.mandate_id is not null and payout.status in ('paid', 'reversed') and from_status is not null
    and (payout.status = 'paid' or from_status = 'paid') then
    perform private.notify(array(select private.members_with(payout.payee_org_id, 'money.read')), payout.org_id,
      case payout.status when 'paid' then 'remittance_paid' else 'remittance_reversed' end,
      case payout.status when 'paid' then 'Your agency sent on what it collected' else 'What your agency sent on came back' end, payout.id,
      jsonb_build_object('amount_kobo', payout.amount_kobo, 'reference', payout.reference, 'payee_account_id', payout.payee_account_id,
        'mandate_id', payout.mandate_id));
  end if;
end
$$;
comment on function private.notify_payout(public.payouts, public.payout_status) is
  'Tells everybody who may pay out of each step, whoever took it, and the principal of what was sent on to them.';

-- Taking in hand ----------------------------------------------------------------------------------------

create function private.payouts_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.payout_sends as send where send.next_at <= now())
$$;
comment on function private.payouts_wait() is 'Whether a payout is to be sent, or asked about, now.';

create function private.begin_sending(payout public.payouts)
returns boolean
language plpgsql
set search_path = ''
as $$
declare
  is_payable boolean := exists (
    select from public.payee_accounts as account
    join private.payee_numbers as known on known.payee_account_id = account.id
    where account.id = payout.payee_account_id and account.status = 'approved' and account.payable_from <= now());
begin
  if is_payable then
    -- Not waited for: whoever asks for a payout locks the organization first.
    perform from public.organizations as organization where organization.id = payout.org_id for no key update skip locked;
    if not found then
      return false;
    end if;
    -- A chargeback or a refund since may have taken what was there.
    if not private.holds_enough(payout.org_id, payout.provider) then
      update private.payout_sends as send set next_at = now() + interval '1 hour' where send.payout_id = payout.id;
      perform private.note_payment_exception('payout_waits', payout.provider, payout.reference, payout.reference, null,
        jsonb_build_object('payout_id', payout.id, 'org_id', payout.org_id, 'amount_kobo', payout.amount_kobo, 'status', payout.status,
          'answer', 'not_enough'));
      return false;
    end if;
  end if;
  perform private.begin_move('payout', payout.id);
  update public.payouts as sent
  set status = (case when is_payable then 'sending' else 'failed' end)::public.payout_status,
    sent_at = case when is_payable then now() else sent.sent_at end,
    failure_reason = case when not is_payable then 'No money goes to this bank account any more' end
  where sent.id = payout.id;
  return is_payable;
end
$$;
comment on function private.begin_sending(public.payouts) is
  'Writes down that a locked payout is being sent, or that it failed because its account is out of use; puts it off while the provider does not hold enough for its organization. Returns whether it is being sent.';

create function service.claim_payouts(
  providers public.payment_method[], max_payouts integer default 5, asked_again_after_s integer default 180)
returns table (
  payout_id uuid, action text, provider public.payment_method, reference text, amount_kobo bigint, org_id uuid,
  bank_code text, account_name text, note text, sealed text, provider_transfer_id text)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  due public.payouts;
  looked_at uuid[] := '{}'::uuid[];
  taken integer := 0;
begin
  -- One by one, of a hundred at most: what cannot be sent keeps nothing behind it waiting.
  while taken < max_payouts and cardinality(looked_at) < 100 loop
    select payout.* into due from private.payout_sends as send
    join public.payouts as payout on payout.id = send.payout_id
    where send.next_at <= now() and payout.provider = any (claim_payouts.providers) and payout.id <> all (looked_at)
    order by send.next_at limit 1
    for update of payout, send skip locked;
    exit when not found;
    looked_at := looked_at || due.id;
    action := case when due.status = 'approved' then 'send' else 'ask' end;
    continue when action = 'send' and not private.begin_sending(due);
    update private.payout_sends as send
    set next_at = case when due.status in ('approved', 'sending', 'pending', 'needs_attention')
        then now() + make_interval(secs => asked_again_after_s) end,
      times_sent = send.times_sent + (action = 'send')::integer,
      times_asked = case when action = 'send' then 0 else send.times_asked end
    where send.payout_id = due.id;
    continue when due.status not in ('approved', 'sending', 'pending', 'needs_attention');
    select account.bank_code, account.account_name, known.sealed
    into bank_code, account_name, sealed
    from public.payee_accounts as account
    left join private.payee_numbers as known on action = 'send' and known.payee_account_id = account.id
    where account.id = due.payee_account_id;
    payout_id := due.id;
    provider := due.provider;
    reference := due.reference;
    amount_kobo := due.amount_kobo;
    -- Whose account it is: the number was sealed for them.
    org_id := due.payee_org_id;
    note := due.note;
    provider_transfer_id := due.provider_transfer_id;
    taken := taken + 1;
    return next;
  end loop;
end
$$;
comment on function service.claim_payouts(public.payment_method[], integer, integer) is
  'Takes up to max_payouts that are due: action send, of which it is written down now that they are being sent, or ask, whose reference the provider is asked about. Another worker may take them only after the given seconds, and then only asks.';
grant execute on function service.claim_payouts(public.payment_method[], integer, integer) to service_role;

create function service.find_payout(provider public.payment_method, reference text)
returns table (payout_id uuid, provider_transfer_id text)
language sql
stable
security definer
set search_path = ''
as $$
  select payout.id, payout.provider_transfer_id from public.payouts as payout
  where payout.provider = find_payout.provider and payout.reference = find_payout.reference
$$;
comment on function service.find_payout(public.payment_method, text) is 'The payout that a provider''s event is about; no row when the reference is not ours.';
grant execute on function service.find_payout(public.payment_method, text) to service_role;

-- Hearing -------------------------------------------------------------------------------------------------

create function private.next_payout_status(payout public.payouts, send private.payout_sends, answer text)
returns public.payout_status
language plpgsql
stable
set search_path = ''
as $$
declare
  is_under_way boolean := payout.status in ('sending', 'pending', 'needs_attention');
begin
  return case
    when answer = 'paid' and (is_under_way or payout.status in ('failed', 'approved', 'withdrawn')) then 'paid'::public.payout_status
    when answer in ('failed', 'reversed') and payout.status = 'paid' then 'reversed'
    when answer = 'failed' and (is_under_way or payout.status = 'approved') then 'failed'
    when answer = 'reversed' and is_under_way then 'reversed'
    when answer = 'pending' and payout.status in ('sending', 'needs_attention') then 'pending'
    when answer in ('needs_person', 'amount_mismatch', 'environment_mismatch') and payout.status in ('sending', 'pending') then 'needs_attention'
    -- What only the one who sent it can say.
    when answer = 'refused' and payout.status = 'sending' then 'failed'
    when answer in ('not_sent', 'insufficient') and payout.status = 'sending' then 'approved'
    -- Longer than any worker lives that may still be about to send it.
    when answer = 'unknown' and payout.status in ('sending', 'pending') and send.times_asked >= 2
      and payout.sent_at < now() - interval '30 minutes' then 'needs_attention'
    -- No provider is away for so long: whoever can look at its dashboard does. It is asked on, and what it says counts.
    when answer = 'unreachable' and payout.status in ('sending', 'pending') and payout.sent_at < now() - interval '15 days' then 'needs_attention'
  end;
end
$$;
comment on function private.next_payout_status(public.payouts, private.payout_sends, text) is
  'What follows for a payout from what the provider, or who sent it, says; null: it stays as it is. The whole of the rule.';

create function service.record_payout_answer(
  payout_id uuid,
  answer text,
  reason text default null,
  provider_transfer_id text default null,
  amount_kobo numeric default null,
  fee_kobo numeric default null,
  paid_at text default null
)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  fee public.kobo := private.read_kobo('fee_kobo', fee_kobo);
  paid public.instant := private.read_instant('paid_at', paid_at);
  payout public.payouts;
  send private.payout_sends;
  heard text := answer;
  next_status public.payout_status;
begin
  select found.* into payout from public.payouts as found where found.id = payout_id for update;
  if payout.id is null then
    return 'unknown_payout';
  end if;
  select found.* into send from private.payout_sends as found where found.payout_id = payout.id for update;
  if amount is not null and amount <> payout.amount_kobo then
    heard := 'amount_mismatch';
  end if;
  next_status := private.next_payout_status(payout, send, heard);
  if next_status is not null then
    perform private.begin_move('payout', payout.id, coalesce(reason, 'The provider says ' || heard));
    update public.payouts as moved
    set status = next_status,
      provider_transfer_id = coalesce(provider_transfer_id, moved.provider_transfer_id),
      fee_kobo = case when next_status = 'paid' then coalesce(fee, 0) else moved.fee_kobo end,
      paid_at = case when next_status = 'paid' then coalesce(paid, now()) else moved.paid_at end,
      failure_reason = case when next_status in ('failed', 'reversed', 'needs_attention', 'approved') then left(coalesce(reason, heard), 300) end
    where moved.id = payout.id;
  elsif provider_transfer_id is not null and payout.provider_transfer_id is null then
    update public.payouts as known set provider_transfer_id = provider_transfer_id where known.id = payout.id;
  end if;
  perform private.note_payout_answer(payout, send, heard, reason, next_status, amount);
  update private.payout_sends as due
  set times_asked = due.times_asked + 1, last_answer = left(heard, 40), answered_at = now(),
    -- Jittered, so that what was sent together is not asked about together.
    next_at = case
      when coalesce(next_status, payout.status) in ('paid', 'failed', 'reversed', 'declined', 'withdrawn') then null
      else now() + (0.75 + random() / 2) * case
        when next_status = 'approved' then least(interval '6 hours', case heard when 'insufficient' then interval '10 minutes' else interval '1 minute' end
          * power(2, least(due.times_sent, 10)))
        when coalesce(next_status, payout.status) = 'needs_attention' then interval '1 hour'
        else least(interval '1 hour', interval '30 seconds' * power(2, least(due.times_asked, 8))) end end
  where due.payout_id = payout.id;
  return coalesce(next_status, payout.status);
end
$$;
comment on function service.record_payout_answer(uuid, text, text, text, numeric, numeric, text) is
  'Keeps what a provider says of a payout: pending, paid (with its fee in kobo and when), failed, reversed, needs_person (it waits for a code, or is held up there), unknown (it has none of that reference), environment_mismatch, unreachable; or what whoever sent it knows: not_sent, insufficient (the provider has too little), refused. amount_kobo: as the provider tells it. Returns the payout''s status by then.';
grant execute on function service.record_payout_answer(uuid, text, text, text, numeric, numeric, text) to service_role;

create function private.note_payout_answer(
  payout public.payouts, send private.payout_sends, heard text, reason text, next_status public.payout_status, amount_kobo public.kobo)
returns void
language plpgsql
set search_path = ''
as $$
declare
  kind public.payment_exception_kind := case
    when next_status = 'needs_attention' or heard in ('amount_mismatch', 'environment_mismatch') then 'payout_attention'::public.payment_exception_kind
    when next_status = 'paid' and payout.status in ('failed', 'approved', 'withdrawn') then 'payout_attention'
    when heard = 'insufficient' or heard = 'not_sent' and coalesce(send.times_sent, 0) >= 5 then 'payout_waits'
  end;
begin
  if kind is not null then
    perform private.note_payment_exception(kind, payout.provider, payout.reference, payout.reference, null,
      jsonb_build_object('payout_id', payout.id, 'org_id', payout.org_id, 'amount_kobo', payout.amount_kobo, 'received_kobo', amount_kobo,
        'status', payout.status, 'answer', heard, 'reason', left(reason, 300)));
  elsif next_status in ('pending', 'paid', 'failed', 'reversed') then
    update public.payment_exceptions as exception
    set resolved_at = now(), resolution = 'The provider was asked again: the payout is ' || next_status || '.'
    where exception.provider = payout.provider and exception.fingerprint = payout.reference
      and exception.kind in ('payout_attention', 'payout_waits') and exception.resolved_at is null;
  end if;
end
$$;
comment on function private.note_payout_answer(public.payouts, private.payout_sends, text, text, public.payout_status, public.kobo) is
  'Leaves a trace for staff of what a person must look at, and closes it when the provider then said what became of the payout.';

-- The nightly proof ------------------------------------------------------------------------------------------

create function private.payout_differences(org_id uuid)
returns table (what text, subject_id uuid, payment_id uuid, details jsonb)
language sql
stable
set search_path = ''
as $$
  select 'payout_not_booked', payout.id, null::uuid, jsonb_build_object(
    'status', payout.status, 'amount_kobo', payout.amount_kobo, 'fee_kobo', payout.fee_kobo,
    'booked_kobo', booked.kobo, 'came_back_kobo', came_back.kobo)
  from public.payouts as payout
  cross join lateral (
    select sum(line.credit_kobo - line.debit_kobo) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.org_id = entry.org_id and line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id and account.kind = 'provider_clearing'
    where entry.kind = 'payout' and entry.source_id = payout.id and entry.org_id = payout.org_id
  ) as booked
  cross join lateral (
    select sum(line.debit_kobo - line.credit_kobo) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.org_id = entry.org_id and line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id and account.kind = 'provider_clearing'
    where entry.kind = 'payout_reversed' and entry.source_id = payout.id and entry.org_id = payout.org_id
  ) as came_back
  where payout.org_id = payout_differences.org_id and (
    booked.kobo is distinct from case when payout.paid_at is not null then payout.amount_kobo + payout.fee_kobo end
    or came_back.kobo is distinct from case when payout.status = 'reversed' and payout.paid_at is not null then payout.amount_kobo end)
$$;
comment on function private.payout_differences(uuid) is
  'Payouts of an organization that do not agree with its books: what was paid is booked with its fee, what came back afterwards too, and nothing else is.';

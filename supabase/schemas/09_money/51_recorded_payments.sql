-- Money that a member took, in cash or by a POS terminal: recorded by the member, then acknowledged or disputed by the
-- payer; unanswered it settles by itself. Of a disputed one the platform's staff decide (47).

-- By the member ---------------------------------------------------------------------------------------------

create function private.record_offline_payment(
  charge_ids uuid[], method public.payment_method, amount_kobo public.kobo, paid_on public.calendar_date, bank_reference text,
  note text, client_id uuid)
returns public.offline_payments
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  debts public.charges[];
  payment public.payments;
  recorded public.offline_payments;
begin
  debts := array(
    select charge from public.charges as charge
    where charge.id = any (charge_ids) and charge.reverses_id is null
      and charge.org_id in (select private.my_org_ids('money.write')));
  perform private.require_one_debt(charge_ids, debts);
  perform private.check_offline_facts(method, amount_kobo, paid_on, bank_reference, note, '{cash,pos}');
  if client_id is null then
    perform private.raise_problem('offline_payment.bad_fact', 'Cannot take the payment: client_id is missing', 422,
      jsonb_build_object('field', 'client_id'));
  end if;
  recorded := private.known_offline_payment(auth.uid(), client_id, method, amount_kobo, paid_on);
  if recorded.id is not null then
    return recorded;
  end if;
  if method = 'cash' then
    perform private.require_level((select auth.uid()), 'acknowledge_cash', amount_kobo, 'amount_kobo');
  end if;
  perform private.refuse_used_reference((debts[1]).org_id, method, bank_reference);
  perform private.require_open_charges(charge_ids);
  begin
    payment := private.begin_offline_payment(null, charge_ids, method, amount_kobo);
    if auth.uid() in (select private.payment_payers(payment.id)) then
      perform private.raise_problem('offline_payment.own', 'You cannot record this payment: it is your own', 403,
        jsonb_build_object('field', 'charge_ids'));
    end if;
    insert into public.offline_payments (
      org_id, payment_id, subject_id, source, method, status, reported_by, client_id, claimed_kobo, paid_on, bank_reference, note, answer_by)
    select payment.org_id, payment.id, private.subject_of(debts[1]), 'payee', method, 'recorded', auth.uid(), client_id, amount_kobo, paid_on,
      nullif(btrim(bank_reference), ''), nullif(btrim(note), ''), now() + make_interval(days => waiting.days)
    from private.offline_waiting_days as waiting
    where waiting.source = 'payee' and waiting.method = record_offline_payment.method
    returning * into strict recorded;
  exception when unique_violation then
    recorded := private.known_offline_payment(auth.uid(), client_id, method, amount_kobo, paid_on);
    if recorded.id is null then
      perform private.refuse_used_reference((debts[1]).org_id, method, bank_reference);
      raise;
    end if;
  end;
  return recorded;
end
$$;
comment on function private.record_offline_payment(uuid[], public.payment_method, public.kobo, public.calendar_date, text, text, uuid) is
  'Checks that the caller keeps the books, then records what they took: it waits for the payer.';

create function private.refuse_used_reference(org_id uuid, method public.payment_method, bank_reference text)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  used uuid := (
    select offline.id from public.offline_payments as offline
    where offline.org_id = org_id and offline.method = method and offline.reference_key = private.reference_key(bank_reference));
begin
  if used is not null then
    perform private.raise_problem('offline_payment.evidence_used', 'A payment with this reference is there already', 409,
      jsonb_build_object('field', 'bank_reference', 'offline_payment_id', used));
  end if;
end
$$;
comment on function private.refuse_used_reference(uuid, public.payment_method, text) is
  'For members, who see the other payment: refuses (409 offline_payment.evidence_used) a reference that was used.';
grant execute on function
  private.record_offline_payment(uuid[], public.payment_method, public.kobo, public.calendar_date, text, text, uuid) to authenticated;

create function public.record_offline_payment(
  charge_ids uuid[],
  method public.payment_method,
  amount_kobo numeric,
  paid_on text,
  client_id uuid,
  bank_reference text default null,
  note text default null
)
returns public.offline_payments
language sql
set search_path = ''
as $$
  select private.limit_person('record_offline_payment');
  select private.record_offline_payment(
    charge_ids, method, private.read_kobo('amount_kobo', amount_kobo), private.read_date('paid_on', paid_on),
    private.read_line('bank_reference', bank_reference), private.read_prose('note', note), client_id)
$$;
comment on function public.record_offline_payment(uuid[], public.payment_method, numeric, text, uuid, text, text) is
  'For members who keep the books: records cash or a POS payment (kobo) that you took for charges. The payer acknowledges or disputes it; unanswered it settles after days that are data. Safe to repeat with the same client_id. Errors: charge.not_found 404, payment.bad_charges 400, offline_payment.own 403 for what you pay yourself, trust.level_missing 403, offline_payment.bad_fact 422, charge.settled, offline_payment.evidence_used, offline_payment.client_id_used 409.';
grant execute on function public.record_offline_payment(uuid[], public.payment_method, numeric, text, uuid, text, text) to authenticated;

-- By the payer ----------------------------------------------------------------------------------------------

create function private.lock_recorded_payment(offline_payment_id uuid)
returns public.offline_payments
language plpgsql
set search_path = ''
as $$
declare
  offline public.offline_payments;
begin
  select found.* into offline from public.offline_payments as found
  where found.id = offline_payment_id and found.source = 'payee'
    and auth.uid() in (select private.payment_payers(found.payment_id))
  for no key update;
  if offline.id is null then
    perform private.raise_problem('offline_payment.not_found', 'Cannot find the payment among those that were recorded for you', 404,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  if coalesce(offline.reported_by = auth.uid(), false) then
    perform private.raise_problem('offline_payment.own', 'You recorded this payment yourself: somebody else must answer', 403,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  return offline;
end
$$;
comment on function private.lock_recorded_payment(uuid) is
  'Locks a payment that a member recorded, for its payer. Errors: offline_payment.not_found 404, offline_payment.own 403 for who recorded it.';

create function private.acknowledge_payment(offline_payment_id uuid)
returns public.offline_payments
language plpgsql
security definer
set search_path = ''
as $$
declare
  offline public.offline_payments := private.lock_recorded_payment(offline_payment_id);
begin
  if offline.status = 'confirmed' then
    return offline;
  end if;
  if offline.status not in ('recorded', 'disputed') then
    perform private.refuse_decided(offline);
  end if;
  if offline.status = 'disputed' and offline.decided_by is distinct from auth.uid() then
    perform private.raise_problem('offline_payment.disputed', 'Cannot acknowledge it: another payer disputes it, so the platform''s staff will decide', 403,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  -- Whoever the payee's side put into the tenancy afterwards, or who never agreed to it, cannot speak for the tenants.
  if exists (select from public.payments as payment where payment.id = offline.payment_id and payment.tenancy_id is not null)
    and not exists (
      select from public.payments as payment
      join public.tenancy_parties as party on party.tenancy_id = payment.tenancy_id and party.accepted_at < offline.created_at
      join public.tenants as tenant on tenant.id = party.tenant_id and tenant.user_id = auth.uid()
      where payment.id = offline.payment_id) then
    perform private.raise_problem('offline_payment.not_agreed',
      'Cannot acknowledge it: you had not accepted the tenancy when it was recorded', 403,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  return private.accept_offline_payment(offline, offline.claimed_kobo, offline.paid_on);
end
$$;
comment on function private.acknowledge_payment(uuid) is 'Checks that the payer answers, then settles what was recorded.';
grant execute on function private.acknowledge_payment(uuid) to authenticated;

create function public.acknowledge_payment(offline_payment_id uuid)
returns public.offline_payments
language sql
set search_path = ''
as $$
  select private.limit_person('acknowledge_payment');
  select private.acknowledge_payment(offline_payment_id)
$$;
comment on function public.acknowledge_payment(uuid) is
  'For the payer: says that what the payee''s side recorded is so, also after a dispute of your own: it settles and you get receipts. Of a tenancy by those who had accepted it when it was recorded. Safe to repeat. Errors: offline_payment.not_found 404, offline_payment.own, offline_payment.disputed, offline_payment.not_agreed 403, offline_payment.already_decided 409.';
grant execute on function public.acknowledge_payment(uuid) to authenticated;

create function private.dispute_payment(offline_payment_id uuid, reason text)
returns public.offline_payments
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offline public.offline_payments := private.lock_recorded_payment(offline_payment_id);
  said text := private.check_decision('reason', reason);
begin
  if offline.status = 'disputed' and offline.decision is not distinct from said then
    return offline;
  end if;
  if offline.status <> 'recorded' then
    perform private.refuse_decided(offline);
  end if;
  return private.set_offline_status(offline, 'disputed', said);
end
$$;
comment on function private.dispute_payment(uuid, text) is 'Checks that the payer answers, then lets staff decide.';
grant execute on function private.dispute_payment(uuid, text) to authenticated;

create function public.dispute_payment(offline_payment_id uuid, reason text)
returns public.offline_payments
language sql
set search_path = ''
as $$
  select private.limit_person('dispute_payment');
  select private.dispute_payment(offline_payment_id, private.read_prose('reason', reason))
$$;
comment on function public.dispute_payment(uuid, text) is
  'For the payer: says, with a reason, that what the payee''s side recorded is not so. It does not settle by itself any more: the platform''s staff decide. Errors: offline_payment.not_found 404, offline_payment.own 403, offline_payment.already_decided 409, offline_payment.bad_fact 422.';
grant execute on function public.dispute_payment(uuid, text) to authenticated;

-- By the clock ----------------------------------------------------------------------------------------------

-- One by one: each keeps its organization's counter of receipts until it commits, and would wait for charges while others
-- that hold those wait for the counter.
create function private.settle_recorded_payments(batch integer default 1)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  due public.offline_payments;
  handled integer := 0;
begin
  for due in
    select offline.* from public.offline_payments as offline
    where offline.status = 'recorded' and offline.answer_by <= now()
    order by offline.answer_by limit batch
    for no key update skip locked
  loop
    begin
      perform private.accept_offline_payment(due, due.claimed_kobo, due.paid_on);
    exception when others then
      -- One that cannot settle keeps nobody else waiting; staff see it, and it is tried again tomorrow.
      perform private.note_payment_exception('gave_up', due.method, due.id::text, null, due.payment_id,
        jsonb_build_object('offline_payment_id', due.id, 'error', left(sqlerrm, 300)));
      update public.offline_payments as offline set answer_by = now() + interval '1 day' where offline.id = due.id;
    end;
    handled := handled + 1;
  end loop;
  return handled;
end
$$;
comment on function private.settle_recorded_payments(integer) is
  'Settles a batch of what members recorded and nobody disputed in time; returns how many it looked at. Run by pg_cron each hour.';
select cron.schedule('settle-recorded-payments', '27 * * * *', private.in_batches('private.settle_recorded_payments'));

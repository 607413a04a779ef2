-- Sending refunds through their providers, and hearing what became of them.
--
-- No provider takes a reference of ours for a refund, so that the same call twice gives the money back twice. "sending" is
-- therefore committed before the provider is called, and a call whose outcome nobody knows (a time-out, a worker that was
-- killed) is never made again until the provider, asked for the refunds of that payment, provably has none of it. What a
-- webhook says is a hint: the provider's list is what moves a refund (keep_provider_refunds), so that events may come
-- early, late, twice and out of order.

create function private.refunds_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.refund_checks as checked where checked.next_at <= now())
$$;
comment on function private.refunds_wait() is 'Whether a provider is to be asked for or about a refund now.';

create function service.claim_refunds(methods public.payment_method[], max_refunds integer default 10, leased_s integer default 120)
returns table (
  refund_id uuid, provider public.payment_method, reference text, provider_transaction_id text, amount_kobo bigint, reason text)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  due record;
  payment public.payments;
  refund public.refunds;
  taken integer := 0;
begin
  -- Of a hundred at most: what cannot be sent keeps nothing behind it waiting.
  for due in
    select r.id, r.payment_id from private.refund_checks as checked
    join public.refunds as r on r.id = checked.refund_id
    where checked.next_at <= now() and r.status = 'approved' and r.way = 'provider' and r.method = any (methods)
      -- While the bank disputes the payment it waits: lost, the money is gone; won, it goes on.
      and not private.has_open_dispute(r.payment_id)
    order by checked.next_at, r.id limit 100
  loop
    exit when taken >= max_refunds;
    select p.* into payment from public.payments as p where p.id = due.payment_id for update skip locked;
    continue when not found;
    select r.* into refund from public.refunds as r where r.id = due.id for update;
    -- Read again under the locks: another worker, a dispute or the dashboard may have been faster.
    continue when refund.status <> 'approved' or private.has_open_dispute(payment.id)
      or not exists (select from private.refund_checks as checked where checked.refund_id = refund.id and checked.next_at <= now());
    if payment.status <> 'succeeded' or refund.amount_kobo > payment.amount_kobo - payment.returned_kobo - (
      select coalesce(sum(other.amount_kobo), 0) from public.refunds as other
      where other.payment_id = payment.id and other.id <> refund.id and other.status in ('sending', 'pending', 'needs_attention')
    ) then
      perform private.move_refund(refund.id, 'declined', 'So much of the payment is no longer left');
      continue;
    end if;
    -- Not waited for: whoever sends payouts locks these in another order.
    perform from public.organizations as organization
    where organization.id = private.refund_holder(payment.id) for no key update skip locked;
    continue when not found;
    if not private.holds_enough(private.refund_holder(payment.id), payment.method) then
      update private.refund_checks as checked set next_at = now() + interval '1 hour' where checked.refund_id = refund.id;
      perform private.note_refund_exception('refund_stuck', refund);
      continue;
    end if;
    perform private.begin_move('refund', refund.id, 'The provider is asked to send it');
    update public.refunds as r set status = 'sending', sent_at = clock_timestamp() where r.id = refund.id;
    update private.refund_checks as checked
    set times_sent = checked.times_sent + 1, next_at = now() + make_interval(secs => leased_s)
    where checked.refund_id = refund.id;
    refund_id := refund.id;
    provider := payment.method;
    reference := payment.reference;
    provider_transaction_id := payment.provider_transaction_id;
    amount_kobo := refund.amount_kobo;
    reason := refund.reason;
    taken := taken + 1;
    return next;
  end loop;
end
$$;
comment on function service.claim_refunds(public.payment_method[], integer, integer) is
  'Takes up to max_refunds approved refunds, of those that can be sent now, and marks them as being sent, before any provider is called. Who took one asks the provider once; when nothing is heard of that within the given seconds, the provider is asked about it.';
grant execute on function service.claim_refunds(public.payment_method[], integer, integer) to service_role;

create function service.record_refund_not_sent(refund_id uuid, outcome text, reason text)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds;
begin
  select r.* into refund from public.refunds as r where r.id = refund_id;
  perform from public.payments as payment where payment.id = refund.payment_id for update;
  select r.* into refund from public.refunds as r where r.id = refund_id for update;
  if refund.id is null or refund.status <> 'sending' then
    return 'closed';
  end if;
  if outcome = 'refused' then
    perform private.move_refund(refund.id, 'failed', reason);
  elsif outcome = 'not_sent' then
    -- Nothing left us: it is sent again, a little later each time.
    update private.refund_checks as checked
    set next_at = now() + (0.75 + random() / 2) * least(interval '1 hour', interval '1 minute' * power(2, least(checked.times_sent, 10)))
    where checked.refund_id = refund.id;
    perform private.move_refund(refund.id, 'approved', left(reason, 300));
  else
    -- Nobody knows: the provider is asked as soon as its list may show it.
    update private.refund_checks as checked set next_at = now() + interval '30 seconds' where checked.refund_id = refund.id;
  end if;
  return outcome;
end
$$;
comment on function service.record_refund_not_sent(uuid, text, text) is
  'Keeps how a call for a refund went wrong: refused (the provider understood and will not), not_sent (it never left us) or unknown. Of one that moved on meanwhile nothing changes (closed).';
grant execute on function service.record_refund_not_sent(uuid, text, text) to service_role;

create function private.known_provider_refunds(payment_id uuid)
returns text[]
language sql
stable
set search_path = ''
as $$
  select array(
    select refund.provider_refund_id from public.refunds as refund
    where refund.payment_id = known_provider_refunds.payment_id and refund.status in ('pending', 'needs_attention')
      and refund.provider_refund_id is not null
    order by refund.id)
$$;
comment on function private.known_provider_refunds(uuid) is
  'The provider''s numbers of a payment''s refunds that it still works on: it is asked for each, where its list does not name them.';

create function service.claim_refund_checks(methods public.payment_method[], max_payments integer default 20, leased_s integer default 120)
returns table (
  payment_id uuid, provider public.payment_method, reference text, provider_transaction_id text, known_refunds text[], asked_at text)
language plpgsql
security definer
set search_path = ''
as $$
begin
  return query
  with due as (
    select checked.refund_id, refund.payment_id as of_payment
    from private.refund_checks as checked
    join public.refunds as refund on refund.id = checked.refund_id and refund.status in ('sending', 'pending', 'needs_attention')
      and refund.method = any (methods)
    where checked.next_at <= now()
    order by checked.next_at limit max_payments
    for update of checked skip locked
  ),
  leased as (
    update private.refund_checks as checked set next_at = now() + make_interval(secs => leased_s)
    from due where checked.refund_id = due.refund_id
  )
  select payment.id, payment.method, payment.reference, payment.provider_transaction_id, private.known_provider_refunds(payment.id),
    clock_timestamp()::text
  from public.payments as payment
  where payment.id in (select due.of_payment from due);
end
$$;
comment on function service.claim_refund_checks(public.payment_method[], integer, integer) is
  'Takes payments whose refunds a provider is to be asked about; another worker may only after the given seconds. known_refunds: its numbers of those it works on. asked_at: from when on the answer speaks, for keep_provider_refunds.';
grant execute on function service.claim_refund_checks(public.payment_method[], integer, integer) to service_role;

create function service.find_settled_payment(of_provider public.payment_method, named_reference text, named_transaction_id text)
returns table (payment_id uuid, reference text, provider_transaction_id text, known_refunds text[], asked_at text)
language sql
stable
security definer
set search_path = ''
as $$
  select payment.id, payment.reference, payment.provider_transaction_id, private.known_provider_refunds(payment.id), clock_timestamp()::text
  from public.payments as payment
  where payment.method = of_provider and payment.status in ('succeeded', 'reversed') and payment.provider_transaction_id is not null
    and (payment.reference = named_reference or payment.provider_transaction_id = named_transaction_id)
  order by payment.provider_transaction_id is not distinct from named_transaction_id desc limit 1
$$;
comment on function service.find_settled_payment(public.payment_method, text, text) is
  'The settled payment that an event about a refund or dispute means, by our reference or the provider''s number of the transaction. No row: it is none of ours, or not settled.';
grant execute on function service.find_settled_payment(public.payment_method, text, text) to service_role;

-- Hearing -------------------------------------------------------------------------------------------

create function private.follow_provider_refund(refund public.refunds, state text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  payment public.payments;
  to_status public.refund_status := case state
    when 'done' then 'succeeded'::public.refund_status when 'failed' then 'failed' when 'needs_attention' then 'needs_attention' else 'pending' end;
  excess bigint;
begin
  -- Never backwards: an older answer may be written after a newer one.
  if to_status = refund.status or not exists (
    select from private.state_transitions as allowed
    where allowed.machine = 'refund' and allowed.from_state = refund.status::text and allowed.to_state = to_status::text
  ) then
    return;
  end if;
  if to_status = 'succeeded' then
    select p.* into strict payment from public.payments as p where p.id = refund.payment_id;
    excess := case when payment.status = 'succeeded'
      then greatest(refund.amount_kobo - (payment.amount_kobo - payment.returned_kobo), 0) else refund.amount_kobo end;
    if excess > 0 then
      update public.refunds as r set excess_kobo = excess where r.id = refund.id;
      refund.excess_kobo := excess;
      perform private.note_refund_exception('money_going_back', refund);
    end if;
  end if;
  perform private.move_refund(refund.id, to_status, 'The provider says ' || state);
end
$$;
comment on function private.follow_provider_refund(public.refunds, text) is
  'Moves a refund, whose payment is locked, to where the provider says that it is: pending, done, failed or needs_attention. What went back beyond what was left of the payment is a trace for staff.';

create function private.keep_provider_refund(
  payment public.payments, told_id text, amount_kobo public.kobo, state text, asked_for uuid default null)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds;
begin
  select r.* into refund from public.refunds as r
  where r.method = payment.method and r.provider_refund_id = told_id and r.payment_id = payment.id for update;
  if not found then
    -- One that is being sent, of which no answer has come: the provider's answer names it, its list is matched by amount.
    select r.* into refund from public.refunds as r
    where r.payment_id = payment.id and r.status = 'sending' and r.provider_refund_id is null
      and case when asked_for is null then r.amount_kobo = amount_kobo else r.id = asked_for end
    order by r.sent_at, r.id limit 1 for update;
    if found then
      -- What is booked is what the provider sends back, though another amount was asked for.
      if refund.amount_kobo <> amount_kobo then
        perform private.note_refund_exception('foreign_refund', refund, jsonb_build_object('told_kobo', amount_kobo));
      end if;
      update public.refunds as r set provider_refund_id = told_id, amount_kobo = keep_provider_refund.amount_kobo
      where r.id = refund.id returning r.* into refund;
    else
      insert into public.refunds as heard (
        org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, provider_refund_id)
      values (
        payment.org_id, payment.id, coalesce(payment.tenancy_id, payment.sale_id, payment.application_id), payment.method, 'provider',
        'pending', amount_kobo, 'Made at the provider', told_id)
      returning heard.* into refund;
    end if;
  end if;
  perform private.follow_provider_refund(refund, state);
end
$$;
comment on function private.keep_provider_refund(public.payments, text, public.kobo, text, uuid) is
  'Keeps what a provider says of one refund of a locked payment: of ours that it names, of ours that is being sent, or one that nobody here asked for.';

create function service.record_sent_refund(refund_id uuid, provider_refund_id text, amount_kobo numeric, state text)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  refund public.refunds;
  payment public.payments;
begin
  select r.* into strict refund from public.refunds as r where r.id = refund_id;
  select p.* into strict payment from public.payments as p where p.id = refund.payment_id for update;
  perform private.keep_provider_refund(payment, provider_refund_id, amount, state, refund_id);
  select r.* into strict refund from public.refunds as r where r.id = refund_id;
  return refund.status::text;
end
$$;
comment on function service.record_sent_refund(uuid, text, numeric, text) is
  'Keeps the provider''s answer to a call for a refund: its own number, the amount (kobo) and pending, done, failed or needs_attention. What its list told meanwhile is the same refund. Returns the refund''s status.';
grant execute on function service.record_sent_refund(uuid, text, numeric, text) to service_role;

create function service.keep_provider_refunds(payment_id uuid, refunds jsonb, proves_absence boolean, asked_at text)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  asked public.instant := private.read_instant('asked_at', asked_at);
  payment public.payments;
  told record;
  lost record;
  heard integer := 0;
begin
  select p.* into strict payment from public.payments as p where p.id = payment_id for update;
  for told in
    select it.provider_refund_id, private.read_kobo('amount_kobo', it.amount_kobo) as amount_kobo, it.state
    from jsonb_to_recordset(refunds) as it (provider_refund_id text, amount_kobo numeric, state text)
    where it.provider_refund_id is not null and it.amount_kobo > 0
    order by it.provider_refund_id
  loop
    perform private.keep_provider_refund(payment, told.provider_refund_id, told.amount_kobo, told.state);
    heard := heard + 1;
  end loop;
  -- What is still being sent the provider did not name. A call may be on its way yet: only one that is ten minutes old
  -- when the list was asked for can be missing from it.
  for lost in
    select refund.*, checked.times_sent
    from public.refunds as refund
    join private.refund_checks as checked on checked.refund_id = refund.id
    where refund.payment_id = payment.id and refund.status = 'sending' and refund.provider_refund_id is null
      and refund.sent_at < asked - interval '10 minutes' and not checked.is_unclear
    order by refund.id
  loop
    -- One of another amount that came since, and that nobody here asked for, may be ours.
    if coalesce(proves_absence, false) and lost.times_sent < 3 and not exists (
      select from public.refunds as foreign_one
      where foreign_one.payment_id = payment.id and foreign_one.client_id is null and foreign_one.created_at >= lost.sent_at
    ) then
      update private.refund_checks as checked set next_at = null where checked.refund_id = lost.id;
      perform private.move_refund(lost.id, 'approved', 'The provider has no such refund: it is sent again');
    else
      update private.refund_checks as checked set is_unclear = true where checked.refund_id = lost.id;
      perform private.note_refund_exception('refund_unclear', refund) from public.refunds as refund where refund.id = lost.id;
    end if;
  end loop;
  update private.refund_checks as checked
  set times_asked = checked.times_asked + 1,
    -- 1, 2, 4 minutes and so on up to six hours: a refund takes days.
    next_at = now() + (0.75 + random() / 2) * least(interval '6 hours', interval '1 minute' * power(2, least(checked.times_asked, 12)))
  from public.refunds as refund
  where refund.payment_id = payment.id and checked.refund_id = refund.id and refund.status in ('sending', 'pending', 'needs_attention');
  return heard;
end
$$;
comment on function service.keep_provider_refunds(uuid, jsonb, boolean, text) is
  'Keeps what a provider lists as the refunds of a payment (provider_refund_id, amount_kobo, state): each moves on, one that nobody here asked for is recorded. One of ours that it does not name, ten minutes after it was sent, is sent again if the list proves that there is none (proves_absence), at most three times in all; otherwise staff are told. Returns how many it named.';
grant execute on function service.keep_provider_refunds(uuid, jsonb, boolean, text) to service_role;

create function service.put_off_refund_check(payment_id uuid)
returns void
language sql
security definer
set search_path = ''
as $$
  update private.refund_checks as checked
  set next_at = now() + (0.75 + random() / 2) * interval '5 minutes'
  from public.refunds as refund
  where refund.payment_id = put_off_refund_check.payment_id and checked.refund_id = refund.id
    and refund.status in ('sending', 'pending', 'needs_attention')
$$;
comment on function service.put_off_refund_check(uuid) is 'A provider that does not answer is asked about a payment''s refunds some minutes later.';
grant execute on function service.put_off_refund_check(uuid) to service_role;

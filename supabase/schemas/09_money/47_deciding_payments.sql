-- Deciding about offline payments: who may is said in 45. Whoever comes second is told what the first one decided.

create function private.refuse_decided(offline public.offline_payments)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('offline_payment.already_decided',
    format('Cannot do this now: the payment is %s', replace(offline.status::text, '_', ' ')), 409,
    jsonb_build_object('field', 'offline_payment_id', 'status', offline.status, 'decided_at', offline.decided_at));
end
$$;
comment on function private.refuse_decided(public.offline_payments) is
  'Refuses (409 offline_payment.already_decided) and says what the payment is by now.';

create function private.lock_offline_payment(offline_payment_id uuid, any_for_staff boolean default false)
returns public.offline_payments
language plpgsql
set search_path = ''
as $$
declare
  offline public.offline_payments;
begin
  select found.* into offline from public.offline_payments as found
  where found.id = offline_payment_id and (
    found.org_id in (select private.my_org_ids('money.read'))
    -- And what they decided, so that a decision sent again finds it.
    or private.is_on_staff('money') and (
      any_for_staff or found.status in ('disputed', 'reversed') or private.is_decided_by_staff('decide_disputed_payment', found.id)))
  for no key update;
  if offline.id is null then
    perform private.raise_problem('offline_payment.not_found', 'Cannot find the payment among those of your organizations', 404,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  return offline;
end
$$;
comment on function private.lock_offline_payment(uuid, boolean) is
  'Locks an offline payment that the caller may see on the payee''s side, or as staff when it is disputed or they decided about it; or any, where they say so. Error: offline_payment.not_found 404.';

create function private.require_other_side(offline public.offline_payments)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if coalesce(offline.reported_by = auth.uid(), false)
    or auth.uid() in (select private.payment_payers(offline.payment_id)) then
    perform private.raise_problem('offline_payment.own',
      'You cannot decide about this payment: you reported it, or it is your own', 403,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
end
$$;
comment on function private.require_other_side(public.offline_payments) is
  'Refuses (403 offline_payment.own) whoever reported or recorded a payment, and whoever is on the paying side.';

create function private.require_decider(offline public.offline_payments, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Between two sides that say opposite things somebody else decides.
  if offline.status = 'disputed' then
    if not private.is_on_staff('money') then
      perform private.raise_problem('offline_payment.disputed', 'Cannot decide: the payer disputes it, so the platform''s staff will', 403,
        jsonb_build_object('field', 'offline_payment_id'));
    end if;
    perform private.refuse_party('offline_payment.own', offline.reported_by, array[offline.org_id], 'offline_payment_id');
    perform private.begin_staff_act('decide_disputed_payment', offline.id, offline.org_id, nullif(btrim(reason), ''));
  elsif private.is_on_staff('money') and private.is_decided_by_staff('decide_disputed_payment', offline.id) then
    -- What is decided is not decided anew: they get what they decided, or hear that it stands.
    perform private.require_staff('decide_disputed_payment');
  else
    perform private.require_permission(offline.org_id, 'money.confirm');
  end if;
  perform private.require_other_side(offline);
end
$$;
comment on function private.require_decider(public.offline_payments, text) is
  'Who may decide: members with money.confirm, of what is disputed the platform''s staff who are no members there, and never who reported it or pays it. Errors: auth.forbidden, offline_payment.disputed, offline_payment.own 403.';

create function private.check_decision(field text, said text)
returns text
language plpgsql
set search_path = ''
as $$
begin
  if said is null or length(btrim(said)) not between 3 and 1000 then
    perform private.raise_problem('offline_payment.bad_fact', format('Say in 3 to 1,000 characters: %s', field), 422,
      jsonb_build_object('field', field));
  end if;
  return btrim(said);
end
$$;
comment on function private.check_decision(text, text) is 'A reason or question in words, trimmed. Error: offline_payment.bad_fact 422 naming the field.';

create function private.set_offline_status(offline public.offline_payments, to_status public.offline_payment_status, said text)
returns public.offline_payments
language plpgsql
set search_path = ''
as $$
declare
  moved public.offline_payments;
begin
  perform private.begin_move('offline_payment', offline.id, said);
  update public.offline_payments as o
  set status = to_status, decision = said, decided_by = auth.uid(), decided_at = now(),
    answer_by = case when to_status = 'needs_more' then now() + make_interval(days => (
      select waiting.days from private.offline_waiting_days as waiting
      where waiting.source = o.source and waiting.method = o.method)) end
  where o.id = offline.id
  returning o.* into moved;
  return moved;
end
$$;
comment on function private.set_offline_status(public.offline_payments, public.offline_payment_status, text) is
  'Moves a locked offline payment along its machine and notes who did, when and what they said.';

create function private.accept_offline_payment(
  offline public.offline_payments, amount_kobo public.kobo, received_on public.calendar_date, said text default null)
returns public.offline_payments
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payment public.payments;
  charge_ids uuid[] := array(select item.charge_id from public.payment_items as item where item.payment_id = offline.payment_id);
  accepted public.offline_payments;
begin
  select p.* into strict payment from public.payments as p where p.id = offline.payment_id for update;
  if amount_kobo <> payment.amount_kobo then
    -- Nothing that was said is edited: a payment of what came takes its place. Less than was said leaves the charges
    -- part paid, more pays what is open of them and is credit beyond that.
    if payment.status not in ('failed', 'abandoned') then
      perform private.move_payment(payment.id, 'failed', format('₦%s came and not ₦%s',
        to_char(amount_kobo / 100.0, 'FM999,999,999,999,990.00'), to_char(payment.amount_kobo / 100.0, 'FM999,999,999,999,990.00')));
    end if;
    perform private.lock_charges(charge_ids);
    payment := private.begin_offline_payment(payment.payer_id, charge_ids, payment.method, amount_kobo);
  end if;
  perform private.begin_move('offline_payment', offline.id, format('₦%s came on %s', to_char(amount_kobo / 100.0, 'FM999,999,999,999,990.00'), received_on));
  update public.offline_payments as o
  set status = 'confirmed', payment_id = payment.id, confirmed_kobo = amount_kobo, received_on = received_on,
    decided_by = auth.uid(), decided_at = now(), decision = said, answer_by = null
  where o.id = offline.id
  returning o.* into accepted;
  return accepted;
end
$$;
comment on function private.accept_offline_payment(public.offline_payments, public.kobo, public.calendar_date, text) is
  'Confirms a locked offline payment with what came (kobo) and when, and with what was said about it; its trigger settles it.';

-- By the payee's side ------------------------------------------------------------------------------------

create function private.confirm_offline_payment(
  offline_payment_id uuid, amount_kobo public.kobo, received_on public.calendar_date, reason text)
returns public.offline_payments
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offline public.offline_payments := private.lock_offline_payment(offline_payment_id);
  wrong text := case
    when private.is_payment_amount(amount_kobo) is not true then 'amount_kobo'
    when private.is_payment_day(received_on) is not true then 'received_on'
  end;
  said text;
begin
  perform private.require_decider(offline, reason);
  if wrong is not null then
    perform private.raise_problem('offline_payment.bad_fact', format('Cannot confirm the payment: %s %s', wrong,
      case wrong when 'amount_kobo' then 'must be over zero and at most a hundred billion naira' else 'must be a day from 2000 to today' end),
      422, jsonb_build_object('field', wrong));
  end if;
  -- Between two sides it is said why; what the bank shows needs no more words.
  if offline.status = 'disputed' or reason is not null then
    said := private.check_decision('reason', reason);
  end if;
  if offline.status = 'confirmed' and offline.decided_by is not distinct from auth.uid()
    and offline.confirmed_kobo is not distinct from amount_kobo and offline.received_on is not distinct from received_on then
    return offline;
  end if;
  -- What a member recorded the payer answers for, or staff when they dispute it; what was rejected then is recorded anew.
  if offline.status = 'recorded' then
    perform private.raise_problem('offline_payment.waits_for_payer',
      'Cannot confirm it: a member recorded it, so it waits for the payer', 409, jsonb_build_object('field', 'offline_payment_id'));
  end if;
  if offline.status in ('confirmed', 'reversed') or offline.source = 'payee' and offline.status <> 'disputed' then
    perform private.refuse_decided(offline);
  end if;
  perform private.refuse_held('offline_payment', offline.id, 'offline_payment_id');
  -- Staff take no cash: they say which of two sides is right.
  if offline.method = 'cash' and offline.status <> 'disputed' then
    perform private.require_level((select auth.uid()), 'acknowledge_cash', amount_kobo, 'amount_kobo');
  end if;
  return private.accept_offline_payment(offline, amount_kobo, received_on, said);
end
$$;
comment on function private.confirm_offline_payment(uuid, public.kobo, public.calendar_date, text) is
  'Checks who decides, then confirms what the bank shows.';
grant execute on function private.confirm_offline_payment(uuid, public.kobo, public.calendar_date, text) to authenticated;

create function public.confirm_offline_payment(
  offline_payment_id uuid, amount_kobo numeric, received_on text, reason text default null)
returns public.offline_payments
language sql
set search_path = ''
as $$
  select private.limit_person('confirm_offline_payment');
  select private.confirm_offline_payment(
    offline_payment_id, private.read_kobo('amount_kobo', amount_kobo), private.read_date('received_on', received_on),
    private.read_prose('reason', reason))
$$;
comment on function public.confirm_offline_payment(uuid, numeric, text, text) is
  'Confirms that a reported payment came, with the amount (kobo) and the day that your bank shows, or that a cheque cleared: settles it and issues receipts. Less than reported leaves charges part paid, more becomes credit, and the payer is told. For members with money.confirm who did not report it; of a disputed one for staff, with a reason that both sides read. Errors: offline_payment.not_found 404, auth.forbidden, offline_payment.own, offline_payment.disputed, trust.level_missing 403, offline_payment.already_decided, offline_payment.waits_for_payer, trust.held 409, offline_payment.bad_fact 422.';
grant execute on function public.confirm_offline_payment(uuid, numeric, text, text) to authenticated;

create function private.reject_offline_payment(offline_payment_id uuid, reason text)
returns public.offline_payments
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offline public.offline_payments := private.lock_offline_payment(offline_payment_id);
  said text;
begin
  -- Whoever recorded money takes their own word back.
  if offline.source = 'payee' and offline.status in ('recorded', 'disputed') and coalesce(offline.reported_by = auth.uid(), false) then
    perform private.require_permission(offline.org_id, 'money.write');
  else
    perform private.require_decider(offline, reason);
  end if;
  said := private.check_decision('reason', reason);
  if offline.status = 'rejected' and offline.decided_by is not distinct from auth.uid() and offline.decision is not distinct from said then
    return offline;
  end if;
  if offline.status not in ('submitted', 'needs_more', 'recorded', 'disputed') then
    perform private.refuse_decided(offline);
  end if;
  return private.set_offline_status(offline, 'rejected', said);
end
$$;
comment on function private.reject_offline_payment(uuid, text) is 'Checks who decides, then rejects with a reason.';
grant execute on function private.reject_offline_payment(uuid, text) to authenticated;

create function public.reject_offline_payment(offline_payment_id uuid, reason text)
returns public.offline_payments
language sql
set search_path = ''
as $$
  select private.limit_person('reject_offline_payment');
  select private.reject_offline_payment(offline_payment_id, private.read_prose('reason', reason))
$$;
comment on function public.reject_offline_payment(uuid, text) is
  'Says, with a reason that the payer reads, that a reported payment did not come or a cheque bounced; or takes back what you recorded yourself. What a payer reported can still be confirmed when it shows up. Errors: offline_payment.not_found 404, auth.forbidden, offline_payment.own, offline_payment.disputed 403, offline_payment.already_decided 409, offline_payment.bad_fact 422.';
grant execute on function public.reject_offline_payment(uuid, text) to authenticated;

create function private.ask_for_proof(offline_payment_id uuid, question text)
returns public.offline_payments
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offline public.offline_payments := private.lock_offline_payment(offline_payment_id);
  said text;
begin
  perform private.require_decider(offline);
  said := private.check_decision('question', question);
  if offline.status = 'needs_more' and offline.decision is not distinct from said then
    return offline;
  end if;
  if offline.status <> 'submitted' then
    perform private.refuse_decided(offline);
  end if;
  return private.set_offline_status(offline, 'needs_more', said);
end
$$;
comment on function private.ask_for_proof(uuid, text) is 'Checks who decides, then asks the payer for more.';
grant execute on function private.ask_for_proof(uuid, text) to authenticated;

create function public.ask_for_proof(offline_payment_id uuid, question text)
returns public.offline_payments
language sql
set search_path = ''
as $$
  select private.limit_person('ask_for_proof');
  select private.ask_for_proof(offline_payment_id, private.read_prose('question', question))
$$;
comment on function public.ask_for_proof(uuid, text) is
  'Asks the payer for more than they showed, in words; they add another proof. Errors: offline_payment.not_found 404, auth.forbidden, offline_payment.own 403, offline_payment.already_decided 409, offline_payment.bad_fact 422.';
grant execute on function public.ask_for_proof(uuid, text) to authenticated;

-- Taking back ---------------------------------------------------------------------------------------------

create function private.take_back_payment(offline_payment_id uuid, reason text)
returns public.offline_payments
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offline public.offline_payments := private.lock_offline_payment(offline_payment_id, any_for_staff => true);
  is_member constant boolean := exists (select from private.my_org_ids('money.read') as mine where mine = offline.org_id);
  said text;
begin
  if is_member then
    perform private.require_permission(offline.org_id, 'money.confirm');
  else
    perform private.require_staff('take_back_payment');
    perform private.refuse_party('offline_payment.own', offline.reported_by, array[offline.org_id], 'offline_payment_id');
  end if;
  said := private.check_decision('reason', reason);
  if auth.uid() in (select private.payment_payers(offline.payment_id)) then
    perform private.require_other_side(offline);
  end if;
  if offline.status = 'reversed' and offline.decision is not distinct from said then
    return offline;
  end if;
  -- What staff found to have come between two sides, one of them does not undo.
  if offline.status <> 'confirmed' or is_member and private.is_decided_by_staff('decide_disputed_payment', offline.id) then
    perform private.refuse_decided(offline);
  end if;
  if not is_member then
    perform private.begin_act('take_back_payment', offline.id, offline.org_id, said);
  end if;
  return private.set_offline_status(offline, 'reversed', said);
end
$$;
comment on function private.take_back_payment(uuid, text) is 'Checks who may, then takes a confirmed payment back.';
grant execute on function private.take_back_payment(uuid, text) to authenticated;

create function public.take_back_payment(offline_payment_id uuid, reason text)
returns public.offline_payments
language sql
set search_path = ''
as $$
  select private.limit_person('take_back_payment');
  select private.take_back_payment(offline_payment_id, private.read_prose('reason', reason))
$$;
comment on function public.take_back_payment(uuid, text) is
  'For members with money.confirm, and for staff: a payment that was confirmed turns out not to have come (a fake alert, a cheque that bounced). It is reversed with a reason in payment, charges and books; the payer and the platform''s staff are told. What staff decided to have come, they alone take back. Errors: offline_payment.not_found 404, auth.forbidden, auth.insufficient_assurance, offline_payment.own 403, offline_payment.already_decided 409, offline_payment.bad_fact 422.';
grant execute on function public.take_back_payment(uuid, text) to authenticated;

-- By the clock ----------------------------------------------------------------------------------------------

create function private.expire_payment_proofs(batch integer default 100)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  due public.offline_payments;
  expired integer := 0;
begin
  for due in
    select offline.* from public.offline_payments as offline
    where offline.status in ('submitted', 'needs_more') and offline.answer_by <= now()
    order by offline.answer_by limit batch
    for no key update skip locked
  loop
    perform private.set_offline_status(due, 'expired', null);
    expired := expired + 1;
  end loop;
  return expired;
end
$$;
comment on function private.expire_payment_proofs(integer) is
  'Expires a batch of reported payments that nobody confirmed in time; returns how many. Run by pg_cron each hour.';
select cron.schedule('expire-payment-proofs', '17 * * * *', private.in_batches('private.expire_payment_proofs'));

-- Deciding about refunds: a second person approves or declines, whoever may ask withdraws, and what goes by hand is paid out
-- by the word of a second person too: somebody with money.confirm who is not who asked, and not on the paying side. In an
-- organization of which one member alone has money.confirm, that one may approve what they asked for when they say so
-- (i_am_alone); the refund keeps it.

create function private.lock_refund(refund_id uuid)
returns public.refunds
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds;
begin
  select r.* into refund from public.refunds as r
  where r.id = refund_id and r.org_id in (select private.my_org_ids('money.read'));
  if refund.id is null then
    perform private.raise_problem('refund.not_found', 'Cannot find the refund among those of your organizations', 404,
      jsonb_build_object('field', 'refund_id'));
  end if;
  -- The payment first, as whoever sends, disputes or books it does.
  perform from public.payments as payment where payment.id = refund.payment_id for update;
  select r.* into strict refund from public.refunds as r where r.id = refund_id for update;
  return refund;
end
$$;
comment on function private.lock_refund(uuid) is
  'Locks the payment of a refund that the caller may see on the payee''s side, then the refund. Error: refund.not_found 404.';

create function private.refuse_moved_refund(refund public.refunds)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('refund.already_decided', format('Cannot do this now: the refund is %s', replace(refund.status::text, '_', ' ')), 409,
    jsonb_build_object('field', 'refund_id', 'status', refund.status));
end
$$;
comment on function private.refuse_moved_refund(public.refunds) is 'Refuses (409 refund.already_decided) and says what the refund is by now.';

create function private.require_second_person(refund public.refunds, i_am_alone boolean)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform private.require_permission(refund.org_id, 'money.confirm');
  if auth.uid() in (select private.payment_payers(refund.payment_id)) then
    perform private.raise_problem('refund.own', 'You cannot decide about this refund: it would go to you', 403,
      jsonb_build_object('field', 'refund_id'));
  end if;
  -- Whose account is gone cannot be who calls.
  if refund.requested_by is distinct from auth.uid() then
    return private.refuse_newcomer(
      refund.org_id, 'money.confirm', refund.requested_by, 'refund_id', array(select private.payment_payers(refund.payment_id)));
  end if;
  -- Whoever paid it may not decide either.
  if coalesce(i_am_alone, false) and private.is_alone(
    refund.org_id, 'money.confirm', auth.uid(), array(select private.payment_payers(refund.payment_id))) then
    return true;
  end if;
  perform private.raise_problem('refund.same_person',
    'You cannot decide about this refund: you asked for it. Another member with money.confirm does; where you are the only one, say so (i_am_alone)', 403,
    jsonb_build_object('field', 'refund_id'));
  return false;
end
$$;
comment on function private.require_second_person(public.refunds, boolean) is
  'Refuses whoever has no money.confirm, is on the paying side, or asked for the refund; but who is the only member that may approve, and says so, may. Returns whether it is so. Errors: auth.forbidden, refund.own, refund.same_person, membership.too_new, membership.asker_too_new 403.';

create function private.refund_holder(payment_id uuid)
returns uuid
language sql
stable
set search_path = ''
as $$
  select coalesce(mandate.agent_org_id, payment.org_id)
  from public.payments as payment
  left join public.mandates as mandate on mandate.id = payment.mandate_id
  where payment.id = refund_holder.payment_id
$$;
comment on function private.refund_holder(uuid) is
  'Out of whose money at the provider a payment goes back: the agency''s that collected it, or the payee''s.';

create function private.approve_refund(refund_id uuid, i_am_alone boolean)
returns public.refunds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  is_alone boolean := private.require_second_person(refund, i_am_alone);
  approved public.refunds;
begin
  if refund.status in ('approved', 'sending', 'pending', 'succeeded') and coalesce(refund.approved_by = auth.uid(), false) then
    return refund;
  end if;
  if refund.status <> 'requested' then
    perform private.refuse_moved_refund(refund);
  end if;
  perform private.refuse_disputed(refund.payment_id, 'approve the refund', 'refund_id');
  perform private.begin_move('refund', refund.id, case when is_alone then 'Approved by the only member who may' else 'Approved' end);
  update public.refunds as r
  set status = 'approved', approved_by = auth.uid(), approved_alone = is_alone, approved_at = now()
  where r.id = refund.id
  returning r.* into approved;
  if refund.way = 'provider' then
    -- Whoever asks for a payout at the same moment waits here, and then sees what this one left.
    perform from public.organizations as organization where organization.id = private.refund_holder(refund.payment_id) for no key update;
    if not private.holds_enough(private.refund_holder(refund.payment_id), refund.method) then
      perform private.raise_problem('refund.not_enough',
        'Cannot approve the refund: the provider does not hold so much for you any more. Withdraw it, and give the money back by hand', 409,
        jsonb_build_object('field', 'refund_id'));
    end if;
  end if;
  return approved;
end
$$;
comment on function private.approve_refund(uuid, boolean) is 'Checks that a second person decides, then approves; the trigger has it sent.';
grant execute on function private.approve_refund(uuid, boolean) to authenticated;

create function public.approve_refund(refund_id uuid, i_am_alone boolean default false)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('approve_refund');
  select private.approve_refund(refund_id, i_am_alone)
$$;
comment on function public.approve_refund(uuid, boolean) is
  'Approves a refund that somebody else asked for: one that goes by the provider is sent, one by hand is then paid out (record_refund_paid). Who is the only member with money.confirm may approve their own by saying so (i_am_alone). Safe to repeat. For members with money.confirm. Errors: refund.not_found 404, auth.forbidden, refund.own, refund.same_person, membership.too_new, membership.asker_too_new 403, refund.already_decided, refund.not_enough, refund.disputed 409.';
grant execute on function public.approve_refund(uuid, boolean) to authenticated;

create function private.check_refund_words(field text, said text)
returns text
language plpgsql
set search_path = ''
as $$
begin
  if said is null or length(btrim(said)) not between 3 and 1000 then
    perform private.raise_problem('refund.bad_fact', format('Say in 3 to 1,000 characters: %s', field), 400, jsonb_build_object('field', field));
  end if;
  return btrim(said);
end
$$;
comment on function private.check_refund_words(text, text) is 'Words about a refund or dispute, trimmed. Error: refund.bad_fact 400 naming the field.';

create function private.call_off_refund(refund_id uuid, reason text, to_status public.refund_status)
returns public.refunds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  said text;
begin
  perform private.require_permission(
    refund.org_id, (case to_status when 'declined' then 'money.confirm' else 'money.write' end)::private.permission);
  said := private.check_refund_words('reason', reason);
  if refund.status = to_status and refund.decision is not distinct from said then
    return refund;
  end if;
  -- From the moment that it is being sent on nobody can call it back; what was approved is not declined any more.
  if (
    case to_status
      when 'declined' then refund.status = 'requested'
      when 'withdrawn' then refund.status in ('requested', 'approved')
    end
  ) is not true then
    perform private.refuse_moved_refund(refund);
  end if;
  perform private.begin_move('refund', refund.id, said);
  update public.refunds as r
  set status = to_status, decision = said,
    approved_by = case to_status when 'declined' then auth.uid() else r.approved_by end,
    approved_at = case to_status when 'declined' then now() else r.approved_at end
  where r.id = refund.id
  returning r.* into refund;
  return refund;
end
$$;
comment on function private.call_off_refund(uuid, text, public.refund_status) is
  'Declined by who may confirm money, or withdrawn by who may ask for it: checks the caller, then ends what was not sent, with a reason.';
grant execute on function private.call_off_refund(uuid, text, public.refund_status) to authenticated;

create function public.decline_refund(refund_id uuid, reason text)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('decline_refund');
  select private.call_off_refund(refund_id, private.read_prose('reason', reason), 'declined')
$$;
comment on function public.decline_refund(uuid, text) is
  'Declines a refund that was asked for, with a reason that the payer reads. Safe to repeat. For members with money.confirm. Errors: refund.not_found 404, auth.forbidden 403, refund.bad_fact 400, refund.already_decided 409.';
grant execute on function public.decline_refund(uuid, text) to authenticated;

create function public.withdraw_refund(refund_id uuid, reason text)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_refund');
  select private.call_off_refund(refund_id, private.read_prose('reason', reason), 'withdrawn')
$$;
comment on function public.withdraw_refund(uuid, text) is
  'Withdraws a refund that was not sent yet, with a reason. Safe to repeat. For members with money.write. Errors: refund.not_found 404, auth.forbidden 403, refund.bad_fact 400, refund.already_decided 409.';
grant execute on function public.withdraw_refund(uuid, text) to authenticated;

-- By hand -------------------------------------------------------------------------------------------

create function private.record_refund_paid(
  refund_id uuid, paid_on public.calendar_date, reference text, note text, document_id uuid, i_am_alone boolean)
returns public.refunds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  paid public.refunds;
  wrong text;
begin
  perform private.require_second_person(refund, i_am_alone);
  wrong := case
    when paid_on is null or paid_on > private.lagos_date() or paid_on < private.lagos_date(refund.created_at) - 31 then 'paid_on'
    when reference is null or length(btrim(reference)) not between 3 and 80 then 'reference'
    when note is null and document_id is null or length(btrim(note)) not between 3 and 1000 then 'note'
  end;
  if wrong is not null then
    perform private.raise_problem('refund.bad_fact', format('Cannot record it: %s %s', wrong, case wrong
      when 'paid_on' then 'must be a day until today, at most a month before it was asked for'
      when 'reference' then 'must have 3 to 80 characters'
      else 'must say in 3 to 1,000 characters what shows that it was paid, or document_id names a paper'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  if refund.status = 'succeeded' and refund.paid_on is not distinct from paid_on and refund.paid_reference is not distinct from btrim(reference) then
    return refund;
  end if;
  if refund.way <> 'by_hand' then
    perform private.raise_problem('refund.by_provider', 'Cannot record it: the refund goes by the provider. Withdraw it and ask for one by hand', 409,
      jsonb_build_object('field', 'refund_id'));
  end if;
  if refund.status <> 'approved' then
    perform private.refuse_moved_refund(refund);
  end if;
  perform private.refuse_disputed(refund.payment_id, 'record it', 'refund_id');
  perform private.require_paper(document_id, refund.org_id, refund.subject_id, 'refund.bad_fact', 'Cannot record it');
  perform private.begin_move('refund', refund.id, 'Paid out by hand: ' || btrim(reference));
  update public.refunds as r
  set status = 'succeeded', paid_on = paid_on, paid_reference = btrim(reference), paid_note = btrim(note), document_id = document_id,
    paid_by = auth.uid()
  where r.id = refund.id
  returning r.* into paid;
  return paid;
end
$$;
comment on function private.record_refund_paid(uuid, public.calendar_date, text, text, uuid, boolean) is
  'Checks that a second person says so, and the evidence; the trigger books it.';
grant execute on function private.record_refund_paid(uuid, public.calendar_date, text, text, uuid, boolean) to authenticated;

create function public.record_refund_paid(
  refund_id uuid, paid_on text, reference text, note text default null, document_id uuid default null, i_am_alone boolean default false)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('record_refund_paid');
  select private.record_refund_paid(
    refund_id, private.read_date('paid_on', paid_on), private.read_line('reference', reference), private.read_prose('note', note),
    document_id, i_am_alone)
$$;
comment on function public.record_refund_paid(uuid, text, text, text, uuid, boolean) is
  'Says that an approved refund was paid out by hand: when, by which transfer, slip or cheque, and what shows it (note, or document_id, a paper of the tenancy). It is booked, and the payer is told. Safe to repeat. For members with money.confirm other than who asked for it. Errors: refund.not_found 404, auth.forbidden, refund.own, refund.same_person, membership.too_new, membership.asker_too_new 403, refund.bad_fact 400, refund.by_provider, refund.already_decided, refund.disputed 409.';
grant execute on function public.record_refund_paid(uuid, text, text, text, uuid, boolean) to authenticated;

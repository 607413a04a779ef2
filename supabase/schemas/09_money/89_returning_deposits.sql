-- Who says that a deposit was given back, and who agrees. Whoever pays it back records that; a second person who reads the
-- same bank confirms it, or a tenant does; or it stands when no tenant disputes it in time, as cash does. What is
-- disputed the platform's staff decide. What a return is, and what is booked of it: 87.

-- Recording ------------------------------------------------------------------------------------------------

create function private.record_deposit_return(
  tenancy_id uuid, amount_kobo public.kobo, method public.deposit_return_method, returned_on public.calendar_date,
  bank_reference text, document_id uuid, client_id uuid)
returns public.deposit_returns
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  deposit record;
  made public.deposit_returns;
  wrong text;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  wrong := case
    when amount_kobo is null or amount_kobo not between 1 and 1000000000000000 then 'amount_kobo'
    when method is null then 'method'
    when returned_on is null or returned_on > private.lagos_date() or returned_on < least(tenancy.starts_on, private.lagos_date(tenancy.created_at)) then 'returned_on'
    when method = 'bank_transfer' and bank_reference is null or length(btrim(bank_reference)) not between 1 and 80 then 'bank_reference'
    when client_id is null then 'client_id'
  end;
  if wrong is not null then
    perform private.raise_problem('deposit.bad_return', format('Cannot record the return: %s %s', wrong, case wrong
      when 'amount_kobo' then 'must be over zero'
      when 'method' then 'is missing'
      when 'returned_on' then 'must be a day since the tenancy was agreed, until today'
      when 'bank_reference' then 'must have 1 to 80 characters; a transfer has one'
      else 'is missing: a return that is sent again would be made twice'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  -- Whoever returns or deducts at the same time waits here, and sees what is left.
  select t.* into strict tenancy from public.tenancies as t where t.id = tenancy_id for no key update;
  select given.* into made from public.deposit_returns as given where given.org_id = tenancy.org_id and given.client_id = client_id;
  if found then
    if (made.tenancy_id, made.amount_kobo::bigint, made.method, made.returned_on::date)
      is distinct from (tenancy_id, amount_kobo::bigint, method, returned_on::date) then
      perform private.raise_problem('deposit.already_returned', 'Cannot record the return: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return made;
  end if;
  select known.held_kobo, known.is_due_for_refund into strict deposit from private.deposit_of(tenancy_id) as known;
  if deposit.is_due_for_refund is not true and tenancy.status not in ('ended', 'passed_on') then
    perform private.raise_problem('deposit.still_let',
      'Cannot record the return: the tenants still live there, and the deposit is settled when they have left', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if amount_kobo > deposit.held_kobo then
    perform private.raise_problem('deposit.not_enough', format('Cannot record the return: %s kobo of the deposit are left', deposit.held_kobo), 409,
      jsonb_build_object('field', 'amount_kobo', 'held_kobo', deposit.held_kobo));
  end if;
  perform private.require_paper(document_id, tenancy.org_id, tenancy_id, 'deposit.bad_return', 'Cannot record the return');
  -- What staff found not to have come does not come back as a record of the same transfer.
  if method = 'bank_transfer' and exists (
    select from public.deposit_returns as given
    where given.org_id = tenancy.org_id and given.method = 'bank_transfer' and given.status = 'reversed'
      and given.reference_key = private.reference_key(bank_reference) and private.is_decided_by_staff('decide_deposit_return', given.id)
  ) then
    perform private.raise_problem('deposit.return_decided', 'Cannot record the return: staff decided that this transfer gave no deposit back', 409,
      jsonb_build_object('field', 'bank_reference'));
  end if;
  insert into public.deposit_returns as given (
    org_id, tenancy_id, amount_kobo, method, returned_on, bank_reference, document_id, recorded_by, client_id, answer_by)
  select tenancy.org_id, tenancy.id, amount_kobo, method, returned_on, btrim(bank_reference), document_id, (select auth.uid()), client_id,
    now() + make_interval(days => known.days)
  from private.offline_waiting_days as known where known.source = 'payee' and known.method = 'cash'
  returning given.* into strict made;
  return made;
exception when unique_violation then
  perform private.raise_problem('deposit.already_returned', 'Cannot record the return: this transfer gave a deposit back already', 409,
    jsonb_build_object('field', 'bank_reference'));
  return null;
end
$$;
comment on function private.record_deposit_return(uuid, public.kobo, public.deposit_return_method, public.calendar_date, text, uuid, uuid) is
  'Checks the caller, the facts and what is held, then records what was given back; it waits for a second person or a tenant.';
grant execute on function private.record_deposit_return(uuid, public.kobo, public.deposit_return_method, public.calendar_date, text, uuid, uuid)
  to authenticated;

create function public.record_deposit_return(
  tenancy_id uuid, amount_kobo numeric, method public.deposit_return_method, returned_on text, client_id uuid,
  bank_reference text default null, document_id uuid default null)
returns public.deposit_returns
language sql
set search_path = ''
as $$
  select private.limit_person('record_deposit_return');
  select private.record_deposit_return(
    tenancy_id, private.read_kobo('amount_kobo', amount_kobo), method, private.read_date('returned_on', returned_on),
    private.read_line('bank_reference', bank_reference), document_id, client_id)
$$;
comment on function public.record_deposit_return(uuid, numeric, public.deposit_return_method, text, uuid, text, uuid) is
  'Records that a deposit, or a part of it (kobo), was given back to the tenants of a tenancy that has ended: by transfer with its bank_reference, in cash or by cheque; document_id is a paper of the tenancy that shows it. It stands, and is booked, once another member with money.confirm confirms it, or a tenant does, or no tenant disputes it within a week. The client_id is the caller''s own and makes it safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, deposit.bad_return 400, deposit.still_let, deposit.not_enough, deposit.already_returned, deposit.return_decided 409.';
grant execute on function public.record_deposit_return(uuid, numeric, public.deposit_return_method, text, uuid, text, uuid) to authenticated;

-- Answering ------------------------------------------------------------------------------------------------

create function private.lock_deposit_return(return_id uuid)
returns public.deposit_returns
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  given public.deposit_returns;
begin
  select r.* into given from public.deposit_returns as r
  where r.id = return_id and (
    r.tenancy_id in (select private.my_tenancy_ids())
    or r.org_id in (select private.my_org_ids('money.read'))
    -- And what they decided, so that a decision sent again finds it.
    or private.is_staff('money') and (r.status = 'disputed' or private.is_decided_by_staff('decide_deposit_return', r.id)));
  if not found then
    perform private.raise_problem('deposit.return_not_found', 'Cannot find the return among yours', 404,
      jsonb_build_object('field', 'return_id'));
  end if;
  -- The tenancy first, as whoever returns or deducts locks it.
  perform from public.tenancies as t where t.id = given.tenancy_id for no key update;
  select r.* into strict given from public.deposit_returns as r where r.id = return_id for update;
  return given;
end
$$;
comment on function private.lock_deposit_return(uuid) is
  'Locks a return that the caller may see: as a tenant, as a member with money.read, or as staff when it is disputed or they decided on it. Error: deposit.return_not_found 404.';

create function private.confirm_deposit_return(return_id uuid)
returns public.deposit_returns
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  given public.deposit_returns := private.lock_deposit_return(return_id);
  is_tenant boolean := exists (select from private.my_tenancy_ids() as mine where mine = given.tenancy_id);
begin
  if not is_tenant then
    perform private.require_permission(given.org_id, 'money.confirm');
    if private.refuse_newcomer(given.org_id, 'money.confirm', given.recorded_by, 'return_id') then
      perform private.raise_problem('deposit.own_return', 'Cannot confirm the return: who recorded it is not a second person yet', 403,
        jsonb_build_object('field', 'return_id'));
    end if;
  end if;
  -- Whoever the landlord's side put into the tenancy and never agreed to it cannot say that the deposit is back.
  if is_tenant and not exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id and tenant.user_id = (select auth.uid())
    where party.tenancy_id = given.tenancy_id and party.accepted_at < given.created_at
  ) then
    perform private.raise_problem('deposit.not_agreed', 'Cannot confirm the return: you had not accepted the tenancy when it was recorded', 403,
      jsonb_build_object('field', 'return_id'));
  end if;
  if given.recorded_by = (select auth.uid()) or given.recorded_by is null and not is_tenant then
    perform private.raise_problem('deposit.own_return', 'Cannot confirm the return: another person than who recorded it must', 403,
      jsonb_build_object('field', 'return_id'));
  end if;
  if given.status = 'confirmed' then
    return given;
  end if;
  -- A tenant who disputed it may have found it after all.
  if given.status <> 'recorded' and not (given.status = 'disputed' and is_tenant and coalesce(given.decided_by = (select auth.uid()), false)) then
    perform private.raise_problem('deposit_return.illegal_transition', format('Cannot confirm the return: it is %s', given.status), 409,
      jsonb_build_object('field', 'return_id'));
  end if;
  return private.move_deposit_return(given.id, 'confirmed', null);
end
$$;
comment on function private.confirm_deposit_return(uuid) is
  'Checks that the caller is a tenant, or a second person who may confirm money, then confirms a return.';
grant execute on function private.confirm_deposit_return(uuid) to authenticated;

create function public.confirm_deposit_return(return_id uuid)
returns public.deposit_returns
language sql
set search_path = ''
as $$
  select private.limit_person('confirm_deposit_return');
  select private.confirm_deposit_return(return_id)
$$;
comment on function public.confirm_deposit_return(uuid) is
  'Says that a deposit was given back: as a tenant who has it, or as a member with money.confirm other than who recorded it. Safe to repeat. Errors: deposit.return_not_found 404, auth.forbidden, deposit.own_return, deposit.not_agreed, membership.too_new, membership.asker_too_new 403, deposit_return.illegal_transition 409.';
grant execute on function public.confirm_deposit_return(uuid) to authenticated;

create function private.require_return_reason(reason text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if reason is null or length(btrim(reason)) not between 3 and 1000 then
    perform private.raise_problem('deposit.bad_reason', 'Cannot do this to the return: say why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
end
$$;
comment on function private.require_return_reason(text) is 'Refuses (400 deposit.bad_reason) a reason that is none.';

create function private.dispute_deposit_return(return_id uuid, reason text)
returns public.deposit_returns
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  given public.deposit_returns := private.lock_deposit_return(return_id);
begin
  if not exists (select from private.my_tenancy_ids() as mine where mine = given.tenancy_id) then
    perform private.raise_problem('auth.forbidden', 'You may not dispute the return: only a tenant may', 403);
  end if;
  perform private.require_return_reason(reason);
  if given.status = 'disputed' then
    return given;
  end if;
  -- Who has said that they have it, has it; what one says binds no other tenant, and what staff decided binds all.
  if given.status not in ('recorded', 'confirmed') or given.answer_by <= now()
    or given.decided_by = (select auth.uid()) and given.status = 'confirmed'
    or private.is_decided_by_staff('decide_deposit_return', given.id) then
    perform private.raise_problem('deposit_return.illegal_transition', 'Cannot dispute the return: it was decided, or the time to dispute it is over', 409,
      jsonb_build_object('field', 'return_id', 'answer_by', given.answer_by));
  end if;
  return private.move_deposit_return(given.id, 'disputed', btrim(reason));
end
$$;
comment on function private.dispute_deposit_return(uuid, text) is 'Checks that the caller is a tenant and in time, then leaves the return to staff.';
grant execute on function private.dispute_deposit_return(uuid, text) to authenticated;

create function public.dispute_deposit_return(return_id uuid, reason text)
returns public.deposit_returns
language sql
set search_path = ''
as $$
  select private.limit_person('dispute_deposit_return');
  select private.dispute_deposit_return(return_id, private.read_prose('reason', reason))
$$;
comment on function public.dispute_deposit_return(uuid, text) is
  'Says, as a tenant, that a deposit was not given back as was recorded, until its answer_by; the platform''s staff decide, and what they decided stays. Safe to repeat. Errors: deposit.return_not_found 404, auth.forbidden 403, deposit.bad_reason 400, deposit_return.illegal_transition 409.';
grant execute on function public.dispute_deposit_return(uuid, text) to authenticated;

create function private.withdraw_deposit_return(return_id uuid, reason text)
returns public.deposit_returns
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  given public.deposit_returns := private.lock_deposit_return(return_id);
begin
  perform private.require_permission(given.org_id, 'money.write');
  perform private.require_return_reason(reason);
  if given.status = 'reversed' then
    return given;
  end if;
  if given.status <> 'recorded' then
    perform private.raise_problem('deposit_return.illegal_transition', format('Cannot withdraw the return: it is %s', given.status), 409,
      jsonb_build_object('field', 'return_id'));
  end if;
  return private.move_deposit_return(given.id, 'reversed', btrim(reason));
end
$$;
comment on function private.withdraw_deposit_return(uuid, text) is 'Checks the caller, then takes a record back that nobody has answered: the deposit is held again.';
grant execute on function private.withdraw_deposit_return(uuid, text) to authenticated;

create function public.withdraw_deposit_return(return_id uuid, reason text)
returns public.deposit_returns
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_deposit_return');
  select private.withdraw_deposit_return(return_id, private.read_prose('reason', reason))
$$;
comment on function public.withdraw_deposit_return(uuid, text) is
  'Takes the record of a return back that was wrong and that nobody has answered yet; the deposit is held again. Safe to repeat. For members with money.write. Errors: deposit.return_not_found 404, auth.forbidden 403, deposit.bad_reason 400, deposit_return.illegal_transition 409.';
grant execute on function public.withdraw_deposit_return(uuid, text) to authenticated;

create function private.decide_deposit_return(return_id uuid, was_returned boolean, reason text)
returns public.deposit_returns
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  to_status constant public.deposit_return_status := case when was_returned then 'confirmed'::public.deposit_return_status else 'reversed' end;
  given public.deposit_returns;
begin
  perform private.require_staff('decide_deposit_return');
  if was_returned is null then
    perform private.raise_problem('deposit.bad_decision', 'Cannot decide: say whether it was given back', 400,
      jsonb_build_object('field', 'was_returned'));
  end if;
  perform private.require_return_reason(reason);
  given := private.lock_deposit_return(return_id);
  perform private.refuse_party('deposit.own_return', tenant, array[given.org_id], 'return_id')
  from private.tenancy_users(given.tenancy_id) as tenant;
  perform private.refuse_party('deposit.own_return', given.recorded_by, array[given.org_id], 'return_id');
  -- What stands already is decided once, and is one act.
  if given.status = to_status and private.is_decided_by_staff('decide_deposit_return', given.id) then
    return given;
  end if;
  if given.status <> 'disputed' then
    perform private.raise_problem('deposit_return.illegal_transition', format('Cannot decide on the return: it is %s', given.status), 409,
      jsonb_build_object('field', 'return_id'));
  end if;
  perform private.begin_act('decide_deposit_return', given.id, given.org_id, reason);
  return private.move_deposit_return(given.id, to_status, btrim(reason));
end
$$;
comment on function private.decide_deposit_return(uuid, boolean, text) is 'Checks that the caller is staff and on neither side, then decides on a disputed return.';
grant execute on function private.decide_deposit_return(uuid, boolean, text) to authenticated;

create function public.decide_deposit_return(return_id uuid, was_returned boolean, reason text)
returns public.deposit_returns
language sql
set search_path = ''
as $$
  select private.limit_person('decide_deposit_return');
  select private.decide_deposit_return(return_id, was_returned, private.read_prose('reason', reason))
$$;
comment on function public.decide_deposit_return(uuid, boolean, text) is
  'For staff: says whether a disputed deposit was given back, and why; not for who is a member or a tenant there. It stays decided. Safe to repeat. Errors: auth.forbidden, auth.insufficient_assurance, deposit.own_return 403, deposit.bad_decision, deposit.bad_reason 400, deposit.return_not_found 404, deposit_return.illegal_transition 409.';
grant execute on function public.decide_deposit_return(uuid, boolean, text) to authenticated;

create function private.settle_deposit_returns(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  unanswered record;
  moved integer := 0;
begin
  for unanswered in
    select given.id from public.deposit_returns as given
    join public.tenancies as tenancy on tenancy.org_id = given.org_id and tenancy.id = given.tenancy_id
    where given.status = 'recorded' and given.answer_by <= now()
    order by given.answer_by, given.id limit batch
    for no key update of tenancy skip locked
    for update of given skip locked
  loop
    perform private.move_deposit_return(unanswered.id, 'confirmed', null);
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.settle_deposit_returns(integer) is
  'Confirms a batch of returns that no tenant disputed in time; returns how many. Run by pg_cron each hour. Safe to repeat and to run twice at a time.';
select cron.schedule('settle-deposit-returns', '45 * * * *', private.in_batches('private.settle_deposit_returns'));

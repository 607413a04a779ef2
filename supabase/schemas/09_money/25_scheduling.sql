-- Schedules that people agree beside the rent: service charge, utilities, the fees and the deposit of moving in. Added,
-- ended and replaced by the landlord's side, and by an agency with a live mandate to collect. Rent is what the tenants
-- accepted: it can be made less here, never more. What an agency sets ends with its mandate: 29_ending_with_mandates.sql.

create function private.refuse_schedule_terms(field text, words text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('charge_schedule.bad_terms', format('Cannot set the schedule: %s %s', field, words), 400,
    jsonb_build_object('field', field));
end
$$;
comment on function private.refuse_schedule_terms(text, text) is 'Refuses (400 charge_schedule.bad_terms), naming the field.';

create function private.require_schedule_terms(
  tenancy public.tenancies, kind public.charge_kind, amount_kobo public.kobo, period public.price_period,
  advance_periods integer, due_days_before integer, due_on_day integer, payer_id uuid, label text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  -- The first rule that the terms break: the field, and the words.
  broken text[] := case
    when kind is null or kind not in (
      'service_charge', 'utility', 'caution_deposit', 'agency_fee', 'legal_fee', 'agreement_fee', 'other', 'rent') then
      array['kind', 'must be service_charge, utility, caution_deposit, agency_fee, legal_fee, agreement_fee or other']
    when period is not null and kind in ('caution_deposit', 'agency_fee', 'legal_fee', 'agreement_fee') then
      array['period', 'must be left out: it is charged once']
    when period in ('night', 'total') then array['period', 'must be year, half_year, quarter, month or week']
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then
      array['amount_kobo', 'must be over zero and at most a hundred billion naira']
    when advance_periods is null or advance_periods not between 1 and 60 then array['advance_periods', 'must be between 1 and 60']
    when advance_periods > 1 and period is null then array['advance_periods', 'must be 1 for what is charged once']
    when num_nonnulls(due_days_before, due_on_day) > 1 then array['due_on_day', 'and due_days_before: give one of them']
    when due_days_before is not null and due_days_before not between 0 and 90 then array['due_days_before', 'must be between 0 and 90']
    when due_on_day is not null and due_on_day not between 1 and 366 then array['due_on_day', 'must be between 1 and 366']
    when label is not null and length(btrim(label)) not between 1 and 100 then array['label', 'must have 1 to 100 characters']
    when payer_id is not null and not exists (
      select from public.tenancy_parties as party where party.tenancy_id = tenancy.id and party.tenant_id = payer_id) then
      array['payer_id', 'must be a tenant of the tenancy']
  end;
begin
  if broken is not null then
    perform private.refuse_schedule_terms(broken[1], broken[2]);
  end if;
end
$$;
comment on function private.require_schedule_terms(public.tenancies, public.charge_kind, public.kobo, public.price_period, integer, integer, integer, uuid, text) is
  'Refuses terms of a schedule that make no sense, by the field: charge_schedule.bad_terms 400. Of new schedules and of those that replace one.';

create function private.due_days(due_days_before integer, due_on_day integer)
returns smallint
language sql
immutable
set search_path = ''
as $$
  select coalesce(-due_days_before, due_on_day - 1, 0)::smallint
$$;
comment on function private.due_days(integer, integer) is
  'Days from the first day of a period until its charge falls due: so many before it, or on a day of it counted from 1; the first day when neither is given.';

create function private.add_charge_schedule(
  tenancy_id uuid, kind public.charge_kind, amount_kobo public.kobo, period public.price_period, first_on public.calendar_date,
  until_on public.calendar_date, advance_periods integer, due_days_before integer, due_on_day integer, payer_id uuid,
  label text, client_id uuid)
returns public.charge_schedules
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  schedule public.charge_schedules;
  begins date;
  ends date;
  mandate uuid;
begin
  -- Locked before it is read, so that it does not end meanwhile.
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id for key share;
  perform private.require_collecting(tenancy);
  mandate := private.collecting_mandate(tenancy);
  if kind = 'rent' then
    perform private.refuse_schedule_terms('kind', 'must be another than rent, which is agreed by the tenancy');
  end if;
  perform private.require_schedule_terms(
    tenancy, kind, amount_kobo, period, advance_periods, due_days_before, due_on_day, payer_id, label);
  if tenancy.status <> 'offered' and not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot add a schedule: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  begins := coalesce(first_on, case when tenancy.is_in_force then greatest(tenancy.starts_on, private.lagos_date()) else tenancy.starts_on end);
  -- Without a last day it ends with the term, and goes on while the tenants do.
  ends := case when period is null then begins + 1 else coalesce(until_on, greatest(begins, tenancy.ends_on)) end;
  if begins < tenancy.starts_on or (begins >= tenancy.ends_on and first_on is not null and until_on is not null)
    or begins > date '2199-01-01' then
    perform private.refuse_schedule_terms('first_on', 'must lie within the term of the tenancy');
  end if;
  if until_on is not null and (until_on <= begins or until_on > tenancy.ends_on or period is null) then
    perform private.refuse_schedule_terms('until_on',
      'must come after first_on and not after the term of the tenancy; what is charged once has none');
  end if;
  if client_id is not null then
    select s.* into schedule from public.charge_schedules as s where s.org_id = tenancy.org_id and s.client_id = client_id;
    if found then
      return private.same_schedule(schedule, tenancy.id, kind, amount_kobo * advance_periods,
        private.period_length(period) * advance_periods, private.due_days(due_days_before, due_on_day));
    end if;
  end if;
  if (select count(*) >= 50 from public.charge_schedules as s
      where s.org_id = tenancy.org_id and s.tenancy_id = tenancy.id and s.next_on is not null) then
    perform private.raise_problem('charge_schedule.too_many', 'Cannot add a schedule: the tenancy has 50, end one first', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  insert into public.charge_schedules as made (
    org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, due_days, goes_on, label, payer_id, client_id, mandate_id)
  values (
    tenancy.org_id, tenancy.id, kind, amount_kobo * advance_periods, private.period_length(period) * advance_periods,
    begins, ends, private.due_days(due_days_before, due_on_day), period is not null and until_on is null,
    btrim(label), payer_id, client_id, mandate)
  on conflict do nothing
  returning made.* into schedule;
  if not found then
    -- Sent twice at once: the twin has been committed.
    select s.* into strict schedule from public.charge_schedules as s where s.org_id = tenancy.org_id and s.client_id = client_id;
    return private.same_schedule(schedule, tenancy.id, kind, amount_kobo * advance_periods,
      private.period_length(period) * advance_periods, private.due_days(due_days_before, due_on_day));
  end if;
  if tenancy.is_in_force then
    perform private.generate_charges(private.lagos_date(), tenancy.id);
    select s.* into strict schedule from public.charge_schedules as s where s.id = schedule.id;
  end if;
  return schedule;
end
$$;
comment on function private.add_charge_schedule(uuid, public.charge_kind, public.kobo, public.price_period, public.calendar_date, public.calendar_date, integer, integer, integer, uuid, text, uuid) is
  'Checks that the caller may collect and what is agreed, then adds the schedule and posts what it charges already.';
grant execute on function private.add_charge_schedule(uuid, public.charge_kind, public.kobo, public.price_period, public.calendar_date, public.calendar_date, integer, integer, integer, uuid, text, uuid)
  to authenticated;

create function private.same_schedule(
  known public.charge_schedules, tenancy_id uuid, kind public.charge_kind, amount_kobo public.kobo, every interval, due_days smallint)
returns public.charge_schedules
language plpgsql
set search_path = ''
as $$
begin
  if (known.tenancy_id, known.kind, known.amount_kobo::bigint, known.every, known.due_days)
    is distinct from (same_schedule.tenancy_id, same_schedule.kind, same_schedule.amount_kobo::bigint, same_schedule.every, same_schedule.due_days)
  then
    perform private.raise_problem('charge_schedule.already_added', 'Cannot add the schedule: its client_id is that of another one', 409,
      jsonb_build_object('field', 'client_id'));
  end if;
  return known;
end
$$;
comment on function private.same_schedule(public.charge_schedules, uuid, public.charge_kind, public.kobo, interval, smallint) is
  'The schedule that was added before under a client''s own id, unless it says something else: charge_schedule.already_added 409.';

create function public.add_charge_schedule(
  tenancy_id uuid,
  kind public.charge_kind,
  amount_kobo numeric,
  period public.price_period default null,
  first_on text default null,
  until_on text default null,
  advance_periods integer default 1,
  due_days_before integer default null,
  due_on_day integer default null,
  payer_id uuid default null,
  label text default null,
  client_id uuid default null
)
returns public.charge_schedules
language sql
set search_path = ''
as $$
  select private.limit_person('add_charge_schedule');
  select private.add_charge_schedule(
    tenancy_id, kind, private.read_kobo('amount_kobo', amount_kobo), period, private.read_date('first_on', first_on),
    private.read_date('until_on', until_on), advance_periods, due_days_before, due_on_day, payer_id,
    private.read_line('label', label), client_id)
$$;
comment on function public.add_charge_schedule(uuid, public.charge_kind, numeric, public.price_period, text, text, integer, integer, integer, uuid, text, uuid) is
  'Charges a tenancy amount_kobo for each period (kobo; without a period: once), from first_on (the first day of the tenancy, or today) until until_on or for as long as the tenants stay. advance_periods are charged together. Due due_days_before the period begins, or on its due_on_day, counted from 1; else on its first day. payer_id names the tenant who is to pay, label what people call it. Of an offered tenancy it is charged once that is accepted. With a client_id of the caller''s own it is safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect; what an agency adds ends with its mandate. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, charge_schedule.bad_terms 400, tenancy.not_in_force, charge_schedule.too_many, charge_schedule.already_added 409.';
grant execute on function public.add_charge_schedule(uuid, public.charge_kind, numeric, public.price_period, text, text, integer, integer, integer, uuid, text, uuid)
  to authenticated;

-- Ending and replacing ----------------------------------------------------------------------------

create function private.lock_my_schedule(schedule_id uuid)
returns public.charge_schedules
language plpgsql
set search_path = ''
as $$
declare
  schedule public.charge_schedules;
  tenancy public.tenancies;
begin
  -- The tenancy before its schedules, as whoever moves it locks them.
  select t.* into tenancy from public.tenancies as t
  where t.id = (select s.tenancy_id from public.charge_schedules as s where s.id = schedule_id)
  for key share;
  if not private.knows_debtor(tenancy) then
    perform private.raise_problem('charge_schedule.not_found', 'Cannot find the schedule among those of your organizations and mandates', 404,
      jsonb_build_object('field', 'schedule_id'));
  end if;
  perform private.require_collecting(tenancy);
  select s.* into strict schedule from public.charge_schedules as s where s.id = schedule_id for no key update;
  return schedule;
end
$$;
comment on function private.lock_my_schedule(uuid) is
  'Locks a schedule that the caller may change: charge_schedule.not_found 404, mandate.required, auth.forbidden 403.';

create function private.stop_schedules(schedule_ids uuid[], from_on public.calendar_date, reason text)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  update public.charge_schedules as s
  set until_on = least(s.until_on, greatest(from_on, s.first_on)), goes_on = false,
    next_on = case when (s.first_on + s.next_no * s.every)::date < least(s.until_on, from_on) then s.next_on end
  where s.id = any (schedule_ids);
  perform private.take_back_charges(array(
    select charge.id from public.charges as charge
    join public.charge_schedules as s on s.org_id = charge.org_id and s.id = charge.schedule_id
    where s.id = any (schedule_ids) and charge.reverses_id is null
      and not charge.is_reversed and charge.paid_kobo = 0 and coalesce(lower(charge.period), s.first_on) >= from_on
  ), reason);
end
$$;
comment on function private.stop_schedules(uuid[], public.calendar_date, text) is
  'Ends locked schedules: no period begins on a day or later, and what was charged ahead of it and nobody paid is taken back.';

create function private.stop_schedule(schedule public.charge_schedules, from_on public.calendar_date, reason text)
returns public.charge_schedules
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  stopped public.charge_schedules;
begin
  perform private.stop_schedules(array[schedule.id], from_on, reason);
  select s.* into strict stopped from public.charge_schedules as s where s.id = schedule.id;
  return stopped;
end
$$;
comment on function private.stop_schedule(public.charge_schedules, public.calendar_date, text) is
  'Ends a locked schedule, as private.stop_schedules() does, and returns it.';

create function private.end_charge_schedule(schedule_id uuid, from_on public.calendar_date, reason text)
returns public.charge_schedules
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  schedule public.charge_schedules := private.lock_my_schedule(schedule_id);
begin
  if reason is null or length(btrim(reason)) not between 3 and 250 then
    perform private.refuse_schedule_terms('reason', 'must have 3 to 250 characters');
  end if;
  return private.stop_schedule(schedule, coalesce(from_on, private.lagos_date()), btrim(reason));
end
$$;
comment on function private.end_charge_schedule(uuid, public.calendar_date, text) is 'Checks the caller, then ends the schedule.';
grant execute on function private.end_charge_schedule(uuid, public.calendar_date, text) to authenticated;

create function public.end_charge_schedule(schedule_id uuid, reason text, from_on text default null)
returns public.charge_schedules
language sql
set search_path = ''
as $$
  select private.limit_person('end_charge_schedule');
  select private.end_charge_schedule(schedule_id, private.read_date('from_on', from_on), private.read_line('reason', reason))
$$;
comment on function public.end_charge_schedule(uuid, text, text) is
  'Charges nothing more for periods that begin on from_on (today when left out) or later; what was charged ahead for them and nobody paid is taken back, what was paid stays. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge_schedule.not_found 404, mandate.required, auth.forbidden 403, charge_schedule.bad_terms 400.';
grant execute on function public.end_charge_schedule(uuid, text, text) to authenticated;

create function private.keep_charge_schedule(schedule_id uuid)
returns public.charge_schedules
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  schedule public.charge_schedules := private.lock_my_schedule(schedule_id);
begin
  perform private.require_permission(schedule.org_id, 'money.write');
  if schedule.mandate_id is null then
    return schedule;
  end if;
  if schedule.next_on is null and not schedule.goes_on then
    perform private.raise_problem('charge_schedule.over', 'Cannot keep the schedule: it has ended', 409,
      jsonb_build_object('field', 'schedule_id'));
  end if;
  update public.charge_schedules as s set mandate_id = null where s.id = schedule.id returning s.* into schedule;
  return schedule;
end
$$;
comment on function private.keep_charge_schedule(uuid) is 'Checks that the caller is of the landlord''s own side, then makes the schedule the landlord''s.';
grant execute on function private.keep_charge_schedule(uuid) to authenticated;

create function public.keep_charge_schedule(schedule_id uuid)
returns public.charge_schedules
language sql
set search_path = ''
as $$
  select private.limit_person('keep_charge_schedule');
  select private.keep_charge_schedule(schedule_id)
$$;
comment on function public.keep_charge_schedule(uuid) is
  'Makes what an agency charges a tenancy of yours your own: it no longer ends with the agency''s mandate (mandate_id is null then). Safe to repeat. For the landlord''s own side with money.write. Errors: charge_schedule.not_found 404, mandate.required, auth.forbidden 403, charge_schedule.over 409.';
grant execute on function public.keep_charge_schedule(uuid) to authenticated;

create function private.replace_charge_schedule(
  schedule_id uuid, from_on public.calendar_date, amount_kobo public.kobo, period public.price_period,
  advance_periods integer, due_days_before integer, due_on_day integer, payer_id uuid, label text)
returns public.charge_schedules
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  schedule public.charge_schedules := private.lock_my_schedule(schedule_id);
  tenancy public.tenancies;
  made public.charge_schedules;
  length_now interval := private.period_length(period) * advance_periods;
  due_now smallint := case when num_nonnulls(due_days_before, due_on_day) = 0 then schedule.due_days
    else private.due_days(due_days_before, due_on_day) end;
  next_first date;
begin
  select t.* into strict tenancy from public.tenancies as t where t.id = schedule.tenancy_id;
  perform private.require_schedule_terms(
    tenancy, schedule.kind, amount_kobo, period, advance_periods, due_days_before, due_on_day, payer_id, label);
  if from_on is null then
    perform private.refuse_schedule_terms('from_on', 'is missing');
  end if;
  select s.* into made from public.charge_schedules as s where s.replaces_id = schedule.id;
  if found and (made.first_on, made.amount_kobo::bigint, made.every) = (from_on, amount_kobo * advance_periods, length_now) then
    return made;
  end if;
  if schedule.every is null or period is null then
    perform private.raise_problem('charge_schedule.charged_once',
      'Cannot replace what is charged once: take its charge back, or end the schedule, and add another', 409,
      jsonb_build_object('field', case when schedule.every is null then 'schedule_id' else 'period' end));
  end if;
  if tenancy.status <> 'offered' and not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot replace the schedule: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'schedule_id'));
  end if;
  if schedule.next_on is null or made.id is not null or (from_on >= schedule.until_on and not schedule.goes_on) then
    perform private.raise_problem('charge_schedule.over', 'Cannot replace the schedule: it has ended, or is replaced already', 409,
      jsonb_build_object('field', 'schedule_id'));
  end if;
  if schedule.kind = 'rent' and (
    length_now <> schedule.every or amount_kobo * advance_periods > schedule.amount_kobo or due_now < schedule.due_days) then
    perform private.raise_problem('charge_schedule.rent_is_agreed',
      'Cannot replace the rent: its periods are agreed, and here it can only become less or fall due later. Offer a renewal for more', 409,
      jsonb_build_object('field', case
        when length_now <> schedule.every then 'period'
        when due_now < schedule.due_days then 'due_days_before'
        else 'amount_kobo' end));
  end if;
  -- The first day of a period on or after the one given.
  select min(begins.on_day) into next_first
  from generate_series(0, greatest(0, ceil(extract(epoch from age(from_on::timestamp, schedule.first_on::timestamp))
    / extract(epoch from schedule.every))::integer) + 1) as step (n)
  cross join lateral (select (schedule.first_on + step.n * schedule.every)::date as on_day) as begins
  where begins.on_day >= from_on;
  if next_first is distinct from from_on then
    perform private.refuse_schedule_terms('from_on', format('must be the first day of a period: the next is %s', next_first));
  end if;
  perform private.lock_charges(array(
    select charge.id from public.charges as charge where charge.org_id = schedule.org_id and charge.schedule_id = schedule.id));
  if exists (
    select from public.charges as charge
    where charge.org_id = schedule.org_id and charge.schedule_id = schedule.id and charge.paid_kobo > 0
      and lower(charge.period) >= from_on
  ) then
    perform private.raise_problem('charge.has_money',
      'Cannot replace the schedule from that day: a period from then on is paid. Replace it from the period after', 409,
      jsonb_build_object('field', 'from_on'));
  end if;
  perform private.stop_schedule(schedule, from_on, 'agreed anew');
  insert into public.charge_schedules as it (
    org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, due_days, goes_on, label, payer_id, wht_bps, replaces_id, mandate_id)
  values (
    schedule.org_id, schedule.tenancy_id, schedule.kind, amount_kobo * advance_periods, length_now, from_on,
    greatest(from_on, schedule.until_on), due_now, schedule.goes_on, coalesce(btrim(label), schedule.label), payer_id,
    schedule.wht_bps, schedule.id, private.collecting_mandate(tenancy))
  returning it.* into made;
  if tenancy.is_in_force and from_on <= private.lagos_date() + 30 then
    perform private.generate_charges(private.lagos_date(), tenancy.id);
    select s.* into strict made from public.charge_schedules as s where s.id = made.id;
  elsif tenancy.is_in_force then
    -- What comes in place of another is charged in its turn, and not at once.
    update public.charge_schedules as s set next_on = from_on + least(due_now, 0) - 30 where s.id = made.id returning s.* into made;
  end if;
  return made;
end
$$;
comment on function private.replace_charge_schedule(uuid, public.calendar_date, public.kobo, public.price_period, integer, integer, integer, uuid, text) is
  'Checks the caller, the terms and that nothing is paid from that day on, then ends the schedule and begins another.';
grant execute on function private.replace_charge_schedule(uuid, public.calendar_date, public.kobo, public.price_period, integer, integer, integer, uuid, text)
  to authenticated;

create function public.replace_charge_schedule(
  schedule_id uuid,
  from_on text,
  amount_kobo numeric,
  period public.price_period,
  advance_periods integer default 1,
  due_days_before integer default null,
  due_on_day integer default null,
  payer_id uuid default null,
  label text default null
)
returns public.charge_schedules
language sql
set search_path = ''
as $$
  select private.limit_person('replace_charge_schedule');
  select private.replace_charge_schedule(
    schedule_id, private.read_date('from_on', from_on), private.read_kobo('amount_kobo', amount_kobo), period,
    advance_periods, due_days_before, due_on_day, payer_id, private.read_line('label', label))
$$;
comment on function public.replace_charge_schedule(uuid, text, numeric, public.price_period, integer, integer, integer, uuid, text) is
  'Ends a schedule before from_on, the first day of one of its periods, and charges amount_kobo (kobo) for each period from then on; when it falls due and what it is called stay unless given. What was charged ahead and nobody paid is taken back; no day is charged twice. Rent can only become less or fall due later: more is agreed by a renewal. Safe to repeat. For the landlord''s side with money.write, who make theirs what an agency had set, and for an agency with a live mandate to collect, with which what it sets ends. Errors: charge_schedule.not_found 404, mandate.required, auth.forbidden 403, charge_schedule.bad_terms 400, charge_schedule.charged_once, charge_schedule.over, charge_schedule.rent_is_agreed, tenancy.not_in_force, charge.has_money 409.';
grant execute on function public.replace_charge_schedule(uuid, text, numeric, public.price_period, integer, integer, integer, uuid, text)
  to authenticated;

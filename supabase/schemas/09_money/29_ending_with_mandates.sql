-- What an agency set, and what acts by itself for the landlord's tenancies, does not outlive its mandate: it ends, or is
-- the landlord's and they know of it.
--
-- What the tenants themselves agreed to, or may still accept, goes on as the landlord's: the rent, also one that the agency
-- made less or due later (by the clock nobody's rent becomes more), and what stands on a tenancy that is offered. What the agency
-- charges beside it, and its late fees, end on the first day without a mandate, and what the landlord had agreed before the agency
-- replaced it holds again from the next period on. An agency that has another live mandate over the home, as when it is
-- given anew before the old one is over, keeps what it set, now under that one; one given later begins with nothing. What the
-- landlord keeps (keep_charge_schedule), or says again in their own name (replace_charge_schedule, set_late_fee), is theirs at once. Staff who suspend an agency
-- end it likewise. Reminders are the landlord's own rule, and what tenants pay online goes to the landlord from that day on.

create function private.pass_terms_on(mandate public.mandates, tenancy_ids uuid[])
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_column
declare
  today date := private.lagos_date();
  others uuid[];
begin
  select array_agg(held.id) into others
  from (
    -- One that somebody changes at this moment counts as over: two that end at once would wait for each other.
    select other.id from public.mandates as other
    where other.org_id = mandate.org_id and other.agent_org_id = mandate.agent_org_id and other.id <> mandate.id
      and other.status = 'active' and other.starts_on <= today and other.ends_on > today and 'collect' = any (other.scopes)
      and not exists (
        select from public.organizations as agency where agency.id = other.agent_org_id and agency.suspended_at is not null)
    order by other.id
    for share skip locked
  ) as held;
  if others is null then
    return;
  end if;
  with next_one as materialized (
    select tenancy.id as tenancy_id, over.id as mandate_id
    from public.tenancies as tenancy
    cross join lateral (
      select covering.id from private.mandates_over(tenancy.unit_id, array[mandate.agent_org_id]) as covering
      where covering.id = any (others)
      order by covering.ends_on desc, covering.id limit 1
    ) as over
    where tenancy.id = any (tenancy_ids)
  ), rules as (
    update public.late_fee_rules as rule set mandate_id = next_one.mandate_id
    from next_one
    where rule.tenancy_id = next_one.tenancy_id and rule.mandate_id = mandate.id and rule.ended_at is null
  )
  update public.charge_schedules as schedule set mandate_id = next_one.mandate_id
  from next_one
  where schedule.tenancy_id = next_one.tenancy_id and schedule.mandate_id = mandate.id;
end
$$;
comment on function private.pass_terms_on(public.mandates, uuid[]) is
  'What an agency set for some tenancies under a mandate that is over goes on under another live one to collect that it has there, where there is one.';

create function private.end_terms_under(mandate public.mandates)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_column
declare
  -- The first day without it; a clock that stood still does not make it later.
  over_on public.calendar_date := least(mandate.ends_on::date, private.lagos_date());
  tenancy_ids uuid[] := array(
    select schedule.tenancy_id from public.charge_schedules as schedule
    where schedule.org_id = mandate.org_id and schedule.mandate_id = mandate.id and (schedule.next_on is not null or schedule.goes_on)
    union
    select rule.tenancy_id from public.late_fee_rules as rule
    where rule.org_id = mandate.org_id and rule.mandate_id = mandate.id and rule.ended_at is null);
  ending public.charge_schedules[];
  kept uuid[];
  fined uuid[];
  touched integer;
  is_suspended constant boolean := mandate.status = 'active';
begin
  if tenancy_ids = '{}' then
    return;
  end if;
  -- The tenancies before their schedules, as whoever moves them locks them.
  perform from public.tenancies as tenancy where tenancy.id = any (tenancy_ids) order by tenancy.id for key share;
  perform from public.charge_schedules as schedule
  where schedule.org_id = mandate.org_id and schedule.mandate_id = mandate.id and schedule.tenancy_id = any (tenancy_ids)
  order by schedule.tenancy_id, schedule.id for no key update;
  perform private.pass_terms_on(mandate, tenancy_ids);

  with own as (
    update public.charge_schedules as schedule set mandate_id = null
    from public.tenancies as tenancy
    where schedule.org_id = mandate.org_id and schedule.mandate_id = mandate.id and (schedule.next_on is not null or schedule.goes_on)
      and tenancy.org_id = schedule.org_id and tenancy.id = schedule.tenancy_id
      and (schedule.kind = 'rent' or tenancy.status in ('draft', 'offered'))
    returning schedule.tenancy_id
  )
  select coalesce(array_agg(own.tenancy_id), '{}') into kept from own;

  select coalesce(array_agg(schedule order by schedule.id), '{}') into ending
  from public.charge_schedules as schedule
  where schedule.org_id = mandate.org_id and schedule.mandate_id = mandate.id and (schedule.next_on is not null or schedule.goes_on);
  perform private.stop_schedules(
    array(select it.id from unnest(ending) as it), over_on,
    case when is_suspended then 'the agency that set it is suspended' else 'the mandate of the agency that set it is over' end);
  perform private.restore_own_schedules(ending, over_on);
  fined := private.end_late_fees_under(mandate);

  select count(distinct it.id) into touched
  from (
    select unnest(kept) as id union all select unnest(fined) union all select ended.tenancy_id from unnest(ending) as ended
  ) as it;
  if touched = 0 then
    return;
  end if;
  perform private.notify(
    array(select private.members_with(mandate.org_id, 'money.write')), mandate.org_id,
    case when cardinality(kept) + cardinality(ending) = 0 then 'late_fees_ended' else 'agency_charges_ended' end,
    case when cardinality(kept) + cardinality(ending) = 0 then 'Late fees that an agency set ended '
      else format('What an agency charged your tenants: %s go on as yours, %s ended ',
        cardinality(kept), cardinality(ending) + cardinality(fined))
      end || case when is_suspended then 'when it was suspended' else 'with its mandate' end,
    mandate.id,
    jsonb_build_object('agent_org_id', mandate.agent_org_id, 'tenancies', touched, 'charges_ended', cardinality(ending),
      'charges_kept', cardinality(kept), 'late_fees_ended', cardinality(fined), 'is_suspended', is_suspended));
end
$$;
comment on function private.end_terms_under(public.mandates) is
  'When a mandate is over, or its agency suspended: what acts by itself for the landlord''s tenancies and was set under it goes on under another live mandate of the agency, or as the landlord''s, or ends; the landlord''s side is told, once however many tenancies it were. The caller has locked the mandate.';

create function private.restore_own_schedules(ended public.charge_schedules[], over_on public.calendar_date)
returns void
language sql
set search_path = ''
as $$
  with recursive line as (
    select theirs.id as ended_id, theirs.replaces_id as before_id from unnest(ended) as theirs where theirs.replaces_id is not null
    union all
    select line.ended_id, before.replaces_id
    from line join public.charge_schedules as before on before.id = line.before_id
    where before.mandate_id is not null and before.replaces_id is not null
  )
  insert into public.charge_schedules (
    org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, next_on, due_days, goes_on, label, payer_id, wht_bps, replaces_id)
  select own.org_id, own.tenancy_id, own.kind, own.amount_kobo, own.every, since.first_on, greatest(since.first_on, theirs.until_on),
    greatest(date '1861-01-01', since.first_on + least(own.due_days, 0) - 30), own.due_days, theirs.goes_on, own.label, own.payer_id,
    own.wht_bps, theirs.id
  from line
  join public.charge_schedules as own on own.id = line.before_id and own.mandate_id is null
  join unnest(ended) as theirs on theirs.id = line.ended_id
  cross join lateral (
    -- Its next period; no day is charged twice.
    select greatest(
      (select min((theirs.first_on + step.n * theirs.every)::date)
       -- Months differ in length: one more than it takes.
       from generate_series(0, greatest(theirs.next_no, ceil(extract(epoch from age(over_on::timestamp, theirs.first_on::timestamp))
         / extract(epoch from theirs.every))::integer) + 1) as step (n)
       where (theirs.first_on + step.n * theirs.every)::date >= over_on),
      (select max(upper(charge.period)) from public.charges as charge
       where charge.org_id = theirs.org_id and charge.schedule_id = theirs.id and charge.reverses_id is null and not charge.is_reversed)
    ) as first_on
  ) as since
  where (since.first_on < theirs.until_on or theirs.goes_on)
    and not exists (select from public.charge_schedules as later where later.replaces_id = theirs.id)
$$;
comment on function private.restore_own_schedules(public.charge_schedules[], public.calendar_date) is
  'What the landlord had agreed, and schedules of an agency took the place of, is charged again by its own terms from the next period on. ended: the agency''s, as they were before they ended.';

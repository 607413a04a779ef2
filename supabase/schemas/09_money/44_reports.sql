-- Reports: what a landlord, an accountant or a tenant takes away from the books, each asked under row-level security.
-- Days are Nigerian dates, both ends included; amounts are kobo. Nothing is stored: a figure is what the rows say now.
-- Rent roll, collections and ageing; statements: 83.

-- Collections are read by the day on which money was paid.
create index payments_org_paid_idx on public.payments (org_id, paid_at) where status = 'succeeded';

create function private.check_report_days(from_on public.calendar_date, to_on public.calendar_date)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  if from_on is null or to_on is null or to_on < from_on or to_on > from_on + 3660 then
    perform private.raise_problem('report.bad_days', 'Cannot make the report: name a first and a last day, at most ten years apart', 400,
      jsonb_build_object('field', case when from_on is null then 'from_on' else 'to_on' end));
  end if;
end
$$;
comment on function private.check_report_days(public.calendar_date, public.calendar_date) is
  'Refuses (400 report.bad_days) a report without a first and a last day, or over more than ten years.';
grant execute on function private.check_report_days(public.calendar_date, public.calendar_date) to authenticated;

create function private.start_of(day public.calendar_date)
returns timestamptz
language plpgsql
immutable
set search_path = ''
as $$
begin
  return day::timestamp at time zone 'Africa/Lagos';
end
$$;
comment on function private.start_of(public.calendar_date) is 'The moment at which a day begins in Nigeria.';

create function private.end_of(day public.calendar_date)
returns timestamptz
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (day + 1)::timestamp at time zone 'Africa/Lagos';
end
$$;
comment on function private.end_of(public.calendar_date) is 'The moment at which a day is over in Nigeria.';
grant execute on function private.start_of(public.calendar_date), private.end_of(public.calendar_date) to authenticated;

create function private.require_money_reader(org_id uuid)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  -- Under row-level security a stranger would get a report of zeros, which looks like one.
  if not exists (select from private.my_org_ids('money.read') as mine where mine = org_id) then
    perform private.raise_problem(
      'auth.forbidden', 'You may not do this for the organization: it needs the permission money.read', 403);
  end if;
end
$$;
comment on function private.require_money_reader(uuid) is 'Refuses (403 auth.forbidden) a report to whoever may not read the organization''s money.';
grant execute on function private.require_money_reader(uuid) to authenticated;

create function private.tenancies_called(org_id uuid)
returns table (tenancy_id uuid, property_id uuid, property text, unit text, tenants text)
language plpgsql
stable
set search_path = ''
-- All at once: tenancy by tenancy the thousands of a large organization would take ten times as long.
set enable_nestloop = off
rows 2000
as $$
#variable_conflict use_column
begin
  return query
  select tenancy.id, property.id, property.name, unit.label, people.names
  from public.tenancies as tenancy
  join public.units as unit on unit.org_id = tenancy.org_id and unit.id = tenancy.unit_id
  join public.properties as property on property.org_id = unit.org_id and property.id = unit.property_id
  left join (
    select party.tenancy_id, string_agg(tenant.full_name, ' and ' order by party.created_at, tenant.id) as names
    from public.tenancy_parties as party
    join public.tenants as tenant on tenant.org_id = party.org_id and tenant.id = party.tenant_id
    where party.org_id = tenancies_called.org_id
    group by party.tenancy_id
  ) as people on people.tenancy_id = tenancy.id
  where tenancy.org_id = tenancies_called.org_id;
end
$$;
comment on function private.tenancies_called(uuid) is
  'What people call the tenancies of an organization: property, unit, tenants; as far as the caller may know them.';
grant execute on function private.tenancies_called(uuid) to authenticated;

create function private.deposits_paid(org_id uuid)
returns table (tenancy_id uuid, paid_kobo bigint)
language plpgsql
stable
set search_path = ''
rows 2000
as $$
#variable_conflict use_column
begin
  return query
  with recursive paid as materialized (
    select it.tenancy_id, sum(it.kobo)::bigint as kobo
    from (
      select charge.tenancy_id, charge.paid_kobo as kobo from public.charges as charge
      where charge.org_id = deposits_paid.org_id and charge.kind = 'caution_deposit' and charge.reverses_id is null
      union all
      select handover.tenancy_id, handover.deposit_kobo from public.tenancy_handovers as handover
      where handover.org_id = deposits_paid.org_id and handover.side = 'taken_over' and handover.deposit_kobo > 0
    ) as it
    group by it.tenancy_id
  ),
  -- Tenants who stay on by a renewal leave their deposit where it is: see deposit_of().
  chain as (
    select paid.tenancy_id, paid.kobo from paid
    union all
    select renewal.id, chain.kobo
    from chain
    join public.tenancies as renewal on renewal.org_id = deposits_paid.org_id and renewal.parent_id = chain.tenancy_id
  )
  select chain.tenancy_id, sum(chain.kobo)::bigint from chain group by chain.tenancy_id;
end
$$;
comment on function private.deposits_paid(uuid) is
  'What was paid of the caution deposit of each tenancy of an organization, in kobo, the deposits that its renewals and a bought home brought along included.';
grant execute on function private.deposits_paid(uuid) to authenticated;

-- Rent roll -----------------------------------------------------------------------------------

create function public.rent_roll(org_id uuid)
returns table (
  unit_id uuid, property text, unit text, tenancy_id uuid, tenants text, status public.tenancy_status, starts_on date, ends_on date,
  rent_kobo bigint, rent_per public.price_period, paid_through date, next_due_on date, next_due_kobo bigint, arrears_kobo bigint,
  deposit_paid_kobo bigint)
language plpgsql
stable
set search_path = ''
set enable_nestloop = off -- see private.tenancies_called()
-- Planned for the organization that is asked for, a house or a thousand; compiling takes longer than the answer, and
-- sums of thousands of tenancies stay in memory.
set plan_cache_mode = force_custom_plan
set jit = off
set work_mem = '32MB'
as $$
#variable_conflict use_column
begin
  perform private.require_money_reader(rent_roll.org_id);
  return query
  select unit.id, property.name, unit.label, tenancy.id, names.tenants, tenancy.status, tenancy.starts_on::date,
    tenancy.ends_on::date, tenancy.rent_kobo::bigint, tenancy.rent_per, standing.paid_through, standing.next_due_on,
    standing.next_due_kobo, standing.arrears_kobo, deposit.paid_kobo
  from public.units as unit
  join public.properties as property on property.org_id = unit.org_id and property.id = unit.property_id
  left join public.tenancies as tenancy
    on tenancy.org_id = unit.org_id and tenancy.unit_id = unit.id and tenancy.is_in_force
  left join private.tenancies_called(rent_roll.org_id) as names on names.tenancy_id = tenancy.id
  left join private.rent_standings(rent_roll.org_id) as standing on standing.tenancy_id = tenancy.id
  left join private.deposits_paid(rent_roll.org_id) as deposit on deposit.tenancy_id = tenancy.id
  where unit.org_id = rent_roll.org_id
  order by property.name, unit.label, unit.id, tenancy.starts_on, tenancy.id;
end
$$;
comment on function public.rent_roll(uuid) is
  'Every unit of an organization with its tenancy in force, what it brings, and how it stands; an empty unit stands there without one. Error: auth.forbidden 403.';
grant execute on function public.rent_roll(uuid) to authenticated;

-- Collections ---------------------------------------------------------------------------------

create function public.collections(org_id uuid, from_on text, to_on text)
returns table (
  day date, method public.payment_method, kind public.charge_kind, payments bigint, amount_kobo bigint)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_custom_plan -- see rent_roll()
set jit = off
set work_mem = '32MB'
as $$
#variable_conflict use_column
declare
  first_day public.calendar_date := private.read_date('from_on', collections.from_on);
  last_day public.calendar_date := private.read_date('to_on', collections.to_on);
  starts_at timestamptz := private.start_of(first_day);
  ends_at timestamptz := private.end_of(last_day);
begin
  perform private.require_money_reader(collections.org_id);
  perform private.check_report_days(first_day, last_day);
  return query
  with settled as materialized (
    select payment.id, payment.method, (payment.amount_kobo - payment.returned_kobo)::bigint as amount_kobo,
      (payment.paid_at at time zone 'Africa/Lagos')::date as day, payment.returned_kobo > 0 as is_returned
    from public.payments as payment
    where payment.org_id = collections.org_id and payment.status = 'succeeded' and payment.returned_kobo < payment.amount_kobo
      -- These settle charges, but no money comes in.
      and payment.method not in ('deposit', 'withholding_tax')
      and payment.paid_at >= starts_at and payment.paid_at < ends_at
  ),
  allocated as materialized (
    select settled.id, settled.day, settled.method, charge.kind, (allocation.amount_kobo - case when settled.is_returned then (
        select coalesce(sum(part.amount_kobo), 0) from public.payment_return_parts as part
        where part.payment_id = allocation.payment_id and part.charge_id = allocation.charge_id)
      else 0 end)::bigint as amount_kobo
    from settled
    join public.payment_allocations as allocation on allocation.payment_id = settled.id
    join public.charges as charge on charge.org_id = allocation.org_id and charge.id = allocation.charge_id
  ),
  part as (
    select allocated.* from allocated where allocated.amount_kobo > 0
    union all
    select settled.id, settled.day, settled.method, null::public.charge_kind, settled.amount_kobo - coalesce(spent.amount_kobo, 0)
    from settled
    left join (
      select allocated.id, sum(allocated.amount_kobo)::bigint as amount_kobo from allocated group by allocated.id
    ) as spent on spent.id = settled.id
    where settled.amount_kobo > coalesce(spent.amount_kobo, 0)
  )
  select part.day, part.method, part.kind, count(distinct part.id), sum(part.amount_kobo)::bigint
  from part
  group by part.day, part.method, part.kind
  order by part.day, part.method, part.kind;
end
$$;
comment on function public.collections(uuid, text, text) is
  'What came in and stayed, by day, method and what it paid for; kind is null for credit on account. A payment of several kinds is counted for each. Payments that were taken back, and what went back by refunds and chargebacks, are left out, and so are deductions from a deposit and certificates of withheld tax, by which no money comes in. Errors: auth.forbidden 403, report.bad_days, value.bad_date 400.';
grant execute on function public.collections(uuid, text, text) to authenticated;

-- Ageing --------------------------------------------------------------------------------------

create function public.ageing(org_id uuid)
returns table (
  tenancy_id uuid, property text, unit text, tenants text, not_due_kobo bigint, days_1_to_30_kobo bigint, days_31_to_60_kobo bigint,
  days_61_to_90_kobo bigint, over_90_days_kobo bigint, overdue_kobo bigint, oldest_due_on date)
language plpgsql
stable
set search_path = ''
set enable_nestloop = off -- see private.tenancies_called()
set plan_cache_mode = force_custom_plan -- see rent_roll()
set jit = off
set work_mem = '32MB'
as $$
#variable_conflict use_column
begin
  perform private.require_money_reader(ageing.org_id);
  return query
  select aged.tenancy_id, names.property, names.unit, names.tenants, aged.not_due_kobo, aged.days_1_to_30_kobo,
    aged.days_31_to_60_kobo, aged.days_61_to_90_kobo, aged.over_90_days_kobo, aged.overdue_kobo, aged.oldest_due_on::date
  from public.ageing as aged
  left join private.tenancies_called(ageing.org_id) as names on names.tenancy_id = aged.tenancy_id
  where aged.org_id = ageing.org_id
  order by aged.overdue_kobo desc, aged.tenancy_id;
end
$$;
comment on function public.ageing(uuid) is
  'What the view ageing says of an organization''s tenancies, with what people call them, most overdue first. Error: auth.forbidden 403.';
grant execute on function public.ageing(uuid) to authenticated;

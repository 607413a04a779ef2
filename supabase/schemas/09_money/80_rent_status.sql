-- Where a tenancy stands with its rent: derived from schedules, charges and payments, stored nowhere.

create view public.rent_status with (security_invoker = on) as
select
  tenancy.id as tenancy_id,
  tenancy.org_id,
  tenancy.unit_id,
  tenancy.status,
  money.paid_through,
  coalesce(money.next_due_on, money.upcoming_on) as next_due_on,
  coalesce(money.next_due_kobo, money.upcoming_kobo) as next_due_kobo,
  money.arrears_kobo,
  money.oldest_arrear_on,
  money.arrears_kobo > 0 as is_in_arrears,
  money.charged_kobo,
  money.paid_kobo
from public.tenancies as tenancy
cross join lateral (
  -- Read once: what is owed, and up to where each schedule has been charged.
  with demand as materialized (
    select charge.schedule_id, charge.period, charge.status, charge.due_on, charge.amount_kobo, charge.paid_kobo,
      charge.payable_kobo as open_kobo,
      case when charge.kind = 'rent' then lower(charge.period) end as first_day,
      case when charge.kind = 'rent' then upper(charge.period) end as end_day,
      charge.kind = 'rent' and charge.payable_kobo > 0 as is_open_rent,
      charge.status in ('open', 'part_paid') as is_next,
      sum(charge.payable_kobo) over (partition by charge.due_on)::bigint as due_together_kobo
    from public.charge_balances as charge
    where charge.tenancy_id = tenancy.id
  )
  select total.*, upcoming.due_on as upcoming_on, upcoming.amount_kobo as upcoming_kobo
  from (
    select
      count(*) as charges,
      case
        when min(demand.first_day) filter (where demand.is_open_rent) is null then max(demand.end_day) - 1
        when min(demand.first_day) filter (where demand.is_open_rent) > min(demand.first_day)
          then min(demand.first_day) filter (where demand.is_open_rent) - 1
      end as paid_through,
      min(demand.due_on) filter (where demand.is_next) as next_due_on,
      (array_agg(demand.due_together_kobo order by demand.due_on) filter (where demand.is_next))[1] as next_due_kobo,
      coalesce(sum(demand.open_kobo) filter (where demand.status = 'overdue'), 0)::bigint as arrears_kobo,
      min(demand.due_on) filter (where demand.status = 'overdue') as oldest_arrear_on,
      sum(demand.amount_kobo)::bigint as charged_kobo,
      sum(demand.paid_kobo)::bigint as paid_kobo
    from demand
    where demand.status <> 'reversed'
  ) as total
  left join lateral (
    -- What is to be paid of it: what the tenant withholds as tax is not.
    select starting.due_on, sum(schedule.amount_kobo - case when schedule.wht_bps is null then 0
      else private.percent_of(schedule.amount_kobo, schedule.wht_bps) end)::bigint as amount_kobo
    from public.charge_schedules as schedule
    cross join lateral (
      select (schedule.first_on + schedule.next_no * schedule.every)::date as on_day,
        (schedule.first_on + (schedule.next_no + 1) * schedule.every)::date as end_day
    ) as step
    cross join lateral (
      select coalesce(least(step.on_day + schedule.due_days, step.end_day - 1), schedule.first_on + schedule.due_days) as due_on
    ) as starting
    where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id and schedule.next_on is not null
      and tenancy.is_in_force
      -- What goes on after the term is to come once they stay on.
      and (coalesce(step.on_day, schedule.first_on) < schedule.until_on or tenancy.status = 'holding_over'
        or tenancy.status = 'notice_given' and tenancy.ends_on <= (now() at time zone 'Africa/Lagos')::date)
    group by starting.due_on
    order by starting.due_on
    limit 1
  ) as upcoming on true
) as money
where money.charges > 0;
comment on view public.rent_status is
  'Each tenancy that was ever charged, as whoever may read its charges sees it. Amounts in kobo, Nigerian dates. A member without money.read sees none, rather than zeros.';
comment on column public.rent_status.tenancy_id is 'The tenancy.';
comment on column public.rent_status.org_id is 'To whom it is owed.';
comment on column public.rent_status.unit_id is 'What is let.';
comment on column public.rent_status.status is 'Where the tenancy stands.';
comment on column public.rent_status.paid_through is
  'Last day up to which rent is paid without a gap; null when the first rent is still open.';
comment on column public.rent_status.next_due_on is
  'When the next money falls due, today included: an open demand, else the next one of the schedules. Null when nothing is to come.';
comment on column public.rent_status.next_due_kobo is
  'All that is to be paid of what is open or to be charged on next_due_on, in kobo: without what the tenant withholds as tax.';
comment on column public.rent_status.arrears_kobo is 'Open and due before today, in kobo.';
comment on column public.rent_status.oldest_arrear_on is 'Since when the oldest of it is due.';
comment on column public.rent_status.is_in_arrears is 'Whether anything is overdue.';
comment on column public.rent_status.charged_kobo is 'All that was demanded and not taken back, in kobo.';
comment on column public.rent_status.paid_kobo is 'What payments that succeeded settled of it, in kobo.';
grant select on public.rent_status to authenticated, service_role;

-- Asked tenancy by tenancy the thousands of a large organization take ten times as long as all at once.
create function private.rent_standings(org_id uuid)
returns table (
  tenancy_id uuid, paid_through date, next_due_on date, next_due_kobo bigint, arrears_kobo bigint)
language plpgsql
stable
set search_path = ''
rows 2000
as $$
#variable_conflict use_column
declare
  today constant date := private.lagos_date();
begin
  return query
  with charge as materialized (
    -- Read once: the charges of a large organization lie all over the table.
    select known.tenancy_id, known.kind, known.status, known.period, known.due_on, known.payable_kobo
    from public.charge_balances as known
    where known.org_id = rent_standings.org_id and known.tenancy_id is not null
  ),
  total as (
    select charge.tenancy_id,
      count(*) filter (where charge.status <> 'reversed') as charges,
      min(lower(charge.period)) filter (where charge.kind = 'rent' and charge.status <> 'reversed') as first_day,
      max(upper(charge.period)) filter (where charge.kind = 'rent' and charge.status <> 'reversed') as end_day,
      min(lower(charge.period)) filter (where charge.kind = 'rent' and charge.payable_kobo > 0) as first_open_day,
      min(charge.due_on) filter (where charge.payable_kobo > 0 and charge.due_on >= today) as next_due_on,
      coalesce(sum(charge.payable_kobo) filter (where charge.due_on < today), 0)::bigint as arrears_kobo
    from charge
    group by charge.tenancy_id
  ),
  due_together as (
    select charge.tenancy_id, charge.due_on, sum(charge.payable_kobo)::bigint as kobo
    from charge
    where charge.due_on >= today and charge.payable_kobo > 0
    group by charge.tenancy_id, charge.due_on
  ),
  upcoming as (
    select distinct on (starting.tenancy_id) starting.tenancy_id, starting.due_on, sum(starting.kobo)::bigint as kobo
    from (
      select schedule.tenancy_id,
        coalesce(least(step.on_day + schedule.due_days, step.end_day - 1), schedule.first_on + schedule.due_days) as due_on,
        schedule.amount_kobo - case when schedule.wht_bps is null then 0
          else private.percent_of(schedule.amount_kobo, schedule.wht_bps) end as kobo
      from public.charge_schedules as schedule
      join public.tenancies as tenancy on tenancy.org_id = schedule.org_id and tenancy.id = schedule.tenancy_id
      cross join lateral (
        select (schedule.first_on + schedule.next_no * schedule.every)::date as on_day,
          (schedule.first_on + (schedule.next_no + 1) * schedule.every)::date as end_day
      ) as step
      where schedule.org_id = rent_standings.org_id and schedule.next_on is not null and tenancy.is_in_force
        and (coalesce(step.on_day, schedule.first_on) < schedule.until_on or tenancy.status = 'holding_over'
          or tenancy.status = 'notice_given' and tenancy.ends_on <= today)
    ) as starting
    group by starting.tenancy_id, starting.due_on
    order by starting.tenancy_id, starting.due_on
  )
  select total.tenancy_id,
    case
      when total.first_open_day is null then total.end_day - 1
      when total.first_open_day > total.first_day then total.first_open_day - 1
    end,
    coalesce(total.next_due_on::date, upcoming.due_on), coalesce(due_together.kobo, upcoming.kobo),
    total.arrears_kobo
  from total
  left join due_together on due_together.tenancy_id = total.tenancy_id and due_together.due_on = total.next_due_on
  left join upcoming on upcoming.tenancy_id = total.tenancy_id
  where total.charges > 0;
end
$$;
comment on function private.rent_standings(uuid) is
  'What rent_status says of each tenancy of an organization, all at once; a test compares them row by row.';
grant execute on function private.rent_standings(uuid) to authenticated;

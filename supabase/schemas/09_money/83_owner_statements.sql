-- Reports that are statements: what an owner had of their homes in some months, what became of the service charge, and what a
-- tenant shows for the relief on rent. Asked as the reports of 44 are; what those and these share stands there.

-- Statements ----------------------------------------------------------------------------------

create function public.owner_statement(org_id uuid, from_on text, to_on text, property_id uuid default null)
returns table (
  day date, entry text, description text, property text, unit text, tenants text, charged_kobo bigint, received_kobo bigint,
  balance_kobo bigint)
language plpgsql
stable
set search_path = ''
set enable_nestloop = off -- see private.tenancies_called()
set plan_cache_mode = force_custom_plan -- see rent_roll()
set jit = off
set work_mem = '32MB'
as $$
#variable_conflict use_column
declare
  first_day public.calendar_date := private.read_date('from_on', owner_statement.from_on);
  last_day public.calendar_date := private.read_date('to_on', owner_statement.to_on);
  starts_at timestamptz := private.start_of(first_day);
  ends_at timestamptz := private.end_of(last_day);
  of_property uuid[];
  opening bigint;
begin
  perform private.require_money_reader(owner_statement.org_id);
  perform private.check_report_days(first_day, last_day);
  if owner_statement.property_id is not null then
    of_property := array(
      select names.tenancy_id from private.tenancies_called(owner_statement.org_id) as names
      where names.property_id = owner_statement.property_id);
  end if;
  opening := coalesce((
      select sum(charge.amount_kobo) from public.charges as charge
      where charge.org_id = owner_statement.org_id and charge.due_on < first_day
        and (of_property is null or charge.tenancy_id = any (of_property))
    ), 0) - coalesce((
      select sum(payment.amount_kobo) from public.payments as payment
      where payment.org_id = owner_statement.org_id and payment.status = 'succeeded' and payment.paid_at < starts_at
        and (of_property is null or payment.tenancy_id = any (of_property))
    ), 0) + coalesce((
      select sum(returned.amount_kobo) from public.payment_returns as returned
      join public.payments as payment on payment.org_id = returned.org_id and payment.id = returned.payment_id and payment.status = 'succeeded'
      where returned.org_id = owner_statement.org_id and returned.returned_at < starts_at
        and (of_property is null or payment.tenancy_id = any (of_property))
    ), 0);
  return query
  with line as (
    select first_day::date as day, 0 as place, null::uuid as id, 'opening' as entry, 'Opening balance' as description,
      null::uuid as tenancy_id, 0::bigint as charged, 0::bigint as received
    union all
    select charge.due_on::date, 1, charge.id, case when charge.reverses_id is null then 'charge' else 'reversal' end,
      charge.description, charge.tenancy_id, charge.amount_kobo::bigint, 0
    from public.charges as charge
    where charge.org_id = owner_statement.org_id and charge.due_on >= first_day and charge.due_on <= last_day
      and (of_property is null or charge.tenancy_id = any (of_property))
    union all
    select (payment.paid_at at time zone 'Africa/Lagos')::date, 2, payment.id, 'payment', 'Payment ' || payment.reference,
      payment.tenancy_id, 0, payment.amount_kobo::bigint
    from public.payments as payment
    where payment.org_id = owner_statement.org_id and payment.status = 'succeeded'
      and payment.paid_at >= starts_at and payment.paid_at < ends_at
      and (of_property is null or payment.tenancy_id = any (of_property))
    union all
    select (returned.returned_at at time zone 'Africa/Lagos')::date, 2, returned.id, returned.kind::text,
      case returned.kind when 'refund' then 'Refund of payment ' else 'Charged back: payment ' end || payment.reference,
      payment.tenancy_id, 0, -returned.amount_kobo::bigint
    from public.payment_returns as returned
    join public.payments as payment on payment.org_id = returned.org_id and payment.id = returned.payment_id and payment.status = 'succeeded'
    where returned.org_id = owner_statement.org_id
      and returned.returned_at >= starts_at and returned.returned_at < ends_at
      and (of_property is null or payment.tenancy_id = any (of_property))
    union all
    select last_day::date, 3, null, 'closing', 'Closing balance', null, 0, 0
  ),
  called as (
    select line.*, names.property, names.unit, names.tenants
    from line
    left join private.tenancies_called(owner_statement.org_id) as names on names.tenancy_id = line.tenancy_id
  )
  select called.day, called.entry, called.description, called.property, called.unit, called.tenants, called.charged, called.received,
    (opening + sum(called.charged - called.received) over (
      order by called.place = 3, called.place > 0, called.day, called.place, called.id rows unbounded preceding))::bigint
  from called
  order by called.place = 3, called.place > 0, called.day, called.place, called.id;
end
$$;
comment on function public.owner_statement(uuid, text, text, uuid) is
  'What tenants, buyers and applicants owed at the beginning, what fell due and was settled on which day, and what they owe at the end, of an organization or one of its properties. received_kobo is what settled charges: money, what was kept of a deposit, and tax that a certificate shows. A negative balance is credit. What went back by a refund or a chargeback is a row of its day, with what was received negative. Payments that were taken back are left out. Errors: auth.forbidden 403, report.bad_days, value.bad_date 400.';
grant execute on function public.owner_statement(uuid, text, text, uuid) to authenticated;

create function public.service_charge_account(org_id uuid, from_on text, to_on text)
returns table (
  tenancy_id uuid, property text, unit text, tenants text, opening_kobo bigint, charged_kobo bigint, received_kobo bigint,
  closing_kobo bigint)
language plpgsql
stable
set search_path = ''
set enable_nestloop = off -- see private.tenancies_called()
set plan_cache_mode = force_custom_plan -- see rent_roll()
set jit = off
set work_mem = '32MB'
as $$
#variable_conflict use_column
declare
  first_day public.calendar_date := private.read_date('from_on', service_charge_account.from_on);
  last_day public.calendar_date := private.read_date('to_on', service_charge_account.to_on);
  ends_at timestamptz := private.end_of(last_day);
begin
  perform private.require_money_reader(service_charge_account.org_id);
  perform private.check_report_days(first_day, last_day);
  return query
  with demanded as materialized (
    select charge.id, charge.tenancy_id, charge.due_on::date as day, charge.amount_kobo::bigint as charged
    from public.charges as charge
    where charge.org_id = service_charge_account.org_id and charge.kind = 'service_charge'
  ),
  moved as (
    select demanded.tenancy_id, demanded.day, demanded.charged, 0::bigint as received
    from demanded where demanded.day <= last_day
    union all
    select demanded.tenancy_id, (payment.paid_at at time zone 'Africa/Lagos')::date, 0, allocation.amount_kobo::bigint
    from demanded
    join public.payment_allocations as allocation
      on allocation.org_id = service_charge_account.org_id and allocation.charge_id = demanded.id
    join public.payments as payment on payment.org_id = allocation.org_id and payment.id = allocation.payment_id
      and payment.status = 'succeeded'
      and payment.paid_at < ends_at
    union all
    select demanded.tenancy_id, (returned.returned_at at time zone 'Africa/Lagos')::date, 0, -part.amount_kobo::bigint
    from demanded
    join public.payment_return_parts as part on part.org_id = service_charge_account.org_id and part.charge_id = demanded.id
    join public.payment_returns as returned on returned.org_id = part.org_id and returned.id = part.return_id
      and returned.returned_at < ends_at
    join public.payments as payment on payment.org_id = part.org_id and payment.id = part.payment_id and payment.status = 'succeeded'
  ),
  summed as materialized (
    select moved.tenancy_id,
      coalesce(sum(moved.charged - moved.received) filter (where moved.day < first_day), 0)::bigint as opening,
      coalesce(sum(moved.charged) filter (where moved.day >= first_day), 0)::bigint as charged,
      coalesce(sum(moved.received) filter (where moved.day >= first_day), 0)::bigint as received
    from moved
    group by moved.tenancy_id
  )
  select summed.tenancy_id, names.property, names.unit, names.tenants, summed.opening, summed.charged, summed.received,
    summed.opening + summed.charged - summed.received
  from summed
  left join private.tenancies_called(service_charge_account.org_id) as names on names.tenancy_id = summed.tenancy_id
  order by names.property, names.unit, summed.tenancy_id;
end
$$;
comment on function public.service_charge_account(uuid, text, text) is
  'Service charges of each tenancy: open at the beginning, charged, received, open at the end. What was received is held for the tenants, never income (Lagos Tenancy Law 2011 s.10). Errors: auth.forbidden 403, report.bad_days, value.bad_date 400.';
grant execute on function public.service_charge_account(uuid, text, text) to authenticated;

-- For a tenant --------------------------------------------------------------------------------

create function public.rent_relief_statement(year integer)
returns table (
  number text, received_on date, landlord_name text, landlord_address text, tenant_names text, premises text, period_from date,
  period_to date, amount_kobo bigint, rent_in_year_kobo bigint, relief_kobo bigint)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  first_day date;
begin
  if rent_relief_statement.year is null or rent_relief_statement.year not between 2000 and 2199 then
    perform private.raise_problem('report.bad_year', 'Cannot make the statement: name a year from 2000 to 2199', 400,
      jsonb_build_object('field', 'year'));
  end if;
  first_day := make_date(rent_relief_statement.year, 1, 1);
  return query
  with paid as (
    select receipt.number, receipt.received_on::date as received_on, receipt.landlord_name, receipt.landlord_address, receipt.tenant_names,
      receipt.premises, lower(receipt.period) as period_from, upper(receipt.period) - 1 as period_to,
      stayed.kobo as amount_kobo, receipt.serial, receipt.org_id,
      sum(stayed.kobo) over ()::bigint as in_year
    from public.receipts as receipt
    -- What was refunded of it was not paid.
    cross join lateral (select (receipt.amount_kobo - private.returned_of_receipt(receipt.payment_id, receipt.items))::bigint as kobo) as stayed
    where receipt.tenancy_id = any (array(select private.my_tenancy_ids())) and receipt.kind = 'rent'
      and receipt.received_on >= first_day and receipt.received_on < (first_day + interval '1 year')::date
      and not exists (select from public.receipt_voids as voided where voided.receipt_id = receipt.id)
  )
  select paid.number, paid.received_on, paid.landlord_name, paid.landlord_address, paid.tenant_names, paid.premises, paid.period_from,
    paid.period_to, paid.amount_kobo, paid.in_year, (
      select least(paid.in_year * share.most / 10000, ceiling.most)
      from public.legal_rules as share
      join public.legal_rules as ceiling on ceiling.jurisdiction = share.jurisdiction and ceiling.source = share.source
        and ceiling.rule_key = 'rent_relief_most_kobo' and ceiling.in_force @> first_day
      where share.jurisdiction = 'Nigeria' and share.rule_key = 'rent_relief_bps' and share.in_force @> first_day
    )::bigint
  from paid
  order by paid.received_on, paid.org_id, paid.serial;
end
$$;
comment on function public.rent_relief_statement(integer) is
  'The rent that the caller''s tenancies paid in a calendar year, by receipts that hold, with who received it: what the Nigeria Tax Act asks for. rent_in_year_kobo and relief_kobo are the same on every row; relief_kobo is the most that the law allows on that rent, null for years before it. Not tax advice. Error: report.bad_year 400.';
grant execute on function public.rent_relief_statement(integer) to authenticated;

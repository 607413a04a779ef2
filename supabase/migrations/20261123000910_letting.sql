-- Letting a unit: the owner offers, the tenant accepts.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.period_length(per public.price_period)
returns interval
language sql
immutable
set search_path = ''
as $$
  select case per
    when 'year' then interval '1 year'
    when 'half_year' then interval '6 months'
    when 'quarter' then interval '3 months'
    when 'month' then interval '1 month'
    when 'week' then interval '7 days'
    when 'night' then interval '1 day'
  end
$$;
comment on function private.period_length(public.price_period) is 'How long one price period lasts; null for a sale.';

create function private.nature_of(per public.price_period)
returns public.tenancy_nature
language sql
immutable
set search_path = ''
as $$
  select (case per
    when 'year' then 'yearly'
    when 'half_year' then 'half_yearly'
    when 'quarter' then 'quarterly'
    when 'month' then 'monthly'
    when 'week' then 'weekly'
    else 'licence'
  end)::public.tenancy_nature
$$;
comment on function private.nature_of(public.price_period) is
  'The nature of a tenancy follows when rent is paid, unless shown otherwise (Lagos Tenancy Law 2011 s.13(6)).';

create function private.offer_tenancy(
  unit_id uuid,
  tenant_ids uuid[],
  starts_on date,
  term_months integer,
  rent_kobo bigint,
  rent_per public.price_period,
  advance_periods smallint
)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  unit public.units;
  hold_id uuid;
  offered public.tenancies;
begin
  select u.* into unit from public.units as u
  where u.id = unit_id and u.org_id in (select private.my_org_ids('properties.read'));
  if not found then
    perform private.raise_problem('unit.not_found', 'Cannot find the unit among your organizations', 404,
      jsonb_build_object('field', 'unit_id'));
  end if;
  perform private.require_permission(unit.org_id, 'tenancies.write');
  if starts_on is null then
    perform private.raise_problem('tenancy.bad_term', 'Cannot offer a tenancy: starts_on is missing', 400,
      jsonb_build_object('field', 'starts_on'));
  end if;
  if term_months is null or term_months not between 1 and 1188 then
    perform private.raise_problem('tenancy.bad_term', 'Cannot offer a tenancy: term_months must be between 1 and 1,188', 400,
      jsonb_build_object('field', 'term_months'));
  end if;
  if rent_kobo is null or rent_kobo <= 0 then
    perform private.raise_problem('tenancy.bad_rent', 'Cannot offer a tenancy: rent_kobo must be over zero', 400,
      jsonb_build_object('field', 'rent_kobo'));
  end if;
  if rent_per is null or rent_per in ('night', 'total') then
    perform private.raise_problem('tenancy.bad_rent', 'Cannot offer a tenancy: rent_per must be year, half_year, quarter, month or week', 400,
      jsonb_build_object('field', 'rent_per'));
  end if;
  if advance_periods is null or advance_periods not between 1 and 60 then
    perform private.raise_problem('tenancy.bad_rent', 'Cannot offer a tenancy: advance_periods must be between 1 and 60', 400,
      jsonb_build_object('field', 'advance_periods'));
  end if;
  if coalesce(cardinality(tenant_ids), 0) = 0 or exists (
    select from unnest(tenant_ids) as wanted (id)
    where not exists (
      select from public.tenants as tenant where tenant.id = wanted.id and tenant.org_id = unit.org_id
    )
  ) then
    perform private.raise_problem('tenancy.unknown_tenant', 'Cannot offer a tenancy: name at least one tenant of the organization', 400,
      jsonb_build_object('field', 'tenant_ids'));
  end if;
  hold_id := private.take_hold(unit, daterange(starts_on, null), 'tenancy');
  insert into public.tenancies (
    org_id, unit_id, hold_id, nature, starts_on, ends_on, rent_kobo, rent_per, advance_periods, created_by
  )
  values (
    unit.org_id, unit.id, hold_id, private.nature_of(rent_per), starts_on,
    (starts_on + make_interval(months => term_months))::date,
    rent_kobo, rent_per, advance_periods, (select auth.uid())
  )
  returning * into offered;
  insert into public.tenancy_parties (org_id, tenancy_id, tenant_id)
  select unit.org_id, offered.id, wanted.id from (select distinct unnest(tenant_ids) as id) as wanted;
  return offered;
end
$$;
comment on function private.offer_tenancy(uuid, uuid[], date, integer, bigint, public.price_period, smallint) is
  'Checks the caller and the terms, claims the unit, writes tenancy and parties: all or nothing.';
grant execute on function private.offer_tenancy(uuid, uuid[], date, integer, bigint, public.price_period, smallint) to authenticated;

create function public.offer_tenancy(
  unit_id uuid,
  tenant_ids uuid[],
  starts_on date,
  rent_kobo bigint,
  rent_per public.price_period default 'year',
  term_months integer default 12,
  advance_periods smallint default 1
)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.offer_tenancy(unit_id, tenant_ids, starts_on, term_months, rent_kobo, rent_per, advance_periods)
$$;
comment on function public.offer_tenancy(uuid, uuid[], date, bigint, public.price_period, integer, smallint) is
  'Offers a unit to tenants from a date; the unit is taken from that moment. Rent in kobo for one rent_per. Errors: unit.not_found 404, auth.forbidden 403, unit.already_taken 409, tenancy.bad_term, tenancy.bad_rent, tenancy.unknown_tenant 400.';
grant execute on function public.offer_tenancy(uuid, uuid[], date, bigint, public.price_period, integer, smallint) to authenticated;

create function private.move_tenancy(tenancy_id uuid, to_status public.tenancy_status, reason text default null)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  moved public.tenancies;
begin
  perform private.begin_move('tenancy', tenancy_id, reason);
  update public.tenancies as tenancy set status = to_status where tenancy.id = tenancy_id
  returning * into moved;
  if to_status in ('ended', 'cancelled') and moved.hold_id is not null then
    perform private.move_hold(moved.hold_id, 'released', 'Tenancy ' || to_status);
  end if;
  return moved;
end
$$;
comment on function private.move_tenancy(uuid, public.tenancy_status, text) is
  'Moves a tenancy; ending or cancelling frees the unit.';

create function private.accept_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_own_tenancy(tenancy_id);
begin
  if tenancy.status not in ('cancelled', 'ended') then
    update public.tenancy_parties as party
    set accepted_at = now()
    from public.tenants as tenant
    where party.tenancy_id = tenancy.id and tenant.id = party.tenant_id
      and tenant.user_id = (select auth.uid()) and party.accepted_at is null;
  end if;
  -- Parties without an account cannot accept here; those with one all must.
  if tenancy.status = 'offered' and not exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id and tenant.user_id is not null and party.accepted_at is null
  ) then
    tenancy := private.begin_tenancy(tenancy, 'Accepted by every tenant with an account');
  end if;
  return tenancy;
end
$$;
comment on function private.accept_tenancy(uuid) is
  'Records the caller''s acceptance; the last one makes the tenancy active and takes the listing off the market.';
grant execute on function private.accept_tenancy(uuid) to authenticated;

create function public.accept_tenancy(tenancy_id uuid)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.accept_tenancy(tenancy_id)
$$;
comment on function public.accept_tenancy(uuid) is
  'Accepts a tenancy offered to you. Safe to repeat. Error: tenancy.not_found 404.';
grant execute on function public.accept_tenancy(uuid) to authenticated;

create function private.end_tenancy(tenancy_id uuid, reason text)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
begin
  select t.* into tenancy from public.tenancies as t
  where t.id = tenancy_id and t.org_id in (select private.my_org_ids('tenancies.read'))
  for update;
  if not found then
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among your organizations', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_permission(tenancy.org_id, 'tenancies.write');
  return private.move_tenancy(
    tenancy.id,
    (case when tenancy.status in ('draft', 'offered') then 'cancelled' else 'ended' end)::public.tenancy_status,
    reason);
end
$$;
comment on function private.end_tenancy(uuid, text) is 'Checks the caller, then ends or cancels the tenancy.';
grant execute on function private.end_tenancy(uuid, text) to authenticated;

create function public.end_tenancy(tenancy_id uuid, reason text)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.end_tenancy(tenancy_id, reason)
$$;
comment on function public.end_tenancy(uuid, text) is
  'Withdraws an offer, or records that possession was returned; the unit is free from then on. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.illegal_transition 409.';
grant execute on function public.end_tenancy(uuid, text) to authenticated;

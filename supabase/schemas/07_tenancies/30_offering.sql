-- Offering a tenancy: what can be agreed, and the unit taken from that moment.

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

grant execute on function private.period_length(public.price_period) to anon, authenticated, service_role;
create index tenancies_parent_idx on public.tenancies (org_id, parent_id);
create unique index tenancies_live_renewal_key on public.tenancies (parent_id) where status not in ('cancelled', 'ended');
comment on index public.tenancies_live_renewal_key is 'A tenancy is renewed once at a time.';

-- Offering --------------------------------------------------------------------------------------

create function private.require_terms(
  starts_on public.calendar_date, ends_on public.calendar_date, rent_kobo public.kobo, rent_per public.price_period, advance_periods smallint,
  nature public.tenancy_nature, nature_reason text, notice_days smallint)
returns void
language plpgsql
set search_path = ''
as $$
declare
  -- The first rule that the terms break: code, field, words.
  broken text[] := case
    when starts_on is null then array['tenancy.bad_term', 'starts_on', 'starts_on is missing']
    when starts_on < private.lagos_date() - interval '30 years' then
      array['tenancy.bad_term', 'starts_on', 'it would have begun over 30 years ago: offer the part that runs now']
    when ends_on is null then array['tenancy.bad_term', 'term_months', 'give term_months or ends_on']
    when ends_on <= starts_on then array['tenancy.bad_term', 'ends_on', 'ends_on must come after starts_on']
    when ends_on > starts_on + interval '99 years' then array['tenancy.bad_term', 'ends_on', 'the term is over 99 years']
    when rent_kobo is null or rent_kobo <= 0 then array['tenancy.bad_rent', 'rent_kobo', 'rent_kobo must be over zero']
    when rent_kobo::numeric * advance_periods > 1000000000000000 then
      array['tenancy.bad_rent', 'rent_kobo', 'rent_kobo for advance_periods must be at most 1,000,000,000,000,000']
    when rent_per is null or rent_per in ('night', 'total') then
      array['tenancy.bad_rent', 'rent_per', 'rent_per must be year, half_year, quarter, month or week']
    when advance_periods is null or advance_periods not between 1 and 60 then
      array['tenancy.bad_rent', 'advance_periods', 'advance_periods must be between 1 and 60']
    when notice_days not between 1 and 730 then
      array['tenancy.bad_term', 'notice_days', 'notice_days must be between 1 and 730']
  end;
begin
  if broken is not null then
    perform private.raise_problem(broken[1], 'Cannot offer a tenancy: ' || broken[3], 400, jsonb_build_object('field', broken[2]));
  end if;
  if nature <> private.nature_of(rent_per) and coalesce(length(btrim(nature_reason)), 0) not between 3 and 500 then
    perform private.raise_problem('tenancy.bad_nature',
      format('Cannot offer a tenancy: rent by the %s makes it %s unless nature_reason says why not',
        replace(rent_per::text, '_', ' '), replace(private.nature_of(rent_per)::text, '_', ' ')), 400,
      jsonb_build_object('field', 'nature_reason'));
  end if;
end
$$;
comment on function private.require_terms(public.calendar_date, public.calendar_date, public.kobo, public.price_period, smallint, public.tenancy_nature, text, smallint) is
  'Refuses terms that make no sense, by the field: tenancy.bad_term, tenancy.bad_rent, tenancy.bad_nature 400. Of first tenancies and renewals alike.';

create function private.term_end(starts_on public.calendar_date, term_months integer, ends_on public.calendar_date)
returns public.calendar_date
language plpgsql
set search_path = ''
as $$
begin
  if term_months not between 1 and 1188 then
    perform private.raise_problem('tenancy.bad_term', 'Cannot offer a tenancy: term_months must be between 1 and 1,188', 400,
      jsonb_build_object('field', 'term_months'));
  end if;
  if ends_on <> (starts_on + make_interval(months => term_months))::date then
    perform private.raise_problem('tenancy.bad_term', 'Cannot offer a tenancy: term_months and ends_on disagree, give one of them', 400,
      jsonb_build_object('field', 'ends_on'));
  end if;
  return coalesce(ends_on, (starts_on + make_interval(months => coalesce(term_months, 12)))::date::public.calendar_date);
exception when check_violation then
  perform private.raise_problem('tenancy.bad_term', 'Cannot offer a tenancy: its term ends after 2199', 400,
    jsonb_build_object('field', 'term_months'));
  return null;
end
$$;
comment on function private.term_end(public.calendar_date, integer, public.calendar_date) is
  'First day after the term: as given, or after so many months, twelve when neither is given. Error: tenancy.bad_term 400.';

create function private.write_tenancy(
  unit public.units, tenant_ids uuid[], starts_on public.calendar_date, ends_on public.calendar_date, rent_kobo public.kobo, rent_per public.price_period,
  advance_periods smallint, nature public.tenancy_nature, nature_reason text, notice_days smallint, mandate_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  hold_id uuid;
  offered public.tenancies;
begin
  perform private.require_terms(starts_on, ends_on, rent_kobo, rent_per, advance_periods, nature, nature_reason, notice_days);
  if coalesce(cardinality(tenant_ids), 0) = 0 or exists (
    select from unnest(tenant_ids) as wanted (id)
    where not exists (
      select from public.tenants as tenant where tenant.id = wanted.id and tenant.org_id = unit.org_id
    )
  ) then
    perform private.raise_problem('tenancy.unknown_tenant', 'Cannot offer a tenancy: name at least one tenant of the organization', 400,
      jsonb_build_object('field', 'tenant_ids'));
  end if;
  perform private.require_signing(rent_kobo, rent_per, 'unit_id');
  -- The same once more, after a lost answer: the offer that stands. Two at once come one after the other.
  perform from public.units as u where u.id = unit.id for no key update;
  select t.* into offered from public.tenancies as t
  where t.org_id = unit.org_id and t.unit_id = unit.id and t.status = 'offered' and t.parent_id is null
    and (t.starts_on, t.ends_on, t.rent_kobo, t.rent_per, t.advance_periods) = (starts_on, ends_on, rent_kobo, rent_per, advance_periods)
    and t.nature = coalesce(nature, private.nature_of(rent_per)) and t.notice_days is not distinct from notice_days
    and t.nature_reason is not distinct from case when nature <> private.nature_of(rent_per) then btrim(nature_reason) end
    and array(select party.tenant_id from public.tenancy_parties as party where party.tenancy_id = t.id order by 1)
      = array(select distinct wanted.id from unnest(tenant_ids) as wanted (id) order by 1);
  if found then
    return offered;
  end if;
  hold_id := private.take_hold(unit, daterange(starts_on, null), 'tenancy');
  insert into public.tenancies (
    org_id, unit_id, hold_id, nature, nature_reason, starts_on, ends_on, rent_kobo, rent_per, advance_periods, notice_days, created_by, mandate_id
  )
  values (
    unit.org_id, unit.id, hold_id, coalesce(nature, private.nature_of(rent_per)),
    case when nature <> private.nature_of(rent_per) then btrim(nature_reason) end,
    starts_on, ends_on, rent_kobo, rent_per, advance_periods, notice_days, (select auth.uid()), mandate_id
  )
  returning * into offered;
  insert into public.tenancy_parties (org_id, tenancy_id, tenant_id)
  select unit.org_id, offered.id, wanted.id from (select distinct unnest(tenant_ids) as id) as wanted;
  return offered;
end
$$;
comment on function private.write_tenancy(public.units, uuid[], public.calendar_date, public.calendar_date, public.kobo, public.price_period, smallint, public.tenancy_nature, text, smallint, uuid) is
  'Checks the terms, claims the unit, writes tenancy and parties: all or nothing. Whoever calls it has checked who may.';

create function private.offer_tenancy(
  unit_id uuid, tenant_ids uuid[], starts_on public.calendar_date, ends_on public.calendar_date, rent_kobo public.kobo, rent_per public.price_period,
  advance_periods smallint, nature public.tenancy_nature, nature_reason text, notice_days smallint)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  unit public.units;
begin
  select u.* into unit from public.units as u
  where u.id = unit_id and u.org_id in (select private.my_org_ids('properties.read'));
  if not found then
    perform private.raise_problem('unit.not_found', 'Cannot find the unit among your organizations', 404,
      jsonb_build_object('field', 'unit_id'));
  end if;
  perform private.require_permission(unit.org_id, 'tenancies.write');
  return private.write_tenancy(
    unit, tenant_ids, starts_on, ends_on, rent_kobo, rent_per, advance_periods, nature, nature_reason, notice_days, null);
end
$$;
comment on function private.offer_tenancy(uuid, uuid[], public.calendar_date, public.calendar_date, public.kobo, public.price_period, smallint, public.tenancy_nature, text, smallint) is
  'Checks the caller, then writes the tenancy.';
grant execute on function private.offer_tenancy(uuid, uuid[], public.calendar_date, public.calendar_date, public.kobo, public.price_period, smallint, public.tenancy_nature, text, smallint),
  private.term_end(public.calendar_date, integer, public.calendar_date) to authenticated;

create function public.offer_tenancy(
  unit_id uuid,
  tenant_ids uuid[],
  starts_on text,
  rent_kobo numeric,
  rent_per public.price_period default 'year',
  term_months numeric default null,
  advance_periods numeric default 1,
  ends_on text default null,
  nature public.tenancy_nature default null,
  nature_reason text default null,
  notice_days numeric default null
)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('offer_tenancy');
  select private.offer_tenancy(
    unit_id, tenant_ids, private.read_date('starts_on', starts_on),
    private.term_end(
      private.read_date('starts_on', starts_on), private.fitting(term_months), private.read_date('ends_on', ends_on)),
    private.read_kobo('rent_kobo', rent_kobo), rent_per, private.fitting(advance_periods), nature,
    private.read_prose('nature_reason', nature_reason), private.fitting(notice_days))
$$;
comment on function public.offer_tenancy(uuid, uuid[], text, numeric, public.price_period, numeric, numeric, text, public.tenancy_nature, text, numeric) is
  'Offers a unit to tenants from a date until ends_on, or for term_months (12 when neither is given); the unit is taken from that moment. Rent in kobo for one rent_per. The nature follows rent_per unless given with nature_reason; notice_days is what was agreed in place of the law''s. The same again while it is offered gives the same tenancy. Errors: unit.not_found 404, auth.forbidden, trust.level_missing 403, unit.already_taken 409, tenancy.bad_term, tenancy.bad_rent, tenancy.bad_nature, tenancy.unknown_tenant 400.';
grant execute on function public.offer_tenancy(uuid, uuid[], text, numeric, public.price_period, numeric, numeric, text, public.tenancy_nature, text, numeric)
  to authenticated;

-- Marks where the advance asked of a tenant exceeds the law of the place: a warning, never a refusal.

create function private.is_sitting_tenant(tenancy public.tenancies)
returns boolean
language sql
stable
set search_path = ''
as $$
  select tenancy.parent_id is not null or tenancy.ends_on <= private.lagos_date() or exists (
    select from public.tenancy_handovers as handover
    where handover.tenancy_id = tenancy.id and handover.side = 'taken_over' and handover.was_renewed)
$$;
comment on function private.is_sitting_tenant(public.tenancies) is
  'Whether its tenants stay on after a first term, renewals included (Lagos Tenancy Law 2011 s.47).';

create function private.rules_for_unit(unit_id uuid, on_day public.calendar_date)
returns setof public.legal_rules
language sql
stable
security definer
set search_path = ''
as $$
  select rule.*
  from public.units as unit
  join public.properties as property on property.id = unit.property_id
  join public.legal_rules as rule on rule.jurisdiction = property.state and rule.in_force @> on_day::date
  where unit.id = rules_for_unit.unit_id
    and not exists (
      select from public.legal_areas as area
      where area.jurisdiction = rule.jurisdiction and area.exempt_from = rule.source
        and extensions.st_covers(area.boundary, property.location::extensions.geometry))
$$;
comment on function private.rules_for_unit(uuid, public.calendar_date) is 'The rules in force where a unit stands. As its owner, because tenants do not see all of a property.';
grant execute on function private.is_sitting_tenant(public.tenancies), private.rules_for_unit(uuid, public.calendar_date) to authenticated, service_role;

create function public.tenancy_marks(tenancy_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with asked as (
    select tenancy.id, tenancy.unit_id, tenancy.nature, private.is_sitting_tenant(tenancy) as is_sitting,
      round(extract(epoch from private.period_length(tenancy.rent_per) * tenancy.advance_periods) / 2629800, 1) as advance_months
    from public.tenancies as tenancy where tenancy.id = tenancy_marks.tenancy_id
  ),
  marks as (
    select rule.id, rule.rule_key, rule.certainty, rule.source, rule.section, rule.message
    from asked
    cross join lateral private.rules_for_unit(asked.unit_id, private.lagos_date()) as rule
    where asked.advance_months > rule.most and case rule.rule_key
      when 'advance_rent_months' then not asked.is_sitting
      when 'sitting_advance_months_monthly' then asked.is_sitting and asked.nature = 'monthly'
      when 'sitting_advance_months_yearly' then asked.is_sitting and asked.nature = 'yearly'
    end
  )
  select jsonb_build_object(
    'is_sitting_tenant', asked.is_sitting,
    'advance_months', asked.advance_months,
    'marks', coalesce((
      select jsonb_agg(jsonb_build_object('rule_id', id, 'rule', rule_key, 'certainty', certainty, 'source', source,
        'section', section, 'message', message) order by rule_key, certainty) from marks), '[]'),
    'rules_as_of', private.lagos_date())
  from asked
$$;
comment on function public.tenancy_marks(uuid) is
  'Whether the tenants of a tenancy are sitting tenants, how many months of rent are asked in advance, and marks where a law of the place is exceeded. Null when there is no such tenancy to see.';
grant execute on function public.tenancy_marks(uuid) to authenticated, service_role;

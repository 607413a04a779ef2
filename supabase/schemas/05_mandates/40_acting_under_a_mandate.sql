-- Acting by a mandate: the live one is locked, so that its revocation cannot slip in between.

create function private.mandates_over(unit_id uuid, agent_org_ids uuid[])
returns setof public.mandates
language plpgsql
stable
set search_path = ''
rows 5
as $$
begin
  return query
  with recursive places as (
    select property.id, property.org_id, property.parent_id
    from public.units as unit
    join public.properties as property on property.id = unit.property_id
    where unit.id = mandates_over.unit_id
    union
    select outer_one.id, outer_one.org_id, outer_one.parent_id
    from places
    join public.properties as outer_one on outer_one.org_id = places.org_id and outer_one.id = places.parent_id
  )
  select mandate.* from public.mandates as mandate
  where mandate.agent_org_id = any (agent_org_ids)
    and mandate.org_id = (select unit.org_id from public.units as unit where unit.id = mandates_over.unit_id)
    and (mandate.property_id is null or mandate.property_id in (select places.id from places));
end
$$;
comment on function private.mandates_over(uuid, uuid[]) is
  'The mandates, live or not, that these agencies have or had over a unit: on its property, on one around it, or on all.';

create function private.lock_my_mandate(unit_id uuid, scope public.mandate_scope)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  agencies uuid[] := array(select private.my_org_ids(private.mandate_permission(scope)));
  today date := private.lagos_date();
  live uuid;
  is_suspended boolean;
begin
  if agencies = '{}' then
    return null;
  end if;
  select mandate.id into live
  from public.mandates as mandate
  where mandate.id in (select covering.id from private.mandates_over(unit_id, agencies) as covering)
    and mandate.status = 'active' and mandate.starts_on <= today and mandate.ends_on > today
    and scope = any (mandate.scopes)
  -- Who is not suspended before who is. Who signs in the owner's name does it by a mandate that names its paper, where there is one.
  order by (
      select agency.suspended_at is not null from public.organizations as agency where agency.id = mandate.agent_org_id),
    scope = 'sign' and mandate.evidence is null, mandate.ends_on desc, mandate.id
  limit 1
  for share;
  if scope = 'collect' and live is not null then
    -- Read after the lock, which a suspension takes first: what the agency had set has ended with it.
    select agency.suspended_at is not null into is_suspended
    from public.mandates as mandate join public.organizations as agency on agency.id = mandate.agent_org_id
    where mandate.id = live;
  end if;
  return case when is_suspended then null else live end;
end
$$;
comment on function private.lock_my_mandate(uuid, public.mandate_scope) is
  'The live mandate by which the caller may act on a unit, or null; an agency that is suspended collects nothing. It is locked, so that a revocation comes either before the act and stops it, or after it and undoes it.';

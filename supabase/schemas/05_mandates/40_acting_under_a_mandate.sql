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

create function private.mandate_to_sign(org_id uuid, unit_id uuid)
returns uuid
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  live uuid;
begin
  if exists (select from private.my_org_ids('tenancies.write') as mine where mine = org_id) then
    return null;
  end if;
  live := private.lock_my_mandate(unit_id, 'sign');
  if exists (
    select from public.mandates as mandate
    join public.organizations as agency on agency.id = mandate.agent_org_id and agency.suspended_at is not null
    where mandate.id = live
  ) then
    perform private.raise_problem('organization.suspended', 'Cannot sign for the owner: your agency is suspended', 403);
  end if;
  return live;
end
$$;
comment on function private.mandate_to_sign(uuid, uuid) is
  'The live mandate, locked, by which the caller signs lettings of a unit in its owner''s name; null: the owner''s own people do, or the caller does not at all. Error: organization.suspended 403.';

create function private.keep_to_owner(mandate_id uuid, act text, field text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if mandate_id is not null then
    perform private.raise_problem('mandate.owner_only', format('Cannot %s: the owner does this, a mandate to sign does not reach so far', act), 403,
      jsonb_build_object('field', field));
  end if;
end
$$;
comment on function private.keep_to_owner(uuid, text, text) is
  'Refuses (403 mandate.owner_only) what an agency may not do in the owner''s name; without a mandate the owner''s own people act.';

create function private.require_signing_term(mandate_id uuid, starts_on public.calendar_date, ends_on public.calendar_date, field text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- A lease of more than three years is made by deed, and who signs a deed for another needs a power of attorney. One
  -- that begins later binds the owner from today.
  if ends_on > (least(starts_on, private.lagos_date()) + interval '3 years')::date then
    perform private.keep_to_owner(mandate_id, 'let for more than three years', field);
  end if;
end
$$;
comment on function private.require_signing_term(uuid, public.calendar_date, public.calendar_date, text) is
  'Refuses (403 mandate.owner_only) a term that an agency would sign and that ends more than three years from its first day, or from today if it begins later.';

-- Properties stand in estates, never in themselves, and at most five deep.

create function private.lock_property_tree(org_id uuid)
returns void
language sql
set search_path = ''
as $$
  select pg_advisory_xact_lock(hashtextextended('property_tree:' || org_id, 0))
$$;
comment on function private.lock_property_tree(uuid) is
  'Until the transaction ends, nobody else changes how the organization''s properties stand in each other.';

create function private.lock_my_property_trees()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.lock_property_tree(mine.org_id)
  from (select org_id from private.my_org_ids('properties.write') as org_id order by 1) as mine;
  return null;
end
$$;
comment on function private.lock_my_property_trees() is
  'Trigger for the statement: people take the lock before any row is locked, as a title review does, so that the two cannot wait for each other.';
create trigger lock_my_property_trees before update of parent_id, kind, street, house_number, area, lga, state, longitude, latitude
  on public.properties
  for each statement execute function private.lock_my_property_trees();

create function private.check_property_parent(property public.properties)
returns void
language plpgsql
set search_path = ''
as $$
declare
  reason text;
  field text := 'parent_id';
  levels_above integer;
  levels_below integer;
  goes_round boolean;
  parent_kind public.property_kind;
begin
  if not private.may_know(property.org_id, 'properties.read') then
    return;
  end if;
  perform private.lock_property_tree(property.org_id);

  with recursive below as (
    select property.id, 1 as level
    union all
    select child.id, below.level + 1
    from below
    join public.properties as child on child.org_id = property.org_id and child.parent_id = below.id
    where below.level < 10
  )
  select max(level) into levels_below from below;
  if property.kind <> 'estate' and levels_below > 1 then
    field := 'kind';
    reason := format('other properties stand in it, and a %s holds none', property.kind);
  elsif property.parent_id is not null then
    with recursive above as (
      select parent.id, parent.parent_id, parent.kind, 1 as level
      from public.properties as parent
      where parent.org_id = property.org_id and parent.id = property.parent_id
      union all
      select parent.id, parent.parent_id, parent.kind, above.level + 1
      from above
      join public.properties as parent on parent.org_id = property.org_id and parent.id = above.parent_id
      where above.level < 10 and above.id <> property.id
    )
    select max(above.level), bool_or(above.id = property.id), (array_agg(above.kind order by above.level))[1]
    into levels_above, goes_round, parent_kind
    from above;
    reason := case
      when goes_round or property.parent_id = property.id then 'a property cannot stand in itself or in what stands in it'
      when parent_kind is null then 'the organization has no such property'
      when parent_kind <> 'estate' then format('a %s holds no other properties, only an estate does', parent_kind)
      when levels_above + levels_below > 5 then 'estates and what stands in them go at most five levels deep'
    end;
  end if;
  if reason is not null then
    perform private.raise_problem('property.bad_parent', 'Cannot place the property there: ' || reason, 409,
      jsonb_build_object('field', field));
  end if;
end
$$;
comment on function private.check_property_parent(public.properties) is
  'Before a property is placed: a parent is an estate of the organization, not the property itself nor anything in it, within five levels. Error: property.bad_parent 409.';

create function private.properties_within(org_id uuid, property_ids uuid[])
returns setof uuid
language sql
stable
set search_path = ''
as $$
  with recursive within as (
    select property.id from public.properties as property
    where property.org_id = properties_within.org_id and property.id = any (property_ids)
    union
    select inner_one.id from within
    join public.properties as inner_one on inner_one.org_id = properties_within.org_id and inner_one.parent_id = within.id
  )
  select within.id from within
$$;
comment on function private.properties_within(uuid, uuid[]) is 'Properties of an organization with all that stands in them: the buildings of an estate.';

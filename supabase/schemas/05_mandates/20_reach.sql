-- What a person reaches through the mandates of the agencies they act for. Policies ask these once for a query;
-- for somebody whose organizations have no mandate the answer is one look into an index.

create function private.mandate_permission(scope public.mandate_scope)
returns private.permission
language sql
immutable
set search_path = ''
as $$
  select (case scope
    when 'list' then 'listings.write'
    when 'show' then 'conversations.write'
    when 'collect' then 'money.write'
    when 'sign' then 'tenancies.write'
  end)::private.permission
$$;
comment on function private.mandate_permission(public.mandate_scope) is
  'What an agency''s member must be allowed in the agency to use a scope of its mandates.';

create function private.my_live_mandates(scope public.mandate_scope default null)
returns table (org_id uuid, property_id uuid)
language plpgsql
stable
set search_path = ''
rows 5
as $$
#variable_conflict use_column
declare
  today date := private.lagos_date();
begin
  return query
  select distinct mandate.org_id, mandate.property_id
  from public.memberships as membership
  join public.mandates as mandate on mandate.agent_org_id = membership.org_id and mandate.status = 'active'
    and mandate.starts_on <= today and mandate.ends_on > today
  cross join unnest(mandate.scopes) as given
  join private.role_permissions as allowed
    on allowed.role = membership.role and allowed.permission = private.mandate_permission(given)
  where membership.user_id = (select auth.uid())
    and (my_live_mandates.scope is null or given = my_live_mandates.scope);
end
$$;
comment on function private.my_live_mandates(public.mandate_scope) is
  'Owners and properties (null for all of the owner''s) that the caller may act for today in a scope, or in any.';

create function private.my_mandated_property_ids(scope public.mandate_scope default null)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
begin
  return query
  with recursive reached as (
    select property.id, property.org_id
    from private.my_live_mandates(scope) as mandate
    join public.properties as property on property.org_id = mandate.org_id
      and (mandate.property_id is null or property.id = mandate.property_id)
    union
    select inner_one.id, inner_one.org_id
    from reached
    join public.properties as inner_one on inner_one.org_id = reached.org_id and inner_one.parent_id = reached.id
  )
  select reached.id from reached;
end
$$;
comment on function private.my_mandated_property_ids(public.mandate_scope) is
  'The properties, with all that stands in them, that the caller reaches through live mandates: of one scope, or of any.';

create function private.my_mandated_unit_ids(scope public.mandate_scope default null)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
begin
  return query
  select unit.id
  from private.my_mandated_property_ids(scope) as reached (property_id)
  join public.properties as property on property.id = reached.property_id
  join public.units as unit on unit.org_id = property.org_id and unit.property_id = property.id;
end
$$;
comment on function private.my_mandated_unit_ids(public.mandate_scope) is
  'The units that the caller reaches through live mandates: of one scope, or of any.';

create function private.my_mandated_tenancy_ids(scope public.mandate_scope default null)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
begin
  return query
  select tenancy.id
  from private.my_mandated_unit_ids(scope) as reached (unit_id)
  join public.units as unit on unit.id = reached.unit_id
  join public.tenancies as tenancy on tenancy.org_id = unit.org_id and tenancy.unit_id = unit.id;
end
$$;
comment on function private.my_mandated_tenancy_ids(public.mandate_scope) is
  'The tenancies of the units that the caller reaches through live mandates: of one scope, or of any.';

create function private.my_mandated_tenant_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
declare
  today date := private.lagos_date();
begin
  return query
  with recursive signing as (
    select mandate.agent_org_id, mandate.org_id, mandate.property_id
    from private.my_org_ids('tenancies.write') as mine (agent_org_id)
    join public.organizations as agency on agency.id = mine.agent_org_id and agency.suspended_at is null
    join public.mandates as mandate on mandate.agent_org_id = agency.id and mandate.status = 'active'
      and mandate.starts_on <= today and mandate.ends_on > today and 'sign' = any (mandate.scopes)
  ),
  reached as (
    select property.id, property.org_id, signing.agent_org_id
    from signing
    join public.properties as property on property.org_id = signing.org_id
      and (signing.property_id is null or property.id = signing.property_id)
    union
    select inner_one.id, inner_one.org_id, reached.agent_org_id
    from reached
    join public.properties as inner_one on inner_one.org_id = reached.org_id and inner_one.parent_id = reached.id
  )
  select distinct party.tenant_id
  from reached
  join public.units as unit on unit.org_id = reached.org_id and unit.property_id = reached.id
  join public.tenancies as tenancy on tenancy.org_id = unit.org_id and tenancy.unit_id = unit.id
  left join public.mandates as offered_by on offered_by.id = tenancy.mandate_id
  join public.tenancy_parties as party on party.tenancy_id = tenancy.id
  where tenancy.is_in_force or tenancy.status = 'offered' or offered_by.agent_org_id = reached.agent_org_id;
end
$$;
comment on function private.my_mandated_tenant_ids() is
  'The tenants of the tenancies for which the caller''s agencies sign under live mandates: of those in force or offered, and of those that the agency itself offered. Who lived there before is nobody of theirs. A suspended agency has none.';

create function private.my_mandated_payment_ids(scope public.mandate_scope default null)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
begin
  return query
  select payment.id
  from private.my_mandated_tenancy_ids(scope) as reached (tenancy_id)
  join public.tenancies as tenancy on tenancy.id = reached.tenancy_id
  join public.payments as payment on payment.org_id = tenancy.org_id and payment.tenancy_id = tenancy.id;
end
$$;
comment on function private.my_mandated_payment_ids(public.mandate_scope) is
  'The payments of the tenancies that the caller reaches through live mandates.';

create function private.my_mandate_party_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select mandate.org_id from public.mandates as mandate
  where mandate.agent_org_id in (select private.my_org_ids('organization.read'))
  union
  select mandate.agent_org_id from public.mandates as mandate
  where mandate.org_id in (select private.my_org_ids('organization.read'));
end
$$;
comment on function private.my_mandate_party_ids() is
  'The organizations on the other side of a mandate of the caller''s organizations: whom they deal with has a name.';

create function private.my_mandated_listing_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select listing.id
  from (
    select private.my_mandated_unit_ids('list') as unit_id
    union
    select private.my_mandated_unit_ids('show')
  ) as reached
  join public.units as unit on unit.id = reached.unit_id
  join public.listings as listing on listing.org_id = unit.org_id and listing.unit_id = unit.id
  join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
  where mandate.agent_org_id in (select private.my_org_ids('deals.read'));
end
$$;
comment on function private.my_mandated_listing_ids() is
  'The listings that the caller''s agencies wrote for an owner and still may list or show under a live mandate.';
grant execute on function private.my_mandated_listing_ids() to authenticated;

create function private.my_mandated_listing_ids_to_write()
returns setof uuid
language plpgsql
stable
set search_path = ''
rows 20
as $$
begin
  return query
  select listing.id
  from private.my_mandated_unit_ids('list') as reached (unit_id)
  join public.units as unit on unit.id = reached.unit_id
  join public.listings as listing on listing.org_id = unit.org_id and listing.unit_id = unit.id;
end
$$;
comment on function private.my_mandated_listing_ids_to_write() is
  'The listings that the caller may write under live mandates to list, as private.lock_my_listing() lets them.';

create function private.mandated_people(listing_id uuid, permission private.permission)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select private.members_with(mandate.agent_org_id, mandated_people.permission)
  from public.listings as listing
  join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
  where listing.id = mandated_people.listing_id and mandate.status = 'active' and mandate.scopes && '{list,show}'
    and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date();
end
$$;
comment on function private.mandated_people(uuid, private.permission) is
  'The members, with a permission, of the agency that lists or shows a listing under a live mandate.';

grant execute on function
  private.my_mandated_property_ids(public.mandate_scope), private.my_mandated_unit_ids(public.mandate_scope),
  private.my_mandated_tenancy_ids(public.mandate_scope), private.my_mandated_payment_ids(public.mandate_scope),
  private.my_mandated_tenant_ids(), private.my_mandate_party_ids()
  to authenticated;

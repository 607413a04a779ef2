-- Badges: what was checked of a person or of an organization's owners, and when, in so many words: never "verified" alone. They
-- are computed, so that one that has expired, or was verified under another name than the one that is shown, is not shown for
-- a moment longer.

create function private.checks_of_person(person uuid, under_any_name boolean default false)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'what', known.kind, 'on', private.lagos_date(known.verified_at), 'until', private.lagos_date(known.expires_at)) order by known.kind), '[]')
  from (
    select * from private.shown_kinds(person) where not under_any_name
    union all
    select * from private.verified_kinds(person) where under_any_name
  ) as known
$$;
comment on function private.checks_of_person(uuid, boolean) is
  'What was checked of a person, and stands beside the name that they show; under_any_name: for staff, whatever name that is. [{"what": "nin", "on": "2026-11-27", "until": "2028-11-27"}], Nigerian dates; until is null for what does not expire. Empty: nothing was.';

create function private.checks_of_people(people uuid[])
returns table (user_id uuid, checked jsonb)
language sql
stable
security definer
set search_path = ''
rows 50
as $$
  select person, private.checks_of_person(person) from unnest(people) as person
$$;
comment on function private.checks_of_people(uuid[]) is 'What was checked of each; who may know it, public.badges_of_people() says.';

create function public.badges_of_people(people uuid[])
returns table (user_id uuid, checked jsonb)
language plpgsql
stable
set search_path = ''
rows 50
as $$
begin
  if cardinality(people) > 200 then
    perform private.raise_problem('trust.too_many', 'Cannot show them all: ask for 200 at once', 400, jsonb_build_object('field', 'people'));
  end if;
  -- Of whom the caller may not see the profile nothing is said.
  return query
  select badge.user_id, badge.checked from private.checks_of_people(array(
    select profile.id from public.profiles as profile where profile.id = any (people) order by profile.id)) as badge;
end
$$;
comment on function public.badges_of_people(uuid[]) is
  'What the platform checked of people whose profile you may see, in a conversation or on a paper: [{what, on, until}] each, with Nigerian dates; empty where nothing was, and where they show another name than the one that was verified. At most 200. Error: trust.too_many 400.';
grant execute on function private.checks_of_people(uuid[]), public.badges_of_people(uuid[]) to authenticated;

create function private.checks_of_organization(organization_id uuid, under_any_name boolean default false)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'what', found.what, 'on', private.lagos_date(found.at), 'until', private.lagos_date(found.until)) order by found.what), '[]')
  from (
    -- Of several owners whoever was checked last; an organization is as good as an owner who stands for it.
    select distinct on (known.kind) 'owner_' || known.kind as what, known.verified_at as at, known.expires_at as until
    from public.memberships as member
    cross join lateral (
      select * from private.shown_kinds(member.user_id) where not under_any_name
      union all
      select * from private.verified_kinds(member.user_id) where under_any_name
    ) as known
    where member.org_id = organization_id and member.role = 'owner' and known.kind in ('bank_account', 'bvn', 'nin', 'vnin', 'agent_licence')
    order by known.kind, known.verified_at desc
  ) as found
$$;
comment on function private.checks_of_organization(uuid, boolean) is
  'What was checked of an organization''s owners, who go by the name under which it was; under_any_name: for staff, whatever they call themselves. [{"what": "owner_nin", "on": "2026-11-27", "until": "2028-11-27"}]. Empty: nothing was.';

create function private.checks_of_organizations(organizations uuid[])
returns table (org_id uuid, checked jsonb)
language sql
stable
security definer
set search_path = ''
rows 50
as $$
  -- Whoever is on the market shows it to everybody; of the others their own members and clients know their name only.
  select organization.id, private.checks_of_organization(organization.id)
  from public.organizations as organization
  where organization.id = any (organizations) and organization.suspended_at is null
    and exists (select from public.listings as listing where listing.org_id = organization.id and listing.status = 'published')
$$;
comment on function private.checks_of_organizations(uuid[]) is 'What was checked of organizations that have a listing on the market.';

create function public.badges_of_organizations(organizations uuid[])
returns table (org_id uuid, checked jsonb)
language plpgsql
stable
set search_path = ''
rows 50
as $$
begin
  if cardinality(organizations) > 200 then
    perform private.raise_problem('trust.too_many', 'Cannot show them all: ask for 200 at once', 400, jsonb_build_object('field', 'organizations'));
  end if;
  return query select * from private.checks_of_organizations(organizations);
end
$$;
comment on function public.badges_of_organizations(uuid[]) is
  'What the platform checked of the owners of organizations that have a listing on the market: [{what, on, until}] each, with Nigerian dates; empty where nothing was. For a page of listings ask once. At most 200. Error: trust.too_many 400.';
grant execute on function private.checks_of_organizations(uuid[]), public.badges_of_organizations(uuid[]) to anon, authenticated, service_role;

-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 2cd171aad4c5c010007b82034895aa204588d608ad3428d4c6a0003d80d6df63
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 02_people/10_profiles.sql

-- People: one profile for each account, and the platform's own staff.

create type public.locale as enum ('en', 'pcm', 'yo', 'ha', 'ig');
comment on type public.locale is 'English, Nigerian Pidgin, Yoruba, Hausa, Igbo.';

create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  display_name text not null check (private.is_line(display_name) and length(btrim(display_name)) between 1 and 120),
  locale public.locale not null default 'en',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.profiles is 'What others may know of a person with an account. Made with the account; no contact data.';
comment on column public.profiles.id is 'The account: auth.users.id.';
comment on column public.profiles.display_name is 'The name shown in conversations and on papers until a verified legal name exists. 1 to 120 characters.';
comment on column public.profiles.locale is 'The language of messages to this person.';
comment on column public.profiles.created_at is 'When the account was made, UTC.';
comment on column public.profiles.updated_at is 'Last change, UTC.';

create function private.create_profile()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  chosen text := btrim(left(private.tidy_text(new.raw_user_meta_data ->> 'display_name'), 120));
begin
  insert into public.profiles (id, display_name)
  values (
    new.id,
    case when private.is_line(chosen) and chosen <> '' then chosen else 'New user' end
  )
  on conflict (id) do nothing;
  return null;
end
$$;
comment on function private.create_profile() is
  'Trigger on auth.users: gives every account its profile, named by user_metadata.display_name when the sign-up brought one that can be read.';
create trigger create_profile after insert on auth.users
  for each row execute function private.create_profile();

alter table public.profiles enable row level security;
grant select, update (display_name, locale) on public.profiles to authenticated;
grant select, insert, update, delete on public.profiles to service_role;

-- Who may see another person's profile is said where all that brings people together exists: 11_deals/80_who_sees_whom.sql.
create policy profiles_update_self on public.profiles for update to authenticated
  using (id = (select auth.uid()))
  with check (id = (select auth.uid()));

create trigger read_text before insert or update of display_name on public.profiles
  for each row execute function private.read_text('line:display_name');
create trigger limit_writing before update on public.profiles
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger touch_updated_at before update on public.profiles
  for each row execute function private.touch_updated_at();

-- 02_people/15_contacts.sql

-- Which account an e-mail address or a phone number belongs to: the one whose owner has confirmed it. Whoever only
-- claims an address or number has not shown that it is theirs.

create function private.person_by_contact(contact text)
returns uuid
language sql
stable
set search_path = ''
as $$
  select account.id
  from auth.users as account
  join public.profiles as profile on profile.id = account.id
  where (account.email = lower(btrim(contact)) and account.email_confirmed_at is not null)
    or (
      btrim(contact) ~ '^\+[1-9][0-9]{7,14}$' and account.phone in (btrim(contact), substr(btrim(contact), 2))
      and account.phone_confirmed_at is not null
    )
  order by account.id
  limit 1
$$;
comment on function private.person_by_contact(text) is
  'The account whose confirmed e-mail address or E.164 number this is; null when there is none.';

create function private.has_contact(user_id uuid, email text, phone text)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from auth.users as account
    where account.id = has_contact.user_id and (
      (lower(account.email) = has_contact.email and account.email_confirmed_at is not null)
      -- The auth server keeps numbers without their plus.
      or ('+' || ltrim(account.phone, '+') = has_contact.phone and account.phone_confirmed_at is not null)
    )
  )
$$;
comment on function private.has_contact(uuid, text, text) is
  'Whether an account has confirmed this e-mail address or this E.164 number, either being enough; never for null.';

-- 02_people/20_staff.sql

-- The platform's own staff: who reviews what needs a person.

create table public.staff_members (
  user_id uuid primary key references public.profiles (id) on delete cascade,
  note text not null check (private.is_prose(note) and length(note) between 1 and 500),
  created_at timestamptz not null default now()
);
comment on table public.staff_members is
  'People of the platform who review exceptions and verifications. Rows are made in Studio only.';
comment on column public.staff_members.user_id is 'The staff member''s account.';
comment on column public.staff_members.note is 'Who asked for this access and why.';
comment on column public.staff_members.created_at is 'Since when, UTC.';

create function private.is_staff()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (select from public.staff_members where user_id = (select auth.uid()))
$$;
comment on function private.is_staff() is 'Whether the caller is on the platform''s staff.';
grant execute on function private.is_staff() to authenticated;
alter table public.staff_members enable row level security;
grant select on public.staff_members to authenticated;
grant select, insert, update, delete on public.staff_members to service_role;
create policy staff_members_select on public.staff_members for select to authenticated
  using ((select private.is_staff()) or user_id = (select auth.uid()));
create trigger record_audit after insert or update or delete on public.staff_members
  for each row execute function private.record_audit('user_id');

-- 02_people/25_permissions.sql

-- What each role may do in an organization: every permission once, as data.

create type public.member_role as enum ('owner', 'manager', 'accountant', 'agent');
comment on type public.member_role is 'What a member does in the organization; private.role_permissions says what each may.';

create type private.permission as enum (
  'organization.read', 'organization.write', 'members.write',
  'properties.read', 'properties.write', 'listings.write',
  'tenancies.read', 'tenancies.write',
  'money.read', 'money.write',
  'conversations.write',
  'mandates.write',
  'deals.read', 'deals.write'
);
comment on type private.permission is 'What a member may do: a part of the organization''s affairs, and whether to read or to write it. Which role has which, says private.role_permissions.';

create table private.role_permissions (
  role public.member_role not null,
  permission private.permission not null,
  primary key (role, permission)
);
comment on table private.role_permissions is 'What each role may do: the only place that says so. Policies follow it through private.my_org_ids().';
comment on column private.role_permissions.role is 'The member''s role.';
comment on column private.role_permissions.permission is 'One thing that the role may do.';
alter table private.role_permissions enable row level security;

insert into private.role_permissions (role, permission)
select 'owner'::public.member_role, permission from unnest(enum_range(null::private.permission)) as permission
union all
select 'manager'::public.member_role, permission from unnest(enum_range(null::private.permission)) as permission
  where permission not in ('organization.write', 'members.write', 'mandates.write')
union all
select 'accountant'::public.member_role, permission from unnest(array[
  'organization.read', 'properties.read', 'tenancies.read', 'money.read', 'money.write'
]::private.permission[]) as permission
union all
select 'agent'::public.member_role, permission from unnest(array[
  'organization.read', 'properties.read', 'listings.write', 'tenancies.read', 'conversations.write', 'deals.read', 'deals.write'
]::private.permission[]) as permission;

-- 02_people/30_organizations.sql

-- Organizations own everything; members act for them by role. What a role may do is data, here only.

create type public.organization_kind as enum ('owner', 'manager', 'agency', 'developer');
comment on type public.organization_kind is 'A landlord alone, a property manager, an estate agency, a developer.';

create table public.organizations (
  id uuid primary key default private.uuid_v7(),
  kind public.organization_kind not null,
  name text not null check (private.is_line(name) and length(btrim(name)) between 2 and 160),
  address text not null check (private.is_line(address) and length(btrim(address)) between 5 and 300),
  currency text not null default 'NGN' check (currency = 'NGN'),
  reviews_listings boolean not null default false,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.organizations is 'A landlord, agency or manager: the owner of properties, tenancies and money on the platform.';
comment on column public.organizations.id is 'Time-ordered identifier.';
comment on column public.organizations.kind is 'What sort of organization it is.';
comment on column public.organizations.name is 'The landlord''s or firm''s name as printed on receipts. 2 to 160 characters.';
comment on column public.organizations.address is 'Postal address as printed on receipts (Lagos Tenancy Law 2011 s.5 asks for it).';
comment on column public.organizations.currency is 'Currency of its books, ISO 4217.';
comment on column public.organizations.reviews_listings is
  'Whether the platform''s staff look at its listings before visitors do; set by staff only.';
comment on column public.organizations.created_by is 'The account that created it; null when that account is gone.';
comment on column public.organizations.created_at is 'When it was created, UTC.';
comment on column public.organizations.updated_at is 'Last change, UTC.';
create index organizations_created_by_idx on public.organizations (created_by);

create table public.memberships (
  org_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  role public.member_role not null,
  created_at timestamptz not null default now(),
  primary key (org_id, user_id)
);
comment on table public.memberships is 'Who acts for an organization, and in which role.';
comment on column public.memberships.org_id is 'The organization.';
comment on column public.memberships.user_id is 'The member''s account.';
comment on column public.memberships.role is 'What the member may do: see private.role_permissions.';
comment on column public.memberships.created_at is 'Since when, UTC.';
create index memberships_user_id_idx on public.memberships (user_id, org_id);

create function private.my_org_ids(needed private.permission)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select held.org_id from private.member_permissions as held
  where held.user_id = (select auth.uid()) and held.permission = needed;
end
$$;
comment on function private.my_org_ids(private.permission) is
  'The organizations in which the caller has a permission. In policies: org_id = any (array(select private.my_org_ids(…))), which runs once for a query and not once for a row.';
grant execute on function private.my_org_ids(private.permission) to authenticated;

create function private.require_permission(org_id uuid, needed private.permission)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if not exists (select from private.my_org_ids(needed) as mine where mine = org_id) then
    perform private.raise_problem(
      'auth.forbidden', format('You may not do this for the organization: it needs the permission %s', needed), 403);
  end if;
end
$$;
comment on function private.require_permission(uuid, private.permission) is
  'Refuses (403 auth.forbidden) unless the caller has the permission in the organization.';

create function private.may_know(org_id uuid, needed private.permission)
returns boolean
language sql
stable
set search_path = ''
as $$
  select coalesce(current_setting('role', true), '') not in ('anon', 'authenticated')
    or exists (select from private.my_org_ids(needed) as mine where mine = org_id)
$$;
comment on function private.may_know(uuid, private.permission) is
  'Whether a trigger may answer from rows of the organization: to our own workers, and to members with the permission. Triggers run before policies: where this says no they keep quiet, so that the policy refuses a stranger in the same words whatever there is.';

create function private.members_with(org_id uuid, needed private.permission)
returns setof uuid
language sql
stable
set search_path = ''
rows 5
as $$
  select membership.user_id
  from public.memberships as membership
  join private.role_permissions as allowed
    on allowed.role = membership.role and allowed.permission = needed
  where membership.org_id = members_with.org_id
$$;
comment on function private.members_with(uuid, private.permission) is 'The members of an organization who have a permission: whom to notify.';

-- Rules ---------------------------------------------------------------------------------------

create function private.keep_an_owner(organization_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- The organization's row is locked so that two owners cannot leave at the same moment.
  perform from public.organizations where id = organization_id for no key update;
  if found and not exists (
    select from public.memberships where org_id = organization_id and role = 'owner'
  ) then
    perform private.raise_problem(
      'membership.last_owner', 'Cannot remove the last owner: give the role to another member first', 409,
      jsonb_build_object('field', 'role'));
  end if;
end
$$;
comment on function private.keep_an_owner(uuid) is
  'An organization keeps at least one owner as long as it exists. Error: membership.last_owner 409.';

create function private.after_membership_changed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op <> 'DELETE' then
    perform private.grant_permissions_of_role(new);
  end if;
  if tg_op <> 'INSERT' then
    if old.role = 'owner' then
      perform private.keep_an_owner(old.org_id);
    end if;
    perform private.revoke_invitations_left_behind(old.org_id, old.user_id);
  end if;
  return null;
end
$$;
comment on function private.after_membership_changed() is
  'Trigger: a member may what their role may; there stays an owner; nobody leaves a way back in behind. Who leaves loses their permissions by the foreign key.';
create trigger after_membership_changed after insert or update of role or delete on public.memberships
  for each row execute function private.after_membership_changed();

create function private.create_organization(kind public.organization_kind, name text, address text)
returns public.organizations
language plpgsql
security definer
set search_path = ''
as $$
declare
  created public.organizations;
  wrong text := case
    when kind is null then 'kind'
    when name is null or length(btrim(name)) not between 2 and 160 then 'name'
    when address is null or length(btrim(address)) not between 5 and 300 then 'address'
  end;
begin
  if (select auth.uid()) is null then
    perform private.raise_problem('auth.required', 'Cannot create an organization: sign in first', 401);
  end if;
  if wrong is not null then
    perform private.raise_problem('organization.bad_fact', format('Cannot create the organization: %s %s', wrong,
      case wrong when 'kind' then 'is missing' when 'name' then 'must have 2 to 160 characters' else 'must have 5 to 300 characters' end),
      400, jsonb_build_object('field', wrong));
  end if;
  insert into public.organizations (kind, name, address, created_by)
  values (kind, btrim(name), btrim(address), (select auth.uid()))
  returning * into created;
  insert into public.memberships (org_id, user_id, role)
  values (created.id, (select auth.uid()), 'owner');
  return created;
end
$$;
comment on function private.create_organization(public.organization_kind, text, text) is
  'Creates an organization with the caller as its owner, in one transaction.';
grant execute on function private.create_organization(public.organization_kind, text, text) to authenticated;

create function public.create_organization(kind public.organization_kind, name text, address text)
returns public.organizations
language sql
set search_path = ''
as $$
  select private.limit_person('create_organization');
  select private.create_organization(kind, private.read_line('name', name), private.read_line('address', address))
$$;
comment on function public.create_organization(public.organization_kind, text, text) is
  'Creates an organization and makes the caller its owner. The address is printed on receipts. Errors: auth.required 401, organization.bad_fact 400.';
grant execute on function public.create_organization(public.organization_kind, text, text) to authenticated;

-- Access --------------------------------------------------------------------------------------

alter table public.organizations enable row level security;
alter table public.memberships enable row level security;
grant select,
  update (kind, name, address)
  on public.organizations to authenticated;
grant select, update (role), delete on public.memberships to authenticated;
grant select, insert, update, delete on public.organizations, public.memberships to service_role;

-- organizations_select also lets tenants see their landlord: it is made with the tenancies.
create policy organizations_update on public.organizations for update to authenticated
  using (id = any (array(select private.my_org_ids('organization.write'))))
  with check (id = any (array(select private.my_org_ids('organization.write'))));
create policy memberships_select on public.memberships for select to authenticated
  using (user_id = (select auth.uid()) or org_id = any (array(select private.my_org_ids('organization.read'))));
create policy memberships_update on public.memberships for update to authenticated
  using (org_id = any (array(select private.my_org_ids('members.write'))))
  with check (org_id = any (array(select private.my_org_ids('members.write'))));
create policy memberships_delete on public.memberships for delete to authenticated
  using (org_id = any (array(select private.my_org_ids('members.write'))) or user_id = (select auth.uid()));

create trigger read_text before insert or update of name, address on public.organizations
  for each row execute function private.read_text('line:name', 'line:address');
create trigger limit_writing before update on public.organizations
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger touch_updated_at before update on public.organizations
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.organizations
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.memberships
  for each row execute function private.record_audit('user_id');

-- 02_people/40_member_permissions.sql

-- What each member may do where, ready to be read: policies ask it for every list that a screen shows, so it must cost
-- one look into an index. The rule stays where it is (memberships, role_permissions): this follows by trigger.

create table private.member_permissions (
  user_id uuid not null,
  permission private.permission not null,
  org_id uuid not null,
  primary key (user_id, permission, org_id),
  foreign key (org_id, user_id) references public.memberships (org_id, user_id) on update cascade on delete cascade
);
comment on table private.member_permissions is 'What each member may do in each organization: memberships by role_permissions, kept by trigger.';
comment on column private.member_permissions.user_id is 'The member''s account.';
comment on column private.member_permissions.permission is 'What they may do.';
comment on column private.member_permissions.org_id is 'The organization in which they may.';
create index member_permissions_membership_idx on private.member_permissions (org_id, user_id);
alter table private.member_permissions enable row level security;

create function private.grant_permissions_of_role(membership public.memberships)
returns void
language plpgsql
set search_path = ''
as $$
begin
  delete from private.member_permissions as held
  where held.org_id = membership.org_id and held.user_id = membership.user_id;
  insert into private.member_permissions (user_id, permission, org_id)
  select membership.user_id, allowed.permission, membership.org_id
  from private.role_permissions as allowed where allowed.role = membership.role;
end
$$;
comment on function private.grant_permissions_of_role(public.memberships) is
  'After a membership is written: the member has the permissions of their role, and no others.';

create function private.follow_role_permissions()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Whoever joins meanwhile waits, so that they get the new permissions and not the old ones.
  lock table public.memberships in share row exclusive mode;
  delete from private.member_permissions as held
  using public.memberships as membership
  where membership.org_id = held.org_id and membership.user_id = held.user_id
    and not exists (
      select from private.role_permissions as allowed
      where allowed.role = membership.role and allowed.permission = held.permission);
  insert into private.member_permissions (user_id, permission, org_id)
  select membership.user_id, allowed.permission, membership.org_id
  from public.memberships as membership
  join private.role_permissions as allowed on allowed.role = membership.role
  on conflict do nothing;
  return null;
end
$$;
comment on function private.follow_role_permissions() is
  'Trigger: when a migration changes what a role may do, every member of that role may from then on.';
create trigger follow_role_permissions after insert or update or delete on private.role_permissions
  for each statement execute function private.follow_role_permissions();

-- Asked by policies -----------------------------------------------------------------------------

-- "case … end is not null" in a policy is opaque to the planner and counts as true for nearly every row. A policy that
-- an index could serve competes with the screen's own filter and order: the planner takes the two for independent,
-- expects a hundredth of the rows, and sorts them all instead of reading fifty from the index in order. The price: a
-- query that names no organization, tenancy or person reads the table.

-- A view is one look into an index and no call: what short lists ask. Long lists are planned anew for each request, and
-- to plan a call costs less than to plan a view: they ask functions, in PL/pgSQL, which keeps its plans for the
-- session. Measured by task bench:rls; docs/decisions/0008. The views stand in this schema, which the API does not
-- serve, and run with their owner's rights, as the functions do.

-- Who calls, as auth.uid() says it: to look into that function costs the planner as much as all the rest of the view.
create view private.caller as
select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid as user_id;
comment on view private.caller is 'The account of whoever calls; null for a visitor. For views that policies ask: elsewhere auth.uid().';

create view private.my_permissions as
select held.org_id, held.permission from private.member_permissions as held
where held.user_id = (select user_id from private.caller);
comment on view private.my_permissions is 'What the caller may do in which organization, as private.my_org_ids() says it.';
grant select on private.my_permissions to authenticated;

-- 02_people/80_state_changes.sql

-- The history of every move of a state machine, as members of its organization see it.

create table public.state_changes (
  id uuid primary key default private.uuid_v7(),
  -- Asked at the commit: a move is written before the policy has looked at the row that moves.
  org_id uuid not null references public.organizations (id) deferrable initially deferred,
  machine public.state_machine not null,
  subject_id uuid not null,
  from_state text,
  to_state text not null,
  reason text,
  actor_id uuid,
  occurred_at timestamptz not null default now()
);
comment on table public.state_changes is 'History of every move of everything that has states: each machine of private.state_transitions. Append-only.';
comment on column public.state_changes.id is 'Time-ordered identifier.';
comment on column public.state_changes.org_id is 'The organization of the moved row.';
comment on column public.state_changes.machine is 'Which machine moved.';
comment on column public.state_changes.subject_id is 'Identifier of the moved row.';
comment on column public.state_changes.from_state is 'State before; null when the row was made.';
comment on column public.state_changes.to_state is 'State after.';
comment on column public.state_changes.reason is 'Why, as the mover put it.';
comment on column public.state_changes.actor_id is 'The signed-in user who moved it; null for a worker.';
comment on column public.state_changes.occurred_at is 'When, UTC.';
create index state_changes_subject_idx on public.state_changes (subject_id, id);
create index state_changes_org_id_idx on public.state_changes (org_id, id);

alter table public.state_changes enable row level security;
grant select on public.state_changes to authenticated, service_role;
-- Members read of an application what they may see of it: nothing from before it was submitted.
create policy state_changes_select on public.state_changes for select to authenticated using (
  case
    when machine = 'application' and (from_state is null or (from_state = 'draft' and to_state <> 'submitted')) then null
    when machine in ('application', 'offer', 'sale', 'enquiry') then
      nullif(org_id = any (array(select private.my_org_ids('deals.read'))), false)
    when org_id = any (array(select private.my_org_ids('organization.read'))) then true
  end is not null
);
create trigger refuse_change before update or delete on public.state_changes
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.state_changes
  for each statement execute function private.refuse_change();

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;

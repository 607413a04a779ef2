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
  updated_at timestamptz not null default now(),
  suspended_at timestamptz
);
comment on table public.organizations is 'A landlord, agency or manager: the owner of properties, tenancies and money on the platform.';
comment on column public.organizations.id is 'Time-ordered identifier.';
comment on column public.organizations.kind is 'What sort of organization it is.';
comment on column public.organizations.name is 'The landlord''s or firm''s name as printed on receipts. 2 to 160 characters.';
comment on column public.organizations.address is 'Postal address as printed on receipts (Lagos Tenancy Law 2011 s.5 asks for it).';
comment on column public.organizations.currency is 'Currency of its books, ISO 4217.';
comment on column public.organizations.reviews_listings is
  'Whether the platform''s staff look at its listings before visitors do; set by staff only.';
comment on column public.organizations.suspended_at is
  'Since when staff have taken it off the market, UTC; null: they have not. See suspend_organization().';
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
-- The service reads views that ask it of members only.
grant execute on function private.my_org_ids(private.permission) to authenticated, service_role;

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
language plpgsql
stable
set search_path = ''
rows 5
as $$
begin
  return query
  select membership.user_id
  from public.memberships as membership
  join private.role_permissions as allowed
    on allowed.role = membership.role and allowed.permission = needed
  where membership.org_id = members_with.org_id;
end
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
    if new.role = 'owner' and (tg_op = 'INSERT' or old.role <> 'owner') then
      perform private.want_payee_names_of(new.org_id, new.user_id);
    end if;
  end if;
  if tg_op <> 'INSERT' then
    if old.role = 'owner' then
      perform private.keep_an_owner(old.org_id);
    end if;
    perform private.revoke_invitations_left_behind(old.org_id, old.user_id);
  end if;
  if tg_op = 'DELETE' then
    perform private.withdraw_messages_to_member(old.org_id, old.user_id);
  end if;
  return null;
end
$$;
comment on function private.after_membership_changed() is
  'Trigger: a member may what their role may; bank accounts are compared with the name of a new owner; there stays an owner; nobody leaves a way back in behind, and what waits to be sent to them about it does not go. Who leaves loses their permissions by the foreign key.';
create trigger refuse_suspended before update or delete on public.memberships
  for each statement when (current_user = 'authenticated') execute function private.refuse_suspended();
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
  -- A double click makes one: who calls twice at once waits here, and gets what the first call made.
  perform pg_advisory_xact_lock(hashtextextended('create_organization:' || (select auth.uid()), 0));
  select same.* into created from public.organizations as same
  join public.memberships as mine on mine.org_id = same.id and mine.user_id = (select auth.uid()) and mine.role = 'owner'
  where same.created_by = (select auth.uid()) and same.created_at > now() - interval '1 minute'
    and same.kind = create_organization.kind and same.name = btrim(create_organization.name)
    and same.address = btrim(create_organization.address)
  limit 1;
  if created.id is not null then
    return created;
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
  'Creates an organization and makes the caller its owner. The address is printed on receipts. The same again within a minute is the same organization. Errors: auth.required 401, organization.bad_fact 400.';
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

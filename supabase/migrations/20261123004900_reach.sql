-- Who reaches what, ready to be read: one row for each permission of a member in an organization, one for each person
-- in a tenancy. Policies ask it for every list that a screen shows, so it must cost one look into an index.
-- The rules stay where they were (memberships, role_permissions, tenancy_parties): these tables follow them by trigger.
set lock_timeout = '5s';
set statement_timeout = '60s';

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

create table private.tenancy_people (
  user_id uuid not null references public.profiles (id) on delete cascade,
  tenancy_id uuid not null,
  tenant_id uuid not null,
  primary key (user_id, tenancy_id, tenant_id),
  foreign key (tenancy_id, tenant_id) references public.tenancy_parties (tenancy_id, tenant_id) on update cascade on delete cascade
);
comment on table private.tenancy_people is 'The accounts behind the parties of each tenancy: tenancy_parties by tenants.user_id, kept by trigger.';
comment on column private.tenancy_people.user_id is 'The tenant''s account.';
comment on column private.tenancy_people.tenancy_id is 'The tenancy.';
comment on column private.tenancy_people.tenant_id is 'The tenant that the account is; one person may be two tenants of a tenancy.';
create index tenancy_people_party_idx on private.tenancy_people (tenancy_id, tenant_id);
create index tenancy_people_tenant_idx on private.tenancy_people (tenant_id);
alter table private.tenancy_people enable row level security;

-- Kept by trigger -------------------------------------------------------------------------------

create function private.follow_membership()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from private.member_permissions as held
  where held.org_id = new.org_id and held.user_id = new.user_id;
  insert into private.member_permissions (user_id, permission, org_id)
  select new.user_id, allowed.permission, new.org_id
  from private.role_permissions as allowed where allowed.role = new.role;
  return null;
end
$$;
comment on function private.follow_membership() is
  'Trigger: a member has the permissions of their role. Who leaves loses them by the foreign key.';
create trigger follow_membership after insert or update of role on public.memberships
  for each row execute function private.follow_membership();

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

create function private.follow_tenancy_party()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  person uuid;
begin
  -- Locked, so that a tenant who takes up their account at this moment is missed neither here nor there.
  select tenant.user_id into person from public.tenants as tenant where tenant.id = new.tenant_id for share;
  if person is not null then
    insert into private.tenancy_people (user_id, tenancy_id, tenant_id)
    values (person, new.tenancy_id, new.tenant_id);
  end if;
  return null;
end
$$;
comment on function private.follow_tenancy_party() is
  'Trigger: a tenant with an account reaches the tenancy that names them. Who is taken out loses it by the foreign key.';
create trigger follow_tenancy_party after insert on public.tenancy_parties
  for each row execute function private.follow_tenancy_party();

create function private.follow_tenant_account()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from private.tenancy_people as person where person.tenant_id = new.id;
  insert into private.tenancy_people (user_id, tenancy_id, tenant_id)
  select new.user_id, party.tenancy_id, party.tenant_id
  from public.tenancy_parties as party
  where party.tenant_id = new.id and new.user_id is not null;
  return null;
end
$$;
comment on function private.follow_tenant_account() is
  'Trigger: who takes up a tenant''s place reaches their tenancies, who gives it up reaches them no more.';
create trigger follow_tenant_account after update of user_id on public.tenants
  for each row when (old.user_id is distinct from new.user_id) execute function private.follow_tenant_account();

insert into private.member_permissions (user_id, permission, org_id)
select membership.user_id, allowed.permission, membership.org_id
from public.memberships as membership
join private.role_permissions as allowed on allowed.role = membership.role;
insert into private.tenancy_people (user_id, tenancy_id, tenant_id)
select tenant.user_id, party.tenancy_id, party.tenant_id
from public.tenancy_parties as party
join public.tenants as tenant on tenant.id = party.tenant_id
where tenant.user_id is not null;

-- Asked by policies -----------------------------------------------------------------------------

-- A view is one look into an index and no call: what short lists ask. Long lists are planned anew for each request, and
-- to plan a call costs less than to plan a view: they ask functions. Measured by task bench:rls; docs/decisions/0008.
-- The views stand in this schema, which the API does not serve, and run with their owner's rights, as the helpers do.

-- Who calls, as auth.uid() says it: to look into that function costs the planner as much as all the rest of the view.
create view private.caller as
select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid as user_id;
comment on view private.caller is 'The account of whoever calls; null for a visitor. For views that policies ask: elsewhere auth.uid().';

create view private.my_permissions as
select held.org_id, held.permission from private.member_permissions as held
where held.user_id = (select user_id from private.caller);
comment on view private.my_permissions is 'What the caller may do in which organization, as private.my_org_ids() says it.';

create view private.my_tenancies as
select person.tenancy_id from private.tenancy_people as person
where person.user_id = (select user_id from private.caller);
comment on view private.my_tenancies is 'The tenancies in which the caller is a tenant.';

create view private.my_homes as
select tenancy.unit_id
from private.my_tenancies as mine
join public.tenancies as tenancy on tenancy.id = mine.tenancy_id and tenancy.status <> 'cancelled';
comment on view private.my_homes is 'The units that are or were let to the caller.';

create view private.my_payments as
select payment.id as payment_id
from private.my_tenancies as mine
join public.payments as payment on payment.tenancy_id = mine.tenancy_id;
comment on view private.my_payments is 'The payments of the tenancies in which the caller is a tenant.';

create view private.my_opened_conversations as
select conversation.id as conversation_id from public.conversations as conversation
where conversation.opened_by = (select user_id from private.caller);
comment on view private.my_opened_conversations is
  'The conversations that the caller opened; those of their organizations are many and found by org_id.';
grant select on private.my_permissions, private.my_tenancies, private.my_homes, private.my_payments, private.my_opened_conversations
  to authenticated;

-- The policies of the lists; "case … end is not null" is explained in 002890 -----------------------------------

alter policy units_select on public.units using (
  case
    when id = any (array(select unit_id from private.my_homes)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'properties.read')) then true
    when id = any (array(select private.my_mandated_unit_ids())) then true
  end is not null
);
alter policy tenancies_select on public.tenancies using (
  case
    when id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy tenancy_parties_select on public.tenancy_parties using (
  case
    when tenancy_id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy charge_schedules_select on public.charge_schedules using (
  case
    when tenancy_id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy charges_select on public.charges using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy payments_select on public.payments using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy receipts_select on public.receipts using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
alter policy payment_items_select on public.payment_items using (
  case
    when payment_id = any (array(select payment_id from private.my_payments)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);
alter policy payment_allocations_select on public.payment_allocations using (
  case
    when payment_id = any (array(select payment_id from private.my_payments)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);
alter policy messages_select on public.messages using (
  case
    when conversation_id = any (array(select conversation_id from private.my_opened_conversations)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write')) then true
  end is not null
);
alter policy messages_insert on public.messages with check (
  sender_id = (select auth.uid())
  and (
    conversation_id = any (array(select conversation_id from private.my_opened_conversations))
    or org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write'))
  )
);

drop function private.my_home_unit_ids(), private.my_payment_ids(), private.my_opened_conversation_ids();

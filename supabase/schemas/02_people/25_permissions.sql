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
  'deals.read', 'deals.write',
  'money.confirm',
  'money.payout'
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
  where permission not in ('organization.write', 'members.write', 'mandates.write', 'money.confirm', 'money.payout')
union all
select 'accountant'::public.member_role, permission from unnest(array[
  'organization.read', 'properties.read', 'tenancies.read', 'money.read', 'money.write', 'money.confirm', 'money.payout'
]::private.permission[]) as permission
union all
select 'agent'::public.member_role, permission from unnest(array[
  'organization.read', 'properties.read', 'listings.write', 'tenancies.read', 'conversations.write', 'deals.read', 'deals.write'
]::private.permission[]) as permission;

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
  -- What they keep is not taken for a moment: who loses something is told of it (private.after_permissions_lost).
  delete from private.member_permissions as held
  where held.org_id = membership.org_id and held.user_id = membership.user_id
    and not exists (
      select from private.role_permissions as allowed
      where allowed.role = membership.role and allowed.permission = held.permission);
  insert into private.member_permissions (user_id, permission, org_id)
  select membership.user_id, allowed.permission, membership.org_id
  from private.role_permissions as allowed where allowed.role = membership.role
  on conflict do nothing;
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

-- The platform's own staff: who they are, what each role of theirs may do, and how the rest asks for it. What an act asks
-- for beside that (a second factor, a reason), and the record of it, is in 16_safeguards.

create type private.staff_permission as enum (
  'people.read', 'people.delete', 'moderation', 'verification', 'messages', 'money', 'audit');
comment on type private.staff_permission is
  'What staff may do. people.read: look a person up, with a reason that is written down; people.delete: delete an account; moderation: reports, reviews of listings, suspensions and appeals; verification: titles and who people are; messages: what was not delivered; money: exceptions, disputes, refunds, payouts, fees; audit: read and check the record of privileged acts.';

create table private.staff_roles (
  role text primary key check (role ~ '^[a-z_]{2,40}$'),
  description text not null check (private.is_line(description) and length(description) between 3 and 200)
);
comment on table private.staff_roles is 'The roles of the platform''s staff: data, changed in Studio. No policies: functions only.';
comment on column private.staff_roles.role is 'Its name.';
comment on column private.staff_roles.description is 'Whom it is for.';
alter table private.staff_roles enable row level security;

create table private.staff_role_permissions (
  role text not null references private.staff_roles (role) on delete cascade,
  permission private.staff_permission not null,
  primary key (role, permission)
);
comment on table private.staff_role_permissions is
  'What each role of staff may do: the only place that says so, changed in Studio. No policies: functions only.';
comment on column private.staff_role_permissions.role is 'The role.';
comment on column private.staff_role_permissions.permission is 'One thing that it may do.';
alter table private.staff_role_permissions enable row level security;

insert into private.staff_roles (role, description) values
  ('admin', 'Everything; also whoever was on the staff before there were roles'),
  ('support', 'Helps people: looks them up with a reason, and sends messages again'),
  ('moderation', 'Decides reports, reviews listings, suspends, hears appeals'),
  ('verification', 'Compares titles and identities with what registries and providers say'),
  ('money', 'Exceptions, disputes, refunds, payouts and fees'),
  ('audit', 'Reads and checks what the others did');
insert into private.staff_role_permissions (role, permission)
select 'admin', permission from unnest(enum_range(null::private.staff_permission)) as permission
union all
select given.role, given.permission::private.staff_permission
from (values
  ('support', 'people.read'), ('support', 'messages'),
  ('moderation', 'moderation'), ('moderation', 'people.read'),
  ('verification', 'verification'), ('verification', 'people.read'),
  ('money', 'money'), ('money', 'people.read'),
  ('audit', 'audit')
) as given (role, permission);

create table public.staff_members (
  user_id uuid primary key references public.profiles (id) on delete cascade,
  note text not null check (private.is_prose(note) and length(note) between 1 and 500),
  created_at timestamptz not null default now(),
  role text references private.staff_roles (role) constraint staff_members_role_check check (role ~ '^[a-z_]{2,40}$')
);
comment on table public.staff_members is
  'People of the platform who review exceptions and verifications. Rows are made in Studio only.';
comment on column public.staff_members.user_id is 'The staff member''s account.';
comment on column public.staff_members.note is 'Who asked for this access and why.';
comment on column public.staff_members.created_at is 'Since when, UTC.';
comment on column public.staff_members.role is
  'What they may do: private.staff_role_permissions says it. Null is admin, as everybody on the staff could do everything before there were roles.';
create index staff_members_role_idx on public.staff_members (role);

create function private.is_studio()
returns boolean
language sql
stable
set search_path = ''
as $$
  select (select auth.uid()) is null
    and coalesce(nullif(current_setting('role', true), 'none'), session_user) in ('postgres', 'supabase_admin')
$$;
comment on function private.is_studio() is
  'Whether this is SQL of the project''s administrator, such as in Studio. What came through the API has another role, whoever asked.';
grant execute on function private.is_studio() to authenticated;

create function private.is_on_staff()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select private.is_studio() or exists (select from public.staff_members where user_id = (select auth.uid()))
$$;
comment on function private.is_on_staff() is
  'Whether the caller is one of the staff at all, however they signed in: to tell them what is missing. What they may see or do asks private.is_staff() or private.begin_staff_act().';
grant execute on function private.is_on_staff() to authenticated;

create function private.is_on_staff(needs private.staff_permission)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select private.is_studio() or exists (
    select from public.staff_members as member
    join private.staff_role_permissions as given on given.role = coalesce(member.role, 'admin')
    where member.user_id = (select auth.uid()) and given.permission = needs)
$$;
comment on function private.is_on_staff(private.staff_permission) is
  'As private.is_on_staff(), of those whose role has a permission.';
grant execute on function private.is_on_staff(private.staff_permission) to authenticated;

create function private.is_staff()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select private.is_on_staff() and private.is_assured('staff')
$$;
comment on function private.is_staff() is
  'Whether the caller is on the platform''s staff and signed in as private.act_rules asks of staff: a row of staff_members and a second factor, or SQL as postgres, such as in Studio.';
grant execute on function private.is_staff() to authenticated;

create function private.is_staff(needs private.staff_permission)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select private.is_on_staff(needs) and private.is_assured('staff')
$$;
comment on function private.is_staff(private.staff_permission) is
  'As private.is_staff(), of those whose role has a permission.';
grant execute on function private.is_staff(private.staff_permission) to authenticated;

alter table public.staff_members enable row level security;
grant select on public.staff_members to authenticated;
grant select, insert, update, delete on public.staff_members to service_role;
create policy staff_members_select on public.staff_members for select to authenticated
  using ((select private.is_staff()) or user_id = (select auth.uid()));
create trigger record_audit after insert or update or delete on public.staff_members
  for each row execute function private.record_audit('user_id');
create trigger record_audit after insert or update or delete on private.staff_roles
  for each row execute function private.record_audit('role');
create trigger record_audit after insert or update or delete on private.staff_role_permissions
  for each row execute function private.record_audit('role');

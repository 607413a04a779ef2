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
    -- Whoever may run SQL as the project's administrator. What came through the API has another role, whoever asked.
    or (select auth.uid()) is null
      and coalesce(nullif(current_setting('role', true), 'none'), session_user) in ('postgres', 'supabase_admin')
$$;
comment on function private.is_staff() is
  'Whether the caller is on the platform''s staff: a row of staff_members, or SQL as postgres, such as in Studio.';
grant execute on function private.is_staff() to authenticated;
alter table public.staff_members enable row level security;
grant select on public.staff_members to authenticated;
grant select, insert, update, delete on public.staff_members to service_role;
create policy staff_members_select on public.staff_members for select to authenticated
  using ((select private.is_staff()) or user_id = (select auth.uid()));
create trigger record_audit after insert or update or delete on public.staff_members
  for each row execute function private.record_audit('user_id');

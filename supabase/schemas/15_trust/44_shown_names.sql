-- A badge says that somebody is who they say: it is shown beside a name, and counts while that is the name that was verified. Who
-- calls himself something else is as verified as before, with his levels and whatever he may do by them, but shows no badge for it.
-- A name whose words all stand in the verified one counts at once: Chinedu, or Paul Okeke, for Okeke Chinedu Paul. What people
-- are called besides, Emeka for Chukwuemeka, and titles, spellings, initials and slips of the keys are compared by a worker
-- (functions/_shared/names/goes_by.ts, functions/jobs/work/shown_names.ts), once for each name and not each time it is read.
-- An organization shows what was verified of its owners under the names that they go by; its own name is nobody's.

create table private.shown_names (
  case_id uuid primary key references public.verification_cases (id) on delete cascade,
  is_theirs boolean not null default false,
  next_try_at timestamptz default now()
);
comment on table private.shown_names is
  'Verified cases whose name is not, word for word, the one that their owner shows: whether they go by it all the same. Made anew with each name; holds none. No policies: functions only.';
comment on column private.shown_names.case_id is 'The case, with the name that was verified.';
comment on column private.shown_names.is_theirs is 'Whether the name that is shown was compared, and may be that person''s.';
comment on column private.shown_names.next_try_at is 'When a worker may compare them, UTC; null: that is done.';
create index shown_names_next_idx on private.shown_names (next_try_at) where next_try_at is not null;
alter table private.shown_names enable row level security;

create function private.is_part_of_name(shown text, verified text)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
declare
  words text[] := array(select word from regexp_split_to_table(private.folded(shown), '[\s.,-]+') as word where word <> '');
  known text[] := array(select word from regexp_split_to_table(private.folded(verified), '[\s.,-]+') as word where word <> '');
begin
  -- One letter is no name.
  return words <@ known and exists (select from unnest(words) as word where length(word) > 1);
end
$$;
comment on function private.is_part_of_name(text, text) is
  'Whether every word of one name stands in the other, in any order, case and tone marks aside. Of nothing no.';

create function private.goes_by(proven public.verification_cases, shown text)
returns boolean
language sql
stable
set search_path = ''
as $$
  select private.is_part_of_name(shown, proven.first_name || ' ' || proven.last_name)
    or exists (select from private.shown_names as compared where compared.case_id = proven.id and compared.is_theirs)
$$;
comment on function private.goes_by(public.verification_cases, text) is
  'Whether the name that the owner of a case shows now is the one that was verified by it, or one that such a person goes by.';

create function private.shown_kinds(person uuid)
returns table (kind public.verification_kind, verified_at timestamptz, expires_at timestamptz)
language sql
stable
set search_path = ''
rows 4
as $$
  select known.* from private.verified_kinds(person) as known
  where known.kind in ('phone', 'email') or exists (
    select from public.verification_cases as proven
    join public.profiles as profile on profile.id = proven.user_id
    where proven.user_id = person and proven.kind = known.kind and proven.status = 'verified'
      and (proven.expires_at is null or proven.expires_at > now()) and private.goes_by(proven, profile.display_name))
$$;
comment on function private.shown_kinds(uuid) is
  'What is verified of a person and may be said beside the name that they show: private.verified_kinds() without what was verified of another name. A telephone number and an e-mail address have none.';

create function private.want_shown_names(person uuid)
returns void
language sql
set search_path = ''
as $$
  delete from private.shown_names as compared using public.verification_cases as proven
  where proven.id = compared.case_id and proven.user_id = person;
  insert into private.shown_names (case_id)
  select proven.id from public.verification_cases as proven
  join public.profiles as profile on profile.id = proven.user_id
  where proven.user_id = person and proven.status = 'verified'
    and not private.is_part_of_name(profile.display_name, proven.first_name || ' ' || proven.last_name)
  on conflict (case_id) do update set is_theirs = false, next_try_at = now()
$$;
comment on function private.want_shown_names(uuid) is
  'Forgets what was compared with the name that somebody showed, and has the one that they show now compared where it has to be. Called when a case is verified, and when they change their name.';

create function private.after_renamed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.want_shown_names(new.id);
  return null;
end
$$;
comment on function private.after_renamed() is 'Trigger: what was verified counts beside the new name when that is the verified one.';
create trigger after_renamed after update of display_name on public.profiles
  for each row when (old.display_name is distinct from new.display_name) execute function private.after_renamed();

create function private.shown_names_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.shown_names as compared where compared.next_try_at <= clock_timestamp())
$$;
comment on function private.shown_names_wait() is 'Whether a name that somebody shows is to be compared now.';

create function service.claim_shown_names(most integer default 20, hidden_for_s integer default 120)
returns table (case_id uuid, shown_name text, verified_name text)
language sql
security definer
set search_path = ''
as $$
  with taken as (
    update private.shown_names as compared
    set next_try_at = now() + make_interval(secs => coalesce(hidden_for_s, 120))
    where compared.case_id in (
      select waiting.case_id from private.shown_names as waiting
      where waiting.next_try_at <= now()
      order by waiting.next_try_at, waiting.case_id
      limit least(greatest(coalesce(most, 20), 1), 100)
      for update skip locked)
    returning compared.case_id
  )
  select proven.id, profile.display_name, proven.first_name || ' ' || proven.last_name
  from taken
  join public.verification_cases as proven on proven.id = taken.case_id
  join public.profiles as profile on profile.id = proven.user_id
$$;
comment on function service.claim_shown_names(integer, integer) is
  'Takes names that are shown beside a badge and are to be compared with the verified ones; others see them again after the given seconds.';

create function service.record_shown_name(case_id uuid, shown_name text, is_theirs boolean)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  compared private.shown_names;
begin
  -- Whoever changes their name writes this row after it: they come before this, and it is seen, or wait for it and undo it.
  select known.* into compared from private.shown_names as known where known.case_id = case_id for update;
  if compared.case_id is null or compared.next_try_at is null or not exists (
    select from public.verification_cases as proven
    join public.profiles as profile on profile.id = proven.user_id
    where proven.id = case_id and profile.display_name = shown_name) then
    return compared.is_theirs;
  end if;
  update private.shown_names as known set is_theirs = coalesce(is_theirs, false), next_try_at = null where known.case_id = case_id;
  return coalesce(is_theirs, false);
end
$$;
comment on function service.record_shown_name(uuid, text, boolean) is
  'Keeps whether somebody goes by the name that was claimed with the case; nothing, where they show another meanwhile. Returns what counts; null: nothing is to be compared. Safe to repeat.';
grant execute on function service.claim_shown_names(integer, integer), service.record_shown_name(uuid, text, boolean) to service_role;

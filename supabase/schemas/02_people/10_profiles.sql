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

create function private.said_name(display_name text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  select nullif(btrim(display_name), 'New user')
$$;
comment on function private.said_name(text) is
  'How somebody said that they are called; null while they have not said it, for whom private.create_profile() writes New user. Whoever is spoken to is not called so.';

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
  perform private.watch_phone(new.id, new.phone, new.phone_confirmed_at);
  return null;
end
$$;
comment on function private.create_profile() is
  'Trigger on auth.users: gives every account its profile, named by user_metadata.display_name when the sign-up brought one that can be read; then looks whether its number was another''s.';
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

-- Staff see who a person is and how to reach them by one door, with a purpose and a reason. Each look is an act, and the
-- person sees that somebody looked, when and what for; the reason, which may name others, is for auditors. What waits for
-- staff in a queue is opened likewise: the queue itself names nobody.

create type public.look_purpose as enum ('support', 'safety', 'payments', 'verification', 'law');
comment on type public.look_purpose is
  'What staff look a person up for. support: the person asked for help; safety: a report or a fraud; payments: money that went astray; verification: who somebody is; law: an authority or a court asks.';

create table private.person_looks (
  act_id uuid primary key references private.acts (id),
  person_id uuid not null,
  purpose public.look_purpose not null,
  looked_at timestamptz not null default now()
);
comment on table private.person_looks is
  'Whom staff looked up, and what for: what the person is told of it. Append-only; without a foreign key to the account, which it outlives. No policies: functions only.';
comment on column private.person_looks.act_id is 'The act, which has who looked and why.';
comment on column private.person_looks.person_id is 'Whom.';
comment on column private.person_looks.purpose is 'What for.';
comment on column private.person_looks.looked_at is 'When, UTC.';
create index person_looks_person_idx on private.person_looks (person_id, act_id);
alter table private.person_looks enable row level security;
create trigger refuse_change before update or delete on private.person_looks
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on private.person_looks
  for each statement execute function private.refuse_change();

create function private.require_look_reason(reason text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  why text := nullif(btrim(reason), '');
begin
  if why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('staff.bad_reason', 'Cannot open this: say why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  return why;
end
$$;
comment on function private.require_look_reason(text) is 'The reason for a look; refuses (400 staff.bad_reason) where there is none.';

create function private.note_look(act text, person_id uuid, org_id uuid, purpose public.look_purpose, reason text)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  act_id uuid := private.begin_act(act, coalesce(person_id, org_id), org_id, reason);
begin
  if person_id is not null then
    insert into private.person_looks (act_id, person_id, purpose) values (act_id, person_id, purpose);
  end if;
end
$$;
comment on function private.note_look(text, uuid, uuid, public.look_purpose, text) is
  'Writes down that staff look at a person or an organization, and why; a person sees when and what for.';

create function private.look_up_person(
  purpose public.look_purpose, reason text, person_id uuid, email text, phone text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text := nullif(btrim(reason), '');
  account record;
begin
  perform private.require_staff('look_up_person');
  if purpose is null or why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('staff.bad_reason', 'Cannot look anybody up: say what for, and why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', case when purpose is null then 'purpose' else 'reason' end));
  end if;
  if num_nonnulls(person_id, email, phone) <> 1 then
    perform private.raise_problem('person.not_found', 'Cannot find anybody: give the account, an e-mail address or a phone number, one of them', 404,
      jsonb_build_object('field', 'person_id'));
  end if;
  select it.id, it.email, it.phone, it.created_at, it.last_sign_in_at, it.banned_until into account
  from auth.users as it
  where it.id = person_id or it.email = lower(btrim(email)) or it.phone = ltrim(btrim(phone), '+')
  limit 1;
  if account.id is null then
    perform private.raise_problem('person.not_found', 'Cannot find the person', 404,
      jsonb_build_object('field', case when email is not null then 'email' when phone is not null then 'phone' else 'person_id' end));
  end if;
  perform private.note_look('look_up_person', account.id, null, purpose, why);
  return jsonb_build_object(
    'person_id', account.id, 'email', account.email, 'phone', account.phone, 'created_at', account.created_at,
    'last_sign_in_at', account.last_sign_in_at, 'suspended_until', account.banned_until,
    'display_name', (select profile.display_name from public.profiles as profile where profile.id = account.id),
    'memberships', coalesce((
      select jsonb_agg(jsonb_build_object('org_id', organization.id, 'name', organization.name, 'role', member.role)
        order by organization.id)
      from public.memberships as member join public.organizations as organization on organization.id = member.org_id
      where member.user_id = account.id), '[]'),
    'tenancies', coalesce((
      select jsonb_agg(jsonb_build_object('tenancy_id', tenancy.id, 'org_id', tenancy.org_id, 'status', tenancy.status)
        order by tenancy.id)
      from public.tenants as known
      join public.tenancy_parties as party on party.tenant_id = known.id
      join public.tenancies as tenancy on tenancy.id = party.tenancy_id
      where known.user_id = account.id), '[]'));
end
$$;
comment on function private.look_up_person(public.look_purpose, text, uuid, text, text) is
  'Checks that the caller may, and says why, then shows a person, and writes down that they were shown.';
grant execute on function private.look_up_person(public.look_purpose, text, uuid, text, text) to authenticated;

create function public.look_up_person(
  purpose public.look_purpose, reason text, person_id uuid default null, email text default null, phone text default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.limit_person('look_up_person');
  select private.look_up_person(
    purpose, private.read_prose('reason', reason), person_id, private.read_line('email', email), private.read_line('phone', phone))
$$;
comment on function public.look_up_person(public.look_purpose, text, uuid, text, text) is
  'For staff with the permission people.read: who a person is (name, e-mail, phone, memberships, tenancies, suspension), by account, e-mail address or phone number. Who looked and why is kept; the person sees when and what for (my_looks). Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_reason 400, person.not_found 404.';

create function private.my_looks(before_id uuid, max_results integer)
returns table (id uuid, looked_at timestamptz, purpose public.look_purpose)
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
#variable_conflict use_variable
begin
  if max_results is null or max_results not between 1 and 200 then
    perform private.raise_problem('staff.bad_page', 'Cannot list them: max_results must be between 1 and 200', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  return query
  select look.act_id, look.looked_at, look.purpose
  from private.person_looks as look
  where look.person_id = (select auth.uid()) and (before_id is null or look.act_id < before_id)
  order by look.act_id desc limit max_results;
end
$$;
comment on function private.my_looks(uuid, integer) is 'When staff looked the caller up, newest first.';
grant execute on function private.my_looks(uuid, integer) to authenticated;

create function public.my_looks(before_id uuid default null, max_results integer default 50)
returns table (id uuid, looked_at timestamptz, purpose public.look_purpose)
language sql
stable
set search_path = ''
as $$
  select * from private.my_looks(before_id, max_results)
$$;
comment on function public.my_looks(uuid, integer) is
  'When the platform''s staff looked the caller up, and what for, newest first; the last id of a page is before_id of the next. Error: staff.bad_page 400.';
grant execute on function
  public.look_up_person(public.look_purpose, text, uuid, text, text), public.my_looks(uuid, integer)
  to authenticated;

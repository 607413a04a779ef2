-- Announcements: what an organization says to its tenants, to those of some properties, units or tenancies, in their
-- languages, from a moment on and until another.
--
-- Whom one is for is a rule and no list: whoever has a tenancy in force of what it names. Those who are so when it is
-- published are told, in one statement; those who come later find it as long as it holds.

create table private.announcement_limits (
  what text primary key check (what in ('announcements', 'people')),
  a_day integer not null check (a_day between 1 and 1000000),
  reason text not null check (length(btrim(reason)) between 3 and 500)
);
comment on table private.announcement_limits is 'How much an organization may announce on one Nigerian day: data, so that it can be changed. No policies: functions only.';
comment on column private.announcement_limits.what is 'announcements: how many; people: how many are told by all of them.';
comment on column private.announcement_limits.a_day is 'The most on one day.';
comment on column private.announcement_limits.reason is 'Why that many.';
alter table private.announcement_limits enable row level security;
insert into private.announcement_limits (what, a_day, reason) values
  ('announcements', 10, 'Who is told more often reads none of it'),
  ('people', 25000, 'Each may be an SMS that is paid: nobody pumps messages through us');

create table public.announcements (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  client_id uuid not null,
  is_for_all boolean not null generated always as (property_ids = '{}' and unit_ids = '{}' and tenancy_ids = '{}') stored,
  property_ids uuid[] not null default '{}',
  unit_ids uuid[] not null default '{}',
  tenancy_ids uuid[] not null default '{}',
  unit_kinds public.unit_kind[] not null default '{}' check (cardinality(unit_kinds) <= 20 and array_position(unit_kinds, null) is null),
  language public.locale not null,
  is_important boolean not null default false,
  publish_at public.instant not null,
  expires_at public.instant,
  planned_people integer not null check (planned_people >= 0),
  published_at timestamptz,
  people integer check (people >= 0),
  retry_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_because text check (private.is_line(withdrawn_because) and length(btrim(withdrawn_because)) between 3 and 300),
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  unique (org_id, client_id),
  constraint announcements_expiry_check check (expires_at > publish_at),
  constraint announcements_targets_check check (cardinality(property_ids) + cardinality(unit_ids) + cardinality(tenancy_ids) <= 500),
  constraint announcements_withdrawn_check check ((withdrawn_at is null) = (withdrawn_because is null)),
  constraint announcements_published_check check ((published_at is null) = (people is null))
);
comment on table public.announcements is 'What an organization says to many of its tenants at once. What it says: announcement_texts. Never changed; a wrong one is withdrawn.';
comment on column public.announcements.id is 'Time-ordered identifier.';
comment on column public.announcements.org_id is 'Who says it.';
comment on column public.announcements.client_id is 'Made by whoever writes it: one sent again after a lost answer is not said twice.';
comment on column public.announcements.is_for_all is 'Whether it is for all tenants of the organization: when it names no homes.';
comment on column public.announcements.property_ids is 'For tenants of these properties, with all that stood in them when it was written: the buildings of an estate.';
comment on column public.announcements.unit_ids is 'For tenants of these units; checked when it is written.';
comment on column public.announcements.tenancy_ids is 'For the tenants of these tenancies; checked when it is written.';
comment on column public.announcements.unit_kinds is 'Of all these only for those whose home is of one of these kinds; none: of any.';
comment on column public.announcements.language is 'The language in which it is told to whose own it has no text.';
comment on column public.announcements.is_important is 'Whether it goes by SMS too, such as a water cut; else by e-mail.';
comment on column public.announcements.publish_at is 'From when on tenants see it, UTC.';
comment on column public.announcements.expires_at is 'Until when it holds, UTC; null: until it is withdrawn. Who was told of it still finds it.';
comment on column public.announcements.planned_people is 'For how many it was when it was written: what counts towards the day''s limit.';
comment on column public.announcements.published_at is 'When it was published and told, UTC; null: not yet.';
comment on column public.announcements.people is 'How many were told when it was published.';
comment on column public.announcements.retry_at is 'When it is tried again to publish it, UTC, because that failed; null: it never did.';
comment on column public.announcements.withdrawn_at is 'When it was taken back, UTC. One that was published stays, with this mark.';
comment on column public.announcements.withdrawn_because is 'Why.';
comment on column public.announcements.created_by is 'The member who wrote it; tenants are not told.';
comment on column public.announcements.created_at is 'When it was written, UTC.';
create index announcements_created_by_idx on public.announcements (created_by);
create index announcements_due_idx on public.announcements (publish_at) where published_at is null and withdrawn_at is null;

create table public.announcement_texts (
  announcement_id uuid not null,
  org_id uuid not null,
  language public.locale not null,
  title text not null check (private.is_line(title) and length(btrim(title)) between 3 and 120),
  body text not null check (private.is_prose(body) and length(btrim(body)) between 3 and 4000),
  primary key (announcement_id, language),
  foreign key (org_id, announcement_id) references public.announcements (org_id, id) on delete cascade
);
comment on table public.announcement_texts is 'What an announcement says, in each of its languages.';
comment on column public.announcement_texts.announcement_id is 'Which one.';
comment on column public.announcement_texts.org_id is 'Who says it.';
comment on column public.announcement_texts.language is 'In which language.';
comment on column public.announcement_texts.title is 'Its headline.';
comment on column public.announcement_texts.body is 'The text.';
create index announcement_texts_announcement_idx on public.announcement_texts (org_id, announcement_id);

create table public.announcement_recipients (
  announcement_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid not null,
  told_at timestamptz,
  read_at timestamptz,
  acknowledged_at timestamptz,
  primary key (announcement_id, user_id),
  foreign key (org_id, announcement_id) references public.announcements (org_id, id) on delete cascade,
  constraint announcement_recipients_why_check check (num_nonnulls(told_at, read_at) > 0),
  constraint announcement_recipients_acknowledged_check check (acknowledged_at is null or read_at is not null)
);
comment on table public.announcement_recipients is 'Who was told of an announcement, who read it when, and who said so.';
comment on column public.announcement_recipients.announcement_id is 'Which one.';
comment on column public.announcement_recipients.user_id is 'The tenant.';
comment on column public.announcement_recipients.org_id is 'Who says it.';
comment on column public.announcement_recipients.told_at is 'When they were told, UTC; null for who came later and found it.';
comment on column public.announcement_recipients.read_at is 'When they first opened it, UTC.';
comment on column public.announcement_recipients.acknowledged_at is 'When they said that they have read it, UTC.';
create index announcement_recipients_user_id_idx on public.announcement_recipients (user_id);
create index announcement_recipients_announcement_idx on public.announcement_recipients (org_id, announcement_id);

-- For whom ----------------------------------------------------------------------------------------

create function private.is_for(announcement public.announcements, property_id uuid, unit_id uuid, tenancy_id uuid)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return announcement.is_for_all or property_id = any (announcement.property_ids)
    or unit_id = any (announcement.unit_ids) or tenancy_id = any (announcement.tenancy_ids);
end
$$;
comment on function private.is_for(public.announcements, uuid, uuid, uuid) is 'Whether an announcement is for the tenants of a home: the only place that says it.';

create function private.audience_of(announcement public.announcements)
returns setof uuid
language sql
stable
rows 1000
set search_path = ''
as $$
  select distinct person.user_id
  from public.tenancies as tenancy
  join public.units as unit on unit.id = tenancy.unit_id
  join private.tenancy_people as person on person.tenancy_id = tenancy.id
  where tenancy.org_id = announcement.org_id and tenancy.is_in_force
    and (announcement.unit_kinds = '{}' or unit.kind = any (announcement.unit_kinds))
    and private.is_for(announcement, unit.property_id, unit.id, tenancy.id)
$$;
comment on function private.audience_of(public.announcements) is 'The accounts of those for whom an announcement is now, each once.';

create function private.my_announcement_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select announcement.id
  from private.tenancy_people as person
  join public.tenancies as tenancy on tenancy.id = person.tenancy_id and tenancy.is_in_force
  join public.units as unit on unit.id = tenancy.unit_id
  join public.announcements as announcement on announcement.org_id = tenancy.org_id
  where person.user_id = (select auth.uid())
    and announcement.published_at is not null and announcement.withdrawn_at is null
    and (announcement.expires_at is null or announcement.expires_at > now())
    and (announcement.unit_kinds = '{}' or unit.kind = any (announcement.unit_kinds))
    and private.is_for(announcement, unit.property_id, unit.id, tenancy.id)
  union
  select told.announcement_id from public.announcement_recipients as told where told.user_id = (select auth.uid());
end
$$;
comment on function private.my_announcement_ids() is
  'The announcements that the caller may read as a tenant: those that hold for a home of theirs, and those of which they were told.';
grant execute on function private.my_announcement_ids() to authenticated;

alter table public.announcements enable row level security;
alter table public.announcement_texts enable row level security;
alter table public.announcement_recipients enable row level security;
grant select on public.announcements, public.announcement_texts, public.announcement_recipients to authenticated, service_role;
create policy announcements_select on public.announcements for select to authenticated using (
  case
    when id = any (array(select private.my_announcement_ids())) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
create policy announcement_texts_select on public.announcement_texts for select to authenticated using (
  case
    when announcement_id = any (array(select private.my_announcement_ids())) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
create policy announcement_recipients_select on public.announcement_recipients for select to authenticated using (
  case
    when user_id = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
-- What was said stays as it was, and that it was read; both go with the announcement or the person alone. Each costs
-- something where a row is changed, and nothing where ten thousand are told. By hand nothing happens without a trace.
create trigger refuse_change before update on public.announcement_texts
  for each row execute function private.refuse_change();
create trigger refuse_deleting before delete on public.announcement_texts
  for each row execute function private.refuse_deleting_alone('public.announcements', 'announcement_id');
create trigger refuse_truncate before truncate on public.announcement_texts
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or delete on public.announcement_texts
  for each row when (private.is_studio()) execute function private.record_audit('announcement_id');
create trigger refuse_change before update of announcement_id, user_id, org_id, told_at on public.announcement_recipients
  for each row execute function private.refuse_change();
create trigger refuse_rewriting before update of read_at, acknowledged_at on public.announcement_recipients
  for each row when (old.read_at is not null and old.read_at is distinct from new.read_at
    or old.acknowledged_at is not null and old.acknowledged_at is distinct from new.acknowledged_at)
  execute function private.refuse_change();
create trigger refuse_deleting before delete on public.announcement_recipients
  for each row execute function private.refuse_deleting_alone('public.profiles', 'user_id', 'public.announcements', 'announcement_id');
create trigger refuse_truncate before truncate on public.announcement_recipients
  for each statement execute function private.refuse_change();
create trigger record_reading after insert on public.announcement_recipients
  for each row when (new.read_at is not null and private.is_studio()) execute function private.record_audit('announcement_id');
create trigger record_audit after update or delete on public.announcement_recipients
  for each row when (private.is_studio()) execute function private.record_audit('announcement_id');
create trigger record_audit after insert or delete or update of withdrawn_at on public.announcements
  for each row execute function private.record_audit();

-- Four eyes: where money goes out, somebody asks and somebody else approves. Who alone may do it is let do it alone, and
-- so whoever can send the second person away could be alone at once, and whoever can invite could be two at once. Therefore
-- who could have approved a short time ago counts on, and who can only since a short time ago does not count yet: nobody is
-- alone, or is two, until that time is over, and by then everybody has heard of it.
--
-- This is the one rule of who the others are. What asks for a second person, asks it: 09_money/59, 63, 64, 66, 89, 95, 97.

create table private.second_person_rules (
  permission private.permission primary key,
  counts_for interval not null check (counts_for between interval '0' and interval '60 days'),
  counts_after interval not null check (counts_after between interval '0' and interval '60 days'),
  reason text not null check (length(btrim(reason)) between 3 and 500)
);
comment on table private.second_person_rules is
  'For which permissions a second person is asked for, how long who lost one counts as such still, and after how long who got one does: data, so that it can be changed. No policies: functions only.';
comment on column private.second_person_rules.permission is 'What the second person may do.';
comment on column private.second_person_rules.counts_for is 'For how long whoever lost it counts as somebody who has it.';
comment on column private.second_person_rules.counts_after is 'After how long whoever got it by a member''s word counts as somebody who has it.';
comment on column private.second_person_rules.reason is 'Why that long.';
alter table private.second_person_rules enable row level security;
insert into private.second_person_rules (permission, counts_for, counts_after, reason) values
  ('money.payout', '72 hours', '72 hours', 'As long as one person alone waits with a new bank account: over a weekend who was sent away reads that they were, and everybody that somebody came'),
  ('money.confirm', '72 hours', '72 hours', 'As money.payout: a refund is money that goes out too');
create trigger record_audit after insert or update or delete on private.second_person_rules
  for each row execute function private.record_audit('permission');

create table private.former_permissions (
  org_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null,
  permission private.permission not null,
  lost_at timestamptz not null default now(),
  primary key (org_id, user_id, permission)
);
comment on table private.former_permissions is
  'Who could act as a second person and no longer can, by whatever way: removed, given another role, gone by themselves, or their role may less. Kept as long as private.retention_rules says. No policies: functions only.';
comment on column private.former_permissions.org_id is 'In which organization.';
comment on column private.former_permissions.user_id is
  'Whose account. Without a foreign key: that an account was deleted makes nobody alone sooner.';
comment on column private.former_permissions.permission is 'What they could do.';
comment on column private.former_permissions.lost_at is 'Until when, UTC; of who lost it several times the last.';
create index former_permissions_lost_at_idx on private.former_permissions (lost_at);
alter table private.former_permissions enable row level security;

create table private.new_permissions (
  org_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null,
  permission private.permission not null,
  gained_at timestamptz not null default now(),
  primary key (org_id, user_id, permission)
);
comment on table private.new_permissions is
  'Who got what a second person needs by somebody''s word: invited, or given another role. Whoever has it without a row here counts: the founder, and whom the platform''s administrators put in. Kept as long as private.retention_rules says. No policies: functions only.';
comment on column private.new_permissions.org_id is 'In which organization.';
comment on column private.new_permissions.user_id is 'Whose account, without a foreign key, as in private.former_permissions.';
comment on column private.new_permissions.permission is 'What they can do.';
comment on column private.new_permissions.gained_at is 'Since when, UTC; of who got it several times the last.';
create index new_permissions_gained_at_idx on private.new_permissions (gained_at);
alter table private.new_permissions enable row level security;

create function private.counts_from(org_id uuid, needed private.permission, person uuid)
returns timestamptz
language sql
stable
set search_path = ''
as $$
  select max(gained.gained_at + rule.counts_after)
  from private.new_permissions as gained
  join private.second_person_rules as rule on rule.permission = gained.permission
  where gained.org_id = counts_from.org_id and gained.permission = counts_from.needed and gained.user_id = counts_from.person
$$;
comment on function private.counts_from(uuid, private.permission, uuid) is
  'From when on a member counts as a second person; null: they always did.';

create function private.second_people(org_id uuid, needed private.permission, person uuid)
returns setof uuid
language plpgsql
stable
set search_path = ''
rows 5
as $$
begin
  return query
  select member.id from private.members_with(second_people.org_id, needed) as member (id)
  where member.id is distinct from person
    -- In the moment in which who was sent away counts no more, who came then does.
    and coalesce(private.counts_from(second_people.org_id, needed, member.id), '-infinity') <= now()
  union
  select former.user_id
  from private.former_permissions as former
  join private.second_person_rules as rule on rule.permission = former.permission
  where former.org_id = second_people.org_id and former.permission = needed and former.user_id is distinct from person
    and former.lost_at > now() - rule.counts_for;
end
$$;
comment on function private.second_people(uuid, private.permission, uuid) is
  'Who besides this person has a permission in an organization for some time, or had it until a short time ago (private.second_person_rules): while there is anybody, this person does nothing alone that a second one must approve. An account that is suspended counts as long as it is a member''s.';

create function private.is_alone(org_id uuid, needed private.permission, person uuid, but_not uuid[] default '{}')
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  -- Of nobody, and of nothing, nobody is alone.
  return num_nulls(is_alone.org_id, needed, person) = 0 and not exists (
    select from private.second_people(is_alone.org_id, needed, person) as other (id)
    where other.id <> all (coalesce(array_remove(but_not, null), '{}')));
end
$$;
comment on function private.is_alone(uuid, private.permission, uuid, uuid[]) is
  'Whether a person does alone what a second one must approve, because there is no other. but_not: who may not approve all the same.';

create function private.refuse_newcomer(org_id uuid, needed private.permission, asked_by uuid, field text, but_not uuid[] default '{}')
returns boolean
language plpgsql
stable
set search_path = ''
as $$
declare
  from_when timestamptz := private.counts_from(refuse_newcomer.org_id, needed, (select auth.uid()));
begin
  if from_when > now() then
    perform private.raise_problem('membership.too_new',
      'You cannot be the second person yet: you may decide about this organization''s money since a short time ago only', 403,
      jsonb_build_object('field', field, 'counts_from', from_when));
  end if;
  -- Whoever can invite could be two the other way round as well: the newcomer asks, and who let them in approves.
  from_when := private.counts_from(refuse_newcomer.org_id, needed, asked_by);
  if coalesce(from_when <= now(), true) then
    return false;
  end if;
  if not private.is_alone(refuse_newcomer.org_id, needed, (select auth.uid()), but_not) then
    perform private.raise_problem('membership.asker_too_new',
      'This cannot be approved yet: who asked for it may decide about this organization''s money since a short time ago only. A member who counts already can ask for it anew', 403,
      jsonb_build_object('field', field, 'counts_from', from_when));
  end if;
  return true;
end
$$;
comment on function private.refuse_newcomer(uuid, private.permission, uuid, text, uuid[]) is
  'Refuses that the caller approves what somebody else asked for, while they do not count as a second person (403 membership.too_new), or who asked for it does not (403 membership.asker_too_new). Whether the caller approves it alone: a newcomer asked, and there is nobody else (but_not: as in private.is_alone()).';

create function private.approves_alone(
  org_id uuid, needed private.permission, asked_by uuid, code text, detail text, field text)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  if asked_by is distinct from (select auth.uid()) then
    return private.refuse_newcomer(org_id, needed, asked_by, field);
  end if;
  if not private.is_alone(org_id, needed, (select auth.uid())) then
    perform private.raise_problem(code, detail, 403, jsonb_build_object('field', field));
  end if;
  return true;
end
$$;
comment on function private.approves_alone(uuid, private.permission, uuid, text, text, text) is
  'Whether the caller approves alone what they, or a newcomer, asked for, since there is nobody else. Refuses that (403, the code given, or membership.asker_too_new) while there is, and refuses a newcomer (403 membership.too_new) what others asked for.';

create function private.after_permissions_gained()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  given record;
begin
  -- Not by anybody's word: a migration, or the platform's administrators in SQL.
  if (select auth.uid()) is null then
    return null;
  end if;
  for given in
    select gained.org_id, gained.user_id, array_agg(gained.permission order by gained.permission) as permissions,
      max(rule.counts_after) as counts_after
    from gained
    join private.second_person_rules as rule on rule.permission = gained.permission
    -- Who founds an organization has nobody to come to.
    where exists (
      select from private.member_permissions as other
      where other.org_id = gained.org_id and other.permission = gained.permission and other.user_id <> gained.user_id)
    group by gained.org_id, gained.user_id
    order by gained.org_id, gained.user_id
  loop
    insert into private.new_permissions as known (org_id, user_id, permission)
    select given.org_id, given.user_id, permission from unnest(given.permissions) as permission
    on conflict on constraint new_permissions_pkey do update set gained_at = excluded.gained_at;
    -- Whoever let them in as well: if it was not them, their account is stolen, and this is how they learn of it.
    perform private.notify(
      array(select member.user_id from public.memberships as member where member.org_id = given.org_id and member.user_id <> given.user_id),
      given.org_id, 'money_member_came', 'Another member can decide about your organization''s money', given.org_id,
      jsonb_build_object('user_id', given.user_id, 'permissions', given.permissions, 'counts_from', now() + given.counts_after,
        'name', (select profile.display_name from public.profiles as profile where profile.id = given.user_id)));
  end loop;
  return null;
end
$$;
comment on function private.after_permissions_gained() is
  'Trigger, for the statement: who got what a second person needs by somebody''s word is noted, with the time; then all members are told, since they must learn of it before the newcomer approves anything.';
create trigger after_permissions_gained after insert on private.member_permissions
  referencing new table as gained for each statement execute function private.after_permissions_gained();

create function private.after_permissions_lost()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  lost record;
  facts jsonb;
begin
  for lost in
    select gone.org_id, gone.user_id, array_agg(gone.permission order by gone.permission) as permissions, max(rule.counts_for) as counts_for
    from gone
    join private.second_person_rules as rule on rule.permission = gone.permission
    -- Of an organization that is being deleted nobody is asked any more.
    join public.organizations as organization on organization.id = gone.org_id
    group by gone.org_id, gone.user_id
    order by gone.org_id, gone.user_id
  loop
    insert into private.former_permissions as former (org_id, user_id, permission)
    select lost.org_id, lost.user_id, permission from unnest(lost.permissions) as permission
    on conflict on constraint former_permissions_pkey do update set lost_at = excluded.lost_at;
    facts := jsonb_build_object('user_id', lost.user_id, 'permissions', lost.permissions, 'counts_until', now() + lost.counts_for,
      'name', (select profile.display_name from public.profiles as profile where profile.id = lost.user_id));
    -- Whoever did it as well: if it was not them, their account is stolen, and this is how they learn of it.
    perform private.notify(
      array(select member.user_id from public.memberships as member where member.org_id = lost.org_id and member.user_id <> lost.user_id),
      lost.org_id, 'money_member_lost', 'A member can no longer decide about your organization''s money', lost.org_id, facts);
    perform private.notify(
      array(select profile.id from public.profiles as profile where profile.id = lost.user_id),
      lost.org_id, 'money_member_lost', 'You can no longer decide about the money of an organization', lost.org_id, facts);
  end loop;
  return null;
end
$$;
comment on function private.after_permissions_lost() is
  'Trigger, for the statement: who can no longer act as a second person is noted, with the time; then they and all members are told, since who was sent away must learn of it before anybody acts alone.';
create trigger after_permissions_lost after delete on private.member_permissions
  referencing old table as gone for each statement execute function private.after_permissions_lost();

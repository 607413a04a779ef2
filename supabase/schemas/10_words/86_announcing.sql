-- Announcements: writing, publishing, withdrawing and reading them.

create function private.publish_announcements(batch integer default 5)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  taken uuid[] := array(
    select due.id from public.announcements as due
    where due.published_at is null and due.withdrawn_at is null and due.publish_at <= now()
      and (due.retry_at is null or due.retry_at <= now())
      -- Who is suspended tells nobody, until it is restored.
      and not exists (select from public.organizations as organization where organization.id = due.org_id and organization.suspended_at is not null)
    order by due.publish_at, due.id limit batch
    for no key update skip locked);
  one uuid;
begin
  foreach one in array taken loop
    begin
      perform private.publish(array[one]);
    exception when others then
      -- What was only in each other's way is done again. What cannot be published keeps nobody else from being heard.
      if sqlstate in ('40001', '40P01', '55P03') then
        raise;
      end if;
      raise warning 'Cannot publish announcement %: %', one, sqlstate;
      update public.announcements as failed set retry_at = now() + interval '10 minutes' where failed.id = one;
    end;
  end loop;
  return cardinality(taken);
end
$$;
comment on function private.publish_announcements(integer) is
  'Publishes a batch of announcements whose time has come; returns how many it worked off. Run by pg_cron each minute. What was killed half way is not published, and is next time; what a suspended organization says waits until it is restored. One that fails is warned of in the log, tried again ten minutes later, and holds up no other. Safe to run twice, late, or in many sessions at a time.';
select cron.schedule('publish-announcements', '* * * * *', private.in_batches('private.publish_announcements'));

create function private.publish(announcement_ids uuid[])
returns integer
language plpgsql
set search_path = ''
-- Planned for any audience, once; and not compiled, which for ten thousand takes longer than it saves.
set plan_cache_mode = force_generic_plan
set jit = off
as $$
declare
  notices private.notice[];
  done integer;
begin
  -- One whose time was over before the clock came is not told.
  update public.announcements as late
  set withdrawn_at = now(), withdrawn_because = 'Its time was over before it could be published'
  where late.id = any (announcement_ids) and late.published_at is null and late.withdrawn_at is null and late.expires_at <= now();
  get diagnostics done = row_count;
  with reached as materialized (
    select due.id, due.org_id, person.id as user_id, person.locale
    from public.announcements as due
    cross join lateral private.audience_of(due) as reader (id)
    join public.profiles as person on person.id = reader.id
    where due.id = any (announcement_ids) and due.published_at is null and due.withdrawn_at is null
  ), said as materialized (
    -- What is told is put together once for each language, not for each person.
    select due.id, due.org_id, reader.locale, text.title,
      case when due.is_important then 'important_announcement' else 'announcement_published' end as kind,
      jsonb_build_object('announcement_id', due.id, 'excerpt', left(text.body, 400), 'language', text.language,
        'path', '/announcements/' || due.id) as payload
    from public.announcements as due
    cross join unnest(enum_range(null::public.locale)) as reader (locale)
    cross join lateral (
      select one.title, one.body, one.language from public.announcement_texts as one
      where one.announcement_id = due.id and one.language in (reader.locale, due.language)
      order by one.language = reader.locale desc limit 1
    ) as text
    where due.id = any (announcement_ids)
  ), kept as (
    insert into public.announcement_recipients (announcement_id, user_id, org_id, told_at)
    select reached.id, reached.user_id, reached.org_id, now() from reached
    on conflict on constraint announcement_recipients_pkey do nothing
  ), published as (
    update public.announcements as announcement
    set published_at = now(), people = (select count(*) from reached where reached.id = announcement.id)
    where announcement.id = any (announcement_ids) and announcement.published_at is null and announcement.withdrawn_at is null
    returning announcement.id
  )
  select (select count(*) from published) + done,
    (select array_agg(row(reached.user_id, said.org_id, said.kind, said.title, said.id, said.payload)::private.notice)
      from reached
      join said on said.id = reached.id and said.locale = reached.locale)
  into done, notices;
  perform private.notify(coalesce(notices, '{}'));
  return done;
end
$$;
comment on function private.publish(uuid[]) is
  'Publishes locked announcements and tells everybody for whom they are, each in their own language where there is a text in it.';

create function private.require_announcing(org_id uuid, at public.instant, people integer)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  on_day date := private.lagos_date(at);
  planned record;
  most record;
begin
  -- Two at once are counted one after the other.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  select count(*) as announcements, coalesce(sum(known.planned_people), 0) as people into planned
  from public.announcements as known
  where known.org_id = org_id and (known.published_at is not null or known.withdrawn_at is null)
    and private.lagos_date(coalesce(known.published_at, known.publish_at)) = on_day;
  select max(a_day) filter (where what = 'announcements') as announcements, max(a_day) filter (where what = 'people') as people
  into most from private.announcement_limits;
  if (planned.announcements < most.announcements and planned.people + people <= most.people) is not true then
    perform private.raise_problem('announcement.too_many',
      format('Cannot announce more on this day: at most %s announcements to %s people in all', most.announcements, most.people), 409,
      jsonb_build_object('field', 'publish_at', 'announcements', planned.announcements, 'people', planned.people));
  end if;
end
$$;
comment on function private.require_announcing(uuid, public.instant, integer) is
  'Refuses (409 announcement.too_many) what is more than an organization may announce on one day.';

create function private.announced_before(
  known public.announcements, texts jsonb, properties uuid[], homes uuid[], lettings uuid[], kinds public.unit_kind[],
  expires_at public.instant, is_important boolean)
returns public.announcements
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- What stood in its properties was added when it was written, and its moment may be over: neither is compared as it was given.
  if (select jsonb_object_agg(said.language, jsonb_build_object('title', said.title, 'body', said.body))
      from public.announcement_texts as said where said.announcement_id = known.id) is distinct from private.plain_texts(texts)
    or not properties <@ known.property_ids or properties = '{}' and known.property_ids <> '{}'
    or known.unit_ids <> homes or known.tenancy_ids <> lettings or known.unit_kinds <> kinds
    or known.expires_at is distinct from expires_at or known.is_important <> coalesce(is_important, false)
  then
    perform private.raise_problem('announcement.client_id_used', 'Cannot announce this: under its client_id another text was announced, which stands. Look at that one before you announce this too', 409,
      jsonb_build_object('field', 'client_id'));
  end if;
  return known;
end
$$;
comment on function private.announced_before(public.announcements, jsonb, uuid[], uuid[], uuid[], public.unit_kind[], public.instant, boolean) is
  'What was announced before under the same client_id, if that was the same. Error: announcement.client_id_used 409.';

create function private.plain_texts(texts jsonb)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
begin
  if jsonb_typeof(texts) is distinct from 'object' then
    return null;
  end if;
  return (
    select jsonb_object_agg(text.key, jsonb_build_object(
      'title', btrim(private.read_line('texts.' || text.key || '.title', text.value ->> 'title')),
      'body', btrim(private.read_prose('texts.' || text.key || '.body', text.value ->> 'body'))))
    from jsonb_each(texts) as text where jsonb_typeof(text.value) = 'object');
end
$$;
comment on function private.plain_texts(jsonb) is
  'Title and body in each language as they are kept. What no text may hold is refused by its field, such as texts.en.title.';

create function private.wrong_text(texts jsonb)
returns text
language sql
immutable
set search_path = ''
as $$
  -- The first in the order of the languages, so that it is the same one each time.
  select 'texts.' || left(text.key, 20) || case
      when text.key <> all (enum_range(null::public.locale)::text[]) or jsonb_typeof(text.value) <> 'object' then ''
      when jsonb_typeof(text.value -> 'title') is distinct from 'string' or length(btrim(text.value ->> 'title')) not between 3 and 120
        then '.title'
      else '.body' end
  from jsonb_each(case when jsonb_typeof(texts) = 'object' then texts end) as text
  where text.key <> all (enum_range(null::public.locale)::text[]) or jsonb_typeof(text.value) <> 'object'
    or jsonb_typeof(text.value -> 'title') is distinct from 'string' or jsonb_typeof(text.value -> 'body') is distinct from 'string'
    or length(btrim(text.value ->> 'title')) not between 3 and 120 or length(btrim(text.value ->> 'body')) not between 3 and 4000
  order by text.key limit 1
$$;
comment on function private.wrong_text(jsonb) is
  'The first field of an announcement''s texts that breaks their rules, such as texts.en.title; null: none does.';

create function private.announce(
  org_id uuid, texts jsonb, client_id uuid, property_ids uuid[], unit_ids uuid[], tenancy_ids uuid[],
  publish_at public.instant, expires_at public.instant, is_important boolean, unit_kinds public.unit_kind[])
returns public.announcements
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  made public.announcements;
  bad text;
  reach integer;
  starts_at public.instant := greatest(coalesce(publish_at::timestamptz, now()), now());
  properties uuid[] := array(select distinct id from unnest(property_ids) as id order by id);
  homes uuid[] := array(select distinct id from unnest(unit_ids) as id order by id);
  lettings uuid[] := array(select distinct id from unnest(tenancy_ids) as id order by id);
  kinds public.unit_kind[] := array(select distinct kind from unnest(unit_kinds) as kind order by kind);
begin
  perform private.require_permission(org_id, 'tenancies.write');
  if client_id is null then
    perform private.raise_problem('announcement.bad', 'Cannot announce this: give it a client_id', 400, jsonb_build_object('field', 'client_id'));
  end if;
  select known.* into made from public.announcements as known where known.org_id = org_id and known.client_id = client_id;
  if found then
    return private.announced_before(made, texts, properties, homes, lettings, kinds, expires_at, is_important);
  end if;
  bad := case
    when jsonb_typeof(texts) is distinct from 'object' or texts = '{}' then 'texts'
    when cardinality(properties) + cardinality(homes) + cardinality(lettings) > 500 then 'unit_ids'
    -- An empty list chooses nobody: it is not the same as no choice.
    when property_ids = '{}' or array_position(property_ids, null) is not null then 'property_ids'
    when unit_ids = '{}' or array_position(unit_ids, null) is not null then 'unit_ids'
    when tenancy_ids = '{}' or array_position(tenancy_ids, null) is not null then 'tenancy_ids'
    when unit_kinds = '{}' or array_position(unit_kinds, null) is not null then 'unit_kinds'
    when starts_at > now() + interval '1 year' then 'publish_at'
    when expires_at is not null and expires_at <= starts_at then 'expires_at'
  end;
  bad := coalesce(bad, private.wrong_text(texts));
  if bad is not null then
    perform private.raise_problem('announcement.bad', format('Cannot announce this: %s %s', bad, case
      when bad like 'texts.%.title' then 'must have 3 to 120 signs'
      when bad like 'texts.%.body' then 'must have 3 to 4,000 signs'
      when bad like 'texts%' then 'must hold, for one language or more (en, pcm, yo, ha, ig), a title of 3 to 120 signs and a body of 3 to 4,000'
      when bad = 'publish_at' then 'must be within a year'
      when bad = 'expires_at' then 'must be after it is published'
      else 'must name homes, 500 at most in all; leave it out for everybody' end), 400, jsonb_build_object('field', bad));
  end if;
  bad := case
    when exists (select from unnest(properties) as wanted (id) where not exists (
      select from public.properties as property where property.org_id = org_id and property.id = wanted.id)) then 'property_ids'
    when exists (select from unnest(homes) as wanted (id) where not exists (
      select from public.units as unit where unit.org_id = org_id and unit.id = wanted.id)) then 'unit_ids'
    when exists (select from unnest(lettings) as wanted (id) where not exists (
      select from public.tenancies as tenancy where tenancy.org_id = org_id and tenancy.id = wanted.id)) then 'tenancy_ids'
  end;
  if bad is not null then
    perform private.raise_problem('announcement.unknown_home', 'Cannot find these homes in your organization', 404, jsonb_build_object('field', bad));
  end if;
  properties := array(select id from private.properties_within(org_id, properties) as id order by id);
  if cardinality(properties) + cardinality(homes) + cardinality(lettings) > 500 then
    perform private.raise_problem('announcement.bad', 'Cannot announce this: more than 500 properties stand in these, name fewer', 400,
      jsonb_build_object('field', 'property_ids'));
  end if;
  made.org_id := org_id;
  made.unit_kinds := kinds;
  made.is_for_all := cardinality(properties) + cardinality(homes) + cardinality(lettings) = 0;
  made.property_ids := properties;
  made.unit_ids := homes;
  made.tenancy_ids := lettings;
  select count(*) into reach from private.audience_of(made);
  perform private.require_announcing(org_id, starts_at, reach);
  insert into public.announcements as announcement (
    org_id, client_id, property_ids, unit_ids, tenancy_ids, unit_kinds, language, is_important, publish_at, expires_at, planned_people, created_by)
  values (org_id, client_id, properties, homes, lettings, kinds,
    -- English, or the first that there is, for whom there is none of their own.
    (select text.key::public.locale from jsonb_object_keys(texts) as text (key) order by text.key::public.locale limit 1),
    coalesce(is_important, false), starts_at, expires_at, reach, (select auth.uid()))
  on conflict on constraint announcements_org_id_client_id_key do nothing
  returning announcement.* into made;
  if not found then
    select known.* into strict made from public.announcements as known where known.org_id = org_id and known.client_id = client_id;
    return private.announced_before(made, texts, properties, homes, lettings, kinds, expires_at, is_important);
  end if;
  insert into public.announcement_texts (announcement_id, org_id, language, title, body)
  select made.id, org_id, text.key::public.locale, text.value ->> 'title', text.value ->> 'body'
  from jsonb_each(private.plain_texts(texts)) as text;
  -- A few hear it at once; many by the clock's next minute, which has more time.
  if made.publish_at <= now() and reach <= 500 and not exists (
    select from public.organizations as organization where organization.id = org_id and organization.suspended_at is not null) then
    perform private.publish(array[made.id]);
    select known.* into strict made from public.announcements as known where known.id = made.id;
  end if;
  return made;
end
$$;
comment on function private.announce(uuid, jsonb, uuid, uuid[], uuid[], uuid[], public.instant, public.instant, boolean, public.unit_kind[]) is
  'Checks the permission, what is said and for whom, and the day''s limit, then keeps it, and publishes it when its time is now and its audience small.';
grant execute on function private.announce(uuid, jsonb, uuid, uuid[], uuid[], uuid[], public.instant, public.instant, boolean, public.unit_kind[]) to authenticated;

create function public.announce(
  org_id uuid, texts jsonb, client_id uuid, property_ids uuid[] default null, unit_ids uuid[] default null,
  tenancy_ids uuid[] default null, publish_at text default null, expires_at text default null, is_important boolean default false,
  unit_kinds public.unit_kind[] default null)
returns public.announcements
language sql
set search_path = ''
as $$
  select private.limit_person('announce');
  select private.announce(org_id, texts, client_id, property_ids, unit_ids, tenancy_ids,
    private.read_instant('publish_at', publish_at), private.read_instant('expires_at', expires_at), is_important, unit_kinds)
$$;
comment on function public.announce(uuid, jsonb, uuid, uuid[], uuid[], uuid[], text, text, boolean, public.unit_kind[]) is
  'Says something to your tenants: to all, or to those of some properties (with all that stands in them), units or tenancies; of these only to homes of unit_kinds. texts: by language (en, pcm, yo, ha, ig) {title, body}; each reads their own, else English, else the first. From publish_at (UTC; now when left out) until expires_at. is_important: by SMS too. Sent again with the same client_id it is said once. Needs tenancies.write. Errors: auth.forbidden 403, announcement.bad 400 with the field, such as texts.en.title, announcement.unknown_home 404, announcement.too_many, announcement.client_id_used 409.';
grant execute on function public.announce(uuid, jsonb, uuid, uuid[], uuid[], uuid[], text, text, boolean, public.unit_kind[]) to authenticated;

create function private.withdraw_announcement(announcement_id uuid, reason text)
returns public.announcements
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  announcement public.announcements;
begin
  select a.* into announcement from public.announcements as a
  where a.id = announcement_id and a.org_id in (select private.my_org_ids('tenancies.read')) for no key update;
  if not found then
    perform private.raise_problem('announcement.not_found', 'Cannot find the announcement', 404, jsonb_build_object('field', 'announcement_id'));
  end if;
  perform private.require_permission(announcement.org_id, 'tenancies.write');
  if announcement.withdrawn_at is not null then
    return announcement;
  end if;
  if reason is null or length(btrim(reason)) not between 3 and 300 then
    perform private.raise_problem('announcement.bad', 'Cannot withdraw it: say why, in 3 to 300 signs', 400, jsonb_build_object('field', 'reason'));
  end if;
  update public.announcements as a set withdrawn_at = now(), withdrawn_because = btrim(reason)
  where a.id = announcement_id returning a.* into announcement;
  return announcement;
end
$$;
comment on function private.withdraw_announcement(uuid, text) is 'Checks the permission, then marks it as withdrawn.';
grant execute on function private.withdraw_announcement(uuid, text) to authenticated;

create function public.withdraw_announcement(announcement_id uuid, reason text)
returns public.announcements
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_announcement');
  select private.withdraw_announcement(announcement_id, private.read_line('reason', reason))
$$;
comment on function public.withdraw_announcement(uuid, text) is
  'Takes an announcement back: one that waits is never published; one that was stays with a mark and the reason for those who were told, and nobody else finds it. Messages that have not left yet do not go. Safe to repeat. Needs tenancies.write. Errors: announcement.not_found 404, auth.forbidden 403, announcement.bad 400.';
grant execute on function public.withdraw_announcement(uuid, text) to authenticated;

create function private.read_announcement(announcement_id uuid, acknowledge boolean)
returns public.announcement_recipients
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mine public.announcement_recipients;
begin
  insert into public.announcement_recipients as known (announcement_id, user_id, org_id, read_at, acknowledged_at)
  select a.id, (select auth.uid()), a.org_id, now(), case when acknowledge then now() end
  from public.announcements as a where a.id = announcement_id and a.id in (select private.my_announcement_ids())
  on conflict on constraint announcement_recipients_pkey do update
  -- When it was first read stays.
  set read_at = coalesce(known.read_at, excluded.read_at), acknowledged_at = coalesce(known.acknowledged_at, excluded.acknowledged_at)
  returning known.* into mine;
  if mine.user_id is null then
    perform private.raise_problem('announcement.not_found', 'Cannot find the announcement', 404, jsonb_build_object('field', 'announcement_id'));
  end if;
  update public.notifications as news set read_at = now()
  where news.user_id = mine.user_id and news.subject_id = announcement_id and news.read_at is null
    and news.kind in ('announcement_published', 'important_announcement')
    and news.id >= private.uuid_v7_floor(mine.told_at - interval '1 day');
  return mine;
end
$$;
comment on function private.read_announcement(uuid, boolean) is 'Notes that the caller has read an announcement for them.';
grant execute on function private.read_announcement(uuid, boolean) to authenticated;

create function public.read_announcement(announcement_id uuid, acknowledge boolean default false)
returns public.announcement_recipients
language sql
set search_path = ''
as $$
  select private.limit_person('read_announcement');
  select private.read_announcement(announcement_id, acknowledge)
$$;
comment on function public.read_announcement(uuid, boolean) is
  'Notes that you have opened an announcement, and with acknowledge that you say so: its organization sees both, with the time. What was noted first stays. Safe to repeat. Error: announcement.not_found 404.';
grant execute on function public.read_announcement(uuid, boolean) to authenticated;

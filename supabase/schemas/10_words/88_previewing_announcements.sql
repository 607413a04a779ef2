-- Whom an announcement would reach and by what, and what its SMS would cost, before it is made. Told by the same rules as
-- when it goes: private.audience_of() says to whom, private.chosen_mode() by what, private.message_text() in which words.

create function private.preview_announcement(
  org_id uuid, titles jsonb, property_ids uuid[], unit_ids uuid[], tenancy_ids uuid[], unit_kinds public.unit_kind[],
  is_important boolean, app_url text)
returns table (
  language public.locale, people integer, by_sms integer, by_email integer, sms text, pages integer, price_kobo bigint)
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
#variable_conflict use_column
declare
  planned public.announcements;
  said_as text := case when preview_announcement.is_important then 'important_announcement' else 'announcement_published' end;
  speaker text;
  usual public.locale;
begin
  perform private.require_permission(preview_announcement.org_id, 'tenancies.write');
  if jsonb_typeof(preview_announcement.titles) is distinct from 'object'
    or exists (
      select from jsonb_each(preview_announcement.titles) as title
      where title.key <> all (enum_range(null::public.locale)::text[]) or jsonb_typeof(title.value) <> 'string' or length(title.value #>> '{}') > 120) then
    perform private.raise_problem('announcement.bad', 'Cannot preview this: titles must hold a title of up to 120 signs for each language', 400,
      jsonb_build_object('field', 'titles'));
  end if;
  if coalesce(length(preview_announcement.app_url), 0) > 200 then
    perform private.raise_problem('announcement.bad', 'Cannot preview this: app_url is the address of the app, of up to 200 signs', 400,
      jsonb_build_object('field', 'app_url'));
  end if;
  planned.org_id := preview_announcement.org_id;
  planned.property_ids := array(
    select id from private.properties_within(preview_announcement.org_id, coalesce(preview_announcement.property_ids, '{}')) as id);
  planned.unit_ids := coalesce(preview_announcement.unit_ids, '{}');
  planned.tenancy_ids := coalesce(preview_announcement.tenancy_ids, '{}');
  planned.unit_kinds := coalesce(preview_announcement.unit_kinds, '{}');
  -- An empty list chooses nobody: it is not the same as no choice.
  planned.is_for_all := num_nonnulls(preview_announcement.property_ids, preview_announcement.unit_ids, preview_announcement.tenancy_ids) = 0;
  select organization.name into speaker from public.organizations as organization where organization.id = planned.org_id;
  select title.key::public.locale into usual from jsonb_each(preview_announcement.titles) as title order by title.key::public.locale limit 1;
  return query
  with reached as (
    select person.locale as language,
      account.phone_confirmed_at is not null
        and private.chosen_mode(kind.sms, sms.mode, kind.is_refusable) = 'at_once' as has_sms,
      account.email_confirmed_at is not null
        and private.chosen_mode(kind.email, email.mode, kind.is_refusable) <> 'off' as has_email
    from private.audience_of(planned) as reader (id)
    join public.profiles as person on person.id = reader.id
    join auth.users as account on account.id = reader.id
    join public.notification_kinds as kind on kind.kind = said_as
    left join public.notification_preferences as sms on sms.user_id = reader.id and sms.kind = said_as and sms.channel = 'sms'
    left join public.notification_preferences as email on email.user_id = reader.id and email.kind = said_as and email.channel = 'email'
  ), counted as (
    select reached.language, count(*)::integer as people, count(*) filter (where reached.has_sms)::integer as by_sms,
      count(*) filter (where reached.has_email)::integer as by_email
    from reached group by reached.language
  )
  select counted.language, counted.people, counted.by_sms, counted.by_email, written.body, written.pages,
    written.pages * desk.price_kobo * counted.by_sms
  from counted
  join private.delivery_channels as desk on desk.channel = 'sms'
  left join lateral private.message_text(said_as, 'sms', counted.language, jsonb_build_object(
    'org', speaker,
    'title', coalesce(preview_announcement.titles ->> counted.language::text, preview_announcement.titles ->> usual::text),
    -- As long as every such link is.
    'link', coalesce(preview_announcement.app_url, '') || '/announcements/' || planned.org_id)) as written
    on coalesce(preview_announcement.titles ->> counted.language::text, preview_announcement.titles ->> usual::text) <> ''
  order by counted.language;
end
$$;
comment on function private.preview_announcement(uuid, jsonb, uuid[], uuid[], uuid[], public.unit_kind[], boolean, text) is
  'Checks the permission, then says by language whom an announcement would reach, by what, and what its SMS would say and cost.';
grant execute on function private.preview_announcement(uuid, jsonb, uuid[], uuid[], uuid[], public.unit_kind[], boolean, text) to authenticated;

create function public.preview_announcement(
  org_id uuid, titles jsonb, property_ids uuid[] default null, unit_ids uuid[] default null, tenancy_ids uuid[] default null,
  unit_kinds public.unit_kind[] default null, is_important boolean default false, app_url text default '')
returns table (
  language public.locale, people integer, by_sms integer, by_email integer, sms text, pages integer, price_kobo bigint)
language sql
stable
set search_path = ''
as $$
  select * from private.preview_announcement(org_id, titles, property_ids, unit_ids, tenancy_ids, unit_kinds, is_important, private.read_line('app_url', app_url))
$$;
comment on function public.preview_announcement(uuid, jsonb, uuid[], uuid[], uuid[], public.unit_kind[], boolean, text) is
  'Whom an announcement would reach now, by language: how many people, how many of them by SMS and by e-mail as they have chosen, what the SMS says, how many pages it takes and what all of them cost in kobo. titles: by language, as far as they are written; homes as announce takes them; app_url: where its link begins. Needs tenancies.write. Errors: auth.forbidden 403, announcement.bad 400.';
grant execute on function public.preview_announcement(uuid, jsonb, uuid[], uuid[], uuid[], public.unit_kind[], boolean, text) to authenticated;

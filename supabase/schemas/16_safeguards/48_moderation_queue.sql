-- All that waits for a moderator, in one list: reports of messages, listings and people, and appeals.

create view private.moderation_queue as
  select 'message report' as what, report.id, report.message_id as subject_id, report.org_id, report.reason::text as reason,
    report.note, report.reported_by as from_person, report.created_at as since, (
      select count(*)::integer from public.message_reports as other
      where other.sender_id = report.sender_id and other.id <> report.id) as others
  from public.message_reports as report where report.decided_at is null
  union all
  select report.subject || ' report', report.id, coalesce(report.listing_id, report.person_id), listing.org_id, report.reason::text,
    report.note, report.reported_by, report.created_at, (
      select count(*)::integer from public.reports as other
      where (other.listing_id = report.listing_id or other.person_id = report.person_id) and other.id <> report.id)
  from public.reports as report left join public.listings as listing on listing.id = report.listing_id
  where report.decided_at is null
  union all
  select 'appeal of ' || appeal.subject, appeal.id, appeal.subject_id, appeal.org_id, null, appeal.words, appeal.made_by,
    appeal.created_at, (
      select count(*)::integer from public.appeals as other where other.subject_id = appeal.subject_id and other.id <> appeal.id)
  from public.appeals as appeal where appeal.decided_at is null;
comment on view private.moderation_queue is
  'What waits for a moderator: reports and appeals. For Studio; through the API by moderation_queue().';
comment on column private.moderation_queue.what is 'What it is: message report, listing report, person report, or an appeal of one of them.';
comment on column private.moderation_queue.id is 'The report or appeal.';
comment on column private.moderation_queue.subject_id is 'What it is about.';
comment on column private.moderation_queue.org_id is 'The organization whose affair it is; null for a person''s.';
comment on column private.moderation_queue.reason is 'What is wrong, as the one who reported chose; null of an appeal.';
comment on column private.moderation_queue.note is 'In their words.';
comment on column private.moderation_queue.from_person is 'Who reported or appealed.';
comment on column private.moderation_queue.since is 'Since when it waits, UTC.';
comment on column private.moderation_queue.others is 'How many other reports or appeals of the same there are, decided or not.';

create function private.moderation_queue_for_staff(after_id uuid, max_results integer)
returns setof private.moderation_queue
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
#variable_conflict use_variable
begin
  perform private.require_staff('decide_report');
  if max_results is null or max_results not between 1 and 200 then
    perform private.raise_problem('staff.bad_page', 'Cannot list them: max_results must be between 1 and 200', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  return query
  select waiting.* from private.moderation_queue as waiting
  where after_id is null or waiting.id > after_id
  order by waiting.id limit max_results;
end
$$;
comment on function private.moderation_queue_for_staff(uuid, integer) is
  'Checks that the caller may, then lists what waits for a moderator, oldest first.';
grant execute on function private.moderation_queue_for_staff(uuid, integer) to authenticated;

create function public.moderation_queue(after_id uuid default null, max_results integer default 50)
returns table (
  what text, id uuid, subject_id uuid, org_id uuid, reason text, note text, from_person uuid, since timestamptz, others integer)
language sql
stable
set search_path = ''
as $$
  select * from private.moderation_queue_for_staff(after_id, max_results)
$$;
comment on function public.moderation_queue(uuid, integer) is
  'For staff: the reports of messages, listings and people, and the appeals, that wait, oldest first; the last id of a page is after_id of the next. Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_page 400.';
grant execute on function public.moderation_queue(uuid, integer) to authenticated;

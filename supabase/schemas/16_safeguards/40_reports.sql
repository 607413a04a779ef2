-- Reports of listings and of people by whoever sees them; messages have theirs in 10_words/42_message_reports.sql, beside
-- what stood around them. Staff decide with a reason, and what they decide is done by the functions that suspend.

create type public.report_subject as enum ('listing', 'person');
comment on type public.report_subject is 'What a report is about, beside messages.';

create table public.reports (
  id uuid primary key default private.uuid_v7(),
  subject public.report_subject not null,
  listing_id uuid references public.listings (id),
  person_id uuid references public.profiles (id),
  reported_by uuid not null references public.profiles (id),
  reason public.report_reason not null,
  note text constraint reports_note_check check (private.is_prose(note) and length(btrim(note)) between 1 and 1000),
  created_at timestamptz not null default now(),
  decision public.report_decision,
  decided_by uuid references public.profiles (id),
  decided_at timestamptz,
  decision_reason text constraint reports_decision_reason_check
    check (private.is_prose(decision_reason) and length(decision_reason) between 3 and 1000),
  constraint reports_subject_check check (
    num_nonnulls(listing_id, person_id) = 1 and (subject = 'listing') = (listing_id is not null)),
  constraint reports_decided_check check (num_nulls(decision, decided_at, decision_reason) in (0, 3))
);
comment on table public.reports is 'A listing or a person that somebody showed to the moderators. One that waits for each person and subject.';
comment on column public.reports.id is 'Time-ordered identifier.';
comment on column public.reports.subject is 'What it is about.';
comment on column public.reports.listing_id is 'The listing, of a report of one.';
comment on column public.reports.person_id is 'The person, of a report of one.';
comment on column public.reports.reported_by is 'Who reported it.';
comment on column public.reports.reason is 'What is wrong.';
comment on column public.reports.note is 'In their words, or null.';
comment on column public.reports.created_at is 'When it was reported, UTC.';
comment on column public.reports.decision is 'What a moderator decided; null while it waits. Of a listing, removed suspends it, and suspended its organization.';
comment on column public.reports.decided_by is 'Who decided; null for SQL in Studio.';
comment on column public.reports.decided_at is 'When, UTC.';
comment on column public.reports.decision_reason is 'Why.';
create unique index reports_listing_once_idx on public.reports (listing_id, reported_by) where decided_at is null;
create unique index reports_person_once_idx on public.reports (person_id, reported_by) where decided_at is null;
create index reports_waiting_idx on public.reports (id) where decided_at is null;
create index reports_listing_idx on public.reports (listing_id);
create index reports_person_idx on public.reports (person_id);
create index reports_reported_by_idx on public.reports (reported_by);
create index reports_decided_by_idx on public.reports (decided_by);

alter table public.reports enable row level security;
-- Who reported sees that it was decided, and not why: the reason may speak of others.
grant select (id, subject, listing_id, person_id, reported_by, reason, note, created_at, decision, decided_at)
  on public.reports to authenticated;
grant select on public.reports to service_role;
create policy reports_select on public.reports for select to authenticated
  using (reported_by = (select auth.uid()) or (select private.is_staff('moderation')));
create trigger record_audit after insert or update or delete on public.reports
  for each row execute function private.record_audit();

create function private.orgs_of_listing(listing_id uuid)
returns uuid[]
language sql
stable
set search_path = ''
as $$
  select array_remove(array[listing.org_id, mandate.agent_org_id], null)
  from public.listings as listing
  left join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
  where listing.id = orgs_of_listing.listing_id
$$;
comment on function private.orgs_of_listing(uuid) is 'Whose listing it is, and the agency that lists it.';

create function private.report(
  subject public.report_subject, subject_id uuid, is_seen boolean, reason public.report_reason, note text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller constant uuid := (select auth.uid());
  made uuid;
begin
  if is_seen is not true then
    perform private.raise_problem(subject || '.not_found', format('Cannot find the %s', subject), 404,
      jsonb_build_object('field', subject || '_id'));
  end if;
  if subject = 'person' and subject_id = caller then
    perform private.raise_problem('person.yourself', 'Cannot report yourself', 409, jsonb_build_object('field', 'person_id'));
  end if;
  if reason is null or length(btrim(note)) not between 1 and 1000 then
    perform private.raise_problem('moderation.bad_report', 'Cannot report: say what is wrong, and no more than 1,000 characters beside it', 400,
      jsonb_build_object('field', case when reason is null then 'reason' else 'note' end));
  end if;
  insert into public.reports (subject, listing_id, person_id, reported_by, reason, note)
  values (
    subject, case when subject = 'listing' then subject_id end, case when subject = 'person' then subject_id end, caller, reason,
    private.without_numbers(btrim(note)))
  on conflict do nothing returning id into made;
  if made is null then
    select waiting.id into strict made from public.reports as waiting
    where waiting.reported_by = caller and waiting.decided_at is null
      and coalesce(waiting.listing_id, waiting.person_id) = subject_id and waiting.subject = subject;
  end if;
  return made;
end
$$;
comment on function private.report(public.report_subject, uuid, boolean, public.report_reason, text) is
  'Keeps a report of what the caller sees (is_seen, which its public functions ask of the policies); one that waits already is returned.';
grant execute on function private.report(public.report_subject, uuid, boolean, public.report_reason, text) to authenticated;

create function public.report_listing(listing_id uuid, reason public.report_reason, note text default null)
returns uuid
language sql
set search_path = ''
as $$
  select private.limit_person('report_listing');
  select private.report('listing', report_listing.listing_id, exists (
    select from public.listings as listing where listing.id = report_listing.listing_id), reason, private.read_prose('note', note))
$$;
comment on function public.report_listing(uuid, public.report_reason, text) is
  'Shows a listing that you see to the platform''s moderators; returns the report. Its owner is not told. The same again returns the report there is. Errors: listing.not_found 404, moderation.bad_report 400.';

create function public.report_person(person_id uuid, reason public.report_reason, note text default null)
returns uuid
language sql
set search_path = ''
as $$
  select private.limit_person('report_person');
  select private.report('person', report_person.person_id, exists (
    select from public.profiles as person where person.id = report_person.person_id), reason, private.read_prose('note', note))
$$;
comment on function public.report_person(uuid, public.report_reason, text) is
  'Shows a person whose profile you see to the platform''s moderators; returns the report. Nobody is told. The same again returns the report there is. Errors: person.not_found 404, person.yourself 409, moderation.bad_report 400.';
grant execute on function
  public.report_listing(uuid, public.report_reason, text), public.report_person(uuid, public.report_reason, text) to authenticated;

create function private.decide_report(report_id uuid, decision public.report_decision, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller constant uuid := (select auth.uid());
  why text := private.without_numbers(nullif(btrim(reason), ''));
  report public.reports;
  listing public.listings;
begin
  perform private.require_staff('decide_report');
  select one.* into report from public.reports as one where one.id = report_id;
  if report.id is null then
    perform private.raise_problem('moderation.report_not_found', 'Cannot find the report', 404, jsonb_build_object('field', 'report_id'));
  end if;
  perform private.refuse_party('moderation.own', report.person_id, private.orgs_of_listing(report.listing_id), 'report_id');
  -- All of the subject that wait, in one order: two who decide two of them at once wait for each other once.
  perform from public.reports as one
  where one.decided_at is null and (one.listing_id = report.listing_id or one.person_id = report.person_id)
  order by one.id for update;
  select one.* into strict report from public.reports as one where one.id = report_id;
  if decision is null or why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('staff.bad_reason', 'Cannot decide: say what, and why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', case when decision is null then 'decision' else 'reason' end));
  end if;
  if report.subject = 'person' and decision = 'removed' then
    perform private.raise_problem('moderation.bad_report', 'Cannot remove a person: warn or suspend them', 400,
      jsonb_build_object('field', 'decision'));
  end if;
  if report.decided_at is not null then
    if report.decision = decision then
      return;
    end if;
    perform private.raise_problem('moderation.report_decided', 'Cannot decide: the report was decided already', 409,
      jsonb_build_object('field', 'report_id'));
  end if;
  perform private.begin_act('decide_report', report_id, null, why);
  update public.reports as one
  set decision = decision, decided_by = caller, decided_at = now(), decision_reason = why
  where one.decided_at is null and (one.listing_id = report.listing_id or one.person_id = report.person_id);
  if report.subject = 'person' then
    if decision = 'suspended' then
      perform private.suspend_person(report.person_id, why, true);
    elsif decision = 'warned' then
      perform private.notify(array[report.person_id], null, 'rules_warned', 'Something that you do breaks the rules of the platform',
        report.person_id, jsonb_build_object('reason', why));
    end if;
  else
    select l.* into strict listing from public.listings as l where l.id = report.listing_id;
    if decision = 'warned' then
      perform private.notify(
        array(select member from private.members_with(listing.org_id, 'listings.write') as member), listing.org_id, 'rules_warned',
        'A listing of yours breaks the rules of the platform', listing.id, jsonb_build_object('reason', why));
    elsif decision = 'removed' and listing.status in ('published', 'stale', 'paused', 'pending_review') then
      perform private.review_listing(listing.id, 'suspend', why);
    elsif decision = 'suspended' then
      perform private.suspend_organization(listing.org_id, why);
    end if;
  end if;
  perform private.notify(
    array(select distinct one.reported_by from public.reports as one
      where one.decided_at = now() and (one.listing_id = report.listing_id or one.person_id = report.person_id)),
    null, 'report_decided',
    case when decision = 'dismissed' then 'What you reported was looked at' else 'Something was done about what you reported' end,
    report.id, jsonb_build_object('decision', decision));
end
$$;
comment on function private.decide_report(uuid, public.report_decision, text) is
  'Checks that the caller may and is not concerned, then decides all reports of a subject that wait, and does what was decided.';
grant execute on function private.decide_report(uuid, public.report_decision, text) to authenticated;

create function public.decide_report(report_id uuid, decision public.report_decision, reason text)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('decide_report');
  select private.decide_report(report_id, decision, private.read_prose('reason', reason))
$$;
comment on function public.decide_report(uuid, public.report_decision, text) is
  'For staff: decides the reports of a listing (dismissed, warned, removed: it is suspended, suspended: its organization is) or of a person (dismissed, warned, suspended). Not by the person, nor by members of the organization or the agency. Who reported is told that it was looked at. Safe to repeat. Errors: auth.forbidden, auth.insufficient_assurance, moderation.own 403, moderation.report_not_found 404, staff.bad_reason, moderation.bad_report 400, moderation.report_decided, listing.illegal_transition 409.';
grant execute on function public.decide_report(uuid, public.report_decision, text) to authenticated;

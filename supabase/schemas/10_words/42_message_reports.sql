-- Reports: a participant shows a message to the platform's moderators, with what stood around it at that moment. Staff read
-- the queue and decide; who reported is told that somebody looked.

create type public.report_reason as enum ('scam', 'harassment', 'discrimination', 'spam', 'other', 'not_there', 'wrong_facts');
comment on type public.report_reason is 'What is wrong with a message, a listing or a person, as whoever reports it sees it. not_there: there is no such home; wrong_facts: it is not as it is said to be.';
create type public.report_decision as enum ('dismissed', 'warned', 'removed', 'suspended');
comment on type public.report_decision is 'dismissed: nothing is wrong; warned: its sender is told; removed: and nobody reads it any more; suspended: and the account is suspended.';

create table public.message_reports (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  sender_id uuid not null references public.profiles (id),
  reported_by uuid not null references public.profiles (id),
  reason public.report_reason not null,
  note text constraint message_reports_note_check check (private.is_prose(note) and length(btrim(note)) between 1 and 1000),
  context jsonb not null,
  created_at timestamptz not null default now(),
  decision public.report_decision,
  decided_by uuid references public.profiles (id),
  decided_at timestamptz,
  decision_reason text constraint message_reports_decision_reason_check
    check (private.is_prose(decision_reason) and length(decision_reason) between 3 and 1000),
  unique (message_id, reported_by),
  foreign key (org_id, conversation_id) references public.conversations (org_id, id),
  constraint message_reports_decided_check check (num_nulls(decision, decided_at, decision_reason) in (0, 3))
);
comment on table public.message_reports is 'A message that somebody showed to the moderators. Once for each person and message.';
comment on column public.message_reports.id is 'Time-ordered identifier.';
comment on column public.message_reports.org_id is 'The organization of the conversation.';
comment on column public.message_reports.conversation_id is 'The conversation.';
comment on column public.message_reports.message_id is 'The message; without a foreign key, as messages are divided one day.';
comment on column public.message_reports.sender_id is 'Who said it.';
comment on column public.message_reports.reported_by is 'Who reported it.';
comment on column public.message_reports.reason is 'What is wrong with it.';
comment on column public.message_reports.note is 'In their words, or null.';
comment on column public.message_reports.context is 'The message with up to ten before and ten after it, as they stood then, with what was there before edits and deletion: whatever is edited later, this stays.';
comment on column public.message_reports.created_at is 'When it was reported, UTC.';
comment on column public.message_reports.decision is 'What a moderator decided; null while it waits.';
comment on column public.message_reports.decided_by is 'Who decided; null for SQL in Studio.';
comment on column public.message_reports.decided_at is 'When, UTC.';
comment on column public.message_reports.decision_reason is 'Why.';
create index message_reports_waiting_idx on public.message_reports (id) where decided_at is null;
create index message_reports_conversation_idx on public.message_reports (org_id, conversation_id);
create index message_reports_sender_idx on public.message_reports (sender_id);
create index message_reports_reported_by_idx on public.message_reports (reported_by);
create index message_reports_decided_by_idx on public.message_reports (decided_by);

alter table public.message_reports enable row level security;
-- Who reported sees that it was decided; the context is for moderators, who read it by function.
grant select (id, org_id, conversation_id, message_id, sender_id, reported_by, reason, note, created_at, decision, decided_at)
  on public.message_reports to authenticated;
grant select on public.message_reports to service_role;
create policy message_reports_select on public.message_reports for select to authenticated
  using (reported_by = (select auth.uid()) or (select private.is_staff('moderation')));
create trigger record_audit after insert or update or delete on public.message_reports
  for each row execute function private.record_audit();

create function private.context_of_message(conversation_id uuid, message_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', around.id, 'sender_id', around.sender_id, 'sender', sender.display_name, 'body', around.body, 'attachments', around.attachments,
    'created_at', around.created_at, 'edited_at', around.edited_at, 'deleted_at', around.deleted_at,
    'before', (
      select jsonb_agg(jsonb_build_object('body', version.body, 'attachments', version.attachments, 'replaced_at', version.replaced_at) order by version.id)
      from private.message_versions as version where version.message_id = around.id)) order by around.id), '[]')
  from (
    (select said.* from public.messages as said
      where said.conversation_id = context_of_message.conversation_id and said.id <= context_of_message.message_id
      order by said.id desc limit 11)
    union all
    (select said.* from public.messages as said
      where said.conversation_id = context_of_message.conversation_id and said.id > context_of_message.message_id
      order by said.id limit 10)
  ) as around
  join public.profiles as sender on sender.id = around.sender_id
$$;
comment on function private.context_of_message(uuid, uuid) is
  'A message with up to ten before and ten after it, and what stood in each before it was edited or deleted.';

create function private.report_message(message_id uuid, reason public.report_reason, note text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  said record;
  made uuid;
begin
  select one.org_id, one.conversation_id, one.sender_id into said from public.messages as one where one.id = message_id;
  if said.conversation_id is null or not private.takes_part(said.conversation_id, caller) then
    perform private.raise_problem('message.not_found', 'Cannot find the message in a conversation of yours', 404,
      jsonb_build_object('field', 'message_id'));
  end if;
  if reason is null or length(btrim(note)) not between 1 and 1000 then
    perform private.raise_problem('message.bad_report', 'Cannot report: say what is wrong, and no more than 1,000 characters beside it', 400,
      jsonb_build_object('field', case when reason is null then 'reason' else 'note' end));
  end if;
  if said.sender_id = caller then
    perform private.raise_problem('message.bad_report', 'Cannot report what you said yourself', 400, jsonb_build_object('field', 'message_id'));
  end if;
  insert into public.message_reports (org_id, conversation_id, message_id, sender_id, reported_by, reason, note, context)
  values (said.org_id, said.conversation_id, message_id, said.sender_id, caller, reason, private.without_numbers(btrim(note)),
    private.context_of_message(said.conversation_id, message_id))
  on conflict do nothing
  returning id into made;
  return coalesce(made, (
    select known.id from public.message_reports as known where known.message_id = message_id and known.reported_by = caller));
end
$$;
comment on function private.report_message(uuid, public.report_reason, text) is 'Checks that the caller takes part, then keeps the message and what stands around it for the moderators.';

create function public.report_message(message_id uuid, reason public.report_reason, note text default null)
returns uuid
language sql
set search_path = ''
as $$
  select private.limit_person('report_message');
  select private.report_message(message_id, reason, private.read_prose('note', note))
$$;
comment on function public.report_message(uuid, public.report_reason, text) is
  'Shows a message of a conversation of yours to the platform''s moderators, with up to ten messages before and after it; returns the report. Nobody in the conversation is told. The same message again returns the report there is. Errors: message.not_found 404, message.bad_report 400.';

create function private.reports_to_review(after_id uuid, most integer)
returns table (
  id uuid, conversation_id uuid, message_id uuid, sender_id uuid, sender text, reported_by uuid, reporter text,
  reason public.report_reason, note text, context jsonb, created_at timestamptz, other_reports integer)
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
#variable_conflict use_column
begin
  perform private.require_staff('decide_message_report');
  return query
  select report.id, report.conversation_id, report.message_id, report.sender_id, sender.display_name, report.reported_by, reporter.display_name,
    report.reason, report.note, report.context, report.created_at,
    (select count(*)::integer from public.message_reports as other where other.sender_id = report.sender_id and other.id <> report.id)
  from public.message_reports as report
  join public.profiles as sender on sender.id = report.sender_id
  join public.profiles as reporter on reporter.id = report.reported_by
  where report.decided_at is null and (after_id is null or report.id > after_id)
  order by report.id
  limit least(greatest(coalesce(most, 50), 1), 200);
end
$$;
comment on function private.reports_to_review(uuid, integer) is 'Checks that the caller is staff, then shows the reports that wait, oldest first.';

create function public.reports_to_review(after_id uuid default null, most integer default 50)
returns table (
  id uuid, conversation_id uuid, message_id uuid, sender_id uuid, sender text, reported_by uuid, reporter text,
  reason public.report_reason, note text, context jsonb, created_at timestamptz, other_reports integer)
language sql
stable
set search_path = ''
as $$
  select * from private.reports_to_review(after_id, most)
$$;
comment on function public.reports_to_review(uuid, integer) is
  'For staff: messages that were reported and wait for a decision, oldest first, with what stood around each and how often else its sender was reported. Errors: auth.forbidden, auth.insufficient_assurance 403.';

create function private.decide_message_report(report_id uuid, decision public.report_decision, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  why text := private.without_numbers(nullif(btrim(reason), ''));
  report public.message_reports;
begin
  perform private.require_staff('decide_message_report');
  -- All of the message, in one order: two who decide two reports of it at once wait for each other once.
  perform from public.message_reports as one
  where one.message_id = (select named.message_id from public.message_reports as named where named.id = report_id)
  order by one.id for update;
  select one.* into report from public.message_reports as one where one.id = report_id;
  if report.id is null then
    perform private.raise_problem('message.report_not_found', 'Cannot find the report', 404, jsonb_build_object('field', 'report_id'));
  end if;
  perform private.refuse_party('moderation.own', report.sender_id, array[report.org_id], 'report_id');
  if decision is null or why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('staff.bad_reason', 'Cannot decide: say what, and why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', case when decision is null then 'decision' else 'reason' end));
  end if;
  if report.decided_at is not null then
    if report.decision = decision then
      return;
    end if;
    perform private.raise_problem('message.report_decided', 'Cannot decide: the report was decided already', 409,
      jsonb_build_object('field', 'report_id'));
  end if;
  perform private.begin_act('decide_message_report', report_id, null, reason);
  if decision in ('removed', 'suspended') and exists (
    select from public.messages as said where said.id = report.message_id and said.deleted_at is null) then
    perform private.change_message(report.message_id, null, caller);
  end if;
  if decision = 'suspended' then
    perform private.suspend_person(report.sender_id, why, true);
  end if;
  -- All who reported it have their answer.
  update public.message_reports as one
  set decision = decision, decided_by = caller, decided_at = now(), decision_reason = why
  where one.message_id = report.message_id and one.decided_at is null;
  perform private.notify(
    array(select one.reported_by from public.message_reports as one where one.message_id = report.message_id),
    report.org_id, 'message_report_decided',
    case when decision = 'dismissed' then 'A message that you reported was looked at' else 'Something was done about a message that you reported' end,
    report.conversation_id, jsonb_build_object('message_id', report.message_id, 'decision', decision));
  if decision in ('warned', 'removed') then
    perform private.notify(
      array[report.sender_id], report.org_id, 'message_warned', 'A message of yours breaks the rules of the platform',
      report.conversation_id, jsonb_build_object('message_id', report.message_id, 'decision', decision, 'reason', why));
  end if;
end
$$;
comment on function private.decide_message_report(uuid, public.report_decision, text) is
  'Checks that the caller is staff and not concerned, then decides all reports of a message: tells its sender, removes it, or suspends the account too.';

create function public.decide_message_report(report_id uuid, decision public.report_decision, reason text)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('decide_message_report');
  select private.decide_message_report(report_id, decision, private.read_prose('reason', reason))
$$;
comment on function public.decide_message_report(uuid, public.report_decision, text) is
  'For staff: decides the reports of a message. Who reported is told that it was looked at, its sender why it was warned of or removed. Not by its sender, nor by members of the organization of the conversation. Safe to repeat. Errors: auth.forbidden, auth.insufficient_assurance, moderation.own 403, message.report_not_found 404, staff.bad_reason 400, message.report_decided 409.';
grant execute on function
  private.report_message(uuid, public.report_reason, text), public.report_message(uuid, public.report_reason, text),
  private.reports_to_review(uuid, integer), public.reports_to_review(uuid, integer),
  private.decide_message_report(uuid, public.report_decision, text), public.decide_message_report(uuid, public.report_decision, text)
  to authenticated;

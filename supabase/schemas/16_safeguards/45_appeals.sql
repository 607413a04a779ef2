-- Appeals: whoever was suspended, or whose listing was, says once why that was wrong, and another of the staff decides.

create type public.appeal_subject as enum ('listing', 'organization', 'person');
comment on type public.appeal_subject is 'What was suspended.';

create table public.appeals (
  id uuid primary key default private.uuid_v7(),
  subject public.appeal_subject not null,
  subject_id uuid not null,
  org_id uuid references public.organizations (id),
  made_by uuid references public.profiles (id),
  words text not null constraint appeals_words_check check (private.is_prose(words) and length(btrim(words)) between 3 and 2000),
  against_act uuid,
  created_at timestamptz not null default now(),
  is_granted boolean,
  decided_by uuid references public.profiles (id),
  decided_at timestamptz,
  decision_reason text constraint appeals_decision_reason_check
    check (private.is_prose(decision_reason) and length(decision_reason) between 3 and 1000),
  constraint appeals_decided_check check (num_nulls(is_granted, decided_at, decision_reason) in (0, 3))
);
comment on table public.appeals is 'What was said against a suspension, and what came of it. One that waits for each subject.';
comment on column public.appeals.id is 'Time-ordered identifier.';
comment on column public.appeals.subject is 'What was suspended.';
comment on column public.appeals.subject_id is 'The listing, organization or person. Without a foreign key: it is of three kinds.';
comment on column public.appeals.org_id is 'Whose listing it is, or the organization; null for a person.';
comment on column public.appeals.made_by is 'The member who appealed; the staff who wrote it down for a person, who cannot sign in; null for SQL in Studio.';
comment on column public.appeals.words is 'Why it was wrong, in their words.';
comment on column public.appeals.against_act is 'The act that it is against: private.acts; null for what was done before there was such a record.';
comment on column public.appeals.created_at is 'When, UTC.';
comment on column public.appeals.is_granted is 'Whether it was right; null while it waits.';
comment on column public.appeals.decided_by is 'Who decided; null for SQL in Studio.';
comment on column public.appeals.decided_at is 'When, UTC.';
comment on column public.appeals.decision_reason is 'Why, as the one who appealed is told.';
create unique index appeals_once_idx on public.appeals (subject_id) where decided_at is null;
create index appeals_subject_idx on public.appeals (subject_id);
create index appeals_org_idx on public.appeals (org_id);
create index appeals_made_by_idx on public.appeals (made_by);
create index appeals_decided_by_idx on public.appeals (decided_by);
create index appeals_waiting_idx on public.appeals (id) where decided_at is null;

alter table public.appeals enable row level security;
grant select (id, subject, subject_id, org_id, made_by, words, created_at, is_granted, decided_at, decision_reason)
  on public.appeals to authenticated;
grant select on public.appeals to service_role;
create policy appeals_select on public.appeals for select to authenticated using (
  made_by = (select auth.uid())
  or org_id = any (array(select private.my_org_ids('organization.read')))
  or (select private.is_staff('moderation')));
create trigger record_audit after insert or update or delete on public.appeals
  for each row execute function private.record_audit();

create function private.appeal(subject public.appeal_subject, subject_id uuid, words text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  said text := private.without_numbers(nullif(btrim(words), ''));
  of_org uuid;
  is_down boolean;
  against uuid;
  made uuid;
begin
  if subject is null or said is null or length(said) not between 3 and 2000 then
    perform private.raise_problem('appeal.bad_fact', 'Cannot appeal: say against what, and why in 3 to 2,000 characters', 400,
      jsonb_build_object('field', case when subject is null then 'subject' else 'words' end));
  end if;
  if subject = 'person' then
    perform private.require_staff('decide_appeal');
    is_down := private.is_suspended(subject_id);
  elsif subject = 'organization' then
    select organization.id, organization.suspended_at is not null into of_org, is_down
    from public.organizations as organization
    where organization.id = subject_id
      and (organization.id in (select private.my_org_ids('organization.write')) or private.is_staff('moderation'));
  else
    select listing.org_id, listing.status = 'suspended' into of_org, is_down
    from public.listings as listing
    where listing.id = subject_id
      and (listing.org_id in (select private.my_org_ids('listings.write')) or private.is_staff('moderation'));
  end if;
  if is_down is null then
    perform private.raise_problem('appeal.not_found', 'Cannot find what this is about among yours', 404,
      jsonb_build_object('field', 'subject_id'));
  end if;
  if not is_down then
    perform private.raise_problem('appeal.not_suspended', 'Cannot appeal: it is not suspended', 409,
      jsonb_build_object('field', 'subject_id'));
  end if;
  select done.id into against from private.acts as done
  where done.subject_id in (subject_id, case when subject = 'listing' then of_org end)
    and done.act in ('suspend_person', 'suspend_organization', 'review_listing')
  order by done.id desc limit 1;
  -- One that is being decided at this moment is waited for.
  perform from public.appeals as waiting where waiting.subject_id = subject_id and waiting.decided_at is null for share;
  if exists (
    select from public.appeals as heard
    where heard.subject_id = subject_id and heard.decided_at is not null and heard.against_act is not distinct from against) then
    perform private.raise_problem('appeal.heard', 'Cannot appeal again: an appeal against this was heard', 409,
      jsonb_build_object('field', 'subject_id'));
  end if;
  insert into public.appeals (subject, subject_id, org_id, made_by, words, against_act)
  values (subject, subject_id, of_org, (select auth.uid()), said, against)
  on conflict do nothing returning id into made;
  if made is null then
    select waiting.id into strict made from public.appeals as waiting
    where waiting.subject_id = subject_id and waiting.decided_at is null;
  end if;
  return made;
end
$$;
comment on function private.appeal(public.appeal_subject, uuid, text) is
  'Checks the caller and that none against the same act was heard, then keeps an appeal; one that waits already is returned.';
grant execute on function private.appeal(public.appeal_subject, uuid, text) to authenticated;

create function public.appeal(subject public.appeal_subject, subject_id uuid, words text)
returns uuid
language sql
set search_path = ''
as $$
  select private.limit_person('appeal');
  select private.appeal(subject, subject_id, private.read_prose('words', words))
$$;
comment on function public.appeal(public.appeal_subject, uuid, text) is
  'Appeals against a suspension: of a listing for members with listings.write, of an organization for those with organization.write; of a person, who cannot sign in, for staff who write down what they were told. Returns the appeal; one that waits is returned as it is. Once against each suspension. Errors: appeal.bad_fact 400, appeal.not_found 404, auth.forbidden, auth.insufficient_assurance 403, appeal.not_suspended, appeal.heard 409.';
grant execute on function public.appeal(public.appeal_subject, uuid, text) to authenticated;

create function private.decide_appeal(appeal_id uuid, is_granted boolean, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller constant uuid := (select auth.uid());
  why text := private.without_numbers(nullif(btrim(reason), ''));
  appeal public.appeals;
begin
  perform private.require_staff('decide_appeal');
  select it.* into appeal from public.appeals as it where it.id = appeal_id for update;
  if appeal.id is null then
    perform private.raise_problem('appeal.not_found', 'Cannot find the appeal', 404, jsonb_build_object('field', 'appeal_id'));
  end if;
  -- The one who appealed is the person, or a member; staff who wrote an appeal down for somebody are not.
  perform private.refuse_party('appeal.own', case when appeal.subject = 'person' then appeal.subject_id end,
    array_append(case when appeal.subject = 'listing' then private.orgs_of_listing(appeal.subject_id) end, appeal.org_id), 'appeal_id');
  if is_granted is null or why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('staff.bad_reason', 'Cannot decide: say whether it is granted, and why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', case when is_granted is null then 'is_granted' else 'reason' end));
  end if;
  if appeal.decided_at is not null then
    if appeal.is_granted = is_granted then
      return;
    end if;
    perform private.raise_problem('appeal.decided', 'Cannot decide: the appeal was decided already', 409,
      jsonb_build_object('field', 'appeal_id'));
  end if;
  perform private.begin_act('decide_appeal', appeal_id, null, why);
  -- Nobody judges their own decision while there is somebody else who could.
  if exists (select from private.acts as done where done.id = appeal.against_act and done.actor_id = caller) and exists (
    select from public.staff_members as other
    join private.staff_role_permissions as given on given.role = other.role and given.permission = 'moderation'
    where other.user_id <> caller) then
    perform private.raise_problem('appeal.own', 'You decided what this is against: somebody else has to hear it', 403,
      jsonb_build_object('field', 'appeal_id'));
  end if;
  update public.appeals as it
  set is_granted = is_granted, decided_by = caller, decided_at = now(), decision_reason = why
  where it.id = appeal.id;
  if is_granted then
    -- What a colleague restored meanwhile stays restored.
    if appeal.subject = 'person' and private.is_suspended(appeal.subject_id) then
      perform private.restore_person(appeal.subject_id, why);
    elsif appeal.subject = 'organization' and exists (
      select from public.organizations as o where o.id = appeal.subject_id and o.suspended_at is not null) then
      perform private.restore_organization(appeal.subject_id, why);
    elsif appeal.subject = 'listing'
      and exists (select from public.listings as l where l.id = appeal.subject_id and l.status = 'suspended') then
      perform private.review_listing(appeal.subject_id, 'restore', why);
    end if;
  end if;
  perform private.notify(
    case when appeal.subject = 'person' then array[appeal.subject_id] else array[appeal.made_by] end, appeal.org_id, 'appeal_decided',
    case when is_granted then 'Your appeal was granted' else 'Your appeal was heard, and not granted' end,
    appeal.id, jsonb_build_object('is_granted', is_granted, 'reason', why));
end
$$;
comment on function private.decide_appeal(uuid, boolean, text) is
  'Checks that the caller may, is not concerned and did not decide what it is against, then decides an appeal: granted, the suspension is lifted.';
grant execute on function private.decide_appeal(uuid, boolean, text) to authenticated;

create function public.decide_appeal(appeal_id uuid, is_granted boolean, reason text)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('decide_appeal');
  select private.decide_appeal(appeal_id, is_granted, private.read_prose('reason', reason))
$$;
comment on function public.decide_appeal(uuid, boolean, text) is
  'For staff: decides an appeal, with a reason that the one who appealed is told; granted, the suspension is lifted. Not by whom it concerns, nor by members of the organization, nor by whoever suspended, where there is somebody else. Safe to repeat. Errors: auth.forbidden, auth.insufficient_assurance, appeal.own 403, appeal.not_found 404, staff.bad_reason 400, appeal.decided, listing.organization_suspended, listing.unit_already_listed, person.deleted 409.';
grant execute on function public.decide_appeal(uuid, boolean, text) to authenticated;

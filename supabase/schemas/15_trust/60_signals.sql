-- Signals: something that should not be, such as one bank account behind two organizations. A signal accuses nobody: it has
-- evidence, a weight, and a person who decides with a reason. What it concerns may be held meanwhile: its owners are told at
-- once, and a hold ends by itself when nobody has decided by then (but private.refuse_differing). Whoever a confirmed one concerns can appeal.
--
-- A kind of signal is a row of signal_rules: more kinds (photos, prices, velocity, text) are a row and a call of
-- private.open_signal(). How often staff agreed with each kind is counted (signal_figures). docs/decisions/0038.

create table private.signal_rules (
  kind text primary key check (kind ~ '^[a-z_]{3,40}$'),
  is_on boolean not null default true,
  weight integer not null check (weight between 1 and 100),
  hold_for interval check (hold_for between interval '1 hour' and interval '60 days'),
  about text not null check (private.is_line(about) and length(about) between 3 and 140),
  says text not null check (private.is_line(says) and length(says) between 3 and 300),
  updated_at timestamptz not null default now()
);
comment on table private.signal_rules is 'Kinds of signals: data, so that they are weighed anew without a release. No policies: functions only.';
comment on column private.signal_rules.kind is 'What it is about.';
comment on column private.signal_rules.is_on is 'Whether it is looked for.';
comment on column private.signal_rules.weight is 'How grave it is, 1 to 100: the gravest are shown to staff first.';
comment on column private.signal_rules.hold_for is 'For how long at most what it concerns is held; null: it is not.';
comment on column private.signal_rules.about is 'What it is, for staff.';
comment on column private.signal_rules.says is 'What those whom it concerns are told: no more of anybody else than that there is something to look at.';
comment on column private.signal_rules.updated_at is 'Last change, UTC.';
alter table private.signal_rules enable row level security;
create trigger touch_updated_at before update on private.signal_rules
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on private.signal_rules
  for each row execute function private.record_audit('kind');
insert into private.signal_rules (kind, weight, hold_for, about, says) values
  ('payee_name', 60, '14 days', 'A bank account is not in the name of a verified owner or of the organization',
    'Staff compare the name of a bank account with yours before money goes there'),
  ('payee_shared', 70, '14 days', 'One bank account stands behind several organizations', 'Staff look at a bank account before money goes there'),
  ('proof_reused', 80, '7 days', 'One proof of payment was shown to several landlords', 'Staff look at the proof of a payment before it is confirmed'),
  ('title_reused', 90, '14 days', 'One title document was told of for several properties',
    'Staff look at a title document before its property is shown as verified'),
  ('phone_shared', 20, null, 'A telephone number was that of another profile before', 'Staff look at a telephone number'),
  ('identity_shared', 80, null, 'One identity was claimed by several profiles', 'Staff look at an identity');

create table private.signals (
  id uuid primary key default private.uuid_v7(),
  kind text not null references private.signal_rules (kind),
  subject text not null check (subject in ('person', 'payee_account', 'offline_payment', 'title_document')),
  subject_id uuid not null,
  org_id uuid references public.organizations (id) on delete cascade,
  user_id uuid references public.profiles (id) on delete cascade,
  matter text not null check (length(matter) between 1 and 400),
  evidence jsonb not null check (jsonb_typeof(evidence) = 'object'),
  weight integer not null check (weight between 1 and 100),
  state text not null default 'open' check (state in ('open', 'confirmed', 'dismissed')),
  held_until timestamptz,
  opened_at timestamptz not null default now(),
  decided_by uuid references public.profiles (id) on delete set null,
  decided_at timestamptz,
  reason text check (private.is_prose(reason) and length(reason) between 3 and 1000),
  appeal text check (private.is_prose(appeal) and length(appeal) between 3 and 1000),
  appealed_at timestamptz,
  appeal_decision text check (appeal_decision in ('confirmed', 'dismissed')),
  appeal_reason text check (private.is_prose(appeal_reason) and length(appeal_reason) between 3 and 1000),
  appeal_decided_by uuid references public.profiles (id) on delete set null,
  appeal_decided_at timestamptz,
  unique (kind, subject_id, matter),
  check (num_nonnulls(org_id, user_id) > 0),
  check ((state = 'open') = (decided_at is null) and (decided_at is null) = (reason is null)),
  check ((appeal is null) = (appealed_at is null) and (appeal is null or state = 'confirmed')),
  check (num_nulls(appeal_decision, appeal_reason, appeal_decided_at) in (0, 3) and (appeal_decision is null or appeal is not null))
);
comment on table private.signals is 'What was noticed, what it concerns, and what people decided about it. No policies: functions only.';
comment on column private.signals.id is 'Time-ordered identifier.';
comment on column private.signals.kind is 'Which rule.';
comment on column private.signals.subject is 'What sort of thing it concerns.';
comment on column private.signals.subject_id is 'Which one.';
comment on column private.signals.org_id is 'The organization that it concerns; null where it is a person.';
comment on column private.signals.user_id is 'The person whom it concerns; null where it is an organization.';
comment on column private.signals.matter is 'What is the same each time: a matter that staff dismissed for those whom it concerns is not opened for them anew.';
comment on column private.signals.evidence is 'What was seen, for staff: ids of the others, scores; no numbers.';
comment on column private.signals.weight is 'That of the rule when it was opened.';
comment on column private.signals.state is 'open: waits for staff; confirmed: it is so; dismissed: there is nothing in it.';
comment on column private.signals.held_until is 'Until when what it concerns is held at most, UTC; null: it is not.';
comment on column private.signals.opened_at is 'When it was noticed, UTC.';
comment on column private.signals.decided_by is 'Who decided; null for SQL in Studio.';
comment on column private.signals.decided_at is 'When, UTC.';
comment on column private.signals.reason is 'Why; those whom it concerns read it.';
comment on column private.signals.appeal is 'What those whom it concerns say against it.';
comment on column private.signals.appealed_at is 'When, UTC.';
comment on column private.signals.appeal_decision is 'What was decided then.';
comment on column private.signals.appeal_reason is 'Why; those whom it concerns read it.';
comment on column private.signals.appeal_decided_by is 'Who decided then.';
comment on column private.signals.appeal_decided_at is 'When, UTC.';
create index signals_subject_idx on private.signals (subject_id) where held_until is not null;
create index signals_waiting_idx on private.signals (id) where state = 'open' or (appeal is not null and appeal_decision is null);
create index signals_org_idx on private.signals (org_id, kind, matter);
create index signals_matter_idx on private.signals (kind, matter);
create index signals_user_idx on private.signals (user_id, kind, matter);
create index signals_decided_by_idx on private.signals (decided_by);
create index signals_appeal_decided_by_idx on private.signals (appeal_decided_by);
alter table private.signals enable row level security;
create trigger record_audit after insert or update or delete on private.signals
  for each row execute function private.record_audit();

create function private.people_of_signal(signal private.signals)
returns uuid[]
language sql
stable
set search_path = ''
as $$
  select array(
    select signal.user_id where signal.user_id is not null
    union
    select member.user_id from public.memberships as member where member.org_id = signal.org_id and member.role = 'owner')
$$;
comment on function private.people_of_signal(private.signals) is 'Whom a signal concerns: the person, the owners of the organization.';

create function private.open_signal(
  kind text, subject text, subject_id uuid, org_id uuid, user_id uuid, matter text, evidence jsonb)
returns uuid
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  rule private.signal_rules;
  opened private.signals;
begin
  select known.* into rule from private.signal_rules as known where known.kind = kind;
  if rule.kind is null then
    raise 'private.signal_rules has no row for %', kind;
  end if;
  if not rule.is_on or exists (
    select from private.signals as before
    where before.kind = kind and before.matter = matter and coalesce(before.appeal_decision, before.state) = 'dismissed'
      and before.org_id is not distinct from org_id and before.user_id is not distinct from user_id) then
    return null;
  end if;
  insert into private.signals (kind, subject, subject_id, org_id, user_id, matter, evidence, weight, held_until)
  values (kind, subject, subject_id, org_id, user_id, matter, evidence, rule.weight, now() + rule.hold_for)
  on conflict on constraint signals_kind_subject_id_matter_key do nothing
  returning * into opened;
  if opened.held_until is not null then
    perform private.notify(private.people_of_signal(opened), org_id, 'signal_held', rule.says, subject_id,
      jsonb_build_object('signal_id', opened.id, 'subject', subject, 'held_until', opened.held_until));
  end if;
  return opened.id;
end
$$;
comment on function private.open_signal(text, text, uuid, uuid, uuid, text, jsonb) is
  'Opens a signal once for what it concerns and the matter, and holds that where its rule says so: those whom it concerns are told until when. Null: the rule is off, it is open already, or staff have dismissed the matter for them before. matter: what is the same whenever it comes again.';

create function private.refuse_held(subject text, subject_id uuid, field text)
returns void
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  until timestamptz := (
    select max(signal.held_until) from private.signals as signal
    where signal.subject_id = subject_id and signal.subject = subject and signal.held_until > now() and signal.state = 'open');
begin
  if until is not null then
    perform private.raise_problem('trust.held', 'Cannot do this yet: staff are looking at it', 409,
      jsonb_build_object('field', field, 'held_until', until));
  end if;
end
$$;
comment on function private.refuse_held(text, uuid, text) is
  'Refuses (409 trust.held) what is held for review, with the moment at which the hold ends by itself. Asked at the place of each act that a hold stops: 03_homes/50, 09_money/47, 64.';

create function private.refuse_differing(account public.payee_accounts)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  -- Money that went to somebody else does not come back by itself, so this hold does not end by itself as others do. It is
  -- never silent (its owners were told when it was opened, and are told here) and never for ever: it waits in staff's queue until
  -- one of them has decided. Dismissed, money goes there; confirmed, the account is retired, and that can be appealed. Where
  -- staff have switched the rule or its hold off, nothing is held.
  if account.name_check = 'differs' and exists (
    select from private.signals as signal
    where signal.subject_id = account.id and signal.subject = 'payee_account' and signal.kind = 'payee_name'
      and signal.held_until is not null and signal.state = 'open') then
    perform private.raise_problem('payee_account.name_differs',
      'Cannot pay out to this bank account: the bank names somebody else, and staff have not decided yet', 409,
      jsonb_build_object('field', 'payee_account_id'));
  end if;
end
$$;
comment on function private.refuse_differing(public.payee_accounts) is
  'Refuses (409 payee_account.name_differs) an account that the bank has in another name, until staff have dismissed the signal of it; an earlier dismissal for the same organization and account counts, since then no signal is opened.';

create function private.refuse_confirmed(org_id uuid, shared_hash text)
returns void
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- Whoever has it rightfully may bring it: only for those whom the decision concerns, and what their owners run besides. Their
  -- appeal, which another of the staff decides, is the way out. Without a hash nothing can be known again.
  if exists (
    select from private.signals as signal
    where signal.kind in ('payee_name', 'payee_shared') and signal.matter = shared_hash
      and coalesce(signal.appeal_decision, signal.state) = 'confirmed'
      and (signal.org_id = org_id or exists (
        select from public.memberships as mine
        join public.memberships as theirs on theirs.user_id = mine.user_id and theirs.org_id = signal.org_id and theirs.role = 'owner'
        where mine.org_id = org_id and mine.role = 'owner'))) then
    perform private.raise_problem('payee_account.found_wrong',
      'Cannot add this bank account: staff have decided that it is not yours to use. You can appeal', 409,
      jsonb_build_object('field', 'account_number'));
  end if;
end
$$;
comment on function private.refuse_confirmed(uuid, text) is
  'Refuses (409 payee_account.found_wrong) a bank account of which staff confirmed a signal for this organization, or another one of the same owner''s.';

-- Those whom it concerns -------------------------------------------------------------------------------

create function private.is_signal_told(state text, held_until public.instant)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select coalesce(held_until is not null or state = 'confirmed', false)
$$;
comment on function private.is_signal_told(text, public.instant) is
  'Whether those whom a signal concerns know of it: what holds nothing and is not confirmed is nobody''s but staff''s.';

create function private.my_signals()
returns table (
  id uuid, kind text, says text, subject text, subject_id uuid, org_id uuid, state text, held_until timestamptz, opened_at timestamptz,
  reason text, may_appeal boolean, appealed_at timestamptz, appeal_decision text, appeal_reason text)
language sql
stable
security definer
set search_path = ''
rows 5
as $$
  select signal.id, signal.kind, rule.says, signal.subject, signal.subject_id, signal.org_id, signal.state,
    case when signal.state = 'open' and signal.held_until > now() then signal.held_until end, signal.opened_at,
    signal.reason, signal.state = 'confirmed' and signal.appeal is null, signal.appealed_at, signal.appeal_decision, signal.appeal_reason
  from private.signals as signal
  join private.signal_rules as rule on rule.kind = signal.kind
  where (signal.user_id = (select auth.uid()) or signal.org_id in (select private.my_org_ids('organization.write')))
    and private.is_signal_told(signal.state, signal.held_until)
  order by signal.id desc
  limit 200
$$;
comment on function private.my_signals() is 'The signals that concern the caller or their organization, without evidence of others.';

create function public.my_signals()
returns table (
  id uuid, kind text, says text, subject text, subject_id uuid, org_id uuid, state text, held_until timestamptz, opened_at timestamptz,
  reason text, may_appeal boolean, appealed_at timestamptz, appeal_decision text, appeal_reason text)
language sql
stable
set search_path = ''
rows 5
as $$
  select * from private.my_signals()
$$;
comment on function public.my_signals() is
  'What staff look at, or have decided, about you and the organizations that you run: what it is about, until when it is held at most (held_until; null: it is not; an account that the bank has in another name is until staff have decided), why it was decided so, and whether you can appeal. The latest 200.';

create function private.appeal_signal(signal_id uuid, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  signal private.signals;
  why text := private.without_numbers(nullif(btrim(reason), ''));
begin
  select found.* into signal from private.signals as found
  where found.id = signal_id and (found.user_id = (select auth.uid()) or found.org_id in (select private.my_org_ids('organization.write')))
  for update;
  if signal.id is null then
    perform private.raise_problem('signal.not_found', 'Cannot find this among what concerns you', 404, jsonb_build_object('field', 'signal_id'));
  end if;
  if why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('signal.bad_reason', 'Say why in 3 to 1,000 characters', 400, jsonb_build_object('field', 'reason'));
  end if;
  if signal.appeal = why and signal.appeal_decision is null then
    return;
  end if;
  if signal.state <> 'confirmed' or signal.appeal is not null then
    perform private.raise_problem('signal.not_appealable', 'Cannot appeal: it was not confirmed, or it was appealed before', 409,
      jsonb_build_object('field', 'signal_id', 'state', signal.state));
  end if;
  update private.signals as s set appeal = why, appealed_at = now() where s.id = signal.id;
end
$$;
comment on function private.appeal_signal(uuid, text) is 'Checks that it concerns the caller and was confirmed, then puts it before staff again.';

create function public.appeal_signal(signal_id uuid, reason text)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('appeal_signal');
  select private.appeal_signal(signal_id, private.read_prose('reason', reason))
$$;
comment on function public.appeal_signal(uuid, text) is
  'Says that what staff confirmed about you or an organization that you run is wrong, and why: another of them decides, with a reason. Once. Safe to repeat. Errors: signal.not_found 404, signal.bad_reason 400, signal.not_appealable 409.';
grant execute on function private.my_signals(), public.my_signals(), private.appeal_signal(uuid, text), public.appeal_signal(uuid, text)
  to authenticated;

-- Staff ------------------------------------------------------------------------------------------------

create function private.signals_to_review(max_results integer)
returns table (
  id uuid, kind text, about text, weight integer, subject text, opened_at timestamptz, held_until timestamptz, decision text,
  is_appeal boolean, concerns text, is_suspended boolean, confirmed_before integer, also_open integer)
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
begin
  perform private.require_staff('decide_signal');
  return query
  select signal.id, signal.kind, rule.about, signal.weight, signal.subject, signal.opened_at,
    case when signal.state = 'open' then signal.held_until end, nullif(signal.state, 'open'), signal.appeal is not null,
    case when signal.org_id is null then 'person' else 'organization' end, organization.suspended_at is not null,
    (
      select count(*)::integer from private.signals as other
      where coalesce(other.appeal_decision, other.state) = 'confirmed' and other.id <> signal.id
        and (other.org_id = signal.org_id or other.user_id = signal.user_id)),
    (
      select count(*)::integer from private.signals as other
      where other.state = 'open' and other.id <> signal.id and (other.org_id = signal.org_id or other.user_id = signal.user_id))
  from private.signals as signal
  join private.signal_rules as rule on rule.kind = signal.kind
  left join public.organizations as organization on organization.id = signal.org_id
  where signal.state = 'open' or (signal.appeal is not null and signal.appeal_decision is null)
  -- What holds somebody and ends soon first, then by weight.
  order by (signal.appeal is not null) desc, signal.weight desc, signal.held_until nulls last, signal.id
  limit least(greatest(coalesce(max_results, 50), 1), 200);
end
$$;
comment on function private.signals_to_review(integer) is
  'Checks that the caller is staff, then lists what waits for a person, without saying whom it concerns.';

create function public.signals_to_review(max_results integer default 50)
returns table (
  id uuid, kind text, about text, weight integer, subject text, opened_at timestamptz, held_until timestamptz, decision text,
  is_appeal boolean, concerns text, is_suspended boolean, confirmed_before integer, also_open integer)
language sql
stable
set search_path = ''
rows 50
as $$
  select * from private.signals_to_review(max_results)
$$;
comment on function public.signals_to_review(integer) is
  'For staff: signals and appeals that wait for a person: appeals first, then the gravest, then what is held and ends soonest; with whether it concerns a person or an organization, and what else there was about the same. Whom it concerns and the evidence, read_signal() shows. At most 200; deciding makes room. Errors: auth.forbidden, auth.insufficient_assurance 403.';

create function private.read_signal(signal_id uuid, reason text)
returns table (
  id uuid, kind text, about text, weight integer, subject text, subject_id uuid, org_id uuid, org_name text, user_id uuid, display_name text,
  evidence jsonb, opened_at timestamptz, held_until timestamptz, decision text, decision_reason text, appeal text, context jsonb)
language plpgsql
security definer
set search_path = ''
rows 1
as $$
#variable_conflict use_column
declare
  wanted constant uuid := read_signal.signal_id;
  why text;
  signal private.signals;
begin
  perform private.require_staff('read_signal');
  why := private.require_look_reason(reason);
  select found.* into signal from private.signals as found where found.id = wanted;
  if signal.id is null then
    perform private.raise_problem('signal.not_found', 'Cannot find the signal', 404, jsonb_build_object('field', 'signal_id'));
  end if;
  perform private.refuse_party('signal.own', signal.user_id, array[signal.org_id], 'signal_id');
  perform private.note_look('read_signal', signal.user_id, signal.org_id, 'safety', why);
  return query
  select signal.id, signal.kind, rule.about, signal.weight, signal.subject, signal.subject_id, signal.org_id, organization.name,
    signal.user_id, person.display_name, signal.evidence, signal.opened_at, case when signal.state = 'open' then signal.held_until end,
    nullif(signal.state, 'open'), signal.reason, signal.appeal, jsonb_build_object(
      'since', coalesce(organization.created_at, person.created_at), 'is_suspended', organization.suspended_at is not null,
      'checked', case when signal.org_id is null then private.checks_of_person(signal.user_id, true) else private.checks_of_organization(signal.org_id, true) end,
      'confirmed_before', (
        select count(*) from private.signals as other
        where coalesce(other.appeal_decision, other.state) = 'confirmed' and other.id <> signal.id
          and (other.org_id = signal.org_id or other.user_id = signal.user_id)),
      'also_open', (
        select count(*) from private.signals as other
        where other.state = 'open' and other.id <> signal.id and (other.org_id = signal.org_id or other.user_id = signal.user_id)))
  from private.signal_rules as rule
  left join public.organizations as organization on organization.id = signal.org_id
  left join public.profiles as person on person.id = signal.user_id
  where rule.kind = signal.kind;
end
$$;
comment on function private.read_signal(uuid, text) is
  'Checks that the caller may, and says why, then shows a signal, and writes down that whom it concerns was looked at.';

create function public.read_signal(signal_id uuid, reason text)
returns table (
  id uuid, kind text, about text, weight integer, subject text, subject_id uuid, org_id uuid, org_name text, user_id uuid, display_name text,
  evidence jsonb, opened_at timestamptz, held_until timestamptz, decision text, decision_reason text, appeal text, context jsonb)
language sql
set search_path = ''
rows 1
as $$
  select private.limit_person('read_signal');
  select * from private.read_signal(signal_id, private.read_prose('reason', reason))
$$;
comment on function public.read_signal(uuid, text) is
  'For staff: opens a signal, with a reason: whom it concerns, the evidence, the appeal, and context ({since, is_suspended, checked, confirmed_before, also_open}). Who looked and why is kept; a person whom it concerns sees when and what for (my_looks). Errors: auth.forbidden, auth.insufficient_assurance, signal.own 403, signal.not_found 404, staff.bad_reason 400.';

create function private.decide_signal(signal_id uuid, decision text, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  signal private.signals;
  why text := private.without_numbers(nullif(btrim(reason), ''));
begin
  perform private.require_staff('decide_signal');
  if decision is null or decision not in ('confirmed', 'dismissed') or why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('staff.bad_reason', 'Cannot decide: say confirmed or dismissed, and why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', case when decision in ('confirmed', 'dismissed') then 'reason' else 'decision' end));
  end if;
  select found.* into signal from private.signals as found where found.id = signal_id for update;
  if signal.id is null then
    perform private.raise_problem('signal.not_found', 'Cannot find the signal', 404, jsonb_build_object('field', 'signal_id'));
  end if;
  perform private.refuse_party('signal.own', signal.user_id, array[signal.org_id], 'signal_id');
  if signal.state <> 'open' and (signal.appeal is null or signal.appeal_decision is not null)
    and coalesce(signal.appeal_decision, signal.state) = decision and coalesce(signal.appeal_reason, signal.reason) = why then
    return;
  end if;
  perform private.begin_act('decide_signal', signal_id, null, why);
  if signal.state = 'open' then
    update private.signals as s set state = decision, reason = why, decided_by = caller, decided_at = now() where s.id = signal.id
    returning s.* into signal;
  elsif signal.appeal is not null and signal.appeal_decision is null then
    -- Whoever decided is not asked whether they were right, where there is somebody else.
    if signal.decided_by = caller and exists (select from public.staff_members as other where other.user_id <> caller) then
      perform private.raise_problem('signal.own', 'You cannot decide the appeal: you confirmed it, so a colleague does', 403,
        jsonb_build_object('field', 'signal_id'));
    end if;
    update private.signals as s
    set appeal_decision = decision, appeal_reason = why, appeal_decided_by = caller, appeal_decided_at = now() where s.id = signal.id
    returning s.* into signal;
  else
    perform private.raise_problem('signal.already_decided', 'Cannot decide: it was decided already', 409,
      jsonb_build_object('field', 'signal_id', 'state', coalesce(signal.appeal_decision, signal.state)));
  end if;
  perform private.after_signal_decided(signal, decision, why);
end
$$;
comment on function private.decide_signal(uuid, text, text) is
  'Checks that the caller is staff and not concerned, then decides a signal or an appeal, and lets what follows from it happen.';

create function private.after_signal_decided(signal private.signals, decision text, why text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if decision = 'confirmed' and signal.appeal_decision is null and signal.subject = 'payee_account' then
    -- The money's way out is closed; the organization adds another account.
    perform from public.payee_accounts as account
    where account.id = signal.subject_id and account.status in ('proposed', 'approved') for no key update;
    if found then
      perform private.move_payee_account(signal.subject_id, 'retired', (select auth.uid()), left(why, 500));
    end if;
  end if;
  if signal.held_until is not null or signal.state = 'confirmed' then
    perform private.notify(private.people_of_signal(signal), signal.org_id, 'signal_decided', case
      when signal.appeal_decision = 'dismissed' then 'Your appeal was right: nothing is held against you'
      when signal.appeal_decision = 'confirmed' then 'Your appeal was looked at, and the decision stays'
      when decision = 'dismissed' then 'Staff looked: nothing is held any more'
      else 'Staff looked, and decided: you can appeal' end, signal.subject_id,
      jsonb_build_object('signal_id', signal.id, 'decision', decision, 'reason', why));
  end if;
end
$$;
comment on function private.after_signal_decided(private.signals, text, text) is
  'What follows from a decision, in order: a bank account that was confirmed to be wrong is retired; those whom it concerns hear what was decided and why. Payments, titles and people have functions of their own by which staff act.';

create function public.decide_signal(signal_id uuid, decision text, reason text)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('decide_signal');
  select private.decide_signal(signal_id, private.read_line('decision', decision), private.read_prose('reason', reason))
$$;
comment on function public.decide_signal(uuid, text, text) is
  'For staff: "confirmed" or "dismissed", of a signal or of the appeal against one, with a reason, which those whom it concerns read. Dismissed, what was held goes on; a bank account that is confirmed to be wrong is retired. Safe to repeat. Errors: auth.forbidden, auth.insufficient_assurance, signal.own 403, staff.bad_reason 400, signal.not_found 404, signal.already_decided 409.';

create function private.signal_figures()
returns table (
  kind text, about text, is_on boolean, weight integer, hold_for interval, opened bigint, waiting bigint, confirmed bigint, dismissed bigint,
  overturned bigint, agreed_percent numeric)
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
begin
  perform private.require_staff('decide_signal');
  return query
  select rule.kind, rule.about, rule.is_on, rule.weight, rule.hold_for, count(signal.id),
    count(*) filter (where signal.state = 'open'),
    count(*) filter (where coalesce(signal.appeal_decision, signal.state) = 'confirmed'),
    count(*) filter (where coalesce(signal.appeal_decision, signal.state) = 'dismissed'),
    count(*) filter (where signal.appeal_decision = 'dismissed'),
    round(100.0 * count(*) filter (where coalesce(signal.appeal_decision, signal.state) = 'confirmed')
      / nullif(count(*) filter (where signal.state <> 'open'), 0), 1)
  from private.signal_rules as rule
  left join private.signals as signal on signal.kind = rule.kind
  group by rule.kind
  order by rule.weight desc, rule.kind;
end
$$;
comment on function private.signal_figures() is 'Checks that the caller is staff, then counts what became of each kind.';

create function public.signal_figures()
returns table (
  kind text, about text, is_on boolean, weight integer, hold_for interval, opened bigint, waiting bigint, confirmed bigint, dismissed bigint,
  overturned bigint, agreed_percent numeric)
language sql
stable
set search_path = ''
rows 10
as $$
  select * from private.signal_figures()
$$;
comment on function public.signal_figures() is
  'For staff: each kind of signal with its weight and hold, how many there were, wait, were confirmed, dismissed, overturned on appeal, and in how many of a hundred decided ones staff agreed with it (null: none is decided). Errors: auth.forbidden, auth.insufficient_assurance 403.';

create function private.set_signal_rule(kind text, is_on boolean, weight integer, hold_days integer)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  wrong text := case
    when is_on is null then 'is_on'
    when weight is null or weight not between 1 and 100 then 'weight'
    when hold_days not between 1 and 60 then 'hold_days'
  end;
begin
  perform private.begin_staff_act('set_trust_rule', null, null, concat_ws(' ', 'Signals:', left(kind, 60), is_on, weight, hold_days));
  if wrong is not null then
    perform private.raise_problem('signal.bad_rule', format('Cannot set the rule: %s %s', wrong, case wrong
      when 'is_on' then 'is missing' when 'weight' then 'must be from 1 to 100' else 'must be from 1 to 60, or null' end), 400,
      jsonb_build_object('field', wrong));
  end if;
  update private.signal_rules as rule set is_on = is_on, weight = weight, hold_for = make_interval(days => hold_days) where rule.kind = kind;
  if not found then
    perform private.raise_problem('signal.not_found', 'Cannot find such a kind of signal', 404, jsonb_build_object('field', 'kind'));
  end if;
end
$$;
comment on function private.set_signal_rule(text, boolean, integer, integer) is 'Checks that the caller is staff, then weighs a kind of signal anew.';

create function public.set_signal_rule(kind text, is_on boolean, weight integer, hold_days integer default null)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('set_signal_rule');
  select private.set_signal_rule(private.read_line('kind', kind), is_on, weight, hold_days)
$$;
comment on function public.set_signal_rule(text, boolean, integer, integer) is
  'For staff: whether a kind of signal is looked for, its weight (1 to 100) and for how many days at most it holds what it concerns (1 to 60; null: it does not). What is open stays as it is. Errors: auth.forbidden, auth.insufficient_assurance 403, signal.bad_rule 400, signal.not_found 404.';
grant execute on function
  private.signals_to_review(integer), public.signals_to_review(integer), private.read_signal(uuid, text), public.read_signal(uuid, text), private.decide_signal(uuid, text, text), public.decide_signal(uuid, text, text),
  private.signal_figures(), public.signal_figures(), private.set_signal_rule(text, boolean, integer, integer),
  public.set_signal_rule(text, boolean, integer, integer)
  to authenticated;

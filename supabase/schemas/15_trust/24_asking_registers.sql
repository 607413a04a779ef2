-- Asking the companies that know. Each question costs money and none takes a reference of ours, so that the same question
-- twice is billed twice: an attempt is committed before the company is asked, and where nobody knows whether it was
-- (a time-out, a worker that was killed) that company is never asked again about the case. Another company may be, in an
-- order that is data; where none is left, a person looks at it. A unique index says so once more.

create table private.identity_providers (
  kind public.verification_kind not null,
  provider text not null check (provider in ('paystack', 'flutterwave', 'dojah', 'prembly')),
  position integer not null check (position between 1 and 100),
  is_billed boolean not null,
  is_on boolean not null default true,
  bank_codes text check (length(bank_codes) <= 100),
  primary key (kind, provider),
  unique (kind, position)
);
comment on table private.identity_providers is
  'Which company is asked about what, in which order: data, so that it can be changed while one of them is down. No policies: functions only.';
comment on column private.identity_providers.kind is 'What is verified.';
comment on column private.identity_providers.provider is 'Who is asked.';
comment on column private.identity_providers.position is 'The least is asked first.';
comment on column private.identity_providers.is_billed is 'Whether a question costs: then nothing is asked twice that may have been answered.';
comment on column private.identity_providers.is_on is 'Whether it is asked at all.';
comment on column private.identity_providers.bank_codes is 'Which of Paystack''s codes for banks are its codes too, as a pattern; null: all, or it is not about banks.';
alter table private.identity_providers enable row level security;
insert into private.identity_providers (kind, provider, position, is_billed, bank_codes) values
  ('bank_account', 'paystack', 1, false, null),
  -- The three figures of a commercial bank are the central bank's; the codes of others differ.
  ('bank_account', 'flutterwave', 2, false, '^[0-9]{3}$'),
  -- Dojah says of a BVN whether names match, and not whose it is: by that alone one person could verify one profile by NIN and
  -- another by BVN. So who tells name and date of birth comes first.
  ('bvn', 'prembly', 1, true, null), ('bvn', 'dojah', 2, true, null),
  ('nin', 'dojah', 1, true, null), ('nin', 'prembly', 2, true, null),
  ('vnin', 'dojah', 1, true, null), ('vnin', 'prembly', 2, true, null);
-- Its key is of two columns: the whole row says which.
create trigger record_audit after insert or update or delete on private.identity_providers
  for each row execute function private.record_audit();

create table private.verification_attempts (
  id uuid primary key default private.uuid_v7(),
  case_id uuid not null references public.verification_cases (id) on delete cascade,
  round integer not null,
  provider text not null,
  is_billed boolean not null,
  is_fallback boolean not null,
  may_repeat boolean not null default false,
  state text not null default 'sending' check (state in ('sending', 'answered', 'not_answered', 'unknown')),
  outcome text check (outcome in ('found', 'not_found')),
  error_class text check (length(error_class) <= 60),
  provider_reference text check (length(provider_reference) <= 200),
  claimed_at timestamptz not null default now(),
  leased_until timestamptz not null,
  ended_at timestamptz,
  check ((state = 'answered') = (outcome is not null) and (state = 'sending') = (ended_at is null))
);
comment on table private.verification_attempts is
  'Each question to a company, written before it is asked. No policies: functions only.';
comment on column private.verification_attempts.id is 'Time-ordered identifier.';
comment on column private.verification_attempts.case_id is 'About which case.';
comment on column private.verification_attempts.round is 'In which round: each company at most once in one.';
comment on column private.verification_attempts.provider is 'Who was asked.';
comment on column private.verification_attempts.is_billed is 'Whether it costs.';
comment on column private.verification_attempts.is_fallback is 'Whether another one would have been asked first.';
comment on column private.verification_attempts.may_repeat is 'Whether staff allowed to ask the company again, though nobody knows what became of this.';
comment on column private.verification_attempts.state is 'sending: being asked; answered; not_answered: it surely did not answer, nor bill; unknown: nobody knows.';
comment on column private.verification_attempts.outcome is 'Whether the register knows the number.';
comment on column private.verification_attempts.error_class is 'Why there was no answer: timeout, network, circuit_open, an HTTP status.';
comment on column private.verification_attempts.provider_reference is 'What the company calls the question, for its support desk.';
comment on column private.verification_attempts.claimed_at is 'When a worker took it, UTC.';
comment on column private.verification_attempts.leased_until is 'When a worker that said nothing counts as dead, UTC.';
comment on column private.verification_attempts.ended_at is 'When it ended, UTC.';
create index verification_attempts_case_idx on private.verification_attempts (case_id, id);
create index verification_attempts_provider_idx on private.verification_attempts (provider, claimed_at);
create index verification_attempts_sending_idx on private.verification_attempts (leased_until) where state = 'sending';
create unique index verification_attempts_sending_key on private.verification_attempts (case_id) where state = 'sending';
create unique index verification_attempts_billed_key on private.verification_attempts (case_id, provider)
  where is_billed and not may_repeat and state <> 'not_answered';
alter table private.verification_attempts enable row level security;

create function private.identity_checks_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from public.verification_cases as one where one.next_try_at <= now())
$$;
comment on function private.identity_checks_wait() is 'Whether a company is to be asked about somebody now.';

create function private.put_off_verification(case_id uuid, tries integer)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  later timestamptz := now() + (0.75 + random() / 2) * least(interval '1 hour', interval '1 minute' * power(2, least(tries, 10)));
begin
  perform private.begin_move('verification', case_id, 'No company has an answer just now');
  update public.verification_cases as one
  set status = 'provider_pending', tries = one.tries + 1, next_try_at = later
  where one.id = case_id;
end
$$;
comment on function private.put_off_verification(uuid, integer) is
  'No company had an answer: all are asked again a little later each time, and at least hourly.';

create function private.next_identity_attempt(subject public.verification_cases, ready text[], lease_s integer)
returns private.verification_attempts
language plpgsql
set search_path = ''
as $$
declare
  evidence private.verification_evidence;
  choice record;
  made private.verification_attempts;
begin
  -- A worker that was killed: nobody knows what it asked.
  update private.verification_attempts as attempt
  set state = 'unknown', error_class = 'worker_lost', ended_at = now()
  where attempt.case_id = subject.id and attempt.state = 'sending' and attempt.leased_until <= now();
  if exists (select from private.verification_attempts as attempt where attempt.case_id = subject.id and attempt.state = 'sending') then
    return null;
  end if;
  select kept.* into evidence from private.verification_evidence as kept where kept.case_id = subject.id;
  if evidence.sealed is null or evidence.sealed_until <= now() then
    if exists (select from private.verification_attempts as attempt
      where attempt.case_id = subject.id and attempt.state = 'unknown' and not attempt.may_repeat) then
      perform private.hold_verification(subject.id, 'unknown_outcome');
    else
      perform private.move_verification(subject.id, 'failed', 'No company answered while the number could be kept',
        'No company had an answer in time. Nothing was decided: begin again.');
    end if;
    return null;
  end if;
  select able.provider, able.is_billed, able.is_exhausted, able.is_ready, able.place into choice
  from (
    select known.provider, known.is_billed, row_number() over (order by known.position) as place,
      known.provider = any (ready) and not exists (
        select from private.verification_attempts as attempt
        where attempt.case_id = subject.id and attempt.provider = known.provider and attempt.round = subject.tries) as is_ready,
      known.is_billed and exists (
        select from private.verification_attempts as attempt
        where attempt.case_id = subject.id and attempt.provider = known.provider
          and attempt.state <> 'not_answered' and not attempt.may_repeat) as is_exhausted
    from private.identity_providers as known
    where known.kind = subject.kind and known.is_on
      and (known.bank_codes is null or subject.bank_code ~ known.bank_codes)
  ) as able
  order by able.is_exhausted, able.is_ready desc, able.place
  limit 1;
  if choice.provider is null or not choice.is_exhausted and not choice.is_ready then
    -- Those that can be asked are away, or were asked in this round.
    perform private.put_off_verification(subject.id, subject.tries);
    return null;
  elsif choice.is_exhausted then
    perform private.hold_verification(subject.id, 'unknown_outcome');
    return null;
  end if;
  insert into private.verification_attempts as attempt (case_id, round, provider, is_billed, is_fallback, leased_until)
  values (subject.id, subject.tries, choice.provider, choice.is_billed, choice.place > 1, now() + make_interval(secs => lease_s))
  returning attempt.* into made;
  if subject.status = 'consented' then
    perform private.move_verification(subject.id, 'submitted', 'A company is asked');
  end if;
  update public.verification_cases as one set next_try_at = made.leased_until where one.id = subject.id;
  return made;
end
$$;
comment on function private.next_identity_attempt(public.verification_cases, text[], integer) is
  'Writes down the next question about a case that is locked, or puts it off, hands it to a person or gives it up. ready: companies that can be asked just now.';

create function private.asker_goes_on_within()
returns interval
language sql
immutable
set search_path = ''
as $$
  select interval '5 seconds'
$$;
comment on function private.asker_goes_on_within() is
  'For how long a case whose company was silent is left to who asked: they name it and ask the next company. Then it is anybody''s.';

create function service.claim_identity_check(ready text[], only_case uuid default null, lease_s integer default 120)
returns table (
  attempt_id uuid, case_id uuid, kind public.verification_kind, provider text, first_name text, last_name text, bank_code text,
  place uuid, sealed text, verified_name text)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  subject public.verification_cases;
  attempt private.verification_attempts;
begin
  loop
    select one.* into subject from public.verification_cases as one
    where one.next_try_at <= case when only_case is null then now() else 'infinity' end
      and (only_case is null or one.id = only_case
        and (one.status = 'consented' or one.next_try_at <= now() + private.asker_goes_on_within())
        and not exists (
          select from private.verification_attempts as asking
          where asking.case_id = one.id and asking.state = 'sending' and asking.leased_until > now()))
    order by one.next_try_at, one.id limit 1 for update skip locked;
    exit when subject.id is null;
    attempt := private.next_identity_attempt(subject, coalesce(ready, '{}'), lease_s);
    if attempt.id is not null then
      return query
      select attempt.id, subject.id, subject.kind, attempt.provider, subject.first_name, subject.last_name, subject.bank_code,
        evidence.place, evidence.sealed, case when subject.kind = 'bank_account' then private.verified_name(subject.user_id) end
      from private.verification_evidence as evidence where evidence.case_id = subject.id;
      exit;
    end if;
  end loop;
end
$$;
comment on function service.claim_identity_check(text[], uuid, integer) is
  'Takes the next case that waits (or the one named, which may be just begun, or left to who asked about it last) and writes down whom it is asked of, before anybody is asked; what can be asked of nobody is put off or handed to a person on the way. ready: the companies that are set up and let calls through. verified_name: for a bank account the name under which its owner''s identity is verified, if it is. At most one row; none: nothing waits.';

-- Answers ---------------------------------------------------------------------------------------

create function private.lock_attempt(attempt_id uuid)
returns private.verification_attempts
language plpgsql
set search_path = ''
as $$
declare
  attempt private.verification_attempts;
begin
  select one.* into attempt from private.verification_attempts as one where one.id = lock_attempt.attempt_id;
  -- The case first, as those who claim do.
  perform from public.verification_cases as one where one.id = attempt.case_id for update;
  select one.* into attempt from private.verification_attempts as one where one.id = lock_attempt.attempt_id for update;
  return attempt;
end
$$;
comment on function private.lock_attempt(uuid) is 'Locks a question and its case; null when there is none.';

create function service.record_identity_silence(attempt_id uuid, is_unknown boolean, error_class text)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  attempt private.verification_attempts := private.lock_attempt(attempt_id);
begin
  if attempt.id is null or attempt.state <> 'sending' then
    return 'closed';
  end if;
  update private.verification_attempts as one
  set state = case when is_unknown is false then 'not_answered' else 'unknown' end, error_class = left(error_class, 60), ended_at = now()
  where one.id = attempt.id;
  -- Who asked asks the next company at once, and can tell a person who waits what came of it; another does where they were killed.
  update public.verification_cases as one set next_try_at = now() + private.asker_goes_on_within() where one.id = attempt.case_id and one.next_try_at is not null;
  return case when is_unknown is false then 'not_answered' else 'unknown' end;
end
$$;
comment on function service.record_identity_silence(uuid, boolean, text) is
  'Keeps that a company had no answer. is_unknown: whether it may have carried the question out all the same; null counts as yes. Of what ended meanwhile nothing changes (closed).';

create function service.record_identity_answer(
  attempt_id uuid, outcome text, official_name text, score integer, reasons jsonb, person_digest text, provider_reference text,
  verified_score integer default null)
returns public.verification_cases
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  attempt private.verification_attempts := private.lock_attempt(attempt_id);
  subject public.verification_cases;
begin
  select one.* into subject from public.verification_cases as one where one.id = attempt.case_id;
  if attempt.id is null or attempt.state = 'answered' or outcome is null or outcome not in ('found', 'not_found') then
    return subject;
  end if;
  -- An answer that comes late is an answer: of a question whose outcome nobody knew.
  update private.verification_attempts as one
  set state = 'answered', outcome = outcome, provider_reference = left(provider_reference, 200), error_class = null, ended_at = now()
  where one.id = attempt.id;
  update private.verification_evidence as evidence
  set outcome = outcome, official_name = nullif(left(private.tidy_text(official_name), 200), ''), score = score, reasons = reasons,
    verified_score = verified_score, person_hashes = private.identity_hashes('person', person_digest)
  where evidence.case_id = subject.id and subject.status in ('consented', 'submitted', 'provider_pending', 'manual_review');
  if subject.status not in ('submitted', 'provider_pending') then
    return subject;
  end if;
  return private.decide_by_itself(subject.id);
end
$$;
comment on function service.record_identity_answer(uuid, text, text, integer, jsonb, text, text, integer) is
  'Keeps what a company said and decides the case by it. outcome: found or not_found; score and reasons: of _shared/names; person_digest: HMAC-SHA256 of name and date of birth as the register gave them, under the function''s key, or null; verified_score: how well the verified_name of service.claim_identity_check() fits, null where there was none. Safe to repeat.';
grant execute on function
  service.claim_identity_check(text[], uuid, integer), service.record_identity_silence(uuid, boolean, text),
  service.record_identity_answer(uuid, text, text, integer, jsonb, text, text, integer) to service_role;

-- Figures -----------------------------------------------------------------------------------------

create view private.identity_provider_figures as
  select known.provider, known.kind, known.position, known.is_on,
    count(attempt.id) filter (where attempt.state = 'answered') as answered,
    count(attempt.id) filter (where attempt.state = 'not_answered') as not_answered,
    count(attempt.id) filter (where attempt.state = 'unknown') as unknown,
    count(attempt.id) filter (where attempt.is_fallback) as asked_in_place_of_another,
    count(attempt.id) filter (where attempt.is_billed and attempt.state <> 'not_answered') as billed_at_most,
    round(extract(epoch from percentile_cont(0.95) within group (order by attempt.ended_at - attempt.claimed_at))::numeric, 2) as seconds_95,
    max(attempt.claimed_at) as last_asked_at
  from private.identity_providers as known
  left join lateral (
    select one.* from private.verification_attempts as one
    join public.verification_cases as subject on subject.id = one.case_id and subject.kind = known.kind
    where one.provider = known.provider and one.claimed_at > now() - interval '24 hours'
  ) as attempt on true
  group by known.provider, known.kind, known.position, known.is_on;
comment on view private.identity_provider_figures is
  'How each company did in the last 24 hours. For staff by public.identity_provider_figures().';
comment on column private.identity_provider_figures.provider is 'Who is asked.';
comment on column private.identity_provider_figures.kind is 'About what.';
comment on column private.identity_provider_figures.position is 'In which place.';
comment on column private.identity_provider_figures.is_on is 'Whether it is asked at all.';
comment on column private.identity_provider_figures.answered is 'Questions that it answered.';
comment on column private.identity_provider_figures.not_answered is 'Questions that it surely did not answer.';
comment on column private.identity_provider_figures.unknown is 'Questions of which nobody knows.';
comment on column private.identity_provider_figures.asked_in_place_of_another is 'Questions that fell over to it.';
comment on column private.identity_provider_figures.billed_at_most is 'Questions that it can put on its bill.';
comment on column private.identity_provider_figures.seconds_95 is 'Within how many seconds 95 of 100 ended.';
comment on column private.identity_provider_figures.last_asked_at is 'When it was asked last, UTC.';

create function private.staff_identity_figures()
returns table (
  provider text, kind public.verification_kind, place integer, is_on boolean, answered bigint, not_answered bigint, unknown bigint,
  asked_in_place_of_another bigint, billed_at_most bigint, seconds_95 numeric, last_asked_at timestamptz, circuits jsonb)
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
#variable_conflict use_column
begin
  perform private.require_staff('decide_verification');
  return query
  select figures.provider, figures.kind, figures.position, figures.is_on, figures.answered, figures.not_answered, figures.unknown,
    figures.asked_in_place_of_another, figures.billed_at_most, figures.seconds_95, figures.last_asked_at, (
      select jsonb_object_agg(breaker.name, breaker.state) from private.circuit_breakers as breaker
      where position(figures.provider in breaker.name) > 0)
  from private.identity_provider_figures as figures order by figures.kind, figures.position;
end
$$;
comment on function private.staff_identity_figures() is 'Checks that the caller is staff, then shows how the companies do.';

create function public.identity_provider_figures()
returns table (
  provider text, kind public.verification_kind, place integer, is_on boolean, answered bigint, not_answered bigint, unknown bigint,
  asked_in_place_of_another bigint, billed_at_most bigint, seconds_95 numeric, last_asked_at timestamptz, circuits jsonb)
language sql
stable
set search_path = ''
as $$
  select * from private.staff_identity_figures()
$$;
comment on function public.identity_provider_figures() is
  'For staff: how each company that knows identities did in the last 24 hours: answers, silences, how often it stood in for another, what it can bill, and whether its circuit is open. Errors: auth.forbidden, auth.insufficient_assurance 403.';
grant execute on function private.staff_identity_figures(), public.identity_provider_figures() to authenticated;

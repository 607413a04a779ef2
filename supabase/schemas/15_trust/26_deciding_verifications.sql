-- Deciding: by itself where a register and the name agree, by a person of the platform's staff where anything is unclear.
-- Nobody is refused by a machine for good: what failed by itself is appealed, and then a person decides, with a reason.
--
-- One identity has one profile. A second profile with the same number is not told so: its case waits for a person, as any
-- that is unclear does, after the same questions to the same companies.

create type public.verification_decision as enum ('verified', 'rejected', 'moved', 'ask_again', 'withdrawn');
comment on type public.verification_decision is
  'verified: it is so; rejected: it is not; moved: it is so, and the identity leaves the other profile that holds it, whose owner lost that account; ask_again: no company''s answer is known, and one may be asked once more; withdrawn: nobody decided, its owner took the consent back or went. Staff cannot choose that.';

create table private.verification_reviews (
  id uuid primary key default private.uuid_v7(),
  case_id uuid not null references public.verification_cases (id) on delete cascade,
  cause text not null check (cause in (
    'name_unclear', 'held_elsewhere', 'another_number', 'person_known', 'person_unknown', 'tried_often', 'unknown_outcome', 'licence', 'appeal')),
  appeal text check (private.is_prose(appeal) and length(appeal) between 3 and 1000),
  opened_at timestamptz not null default now(),
  decision public.verification_decision,
  reason text check (private.is_prose(reason) and length(reason) between 3 and 1000),
  decided_by uuid references public.profiles (id) on delete set null,
  decided_at timestamptz,
  check (num_nulls(decision, reason, decided_at) in (0, 3)),
  check ((cause = 'appeal') = (appeal is not null))
);
comment on table private.verification_reviews is
  'Cases that wait for a person of the staff or were decided by one, and why. No policies: functions only.';
comment on column private.verification_reviews.id is 'Time-ordered identifier.';
comment on column private.verification_reviews.case_id is 'The case.';
comment on column private.verification_reviews.cause is
  'Why a person has to look: name_unclear; held_elsewhere: another profile holds the identity; another_number: this profile has another number of that kind; person_known: name and date of birth are those of another profile''s identity; person_unknown: the register gives no name and date of birth, so that nobody knows whether the person has another profile; tried_often: the number was tried too often; unknown_outcome: no company''s answer is known; licence: no company knows it; appeal.';
comment on column private.verification_reviews.appeal is 'What the owner says.';
comment on column private.verification_reviews.opened_at is 'Since when it waits, UTC.';
comment on column private.verification_reviews.decision is 'What was decided; null while it waits.';
comment on column private.verification_reviews.reason is 'Why.';
comment on column private.verification_reviews.decided_by is 'Who decided; null for SQL in Studio.';
comment on column private.verification_reviews.decided_at is 'When, UTC.';
create unique index verification_reviews_open_key on private.verification_reviews (case_id) where decided_at is null;
create index verification_reviews_case_idx on private.verification_reviews (case_id, id);
create index verification_reviews_waiting_idx on private.verification_reviews (id) where decided_at is null;
create index verification_reviews_decided_by_idx on private.verification_reviews (decided_by);
alter table private.verification_reviews enable row level security;

create function private.before_review_changed()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  -- Only who decided may go, with their account, and the words of an appeal, with its owner's.
  if old.decided_at is not null and (to_jsonb(new) - array['decided_by', 'appeal'] is distinct from to_jsonb(old) - array['decided_by', 'appeal']
    or new.appeal is distinct from old.appeal and new.appeal is distinct from 'Deleted') then
    perform private.raise_problem('record.append_only', 'Cannot change a decision: it is kept as evidence', 409);
  end if;
  return new;
end
$$;
comment on function private.before_review_changed() is 'Trigger: what was decided stays. Error: record.append_only 409.';
create trigger before_review_changed before update on private.verification_reviews
  for each row execute function private.before_review_changed();
create trigger record_audit after insert or update or delete on private.verification_reviews
  for each row execute function private.record_audit('id', 'redacted');

create function private.hold_verification(case_id uuid, cause text)
returns public.verification_cases
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  held public.verification_cases := private.move_verification(case_id, 'manual_review', 'A person looks at it');
begin
  if cause <> 'unknown_outcome' then
    update private.verification_evidence as evidence set sealed = null, sealed_until = null where evidence.case_id = case_id;
  end if;
  insert into private.verification_reviews (case_id, cause) values (case_id, cause);
  return held;
end
$$;
comment on function private.hold_verification(uuid, text) is
  'Hands a case to a person. Its owner sees that, and not why. Its number is forgotten, unless a company may be asked once more.';

create function private.other_holders(register text, hashes text[], user_id uuid)
returns setof private.identity_holders
language sql
stable
set search_path = ''
rows 1
as $$
  select holder.* from private.identity_holders as holder
  where holder.register = other_holders.register and holder.fingerprint = any (private.current_hashes(hashes))
    and holder.user_id <> other_holders.user_id
$$;
comment on function private.other_holders(text, text[], uuid) is 'Who else holds an identity.';

create function private.holders_to_move(kind text, hashes text[], person_hashes text[], user_id uuid)
returns setof private.identity_holders
language sql
stable
set search_path = ''
rows 1
as $$
  with same as (select holder.* from private.other_holders(kind, hashes, user_id) as holder)
  select same.* from same
  union all
  (
    -- Others may share name and birthday and be themselves: only the one whom staff are shown is spoken of.
    select holder.* from private.other_holders('person', person_hashes, user_id) as holder
    where not exists (select from same) order by holder.held_since, holder.id limit 1
  )
$$;
comment on function private.holders_to_move(text, text[], text[], uuid) is
  'From whom "moved" takes an identity: who holds the same number; where nobody does, the one who has held name and date of birth longest. Staff are shown the same one.';

create function private.hold_identity(register text, hashes text[], is_exclusive boolean, subject public.verification_cases)
returns void
language sql
set search_path = ''
as $$
  insert into private.identity_holders as holder (register, fingerprint, is_exclusive, user_id, case_id)
  select hold_identity.register, (private.current_hashes(hashes))[1], hold_identity.is_exclusive, subject.user_id, subject.id
  where hashes is not null and not exists (
    select from private.identity_holders as known
    where known.register = hold_identity.register and known.user_id = subject.user_id
      and known.fingerprint = any (private.current_hashes(hashes)))
$$;
comment on function private.hold_identity(text, text[], boolean, public.verification_cases) is
  'Notes that a person holds an identity, once.';

create function private.finish_verification(subject public.verification_cases, said text, why text)
returns public.verification_cases
language plpgsql
set search_path = ''
as $$
declare
  evidence private.verification_evidence;
  most private.verification_limits;
begin
  select kept.* into evidence from private.verification_evidence as kept where kept.case_id = subject.id;
  select m.* into most from private.verification_limits as m where m.kind = subject.kind;
  perform private.hold_identity(subject.kind::text, evidence.hashes, most.is_exclusive, subject);
  if subject.kind in ('bvn', 'nin', 'vnin') then
    perform private.hold_identity('person', evidence.person_hashes, false, subject);
    -- Bank accounts of what they own are compared with their name, which nobody knew before.
    perform private.want_payee_names(subject.user_id);
  end if;
  return private.move_verification(subject.id, 'verified', why, said);
end
$$;
comment on function private.finish_verification(public.verification_cases, text, text) is
  'Binds the identity of a case to its profile and calls it verified. One that another profile holds breaks the unique key: ask private.other_holders first, under private.lock_identity.';

create function private.lock_identity(case_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  one text;
begin
  -- By the first version, which all that is known of a number has in common, and by the person; in one order.
  for one in
    select distinct unnest(array[
      subject.kind || ' ' || evidence.hashes[cardinality(evidence.hashes)],
      'person ' || evidence.person_hashes[cardinality(evidence.person_hashes)]]) as name
    from private.verification_evidence as evidence
    join public.verification_cases as subject on subject.id = evidence.case_id
    where evidence.case_id = lock_identity.case_id
    order by name
  loop
    perform pg_advisory_xact_lock(hashtextextended('identity ' || one, 0)) where one is not null;
  end loop;
end
$$;
comment on function private.lock_identity(uuid) is
  'Until the transaction ends, nobody else decides about the number of a case, nor about the person that it names.';

create function private.decide_by_itself(case_id uuid)
returns public.verification_cases
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  subject public.verification_cases;
  evidence private.verification_evidence;
  most private.verification_limits;
begin
  perform private.lock_identity(case_id);
  select one.* into subject from public.verification_cases as one where one.id = case_id;
  select kept.* into evidence from private.verification_evidence as kept where kept.case_id = case_id;
  select m.* into most from private.verification_limits as m where m.kind = subject.kind;
  -- One answer for all that is not so: whether a number exists, or whose it is, nobody learns by trying.
  if evidence.outcome is distinct from 'found' or coalesce(evidence.score, 0) < most.reviews_from then
    return private.move_verification(case_id, 'failed', 'The register does not confirm it',
      'The register does not confirm this name with this number. Check both; if they are right, say so, and a person looks at it.');
  elsif least(evidence.score, evidence.verified_score) < most.accepts_from then
    -- Of a bank account also where its name is not that under which its owner's identity is verified.
    return private.hold_verification(case_id, 'name_unclear');
  elsif most.is_exclusive and exists (select from private.other_holders(subject.kind::text, evidence.hashes, subject.user_id)) then
    return private.hold_verification(case_id, 'held_elsewhere');
  elsif subject.kind in ('bvn', 'nin') and exists (
    select from private.identity_holders as holder
    where holder.user_id = subject.user_id and holder.register = subject.kind::text
      and holder.fingerprint <> all (private.current_hashes(evidence.hashes))
  ) then
    return private.hold_verification(case_id, 'another_number');
  elsif subject.kind in ('bvn', 'nin', 'vnin') and evidence.person_hashes is null and not exists (
    -- Unless this profile holds the number since the register said whose it is, that person may have another profile.
    select from private.identity_holders as holder
    join private.identity_holders as person on person.user_id = holder.user_id and person.register = 'person'
    join public.verification_cases as proven on proven.id = person.case_id and proven.kind = subject.kind
    where holder.user_id = subject.user_id and holder.register = subject.kind::text
      and holder.fingerprint = any (private.current_hashes(evidence.hashes))
  ) then
    return private.hold_verification(case_id, 'person_unknown');
  elsif subject.kind in ('bvn', 'nin', 'vnin') and exists (select from private.other_holders('person', evidence.person_hashes, subject.user_id)) then
    return private.hold_verification(case_id, 'person_known');
  end if;
  return private.finish_verification(subject, null, 'The register confirms it');
end
$$;
comment on function private.decide_by_itself(uuid) is
  'What a register''s answer means for a case: verified, refused, or for a person to look at. The one place that decides it.';

-- Appeals ---------------------------------------------------------------------------------------

create function private.appeal_verification(case_id uuid, reason text)
returns public.verification_cases
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  subject public.verification_cases;
  why text := private.without_numbers(nullif(btrim(reason), ''));
begin
  select one.* into subject from public.verification_cases as one
  where one.id = case_id and one.user_id = (select auth.uid()) for update;
  if subject.id is null then
    perform private.raise_problem('verification.not_found', 'Cannot find this among what you had verified', 404,
      jsonb_build_object('field', 'case_id'));
  elsif why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('verification.bad_reason', 'Say why in 3 to 1,000 characters', 400, jsonb_build_object('field', 'reason'));
  elsif subject.status = 'manual_review' and exists (
    select from private.verification_reviews as review
    where review.case_id = subject.id and review.cause = 'appeal' and review.decided_at is null) then
    return subject;
  elsif subject.status not in ('failed', 'rejected') then
    perform private.raise_problem('verification.not_appealable', 'Cannot appeal: this was not refused', 409, jsonb_build_object('field', 'case_id'));
  elsif exists (
    select from public.personal_consents as consent where consent.id = subject.consent_id and consent.withdrawn_at is not null) then
    perform private.raise_problem('verification.consent_withdrawn', 'Cannot appeal: you took your consent back. Begin again', 409,
      jsonb_build_object('field', 'case_id'));
  elsif not exists (select from private.verification_evidence as evidence where evidence.case_id = subject.id)
    or exists (
      select from public.verification_cases as other
      where other.user_id = subject.user_id and other.kind = subject.kind and other.id > subject.id) then
    perform private.raise_problem('verification.appeal_too_late', 'Cannot appeal any more: begin again', 409, jsonb_build_object('field', 'case_id'));
  elsif exists (
    select from private.verification_reviews as review
    where review.case_id = subject.id and review.cause = 'appeal' and review.decision = 'rejected') then
    perform private.raise_problem('verification.appealed', 'Cannot appeal twice: a person has looked at it', 409,
      jsonb_build_object('field', 'case_id'));
  end if;
  -- The history is for ever: the words of the appeal stand with the review, and go with its owner's account.
  perform private.move_verification(subject.id, 'appealed', 'Its owner says that it is wrong');
  subject := private.move_verification(subject.id, 'manual_review', 'A person looks at the appeal');
  insert into private.verification_reviews (case_id, cause, appeal) values (subject.id, 'appeal', why);
  return subject;
end
$$;
comment on function private.appeal_verification(uuid, text) is 'Checks that it is the caller''s and was refused, then hands it to a person with what the caller says.';

create function private.my_verification_appeals()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 3
as $$
begin
  return query
  select distinct review.case_id
  from public.verification_cases as subject
  join private.verification_reviews as review on review.case_id = subject.id and review.cause = 'appeal'
  where subject.user_id = (select auth.uid());
end
$$;
comment on function private.my_verification_appeals() is 'The cases of the caller against whose refusal they have appealed.';
grant execute on function private.my_verification_appeals() to authenticated;

create function public.my_verification_appeals()
returns setof uuid
language sql
stable
set search_path = ''
rows 3
as $$
  select * from private.my_verification_appeals()
$$;
comment on function public.my_verification_appeals() is
  'The cases of yours against whose refusal you have appealed: of each a person looks once.';
grant execute on function public.my_verification_appeals() to authenticated;

create function public.appeal_verification(case_id uuid, reason text)
returns public.verification_cases
language sql
set search_path = ''
as $$
  select private.limit_person('appeal_verification');
  select private.appeal_verification(case_id, private.read_prose('reason', reason))
$$;
comment on function public.appeal_verification(uuid, text) is
  'Says that a refusal of a verification of yours is wrong, and why: a person of the staff looks at it and decides with a reason. Once for each case, until a newer one of its kind is begun. Safe to repeat while it waits. Errors: verification.not_found 404, verification.bad_reason 400, verification.not_appealable, verification.consent_withdrawn, verification.appeal_too_late, verification.appealed 409.';

create function private.withdraw_verification(case_id uuid)
returns public.verification_cases
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  subject public.verification_cases;
begin
  select one.* into subject from public.verification_cases as one
  where one.id = case_id and one.user_id = (select auth.uid()) for update;
  if subject.id is null then
    perform private.raise_problem('verification.not_found', 'Cannot find this among what you had verified', 404,
      jsonb_build_object('field', 'case_id'));
  end if;
  update public.personal_consents as consent set withdrawn_at = now()
  where consent.id = subject.consent_id and consent.withdrawn_at is null;
  -- Whoever waits for a person and goes leaves that to be seen.
  update private.verification_reviews as review
  set decision = 'withdrawn', reason = 'Its owner took the consent back', decided_at = now()
  where review.case_id = subject.id and review.decided_at is null;
  if subject.status = 'verified' then
    subject := private.move_verification(subject.id, 'revoked', 'Its owner took the consent back');
  elsif subject.status in ('consented', 'submitted', 'provider_pending', 'manual_review') then
    subject := private.move_verification(subject.id, 'failed', 'Its owner took the consent back', 'You took your consent back.');
  end if;
  return subject;
end
$$;
comment on function private.withdraw_verification(uuid) is
  'Takes back the consent of a case of the caller''s: nobody is asked any more, and what was verified is so no longer. That the identity was theirs stays known: it cannot be given to another profile by withdrawing.';

create function public.withdraw_verification(case_id uuid)
returns public.verification_cases
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_verification');
  select private.withdraw_verification(case_id)
$$;
comment on function public.withdraw_verification(uuid) is
  'Takes your consent to a verification back: what waits ends, what was verified is so no longer. Safe to repeat. Error: verification.not_found 404.';

-- Staff -----------------------------------------------------------------------------------------

create function private.verifications_to_review(after_id uuid, most integer)
returns table (
  review_id uuid, case_id uuid, kind public.verification_kind, cause text, is_appeal boolean, opened_at timestamptz, score integer,
  is_held_elsewhere boolean, earlier_cases integer)
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
#variable_conflict use_column
begin
  perform private.require_staff('decide_verification');
  return query
  select review.id, subject.id, subject.kind, review.cause, review.appeal is not null, review.opened_at,
    least(evidence.score, evidence.verified_score), exists (
      select from private.holders_to_move(subject.kind::text, evidence.hashes, evidence.person_hashes, subject.user_id)),
    (select count(*)::integer from public.verification_cases as earlier where earlier.user_id = subject.user_id and earlier.id < subject.id)
  from private.verification_reviews as review
  join public.verification_cases as subject on subject.id = review.case_id
  left join private.verification_evidence as evidence on evidence.case_id = subject.id
  where review.decided_at is null and (after_id is null or review.id > after_id)
  order by review.id
  limit least(greatest(coalesce(most, 50), 1), 200);
end
$$;
comment on function private.verifications_to_review(uuid, integer) is
  'Checks that the caller is staff, then lists the cases that wait for a person, oldest first, without saying whose they are.';

create function public.verifications_to_review(after_id uuid default null, most integer default 50)
returns table (
  review_id uuid, case_id uuid, kind public.verification_kind, cause text, is_appeal boolean, opened_at timestamptz, score integer,
  is_held_elsewhere boolean, earlier_cases integer)
language sql
stable
set search_path = ''
as $$
  select * from private.verifications_to_review(after_id, most)
$$;
comment on function public.verifications_to_review(uuid, integer) is
  'For staff: verifications that wait for a person, oldest first, as much of each as is needed to choose one: its cause, whether it is an appeal, how alike the names are, whether another profile holds the identity. Whose it is, read_verification_case() says. Errors: auth.forbidden, auth.insufficient_assurance 403.';

create function private.read_verification_case(case_id uuid, reason text)
returns table (
  id uuid, user_id uuid, display_name text, kind public.verification_kind, status public.verification_status, cause text, appeal text,
  opened_at timestamptz, claimed_name text, official_name text, score integer, reasons jsonb, last_four text, bank_code text,
  licensed_by text, licence_number text, other_user_id uuid, other_display_name text, earlier_cases integer)
language plpgsql
security definer
set search_path = ''
rows 1
as $$
#variable_conflict use_column
declare
  wanted constant uuid := read_verification_case.case_id;
  why text;
  subject public.verification_cases;
  evidence private.verification_evidence;
  other uuid;
begin
  perform private.require_staff('read_verification_case');
  why := private.require_look_reason(reason);
  select one.* into subject from public.verification_cases as one where one.id = wanted;
  if subject.id is null then
    perform private.raise_problem('verification.not_found', 'Cannot find the verification', 404, jsonb_build_object('field', 'case_id'));
  elsif subject.user_id = (select auth.uid()) then
    perform private.raise_problem('verification.own', 'Cannot look at your own: a colleague does', 403, jsonb_build_object('field', 'case_id'));
  end if;
  select kept.* into evidence from private.verification_evidence as kept where kept.case_id = wanted;
  select holder.user_id into other
  from private.holders_to_move(subject.kind::text, evidence.hashes, evidence.person_hashes, subject.user_id) as holder limit 1;
  if other = (select auth.uid()) then
    perform private.raise_problem('verification.own', 'Cannot look at what would take an identity from you: a colleague does', 403,
      jsonb_build_object('field', 'case_id'));
  end if;
  perform private.note_look('read_verification_case', subject.user_id, null, 'verification', why);
  if other is not null then
    perform private.note_look('read_verification_case', other, null, 'verification', why);
  end if;
  return query
  select subject.id, subject.user_id, person.display_name, subject.kind, subject.status, review.cause, review.appeal, review.opened_at,
    subject.first_name || ' ' || subject.last_name, evidence.official_name, least(evidence.score, evidence.verified_score),
    evidence.reasons, subject.last_four, subject.bank_code, subject.licensed_by, subject.licence_number, other, other_person.display_name,
    (select count(*)::integer from public.verification_cases as earlier where earlier.user_id = subject.user_id and earlier.id < subject.id)
  from public.profiles as person
  left join lateral (
    select latest.* from private.verification_reviews as latest where latest.case_id = wanted order by latest.id desc limit 1
  ) as review on true
  left join public.profiles as other_person on other_person.id = other
  where person.id = subject.user_id;
end
$$;
comment on function private.read_verification_case(uuid, text) is
  'Checks that the caller may, and says why, then shows a verification, and writes down that whoever is in it was looked at.';

create function public.read_verification_case(case_id uuid, reason text)
returns table (
  id uuid, user_id uuid, display_name text, kind public.verification_kind, status public.verification_status, cause text, appeal text,
  opened_at timestamptz, claimed_name text, official_name text, score integer, reasons jsonb, last_four text, bank_code text,
  licensed_by text, licence_number text, other_user_id uuid, other_display_name text, earlier_cases integer)
language sql
set search_path = ''
rows 1
as $$
  select private.limit_person('read_verification_case');
  select * from private.read_verification_case(case_id, private.read_prose('reason', reason))
$$;
comment on function public.read_verification_case(uuid, text) is
  'For staff: opens a verification, with a reason: the name claimed beside that of the register, the appeal, and which other profile holds the identity, if one does. Who looked and why is kept; both people see when and what for (my_looks). Errors: auth.forbidden, auth.insufficient_assurance, verification.own 403, verification.not_found 404, staff.bad_reason 400.';

create function private.decide_verification(case_id uuid, decision public.verification_decision, reason text)
returns public.verification_cases
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  why text := private.without_numbers(nullif(btrim(reason), ''));
  subject public.verification_cases;
  evidence private.verification_evidence;
  review private.verification_reviews;
  most private.verification_limits;
  gone record;
begin
  perform private.require_staff('decide_verification');
  if decision is null or decision = 'withdrawn' or why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('staff.bad_reason', 'Cannot decide: say what, and why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', case when decision is null or decision = 'withdrawn' then 'decision' else 'reason' end));
  end if;
  select one.* into subject from public.verification_cases as one where one.id = case_id for update;
  if subject.id is null then
    perform private.raise_problem('verification.not_found', 'Cannot find the verification', 404, jsonb_build_object('field', 'case_id'));
  elsif subject.user_id = caller then
    perform private.raise_problem('verification.own', 'Cannot decide about yourself: a colleague does', 403, jsonb_build_object('field', 'case_id'));
  end if;
  select one.* into review from private.verification_reviews as one where one.case_id = case_id order by one.id desc limit 1 for update;
  if review.id is null or review.decided_at is not null then
    if review.decision = decision and review.decided_by is not distinct from caller then
      return subject;
    end if;
    perform private.raise_problem('verification.already_decided', 'Cannot decide: it does not wait for a person', 409,
      jsonb_build_object('field', 'case_id', 'status', subject.status));
  end if;
  perform private.begin_act('decide_verification', case_id, null, why);
  -- After its row, as those who record answers do.
  perform private.lock_identity(case_id);
  select kept.* into evidence from private.verification_evidence as kept where kept.case_id = case_id;
  if exists (
    select from private.holders_to_move(subject.kind::text, evidence.hashes, evidence.person_hashes, subject.user_id) as holder
    where holder.user_id = caller) then
    perform private.raise_problem('verification.own', 'Cannot decide whether an identity of yours is another''s: a colleague does', 403,
      jsonb_build_object('field', 'case_id'));
  end if;
  select m.* into most from private.verification_limits as m where m.kind = subject.kind;
  if evidence.case_id is null and decision <> 'rejected' then
    perform private.raise_problem('verification.evidence_gone', 'Cannot verify this: what it was based on is forgotten', 409,
      jsonb_build_object('field', 'decision'));
  elsif decision = 'verified' and most.is_exclusive and exists (
    select from private.other_holders(subject.kind::text, evidence.hashes, subject.user_id)) then
    perform private.raise_problem('verification.held_elsewhere',
      'Cannot verify this: another profile holds the identity. If it is the same person, who lost that account, decide "moved"', 409,
      jsonb_build_object('field', 'decision'));
  elsif decision = 'ask_again' and review.cause <> 'unknown_outcome' then
    perform private.raise_problem('verification.not_unknown', 'Cannot ask again: it is known what the register says', 409,
      jsonb_build_object('field', 'decision'));
  end if;
  update private.verification_reviews as one
  set decision = decision, reason = why, decided_by = caller, decided_at = now() where one.id = review.id;
  if decision = 'rejected' then
    return private.move_verification(case_id, 'rejected', 'A person decided', why);
  elsif decision = 'ask_again' then
    if evidence.sealed is null or evidence.sealed_until <= now() then
      return private.move_verification(case_id, 'failed', 'The number is not kept any more',
        'No company had an answer in time. Nothing was decided: begin again.');
    end if;
    update private.verification_attempts as attempt set may_repeat = true where attempt.case_id = case_id and attempt.state = 'unknown';
    subject := private.move_verification(case_id, 'provider_pending', 'A company may be asked once more');
    -- In a new round.
    update public.verification_cases as one set tries = one.tries + 1 where one.id = case_id returning one.* into subject;
    return subject;
  elsif decision = 'moved' then
    for gone in
      select holder.id, holder.user_id
      from private.holders_to_move(subject.kind::text, evidence.hashes, evidence.person_hashes, subject.user_id) as holder
      order by holder.id
    loop
      perform private.revoke_identity(gone.id, gone.user_id, subject.kind);
    end loop;
  end if;
  return private.finish_verification(subject, why, 'A person decided');
end
$$;
comment on function private.decide_verification(uuid, public.verification_decision, text) is
  'Checks that the caller is staff and says why, then decides a case that waits for a person.';

create function private.revoke_identity(holder_id uuid, holder_user uuid, kind public.verification_kind)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  ended record;
begin
  for ended in
    select one.id from public.verification_cases as one
    where one.user_id = holder_user and one.status = 'verified'
      -- Whose identity is another's has none: what stood on other numbers of it goes as well.
      and (one.kind = kind or kind in ('bvn', 'nin', 'vnin') and one.kind in ('bvn', 'nin', 'vnin') or one.id = (select holder.case_id from private.identity_holders as holder where holder.id = holder_id))
    order by one.id for update
  loop
    -- Their owner is told, whoever asked for it: if it was not them, this is how they learn of it.
    perform private.move_verification(ended.id, 'revoked', 'The identity was moved to another profile',
      'Staff found that this identity belongs to another profile. If that is wrong, tell us at once.');
  end loop;
  delete from private.identity_holders as holder
  where holder.id = holder_id or (holder.user_id = holder_user and holder.register = 'person');
end
$$;
comment on function private.revoke_identity(uuid, uuid, public.verification_kind) is
  'Takes an identity from the profile that holds it: it is verified by no register any more, and its owner is told. Other numbers stay bound to it: whose they are nobody has decided.';

create function public.decide_verification(case_id uuid, decision public.verification_decision, reason text)
returns public.verification_cases
language sql
set search_path = ''
as $$
  select private.limit_person('decide_verification');
  select private.decide_verification(case_id, decision, private.read_prose('reason', reason))
$$;
comment on function public.decide_verification(uuid, public.verification_decision, text) is
  'For staff: decides a verification that waits for a person, with a reason, which its owner reads when it is refused. "moved" gives an identity to the profile of somebody who lost the account that held it. Safe to repeat. Errors: auth.forbidden, auth.insufficient_assurance, verification.own 403, verification.not_found 404, staff.bad_reason 400, verification.already_decided, verification.held_elsewhere, verification.not_unknown, verification.evidence_gone 409.';
grant execute on function
  private.appeal_verification(uuid, text), public.appeal_verification(uuid, text),
  private.withdraw_verification(uuid), public.withdraw_verification(uuid),
  private.verifications_to_review(uuid, integer), public.verifications_to_review(uuid, integer),
  private.read_verification_case(uuid, text), public.read_verification_case(uuid, text),
  private.decide_verification(uuid, public.verification_decision, text),
  public.decide_verification(uuid, public.verification_decision, text)
  to authenticated;

-- What time does to verifications: they expire, numbers that no company answered for are forgotten, and so is what an
-- appeal would have needed; and after a new pepper was made, fingerprints are made anew, without any number.

create function private.expire_verifications(batch integer default 500)
returns integer
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  old record;
  done integer := 0;
begin
  for old in
    select one.id from public.verification_cases as one
    where one.status = 'verified' and one.expires_at <= now() order by one.expires_at limit batch for update skip locked
  loop
    perform private.move_verification(old.id, 'expired', 'Its time is over');
    done := done + 1;
  end loop;
  return done;
end
$$;
comment on function private.expire_verifications(integer) is
  'Calls expired what was verified too long ago (it counted as not verified from that moment on), and tells its owner. Run by pg_cron.';
select cron.schedule('expire-verifications', '13 * * * *', private.in_batches('private.expire_verifications'));

create function private.forget_verification_evidence(batch integer default 1000)
returns integer
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  done integer;
begin
  update private.verification_evidence as evidence set sealed = null, sealed_until = null
  where evidence.case_id = any (array(
    select old.case_id from private.verification_evidence as old where old.sealed_until <= now() limit batch for update skip locked));
  get diagnostics done = row_count;
  if done = 0 then
    delete from private.verification_evidence as evidence
    where evidence.case_id = any (array(
      select old.case_id from private.verification_evidence as old where old.forget_at <= now() limit batch for update skip locked));
    get diagnostics done = row_count;
  end if;
  return done;
end
$$;
comment on function private.forget_verification_evidence(integer) is
  'Forgets sealed numbers that nobody answered for in time, and what closed cases were decided by. Run by pg_cron.';
select cron.schedule('forget-verification-evidence', '*/10 * * * *', private.in_batches('private.forget_verification_evidence'));

create function private.rehash_identities(batch integer default 1000)
returns integer
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  newest integer := (select max(known.version) from private.identity_peppers as known);
  done integer;
begin
  update private.identity_holders as holder set fingerprint = private.raised_fingerprint(holder.fingerprint, newest)
  where holder.id = any (array(
    select old.id from private.identity_holders as old where old.version < newest order by old.version, old.id limit batch for update skip locked));
  get diagnostics done = row_count;
  if done = 0 then
    -- Whoever began before the new pepper is done by now: nothing of the old version is left, and none comes.
    update private.identity_peppers as old set retired_at = now()
    where old.version < newest and old.retired_at is null
      and (select max(known.created_at) from private.identity_peppers as known) < now() - interval '10 minutes'
      and not exists (select from private.identity_holders as holder where holder.version <= old.version);
  end if;
  return done;
end
$$;
comment on function private.rehash_identities(integer) is
  'After private.add_identity_pepper(): makes fingerprints of the newest version out of the earlier ones, and calls a version retired when nothing is of it any more. Run by pg_cron.';
select cron.schedule('rehash-identities', '29 * * * *', private.in_batches('private.rehash_identities'));

create function private.forget_verifications(person_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  open record;
begin
  for open in
    select one.id from public.verification_cases as one
    where one.user_id = person_id and one.status in ('consented', 'submitted', 'provider_pending', 'manual_review') order by one.id for update
  loop
    update private.verification_reviews as review
    set decision = 'withdrawn', reason = 'The account was deleted', decided_at = now()
    where review.case_id = open.id and review.decided_at is null;
    perform private.move_verification(open.id, 'failed', 'The account was deleted');
  end loop;
  update private.verification_reviews as review set appeal = 'Deleted'
  from public.verification_cases as subject
  where subject.id = review.case_id and subject.user_id = person_id and review.appeal is not null;
  -- Fingerprints stay as long as they would have: else whoever deletes an account may try a number anew.
  update private.verification_evidence as evidence
  set place = null, sealed = null, sealed_until = null, outcome = null, official_name = null, score = null, reasons = null,
    verified_score = null, person_hashes = null, forget_at = coalesce(evidence.forget_at, now() + most.kept_for)
  from public.verification_cases as subject
  join private.verification_limits as most on most.kind = subject.kind
  where subject.id = evidence.case_id and subject.user_id = person_id;
  update public.verification_cases as one set first_name = 'Deleted', last_name = 'account', licence_number = case when kind = 'agent_licence' then 'Deleted' end
  where one.user_id = person_id;
end
$$;
comment on function private.forget_verifications(uuid) is
  'When an account is deleted: what waits ends; names, what the register said and the words of appeals go, the number''s fingerprints when their time is up. That its identity was verified here stays, as a fingerprint, so that nobody begins anew under a clean name; staff move it (decide_verification, "moved").';

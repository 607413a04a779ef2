-- For staff: who people are. One statement at a time.

-- What waits for a person, oldest first, and why. It names nobody.
select review_id, case_id, kind, cause, is_appeal, score, is_held_elsewhere, earlier_cases, opened_at
from public.verifications_to_review();

-- Open one, and say why: the name claimed beside that of the register, and who else holds the identity. Both see that staff looked.
select display_name, kind, cause, appeal, claimed_name, official_name, score, reasons, last_four, other_user_id, other_display_name
from public.read_verification_case('<waiting case id>', 'Next in the queue');

-- Decide: verified, rejected (its owner reads the reason), ask_again (where no company's answer is known).
select status, decision from public.decide_verification('<case id>', 'verified', 'The NIN slip shows her maiden name');

-- Somebody lost an account and proves it: the identity leaves the old profile, whose owner is told.
select status from public.decide_verification('<case id>', 'moved', 'Seen by video; the old number was lost');

-- What was decided about a person, by whom and why.
select subject.kind, review.cause, review.appeal, review.decision, review.reason, review.decided_by, review.decided_at
from private.verification_reviews as review
join public.verification_cases as subject on subject.id = review.case_id
where subject.user_id = '<person id>' order by review.id;

-- How the companies do, and whom to ask first: positions are data. The second leaves one out.
select * from public.identity_provider_figures();
update private.identity_providers set is_on = false where provider = '<provider>';

-- What was asked about a case.
select provider, state, outcome, error_class, is_fallback, claimed_at, ended_at from private.verification_attempts
where case_id = '<case id>' order by id;

-- From which score a name is the same, and how often a day somebody may try.
select * from private.verification_limits;

-- A new pepper: fingerprints are made anew by themselves (rehash-identities); retired_at says when nothing is of the old one.
select private.add_identity_pepper() where '<yes>' = 'yes';
select version, created_at, retired_at, (select count(*) from private.identity_holders as holder where holder.version = pepper.version)
from private.identity_peppers as pepper order by version;

-- For staff: what was noticed, and what each act needs. One statement at a time.

-- What waits for a person: appeals first, then the gravest. It names nobody.
select id, kind, about, weight, concerns, is_appeal, held_until, is_suspended, confirmed_before, also_open from public.signals_to_review();

-- Open one, and say why: whom it concerns sees that staff looked. With evidence and context.
select kind, about, org_name, display_name, evidence, held_until, appeal, context
from public.read_signal('<waiting signal id>', 'Next in the queue');

-- Decide: dismissed (the act goes on), confirmed (a bank account is retired); those whom it concerns read the reason.
select public.decide_signal('<waiting signal id>', 'dismissed', 'The bank has her maiden name; the certificate was shown');

-- How often staff agreed with each kind.
select kind, weight, hold_for, opened, waiting, confirmed, dismissed, overturned, agreed_percent from public.signal_figures();

-- Weigh one anew, hold it for fewer days, or switch it off.
select * from private.signal_rules order by kind;
select public.set_signal_rule('<signal kind>', true, 10);
select public.set_signal_rule('<held signal kind>', true, 60, 7);

-- All that was ever noticed of an organization or a person.
select opened_at, kind, state, reason, appeal, appeal_decision, appeal_reason, evidence from private.signals
where org_id = '<org id>' or user_id = '<person id>' order by id;

-- What each act needs, from which amount and day on.
select act, from_kobo / 100 as from_naira, level_before, level, holds_from, reason from public.trust_rules order by act, from_kobo;

-- From 1 March 2027 on, whoever pays out more than two million naira has an identity.
select public.set_trust_rule('<act that asks>', 200000000, 'identity', 'Asked for by the bank', '2027-03-01T00:00:00+01:00');

-- What is verified of a person, and their level.
select kind, verified_at, expires_at from private.verified_kinds('<person id>');

-- What can be verified of a person, and by which rules: data, so that thresholds, limits and terms are changed without a
-- release. Telephone and e-mail are proven by the codes of Auth, which keeps that and lets each belong to one account;
-- everything else is a case (20_verification_cases.sql).

create type public.verification_kind as enum ('phone', 'email', 'bank_account', 'bvn', 'nin', 'vnin', 'agent_licence');
comment on type public.verification_kind is
  'What is verified of a person. phone, email: by a code of Auth; bank_account: by its bank''s name for it; bvn, nin, vnin: by the registers of banks and of the state; agent_licence: by a person of the platform''s staff.';

create table public.verification_rules (
  kind public.verification_kind primary key,
  is_on boolean not null default true,
  purpose public.consent_purpose,
  asks text not null constraint verification_rules_asks_check check (private.is_line(asks) and length(asks) between 3 and 300),
  because text not null constraint verification_rules_because_check check (private.is_line(because) and length(because) between 3 and 300),
  keeps text not null constraint verification_rules_keeps_check check (private.is_line(keeps) and length(keeps) between 3 and 300),
  valid_for interval constraint verification_rules_valid_for_check check (valid_for between '1 day' and '10 years'),
  renewable_before interval not null default '30 days'
    constraint verification_rules_renewable_check check (renewable_before between '0' and '1 year'),
  constraint verification_rules_case_check check ((purpose is null) = (kind in ('phone', 'email')))
);
comment on table public.verification_rules is
  'Each kind of verification: what is asked for, why, and what is kept of it, in words for people; and how long it is good for.';
comment on column public.verification_rules.kind is 'What is verified.';
comment on column public.verification_rules.is_on is 'Whether a case of it may be begun.';
comment on column public.verification_rules.purpose is 'The text of consent_texts to agree to first; null for what Auth''s codes prove.';
comment on column public.verification_rules.asks is 'What a person is asked for.';
comment on column public.verification_rules.because is 'Why.';
comment on column public.verification_rules.keeps is 'What is kept of it.';
comment on column public.verification_rules.valid_for is 'How long a verification is good for; null: until it changes.';
comment on column public.verification_rules.renewable_before is 'How long before its end it can be verified anew.';

insert into public.verification_rules (kind, purpose, asks, because, keeps, valid_for) values
  ('phone', null, 'A code that we send to your number', 'So that whoever deals with you can reach you',
    'The number, seen by nobody who does not deal with you', null),
  ('email', null, 'A code that we send to your address', 'So that what concerns you reaches you',
    'The address, seen by nobody who does not deal with you', null),
  ('bank_account', 'verify_bank_account', 'Your bank and the ten figures of your account number',
    'So that nobody is paid under another name than yours', 'The bank, the last four figures, and that the name is yours', '12 months'),
  ('bvn', 'verify_bvn', 'Your name and the eleven figures of your BVN',
    'So that there is one of you here, and nobody who takes your name',
    'The last four figures, and a fingerprint by which the same number is known again', '24 months'),
  ('nin', 'verify_nin', 'Your name and the eleven figures of your NIN',
    'So that there is one of you here, and nobody who takes your name',
    'The last four figures, and a fingerprint by which the same number is known again', '24 months'),
  ('vnin', 'verify_nin', 'Your name and a virtual NIN, made for us in the NIMC app or by *346*3#',
    'As a NIN, without that we ever see it', 'Its last four characters, and a fingerprint of what it said', '12 months'),
  ('agent_licence', 'verify_agent_licence', 'Who licenses you, and under which number',
    'So that people know an agent from somebody who says so', 'Who licensed you, the number, and that we compared it', '12 months');

alter table public.verification_rules enable row level security;
grant select on public.verification_rules to anon, authenticated, service_role;
grant update on public.verification_rules to service_role;
create policy verification_rules_select on public.verification_rules for select to anon, authenticated using (true);
create trigger record_audit after insert or update or delete on public.verification_rules
  for each row execute function private.record_audit('kind');

create table private.verification_limits (
  kind public.verification_kind primary key,
  accepts_from integer not null check (accepts_from between 1 and 100),
  reviews_from integer not null check (reviews_from between 0 and 100),
  by_person integer not null check (by_person between 1 and 1000),
  by_number integer not null check (by_number between 1 and 1000),
  sealed_for interval not null check (sealed_for between '1 minute' and '72 hours'),
  kept_for interval not null check (kept_for between '2 days' and '2 years'),
  is_exclusive boolean not null,
  check (reviews_from <= accepts_from)
);
comment on table private.verification_limits is
  'How sure a name must be, how often a day somebody may try, and how long what was asked with is kept: data. No policies: functions only.';
comment on column private.verification_limits.kind is 'What is verified.';
comment on column private.verification_limits.accepts_from is 'From which score of 100 (_shared/names) a name is the same.';
comment on column private.verification_limits.reviews_from is 'From which score a person looks at it; below, it is refused, and a person looks when that is appealed.';
comment on column private.verification_limits.by_person is 'Cases that one person may begin in 24 hours.';
comment on column private.verification_limits.by_number is 'Cases about one number in 24 hours, whoever begins them; a further one waits for a person and no provider is asked.';
comment on column private.verification_limits.sealed_for is 'How long a number may be kept, sealed, while no provider answers.';
comment on column private.verification_limits.kept_for is 'How long after its end a case keeps what an appeal needs: fingerprints, and the name that the register gave.';
comment on column private.verification_limits.is_exclusive is 'Whether a number can belong to one person alone. An account at a bank can be held by two.';
alter table private.verification_limits enable row level security;
insert into private.verification_limits (kind, accepts_from, reviews_from, by_person, by_number, sealed_for, kept_for, is_exclusive) values
  ('bank_account', 85, 60, 5, 10, '24 hours', '90 days', false),
  ('bvn', 85, 60, 3, 3, '24 hours', '90 days', true),
  ('nin', 85, 60, 3, 3, '24 hours', '90 days', true),
  -- A virtual NIN dies by itself after 72 hours.
  ('vnin', 85, 60, 3, 3, '24 hours', '90 days', true),
  ('agent_licence', 85, 60, 3, 10, '24 hours', '90 days', true);
create trigger record_audit after insert or update or delete on private.verification_limits
  for each row execute function private.record_audit('kind');

insert into public.consent_texts (purpose, version, language, body) values
  ('verify_bank_account', '2026-11', 'en',
    'I agree that Estate asks my bank, through a payment provider, in whose name this account is, and compares it with mine. Estate keeps the bank, the last four figures and the result, never the number. I can take this back at any time; what was compared until then stays true.'),
  ('verify_bvn', '2026-11', 'en',
    'I agree that Estate sends my name and my BVN to a company that is licensed to compare them with the register of the banks, once, to see whether they are mine. Estate keeps the last four figures, a fingerprint that cannot be read back, and the result: no number, photo, address or date of birth. I can take this back at any time.'),
  ('verify_nin', '2026-11', 'en',
    'I agree that Estate sends my name and my NIN or virtual NIN to a company that is licensed to compare them with the register of NIMC, once, to see whether they are mine. Estate keeps the last four characters, a fingerprint that cannot be read back, and the result: no number, photo, address or date of birth. I can take this back at any time.'),
  ('verify_agent_licence', '2026-11', 'en',
    'I agree that Estate compares my licence as an agent with what the authority that gave it publishes, and shows that I am licensed, by whom, and when that was compared. I can take this back at any time.');

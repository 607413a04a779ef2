-- Verification cases: somebody says who they are, agrees to a text, and a company that knows, or a person of the platform's
-- staff, says whether it is so. Nothing is sent before the consent is kept. No number is kept here: its last four
-- figures for people, its fingerprint to know it again, and, while no provider answers, its ciphertext under a key that
-- the database does not have, for a day at most.

create type public.verification_status as enum (
  'consented', 'submitted', 'provider_pending', 'manual_review', 'verified', 'failed', 'rejected', 'appealed', 'expired', 'revoked');
comment on type public.verification_status is
  'consented: begun, nothing is sent yet; submitted: a provider is being asked; provider_pending: no provider had an answer yet, it is asked again by itself; manual_review: a person looks at it; verified; failed: refused by itself, which can be appealed; rejected: by a person; appealed: a person will look at it; expired: was verified; revoked: was verified, and is not any more.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('verification', null, 'consented'),
  ('verification', 'consented', 'submitted'), ('verification', 'consented', 'provider_pending'),
  ('verification', 'consented', 'manual_review'), ('verification', 'consented', 'failed'),
  ('verification', 'submitted', 'provider_pending'), ('verification', 'submitted', 'verified'),
  ('verification', 'submitted', 'manual_review'), ('verification', 'submitted', 'failed'),
  ('verification', 'provider_pending', 'verified'), ('verification', 'provider_pending', 'manual_review'),
  ('verification', 'provider_pending', 'failed'),
  ('verification', 'manual_review', 'verified'), ('verification', 'manual_review', 'rejected'),
  ('verification', 'manual_review', 'provider_pending'), ('verification', 'manual_review', 'failed'),
  ('verification', 'failed', 'appealed'), ('verification', 'rejected', 'appealed'), ('verification', 'appealed', 'manual_review'),
  ('verification', 'verified', 'expired'), ('verification', 'verified', 'revoked');

create table public.personal_consents (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  purpose public.consent_purpose not null,
  version text not null constraint personal_consents_version_check check (version ~ '^[0-9]{4}-[0-9]{2}[a-z]?$'),
  language text not null constraint personal_consents_language_check check (language ~ '^[a-z]{2,3}$'),
  given_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  foreign key (purpose, version, language) references public.consent_texts (purpose, version, language)
);
comment on table public.personal_consents is 'Who agreed to which text about themselves, when: before anything was sent to anybody. Append-only, but that it is taken back once.';
comment on column public.personal_consents.id is 'Time-ordered identifier.';
comment on column public.personal_consents.user_id is 'Who agreed.';
comment on column public.personal_consents.purpose is 'To what.';
comment on column public.personal_consents.version is 'Which text they were shown.';
comment on column public.personal_consents.language is 'In which language.';
comment on column public.personal_consents.given_at is 'When, UTC.';
comment on column public.personal_consents.withdrawn_at is 'When they took it back, UTC; null: they did not.';
create index personal_consents_user_id_idx on public.personal_consents (user_id, id);
create index personal_consents_text_idx on public.personal_consents (purpose, version, language);
alter table public.personal_consents enable row level security;
grant select on public.personal_consents to authenticated, service_role;
create policy personal_consents_select on public.personal_consents for select to authenticated
  using (user_id = (select auth.uid()));
create trigger refuse_change before update of id, user_id, purpose, version, language, given_at on public.personal_consents
  for each row execute function private.refuse_change();
create trigger refuse_rewriting before update of withdrawn_at on public.personal_consents
  for each row when (old.withdrawn_at is not null and old.withdrawn_at is distinct from new.withdrawn_at)
  execute function private.refuse_change();
create trigger refuse_deleting before delete on public.personal_consents
  for each row execute function private.refuse_deleting_alone('public.profiles', 'user_id');
create trigger refuse_truncate before truncate on public.personal_consents
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.personal_consents
  for each row execute function private.record_audit();

create table public.verification_cases (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  kind public.verification_kind not null constraint verification_cases_kind_check check (kind not in ('phone', 'email')),
  status public.verification_status not null default 'consented',
  consent_id uuid not null references public.personal_consents (id) on delete cascade,
  first_name text not null constraint verification_cases_first_name_check
    check (private.is_line(first_name) and length(btrim(first_name)) between 1 and 80 and first_name !~ '[0-9]{3}'),
  last_name text not null constraint verification_cases_last_name_check
    check (private.is_line(last_name) and length(btrim(last_name)) between 1 and 80 and last_name !~ '[0-9]{3}'),
  last_four text constraint verification_cases_last_four_check check (last_four ~ '^[0-9A-Z]{4}$'),
  bank_code text constraint verification_cases_bank_code_check check (bank_code ~ '^[0-9A-Z]{3,10}$'),
  licensed_by text constraint verification_cases_licensed_by_check
    check (private.is_line(licensed_by) and length(btrim(licensed_by)) between 2 and 120),
  licence_number text constraint verification_cases_licence_number_check
    check (private.is_line(licence_number) and length(btrim(licence_number)) between 2 and 60),
  tries integer not null default 0,
  next_try_at timestamptz,
  verified_at timestamptz,
  expires_at timestamptz,
  decision text constraint verification_cases_decision_check
    check (private.is_prose(decision) and length(decision) between 3 and 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint verification_cases_facts_check check (
    case kind when 'agent_licence' then num_nulls(licensed_by, licence_number) = 0 and num_nonnulls(last_four, bank_code) = 0
      else last_four is not null and (kind = 'bank_account') = (bank_code is not null)
        and num_nonnulls(licensed_by, licence_number) = 0 end),
  constraint verification_cases_verified_check check (status not in ('verified', 'expired', 'revoked') or verified_at is not null),
  constraint verification_cases_try_check check ((next_try_at is not null) = (status in ('consented', 'submitted', 'provider_pending')))
);
comment on table public.verification_cases is
  'What somebody wants verified of themselves, and how it stands. Kept without the number that it is about.';
comment on column public.verification_cases.id is 'Time-ordered identifier.';
comment on column public.verification_cases.user_id is 'Whose.';
comment on column public.verification_cases.kind is 'What.';
comment on column public.verification_cases.status is 'Moved by functions only.';
comment on column public.verification_cases.consent_id is 'What they agreed to first.';
comment on column public.verification_cases.first_name is 'First name or names, as the person gives them.';
comment on column public.verification_cases.last_name is 'Family name, likewise.';
comment on column public.verification_cases.last_four is 'The last four characters of the number.';
comment on column public.verification_cases.bank_code is 'Whose account number it is, by Paystack''s code; for bank accounts.';
comment on column public.verification_cases.licensed_by is 'The authority; for agents'' licences.';
comment on column public.verification_cases.licence_number is 'Under which number it lists the agent, for everybody to see; for agents'' licences.';
comment on column public.verification_cases.tries is 'In how many rounds providers were asked.';
comment on column public.verification_cases.next_try_at is 'When providers are asked next, UTC; null: nobody is to be asked.';
comment on column public.verification_cases.verified_at is 'When it was verified, UTC.';
comment on column public.verification_cases.expires_at is 'Until when that is good, UTC; null: it never was verified, or for as long as it stays so.';
comment on column public.verification_cases.decision is 'What the person who decided it said, for its owner.';
comment on column public.verification_cases.created_at is 'When it was begun, UTC.';
comment on column public.verification_cases.updated_at is 'Last change, UTC.';
create index verification_cases_user_id_idx on public.verification_cases (user_id, kind, id desc);
create index verification_cases_consent_id_idx on public.verification_cases (consent_id);
create index verification_cases_next_try_idx on public.verification_cases (next_try_at) where next_try_at is not null;
create index verification_cases_expires_idx on public.verification_cases (expires_at) where status = 'verified';
create unique index verification_cases_open_key on public.verification_cases (user_id, kind)
  where status in ('consented', 'submitted', 'provider_pending', 'manual_review', 'appealed');
alter table public.verification_cases enable row level security;
grant select on public.verification_cases to authenticated, service_role;
create policy verification_cases_select on public.verification_cases for select to authenticated
  using (user_id = (select auth.uid()));

create table private.verification_changes (
  id uuid primary key default private.uuid_v7(),
  case_id uuid not null,
  from_state text,
  to_state text not null,
  reason text,
  actor_id uuid,
  occurred_at timestamptz not null default now()
);
comment on table private.verification_changes is
  'History of every move of a verification case. Append-only, without foreign keys: it outlives what it is about. No policies: functions only.';
comment on column private.verification_changes.id is 'Time-ordered identifier.';
comment on column private.verification_changes.case_id is 'The case.';
comment on column private.verification_changes.from_state is 'State before; null when it was begun.';
comment on column private.verification_changes.to_state is 'State after.';
comment on column private.verification_changes.reason is 'Why.';
comment on column private.verification_changes.actor_id is 'The signed-in user who moved it; null for a worker.';
comment on column private.verification_changes.occurred_at is 'When, UTC.';
create index verification_changes_case_idx on private.verification_changes (case_id, id);
alter table private.verification_changes enable row level security;
create trigger refuse_change before update or delete on private.verification_changes
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on private.verification_changes
  for each statement execute function private.refuse_change();

create table private.verification_evidence (
  case_id uuid primary key references public.verification_cases (id) on delete cascade,
  hashes text[] not null check (cardinality(hashes) between 1 and 20),
  place uuid,
  sealed text check (length(sealed) between 20 and 400),
  sealed_until timestamptz,
  outcome text check (outcome in ('found', 'not_found')),
  official_name text check (private.is_line(official_name) and length(official_name) between 1 and 200),
  score integer check (score between 0 and 100),
  reasons jsonb check (jsonb_typeof(reasons) = 'array'),
  verified_score integer check (verified_score between 0 and 100),
  person_hashes text[],
  forget_at timestamptz,
  check ((sealed is null) = (sealed_until is null) and (sealed is null or place is not null))
);
comment on table private.verification_evidence is
  'What a case is decided by, apart from where the API looks: fingerprints, the ciphertext of its number while a provider is to be asked, and what the provider said. Gone some time after its end. No policies: functions only.';
comment on column private.verification_evidence.case_id is 'The case.';
comment on column private.verification_evidence.hashes is 'Fingerprints of its number, newest version first.';
comment on column private.verification_evidence.place is 'What the ciphertext is bound to; moved to another row it does not open.';
comment on column private.verification_evidence.sealed is 'The number, sealed by the identity function for this case (_shared/sealed.ts): gone with the first answer.';
comment on column private.verification_evidence.sealed_until is 'Until when it may be kept, UTC.';
comment on column private.verification_evidence.outcome is 'Whether the register knows the number.';
comment on column private.verification_evidence.official_name is 'The name that the register gave, for the person who decides.';
comment on column private.verification_evidence.score is 'How well that is the name of the case, 0 to 100.';
comment on column private.verification_evidence.reasons is 'Why, in the codes of _shared/names, with the words that it compared.';
comment on column private.verification_evidence.verified_score is
  'Of a bank account: how well its name is that under which its owner''s identity is verified, 0 to 100; null: none was.';
comment on column private.verification_evidence.person_hashes is 'Fingerprints of name and date of birth as the register gave them: the same person under another number.';
comment on column private.verification_evidence.forget_at is 'When this row goes, UTC; null while the case is open.';
create index verification_evidence_hashes_idx on private.verification_evidence using gin (hashes);
create index verification_evidence_forget_idx on private.verification_evidence (forget_at) where forget_at is not null;
create index verification_evidence_sealed_idx on private.verification_evidence (sealed_until) where sealed_until is not null;
alter table private.verification_evidence enable row level security;

create table private.identity_holders (
  id uuid primary key default private.uuid_v7(),
  register text not null check (register in ('bank_account', 'bvn', 'nin', 'vnin', 'agent_licence', 'person')),
  fingerprint text not null check (fingerprint ~ '^[1-9][0-9]?:[0-9a-f]{64}$'),
  version integer not null generated always as (split_part(fingerprint, ':', 1)::integer) stored,
  is_exclusive boolean not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  case_id uuid not null references public.verification_cases (id) on delete cascade,
  held_since timestamptz not null default now(),
  unique (register, fingerprint, user_id)
);
comment on table private.identity_holders is
  'Whose verified identity each number is, by its fingerprint: one of a register that is exclusive has one holder. A verification that ends leaves it: an identity does not wander from profile to profile. No policies: functions only.';
comment on column private.identity_holders.id is 'Time-ordered identifier.';
comment on column private.identity_holders.register is 'Which register, or person: name and date of birth as a register gave them.';
comment on column private.identity_holders.fingerprint is 'Version of the pepper and HMAC-SHA256: see private.identity_hash().';
comment on column private.identity_holders.version is 'That version: during a rotation rows of two stand here.';
comment on column private.identity_holders.is_exclusive is 'Whether nobody else can hold it.';
comment on column private.identity_holders.user_id is 'Who.';
comment on column private.identity_holders.case_id is 'By which case.';
comment on column private.identity_holders.held_since is 'Since when, UTC.';
create unique index identity_holders_exclusive_key on private.identity_holders (register, fingerprint) where is_exclusive;
create index identity_holders_user_id_idx on private.identity_holders (user_id);
create index identity_holders_case_id_idx on private.identity_holders (case_id);
create index identity_holders_version_idx on private.identity_holders (version, id);
create trigger record_audit after insert or update or delete on private.identity_holders
  for each row execute function private.record_audit('id', 'redacted');
alter table private.identity_holders enable row level security;

create function private.without_numbers(said text)
returns text
language sql
immutable
set search_path = ''
as $$
  select regexp_replace(said, '[A-Za-z]{2}[0-9]{12}[A-Za-z]{2}|[0-9]([ .-]?[0-9]){9,}', '[number]', 'g')
$$;
comment on function private.without_numbers(text) is
  'What somebody said, without numbers as long as those of an account, a BVN or a NIN: whoever writes theirs into a reason does not leave it here.';

-- Moving ----------------------------------------------------------------------------------------

create function private.before_verification_case_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.admit_move('verification', null, new.id, case when tg_op = 'UPDATE' then old.status::text end, new.status::text);
  new.updated_at := now();
  return new;
end
$$;
comment on function private.before_verification_case_written() is
  'Trigger: the move is checked and written down (private.admit_move). Errors: verification.illegal_transition, verification.direct_change 409.';
create trigger before_verification_case_written before insert or update on public.verification_cases
  for each row execute function private.before_verification_case_written();
create trigger record_audit after insert or update or delete on public.verification_cases
  for each row execute function private.record_audit();

create function private.move_verification(case_id uuid, to_status public.verification_status, reason text, said text default null)
returns public.verification_cases
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  moved public.verification_cases;
begin
  perform private.begin_move('verification', case_id, reason);
  update public.verification_cases as one
  set status = to_status,
    next_try_at = case when to_status in ('submitted', 'provider_pending') then coalesce(one.next_try_at, now()) end,
    verified_at = case when to_status = 'verified' then now() else one.verified_at end,
    expires_at = case when to_status = 'verified' then now() + (
      select rule.valid_for from public.verification_rules as rule where rule.kind = one.kind) else one.expires_at end,
    decision = coalesce(said, case when to_status in ('verified', 'failed', 'rejected') then null else one.decision end)
  where one.id = case_id
  returning one.* into moved;
  if to_status in ('verified', 'failed', 'rejected', 'expired', 'revoked') then
    -- Nobody is asked any more: the number goes at once, what an appeal needs later.
    update private.verification_evidence as evidence
    set sealed = null, sealed_until = null, forget_at = now() + (
      select most.kept_for from private.verification_limits as most where most.kind = moved.kind)
    where evidence.case_id = moved.id;
  elsif to_status = 'manual_review' then
    update private.verification_evidence as evidence set forget_at = null where evidence.case_id = moved.id;
  end if;
  if to_status = 'verified' then
    perform private.want_shown_names(moved.user_id);
  end if;
  if to_status in ('verified', 'failed', 'rejected', 'manual_review', 'expired', 'revoked') then
    perform private.notify(array[moved.user_id], null, 'verification_' || to_status,
      case to_status
        when 'verified' then 'Verified: ' || private.verification_name(moved.kind)
        when 'manual_review' then 'A person looks at this now: ' || private.verification_name(moved.kind)
        when 'expired' then 'Verify this anew: ' || private.verification_name(moved.kind)
        when 'revoked' then 'Not verified any more: ' || private.verification_name(moved.kind)
        else 'Not verified: ' || private.verification_name(moved.kind) end,
      moved.id, jsonb_build_object('kind', moved.kind));
  end if;
  return moved;
end
$$;
comment on function private.move_verification(uuid, public.verification_status, text, text) is
  'Moves a case along its machine, forgets what it does not need any more, and tells its owner. reason: for the history; said: for its owner too.';

create function private.verification_name(kind public.verification_kind)
returns text
language sql
immutable
set search_path = ''
as $$
  select case kind
    when 'phone' then 'your telephone number' when 'email' then 'your e-mail address' when 'bank_account' then 'your bank account'
    when 'bvn' then 'your BVN' when 'nin' then 'your NIN' when 'vnin' then 'your virtual NIN' when 'agent_licence' then 'your licence as an agent' end
$$;
comment on function private.verification_name(public.verification_kind) is 'What a kind of verification is called to its owner.';

-- What is verified --------------------------------------------------------------------------------

create function private.verified_kinds(user_id uuid)
returns table (kind public.verification_kind, verified_at timestamptz, expires_at timestamptz)
language sql
stable
set search_path = ''
rows 4
as $$
  select 'phone'::public.verification_kind, account.phone_confirmed_at, null::timestamptz
  from auth.users as account where account.id = verified_kinds.user_id and account.phone is not null and account.phone_confirmed_at is not null
  union all
  select 'email', account.email_confirmed_at, null
  from auth.users as account where account.id = verified_kinds.user_id and account.email is not null and account.email_confirmed_at is not null
  union all
  (
    select distinct on (one.kind) one.kind, one.verified_at, one.expires_at from public.verification_cases as one
    where one.user_id = verified_kinds.user_id and one.status = 'verified' and (one.expires_at is null or one.expires_at > now())
    order by one.kind, one.verified_at desc
  )
$$;
comment on function private.verified_kinds(uuid) is
  'What is verified of a person now, each kind once, since when and until when: computed, so that what expires is gone in that moment.';

create function private.verified_name(user_id uuid)
returns text
language sql
stable
set search_path = ''
as $$
  select one.first_name || ' ' || one.last_name from public.verification_cases as one
  where one.user_id = verified_name.user_id and one.kind in ('bvn', 'nin', 'vnin') and one.status = 'verified' and one.expires_at > now()
  order by one.verified_at desc limit 1
$$;
comment on function private.verified_name(uuid) is 'The name under which a person''s identity is verified; null while it is not.';

create function private.my_verified_kinds()
returns table (kind public.verification_kind, verified_at timestamptz, expires_at timestamptz)
language sql
stable
security definer
set search_path = ''
rows 4
as $$
  select known.* from private.verified_kinds(auth.uid()) as known
$$;
comment on function private.my_verified_kinds() is 'What is verified of the caller.';

create function public.my_verifications()
returns table (
  kind public.verification_kind, is_on boolean, asks text, because text, keeps text, consent_purpose public.consent_purpose,
  verified_at timestamptz, expires_at timestamptz, case_id uuid, status public.verification_status, next_try_at timestamptz, decision text)
language sql
stable
set search_path = ''
rows 7
as $$
  select rule.kind, rule.is_on, rule.asks, rule.because, rule.keeps, rule.purpose,
    verified.verified_at, verified.expires_at, latest.id, latest.status, latest.next_try_at, latest.decision
  from public.verification_rules as rule
  left join private.my_verified_kinds() as verified on verified.kind = rule.kind
  left join lateral (
    select one.id, one.status, one.next_try_at, one.decision from public.verification_cases as one
    where one.user_id = (select auth.uid()) and one.kind = rule.kind order by one.id desc limit 1) as latest on true
  order by rule.kind
$$;
comment on function public.my_verifications() is
  'Each kind of verification, step by step: what is asked for, why, what is kept, whether it is verified of the caller, and how the latest case of it stands.';
grant execute on function private.my_verified_kinds(), public.my_verifications() to authenticated;

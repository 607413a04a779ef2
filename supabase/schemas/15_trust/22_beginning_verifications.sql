-- Beginning a case. The identity function calls this with what a person sent, before it asks anybody: consent, limits and
-- the case stand here, committed, before the first byte leaves.

create function private.verification_facts_are_whole(
  kind public.verification_kind, last_four text, digest text, sealed text, bank_code text, licensed_by text, licence_number text)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select digest is not null and case kind
    when 'agent_licence' then length(btrim(licensed_by)) between 2 and 120 and length(btrim(licence_number)) between 2 and 60
    else last_four is not null and sealed is not null and (kind = 'bank_account') = (bank_code is not null) end
$$;
comment on function private.verification_facts_are_whole(public.verification_kind, text, text, text, text, text, text) is
  'Whether a case has what its kind needs. Null for what is not there counts as no.';

create function private.is_name(written text)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select length(btrim(written)) between 1 and 80 and written !~ '[0-9]{3}'
$$;
comment on function private.is_name(text) is 'Whether this may be a name: a number that came into the wrong field is none, and is not kept. Null for null.';

create function private.give_consent(person uuid, agreed public.consent_purpose, version text, language text)
returns uuid
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  given uuid;
begin
  insert into public.personal_consents (user_id, purpose, version, language)
  select person, shown.purpose, shown.version, shown.language from public.consent_texts as shown
  where shown.purpose = agreed and shown.version = version and shown.language = language and shown.is_in_force
  returning id into given;
  if given is null then
    perform private.raise_problem('consent.unknown_text', 'Cannot take this consent: show the text that is in force, and send its version and language',
      400, jsonb_build_object('field', private.wrong_consent_field(agreed, version)));
  end if;
  return given;
end
$$;
comment on function private.give_consent(uuid, public.consent_purpose, text, text) is
  'Keeps that somebody agreed to a text that is shown now; returns the consent. Error: consent.unknown_text 400.';

create function private.open_verification(
  acting_user uuid, kind public.verification_kind, first_name text, last_name text, consent_version text, consent_language text,
  last_four text, digest text, place uuid, sealed text, bank_code text, licensed_by text, licence_number text)
returns public.verification_cases
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  rule public.verification_rules;
  most private.verification_limits;
  known public.verification_cases;
  opened public.verification_cases;
  fingerprints text[];
  agreed uuid;
begin
  select r.* into rule from public.verification_rules as r where r.kind = kind and r.is_on and r.purpose is not null;
  select m.* into most from private.verification_limits as m where m.kind = kind;
  if rule.kind is null or most.kind is null then
    perform private.raise_problem('verification.kind_off', 'Cannot verify this here', 400, jsonb_build_object('field', 'kind'));
  end if;
  if private.verification_facts_are_whole(kind, last_four, digest, sealed, bank_code, licensed_by, licence_number) is not true
    or private.is_name(first_name) is not true or private.is_name(last_name) is not true then
    perform private.raise_problem('verification.incomplete', 'Cannot verify this: something is missing', 400,
      jsonb_build_object('field', case when private.is_name(first_name) is not true then 'first_name'
        when private.is_name(last_name) is not true then 'last_name'
        when kind = 'agent_licence' then 'licence_number' else 'number' end));
  end if;
  -- One person's attempts queue here, so that the limit is one.
  perform from public.profiles as person where person.id = acting_user for no key update;
  if not found then
    perform private.raise_problem('person.not_found', 'Cannot find the person', 404, jsonb_build_object('field', 'acting_user'));
  end if;
  fingerprints := private.identity_hashes(kind::text, digest);
  select one.* into known from public.verification_cases as one
  where one.user_id = acting_user and one.kind = kind
    and (one.status in ('consented', 'submitted', 'provider_pending', 'manual_review', 'appealed')
      or one.status = 'verified' and one.expires_at > now() + rule.renewable_before)
  order by one.status = 'verified', one.id desc limit 1;
  if known.id is not null then
    -- The same again finds what there is; another number waits until this one is decided.
    if exists (
      select from private.verification_evidence as evidence where evidence.case_id = known.id and evidence.hashes && fingerprints
      union all
      select from private.identity_holders as holder where holder.case_id = known.id and holder.fingerprint = any (fingerprints)
    ) then
      return known;
    elsif known.status <> 'verified' then
      perform private.raise_problem('verification.open', 'Cannot begin another one: the first is not decided yet', 409,
        jsonb_build_object('field', 'kind', 'case_id', known.id));
    end if;
  end if;
  if (select count(*) from public.verification_cases as one
    where one.user_id = acting_user and one.kind = kind and one.created_at > now() - interval '24 hours') >= most.by_person then
    perform private.raise_problem('verification.too_many',
      format('Cannot try this more than %s times a day: go on tomorrow, or ask us', most.by_person), 429, jsonb_build_object('field', 'kind'));
  end if;
  agreed := private.give_consent(acting_user, rule.purpose, consent_version, consent_language);
  insert into public.verification_cases as made (
    user_id, kind, consent_id, first_name, last_name, last_four, bank_code, licensed_by, licence_number, next_try_at)
  values (
    acting_user, kind, agreed, btrim(first_name), btrim(last_name), case when kind <> 'agent_licence' then last_four end, bank_code,
    -- Whoever begins it asks, and can tell what came of it; the job goes on with what they left.
    btrim(licensed_by), btrim(licence_number), now() + interval '30 seconds')
  returning made.* into opened;
  insert into private.verification_evidence (case_id, hashes, place, sealed, sealed_until)
  values (opened.id, fingerprints, place, sealed, case when sealed is not null then now() + most.sealed_for end);
  -- Whoever tries one number under many names, or from many accounts, learns nothing by it: it waits for a person. Those who
  -- try it at the same moment queue here (the lock of private.lock_identity), so that each counts those before.
  perform pg_advisory_xact_lock(hashtextextended('identity ' || kind || ' ' || fingerprints[cardinality(fingerprints)], 0));
  if (select count(*) from private.verification_evidence as evidence
    join public.verification_cases as other on other.id = evidence.case_id
    where evidence.hashes && fingerprints and other.kind = kind and other.created_at > now() - interval '24 hours') > most.by_number then
    return private.hold_verification(opened.id, 'tried_often');
  elsif kind = 'agent_licence' then
    return private.hold_verification(opened.id, 'licence');
  end if;
  return opened;
end
$$;
comment on function private.open_verification(
  uuid, public.verification_kind, text, text, text, text, text, text, uuid, text, text, text, text) is
  'Checks limits, keeps the consent and begins a case; what needs a person waits for one at once.';

create function service.read_verification(acting_user uuid, case_id uuid)
returns public.verification_cases
language sql
stable
security definer
set search_path = ''
as $$
  select one.* from public.verification_cases as one
  where one.id = read_verification.case_id and one.user_id = read_verification.acting_user
$$;
comment on function service.read_verification(uuid, uuid) is 'How a case of a person stands.';
grant execute on function service.read_verification(uuid, uuid) to service_role;

create function service.start_verification(
  acting_user uuid, kind public.verification_kind, first_name text, last_name text, consent_version text, consent_language text,
  last_four text, digest text, place uuid, sealed text, bank_code text, licensed_by text, licence_number text)
returns public.verification_cases
language sql
security definer
set search_path = ''
as $$
  select private.open_verification(
    acting_user, kind, private.read_line('first_name', first_name), private.read_line('last_name', last_name), consent_version, consent_language,
    last_four, digest, place, sealed, bank_code, private.read_line('licensed_by', licensed_by), private.read_line('licence_number', licence_number))
$$;
comment on function service.start_verification(
  uuid, public.verification_kind, text, text, text, text, text, text, uuid, text, text, text, text) is
  'Begins a case for a person, with their consent, before anybody is asked. digest: HMAC-SHA256 of the number under the function''s key; sealed: the number, sealed for place. The same again returns the case there is. Errors: verification.kind_off, verification.incomplete, consent.unknown_text 400, verification.open 409, verification.too_many 429.';
grant execute on function service.start_verification(
  uuid, public.verification_kind, text, text, text, text, text, text, uuid, text, text, text, text) to service_role;

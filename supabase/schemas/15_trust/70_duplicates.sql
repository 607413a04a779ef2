-- What is looked for: one thing behind several people or organizations. Each is noticed where it comes in, in the same
-- transaction; nobody who brings it in learns whose the other one is, or that there is one.

create table private.payee_fingerprints (
  payee_account_id uuid primary key,
  org_id uuid not null,
  shared_hash text not null check (shared_hash ~ '^[0-9a-f]{64}$'),
  is_owners boolean not null,
  foreign key (org_id, payee_account_id) references public.payee_accounts (org_id, id)
);
comment on table private.payee_fingerprints is
  'By which a bank account is known again in another organization. Stays when an account is retired: who was thrown out comes back. No policies: functions only.';
comment on column private.payee_fingerprints.payee_account_id is 'The account.';
comment on column private.payee_fingerprints.org_id is 'Whose.';
comment on column private.payee_fingerprints.is_owners is
  'Whether it was surely in the name of a verified owner when it was compared: then somebody else who brings it does not have it held.';
comment on column private.payee_fingerprints.shared_hash is 'HMAC-SHA256 in hex of provider, bank and number, under a key that the database does not have.';
create index payee_fingerprints_account_idx on private.payee_fingerprints (org_id, payee_account_id);
create index payee_fingerprints_hash_idx on private.payee_fingerprints (shared_hash);
alter table private.payee_fingerprints enable row level security;

create function private.watch_payee_account(account public.payee_accounts, shared_hash text, name_matches jsonb)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  is_owners boolean := private.names_an_owner(account.org_id, name_matches);
  others uuid[];
  other record;
begin
  if account.name_check in ('unclear', 'differs') then
    perform private.open_signal('payee_name', 'payee_account', account.id, account.org_id, null, coalesce(shared_hash, account.id::text),
      jsonb_build_object('account_name', account.account_name, 'bank_name', account.bank_name, 'last_four', account.last_four,
        'score', account.name_score, 'compared', (
          select jsonb_agg(jsonb_build_object('whose', known.whose, 'name', known.name, 'score', said.score, 'reasons', said.reasons))
          from private.payee_names(account.org_id) as known
          left join jsonb_to_recordset(coalesce(name_matches, '[]')) as said (whose text, person_id uuid, score integer, reasons jsonb)
            on said.whose = known.whose and said.person_id is not distinct from known.person_id)));
  end if;
  if shared_hash is null then
    return;
  end if;
  -- Two who bring the same account at once: the second waits here and then sees the first.
  perform pg_advisory_xact_lock(hashtextextended('payee:' || shared_hash, 0));
  -- Compared again later, it may turn out to be its owner's.
  insert into private.payee_fingerprints as known (payee_account_id, org_id, shared_hash, is_owners)
  values (account.id, account.org_id, shared_hash, is_owners)
  on conflict (payee_account_id) do update set is_owners = known.is_owners or excluded.is_owners;
  -- One person's two organizations may have one account.
  others := array(
    select distinct known.org_id from private.payee_fingerprints as known
    where known.shared_hash = shared_hash and known.org_id <> account.org_id and not exists (
      select from public.memberships as mine
      join public.memberships as theirs on theirs.user_id = mine.user_id and theirs.org_id = known.org_id and theirs.role = 'owner'
      where mine.org_id = account.org_id and mine.role = 'owner'));
  if cardinality(others) > 0 and not is_owners then
    perform private.open_signal('payee_shared', 'payee_account', account.id, account.org_id, null, shared_hash,
      jsonb_build_object('account_name', account.account_name, 'bank_name', account.bank_name, 'last_four', account.last_four,
        'other_org_ids', to_jsonb(others)));
  elsif is_owners then
    -- It is the newcomer's: else whoever types a landlord's account number first would stop the landlord. Held are those others
    -- who have it and not its name.
    for other in
      select theirs.id, theirs.org_id, theirs.account_name, theirs.bank_name, theirs.last_four
      from private.payee_fingerprints as known
      join public.payee_accounts as theirs on theirs.id = known.payee_account_id and theirs.status in ('proposed', 'approved')
      where known.shared_hash = shared_hash and known.org_id = any (others) and not known.is_owners order by theirs.id
    loop
      perform private.open_signal('payee_shared', 'payee_account', other.id, other.org_id, null, shared_hash,
        jsonb_build_object('account_name', other.account_name, 'bank_name', other.bank_name, 'last_four', other.last_four,
          'other_org_ids', jsonb_build_array(account.org_id)));
    end loop;
  end if;
end
$$;
comment on function private.watch_payee_account(public.payee_accounts, text, jsonb) is
  'Looks at a bank account that is added, or was compared with a verified owner: is it in the right name, and does it stand behind another organization that has no owner in common? Held is who does not have its name: the newcomer, or those others.';

create index payment_proofs_sha256_idx on public.payment_proofs (sha256);

create function private.after_proof_added()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  others uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('proof:' || new.sha256, 0));
  -- Within an organization it is refused (09_money/46).
  others := array(
    select proof.offline_payment_id from public.payment_proofs as proof where proof.sha256 = new.sha256 and proof.org_id <> new.org_id);
  if cardinality(others) > 0 then
    perform private.open_signal('proof_reused', 'offline_payment', new.offline_payment_id, new.org_id, new.added_by, new.sha256,
      jsonb_build_object('storage_path', new.storage_path, 'other_payment_ids', to_jsonb(others)));
  end if;
  return null;
end
$$;
comment on function private.after_proof_added() is 'Trigger: was this file shown to another landlord before?';
create trigger after_proof_added after insert on public.payment_proofs
  for each row execute function private.after_proof_added();

create function private.title_key(kind public.title_document_kind, number text, registry text)
returns text
language sql
immutable
set search_path = ''
as $$
  -- "LS/45/2311", "ls 45 2311" and "45/45/2311" of one registry: letters and figures count; a bare short number does not.
  select case when length(written) >= 5 then md5(kind::text || ':' || written) end
  from (select regexp_replace(upper(number), '[^A-Z0-9]', '', 'g') as written) as read
  where number is not null
$$;
comment on function private.title_key(public.title_document_kind, text, text) is
  'By which one title document is known again, however its number is written; null for what has no number that tells. The registry is not part of it: people name one in many ways, and whoever shows a document twice names another.';

create index title_documents_key_idx on public.title_documents (private.title_key(kind, number, registry));

create function private.watch_title_document(document public.title_documents)
returns void
language plpgsql
set search_path = ''
as $$
declare
  known text := private.title_key(document.kind, document.number, document.registry);
  others jsonb;
begin
  if known is null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('title:' || known, 0));
  select jsonb_agg(jsonb_build_object('title_document_id', other.id, 'property_id', other.property_id, 'org_id', other.org_id,
    'status', other.status, 'registry', other.registry) order by other.id) into others
  from public.title_documents as other
  where private.title_key(other.kind, other.number, other.registry) = known and other.property_id <> document.property_id
    and other.id <> document.id;
  -- Who tells of it second is held, whoever it is: the holder's name is typed, unlike a bank's, and so tells nothing. The hold stops
  -- staff's own finding alone, and they lift it by dismissing the signal.
  if others is not null then
    perform private.open_signal('title_reused', 'title_document', document.id, document.org_id, null, known,
      jsonb_build_object('kind', document.kind, 'number', document.number, 'registry', document.registry, 'property_id', document.property_id, 'others', others));
  end if;
end
$$;
comment on function private.watch_title_document(public.title_documents) is 'Looks at a title document that was told of: was it told of for another property?';

create table private.phone_holders (
  phone text not null check (length(phone) between 5 and 20),
  user_id uuid not null references public.profiles (id) on delete cascade,
  held_since timestamptz not null default now(),
  primary key (phone, user_id)
);
comment on table private.phone_holders is
  'Which profile proved a telephone number, also after it gave it up: a number is one account''s at a time, but wanders. No policies: functions only.';
comment on column private.phone_holders.phone is 'The number as Auth keeps it.';
comment on column private.phone_holders.user_id is 'Whose profile; gone with it, and when the account is deleted.';
comment on column private.phone_holders.held_since is 'Since when, UTC.';
create index phone_holders_user_id_idx on private.phone_holders (user_id);
alter table private.phone_holders enable row level security;

create function private.watch_phone(person uuid, number text, at timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
declare
  known constant text := ltrim(number, '+');
  others uuid[];
begin
  if known is null or at is null or not exists (select from public.profiles as profile where profile.id = person) then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('phone:' || known, 0));
  insert into private.phone_holders (phone, user_id) values (known, person)
  on conflict on constraint phone_holders_pkey do nothing;
  others := array(
    select holder.user_id from private.phone_holders as holder where holder.phone = known and holder.user_id <> person);
  if cardinality(others) > 0 then
    perform private.open_signal('phone_shared', 'person', person, null, person, encode(sha256(convert_to(known, 'utf8')), 'hex'),
      jsonb_build_object('last_four', right(known, 4), 'other_user_ids', to_jsonb(others)));
  end if;
end
$$;
comment on function private.watch_phone(uuid, text, timestamptz) is
  'Keeps that a profile proved a number, and looks whether it was another profile''s. Called when an account is made or its number changes.';

create function private.after_phone_changed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.watch_phone(new.id, new.phone, new.phone_confirmed_at);
  return null;
end
$$;
comment on function private.after_phone_changed() is 'Trigger on auth.users: a number that is proven later is looked at then.';
create trigger after_phone_changed after update of phone, phone_confirmed_at on auth.users
  for each row execute function private.after_phone_changed();

create function private.after_verification_review()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  subject public.verification_cases;
begin
  select one.* into subject from public.verification_cases as one where one.id = new.case_id;
  if tg_op = 'INSERT' then
    -- The case itself waits for the same people: the signal counts it among the others, and holds nothing besides.
    if new.cause in ('held_elsewhere', 'person_known') then
      perform private.open_signal('identity_shared', 'person', subject.user_id, null, subject.user_id, subject.id::text,
        jsonb_build_object('case_id', subject.id, 'kind', subject.kind, 'cause', new.cause, 'last_four', subject.last_four));
    end if;
  elsif new.decision in ('verified', 'moved', 'rejected') then
    update private.signals as signal
    set state = case new.decision when 'rejected' then 'confirmed' else 'dismissed' end, reason = new.reason,
      decided_by = new.decided_by, decided_at = new.decided_at
    where signal.kind = 'identity_shared' and signal.subject_id = subject.user_id and signal.matter = subject.id::text and signal.state = 'open';
  end if;
  return null;
end
$$;
comment on function private.after_verification_review() is
  'Trigger: an identity that another profile holds is a signal too, and is decided with its case.';
create trigger after_verification_review after insert or update of decision on private.verification_reviews
  for each row execute function private.after_verification_review();

create function private.forget_signals(person_id uuid)
returns void
language sql
set search_path = ''
as $$
  delete from private.phone_holders as holder where holder.user_id = person_id;
  -- That there was something, and what was decided, stays; of what it was seen by only what names nobody.
  update private.signals as signal
  set appeal = case when signal.appeal is not null then 'Deleted' end, evidence = signal.evidence - 'last_four',
    matter = case signal.kind when 'phone_shared' then signal.id::text else signal.matter end
  where signal.user_id = person_id
$$;
comment on function private.forget_signals(uuid) is
  'When an account is deleted: the numbers that it proved and the words of its appeals go. What concerns an organization is the organization''s.';

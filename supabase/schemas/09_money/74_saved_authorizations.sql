-- Saved authorizations: cards that payers let us charge again. A card is kept only if its owner said so before they paid,
-- to a text that stands here. What charges it, the provider's token, is sealed by the jobs function (_shared/sealed.ts) and
-- kept apart, where no role of the API looks; people see brand, last four digits and expiry.

create type public.consent_purpose as enum (
  'save_authorization', 'autopay', 'verify_bank_account', 'verify_bvn', 'verify_nin', 'verify_agent_licence');
comment on type public.consent_purpose is
  'save_authorization: a card may be kept; autopay: it may be charged by itself, within limits; verify_…: a company that knows may be asked whether a person is who they say.';

create table public.consent_texts (
  purpose public.consent_purpose not null,
  version text not null constraint consent_texts_version_check check (version ~ '^[0-9]{4}-[0-9]{2}[a-z]?$'),
  language text not null constraint consent_texts_language_check check (language ~ '^[a-z]{2,3}$'),
  body text not null check (length(body) between 20 and 2000),
  is_in_force boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (purpose, version, language)
);
comment on table public.consent_texts is 'What people agree to, word for word. A new wording is a new version; the old one stays, for those who agreed to it.';
comment on column public.consent_texts.purpose is 'What it allows.';
comment on column public.consent_texts.version is 'Year and month from which it is shown, such as 2026-11; a letter for a second one of a month.';
comment on column public.consent_texts.language is 'ISO 639 code of its language.';
comment on column public.consent_texts.body is 'The text itself.';
comment on column public.consent_texts.is_in_force is 'Whether people may still agree to it.';
comment on column public.consent_texts.created_at is 'When it was written, UTC.';
insert into public.consent_texts (purpose, version, language, body) values
  ('save_authorization', '2026-11', 'en',
    'I agree that Estate keeps this card with the payment provider, so that I can pay with it again. Estate sees its kind, its last four digits and when it expires, never its number. I can remove it at any time.'),
  ('autopay', '2026-11', 'en',
    'I agree that Estate charges my saved card for what falls due of this tenancy: only the kinds of charge that I chose, never more than my limits for a charge and a month, and only after telling me some days before. I can leave a charge out, or stop it all, at any time.');

create table public.payer_consents (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  purpose public.consent_purpose not null,
  version text not null constraint payer_consents_version_check check (version ~ '^[0-9]{4}-[0-9]{2}[a-z]?$'),
  language text not null constraint payer_consents_language_check check (language ~ '^[a-z]{2,3}$'),
  payment_id uuid,
  tenancy_id uuid,
  given_at timestamptz not null default now(),
  used_at timestamptz,
  unique (org_id, payment_id),
  foreign key (purpose, version, language) references public.consent_texts (purpose, version, language),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint payer_consents_subject_check check (
    case purpose when 'save_authorization' then payment_id is not null and tenancy_id is null
      else payment_id is null and tenancy_id is not null end)
);
comment on table public.payer_consents is 'Who agreed to which text, when: before the card was charged or kept.';
comment on column public.payer_consents.id is 'Time-ordered identifier.';
comment on column public.payer_consents.org_id is 'The organization of the payment or tenancy.';
comment on column public.payer_consents.user_id is 'Who agreed.';
comment on column public.payer_consents.purpose is 'To what.';
comment on column public.payer_consents.version is 'Which text they were shown.';
comment on column public.payer_consents.language is 'In which language.';
comment on column public.payer_consents.payment_id is 'The payment whose card may be kept.';
comment on column public.payer_consents.tenancy_id is 'The tenancy whose charges may be taken.';
comment on column public.payer_consents.given_at is 'When, UTC.';
comment on column public.payer_consents.used_at is 'When it let us keep the card of its payment, which it does once, UTC; null: not yet.';
create index payer_consents_user_id_idx on public.payer_consents (user_id);
create index payer_consents_text_idx on public.payer_consents (purpose, version, language);
create index payer_consents_tenancy_idx on public.payer_consents (org_id, tenancy_id) where tenancy_id is not null;

create type public.authorization_status as enum ('usable', 'removed', 'refused');
comment on type public.authorization_status is 'usable: it can be charged; removed: its owner took it away; refused: the bank will never let it be charged again. Whether it has expired its date says.';

create table public.saved_authorizations (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  provider public.payment_method not null check (provider in ('paystack', 'flutterwave')),
  status public.authorization_status not null default 'usable',
  channel text not null constraint saved_authorizations_channel_check check (length(channel) between 1 and 40),
  brand text check (length(brand) <= 40),
  bank text check (length(bank) <= 100),
  last_four text constraint saved_authorizations_last_four_check check (last_four ~ '^[0-9]{4}$'),
  expires_on public.calendar_date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.saved_authorizations is 'The cards that a person let us keep, as they know them. What charges one stands in private.authorization_tokens, sealed.';
comment on column public.saved_authorizations.id is 'Time-ordered identifier.';
comment on column public.saved_authorizations.user_id is 'Whose card.';
comment on column public.saved_authorizations.provider is 'With whom it is kept: no other can charge it.';
comment on column public.saved_authorizations.status is 'Whether it can be charged.';
comment on column public.saved_authorizations.channel is 'Card, or what else the provider calls it.';
comment on column public.saved_authorizations.brand is 'Visa, Verve and so on, as the provider says.';
comment on column public.saved_authorizations.bank is 'Which bank gave it out, as the provider says.';
comment on column public.saved_authorizations.last_four is 'The last four digits.';
comment on column public.saved_authorizations.expires_on is 'The last day of the month on the card; null where the provider does not say.';
comment on column public.saved_authorizations.created_at is 'When it was kept, UTC.';
comment on column public.saved_authorizations.updated_at is 'Last change, UTC.';
create index saved_authorizations_user_id_idx on public.saved_authorizations (user_id, id);

create table private.authorization_tokens (
  authorization_id uuid primary key,
  user_id uuid not null,
  provider public.payment_method not null,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  email text not null check (length(email) between 3 and 320),
  place text not null check (length(place) between 1 and 100),
  sealed text not null check (sealed ~ '^[a-z0-9-]{1,20}\.[A-Za-z0-9+/]{16}\.[A-Za-z0-9+/]+={0,2}$'),
  sealed_at timestamptz not null default now(),
  unique (user_id, provider, fingerprint),
  foreign key (authorization_id) references public.saved_authorizations (id) on delete cascade
);
comment on table private.authorization_tokens is
  'What charges a saved card: ciphertext under a key that the database never sees. Gone as soon as its card is removed or refused. No policies: functions only.';
comment on column private.authorization_tokens.authorization_id is 'The saved card.';
comment on column private.authorization_tokens.user_id is 'Whose card.';
comment on column private.authorization_tokens.provider is 'Who gave the token.';
comment on column private.authorization_tokens.fingerprint is 'SHA-256 of what the provider calls the card itself, in hex: the same card is kept once for a person.';
comment on column private.authorization_tokens.email is 'The address that the card paid with: the provider charges it for that one only.';
comment on column private.authorization_tokens.place is 'What the ciphertext is bound to; moved to another row it does not open.';
comment on column private.authorization_tokens.sealed is 'Name of the key, nonce and ciphertext: see _shared/sealed.ts.';
comment on column private.authorization_tokens.sealed_at is 'When it was sealed, UTC: what is older than a new key is to be sealed anew.';

create table private.removed_cards (
  user_id uuid not null references public.profiles (id) on delete cascade,
  provider public.payment_method not null,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  removed_at timestamptz not null default now(),
  primary key (user_id, provider, fingerprint)
);
comment on table private.removed_cards is
  'Cards that their owners took away: no payment that was agreed to before brings one back, however late its event comes. Kept as long as private.retention_rules says. No policies: functions only.';
comment on column private.removed_cards.user_id is 'Whose card.';
comment on column private.removed_cards.provider is 'With whom it was kept.';
comment on column private.removed_cards.fingerprint is 'As in private.authorization_tokens: by it the card is known again, and nothing can be charged.';
comment on column private.removed_cards.removed_at is 'When it was taken away last, UTC.';
create index removed_cards_removed_at_idx on private.removed_cards (removed_at);
alter table private.removed_cards enable row level security;

alter table public.consent_texts enable row level security;
alter table public.payer_consents enable row level security;
alter table public.saved_authorizations enable row level security;
alter table private.authorization_tokens enable row level security;
grant select on public.consent_texts, public.payer_consents, public.saved_authorizations to authenticated;
grant select, insert, update on public.consent_texts to service_role;
grant select on public.payer_consents, public.saved_authorizations to service_role;
create policy consent_texts_select on public.consent_texts for select to authenticated using (true);
-- A person's own, and nobody else's: not their landlord's, not the other tenants'.
create policy payer_consents_select on public.payer_consents for select to authenticated
  using (user_id = (select auth.uid()));
create policy saved_authorizations_select on public.saved_authorizations for select to authenticated
  using (user_id = (select auth.uid()));
create trigger touch_updated_at before update on public.saved_authorizations
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.saved_authorizations
  for each row execute function private.record_audit();

-- Consent -------------------------------------------------------------------------------------------------

create function private.require_consent_text(purpose public.consent_purpose, version text, language text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if not exists (
    select from public.consent_texts as shown
    where shown.purpose = require_consent_text.purpose and shown.version = require_consent_text.version
      and shown.language = require_consent_text.language and shown.is_in_force
  ) then
    perform private.raise_problem('consent.unknown_text', 'Cannot take your consent: name version and language of the text that you were shown', 400,
      jsonb_build_object('field', 'consent_version'));
  end if;
end
$$;
comment on function private.require_consent_text(public.consent_purpose, text, text) is
  'Refuses (400 consent.unknown_text) a text that is not shown to people now.';

create function private.note_consent_to_save(payment public.payments, version text, language text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into public.payer_consents (org_id, user_id, purpose, version, language, payment_id)
  values (payment.org_id, payment.payer_id, 'save_authorization', version, language, payment.id);
end
$$;
comment on function private.note_consent_to_save(public.payments, text, text) is
  'Notes that a payer let us keep the card of a payment that begins: before the provider hears of it, and never afterwards.';

create function private.may_save_authorization(payment_id uuid)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return exists (
    select from public.payer_consents as consent
    where consent.payment_id = may_save_authorization.payment_id and consent.purpose = 'save_authorization');
end
$$;
comment on function private.may_save_authorization(uuid) is 'Whether who pays let us keep the card of a payment.';
create index payer_consents_payment_id_idx on public.payer_consents (payment_id) where payment_id is not null;

-- Keeping ---------------------------------------------------------------------------------------------------

create function service.save_authorization(
  payment_reference text,
  provider public.payment_method,
  channel text,
  brand text,
  bank text,
  last_four text,
  expires_on text,
  email text,
  fingerprint text,
  sealed text
)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payment public.payments;
  last_day public.calendar_date := private.read_date('expires_on', expires_on);
  kept_id uuid;
  is_first boolean;
begin
  select p.* into payment from public.payments as p where p.reference = payment_reference and p.method = provider;
  if payment.payer_id is null or not private.may_save_authorization(payment.id) then
    return false;
  end if;
  -- A person's cards come one after the other, so that the same one is never kept twice.
  perform from public.profiles as payer where payer.id = payment.payer_id for no key update;
  select token.authorization_id into kept_id from private.authorization_tokens as token
  where token.user_id = payment.payer_id and token.provider = provider and token.fingerprint = fingerprint;
  -- Agreed once, kept once: a card that was taken away does not come back when its event is worked off again.
  update public.payer_consents as consent set used_at = now()
  where consent.payment_id = payment.id and consent.purpose = 'save_authorization' and consent.used_at is null;
  is_first := found;
  if kept_id is null then
    -- Nor by a payment that was agreed to before it was taken away, of which nobody had heard by then.
    if not is_first or exists (
      select from private.removed_cards as removed
      join public.payer_consents as consent on consent.payment_id = payment.id and consent.purpose = 'save_authorization'
      where removed.user_id = payment.payer_id and removed.provider = provider and removed.fingerprint = fingerprint
        and removed.removed_at >= consent.given_at
    ) then
      return false;
    end if;
    insert into public.saved_authorizations as saved (user_id, provider, channel, brand, bank, last_four, expires_on)
    values (payment.payer_id, provider, left(channel, 40), left(brand, 40), left(bank, 100), last_four, last_day)
    returning saved.id into kept_id;
    insert into private.authorization_tokens (authorization_id, user_id, provider, fingerprint, email, place, sealed)
    values (kept_id, payment.payer_id, provider, fingerprint, email, payment_reference, sealed);
  else
    -- The same card once more: the newest token charges it. In the order of private.end_authorization(), which may be
    -- taking it away.
    update public.saved_authorizations as saved set expires_on = last_day where saved.id = kept_id and saved.status = 'usable';
    if not found then
      return false;
    end if;
    update private.authorization_tokens as token set email = email, place = payment_reference, sealed = sealed, sealed_at = now()
    where token.authorization_id = kept_id;
  end if;
  return true;
end
$$;
comment on function service.save_authorization(text, public.payment_method, text, text, text, text, text, text, text, text) is
  'Keeps the card of a payment that the provider confirmed, if who paid had agreed; false: they had not, or took the card away since. sealed is the provider''s token, sealed for the place that payment_reference names. Safe to repeat.';
grant execute on function
  service.save_authorization(text, public.payment_method, text, text, text, text, text, text, text, text) to service_role;

-- Taking away -----------------------------------------------------------------------------------------------

create function private.end_authorization(authorization_id uuid, to_status public.authorization_status)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- What charges by it stops first, in one order, as private.lock_autopays() locks it.
  perform private.lock_autopays(authorization_id);
  update public.saved_authorizations as saved set status = to_status where saved.id = authorization_id and saved.status = 'usable';
  if to_status = 'removed' then
    insert into private.removed_cards as removed (user_id, provider, fingerprint, removed_at)
    select token.user_id, token.provider, token.fingerprint, clock_timestamp()
    from private.authorization_tokens as token where token.authorization_id = authorization_id
    on conflict on constraint removed_cards_pkey do update set removed_at = excluded.removed_at;
  end if;
  -- Nobody can charge it any more, whatever else goes wrong.
  delete from private.authorization_tokens as token where token.authorization_id = authorization_id;
  perform private.pause_autopay(autopay.id, (case to_status when 'removed' then 'card_removed' else 'card_refused' end)::public.autopay_pause)
  from public.autopays as autopay
  where autopay.authorization_id = authorization_id and autopay.status = 'on'
  order by autopay.id;
end
$$;
comment on function private.end_authorization(uuid, public.authorization_status) is
  'A card that is removed, or that the bank refuses for good: its token is deleted, and autopay by it pauses.';

create function private.remove_saved_authorization(authorization_id uuid)
returns public.saved_authorizations
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  saved public.saved_authorizations;
begin
  if not exists (
    select from public.saved_authorizations as mine where mine.id = authorization_id and mine.user_id = (select auth.uid())
  ) then
    perform private.raise_problem('saved_authorization.not_found', 'Cannot find the card among those that you saved', 404,
      jsonb_build_object('field', 'authorization_id'));
  end if;
  perform private.end_authorization(authorization_id, 'removed');
  select s.* into strict saved from public.saved_authorizations as s where s.id = authorization_id;
  return saved;
end
$$;
comment on function private.remove_saved_authorization(uuid) is 'Checks that the card is the caller''s, then takes it away.';

create function public.remove_saved_authorization(authorization_id uuid)
returns public.saved_authorizations
language sql
set search_path = ''
as $$
  select private.limit_person('remove_saved_authorization');
  select private.remove_saved_authorization(authorization_id)
$$;
comment on function public.remove_saved_authorization(uuid) is
  'Takes away a card that you saved: it is never charged again, and autopay by it pauses. A charge that is under way is not called back. Safe to repeat. Error: saved_authorization.not_found 404.';
grant execute on function private.remove_saved_authorization(uuid), public.remove_saved_authorization(uuid) to authenticated;

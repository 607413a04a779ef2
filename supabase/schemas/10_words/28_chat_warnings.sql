-- What a message is warned of while there is no tenancy yet: account numbers, telephone numbers, and asking to be paid past
-- the platform, in English and Nigerian Pidgin. A warned message is said all the same, to both sides with the warning.
-- What is noticed is data: staff change it in Studio while a trick goes round. tests/database/words/labelled_messages.json
-- is what keeps it right.

create type public.chat_warning as enum ('account_number', 'phone_number', 'pay_directly');
comment on type public.chat_warning is 'What a message is warned of. What an app says to people about each: clients/sdk/src/words/warnings.ts.';

create table public.chat_warning_patterns (
  id uuid primary key default private.uuid_v7(),
  kind public.chat_warning not null,
  pattern text not null check (length(pattern) between 3 and 500),
  unless text check (length(unless) between 3 and 500),
  note text not null check (length(btrim(note)) between 3 and 300),
  unique (kind, pattern)
);
comment on table public.chat_warning_patterns is
  'By what a warning is noticed: regular expressions (PostgreSQL''s) over the text as private.plain_words() gives it. Written in Studio.';
comment on column public.chat_warning_patterns.id is 'Time-ordered identifier.';
comment on column public.chat_warning_patterns.kind is 'The warning.';
comment on column public.chat_warning_patterns.pattern is 'Where this is found, it is warned of.';
comment on column public.chat_warning_patterns.unless is 'But not where this is found too; null: always.';
comment on column public.chat_warning_patterns.note is 'What it is for, with an example.';
alter table public.chat_warning_patterns enable row level security;
grant select, insert, update, delete on public.chat_warning_patterns to service_role;
grant select on public.chat_warning_patterns to authenticated;
create policy chat_warning_patterns_select on public.chat_warning_patterns for select to authenticated
  using ((select private.is_staff('moderation')));
create trigger record_audit after insert or update or delete on public.chat_warning_patterns
  for each row execute function private.record_audit();

create function private.before_chat_warning_pattern_written()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  -- What is no regular expression would fail every message; so would one that cannot be part of another, as all are.
  perform '' ~ new.pattern, '' ~ ('(?:' || new.pattern || ')'), '' ~ new.unless;
  if new.pattern ~ '\\[1-9]' then
    raise invalid_regular_expression;
  end if;
  return new;
exception when invalid_regular_expression then
  perform private.raise_problem('value.bad_text', 'Cannot use the pattern: it is no regular expression, begins with options or refers back to a group', 400,
    jsonb_build_object('field', 'pattern'));
  return null;
end
$$;
comment on function private.before_chat_warning_pattern_written() is 'Trigger: a pattern is a regular expression. Error: value.bad_text 400.';
create trigger before_chat_warning_pattern_written before insert or update on public.chat_warning_patterns
  for each row execute function private.before_chat_warning_pattern_written();

create function private.plain_words(said text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  plain text := lower(regexp_replace(normalize(private.as_typed(said), nfkd), '[\u0300-\u036f]', '', 'g'));
  digit text;
begin
  -- Dates, times and amounts are numbers that nobody is warned of.
  plain := regexp_replace(plain, '\m\d{4}-\d{1,2}-\d{1,2}\M|\m\d{1,2}/\d{1,2}/\d{2,4}\M|\m\d{1,2}:\d{2}\M', ' # ', 'g');
  plain := regexp_replace(plain, '(₦|\mngn|\mn)? ?\m\d{1,3}(,\d{3})+(\.\d{1,2})?\M|(₦|\mngn|\mn) ?\d+(\.\d+)?[km]?\M|\m\d+(\.\d+)? ?(naira|million|thousand|kobo|percent|sqm|%)', ' # ', 'g');
  -- Numbers in words, one digit after the other.
  if plain ~ '\m(zero|oh|one|two|three|four|five|six|seven|eight|nine)\M[ ,.-]+(zero|oh|one|two|three|four|five|six|seven|eight|nine|\d)\M' then
    foreach digit in array '{zero0,oh0,one1,two2,three3,four4,five5,six6,seven7,eight8,nine9}'::text[] loop
      plain := regexp_replace(plain, '\m' || left(digit, -1) || '\M', right(digit, 1), 'g');
    end loop;
    plain := regexp_replace(plain, '(\d) ?, ?(?=\d)', '\1', 'g');
  end if;
  -- "0803 123 45-67" is one number.
  plain := regexp_replace(plain, '(\d)[ ._()/*-]{1,3}(?=\d)', '\1', 'g');
  return regexp_replace(regexp_replace(plain, '[''’`]', '', 'g'), '\s+', ' ', 'g');
end
$$;
comment on function private.plain_words(text) is
  'A text as patterns of warnings look at it: small letters without marks, dates and amounts as #, digits that stand apart or in words put together.';

create function private.warnings_in(said text)
returns public.chat_warning[]
language plpgsql
stable
set search_path = ''
as $$
declare
  words constant text := private.plain_words(said);
  any_of text;
begin
  -- All of them as one first, which most messages do not meet: PostgreSQL keeps thirty-two expressions ready for a session, and
  -- to make the forty of these anew for each message took twenty milliseconds.
  select string_agg('(?:' || known.pattern || ')', '|' order by known.id) into any_of from public.chat_warning_patterns as known;
  if words !~ any_of then
    return '{}'::public.chat_warning[];
  end if;
  return array(
    select distinct known.kind from public.chat_warning_patterns as known
    where words ~ known.pattern and (known.unless is null or words !~ known.unless)
    order by known.kind);
end
$$;
comment on function private.warnings_in(text) is 'What a text is to be warned of, by public.chat_warning_patterns; empty for most.';

create function private.is_settled(talk public.conversations)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  if talk.tenancy_id is not null then
    return exists (
      select from public.tenancies as tenancy
      where tenancy.id = talk.tenancy_id and tenancy.status not in ('draft', 'offered', 'cancelled'));
  end if;
  return talk.sale_id is null and exists (
    select from public.tenants as known
    join public.tenancy_parties as party on party.tenant_id = known.id
    join public.tenancies as tenancy on tenancy.id = party.tenancy_id and tenancy.is_in_force
    where known.org_id = talk.org_id and known.user_id = talk.opened_by);
end
$$;
comment on function private.is_settled(public.conversations) is
  'Whether there is a tenancy between those who talk: from then on nothing is warned of. In talks about a sale there never is.';

insert into public.chat_warning_patterns (kind, pattern, unless, note) values
  ('phone_number', '(?<!\d)(\+?234|00234)?0?[789][01]\d{8}(?!\d)', '\m(account|acct|acc|a/c|akant|acount|nuban|iuc|smart ?card|meter|token)\M',
    'A Nigerian mobile number in any writing: 0803 123 4567, +234 803 123 4567, oh eight oh three ...'),
  ('phone_number', '(?<!\d)(\+?234|00234|0)[789][01]\d{8}(?!\d)', null, 'With its 0 or country code it is a telephone number whatever stands beside it'),
  ('phone_number', '(?<!\d)\+(?!234)[1-9]\d{8,14}(?!\d)', null, 'A number abroad: +44 7700 900123'),
  ('account_number', '(?<!\d)(?![789][01]\d{8})\d{10}(?!\d)', '\m(iuc|smart ?card|meter|token|receipt|reference|ref|waybill|tracking|pin|order)\M',
    'Ten digits that are no mobile number: 0123456789'),
  ('account_number', '(?<!\d)\d{10}(?!\d).*\m(gtb|gtbank|gt bank|access|zenith|uba|first ?bank|fbn|fidelity|union bank|sterling|wema|alat|polaris|fcmb|stanbic|ecobank|keystone|opay|palmpay|palm pay|kuda|moniepoint|monie point|providus|jaiz|account|acct|acc|akant|bank|nuban)\M',
    null, 'Ten digits and a bank: 8031234567 Opay'),
  ('account_number', '\m(gtb|gtbank|gt bank|access|zenith|uba|first ?bank|fbn|fidelity|union bank|sterling|wema|alat|polaris|fcmb|stanbic|ecobank|keystone|opay|palmpay|palm pay|kuda|moniepoint|monie point|providus|jaiz|account|acct|acc|akant|bank|nuban)\M.*(?<!\d)\d{10}(?!\d)',
    null, 'A bank and ten digits: account 8031234567'),
  ('pay_directly', '\m(pay|paying|transfer|send|drop|remit|forward|deposit|lodge|wire)\M[^.?!]{0,40}\m(to me|me|us|my|our|him|her|the (landlord|agent|owner|caretaker))\M[^.?!]{0,25}\m(direct|directly|straight|account|acct|acc|akant|aza|opay|palmpay|kuda|moniepoint|wallet)\M',
    '\m(dont|do not|never|no|cannot|cant|should not) (ever )?(pay|transfer|send|drop|remit|wire)\M[^.?!]{0,40}\m(outside|directly|direct|straight)\M', 'Pay me directly; send it to my account; transfer to my opay'),
  ('pay_directly', '\m(pay|paying|transfer|send|settle|deal|do (it|this|the payment))\M[^.?!]{0,40}\m(outside|off|without|bypass|not (through|on|via|with)|instead of)\M[^.?!]{0,12}\m(the )?(app|platform|site|website|system|estate|online)\M',
    '\m(dont|do not|never|cannot|cant|should not|not allowed to|wont|will not)\M[^.?!]{0,10}\m(pay|transfer|send|settle|deal)\M', 'Pay outside the app'),
  ('pay_directly', '\m(no need|dont|do not|never|no)\M[^.?!]{0,12}\m((pay|send|transfer|go|put)\M[^.?!]{0,20}\m(on|through|via|inside|for|with|by)\M|use\M)[^.?!]{0,8}\m(app|platform|site|website)\M',
    '\m(outside|off)\M|[,;.] ?use the app\M', 'No need to pay on the app; no pay for app'),
  ('pay_directly', '\m(pay|give|drop|send|wire|transfer|bring|remit|deposit)\M[^.?!]{0,30}(#|\d+ ?k\M|\m(money|deposit|rent|cash|half|balance|amount|am|fee|payment|something|small)\M)[^.?!]{0,15}\m(to|give|for|with|into) (me|us|my hand|my hands)\M',
    '\m(receipt|invoice|bill)\M', 'Send the deposit to me; drop small money for me'),
  ('pay_directly', '\m(send|give|drop|pay) (me|us)\M[^.?!]{0,12}(\m\d+ ?k\M|#|\m(money|deposit|half|cash)\M)', '\m(receipt|invoice|bill|back)\M', 'Send me 50k to hold the flat'),
  ('pay_directly', '\m(pay|do|deal|settle|give|handle|arrange)\M[^.?!]{0,25}\m(offline|privately|under the table|in hand|hand to hand)\M', null, 'If you pay offline; do it privately'),
  ('pay_directly', '\m(forget|abandon|comot for|commot for|no mind|dont mind|ignore)\M[^.?!]{0,6}\m(app|platform|website)\M|\mleave (the|this|that) (app|platform|website) (out|alone|aside|matter)\M', null, 'Forget the app'),
  ('pay_directly', '\mtransfer (to|for|give) (me|us)\M|\mdirect(ly)? to (me|us)\M|\m(just|only|simply) pay (me|us)\M', null, 'Do bank transfer to me; just pay me'),
  ('pay_directly', '\m(cash)\M[^.?!]{0,20}\m(only|in hand|to me|first|before)\M|\m(bring|pay|come with|prefer|want)\M[^.?!]{0,20}\m(raw )?cash\M', '\m(dont|do not|never|no|not)\M[^.?!]{0,12}\mcash\M|\mcash (back|machine)\M', 'Cash only; bring cash'),
  ('pay_directly', '\m(my|the|your|ur|una|send|drop|share)\M[^.?!]{0,8}\maza\M|\maza (number|details)\M', null, 'Aza: slang for an account'),
  ('pay_directly', '\m(my|our|personal|his|her) (bank |personal |own |private )?(account|acct|akant)( (details|number|no))?\M', '\m(from|in|on|of|block|blocked|frozen|opened|close) (my|our|your|his|her) (bank |personal |own )?(account|acct|akant)\M|\mdebit|\maccount (on|in|with|of) (this|the|your) (app|platform|site|website)\M', 'My account number; into my personal account'),
  ('pay_directly', '\m(send|drop|give|share|forward|take)\M[^.?!]{0,15}\m(account|acct|akant|bank)( details| number| no)\M', '\m(dont|do not|never|not)\M[^.?!]{0,15}\m(send|drop|give|share|forward)\M', 'Send your account number; I will send account details'),
  ('pay_directly', '\m(make|let) (we|us|me and you|i and you)\M[^.?!]{0,15}\m(settle|arrange|do am|run am|run it|pay)\M[^.?!]{0,20}\m(outside|between us|ourselves|for side|am for outside|direct)\M', null, 'Pidgin: make we settle am outside'),
  ('pay_directly', '\m(send|drop|pay|transfer|bring|put)\M (the )?(am|money|moni|owo|kudi|ego|cash)\M[^.?!]{0,20}\m(give me|come|for my|enter my|inside my|to my|meet me|direct|straight)\M', null, 'Pidgin: send am give me; put money for my akant'),
  ('pay_directly', '\m(before|so that|so|make)\M[^.?!]{0,15}\m(agent|agency|app|platform|company|dem)\M[^.?!]{0,10}\m(take|collect|chop|cut|know|see)\M[^.?!]{0,20}\m(fee|fees|commission|percent|money|own|charge|charges|cut)\M', null, 'So that the app does not take its cut'),
  ('pay_directly', '\m(avoid|dodge|skip|save|escape|cut off|remove)\M[^.?!]{0,15}\m(the )?(app|platform|agency|service|site|agent)( |s )?\m(fee|fees|charge|charges|commission|cut)\M', null, 'Let us avoid the platform fee'),
  ('pay_directly', '\mpay (me|us|am)?\s?(direct|directly|straight)\M|\mdirect(ly)? (payment|transfer) to (me|us|the landlord|the owner)\M', '\m(dont|do not|never|cannot|cant|should not|no) (ever )?pay\M', 'Pay direct'),
  ('pay_directly', '\m(deposit|commitment|inspection|viewing|form|agency|registration|mobilization|mobilisation|holding) (fee|money)?\M[^.?!]{0,30}\m(to (my|me|this)|into|for my)\M', null, 'Inspection fee to my account; commitment fee to me');

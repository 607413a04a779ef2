-- Which account an e-mail address or a phone number belongs to: the one whose owner has confirmed it. Whoever only
-- claims an address or number has not shown that it is theirs.

create function private.person_by_contact(contact text)
returns uuid
language sql
stable
set search_path = ''
as $$
  select account.id
  from auth.users as account
  join public.profiles as profile on profile.id = account.id
  where (account.email = lower(btrim(contact)) and account.email_confirmed_at is not null)
    or (
      btrim(contact) ~ '^\+[1-9][0-9]{7,14}$' and account.phone in (btrim(contact), substr(btrim(contact), 2))
      and account.phone_confirmed_at is not null
    )
  order by account.id
  limit 1
$$;
comment on function private.person_by_contact(text) is
  'The account whose confirmed e-mail address or E.164 number this is; null when there is none.';

create function private.language_of(contact text)
returns public.locale
language sql
stable
set search_path = ''
as $$
  select coalesce((select person.locale from public.profiles as person where person.id = private.person_by_contact(contact)), 'en')
$$;
comment on function private.language_of(text) is
  'In which language to write to an address or number: that of the account whose it is, or English.';

create function private.has_contact(user_id uuid, email text, phone text)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from auth.users as account
    where account.id = has_contact.user_id and (
      (lower(account.email) = has_contact.email and account.email_confirmed_at is not null)
      -- The auth server keeps numbers without their plus.
      or ('+' || ltrim(account.phone, '+') = has_contact.phone and account.phone_confirmed_at is not null)
    )
  )
$$;
comment on function private.has_contact(uuid, text, text) is
  'Whether an account has confirmed this e-mail address or this E.164 number, either being enough; never for null.';

-- After a rotation of the keys: what an earlier key sealed (tokens of saved cards, numbers of bank accounts) is sealed anew
-- by functions/jobs/work/sealed_anew.ts, until that key can go. The database has no key, and the worker says which it has.
-- What was sealed by a key that nobody has any more is passed over, so that it keeps nothing waiting, and staff see it.

create function private.sealing_key(sealed text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  select split_part(sealed, '.', 1)
$$;
comment on function private.sealing_key(text) is 'The name of the key that sealed something.';
create index authorization_tokens_key_idx on private.authorization_tokens (private.sealing_key(sealed), authorization_id);
create index payee_numbers_key_idx on private.payee_numbers (private.sealing_key(sealed), payee_account_id);

create function service.dated_authorizations(key_id text, held text[], after uuid default null, most integer default 50)
returns table (authorization_id uuid, place text, sealed text)
language sql
stable
security definer
set search_path = ''
as $$
  select token.authorization_id, token.place, token.sealed from private.authorization_tokens as token
  where private.sealing_key(token.sealed) = any (array_remove(held, key_id))
    and (after is null or token.authorization_id > after)
  order by token.authorization_id limit least(most, 200)
$$;
comment on function service.dated_authorizations(text, text[], uuid, integer) is
  'Tokens of saved cards that another key than the one named sealed, and that one of the keys held opens; after: of later ones only, by id.';

create function service.reseal_authorization(authorization_id uuid, sealed_before text, sealed text)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- One that was saved anew meanwhile keeps the newer token.
  update private.authorization_tokens as token set sealed = sealed, sealed_at = now()
  where token.authorization_id = authorization_id and token.sealed = sealed_before;
  return found;
end
$$;
comment on function service.reseal_authorization(uuid, text, text) is 'Puts a token sealed by the new key in the place of that of the old one.';

create function service.dated_payee_numbers(key_id text, held text[], after uuid default null, most integer default 50)
returns table (payee_account_id uuid, org_id uuid, provider public.payment_method, bank_code text, sealed text)
language sql
stable
security definer
set search_path = ''
as $$
  select account.id, account.org_id, account.provider, account.bank_code, known.sealed
  from private.payee_numbers as known
  join public.payee_accounts as account on account.id = known.payee_account_id
  where private.sealing_key(known.sealed) = any (array_remove(held, key_id))
    and (after is null or known.payee_account_id > after)
  order by known.payee_account_id limit least(most, 200)
$$;
comment on function service.dated_payee_numbers(text, text[], uuid, integer) is
  'Numbers of bank accounts that another key than the one named sealed, and that one of the keys held opens; after: of later ones only, by id.';

create function service.reseal_payee_number(payee_account_id uuid, sealed_before text, sealed text)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  update private.payee_numbers as known set sealed = sealed
  where known.payee_account_id = payee_account_id and known.sealed = sealed_before;
  return found;
end
$$;
comment on function service.reseal_payee_number(uuid, text, text) is 'Puts a number sealed by the new key in the place of that of the old one.';
grant execute on function
  service.dated_authorizations(text, text[], uuid, integer), service.reseal_authorization(uuid, text, text),
  service.dated_payee_numbers(text, text[], uuid, integer), service.reseal_payee_number(uuid, text, text) to service_role;

-- What cannot be opened -------------------------------------------------------------------------------------

create function private.note_unopened(fingerprint text, details jsonb)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- Once a day: whoever comes upon it comes upon it each minute.
  if not exists (
    select from public.payment_exceptions as known
    where known.kind = 'cannot_open' and known.provider is null and known.fingerprint = fingerprint
      and known.resolved_at is null and known.last_seen_at > now() - interval '1 day'
  ) then
    perform private.note_payment_exception('cannot_open', null, fingerprint, null, null, details);
  end if;
end
$$;
comment on function private.note_unopened(text, jsonb) is 'Leaves a trace for staff of what was sealed and cannot be opened; the same again is counted once a day.';

create function service.note_unopened(secret text, subject_id uuid, sealed text)
returns void
language sql
security definer
set search_path = ''
as $$
  select private.note_unopened(secret || ' ' || subject_id, jsonb_build_object(
    'secret', secret, 'subject_id', subject_id, 'key_id', private.sealing_key(sealed)))
$$;
comment on function service.note_unopened(text, uuid, text) is
  'Tells staff of a secret (authorization, autopay_payment: what charges its card, or payee_account) whose key is there and does not open it: it was changed, moved, or the key is another one of that name.';

create function private.keys_in_use()
returns table (key_id text)
language sql
stable
set search_path = ''
as $$
  -- From one name to the next by the index: there are a few keys and many secrets.
  with recursive of_tokens as (
    select min(private.sealing_key(token.sealed)) as name from private.authorization_tokens as token
    union all
    select (select min(private.sealing_key(token.sealed)) from private.authorization_tokens as token
      where private.sealing_key(token.sealed) > of_tokens.name)
    from of_tokens where of_tokens.name is not null
  ),
  of_numbers as (
    select min(private.sealing_key(known.sealed)) as name from private.payee_numbers as known
    union all
    select (select min(private.sealing_key(known.sealed)) from private.payee_numbers as known
      where private.sealing_key(known.sealed) > of_numbers.name)
    from of_numbers where of_numbers.name is not null
  )
  select name from of_tokens where name is not null union select name from of_numbers where name is not null
$$;
comment on function private.keys_in_use() is 'The names of the keys by which something is sealed.';

create function service.note_lost_keys(held text[])
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  lost text[] := array(select used.key_id from private.keys_in_use() as used where used.key_id <> all (coalesce(note_lost_keys.held, '{}')) order by 1);
  missing text;
begin
  foreach missing in array lost loop
    perform private.note_unopened('key ' || missing, jsonb_build_object('key_id', missing,
      'authorizations', (select count(*) from private.authorization_tokens as token where private.sealing_key(token.sealed) = missing),
      'payee_accounts', (select count(*) from private.payee_numbers as known where private.sealing_key(known.sealed) = missing)));
  end loop;
  update public.payment_exceptions as exception
  set resolved_at = now(), resolution = 'The key is there again, or nothing is sealed by it any more.'
  where exception.kind = 'cannot_open' and exception.provider is null and exception.resolved_at is null
    and exception.fingerprint like 'key %' and exception.fingerprint <> all (array(select 'key ' || name from unnest(lost) as name));
  return cardinality(lost);
end
$$;
comment on function service.note_lost_keys(text[]) is
  'Tells staff of keys that sealed something and are not among those held, with how much it is, and closes that when they are back; returns how many.';
grant execute on function service.note_unopened(text, uuid, text), service.note_lost_keys(text[]) to service_role;

create function private.sealed_waits(held text[])
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.keys_in_use() as used where used.key_id is distinct from held[1])
    -- A key that was lost may be back.
    or exists (
      select from public.payment_exceptions as exception
      where exception.kind = 'cannot_open' and exception.provider is null and exception.resolved_at is null and exception.fingerprint like 'key %')
$$;
comment on function private.sealed_waits(text[]) is
  'Whether anything is sealed by another key than the first of those held, or staff still see that a key is lost.';

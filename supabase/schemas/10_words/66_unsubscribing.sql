-- Leaving a kind of e-mail by one click (RFC 8058), without signing in: the link names the person and the kind, and a keyed
-- hash proves that it was us who wrote it. The key is the person's own; a new one makes all old links worthless.

create table private.unsubscribe_keys (
  user_id uuid primary key references public.profiles (id) on delete cascade,
  secret bytea not null default extensions.gen_random_bytes(32)
);
comment on table private.unsubscribe_keys is 'What proves the links by which people leave a kind of e-mail.';
comment on column private.unsubscribe_keys.user_id is 'Whose links.';
comment on column private.unsubscribe_keys.secret is 'The key of the hash.';
alter table private.unsubscribe_keys enable row level security;

create function private.unsubscribe_proof(user_id uuid, kind text, secret bytea)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  select encode(substr(extensions.hmac(convert_to(user_id || '.' || kind, 'utf8'), secret, 'sha256'), 1, 16), 'hex')
$$;
comment on function private.unsubscribe_proof(uuid, text, bytea) is 'A keyed hash of person and kind, 128 bits.';

create function private.unsubscribe_token(user_id uuid, kind text)
returns text
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  secret bytea := (select known.secret from private.unsubscribe_keys as known where known.user_id = user_id);
begin
  if secret is null then
    insert into private.unsubscribe_keys as made (user_id) values (user_id)
    on conflict on constraint unsubscribe_keys_pkey do update set secret = made.secret
    returning made.secret into secret;
  end if;
  return replace(user_id::text, '-', '') || '.' || kind || '.' || private.unsubscribe_proof(user_id, kind, secret);
end
$$;
comment on function private.unsubscribe_token(uuid, text) is 'What stands in the link by which a person leaves a kind of e-mail.';

create function service.unsubscribe(token text)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  parts text[] := regexp_match(token, '^([0-9a-f]{32})\.([a-z_]{3,60})\.([0-9a-f]{32})$');
  person uuid := parts[1]::uuid;
  known public.notification_kinds;
begin
  if parts is null or not exists (
    select from private.unsubscribe_keys as key
    where key.user_id = person and private.unsubscribe_proof(person, parts[2], key.secret) = parts[3]
  ) then
    perform private.raise_problem('notification.bad_token', 'Cannot unsubscribe: this link is not whole, or no longer good', 404,
      jsonb_build_object('field', 'token'));
  end if;
  select kind.* into known from public.notification_kinds as kind where kind.kind = parts[2];
  perform private.set_preference(person, parts[2], 'email', 'off');
  return known.about;
end
$$;
comment on function service.unsubscribe(text) is
  'Sends no more e-mail of a kind to who holds its link; returns what the kind tells. Safe to repeat. Errors: notification.bad_token 404, notification.not_refusable 409.';
grant execute on function service.unsubscribe(text) to service_role;

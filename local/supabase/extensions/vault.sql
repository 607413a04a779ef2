-- Stand-in for Supabase Vault, used where the extension cannot be: the same table, view and functions,
-- encrypted by pgcrypto. The key is the setting vault.stand_in_key, else a fixed one: this is for
-- development, where the secrets are not secret. Safe to run again.
create schema if not exists vault;
comment on schema vault is 'Stand-in for Supabase Vault.';

create table if not exists vault.secrets (
  id uuid primary key default gen_random_uuid(),
  name text,
  description text not null default '',
  secret text not null,
  key_id uuid,
  nonce bytea,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
comment on table vault.secrets is 'Secrets, encrypted.';
comment on column vault.secrets.secret is 'Encrypted by pgcrypto, base64.';
comment on column vault.secrets.key_id is 'Not used, as in Vault.';
comment on column vault.secrets.nonce is 'Not used by the stand-in: pgcrypto keeps its own in the text.';
create unique index if not exists secrets_name_idx on vault.secrets (name) where name is not null;
alter table vault.secrets enable row level security;

create or replace function vault.stand_in_key()
returns text
language sql stable
set search_path = ''
as $$
  select coalesce(nullif(current_setting('vault.stand_in_key', true), ''), 'local-development-vault-key')
$$;
comment on function vault.stand_in_key() is 'Not in Vault: what secrets are encrypted with.';

create or replace view vault.decrypted_secrets as
select
  id, name, description, secret,
  extensions.pgp_sym_decrypt(decode(secret, 'base64'), vault.stand_in_key()) as decrypted_secret,
  key_id, nonce, created_at, updated_at
from vault.secrets;
comment on view vault.decrypted_secrets is 'Secrets in the clear. Never grant it to anon or authenticated.';

create or replace function vault.create_secret(
  new_secret text,
  new_name text default null,
  new_description text default '',
  new_key_id uuid default null
)
returns uuid
language sql security definer
set search_path = ''
as $$
  insert into vault.secrets (secret, name, description)
  values (
    encode(extensions.pgp_sym_encrypt(new_secret, vault.stand_in_key()), 'base64'),
    new_name, new_description
  )
  returning id
$$;
comment on function vault.create_secret(text, text, text, uuid) is
  'Keeps a secret and returns its id; a name can be taken once. new_key_id is not used, as in Vault.';

create or replace function vault.update_secret(
  secret_id uuid,
  new_secret text default null,
  new_name text default null,
  new_description text default null,
  new_key_id uuid default null
)
returns void
language sql security definer
set search_path = ''
as $$
  update vault.secrets
  set
    secret = coalesce(
      encode(extensions.pgp_sym_encrypt(new_secret, vault.stand_in_key()), 'base64'), secret
    ),
    name = coalesce(new_name, name),
    description = coalesce(new_description, description),
    updated_at = now()
  where id = secret_id
$$;
comment on function vault.update_secret(uuid, text, text, text, uuid) is
  'Changes what is not null of a secret. new_key_id is not used, as in Vault.';

revoke execute on all functions in schema vault from public;
-- As on Supabase.
grant usage on schema vault to service_role;
grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
grant execute on all functions in schema vault to service_role;

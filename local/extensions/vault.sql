-- Stand-in for Supabase Vault, used where the extension is missing. The key is fixed: this is for
-- development, where the secrets are too.
create schema if not exists vault;
create table if not exists vault.secrets (
  id uuid primary key default gen_random_uuid(),
  name text unique,
  description text not null default '',
  secret bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table vault.secrets enable row level security;

create or replace view vault.decrypted_secrets as
select id, name, description,
  extensions.pgp_sym_decrypt(secret, 'estate-local-vault') as decrypted_secret,
  created_at, updated_at
from vault.secrets;

create or replace function vault.create_secret(new_secret text, new_name text default null, new_description text default '')
returns uuid
language sql set search_path = '' as $$
  insert into vault.secrets (secret, name, description)
  values (extensions.pgp_sym_encrypt(new_secret, 'estate-local-vault'), new_name, coalesce(new_description, ''))
  returning id
$$;

create or replace function vault.update_secret(
  secret_id uuid, new_secret text default null, new_name text default null, new_description text default null
) returns void
language sql set search_path = '' as $$
  update vault.secrets
  set secret = coalesce(extensions.pgp_sym_encrypt(new_secret, 'estate-local-vault'), secret),
      name = coalesce(new_name, name),
      description = coalesce(new_description, description),
      updated_at = now()
  where id = secret_id
$$;
revoke execute on all functions in schema vault from public;
grant usage on schema vault to service_role;
grant select on vault.decrypted_secrets to service_role;
grant execute on all functions in schema vault to service_role;

-- Foundations: schemas, extensions, default privileges, and what every table shares.
--
-- public     the API: tables under row-level security, invoker functions, invoker views
-- service    the API of our own edge functions and workers; only service_role may use it
-- private    definer helpers, inboxes, counters, audit; never exposed
-- extensions what is not ours

create schema if not exists extensions;
create schema if not exists private;
create schema if not exists service;

comment on schema private is 'Definer helpers and tables that no API role may name.';
comment on schema service is 'Functions that only our own edge functions and workers call, as service_role.';

create extension if not exists pgcrypto with schema extensions;
create extension if not exists postgis with schema extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists pg_trgm with schema extensions;

-- Supabase installs these into schemas of their own; where the schema is there already, so is what we use.
do $$
begin
  if to_regnamespace('cron') is null then create extension pg_cron; end if;
  if to_regnamespace('net') is null then create extension pg_net; end if;
  if to_regnamespace('vault') is null then create extension supabase_vault cascade; end if;
  if to_regnamespace('pgmq') is null then create extension pgmq; end if;
end
$$;

-- Nothing is granted by default: each table and function says who may use it.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;
revoke create on schema public from public;

grant usage on schema private to anon, authenticated, service_role;
grant usage on schema service to service_role;

-- Identifiers ---------------------------------------------------------------------------------

create function private.uuid_v7()
returns uuid
language plpgsql
volatile -- and not parallel safe: PL/pgSQL that is volatile begins commands, which a parallel plan may not
set search_path = ''
as $$
declare
  -- In double precision, which holds microseconds for a century: with numeric it takes half as long again.
  microseconds constant bigint := date_part('epoch', clock_timestamp()) * 1000000;
begin
  -- Version 4 is random where version 7 is; its variant bits, the first of the last eight bytes, are the same.
  return encode(overlay(uuid_send(gen_random_uuid())
    placing int8send(microseconds / 1000 << 16 | 28672 | (microseconds % 1000 << 12) / 1000) from 1 for 8), 'hex')::uuid;
end
$$;
comment on function private.uuid_v7() is
  'A time-ordered UUID (RFC 9562 version 7): 48 bits of Unix milliseconds, 12 bits of their fraction (method 3), 62 random bits. New rows land at the end of an index, and what one transaction writes keeps its order.';
grant execute on function private.uuid_v7() to anon, authenticated, service_role;

create function private.new_token()
returns text
language plpgsql
volatile
set search_path = ''
as $$
begin
  return rtrim(translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/', '-_'), '=');
end
$$;
comment on function private.new_token() is
  'A secret to hand to somebody: 256 random bits in 43 characters that an address can hold (base64url).';

-- Time ----------------------------------------------------------------------------------------

create function private.lagos_date(at timestamptz default now())
returns date
language plpgsql
stable
parallel safe
set search_path = ''
as $$
begin
  return (at at time zone 'Africa/Lagos')::date;
end
$$;
comment on function private.lagos_date(timestamptz) is
  'The calendar date in Nigeria (UTC+1, no summer time) at an instant: legal days and due dates are local dates.';
grant execute on function private.lagos_date(timestamptz) to anon, authenticated, service_role;

create function private.touch_updated_at()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function private.touch_updated_at() is 'Trigger: sets updated_at on every update.';

-- Errors --------------------------------------------------------------------------------------

create function private.raise_problem(
  code text,
  message text,
  status integer default 400,
  detail jsonb default null
)
returns void
language plpgsql
set search_path = ''
as $$
begin
  raise exception using
    errcode = 'PT' || status,
    message = message,
    detail = coalesce(detail::text, ''),
    hint = code;
end
$$;
comment on function private.raise_problem(text, text, integer, jsonb) is
  'Refuses the call: the API answers with this HTTP status, the message for people, the detail (which field) and the stable problem code as hint.';
grant execute on function private.raise_problem(text, text, integer, jsonb) to anon, authenticated, service_role;

-- Append-only tables --------------------------------------------------------------------------

create function private.refuse_change()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem(
    'record.append_only',
    format('Cannot %s a row of %I: it is kept as evidence, correct it by adding a row', lower(tg_op), tg_table_name),
    409
  );
  return null;
end
$$;
comment on function private.refuse_change() is
  'Trigger: refuses update, delete and truncate for every role, the service role included.';

create function private.refuse_deleting_alone()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  is_there boolean;
begin
  for n in 0 .. tg_nargs - 2 by 2 loop
    execute format('select exists (select from %s as it where it.id = $1)', tg_argv[n])
    into is_there using (to_jsonb(old) ->> tg_argv[n + 1])::uuid;
    if not is_there then
      return old;
    end if;
  end loop;
  perform private.raise_problem(
    'record.append_only',
    format('Cannot delete a row of %I: it is kept as evidence, and goes with what it is about alone', tg_table_name),
    409
  );
  return null;
end
$$;
comment on function private.refuse_deleting_alone() is
  'Trigger, before delete: what goes along with a person or another row that is deleted goes, and nothing else. Arguments: tables with the columns that name their rows, in turns. Error: record.append_only 409.';

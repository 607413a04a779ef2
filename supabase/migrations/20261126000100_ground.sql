-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 ba5c4ddccf593c9c55d4b7d2eef42054f2259ba69153d427d3043d3247fa0f64
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 01_ground/10_foundations.sql

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
volatile
parallel safe
set search_path = ''
as $$
declare
  microseconds constant bigint := extract(epoch from clock_timestamp()) * 1000000;
begin
  -- Version 4 is random where version 7 is; its variant bits, the first of the last seventeen characters, are the same.
  return (
    lpad(to_hex(microseconds / 1000), 12, '0')
    || to_hex(28672 + microseconds % 1000 * 4096 / 1000)
    || right(gen_random_uuid()::text, 17)
  )::uuid;
end
$$;
comment on function private.uuid_v7() is
  'A time-ordered UUID (RFC 9562 version 7): 48 bits of Unix milliseconds, 12 bits of their fraction (method 3), 62 random bits. New rows land at the end of an index, and what one transaction writes keeps its order.';
grant execute on function private.uuid_v7() to anon, authenticated, service_role;

create function private.new_token()
returns text
language sql
volatile
parallel safe
set search_path = ''
as $$
  select rtrim(translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/', '-_'), '=')
$$;
comment on function private.new_token() is
  'A secret to hand to somebody: 256 random bits in 43 characters that an address can hold (base64url).';

-- Time ----------------------------------------------------------------------------------------

create function private.lagos_date(at timestamptz default now())
returns date
language sql
stable
parallel safe
set search_path = ''
as $$
  select (at at time zone 'Africa/Lagos')::date
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

-- 01_ground/12_batches.sql

-- Work by the clock is done in batches, each a transaction of its own: what a batch did stays done when the next one
-- fails, what it locks is free again in a moment, and no backlog is too large for one run.

create function private.in_batches(batch regproc, at_most interval default '100 seconds')
returns text
language sql
stable
set search_path = ''
as $$
  -- A block and not a procedure: a procedure may commit only when it has no search path of its own.
  select format(
    'do $job$ declare ends_at timestamptz := clock_timestamp() + interval %L; done integer; '
    'begin loop done := %s(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$',
    at_most, batch)
$$;
comment on function private.in_batches(regproc, interval) is
  'A command for pg_cron: calls a function that works off one batch and returns how many rows it worked off, until it returns 0, and commits after each. Stops before a statement may take no longer on Supabase (two minutes): the next run goes on.';

-- 01_ground/13_values.sql

-- What a date, a time, an amount of money and a piece of text may be. Tables and inner functions hold them by these
-- types and checks; the API's functions take them as they were written and read them here, which names the field of
-- what cannot be read. docs/decisions/0017 says why.

-- Types ---------------------------------------------------------------------------------------

-- Lagos was ceded in 1861: no title, and so no date that matters here, is older.
create domain public.calendar_date as date
  constraint calendar_date_bounds check (value between date '1861-01-01' and date '2199-12-31');
comment on domain public.calendar_date is 'A Nigerian date from 1861-01-01 to 2199-12-31; never infinite.';

create domain public.instant as timestamptz
  constraint instant_bounds check (value >= timestamptz '1861-01-01 00:00:00Z' and value < timestamptz '2200-01-01 00:00:00Z');
comment on domain public.instant is 'A moment that somebody gives, from 1861 to 2199; never infinite.';

-- Ten thousand billion naira. 9,000 of them added up are a bigint still, and nine are a whole number in JavaScript.
create domain public.kobo as bigint
  constraint kobo_bounds check (value between -1000000000000000 and 1000000000000000);
comment on domain public.kobo is 'Money in kobo, at most 10^15 either way: also what is taken back.';

create domain public.positive_kobo as bigint
  constraint positive_kobo_bounds check (value between 1 and 1000000000000000);
comment on domain public.positive_kobo is 'Money in kobo, over zero and at most 10^15.';

create domain public.nonnegative_kobo as bigint
  constraint nonnegative_kobo_bounds check (value between 0 and 1000000000000000);
comment on domain public.nonnegative_kobo is 'Money in kobo, from zero to 10^15.';

-- Dates, times, amounts -------------------------------------------------------------------------

create function private.read_date(field text, written text)
returns public.calendar_date
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- PostgreSQL itself would read 05/12/2026, "tomorrow" and "infinity", the first by a setting of whoever connects.
  if written ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
    return written::date::public.calendar_date;
  elsif written is null then
    return null;
  end if;
  raise datetime_field_overflow;
exception when datetime_field_overflow or check_violation then
  perform private.raise_problem('value.bad_date',
    format('Cannot use %s: it must be a date from 1861 to 2199, written as 2026-12-24', field), 400,
    jsonb_build_object('field', field));
  return null;
end
$$;
comment on function private.read_date(text, text) is
  'A date as people write it to the API, YYYY-MM-DD and nothing else; null stays null. Error: value.bad_date 400 naming the field.';

create function private.read_instant(field text, written text)
returns public.instant
language plpgsql
immutable
set search_path = ''
as $$
begin
  if written ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$' then
    return written::timestamptz::public.instant;
  elsif written is null then
    return null;
  end if;
  raise datetime_field_overflow;
exception when datetime_field_overflow or invalid_datetime_format or invalid_time_zone_displacement_value or check_violation then
  perform private.raise_problem('value.bad_time',
    format('Cannot use %s: it must be a time from 1861 to 2199 with its offset, written as 2026-12-24T09:30:00Z', field), 400,
    jsonb_build_object('field', field));
  return null;
end
$$;
comment on function private.read_instant(text, text) is
  'A moment as people write it to the API, as RFC 3339 with an offset; null stays null. Error: value.bad_time 400 naming the field.';

create function private.read_kobo(field text, written numeric)
returns public.kobo
language plpgsql
immutable
set search_path = ''
as $$
begin
  if written <> trunc(written) then
    raise check_violation;
  end if;
  return written::bigint::public.kobo;
exception when check_violation or numeric_value_out_of_range or feature_not_supported then
  perform private.raise_problem('value.bad_amount',
    format('Cannot use %s: it must be a whole number of kobo, at most 1,000,000,000,000,000', field), 400,
    jsonb_build_object('field', field));
  return null;
end
$$;
comment on function private.read_kobo(text, numeric) is
  'Money as people write it to the API: any JSON number comes in, whole kobo come out; null stays null. Error: value.bad_amount 400 naming the field.';

-- Text ------------------------------------------------------------------------------------------

create function private.hidden_in(written text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  shown text := written;
begin
  -- Emoji are coloured and joined by characters that alone would be invisible: after an emoji they stay.
  if written ~ '[\u200d\ufe0f\U000e007f]' then
    shown := regexp_replace(shown, '[#*0-9]\ufe0f\u20e3|\U0001f3f4[\U000e0061-\U000e007a]{2,6}\U000e007f', '', 'g');
    shown := regexp_replace(shown, '([\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f', '\1', 'g');
    shown := regexp_replace(shown, '([\u2190-\u2bff\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])', '\1', 'g');
  end if;
  return substring(shown from
    -- Controls, but for tab and line feed; invisible letters, fillers and spaces other than the space; marks and
    -- overrides of direction; joiners and selectors; what stands for broken text; private use, tags, no characters.
    '[\u0001-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u070f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f'
    '\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ud7c7-\ud7ca\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0'
    '\ufff0-\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U0010ffff]'
    -- A mark with no letter to stand on, and marks piled up over the lines above. Yoruba needs two on a letter.
    '|(?:^|\s)[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]'
    '|[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5}');
end
$$;
comment on function private.hidden_in(text) is
  'The first thing in a text that cannot be seen, hides or reorders what stands around it, or is no text at all; null when all of it can be read.';

create function private.is_prose(written text)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return private.hidden_in(written) is null and written is nfc normalized;
end
$$;
comment on function private.is_prose(text) is
  'Whether this may stand in a column of text of several lines: nothing hidden, in Unicode''s normal form C. Null for null.';

create function private.is_line(written text)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return written !~ '[\t\n]' and private.is_prose(written);
end
$$;
comment on function private.is_line(text) is
  'Whether this may stand in a column of one line, a name, a title, an address: private.is_prose() without tabs and line breaks. Null for null.';

create function private.tidy_text(written text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  -- What keyboards and word processors write for the same: composed or not, breaking or not, one line end or another.
  select regexp_replace(
    regexp_replace(normalize(written, nfc), '[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]', ' ', 'g'),
    '\r\n?', E'\n', 'g')
$$;
comment on function private.tidy_text(text) is
  'The same text in Unicode''s normal form C, with plain spaces and line feeds.';

create function private.tidy_json(written jsonb)
returns jsonb
language sql
immutable
parallel safe
set search_path = ''
as $$
  select regexp_replace(normalize(written::text, nfc), '[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]', ' ', 'g')::jsonb
$$;
comment on function private.tidy_json(jsonb) is 'The same JSON with its texts in Unicode''s normal form C and with plain spaces.';

create function private.refuse_text(field text, hidden text)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  perform private.raise_problem('value.bad_text',
    format('Cannot use %s: a text cannot hold U+%s', field, lpad(upper(to_hex(ascii(btrim(hidden, E' \t\n')))), 4, '0')), 400,
    jsonb_build_object('field', field));
end
$$;
comment on function private.refuse_text(text, text) is 'Refuses (400 value.bad_text), naming the field and the character.';

create function private.read_prose(field text, written text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  tidied text := private.tidy_text(written);
  hidden text := private.hidden_in(tidied);
begin
  if hidden is not null then
    perform private.refuse_text(field, hidden);
  end if;
  return tidied;
end
$$;
comment on function private.read_prose(text, text) is
  'Text of several lines as people write it to the API, tidied; null stays null. Error: value.bad_text 400 naming the field.';

create function private.read_line(field text, written text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  tidied text := private.read_prose(field, written);
begin
  if tidied ~ '[\t\n]' then
    perform private.raise_problem('value.bad_text', format('Cannot use %s: it must be one line, without tabs', field), 400,
      jsonb_build_object('field', field));
  end if;
  return tidied;
end
$$;
comment on function private.read_line(text, text) is
  'Text of one line as people write it to the API, tidied; null stays null. Error: value.bad_text 400 naming the field.';

create function private.read_text()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  written jsonb := to_jsonb(new);
  changed jsonb := '{}'::jsonb;
  named text;
  field text;
  tidied text;
begin
  foreach named in array tg_argv loop
    field := split_part(named, ':', 2);
    tidied := case split_part(named, ':', 1)
      when 'line' then private.read_line(field, written ->> field) else private.read_prose(field, written ->> field) end;
    if tidied is distinct from written ->> field then
      changed := changed || jsonb_build_object(field, tidied);
    end if;
  end loop;
  if changed <> '{}' then
    select read.* into new from jsonb_populate_record(new, changed) as read;
  end if;
  return new;
end
$$;
comment on function private.read_text() is
  'Trigger, before insert or update of a table that people write themselves: reads their text. Arguments: line:<column> or prose:<column>. Error: value.bad_text 400.';

-- Whoever writes a row checks it, and whoever calls a function of the API has it read what they gave.
grant execute on function
  private.read_date(text, text), private.read_instant(text, text), private.read_kobo(text, numeric),
  private.hidden_in(text), private.is_prose(text), private.is_line(text), private.tidy_text(text), private.tidy_json(jsonb),
  private.refuse_text(text, text), private.read_prose(text, text), private.read_line(text, text)
  to anon, authenticated, service_role;

-- 01_ground/15_retention.sql

-- How long what is kept: data and not code, so that one table answers the question and one job does all the deleting.

create table private.retention_rules (
  relation text primary key check (relation ~ '^[a-z_]+\.[a-z_]+$'),
  ordered_by text check (ordered_by ~ '^[a-z_]+$'),
  keep interval check (keep > '0'),
  reason text not null check (length(btrim(reason)) between 3 and 500),
  constraint retention_rules_order_check check ((keep is null) = (ordered_by is null))
);
comment on table private.retention_rules is
  'How long the rows of a table are kept: every table that is kept as evidence, and every one that is emptied by age. Read by private.apply_retention() and by the trigger that lets nothing else delete evidence.';
comment on column private.retention_rules.relation is 'Schema and table.';
comment on column private.retention_rules.ordered_by is 'The column that says how old a row is: id, a version 7 identifier, or a time with an index; null for what is kept for ever.';
comment on column private.retention_rules.keep is 'For how long; null: for ever.';
comment on column private.retention_rules.reason is 'Why that long.';
alter table private.retention_rules enable row level security;

insert into private.retention_rules (relation, ordered_by, keep, reason) values
  ('private.idempotency_keys', 'created_at', '72 hours', 'A client that failed on a Friday evening can still repeat its request on Monday'),
  ('private.message_keys', 'sent_at', '72 hours', 'As idempotency_keys'),
  ('private.rate_limits', 'updated_at', '1 day', 'Every bucket is full again long before'),
  ('cron.job_run_details', 'end_time', '7 days', 'A week of runs shows what a job does'),
  ('pgmq.a_provider_events', 'archived_at', '30 days', 'To look into a payment that somebody asks about'),
  ('pgmq.a_provider_events_dead', 'archived_at', '30 days', 'As provider_events'),
  ('private.provider_events', 'id', '13 months', 'Providers settle disputes within a year'),
  ('public.notifications', 'id', '12 months', 'News, not evidence: what it tells of has a row of its own'),
  ('private.audit_log', 'id', '24 months', 'Who changed what, for two years of questions; what is asked for longer is evidence of its own'),
  ('public.messages', null, null, 'What people agreed in writing'),
  ('public.state_changes', null, null, 'Evidence: six years from the end of what moved (limitation of actions), which its own row says'),
  ('public.listing_prices', null, null, 'Evidence of what was advertised'),
  ('public.property_imports', null, null, 'Evidence of who brought what in'),
  ('public.offer_rounds', null, null, 'Evidence of what was offered and accepted'),
  ('public.inspection_contents', null, null, 'Evidence of what was signed'),
  ('public.inspection_signatures', null, null, 'Evidence of what was signed'),
  ('public.charges', null, null, 'Books: six years and more (companies and tax law)'),
  ('public.payment_items', null, null, 'Books, as charges'),
  ('public.payment_allocations', null, null, 'Books, as charges'),
  ('public.receipts', null, null, 'Books, and a chain that a gap would break'),
  ('public.ledger_entries', null, null, 'Books, as charges'),
  ('public.ledger_lines', null, null, 'Books, as charges');

create function private.before_retention_rule_written()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.keep is not null and exists (
    select from pg_catalog.pg_trigger as guard
    where guard.tgrelid = pg_catalog.to_regclass(new.relation) and guard.tgfoid = 'private.refuse_change()'::pg_catalog.regprocedure
      and guard.tgtype & 8 = 8
  ) then
    perform private.raise_problem('record.append_only',
      format('Cannot let rows of %s go after a time: they are kept for ever, and nothing may delete them', new.relation), 409,
      jsonb_build_object('field', 'keep'));
  end if;
  return new;
end
$$;
comment on function private.before_retention_rule_written() is
  'Trigger: what nothing may delete has no time after which it goes, or the job would fail on it for ever. Error: record.append_only 409.';
create trigger before_retention_rule_written before insert or update on private.retention_rules
  for each row execute function private.before_retention_rule_written();

create function private.uuid_v7_floor(at timestamptz)
returns uuid
language sql
immutable
parallel safe
set search_path = ''
as $$
  select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$$;
comment on function private.uuid_v7_floor(timestamptz) is
  'The least version 7 identifier of a moment: what was made before it has a lesser one.';

create function private.is_past_retention(relation text, evidence jsonb)
returns boolean
language sql
stable
set search_path = ''
as $$
  select coalesce(bool_or(
    case when rule.ordered_by = 'id' then (evidence ->> 'id')::uuid < private.uuid_v7_floor(now() - rule.keep)
    else (evidence ->> rule.ordered_by)::timestamptz < now() - rule.keep end), false)
  from private.retention_rules as rule where rule.relation = is_past_retention.relation
$$;
comment on function private.is_past_retention(text, jsonb) is 'Whether a row of a table has been kept as long as it must be. False without a rule, and for what is kept for ever.';

create function private.refuse_early_deletion()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if current_setting('estate.retention', true) is distinct from tg_argv[0]
    or not private.is_past_retention(tg_argv[0], to_jsonb(old)) then
    perform private.raise_problem(
      'record.append_only',
      format('Cannot delete a row of %s: it is kept as evidence, and goes by its retention rule only', tg_argv[0]),
      409
    );
  end if;
  return old;
end
$$;
comment on function private.refuse_early_deletion() is
  'Trigger, before delete of evidence that is not kept for ever: refuses every role, unless private.apply_retention() deletes what its rule lets go. Argument: schema and table.';

create function private.apply_retention(batch integer default 1000)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  rule private.retention_rules;
  gone integer;
begin
  for rule in select r.* from private.retention_rules as r where r.keep is not null order by r.relation loop
    perform set_config('estate.retention', rule.relation, true);
    if rule.ordered_by = 'id' then
      -- By its key, so that a table in partitions will do as well.
      execute format(
        'delete from %1$s where id = any (array(select id from %1$s where id < $1 order by id limit $2 for update skip locked))',
        rule.relation)
      using private.uuid_v7_floor(now() - rule.keep), batch;
    else
      execute format(
        'delete from %1$s where ctid = any (array(select ctid from %1$s where %2$I < $1 order by %2$I limit $2 for update skip locked))',
        rule.relation, rule.ordered_by)
      using now() - rule.keep, batch;
    end if;
    get diagnostics gone = row_count;
    exit when gone > 0;
  end loop;
  perform set_config('estate.retention', '', true);
  return coalesce(gone, 0);
end
$$;
comment on function private.apply_retention(integer) is
  'Deletes a batch of what its rule lets go, oldest first; returns how many rows. The only way out of a table of evidence. Run by pg_cron each hour.';
select cron.schedule('apply-retention', '41 * * * *', private.in_batches('private.apply_retention'));

-- 01_ground/20_audit_log.sql

-- The audit log: every change of what matters, by whom, when; written by triggers, never edited.

create table private.audit_log (
  id uuid primary key default private.uuid_v7(),
  occurred_at timestamptz not null default now(),
  org_id uuid,
  actor_id uuid,
  actor_role text not null,
  action text not null check (action in ('INSERT', 'UPDATE', 'DELETE')),
  table_name text not null,
  row_id text not null,
  old_values jsonb,
  new_values jsonb
);
comment on table private.audit_log is 'Who changed what: one row for each change of an audited row. Append-only; kept as long as private.retention_rules says.';
comment on column private.audit_log.id is 'Time-ordered identifier: the order of recording.';
comment on column private.audit_log.occurred_at is 'Start of the transaction that made the change, UTC.';
comment on column private.audit_log.org_id is
  'The organization whose row it is; null for what belongs to none. Without a foreign key: evidence outlives what it is about.';
comment on column private.audit_log.actor_id is 'The signed-in user (auth.users.id); null for a worker or an administrator.';
comment on column private.audit_log.actor_role is 'The database role in force.';
comment on column private.audit_log.action is 'INSERT, UPDATE or DELETE.';
comment on column private.audit_log.table_name is 'Schema and table of the changed row.';
comment on column private.audit_log.row_id is 'Primary key of the changed row as text.';
comment on column private.audit_log.old_values is 'Columns before the change; for an update only those that changed.';
comment on column private.audit_log.new_values is 'Columns after the change; for an update only those that changed.';
create index audit_log_row_idx on private.audit_log (table_name, row_id, id);
alter table private.audit_log enable row level security;
create trigger refuse_change before update on private.audit_log
  for each row execute function private.refuse_change();
create trigger refuse_early_deletion before delete on private.audit_log
  for each row execute function private.refuse_early_deletion('private.audit_log');
create trigger refuse_truncate before truncate on private.audit_log
  for each statement execute function private.refuse_change();

create function private.note_change(action text, table_name text, key_column text, before jsonb, after jsonb)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  whole jsonb := coalesce(after, before);
begin
  if action = 'UPDATE' then
    select jsonb_object_agg(key, before -> key), jsonb_object_agg(key, value)
    into before, after
    from jsonb_each(after)
    where value is distinct from before -> key and key <> 'updated_at';
    if after is null then
      return;
    end if;
  end if;
  insert into private.audit_log (org_id, actor_id, actor_role, action, table_name, row_id, old_values, new_values)
  values (
    (whole ->> case table_name when 'public.organizations' then 'id' else 'org_id' end)::uuid,
    (select auth.uid()),
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    action,
    table_name,
    coalesce(whole ->> 'id', whole ->> key_column, whole::text),
    before,
    after
  );
end
$$;
comment on function private.note_change(text, text, text, jsonb, jsonb) is
  'Writes a change of a row to private.audit_log; nothing for an update that changed nothing. action: INSERT, UPDATE or DELETE; table_name with its schema; before, after: the whole row, or null.';

create function private.record_audit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.note_change(tg_op, tg_table_schema || '.' || tg_table_name, tg_argv[0], to_jsonb(old), to_jsonb(new));
  return null;
end
$$;
comment on function private.record_audit() is
  'Trigger: see private.note_change(). Argument: the key column, for a table whose key is not "id". Where what follows a write may write the same row again, the function of that table notes the change at its place.';

-- 01_ground/30_idempotency.sql

-- What our edge functions remember between calls begins here: idempotency keys; then rate limits and circuit breakers.
-- An isolate lives for seconds, so none of this can live in memory.
--
-- Every table of these rooms has row-level security and no policies: no API role reads or writes it, only the
-- functions of schema service, each one short transaction that service_role calls.

create table private.idempotency_keys (
  scope text not null check (length(scope) between 1 and 200),
  caller text not null check (length(caller) between 1 and 200),
  key text not null check (length(key) between 16 and 255),
  request_hash text not null check (request_hash ~ '^[0-9a-f]{64}$'),
  lease_id uuid,
  locked_until timestamptz,
  response_status integer check (response_status between 200 and 499),
  response_content_type text check (length(response_content_type) between 1 and 100),
  response_body jsonb check (octet_length(response_body::text) <= 262144),
  created_at timestamptz not null default now(),
  primary key (scope, caller, key),
  constraint idempotency_keys_running_or_finished_check
    check ((response_status is null) = (lease_id is not null) and (lease_id is null) = (locked_until is null))
);
comment on table private.idempotency_keys is 'One row for each Idempotency-Key that a caller used; kept 72 hours. No policies: functions only.';
comment on column private.idempotency_keys.scope is 'Method and route.';
comment on column private.idempotency_keys.caller is 'User id of the caller.';
comment on column private.idempotency_keys.key is 'The header''s value.';
comment on column private.idempotency_keys.request_hash is 'SHA-256 in hex of the request, to tell a repeat from another request with the same key.';
comment on column private.idempotency_keys.lease_id is 'Who has the request in hand: a worker whose lease was taken over cannot finish or release it. Null once finished.';
comment on column private.idempotency_keys.locked_until is 'Until when a worker has the request in hand, UTC; after that another may take it over. Null once finished.';
comment on column private.idempotency_keys.response_status is 'Status of the finished response; null while it runs.';
comment on column private.idempotency_keys.response_content_type is 'Media type of the finished response: tells a stored problem from a stored answer.';
comment on column private.idempotency_keys.response_body is 'Body of the finished response, at most 256 KiB.';
comment on column private.idempotency_keys.created_at is 'First use, UTC.';
create index idempotency_keys_created_at_idx on private.idempotency_keys (created_at);
alter table private.idempotency_keys enable row level security;

create function service.begin_idempotent_request(
  scope text, caller text, key text, request_hash text, lease_s integer default 90
)
returns table (
  state text, lease_id uuid, retry_after_s integer,
  response_status integer, response_content_type text, response_body jsonb
)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  new_lease uuid := gen_random_uuid();
  known private.idempotency_keys;
begin
  insert into private.idempotency_keys (scope, caller, key, request_hash, lease_id, locked_until)
  values (scope, caller, key, request_hash, new_lease, clock_timestamp() + make_interval(secs => lease_s))
  on conflict do nothing;
  if found then
    return query select 'started', new_lease, 0, null::integer, null::text, null::jsonb;
    return;
  end if;
  -- Callers that come together queue here; each sees what the one before it left.
  select k.* into known from private.idempotency_keys as k
  where k.scope = scope and k.caller = caller and k.key = key
  for update;
  if not found then
    -- Released between the two statements: the caller may try again at once.
    return query select 'in_progress', null::uuid, 1, null::integer, null::text, null::jsonb;
  elsif known.request_hash <> request_hash then
    return query select 'mismatch', null::uuid, 0, null::integer, null::text, null::jsonb;
  elsif known.response_status is not null then
    return query select 'finished', null::uuid, 0,
      known.response_status, known.response_content_type, known.response_body;
  elsif known.locked_until > clock_timestamp() then
    return query select 'in_progress', null::uuid,
      ceil(extract(epoch from known.locked_until - clock_timestamp()))::integer,
      null::integer, null::text, null::jsonb;
  else
    update private.idempotency_keys as k
    set lease_id = new_lease, locked_until = clock_timestamp() + make_interval(secs => lease_s)
    where k.scope = scope and k.caller = caller and k.key = key;
    return query select 'started', new_lease, 0, null::integer, null::text, null::jsonb;
  end if;
end $$;
comment on function service.begin_idempotent_request(text, text, text, text, integer) is
  'Takes a key for lease_s seconds: started (do the work under lease_id), in_progress (another worker has it, for at most retry_after_s), finished (replay the response) or mismatch (same key, other request).';
grant execute on function service.begin_idempotent_request(text, text, text, text, integer) to service_role;

create function service.finish_idempotent_request(
  scope text, caller text, key text, lease_id uuid,
  response_status integer, response_content_type text, response_body jsonb
)
returns boolean
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  update private.idempotency_keys as k
  set response_status = response_status, response_content_type = response_content_type,
      response_body = response_body, lease_id = null, locked_until = null
  where k.scope = scope and k.caller = caller and k.key = key and k.lease_id = lease_id;
  return found;
end $$;
comment on function service.finish_idempotent_request(text, text, text, uuid, integer, text, jsonb) is
  'Stores the response for every repeat. False when the lease is lost: another worker took the request over.';
grant execute on function service.finish_idempotent_request(text, text, text, uuid, integer, text, jsonb) to service_role;

create function service.release_idempotent_request(scope text, caller text, key text, lease_id uuid)
returns boolean
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  delete from private.idempotency_keys as k
  where k.scope = scope and k.caller = caller and k.key = key and k.lease_id = lease_id;
  return found;
end $$;
comment on function service.release_idempotent_request(text, text, text, uuid) is
  'Gives a key back after a failure of ours, so that a repeat does the work. False when the lease is lost.';
grant execute on function service.release_idempotent_request(text, text, text, uuid) to service_role;

-- 01_ground/40_rate_limits.sql

-- Rate limits: token buckets, one row each, shared by all isolates.

create unlogged table private.rate_limits (
  bucket text primary key check (length(bucket) between 1 and 200),
  tokens double precision not null check (tokens >= 0),
  allowed boolean not null,
  updated_at timestamptz not null
);
comment on table private.rate_limits is 'Token buckets. Unlogged: after a crash everybody starts with a full one. No policies: functions only.';
comment on column private.rate_limits.bucket is 'What is limited and for whom.';
comment on column private.rate_limits.tokens is 'Tokens left at updated_at.';
comment on column private.rate_limits.allowed is 'Whether the last call got its tokens.';
comment on column private.rate_limits.updated_at is 'Last call, UTC.';
create index rate_limits_updated_at_idx on private.rate_limits (updated_at);
alter table private.rate_limits enable row level security;

create function service.take_rate_limit_token(
  bucket text, capacity double precision, refill_per_second double precision, cost double precision default 1
)
returns table (allowed boolean, remaining integer, retry_after_seconds integer)
language plpgsql security definer set search_path = '' rows 1 as $$
#variable_conflict use_variable
begin
  return query
  insert into private.rate_limits as limits (bucket, tokens, allowed, updated_at)
  values (bucket, capacity - cost, true, clock_timestamp())
  on conflict on constraint rate_limits_pkey do update
  set (tokens, allowed, updated_at) = (
    select
      refilled.tokens - case when refilled.tokens >= cost then cost else 0 end,
      refilled.tokens >= cost,
      -- Never backwards: a clock that is set back must not refill the same seconds twice.
      greatest(limits.updated_at, clock_timestamp())
    from (
      select least(capacity, limits.tokens
        + greatest(0, extract(epoch from clock_timestamp() - limits.updated_at)) * refill_per_second) as tokens
    ) as refilled
  )
  returning limits.allowed, floor(limits.tokens)::integer,
    case when limits.allowed then 0 else greatest(1, ceil((cost - limits.tokens) / refill_per_second))::integer end;
end $$;
comment on function service.take_rate_limit_token(text, double precision, double precision, double precision) is
  'Takes cost tokens (at most capacity) of a bucket in one statement. remaining in tokens, retry_after_seconds until the same call would go through.';
grant execute on function service.take_rate_limit_token(text, double precision, double precision, double precision) to service_role;

-- 01_ground/45_limits_by_person.sql

-- How often one person may do a thing: every function of the API that writes, and every table that people insert into,
-- has a row here and asks private.limit_person() before it does anything else. Edge functions have limits of their own.
--
-- The token is taken in the transaction that does the work, so an act and its token stand or fall together: who was
-- refused, for whatever reason, has done nothing and paid nothing. Nothing worth counting escapes by that. An empty
-- bucket fills by the clock, whether a refused call was written down or not; secrets are too long to guess; a row of
-- somebody else's and one that never was are answered alike; and nobody is looked up by address or number. A person's
-- calls of one kind wait for each other; people never wait for people.

create table private.person_limits (
  action text primary key check (action ~ '^[a-z_]{1,63}$'),
  burst integer constraint person_limits_burst_check check (burst between 1 and 100000),
  per_hour integer not null constraint person_limits_per_hour_check check (per_hour between 1 and 100000),
  -- A bucket that nobody used for a day is thrown away: it must be full by then.
  constraint person_limits_full_in_a_day_check check (burst <= per_hour * 24)
);
comment on table private.person_limits is
  'How often one person may do what: data, so that it can be changed while abuse goes on. No policies: functions only.';
comment on column private.person_limits.action is 'The function of the API, or the table whose rows people write by themselves.';
comment on column private.person_limits.burst is 'How many at once; null: no limit for now.';
comment on column private.person_limits.per_hour is 'How many an hour in the long run.';
alter table private.person_limits enable row level security;

insert into private.person_limits (action, burst, per_hour) values
  -- What others are told of, or have to answer.
  ('messages', 60, 1200), ('open_conversation', 20, 60), ('enquire', 20, 60), ('close_enquiry', 60, 600),
  ('book_viewing', 20, 60), ('cancel_viewing', 30, 120), ('record_viewing', 60, 600),
  ('make_offer', 20, 60), ('counter_offer', 30, 120), ('accept_offer', 30, 120), ('decline_offer', 60, 300),
  ('withdraw_offer', 30, 120), ('release_offer', 30, 120), ('offer_to_applicant', 60, 300),
  ('let_from_offer', 60, 300),
  ('start_application', 20, 60), ('submit_application', 20, 60), ('withdraw_application', 20, 60), ('ask_review', 20, 60),
  ('shortlist_application', 60, 600), ('decline_application', 60, 600),
  ('ask_guarantor', 20, 60), ('read_guarantee', 30, 120), ('answer_guarantee', 20, 60),
  ('offer_mandate', 20, 60), ('answer_mandate', 30, 120), ('revoke_mandate', 30, 120),
  ('invite_member', 30, 60), ('invite_tenant', 200, 400), ('invite_as_tenant', 60, 300), ('revoke_invitation', 100, 300),
  ('accept_invitation', 20, 60),
  ('request_history', 30, 60), ('grant_history', 30, 60), ('answer_history_request', 30, 60), ('revoke_history', 30, 60),
  ('rental_history_of', 60, 300),
  ('share_document', 60, 120), ('unshare_document', 100, 300),
  ('offer_tenancy', 200, 600), ('offer_renewal', 200, 600), ('add_tenancy_party', 100, 300),
  ('remove_tenancy_party', 100, 300), ('accept_tenancy', 30, 120), ('activate_tenancy', 100, 300),
  ('decline_tenancy', 30, 120), ('give_notice', 30, 120), ('withdraw_notice', 30, 120), ('end_tenancy', 100, 300),
  ('demand_charge', 300, 1200),
  ('schedule_inspection', 100, 300), ('begin_move_out', 100, 300), ('offer_inspection', 100, 300),
  ('sign_inspection', 60, 300), ('dispute_inspection', 30, 120), ('cancel_inspection', 100, 300),
  ('add_sale_party', 60, 300), ('remove_sale_party', 60, 300), ('sign_sale', 60, 300), ('close_sale', 60, 300),
  ('fail_sale', 60, 300),
  -- What alerts those who look for a home.
  ('listings', 500, 2000), ('move_listing', 200, 1000), ('confirm_listing', 500, 2000), ('set_listing_fee', 200, 1000),
  ('remove_listing_fee', 200, 1000), ('listing_fees', 500, 2000), ('offer_viewing', 500, 2000),
  -- One's own affairs: as much as a diligent office does by hand or by a program.
  ('create_organization', 5, 5), ('organizations', 60, 600), ('profiles', 60, 600), ('properties', 1000, 2000), ('units', 2000, 10000),
  ('add_title_document', 200, 1000), ('correct_title_document', 200, 1000),
  ('tenants', 1000, 5000), ('import_properties', 20, 60), ('block_dates', 200, 1000), ('unblock_dates', 200, 1000),
  ('order_media', 100, 600), ('remove_media', 200, 1200), ('retire_document', 100, 300),
  ('save_application', 60, 600), ('add_application_document', 30, 120), ('save_inspection', 120, 1200),
  ('favourites', 200, 600), ('save_search', 60, 120), ('read_notifications', 120, 3600),
  -- The platform's staff.
  ('review_listing', 300, 3000), ('review_title_document', 300, 3000), ('set_listing_review', 60, 300),
  ('resolve_payment_exception', 300, 3000);

create function private.limit_person(action text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  person uuid := auth.uid();
  taken record;
begin
  if person is null then
    -- Our own workers have no limit; a visitor, or a token that names nobody, has no bucket and may not write.
    if current_setting('role', true) in ('anon', 'authenticated') then
      perform private.raise_problem('auth.required', 'Cannot do this: sign in first', 401);
    end if;
    return;
  end if;
  select token.allowed, token.retry_after_seconds into taken
  from private.person_limits as most
  cross join lateral service.take_rate_limit_token(
    'person:' || action || ':' || person, most.burst, most.per_hour / 3600.0) as token
  where most.action = action and most.burst is not null;
  if not found then
    perform from private.person_limits as most where most.action = action;
    if not found then
      raise 'private.person_limits has no row for %', action;
    end if;
  elsif not taken.allowed then
    -- This SQLSTATE alone lets a refusal carry headers.
    raise sqlstate 'PGRST' using
      message = jsonb_build_object(
        'code', 'PT429', 'hint', 'rate_limit.exceeded',
        'message', format('You have done this too often: try again in %s seconds', taken.retry_after_seconds),
        'details', jsonb_build_object('action', action, 'retry_after_s', taken.retry_after_seconds)::text)::text,
      detail = jsonb_build_object(
        'status', 429, 'headers', jsonb_build_object('Retry-After', taken.retry_after_seconds::text))::text;
  end if;
end
$$;
comment on function private.limit_person(text) is
  'Takes one of the caller''s tokens for an action of private.person_limits, before the work. Error: rate_limit.exceeded 429, with Retry-After and retry_after_s in its details. Nobody shares a bucket.';
grant execute on function private.limit_person(text) to authenticated;

create function private.limit_writing()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  perform private.limit_person(coalesce(tg_argv[0], tg_table_name));
  return new;
end
$$;
comment on function private.limit_writing() is
  'Trigger, before people write a row of a table by themselves: a row is an action named as the table, or by the argument where the table can be divided and its part has another name. Made with "when (current_user = ''authenticated'')": what a function writes has been counted by the function.';

-- 01_ground/50_circuit_breakers.sql

-- Circuit breakers: whether a provider is asked at all, shared by all isolates.

create table private.circuit_breakers (
  name text primary key check (length(name) between 1 and 200),
  state text not null default 'closed' check (state in ('closed', 'open', 'half_open')),
  window_started_at timestamptz not null default clock_timestamp(),
  successes integer not null default 0 check (successes >= 0),
  failures integer not null default 0 check (failures >= 0),
  previous_successes integer not null default 0 check (previous_successes >= 0),
  previous_failures integer not null default 0 check (previous_failures >= 0),
  opened_at timestamptz,
  round integer not null default 0,
  round_started_at timestamptz,
  probes integer not null default 0 check (probes >= 0),
  probe_successes integer not null default 0 check (probe_successes >= 0),
  constraint circuit_breakers_opened_check check (state = 'closed' or opened_at is not null),
  constraint circuit_breakers_round_check check (state <> 'half_open' or round_started_at is not null)
);
comment on table private.circuit_breakers is 'Whether calling an outside host makes sense just now, shared by all isolates. No policies: functions only.';
comment on column private.circuit_breakers.name is 'The host.';
comment on column private.circuit_breakers.state is 'closed: call; open: do not; half_open: a few probes.';
comment on column private.circuit_breakers.window_started_at is 'Start of the current window of counts, UTC.';
comment on column private.circuit_breakers.successes is 'Successes in the current window.';
comment on column private.circuit_breakers.failures is 'Failures in the current window.';
comment on column private.circuit_breakers.previous_successes is 'Successes in the window before, counted by the part of it that the sliding window still covers.';
comment on column private.circuit_breakers.previous_failures is 'Failures in the window before, counted likewise.';
comment on column private.circuit_breakers.opened_at is 'When it last opened, UTC.';
comment on column private.circuit_breakers.round is 'Number of the newest round of probes: a result of an older round does not count.';
comment on column private.circuit_breakers.round_started_at is 'Start of that round, UTC: probes that never report are forgotten when it times out.';
comment on column private.circuit_breakers.probes is 'Probes let through in the round.';
comment on column private.circuit_breakers.probe_successes is 'Probes of the round that went well.';
alter table private.circuit_breakers enable row level security;

create function private.roll_circuit_window(breaker private.circuit_breakers, at timestamptz, window_s integer)
returns private.circuit_breakers
language plpgsql stable set search_path = '' as $$
declare
  elapsed interval := at - breaker.window_started_at;
  window_length interval := make_interval(secs => window_s);
begin
  if elapsed < window_length then
    return breaker;
  end if;
  if elapsed < 2 * window_length then
    breaker.previous_successes := breaker.successes;
    breaker.previous_failures := breaker.failures;
    breaker.window_started_at := breaker.window_started_at + window_length;
  else
    breaker.previous_successes := 0;
    breaker.previous_failures := 0;
    breaker.window_started_at := at;
  end if;
  breaker.successes := 0;
  breaker.failures := 0;
  return breaker;
end $$;
comment on function private.roll_circuit_window(private.circuit_breakers, timestamptz, integer) is
  'The breaker with its counts moved on to an instant: two windows side by side make one that slides.';

create function service.check_circuit(
  name text, cooldown_s integer default 30, max_probes integer default 3, probe_timeout_s integer default 30
)
returns table (decision text, retry_after_s integer, round integer)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  breaker private.circuit_breakers;
  at timestamptz;
begin
  -- The common case takes no lock.
  perform 1 from private.circuit_breakers as b where b.name = name and b.state <> 'closed';
  if not found then
    return query select 'call', 0, null::integer;
    return;
  end if;
  select b.* into breaker from private.circuit_breakers as b where b.name = name for update;
  at := clock_timestamp();
  if not found or breaker.state = 'closed' then
    return query select 'call', 0, null::integer;
  elsif breaker.state = 'open' and breaker.opened_at + make_interval(secs => cooldown_s) > at then
    return query select 'refuse',
      ceil(extract(epoch from breaker.opened_at + make_interval(secs => cooldown_s) - at))::integer,
      null::integer;
  elsif breaker.state = 'half_open' and breaker.probes < max_probes then
    update private.circuit_breakers as b set probes = b.probes + 1 where b.name = name;
    return query select 'probe', 0, breaker.round;
  elsif breaker.state = 'half_open' and breaker.round_started_at + make_interval(secs => probe_timeout_s) > at then
    return query select 'refuse',
      ceil(extract(epoch from breaker.round_started_at + make_interval(secs => probe_timeout_s) - at))::integer,
      null::integer;
  else
    update private.circuit_breakers as b
    set state = 'half_open', round = b.round + 1, round_started_at = at, probes = 1, probe_successes = 0
    where b.name = name;
    return query select 'probe', 0, breaker.round + 1;
  end if;
end $$;
comment on function service.check_circuit(text, integer, integer, integer) is
  'Whether to call a host: call, probe (report what came of it with the round) or refuse (with seconds to wait). A round lets exactly max_probes through, whoever asks.';
grant execute on function service.check_circuit(text, integer, integer, integer) to service_role;

create function service.report_circuit(
  name text, new_successes integer, new_failures integer, probe_round integer default null,
  minimum_calls integer default 10, failure_rate double precision default 0.5,
  window_s integer default 60, probes_to_close integer default 2
)
returns text
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  breaker private.circuit_breakers;
  at timestamptz;
  still_covered double precision;
  counted double precision;
  failed double precision;
begin
  insert into private.circuit_breakers (name) values (name) on conflict do nothing;
  select b.* into breaker from private.circuit_breakers as b where b.name = name for update;
  at := clock_timestamp();
  if probe_round is not null then
    if breaker.state <> 'half_open' or breaker.round <> probe_round then
      return breaker.state;
    end if;
    if new_failures > 0 then
      breaker.state := 'open';
      breaker.opened_at := at;
    else
      breaker.probe_successes := breaker.probe_successes + new_successes;
      if breaker.probe_successes >= probes_to_close then
        breaker.state := 'closed';
        -- What was counted before it opened is history.
        breaker.window_started_at := at;
        breaker.successes := 0; breaker.failures := 0;
        breaker.previous_successes := 0; breaker.previous_failures := 0;
      end if;
    end if;
  elsif breaker.state <> 'closed' then
    -- A call that began before it opened says nothing new.
    return breaker.state;
  else
    breaker := private.roll_circuit_window(breaker, at, window_s);
    breaker.successes := breaker.successes + new_successes;
    breaker.failures := breaker.failures + new_failures;
    still_covered := 1 - extract(epoch from at - breaker.window_started_at)::double precision / window_s;
    failed := breaker.failures + still_covered * breaker.previous_failures;
    counted := failed + breaker.successes + still_covered * breaker.previous_successes;
    if new_failures > 0 and counted >= minimum_calls and failed >= failure_rate * counted then
      breaker.state := 'open';
      breaker.opened_at := at;
    end if;
  end if;
  update private.circuit_breakers as b
  set state = breaker.state, window_started_at = breaker.window_started_at,
      successes = breaker.successes, failures = breaker.failures,
      previous_successes = breaker.previous_successes, previous_failures = breaker.previous_failures,
      opened_at = breaker.opened_at, probe_successes = breaker.probe_successes
  where b.name = name;
  return breaker.state;
end $$;
comment on function service.report_circuit(text, integer, integer, integer, integer, double precision, integer, integer) is
  'Counts calls to a host and returns the state. Opens when, of at least minimum_calls in a sliding window of window_s seconds, the part failure_rate failed; probes_to_close good probes of one round close it, a bad one opens it again.';
grant execute on function service.report_circuit(text, integer, integer, integer, integer, double precision, integer, integer) to service_role;

-- 01_ground/60_http_caching.sql

-- Answers that are the same for every visitor may be kept: by browsers, and by a network of caches before the project.
-- That is the only cache there is: it costs the database nothing, works before a read-only standby, and is lost
-- without harm.

create function private.visitors_may_keep(fresh_s integer, stale_s integer)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Signed in, the same call may show more, and whoever has just changed something wants to see it.
  if current_setting('role', true) = 'anon' then
    perform set_config('response.headers', format(
      '[{"cache-control": "public, max-age=%s, stale-while-revalidate=%s"}, {"vary": "authorization"}]', fresh_s, stale_s), true);
  end if;
end
$$;
comment on function private.visitors_may_keep(integer, integer) is
  'Says in the headers of the answer, to a visitor, for how many seconds it may be shown without asking again, and for how many more while asking again. For functions that only read.';
grant execute on function private.visitors_may_keep(integer, integer) to anon, authenticated, service_role;

-- 01_ground/65_requests.sql

-- What every request to the REST API is asked before it is answered.

create function private.check_request()
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  -- The planner estimates without asking policies: to whoever may read no row it would still tell how many there are.
  if current_setting('request.headers', true)::jsonb ->> 'prefer' ~* 'count=(planned|estimated)' then
    perform private.raise_problem('request.estimated_count',
      'Cannot estimate how many rows there are: ask for count=exact, or for no count', 400, jsonb_build_object('field', 'prefer'));
  end if;
end
$$;
comment on function private.check_request() is
  'Run by PostgREST before each request (db-pre-request), in its transaction and with its role. Error: request.estimated_count 400.';
grant execute on function private.check_request() to anon, authenticated, service_role;

-- The role by which PostgREST signs in; all databases of a server share it, so it is changed only where it must be.
do $$
begin
  if not exists (
    select from pg_catalog.pg_db_role_setting
    where setrole = 'authenticator'::regrole and setdatabase = 0
      and 'pgrst.db_pre_request=private.check_request' = any (setconfig)
  ) then
    alter role authenticator set pgrst.db_pre_request to 'private.check_request';
  end if;
end
$$;
notify pgrst, 'reload config';

-- 01_ground/70_state_machines.sql

-- States move one way only: through a function that names the machine, along a row of this table,
-- leaving history. A trigger refuses any other way, for every role.

create type public.state_machine as enum (
  'listing', 'unit_hold', 'tenancy', 'payment', 'invitation', 'mandate', 'enquiry', 'viewing', 'application', 'offer', 'sale',
  'inspection', 'title_document'
);
comment on type public.state_machine is 'What moves through states.';

create table private.state_transitions (
  machine public.state_machine not null,
  from_state text,
  to_state text not null,
  unique nulls not distinct (machine, from_state, to_state)
);
comment on table private.state_transitions is 'The moves that each machine allows; the only place that says so.';
comment on column private.state_transitions.machine is 'Which machine.';
comment on column private.state_transitions.from_state is 'State before the move; null for a new row.';
comment on column private.state_transitions.to_state is 'State after the move.';
alter table private.state_transitions enable row level security;

create function private.begin_move(machine public.state_machine, subject_id uuid, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform set_config('estate.moving', machine || ':' || subject_id, true);
  perform set_config('estate.move_reason', coalesce(reason, ''), true);
end
$$;
comment on function private.begin_move(public.state_machine, uuid, text) is
  'Opens the way for one move of one row in this transaction. Called only by the function that owns the machine, right before its update.';

create function private.admit_move(
  moved public.state_machine, org_id uuid, subject_id uuid, state_before text, state_after text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if state_before = state_after then
    return;
  end if;
  if not exists (
    select from private.state_transitions as allowed
    where allowed.machine = moved
      and allowed.from_state is not distinct from state_before
      and allowed.to_state = state_after
  ) then
    perform private.raise_problem(
      moved || '.illegal_transition',
      format('Cannot move the %s from %s to %s', replace(moved::text, '_', ' '), coalesce(state_before, 'nothing'), state_after),
      409, jsonb_build_object('field', 'status', 'from', state_before, 'to', state_after));
  end if;
  if state_before is not null and current_setting('estate.moving', true) is distinct from moved || ':' || subject_id then
    perform private.raise_problem(
      moved || '.direct_change',
      format('Cannot set the status of a %s directly: use the function that moves it', replace(moved::text, '_', ' ')),
      409, jsonb_build_object('field', 'status'));
  end if;
  insert into public.state_changes (org_id, machine, subject_id, from_state, to_state, reason, actor_id)
  values (
    org_id, moved, subject_id, state_before, state_after,
    case when state_before is not null then nullif(current_setting('estate.move_reason', true), '') end,
    (select auth.uid())
  );
  perform set_config('estate.moving', '', true);
end
$$;
comment on function private.admit_move(public.state_machine, uuid, uuid, text, text) is
  'Before a row is written in its new state: checks the move and writes history. state_before: null for a new row. Errors: <machine>.illegal_transition, <machine>.direct_change 409.';

create function private.guard_move()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.admit_move(
    tg_argv[0]::public.state_machine, new.org_id, new.id,
    case when tg_op = 'UPDATE' then old.status::text end, new.status::text);
  return new;
end
$$;
comment on function private.guard_move() is
  'Trigger, before insert or update of a table with org_id and status: see private.admit_move(). Argument: the machine. Where more than this happens before the row is written, the function of that table admits the move at its place.';

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;

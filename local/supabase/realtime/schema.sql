-- Schema realtime as Supabase has it, as far as policies, triggers and clients use it. Safe to run again.
-- Where Supabase feeds its server from the write-ahead log, triggers notify local/realtime/ here.
create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role;

create table if not exists realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp not null default now(),
  inserted_at timestamp not null default now(),
  id uuid not null default gen_random_uuid(),
  binary_payload bytea,
  primary key (id, inserted_at),
  constraint messages_one_payload check (num_nonnulls(payload, binary_payload) <= 1)
) partition by range (inserted_at);
create table if not exists realtime.messages_default partition of realtime.messages default;
create index if not exists messages_topic_idx on realtime.messages (inserted_at desc, topic)
  where extension = 'broadcast' and private is true;
alter table realtime.messages enable row level security;
alter table realtime.messages_default enable row level security;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

comment on table realtime.messages is
  'Broadcasts from the database; its policies say who may read and write on a private channel.';
comment on column realtime.messages.topic is 'Channel name without the prefix realtime:';
comment on column realtime.messages.extension is 'broadcast or presence: what the row, or the probe of a right, is about.';
comment on column realtime.messages.payload is 'JSON body; at most one of payload and binary_payload is set.';
comment on column realtime.messages.event is 'Name that clients listen for; null in probes of a right.';
comment on column realtime.messages.private is 'Whether it goes to the private room of the topic or to the public one.';
comment on column realtime.messages.updated_at is 'When the row last changed.';
comment on column realtime.messages.inserted_at is 'When the message was sent; rows are kept for three days.';
comment on column realtime.messages.id is 'Identity of the message; clients see it as meta.id.';
comment on column realtime.messages.binary_payload is 'Raw bytes; reaches clients of protocol 2.0.0 only.';

create or replace function realtime.topic()
returns text language sql stable set search_path = '' as $$
  select nullif(current_setting('realtime.topic', true), '')
$$;
comment on function realtime.topic() is 'Topic whose rights are being asked, for policies on realtime.messages.';

create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql set search_path = '' as $$
declare
  message_id uuid := gen_random_uuid();
begin
  perform set_config('realtime.topic', topic, true);
  insert into realtime.messages (id, payload, event, topic, private, extension)
  values (
    message_id,
    case when payload ? 'id' then payload else jsonb_set(payload, '{id}', to_jsonb(message_id)) end,
    event, topic, private, 'broadcast'
  );
exception when others then
  raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
end
$$;
comment on function realtime.send(jsonb, text, text, boolean) is
  'Broadcasts a JSON payload to a topic once the transaction commits. Errors become warnings.';

create or replace function realtime.send_binary(payload bytea, event text, topic text, private boolean default true)
returns void language plpgsql set search_path = '' as $$
begin
  perform set_config('realtime.topic', topic, true);
  insert into realtime.messages (binary_payload, event, topic, private, extension)
  values (payload, event, topic, private, 'broadcast');
exception when others then
  raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
end
$$;
comment on function realtime.send_binary(bytea, text, text, boolean) is
  'Broadcasts raw bytes to a topic once the transaction commits. Errors become warnings.';

create or replace function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
)
returns void language plpgsql set search_path = '' as $$
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  if operation not in ('INSERT', 'UPDATE', 'DELETE') then
    raise exception 'Unexpected operation type: %', operation;
  end if;
  perform realtime.send(
    jsonb_build_object(
      'old_record', old, 'record', new, 'operation', operation, 'table', table_name, 'schema', table_schema
    ),
    event_name, topic_name
  );
exception when others then
  raise exception 'Failed to process the row: %', sqlerrm;
end
$$;
comment on function realtime.broadcast_changes(text, text, text, text, text, record, record, text) is
  'Broadcasts a changed row to a private topic; to be called from a row trigger.';

grant execute on function
  realtime.topic(),
  realtime.send(jsonb, text, text, boolean),
  realtime.send_binary(bytea, text, text, boolean),
  realtime.broadcast_changes(text, text, text, text, text, record, record, text)
  to anon, authenticated, service_role;

create or replace function realtime.notify_message()
returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('realtime_messages', new.id::text);
  return null;
end
$$;
comment on function realtime.notify_message() is 'Tells the local server which message to deliver after commit.';
revoke execute on function realtime.notify_message() from public;
create or replace trigger notify_message after insert on realtime.messages
  for each row when (new.extension = 'broadcast' and new.event is not null)
  execute function realtime.notify_message();

-- Row changes of the published tables that somebody is subscribed to, until they are delivered.
-- Unlogged: after a crash there is nobody left to deliver them to.
create unlogged table if not exists realtime.changes (
  id bigint generated always as identity primary key,
  entity oid not null,
  type text not null,
  record jsonb,
  old_record jsonb,
  committed_at timestamptz not null default clock_timestamp()
);
alter table realtime.changes enable row level security;
revoke all on realtime.changes from public, anon, authenticated, service_role;
comment on table realtime.changes is 'Row changes waiting for delivery to subscribers of postgres_changes.';
comment on column realtime.changes.id is 'Identity; travels in the notification.';
comment on column realtime.changes.entity is 'Table that changed (pg_class.oid).';
comment on column realtime.changes.type is 'INSERT, UPDATE or DELETE.';
comment on column realtime.changes.record is 'Whole new row; null for a DELETE.';
comment on column realtime.changes.old_record is 'Whole old row; null for an INSERT.';
comment on column realtime.changes.committed_at is 'When the row changed; the commit follows.';

create or replace function realtime.record_change()
returns trigger language plpgsql security definer set search_path = '' as $$
declare
  change_id bigint;
begin
  insert into realtime.changes (entity, type, record, old_record)
  values (
    tg_relid, tg_op,
    case when tg_op <> 'DELETE' then to_jsonb(new) end,
    case when tg_op <> 'INSERT' then to_jsonb(old) end
  )
  returning id into change_id;
  perform pg_notify('realtime_changes', change_id::text);
  return null;
end
$$;
comment on function realtime.record_change() is
  'Keeps a row change for delivery; the local server attaches it to published tables with subscribers.';
revoke execute on function realtime.record_change() from public;

do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
end
$$;

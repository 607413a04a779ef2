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
  -- What a privileged act changes is written down with it: 16_safeguards/20_acts.sql.
  if nullif(current_setting('estate.act', true), '') is not null then
    perform private.note_act_change(action, table_name, coalesce(whole ->> 'id', whole ->> key_column, whole::text), before, after);
  end if;
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
declare
  table_name constant text := tg_table_schema || '.' || tg_table_name;
begin
  if tg_argv[1] = 'redacted' then
    perform private.note_change(tg_op, table_name, tg_argv[0],
      private.redacted(table_name, to_jsonb(old)), private.redacted(table_name, to_jsonb(new)));
  else
    perform private.note_change(tg_op, table_name, tg_argv[0], to_jsonb(old), to_jsonb(new));
  end if;
  return null;
end
$$;
comment on function private.record_audit() is
  'Trigger: see private.note_change(). Arguments: the key column, "id" of most tables; "redacted" where words and fingerprints are not to be kept longer than the row (private.redacted). Where what follows a write may write the same row again, the function of that table notes the change at its place.';

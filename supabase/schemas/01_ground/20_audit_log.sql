-- The audit log: every change of what matters, by whom, when; written by triggers, never edited.

create table private.audit_log (
  id bigint generated always as identity primary key,
  occurred_at timestamptz not null default now(),
  actor_id uuid,
  actor_role text not null,
  action text not null check (action in ('INSERT', 'UPDATE', 'DELETE')),
  table_name text not null,
  row_id text not null,
  old_values jsonb,
  new_values jsonb
);
comment on table private.audit_log is 'Who changed what: one row for each change of an audited row. Append-only.';
comment on column private.audit_log.id is 'Order of recording.';
comment on column private.audit_log.occurred_at is 'Start of the transaction that made the change, UTC.';
comment on column private.audit_log.actor_id is 'The signed-in user (auth.users.id); null for a worker or an administrator.';
comment on column private.audit_log.actor_role is 'The database role in force.';
comment on column private.audit_log.action is 'INSERT, UPDATE or DELETE.';
comment on column private.audit_log.table_name is 'Schema and table of the changed row.';
comment on column private.audit_log.row_id is 'Primary key of the changed row as text.';
comment on column private.audit_log.old_values is 'Columns before the change; for an update only those that changed.';
comment on column private.audit_log.new_values is 'Columns after the change; for an update only those that changed.';
create index audit_log_row_idx on private.audit_log (table_name, row_id, id);
alter table private.audit_log enable row level security;
create trigger refuse_change before update or delete on private.audit_log
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on private.audit_log
  for each statement execute function private.refuse_change();

create function private.record_audit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  whole jsonb := coalesce(after, before);
begin
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(key, before -> key), jsonb_object_agg(key, value)
    into before, after
    from jsonb_each(after)
    where value is distinct from before -> key and key <> 'updated_at';
    if after is null then
      return null;
    end if;
  end if;
  insert into private.audit_log (actor_id, actor_role, action, table_name, row_id, old_values, new_values)
  values (
    (select auth.uid()),
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    tg_op,
    tg_table_schema || '.' || tg_table_name,
    coalesce(whole ->> 'id', whole ->> tg_argv[0], whole::text),
    before,
    after
  );
  return null;
end
$$;
comment on function private.record_audit() is
  'Trigger: writes the change to private.audit_log. Argument: the key column, for a table whose key is not "id".';

-- The record of privileged acts: who did what, to whom, why, and what changed by it, without what people keep to themselves.
-- Rows are only added. What of rows was changed beside it is in private.audit_log, which was there before: its rows of
-- earlier releases stay as they are, and this record begins with the first act after it was made.

create table private.acts (
  id uuid primary key default private.uuid_v7(),
  occurred_at timestamptz not null default now(),
  actor_id uuid,
  actor_role text not null default coalesce(nullif(current_setting('role', true), 'none'), session_user),
  staff_role text,
  assurance text not null,
  act text not null check (act ~ '^[a-z_]{3,63}$'),
  subject_id uuid,
  org_id uuid,
  reason text check (private.is_prose(reason) and length(reason) between 1 and 2000)
);
comment on table private.acts is
  'What staff did, and what members of organizations did that asks for a second factor. Append-only, without foreign keys: it outlives what it is about. No policies: functions only.';
comment on column private.acts.id is 'Time-ordered identifier.';
comment on column private.acts.occurred_at is 'When, UTC.';
comment on column private.acts.actor_id is 'Who (auth.users.id); null for SQL in Studio.';
comment on column private.acts.actor_role is 'The database role in force: authenticated, or postgres in Studio.';
comment on column private.acts.staff_role is 'Their role on the staff at that moment; null for members of organizations and in Studio.';
comment on column private.acts.assurance is 'How surely they had signed in: aal1 or aal2; none in Studio, and where an edge function called for them, which asked before (service.require_assurance).';
comment on column private.acts.act is 'What was done: private.act_rules.';
comment on column private.acts.subject_id is 'To what or whom; null where it is about no row.';
comment on column private.acts.org_id is 'The organization whose affair it is; null where the act did not say.';
comment on column private.acts.reason is 'Why, as the actor said, without long numbers (private.without_numbers).';
create index acts_subject_idx on private.acts (subject_id, id);
create index acts_actor_idx on private.acts (actor_id, id);
create index acts_org_idx on private.acts (org_id, id);
alter table private.acts enable row level security;

create table private.act_changes (
  id uuid primary key default private.uuid_v7(),
  act_id uuid not null references private.acts (id),
  action text not null check (action in ('INSERT', 'UPDATE', 'DELETE')),
  table_name text not null,
  row_id text not null,
  before jsonb,
  after jsonb
);
comment on table private.act_changes is
  'What an act changed: every audited row that its transaction wrote after it began. Append-only. No policies: functions only.';
comment on column private.act_changes.id is 'Time-ordered identifier: the order of the changes.';
comment on column private.act_changes.act_id is 'The act; the last that was begun, where one makes another.';
comment on column private.act_changes.action is 'INSERT, UPDATE or DELETE.';
comment on column private.act_changes.table_name is 'Schema and table of the changed row.';
comment on column private.act_changes.row_id is 'Primary key of the changed row as text.';
comment on column private.act_changes.before is 'Columns before it, of an update those that changed; words are redacted (private.redacted).';
comment on column private.act_changes.after is 'Columns after it, likewise.';
create index act_changes_act_idx on private.act_changes (act_id, id);
create index act_changes_row_idx on private.act_changes (table_name, row_id);
alter table private.act_changes enable row level security;

create table private.plain_columns (
  column_name text primary key check (column_name ~ '^[a-z0-9_]+$'),
  reason text not null check (length(btrim(reason)) between 3 and 200)
);
comment on table private.plain_columns is
  'Columns of text that hold names of kinds and nothing about people: the record of acts keeps them as they are. No policies: functions only.';
comment on column private.plain_columns.column_name is 'The column, in whatever table.';
comment on column private.plain_columns.reason is 'What it holds.';
alter table private.plain_columns enable row level security;
insert into private.plain_columns (column_name, reason) values
  ('role', 'A role of staff'), ('permission', 'A permission'), ('act', 'A kind of act'), ('level', 'A level of assurance'),
  ('currency', 'A currency'), ('provider', 'A provider'), ('kind', 'A kind'), ('table_name', 'A table'), ('hash', 'A digest'),
  ('content_hash', 'A digest'), ('sha256', 'A digest');

create function private.redacted(table_name text, given jsonb)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_object_agg(pair.key, case
    when jsonb_typeof(pair.value) in ('null', 'boolean') then pair.value
    when plain.column_name is not null or kind.typcategory in ('N', 'B', 'E', 'T') or kind.typname = 'uuid' then pair.value
    -- A day may be somebody's birthday; an instant is when something happened.
    when kind.typcategory = 'D' and kind.typname in ('timestamptz', 'instant') then pair.value
    else '"redacted"'::jsonb end)
  from jsonb_each(given) as pair
  left join pg_catalog.pg_attribute as attribute
    on attribute.attrelid = to_regclass(redacted.table_name) and attribute.attname = pair.key and not attribute.attisdropped
  left join pg_catalog.pg_type as kind on kind.oid = attribute.atttypid
  left join private.plain_columns as plain on plain.column_name = pair.key
$$;
comment on function private.redacted(text, jsonb) is
  'Columns of a row for the record of acts: numbers, choices, instants, identifiers and private.plain_columns as they are; words, lists and calendar days may be about people, and say only that they were there.';

create function private.current_act()
returns uuid
language sql
stable
set search_path = ''
as $$
  select nullif(current_setting('estate.act', true), '')::uuid
$$;
comment on function private.current_act() is 'The act that this transaction began last; null where there is none.';

create function private.note_act_change(action text, table_name text, row_id text, before jsonb, after jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
  doing constant uuid := private.current_act();
begin
  if doing is null or not exists (select from private.acts as act where act.id = doing) or exists (
    -- What comes after the seal is in the audit log alone.
    select from private.act_seals as seal where seal.act_id = doing) then
    return;
  end if;
  insert into private.act_changes (act_id, action, table_name, row_id, before, after)
  values (doing, note_act_change.action, note_act_change.table_name, note_act_change.row_id,
    private.redacted(note_act_change.table_name, note_act_change.before),
    private.redacted(note_act_change.table_name, note_act_change.after));
end
$$;
comment on function private.note_act_change(text, text, text, jsonb, jsonb) is
  'Adds a change to the act that is going on, if one is. private.note_change() calls it for every audited row.';

create function private.begin_act(act text, subject_id uuid, org_id uuid, reason text, actor uuid default null)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  made private.acts;
  chains text := coalesce(current_setting('estate.chains', true), '');
  who constant uuid := coalesce(actor, (select auth.uid()));
begin
  insert into private.acts (actor_id, staff_role, assurance, act, subject_id, org_id, reason)
  values (
    who, (select coalesce(member.role, 'admin') from public.staff_members as member where member.user_id = who),
    private.assurance(), act, subject_id, org_id,
    -- Kept for ever: somebody's BVN, typed into a reason, is not.
    nullif(left(private.without_numbers(btrim(reason)), 2000), ''))
  returning * into made;
  perform set_config('estate.act', made.id::text, true);
  -- Where this transaction will be sealed: private.lock_chains().
  if private.chain_of(made) <> all (string_to_array(chains, ' ')) then
    perform set_config('estate.chains', btrim(chains || ' ' || private.chain_of(made)), true);
  end if;
  return made.id;
end
$$;
comment on function private.begin_act(text, uuid, uuid, text, uuid) is
  'Writes a privileged act of the caller down, or of actor, where an edge function says for whom it calls; what its transaction changes from now on is written down with it. What is refused afterwards takes the note back.';

create function private.begin_staff_act(act text, subject_id uuid, org_id uuid, reason text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.require_staff(act);
  perform private.begin_act(act, subject_id, org_id, reason);
end
$$;
comment on function private.begin_staff_act(text, uuid, uuid, text) is
  'What every act of staff begins with: refuses whoever may not (private.require_staff), and writes it down. Errors: auth.forbidden, auth.insufficient_assurance 403.';

create function private.is_decided_by_staff(act text, subject_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from private.acts as done where done.subject_id = is_decided_by_staff.subject_id and done.act = is_decided_by_staff.act)
$$;
comment on function private.is_decided_by_staff(text, uuid) is
  'Whether staff decided about something by an act of a kind: what they decided no side opens again. What was decided and what a side said look alike in the row itself.';

create function private.note_rule_change()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if private.current_act() is null then
    perform private.begin_act('change_rules', null, null, 'Changed in ' || tg_table_schema || '.' || tg_table_name);
  end if;
  return null;
end
$$;
comment on function private.note_rule_change() is
  'Trigger, before statements, truncate too: a change of who is on the staff, of what roles and acts ask for, of what is asked before somebody is trusted or money goes out, of how things move, what they wait for and how long they are kept, or of what people are told and agree to, is a privileged act, whoever makes it.';
create trigger note_rule_change before insert or update or delete or truncate on public.staff_members
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.staff_roles
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.staff_role_permissions
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.act_rules
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on public.trust_rules
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on public.verification_rules
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.verification_limits
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.identity_providers
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on public.consent_texts
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.signal_rules
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.payee_cooling_off
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.offline_waiting_days
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.deposit_return_rules
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.second_person_rules
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.personal_data
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.personal_categories
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.personal_files
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.privacy_rules
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.role_permissions
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.retention_rules
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.state_transitions
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on private.message_templates
  for each statement execute function private.note_rule_change();
create trigger note_rule_change before insert or update or delete or truncate on public.notification_kinds
  for each statement execute function private.note_rule_change();

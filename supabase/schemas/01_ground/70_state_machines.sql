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

create function private.guard_move()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  moved public.state_machine := tg_argv[0]::public.state_machine;
  state_before text := case when tg_op = 'UPDATE' then old.status::text end;
  state_after text := new.status::text;
begin
  if tg_op = 'UPDATE' and state_before = state_after then
    return new;
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
  if tg_op = 'UPDATE' and current_setting('estate.moving', true) is distinct from moved || ':' || new.id then
    perform private.raise_problem(
      moved || '.direct_change',
      format('Cannot set the status of a %s directly: use the function that moves it', replace(moved::text, '_', ' ')),
      409, jsonb_build_object('field', 'status'));
  end if;
  insert into public.state_changes (org_id, machine, subject_id, from_state, to_state, reason, actor_id)
  values (
    new.org_id, moved, new.id, state_before, state_after,
    case when tg_op = 'UPDATE' then nullif(current_setting('estate.move_reason', true), '') end,
    (select auth.uid())
  );
  perform set_config('estate.moving', '', true);
  return new;
end
$$;
comment on function private.guard_move() is
  'Trigger, before insert or update of a table with org_id and status: checks the move, writes history. Argument: the machine.';

-- States move one way only: through a function that names the machine, along a row of this table,
-- leaving history. A trigger refuses any other way, for every role.

create type public.state_machine as enum (
  'listing', 'unit_hold', 'tenancy', 'payment', 'invitation', 'mandate', 'enquiry', 'viewing', 'application', 'offer', 'sale',
  'inspection', 'title_document', 'offline_payment', 'deposit_return', 'deduction_dispute', 'refund', 'dispute', 'payee_account', 'payout',
  'direct_settlement', 'verification'
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
  -- History keeps it for ever.
  if length(reason) > 1000 then
    perform private.raise_problem('value.bad_text', 'Cannot use reason: it must have at most 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  perform set_config('estate.moving', machine || ':' || subject_id, true);
  perform set_config('estate.move_reason', coalesce(reason, ''), true);
end
$$;
comment on function private.begin_move(public.state_machine, uuid, text) is
  'Opens the way for one move of one row in this transaction. Called only by the function that owns the machine, right before its update. Error: value.bad_text 400 for a reason of more than 1,000 characters.';

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
  if moved = 'verification' then
    -- A person's own affair: of no organization.
    insert into private.verification_changes (case_id, from_state, to_state, reason, actor_id)
    values (
      subject_id, state_before, state_after,
      case when state_before is not null then nullif(current_setting('estate.move_reason', true), '') end,
      (select auth.uid())
    );
  else
    insert into public.state_changes (org_id, machine, subject_id, from_state, to_state, reason, actor_id)
    values (
      org_id, moved, subject_id, state_before, state_after,
      case when state_before is not null then nullif(current_setting('estate.move_reason', true), '') end,
      (select auth.uid())
    );
  end if;
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

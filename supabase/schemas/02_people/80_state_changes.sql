-- The history of every move of a state machine, as members of its organization see it.

create table public.state_changes (
  id uuid primary key default private.uuid_v7(),
  -- Asked at the commit: a move is written before the policy has looked at the row that moves.
  org_id uuid not null references public.organizations (id) deferrable initially deferred,
  machine public.state_machine not null,
  subject_id uuid not null,
  from_state text,
  to_state text not null,
  reason text,
  actor_id uuid,
  occurred_at timestamptz not null default now()
);
comment on table public.state_changes is 'History of every move of everything that has states: each machine of private.state_transitions. Append-only.';
comment on column public.state_changes.id is 'Time-ordered identifier.';
comment on column public.state_changes.org_id is 'The organization of the moved row.';
comment on column public.state_changes.machine is 'Which machine moved.';
comment on column public.state_changes.subject_id is 'Identifier of the moved row.';
comment on column public.state_changes.from_state is 'State before; null when the row was made.';
comment on column public.state_changes.to_state is 'State after.';
comment on column public.state_changes.reason is 'Why, as the mover put it.';
comment on column public.state_changes.actor_id is 'The signed-in user who moved it; null for a worker.';
comment on column public.state_changes.occurred_at is 'When, UTC.';
create index state_changes_subject_idx on public.state_changes (subject_id, id);
create index state_changes_org_id_idx on public.state_changes (org_id, id);

alter table public.state_changes enable row level security;
grant select on public.state_changes to authenticated, service_role;
-- Members read of an application what they may see of it: nothing from before it was submitted.
create policy state_changes_select on public.state_changes for select to authenticated using (
  case
    when machine = 'application' and (from_state is null or (from_state = 'draft' and to_state <> 'submitted')) then null
    when machine in ('application', 'offer', 'sale', 'enquiry') then
      nullif(org_id = any (array(select private.my_org_ids('deals.read'))), false)
    -- Reasons name amounts.
    when machine in ('payment', 'offline_payment', 'refund', 'dispute', 'payee_account', 'payout') then nullif(org_id = any (array(select private.my_org_ids('money.read'))), false)
    when org_id = any (array(select private.my_org_ids('organization.read'))) then true
  end is not null
);
create trigger refuse_change before update or delete on public.state_changes
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.state_changes
  for each statement execute function private.refuse_change();

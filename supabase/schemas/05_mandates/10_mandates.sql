-- Mandates: what an owner lets an agency do for it, where, until when and for what fee.

create type public.mandate_scope as enum ('list', 'show', 'collect', 'sign');
comment on type public.mandate_scope is 'Advertise, show people round, collect money, sign lettings.';

create type public.fee_payer as enum ('owner', 'tenant', 'buyer');
comment on type public.fee_payer is 'Who pays the agency.';
create type public.mandate_status as enum ('offered', 'active', 'declined', 'withdrawn', 'revoked', 'ended');
comment on type public.mandate_status is 'An active mandate is live on its days only: see starts_on and ends_on.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('mandate', null, 'offered'),
  ('mandate', 'offered', 'active'), ('mandate', 'offered', 'declined'), ('mandate', 'offered', 'withdrawn'),
  ('mandate', 'active', 'revoked'), ('mandate', 'active', 'ended');

create table public.mandates (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  agent_org_id uuid not null references public.organizations (id),
  property_id uuid,
  scopes public.mandate_scope[] not null,
  fee_bps integer not null check (fee_bps between 0 and 10000),
  fee_payer public.fee_payer not null,
  starts_on public.calendar_date not null,
  ends_on public.calendar_date not null,
  status public.mandate_status not null default 'offered',
  evidence text check (private.is_prose(evidence) and length(btrim(evidence)) between 1 and 500),
  reason text check (private.is_prose(reason) and length(reason) between 1 and 500),
  revoked_at timestamptz,
  offered_by uuid references public.profiles (id) on delete set null,
  answered_by uuid references public.profiles (id) on delete set null,
  answered_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  agent_collects boolean not null default false,
  unique (org_id, id),
  foreign key (org_id, property_id) references public.properties (org_id, id),
  constraint mandates_two_sides_check check (agent_org_id <> org_id),
  constraint mandates_term_check check (ends_on > starts_on),
  constraint mandates_scopes_check check (cardinality(scopes) between 1 and 4 and array_position(scopes, null) is null),
  constraint mandates_collects_check check (not agent_collects or 'collect' = any (scopes)),
  constraint mandates_revoked_check check ((status = 'revoked') = (revoked_at is not null))
);
comment on table public.mandates is 'The authority of an agency to act for an owner. Listing or collecting without a live one is refused.';
comment on column public.mandates.id is 'Time-ordered identifier.';
comment on column public.mandates.org_id is 'The owner that gives it.';
comment on column public.mandates.agent_org_id is 'The agency that acts.';
comment on column public.mandates.property_id is 'Where: this property and all that stands in it; null for everything that the owner has, now and later.';
comment on column public.mandates.scopes is 'What the agency may do.';
comment on column public.mandates.fee_bps is 'The agency''s fee in hundredths of a percent of the price or rent.';
comment on column public.mandates.fee_payer is 'Who pays the fee.';
comment on column public.mandates.starts_on is 'First day, Nigerian date.';
comment on column public.mandates.ends_on is 'First day after it, Nigerian date: from then on it is dead, whatever its status says.';
comment on column public.mandates.status is 'Moved by functions only.';
comment on column public.mandates.evidence is 'The paper behind it: a file''s path or where it is kept.';
comment on column public.mandates.reason is 'Why it was revoked or withdrawn.';
comment on column public.mandates.revoked_at is 'When it was revoked, UTC.';
comment on column public.mandates.offered_by is 'The owner''s member who offered it.';
comment on column public.mandates.answered_by is 'The agency''s member who accepted or declined.';
comment on column public.mandates.answered_at is 'When it was accepted or declined, UTC.';
comment on column public.mandates.created_at is 'When it was offered, UTC.';
comment on column public.mandates.updated_at is 'Last change, UTC.';
comment on column public.mandates.agent_collects is 'Whether what tenants pay online goes to the agency, which owes it to the owner less its fee; else it goes to the owner.';
create index mandates_property_idx on public.mandates (org_id, property_id);
create index mandates_agent_idx on public.mandates (agent_org_id, status);
create index mandates_ends_on_idx on public.mandates (ends_on) where status in ('offered', 'active');
create index mandates_offered_by_idx on public.mandates (offered_by);
create index mandates_answered_by_idx on public.mandates (answered_by);

alter table public.mandates enable row level security;
grant select on public.mandates to authenticated;
grant select, insert, update, delete on public.mandates to service_role;
create policy mandates_select on public.mandates for select to authenticated
  using (
    org_id = any (array(select private.my_org_ids('organization.read')))
    or agent_org_id = any (array(select private.my_org_ids('organization.read')))
  );

create trigger guard_move before insert or update of status on public.mandates
  for each row execute function private.guard_move('mandate');
create trigger touch_updated_at before update on public.mandates
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.mandates
  for each row execute function private.record_audit();

-- Moving and ending ---------------------------------------------------------------------------

create function private.move_mandate(mandate_id uuid, to_status public.mandate_status, reason text default null)
returns public.mandates
language plpgsql
set search_path = ''
as $$
declare
  moved public.mandates;
begin
  perform private.begin_move('mandate', mandate_id, reason);
  update public.mandates as mandate
  set status = to_status,
    reason = coalesce(move_mandate.reason, mandate.reason),
    revoked_at = case when to_status = 'revoked' then now() else mandate.revoked_at end,
    answered_by = case when to_status in ('active', 'declined') then (select auth.uid()) else mandate.answered_by end,
    answered_at = case when to_status in ('active', 'declined') then now() else mandate.answered_at end
  where mandate.id = mandate_id
  returning * into moved;
  return moved;
end
$$;
comment on function private.move_mandate(uuid, public.mandate_status, text) is
  'Moves a mandate; answering notes who and when, revoking when.';

create function private.end_mandates(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  passed record;
  moved integer := 0;
begin
  for passed in
    select id, status from public.mandates
    where status in ('offered', 'active') and ends_on <= private.lagos_date()
    order by ends_on limit batch
    for no key update skip locked
  loop
    if passed.status = 'active' then
      perform private.move_mandate(passed.id, 'ended', 'Its term has passed');
    else
      perform private.move_mandate(passed.id, 'withdrawn', 'Not answered before its term passed');
    end if;
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.end_mandates(integer) is
  'Ends a batch of mandates whose term has passed, and withdraws such offers; returns how many. Run by pg_cron. Policies ask for the date itself and do not wait for this.';
select cron.schedule('end-mandates', '3 * * * *', private.in_batches('private.end_mandates'));

create function private.notify_mandate(mandate public.mandates)
returns void
language plpgsql
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object('org_id', mandate.org_id, 'agent_org_id', mandate.agent_org_id, 'scopes', mandate.scopes,
    'starts_on', mandate.starts_on, 'ends_on', mandate.ends_on);
begin
  if mandate.status = 'offered' then
    perform private.notify(array(select private.members_with(mandate.agent_org_id, 'tenancies.write')),
      mandate.org_id, 'mandate_offered', 'A mandate is offered to your agency', mandate.id, facts);
  elsif mandate.status = 'active' then
    perform private.notify(array(select private.members_with(mandate.org_id, 'mandates.write')),
      mandate.org_id, 'mandate_accepted', 'Your mandate was accepted', mandate.id, facts);
  elsif mandate.status = 'revoked' then
    perform private.notify(array(select private.members_with(mandate.agent_org_id, 'organization.read')),
      mandate.org_id, 'mandate_revoked', 'A mandate of your agency was revoked', mandate.id, facts);
  elsif mandate.status = 'declined' then
    perform private.notify(array(select private.members_with(mandate.org_id, 'mandates.write')),
      mandate.org_id, 'mandate_declined', 'Your mandate was declined', mandate.id, facts);
  elsif mandate.status = 'withdrawn' then
    perform private.notify(array(select private.members_with(mandate.agent_org_id, 'tenancies.write')),
      mandate.org_id, 'mandate_withdrawn', 'A mandate that was offered to your agency is withdrawn', mandate.id, facts);
    -- By nobody: its term passed before the agency answered.
    if (select auth.uid()) is null then
      perform private.notify(array(select private.members_with(mandate.org_id, 'mandates.write')),
        mandate.org_id, 'mandate_withdrawn', 'Your mandate was not answered before its term passed', mandate.id, facts);
    end if;
  elsif mandate.status = 'ended' then
    perform private.notify(
      array(
        select private.members_with(mandate.org_id, 'mandates.write')
        union
        select private.members_with(mandate.agent_org_id, 'organization.read')
      ),
      mandate.org_id, 'mandate_ended', 'The term of a mandate is over', mandate.id, facts);
  end if;
end
$$;
comment on function private.notify_mandate(public.mandates) is
  'Tells those who can answer of an offer, and when it is withdrawn; the owner''s side of the answer; the agency of a revocation; both of the end of its term, and the owner of a term that passed without an answer.';

create function private.after_mandate_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify_mandate(new);
  if old.status = 'active' and new.status in ('revoked', 'ended') then
    -- First, for it locks the units, and brings listings back that are then paused.
    perform private.withdraw_tenancies_under(new);
    perform private.pause_mandated_listings(new);
    perform private.end_terms_under(new);
    perform private.end_history_consents_under(new);
  end if;
  return null;
end
$$;
comment on function private.after_mandate_moved() is
  'Trigger: who is told of a mandate that was made or moved, and of one that is over, what was offered under it is withdrawn, what was listed leaves the market, what it charges by itself ends, and rental records that applicants share with the agency close.';
create trigger after_mandate_made after insert on public.mandates
  for each row execute function private.after_mandate_moved();
create trigger after_mandate_moved after update of status on public.mandates
  for each row when (old.status <> new.status) execute function private.after_mandate_moved();

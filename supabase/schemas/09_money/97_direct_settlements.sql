-- "Settle straight to my bank": of what tenants pay online the provider keeps its fee, gives the platform its own, and
-- pays the rest to the payee's bank by itself, without a payout. The provider knows the bank account as a subaccount (98).
--
-- Whoever turns it on sends all that comes in there, so it takes what a payout takes: an account that two people
-- approved, whose cooling-off time is over; money.payout; a second person; and everybody who may pay out is told. When the
-- account is retired it ends at once. Another account is another request: while that account cools off nothing is split.
--
-- What an agency collects under a mandate is not split: the agency's fee comes out of it, and its principal's money never
-- goes through an account that is the agency's alone. Neither is what saved cards and account numbers bring.
--
-- Money that goes back of such a payment comes out of what the provider holds for the platform, and so of what it holds
-- for the organization. What is missing there is the organization's debt: refunds are refused while it is short, as
-- always, and no payment is split, so that what comes in covers it.

create type public.direct_settlement_status as enum ('requested', 'approved', 'active', 'failed', 'declined', 'withdrawn', 'ended');
comment on type public.direct_settlement_status is
  'requested: waits for a second person; approved: the provider is being told; active: payments are split; failed: the provider does not take the account; declined, withdrawn: it never began; ended: it was turned off, or the account is out of use.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('direct_settlement', null, 'requested'),
  ('direct_settlement', 'requested', 'approved'), ('direct_settlement', 'requested', 'declined'),
  ('direct_settlement', 'requested', 'withdrawn'),
  ('direct_settlement', 'approved', 'active'), ('direct_settlement', 'approved', 'failed'), ('direct_settlement', 'approved', 'ended'),
  ('direct_settlement', 'active', 'ended');

create table public.direct_settlements (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  payee_account_id uuid not null,
  provider public.payment_method not null constraint direct_settlements_provider_check check (provider in ('paystack', 'flutterwave')),
  status public.direct_settlement_status not null default 'requested',
  is_sole boolean not null default false,
  requested_by uuid references public.profiles (id) on delete set null,
  decided_by uuid references public.profiles (id) on delete set null,
  decided_at timestamptz,
  decision text constraint direct_settlements_decision_check
    check (private.is_prose(decision) and length(btrim(decision)) between 3 and 500),
  failure_reason text check (length(failure_reason) <= 300),
  active_from timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, payee_account_id) references public.payee_accounts (org_id, id),
  constraint direct_settlements_active_check check (status <> 'active' or active_from is not null)
);
comment on table public.direct_settlements is
  'To which bank account a provider pays an organization''s share of online payments by itself.';
comment on column public.direct_settlements.id is 'Time-ordered identifier.';
comment on column public.direct_settlements.org_id is 'Whose money.';
comment on column public.direct_settlements.payee_account_id is 'To which account.';
comment on column public.direct_settlements.provider is 'Whose payments: the account''s provider.';
comment on column public.direct_settlements.status is 'Moved by functions only.';
comment on column public.direct_settlements.is_sole is 'Whether it was approved without a second person, because there was none.';
comment on column public.direct_settlements.requested_by is 'Who asked for it, and so cannot approve it where somebody else can.';
comment on column public.direct_settlements.decided_by is 'Who approved, declined, withdrew or ended it last.';
comment on column public.direct_settlements.decided_at is 'When, UTC.';
comment on column public.direct_settlements.decision is 'Why it was declined, withdrawn or ended.';
comment on column public.direct_settlements.failure_reason is 'Why the provider does not take it, in its words; without account numbers.';
comment on column public.direct_settlements.active_from is 'From when payments were split, UTC.';
comment on column public.direct_settlements.created_at is 'When it was asked for, UTC.';
comment on column public.direct_settlements.updated_at is 'Last change, UTC.';
-- One waits, and one holds, for an organization and provider.
create unique index direct_settlements_waiting_key on public.direct_settlements (org_id, provider) where status = 'requested';
create unique index direct_settlements_holding_key on public.direct_settlements (org_id, provider) where status in ('approved', 'active');
create index direct_settlements_org_idx on public.direct_settlements (org_id, id desc);
create index direct_settlements_account_idx on public.direct_settlements (org_id, payee_account_id);
create index direct_settlements_requested_by_idx on public.direct_settlements (requested_by);
create index direct_settlements_decided_by_idx on public.direct_settlements (decided_by);

alter table public.direct_settlements enable row level security;
grant select on public.direct_settlements to authenticated, service_role;
create policy direct_settlements_select on public.direct_settlements for select to authenticated using (
  case
    when org_id = any (array(select org_id from private.my_permissions where permission = 'money.read')) then true
    when (select private.is_staff('money')) then true
  end is not null
);
create trigger guard_move before insert or update of status on public.direct_settlements
  for each row execute function private.guard_move('direct_settlement');
create trigger touch_updated_at before update on public.direct_settlements
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete on public.direct_settlements
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.direct_settlements
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update on public.direct_settlements
  for each row execute function private.record_audit();

-- Moving --------------------------------------------------------------------------------------------

create function private.move_direct_settlement(
  settlement_id uuid, to_status public.direct_settlement_status, person uuid, said text default null, alone boolean default false,
  refused text default null)
returns public.direct_settlements
language plpgsql
set search_path = ''
as $$
declare
  moved public.direct_settlements;
begin
  perform private.begin_move('direct_settlement', settlement_id, coalesce(said, refused));
  update public.direct_settlements as settlement
  set status = to_status, is_sole = settlement.is_sole or alone, failure_reason = left(refused, 300),
    decided_by = case when to_status in ('active', 'failed') then settlement.decided_by else person end,
    decided_at = case when to_status in ('active', 'failed') then settlement.decided_at else now() end,
    decision = case when to_status in ('active', 'failed') then settlement.decision else said end,
    active_from = case when to_status = 'active' then now() else settlement.active_from end
  where settlement.id = settlement_id
  returning settlement.* into moved;
  return moved;
end
$$;
comment on function private.move_direct_settlement(uuid, public.direct_settlement_status, uuid, text, boolean, text) is
  'Moves a locked direct settlement, and notes who decided and why, or what the provider said.';

create function private.after_direct_settlement_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.status in ('approved', 'failed', 'ended') then
    perform private.want_subaccount(new);
  end if;
  perform private.notify_direct_settlement(new);
  return null;
end
$$;
comment on function private.after_direct_settlement_moved() is
  'Trigger: of one that is approved or ends the provider is told; then people are.';
create trigger after_direct_settlement_made after insert on public.direct_settlements
  for each row execute function private.after_direct_settlement_moved();
create trigger after_direct_settlement_moved after update of status on public.direct_settlements
  for each row when (old.status <> new.status) execute function private.after_direct_settlement_moved();

create function private.notify_direct_settlement(settlement public.direct_settlements)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Whoever did it as well: if it was not them, their account is stolen, and this is how they learn of it.
  perform private.notify(array(select private.members_with(settlement.org_id, 'money.payout')), settlement.org_id,
    'direct_settlement_' || settlement.status, case settlement.status
      when 'requested' then 'Rents may soon be paid straight to a bank account'
      when 'approved' then 'Rents will be paid straight to a bank account'
      when 'active' then 'Rents are paid straight to your bank account from now on'
      when 'failed' then 'The provider does not pay straight to this bank account'
      when 'ended' then 'Rents are not paid straight to this bank account any more'
      else 'Rents will not be paid straight to this bank account' end,
    settlement.id, (
      select jsonb_build_object('bank_name', account.bank_name, 'last_four', account.last_four, 'account_name', account.account_name,
        'provider', settlement.provider, 'is_sole', settlement.is_sole, 'reason', coalesce(settlement.failure_reason, settlement.decision))
      from public.payee_accounts as account where account.id = settlement.payee_account_id));
end
$$;
comment on function private.notify_direct_settlement(public.direct_settlements) is 'Tells everybody who may pay out of each step, whoever took it.';

create function private.end_direct_settlements_to(account public.payee_accounts)
returns void
language plpgsql
set search_path = ''
as $$
declare
  open public.direct_settlements;
begin
  for open in
    select settlement.* from public.direct_settlements as settlement
    where settlement.org_id = account.org_id and settlement.payee_account_id = account.id
      and settlement.status in ('requested', 'approved', 'active')
    order by settlement.id for no key update
  loop
    perform private.move_direct_settlement(open.id,
      (case open.status when 'requested' then 'withdrawn' else 'ended' end)::public.direct_settlement_status, account.decided_by,
      'The bank account was retired');
  end loop;
end
$$;
comment on function private.end_direct_settlements_to(public.payee_accounts) is
  'Ends what is paid straight to a bank account that is out of use: the next payment is not split any more.';

-- Asking and deciding ---------------------------------------------------------------------------------

create function private.approve_locked_settlement(settlement public.direct_settlements, person uuid, alone boolean)
returns public.direct_settlements
language plpgsql
set search_path = ''
as $$
declare
  before_it uuid;
begin
  -- All that comes in goes there from now on: no less than what a payout takes.
  perform private.require_assurance('approve_direct_settlement');
  perform private.begin_act('approve_direct_settlement', settlement.id, settlement.org_id, null);
  perform private.payable_account(settlement.org_id, settlement.payee_account_id);
  for before_it in
    select held.id from public.direct_settlements as held
    where held.org_id = settlement.org_id and held.provider = settlement.provider and held.status in ('approved', 'active')
    for no key update
  loop
    perform private.move_direct_settlement(before_it, 'ended', person, 'Another bank account takes its place');
  end loop;
  return private.move_direct_settlement(settlement.id, 'approved', person, null, alone);
end
$$;
comment on function private.approve_locked_settlement(public.direct_settlements, uuid, boolean) is
  'Ends the one that held until now and approves a locked one, if money may go to its account. Errors: auth.insufficient_assurance 403, payout.account_not_approved, payout.cooling_off, payee_account.name_differs, trust.held 409.';

create function private.request_direct_settlement(org_id uuid, payee_account_id uuid)
returns public.direct_settlements
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  account public.payee_accounts;
  asked public.direct_settlements;
begin
  perform private.require_permission(org_id, 'money.payout');
  -- Whoever asks at the same moment waits here, and then sees the first.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  account := private.payable_account(org_id, payee_account_id);
  select known.* into asked from public.direct_settlements as known
  where known.org_id = org_id and known.provider = account.provider
    and (known.status = 'requested' or known.status in ('approved', 'active') and known.payee_account_id = account.id)
  order by known.id desc limit 1;
  if asked.id is not null then
    if asked.payee_account_id <> account.id then
      perform private.raise_problem('direct_settlement.waiting', 'Cannot ask for this: another bank account waits for approval', 409,
        jsonb_build_object('field', 'payee_account_id', 'direct_settlement_id', asked.id));
    end if;
    return asked;
  end if;
  insert into public.direct_settlements as made (org_id, payee_account_id, provider, requested_by)
  values (org_id, account.id, account.provider, auth.uid())
  returning made.* into asked;
  if private.is_alone(org_id, 'money.payout', auth.uid()) then
    asked := private.approve_locked_settlement(asked, auth.uid(), true);
  end if;
  return asked;
end
$$;
comment on function private.request_direct_settlement(uuid, uuid) is 'Checks the caller and the account, then asks for it, or approves it where nobody else may.';

create function private.lock_direct_settlement(settlement_id uuid)
returns public.direct_settlements
language plpgsql
set search_path = ''
as $$
declare
  settlement public.direct_settlements;
begin
  -- The organization and the account before it, as whoever asks or retires the account does.
  select found.* into settlement from public.direct_settlements as found
  where found.id = lock_direct_settlement.settlement_id and found.org_id in (select private.my_org_ids('money.read'));
  if settlement.id is null then
    perform private.raise_problem('direct_settlement.not_found', 'Cannot find it among those of your organizations', 404,
      jsonb_build_object('field', 'direct_settlement_id'));
  end if;
  perform private.require_permission(settlement.org_id, 'money.payout');
  perform from public.organizations as organization where organization.id = settlement.org_id for no key update;
  perform from public.payee_accounts as account where account.id = settlement.payee_account_id for share;
  select found.* into strict settlement from public.direct_settlements as found where found.id = settlement.id for no key update;
  return settlement;
end
$$;
comment on function private.lock_direct_settlement(uuid) is
  'Locks a direct settlement of an organization in which the caller may pay out. Errors: direct_settlement.not_found 404, auth.forbidden 403.';

create function private.refuse_decided_settlement(settlement public.direct_settlements)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('direct_settlement.already_decided', format('Cannot do this now: it is %s', settlement.status), 409,
    jsonb_build_object('field', 'direct_settlement_id', 'status', settlement.status));
end
$$;
comment on function private.refuse_decided_settlement(public.direct_settlements) is
  'Refuses (409 direct_settlement.already_decided) and says how it stands by now.';

create function private.approve_direct_settlement(direct_settlement_id uuid)
returns public.direct_settlements
language plpgsql
security definer
set search_path = ''
as $$
declare
  settlement public.direct_settlements := private.lock_direct_settlement(direct_settlement_id);
  alone boolean;
begin
  if settlement.status <> 'requested' then
    if settlement.status in ('approved', 'active') and settlement.decided_by is not distinct from auth.uid() then
      return settlement;
    end if;
    perform private.refuse_decided_settlement(settlement);
  end if;
  alone := private.approves_alone(settlement.org_id, 'money.payout', settlement.requested_by, 'direct_settlement.own',
    'You asked for this: somebody else has to approve it', 'direct_settlement_id');
  return private.approve_locked_settlement(settlement, auth.uid(), alone);
end
$$;
comment on function private.approve_direct_settlement(uuid) is 'Checks that a second person approves, or that there is none any more, and that the account is still one to pay to; the provider is then told.';

create function private.decline_direct_settlement(direct_settlement_id uuid, reason text)
returns public.direct_settlements
language plpgsql
security definer
set search_path = ''
as $$
declare
  settlement public.direct_settlements := private.lock_direct_settlement(direct_settlement_id);
  said text := private.check_said(reason, 'direct_settlement.bad_reason');
  to_status public.direct_settlement_status := case
    when settlement.requested_by is not distinct from auth.uid() then 'withdrawn'::public.direct_settlement_status else 'declined' end;
begin
  if settlement.status = to_status and settlement.decided_by is not distinct from auth.uid() then
    return settlement;
  end if;
  if settlement.status <> 'requested' then
    perform private.refuse_decided_settlement(settlement);
  end if;
  return private.move_direct_settlement(settlement.id, to_status, auth.uid(), said);
end
$$;
comment on function private.decline_direct_settlement(uuid, text) is 'Checks the caller, then declines what waits, or withdraws what they asked for themselves.';

create function private.end_direct_settlement(direct_settlement_id uuid, reason text)
returns public.direct_settlements
language plpgsql
security definer
set search_path = ''
as $$
declare
  settlement public.direct_settlements := private.lock_direct_settlement(direct_settlement_id);
  said text := private.check_said(reason, 'direct_settlement.bad_reason');
begin
  if settlement.status = 'ended' then
    return settlement;
  end if;
  if settlement.status not in ('approved', 'active') then
    perform private.refuse_decided_settlement(settlement);
  end if;
  return private.move_direct_settlement(settlement.id, 'ended', auth.uid(), said);
end
$$;
comment on function private.end_direct_settlement(uuid, text) is 'Checks the caller, then ends it: one person is enough to stop money.';
grant execute on function
  private.request_direct_settlement(uuid, uuid), private.approve_direct_settlement(uuid),
  private.decline_direct_settlement(uuid, text), private.end_direct_settlement(uuid, text)
  to authenticated;

create function public.request_direct_settlement(org_id uuid, payee_account_id uuid)
returns public.direct_settlements
language sql
set search_path = ''
as $$
  select private.limit_person('request_direct_settlement');
  select private.request_direct_settlement(org_id, payee_account_id)
$$;
comment on function public.request_direct_settlement(uuid, uuid) is
  'Asks that the provider of a bank account pay your organization''s share of online payments straight there. Another member approves it; where nobody else has money.payout it is approved alone, which takes a second factor. It takes the place of the account that holds until now. The platform''s fee (platform_fee_quote) and the provider''s come out of your share. Safe to repeat. For members with money.payout. Errors: auth.forbidden, auth.insufficient_assurance 403, payee_account.not_found 404, payout.account_not_approved, payout.cooling_off, payee_account.name_differs, trust.held, direct_settlement.waiting 409.';

create function public.approve_direct_settlement(direct_settlement_id uuid)
returns public.direct_settlements
language sql
set search_path = ''
as $$
  select private.limit_person('approve_direct_settlement');
  select private.approve_direct_settlement(direct_settlement_id)
$$;
comment on function public.approve_direct_settlement(uuid) is
  'Approves what another member asked for: payments are split once the provider knows the account. It takes a second factor. For members with money.payout. Safe to repeat. Errors: direct_settlement.not_found 404, auth.forbidden, auth.insufficient_assurance, direct_settlement.own, membership.too_new, membership.asker_too_new 403, direct_settlement.already_decided, payout.account_not_approved, payout.cooling_off, payee_account.name_differs, trust.held 409.';

create function public.decline_direct_settlement(direct_settlement_id uuid, reason text)
returns public.direct_settlements
language sql
set search_path = ''
as $$
  select private.limit_person('decline_direct_settlement');
  select private.decline_direct_settlement(direct_settlement_id, private.read_prose('reason', reason))
$$;
comment on function public.decline_direct_settlement(uuid, text) is
  'Declines what waits for approval, or withdraws what you asked for, with a reason. For members with money.payout. Errors: direct_settlement.not_found 404, auth.forbidden 403, direct_settlement.bad_reason 400, direct_settlement.already_decided 409.';

create function public.end_direct_settlement(direct_settlement_id uuid, reason text)
returns public.direct_settlements
language sql
set search_path = ''
as $$
  select private.limit_person('end_direct_settlement');
  select private.end_direct_settlement(direct_settlement_id, private.read_prose('reason', reason))
$$;
comment on function public.end_direct_settlement(uuid, text) is
  'Ends that payments are split, at once, with a reason: what comes in is held by the provider for payouts. For members with money.payout. Safe to repeat. Errors: direct_settlement.not_found 404, auth.forbidden 403, direct_settlement.bad_reason 400, direct_settlement.already_decided 409.';
grant execute on function
  public.request_direct_settlement(uuid, uuid), public.approve_direct_settlement(uuid),
  public.decline_direct_settlement(uuid, text), public.end_direct_settlement(uuid, text)
  to authenticated;

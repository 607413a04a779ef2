-- Deciding about payouts that were asked for (64): a second person approves or declines, one alone withdraws, staff give up.

create function private.lock_payout(payout_id uuid)
returns public.payouts
language plpgsql
set search_path = ''
as $$
declare
  payout public.payouts;
begin
  select found.* into payout from public.payouts as found
  where found.id = lock_payout.payout_id and found.org_id in (select private.my_org_ids('money.read'))
  for no key update;
  if payout.id is null then
    perform private.raise_problem('payout.not_found', 'Cannot find the payout among those of your organizations', 404,
      jsonb_build_object('field', 'payout_id'));
  end if;
  perform private.require_permission(payout.org_id, 'money.payout');
  return payout;
end
$$;
comment on function private.lock_payout(uuid) is
  'Locks a payout of an organization in which the caller may pay out. Errors: payout.not_found 404, auth.forbidden 403.';

create function private.decides_payout(payout public.payouts, is_repeat boolean, is_open boolean)
returns boolean
language sql
set search_path = ''
as $$
  select private.is_to_decide(is_repeat, is_open, 'payout.already_decided', 'payout_id', 'payout', payout.status::text)
$$;
comment on function private.decides_payout(public.payouts, boolean, boolean) is
  'As private.is_to_decide(), of a payout. Error: payout.already_decided 409.';

create function private.approve_payout(payout_id uuid)
returns public.payouts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payout public.payouts;
  alone boolean;
begin
  perform private.require_assurance('approve_payout');
  -- The organization first, as whoever asks does: what was paid out lately is counted by one at a time.
  perform from public.organizations as organization
  where organization.id = (
    select asked.org_id from public.payouts as asked
    where asked.id = payout_id and asked.org_id in (select private.my_org_ids('money.read')))
  for no key update;
  -- The account before the payout, as whoever retires the account does.
  perform from public.payee_accounts as account
  where account.id = (
    select asked.payee_account_id from public.payouts as asked
    where asked.id = payout_id and asked.org_id in (select private.my_org_ids('money.read')))
  for share;
  payout := private.lock_payout(payout_id);
  if not private.decides_payout(payout,
    payout.status not in ('requested', 'declined', 'withdrawn') and payout.decided_by is not distinct from auth.uid(), payout.status = 'requested') then
    return payout;
  end if;
  perform private.require_level((select auth.uid()), 'pay_out',
    private.paid_out_with(payout.org_id, payout.amount_kobo, payout.id), 'payout_id');
  alone := private.approves_alone(payout.org_id, 'money.payout', payout.requested_by, 'payout.own',
    'You asked for this payout: somebody else has to approve it', 'payout_id');
  perform private.payable_account(payout.payee_org_id, payout.payee_account_id);
  perform private.begin_act('approve_payout', payout.id, payout.org_id, null);
  return private.set_payout_status(payout.id, 'approved', auth.uid(), null, alone);
end
$$;
comment on function private.approve_payout(uuid) is 'Checks that a second person approves, or that by now there is none, and that the account is still one to pay to; it is then sent.';

create function private.decline_payout(payout_id uuid, reason text)
returns public.payouts
language plpgsql
security definer
set search_path = ''
as $$
declare
  payout public.payouts := private.lock_payout(payout_id);
  said text := private.check_said(reason, 'payout.bad_fact');
begin
  if private.decides_payout(
    payout, payout.status = 'declined' and payout.decided_by is not distinct from auth.uid(), payout.status = 'requested') then
    payout := private.set_payout_status(payout.id, 'declined', auth.uid(), said);
  end if;
  return payout;
end
$$;
comment on function private.decline_payout(uuid, text) is 'Checks the caller, then declines a payout: its amount is free again.';

create function private.withdraw_payout(payout_id uuid, reason text)
returns public.payouts
language plpgsql
security definer
set search_path = ''
as $$
declare
  payout public.payouts := private.lock_payout(payout_id);
  said text := private.check_said(reason, 'payout.bad_fact');
begin
  if private.decides_payout(payout, payout.status = 'withdrawn', payout.status in ('requested', 'approved')) then
    payout := private.set_payout_status(payout.id, 'withdrawn', auth.uid(), said);
  end if;
  return payout;
end
$$;
comment on function private.withdraw_payout(uuid, text) is 'Checks the caller, then withdraws a payout that the provider has not got.';

create function private.fail_payout(payout_id uuid, reason text)
returns public.payouts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payout public.payouts;
  said text;
begin
  perform private.begin_staff_act('fail_payout', payout_id, null, reason);
  said := private.check_said(reason, 'payout.bad_fact');
  select found.* into payout from public.payouts as found where found.id = payout_id for no key update;
  if payout.id is null then
    perform private.raise_problem('payout.not_found', 'Cannot find the payout', 404, jsonb_build_object('field', 'payout_id'));
  end if;
  if private.decides_payout(payout, payout.status = 'failed', payout.status = 'needs_attention') then
    payout := private.set_payout_status(payout.id, 'failed', auth.uid(), said);
  end if;
  return payout;
end
$$;
comment on function private.fail_payout(uuid, text) is
  'Checks that the caller is staff, then notes that a payout which needed attention did not happen: its amount is free again.';
grant execute on function
  private.approve_payout(uuid), private.decline_payout(uuid, text), private.withdraw_payout(uuid, text), private.fail_payout(uuid, text)
  to authenticated;

create function public.approve_payout(payout_id uuid)
returns public.payouts
language sql
set search_path = ''
as $$
  select private.limit_person('approve_payout');
  select private.approve_payout(payout_id)
$$;
comment on function public.approve_payout(uuid) is
  'Approves a payout that another member asked for, or that you asked for where nobody else is left who could: it is sent at once. For members with money.payout. Safe to repeat. Errors: payout.not_found 404, auth.forbidden, auth.insufficient_assurance, payout.own, membership.too_new, membership.asker_too_new, trust.level_missing 403, payout.already_decided, payout.account_not_approved, payout.cooling_off, payee_account.name_differs, trust.held 409.';

create function public.decline_payout(payout_id uuid, reason text)
returns public.payouts
language sql
set search_path = ''
as $$
  select private.limit_person('decline_payout');
  select private.decline_payout(payout_id, private.read_prose('reason', reason))
$$;
comment on function public.decline_payout(uuid, text) is
  'Declines a payout that waits for approval, with a reason. For members with money.payout. Errors: payout.not_found 404, auth.forbidden 403, payout.bad_fact 400, payout.already_decided 409.';

create function public.withdraw_payout(payout_id uuid, reason text)
returns public.payouts
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_payout');
  select private.withdraw_payout(payout_id, private.read_prose('reason', reason))
$$;
comment on function public.withdraw_payout(uuid, text) is
  'Takes back a payout that was not sent yet, approved or not, with a reason. For members with money.payout. Safe to repeat. Errors: payout.not_found 404, auth.forbidden 403, payout.bad_fact 400, payout.already_decided 409.';

create function public.fail_payout(payout_id uuid, reason text)
returns public.payouts
language sql
set search_path = ''
as $$
  select private.limit_person('fail_payout');
  select private.fail_payout(payout_id, private.read_prose('reason', reason))
$$;
comment on function public.fail_payout(uuid, text) is
  'For staff: a payout that needs attention did not happen, as the provider''s dashboard shows; its amount is free again. Safe to repeat. Errors: auth.forbidden 403, payout.not_found 404, payout.bad_fact 400, payout.already_decided 409.';
grant execute on function
  public.approve_payout(uuid), public.decline_payout(uuid, text), public.withdraw_payout(uuid, text), public.fail_payout(uuid, text)
  to authenticated;

create function private.withdraw_payouts_to(account public.payee_accounts)
returns void
language plpgsql
set search_path = ''
as $$
declare
  waiting uuid;
begin
  for waiting in
    select payout.id from public.payouts as payout
    where payout.payee_org_id = account.org_id and payout.payee_account_id = account.id and payout.status in ('requested', 'approved')
    order by payout.id for no key update
  loop
    perform private.set_payout_status(waiting, 'withdrawn', account.decided_by, 'The bank account was retired');
  end loop;
end
$$;
comment on function private.withdraw_payouts_to(public.payee_accounts) is
  'Withdraws what was to be sent to a bank account that is out of use, and that the provider has not got.';

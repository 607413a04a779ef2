-- Adding, approving, declining and retiring payee accounts: members with money.payout. The payments function adds one,
-- since it asks the bank for the name and has the key for the number.

create function private.require_payer(acting_user uuid, org_id uuid)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if not exists (
    select from private.members_with(require_payer.org_id, 'money.payout') as member (id) where member.id = acting_user
  ) then
    perform private.raise_problem(
      'auth.forbidden', 'You may not do this for the organization: it needs the permission money.payout', 403);
  end if;
end
$$;
comment on function private.require_payer(uuid, uuid) is
  'Refuses (403 auth.forbidden) unless this person may pay out in the organization: for functions that say for whom they call.';

create function service.prepare_payee_account(acting_user uuid, org_id uuid)
returns table (whose text, person_id uuid, name text)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.require_payer(acting_user, org_id);
  perform private.require_level(acting_user, 'collect', null, 'org_id');
  if (select count(*) from public.payee_accounts as account
    where account.org_id = org_id and account.status in ('proposed', 'approved')) >= 20 then
    perform private.raise_problem('payee_account.too_many', 'Cannot have more than 20 bank accounts: retire one first', 409,
      jsonb_build_object('field', 'org_id'));
  end if;
  return query select payee.whose, payee.person_id, payee.name from private.payee_names(org_id) as payee;
end
$$;
comment on function service.prepare_payee_account(uuid, uuid) is
  'Before a bank is asked whose account it is: checks that the person may add one, and says with which names the bank''s is compared. Errors: auth.forbidden, trust.level_missing 403, payee_account.too_many 409.';
grant execute on function service.prepare_payee_account(uuid, uuid) to service_role;

create function service.add_payee_account(
  acting_user uuid, org_id uuid, provider public.payment_method, bank_code text, bank_name text, account_name text,
  last_four text, takes_transfers boolean, number_hash text, sealed text, shared_hash text default null, name_matches jsonb default null)
returns public.payee_accounts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  added public.payee_accounts;
  judged record;
begin
  perform private.require_payer(acting_user, org_id);
  -- Those who add at the same moment queue here, so that the twenty are twenty and the second finds the first.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  select account.* into added
  from private.payee_numbers as known join public.payee_accounts as account on account.id = known.payee_account_id
  where known.org_id = org_id and known.number_hash = number_hash;
  if found then
    return added;
  end if;
  perform service.prepare_payee_account(acting_user, org_id);
  perform private.refuse_confirmed(org_id, shared_hash);
  select verdict.name_check, verdict.score into judged from private.judge_payee_name(org_id, name_matches) as verdict;
  perform private.begin_act('add_payee_account', null, org_id, null, acting_user);
  insert into public.payee_accounts as made (
    org_id, provider, bank_code, bank_name, last_four, account_name, name_check, name_score, takes_transfers, proposed_by)
  values (
    org_id, provider, bank_code, private.read_line('bank_name', bank_name), last_four, private.read_line('account_name', account_name),
    judged.name_check, judged.score, coalesce(takes_transfers, false), acting_user)
  returning made.* into added;
  insert into private.payee_numbers (payee_account_id, org_id, number_hash, sealed)
  values (added.id, org_id, number_hash, sealed);
  perform private.watch_payee_account(added, shared_hash, name_matches);
  if private.is_alone(org_id, 'money.payout', acting_user) then
    added := private.move_payee_account(added.id, 'approved', acting_user, null, true);
  end if;
  return added;
end
$$;
comment on function service.add_payee_account(uuid, uuid, public.payment_method, text, text, text, text, boolean, text, text, text, jsonb) is
  'Adds a bank account, as the bank named it, with its number sealed. It waits for a second person; where there is none it is approved alone, with a longer cooling-off time. An account that is there already is returned as it is. shared_hash: the number as the same in every organization; name_matches: [{whose, person_id, score, reasons}] of each name of prepare_payee_account. Errors: auth.forbidden, trust.level_missing 403, payee_account.too_many, payee_account.found_wrong 409.';
grant execute on function service.add_payee_account(uuid, uuid, public.payment_method, text, text, text, text, boolean, text, text, text, jsonb)
  to service_role;

-- Deciding ------------------------------------------------------------------------------------------

create function private.lock_payee_account(payee_account_id uuid)
returns public.payee_accounts
language plpgsql
set search_path = ''
as $$
declare
  account public.payee_accounts;
begin
  select found.* into account from public.payee_accounts as found
  where found.id = lock_payee_account.payee_account_id and found.org_id in (select private.my_org_ids('money.read'))
  for no key update;
  if account.id is null then
    perform private.raise_problem('payee_account.not_found', 'Cannot find the bank account among those of your organizations', 404,
      jsonb_build_object('field', 'payee_account_id'));
  end if;
  perform private.require_permission(account.org_id, 'money.payout');
  return account;
end
$$;
comment on function private.lock_payee_account(uuid) is
  'Locks a payee account of an organization in which the caller may pay out. Errors: payee_account.not_found 404, auth.forbidden 403.';

create function private.is_to_decide(is_repeat boolean, is_open boolean, code text, field text, thing text, status text)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  if is_repeat then
    return false;
  end if;
  if is_open is not true then
    perform private.raise_problem(code, format('Cannot do this now: the %s is %s', thing, replace(status, '_', ' ')), 409,
      jsonb_build_object('field', field, 'status', status));
  end if;
  return true;
end
$$;
comment on function private.is_to_decide(boolean, boolean, text, text, text, text) is
  'Whether a decision is to be carried out: not again when it was taken already, by this person where that matters; of what is not open any more it is refused (409, with the code given), and said how it stands by now.';

create function private.check_said(said text, code text)
returns text
language plpgsql
set search_path = ''
as $$
begin
  if said is null or length(btrim(said)) not between 3 and 500 then
    perform private.raise_problem(code, 'Say why in 3 to 500 characters', 400, jsonb_build_object('field', 'reason'));
  end if;
  return btrim(said);
end
$$;
comment on function private.check_said(text, text) is 'A reason in words, trimmed. Error: the code given, 400.';

create function private.decides_account(account public.payee_accounts, is_repeat boolean, is_open boolean)
returns boolean
language sql
set search_path = ''
as $$
  select private.is_to_decide(is_repeat, is_open, 'payee_account.already_decided', 'payee_account_id', 'bank account', account.status::text)
$$;
comment on function private.decides_account(public.payee_accounts, boolean, boolean) is
  'As private.is_to_decide(), of a bank account. Error: payee_account.already_decided 409.';

create function private.approve_payee_account(payee_account_id uuid)
returns public.payee_accounts
language plpgsql
security definer
set search_path = ''
as $$
declare
  account public.payee_accounts := private.lock_payee_account(payee_account_id);
  alone boolean;
begin
  perform private.require_assurance('approve_payee_account');
  if not private.decides_account(
    account, account.status = 'approved' and account.decided_by is not distinct from auth.uid(), account.status = 'proposed') then
    return account;
  end if;
  alone := private.approves_alone(account.org_id, 'money.payout', account.proposed_by, 'payee_account.own',
    'You added this bank account: somebody else has to approve it', 'payee_account_id');
  perform private.begin_act('approve_payee_account', account.id, account.org_id, null);
  return private.move_payee_account(account.id, 'approved', auth.uid(), null, alone);
end
$$;
comment on function private.approve_payee_account(uuid) is 'Checks that a second person approves, or that by now there is none, then begins the cooling-off time.';

create function private.decline_payee_account(payee_account_id uuid, reason text)
returns public.payee_accounts
language plpgsql
security definer
set search_path = ''
as $$
declare
  account public.payee_accounts := private.lock_payee_account(payee_account_id);
  said text := private.check_said(reason, 'payee_account.bad_reason');
begin
  if private.decides_account(
    account, account.status = 'declined' and account.decided_by is not distinct from auth.uid(), account.status = 'proposed') then
    account := private.move_payee_account(account.id, 'declined', auth.uid(), said);
  end if;
  return account;
end
$$;
comment on function private.decline_payee_account(uuid, text) is 'Checks the caller, then declines an account: its number is forgotten.';

create function private.retire_payee_account(payee_account_id uuid, reason text)
returns public.payee_accounts
language plpgsql
security definer
set search_path = ''
as $$
declare
  account public.payee_accounts := private.lock_payee_account(payee_account_id);
  said text := private.check_said(reason, 'payee_account.bad_reason');
begin
  perform private.require_assurance('retire_payee_account');
  if private.decides_account(account, account.status = 'retired', account.status <> 'declined') then
    perform private.begin_act('retire_payee_account', account.id, account.org_id, said);
    account := private.move_payee_account(account.id, 'retired', auth.uid(), said);
  end if;
  return account;
end
$$;
comment on function private.retire_payee_account(uuid, text) is
  'Checks the caller, then retires an account, which one person may: its number is forgotten and what was to be sent there is withdrawn.';
grant execute on function
  private.approve_payee_account(uuid), private.decline_payee_account(uuid, text), private.retire_payee_account(uuid, text)
  to authenticated;

create function public.approve_payee_account(payee_account_id uuid)
returns public.payee_accounts
language sql
set search_path = ''
as $$
  select private.limit_person('approve_payee_account');
  select private.approve_payee_account(payee_account_id)
$$;
comment on function public.approve_payee_account(uuid) is
  'Approves a bank account that another member added, or that you added where nobody else is left who could; money may go there from payable_from on. For members with money.payout. Safe to repeat. Errors: payee_account.not_found 404, auth.forbidden, auth.insufficient_assurance, payee_account.own, membership.too_new, membership.asker_too_new 403, payee_account.already_decided 409.';

create function public.decline_payee_account(payee_account_id uuid, reason text)
returns public.payee_accounts
language sql
set search_path = ''
as $$
  select private.limit_person('decline_payee_account');
  select private.decline_payee_account(payee_account_id, private.read_prose('reason', reason))
$$;
comment on function public.decline_payee_account(uuid, text) is
  'Declines a bank account that waits for approval, with a reason. For members with money.payout. Errors: payee_account.not_found 404, auth.forbidden 403, payee_account.bad_reason 400, payee_account.already_decided 409.';

create function public.retire_payee_account(payee_account_id uuid, reason text)
returns public.payee_accounts
language sql
set search_path = ''
as $$
  select private.limit_person('retire_payee_account');
  select private.retire_payee_account(payee_account_id, private.read_prose('reason', reason))
$$;
comment on function public.retire_payee_account(uuid, text) is
  'Takes a bank account out of use, with a reason: payouts to it that were not sent yet are withdrawn. For members with money.payout, one alone. Safe to repeat. Errors: payee_account.not_found 404, auth.forbidden, auth.insufficient_assurance 403, payee_account.bad_reason 400, payee_account.already_decided 409.';
grant execute on function
  public.approve_payee_account(uuid), public.decline_payee_account(uuid, text), public.retire_payee_account(uuid, text)
  to authenticated;

-- An agency sends on to its principal what it collected: a payout of the agency's, to a bank account of the principal's,
-- which the principal's own people added and approved. The agency's people ask for it and approve it.

create function public.principal_accounts(mandate_id uuid)
returns table (
  payee_account_id uuid, provider public.payment_method, bank_name text, last_four text, account_name text, payable_from timestamptz)
language sql
stable
set search_path = ''
as $$
  select * from private.principal_accounts(mandate_id)
$$;
comment on function public.principal_accounts(uuid) is
  'The bank accounts of the owner of a mandate to which the agency may send on what it collected: approved ones, with their last four figures. For the agency''s members with money.payout.';

create function private.principal_accounts(mandate_id uuid)
returns table (
  payee_account_id uuid, provider public.payment_method, bank_name text, last_four text, account_name text, payable_from timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  return query
  select account.id, account.provider, account.bank_name, account.last_four, account.account_name, account.payable_from
  from public.mandates as mandate
  join public.payee_accounts as account on account.org_id = mandate.org_id and account.status = 'approved'
  -- Of somebody who never let them collect an agency learns nothing, nor before it has agreed to the mandate.
  where mandate.id = mandate_id and mandate.agent_org_id in (select private.my_org_ids('money.payout'))
    and mandate.status in ('active', 'revoked', 'ended')
    and (mandate.agent_collects or exists (
      select from public.principal_moves as move
      where move.principal_org_id = mandate.org_id and move.mandate_id = mandate.id))
  order by account.id desc;
end
$$;
comment on function private.principal_accounts(uuid) is 'Checks that the caller pays out for the agency of a mandate that collects, then shows where to.';
grant execute on function private.principal_accounts(uuid), public.principal_accounts(uuid) to authenticated;

create function private.request_remittance(
  mandate_id uuid, payee_account_id uuid, amount_kobo public.kobo, client_id uuid, note text)
returns public.payouts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mandate public.mandates;
  account public.payee_accounts;
  asked public.payouts;
  owed bigint;
  left_there bigint;
begin
  -- A mandate that is over too: what was collected under it is still owed.
  select given.* into mandate from public.mandates as given
  where given.id = mandate_id and given.agent_org_id in (select private.my_org_ids('money.read'));
  if mandate.id is null then
    perform private.raise_problem('mandate.not_found', 'Cannot find a mandate of your agency', 404, jsonb_build_object('field', 'mandate_id'));
  end if;
  perform private.require_permission(mandate.agent_org_id, 'money.payout');
  perform private.check_payout_facts(amount_kobo, client_id, note);
  perform from public.organizations as organization where organization.id = mandate.agent_org_id for no key update;
  asked := private.payout_asked_for(mandate.agent_org_id, client_id, payee_account_id, mandate.id, amount_kobo);
  if asked.id is not null then
    return asked;
  end if;
  perform private.require_level(
    (select auth.uid()), 'pay_out', private.paid_out_with(mandate.agent_org_id, amount_kobo), 'amount_kobo');
  account := private.payable_account(mandate.org_id, payee_account_id);
  select coalesce((
      select sum(move.owed_kobo) from public.principal_moves as move where move.principal_org_id = mandate.org_id and move.mandate_id = mandate.id), 0)
    - coalesce((
      select sum(payout.amount_kobo) from public.payouts as payout
      where payout.payee_org_id = mandate.org_id and payout.mandate_id = mandate.id
        and payout.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')), 0)
  into owed;
  select funds.all_left_kobo - private.payout_fee_reserve() into left_there
  from private.provider_funds(mandate.agent_org_id) as funds where funds.provider = account.provider;
  if amount_kobo > owed or amount_kobo > coalesce(left_there, 0) then
    perform private.raise_problem('payout.not_enough', 'Cannot pay out that much: it is more than is owed, or than the provider holds', 409,
      jsonb_build_object('field', 'amount_kobo', 'owed_kobo', owed, 'available_kobo', greatest(0, least(owed, coalesce(left_there, 0)))));
  end if;
  insert into public.payouts as made (
    org_id, payee_org_id, payee_account_id, mandate_id, provider, reference, amount_kobo, note, client_id, requested_by)
  values (
    mandate.agent_org_id, mandate.org_id, account.id, mandate.id, account.provider, 'est-' || private.uuid_v7(), amount_kobo,
    nullif(btrim(note), ''), client_id, auth.uid())
  returning made.* into asked;
  return private.approved_if_alone(asked);
end
$$;
comment on function private.request_remittance(uuid, uuid, public.kobo, uuid, text) is
  'Checks the caller, the principal''s account, what is owed and what is there, then holds the amount back.';
grant execute on function private.request_remittance(uuid, uuid, public.kobo, uuid, text) to authenticated;

create function public.request_remittance(
  mandate_id uuid, payee_account_id uuid, amount_kobo numeric, client_id uuid, note text default null)
returns public.payouts
language sql
set search_path = ''
as $$
  select private.limit_person('request_remittance');
  select private.request_remittance(
    mandate_id, payee_account_id, private.read_kobo('amount_kobo', amount_kobo), client_id, private.read_line('note', note))
$$;
comment on function public.request_remittance(uuid, uuid, numeric, uuid, text) is
  'Asks that money (kobo) which your agency collected under a mandate be sent on to a bank account of the owner''s (principal_accounts): at most what is owed under it. Another member of the agency approves it, as any payout; where there is none it is approved alone, which takes a second factor. Of a mandate that is over too. The client_id makes it safe to repeat. For members with money.payout. Errors: mandate.not_found, payee_account.not_found 404, auth.forbidden, auth.insufficient_assurance, trust.level_missing 403, payout.bad_fact, value.bad_amount 400, payout.account_not_approved, payout.cooling_off, payee_account.name_differs, trust.held, payout.not_enough, payout.client_id_used 409.';
grant execute on function public.request_remittance(uuid, uuid, numeric, uuid, text) to authenticated;

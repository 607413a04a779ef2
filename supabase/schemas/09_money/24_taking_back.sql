-- What was demanded wrongly is taken back by a charge against it: with a reason, once, and never while money stands on it.

create function private.take_back_charges(charge_ids uuid[], reason text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.lock_charges(charge_ids);
  -- Read after the locks: what a payment settled a moment ago is seen as paid and stays.
  insert into public.charges (
    org_id, tenancy_id, sale_id, application_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description, reverses_id)
  select charge.org_id, charge.tenancy_id, charge.sale_id, charge.application_id, charge.schedule_id, charge.kind, charge.period,
    charge.slot_no, charge.due_on, -charge.amount_kobo, left('Taken back: ' || reason, 300), charge.id
  from public.charges as charge
  where charge.id = any (charge_ids) and charge.reverses_id is null and not charge.is_reversed and charge.paid_kobo = 0
  order by charge.id;
end
$$;
comment on function private.take_back_charges(uuid[], text) is
  'Reverses those of some charges that nobody has paid any of; safe to repeat.';

create function private.knows_debtor(tenancy public.tenancies)
returns boolean
language sql
stable
set search_path = ''
as $$
  select coalesce(
    tenancy.org_id in (select private.my_org_ids('tenancies.read'))
    or exists (
      select from private.mandates_over(tenancy.unit_id, array(select private.my_org_ids('money.write'))) as mandate
      where mandate.status in ('active', 'revoked', 'ended')), false)
$$;
comment on function private.knows_debtor(public.tenancies) is
  'Whether the caller has, or had, anything to do with collecting from a tenancy: whoever has not is told that there is none.';

create function private.find_my_charge(charge_id uuid)
returns public.charges
language plpgsql
set search_path = ''
as $$
declare
  charge public.charges;
  tenancy public.tenancies;
begin
  select c.* into charge from public.charges as c where c.id = charge_id;
  select t.* into tenancy from public.tenancies as t where t.id = charge.tenancy_id;
  if charge.id is null or not (
    private.knows_debtor(tenancy)
    or charge.tenancy_id is null and exists (select from private.my_org_ids('money.read') as mine where mine = charge.org_id)
  ) then
    perform private.raise_problem('charge.not_found', 'Cannot find the charge among what is owed to your organizations and under your mandates', 404,
      jsonb_build_object('field', 'charge_id'));
  end if;
  if charge.tenancy_id is null then
    perform private.require_permission(charge.org_id, 'money.write');
  else
    perform private.require_collecting(tenancy);
  end if;
  return charge;
end
$$;
comment on function private.find_my_charge(uuid) is
  'A charge that the caller may take back or divide: charge.not_found 404, mandate.required, auth.forbidden 403.';

create function private.refuse_settled_charge(charge public.charges, doing text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if charge.reverses_id is not null then
    perform private.raise_problem('charge.is_reversal', format('Cannot %s: it takes another charge back itself', doing), 409,
      jsonb_build_object('field', 'charge_id'));
  end if;
  if charge.paid_kobo > 0 then
    perform private.raise_problem('charge.has_money',
      format('Cannot %s: money stands on it. Take an offline payment back first, or leave the charge and demand what is missing', doing), 409,
      jsonb_build_object('field', 'charge_id', 'paid_kobo', charge.paid_kobo));
  end if;
end
$$;
comment on function private.refuse_settled_charge(public.charges, text) is
  'Refuses to take back or divide a locked charge: charge.is_reversal, charge.has_money 409.';

create function private.reverse_charge(charge_id uuid, reason text, instead_kobo public.kobo)
returns public.charges
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  charge public.charges := private.find_my_charge(charge_id);
  reversal public.charges;
begin
  if reason is null or length(btrim(reason)) not between 3 and 250 then
    perform private.raise_problem('charge.bad_reversal', 'Cannot take the charge back: say why in 3 to 250 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if charge.kind in ('sale_deposit', 'sale_balance') then
    perform private.raise_problem('charge.bad_reversal', 'Cannot take the charge back: what a sale demands follows its contract', 400,
      jsonb_build_object('field', 'charge_id'));
  end if;
  if charge.kind = 'application_fee' and instead_kobo is not null then
    perform private.raise_problem('charge.bad_reversal',
      'Cannot demand another amount: take the fee for applying back, and demand it anew within the law', 400,
      jsonb_build_object('field', 'instead_kobo'));
  end if;
  if instead_kobo is not null and (instead_kobo not between 1 and 10000000000000
    or (charge.kind = 'rent' and instead_kobo > charge.amount_kobo)) then
    perform private.raise_problem('charge.bad_reversal',
      'Cannot take the charge back: instead_kobo must be over zero, at most a hundred billion naira, and of rent not more than was agreed', 400,
      jsonb_build_object('field', 'instead_kobo'));
  end if;
  perform private.lock_charges(array[charge_id]);
  select c.* into strict charge from public.charges as c where c.id = charge_id;
  select c.* into reversal from public.charges as c where c.reverses_id = charge_id;
  if found then
    return reversal;
  end if;
  perform private.refuse_settled_charge(charge, 'take the charge back');
  perform private.take_back_charges(array[charge_id], btrim(reason));
  if instead_kobo is not null then
    with demanded as (
      insert into public.charges (
        org_id, tenancy_id, sale_id, application_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description, wht_kobo)
      select charge.org_id, charge.tenancy_id, charge.sale_id, charge.application_id, charge.schedule_id, charge.kind, charge.period,
        private.next_slot(charge), charge.due_on, instead_kobo, charge.description,
        div(charge.wht_kobo::numeric * instead_kobo, charge.amount_kobo)::bigint
      returning id
    )
    -- It is the same debt still: there is one late fee for it.
    insert into public.charge_parts (charge_id, org_id, whole_id, part_no)
    select demanded.id, charge.org_id, charge.id, 1 from demanded;
  end if;
  select c.* into strict reversal from public.charges as c where c.reverses_id = charge_id;
  return reversal;
end
$$;
comment on function private.reverse_charge(uuid, text, public.kobo) is
  'Checks the caller and that nothing is paid, then takes the charge back, and demands another amount in its place.';
grant execute on function private.reverse_charge(uuid, text, public.kobo) to authenticated;

create function private.next_slot(charge public.charges)
returns smallint
language sql
stable
set search_path = ''
as $$
  select (coalesce(max(other.slot_no), 0) + 1)::smallint
  from public.charges as other
  where other.org_id = charge.org_id and other.reverses_id is null and case
    when charge.schedule_id is not null then other.schedule_id = charge.schedule_id and other.period is not distinct from charge.period
    when charge.sale_id is not null then other.sale_id = charge.sale_id
    else other.id = charge.id
  end
$$;
comment on function private.next_slot(public.charges) is
  'The place of a demand that comes instead of a locked one of the same period: one after all there were.';

create function public.reverse_charge(charge_id uuid, reason text, instead_kobo numeric default null)
returns public.charges
language sql
set search_path = ''
as $$
  select private.limit_person('reverse_charge');
  select private.reverse_charge(charge_id, private.read_line('reason', reason), private.read_kobo('instead_kobo', instead_kobo))
$$;
comment on function public.reverse_charge(uuid, text, numeric) is
  'Takes a charge back that was wrong, by a charge against it that says why, and demands instead_kobo (in kobo; of rent not more than before) in its place when given. It is never charged again by the schedule. Safe to repeat: the answer is the reversal. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: charge.not_found 404, mandate.required, auth.forbidden 403, charge.bad_reversal 400, charge.has_money, charge.is_reversal 409.';
grant execute on function public.reverse_charge(uuid, text, numeric) to authenticated;

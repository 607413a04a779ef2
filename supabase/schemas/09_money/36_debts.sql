-- For which charges a payment is: those that somebody owes, of one tenancy, sale or application, and still open. Whoever
-- makes a payment, online or offline, asks here.

create function private.charges_of_payer(acting_user uuid, charge_ids uuid[])
returns setof public.charges
language sql
stable
set search_path = ''
as $$
  select charge.* from public.charges as charge
  where charge.id = any (charge_ids) and charge.reverses_id is null
    and (
      charge.tenancy_id in (select person.tenancy_id from private.tenancy_people as person where person.user_id = acting_user)
      or charge.sale_id in (
        select party.sale_id from public.sale_parties as party where party.profile_id = acting_user and party.role = 'buyer')
      or charge.application_id in (
        select application.id from public.applications as application where application.applicant_id = acting_user))
$$;
comment on function private.charges_of_payer(uuid, uuid[]) is 'Of some charges those that a person owes.';

create function private.subject_of(charge public.charges)
returns uuid
language sql
immutable
set search_path = ''
as $$
  select coalesce(charge.tenancy_id, charge.sale_id, charge.application_id)
$$;
comment on function private.subject_of(public.charges) is 'What a charge is demanded for: its tenancy, sale or application.';

create function private.require_one_debt(charge_ids uuid[], debts public.charges[])
returns void
language plpgsql
set search_path = ''
as $$
begin
  if coalesce(cardinality(charge_ids), 0) not between 1 and 50
    or (select count(distinct private.subject_of(charge)) from unnest(debts) as charge) > 1 then
    perform private.raise_problem('payment.bad_charges', 'Cannot take the payment: name 1 to 50 charges of one tenancy, sale or application', 400,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  if (select count(distinct wanted.id) from unnest(charge_ids) as wanted (id)) <> coalesce(cardinality(debts), 0) then
    perform private.raise_problem('charge.not_found', 'Cannot find these charges among what you may pay for', 404,
      jsonb_build_object('field', 'charge_ids'));
  end if;
end
$$;
comment on function private.require_one_debt(uuid[], public.charges[]) is
  'Refuses unless every charge was found and all are owed by the same: charge.not_found 404, payment.bad_charges 400.';

create function private.require_open_charges(charge_ids uuid[])
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.lock_charges(charge_ids);
  if not exists (
    select from public.charge_balances as balance where balance.charge_id = any (charge_ids) and balance.open_kobo > 0
  ) then
    perform private.raise_problem('charge.settled', 'Cannot take the payment: the charges are settled already', 409,
      jsonb_build_object('field', 'charge_ids'));
  end if;
end
$$;
comment on function private.require_open_charges(uuid[]) is
  'Locks charges. Error: charge.settled 409 when nothing is open of any.';

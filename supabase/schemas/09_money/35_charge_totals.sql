-- What was settled of a charge stands on the charge. Summing allocations for every list read four tables where one
-- does, and a sum can not be bounded by a constraint: now no interleaving settles more than was demanded.
-- The allocations, less what went back of them, stay the truth; the two columns follow them by trigger and are never added
-- to, always summed anew.

create function private.returned_of_charge(charge_id uuid)
returns bigint
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(sum(part.amount_kobo), 0)::bigint
    from public.payment_return_parts as part
    join public.payments as payment on payment.id = part.payment_id and payment.status = 'succeeded'
    where part.charge_id = returned_of_charge.charge_id);
end
$$;
comment on function private.returned_of_charge(uuid) is 'What had been settled of a charge and went back, in kobo (52_returns.sql).';

create function private.sum_up_charges(charge_ids uuid[])
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Locked before the sum is read, so that the last of two at once counts what the first one wrote.
  perform private.lock_charges(charge_ids);
  update public.charges as charge set paid_kobo = total.kobo
  from (
    select wanted.id, (coalesce(sum(allocation.amount_kobo) filter (where payment.id is not null), 0)
      - private.returned_of_charge(wanted.id))::bigint as kobo
    from unnest(charge_ids) as wanted (id)
    left join public.payment_allocations as allocation on allocation.charge_id = wanted.id
    left join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
    group by wanted.id
  ) as total
  where charge.id = total.id and charge.paid_kobo <> total.kobo;
end
$$;
comment on function private.sum_up_charges(uuid[]) is
  'Makes paid_kobo of some charges what their allocations say, and locks them.';

create function private.sum_up_charges_of_payment(payment_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- Locked before the sum is read, in one order, so that the last of two at once counts what the first one wrote.
  perform from public.payment_allocations as mine
  join public.charges as charge on charge.id = mine.charge_id
  where mine.payment_id = payment_id
  order by charge.id for no key update of charge;
  update public.charges as charge set paid_kobo = total.kobo
  from (
    select mine.charge_id, (
      select coalesce(sum(other.amount_kobo), 0)::bigint
      from public.payment_allocations as other
      join public.payments as payment on payment.id = other.payment_id and payment.status = 'succeeded'
      where other.charge_id = mine.charge_id) - private.returned_of_charge(mine.charge_id) as kobo
    from public.payment_allocations as mine where mine.payment_id = payment_id
  ) as total
  where charge.id = total.charge_id and charge.paid_kobo <> total.kobo;
end
$$;
comment on function private.sum_up_charges_of_payment(uuid) is
  'A payment that succeeds, or is taken back, changes what is paid of its charges; they are locked.';

create function private.sum_up_charge_of_allocation()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (select from public.payments as payment where payment.id = new.payment_id and payment.status = 'succeeded') then
    perform private.sum_up_charges(array[new.charge_id]);
  end if;
  return null;
end
$$;
comment on function private.sum_up_charge_of_allocation() is
  'Trigger: what a payment that had succeeded before settles now, its credit for instance, counts at once.';
create trigger sum_up_charge after insert on public.payment_allocations
  for each row execute function private.sum_up_charge_of_allocation();

-- What was settled of a charge stands on the charge. Summing allocations for every list read four tables where one
-- does, and a sum can not be bounded by a constraint: now no interleaving settles more than was demanded.
-- The allocations stay the truth; the two columns follow them by trigger and are never added to, always summed anew.
set lock_timeout = '5s';
set statement_timeout = '60s';

alter table public.charges
  add column paid_kobo bigint not null default 0,
  add column is_reversed boolean not null default false;
comment on column public.charges.paid_kobo is
  'What payments that succeeded settled of it, in kobo: the sum of their allocations, kept by trigger.';
comment on column public.charges.is_reversed is 'Whether another charge takes this one back; kept by trigger.';
comment on table public.charges is
  'One demand for money. What is demanded is never edited: a wrong one is reversed. Open, part-paid, paid and overdue are derived (charge_balances).';

-- No role writes what triggers keep.
revoke insert on public.charges from service_role;
grant insert (id, org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, currency, description, reverses_id)
  on public.charges to service_role;

drop trigger refuse_change on public.charges;
create trigger refuse_change before delete or update of
    id, org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, currency, description, reverses_id, created_at
  on public.charges for each row execute function private.refuse_change();

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
    select wanted.id, coalesce(sum(allocation.amount_kobo) filter (where payment.id is not null), 0)::bigint as kobo
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

create function private.sum_up_charges_of_payment()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.sum_up_charges(array(
    select allocation.charge_id from public.payment_allocations as allocation where allocation.payment_id = new.id));
  return null;
end
$$;
comment on function private.sum_up_charges_of_payment() is
  'Trigger: a payment that succeeds, or is taken back, changes what is paid of its charges.';
create trigger sum_up_charges after update of status on public.payments
  for each row when (old.status <> new.status and 'succeeded' in (old.status, new.status))
  execute function private.sum_up_charges_of_payment();

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

create function private.mark_reversed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.charges as charge set is_reversed = true where charge.id = new.reverses_id;
  return null;
end
$$;
comment on function private.mark_reversed() is 'Trigger: a charge that another one takes back says so itself.';
create trigger mark_reversed after insert on public.charges
  for each row when (new.reverses_id is not null) execute function private.mark_reversed();

update public.charges as charge set is_reversed = true
where exists (select from public.charges as reversal where reversal.reverses_id = charge.id);
select private.sum_up_charges(array(select distinct allocation.charge_id from public.payment_allocations as allocation));
alter table public.charges
  add constraint charges_paid_check check (paid_kobo between 0 and greatest(amount_kobo, 0));

create or replace view public.charge_balances with (security_invoker = on) as
select
  charge.id as charge_id,
  charge.org_id,
  charge.tenancy_id,
  charge.kind,
  charge.period,
  charge.due_on,
  charge.amount_kobo,
  charge.paid_kobo,
  case when charge.is_reversed then 0 else charge.amount_kobo - charge.paid_kobo end as open_kobo,
  case
    when charge.is_reversed then 'reversed'
    when charge.paid_kobo = charge.amount_kobo then 'paid'
    when charge.due_on < (now() at time zone 'Africa/Lagos')::date then 'overdue'
    when charge.paid_kobo > 0 then 'part_paid'
    else 'open'
  end as status,
  charge.schedule_id
from public.charges as charge
where charge.reverses_id is null;

-- How old what is owed is: derived from charges and the Nigerian date of today, stored nowhere.

create view public.ageing with (security_invoker = on) as
select
  open.org_id,
  open.tenancy_id,
  open.not_due_kobo,
  open.overdue_kobo,
  open.days_1_to_30_kobo,
  open.days_31_to_60_kobo,
  open.days_61_to_90_kobo,
  open.over_90_days_kobo,
  open.oldest_due_on,
  coalesce((
    select sum(credit.left_kobo) from public.payment_credits as credit
    where credit.org_id = open.org_id and credit.tenancy_id = open.tenancy_id
  ), 0)::bigint as credit_kobo
from (
  select
    charge.org_id,
    charge.tenancy_id,
    coalesce(sum(charge.payable_kobo) filter (where charge.due_on >= today.on_day), 0)::bigint as not_due_kobo,
    coalesce(sum(charge.payable_kobo) filter (where charge.due_on < today.on_day), 0)::bigint as overdue_kobo,
    coalesce(sum(charge.payable_kobo) filter (where today.on_day - charge.due_on between 1 and 30), 0)::bigint as days_1_to_30_kobo,
    coalesce(sum(charge.payable_kobo) filter (where today.on_day - charge.due_on between 31 and 60), 0)::bigint as days_31_to_60_kobo,
    coalesce(sum(charge.payable_kobo) filter (where today.on_day - charge.due_on between 61 and 90), 0)::bigint as days_61_to_90_kobo,
    coalesce(sum(charge.payable_kobo) filter (where today.on_day - charge.due_on > 90), 0)::bigint as over_90_days_kobo,
    min(charge.due_on) filter (where charge.due_on < today.on_day) as oldest_due_on
  from public.charge_balances as charge
  cross join (select (now() at time zone 'Africa/Lagos')::date as on_day) as today
  where charge.tenancy_id is not null and charge.payable_kobo > 0
  group by charge.org_id, charge.tenancy_id
) as open;
comment on view public.ageing is
  'What each tenancy owes, in kobo, by how many days ago it fell due (Nigerian date); due today is not yet late, and what is withheld as tax waits for its certificate. A tenancy that owes nothing has no row.';
comment on column public.ageing.org_id is 'To whom it is owed.';
comment on column public.ageing.tenancy_id is 'Who owes it.';
comment on column public.ageing.not_due_kobo is 'Demanded and due today or later.';
comment on column public.ageing.overdue_kobo is 'All that fell due before today.';
comment on column public.ageing.days_1_to_30_kobo is 'Of it, what fell due 1 to 30 days ago.';
comment on column public.ageing.days_31_to_60_kobo is 'Of it, what fell due 31 to 60 days ago.';
comment on column public.ageing.days_61_to_90_kobo is 'Of it, what fell due 61 to 90 days ago.';
comment on column public.ageing.over_90_days_kobo is 'Of it, what fell due more than 90 days ago.';
comment on column public.ageing.oldest_due_on is 'Since when the oldest of it is due.';
comment on column public.ageing.credit_kobo is 'What the tenants paid ahead and the next job sets against it.';
grant select on public.ageing to authenticated, service_role;

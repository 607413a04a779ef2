-- Caution deposits are held for the tenants: a liability, never income. When the tenancy has ended, what they owe for
-- damage, or still owe of charges, is deducted with a reason and evidence; the rest is due for refund.
--
-- A deduction is a charge that is settled as all money is, by private.settle_payment(), from the deposit in place of the
-- bank: so it is on the tenants' account with a receipt. Tenants who do not agree with one dispute it: 90.

create type public.deduction_dispute_status as enum ('open', 'answered', 'accepted', 'disagreed', 'withdrawn');
comment on type public.deduction_dispute_status is
  'How it stands with a dispute about a deduction. open: the landlord''s side is to answer; answered: it is kept, all or less of it, and the tenants are to reply; accepted: by the tenant; disagreed: the tenants still do, and it stays kept; withdrawn: nothing of it is kept any more.';

create table public.deposit_deductions (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  charge_id uuid not null,
  payment_id uuid not null,
  amount_kobo public.positive_kobo not null,
  reason text not null check (private.is_line(reason) and length(btrim(reason)) between 3 and 250),
  inspection_id uuid,
  item_id uuid,
  document_id uuid,
  dispute_by public.calendar_date,
  client_id uuid,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  unique (payment_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  constraint deposit_deductions_item_check check ((inspection_id is null) = (item_id is null))
);
comment on table public.deposit_deductions is 'What was kept of a caution deposit, why, and what shows it. Append-only.';
comment on column public.deposit_deductions.id is 'Time-ordered identifier.';
comment on column public.deposit_deductions.org_id is 'Who holds the deposit.';
comment on column public.deposit_deductions.tenancy_id is 'Whose deposit.';
comment on column public.deposit_deductions.charge_id is 'What it settles: a charge for the damage, or one that was still owed.';
comment on column public.deposit_deductions.payment_id is 'The payment out of the deposit.';
comment on column public.deposit_deductions.amount_kobo is 'How much, in kobo.';
comment on column public.deposit_deductions.reason is 'Why, for the tenants.';
comment on column public.deposit_deductions.inspection_id is 'The move-out inspection of the item.';
comment on column public.deposit_deductions.item_id is 'The item that was worse at moving out than at moving in: evidence.';
comment on column public.deposit_deductions.document_id is 'A paper of the tenancy, such as an invoice: evidence.';
comment on column public.deposit_deductions.dispute_by is
  'Last day on which the tenants may dispute it, Nigerian date, by the rule as it then was; null: no rule names a term, and they may until the deposit is closed.';
comment on column public.deposit_deductions.client_id is 'Made by whoever deducts: one sent again after a lost answer is not made twice.';
comment on column public.deposit_deductions.created_by is 'The member who deducted it.';
comment on column public.deposit_deductions.created_at is 'When, UTC.';
create unique index deposit_deductions_client_id_key on public.deposit_deductions (org_id, client_id) where client_id is not null;
create index deposit_deductions_tenancy_idx on public.deposit_deductions (org_id, tenancy_id);
create index deposit_deductions_charge_idx on public.deposit_deductions (org_id, charge_id);
create index deposit_deductions_payment_idx on public.deposit_deductions (org_id, payment_id);
create index deposit_deductions_created_by_idx on public.deposit_deductions (created_by);
create index deposit_deductions_item_idx on public.deposit_deductions (inspection_id, item_id);
create index deposit_deductions_inspection_idx on public.deposit_deductions (org_id, inspection_id);
create index deposit_deductions_document_idx on public.deposit_deductions (org_id, document_id);

alter table public.deposit_deductions enable row level security;
grant select on public.deposit_deductions to authenticated, service_role;
create policy deposit_deductions_select on public.deposit_deductions for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
create trigger refuse_change before delete or update of
    id, org_id, tenancy_id, charge_id, payment_id, amount_kobo, reason, inspection_id, item_id, document_id, dispute_by,
    client_id, created_at
  on public.deposit_deductions for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.deposit_deductions
  for each statement execute function private.refuse_change();

-- What is held --------------------------------------------------------------------------------------

create function private.deposit_of(tenancy_id uuid)
returns table (
  demanded_kobo bigint, paid_kobo bigint, deducted_kobo bigint, held_kobo bigint, is_due_for_refund boolean, due_since date,
  returned_kobo bigint, passed_on_kobo bigint, due_on date)
language sql
stable
set search_path = ''
as $$
  with recursive chain as (
    select tenancy.id, tenancy.org_id, tenancy.parent_id, tenancy.status, tenancy.ended_on::date as ended_on, 0 as up
    from public.tenancies as tenancy where tenancy.id = deposit_of.tenancy_id
    union all
    -- Tenants who stay on by a renewal leave their deposit where it is.
    select parent.id, parent.org_id, parent.parent_id, parent.status, parent.ended_on::date, chain.up + 1
    from chain
    join public.tenancies as parent on parent.org_id = chain.org_id and parent.id = chain.parent_id
  ),
  demand as (
    select coalesce(sum(it.kobo), 0)::bigint as kobo, coalesce(sum(it.paid_kobo), 0)::bigint as paid_kobo
    from (
      select charge.amount_kobo::bigint as kobo, charge.paid_kobo::bigint as paid_kobo
      from chain
      join public.charges as charge on charge.tenancy_id = chain.id
      where charge.kind = 'caution_deposit' and charge.reverses_id is null and not charge.is_reversed
      union all
      -- Who bought a home with its tenants took their deposit over.
      select handover.deposit_kobo, handover.deposit_kobo
      from chain
      join public.tenancy_handovers as handover on handover.tenancy_id = chain.id and handover.side = 'taken_over'
    ) as it
  ),
  deduction as (
    select coalesce(sum(deducted.amount_kobo), 0)::bigint as kobo
    from chain
    join public.deposit_deductions as deducted on deducted.org_id = chain.org_id and deducted.tenancy_id = chain.id
    join public.payments as payment on payment.id = deducted.payment_id and payment.status = 'succeeded'
  ),
  passed_on as (
    select coalesce(sum(handover.deposit_kobo), 0)::bigint as kobo, max(handover.handed_over_on)::date as on_day
    from chain
    join public.tenancy_handovers as handover on handover.tenancy_id = chain.id and handover.side = 'passed_on'
  ),
  -- One that waits for the other side is spoken for: it is not deducted from, nor returned twice.
  returned as (
    select coalesce(sum(given.amount_kobo), 0)::bigint as kobo
    from chain
    join public.deposit_returns as given on given.org_id = chain.org_id and given.tenancy_id = chain.id and given.status <> 'reversed'
  ),
  -- What refunds under way will take of it: what they name, and what is left of them when nothing else of the payment is.
  promised as (
    select coalesce(sum(least(
        part.deposit_kobo,
        greatest(part.named_kobo, part.asked_kobo - (part.left_kobo - part.deposit_kobo), 0))), 0)::bigint as kobo
    from (
      select payment.amount_kobo - payment.returned_kobo as left_kobo, settled.kobo as deposit_kobo, asked.kobo as asked_kobo,
        asked.named_kobo
      from (
        select allocation.payment_id, sum(allocation.amount_kobo - coalesce((
            select sum(back.amount_kobo) from public.payment_return_parts as back
            where back.payment_id = allocation.payment_id and back.charge_id = allocation.charge_id), 0)) as kobo
        from chain
        join public.charges as charge on charge.tenancy_id = chain.id and charge.kind = 'caution_deposit'
        join public.payment_allocations as allocation on allocation.charge_id = charge.id
        group by allocation.payment_id
      ) as settled
      join public.payments as payment on payment.id = settled.payment_id and payment.status = 'succeeded'
      cross join lateral (
        select coalesce(sum(refund.amount_kobo), 0) as kobo,
          coalesce(sum(refund.amount_kobo) filter (where named.kind = 'caution_deposit'), 0) as named_kobo
        from public.refunds as refund
        left join public.charges as named on named.id = refund.charge_id
        where refund.payment_id = payment.id and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')
      ) as asked
    ) as part
  ),
  renewed as (
    select exists (
      select from chain
      join public.tenancies as renewal on renewal.org_id = chain.org_id and renewal.parent_id = chain.id
      where chain.up = 0 and renewal.status not in ('draft', 'offered', 'cancelled')) as is_so
  ),
  held as (
    select case when renewed.is_so then 0
      else greatest(demand.paid_kobo - deduction.kobo - passed_on.kobo - returned.kobo - promised.kobo, 0) end as kobo
    from demand, deduction, passed_on, returned, promised, renewed
  )
  select demand.kobo, demand.paid_kobo, deduction.kobo, held.kobo,
    chain.status in ('ended', 'passed_on') and held.kobo > 0,
    case when chain.status in ('ended', 'passed_on') and held.kobo > 0 then coalesce(chain.ended_on, passed_on.on_day) end,
    returned.kobo, passed_on.kobo,
    case when chain.status in ('ended', 'passed_on') and held.kobo > 0 then due.due_on::date end
  from chain
  cross join demand
  cross join deduction
  cross join passed_on
  cross join returned
  cross join held
  left join public.deposits_due as due on due.tenancy_id = chain.id
  where chain.up = 0
$$;
comment on function private.deposit_of(uuid) is
  'The caution deposit of a tenancy: see public.deposit_of(). For functions that act with their owner''s rights: what a caller does not see of charges, payments and refunds would be missing from the sums.';

create function private.deposit_as_seen(tenancy_id uuid)
returns table (
  demanded_kobo bigint, paid_kobo bigint, deducted_kobo bigint, held_kobo bigint, is_due_for_refund boolean, due_since date,
  returned_kobo bigint, passed_on_kobo bigint, due_on date)
language sql
stable
security definer
set search_path = ''
as $$
  select deposit.*
  from public.tenancies as tenancy
  cross join lateral private.deposit_of(tenancy.id) as deposit
  where tenancy.id = deposit_as_seen.tenancy_id and case
    when coalesce(current_setting('role', true), '') not in ('anon', 'authenticated') then true
    when tenancy.id in (select private.my_tenancy_ids()) then true
    when tenancy.org_id in (select private.my_org_ids('money.read')) then true
    when tenancy.id in (select private.my_mandated_tenancy_ids('collect')) then true
  end
$$;
comment on function private.deposit_as_seen(uuid) is
  'The whole of a deposit for who may know of it: its tenants, members with money.read, agencies that collect, our own workers.';

create function public.deposit_of(tenancy_id uuid)
returns table (
  demanded_kobo bigint, paid_kobo bigint, deducted_kobo bigint, held_kobo bigint, is_due_for_refund boolean, due_since date,
  returned_kobo bigint, passed_on_kobo bigint, due_on date)
language sql
stable
set search_path = ''
as $$
  select * from private.deposit_as_seen(tenancy_id)
$$;
comment on function public.deposit_of(uuid) is
  'The caution deposit of a tenancy, those that it renews included, in kobo: what was demanded and paid (or taken over with a home that was bought), what was deducted, what is still held (less what refunds under way will take), whether and since when (Nigerian date) it is due for refund, what was returned (a return that waits for the other side included) or passed to who bought the home, and the day until which it should be back with the tenants (due_on). Of a tenancy that was renewed nothing is held any more: the renewal has it. The same for everybody who may know of it: its tenants, members with money.read, and an agency with a live mandate to collect. No row for others.';
grant execute on function private.deposit_as_seen(uuid), public.deposit_of(uuid) to authenticated, service_role;

-- Deducting -----------------------------------------------------------------------------------------

create function private.keep_of_deposit(
  tenancy public.tenancies, amount_kobo public.kobo, reason text, charge_id uuid, inspection_id uuid, item_id uuid, document_id uuid,
  client_id uuid)
returns public.deposit_deductions
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  held bigint;
  owed public.charges;
  payment public.payments;
  made public.deposit_deductions;
begin
  select deposit.held_kobo into strict held from private.deposit_of(tenancy.id) as deposit;
  if amount_kobo > held then
    perform private.raise_problem('deposit.not_enough', format('Cannot deduct: %s kobo of the deposit are left', held), 409,
      jsonb_build_object('field', 'amount_kobo', 'held_kobo', held));
  end if;
  if charge_id is not null then
    perform private.lock_charges(array[charge_id]);
    select c.* into owed from public.charges as c
    where c.id = charge_id and c.tenancy_id = tenancy.id and c.reverses_id is null and not c.is_reversed and c.kind <> 'caution_deposit'
      and c.amount_kobo - c.paid_kobo - c.wht_kobo + c.wht_settled_kobo >= amount_kobo;
    if not found then
      perform private.raise_problem('deposit.bad_deduction',
        'Cannot deduct: charge_id must be a charge of the tenancy, other than the deposit, of which that much is open', 400,
        jsonb_build_object('field', 'charge_id'));
    end if;
  else
    insert into public.charges as damage (org_id, tenancy_id, kind, due_on, amount_kobo, description)
    values (tenancy.org_id, tenancy.id, 'damage', private.lagos_date(), amount_kobo, btrim(reason))
    returning damage.* into owed;
  end if;
  insert into public.payments as paid (org_id, tenancy_id, method, reference, amount_kobo)
  values (tenancy.org_id, tenancy.id, 'deposit', 'DEP-' || private.uuid_v7(), amount_kobo)
  returning paid.* into payment;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  values (tenancy.org_id, payment.id, owed.id, amount_kobo);
  perform private.settle_payment('deposit', payment.reference, null, amount_kobo, payment.currency, now(), 'deposit', 0);
  insert into public.deposit_deductions as kept (
    org_id, tenancy_id, charge_id, payment_id, amount_kobo, reason, inspection_id, item_id, document_id, dispute_by, client_id, created_by)
  values (
    tenancy.org_id, tenancy.id, owed.id, payment.id, amount_kobo, btrim(reason), inspection_id, item_id, document_id,
    private.lagos_date() + (select rule.dispute_days from private.deposit_rule(tenancy.unit_id) as rule), client_id, (select auth.uid()))
  returning kept.* into made;
  return made;
end
$$;
comment on function private.keep_of_deposit(public.tenancies, public.kobo, text, uuid, uuid, uuid, uuid, uuid) is
  'Keeps a part (kobo) of the deposit of a locked tenancy, whose evidence was looked at: charges the damage, unless charge_id is owed already, and settles it from the deposit. Errors: deposit.not_enough 409, deposit.bad_deduction 400.';

create function private.deduct_from_deposit(
  tenancy_id uuid, amount_kobo public.kobo, reason text, charge_id uuid, item_id uuid, document_id uuid, client_id uuid)
returns public.deposit_deductions
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  made public.deposit_deductions;
  inspected uuid;
  wrong text;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  wrong := case
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when reason is null or length(btrim(reason)) not between 3 and 250 then 'reason'
    when num_nonnulls(charge_id, item_id, document_id) = 0 then 'item_id'
    when client_id is null then 'client_id'
  end;
  if wrong is not null then
    perform private.raise_problem('deposit.bad_deduction', format('Cannot deduct: %s %s', wrong, case wrong
      when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
      when 'reason' then 'must have 3 to 250 characters'
      when 'client_id' then 'is missing: a deduction that is sent again would be made twice'
      else 'is missing: name an inspected item or a document that shows the damage, or the charge that is still owed'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  -- Whoever deducts at the same time waits here, and sees what is left.
  select t.* into strict tenancy from public.tenancies as t where t.id = tenancy_id for no key update;
  select d.* into made from public.deposit_deductions as d where d.org_id = tenancy.org_id and d.client_id = client_id;
  if found then
    if (made.tenancy_id, made.amount_kobo::bigint, made.reason, made.item_id, made.document_id)
        is distinct from (tenancy_id, amount_kobo::bigint, btrim(reason), item_id, document_id)
      or charge_id is not null and made.charge_id <> charge_id then
      perform private.raise_problem('deposit.already_deducted', 'Cannot deduct: its client_id is that of another deduction', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return made;
  end if;
  if tenancy.status <> 'ended' or exists (
    select from public.tenancies as renewal
    where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.status not in ('draft', 'offered', 'cancelled')
  ) then
    perform private.raise_problem('deposit.still_let', 'Cannot deduct: the tenants still live there, and the deposit is settled when they have left', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if item_id is not null then
    select item.inspection_id into inspected
    from public.inspection_items as item
    join public.inspections as inspection on inspection.org_id = item.org_id and inspection.id = item.inspection_id
    join public.inspection_comparison as compared
      on compared.move_out_id = inspection.id and compared.room = item.room and compared.item = item.item and compared.is_worse
    where item.id = item_id and inspection.tenancy_id = tenancy_id and inspection.kind = 'move_out' and inspection.status in ('signed', 'disputed', 'ready');
    if not found then
      perform private.raise_problem('deposit.bad_deduction',
        'Cannot deduct: item_id must be of the tenancy''s move-out inspection, offered for signing, and worse than at moving in', 400,
        jsonb_build_object('field', 'item_id'));
    end if;
    if exists (
      select from public.deposit_deductions as before
      join public.payments as kept on kept.id = before.payment_id and kept.status = 'succeeded'
      where before.inspection_id = inspected and before.item_id = item_id
    ) then
      perform private.raise_problem('deposit.already_deducted', 'Cannot deduct: something was kept for this item already', 409,
        jsonb_build_object('field', 'item_id'));
    end if;
  end if;
  perform private.require_paper(document_id, tenancy.org_id, tenancy_id, 'deposit.bad_deduction', 'Cannot deduct');
  return private.keep_of_deposit(
    tenancy, amount_kobo, reason, charge_id, inspected, item_id, document_id, client_id);
end
$$;
comment on function private.deduct_from_deposit(uuid, public.kobo, text, uuid, uuid, uuid, uuid) is
  'Checks the caller, the evidence and what is held, then charges the damage and settles it from the deposit.';
grant execute on function private.deduct_from_deposit(uuid, public.kobo, text, uuid, uuid, uuid, uuid) to authenticated;

create function public.deduct_from_deposit(
  tenancy_id uuid, amount_kobo numeric, reason text, charge_id uuid default null, item_id uuid default null,
  document_id uuid default null, client_id uuid default null)
returns public.deposit_deductions
language sql
set search_path = ''
as $$
  select private.limit_person('deduct_from_deposit');
  select private.deduct_from_deposit(
    tenancy_id, private.read_kobo('amount_kobo', amount_kobo), private.read_line('reason', reason), charge_id, item_id, document_id, client_id)
$$;
comment on function public.deduct_from_deposit(uuid, numeric, text, uuid, uuid, uuid, uuid) is
  'Keeps a part of a caution deposit (kobo) once the tenancy has ended, and tells the tenants why. Evidence is needed: item_id, an item that the move-out inspection found worse than at moving in, or document_id, a paper of the tenancy; or charge_id, a charge that is still owed and is settled by it. What is left is due for refund (deposit_of). The tenants may dispute it until dispute_by, or until the deposit is closed (dispute_deduction). The client_id is the caller''s own and makes it safe to repeat; an item is deducted for once. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, deposit.bad_deduction 400, deposit.still_let, deposit.not_enough, deposit.already_deducted 409.';
grant execute on function public.deduct_from_deposit(uuid, numeric, text, uuid, uuid, uuid, uuid) to authenticated;

-- Taking back ---------------------------------------------------------------------------------------

create function private.reverse_deduction(made public.deposit_deductions, reason text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.lock_charges(array[made.charge_id]);
  perform private.move_payment(made.payment_id, 'reversed', reason);
  -- A charge for the damage that was posted for the deduction alone goes with it; what was owed before is owed again.
  perform private.take_back_charges(array[charge.id], reason)
  from public.charges as charge
  where charge.id = made.charge_id and charge.kind = 'damage' and charge.created_at = made.created_at;
end
$$;
comment on function private.reverse_deduction(public.deposit_deductions, text) is
  'Takes back what settled a charge from a deposit, and the charge if it was made for that; the reason is what the tenants read of the receipt. Whoever calls it has locked the tenancy and the payment, which stands.';

create function private.take_back_deduction(deduction_id uuid, reason text)
returns public.deposit_deductions
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  made public.deposit_deductions;
  tenancy public.tenancies;
  payment public.payments;
  was_disputed boolean;
begin
  select d.* into made from public.deposit_deductions as d where d.id = deduction_id;
  select t.* into tenancy from public.tenancies as t where t.id = made.tenancy_id;
  if made.id is null or not private.knows_debtor(tenancy) then
    perform private.raise_problem('deposit.deduction_not_found',
      'Cannot find the deduction among those of your organizations and mandates', 404, jsonb_build_object('field', 'deduction_id'));
  end if;
  perform private.require_collecting(tenancy);
  if reason is null or length(btrim(reason)) not between 3 and 250 then
    perform private.raise_problem('deposit.bad_deduction', 'Cannot take the deduction back: say why in 3 to 250 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  -- As deducting does: whoever settles the deposit at the same time waits here, and sees what is left.
  perform from public.tenancies as t where t.id = tenancy.id for no key update;
  select p.* into strict payment from public.payments as p where p.id = made.payment_id for update;
  if payment.status = 'reversed' then
    return made;
  end if;
  was_disputed := private.withdraw_disputed(made.id, btrim(reason));
  perform private.reverse_deduction(made, btrim(reason));
  -- Of a dispute that ended with it both sides hear by that.
  if not was_disputed then
    perform private.notify(
      array(
        select private.members_with(made.org_id, 'money.read')
        union
        select private.tenancy_users(made.tenancy_id)
      ),
      made.org_id, 'deduction_taken_back', 'A part of a deposit is not kept any more', made.tenancy_id,
      jsonb_build_object('deduction_id', made.id, 'amount_kobo', made.amount_kobo, 'reason', btrim(reason)),
      but_not => (select auth.uid()));
  end if;
  return made;
end
$$;
comment on function private.take_back_deduction(uuid, text) is
  'Checks the caller, then takes a deduction back, and tells both sides; a dispute about it is over with that.';
grant execute on function private.take_back_deduction(uuid, text) to authenticated;

create function public.take_back_deduction(deduction_id uuid, reason text)
returns public.deposit_deductions
language sql
set search_path = ''
as $$
  select private.limit_person('take_back_deduction');
  select private.take_back_deduction(deduction_id, private.read_line('reason', reason))
$$;
comment on function public.take_back_deduction(uuid, text) is
  'Takes back what was kept of a deposit by mistake, with a reason that the tenants read: the deposit is held as before, its receipt is void, and a charge for damage that was made for it is taken back too; what was owed before is owed again. The deduction stays as it was, its payment is reversed, and a dispute about it is withdrawn: that a tenant''s own is, another member says. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: deposit.deduction_not_found 404, mandate.required, auth.forbidden, deposit.own_dispute 403, deposit.bad_deduction 400.';
grant execute on function public.take_back_deduction(uuid, text) to authenticated;

-- Money that went back, by whatever way: a refund that we sent (53), or a dispute that was lost (55). Both end here, in
-- private.return_money(), the one way in which a part of a settled payment is taken back; docs/decisions/0024.
--
-- The allocations of a payment stay as they were. What went back of each stands beside it, and what is paid of a charge
-- is the difference: private.sum_up_charges().

create type public.return_kind as enum ('refund', 'chargeback');
comment on type public.return_kind is 'refund: the payee gave it back; chargeback: the payer''s bank took it.';

create table public.payment_returns (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  payment_id uuid not null,
  -- What is paid for, as of refunds and disputes: the tenancy, sale or application.
  subject_id uuid not null,
  kind public.return_kind not null,
  source_id uuid not null unique,
  amount_kobo public.positive_kobo not null,
  credit_kobo public.nonnegative_kobo not null,
  fees_kobo public.nonnegative_kobo not null default 0,
  account public.ledger_account_kind not null,
  returned_at public.instant not null,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  constraint payment_returns_credit_check check (credit_kobo <= amount_kobo)
);
comment on table public.payment_returns is 'Money of settled payments that went back to who had paid it, each with an entry in the books. Append-only.';
comment on column public.payment_returns.id is 'Time-ordered identifier; the source of the entry.';
comment on column public.payment_returns.org_id is 'Who had received it.';
comment on column public.payment_returns.payment_id is 'The payment of which it is a part or the whole.';
comment on column public.payment_returns.subject_id is 'What was paid for: the tenancy, sale or application of the payment.';
comment on column public.payment_returns.kind is 'How it went back.';
comment on column public.payment_returns.source_id is 'The refund or dispute by which it went back.';
comment on column public.payment_returns.amount_kobo is 'How much, in kobo.';
comment on column public.payment_returns.credit_kobo is 'What of it was credit that had settled nothing, in kobo.';
comment on column public.payment_returns.fees_kobo is 'What the provider keeps for it beside that, in kobo.';
comment on column public.payment_returns.account is 'Out of which account it went: where the provider holds our money, or the bank.';
comment on column public.payment_returns.returned_at is 'When it went back, UTC.';
comment on column public.payment_returns.created_at is 'When it was booked, UTC.';
create index payment_returns_payment_idx on public.payment_returns (org_id, payment_id);
create index payment_returns_payment_id_idx on public.payment_returns (payment_id);
create index payment_returns_org_idx on public.payment_returns (org_id, returned_at);
create index payment_returns_subject_idx on public.payment_returns (subject_id, id desc);

create table public.payment_return_parts (
  return_id uuid not null,
  charge_id uuid not null,
  org_id uuid not null,
  payment_id uuid not null,
  amount_kobo public.positive_kobo not null,
  kept_kobo public.nonnegative_kobo not null default 0,
  instead_id uuid,
  primary key (return_id, charge_id),
  foreign key (org_id, return_id) references public.payment_returns (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
  foreign key (org_id, instead_id) references public.charges (org_id, id),
  foreign key (payment_id, charge_id) references public.payment_allocations (payment_id, charge_id),
  constraint payment_return_parts_kept_check check (kept_kobo < amount_kobo and (kept_kobo = 0 or instead_id is not null))
);
comment on table public.payment_return_parts is 'Which allocations a return took back. Append-only.';
comment on column public.payment_return_parts.return_id is 'The return.';
comment on column public.payment_return_parts.charge_id is 'The charge that is open again by that much.';
comment on column public.payment_return_parts.org_id is 'The organization; the same for return and charge.';
comment on column public.payment_return_parts.payment_id is 'The payment; the same as the return''s.';
comment on column public.payment_return_parts.amount_kobo is 'How much of the allocation, in kobo.';
comment on column public.payment_return_parts.kept_kobo is 'What of it did not go back, in kobo: it settles the charge that takes the place of this one.';
comment on column public.payment_return_parts.instead_id is 'The charge in its place, of what it was less what went back.';
create index payment_return_parts_return_idx on public.payment_return_parts (org_id, return_id);
create index payment_return_parts_charge_idx on public.payment_return_parts (org_id, charge_id);
create index payment_return_parts_instead_idx on public.payment_return_parts (org_id, instead_id) where instead_id is not null;
create index payment_return_parts_charge_id_idx on public.payment_return_parts (charge_id);
create index payment_return_parts_allocation_idx on public.payment_return_parts (payment_id, charge_id);

-- Access --------------------------------------------------------------------------------------------

alter table public.payment_returns enable row level security;
alter table public.payment_return_parts enable row level security;
grant select on public.payment_returns, public.payment_return_parts to authenticated, service_role;
create policy payment_returns_select on public.payment_returns for select to authenticated using (
  case
    when subject_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when subject_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    when subject_id = any (array(select private.my_deal_ids())) then true
  end is not null
);
create policy payment_return_parts_select on public.payment_return_parts for select to authenticated using (
  case
    when payment_id = any (array(select payment_id from private.my_payments)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);
create trigger refuse_change before update or delete on public.payment_returns
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payment_returns
  for each statement execute function private.refuse_change();
create trigger refuse_change before update or delete on public.payment_return_parts
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payment_return_parts
  for each statement execute function private.refuse_change();

-- What stands of a payment --------------------------------------------------------------------------

create function private.standing_allocations(payment_id uuid)
returns table (charge_id uuid, amount_kobo bigint)
language plpgsql
stable
set search_path = ''
rows 3
as $$
#variable_conflict use_column
begin
  return query
  select allocation.charge_id, (allocation.amount_kobo - coalesce(sum(part.amount_kobo), 0))::bigint
  from public.payment_allocations as allocation
  left join public.payment_return_parts as part
    on part.payment_id = allocation.payment_id and part.charge_id = allocation.charge_id
  where allocation.payment_id = standing_allocations.payment_id
  group by allocation.charge_id, allocation.amount_kobo
  having allocation.amount_kobo > coalesce(sum(part.amount_kobo), 0);
end
$$;
comment on function private.standing_allocations(uuid) is 'What a payment has settled and what did not go back of it, in kobo.';

create function private.standing_credit(payment public.payments)
returns bigint
language sql
stable
set search_path = ''
as $$
  select payment.amount_kobo
    - (select coalesce(sum(allocation.amount_kobo), 0) from public.payment_allocations as allocation where allocation.payment_id = payment.id)
    - (select coalesce(sum(returned.credit_kobo), 0) from public.payment_returns as returned where returned.payment_id = payment.id)
    + (select coalesce(sum(part.kept_kobo), 0) from public.payment_return_parts as part where part.payment_id = payment.id)
$$;
comment on function private.standing_credit(public.payments) is 'What of a settled payment has settled nothing and did not go back, in kobo.';

create function private.parts_to_return(payment public.payments, wanted_kobo public.kobo, named_id uuid)
returns table (charge_id uuid, amount_kobo bigint)
language plpgsql
stable
set search_path = ''
rows 3
as $$
#variable_conflict use_column
begin
  -- What was named; then credit, which settles nothing; then the newest charges, since the oldest would be late at once;
  -- a deposit last, of which something may have been kept. Credit is the row without a charge.
  return query
  select lined_up.charge_id, least(lined_up.kobo, parts_to_return.wanted_kobo - lined_up.before_kobo)::bigint
  from (
    select stock.charge_id, stock.kobo,
      sum(stock.kobo) over (order by stock.place, stock.due_on desc, stock.charge_id desc) - stock.kobo as before_kobo
    from (
      select standing.charge_id, standing.amount_kobo as kobo, charge.due_on::date as due_on,
        case when standing.charge_id = parts_to_return.named_id then 1 when charge.kind = 'caution_deposit' then 4 else 3 end as place
      from private.standing_allocations(payment.id) as standing
      join public.charges as charge on charge.id = standing.charge_id
      union all
      select null, private.standing_credit(payment), null, 2
    ) as stock
  ) as lined_up
  where lined_up.kobo > 0 and lined_up.before_kobo < parts_to_return.wanted_kobo;
end
$$;
comment on function private.parts_to_return(public.payments, public.kobo, uuid) is
  'Where an amount (kobo) that goes back of a payment is taken from: the charge that was named, credit (a row without a charge), the newest charges, and deposits last.';

-- Returning -----------------------------------------------------------------------------------------

create function private.return_money(
  payment_id uuid,
  kind public.return_kind,
  source_id uuid,
  amount_kobo public.kobo,
  returned_at public.instant,
  account public.ledger_account_kind,
  fees_kobo public.kobo default 0,
  charge_id uuid default null,
  drops_charges boolean default false,
  reason text default null
)
returns public.payment_returns
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payment public.payments;
  made public.payment_returns;
  charge_ids uuid[];
  kobos bigint[];
  of_charges bigint;
  touched uuid[];
  opened bigint;
  kept bigint;
begin
  -- The payment first, as all who settle, draw, refund or dispute lock it; then its charges.
  select p.* into strict payment from public.payments as p where p.id = payment_id for update;
  select r.* into made from public.payment_returns as r where r.source_id = source_id;
  if found then
    return made;
  end if;
  -- What an agency collected goes back out of what the provider holds for the agency.
  if payment.mandate_id is not null and account = 'provider_clearing' then
    account := 'agent_receivable';
  end if;
  if payment.status <> 'succeeded' or amount_kobo is null or amount_kobo not between 1 and payment.amount_kobo - payment.returned_kobo then
    raise 'Cannot return % kobo of payment %: it is %, and % of % went back', amount_kobo, payment.reference, payment.status,
      payment.returned_kobo, payment.amount_kobo;
  end if;
  perform private.lock_charges(array(select standing.charge_id from private.standing_allocations(payment.id) as standing));
  select array_agg(taken.charge_id), array_agg(taken.amount_kobo), coalesce(sum(taken.amount_kobo), 0)
  into charge_ids, kobos, of_charges
  from private.parts_to_return(payment, amount_kobo, charge_id) as taken where taken.charge_id is not null;
  insert into public.payment_returns as returned (
    org_id, payment_id, subject_id, kind, source_id, amount_kobo, credit_kobo, fees_kobo, account, returned_at)
  values (
    payment.org_id, payment.id, coalesce(payment.tenancy_id, payment.sale_id, payment.application_id), kind, source_id,
    amount_kobo, amount_kobo - of_charges, fees_kobo, account, returned_at)
  returning returned.* into made;
  for n in 1 .. coalesce(cardinality(charge_ids), 0) loop
    perform private.return_part(payment, made.id, charge_ids[n], kobos[n], drops_charges);
  end loop;
  touched := array(select part.charge_id from public.payment_return_parts as part where part.return_id = made.id);

  update public.payments as p set returned_kobo = p.returned_kobo + amount_kobo where p.id = payment.id;
  update public.payment_credits as credit set left_kobo = credit.left_kobo - made.credit_kobo
  where credit.payment_id = payment.id and made.credit_kobo > 0;
  select coalesce(sum(part.amount_kobo), 0), coalesce(sum(part.kept_kobo), 0) into opened, kept
  from public.payment_return_parts as part where part.return_id = made.id;
  perform private.post_entry(
    payment.org_id, kind::text::public.ledger_entry_kind, made.id, returned_at,
    (case kind when 'refund' then 'Refund of payment ' else 'Charged back: payment ' end) || payment.reference,
    array[
      row(private.receivable_for_payment(payment), opened, 0)::private.ledger_posting,
      row('tenant_credit', made.credit_kobo, 0)::private.ledger_posting,
      row('tenant_credit', 0, kept)::private.ledger_posting,
      row('provider_fees', fees_kobo, 0)::private.ledger_posting,
      row(account, 0, amount_kobo + fees_kobo)::private.ledger_posting
    ]);
  if account = 'agent_receivable' then
    perform private.book_returned_collection(payment, made.id, amount_kobo, fees_kobo, returned_at);
  end if;
  if payment.terms_id is not null then
    perform private.give_platform_fee_back(payment, made.id, payment.returned_kobo + amount_kobo, false, returned_at);
    perform private.note_payee_debt(payment);
  end if;
  perform private.sum_up_charges(touched);
  if drops_charges then
    perform private.drop_returned_charges(payment, made.id, coalesce(reason, 'The money went back'));
  end if;
  perform private.void_returned_receipts(payment.id,
    case kind when 'refund' then 'The money was refunded' else 'The payer''s bank took the money back' end);
  return made;
end
$$;
comment on function private.return_money(uuid, public.return_kind, uuid, public.kobo, public.instant, public.ledger_account_kind, public.kobo, uuid, boolean, text) is
  'The one way in which money (kobo) of a settled payment goes back: takes back credit and allocations, posts a balanced entry, opens the charges again or drops them, and voids the receipts of which nothing is left. Once for a source: the same one again returns what was made.';

create function private.return_part(
  payment public.payments, return_id uuid, charge_id uuid, amount_kobo public.kobo, drops_charges boolean)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  charge public.charges;
  kept bigint := 0;
  instead_id uuid;
begin
  -- One that is owed no more is taken back whole, and one of the rest takes its place: what stays paid settles that.
  if drops_charges and private.may_replace_charge(payment, charge_id) then
    select c.* into strict charge from public.charges as c where c.id = charge_id;
    kept := charge.paid_kobo - amount_kobo;
    if charge.amount_kobo > amount_kobo then
      insert into public.charges as instead (org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description)
      values (charge.org_id, charge.tenancy_id, charge.schedule_id, charge.kind, charge.period, private.next_slot(charge), charge.due_on,
        charge.amount_kobo - amount_kobo, charge.description)
      returning instead.id into instead_id;
    end if;
  end if;
  insert into public.payment_return_parts (return_id, charge_id, org_id, payment_id, amount_kobo, kept_kobo, instead_id)
  values (return_id, charge_id, payment.org_id, payment.id, amount_kobo + kept, kept, instead_id);
end
$$;
comment on function private.return_part(public.payments, uuid, uuid, public.kobo, boolean) is
  'Takes an amount (kobo) off a locked charge for a return; where the charge is to be dropped, demands what is left of it in its place.';

create function private.may_replace_charge(payment public.payments, charge_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  -- Tax that is withheld has a certificate of its own; money of other payments stays where it is; a sale follows its contract.
  select coalesce(bool_and(charge.tenancy_id is not null and charge.wht_kobo = 0 and charge.paid_kobo = standing.amount_kobo), false)
  from private.standing_allocations(payment.id) as standing
  join public.charges as charge on charge.id = standing.charge_id
  where standing.charge_id = may_replace_charge.charge_id
$$;
comment on function private.may_replace_charge(public.payments, uuid) is
  'Whether a smaller charge can take the place of one of which money goes back: all its money is of this payment, and no tax is withheld of it.';

create function private.drop_returned_charges(payment public.payments, return_id uuid, reason text)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  part public.payment_return_parts;
  charge public.charges;
  credit public.payment_credits;
begin
  for part in
    select p.* from public.payment_return_parts as p where p.return_id = return_id order by p.charge_id
  loop
    select c.* into strict charge from public.charges as c where c.id = part.charge_id;
    -- Where other money stands on it, it stays and is open; so does what a sale demands, which follows its contract.
    if charge.paid_kobo = 0 and not charge.is_reversed and charge.sale_id is null
      and (part.instead_id is not null or charge.amount_kobo - charge.wht_kobo <= part.amount_kobo) then
      perform private.take_back_charges(array[charge.id], left(reason, 250));
    end if;
    if part.kept_kobo > 0 then
      insert into public.payment_allocations (org_id, payment_id, charge_id, amount_kobo)
      values (payment.org_id, payment.id, part.instead_id, part.kept_kobo);
      credit.org_id := payment.org_id;
      credit.payment_id := payment.id;
      perform private.book_draw(credit, part.instead_id, charge.description, part.kept_kobo);
    end if;
  end loop;
end
$$;
comment on function private.drop_returned_charges(public.payments, uuid, text) is
  'Takes back those charges of a return that nobody has paid any more; one of what is still owed or paid takes the place.';

-- Receipts ------------------------------------------------------------------------------------------

create function private.receipted_charge(payment_id uuid, charge_id uuid)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  before_it uuid;
begin
  loop
    select part.charge_id into before_it
    from public.payment_return_parts as part where part.payment_id = payment_id and part.instead_id = charge_id;
    exit when not found;
    charge_id := before_it;
  end loop;
  -- What credit settled later was receipted as credit, without a charge.
  if exists (select from public.credit_draws as draw where draw.payment_id = payment_id and draw.charge_id = charge_id) then
    return null;
  end if;
  return charge_id;
end
$$;
comment on function private.receipted_charge(uuid, uuid) is
  'Under which charge the money that a payment settled of a charge was receipted: the one whose place it took, or none (null) when it was credit.';

create function private.returned_of_receipt(payment_id uuid, items jsonb)
returns bigint
language sql
stable
set search_path = ''
as $$
  select coalesce(sum(gone.kobo), 0)::bigint
  from (
    select part.amount_kobo - part.kept_kobo as kobo, private.receipted_charge(part.payment_id, part.charge_id) as charge_id
    from public.payment_return_parts as part where part.payment_id = returned_of_receipt.payment_id
    union all
    select returned.credit_kobo, null
    from public.payment_returns as returned where returned.payment_id = returned_of_receipt.payment_id
  ) as gone
  where exists (
    select from jsonb_array_elements(items) as item
    where (item ->> 'charge_id') is not distinct from gone.charge_id::text)
$$;
comment on function private.returned_of_receipt(uuid, jsonb) is 'What went back of the money that a receipt of a payment is of, by its items, in kobo; as far as the caller may see it.';
grant execute on function private.receipted_charge(uuid, uuid), private.returned_of_receipt(uuid, jsonb) to authenticated;

create function private.void_returned_receipts(payment_id uuid, reason text)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  receipt public.receipts;
begin
  for receipt in
    select r.* from public.receipts as r
    where r.payment_id = payment_id and private.returned_of_receipt(r.payment_id, r.items) >= r.amount_kobo
      and not exists (select from public.receipt_voids as v where v.receipt_id = r.id)
    order by r.id
  loop
    perform private.record_void(receipt, reason, (select auth.uid()));
  end loop;
end
$$;
comment on function private.void_returned_receipts(uuid, text) is
  'Voids those receipts of a payment of which all money went back. One of which a part went back holds, and whoever checks it is told how much.';

-- The money of sales and applications. A sale's deposit and balance are demanded when its contract is recorded, by the
-- function that moves the sale; buyers pay and are receipted as tenants are (09_money).
--
-- Until completion what a buyer pays is held and no income: if the sale falls through it is theirs, less what the
-- contract lets the seller keep. Closing the sale books it as income, in one entry.

alter table public.charges
  add foreign key (org_id, sale_id) references public.sales (org_id, id),
  add foreign key (org_id, application_id) references public.applications (org_id, id);
alter table public.payments
  add foreign key (org_id, sale_id) references public.sales (org_id, id),
  add foreign key (org_id, application_id) references public.applications (org_id, id);
alter table public.receipts
  add foreign key (org_id, sale_id) references public.sales (org_id, id),
  add foreign key (org_id, application_id) references public.applications (org_id, id);

create function private.charge_sale(sale public.sales, deposit_kobo public.kobo)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  insert into public.charges (org_id, sale_id, kind, due_on, amount_kobo, description)
  select sale.org_id, sale.id, part.kind, part.due_on, part.amount_kobo, left(part.title || place.name, 300)
  from public.offers as offer
  join public.offer_rounds as terms on terms.offer_id = offer.id and terms.round = offer.accepted_round
  cross join lateral (
    select concat_ws(', ', unit.label, property.name) as name
    from public.units as unit join public.properties as property on property.id = unit.property_id
    where unit.id = sale.unit_id
  ) as place
  cross join lateral (values
    ('sale_deposit'::public.charge_kind, 'Deposit on the price of ', deposit_kobo, sale.contract_signed_on),
    -- Where the parties named no day, ninety days are what such contracts commonly give.
    ('sale_balance', 'Balance of the price of ', sale.price_kobo - deposit_kobo,
      greatest(sale.contract_signed_on, coalesce(terms.completes_on, sale.contract_signed_on + 90)))
  ) as part (kind, title, amount_kobo, due_on)
  where offer.id = sale.offer_id and part.amount_kobo > 0
  on conflict (sale_id, kind, slot_no) where sale_id is not null and reverses_id is null do nothing;
end
$$;
comment on function private.charge_sale(public.sales, public.kobo) is
  'Demands deposit (due when the contract is signed) and balance (due at completion) of a sale, in kobo, once.';

create function private.take_back_sale_charges(sale public.sales, only_kind public.charge_kind, reason text)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  taken_back bigint;
begin
  -- The sale is locked; its charges are locked in the order in which settling locks them.
  with unpaid as (
    select charge.* from public.charges as charge
    where charge.org_id = sale.org_id and charge.sale_id = sale.id and charge.reverses_id is null
      and not charge.is_reversed and charge.paid_kobo = 0 and (only_kind is null or charge.kind = only_kind)
    order by charge.id for no key update
  ),
  reversed as (
    insert into public.charges (org_id, sale_id, kind, slot_no, due_on, amount_kobo, description, reverses_id)
    select org_id, sale_id, kind, slot_no, due_on, -amount_kobo, reason, id
    from unpaid
    returning amount_kobo
  )
  select coalesce(-sum(amount_kobo), 0) into taken_back from reversed;
  return taken_back;
end
$$;
comment on function private.take_back_sale_charges(public.sales, public.charge_kind, text) is
  'Reverses what nobody has paid of a locked sale: of one kind, or all (null). Returns how much, in kobo.';

create function private.require_price_open(sale public.sales, price_kobo public.kobo, demanded_kobo public.kobo)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  least_kobo bigint;
  paid_kobo bigint;
begin
  -- More takes nothing back: it is demanded beside what there is.
  if price_kobo >= demanded_kobo then
    return;
  end if;
  -- What money stands on is not taken back.
  select coalesce(sum(charge.amount_kobo) filter (where charge.paid_kobo > 0), 0), coalesce(sum(charge.paid_kobo), 0)
  into strict least_kobo, paid_kobo
  from public.charges as charge
  where charge.org_id = sale.org_id and charge.sale_id = sale.id and charge.reverses_id is null and not charge.is_reversed;
  if coalesce(price_kobo < least_kobo, true) then
    perform private.raise_problem('sale.already_paid',
      format('Cannot have a price below %s kobo: so much is demanded in parts on which money stands. Give that money back first, or agree on that price or more and give the difference back afterwards', least_kobo),
      409, jsonb_build_object('field', 'price_kobo', 'least_kobo', least_kobo, 'paid_kobo', paid_kobo, 'demanded_kobo', demanded_kobo));
  end if;
  -- What was reported offline waits as a pending payment. Who begins one locks the charges first, as the caller did:
  -- it is seen here, or finds taken back what it was to pay.
  if exists (
    select from public.payment_items as item
    join public.payments as payment on payment.org_id = item.org_id and payment.id = item.payment_id
    join public.charges as charge on charge.org_id = item.org_id and charge.id = item.charge_id
    where charge.org_id = sale.org_id and charge.sale_id = sale.id and not charge.is_reversed
      and payment.status in ('created', 'pending', 'needs_review')
  ) then
    perform private.raise_problem('sale.payment_under_way',
      'Cannot have a lower price now: a payment of what is demanded is under way, and money must not come for a demand that was taken back. Wait until it is settled, decided or given up', 409,
      jsonb_build_object('field', 'price_kobo', 'demanded_kobo', demanded_kobo));
  end if;
end
$$;
comment on function private.require_price_open(public.sales, public.kobo, public.kobo) is
  'Refuses a price (kobo) lower than what is demanded of a sale whose charges are locked: below what is demanded in parts that are paid or part-paid, for a demand with money on it stays, and any while a payment is under way. Errors: sale.already_paid with least_kobo, sale.payment_under_way 409.';

create function private.demand_price(sale public.sales, price_kobo public.kobo, due_on public.calendar_date)
returns bigint
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  demanded bigint;
  taken_back bigint := 0;
begin
  -- Locked before they are summed, in the order in which settling locks them: what is paid at this moment is seen as
  -- paid, and what is taken back first is not settled any more.
  perform from public.charges as charge
  where charge.org_id = sale.org_id and charge.sale_id = sale.id order by charge.id for no key update;
  select sum(charge.amount_kobo) into demanded
  from public.charges as charge where charge.org_id = sale.org_id and charge.sale_id = sale.id;
  if demanded is null or demanded = price_kobo then
    return demanded;
  end if;
  perform private.require_price_open(sale, price_kobo, demanded);
  if demanded > price_kobo then
    taken_back := private.take_back_sale_charges(sale, 'sale_balance', 'Taken back: the price was agreed anew');
  end if;
  if demanded - taken_back > price_kobo then
    taken_back := taken_back + private.take_back_sale_charges(sale, null, 'Taken back: the price was agreed anew');
  end if;
  insert into public.charges (org_id, sale_id, kind, slot_no, due_on, amount_kobo, description)
  select sale.org_id, sale.id, 'sale_balance', max(charge.slot_no) + 1,
    -- A balance stays due when it was.
    greatest(due_on, max(charge.due_on)), price_kobo - demanded + taken_back,
    case when taken_back > 0 then 'Balance of the price agreed anew' else 'What the price agreed anew adds' end
  from public.charges as charge
  where charge.org_id = sale.org_id and charge.sale_id = sale.id
  having price_kobo - demanded + taken_back > 0;
  return price_kobo;
end
$$;
comment on function private.demand_price(public.sales, public.kobo, public.calendar_date) is
  'Has a locked sale''s demands come to its price (kobo): what it adds is due on a day, or when the balance was if that is later; what it leaves out is taken back. Returns what is demanded; null: nothing ever was.';

create function private.book_completion(sale public.sales)
returns void
language plpgsql
set search_path = ''
as $$
declare
  demanded bigint := private.demand_price(sale, sale.price_kobo, private.lagos_date());
begin
  -- Never demanded here: the price was paid elsewhere, and these books do not know of it.
  if demanded > 0 then
    perform private.post_entry(
      sale.org_id, 'sale_closed', sale.id, now(), 'Completion of a sale',
      array[row('sale_held', demanded, 0)::private.ledger_posting, row('sale_income', 0, demanded)::private.ledger_posting]);
  end if;
end
$$;
comment on function private.book_completion(public.sales) is
  'Before a locked sale is closed: books what is demanded of its price as income.';

-- Another price than the agreed one, after an inspection or when the parties settle a difference. The seller's side asks,
-- and it binds when whoever made the accepted offer says yes: no member sets a price by their word alone, and no other
-- buyer, whom the seller may name at any time, says yes for the one who is bound. Whoever made the offer and has joined the
-- seller since only answers: private.lock_my_sale().

create function private.propose_sale_price(sale_id uuid, price_kobo public.kobo)
returns public.sales
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
  buyer uuid;
  demanded bigint;
begin
  sale := private.lock_my_sale(sale_id);
  perform private.refuse_ended_sale(sale);
  if price_kobo is null or price_kobo not between 1 and 10000000000000 then
    perform private.raise_problem('sale.bad_price',
      'Cannot propose the price: price_kobo must be over zero and at most a hundred billion naira', 400,
      jsonb_build_object('field', 'price_kobo'));
  end if;
  -- The price that is agreed: what was proposed before is taken back.
  if price_kobo = coalesce(sale.proposed_price_kobo, sale.price_kobo) then
    return sale;
  end if;
  if price_kobo <> sale.price_kobo then
    select offer.offeror_id into buyer from public.offers as offer where offer.id = sale.offer_id;
    if buyer is null then
      perform private.raise_problem('sale.buyer_gone',
        'Cannot propose another price: the account of who made the offer is gone, and nobody can agree to it', 409,
        jsonb_build_object('field', 'sale_id'));
    end if;
    -- As for the contract: one that is signed is not raised afterwards by whom the new price asks more of.
    perform private.require_level((select auth.uid()), 'sign', price_kobo, 'price_kobo');
    perform from public.charges as charge
    where charge.org_id = sale.org_id and charge.sale_id = sale.id order by charge.id for no key update;
    select sum(charge.amount_kobo) into demanded
    from public.charges as charge where charge.org_id = sale.org_id and charge.sale_id = sale.id;
    if demanded is not null then
      perform private.require_price_open(sale, price_kobo, demanded);
    end if;
  end if;
  update public.sales as s set proposed_price_kobo = nullif(price_kobo, s.price_kobo) where s.id = sale.id
  returning s.* into sale;
  if sale.proposed_price_kobo is not null then
    perform private.notify(
      array[buyer], sale.org_id, 'sale_price_proposed',
      format('%s instead of %s is proposed for the home that you are buying', private.shown_fact('kobo', to_jsonb(sale.proposed_price_kobo::bigint), 'email', 'en'), private.shown_fact('kobo', to_jsonb(sale.price_kobo::bigint), 'email', 'en')), sale.id,
      jsonb_build_object('listing_id', sale.listing_id, 'offer_id', sale.offer_id, 'price_kobo', sale.price_kobo,
        'proposed_price_kobo', sale.proposed_price_kobo));
  end if;
  return sale;
end
$$;
comment on function private.propose_sale_price(uuid, public.kobo) is
  'Checks the caller, what the price asks of them and that it can be had, then asks whoever made the accepted offer.';
grant execute on function private.propose_sale_price(uuid, public.kobo) to authenticated;

create function public.propose_sale_price(sale_id uuid, price_kobo numeric)
returns public.sales
language sql
set search_path = ''
as $$
  select private.limit_person('propose_sale_price');
  select private.propose_sale_price(sale_id, private.read_kobo('price_kobo', price_kobo))
$$;
comment on function public.propose_sale_price(uuid, numeric) is
  'Asks whoever made the accepted offer to agree to another price of a sale that is not over, in kobo: nothing changes until they say yes (answer_sale_price), and they are told both amounts. Another proposal takes the place of one before it; the price that is agreed takes it back. Safe to repeat. It asks the trust that sign_sale does, of the new price. Errors: sale.not_found 404, auth.forbidden, trust.level_missing 403, sale.bad_price 400, offer.wrong_side, sale.buyer_gone, sale.already_paid, sale.payment_under_way, sale.closed, sale.illegal_transition 409.';
grant execute on function public.propose_sale_price(uuid, numeric) to authenticated;

create function private.answer_sale_price(sale_id uuid, price_kobo public.kobo, agree boolean)
returns public.sales
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
  before_kobo bigint;
begin
  select s.* into sale from public.sales as s
  join public.offers as offer on offer.org_id = s.org_id and offer.id = s.offer_id
  where s.id = sale_id and offer.offeror_id = (select auth.uid())
  for update of s;
  if not found then
    perform private.raise_problem('sale.not_found', 'Cannot find a sale that came of an offer of yours', 404,
      jsonb_build_object('field', 'sale_id'));
  end if;
  if agree is null then
    perform private.raise_problem('sale.bad_answer', 'Cannot answer: agree is missing', 400, jsonb_build_object('field', 'agree'));
  end if;
  -- What stands already: said once more, it changes nothing.
  if sale.proposed_price_kobo is null and agree = (price_kobo is not distinct from sale.price_kobo) then
    return sale;
  end if;
  perform private.refuse_ended_sale(sale);
  if sale.proposed_price_kobo is distinct from price_kobo then
    perform private.raise_problem('sale.superseded',
      'Cannot answer: this price is not proposed, or not any more. Look at what is', 409,
      jsonb_build_object('field', 'price_kobo', 'proposed_price_kobo', sale.proposed_price_kobo, 'price_kobo', sale.price_kobo));
  end if;
  before_kobo := sale.price_kobo;
  if agree then
    perform private.demand_price(sale, price_kobo, private.lagos_date());
  end if;
  update public.sales as s
  set price_kobo = case when agree then price_kobo else s.price_kobo end, proposed_price_kobo = null
  where s.id = sale.id
  returning s.* into sale;
  perform private.notify(
    array(select private.members_with(sale.org_id, 'deals.read')), sale.org_id, 'sale_price_answered',
    format(case when agree then 'The buyer agreed to %s instead of %s' else 'The buyer declined %s instead of %s' end,
      private.shown_fact('kobo', to_jsonb(price_kobo::bigint), 'email', 'en'), private.shown_fact('kobo', to_jsonb(before_kobo::bigint), 'email', 'en')), sale.id,
    jsonb_build_object('listing_id', sale.listing_id, 'offer_id', sale.offer_id, 'agreed', agree, 'price_kobo', before_kobo,
      'proposed_price_kobo', price_kobo),
    but_not => (select auth.uid()));
  return sale;
end
$$;
comment on function private.answer_sale_price(uuid, public.kobo, boolean) is
  'Checks that the caller made the accepted offer and answers the price that is proposed now; yes changes the price and what is demanded.';
grant execute on function private.answer_sale_price(uuid, public.kobo, boolean) to authenticated;

create function public.answer_sale_price(sale_id uuid, price_kobo numeric, agree boolean)
returns public.sales
language sql
set search_path = ''
as $$
  select private.limit_person('answer_sale_price');
  select private.answer_sale_price(sale_id, private.read_kobo('price_kobo', price_kobo), agree)
$$;
comment on function public.answer_sale_price(uuid, numeric, boolean) is
  'Answers, as who made the accepted offer, the other price that the seller proposes, in kobo as you saw it. With yes it is the price of the sale and what is demanded of you follows it; with no all stays as agreed. Safe to repeat. Errors: sale.not_found 404, sale.bad_answer 400, sale.superseded, sale.already_paid, sale.payment_under_way, sale.closed, sale.illegal_transition 409.';
grant execute on function public.answer_sale_price(uuid, numeric, boolean) to authenticated;

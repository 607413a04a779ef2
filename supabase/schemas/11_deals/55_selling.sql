-- From the agreed price to the deed: parties, contract, completion, or nothing.

create function private.lock_my_sale(sale_id uuid)
returns public.sales
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
begin
  select s.* into sale from public.sales as s
  where s.id = sale_id
    and (s.org_id in (select private.my_org_ids('deals.read')) or s.id in (select private.my_sale_ids()));
  if not found then
    perform private.raise_problem('sale.not_found', 'Cannot find the sale', 404, jsonb_build_object('field', 'sale_id'));
  end if;
  perform private.require_permission(sale.org_id, 'deals.write');
  -- As private.offer_side() has it: who offered never acts for the seller, even as the seller's member.
  if exists (select from public.offers as o where o.id = sale.offer_id and o.offeror_id = (select auth.uid())) then
    perform private.raise_problem('offer.wrong_side', 'Cannot do this for the seller: you made the offer, let another member do it', 409,
      jsonb_build_object('field', 'sale_id'));
  end if;
  -- In the order of all deals: unit, listing, hold, offer, sale.
  perform from public.units as u where u.id = sale.unit_id for no key update;
  perform from public.listings as l where l.unit_id = sale.unit_id and l.org_id = sale.org_id order by l.id for update;
  perform from public.unit_holds as h join public.offers as o on o.hold_id = h.id where o.id = sale.offer_id for update of h;
  perform from public.offers as o where o.id = sale.offer_id for update;
  select s.* into strict sale from public.sales as s where s.id = sale_id for update;
  return sale;
end
$$;
comment on function private.lock_my_sale(uuid) is
  'Locks a sale of the caller''s organization with its unit, listings, hold and offer, for whoever is not its buyer. Errors: sale.not_found 404, auth.forbidden 403, offer.wrong_side 409.';

create function private.refuse_ended_sale(sale public.sales)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if sale.status = 'closed' then
    perform private.raise_problem('sale.closed', 'Cannot change the sale: it is closed', 409, jsonb_build_object('field', 'sale_id'));
  end if;
  if sale.status = 'fallen_through' then
    perform private.raise_problem('sale.illegal_transition', 'Cannot go on with the sale: it fell through', 409,
      jsonb_build_object('field', 'sale_id'));
  end if;
end
$$;
comment on function private.refuse_ended_sale(public.sales) is 'Refuses (409 sale.closed, sale.illegal_transition) a sale that is over.';

create function private.check_sale_day(day public.calendar_date, field text, since public.calendar_date)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if day is null or day not between since and private.lagos_date() then
    perform private.raise_problem('sale.bad_date', format('Cannot record the sale: %s must be from %s to %s', field, since, private.lagos_date()), 400,
      jsonb_build_object('field', field));
  end if;
end
$$;
comment on function private.check_sale_day(public.calendar_date, text, public.calendar_date) is
  'Refuses (400 sale.bad_date) a day in the future or before what must come first.';

create function private.sign_sale(sale_id uuid, signed_on public.calendar_date, deposit_kobo public.kobo)
returns public.sales
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
  recorded_kobo bigint;
begin
  sale := private.lock_my_sale(sale_id);
  perform private.refuse_ended_sale(sale);
  if sale.status = 'contract_signed' and sale.contract_signed_on = signed_on then
    -- What it was recorded with: the demand of then, whatever became of it when another price was agreed on.
    select coalesce(sum(charge.amount_kobo), 0) into recorded_kobo
    from public.charges as charge
    where charge.org_id = sale.org_id and charge.sale_id = sale.id and charge.kind = 'sale_deposit' and charge.reverses_id is null;
    if deposit_kobo is null or deposit_kobo = recorded_kobo then
      return sale;
    end if;
  end if;
  if deposit_kobo not between 0 and sale.price_kobo then
    perform private.raise_problem('sale.bad_deposit',
      'Cannot record the contract: deposit_kobo must be from zero to the price', 400, jsonb_build_object('field', 'deposit_kobo'));
  end if;
  if recorded_kobo is not null then
    perform private.raise_problem('sale.deposit_recorded',
      format('Cannot record the contract with another deposit: %s kobo were demanded when it was recorded', recorded_kobo), 409,
      jsonb_build_object('field', 'deposit_kobo', 'deposit_kobo', recorded_kobo));
  end if;
  if sale.status <> 'agreed' then
    perform private.raise_problem('sale.illegal_transition', 'Cannot record the contract: another day of signing is recorded', 409,
      jsonb_build_object('field', 'sale_id'));
  end if;
  perform private.check_sale_day(signed_on, 'signed_on', sale.agreed_on);
  perform private.require_level((select auth.uid()), 'sign', sale.price_kobo, 'sale_id');
  -- A contract binds until it is performed or given up: the claim no longer lapses by itself.
  update public.unit_holds as h set expires_at = null
  from public.offers as o where o.id = sale.offer_id and h.id = o.hold_id;
  perform private.begin_move('sale', sale.id, 'The contract was signed');
  update public.sales as s set status = 'contract_signed', contract_signed_on = signed_on where s.id = sale.id
  returning s.* into sale;
  -- A tenth is what contracts commonly ask for.
  perform private.charge_sale(sale, coalesce(deposit_kobo, sale.price_kobo / 10));
  return sale;
end
$$;
comment on function private.sign_sale(uuid, public.calendar_date, public.kobo) is
  'Checks the caller, the day and the deposit, then records the contract and demands the price; the unit stays held until the sale is closed or falls through.';
grant execute on function private.sign_sale(uuid, public.calendar_date, public.kobo) to authenticated;

create function public.sign_sale(sale_id uuid, signed_on text, deposit_kobo numeric default null)
returns public.sales
language sql
set search_path = ''
as $$
  select private.limit_person('sign_sale');
  select private.sign_sale(
    sale_id, private.read_date('signed_on', signed_on), private.read_kobo('deposit_kobo', deposit_kobo))
$$;
comment on function public.sign_sale(uuid, text, numeric) is
  'Records the day (Nigerian date) on which the contract of sale was signed, and demands the price of the buyer: the deposit in kobo (a tenth when it is not given) that day, the balance at completion. Safe to repeat. Errors: sale.not_found 404, auth.forbidden, trust.level_missing 403, sale.bad_date, sale.bad_deposit 400, offer.wrong_side, sale.deposit_recorded, sale.closed, sale.illegal_transition 409.';
grant execute on function public.sign_sale(uuid, text, numeric) to authenticated;

create function private.add_sale_party(
  sale_id uuid,
  role public.sale_role,
  full_name text,
  address text,
  phone text,
  profile_id uuid,
  party_org_id uuid
)
returns public.sale_parties
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
  party public.sale_parties;
  wrong text;
begin
  sale := private.lock_my_sale(sale_id);
  perform private.refuse_ended_sale(sale);
  wrong := case
    when role is null then 'role'
    when coalesce(length(btrim(full_name)), 0) not between 1 and 160 then 'full_name'
    when length(btrim(address)) not between 5 and 300 then 'address'
    when phone !~ '^\+[1-9][0-9]{7,14}$' then 'phone'
    when profile_id is not null and party_org_id is not null then 'party_org_id'
  end;
  if wrong is not null then
    perform private.raise_problem('sale.bad_party', format('Cannot add the party: %s %s', wrong,
      case wrong
        when 'role' then 'is missing'
        when 'full_name' then 'must have 1 to 160 characters'
        when 'address' then 'must have 5 to 300 characters'
        when 'phone' then 'must be an E.164 number such as +2348031234567'
        else 'cannot be given together with profile_id'
      end), 400, jsonb_build_object('field', wrong));
  end if;
  -- An account is named only where it has dealt with the organization: nobody is drawn into a stranger's sale.
  if profile_id is not null and not exists (
    select from public.offers as o where o.org_id = sale.org_id and o.offeror_id = profile_id
    union all
    select from public.memberships as m where m.org_id = sale.org_id and m.user_id = profile_id
  ) then
    perform private.raise_problem('sale.unknown_party', 'Cannot find this person among those who deal with your organization', 404,
      jsonb_build_object('field', 'profile_id'));
  end if;
  if party_org_id is not null and not exists (select from public.organizations as o where o.id = party_org_id) then
    perform private.raise_problem('sale.unknown_party', 'Cannot find the organization', 404,
      jsonb_build_object('field', 'party_org_id'));
  end if;
  insert into public.sale_parties as made (org_id, sale_id, role, profile_id, party_org_id, full_name, address, phone)
  values (sale.org_id, sale.id, role, profile_id, party_org_id, btrim(full_name), btrim(address), phone)
  on conflict on constraint sale_parties_once_key do update
  set address = coalesce(excluded.address, made.address), phone = coalesce(excluded.phone, made.phone)
  returning made.* into party;
  return party;
end
$$;
comment on function private.add_sale_party(uuid, public.sale_role, text, text, text, uuid, uuid) is
  'Checks the caller and the facts, then names a party; the same party again only gets a newer address and phone.';
grant execute on function private.add_sale_party(uuid, public.sale_role, text, text, text, uuid, uuid) to authenticated;

create function public.add_sale_party(
  sale_id uuid,
  role public.sale_role,
  full_name text,
  address text default null,
  phone text default null,
  profile_id uuid default null,
  party_org_id uuid default null
)
returns public.sale_parties
language sql
set search_path = ''
as $$
  select private.limit_person('add_sale_party');
  select private.add_sale_party(
    sale_id, role, private.read_line('full_name', full_name), private.read_line('address', address),
    private.read_line('phone', phone), profile_id, party_org_id)
$$;
comment on function public.add_sale_party(uuid, public.sale_role, text, text, text, uuid, uuid) is
  'Names somebody in a sale: a person with an account who has made your organization an offer, an organization, or only a name. Safe to repeat. Errors: sale.not_found, sale.unknown_party 404, auth.forbidden 403, sale.bad_party 400, offer.wrong_side, sale.closed, sale.illegal_transition 409.';
grant execute on function public.add_sale_party(uuid, public.sale_role, text, text, text, uuid, uuid) to authenticated;

create function private.remove_sale_party(party_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale_id uuid;
begin
  select p.sale_id into sale_id from public.sale_parties as p
  where p.id = party_id and p.org_id in (select private.my_org_ids('deals.read'));
  -- One that is gone already needs no removing.
  if found then
    perform private.refuse_ended_sale(private.lock_my_sale(sale_id));
    -- The sale, with what was paid for it and its receipts, is shown to its buyers: nobody takes that from them.
    if exists (
      select from public.sale_parties as p
      join public.sales as sale on sale.id = p.sale_id
      join public.offers as offer on offer.org_id = sale.org_id and offer.id = sale.offer_id
      where p.id = party_id and p.role = 'buyer' and (p.profile_id = offer.offeror_id or exists (
        select from public.payments as paid
        -- Of what the seller recorded nobody says which of the buyers brought it.
        where paid.org_id = p.org_id and paid.sale_id = p.sale_id and p.profile_id is not null
          and (paid.payer_id is null or paid.payer_id = p.profile_id) and paid.status not in ('failed', 'abandoned')))
    ) then
      perform private.raise_problem('sale.party_bound',
        'Cannot take the party out: they made the offer that was accepted, or paid for the home', 409,
        jsonb_build_object('field', 'party_id'));
    end if;
    delete from public.sale_parties as p where p.id = party_id;
  end if;
end
$$;
comment on function private.remove_sale_party(uuid) is
  'Checks the caller, then takes a party out of a sale that is not over; whoever made its offer, or paid, stays.';
grant execute on function private.remove_sale_party(uuid) to authenticated;

create function public.remove_sale_party(party_id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('remove_sale_party');
  select private.remove_sale_party(party_id)
$$;
comment on function public.remove_sale_party(uuid) is
  'Takes somebody out of a sale of yours; not the buyer who made the accepted offer, nor one who paid. Safe to repeat. Errors: auth.forbidden 403, offer.wrong_side, sale.party_bound, sale.closed, sale.illegal_transition 409.';
grant execute on function public.remove_sale_party(uuid) to authenticated;

create function private.close_sale(sale_id uuid, price_kobo public.kobo, closed_on public.calendar_date, deed_reference text)
returns public.sales
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
  advertised record;
  missing text;
begin
  sale := private.lock_my_sale(sale_id);
  if sale.status = 'closed' and sale.price_kobo = price_kobo and sale.closed_on = closed_on
    and sale.deed_reference is not distinct from nullif(btrim(deed_reference), '') then
    return sale;
  end if;
  perform private.refuse_ended_sale(sale);
  if price_kobo is null or price_kobo not between 1 and 10000000000000 then
    perform private.raise_problem('sale.bad_price',
      'Cannot close the sale: price_kobo must be over zero and at most a hundred billion naira', 400,
      jsonb_build_object('field', 'price_kobo'));
  end if;
  -- The buyer answers for the agreed price and no other: one that a member of the seller types binds nobody.
  if price_kobo <> sale.price_kobo then
    perform private.raise_problem('sale.price_differs',
      format('Cannot close the sale at this price: %s kobo are agreed. Propose the other one to the buyer, and close once they have agreed', sale.price_kobo), 409,
      jsonb_build_object('field', 'price_kobo', 'price_kobo', sale.price_kobo, 'proposed_price_kobo', sale.proposed_price_kobo));
  end if;
  if sale.contract_signed_on is null then
    perform private.require_level((select auth.uid()), 'sign', sale.price_kobo, 'sale_id');
  end if;
  perform private.check_sale_day(closed_on, 'closed_on', coalesce(sale.contract_signed_on, sale.agreed_on));
  if length(btrim(deed_reference)) > 200 then
    perform private.raise_problem('sale.bad_deed', 'Cannot close the sale: deed_reference must have at most 200 characters', 400,
      jsonb_build_object('field', 'deed_reference'));
  end if;
  select wanted into missing from unnest(array['seller', 'buyer']) as wanted
  where not exists (select from public.sale_parties as p where p.sale_id = sale.id and p.role::text = wanted)
  limit 1;
  if missing is not null then
    perform private.raise_problem('sale.party_missing', format('Cannot close the sale: no %s is named', missing), 409,
      jsonb_build_object('field', 'sale_id', 'role', missing));
  end if;
  perform private.book_completion(sale);
  perform private.begin_move('sale', sale.id, 'Completed');
  update public.sales as s
  set status = 'closed', proposed_price_kobo = null, closed_on = closed_on, deed_reference = nullif(btrim(deed_reference), '')
  where s.id = sale.id
  returning s.* into sale;
  perform private.move_offer(sale.offer_id, 'converted', 'The sale was closed');
  -- The claim stays for good: this organization can never let or sell the unit again.
  update public.unit_holds as h set reason = 'sale', expires_at = null
  from public.offers as o where o.id = sale.offer_id and h.id = o.hold_id;
  for advertised in
    select l.id, l.status from public.listings as l
    where l.org_id = sale.org_id and l.unit_id = sale.unit_id
      and (l.id = sale.listing_id or l.status in ('published', 'paused', 'stale', 'draft', 'pending_review', 'suspended'))
    order by l.id
  loop
    if advertised.id = sale.listing_id and advertised.status in ('under_offer', 'published', 'paused', 'stale') then
      perform private.move_listing(advertised.id, 'sold', 'The sale was closed');
    elsif advertised.status in ('published', 'paused', 'stale', 'draft', 'pending_review', 'suspended') then
      perform private.move_listing(advertised.id, 'closed', 'The unit was sold');
    end if;
  end loop;
  perform private.hand_home_over(sale);
  return sale;
end
$$;
comment on function private.close_sale(uuid, public.kobo, public.calendar_date, text) is
  'Checks the caller and the facts, then closes: the unit is sold, its listings leave the market, other offers are declined, and tenancies in force pass to the buyer.';
grant execute on function private.close_sale(uuid, public.kobo, public.calendar_date, text) to authenticated;

create function public.close_sale(sale_id uuid, price_kobo numeric, closed_on text, deed_reference text default null)
returns public.sales
language sql
set search_path = ''
as $$
  select private.limit_person('close_sale');
  select private.close_sale(
    sale_id, private.read_kobo('price_kobo', price_kobo), private.read_date('closed_on', closed_on),
    private.read_line('deed_reference', deed_reference))
$$;
comment on function public.close_sale(uuid, numeric, text, text) is
  'Records completion: the agreed price in kobo, the day (Nigerian date) and the deed. Another price is agreed first (propose_sale_price); without a recorded contract this asks the trust that sign_sale does. Nothing of it changes afterwards. Tenants who are there stay: their tenancy passes to the buyer''s organization from that day on, with its deposit, and they are told whom to pay; where the buyer has not said which organization that is, once they do (name_buying_organization). Safe to repeat. Errors: sale.not_found 404, auth.forbidden, trust.level_missing 403, sale.bad_price, sale.bad_date, sale.bad_deed 400, offer.wrong_side, sale.price_differs, sale.party_missing, sale.closed, sale.illegal_transition 409.';
grant execute on function public.close_sale(uuid, numeric, text, text) to authenticated;

create function private.fail_sale(sale_id uuid, reason text)
returns public.sales
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
  hold uuid;
begin
  sale := private.lock_my_sale(sale_id);
  if sale.status = 'fallen_through' then
    return sale;
  end if;
  perform private.refuse_ended_sale(sale);
  if coalesce(length(btrim(reason)), 0) not between 1 and 500 then
    perform private.raise_problem('sale.bad_reason', 'Cannot record it: reason must have 1 to 500 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  update public.offers as o set decision_reason = btrim(reason), decided_by = (select auth.uid())
  where o.id = sale.offer_id
  returning o.hold_id into hold;
  -- The rest follows from the claim: see private.lapse_offer().
  perform private.move_hold(hold, 'released', btrim(reason));
  select s.* into strict sale from public.sales as s where s.id = sale_id;
  return sale;
end
$$;
comment on function private.fail_sale(uuid, text) is 'Checks the caller, then gives the unit back: the offer lapses and the listing is on the market again.';
grant execute on function private.fail_sale(uuid, text) to authenticated;

create function public.fail_sale(sale_id uuid, reason text)
returns public.sales
language sql
set search_path = ''
as $$
  select private.limit_person('fail_sale');
  select private.fail_sale(sale_id, private.read_prose('reason', reason))
$$;
comment on function public.fail_sale(uuid, text) is
  'Records that a sale came to nothing, and why; the listing is on the market again, unless it was paused or stale before or its mandate has ended. Safe to repeat. Errors: sale.not_found 404, auth.forbidden 403, sale.bad_reason 400, offer.wrong_side, sale.closed 409.';
grant execute on function public.fail_sale(uuid, text) to authenticated;

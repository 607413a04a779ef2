-- Accepting an offer claims the unit; giving the claim back lets the unit return to the market.
-- Lock order of deals: mandate, unit, listing, hold, offer, sale. The unit's row is what they queue for.

create function private.lapse_offer(hold public.unit_holds)
returns void
language plpgsql
set search_path = ''
as $$
declare
  offer public.offers;
  listing public.listings;
  why text;
begin
  select o.* into offer from public.offers as o where o.hold_id = hold.id;
  select l.* into listing from public.listings as l where l.id = offer.listing_id for update;
  select o.* into offer from public.offers as o where o.id = offer.id and o.status = 'accepted' for update;
  if not found then
    return;
  end if;
  why := case hold.status when 'expired' then 'The time for which the unit was held has passed'
    else coalesce(offer.decision_reason, 'The unit was released') end;
  perform private.begin_move('offer', offer.id, why);
  update public.offers as o set status = 'lapsed', decision_reason = why where o.id = offer.id;
  perform private.fall_through(sale.id, why) from public.sales as sale
  where sale.offer_id = offer.id and sale.status in ('agreed', 'contract_signed');
  perform private.relist(listing, 'The accepted offer came to nothing');
end
$$;
comment on function private.lapse_offer(public.unit_holds) is
  'When an accepted offer''s claim on the unit ends, the offer lapses, its sale falls through, and the listing is where it was before.';

create function private.fall_through(sale_id uuid, reason text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  fallen public.sales;
begin
  perform private.begin_move('sale', sale_id, reason);
  update public.sales as sale set status = 'fallen_through', fell_through_reason = left(reason, 500), proposed_price_kobo = null
  where sale.id = sale_id
  returning sale.* into fallen;
  perform private.take_back_sale_charges(fallen, null, 'Taken back: the sale fell through');
end
$$;
comment on function private.fall_through(uuid, text) is 'Moves a sale that came to nothing, noting why, and takes back what nobody has paid of its price. What was paid stays held until a person gives it back.';

create function private.keep_held_listing(listing public.listings)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if exists (
    select from public.offers as offer
    left join public.tenancies as tenancy on tenancy.id = offer.tenancy_id
    where offer.org_id = listing.org_id and offer.listing_id = listing.id
      and (offer.status = 'accepted' or (offer.status = 'converted' and tenancy.status = 'offered'))
  ) then
    perform private.raise_problem('listing.held',
      'Cannot publish: an accepted offer holds the unit. Release the offer, or withdraw the tenancy that came of it', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if exists (
    select from public.unit_holds as hold
    where hold.org_id = listing.org_id and hold.unit_id = listing.unit_id and hold.status = 'active' and hold.reason = 'sale'
  ) then
    perform private.raise_problem('listing.unit_sold', 'Cannot publish: the unit is sold', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
end
$$;
comment on function private.keep_held_listing(public.listings) is
  'Before a listing is published: no listing comes back to the market while its accepted offer holds the unit, nor ever for a sold unit. Errors: listing.held, listing.unit_sold 409.';

create function private.decline_other_offers(listing public.listings)
returns void
language plpgsql
set search_path = ''
as $$
declare
  other uuid;
begin
  for other in
    select offer.id from public.offers as offer
    where offer.org_id = listing.org_id and offer.listing_id = listing.id and offer.status = 'open'
    order by offer.id
    for update
  loop
    perform private.move_offer(other, 'declined', 'The listing is ' || listing.status);
  end loop;
end
$$;
comment on function private.decline_other_offers(public.listings) is
  'A listing that is let, sold or closed has no open offers; they are declined with that reason.';

-- Accepting ---------------------------------------------------------------------------------------

create function private.accept_offer(offer_id uuid, round integer, hold_days integer)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offer public.offers;
  side public.offer_side;
  last public.offer_rounds;
  listing public.listings;
  unit public.units;
  hold uuid;
  sale uuid;
begin
  select o.* into offer from public.offers as o where o.id = offer_id;
  side := private.offer_side(offer, 'sign');
  -- Frees what has lapsed, and locks the unit.
  perform private.expire_holds(offer.unit_id);
  select u.* into strict unit from public.units as u where u.id = offer.unit_id;
  select l.* into strict listing from public.listings as l where l.id = offer.listing_id for update;
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  select r.* into strict last from public.offer_rounds as r where r.offer_id = offer.id and r.round = offer.round;
  if offer.status = 'accepted' and offer.accepted_round = round and last.made_by_side <> side then
    return offer;
  end if;
  perform private.refuse_ended_offer(offer);
  if round is null or round not between 1 and offer.round then
    perform private.raise_problem('offer.bad_terms', 'Cannot accept: round must be the number of the round that you accept', 400,
      jsonb_build_object('field', 'round'));
  end if;
  if round < offer.round then
    perform private.raise_problem('offer.superseded',
      format('Cannot accept round %s: round %s has been proposed meanwhile', round, offer.round), 409,
      jsonb_build_object('field', 'round', 'round', offer.round));
  end if;
  if last.made_by_side = side then
    perform private.raise_problem('offer.not_your_turn', 'Cannot accept: the latest round is your own side''s', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  -- How long the unit is kept is the owner's to say.
  if hold_days is not null and (side = 'offeror' or hold_days not between 1 and case offer.purpose when 'sale' then 180 else 30 end) then
    perform private.raise_problem('offer.bad_terms',
      'Cannot accept: hold_days is for the owner to set, 1 to 30 for a letting and 1 to 180 for a sale', 400,
      jsonb_build_object('field', 'hold_days'));
  end if;
  if listing.status in ('reserved', 'under_offer', 'let', 'sold') then
    perform private.raise_problem('offer.unit_taken', 'Cannot accept: another deal holds the unit', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  if listing.status not in ('published', 'paused', 'stale') then
    perform private.raise_problem('offer.off_market', format('Cannot accept: the listing is %s', listing.status), 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  begin
    hold := private.take_hold(
      unit, daterange(case offer.purpose when 'sale' then private.lagos_date() else last.starts_on end, null), 'offer',
      now() + make_interval(days => coalesce(hold_days, case offer.purpose when 'sale' then 30 else 7 end)),
      (case offer.purpose when 'sale' then 'title' else 'possession' end)::public.held_right);
  exception when sqlstate 'PT409' then
    perform private.raise_problem('offer.unit_taken', 'Cannot accept: the unit is let or held for some of that time', 409,
      jsonb_build_object('field', 'offer_id'));
  end;
  perform private.begin_move('offer', offer.id, format('Round %s was accepted', round));
  update public.offers as o
  set status = 'accepted', accepted_round = round, hold_id = hold, decided_by = (select auth.uid())
  where o.id = offer.id
  returning o.* into offer;
  perform private.move_listing(listing.id,
    (case offer.purpose when 'sale' then 'under_offer' else 'reserved' end)::public.listing_status, 'An offer was accepted');
  if offer.purpose = 'sale' then
    insert into public.sales as made (org_id, listing_id, unit_id, property_id, offer_id, price_kobo, is_tenanted)
    values (offer.org_id, offer.listing_id, unit.id, unit.property_id, offer.id, last.amount_kobo, private.is_tenanted(unit))
    returning made.id into sale;
    insert into public.sale_parties (org_id, sale_id, role, party_org_id, full_name, address)
    select owner.id, sale, 'seller', owner.id, owner.name, owner.address
    from public.organizations as owner where owner.id = offer.org_id;
    insert into public.sale_parties (org_id, sale_id, role, profile_id, full_name)
    select offer.org_id, sale, 'buyer', buyer.id, buyer.display_name
    from public.profiles as buyer where buyer.id = offer.offeror_id;
  end if;
  return offer;
end
$$;
comment on function private.accept_offer(uuid, integer, integer) is
  'Checks side, round and market, then in one go claims the unit, moves offer and listing, and begins the sale.';
grant execute on function private.accept_offer(uuid, integer, integer) to authenticated;

create function public.accept_offer(offer_id uuid, round integer, hold_days integer default null)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('accept_offer');
  select private.accept_offer(offer_id, round, hold_days)
$$;
comment on function public.accept_offer(uuid, integer, integer) is
  'Accepts the other side''s latest round, by its number; the unit is held for hold_days (7 for a letting, 30 for a sale unless the owner says otherwise). An agency needs a live mandate to sign. Safe to repeat. Errors: offer.not_found 404, auth.forbidden, mandate.required 403, offer.bad_terms 400, offer.superseded, offer.not_your_turn, offer.expired, offer.unit_taken, offer.off_market, offer.illegal_transition 409.';
grant execute on function public.accept_offer(uuid, integer, integer) to authenticated;

create function private.release_offer(offer_id uuid, reason text)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offer public.offers;
begin
  select o.* into offer from public.offers as o where o.id = offer_id;
  perform private.offer_side(offer, 'sign');
  if coalesce(length(btrim(reason)), 0) not between 1 and 500 then
    perform private.raise_problem('offer.bad_reason', 'Cannot release the offer: reason must have 1 to 500 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  perform private.expire_holds(offer.unit_id);
  perform from public.listings as l where l.id = offer.listing_id for update;
  perform from public.unit_holds as h where h.id = offer.hold_id for update;
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  if offer.status = 'lapsed' then
    return offer;
  end if;
  if offer.status <> 'accepted' then
    perform private.raise_problem('offer.illegal_transition', format('Cannot release the offer: it is %s', offer.status), 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  if exists (select from public.sales as sale where sale.offer_id = offer.id and sale.status = 'contract_signed') then
    perform private.raise_problem('offer.contract_signed',
      'Cannot release the offer: the contract of sale is signed. The seller can record that the sale fell through', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  update public.offers as o set decision_reason = btrim(reason), decided_by = (select auth.uid()) where o.id = offer.id;
  perform private.move_hold(offer.hold_id, 'released', btrim(reason));
  select o.* into strict offer from public.offers as o where o.id = offer_id;
  return offer;
end
$$;
comment on function private.release_offer(uuid, text) is 'Checks the caller, then gives back the unit that an accepted offer holds.';
grant execute on function private.release_offer(uuid, text) to authenticated;

create function public.release_offer(offer_id uuid, reason text)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('release_offer');
  select private.release_offer(offer_id, private.read_prose('reason', reason))
$$;
comment on function public.release_offer(uuid, text) is
  'Either side ends an accepted offer early, saying why: it lapses and the listing is on the market again, unless it was paused or stale before or its mandate has ended. Safe to repeat. Errors: offer.not_found 404, auth.forbidden, mandate.required 403, offer.bad_reason 400, offer.contract_signed, offer.illegal_transition 409.';
grant execute on function public.release_offer(uuid, text) to authenticated;

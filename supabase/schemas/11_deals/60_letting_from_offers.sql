-- An accepted offer to rent becomes a tenancy, without a moment in which the unit is free.

create function private.let_from_offer(offer_id uuid, address text)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offer public.offers;
  mandate_id uuid;
  terms public.offer_rounds;
  unit public.units;
  tenant uuid;
  tenancy public.tenancies;
begin
  select o.* into offer from public.offers as o where o.id = offer_id;
  if found then
    mandate_id := private.mandate_to_sign(offer.org_id, offer.unit_id);
  end if;
  if mandate_id is not null then
    -- Who offered never lets to themselves, as member of the agency least of all.
    if offer.offeror_id = (select auth.uid()) then
      perform private.raise_problem('offer.wrong_side', 'Cannot let to yourself: the owner or another member of your agency does', 409,
        jsonb_build_object('field', 'offer_id'));
    end if;
  else
    if not exists (select from private.my_org_ids('properties.read') as mine where mine = offer.org_id) then
      if exists (select from private.my_mandated_unit_ids('list') as mine where mine = offer.unit_id) then
        perform private.raise_problem('mandate.required', 'Cannot let: your agency has no live mandate to sign for this unit', 403,
          jsonb_build_object('field', 'offer_id'));
      end if;
      perform private.raise_problem('offer.not_found', 'Cannot find the offer among your organizations', 404,
        jsonb_build_object('field', 'offer_id'));
    end if;
    perform private.require_permission(offer.org_id, 'tenancies.write');
  end if;
  if offer.purpose <> 'rent' then
    perform private.raise_problem('offer.not_for_rent', 'Cannot let from an offer to buy', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  perform private.expire_holds(offer.unit_id);
  perform from public.listings as l where l.id = offer.listing_id for update;
  perform from public.unit_holds as h where h.id = offer.hold_id for update;
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  if offer.status = 'converted' then
    select t.* into strict tenancy from public.tenancies as t where t.id = offer.tenancy_id;
    return tenancy;
  end if;
  if offer.status <> 'accepted' or offer.offeror_id is null then
    perform private.raise_problem('offer.illegal_transition',
      case when offer.offeror_id is null then 'Cannot let: the account that made the offer is gone'
        else format('Cannot let from the offer: it is %s', offer.status) end, 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  select r.* into strict terms from public.offer_rounds as r
  where r.offer_id = offer.id and r.round = offer.accepted_round;
  perform private.require_signing_term(
    mandate_id, terms.starts_on, private.term_end(terms.starts_on, terms.term_months, null), 'offer_id');
  select t.id into tenant from public.tenants as t where t.org_id = offer.org_id and t.user_id = offer.offeror_id;
  if length(btrim(address)) not between 5 and 300 or (address is null and tenant is null) then
    perform private.raise_problem('offer.bad_address', 'Cannot let: address must have 5 to 300 characters', 400,
      jsonb_build_object('field', 'address'));
  end if;
  if tenant is null then
    -- They made the offer themselves, which is what links their account.
    insert into public.tenants as made (org_id, user_id, full_name, address)
    select offer.org_id, profile.id, profile.display_name, btrim(address)
    from public.profiles as profile where profile.id = offer.offeror_id
    on conflict (org_id, user_id) where user_id is not null do update set address = excluded.address
    returning made.id into tenant;
  end if;
  perform private.require_signing(terms.amount_kobo, offer.price_per, 'offer_id');
  -- The unit's row is locked: between the offer's claim and the tenancy's nobody else can make one.
  perform private.move_offer(offer.id, 'converted', 'A tenancy was offered');
  perform private.move_hold(offer.hold_id, 'released', 'A tenancy was offered');
  select u.* into strict unit from public.units as u where u.id = offer.unit_id;
  tenancy := private.write_tenancy(
    unit, array[tenant], terms.starts_on, private.term_end(terms.starts_on, terms.term_months, null),
    terms.amount_kobo, offer.price_per, terms.advance_periods, null, null, null, mandate_id);
  update public.offers as o set tenancy_id = tenancy.id where o.id = offer.id;
  perform private.schedule_move_in(tenancy, offer.listing_id);
  perform private.tell_of_signing(tenancy);
  return tenancy;
end
$$;
comment on function private.let_from_offer(uuid, text) is
  'Checks the caller, makes or finds the tenant, and passes the claim on the unit from the offer to a tenancy on its terms.';
grant execute on function private.let_from_offer(uuid, text) to authenticated;

create function public.let_from_offer(offer_id uuid, address text default null)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('let_from_offer');
  select private.let_from_offer(offer_id, private.read_line('address', address))
$$;
comment on function public.let_from_offer(uuid, text) is
  'Offers the tenancy that an accepted offer agreed on; address is the tenant''s postal address, needed unless the owner''s organization knows them already. An agency with a live mandate to sign may, for three years at most. A repeat gives the same tenancy. Errors: offer.not_found 404, auth.forbidden, mandate.required, mandate.owner_only, organization.suspended, trust.level_missing 403, offer.wrong_side 409, offer.bad_address 400, offer.not_for_rent, offer.illegal_transition, unit.already_taken 409.';
grant execute on function public.let_from_offer(uuid, text) to authenticated;

create function private.reopen_listing_of_offer(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
declare
  listing public.listings;
begin
  select l.* into listing
  from public.offers as offer
  join public.listings as l on l.id = offer.listing_id
  where offer.org_id = tenancy.org_id and offer.tenancy_id = tenancy.id and l.status = 'reserved'
  for update of l;
  if found then
    perform private.relist(listing, 'The tenancy was not taken up');
  end if;
end
$$;
comment on function private.reopen_listing_of_offer(public.tenancies) is
  'When a tenancy that came of an offer is cancelled, its listing is where it was before the deal.';

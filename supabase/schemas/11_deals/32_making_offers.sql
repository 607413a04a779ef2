-- Who stands on which side of an offer, which terms make sense, and making an offer.

create function private.offer_side(offer public.offers, scope public.mandate_scope)
returns public.offer_side
language plpgsql
set search_path = ''
as $$
begin
  if offer.id is not null then
    -- First of all: who offered never answers for the owner, even as the owner's member.
    if offer.offeror_id = (select auth.uid()) then
      return 'offeror'::public.offer_side;
    end if;
    if exists (select from private.my_org_ids('deals.write') as mine where mine = offer.org_id)
      or (case scope
        when 'sign' then private.mandate_to_sign(offer.org_id, offer.unit_id)
        else private.lock_my_mandate(offer.unit_id, scope)
      end) is not null then
      return 'owner'::public.offer_side;
    end if;
    if exists (select from private.my_mandated_unit_ids('list') as mine where mine = offer.unit_id) then
      perform private.raise_problem('mandate.required',
        format('Cannot bind the owner: your agency has no live mandate to %s for this unit', scope), 403,
        jsonb_build_object('field', 'offer_id'));
    end if;
  end if;
  if offer.id is null or not exists (select from private.my_org_ids('deals.read') as mine where mine = offer.org_id) then
    perform private.raise_problem('offer.not_found', 'Cannot find the offer', 404, jsonb_build_object('field', 'offer_id'));
  end if;
  perform private.require_permission(offer.org_id, 'deals.write');
  return null;
end
$$;
comment on function private.offer_side(public.offers, public.mandate_scope) is
  'On which side of an offer the caller stands, by having made it, by membership or by a live mandate (which is locked). Errors: offer.not_found 404, mandate.required, organization.suspended, auth.forbidden 403.';

create function private.check_terms(terms public.offer_rounds, purpose public.listing_purpose, valid_hours integer)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  today date := private.lagos_date();
  wrong text := case
    when terms.amount_kobo is null or terms.amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when valid_hours is null or valid_hours not between 1 and 720 then 'valid_hours'
    when length(terms.conditions) > 2000 then 'conditions'
    when purpose = 'rent' and (terms.advance_periods is null or terms.advance_periods not between 1 and 60) then 'advance_periods'
    when purpose = 'rent' and (terms.starts_on is null or terms.starts_on not between today and today + 730) then 'starts_on'
    when purpose = 'rent' and (terms.term_months is null or terms.term_months not between 1 and 1188) then 'term_months'
    when purpose = 'rent' and terms.completes_on is not null then 'completes_on'
    when purpose = 'sale' and terms.advance_periods is not null then 'advance_periods'
    when purpose = 'sale' and terms.starts_on is not null then 'starts_on'
    when purpose = 'sale' and terms.term_months is not null then 'term_months'
    when purpose = 'sale' and terms.completes_on not between today and today + 1825 then 'completes_on'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('offer.bad_terms', format('Cannot make the offer: %s %s', wrong,
      case wrong
        when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
        when 'valid_hours' then 'must be between 1 and 720'
        when 'conditions' then 'must have at most 2,000 characters'
        when 'completes_on' then case purpose when 'rent' then 'is for sales only' else 'must be from today to five years from now' end
        else case
          when purpose = 'sale' then 'is for lettings only'
          when wrong = 'starts_on' then 'must be from today to two years from now'
          when wrong = 'term_months' then 'must be between 1 and 1,188'
          else 'must be between 1 and 60'
        end
      end), 400, jsonb_build_object('field', wrong));
  end if;
end
$$;
comment on function private.check_terms(public.offer_rounds, public.listing_purpose, integer) is
  'Refuses (400 offer.bad_terms) terms that make no sense, naming the field.';

create function private.same_terms(one public.offer_rounds, other public.offer_rounds)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select (one.amount_kobo, one.advance_periods, one.starts_on, one.term_months, one.completes_on, one.conditions)
    is not distinct from
    (other.amount_kobo, other.advance_periods, other.starts_on, other.term_months, other.completes_on, other.conditions)
$$;
comment on function private.same_terms(public.offer_rounds, public.offer_rounds) is
  'Whether two rounds propose the same, however long they are good for: how a repeat is known.';

create function private.fitting(count numeric)
returns smallint
language sql
immutable
set search_path = ''
as $$
  select (case when count between 0 and 10000 and count = trunc(count) then count when count is not null then 0 end)::smallint
$$;
comment on function private.fitting(numeric) is
  'A count as a column can hold it; one that no column holds becomes zero, so that it reaches the check that names the field.';
grant execute on function private.fitting(numeric) to authenticated;

create function private.make_offer(
  listing_id uuid,
  amount_kobo public.kobo,
  starts_on public.calendar_date,
  term_months integer,
  advance_periods integer,
  completes_on public.calendar_date,
  conditions text,
  valid_hours integer
)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  listing public.listings;
  offer public.offers;
  terms public.offer_rounds;
  known public.offer_rounds;
begin
  if caller is null then
    perform private.raise_problem('auth.required', 'Cannot make an offer: sign in first', 401);
  end if;
  -- Shared, so that a listing that leaves the market at this moment ends this offer too.
  select l.* into listing from public.listings as l where l.id = listing_id for share;
  select o.* into offer from public.offers as o
  where o.listing_id = listing_id and o.offeror_id = caller and o.status = 'open'
  for update;
  if listing.id is null or (offer.id is null and listing.status <> 'published') then
    perform private.raise_problem('listing.not_found', 'Cannot make the offer: there is no such listing on the market', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if listing.purpose = 'shortlet' then
    perform private.raise_problem('offer.not_negotiable', 'Cannot make an offer: a shortlet is booked at its price', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if exists (select from private.my_org_ids('organization.read') as mine where mine = listing.org_id)
    or exists (select from private.my_mandated_unit_ids('list') as mine where mine = listing.unit_id) then
    perform private.raise_problem('offer.own_listing', 'Cannot make an offer on a listing of your own organization or agency', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if listing.purpose = 'rent' then
    advance_periods := coalesce(advance_periods, listing.advance_periods);
    term_months := coalesce(term_months, 12);
  end if;
  terms.advance_periods := private.fitting(advance_periods);
  terms.term_months := private.fitting(term_months);
  terms.amount_kobo := amount_kobo;
  terms.starts_on := starts_on;
  terms.completes_on := completes_on;
  terms.conditions := nullif(btrim(conditions), '');
  perform private.check_terms(terms, listing.purpose, valid_hours);
  if offer.expires_at <= now() then
    perform private.move_offer(offer.id, 'expired', 'Not answered in time');
    if listing.status <> 'published' then
      -- Nothing new can be made here; the old one is over.
      select o.* into strict offer from public.offers as o where o.id = offer.id;
      return offer;
    end if;
  end if;
  begin
    insert into public.offers as made (org_id, listing_id, unit_id, offeror_id, purpose, price_per, expires_at)
    values (listing.org_id, listing.id, listing.unit_id, caller, listing.purpose, listing.price_per,
      now() + make_interval(hours => valid_hours))
    returning made.* into offer;
  exception when unique_violation then
    select o.* into offer from public.offers as o
    where o.listing_id = listing.id and o.offeror_id = caller and o.status = 'open';
    select r.* into known from public.offer_rounds as r where r.offer_id = offer.id and r.round = offer.round;
    if known.made_by_side = 'offeror' and private.same_terms(known, terms) then
      return offer;
    end if;
    perform private.raise_problem('offer.already_open',
      'Cannot make a second offer: yours on this listing is open. Answer the owner with counter_offer, or withdraw_offer first',
      409, jsonb_build_object('field', 'listing_id', 'offer_id', offer.id));
  end;
  insert into public.offer_rounds (
    org_id, offer_id, round, made_by_side, made_by, amount_kobo, advance_periods, starts_on, term_months, completes_on,
    conditions, expires_at
  )
  values (
    offer.org_id, offer.id, 1, 'offeror', caller, terms.amount_kobo, terms.advance_periods, terms.starts_on,
    terms.term_months, terms.completes_on, terms.conditions, offer.expires_at
  );
  return offer;
end
$$;
comment on function private.make_offer(uuid, public.kobo, public.calendar_date, integer, integer, public.calendar_date, text, integer) is
  'Checks listing and terms, then opens a negotiation with its first round.';
grant execute on function private.make_offer(uuid, public.kobo, public.calendar_date, integer, integer, public.calendar_date, text, integer) to authenticated;

create function public.make_offer(
  listing_id uuid,
  amount_kobo numeric,
  starts_on text default null,
  term_months integer default null,
  advance_periods integer default null,
  completes_on text default null,
  conditions text default null,
  valid_hours integer default 72
)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('make_offer');
  select private.make_offer(
    listing_id, private.read_kobo('amount_kobo', amount_kobo), private.read_date('starts_on', starts_on),
    term_months, advance_periods, private.read_date('completes_on', completes_on),
    private.read_prose('conditions', conditions), valid_hours)
$$;
comment on function public.make_offer(uuid, numeric, text, integer, integer, text, text, integer) is
  'Offers to rent (amount_kobo for one price_per of the listing, from starts_on for term_months, 12 unless said) or to buy (amount_kobo in all, completes_on if said). Good for valid_hours, 1 to 720. The same offer again is harmless. Errors: listing.not_found 404, offer.bad_terms 400, offer.own_listing, offer.not_negotiable, offer.already_open 409.';
grant execute on function public.make_offer(uuid, numeric, text, integer, integer, text, text, integer) to authenticated;

-- An agency stands on one side of an offer: its people do not offer where it acts for the owner, in whatever scope,
-- and who may sign for the owner sees what there is to sign.
-- An application and the offer that comes of it move together.

create function private.refuse_agents_offer(offer public.offers)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if exists (
    select from private.mandates_over(
      offer.unit_id,
      array(select membership.org_id from public.memberships as membership where membership.user_id = offer.offeror_id)
    ) as mandate
    where mandate.status = 'active' and mandate.ends_on > private.lagos_date()
  ) then
    perform private.raise_problem('offer.own_listing', 'Cannot make an offer to, or as, somebody whose agency acts for the owner', 409,
      jsonb_build_object('field', case when offer.offeror_id = (select auth.uid()) then 'listing_id' else 'application_id' end));
  end if;
end
$$;
comment on function private.refuse_agents_offer(public.offers) is
  'Before an offer is made: nobody is the other side of an offer on a unit for which their agency has a mandate, running or yet to begin, whatever its scope and their role. Error: offer.own_listing 409.';

alter table public.offers add constraint offers_application_fkey
  foreign key (org_id, application_id) references public.applications (org_id, id);
create index offers_application_idx on public.offers (org_id, application_id);

create function private.link_application(offer public.offers)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  shortlisted uuid;
begin
  select application.id into shortlisted
  from public.applications as application
  where application.org_id = offer.org_id and application.listing_id = offer.listing_id
    and application.applicant_id = offer.offeror_id and application.status = 'shortlisted'
  for update;
  if found then
    perform private.move_application(shortlisted, 'offered', 'Terms are being agreed');
  end if;
  return shortlisted;
end
$$;
comment on function private.link_application(public.offers) is
  'An offer by, or to, somebody whose application is shortlisted belongs to that application: its id, or null.';

create function private.move_application_of_offer(offer public.offers)
returns void
language plpgsql
set search_path = ''
as $$
declare
  application public.applications;
begin
  select a.* into strict application from public.applications as a where a.id = offer.application_id for update;
  if offer.status in ('accepted', 'converted') then
    perform private.move_application(application.id, offer.status::text::public.application_status, 'The offer was ' || offer.status);
  elsif application.status in ('offered', 'accepted') then
    perform private.move_application(application.id, 'shortlisted', 'The offer was ' || offer.status);
  end if;
end
$$;
comment on function private.move_application_of_offer(public.offers) is 'Moves the application on, or back to the shortlist, as its offer ends.';

create function private.end_offer_of_application(application public.applications)
returns void
language plpgsql
set search_path = ''
as $$
declare
  negotiation uuid;
begin
  -- Whoever accepts it at this moment has the offer locked and will find the application gone: nobody waits for the other.
  select offer.id into negotiation from public.offers as offer
  where offer.org_id = application.org_id and offer.application_id = application.id and offer.status = 'open'
  for update skip locked;
  if found then
    perform private.move_offer(negotiation,
      (case application.status when 'withdrawn' then 'withdrawn' when 'declined' then 'declined' else 'expired' end)::public.offer_status,
      'The application was ' || application.status);
  end if;
end
$$;
comment on function private.end_offer_of_application(public.applications) is 'Ends the open negotiation of an application that is over.';

create function private.offer_to_applicant(
  application_id uuid, amount_kobo public.kobo, starts_on public.calendar_date, term_months integer, advance_periods integer, conditions text,
  valid_hours integer)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  application public.applications := private.received_application(application_id);
  listing public.listings;
  terms public.offer_rounds;
  known public.offer_rounds;
  offer public.offers;
begin
  select l.* into listing from public.listings as l where l.id = application.listing_id for share;
  terms.amount_kobo := coalesce(amount_kobo, listing.price_kobo);
  terms.starts_on := coalesce(starts_on, application.move_in_on);
  terms.term_months := private.fitting(coalesce(term_months, application.term_months, 12));
  terms.advance_periods := private.fitting(coalesce(advance_periods, listing.advance_periods));
  terms.conditions := nullif(btrim(conditions), '');
  perform private.check_terms(terms, listing.purpose, valid_hours);
  select o.* into offer from public.offers as o
  where o.listing_id = listing.id and o.offeror_id = application.applicant_id and o.status = 'open'
  for update;
  if offer.expires_at <= now() then
    perform private.move_offer(offer.id, 'expired', 'Not answered in time');
  elsif offer.id is not null then
    select r.* into known from public.offer_rounds as r where r.offer_id = offer.id and r.round = offer.round;
    if known.made_by_side = 'owner' and private.same_terms(known, terms) then
      return offer;
    end if;
  end if;
  if listing.status <> 'published' then
    perform private.raise_problem('listing.not_found', 'Cannot make the offer: the listing is not on the market', 404,
      jsonb_build_object('field', 'application_id'));
  end if;
  insert into public.offers as made (org_id, listing_id, unit_id, offeror_id, purpose, price_per, expires_at)
  values (listing.org_id, listing.id, listing.unit_id, application.applicant_id, listing.purpose, listing.price_per,
    now() + make_interval(hours => valid_hours))
  returning made.* into offer;
  if offer.application_id is distinct from application.id then
    perform private.raise_problem('application.illegal_transition',
      'Cannot make the offer: shortlist the application first', 409, jsonb_build_object('field', 'application_id'));
  end if;
  insert into public.offer_rounds (
    org_id, offer_id, round, made_by_side, made_by, amount_kobo, advance_periods, starts_on, term_months, conditions, expires_at)
  values (offer.org_id, offer.id, 1, 'owner', (select auth.uid()), terms.amount_kobo, terms.advance_periods, terms.starts_on,
    terms.term_months, terms.conditions, offer.expires_at);
  return offer;
exception when unique_violation then
  perform private.raise_problem('offer.already_open', 'Cannot make a second offer: the two of you negotiate already', 409,
    jsonb_build_object('field', 'application_id'));
  return null;
end
$$;
comment on function private.offer_to_applicant(uuid, public.kobo, public.calendar_date, integer, integer, text, integer) is
  'Checks the permission and the terms, then opens a negotiation with a first round from the owner''s side.';
grant execute on function private.offer_to_applicant(uuid, public.kobo, public.calendar_date, integer, integer, text, integer) to authenticated;

create function public.offer_to_applicant(
  application_id uuid,
  amount_kobo numeric default null,
  starts_on text default null,
  term_months integer default null,
  advance_periods integer default null,
  conditions text default null,
  valid_hours integer default 72
)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('offer_to_applicant');
  select private.offer_to_applicant(
    application_id, private.read_kobo('amount_kobo', amount_kobo), private.read_date('starts_on', starts_on),
    term_months, advance_periods, private.read_prose('conditions', conditions), valid_hours)
$$;
comment on function public.offer_to_applicant(uuid, numeric, text, integer, integer, text, integer) is
  'Offers the home to a shortlisted applicant, as listed and as they applied unless said otherwise; they accept or counter it as any offer. The same offer again is harmless. Errors: application.not_found, listing.not_found 404, application.own, auth.forbidden, mandate.required 403, offer.bad_terms 400, application.illegal_transition, offer.already_open 409.';
grant execute on function public.offer_to_applicant(uuid, numeric, text, integer, integer, text, integer) to authenticated;

-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 15de1fd9f8e3b601c75316e68bc026a638db7f62707f2b1814979d0cc4df5dab
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 06_market/10_listings.sql

-- Listings advertise a unit to everyone, without giving away its exact point.

create type public.listing_purpose as enum ('rent', 'sale', 'shortlet');
comment on type public.listing_purpose is 'To let, for sale, or by the night.';
create type public.price_period as enum ('year', 'half_year', 'quarter', 'month', 'week', 'night', 'total');
comment on type public.price_period is 'What the price is for; total is a sale.';
create type public.listing_status as enum (
  'draft', 'pending_review', 'published', 'paused', 'stale', 'reserved', 'under_offer', 'let', 'sold', 'closed', 'suspended'
);
comment on type public.listing_status is 'Where a listing stands; visitors see published ones only. draft: being written; pending_review: staff must look first; paused: hidden by its lister; stale: not confirmed in time; reserved, under_offer: a letting or sale is being agreed; let, sold: done; closed: withdrawn for good; suspended: taken down by staff.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('listing', null, 'draft'),
  ('listing', 'draft', 'published'), ('listing', 'draft', 'pending_review'), ('listing', 'draft', 'closed'),
  ('listing', 'pending_review', 'published'), ('listing', 'pending_review', 'draft'),
  ('listing', 'published', 'paused'), ('listing', 'published', 'stale'), ('listing', 'published', 'reserved'),
  ('listing', 'published', 'under_offer'), ('listing', 'published', 'let'), ('listing', 'published', 'closed'),
  ('listing', 'published', 'suspended'),
  ('listing', 'paused', 'published'), ('listing', 'paused', 'let'), ('listing', 'paused', 'closed'),
  ('listing', 'stale', 'published'), ('listing', 'stale', 'let'), ('listing', 'stale', 'closed'),
  ('listing', 'reserved', 'published'), ('listing', 'reserved', 'let'),
  ('listing', 'under_offer', 'published'), ('listing', 'under_offer', 'sold'),
  ('listing', 'let', 'closed'), ('listing', 'sold', 'closed'),
  ('listing', 'suspended', 'draft'), ('listing', 'suspended', 'published'), ('listing', 'suspended', 'closed'),
  ('listing', 'paused', 'pending_review'), ('listing', 'stale', 'pending_review'),
  ('listing', 'pending_review', 'closed'), ('listing', 'pending_review', 'suspended'),
  ('listing', 'paused', 'suspended'), ('listing', 'stale', 'suspended'),
  ('listing', 'reserved', 'suspended'), ('listing', 'under_offer', 'suspended'),
  -- A deal goes on while its listing pauses or grows stale.
  ('listing', 'paused', 'reserved'), ('listing', 'paused', 'under_offer'),
  ('listing', 'stale', 'reserved'), ('listing', 'stale', 'under_offer'),
  ('listing', 'published', 'sold'), ('listing', 'paused', 'sold'), ('listing', 'stale', 'sold');

create table public.listings (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  unit_id uuid not null,
  purpose public.listing_purpose not null,
  status public.listing_status not null default 'draft',
  title text not null check (private.is_line(title) and length(btrim(title)) between 5 and 140),
  description text not null default '' check (private.is_prose(description) and length(description) <= 5000),
  -- People write it themselves: a trigger reads it by name, which a domain would refuse without.
  price_kobo bigint not null check (price_kobo between 1 and 100000000000000),
  price_per public.price_period not null,
  advance_periods smallint not null default 1 check (advance_periods between 1 and 60),
  currency text not null default 'NGN' check (currency = 'NGN'),
  kind public.unit_kind not null,
  bedrooms smallint not null check (bedrooms between 0 and 50),
  bathrooms smallint not null check (bathrooms between 0 and 50),
  area text not null check (private.is_line(area) and length(btrim(area)) between 2 and 80),
  lga text not null check (private.is_line(lga) and length(btrim(lga)) between 2 and 80),
  state text not null check (length(btrim(state)) between 2 and 40),
  location extensions.geography (point, 4326) not null,
  published_at timestamptz,
  confirm_by timestamptz,
  features public.feature[] not null default '{}',
  is_furnished boolean not null default false,
  is_verified boolean not null default false,
  minimum_nights smallint check (minimum_nights between 1 and 365),
  maximum_nights smallint check (maximum_nights between 1 and 365),
  mandate_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  constraint listings_price_period_check check ((purpose = 'sale') = (price_per = 'total')),
  constraint listings_on_earth_check check (
    -- As the property's, and the 400 metres by which the point that is shown may lie beside it.
    extensions.st_y(location::extensions.geometry) between 3.99 and 14.01
    and extensions.st_x(location::extensions.geometry) between 2.49 and 15.01
  ),
  constraint listings_shortlet_period_check
  check ((purpose = 'shortlet') = (price_per = 'night')),
  constraint listings_nights_check check (
  minimum_nights <= maximum_nights and (purpose = 'shortlet' or num_nonnulls(minimum_nights, maximum_nights) = 0)
),
  constraint listings_mandate_fkey
  foreign key (org_id, mandate_id) references public.mandates (org_id, id)
);
comment on table public.listings is 'An advertisement of a unit for rent, sale or shortlet. Published ones are open to visitors.';
comment on column public.listings.id is 'Time-ordered identifier.';
comment on column public.listings.org_id is 'The organization that lists it.';
comment on column public.listings.unit_id is 'The unit on offer.';
comment on column public.listings.purpose is 'Rent, sale or shortlet.';
comment on column public.listings.status is 'Moved by public.move_listing() only.';
comment on column public.listings.title is 'Headline, 5 to 140 characters.';
comment on column public.listings.description is 'Free text, at most 5,000 characters.';
comment on column public.listings.price_kobo is 'Price for one price_per, in kobo.';
comment on column public.listings.price_per is 'What the price is for: a year, a month, a night; total for a sale.';
comment on column public.listings.advance_periods is 'How many periods are asked for at once.';
comment on column public.listings.currency is 'ISO 4217 code of the price.';
comment on column public.listings.kind is 'Kind of unit as advertised.';
comment on column public.listings.bedrooms is 'Bedrooms as advertised.';
comment on column public.listings.bathrooms is 'Bathrooms as advertised.';
comment on column public.listings.area is 'Area that people search by.';
comment on column public.listings.lga is 'Local government area.';
comment on column public.listings.state is 'State, or FCT.';
comment on column public.listings.location is 'The point shown to visitors, WGS 84, copied from the property''s shown_location: near the unit, not exact.';
comment on column public.listings.published_at is 'When it was last published, UTC.';
comment on column public.listings.confirm_by is 'Until when it counts as fresh, UTC.';
comment on column public.listings.features is 'What the unit has, copied from it.';
comment on column public.listings.is_furnished is 'Whether the unit comes with furniture, copied from it.';
comment on column public.listings.is_verified is 'Whether the property''s title was searched and found clean, copied from it.';
comment on column public.listings.minimum_nights is 'Fewest nights of one stay, for a shortlet; null: one.';
comment on column public.listings.maximum_nights is 'Most nights of one stay, for a shortlet; null: no limit.';
comment on column public.listings.mandate_id is 'The mandate by which an agency wrote it for the owner; null for the owner''s own.';
comment on column public.listings.created_at is 'When it was written, UTC.';
comment on column public.listings.updated_at is 'Last change, UTC.';
create index listings_unit_idx on public.listings (org_id, unit_id);
create index listings_confirm_by_idx on public.listings (confirm_by) where status = 'published';
create unique index listings_one_live_key on public.listings (org_id, unit_id, purpose)
  where status in ('published', 'paused', 'stale', 'reserved', 'under_offer');
comment on index public.listings_one_live_key is 'One live listing for each unit and purpose.';

create function private.my_dealt_listing_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select offer.listing_id from public.offers as offer where offer.offeror_id = (select auth.uid())
  union
  select application.listing_id from public.applications as application where application.applicant_id = (select auth.uid());
end
$$;
comment on function private.my_dealt_listing_ids() is
  'The listings that the caller made an offer or an application for: they go on seeing them when nobody else does.';
grant execute on function private.my_dealt_listing_ids() to authenticated;

alter table public.listings enable row level security;
grant select on public.listings to anon;
grant select,
  insert (org_id, unit_id, purpose, title, description, price_kobo, price_per, advance_periods, minimum_nights,
    maximum_nights),
  update (title, description, price_kobo, price_per, advance_periods, minimum_nights, maximum_nights)
  on public.listings to authenticated;
grant select, insert, update, delete on public.listings to service_role;

create policy listings_select_visitor on public.listings for select to anon
  using (status = 'published');
create policy listings_select on public.listings for select to authenticated using (
  case
    when status = 'published' then true
    when org_id = any (array(select private.my_org_ids('properties.read'))) then true
    when unit_id = any (array(select private.my_mandated_unit_ids('list'))) then true
    when id = any (array(select private.my_dealt_listing_ids())) then true
  end is not null
);
create policy listings_insert on public.listings for insert to authenticated with check (
  org_id = any (array(select private.my_org_ids('listings.write')))
  or unit_id = any (array(select private.my_mandated_unit_ids('list')))
);
create policy listings_update on public.listings for update to authenticated
  using (
    org_id = any (array(select private.my_org_ids('listings.write')))
    or unit_id = any (array(select private.my_mandated_unit_ids('list')))
  )
  with check (
    org_id = any (array(select private.my_org_ids('listings.write')))
    or unit_id = any (array(select private.my_mandated_unit_ids('list')))
  );

create trigger limit_writing before insert or update on public.listings
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger read_text before insert or update of title, description on public.listings
  for each row execute function private.read_text('line:title', 'prose:description');
create trigger touch_updated_at before update on public.listings
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.listings
  for each row execute function private.record_audit();

-- Moving --------------------------------------------------------------------------------------

create function private.move_listing(listing_id uuid, to_status public.listing_status, reason text default null)
returns public.listings
language plpgsql
set search_path = ''
as $$
declare
  moved public.listings;
begin
  perform private.begin_move('listing', listing_id, reason);
  update public.listings as listing
  set status = to_status,
      published_at = case when to_status = 'published' then now() else listing.published_at end,
      confirm_by = case when to_status = 'published' then now() + interval '30 days' else listing.confirm_by end
  where listing.id = listing_id
  returning * into moved;
  return moved;
end
$$;
comment on function private.move_listing(uuid, public.listing_status, text) is
  'Moves a listing. Publishing starts 30 days of freshness.';

create function private.move_my_listing(listing_id uuid, to_status public.listing_status, reason text)
returns public.listings
language plpgsql
security definer
set search_path = ''
as $$
declare
  listing public.listings;
begin
  listing := private.lock_my_listing(listing_id);
  -- A second tap changes nothing: published again it would climb to the top of the newest.
  if listing.status = to_status then
    return listing;
  end if;
  if to_status is null or to_status not in ('published', 'paused', 'closed') then
    perform private.raise_problem('listing.illegal_transition',
      format('Cannot move a listing to %s by hand: its lettings and offers do that', coalesce(to_status::text, 'nothing')), 409,
      jsonb_build_object('field', 'to_status'));
  end if;
  return private.move_listing(listing_id, private.reviewed_status(listing_id, to_status), reason);
exception when unique_violation then
  perform private.raise_problem('listing.unit_already_listed',
    'Cannot publish: another listing of this unit for the same purpose is live', 409,
    jsonb_build_object('field', 'listing_id'));
  return null;
end
$$;
comment on function private.move_my_listing(uuid, public.listing_status, text) is
  'Checks the caller''s permission or live mandate to list, then moves the listing as far as its review lets it go.';
grant execute on function private.move_my_listing(uuid, public.listing_status, text) to authenticated;

create function public.move_listing(listing_id uuid, to_status public.listing_status, reason text default null)
returns public.listings
language sql
set search_path = ''
as $$
  select private.limit_person('move_listing');
  select private.move_my_listing(listing_id, to_status, private.read_prose('reason', reason))
$$;
comment on function public.move_listing(uuid, public.listing_status, text) is
  'Publishes, pauses or closes a listing of yours, once however often it is called; where staff review your organization, publishing leads to pending_review. Errors: listing.not_found 404, auth.forbidden 403, listing.illegal_transition 409, listing.suspended 409, listing.unit_already_listed 409.';
grant execute on function public.move_listing(uuid, public.listing_status, text) to authenticated;

create function private.mark_stale_listings(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  overdue uuid;
  moved integer := 0;
begin
  for overdue in
    select id from public.listings
    where status = 'published' and confirm_by < now()
    order by confirm_by limit batch
    for update skip locked
  loop
    perform private.move_listing(overdue, 'stale', 'Not confirmed in time');
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.mark_stale_listings(integer) is
  'Marks a batch of listings stale whose confirm_by has passed; returns how many. Run by pg_cron.';
select cron.schedule('mark-stale-listings', '17 * * * *', private.in_batches('private.mark_stale_listings'));

-- 06_market/15_listing_facts.sql

-- What a listing says of its unit is copied from the unit and its property and kept the same, so that search
-- reads one table; and the point that visitors see is near the home, not at it.

create function private.draw_shown_location(exact extensions.geography)
returns extensions.geography
language plpgsql
set search_path = ''
as $$
begin
  return extensions.st_project(exact, 150 + random() * 250, random() * 2 * pi());
end
$$;
comment on function private.draw_shown_location(extensions.geography) is
  'A point 150 to 400 metres from the exact one, for visitors; null for none.';

create function private.redraw_shown_location(
  exact extensions.geography, exact_before extensions.geography, shown_before extensions.geography)
returns extensions.geography
language plpgsql
set search_path = ''
as $$
begin
  return case
    when exact is null then null
    -- A small correction must not draw again: the mean of many draws is the exact point.
    when shown_before is null or extensions.st_distance(exact_before, exact) > 1000 then private.draw_shown_location(exact)
    else shown_before
  end;
end
$$;
comment on function private.redraw_shown_location(extensions.geography, extensions.geography, extensions.geography) is
  'The point for visitors of a property that was corrected: drawn again only when it moved by more than a kilometre.';

create function private.with_unit_facts(listing public.listings)
returns public.listings
language plpgsql
set search_path = ''
as $$
declare
  is_known boolean;
begin
  select unit.kind, unit.bedrooms, unit.bathrooms, unit.features, unit.is_furnished,
    property.area, property.lga, property.state, property.shown_location, property.is_verified
  into listing.kind, listing.bedrooms, listing.bathrooms, listing.features, listing.is_furnished,
    listing.area, listing.lga, listing.state, listing.location, listing.is_verified
  from public.units as unit
  join public.properties as property on property.id = unit.property_id
  where unit.id = listing.unit_id and unit.org_id = listing.org_id;
  is_known := found;
  if listing.location is null and not private.may_know(listing.org_id, 'properties.read')
    and not exists (select from private.my_mandated_unit_ids('list') as mine where mine = listing.unit_id) then
    return listing;
  end if;
  if not is_known then
    perform private.raise_problem('unit.not_found', 'Cannot list it: find no such unit in the organization', 404,
      jsonb_build_object('field', 'unit_id'));
  end if;
  if listing.location is null then
    perform private.raise_problem('listing.no_place',
      'Cannot list the unit: its property has no point on the map yet', 409, jsonb_build_object('field', 'unit_id'));
  end if;
  return listing;
end
$$;
comment on function private.with_unit_facts(public.listings) is
  'A listing with all that it copies from its unit and property. Errors: unit.not_found 404, listing.no_place 409.';

create function private.renew_listing_facts(org_id uuid, unit_ids uuid[])
returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.listings as listing set unit_id = listing.unit_id
  where listing.org_id = renew_listing_facts.org_id and listing.unit_id = any (unit_ids) and listing.status <> 'closed';
end
$$;
comment on function private.renew_listing_facts(uuid, uuid[]) is
  'What units or their property now say is copied again into their listings, closed ones excepted: every write of a listing does it.';

-- 06_market/20_listing_moves.sql

-- What happens when a listing is written or moves, in which order; what members' moves come to; freshness.

create index listings_pending_review_idx on public.listings (id) where status = 'pending_review';

-- What happens, in this order -----------------------------------------------------------------------

create function private.before_listing_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.check_price(new);
  -- One that would change hands is refused by private.keep_organization(), whichever of the two comes first.
  if tg_op = 'INSERT' or (old.status <> 'closed' or new.unit_id <> old.unit_id) and new.org_id = old.org_id then
    new := private.with_unit_facts(new);
  end if;
  if tg_op = 'INSERT' then
    new.mandate_id := private.mandate_to_list(new);
  end if;
  perform private.admit_move('listing', new.org_id, new.id, old.status::text, new.status::text);
  if tg_op = 'UPDATE' and new.status <> old.status and new.status in ('published', 'pending_review') then
    perform private.keep_held_listing(new);
  end if;
  return new;
end
$$;
comment on function private.before_listing_written() is
  'Trigger: its price makes sense, it says what its unit says, by whose mandate it is listed, it moves as its machine allows and not past a deal.';
create trigger before_listing_written before insert or update on public.listings
  for each row execute function private.before_listing_written();

create function private.after_listing_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  was_open boolean := coalesce(old.status = 'published', false);
  is_open boolean := new.status = 'published';
begin
  if tg_op = 'INSERT' or (new.price_kobo, new.price_per, new.advance_periods)
    is distinct from (old.price_kobo, old.price_per, old.advance_periods) then
    perform private.keep_price(new);
  end if;
  -- The deal's rows before those that all searches share, in the order in which others lock them.
  if new.status in ('let', 'sold', 'closed') and old.status not in ('let', 'sold', 'closed') then
    perform private.decline_other_offers(new);
  end if;
  if new.status = 'stale' and old.status <> 'stale' then
    perform private.tell_listing_members(new, 'listing_stale', 'Is this listing still true? Confirm it to show it again');
  end if;
  if was_open <> is_open then
    perform private.renew_publicity(new);
  end if;
  if was_open and not is_open then
    perform private.renew_favourites(old);
  end if;
  if was_open or is_open then
    perform private.sync_searchable_listing(new);
  end if;
  if is_open and (not was_open or private.says_something_else(old, new)) then
    perform private.queue_listing_to_match(new.id);
  end if;
  return null;
end
$$;
comment on function private.after_listing_written() is
  'Trigger: what it asked is kept; other offers end with the market; members hear that it is stale; photos, favourites and search follow; who is looking for it will be told.';
create trigger after_listing_written after insert or update on public.listings
  for each row execute function private.after_listing_written();

-- What members' moves come to ---------------------------------------------------------------------

create function private.reviewed_status(listing_id uuid, to_status public.listing_status)
returns public.listing_status
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  is_reviewed boolean;
  status_now public.listing_status;
begin
  if to_status <> 'published' then
    return to_status;
  end if;
  select listing.status, organization.reviews_listings into status_now, is_reviewed
  from public.listings as listing
  join public.organizations as organization on organization.id = listing.org_id
  where listing.id = listing_id;
  if status_now = 'suspended' then
    perform private.raise_problem('listing.suspended', 'Cannot publish: the listing is suspended until staff restore it', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if is_reviewed and status_now <> 'published' then
    return 'pending_review'::public.listing_status;
  end if;
  return to_status;
end
$$;
comment on function private.reviewed_status(uuid, public.listing_status) is
  'Where a member''s move leads: publishing leads to pending_review where staff review the organization. Error: listing.suspended 409.';

-- Freshness ---------------------------------------------------------------------------------------

create function private.confirm_listing(listing_id uuid)
returns public.listings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings;
begin
  listing := private.lock_my_listing(listing_id);
  if listing.status not in ('published', 'stale') then
    perform private.raise_problem('listing.illegal_transition',
      format('Cannot confirm the listing: it is %s, neither published nor stale', listing.status), 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if listing.status = 'stale' then
    perform private.move_listing(listing.id, 'published', 'Confirmed');
  end if;
  -- Confirming does not make it new: published_at stays, so that nobody climbs to the top of the newest this way.
  update public.listings as l
  set confirm_by = now() + interval '30 days', published_at = listing.published_at
  where l.id = listing.id
  returning l.* into listing;
  return listing;
end
$$;
comment on function private.confirm_listing(uuid) is 'Checks the caller''s permission or live mandate to list, then starts 30 more days of freshness.';
grant execute on function private.confirm_listing(uuid) to authenticated;

create function public.confirm_listing(listing_id uuid)
returns public.listings
language sql
set search_path = ''
as $$
  select private.limit_person('confirm_listing');
  select private.confirm_listing(listing_id)
$$;
comment on function public.confirm_listing(uuid) is
  'Says that a published or stale listing of yours is still true: fresh for 30 days from now, and open to visitors again. Safe to repeat. Errors: listing.not_found 404, auth.forbidden 403, listing.illegal_transition 409.';
grant execute on function public.confirm_listing(uuid) to authenticated;

-- Telling members ---------------------------------------------------------------------------------

create function private.tell_listing_members(listing public.listings, kind text, title text, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(select private.members_with(listing.org_id, 'listings.write')), listing.org_id, kind, title, listing.id,
    jsonb_build_object('listing_title', listing.title, 'status', listing.status, 'reason', reason));
end
$$;
comment on function private.tell_listing_members(public.listings, text, text, text) is
  'Notifies the members who may write listings of what happened to one.';

-- 06_market/25_listing_review.sql

-- The platform's staff look at listings: approve, return, suspend, restore.

create type public.review_decision as enum ('approve', 'return', 'suspend', 'restore');
comment on type public.review_decision is 'What staff decide about a listing. approve: publish what waits; return: back to a draft, with a reason; suspend: take it down; restore: lift a suspension.';

create function private.review_listing(listing_id uuid, decision public.review_decision, reason text)
returns public.listings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings;
  why text := nullif(btrim(reason), '');
  target public.listing_status;
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'You may not review listings: only the platform''s staff may', 403);
  end if;
  if decision is null then
    perform private.raise_problem('listing.bad_review', 'Cannot review the listing: decision is missing', 400,
      jsonb_build_object('field', 'decision'));
  end if;
  if (why is null and decision <> 'approve') or length(why) > 1000 then
    perform private.raise_problem('listing.bad_review',
      'Cannot review the listing: give a reason of 1 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  select l.* into listing from public.listings as l where l.id = listing_id for update;
  if not found then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  target := case decision
    when 'approve' then 'published'
    when 'return' then 'draft'
    when 'suspend' then 'suspended'
    else private.status_before_suspension(listing.id)
  end::public.listing_status;
  if listing.status = target then
    -- The same decision again, or a colleague was faster.
    return listing;
  end if;
  if listing.status <> 'pending_review' and decision in ('approve', 'return')
    or listing.status <> 'suspended' and decision = 'restore'
    or not exists (
      select from private.state_transitions as allowed
      where allowed.machine = 'listing' and allowed.from_state = listing.status::text and allowed.to_state = target::text
    )
  then
    perform private.raise_problem('listing.illegal_transition',
      format('Cannot %s the listing: it is %s', decision, listing.status), 409,
      jsonb_build_object('field', 'decision', 'from', listing.status, 'to', target));
  end if;
  listing := private.move_listing(listing.id, target, coalesce(why, 'Approved'));
  perform private.tell_listing_members(
    listing,
    case target when 'published' then 'listing_approved' when 'draft' then 'listing_returned' else 'listing_suspended' end,
    case target
      when 'published' then 'Your listing is open to visitors'
      when 'draft' then 'Your listing needs a change'
      else 'Your listing was suspended'
    end,
    why);
  return listing;
exception when unique_violation then
  perform private.raise_problem('listing.unit_already_listed',
    'Cannot publish: another listing of this unit for the same purpose is live', 409,
    jsonb_build_object('field', 'listing_id'));
  return null;
end
$$;
comment on function private.review_listing(uuid, public.review_decision, text) is
  'Checks that the caller is staff, moves the listing and tells its members.';

create function private.status_before_suspension(listing_id uuid)
returns public.listing_status
language sql
stable
set search_path = ''
as $$
  select case when (
    select change.from_state from public.state_changes as change
    where change.machine = 'listing' and change.subject_id = listing_id and change.to_state = 'suspended'
    order by change.occurred_at desc, change.id desc limit 1
  ) = 'published' then 'published' else 'draft' end::public.listing_status
$$;
comment on function private.status_before_suspension(uuid) is
  'Where a restored listing goes: back to visitors if it was published when it was suspended, otherwise to its members as a draft.';

create function public.review_listing(listing_id uuid, decision public.review_decision, reason text default null)
returns public.listings
language sql
set search_path = ''
as $$
  select private.limit_person('review_listing');
  select private.review_listing(listing_id, decision, private.read_prose('reason', reason))
$$;
comment on function public.review_listing(uuid, public.review_decision, text) is
  'For staff: approves or returns a listing under review, suspends a live one, restores a suspended one (published if it was, otherwise a draft). All but approve need a reason. Safe to repeat. Errors: auth.forbidden 403, listing.bad_review 400, listing.not_found 404, listing.illegal_transition 409, listing.unit_already_listed 409.';

create function private.listings_to_review(after_id uuid, max_results integer)
returns setof public.listings
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'You may not review listings: only the platform''s staff may', 403);
  end if;
  if max_results is null or max_results not between 1 and 200 then
    perform private.raise_problem('listing.bad_review', 'Cannot list them: max_results must be between 1 and 200', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  return query
  select listing.* from public.listings as listing
  where listing.status = 'pending_review' and (after_id is null or listing.id > after_id)
  order by listing.id limit max_results;
end
$$;
comment on function private.listings_to_review(uuid, integer) is 'Checks that the caller is staff, then lists what waits for review.';

create function public.listings_to_review(after_id uuid default null, max_results integer default 50)
returns setof public.listings
language sql
stable
set search_path = ''
as $$
  select * from private.listings_to_review(after_id, max_results)
$$;
comment on function public.listings_to_review(uuid, integer) is
  'For staff: the listings that wait for review, oldest first; the last id of a page is after_id of the next. Errors: auth.forbidden 403, listing.bad_review 400.';

create function private.set_listing_review(org_id uuid, is_on boolean)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'You may not set this: only the platform''s staff may', 403);
  end if;
  if is_on is null then
    perform private.raise_problem('listing.bad_review', 'Cannot set the review: is_on is missing', 400,
      jsonb_build_object('field', 'is_on'));
  end if;
  update public.organizations as organization set reviews_listings = is_on where organization.id = org_id;
  if not found then
    perform private.raise_problem('organization.not_found', 'Cannot find the organization', 404,
      jsonb_build_object('field', 'org_id'));
  end if;
end
$$;
comment on function private.set_listing_review(uuid, boolean) is 'Checks that the caller is staff, then sets organizations.reviews_listings.';

create function public.set_listing_review(org_id uuid, is_on boolean)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('set_listing_review');
  select private.set_listing_review(org_id, is_on)
$$;
comment on function public.set_listing_review(uuid, boolean) is
  'For staff: whether listings of an organization wait for review before visitors see them. Errors: auth.forbidden 403, organization.not_found 404, listing.bad_review 400.';

grant execute on function private.review_listing(uuid, public.review_decision, text),
  public.review_listing(uuid, public.review_decision, text), private.listings_to_review(uuid, integer),
  public.listings_to_review(uuid, integer), private.set_listing_review(uuid, boolean),
  public.set_listing_review(uuid, boolean)
  to authenticated;

-- 06_market/30_mandated_listings.sql

-- Agencies list for owners: a listing says by which mandate, and is paused when that is over.

create index listings_mandate_idx on public.listings (org_id, mandate_id);

create function private.mandate_to_list(listing public.listings)
returns uuid
language plpgsql
set search_path = ''
as $$
begin
  if (select auth.uid()) is not null
    and not exists (select from private.my_org_ids('listings.write') as mine where mine = listing.org_id) then
    return private.lock_my_mandate(listing.unit_id, 'list');
  end if;
  return listing.mandate_id;
end
$$;
comment on function private.mandate_to_list(public.listings) is
  'The mandate by which somebody from outside the owner''s organization lists. Without one the policy refuses the row.';

create function private.pause_mandated_listings(mandate public.mandates)
returns void
language plpgsql
set search_path = ''
as $$
declare
  written record;
begin
  for written in
    select listing.id, listing.status from public.listings as listing
    where listing.org_id = mandate.org_id and listing.mandate_id = mandate.id
      and listing.status in ('published', 'pending_review')
    order by listing.id
    for update
  loop
    -- One that waits for review has not been seen yet: it becomes the owner's draft.
    perform private.move_listing(written.id,
      (case written.status when 'published' then 'paused' else 'draft' end)::public.listing_status,
      'The mandate was ' || mandate.status);
  end loop;
end
$$;
comment on function private.pause_mandated_listings(public.mandates) is
  'Takes what was listed under a mandate off the market when the mandate is over. Deals under way go on.';

create function private.lock_my_listing(listing_id uuid)
returns public.listings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings;
  mandate uuid;
begin
  select l.* into listing from public.listings as l where l.id = listing_id;
  -- A mandate is locked before its listings, as in its revocation: the other way round the two could deadlock.
  if listing.id is not null
    and not exists (select from private.my_org_ids('listings.write') as mine where mine = listing.org_id) then
    mandate := private.lock_my_mandate(listing.unit_id, 'list');
  end if;
  if listing.id is null or (
    mandate is null and not exists (select from private.my_org_ids('properties.read') as mine where mine = listing.org_id)
  ) then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing among your organizations', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if mandate is null then
    perform private.require_permission(listing.org_id, 'listings.write');
  end if;
  select l.* into strict listing from public.listings as l where l.id = listing_id for update;
  return listing;
end
$$;
comment on function private.lock_my_listing(uuid) is
  'Locks a listing that the caller may write, by membership or by a live mandate to list. Errors: listing.not_found 404, auth.forbidden 403.';

-- 06_market/40_listing_fees.sql

-- Fees of a listing: put on it in one step by whoever may write the listing, a member or an agency with a mandate;
-- fees that make no sense are refused by the field, and fees stay once a deal is made.

create type public.listing_fee_kind as enum ('agency', 'legal', 'agreement', 'caution_deposit', 'service_charge', 'inspection', 'other');
comment on type public.listing_fee_kind is 'What is asked beside the price.';
create type public.fee_party as enum ('occupier', 'owner');
comment on type public.fee_party is 'Occupier is the tenant, guest or buyer; owner is the landlord or seller.';

create table public.listing_fees (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  kind public.listing_fee_kind not null,
  -- People write it themselves: a trigger reads it by name, which a domain would refuse without.
  amount_kobo bigint check (amount_kobo between 1 and 100000000000000),
  bps integer check (bps between 1 and 10000),
  payer public.fee_party not null,
  engaged_by public.fee_party,
  is_refundable boolean not null default false,
  note text check (private.is_line(note) and length(note) between 1 and 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, listing_id, kind),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  constraint listing_fees_amount_check check (num_nonnulls(amount_kobo, bps) = 1)
);
comment on table public.listing_fees is 'Fees of a listing, each once, each with who pays.';
comment on column public.listing_fees.id is 'Time-ordered identifier.';
comment on column public.listing_fees.org_id is 'The organization of the listing.';
comment on column public.listing_fees.listing_id is 'The listing.';
comment on column public.listing_fees.kind is 'What it is for.';
comment on column public.listing_fees.amount_kobo is 'A fixed amount in kobo; else bps.';
comment on column public.listing_fees.bps is 'Hundredths of a percent of a year''s rent, or of the price of a sale or night; else amount_kobo.';
comment on column public.listing_fees.payer is 'Who pays it.';
comment on column public.listing_fees.engaged_by is 'Who engaged the professional, when there is one.';
comment on column public.listing_fees.is_refundable is 'Whether it is given back, as a caution deposit is.';
comment on column public.listing_fees.note is 'What the fee covers.';
comment on column public.listing_fees.created_at is 'When it was added, UTC.';
comment on column public.listing_fees.updated_at is 'Last change, UTC.';
create index listing_fees_listing_id_idx on public.listing_fees (listing_id);

alter table public.listing_fees enable row level security;
grant select on public.listing_fees to anon;
grant select, delete,
  insert (org_id, listing_id, kind, amount_kobo, bps, payer, engaged_by, is_refundable, note),
  update (amount_kobo, bps, payer, engaged_by, is_refundable, note)
  on public.listing_fees to authenticated;
grant select, insert, update, delete on public.listing_fees to service_role;
-- The subquery is itself under row-level security: fees are seen where their listing is.
create policy listing_fees_select_visitor on public.listing_fees for select to anon using (exists (
  select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy listing_fees_select on public.listing_fees for select to authenticated using (
  org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids()))
  or exists (select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy listing_fees_insert on public.listing_fees for insert to authenticated
  with check (org_id = any (array(select private.my_org_ids('listings.write'))));
create policy listing_fees_update on public.listing_fees for update to authenticated
  using (org_id = any (array(select private.my_org_ids('listings.write'))))
  with check (org_id = any (array(select private.my_org_ids('listings.write'))));
create policy listing_fees_delete on public.listing_fees for delete to authenticated
  using (org_id = any (array(select private.my_org_ids('listings.write'))));
create trigger limit_writing before insert on public.listing_fees
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger read_text before insert or update of note on public.listing_fees
  for each row execute function private.read_text('line:note');
create trigger touch_updated_at before update on public.listing_fees
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.listing_fees
  for each row execute function private.record_audit();


create function private.check_listing_fee()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  -- The first rule that the row breaks, after the field to correct.
  broken text[] := case
    when new.amount_kobo is not null and new.bps is not null then
      array['bps', 'give an amount or a percentage, not both']
    when new.amount_kobo is null and new.bps is null then
      array['amount_kobo', 'give an amount or a percentage']
    when new.amount_kobo not between 1 and 100000000000000 then
      array['amount_kobo', 'amount_kobo must be over zero and at most 100,000,000,000,000']
    when new.bps not between 1 and 10000 then
      array['bps', 'bps must be between 1 and 10,000']
    when length(new.note) not between 1 and 200 then
      array['note', 'note must have 1 to 200 characters']
  end;
begin
  if broken is not null then
    perform private.raise_problem('listing.bad_fee', 'Cannot set the fee: ' || broken[2], 400,
      jsonb_build_object('field', broken[1]));
  end if;
  return new;
end
$$;
comment on function private.check_listing_fee() is
  'Trigger: says which field of a fee is wrong, before the constraints do without naming it. Error: listing.bad_fee 400.';
create trigger check_listing_fee before insert or update on public.listing_fees
  for each row execute function private.check_listing_fee();

create function private.keep_fees_of_deals()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  fee public.listing_fees := case when tg_op = 'DELETE' then old else new end;
  status_now public.listing_status;
begin
  -- The lock keeps the listing from being let or closed meanwhile.
  select listing.status into status_now from public.listings as listing
  where listing.org_id = fee.org_id and listing.id = fee.listing_id
  for no key update;
  if status_now in ('let', 'sold', 'closed') then
    perform private.raise_problem('listing.off_market',
      format('Cannot change the fees: the listing is %s', status_now), 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  return null;
end
$$;
comment on function private.keep_fees_of_deals() is
  'Trigger, after the policies: no fee changes once its listing is let, sold or closed. Error: listing.off_market 409.';
create trigger keep_fees_of_deals after insert or update or delete on public.listing_fees
  for each row execute function private.keep_fees_of_deals();

create function private.set_listing_fee(
  listing_id uuid, kind public.listing_fee_kind, payer public.fee_party, amount_kobo public.kobo, bps integer,
  engaged_by public.fee_party, is_refundable boolean, note text)
returns public.listing_fees
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings := private.lock_my_listing(listing_id);
  written public.listing_fees;
begin
  if kind is null or payer is null then
    perform private.raise_problem('listing.bad_fee',
      format('Cannot set the fee: %s is missing', case when kind is null then 'kind' else 'payer' end), 400,
      jsonb_build_object('field', case when kind is null then 'kind' else 'payer' end));
  end if;
  insert into public.listing_fees as fee (org_id, listing_id, kind, amount_kobo, bps, payer, engaged_by, is_refundable, note)
  values (listing.org_id, listing.id, kind, amount_kobo, bps, payer, engaged_by, coalesce(is_refundable, false), nullif(btrim(note), ''))
  on conflict on constraint listing_fees_org_id_listing_id_kind_key do update
  set amount_kobo = excluded.amount_kobo, bps = excluded.bps, payer = excluded.payer, engaged_by = excluded.engaged_by,
    is_refundable = excluded.is_refundable, note = excluded.note
  returning fee.* into written;
  return written;
end
$$;
comment on function private.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, public.kobo, integer, public.fee_party, boolean, text) is
  'Checks the caller''s permission or live mandate to list, then writes the fee in place of one of the same kind.';
grant execute on function private.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, public.kobo, integer, public.fee_party, boolean, text)
  to authenticated;

create function public.set_listing_fee(
  listing_id uuid,
  kind public.listing_fee_kind,
  payer public.fee_party,
  amount_kobo numeric default null,
  bps integer default null,
  engaged_by public.fee_party default null,
  is_refundable boolean default false,
  note text default null
)
returns public.listing_fees
language sql
set search_path = ''
as $$
  select private.limit_person('set_listing_fee');
  select private.set_listing_fee(
    listing_id, kind, payer, private.read_kobo('amount_kobo', amount_kobo), bps, engaged_by, is_refundable,
    private.read_line('note', note))
$$;
comment on function public.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, numeric, integer, public.fee_party, boolean, text) is
  'Puts a fee on a listing of yours, or one you have a mandate to list, in place of one of the same kind: an amount in kobo, or bps, hundredths of a percent of a year''s rent or of the price. Errors: listing.bad_fee 400 naming the field, listing.not_found 404, auth.forbidden 403, listing.off_market 409.';
grant execute on function public.set_listing_fee(uuid, public.listing_fee_kind, public.fee_party, numeric, integer, public.fee_party, boolean, text)
  to authenticated;

create function private.remove_listing_fee(listing_id uuid, kind public.listing_fee_kind)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  listing public.listings := private.lock_my_listing(listing_id);
begin
  delete from public.listing_fees as fee where fee.listing_id = listing.id and fee.kind = kind;
  return found;
end
$$;
comment on function private.remove_listing_fee(uuid, public.listing_fee_kind) is
  'Checks the caller''s permission or live mandate to list, then takes the fee away.';
grant execute on function private.remove_listing_fee(uuid, public.listing_fee_kind) to authenticated;

create function public.remove_listing_fee(listing_id uuid, kind public.listing_fee_kind)
returns boolean
language sql
set search_path = ''
as $$
  select private.limit_person('remove_listing_fee');
  select private.remove_listing_fee(listing_id, kind)
$$;
comment on function public.remove_listing_fee(uuid, public.listing_fee_kind) is
  'Takes a fee from a listing of yours, or one you have a mandate to list; tells whether there was one. Errors: listing.not_found 404, auth.forbidden 403, listing.off_market 409.';
grant execute on function public.remove_listing_fee(uuid, public.listing_fee_kind) to authenticated;

-- 06_market/45_listing_prices.sql

-- Prices that make no sense are refused by the field; and price history: what a listing asked, since when.

create function private.check_price(listing public.listings)
returns void
language plpgsql
set search_path = ''
as $$
declare
  broken text[] := case
    -- At most a trillion naira: sums over it stay whole numbers in every client.
    when listing.price_kobo is null or listing.price_kobo not between 1 and 100000000000000 then
      array['price_kobo', 'price_kobo must be over zero and at most 100,000,000,000,000']
    -- What comes of it is money too: the price of a year, by which listings are compared, and the advance.
    when greatest(private.comparable_price_kobo(listing.price_kobo, listing.price_per), listing.price_kobo * listing.advance_periods)
      > 1000000000000000 then
      array['price_kobo', 'price_kobo for a year, and for advance_periods, must be at most 1,000,000,000,000,000']
    when listing.price_per is null
      or (listing.purpose = 'sale') <> (listing.price_per = 'total') or (listing.purpose = 'shortlet') <> (listing.price_per = 'night') then
      array['price_per', 'a sale is priced in total, a shortlet by the night, a rent by year, half_year, quarter, month or week']
    when listing.advance_periods is null or listing.advance_periods not between 1 and 60 then
      array['advance_periods', 'advance_periods must be between 1 and 60']
    when listing.purpose = 'sale' and listing.advance_periods <> 1 then
      array['advance_periods', 'a sale is paid once: advance_periods must be 1']
  end;
begin
  if broken is not null then
    perform private.raise_problem('listing.bad_price', 'Cannot list at that price: ' || broken[2], 400,
      jsonb_build_object('field', broken[1]));
  end if;
end
$$;
comment on function private.check_price(public.listings) is 'Refuses a price that makes no sense and names the field. Error: listing.bad_price 400.';

create table public.listing_prices (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  price_kobo public.positive_kobo not null,
  price_per public.price_period not null,
  advance_periods smallint not null,
  changed_at timestamptz not null default now(),
  foreign key (org_id, listing_id) references public.listings (org_id, id)
);
comment on table public.listing_prices is 'Every price that a listing asked, newest last by id. Append-only.';
comment on column public.listing_prices.id is 'Time-ordered identifier.';
comment on column public.listing_prices.org_id is 'The organization of the listing.';
comment on column public.listing_prices.listing_id is 'The listing.';
comment on column public.listing_prices.price_kobo is 'Price for one price_per, in kobo.';
comment on column public.listing_prices.price_per is 'What the price is for.';
comment on column public.listing_prices.advance_periods is 'How many periods were asked for at once.';
comment on column public.listing_prices.changed_at is 'Since when, UTC.';
create index listing_prices_listing_idx on public.listing_prices (org_id, listing_id, id);
create index listing_prices_listing_id_idx on public.listing_prices (listing_id, id);

alter table public.listing_prices enable row level security;
grant select on public.listing_prices to anon, authenticated, service_role;
create policy listing_prices_select_visitor on public.listing_prices for select to anon using (exists (
  select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy listing_prices_select on public.listing_prices for select to authenticated using (
  org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids()))
  or exists (select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create trigger refuse_change before update or delete on public.listing_prices
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.listing_prices
  for each statement execute function private.refuse_change();

create function private.keep_price(listing public.listings)
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into public.listing_prices (org_id, listing_id, price_kobo, price_per, advance_periods)
  values (listing.org_id, listing.id, listing.price_kobo, listing.price_per, listing.advance_periods);
end
$$;
comment on function private.keep_price(public.listings) is 'Keeps a price that a listing asks.';

-- 06_market/48_move_in_cost.sql

-- What a home costs to move into: rent in advance and every fee with its payer, the sum, and marks where a rule is exceeded.

create function private.percent_of(amount_kobo public.kobo, bps integer)
returns bigint
language sql
immutable
parallel safe
set search_path = ''
as $$
  select div(amount_kobo::numeric * bps + 5000, 10000)::bigint
$$;
comment on function private.percent_of(public.kobo, integer) is
  'Basis points of an amount of zero or more, in whole kobo, halves up: the one rounding rule for percentages.';

create function public.listing_costs(listing_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(10, 30);
  with asked as (
    select listing.*, listing.price_kobo * listing.advance_periods as advance_kobo,
      private.comparable_price_kobo(listing.price_kobo, listing.price_per) as base_kobo,
      round(extract(epoch from private.period_length(listing.price_per) * listing.advance_periods) / 2629800, 1) as advance_months
    from public.listings as listing where listing.id = listing_costs.listing_id
  ),
  fees as (
    select fee.*, coalesce(fee.amount_kobo, private.percent_of(asked.base_kobo, fee.bps)) as kobo
    from asked join public.listing_fees as fee on fee.org_id = asked.org_id and fee.listing_id = asked.id
  ),
  marks as (
    select rule.id, rule.rule_key, rule.certainty, rule.source, rule.section, rule.message
    from asked
    cross join lateral private.rules_for_listing(asked.id, private.lagos_date()) as rule
    where asked.purpose = 'rent' and case rule.rule_key
      when 'advance_rent_months' then asked.advance_months > rule.most
      when 'agency_fee_bps' then exists (
        select from fees where fees.kind = 'agency' and fees.kobo > private.percent_of(asked.base_kobo, rule.most::integer))
      when 'payer_is_who_engaged' then exists (select from fees where fees.engaged_by <> fees.payer)
    end
  )
  select jsonb_build_object(
    'currency', asked.currency,
    'price_kobo', asked.price_kobo, 'price_per', asked.price_per, 'advance_periods', asked.advance_periods,
    'advance_kobo', asked.advance_kobo,
    'move_in_kobo', asked.advance_kobo + coalesce((select sum(kobo) from fees where payer = 'occupier'), 0),
    'refundable_kobo', coalesce((select sum(kobo) from fees where payer = 'occupier' and is_refundable), 0),
    'owner_pays_kobo', coalesce((select sum(kobo) from fees where payer = 'owner'), 0),
    'fees', coalesce((
      select jsonb_agg(jsonb_build_object('kind', kind, 'amount_kobo', kobo, 'bps', bps, 'payer', payer,
        'engaged_by', engaged_by, 'is_refundable', is_refundable, 'note', note) order by kind) from fees), '[]'),
    'marks', coalesce((
      select jsonb_agg(jsonb_build_object('rule_id', id, 'rule', rule_key, 'certainty', certainty, 'source', source,
        'section', section, 'message', message) order by rule_key, certainty) from marks), '[]'),
    'rules_as_of', private.lagos_date())
  from asked
$$;
comment on function public.listing_costs(uuid) is
  'What a listing costs in kobo: the advance (price times periods), every fee with its payer, the sum that the occupier pays to move in, what of it comes back, and marks where a law or guidance of the place is exceeded, with the rules used. Null when there is no such listing to see.';
grant execute on function public.listing_costs(uuid) to anon, authenticated, service_role;
grant execute on function private.percent_of(public.kobo, integer) to anon, authenticated, service_role;

-- 06_market/50_listing_media.sql

-- Photos of listings: originals go up to a private bucket, the media function makes clean copies of them for a
-- public one, and a row here says which photos a listing shows and in which order.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  -- Photos stay at 10 MiB: the media function looks at the size of each. The rest is for scans of documents.
  ('uploads', 'uploads', false, 15728640, array['image/jpeg', 'image/png', 'image/webp', 'application/pdf']),
  ('listing-media', 'listing-media', true, 10485760, array['image/webp'])
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- A file lies under its organization: <org_id>/<file>. Nothing is said of bucket listing-media: its files are
-- fetched by address without any policy, nobody can list them, and only the service's key writes them.
create function private.my_photographed_inspection_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select inspection.id
  from public.inspections as inspection
  where (inspection.status in ('draft', 'disputed') and inspection.org_id in (select private.my_org_ids('tenancies.write')))
    or (inspection.status = 'ready' and inspection.tenancy_id in (select private.my_tenancy_ids()));
end
$$;
comment on function private.my_photographed_inspection_ids() is
  'The inspections to which the caller may add photos now: members while it is recorded or corrected, tenants while it is offered.';
grant execute on function private.my_photographed_inspection_ids() to authenticated;

-- A folder for each organization, one for each inspection and, in it, person; beside them people have one of their
-- own: <user id>/<file>.
create policy uploads_insert on storage.objects for insert to authenticated with check (
  bucket_id = 'uploads' and (
    (storage.foldername(name))[1] = any (array(
      select mine::text from private.my_org_ids('listings.write') as mine))
    or (
      (storage.foldername(name))[1] = 'inspections'
      and (storage.foldername(name))[2] = any (array(
        select mine::text from private.my_photographed_inspection_ids() as mine))
      and (storage.foldername(name))[3] = (select auth.uid())::text
    )
    or name ~ ('^' || (select auth.uid()) || '/[A-Za-z0-9][A-Za-z0-9._-]{0,200}$')
  )
);
create policy uploads_select on storage.objects for select to authenticated using (
  bucket_id = 'uploads' and owner_id = (select auth.uid())::text and (
    (storage.foldername(name))[1] = any (array(
      select mine::text from private.my_org_ids('listings.write') as mine))
    or (storage.foldername(name))[1] = (select auth.uid())::text
    or ((storage.foldername(name))[1] = 'inspections' and (storage.foldername(name))[3] = (select auth.uid())::text)
  )
);
create policy uploads_delete on storage.objects for delete to authenticated using (
  bucket_id = 'uploads' and owner_id = (select auth.uid())::text and (
    (storage.foldername(name))[1] = any (array(
      select mine::text from private.my_org_ids('listings.write') as mine))
    or (storage.foldername(name))[1] = (select auth.uid())::text
    or ((storage.foldername(name))[1] = 'inspections' and (storage.foldername(name))[3] = (select auth.uid())::text)
  )
);

-- Photos --------------------------------------------------------------------------------------

create table public.listing_media (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  position smallint not null constraint listing_media_most_check check (position between 1 and 30),
  alt_text text not null default '' constraint listing_media_alt_text_check check (private.is_line(alt_text) and length(alt_text) <= 200),
  width integer not null check (width between 1 and 100000),
  height integer not null check (height between 1 and 100000),
  color text constraint listing_media_color_check check (color ~ '^#[0-9a-f]{6}$'),
  sizes jsonb not null constraint listing_media_sizes_check
    check (jsonb_typeof(sizes) = 'array' and jsonb_array_length(sizes) between 1 and 10),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  upload_path text not null check (length(upload_path) <= 300),
  is_public boolean not null default false,
  created_by uuid not null references public.profiles (id),
  created_at timestamptz not null default now(),
  unique (org_id, id),
  constraint listing_media_position_key unique (listing_id, position) deferrable initially immediate,
  unique (listing_id, sha256),
  foreign key (org_id, listing_id) references public.listings (org_id, id)
);
comment on table public.listing_media is 'The photos of a listing, at most 30, the first of which is its cover. Everyone sees those of published listings.';
comment on column public.listing_media.id is 'Time-ordered identifier.';
comment on column public.listing_media.org_id is 'The organization that lists it.';
comment on column public.listing_media.listing_id is 'The listing.';
comment on column public.listing_media.position is 'Place in the listing from 1, without gaps; 1 is the cover. Changed by public.order_media().';
comment on column public.listing_media.alt_text is 'What the photo shows, for those who do not see it.';
comment on column public.listing_media.width is 'Width of the original in pixels, upright.';
comment on column public.listing_media.height is 'Height of the original in pixels, upright.';
comment on column public.listing_media.color is 'Mean colour as #rrggbb, shown while the photo loads; null when unknown.';
comment on column public.listing_media.sizes is 'What there is in bucket listing-media, narrowest first: [{"width", "height", "path", "bytes"}].';
comment on column public.listing_media.sha256 is 'Digest of the original: the same photo is in a listing once.';
comment on column public.listing_media.upload_path is 'Where the original was in bucket uploads, so that a repeated request finds what it made.';
comment on column public.listing_media.is_public is 'Whether the listing is published, copied from it, so that reading a photo does not ask for its listing.';
comment on column public.listing_media.created_by is 'The member who added it.';
comment on column public.listing_media.created_at is 'When it was added, UTC.';
create index listing_media_listing_idx on public.listing_media (org_id, listing_id);
create index listing_media_created_by_idx on public.listing_media (created_by);
create index listing_media_upload_path_idx on public.listing_media (upload_path);

alter table public.listing_media enable row level security;
-- Who added a photo, and from which upload, is not for visitors.
grant select (id, org_id, listing_id, position, alt_text, width, height, color, sizes, is_public, created_at)
  on public.listing_media to anon, authenticated;
grant update (alt_text) on public.listing_media to authenticated;
grant select, insert, update, delete on public.listing_media to service_role;
create policy listing_media_select_visitor on public.listing_media for select to anon
  using (is_public);
create policy listing_media_select on public.listing_media for select to authenticated using (
  is_public
  or org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids())));
create policy listing_media_update on public.listing_media for update to authenticated
  using (org_id = any (array(select private.my_org_ids('listings.write'))))
  with check (org_id = any (array(select private.my_org_ids('listings.write'))));

create trigger read_text before insert or update of alt_text on public.listing_media
  for each row execute function private.read_text('line:alt_text');
create trigger record_audit after insert or update or delete on public.listing_media
  for each row execute function private.record_audit();

create function private.copy_publicity()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Locked, so that a listing that is published at this moment does not leave the photo behind.
  select listing.status = 'published' into new.is_public
  from public.listings as listing
  where listing.id = new.listing_id
  for share;
  new.is_public := coalesce(new.is_public, false);
  return new;
end
$$;
comment on function private.copy_publicity() is 'Trigger: a new photo is public when its listing is published.';
create trigger copy_publicity before insert on public.listing_media
  for each row execute function private.copy_publicity();

create function private.renew_publicity(listing public.listings)
returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.listing_media as media set is_public = (listing.status = 'published')
  where media.org_id = listing.org_id and media.listing_id = listing.id
    and media.is_public <> (listing.status = 'published');
end
$$;
comment on function private.renew_publicity(public.listings) is 'Photos appear and disappear with their listing.';

-- Files that no row names any more --------------------------------------------------------------

create table private.abandoned_files (
  path text primary key,
  abandoned_at timestamptz not null default now()
);
comment on table private.abandoned_files is 'Files of bucket listing-media whose photo was removed. The jobs function deletes them: Storage keeps files outside the database.';
comment on column private.abandoned_files.path is 'Path in the bucket.';
comment on column private.abandoned_files.abandoned_at is 'When its photo was removed, UTC.';
create index abandoned_files_abandoned_at_idx on private.abandoned_files (abandoned_at);
alter table private.abandoned_files enable row level security;

create function private.abandon_files()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into private.abandoned_files (path)
  select size ->> 'path' from jsonb_array_elements(old.sizes) as size
  where size ->> 'path' is not null
  on conflict (path) do update set abandoned_at = now();
  return null;
end
$$;
comment on function private.abandon_files() is 'Trigger: remembers which files a removed photo leaves behind.';
create trigger abandon_files after delete on public.listing_media
  for each row execute function private.abandon_files();

-- 06_market/55_listing_media_work.sql

-- What members do with a listing's photos, and what the media function asks and writes.

create function private.lock_listing_for_media(listing_id uuid)
returns uuid
language plpgsql
set search_path = ''
as $$
begin
  return (private.lock_my_listing(listing_id)).org_id;
end
$$;
comment on function private.lock_listing_for_media(uuid) is
  'Locks a listing whose photos the caller may change, so that changes come one after the other; returns its organization. Errors: listing.not_found 404, auth.forbidden 403.';

create function private.order_media(listing_id uuid, media_ids uuid[])
returns setof public.listing_media
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.lock_listing_for_media(listing_id);
  if media_ids is null
    or (select count(distinct wanted) from unnest(media_ids) as wanted) <> cardinality(media_ids)
    or (select array_agg(media.id order by media.id) from public.listing_media as media
        where media.listing_id = order_media.listing_id)
      is distinct from (select array_agg(wanted order by wanted) from unnest(media_ids) as wanted)
  then
    perform private.raise_problem('media.bad_order',
      'Cannot order the photos: name each photo of the listing exactly once', 422,
      jsonb_build_object('field', 'media_ids'));
  end if;
  update public.listing_media as media
  set position = wanted.place
  from unnest(media_ids) with ordinality as wanted (id, place)
  where media.id = wanted.id and media.position <> wanted.place;
  return query
    select media.* from public.listing_media as media
    where media.listing_id = order_media.listing_id
    order by media.position;
end
$$;
comment on function private.order_media(uuid, uuid[]) is 'Checks the caller''s permission, then puts the photos in this order.';
grant execute on function private.order_media(uuid, uuid[]) to authenticated;

create function public.order_media(listing_id uuid, media_ids uuid[])
returns setof public.listing_media
language sql
set search_path = ''
as $$
  select private.limit_person('order_media');
  select * from private.order_media(listing_id, media_ids)
$$;
comment on function public.order_media(uuid, uuid[]) is
  'Puts the photos of a listing of yours in this order; the first becomes the cover. Name each of them once. Returns them in order. Errors: media.bad_order 422, listing.not_found 404, auth.forbidden 403.';
grant execute on function public.order_media(uuid, uuid[]) to authenticated;

create function private.remove_media(media_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  listing uuid;
  gone smallint;
begin
  select media.listing_id into listing
  from public.listing_media as media
  where media.id = media_id and (
    media.org_id in (select private.my_org_ids('properties.read')) or media.listing_id in (select private.my_mandated_listing_ids()));
  if listing is null then
    perform private.raise_problem('media.not_found', 'Cannot find the photo among your listings', 404,
      jsonb_build_object('field', 'media_id'));
  end if;
  perform private.lock_listing_for_media(listing);
  delete from public.listing_media as media where media.id = media_id returning media.position into gone;
  if gone is not null then
    update public.listing_media as media set position = media.position - 1
    where media.listing_id = listing and media.position > gone;
  end if;
end
$$;
comment on function private.remove_media(uuid) is 'Checks the caller''s permission, then removes the photo and closes the gap.';
grant execute on function private.remove_media(uuid) to authenticated;

create function public.remove_media(media_id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('remove_media');
  select private.remove_media(media_id)
$$;
comment on function public.remove_media(uuid) is
  'Removes a photo from a listing of yours; the ones behind it move up, and its files are deleted soon after. Errors: media.not_found 404, auth.forbidden 403.';
grant execute on function public.remove_media(uuid) to authenticated;

-- The media function --------------------------------------------------------------------------

create function private.org_for_new_media(acting_user uuid, listing_id uuid, upload_path text)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  owner_org uuid;
  uploads_of uuid;
begin
  select listing.org_id into owner_org
  from public.listings as listing
  where listing.id = listing_id
    and (acting_user in (select private.members_with(listing.org_id, 'properties.read'))
      or acting_user in (select private.mandated_people(listing.id, 'listings.write')))
  for no key update;
  if owner_org is null then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing among your organizations', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if acting_user in (select private.members_with(owner_org, 'listings.write')) then
    uploads_of := owner_org;
  else
    select mandate.agent_org_id into uploads_of
    from public.listings as listing
    join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
    where listing.id = listing_id and acting_user in (select private.mandated_people(listing.id, 'listings.write'));
  end if;
  if uploads_of is null then
    perform private.raise_problem('auth.forbidden',
      'You may not do this for the organization: it needs the permission listings.write', 403);
  end if;
  if upload_path is null or length(upload_path) > 300
    or upload_path !~ ('^' || uploads_of || '/[A-Za-z0-9][A-Za-z0-9._-]*$')
  then
    perform private.raise_problem('media.bad_path',
      'Cannot use the upload: it must lie in the folder of the organization that adds it', 422,
      jsonb_build_object('field', 'upload_path'));
  end if;
  return owner_org;
end
$$;
comment on function private.org_for_new_media(uuid, uuid, text) is
  'Locks the listing and returns its organization, after checking that this user may add this upload to it. Errors: listing.not_found 404, auth.forbidden 403, media.bad_path 422.';

create function service.prepare_listing_media(acting_user uuid, listing_id uuid, upload_path text)
returns table (org_id uuid, known jsonb)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  org_id := private.org_for_new_media(acting_user, listing_id, upload_path);
  select to_jsonb(media) into known
  from public.listing_media as media
  where media.listing_id = prepare_listing_media.listing_id and media.upload_path = prepare_listing_media.upload_path;
  if known is null and (
    select count(*) from public.listing_media as media where media.listing_id = prepare_listing_media.listing_id) >= 30
  then
    perform private.raise_problem('media.too_many', 'Cannot add the photo: the listing has 30 already', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  -- A removed photo that comes back gets the same files: nobody may clear them away meanwhile.
  update private.abandoned_files as file set abandoned_at = now()
  where starts_with(file.path, org_id || '/' || listing_id || '/');
  return next;
end
$$;
comment on function service.prepare_listing_media(uuid, uuid, text) is
  'Before any work on an upload: checks that the user may add it; returns the listing''s organization and, for an upload that was added before, its photo. Errors: listing.not_found 404, auth.forbidden 403, media.bad_path 422, media.too_many 409.';
grant execute on function service.prepare_listing_media(uuid, uuid, text) to service_role;

create function service.add_listing_media(
  acting_user uuid,
  listing_id uuid,
  upload_path text,
  sha256 text,
  width integer,
  height integer,
  sizes jsonb,
  color text default null,
  alt_text text default ''
)
returns public.listing_media
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  described text := coalesce(btrim(private.read_line('alt_text', alt_text)), '');
  owner_org uuid;
  added public.listing_media;
  places smallint;
begin
  owner_org := private.org_for_new_media(acting_user, listing_id, upload_path);
  update public.listing_media as media set upload_path = add_listing_media.upload_path
  where media.listing_id = add_listing_media.listing_id and media.sha256 = add_listing_media.sha256
  returning * into added;
  if added.id is not null then
    return added;
  end if;
  select count(*) into places from public.listing_media as media where media.listing_id = add_listing_media.listing_id;
  if places >= 30 then
    perform private.raise_problem('media.too_many', 'Cannot add the photo: the listing has 30 already', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  insert into public.listing_media
    (org_id, listing_id, position, alt_text, width, height, color, sizes, sha256, upload_path, created_by)
  values
    (owner_org, listing_id, places + 1, described, width, height, color, sizes, sha256, upload_path,
      acting_user)
  returning * into added;
  delete from private.abandoned_files as file
  where file.path in (select size ->> 'path' from jsonb_array_elements(sizes) as size);
  return added;
end
$$;
comment on function service.add_listing_media(uuid, uuid, text, text, integer, integer, jsonb, text, text) is
  'Adds a photo whose files are in Storage as the last one; the same photo again gives the one that is there. Errors: listing.not_found 404, auth.forbidden 403, media.bad_path 422, media.too_many 409.';
grant execute on function service.add_listing_media(uuid, uuid, text, text, integer, integer, jsonb, text, text)
  to service_role;

create function service.forget_abandoned_files(paths text[])
returns void
language sql
security definer
set search_path = ''
as $$
  delete from private.abandoned_files as file where file.path = any (paths)
$$;
comment on function service.forget_abandoned_files(text[]) is 'These files are deleted.';
grant execute on function service.forget_abandoned_files(text[]) to service_role;

-- 06_market/60_viewings.sql

-- Viewings: an organization offers times, people book seats, and only then learn the exact place.

create type public.viewing_status as enum ('booked', 'cancelled', 'attended', 'missed');
comment on type public.viewing_status is 'booked: a place is kept; cancelled: by either side, the place is free again; attended, missed: what the lister recorded afterwards.';
insert into private.state_transitions (machine, from_state, to_state) values
  ('viewing', null, 'booked'), ('viewing', 'booked', 'cancelled'),
  ('viewing', 'booked', 'attended'), ('viewing', 'booked', 'missed');

create table public.viewing_slots (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  starts_at public.instant not null,
  ends_at public.instant not null,
  seats smallint not null default 1 constraint viewing_slots_seats_check check (seats between 1 and 20),
  note text check (private.is_line(note) and length(note) between 1 and 200),
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  constraint viewing_slots_time_check check (ends_at > starts_at and ends_at <= starts_at + interval '8 hours'),
  constraint viewing_slots_no_overlap 
    exclude using gist (org_id with =, listing_id with =, tstzrange(starts_at, ends_at) with &&)
);
comment on table public.viewing_slots is 'Times at which a listing can be seen. Those of one listing do not overlap.';
comment on column public.viewing_slots.id is 'Time-ordered identifier.';
comment on column public.viewing_slots.org_id is 'The organization of the listing.';
comment on column public.viewing_slots.listing_id is 'The listing.';
comment on column public.viewing_slots.starts_at is 'From, UTC.';
comment on column public.viewing_slots.ends_at is 'Until, UTC; at most eight hours later.';
comment on column public.viewing_slots.seats is 'How many bookings it takes; 1 is a viewing alone.';
comment on column public.viewing_slots.note is 'What visitors should know, without the address.';
comment on column public.viewing_slots.created_at is 'When it was offered, UTC.';
create index viewing_slots_listing_idx on public.viewing_slots (org_id, listing_id);
create index viewing_slots_time_idx on public.viewing_slots (listing_id, starts_at);

create table public.viewings (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  slot_id uuid not null,
  seat_no smallint not null check (seat_no between 1 and 20),
  user_id uuid not null references public.profiles (id) on delete cascade,
  during tstzrange not null,
  status public.viewing_status not null default 'booked',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (org_id, slot_id) references public.viewing_slots (org_id, id),
  constraint viewings_one_place_at_a_time
    exclude using gist (org_id with =, user_id with =, during with &&) where (status = 'booked')
);
comment on table public.viewings is 'A booked seat of a slot.';
comment on column public.viewings.id is 'Time-ordered identifier.';
comment on column public.viewings.org_id is 'The organization of the slot.';
comment on column public.viewings.slot_id is 'The slot.';
comment on column public.viewings.seat_no is 'Which seat: each is booked once at a time.';
comment on column public.viewings.user_id is 'Who comes.';
comment on column public.viewings.during is 'The slot''s time, kept so that nobody books two places of an organization at once.';
comment on column public.viewings.status is 'Moved by functions only.';
comment on column public.viewings.created_at is 'When it was booked, UTC.';
comment on column public.viewings.updated_at is 'Last change, UTC.';
comment on constraint viewings_one_place_at_a_time on public.viewings is
  'Nobody keeps two members of an organization waiting at once. What a person books with others is theirs to know.';
create unique index viewings_seat_key on public.viewings (slot_id, seat_no) where status = 'booked';
comment on index public.viewings_seat_key is 'No seat is booked twice, whatever the interleaving.';
create index viewings_slot_idx on public.viewings (org_id, slot_id);
create index viewings_user_id_idx on public.viewings (user_id);

create function private.my_mandated_slot_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
begin
  return query
  select slot.id from public.viewing_slots as slot where slot.listing_id in (select private.my_mandated_listing_ids());
end
$$;
comment on function private.my_mandated_slot_ids() is
  'The viewing slots of the listings that the caller''s agencies list or show under a live mandate.';
grant execute on function private.my_mandated_slot_ids() to authenticated;

alter table public.viewing_slots enable row level security;
alter table public.viewings enable row level security;
grant select on public.viewing_slots to anon;
grant select, delete on public.viewing_slots to authenticated;
grant select on public.viewings to authenticated;
grant select, insert, update, delete on public.viewing_slots, public.viewings to service_role;
-- The subquery is itself under row-level security: slots are seen where their listing is.
create policy viewing_slots_select_visitor on public.viewing_slots for select to anon using (exists (
  select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy viewing_slots_select on public.viewing_slots for select to authenticated using (
  org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids()))
  or exists (select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy viewing_slots_delete on public.viewing_slots for delete to authenticated using (
  org_id = any (array(select private.my_org_ids('deals.write')))
  or listing_id = any (array(select private.my_mandated_listing_ids())));
create policy viewings_select on public.viewings for select to authenticated using (
  user_id = (select auth.uid())
  or org_id = any (array(select private.my_org_ids('deals.read')))
  or slot_id = any (array(select private.my_mandated_slot_ids())));
create trigger guard_move before insert or update of status on public.viewings
  for each row execute function private.guard_move('viewing');
create trigger touch_updated_at before update on public.viewings
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.viewings
  for each row execute function private.record_audit();

create function private.notify_viewing()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(new.org_id, 'deals.write')
      union
      select private.mandated_people(slot.listing_id, 'deals.write') from public.viewing_slots as slot where slot.id = new.slot_id
      union
      select new.user_id
    ),
    new.org_id, case new.status when 'booked' then 'viewing_booked' else 'viewing_cancelled' end,
    case new.status when 'booked' then 'A viewing was booked' else 'A viewing was cancelled' end,
    new.id, jsonb_build_object('starts_at', lower(new.during)), but_not => (select auth.uid()));
  return null;
end
$$;
comment on function private.notify_viewing() is
  'Trigger: tells both sides of a viewing, and the agency that shows it, except who did it.';
create trigger notify_viewing after insert on public.viewings
  for each row execute function private.notify_viewing();
create trigger notify_viewing_cancelled after update of status on public.viewings
  for each row when (new.status = 'cancelled' and old.status = 'booked') execute function private.notify_viewing();

create function private.offer_viewing(
  listing_id uuid, starts_at public.instant, ends_at public.instant, seats integer, note text)
returns public.viewing_slots
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  org uuid;
  wrong text;
  offered public.viewing_slots;
begin
  select listing.org_id into org from public.listings as listing
  where listing.id = listing_id and (
    listing.org_id in (select private.my_org_ids('properties.read')) or listing.id in (select private.my_mandated_listing_ids()));
  if not found then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing among your organizations', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if not exists (select from private.my_mandated_listing_ids() as mine where mine = listing_id) then
    perform private.require_permission(org, 'deals.write');
  end if;
  note := nullif(btrim(note), '');
  wrong := case
    when starts_at is null or starts_at <= now() or starts_at > now() + interval '1 year' then 'starts_at'
    when ends_at is null or ends_at <= starts_at or ends_at > starts_at + interval '8 hours' then 'ends_at'
    when seats is null or seats not between 1 and 20 then 'seats'
    when length(note) > 200 then 'note'
  end;
  if wrong is not null then
    perform private.raise_problem('viewing.bad_slot', format('Cannot offer the viewing: %s %s', wrong,
      case wrong
        when 'starts_at' then 'must lie within a year from now'
        when 'ends_at' then 'must come after starts_at, by eight hours at most'
        when 'seats' then 'must be from 1 to 20'
        else 'must have at most 200 characters'
      end), 400, jsonb_build_object('field', wrong));
  end if;
  insert into public.viewing_slots as slot (org_id, listing_id, starts_at, ends_at, seats, note)
  values (org, listing_id, starts_at, ends_at, seats, note)
  returning slot.* into offered;
  return offered;
exception when exclusion_violation then
  perform private.raise_problem('viewing.slot_taken', 'Cannot offer the viewing: another one of the listing is at that time', 409,
    jsonb_build_object('field', 'starts_at'));
  return null;
end
$$;
comment on function private.offer_viewing(uuid, public.instant, public.instant, integer, text) is
  'Checks that the caller shows the listing, as a member or by a live mandate, and the time, then offers the slot.';
grant execute on function private.offer_viewing(uuid, public.instant, public.instant, integer, text) to authenticated;

create function public.offer_viewing(
  listing_id uuid, starts_at text, ends_at text, seats integer default 1, note text default null)
returns public.viewing_slots
language sql
set search_path = ''
as $$
  select private.limit_person('offer_viewing');
  select private.offer_viewing(listing_id, private.read_instant('starts_at', starts_at),
    private.read_instant('ends_at', ends_at), seats, private.read_line('note', note))
$$;
comment on function public.offer_viewing(uuid, text, text, integer, text) is
  'Offers a time, within a year and of at most eight hours, at which a listing of yours can be seen by seats people (1 to 20) at once; also for an agency that lists or shows it under a live mandate. Slots of a listing do not overlap. Errors: listing.not_found 404, auth.forbidden 403, viewing.bad_slot 400, viewing.slot_taken 409.';
grant execute on function public.offer_viewing(uuid, text, text, integer, text) to authenticated;

create function private.book_viewing(slot_id uuid)
returns public.viewings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  slot public.viewing_slots;
  seat smallint;
  booked public.viewings;
begin
  -- The slot's row is locked: those who book it at the same moment are seated one after another.
  select known.* into slot from public.viewing_slots as known
  join public.listings as listing on listing.id = known.listing_id and listing.status = 'published'
  where known.id = slot_id
  for update of known;
  if not found then
    perform private.raise_problem('viewing.not_found', 'Cannot find the slot: its listing is not on the market', 404,
      jsonb_build_object('field', 'slot_id'));
  end if;
  if slot.starts_at <= now() then
    perform private.raise_problem('viewing.too_late', 'Cannot book: the viewing has begun', 409, jsonb_build_object('field', 'slot_id'));
  end if;
  select known.* into booked from public.viewings as known
  where known.slot_id = slot.id and known.user_id = caller and known.status = 'booked';
  if found then
    return booked;
  end if;
  select free into seat from generate_series(1, slot.seats) as free
  where not exists (
    select from public.viewings as taken
    where taken.slot_id = slot.id and taken.seat_no = free and taken.status = 'booked')
  order by free limit 1;
  if seat is null then
    perform private.raise_problem('viewing.full', 'Cannot book: every seat is taken', 409, jsonb_build_object('field', 'slot_id'));
  end if;
  insert into public.viewings (org_id, slot_id, seat_no, user_id, during)
  values (slot.org_id, slot.id, seat, caller, tstzrange(slot.starts_at, slot.ends_at))
  returning * into booked;
  return booked;
exception when exclusion_violation then
  perform private.raise_problem('viewing.elsewhere', 'Cannot book: you have another viewing with this organization at that time', 409,
    jsonb_build_object('field', 'slot_id'));
  return null;
end
$$;
comment on function private.book_viewing(uuid) is 'Seats the caller in a slot of a published listing.';
grant execute on function private.book_viewing(uuid) to authenticated;

create function public.book_viewing(slot_id uuid)
returns public.viewings
language sql
set search_path = ''
as $$
  select private.limit_person('book_viewing');
  select private.book_viewing(slot_id)
$$;
comment on function public.book_viewing(uuid) is
  'Books a seat; safe to repeat. Errors name slot_id: viewing.not_found 404, viewing.too_late, viewing.full, viewing.elsewhere 409.';
grant execute on function public.book_viewing(uuid) to authenticated;

create function private.move_viewing(viewing_id uuid, to_status public.viewing_status, reason text)
returns public.viewings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  viewing public.viewings;
begin
  select known.* into viewing from public.viewings as known
  where known.id = viewing_id and (
    known.user_id = (select auth.uid()) or known.org_id in (select private.my_org_ids('deals.read'))
    or known.slot_id in (select private.my_mandated_slot_ids()))
  for update;
  if not found then
    perform private.raise_problem('viewing.not_found', 'Cannot find the viewing', 404, jsonb_build_object('field', 'viewing_id'));
  end if;
  if to_status is null then
    perform private.raise_problem('viewing.bad_outcome', 'Cannot say how it went: attended is missing', 400,
      jsonb_build_object('field', 'attended'));
  end if;
  if (to_status <> 'cancelled' or viewing.user_id is distinct from (select auth.uid()))
    and viewing.slot_id not in (select private.my_mandated_slot_ids()) then
    perform private.require_permission(viewing.org_id, 'deals.write');
  end if;
  if to_status in ('attended', 'missed') and lower(viewing.during) > now() then
    perform private.raise_problem('viewing.too_early', 'Cannot say how it went: the viewing has not begun', 409,
      jsonb_build_object('field', 'outcome'));
  end if;
  perform private.begin_move('viewing', viewing.id, reason);
  update public.viewings as known set status = to_status where known.id = viewing.id returning * into viewing;
  return viewing;
end
$$;
comment on function private.move_viewing(uuid, public.viewing_status, text) is
  'Checks the caller, then moves the viewing: either side cancels, the organization says how it went.';
grant execute on function private.move_viewing(uuid, public.viewing_status, text) to authenticated;

create function public.cancel_viewing(viewing_id uuid, reason text default null)
returns public.viewings
language sql
set search_path = ''
as $$
  select private.limit_person('cancel_viewing');
  select private.move_viewing(viewing_id, 'cancelled', private.read_prose('reason', reason))
$$;
comment on function public.cancel_viewing(uuid, text) is
  'Cancels a booking, by either side; the seat is free again. Errors: viewing.not_found 404, auth.forbidden 403, viewing.illegal_transition 409.';
grant execute on function public.cancel_viewing(uuid, text) to authenticated;

create function public.record_viewing(viewing_id uuid, attended boolean, note text default null)
returns public.viewings
language sql
set search_path = ''
as $$
  select private.limit_person('record_viewing');
  -- Null for null: what nobody said is neither.
  select private.move_viewing(
    viewing_id, (case attended when true then 'attended' when false then 'missed' end)::public.viewing_status,
    private.read_prose('note', note))
$$;
comment on function public.record_viewing(uuid, boolean, text) is
  'Records whether the person came. Errors: viewing.bad_outcome 400, viewing.not_found 404, auth.forbidden 403, viewing.too_early, viewing.illegal_transition 409.';
grant execute on function public.record_viewing(uuid, boolean, text) to authenticated;

create function private.viewing_place(viewing_id uuid)
returns table (unit_label text, property_name text, street text, area text, lga text, state text, landmark text,
  longitude double precision, latitude double precision)
language sql
stable
security definer
set search_path = ''
as $$
  select unit.label, property.name, property.street, property.area, property.lga, property.state, property.landmark,
    extensions.st_x(property.location::extensions.geometry), extensions.st_y(property.location::extensions.geometry)
  from public.viewings as viewing
  join public.viewing_slots as slot on slot.id = viewing.slot_id
  join public.listings as listing on listing.id = slot.listing_id
  join public.units as unit on unit.id = listing.unit_id
  join public.properties as property on property.id = unit.property_id
  where viewing.id = viewing_id and viewing.user_id = (select auth.uid()) and viewing.status = 'booked'
$$;
comment on function private.viewing_place(uuid) is 'Tells the exact place to who has a booking, while they have it.';
grant execute on function private.viewing_place(uuid) to authenticated;

create function public.viewing_place(viewing_id uuid)
returns table (unit_label text, property_name text, street text, area text, lga text, state text, landmark text,
  longitude double precision, latitude double precision)
language sql
stable
set search_path = ''
as $$
  select * from private.viewing_place(viewing_id)
$$;
comment on function public.viewing_place(uuid) is
  'The exact address and point (WGS 84) of a viewing that you have booked; no row for anybody else or once it was cancelled.';
grant execute on function public.viewing_place(uuid) to authenticated;

create function private.seats_left(listing_id uuid)
returns table (slot_id uuid, starts_at timestamptz, ends_at timestamptz, seats_left integer, note text)
language sql
stable
security definer
set search_path = ''
as $$
  select slot.id, slot.starts_at, slot.ends_at,
    slot.seats - (select count(*)::integer from public.viewings as taken where taken.slot_id = slot.id and taken.status = 'booked'),
    slot.note
  from public.viewing_slots as slot
  join public.listings as listing on listing.id = slot.listing_id and listing.status = 'published'
  where slot.listing_id = seats_left.listing_id and slot.starts_at > now()
  order by slot.starts_at limit 100
$$;
comment on function private.seats_left(uuid) is 'Counts bookings of a published listing without telling whose.';
grant execute on function private.seats_left(uuid) to anon, authenticated;

create function public.viewing_times(listing_id uuid)
returns table (slot_id uuid, starts_at timestamptz, ends_at timestamptz, seats_left integer, note text)
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(5, 10);
  select * from private.seats_left(listing_id)
$$;
comment on function public.viewing_times(uuid) is 'The coming times at which a published listing can be seen, with the seats left; at most 100.';
grant execute on function public.viewing_times(uuid) to anon, authenticated;

-- 06_market/70_availability.sql

-- Shortlet availability: visitors see which days are taken, owners close days of their own.

create function private.check_days(from_on public.calendar_date, until_on public.calendar_date)
returns daterange
language plpgsql
immutable
set search_path = ''
as $$
declare
  wrong text;
  rule text;
begin
  case
    when from_on is null then wrong := 'from_on'; rule := 'is missing';
    when until_on is null then wrong := 'until_on'; rule := 'is missing';
    when until_on <= from_on then wrong := 'until_on'; rule := 'must be after from_on';
    when until_on - from_on > 400 then wrong := 'until_on'; rule := 'must be at most 400 days after from_on';
    else return daterange(from_on, until_on);
  end case;
  perform private.raise_problem('availability.bad_dates', format('Cannot use those days: %s %s', wrong, rule), 400,
    jsonb_build_object('field', wrong));
  return null;
end
$$;
comment on function private.check_days(public.calendar_date, public.calendar_date) is
  'Days from (included) to (excluded), at most 400. Error: availability.bad_dates 400.';

create function private.is_unit_free(unit_id uuid, period daterange)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select not exists (
    select from public.unit_holds as hold
    where hold.unit_id = is_unit_free.unit_id and hold.status = 'active' and hold.period && is_unit_free.period
      and (hold.expires_at is null or hold.expires_at > now())
  )
$$;
comment on function private.is_unit_free(uuid, daterange) is
  'Whether no live hold of the unit meets the days; for search, which may not read holds.';
grant execute on function private.is_unit_free(uuid, daterange) to anon, authenticated, service_role;

create function private.taken_days(listing_id uuid, from_on public.calendar_date, until_on public.calendar_date)
returns table (taken_from date, taken_until date)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  asked daterange := private.check_days(from_on, until_on);
  shown_unit uuid;
begin
  select listing.unit_id into shown_unit from public.listings as listing
  where listing.id = listing_id and listing.status = 'published';
  if not found then
    perform private.raise_problem('listing.not_found', 'Cannot find a published listing', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  -- The past is nobody's business; stays that meet are shown as one, so that no single one is told.
  asked := asked * daterange(private.lagos_date(), null);
  return query
  select lower(days), upper(days)
  from unnest((
    select range_agg(hold.period * asked) from public.unit_holds as hold
    where hold.unit_id = shown_unit and hold.status = 'active' and hold.period && asked
      and (hold.expires_at is null or hold.expires_at > now())
  )) as days
  order by 1;
end
$$;
comment on function private.taken_days(uuid, public.calendar_date, public.calendar_date) is
  'The days on which a published listing''s unit is taken, without who or why. Errors: availability.bad_dates 400, listing.not_found 404.';
grant execute on function private.taken_days(uuid, public.calendar_date, public.calendar_date) to anon, authenticated, service_role;

create function public.availability(listing_id uuid, from_on text, until_on text)
returns table (taken_from date, taken_until date)
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(5, 10);
  select days.taken_from, days.taken_until from private.taken_days(listing_id, private.read_date('from_on', from_on), private.read_date('until_on', until_on)) as days
$$;
comment on function public.availability(uuid, text, text) is
  'The days between from_on (included) and until_on (excluded) on which a published listing is taken: each row from taken_from (included) to taken_until (excluded). At most 400 days; days before today are not told. Errors: availability.bad_dates 400, listing.not_found 404.';
grant execute on function public.availability(uuid, text, text) to anon, authenticated, service_role;

create function private.block_dates(unit_id uuid, from_on public.calendar_date, until_on public.calendar_date, note text)
returns public.unit_holds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  period daterange := private.check_days(from_on, until_on);
  unit public.units;
  hold public.unit_holds;
begin
  select u.* into unit from public.units as u
  where u.id = unit_id and u.org_id in (select private.my_org_ids('properties.read'));
  if not found then
    perform private.raise_problem('unit.not_found', 'Cannot find the unit among your organizations', 404,
      jsonb_build_object('field', 'unit_id'));
  end if;
  perform private.require_permission(unit.org_id, 'properties.write');
  if from_on < private.lagos_date() then
    perform private.raise_problem('availability.bad_dates', 'Cannot close days that have passed: from_on is before today', 400,
      jsonb_build_object('field', 'from_on'));
  end if;
  if length(note) > 300 then
    perform private.raise_problem('availability.bad_dates', 'Cannot close the days: note must have at most 300 characters', 400,
      jsonb_build_object('field', 'note'));
  end if;
  perform private.expire_holds(unit.id);
  begin
    insert into public.unit_holds (org_id, unit_id, period, reason, is_block, note)
    values (unit.org_id, unit.id, period, 'shortlet', true, nullif(btrim(note), ''))
    returning * into hold;
  exception when exclusion_violation then
    -- The same days closed again are closed already.
    select h.* into hold from public.unit_holds as h
    where h.unit_id = unit.id and h.status = 'active' and h.is_block and h.period = period;
    if not found then
      perform private.raise_problem('unit.already_taken',
        format('Cannot close %s from %s: it is taken for some of those days', unit.label, from_on), 409,
        jsonb_build_object('field', 'from_on'));
    end if;
  end;
  return hold;
end
$$;
comment on function private.block_dates(uuid, public.calendar_date, public.calendar_date, text) is 'Checks the caller and the days, then closes them.';
grant execute on function private.block_dates(uuid, public.calendar_date, public.calendar_date, text) to authenticated;

create function public.block_dates(unit_id uuid, from_on text, until_on text, note text default null)
returns public.unit_holds
language sql
set search_path = ''
as $$
  select private.limit_person('block_dates');
  select private.block_dates(
    unit_id, private.read_date('from_on', from_on), private.read_date('until_on', until_on),
    private.read_prose('note', note))
$$;
comment on function public.block_dates(uuid, text, text, text) is
  'Closes days of your unit, from from_on (included) to until_on (excluded), for your own use. Safe to repeat. Errors: availability.bad_dates 400, unit.not_found 404, auth.forbidden 403, unit.already_taken 409.';
grant execute on function public.block_dates(uuid, text, text, text) to authenticated;

create function private.unblock_dates(hold_id uuid)
returns public.unit_holds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  hold public.unit_holds;
begin
  select h.* into hold from public.unit_holds as h
  where h.id = hold_id and h.is_block and h.org_id in (select private.my_org_ids('properties.read'))
  for update;
  if not found then
    perform private.raise_problem('unit_hold.not_found', 'Cannot find closed days among your units', 404,
      jsonb_build_object('field', 'hold_id'));
  end if;
  perform private.require_permission(hold.org_id, 'properties.write');
  if hold.status = 'active' then
    perform private.move_hold(hold.id, 'released', 'Opened again');
    hold.status := 'released';
  end if;
  return hold;
end
$$;
comment on function private.unblock_dates(uuid) is 'Checks the caller, then opens closed days again.';
grant execute on function private.unblock_dates(uuid) to authenticated;

create function public.unblock_dates(hold_id uuid)
returns public.unit_holds
language sql
set search_path = ''
as $$
  select private.limit_person('unblock_dates');
  select private.unblock_dates(hold_id)
$$;
comment on function public.unblock_dates(uuid) is
  'Opens days that block_dates() closed. Safe to repeat. Errors: unit_hold.not_found 404, auth.forbidden 403.';
grant execute on function public.unblock_dates(uuid) to authenticated;

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;

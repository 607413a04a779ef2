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
  ('listing', 'suspended', 'let'),
  ('listing', 'published', 'pending_review'), ('listing', 'paused', 'pending_review'), ('listing', 'stale', 'pending_review'),
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
  title_searched_on public.calendar_date,
  minimum_nights smallint check (minimum_nights between 1 and 365),
  maximum_nights smallint check (maximum_nights between 1 and 365),
  mandate_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  shown_changed_at timestamptz not null default now(),
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
comment on column public.listings.title_searched_on is 'Nigerian date of the latest clean search of the title, copied from the property; null while it is not verified.';
comment on column public.listings.minimum_nights is 'Fewest nights of one stay, for a shortlet; null: one.';
comment on column public.listings.maximum_nights is 'Most nights of one stay, for a shortlet; null: no limit.';
comment on column public.listings.mandate_id is 'The mandate by which an agency wrote it for the owner; null for the owner''s own.';
comment on column public.listings.created_at is 'When it was written, UTC.';
comment on column public.listings.updated_at is 'Last change, UTC.';
comment on column public.listings.shown_changed_at is
  'When what visitors read of it last changed, UTC, in whole milliseconds: its words and price, what its unit is and where, and, where staff review it, its photos and fees. Never by what the platform says of it. Says which text a reviewer saw: review_listing(). Kept by triggers.';
create index listings_unit_idx on public.listings (org_id, unit_id);
create index listings_confirm_by_idx on public.listings (confirm_by) where status = 'published';
create index listings_waiting_idx on public.listings (org_id, status, confirm_by)
  where status in ('draft', 'published', 'stale', 'suspended');
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

create function private.freshness()
returns interval
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return interval '30 days';
end
$$;
comment on function private.freshness() is 'For how long a listing counts as fresh after it was published or confirmed.';
grant execute on function private.freshness() to anon, authenticated, service_role;

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
      confirm_by = case when to_status = 'published' then now() + private.freshness() else listing.confirm_by end
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
  'Publishes, pauses or closes a listing of yours, once however often it is called; where staff review your organization, or suspended it or another that one of its owners owns, publishing leads to pending_review, and so does changing what is published. Errors: listing.not_found 404, auth.forbidden, trust.level_missing 403, listing.illegal_transition 409, listing.suspended 409, listing.unit_already_listed 409.';
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

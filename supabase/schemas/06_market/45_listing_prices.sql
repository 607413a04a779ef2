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
    when private.move_in_kobo(listing) > 1000000000000000 then
      array['price_kobo', 'the advance and the fees must be at most 1,000,000,000,000,000 together']
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

-- Price history: what a listing asked, since when; and prices that make no sense refused by the field.

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

create function private.keep_price()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.listing_prices (org_id, listing_id, price_kobo, price_per, advance_periods)
  values (new.org_id, new.id, new.price_kobo, new.price_per, new.advance_periods);
  return null;
end
$$;
comment on function private.keep_price() is 'Trigger: keeps each price that a listing asks.';
create trigger keep_price after insert on public.listings
  for each row execute function private.keep_price();
create trigger keep_price_again after update on public.listings
  for each row when (
    (old.price_kobo, old.price_per, old.advance_periods) is distinct from (new.price_kobo, new.price_per, new.advance_periods))
  execute function private.keep_price();

-- Favourites: what a person keeps an eye on, with what it last said while it was on the market.

create table public.favourites (
  user_id uuid not null default auth.uid() references public.profiles (id) on delete cascade,
  listing_id uuid not null references public.listings (id) on delete cascade,
  note text check (private.is_prose(note) and length(note) <= 500),
  title text not null,
  price_kobo public.positive_kobo not null,
  price_per public.price_period not null,
  created_at timestamptz not null default now(),
  primary key (user_id, listing_id)
);
comment on table public.favourites is 'Listings that a person keeps, at most 500. They stay when the listing leaves the market; see my_favourites.';
comment on column public.favourites.user_id is 'Whose favourite.';
comment on column public.favourites.listing_id is 'The listing.';
comment on column public.favourites.note is 'The person''s own note, at most 500 characters.';
comment on column public.favourites.title is 'The listing''s headline when it was kept, renewed when it leaves the market.';
comment on column public.favourites.price_kobo is 'Its price in kobo for one price_per when it was kept, renewed when it leaves the market.';
comment on column public.favourites.price_per is 'What the price is for.';
comment on column public.favourites.created_at is 'When it was kept, UTC.';
create index favourites_listing_id_idx on public.favourites (listing_id);

alter table public.favourites enable row level security;
grant select, delete, insert (listing_id, note), update (note) on public.favourites to authenticated;
grant select, insert, update, delete on public.favourites to service_role;
create policy favourites_select on public.favourites for select to authenticated
  using (user_id = (select auth.uid()));
create policy favourites_insert on public.favourites for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy favourites_update on public.favourites for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create policy favourites_delete on public.favourites for delete to authenticated
  using (user_id = (select auth.uid()));

create function private.take_favourite()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  -- Runs as the caller: row-level security decides which listings can be kept.
  select listing.title, listing.price_kobo, listing.price_per
  into new.title, new.price_kobo, new.price_per
  from public.listings as listing where listing.id = new.listing_id;
  if not found then
    perform private.raise_problem('listing.not_found', 'Cannot keep the listing: find no such listing', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  -- One person's favourites are counted by one transaction at a time.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('favourites:' || new.user_id, 0));
  if (select count(*) >= 500 from public.favourites as kept
      where kept.user_id = new.user_id and kept.listing_id <> new.listing_id) then
    perform private.raise_problem('favourite.too_many', 'Cannot keep more than 500 favourites: remove one first', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  return new;
end
$$;
comment on function private.take_favourite() is
  'Trigger: copies what the listing says, for listings that the caller can see. Errors: listing.not_found 404, favourite.too_many 409.';
create trigger refuse_suspended before update or delete on public.favourites
  for each statement when (current_user = 'authenticated') execute function private.refuse_suspended();
create trigger limit_writing before insert on public.favourites
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger read_text before insert or update of note on public.favourites
  for each row execute function private.read_text('prose:note');
create trigger take_favourite before insert on public.favourites
  for each row execute function private.take_favourite();

create function private.renew_favourites(listing public.listings)
returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.favourites as kept
  set title = listing.title, price_kobo = listing.price_kobo, price_per = listing.price_per
  where kept.listing_id = listing.id;
end
$$;
comment on function private.renew_favourites(public.listings) is
  'Writes what a listing last said into the favourites of it when it leaves the market.';

create function private.forget_favourites(person_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  delete from public.favourites as kept where kept.user_id = person_id;
end
$$;
comment on function private.forget_favourites(uuid) is 'Deletes the favourites of a person whose account is deleted.';

create view public.my_favourites with (security_invoker = on) as
select
  kept.listing_id,
  kept.note,
  kept.created_at,
  listing.id is not null as is_available,
  coalesce(listing.title, kept.title) as title,
  coalesce(listing.price_kobo, kept.price_kobo) as price_kobo,
  coalesce(listing.price_per, kept.price_per) as price_per,
  listing.purpose,
  listing.kind,
  listing.bedrooms,
  listing.bathrooms,
  listing.area
from public.favourites as kept
left join public.listings as listing on listing.id = kept.listing_id and listing.status = 'published';
comment on view public.my_favourites is
  'The caller''s favourites; is_available is false for one that left the market, which shows its last title and price (kobo).';
grant select on public.my_favourites to authenticated;

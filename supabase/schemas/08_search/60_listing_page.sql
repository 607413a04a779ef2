-- The page of a listing: as every visitor may read it, and as staff read it before visitors do.

create function private.page_of_listing(listing_id uuid, must_be_live boolean)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'id', listing.id, 'title', listing.title, 'description', listing.description, 'purpose', listing.purpose,
    'price_kobo', listing.price_kobo, 'price_per', listing.price_per, 'advance_periods', listing.advance_periods,
    'currency', listing.currency, 'kind', listing.kind, 'bedrooms', listing.bedrooms, 'bathrooms', listing.bathrooms,
    'is_furnished', listing.is_furnished, 'is_verified', listing.is_verified, 'features', listing.features,
    'is_tenanted', listing.purpose = 'sale' and private.is_tenanted(unit),
    'area', listing.area, 'lga', listing.lga, 'state', listing.state,
    'longitude', extensions.st_x(listing.location::extensions.geometry),
    'latitude', extensions.st_y(listing.location::extensions.geometry),
    'costs', public.listing_costs(listing.id), 'published_at', listing.published_at, 'confirm_by', listing.confirm_by,
    'confirmed_at', listing.confirm_by - private.freshness(), 'checked', private.checks_of(listing), 'listed_by', organization.name,
    'listed_by_checked', private.checks_of_organization(organization.id),
    'photos', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', photo.id, 'position', photo.position, 'alt_text', photo.alt_text, 'color', photo.color,
        'width', photo.width, 'height', photo.height, 'sizes', photo.sizes) order by photo.position), '[]')
      from public.listing_media as photo where photo.listing_id = listing.id))
  from public.listings as listing
  join public.organizations as organization on organization.id = listing.org_id
  join public.units as unit on unit.id = listing.unit_id
  where listing.id = page_of_listing.listing_id and (listing.status = 'published' or must_be_live is false)
$$;
comment on function private.page_of_listing(uuid, boolean) is
  'What the page of a listing shows; null where there is none. must_be_live: only of what is on the market, also when it is null. Checks no rights.';

create function private.listing_page(listing_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  page jsonb := private.page_of_listing(listing_id, true);
begin
  if page is null then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing: it is not on the market', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  return page;
end
$$;
comment on function private.listing_page(uuid) is 'What everyone may read of a published listing. Error: listing.not_found 404.';
grant execute on function private.listing_page(uuid) to anon, authenticated, service_role;

create function public.listing_page(listing_id uuid)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  perform private.visitors_may_keep(10, 30);
  return private.listing_page(listing_id);
end
$$;
comment on function public.listing_page(uuid) is
  'The public page of a listing that is on the market: what it is, where about, its photos, what it costs to move in (kobo), who lists it, and what was checked of the home (checked) and of who lists it (listed_by_checked), each with its date. Error: listing.not_found 404.';
grant execute on function public.listing_page(uuid) to anon, authenticated, service_role;

create function private.listing_under_review(listing_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  page jsonb;
begin
  perform private.require_staff('review_listing');
  select private.page_of_listing(listing.id, false) || jsonb_build_object('status', listing.status, 'shown_changed_at', listing.shown_changed_at)
  into page
  from public.listings as listing
  where listing.id = listing_under_review.listing_id and listing.status <> 'draft';
  if page is null then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing, or it is a draft', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  return page;
end
$$;
comment on function private.listing_under_review(uuid) is
  'Checks that the caller is staff, then shows what visitors would see of a listing that staff decide about.';

create function public.listing_under_review(listing_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.listing_under_review(listing_id)
$$;
comment on function public.listing_under_review(uuid) is
  'For staff: a listing that is no draft, as its page shows it to visitors (listing_page): photos, what it costs to move in with marks of the law, who lists it, what was checked; with its status and shown_changed_at, which is seen_at of review_listing. Errors: auth.forbidden, auth.insufficient_assurance 403, listing.not_found 404.';
grant execute on function private.listing_under_review(uuid), public.listing_under_review(uuid) to authenticated;

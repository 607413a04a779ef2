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

create function private.lock_listing_of_media(media_id uuid)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  listing uuid;
begin
  select media.listing_id into listing
  from public.listing_media as media
  where media.id = media_id and (
    media.org_id in (select private.my_org_ids('properties.read'))
    or media.listing_id in (select private.my_mandated_listing_ids_to_write()));
  if listing is null then
    perform private.raise_problem('media.not_found', 'Cannot find the photo among your listings', 404,
      jsonb_build_object('field', 'media_id'));
  end if;
  perform private.lock_listing_for_media(listing);
  return listing;
end
$$;
comment on function private.lock_listing_of_media(uuid) is
  'Locks the listing of a photo that the caller may change, and returns it. Errors: media.not_found 404, auth.forbidden 403.';

create function private.describe_media(media_id uuid, alt_text text)
returns public.listing_media
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  described public.listing_media;
  written text := coalesce(btrim(alt_text), '');
begin
  perform private.lock_listing_of_media(media_id);
  if length(written) > 200 then
    perform private.raise_problem('media.bad_alt_text', 'Cannot describe the photo: alt_text must have at most 200 characters', 422,
      jsonb_build_object('field', 'alt_text'));
  end if;
  update public.listing_media as media set alt_text = written where media.id = media_id and media.alt_text <> written;
  select media.* into described from public.listing_media as media where media.id = media_id;
  if not found then
    -- Removed while the listing was waited for.
    perform private.raise_problem('media.not_found', 'Cannot find the photo among your listings', 404,
      jsonb_build_object('field', 'media_id'));
  end if;
  return described;
end
$$;
comment on function private.describe_media(uuid, text) is 'Checks the caller''s permission, then writes what the photo shows.';
grant execute on function private.describe_media(uuid, text) to authenticated;

create function public.describe_media(media_id uuid, alt_text text)
returns public.listing_media
language sql
set search_path = ''
as $$
  select private.limit_person('describe_media');
  select private.describe_media(media_id, private.read_line('alt_text', alt_text))
$$;
comment on function public.describe_media(uuid, text) is
  'Says what a photo of a listing of yours, or one you have a mandate to list, shows, in at most 200 characters, for those who do not see it; empty or null takes the words away. Safe to repeat. Errors: media.not_found 404, auth.forbidden 403, media.bad_alt_text 422.';
grant execute on function public.describe_media(uuid, text) to authenticated;

create function private.remove_media(media_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  listing uuid := private.lock_listing_of_media(media_id);
  gone smallint;
begin
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

create function service.expect_listing_upload(acting_user uuid, listing_id uuid, file_name text)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  owner_org uuid := (
    select listing.org_id from public.listings as listing where listing.id = expect_listing_upload.listing_id);
  folder uuid := coalesce(
    (select owner_org where acting_user in (select private.members_with(owner_org, 'listings.write'))),
    (select mandate.agent_org_id from public.listings as listing
      join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
      where listing.id = expect_listing_upload.listing_id),
    owner_org);
  path text := folder || '/' || file_name;
begin
  perform service.prepare_listing_media(acting_user, listing_id, path);
  insert into private.abandoned_files (path, bucket, abandoned_at)
  values ('originals/' || path, 'originals', now() + interval '1 day')
  on conflict do nothing;
  return path;
end
$$;
comment on function service.expect_listing_upload(uuid, uuid, text) is
  'Before an original is sent straight to the store of photos: checks that the user may add it, and returns the path by which it is named. It is deleted after a day if it is still there. Errors: listing.not_found 404, auth.forbidden 403, media.bad_path 422, media.too_many 409.';
grant execute on function service.expect_listing_upload(uuid, uuid, text) to service_role;

create function service.add_listing_media(
  acting_user uuid,
  listing_id uuid,
  upload_path text,
  sha256 text,
  width integer,
  height integer,
  sizes jsonb,
  color text default null,
  alt_text text default '',
  perceptual_hash text default null
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
  update public.listing_media as media
  set upload_path = add_listing_media.upload_path,
    perceptual_hash = coalesce(media.perceptual_hash, add_listing_media.perceptual_hash)
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
    (org_id, listing_id, position, alt_text, width, height, color, sizes, sha256, upload_path, created_by, perceptual_hash)
  values
    (owner_org, listing_id, places + 1, described, width, height, color, sizes, sha256, upload_path,
      acting_user, perceptual_hash)
  returning * into added;
  delete from private.abandoned_files as file
  where file.path in (select size ->> 'path' from jsonb_array_elements(sizes) as size);
  return added;
end
$$;
comment on function service.add_listing_media(uuid, uuid, text, text, integer, integer, jsonb, text, text, text) is
  'Adds a photo whose files are in Storage as the last one; the same photo again gives the one that is there. perceptual_hash: its look (functions/media/look.ts). Errors: listing.not_found 404, auth.forbidden 403, media.bad_path 422, media.too_many 409.';
grant execute on function service.add_listing_media(uuid, uuid, text, text, integer, integer, jsonb, text, text, text)
  to service_role;

create function service.put_off_abandoned_files(paths text[])
returns void
language sql
security definer
set search_path = ''
as $$
  -- Not all at one moment: one that is never deleted is not among the same ones again.
  update private.abandoned_files as file set abandoned_at = now() + random() * interval '10 minutes' where file.path = any (paths)
$$;
comment on function service.put_off_abandoned_files(text[]) is
  'These files are about to be deleted: those that are not forgotten afterwards come again in ten to twenty minutes, behind all others.';
grant execute on function service.put_off_abandoned_files(text[]) to service_role;

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

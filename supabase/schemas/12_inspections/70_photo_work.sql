-- What the media function asks and writes for photos of inspections.

create function private.inspection_for_photo(acting_user uuid, inspection_id uuid, upload_path text)
returns public.inspections
language plpgsql
set search_path = ''
as $$
declare
  inspection public.inspections;
begin
  select i.* into inspection
  from public.inspections as i
  where i.id = inspection_id and (
    acting_user in (select private.members_with(i.org_id, 'tenancies.read'))
    or (i.round > 0 and acting_user in (select private.tenancy_users(i.tenancy_id))))
  for no key update;
  if not found then
    perform private.raise_problem('inspection.not_found', 'Cannot find the inspection', 404,
      jsonb_build_object('field', 'inspection_id'));
  end if;
  if upload_path is null or length(upload_path) > 400
    or upload_path !~ ('^inspections/' || inspection_id || '/' || acting_user || '/[A-Za-z0-9][A-Za-z0-9._-]*$')
  then
    perform private.raise_problem('media.bad_path',
      'Cannot use the upload: it must lie in your own folder of the inspection', 422,
      jsonb_build_object('field', 'upload_path'));
  end if;
  return inspection;
end
$$;
comment on function private.inspection_for_photo(uuid, uuid, text) is
  'Locks an inspection that this user may see, after checking where the upload lies. Errors: inspection.not_found 404, media.bad_path 422.';

create function private.side_for_photo(acting_user uuid, inspection public.inspections)
returns public.inspection_side
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  is_party boolean := acting_user in (select private.tenancy_users(inspection.tenancy_id));
begin
  if inspection.status in ('draft', 'disputed')
    and acting_user in (select private.members_with(inspection.org_id, 'tenancies.write'))
  then
    return 'owner'::public.inspection_side;
  end if;
  if not is_party then
    if acting_user not in (select private.members_with(inspection.org_id, 'tenancies.write')) then
      perform private.raise_problem('auth.forbidden',
        'You may not do this for the organization: it needs the permission tenancies.write', 403);
    end if;
    perform private.require_open_inspection(inspection.status);
  end if;
  if inspection.status <> 'ready' or exists (
    select from public.inspection_signatures as signature
    where signature.inspection_id = inspection.id and signature.round = inspection.round
      and signature.signer_id = acting_user
  ) then
    perform private.raise_problem('inspection.not_ready',
      'Cannot add a photo to your remarks: the inspection is not offered, or you have signed it', 409,
      jsonb_build_object('field', 'inspection_id'));
  end if;
  return 'tenant'::public.inspection_side;
end
$$;
comment on function private.side_for_photo(uuid, public.inspections) is
  'For which side this user may add photos now. Errors: auth.forbidden 403, inspection.frozen, inspection.not_ready 409.';

create function service.prepare_inspection_photo(acting_user uuid, inspection_id uuid, upload_path text, item_id uuid default null)
returns table (org_id uuid, known jsonb)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.inspection_for_photo(acting_user, inspection_id, upload_path);
begin
  org_id := inspection.org_id;
  select to_jsonb(photo) into known
  from public.inspection_photos as photo
  where photo.inspection_id = inspection.id and photo.upload_path = upload_path;
  if known is null then
    perform private.side_for_photo(acting_user, inspection);
    if item_id is not null and not exists (
      select from public.inspection_items as item where item.inspection_id = inspection.id and item.id = item_id
    ) then
      perform private.refuse_inspection_fact('item_id', 'must be an item of the inspection');
    end if;
    if (select count(*) from public.inspection_photos as photo where photo.inspection_id = inspection.id) >= 300 then
      perform private.raise_problem('inspection.too_many_photos', 'Cannot add the photo: the inspection has 300 already', 409,
        jsonb_build_object('field', 'inspection_id'));
    end if;
  end if;
  return next;
end
$$;
comment on function service.prepare_inspection_photo(uuid, uuid, text, uuid) is
  'Before any work on an upload: checks that the user may add it; returns the organization and, for an upload that was added before, its photo. Errors: inspection.not_found 404, auth.forbidden 403, media.bad_path 422, inspection.bad_fact 400, inspection.frozen, inspection.not_ready, inspection.too_many_photos 409.';

create function service.add_inspection_photo(
  acting_user uuid,
  inspection_id uuid,
  upload_path text,
  original_sha256 text,
  sha256 text,
  width integer,
  height integer,
  path text,
  thumbnail_path text,
  item_id uuid default null,
  caption text default null,
  taken_at text default null
)
returns public.inspection_photos
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  captioned text := nullif(btrim(private.read_line('caption', caption)), '');
  taken public.instant := private.read_instant('taken_at', taken_at);
  inspection public.inspections := private.inspection_for_photo(acting_user, inspection_id, upload_path);
  side public.inspection_side := private.side_for_photo(acting_user, inspection);
  added public.inspection_photos;
begin
  perform service.prepare_inspection_photo(acting_user, inspection_id, upload_path, item_id);
  if length(captioned) > 200 then
    perform private.refuse_inspection_fact('caption', 'must have at most 200 characters');
  end if;
  if taken > now() + interval '5 minutes' then
    perform private.refuse_inspection_fact('taken_at', 'must not be in the future');
  end if;
  select photo.* into added from public.inspection_photos as photo
  where photo.inspection_id = inspection.id and photo.side = side and photo.original_sha256 = original_sha256;
  if not found then
    insert into public.inspection_photos (
      org_id, inspection_id, item_id, side, round, caption, taken_at, width, height, path, thumbnail_path, sha256,
      original_sha256, upload_path, added_by)
    values (
      inspection.org_id, inspection.id, item_id, side,
      inspection.round + case side when 'owner' then 1 else 0 end,
      captioned, taken, width, height, path, thumbnail_path, sha256,
      original_sha256, upload_path, acting_user)
    returning * into added;
  end if;
  return added;
end
$$;
comment on function service.add_inspection_photo(uuid, uuid, text, text, text, integer, integer, text, text, uuid, text, text) is
  'Registers a photo whose files are in Storage; the same photo again gives the one that is there. Errors: those of prepare_inspection_photo, and inspection.bad_fact 400.';
grant execute on function service.prepare_inspection_photo(uuid, uuid, text, uuid),
  service.add_inspection_photo(uuid, uuid, text, text, text, integer, integer, text, text, uuid, text, text)
  to service_role;

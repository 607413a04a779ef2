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
  bucket_id = 'uploads' and not (select private.is_suspended()) and (
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
  bucket_id = 'uploads' and not (select private.is_suspended()) and owner_id = (select auth.uid())::text and (
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
  perceptual_hash text constraint listing_media_perceptual_hash_check check (perceptual_hash ~ '^[0-9a-f]{16}$'),
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
comment on column public.listing_media.sizes is 'What there is in bucket listing-media, narrowest first: [{"width", "height", "path", "bytes"}]; where photos are kept elsewhere, url says where each is shown.';
comment on column public.listing_media.sha256 is 'Digest of the original: the same photo is in a listing once.';
comment on column public.listing_media.upload_path is 'Where the original was in bucket uploads, so that a repeated request finds what it made.';
comment on column public.listing_media.is_public is 'Whether the listing is published, copied from it, so that reading a photo does not ask for its listing.';
comment on column public.listing_media.created_by is 'The member who added it.';
comment on column public.listing_media.created_at is 'When it was added, UTC.';
comment on column public.listing_media.perceptual_hash is
  'How it looks, in 64 bits as 16 hex figures (dHash): photos that look alike differ in few. Only private.photos_like() reads it. Null for photos that were added before it was made.';
create index listing_media_listing_idx on public.listing_media (org_id, listing_id);
create index listing_media_created_by_idx on public.listing_media (created_by);
create index listing_media_upload_path_idx on public.listing_media (upload_path);
create index listing_media_sha256_idx on public.listing_media (sha256);
-- Of two hashes that differ in at most three bits, one quarter at least is the same.
create index listing_media_look_1_idx on public.listing_media (substr(perceptual_hash, 1, 4));
create index listing_media_look_2_idx on public.listing_media (substr(perceptual_hash, 5, 4));
create index listing_media_look_3_idx on public.listing_media (substr(perceptual_hash, 9, 4));
create index listing_media_look_4_idx on public.listing_media (substr(perceptual_hash, 13, 4));

alter table public.listing_media enable row level security;
-- Who added a photo, and from which upload, is not for visitors.
grant select (id, org_id, listing_id, position, alt_text, width, height, color, sizes, is_public, created_at)
  on public.listing_media to anon, authenticated;
grant select, insert, update, delete on public.listing_media to service_role;
create policy listing_media_select_visitor on public.listing_media for select to anon
  using (is_public);
create policy listing_media_select on public.listing_media for select to authenticated using (
  is_public
  or org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids())));
-- Nobody writes a photo but by the functions of 55_listing_media_work.sql, which lock its listing first: publishing, or hiding, a listing
-- writes all its photos, and whoever held one and then asked for the listing could wait for that and it for them.
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

create function private.after_media_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.see_again(new.listing_id);
  return null;
end
$$;
comment on function private.after_media_written() is
  'Trigger: a listing under review that shows another photo, another cover or other words of one is seen by staff again.';
create trigger after_media_written after insert or update of position, alt_text on public.listing_media
  for each row execute function private.after_media_written();

-- Files that no row names any more --------------------------------------------------------------

create table private.abandoned_files (
  path text primary key,
  bucket text not null default 'listing-media',
  abandoned_at timestamptz not null default now()
);
comment on table private.abandoned_files is 'Files in Storage that no row names: the jobs function deletes them, for Storage keeps files outside the database.';
comment on column private.abandoned_files.path is 'Path in the bucket; no two buckets have the same.';
comment on column private.abandoned_files.bucket is 'The bucket; originals for what was sent straight to another store.';
comment on column private.abandoned_files.abandoned_at is
  'When its photo was removed, UTC; of a file that is being written when its row must be there; of one that was to be deleted and is there yet about when that was tried last.';
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
  perform private.see_again(old.listing_id);
  return null;
end
$$;
comment on function private.abandon_files() is
  'Trigger: remembers which files a removed photo leaves behind; staff see a listing under review again.';
create trigger abandon_files after delete on public.listing_media
  for each row execute function private.abandon_files();

-- Photos of inspections: both sides add them, in a private bucket that only the two sides read. Files and rows are
-- evidence: nobody replaces or deletes them.

create table public.inspection_photos (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  inspection_id uuid not null,
  item_id uuid,
  side public.inspection_side not null,
  round smallint not null constraint inspection_photos_round_check check (round >= 1),
  caption text constraint inspection_photos_caption_check check (private.is_line(caption) and length(caption) between 1 and 200),
  taken_at public.instant,
  width integer not null check (width between 1 and 100000),
  height integer not null check (height between 1 and 100000),
  path text not null check (length(path) <= 400),
  thumbnail_path text not null check (length(thumbnail_path) <= 400),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  original_sha256 text not null check (original_sha256 ~ '^[0-9a-f]{64}$'),
  upload_path text not null check (length(upload_path) <= 400),
  added_by uuid not null references public.profiles (id),
  created_at timestamptz not null default now(),
  unique (inspection_id, side, original_sha256),
  foreign key (org_id, inspection_id) references public.inspections (org_id, id),
  foreign key (inspection_id, item_id) references public.inspection_items (inspection_id, id)
    on delete set null (item_id)
);
comment on table public.inspection_photos is 'Photos of an inspection: the owner''s are part of what is signed, a tenant''s stand beside their remark.';
comment on column public.inspection_photos.id is 'Time-ordered identifier.';
comment on column public.inspection_photos.org_id is 'The organization of the inspection.';
comment on column public.inspection_photos.inspection_id is 'The inspection.';
comment on column public.inspection_photos.item_id is 'The item that it shows; null for the whole, and when the item was taken from the list.';
comment on column public.inspection_photos.side is 'Who added it.';
comment on column public.inspection_photos.round is 'The owner''s: the first round of which it is part. A tenant''s: the round that it answers.';
comment on column public.inspection_photos.caption is 'What it shows.';
comment on column public.inspection_photos.taken_at is 'When it was taken, UTC, as its sender says; the file keeps nothing of it.';
comment on column public.inspection_photos.width is 'Width of the large file in pixels.';
comment on column public.inspection_photos.height is 'Height of the large file in pixels.';
comment on column public.inspection_photos.path is 'The large file in bucket inspection-photos: <org_id>/<inspection_id>/<sha256>/<try>/large.webp.';
comment on column public.inspection_photos.thumbnail_path is 'The small file beside it.';
comment on column public.inspection_photos.sha256 is 'SHA-256 in hex of the large file, by which anyone can tell that it is the one that was signed.';
comment on column public.inspection_photos.original_sha256 is 'SHA-256 in hex of what was uploaded: the same photo is there once for each side.';
comment on column public.inspection_photos.upload_path is 'Where the original was in bucket uploads, so that a repeated request finds what it made.';
comment on column public.inspection_photos.added_by is 'Who added it.';
comment on column public.inspection_photos.created_at is 'When it was added, UTC.';
create index inspection_photos_inspection_idx on public.inspection_photos (org_id, inspection_id);
create index inspection_photos_item_idx on public.inspection_photos (inspection_id, item_id);
create index inspection_photos_added_by_idx on public.inspection_photos (added_by);

alter table public.inspection_photos enable row level security;
grant select on public.inspection_photos to authenticated;
grant select, insert, update, delete on public.inspection_photos to service_role;
create policy inspection_photos_select on public.inspection_photos for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when inspection_id = any (array(select private.my_inspection_ids())) then true
  end is not null
);
create trigger record_audit after insert or update or delete on public.inspection_photos
  for each row execute function private.record_audit();

-- Files ---------------------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('inspection-photos', 'inspection-photos', false, 10485760, '{image/webp}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- Only the service's key writes them: <org_id>/<inspection_id>/….
create policy inspection_photo_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'inspection-photos' and (
      (storage.foldername(name))[1] = any (array(
        select mine::text from private.my_org_ids('tenancies.read') as mine))
      or (storage.foldername(name))[2] = any (array(
        select mine::text from private.my_inspection_ids() as mine))
    )
  );

-- Originals of inspections: inspections/<inspection_id>/<user_id>/<file>, so that nobody passes off another's.

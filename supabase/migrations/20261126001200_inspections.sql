-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 a32dec4ece6ac790e757dcd9c9d15b3f6b443ae8c7c1b0f85ef72f0b99fc824b
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 12_inspections/10_inspections.sql

-- Inspections of let units: what each room was like when the tenant moved in, moved out, or in between, and who
-- put their name to it.

create type public.inspection_kind as enum ('move_in', 'move_out', 'routine');
comment on type public.inspection_kind is 'When in the life of a tenancy an inspection is made.';
create type public.inspection_status as enum ('draft', 'ready', 'signed', 'disputed', 'cancelled');
comment on type public.inspection_status is
  'Being recorded; offered for signing; signed by both sides; disputed by one of them and open for correction; cancelled.';
create type public.item_condition as enum ('good', 'fair', 'poor', 'damaged', 'missing');
comment on type public.item_condition is 'What an item was like, best first, so that a greater one is worse.';
create type public.inspection_side as enum ('owner', 'tenant');
comment on type public.inspection_side is 'Who speaks: a member of the landlord''s organization, or a tenant of the tenancy.';
create type public.inspection_outcome as enum ('agreed', 'disputed');
comment on type public.inspection_outcome is 'What a signer said of the content.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('inspection', null, 'draft'),
  ('inspection', 'draft', 'ready'), ('inspection', 'draft', 'cancelled'),
  ('inspection', 'ready', 'signed'), ('inspection', 'ready', 'disputed'), ('inspection', 'ready', 'cancelled'),
  ('inspection', 'disputed', 'ready'), ('inspection', 'disputed', 'cancelled');

create table public.inspections (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  kind public.inspection_kind not null,
  scheduled_for public.instant not null,
  status public.inspection_status not null default 'draft',
  inspected_on public.calendar_date,
  note text constraint inspections_note_check check (private.is_prose(note) and length(note) between 1 and 2000),
  meter_readings jsonb not null default '[]'
    constraint inspections_meter_readings_check check (jsonb_typeof(meter_readings) = 'array'),
  round smallint not null default 0 constraint inspections_round_check check (round >= 0),
  content_hash text constraint inspections_content_hash_check check (content_hash ~ '^[0-9a-f]{64}$'),
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint inspections_offered_check check ((round = 0) = (content_hash is null))
);
comment on table public.inspections is 'A look at a let unit, recorded by the landlord''s side and offered to both sides for signing.';
comment on column public.inspections.id is 'Time-ordered identifier.';
comment on column public.inspections.org_id is 'The landlord''s side; the same as the tenancy''s.';
comment on column public.inspections.tenancy_id is 'The tenancy.';
comment on column public.inspections.kind is 'At moving in, at moving out, or routine.';
comment on column public.inspections.scheduled_for is 'When it is to take place, UTC. A routine one is told to the tenants a day before and lies between 06:00 and 18:00 in Nigeria.';
comment on column public.inspections.status is 'Moved by functions only.';
comment on column public.inspections.inspected_on is 'Nigerian date on which it took place; when not told, the day on which it was first offered.';
comment on column public.inspections.note is 'What is to be said of the whole.';
comment on column public.inspections.meter_readings is 'What the meters showed: [{"meter": "electricity", "number", "value", "unit"}].';
comment on column public.inspections.round is 'How often it was offered for signing; only signatures of this round count.';
comment on column public.inspections.content_hash is 'SHA-256 in hex of what was offered last: inspection_contents has the text. Null until the first offer.';
comment on column public.inspections.created_by is 'The member who scheduled it.';
comment on column public.inspections.created_at is 'When it was scheduled, UTC.';
comment on column public.inspections.updated_at is 'Last change, UTC.';
create unique index inspections_live_key on public.inspections (tenancy_id, kind)
  where kind in ('move_in', 'move_out') and status <> 'cancelled';
comment on index public.inspections_live_key is 'A tenancy has one live inspection at moving in and one at moving out.';
create unique index inspections_visit_key on public.inspections (tenancy_id, scheduled_for)
  where kind = 'routine' and status <> 'cancelled';
comment on index public.inspections_visit_key is 'A routine visit that is sent twice is one.';
create index inspections_tenancy_idx on public.inspections (org_id, tenancy_id);
create index inspections_tenancy_id_idx on public.inspections (tenancy_id);
create index inspections_created_by_idx on public.inspections (created_by);

create table public.inspection_items (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  inspection_id uuid not null,
  position smallint not null constraint inspection_items_position_check check (position between 1 and 300),
  room text not null constraint inspection_items_room_check check (private.is_line(room) and room = btrim(room) and length(room) between 1 and 60),
  item text not null constraint inspection_items_item_check check (private.is_line(item) and item = btrim(item) and length(item) between 1 and 80),
  condition public.item_condition,
  note text constraint inspection_items_note_check check (private.is_prose(note) and length(note) between 1 and 500),
  estimated_cost_kobo public.nonnegative_kobo
    constraint inspection_items_cost_check check (estimated_cost_kobo <= 1000000000000),
  created_at timestamptz not null default now(),
  unique (inspection_id, id),
  constraint inspection_items_place_key unique (inspection_id, position) deferrable initially immediate,
  foreign key (org_id, inspection_id) references public.inspections (org_id, id)
);
comment on table public.inspection_items is 'One thing that was looked at.';
comment on column public.inspection_items.id is 'Time-ordered identifier; it stays while the item keeps its room and name.';
comment on column public.inspection_items.org_id is 'The organization of the inspection.';
comment on column public.inspection_items.inspection_id is 'The inspection.';
comment on column public.inspection_items.position is 'Place in the list from 1, without gaps.';
comment on column public.inspection_items.room is 'The room, such as Kitchen.';
comment on column public.inspection_items.item is 'What was looked at, such as Sink. Once in a room.';
comment on column public.inspection_items.condition is 'What it was like; null until somebody looked, and never null once offered.';
comment on column public.inspection_items.note is 'What is to be said of it.';
comment on column public.inspection_items.estimated_cost_kobo is 'What putting it right would cost, in kobo; only at moving out, of what is poor, damaged or missing.';
comment on column public.inspection_items.created_at is 'When it was first named, UTC.';
create unique index inspection_items_name_key on public.inspection_items (inspection_id, lower(room), lower(item));
comment on index public.inspection_items_name_key is 'By room and name an item is found again at moving out.';
create index inspection_items_inspection_idx on public.inspection_items (org_id, inspection_id);

create table public.inspection_contents (
  inspection_id uuid not null,
  org_id uuid not null,
  round smallint not null check (round >= 1),
  content text not null,
  content_hash text not null,
  created_by uuid references public.profiles (id),
  created_at timestamptz not null default now(),
  primary key (inspection_id, round),
  unique (inspection_id, round, content_hash),
  foreign key (org_id, inspection_id) references public.inspections (org_id, id),
  constraint inspection_contents_hash_check
    check (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
comment on table public.inspection_contents is 'What was offered for signing in each round, word for word: corrections leave it as it was. Append-only.';
comment on column public.inspection_contents.inspection_id is 'The inspection.';
comment on column public.inspection_contents.org_id is 'The organization of the inspection.';
comment on column public.inspection_contents.round is 'From 1.';
comment on column public.inspection_contents.content is 'JSON text of all that was offered: readings, items in order, and the digests of the owner''s photos.';
comment on column public.inspection_contents.content_hash is 'SHA-256 in hex of content in UTF-8: anyone can compute it again.';
comment on column public.inspection_contents.created_by is 'The member who offered it.';
comment on column public.inspection_contents.created_at is 'When it was offered, UTC.';
create index inspection_contents_inspection_idx on public.inspection_contents (org_id, inspection_id);
create index inspection_contents_created_by_idx on public.inspection_contents (created_by);

create table public.inspection_signatures (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  inspection_id uuid not null,
  round smallint not null,
  content_hash text not null,
  side public.inspection_side not null,
  signer_id uuid not null references public.profiles (id),
  signer_name text not null,
  outcome public.inspection_outcome not null,
  remark text constraint inspection_signatures_remark_check check (private.is_prose(remark) and length(remark) between 1 and 1000),
  disputed_positions smallint[] not null default '{}',
  photo_hashes text[] not null default '{}',
  signed_at timestamptz not null default now(),
  unique (inspection_id, round, signer_id, side, outcome),
  foreign key (org_id, inspection_id) references public.inspections (org_id, id),
  foreign key (inspection_id, round, content_hash)
    references public.inspection_contents (inspection_id, round, content_hash),
  constraint inspection_signatures_dispute_check check (outcome = 'agreed' or remark is not null)
);
comment on table public.inspection_signatures is 'Who agreed to an offered content, or disputed it. Those of earlier rounds count no more and stay as history. Append-only.';
comment on column public.inspection_signatures.id is 'Time-ordered identifier.';
comment on column public.inspection_signatures.org_id is 'The organization of the inspection.';
comment on column public.inspection_signatures.inspection_id is 'The inspection.';
comment on column public.inspection_signatures.round is 'The round that was signed.';
comment on column public.inspection_signatures.content_hash is 'SHA-256 in hex of what the signer saw.';
comment on column public.inspection_signatures.side is 'For which side.';
comment on column public.inspection_signatures.signer_id is 'Who signed.';
comment on column public.inspection_signatures.signer_name is 'Their name at that moment, as the organization knows a tenant or the platform a member.';
comment on column public.inspection_signatures.outcome is 'Agreed, or disputed.';
comment on column public.inspection_signatures.remark is 'In their own words; always there with a dispute.';
comment on column public.inspection_signatures.disputed_positions is 'Positions, in the content of that round, of the items that they dispute; empty for the whole.';
comment on column public.inspection_signatures.photo_hashes is 'Digests of the signer''s own photos that stood beside the remark.';
comment on column public.inspection_signatures.signed_at is 'When, UTC.';
create index inspection_signatures_inspection_idx on public.inspection_signatures (org_id, inspection_id);
create index inspection_signatures_content_idx on public.inspection_signatures (inspection_id, round, content_hash);
create index inspection_signatures_signer_idx on public.inspection_signatures (signer_id);

-- Who sees them -------------------------------------------------------------------------------

create function private.my_inspection_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select inspection.id
  from public.inspections as inspection
  where inspection.tenancy_id in (select private.my_tenancy_ids()) and inspection.round > 0;
end
$$;
comment on function private.my_inspection_ids() is
  'The inspections of the caller''s own tenancies, from the moment in which they were first offered for signing.';
grant execute on function private.my_inspection_ids() to authenticated;

alter table public.inspections enable row level security;
alter table public.inspection_items enable row level security;
alter table public.inspection_contents enable row level security;
alter table public.inspection_signatures enable row level security;
grant select on public.inspections, public.inspection_items, public.inspection_contents, public.inspection_signatures
  to authenticated;
grant select, insert, update, delete on public.inspections, public.inspection_items to service_role;
grant select on public.inspection_contents, public.inspection_signatures to service_role;

create policy inspections_select on public.inspections for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when id = any (array(select private.my_inspection_ids())) then true
  end is not null
);
create policy inspection_items_select on public.inspection_items for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when inspection_id = any (array(select private.my_inspection_ids())) then true
  end is not null
);
create policy inspection_contents_select on public.inspection_contents for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when inspection_id = any (array(select private.my_inspection_ids())) then true
  end is not null
);
create policy inspection_signatures_select on public.inspection_signatures for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when inspection_id = any (array(select private.my_inspection_ids())) then true
  end is not null
);

create trigger touch_updated_at before update on public.inspections
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.inspections
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.inspection_items
  for each row execute function private.record_audit();
create trigger refuse_change before update or delete on public.inspection_contents
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.inspection_contents
  for each statement execute function private.refuse_change();
create trigger refuse_change before update or delete on public.inspection_signatures
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.inspection_signatures
  for each statement execute function private.refuse_change();

-- 12_inspections/20_inspection_photos.sql

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

-- 12_inspections/30_content.sql

-- What stays as it is once an inspection is offered for signing, the text that is signed, and who is told.

create function private.require_open_inspection(status public.inspection_status)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if status is null or status not in ('draft', 'disputed') then
    perform private.raise_problem('inspection.frozen',
      format('Cannot change the inspection: it is %s, and what is signed stays as it is', status), 409,
      jsonb_build_object('field', 'inspection_id'));
  end if;
end
$$;
comment on function private.require_open_inspection(public.inspection_status) is
  'Refuses (409 inspection.frozen) unless the inspection is being recorded or corrected.';

create function private.before_inspection_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op = 'DELETE' then
    perform private.require_open_inspection(old.status);
    return old;
  end if;
  -- First, so that a wrong move is told as one.
  perform private.admit_move('inspection', new.org_id, new.id, old.status::text, new.status::text);
  if tg_op = 'UPDATE' and ((new.org_id, new.tenancy_id, new.kind, new.inspected_on, new.note, new.meter_readings)
    is distinct from (old.org_id, old.tenancy_id, old.kind, old.inspected_on, old.note, old.meter_readings)
    or ((new.round, new.content_hash) is distinct from (old.round, old.content_hash)
      and (new.status <> 'ready' or old.status = 'ready')))
  then
    perform private.require_open_inspection(old.status);
  end if;
  return new;
end
$$;
comment on function private.before_inspection_written() is
  'Trigger: moves as its machine allows, and an offered inspection says what it said, for every role. Error: inspection.frozen 409.';
create trigger before_inspection_written before insert or update or delete on public.inspections
  for each row execute function private.before_inspection_written();

create function private.keep_inspection_item()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  inspection_status public.inspection_status;
  its_inspection uuid := case when tg_op = 'DELETE' then old.inspection_id else new.inspection_id end;
begin
  -- Locked, so that it is not offered at this moment without the change.
  select inspection.status into inspection_status
  from public.inspections as inspection
  where inspection.id = its_inspection
  for share;
  perform private.require_open_inspection(inspection_status);
  if tg_op = 'DELETE' then
    return old;
  end if;
  if tg_op = 'UPDATE' and new.inspection_id <> old.inspection_id then
    perform private.raise_problem('record.append_only', 'Cannot move an item to another inspection', 409);
  end if;
  return new;
end
$$;
comment on function private.keep_inspection_item() is
  'Trigger: items change only while their inspection is recorded or corrected. Error: inspection.frozen 409.';
create trigger keep_inspection_item before insert or update or delete on public.inspection_items
  for each row execute function private.keep_inspection_item();

create function private.keep_inspection_photo()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  inspection_status public.inspection_status;
begin
  if tg_op = 'DELETE' then
    perform private.raise_problem('record.append_only', 'Cannot delete a photo of an inspection: it is evidence', 409);
  end if;
  select inspection.status into inspection_status
  from public.inspections as inspection
  where inspection.id = new.inspection_id
  for share;
  if tg_op = 'UPDATE' then
    -- Only an item that leaves the list takes its photos out of it.
    if new.item_id is not null or to_jsonb(new) - 'item_id' <> to_jsonb(old) - 'item_id' then
      perform private.raise_problem('record.append_only', 'Cannot change a photo of an inspection: it is evidence', 409);
    end if;
    perform private.require_open_inspection(inspection_status);
  elsif new.side = 'owner' then
    perform private.require_open_inspection(inspection_status);
  elsif inspection_status is distinct from 'ready' then
    perform private.raise_problem('inspection.not_ready',
      format('Cannot add a photo to your remarks: the inspection is %s', inspection_status), 409,
      jsonb_build_object('field', 'inspection_id'));
  end if;
  return new;
end
$$;
comment on function private.keep_inspection_photo() is
  'Trigger: the owner''s photos come while it is recorded, the tenants'' while it is offered, and none goes. Errors: inspection.frozen, inspection.not_ready, record.append_only 409.';
create trigger keep_inspection_photo before insert or update or delete on public.inspection_photos
  for each row execute function private.keep_inspection_photo();

create function private.inspection_content(inspection_id uuid, round integer)
returns text
language sql
stable
set search_path = ''
as $$
  -- jsonb prints its keys in one order and its lists as they are ordered here: one content, one text.
  select jsonb_build_object(
    'inspection_id', inspection.id,
    'tenancy_id', inspection.tenancy_id,
    'kind', inspection.kind,
    'round', inspection_content.round,
    'place', jsonb_build_object(
      'unit', unit.label, 'street', property.street, 'area', property.area, 'lga', property.lga, 'state', property.state),
    'inspected_on', inspection.inspected_on,
    'note', inspection.note,
    'meter_readings', inspection.meter_readings,
    'items', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'position', item.position, 'room', item.room, 'item', item.item, 'condition', item.condition,
        'note', item.note, 'estimated_cost_kobo', item.estimated_cost_kobo) order by item.position), '[]')
      from public.inspection_items as item where item.inspection_id = inspection.id
    ),
    'photos', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'sha256', photo.sha256, 'position', item.position, 'caption', photo.caption,
        'taken_at', to_char(photo.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        ) order by photo.id), '[]')
      from public.inspection_photos as photo
      left join public.inspection_items as item on item.id = photo.item_id
      where photo.inspection_id = inspection.id and photo.side = 'owner'
    )
  )::text
  from public.inspections as inspection
  join public.tenancies as tenancy on tenancy.id = inspection.tenancy_id
  join public.units as unit on unit.id = tenancy.unit_id
  join public.properties as property on property.id = unit.property_id
  where inspection.id = inspection_content.inspection_id
$$;
comment on function private.inspection_content(uuid, integer) is
  'All that is offered for signing in a round, as JSON text whose SHA-256 is signed.';

-- Who is told ---------------------------------------------------------------------------------

create function private.notify_inspection()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  news text := case new.status when 'draft' then 'scheduled' else new.status::text end;
begin
  perform private.notify(
    array(
      select private.tenancy_users(new.tenancy_id)
      union
      select private.members_with(new.org_id, 'tenancies.write') where news in ('signed', 'disputed')
    ),
    new.org_id, 'inspection_' || news,
    case news
      when 'scheduled' then 'Your home is to be inspected'
      when 'ready' then 'An inspection is ready for you to sign'
      when 'signed' then 'An inspection was signed by both sides'
      when 'disputed' then 'An inspection is disputed'
      else 'An inspection was cancelled'
    end,
    new.id,
    jsonb_build_object('tenancy_id', new.tenancy_id, 'inspection_kind', new.kind, 'scheduled_for', new.scheduled_for, 'round', new.round),
    but_not => case when news = 'disputed' then (select auth.uid()) end);
  return null;
end
$$;
comment on function private.notify_inspection() is
  'Trigger: tells tenants of a routine visit, of what is ready to sign and of what was cancelled, and both sides of signed and disputed ones.';
create trigger notify_inspection_visit after insert on public.inspections
  for each row when (new.kind = 'routine') execute function private.notify_inspection();
create trigger notify_inspection after update of status on public.inspections
  for each row when (
    new.status <> old.status
    -- Of a draft that nobody was told of, nobody is told that it is gone.
    and (new.status <> 'cancelled' or old.round > 0 or old.kind = 'routine'))
  execute function private.notify_inspection();

-- 12_inspections/40_recording.sql

-- How members schedule and record an inspection.

create function private.lock_inspection_to_write(inspection_id uuid)
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
    i.org_id in (select private.my_org_ids('tenancies.read')) or i.id in (select private.my_inspection_ids()))
  for update;
  if not found then
    perform private.raise_problem('inspection.not_found', 'Cannot find the inspection', 404,
      jsonb_build_object('field', 'inspection_id'));
  end if;
  perform private.require_permission(inspection.org_id, 'tenancies.write');
  return inspection;
end
$$;
comment on function private.lock_inspection_to_write(uuid) is
  'Locks an inspection that the caller may write. Errors: inspection.not_found 404, auth.forbidden 403.';

create function private.lock_tenancy_to_inspect(tenancy_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  tenancy public.tenancies;
begin
  select t.* into tenancy
  from public.tenancies as t
  where t.id = tenancy_id and t.org_id in (select private.my_org_ids('tenancies.read'))
  for share;
  if not found then
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among your organizations', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_permission(tenancy.org_id, 'tenancies.write');
  if tenancy.status in ('draft', 'cancelled') then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot inspect: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  return tenancy;
end
$$;
comment on function private.lock_tenancy_to_inspect(uuid) is
  'Keeps a tenancy as it is until the transaction ends. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.not_in_force 409.';

create function private.check_visit(kind public.inspection_kind, scheduled_for public.instant)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  hour time := (scheduled_for at time zone 'Africa/Lagos')::time;
begin
  if kind is null then
    perform private.raise_problem('inspection.bad_time', 'Cannot schedule an inspection without its kind', 400,
      jsonb_build_object('field', 'kind'));
  end if;
  if scheduled_for is null or scheduled_for not between now() - interval '1 year' and now() + interval '2 years' then
    perform private.raise_problem('inspection.bad_time',
      'Cannot schedule an inspection without a time within the last year or the next two', 400,
      jsonb_build_object('field', 'scheduled_for'));
  end if;
  if kind = 'routine' and (scheduled_for < now() + interval '24 hours' or hour not between '06:00' and '18:00') then
    perform private.raise_problem('inspection.bad_time',
      'Cannot enter the home then: a routine inspection is told to the tenant 24 hours before, and takes place between 06:00 and 18:00 Nigerian time',
      400, jsonb_build_object('field', 'scheduled_for'));
  end if;
end
$$;
comment on function private.check_visit(public.inspection_kind, public.instant) is
  'Routine entry needs prior notice and daylight (Lagos Tenancy Law 2011 s.7). Error: inspection.bad_time 400.';

create function private.schedule_inspection(tenancy_id uuid, kind public.inspection_kind, scheduled_for public.instant)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy_to_inspect(tenancy_id);
  scheduled public.inspections;
begin
  if kind = 'routine' and tenancy.status = 'ended' then
    perform private.raise_problem('tenancy.not_in_force', 'Cannot inspect: the tenancy is ended', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  -- The same again, even so late that it could not be scheduled any more, is the one that is there.
  select i.* into scheduled from public.inspections as i
  where i.tenancy_id = tenancy.id and i.kind = kind and i.scheduled_for = scheduled_for and i.status <> 'cancelled';
  if found then
    return scheduled;
  end if;
  perform private.check_visit(kind, scheduled_for);
  insert into public.inspections (org_id, tenancy_id, kind, scheduled_for, created_by)
  values (tenancy.org_id, tenancy.id, kind, scheduled_for, (select auth.uid()))
  on conflict do nothing
  returning * into scheduled;
  if not found then
    select i.* into scheduled from public.inspections as i
    where i.tenancy_id = tenancy.id and i.kind = kind and i.scheduled_for = scheduled_for and i.status <> 'cancelled';
  end if;
  if scheduled.id is null then
    perform private.raise_problem('inspection.already_there',
      format('Cannot schedule another %s inspection: the tenancy has one', replace(kind::text, '_', '-')), 409,
      jsonb_build_object('field', 'kind'));
  end if;
  return scheduled;
end
$$;
comment on function private.schedule_inspection(uuid, public.inspection_kind, public.instant) is
  'See public.schedule_inspection.';
create function public.schedule_inspection(tenancy_id uuid, kind public.inspection_kind, scheduled_for text)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('schedule_inspection');
  select private.schedule_inspection(tenancy_id, kind, private.read_instant('scheduled_for', scheduled_for))
$$;
comment on function public.schedule_inspection(uuid, public.inspection_kind, text) is
  'Schedules an inspection; the same again gives the one that is there. Tenants are told of routine ones, which need 24 hours'' notice and a time between 06:00 and 18:00 in Nigeria. Errors: tenancy.not_found 404, auth.forbidden 403, inspection.bad_time 400, tenancy.not_in_force, inspection.already_there 409.';

create function private.begin_move_out(tenancy_id uuid, scheduled_for public.instant)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy_to_inspect(tenancy_id);
  move_in uuid;
  begun public.inspections;
begin
  select i.id into move_in from public.inspections as i
  where i.tenancy_id = tenancy.id and i.kind = 'move_in' and i.status = 'signed';
  if not found then
    perform private.raise_problem('inspection.no_move_in',
      'Cannot begin from the move-in inspection: none was signed', 409, jsonb_build_object('field', 'tenancy_id'));
  end if;
  if scheduled_for is not null then
    perform private.check_visit('move_out', scheduled_for);
  end if;
  insert into public.inspections (org_id, tenancy_id, kind, scheduled_for, created_by)
  values (tenancy.org_id, tenancy.id, 'move_out', coalesce(scheduled_for, now()), (select auth.uid()))
  on conflict do nothing;
  select i.* into strict begun from public.inspections as i
  where i.tenancy_id = tenancy.id and i.kind = 'move_out' and i.status <> 'cancelled'
  for update;
  if begun.status = 'draft' and not exists (
    select from public.inspection_items as item where item.inspection_id = begun.id
  ) then
    insert into public.inspection_items (org_id, inspection_id, position, room, item)
    select begun.org_id, begun.id, item.position, item.room, item.item
    from public.inspection_items as item
    where item.inspection_id = move_in
    order by item.position;
  end if;
  return begun;
end
$$;
comment on function private.begin_move_out(uuid, public.instant) is 'See public.begin_move_out.';
create function public.begin_move_out(tenancy_id uuid, scheduled_for text default null)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('begin_move_out');
  select private.begin_move_out(tenancy_id, private.read_instant('scheduled_for', scheduled_for))
$$;
comment on function public.begin_move_out(uuid, text) is
  'The move-out inspection, with the rooms and items of the signed move-in one, whose conditions are still to be found out. Safe to repeat. Errors: tenancy.not_found 404, auth.forbidden 403, inspection.bad_time 400, tenancy.not_in_force, inspection.no_move_in 409.';

create function private.offer_inspection(inspection_id uuid)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.lock_inspection_to_write(inspection_id);
  unknown_at integer;
  content text;
begin
  if inspection.status = 'ready' then
    return inspection;
  end if;
  if inspection.status in ('draft', 'disputed') then
    if inspection.kind = 'routine' and inspection.scheduled_for > now() then
      perform private.raise_problem('inspection.too_early', 'Cannot offer the inspection before the time that the tenants were told', 409,
        jsonb_build_object('field', 'inspection_id'));
    end if;
    select min(item.position) - 1 into unknown_at from public.inspection_items as item
    where item.inspection_id = inspection.id and item.condition is null;
    if unknown_at is not null or not exists (
      select from public.inspection_items as item where item.inspection_id = inspection.id
    ) then
      perform private.raise_problem('inspection.incomplete', 'Cannot offer an inspection without items, or before each has a condition', 409,
        jsonb_build_object('field', coalesce('items.' || unknown_at || '.condition', 'items')));
    end if;
    update public.inspections as i set inspected_on = coalesce(i.inspected_on, private.lagos_date())
    where i.id = inspection.id;
  end if;
  content := private.inspection_content(inspection.id, inspection.round + 1);
  perform private.begin_move('inspection', inspection.id, 'Offered for signing');
  update public.inspections as i
  set status = 'ready', round = i.round + 1, content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')
  where i.id = inspection.id
  returning i.* into inspection;
  insert into public.inspection_contents (inspection_id, org_id, round, content, content_hash, created_by)
  values (inspection.id, inspection.org_id, inspection.round, content, inspection.content_hash, (select auth.uid()));
  return inspection;
end
$$;
comment on function private.offer_inspection(uuid) is 'See public.offer_inspection.';
create function public.offer_inspection(inspection_id uuid)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('offer_inspection');
  select private.offer_inspection(inspection_id)
$$;
comment on function public.offer_inspection(uuid) is
  'Offers a recorded inspection, or a corrected one after a dispute, to both sides for signing; earlier signatures count no more. Its content stays as it is from then on. Safe to repeat. Errors: inspection.not_found 404, auth.forbidden 403, inspection.incomplete, inspection.too_early, inspection.illegal_transition 409.';

create function private.cancel_inspection(inspection_id uuid, reason text)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.lock_inspection_to_write(inspection_id);
begin
  if inspection.status = 'cancelled' then
    return inspection;
  end if;
  perform private.begin_move('inspection', inspection.id, left(reason, 500));
  update public.inspections as i set status = 'cancelled' where i.id = inspection.id returning i.* into inspection;
  return inspection;
end
$$;
comment on function private.cancel_inspection(uuid, text) is 'See public.cancel_inspection.';
create function public.cancel_inspection(inspection_id uuid, reason text default null)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('cancel_inspection');
  select private.cancel_inspection(inspection_id, private.read_prose('reason', reason))
$$;
comment on function public.cancel_inspection(uuid, text) is
  'Cancels an inspection that is not signed; another one may take its place. Safe to repeat. Errors: inspection.not_found 404, auth.forbidden 403, inspection.illegal_transition 409.';
grant execute on function
  private.schedule_inspection(uuid, public.inspection_kind, public.instant),
  public.schedule_inspection(uuid, public.inspection_kind, text),
  private.begin_move_out(uuid, public.instant), public.begin_move_out(uuid, text),
  private.offer_inspection(uuid), public.offer_inspection(uuid),
  private.cancel_inspection(uuid, text), public.cancel_inspection(uuid, text)
  to authenticated;

-- 12_inspections/50_items.sql

-- Writing down what was seen: all items of an inspection at once, each checked by its field.

create function private.refuse_inspection_fact(field text, rule text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('inspection.bad_fact', format('Cannot save the inspection: %s %s', field, rule), 400,
    jsonb_build_object('field', field));
end
$$;
comment on function private.refuse_inspection_fact(text, text) is 'Refuses (400 inspection.bad_fact), naming the field and its rule.';

create function private.read_inspection_items(items jsonb, kind public.inspection_kind)
returns table (
  place smallint, room text, item text, condition public.item_condition, note text, estimated_cost_kobo bigint
)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  entry jsonb;
  at text;
  wrong text;
  seen text[] := '{}'::text[];
begin
  if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) > 300 then
    perform private.refuse_inspection_fact('items', 'must be a list of at most 300');
  end if;
  place := 0;
  for entry in select element.value from jsonb_array_elements(items) with ordinality as element order by element.ordinality
  loop
    at := 'items.' || place;
    place := place + 1;
    if jsonb_typeof(entry) <> 'object' then
      perform private.refuse_inspection_fact(at, 'must be an object');
    end if;
    select min(key) into wrong from jsonb_object_keys(entry) as key
    where key not in ('room', 'item', 'condition', 'note', 'estimated_cost_kobo');
    if wrong is not null then
      perform private.refuse_inspection_fact(at || '.' || wrong, 'is not known');
    end if;
    select min(key) into wrong from jsonb_each(entry) as fact (key, value)
    where (key in ('room', 'item') and jsonb_typeof(value) <> 'string')
      or (key in ('condition', 'note') and jsonb_typeof(value) not in ('string', 'null'))
      or (key = 'estimated_cost_kobo' and value <> 'null' and value::text !~ '^[0-9]{1,13}$');
    if wrong is not null then
      perform private.refuse_inspection_fact(at || '.' || wrong, 'has the wrong type');
    end if;
    room := btrim(entry ->> 'room');
    item := btrim(entry ->> 'item');
    note := private.tidy_text(nullif(btrim(entry ->> 'note'), ''));
    estimated_cost_kobo := (entry ->> 'estimated_cost_kobo')::bigint;
    if room is null or length(room) not between 1 and 60 then
      perform private.refuse_inspection_fact(at || '.room', 'must have 1 to 60 characters');
    end if;
    if item is null or length(item) not between 1 and 80 then
      perform private.refuse_inspection_fact(at || '.item', 'must have 1 to 80 characters');
    end if;
    wrong := case when not private.is_line(room) then 'room' when not private.is_line(item) then 'item'
      when not private.is_prose(note) then 'note' end;
    if wrong is not null then
      perform private.refuse_inspection_fact(at || '.' || wrong, 'holds what cannot be read');
    end if;
    if lower(room) || E'\n' || lower(item) = any (seen) then
      perform private.refuse_inspection_fact(at || '.item', 'is in that room already');
    end if;
    seen := seen || (lower(room) || E'\n' || lower(item));
    if entry ->> 'condition' <> all (enum_range(null::public.item_condition)::text[]) then
      perform private.refuse_inspection_fact(at || '.condition', 'must be good, fair, poor, damaged or missing');
    end if;
    condition := (entry ->> 'condition')::public.item_condition;
    if length(note) > 500 then
      perform private.refuse_inspection_fact(at || '.note', 'must have at most 500 characters');
    end if;
    if estimated_cost_kobo > 1000000000000
      or (estimated_cost_kobo is not null and (kind <> 'move_out' or coalesce(condition, 'good') in ('good', 'fair')))
    then
      perform private.refuse_inspection_fact(at || '.estimated_cost_kobo',
        'is for what is poor, damaged or missing at moving out, and at most 10 billion naira');
    end if;
    return next;
  end loop;
end
$$;
comment on function private.read_inspection_items(jsonb, public.inspection_kind) is
  'The items of a list as rows, in its order. The first wrong field is named by its place from 0, such as items.3.condition. Error: inspection.bad_fact 400.';

create function private.read_meter_readings(readings jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  entry jsonb;
  at text;
  place integer := 0;
  wrong text;
  read jsonb := '[]'::jsonb;
begin
  if jsonb_typeof(readings) is distinct from 'array' or jsonb_array_length(readings) > 20 then
    perform private.refuse_inspection_fact('meter_readings', 'must be a list of at most 20');
  end if;
  for entry in select element.value from jsonb_array_elements(readings) with ordinality as element order by element.ordinality
  loop
    at := 'meter_readings.' || place;
    place := place + 1;
    if jsonb_typeof(entry) <> 'object' then
      perform private.refuse_inspection_fact(at, 'must be an object');
    end if;
    select min(key) into wrong from jsonb_object_keys(entry) as key where key not in ('meter', 'number', 'value', 'unit');
    if wrong is not null then
      perform private.refuse_inspection_fact(at || '.' || wrong, 'is not known');
    end if;
    if coalesce(entry ->> 'meter', '') not in ('electricity', 'water', 'gas', 'diesel') then
      perform private.refuse_inspection_fact(at || '.meter', 'must be electricity, water, gas or diesel');
    end if;
    if coalesce(jsonb_typeof(entry -> 'value'), '') <> 'number'
      or (entry ->> 'value')::numeric not between 0 and 1000000000
    then
      perform private.refuse_inspection_fact(at || '.value', 'must be a number from 0 to 1,000,000,000');
    end if;
    select min(key) into wrong from jsonb_each(entry) as fact (key, value)
    where key in ('number', 'unit') and value <> 'null'
      and (jsonb_typeof(value) <> 'string' or length(value #>> '{}') not between 1 and 40 or not private.is_line(value #>> '{}'));
    if wrong is not null then
      perform private.refuse_inspection_fact(at || '.' || wrong, 'must have 1 to 40 characters that can be read');
    end if;
    read := read || jsonb_build_array(jsonb_strip_nulls(entry));
  end loop;
  return read;
end
$$;
comment on function private.read_meter_readings(jsonb) is 'Meter readings as they are kept. Error: inspection.bad_fact 400.';

create function private.replace_inspection_items(org_id uuid, inspection_id uuid, kind public.inspection_kind, items jsonb)
returns void
language sql
set search_path = ''
as $$
  -- Items that keep their room and name keep their photos.
  with wanted as materialized (
    select * from private.read_inspection_items(items, kind)
  ), gone as (
    delete from public.inspection_items as known
    where known.inspection_id = replace_inspection_items.inspection_id and not exists (
      select from wanted where lower(wanted.room) = lower(known.room) and lower(wanted.item) = lower(known.item)
    )
  )
  insert into public.inspection_items as known
    (org_id, inspection_id, position, room, item, condition, note, estimated_cost_kobo)
  select replace_inspection_items.org_id, replace_inspection_items.inspection_id, wanted.place, wanted.room, wanted.item,
    wanted.condition, wanted.note, wanted.estimated_cost_kobo
  from wanted
  order by wanted.place
  on conflict (inspection_id, lower(room), lower(item)) do update
  set position = excluded.position, room = excluded.room, item = excluded.item, condition = excluded.condition,
    note = excluded.note, estimated_cost_kobo = excluded.estimated_cost_kobo
$$;
comment on function private.replace_inspection_items(uuid, uuid, public.inspection_kind, jsonb) is
  'Makes the items of an inspection those of the list, in its order.';

create function private.save_inspection(
  inspection_id uuid, items jsonb, meter_readings jsonb, note text, inspected_on public.calendar_date
)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.lock_inspection_to_write(inspection_id);
begin
  perform private.require_open_inspection(inspection.status);
  if length(btrim(note)) > 2000 then
    perform private.refuse_inspection_fact('note', 'must have at most 2,000 characters');
  end if;
  if inspected_on > private.lagos_date() or inspected_on < private.lagos_date() - 730 then
    perform private.refuse_inspection_fact('inspected_on', 'must be a day of the last two years');
  end if;
  if items <> 'null' then
    perform private.replace_inspection_items(inspection.org_id, inspection.id, inspection.kind, items);
  end if;
  update public.inspections as i
  set meter_readings = case when coalesce(meter_readings, 'null') = 'null' then i.meter_readings
      else private.read_meter_readings(meter_readings) end,
    note = case when note is null then i.note else nullif(btrim(note), '') end,
    inspected_on = coalesce(inspected_on, i.inspected_on)
  where i.id = inspection.id
  returning i.* into inspection;
  return inspection;
end
$$;
comment on function private.save_inspection(uuid, jsonb, jsonb, text, public.calendar_date) is 'See public.save_inspection.';
create function public.save_inspection(
  inspection_id uuid, items jsonb default null, meter_readings jsonb default null, note text default null,
  inspected_on text default null
)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('save_inspection');
  select private.save_inspection(
    inspection_id, private.tidy_json(items), private.tidy_json(meter_readings), private.read_prose('note', note),
    private.read_date('inspected_on', inspected_on))
$$;
comment on function public.save_inspection(uuid, jsonb, jsonb, text, text) is
  'Writes down what was seen, while it is recorded or corrected. Items are replaced as a whole: [{"room", "item", "condition", "note", "estimated_cost_kobo"}]; readings too: [{"meter", "number", "value", "unit"}]. What is left out stays; an empty note is none. Errors: inspection.not_found 404, auth.forbidden 403, inspection.bad_fact 400 with the field, such as items.3.condition, inspection.frozen 409.';
grant execute on function private.save_inspection(uuid, jsonb, jsonb, text, public.calendar_date),
  public.save_inspection(uuid, jsonb, jsonb, text, text) to authenticated;

-- Moving in and moving out --------------------------------------------------------------------

create view public.inspection_comparison with (security_invoker = on) as
select
  move_out.org_id,
  move_out.tenancy_id,
  move_in.id as move_in_id,
  move_out.id as move_out_id,
  compared.room,
  compared.item,
  compared.condition_in,
  compared.condition_out,
  coalesce(compared.condition_out > compared.condition_in, false) as is_worse,
  compared.estimated_cost_kobo,
  case when compared.condition_out > compared.condition_in then coalesce(compared.estimated_cost_kobo, 0) else 0 end
    as estimated_deduction_kobo,
  compared.position
from public.inspections as move_out
left join public.inspections as move_in
  on move_in.tenancy_id = move_out.tenancy_id and move_in.kind = 'move_in' and move_in.status = 'signed'
cross join lateral (
  select coalesce(after.room, before.room) as room, coalesce(after.item, before.item) as item,
    before.condition as condition_in, after.condition as condition_out, after.estimated_cost_kobo,
    coalesce(after.position, before.position) as position
  from (select * from public.inspection_items as i where i.inspection_id = move_out.id) as after
  full join (select * from public.inspection_items as i where i.inspection_id = move_in.id) as before
    on lower(before.room) = lower(after.room) and lower(before.item) = lower(after.item)
) as compared
where move_out.kind = 'move_out' and move_out.status <> 'cancelled';
comment on view public.inspection_comparison is
  'Each item at moving in (as signed) and at moving out. is_worse: worse than it was; only then its estimated cost, in kobo, is an estimated deduction: what was not recorded at moving in is not the tenant''s.';
grant select on public.inspection_comparison to authenticated, service_role;

-- 12_inspections/60_signing.sql

-- Signing and disputing what was offered.

create function private.lock_inspection_to_sign(inspection_id uuid, remark text)
returns public.inspections
language plpgsql
set search_path = ''
as $$
declare
  inspection public.inspections;
begin
  -- Who signs at the same moment waits here, and then sees the other's signature.
  select i.* into inspection
  from public.inspections as i
  where i.id = inspection_id and (
    i.org_id in (select private.my_org_ids('tenancies.read')) or i.id in (select private.my_inspection_ids()))
  for update;
  if not found then
    perform private.raise_problem('inspection.not_found', 'Cannot find the inspection', 404,
      jsonb_build_object('field', 'inspection_id'));
  end if;
  if not exists (select from private.my_tenancy_ids() as mine where mine = inspection.tenancy_id) then
    perform private.require_permission(inspection.org_id, 'tenancies.write');
  end if;
  if length(btrim(remark)) > 1000 then
    perform private.refuse_inspection_fact('remark', 'must have at most 1,000 characters');
  end if;
  return inspection;
end
$$;
comment on function private.lock_inspection_to_sign(uuid, text) is
  'Locks an inspection on which the caller may speak. Errors: inspection.not_found 404, auth.forbidden 403, inspection.bad_fact 400.';

create function private.write_signatures(
  inspection public.inspections, outcome public.inspection_outcome, remark text, disputed_positions smallint[]
)
returns void
language sql
set search_path = ''
as $$
  -- Who is both a tenant and a member speaks for both.
  insert into public.inspection_signatures (
    org_id, inspection_id, round, content_hash, side, signer_id, signer_name, outcome, remark, disputed_positions, photo_hashes)
  select (inspection).org_id, (inspection).id, (inspection).round, (inspection).content_hash, signer.side,
    (select auth.uid()), signer.name, outcome, nullif(btrim(remark), ''), disputed_positions,
    array(
      select photo.sha256 from public.inspection_photos as photo
      where photo.inspection_id = (inspection).id and photo.side = 'tenant' and signer.side = 'tenant'
        and photo.round = (inspection).round and photo.added_by = (select auth.uid())
      order by photo.id
    )
  from (
    select 'tenant'::public.inspection_side as side, min(tenant.full_name) as name
    from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = (inspection).tenancy_id and tenant.user_id = (select auth.uid())
    having count(*) > 0
    union all
    select 'owner', profile.display_name
    from public.profiles as profile
    where profile.id = (select auth.uid())
      and (inspection).org_id in (select private.my_org_ids('tenancies.write'))
  ) as signer
  on conflict do nothing
$$;
comment on function private.write_signatures(public.inspections, public.inspection_outcome, text, smallint[]) is
  'Writes what the caller says of the offered content, for each side that they speak for.';

create function private.has_spoken(inspection public.inspections, outcome public.inspection_outcome)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.inspection_signatures as signature
    where signature.inspection_id = (inspection).id and signature.round = (inspection).round
      and signature.signer_id = (select auth.uid()) and signature.outcome = has_spoken.outcome
  )
$$;
comment on function private.has_spoken(public.inspections, public.inspection_outcome) is
  'Whether the caller said this of what is offered now.';

create function private.require_ready_inspection(status public.inspection_status)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if status is distinct from 'ready' then
    perform private.raise_problem('inspection.not_ready',
      format('Cannot sign or dispute the inspection: it is %s', status), 409,
      jsonb_build_object('field', 'inspection_id'));
  end if;
end
$$;
comment on function private.require_ready_inspection(public.inspection_status) is
  'Refuses (409 inspection.not_ready) unless the inspection is offered for signing.';

create function private.sign_inspection(inspection_id uuid, content_hash text, remark text)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.lock_inspection_to_sign(inspection_id, remark);
begin
  if inspection.status = 'signed' and inspection.content_hash = content_hash and private.has_spoken(inspection, 'agreed') then
    return inspection;
  end if;
  perform private.require_ready_inspection(inspection.status);
  if inspection.content_hash is distinct from content_hash then
    perform private.raise_problem('inspection.content_changed',
      'Cannot sign: this is not the content that is offered now, look at it again', 409,
      jsonb_build_object('field', 'content_hash'));
  end if;
  perform private.write_signatures(inspection, 'agreed', remark, '{}');
  -- Tenants without an account cannot sign here; those with one all must, and one member.
  if exists (
    select from public.inspection_signatures as signature
    where signature.inspection_id = inspection.id and signature.round = inspection.round
      and signature.side = 'owner' and signature.outcome = 'agreed'
  ) and not exists (
    select from private.tenancy_users(inspection.tenancy_id) as party (id)
    where not exists (
      select from public.inspection_signatures as signature
      where signature.inspection_id = inspection.id and signature.round = inspection.round
        and signature.side = 'tenant' and signature.outcome = 'agreed' and signature.signer_id = party.id
    )
  ) then
    perform private.begin_move('inspection', inspection.id, 'Signed by a member and every tenant with an account');
    update public.inspections as i set status = 'signed' where i.id = inspection.id returning i.* into inspection;
  end if;
  return inspection;
end
$$;
comment on function private.sign_inspection(uuid, text, text) is 'See public.sign_inspection.';
create function public.sign_inspection(inspection_id uuid, content_hash text, remark text default null)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('sign_inspection');
  select private.sign_inspection(inspection_id, content_hash, private.read_prose('remark', remark))
$$;
comment on function public.sign_inspection(uuid, text, text) is
  'Agrees to what is offered, named by its content_hash, as a tenant or as a member with tenancies.write. It is signed once one member and every tenant with an account agreed. Safe to repeat. Errors: inspection.not_found 404, auth.forbidden 403, inspection.bad_fact 400, inspection.not_ready, inspection.content_changed 409.';

create function private.dispute_inspection(inspection_id uuid, remark text, item_ids uuid[])
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.lock_inspection_to_sign(inspection_id, remark);
  positions smallint[];
begin
  if inspection.status = 'disputed' and private.has_spoken(inspection, 'disputed') then
    return inspection;
  end if;
  perform private.require_ready_inspection(inspection.status);
  if coalesce(btrim(remark), '') = '' then
    perform private.refuse_inspection_fact('remark', 'must say what is disputed');
  end if;
  select coalesce(array_agg(item.position order by item.position), '{}') into positions
  from public.inspection_items as item
  where item.inspection_id = inspection.id and item.id = any (item_ids);
  if cardinality(positions) <> (select count(distinct named) from unnest(item_ids) as named) then
    perform private.refuse_inspection_fact('item_ids', 'must be items of the inspection');
  end if;
  perform private.write_signatures(inspection, 'disputed', remark, positions);
  perform private.begin_move('inspection', inspection.id, left(btrim(remark), 500));
  update public.inspections as i set status = 'disputed' where i.id = inspection.id returning i.* into inspection;
  return inspection;
end
$$;
comment on function private.dispute_inspection(uuid, text, uuid[]) is 'See public.dispute_inspection.';
create function public.dispute_inspection(inspection_id uuid, remark text, item_ids uuid[] default '{}')
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('dispute_inspection');
  select private.dispute_inspection(inspection_id, private.read_prose('remark', remark), item_ids)
$$;
comment on function public.dispute_inspection(uuid, text, uuid[]) is
  'Says that what is offered is not right, as a whole or in these items, as a tenant or as a member with tenancies.write; it is then open for correction. Safe to repeat. Errors: inspection.not_found 404, auth.forbidden 403, inspection.bad_fact 400, inspection.not_ready 409.';
grant execute on function private.sign_inspection(uuid, text, text), public.sign_inspection(uuid, text, text),
  private.dispute_inspection(uuid, text, uuid[]), public.dispute_inspection(uuid, text, uuid[]) to authenticated;

-- 12_inspections/70_photo_work.sql

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

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;

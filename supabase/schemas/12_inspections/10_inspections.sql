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
create index inspections_open_idx on public.inspections (org_id, status) where status in ('draft', 'ready', 'disputed');
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

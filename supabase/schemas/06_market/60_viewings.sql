-- Viewings: an organization offers times, people book seats, and only then learn the exact place.

create type public.viewing_status as enum ('booked', 'cancelled', 'attended', 'missed');
comment on type public.viewing_status is 'booked: a place is kept; cancelled: by either side, the place is free again; attended, missed: what the lister recorded afterwards.';
insert into private.state_transitions (machine, from_state, to_state) values
  ('viewing', null, 'booked'), ('viewing', 'booked', 'cancelled'),
  ('viewing', 'booked', 'attended'), ('viewing', 'booked', 'missed');

create table public.viewing_slots (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  starts_at public.instant not null,
  ends_at public.instant not null,
  seats smallint not null default 1 constraint viewing_slots_seats_check check (seats between 1 and 20),
  note text check (private.is_line(note) and length(note) between 1 and 200),
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  constraint viewing_slots_time_check check (ends_at > starts_at and ends_at <= starts_at + interval '8 hours'),
  constraint viewing_slots_no_overlap 
    exclude using gist (org_id with =, listing_id with =, tstzrange(starts_at, ends_at) with &&)
);
comment on table public.viewing_slots is 'Times at which a listing can be seen. Those of one listing do not overlap.';
comment on column public.viewing_slots.id is 'Time-ordered identifier.';
comment on column public.viewing_slots.org_id is 'The organization of the listing.';
comment on column public.viewing_slots.listing_id is 'The listing.';
comment on column public.viewing_slots.starts_at is 'From, UTC.';
comment on column public.viewing_slots.ends_at is 'Until, UTC; at most eight hours later.';
comment on column public.viewing_slots.seats is 'How many bookings it takes; 1 is a viewing alone.';
comment on column public.viewing_slots.note is 'What visitors should know, without the address.';
comment on column public.viewing_slots.created_at is 'When it was offered, UTC.';
create index viewing_slots_listing_idx on public.viewing_slots (org_id, listing_id);
create index viewing_slots_time_idx on public.viewing_slots (listing_id, starts_at);
create index viewing_slots_org_time_idx on public.viewing_slots (org_id, starts_at);

create table public.viewings (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  slot_id uuid not null,
  seat_no smallint not null check (seat_no between 1 and 20),
  user_id uuid not null references public.profiles (id) on delete cascade,
  during tstzrange not null,
  status public.viewing_status not null default 'booked',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, slot_id) references public.viewing_slots (org_id, id),
  constraint viewings_one_place_at_a_time
    exclude using gist (org_id with =, user_id with =, during with &&) where (status = 'booked')
);
comment on table public.viewings is 'A booked seat of a slot.';
comment on column public.viewings.id is 'Time-ordered identifier.';
comment on column public.viewings.org_id is 'The organization of the slot.';
comment on column public.viewings.slot_id is 'The slot.';
comment on column public.viewings.seat_no is 'Which seat: each is booked once at a time.';
comment on column public.viewings.user_id is 'Who comes.';
comment on column public.viewings.during is 'The slot''s time, kept so that nobody books two places of an organization at once.';
comment on column public.viewings.status is 'Moved by functions only.';
comment on column public.viewings.created_at is 'When it was booked, UTC.';
comment on column public.viewings.updated_at is 'Last change, UTC.';
comment on constraint viewings_one_place_at_a_time on public.viewings is
  'Nobody keeps two members of an organization waiting at once. What a person books with others is theirs to know.';
create unique index viewings_seat_key on public.viewings (slot_id, seat_no) where status = 'booked';
comment on index public.viewings_seat_key is 'No seat is booked twice, whatever the interleaving.';
create index viewings_slot_idx on public.viewings (org_id, slot_id);
create index viewings_user_id_idx on public.viewings (user_id);

create function private.my_mandated_slot_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
begin
  return query
  select slot.id from public.viewing_slots as slot where slot.listing_id in (select private.my_mandated_listing_ids());
end
$$;
comment on function private.my_mandated_slot_ids() is
  'The viewing slots of the listings that the caller''s agencies list or show under a live mandate.';
grant execute on function private.my_mandated_slot_ids() to authenticated;

alter table public.viewing_slots enable row level security;
alter table public.viewings enable row level security;
grant select on public.viewing_slots to anon;
grant select, delete on public.viewing_slots to authenticated;
grant select on public.viewings to authenticated;
grant select, insert, update, delete on public.viewing_slots, public.viewings to service_role;
-- The subquery is itself under row-level security: slots are seen where their listing is.
create policy viewing_slots_select_visitor on public.viewing_slots for select to anon using (exists (
  select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy viewing_slots_select on public.viewing_slots for select to authenticated using (
  org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids()))
  or exists (select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy viewing_slots_delete on public.viewing_slots for delete to authenticated using (
  org_id = any (array(select private.my_org_ids('deals.write')))
  or listing_id = any (array(select private.my_mandated_listing_ids())));
create policy viewings_select on public.viewings for select to authenticated using (
  user_id = (select auth.uid())
  or org_id = any (array(select private.my_org_ids('deals.read')))
  or slot_id = any (array(select private.my_mandated_slot_ids())));
create trigger refuse_suspended before delete on public.viewing_slots
  for each statement when (current_user = 'authenticated') execute function private.refuse_suspended();
create trigger guard_move before insert or update of status on public.viewings
  for each row execute function private.guard_move('viewing');
create trigger touch_updated_at before update on public.viewings
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.viewings
  for each row execute function private.record_audit();

create function private.notify_viewing()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(new.org_id, 'deals.write')
      union
      select private.mandated_people(slot.listing_id, 'deals.write') from public.viewing_slots as slot where slot.id = new.slot_id
      union
      select new.user_id
    ),
    new.org_id, case new.status when 'booked' then 'viewing_booked' else 'viewing_cancelled' end,
    case new.status when 'booked' then 'A viewing was booked' else 'A viewing was cancelled' end,
    new.id, jsonb_build_object('starts_at', lower(new.during), 'visitor_id', new.user_id), but_not => (select auth.uid()));
  return null;
end
$$;
comment on function private.notify_viewing() is
  'Trigger: tells both sides of a viewing, and the agency that shows it, except who did it.';
create trigger notify_viewing after insert on public.viewings
  for each row execute function private.notify_viewing();
create trigger notify_viewing_cancelled after update of status on public.viewings
  for each row when (new.status = 'cancelled' and old.status = 'booked') execute function private.notify_viewing();

create function private.offer_viewing(
  listing_id uuid, starts_at public.instant, ends_at public.instant, seats integer, note text)
returns public.viewing_slots
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  org uuid;
  wrong text;
  offered public.viewing_slots;
begin
  select listing.org_id into org from public.listings as listing
  where listing.id = listing_id and (
    listing.org_id in (select private.my_org_ids('properties.read')) or listing.id in (select private.my_mandated_listing_ids()));
  if not found then
    perform private.raise_problem('listing.not_found', 'Cannot find the listing among your organizations', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if not exists (select from private.my_mandated_listing_ids() as mine where mine = listing_id) then
    perform private.require_permission(org, 'deals.write');
  end if;
  note := nullif(btrim(note), '');
  wrong := case
    when starts_at is null or starts_at <= now() or starts_at > now() + interval '1 year' then 'starts_at'
    when ends_at is null or ends_at <= starts_at or ends_at > starts_at + interval '8 hours' then 'ends_at'
    when seats is null or seats not between 1 and 20 then 'seats'
    when length(note) > 200 then 'note'
  end;
  if wrong is not null then
    perform private.raise_problem('viewing.bad_slot', format('Cannot offer the viewing: %s %s', wrong,
      case wrong
        when 'starts_at' then 'must lie within a year from now'
        when 'ends_at' then 'must come after starts_at, by eight hours at most'
        when 'seats' then 'must be from 1 to 20'
        else 'must have at most 200 characters'
      end), 400, jsonb_build_object('field', wrong));
  end if;
  insert into public.viewing_slots as slot (org_id, listing_id, starts_at, ends_at, seats, note)
  values (org, listing_id, starts_at, ends_at, seats, note)
  returning slot.* into offered;
  return offered;
exception when exclusion_violation then
  perform private.raise_problem('viewing.slot_taken', 'Cannot offer the viewing: another one of the listing is at that time', 409,
    jsonb_build_object('field', 'starts_at'));
  return null;
end
$$;
comment on function private.offer_viewing(uuid, public.instant, public.instant, integer, text) is
  'Checks that the caller shows the listing, as a member or by a live mandate, and the time, then offers the slot.';
grant execute on function private.offer_viewing(uuid, public.instant, public.instant, integer, text) to authenticated;

create function public.offer_viewing(
  listing_id uuid, starts_at text, ends_at text, seats integer default 1, note text default null)
returns public.viewing_slots
language sql
set search_path = ''
as $$
  select private.limit_person('offer_viewing');
  select private.offer_viewing(listing_id, private.read_instant('starts_at', starts_at),
    private.read_instant('ends_at', ends_at), seats, private.read_line('note', note))
$$;
comment on function public.offer_viewing(uuid, text, text, integer, text) is
  'Offers a time, within a year and of at most eight hours, at which a listing of yours can be seen by seats people (1 to 20) at once; also for an agency that lists or shows it under a live mandate. Slots of a listing do not overlap. Errors: listing.not_found 404, auth.forbidden 403, viewing.bad_slot 400, viewing.slot_taken 409.';
grant execute on function public.offer_viewing(uuid, text, text, integer, text) to authenticated;

create function private.book_viewing(slot_id uuid)
returns public.viewings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  slot public.viewing_slots;
  seat smallint;
  booked public.viewings;
begin
  -- The slot's row is locked: those who book it at the same moment are seated one after another.
  select known.* into slot from public.viewing_slots as known
  join public.listings as listing on listing.id = known.listing_id and listing.status = 'published'
  where known.id = slot_id
  for update of known;
  if not found then
    perform private.raise_problem('viewing.not_found', 'Cannot find the slot: its listing is not on the market', 404,
      jsonb_build_object('field', 'slot_id'));
  end if;
  if slot.starts_at <= now() then
    perform private.raise_problem('viewing.too_late', 'Cannot book: the viewing has begun', 409, jsonb_build_object('field', 'slot_id'));
  end if;
  select known.* into booked from public.viewings as known
  where known.slot_id = slot.id and known.user_id = caller and known.status = 'booked';
  if found then
    return booked;
  end if;
  -- Whoever may offer times here needs none to see the home, and would turn a visitor away.
  if exists (select from private.my_org_ids('deals.write') as mine where mine = slot.org_id)
    or exists (select from private.my_mandated_listing_ids() as mine where mine = slot.listing_id) then
    perform private.raise_problem('viewing.own_listing', 'Cannot book: the listing is your own organization''s or agency''s', 409,
      jsonb_build_object('field', 'slot_id'));
  end if;
  select free into seat from generate_series(1, slot.seats) as free
  where not exists (
    select from public.viewings as taken
    where taken.slot_id = slot.id and taken.seat_no = free and taken.status = 'booked')
  order by free limit 1;
  if seat is null then
    perform private.raise_problem('viewing.full', 'Cannot book: every seat is taken', 409, jsonb_build_object('field', 'slot_id'));
  end if;
  insert into public.viewings (org_id, slot_id, seat_no, user_id, during)
  values (slot.org_id, slot.id, seat, caller, tstzrange(slot.starts_at, slot.ends_at))
  returning * into booked;
  return booked;
exception when exclusion_violation then
  perform private.raise_problem('viewing.elsewhere', 'Cannot book: you have another viewing with this organization at that time', 409,
    jsonb_build_object('field', 'slot_id'));
  return null;
end
$$;
comment on function private.book_viewing(uuid) is 'Seats the caller in a slot of a published listing that others show.';
grant execute on function private.book_viewing(uuid) to authenticated;

create function public.book_viewing(slot_id uuid)
returns public.viewings
language sql
set search_path = ''
as $$
  select private.limit_person('book_viewing');
  select private.book_viewing(slot_id)
$$;
comment on function public.book_viewing(uuid) is
  'Books a seat; safe to repeat. Whoever may offer times of the listing, as a member with deals.write or under a mandate, takes none. Errors name slot_id: viewing.not_found 404, viewing.too_late, viewing.full, viewing.elsewhere, viewing.own_listing 409.';
grant execute on function public.book_viewing(uuid) to authenticated;

create function private.move_viewing(viewing_id uuid, to_status public.viewing_status, reason text)
returns public.viewings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  viewing public.viewings;
begin
  select known.* into viewing from public.viewings as known
  where known.id = viewing_id and (
    known.user_id = (select auth.uid()) or known.org_id in (select private.my_org_ids('deals.read'))
    or known.slot_id in (select private.my_mandated_slot_ids()))
  for update;
  if not found then
    perform private.raise_problem('viewing.not_found', 'Cannot find the viewing', 404, jsonb_build_object('field', 'viewing_id'));
  end if;
  if to_status is null then
    perform private.raise_problem('viewing.bad_outcome', 'Cannot say how it went: attended is missing', 400,
      jsonb_build_object('field', 'attended'));
  end if;
  if (to_status <> 'cancelled' or viewing.user_id is distinct from (select auth.uid()))
    and viewing.slot_id not in (select private.my_mandated_slot_ids()) then
    perform private.require_permission(viewing.org_id, 'deals.write');
  end if;
  if to_status in ('attended', 'missed') and lower(viewing.during) > now() then
    perform private.raise_problem('viewing.too_early', 'Cannot say how it went: the viewing has not begun', 409,
      jsonb_build_object('field', 'outcome'));
  end if;
  perform private.begin_move('viewing', viewing.id, reason);
  update public.viewings as known set status = to_status where known.id = viewing.id returning * into viewing;
  return viewing;
end
$$;
comment on function private.move_viewing(uuid, public.viewing_status, text) is
  'Checks the caller, then moves the viewing: either side cancels, the organization says how it went.';
grant execute on function private.move_viewing(uuid, public.viewing_status, text) to authenticated;

create function public.cancel_viewing(viewing_id uuid, reason text default null)
returns public.viewings
language sql
set search_path = ''
as $$
  select private.limit_person('cancel_viewing');
  select private.move_viewing(viewing_id, 'cancelled', private.read_prose('reason', reason))
$$;
comment on function public.cancel_viewing(uuid, text) is
  'Cancels a booking, by either side; the seat is free again. Errors: viewing.not_found 404, auth.forbidden 403, viewing.illegal_transition 409.';
grant execute on function public.cancel_viewing(uuid, text) to authenticated;

create function public.record_viewing(viewing_id uuid, attended boolean, note text default null)
returns public.viewings
language sql
set search_path = ''
as $$
  select private.limit_person('record_viewing');
  -- Null for null: what nobody said is neither.
  select private.move_viewing(
    viewing_id, (case attended when true then 'attended' when false then 'missed' end)::public.viewing_status,
    private.read_prose('note', note))
$$;
comment on function public.record_viewing(uuid, boolean, text) is
  'Records whether the person came. Errors: viewing.bad_outcome 400, viewing.not_found 404, auth.forbidden 403, viewing.too_early, viewing.illegal_transition 409.';
grant execute on function public.record_viewing(uuid, boolean, text) to authenticated;

create function private.viewing_place(viewing_id uuid)
returns table (unit_label text, property_name text, street text, area text, lga text, state text, landmark text,
  longitude double precision, latitude double precision)
language sql
stable
security definer
set search_path = ''
as $$
  select unit.label, property.name, property.street, property.area, property.lga, property.state, property.landmark,
    extensions.st_x(property.location::extensions.geometry), extensions.st_y(property.location::extensions.geometry)
  from public.viewings as viewing
  join public.viewing_slots as slot on slot.id = viewing.slot_id
  join public.listings as listing on listing.id = slot.listing_id
  join public.units as unit on unit.id = listing.unit_id
  join public.properties as property on property.id = unit.property_id
  where viewing.id = viewing_id and viewing.user_id = (select auth.uid()) and viewing.status = 'booked'
$$;
comment on function private.viewing_place(uuid) is 'Tells the exact place to who has a booking, while they have it.';
grant execute on function private.viewing_place(uuid) to authenticated;

create function public.viewing_place(viewing_id uuid)
returns table (unit_label text, property_name text, street text, area text, lga text, state text, landmark text,
  longitude double precision, latitude double precision)
language sql
stable
set search_path = ''
as $$
  select * from private.viewing_place(viewing_id)
$$;
comment on function public.viewing_place(uuid) is
  'The exact address and point (WGS 84) of a viewing that you have booked; no row for anybody else or once it was cancelled.';
grant execute on function public.viewing_place(uuid) to authenticated;

create function private.seats_left(listing_id uuid)
returns table (slot_id uuid, starts_at timestamptz, ends_at timestamptz, seats_left integer, note text)
language sql
stable
security definer
set search_path = ''
as $$
  select slot.id, slot.starts_at, slot.ends_at,
    slot.seats - (select count(*)::integer from public.viewings as taken where taken.slot_id = slot.id and taken.status = 'booked'),
    slot.note
  from public.viewing_slots as slot
  join public.listings as listing on listing.id = slot.listing_id and listing.status = 'published'
  where slot.listing_id = seats_left.listing_id and slot.starts_at > now()
  order by slot.starts_at limit 100
$$;
comment on function private.seats_left(uuid) is 'Counts bookings of a published listing without telling whose.';
grant execute on function private.seats_left(uuid) to anon, authenticated;

create function public.viewing_times(listing_id uuid)
returns table (slot_id uuid, starts_at timestamptz, ends_at timestamptz, seats_left integer, note text)
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(5, 10);
  select * from private.seats_left(listing_id)
$$;
comment on function public.viewing_times(uuid) is 'The coming times at which a published listing can be seen, with the seats left; at most 100.';
grant execute on function public.viewing_times(uuid) to anon, authenticated;

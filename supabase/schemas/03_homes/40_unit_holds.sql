-- Every claim on a unit is a row here, so that one constraint makes double letting impossible.

create type public.hold_reason as enum ('payment', 'offer', 'tenancy', 'shortlet', 'sale');
comment on type public.hold_reason is 'Why a unit is claimed.';
create type public.hold_status as enum ('active', 'released', 'expired');
comment on type public.hold_status is 'Only an active hold blocks others.';

create type public.held_right as enum ('possession', 'title');
comment on type public.held_right is 'What of a unit is claimed: its use (lettings, stays) or its ownership (sales). A home can be sold with its tenants in it.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('unit_hold', null, 'active'), ('unit_hold', 'active', 'released'), ('unit_hold', 'active', 'expired');

create table public.unit_holds (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  unit_id uuid not null,
  period daterange not null check (not isempty(period) and not lower_inf(period)),
  reason public.hold_reason not null,
  held_right public.held_right not null default 'possession',
  status public.hold_status not null default 'active',
  expires_at timestamptz,
  is_block boolean not null default false,
  note text check (private.is_prose(note) and length(note) <= 300),
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  constraint unit_holds_no_overlap
    exclude using gist (unit_id with =, held_right with =, period with &&) where (status = 'active'),
  check (reason <> 'tenancy' or expires_at is null),
  constraint unit_holds_right_check check (held_right = 'possession' or reason in ('offer', 'sale')),
  constraint unit_holds_block_check check (not is_block or reason = 'shortlet'),
  constraint unit_holds_sale_check check (reason <> 'sale' or (expires_at is null and held_right = 'title'))
);
comment on table public.unit_holds is 'Who has a claim on a unit and when. No two active claims on the same right in a unit may overlap.';
comment on column public.unit_holds.id is 'Time-ordered identifier.';
comment on column public.unit_holds.org_id is 'The organization of the unit.';
comment on column public.unit_holds.unit_id is 'The claimed unit.';
comment on column public.unit_holds.period is 'Days of the claim, from (included) to (excluded). Open-ended for a tenancy until possession is returned, so that holding over blocks too.';
comment on column public.unit_holds.reason is 'What the claim is for.';
comment on column public.unit_holds.held_right is 'What is claimed: possession or title.';
comment on column public.unit_holds.status is 'Active, released or expired.';
comment on column public.unit_holds.expires_at is 'When a temporary claim lapses, UTC; null for a tenancy.';
comment on column public.unit_holds.is_block is 'Whether the owner closed these days, with nobody staying; such a hold can be lifted by hand.';
comment on column public.unit_holds.note is 'The owner''s own note, at most 300 characters.';
comment on column public.unit_holds.created_at is 'When the claim was made, UTC.';
comment on constraint unit_holds_no_overlap on public.unit_holds is 'Double letting and double selling are impossible, whoever writes and in whichever order.';
comment on constraint unit_holds_right_check on public.unit_holds is 'Only who buys claims title.';
create index unit_holds_unit_idx on public.unit_holds (org_id, unit_id);
create index unit_holds_expires_at_idx on public.unit_holds (expires_at) where status = 'active' and expires_at is not null;

create function private.my_offered_hold_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select offer.hold_id from public.offers as offer
  where offer.offeror_id = (select auth.uid()) and offer.hold_id is not null;
end
$$;
comment on function private.my_offered_hold_ids() is
  'The claims of accepted offers that the caller made: until when a home is kept for them is theirs to know.';
grant execute on function private.my_offered_hold_ids() to authenticated;

alter table public.unit_holds enable row level security;
grant select on public.unit_holds to authenticated;
grant select, insert, update, delete on public.unit_holds to service_role;
create policy unit_holds_select on public.unit_holds for select to authenticated using (
  case
    when org_id = any (array(select org_id from private.my_permissions where permission = 'properties.read')) then true
    when id = any (array(select private.my_offered_hold_ids())) then true
  end is not null
);
create trigger guard_move before update of status on public.unit_holds
  for each row execute function private.guard_move('unit_hold');
create trigger record_audit after insert or update or delete on public.unit_holds
  for each row execute function private.record_audit();

create function private.move_hold(hold_id uuid, to_status public.hold_status, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.begin_move('unit_hold', hold_id, reason);
  update public.unit_holds set status = to_status where id = hold_id;
end
$$;
comment on function private.move_hold(uuid, public.hold_status, text) is 'Moves a hold, and with that frees the unit.';

create function private.expire_holds(only_unit uuid default null, batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  lapsed record;
  moved integer := 0;
begin
  if only_unit is not null then
    -- Who claims a unit waits here for others that do: afterwards no two of them can deadlock.
    perform from public.units as unit where unit.id = only_unit for no key update;
  end if;
  for lapsed in
    select hold.id, hold.unit_id, hold.reason from public.unit_holds as hold
    where hold.status = 'active' and hold.expires_at <= now() and (only_unit is null or hold.unit_id = only_unit)
    order by hold.expires_at limit batch
  loop
    if only_unit is null then
      -- The sweeper waits for nobody: what is busy now is swept the next time.
      perform from public.units as unit where unit.id = lapsed.unit_id for no key update skip locked;
      continue when not found;
      if lapsed.reason = 'offer' and exists (select from public.offers as offer where offer.hold_id = lapsed.id) then
        perform from public.listings as listing
        where listing.id = (select offer.listing_id from public.offers as offer where offer.hold_id = lapsed.id)
        for update skip locked;
        continue when not found;
      end if;
    end if;
    perform from public.unit_holds as hold
    where hold.id = lapsed.id and hold.status = 'active' and hold.expires_at <= now()
    for update skip locked;
    if found then
      perform private.move_hold(lapsed.id, 'expired', 'Lapsed');
      moved := moved + 1;
    end if;
  end loop;
  return moved;
end
$$;
comment on function private.expire_holds(uuid, integer) is
  'Expires a batch of lapsed holds, of one unit when named; returns how many. Taking a hold calls it for its unit, which it locks; pg_cron for the rest.';

create function private.refuse_claim(claim public.unit_holds)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Who claims either right waits here for who claims the other.
  perform from public.units as unit where unit.id = claim.unit_id for no key update;
  if exists (
    select from public.unit_holds as other
    left join public.tenancies as tenancy on tenancy.org_id = other.org_id and tenancy.hold_id = other.id
    where other.unit_id = claim.unit_id and other.status = 'active' and other.period && claim.period
      and other.held_right <> claim.held_right
      and (claim.held_right = 'possession' or tenancy.is_in_force is not true)
  ) then
    raise exclusion_violation using message = 'a claim on the other right in the unit stands against this one';
  end if;
end
$$;
comment on function private.refuse_claim(public.unit_holds) is
  'Before a unit is claimed: one that is being sold, or is sold, is not let anew; one that is held or booked is not sold. Only a tenancy in force stands beside a sale: the buyer takes the unit with its tenants. Error: 23P01, as the constraint''s.';

create function private.before_hold_taken()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.admit_move('unit_hold', new.org_id, new.id, null, new.status::text);
  if new.status = 'active' then
    perform private.refuse_claim(new);
  end if;
  return new;
end
$$;
comment on function private.before_hold_taken() is 'Trigger: the new claim enters its state and meets the claims that stand.';
create trigger before_hold_taken before insert on public.unit_holds
  for each row execute function private.before_hold_taken();

create function private.after_hold_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if old.status = 'active' and new.status <> 'active' and new.reason = 'offer' then
    perform private.lapse_offer(new);
  end if;
  return null;
end
$$;
comment on function private.after_hold_moved() is
  'Trigger: what else ends with a claim on a unit. A tenancy moves its own; an accepted offer lapses with it, and its sale.';
create trigger after_hold_moved after update of status on public.unit_holds
  for each row when (old.status <> new.status) execute function private.after_hold_moved();

create function private.take_hold(
  unit public.units,
  period daterange,
  reason public.hold_reason,
  expires_at public.instant default null,
  held_right public.held_right default 'possession'
)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  hold_id uuid;
begin
  perform private.expire_holds(unit.id);
  insert into public.unit_holds (org_id, unit_id, period, reason, expires_at, held_right)
  values (unit.org_id, unit.id, period, reason, expires_at, held_right)
  returning id into hold_id;
  return hold_id;
exception when exclusion_violation then
  perform private.raise_problem(
    'unit.already_taken',
    format('Cannot take %s from %s: it is let, held or sold for some of that time', unit.label, lower(period)),
    409, jsonb_build_object('field', 'starts_on'));
  return null;
end
$$;
comment on function private.take_hold(public.units, daterange, public.hold_reason, public.instant, public.held_right) is
  'Claims possession of a unit, or title to it, for a period, or refuses with unit.already_taken (409).';
select cron.schedule('expire-holds', '* * * * *', private.in_batches('private.expire_holds'));

-- Offers: one negotiation between a person and an owner about a listing, in rounds that nobody can rewrite.

create type public.offer_status as enum ('open', 'accepted', 'declined', 'withdrawn', 'expired', 'lapsed', 'converted');
comment on type public.offer_status is 'Where a negotiation stands. Lapsed: accepted, but the unit was given back before a tenancy or a sale.';
create type public.offer_side as enum ('offeror', 'owner');
comment on type public.offer_side is 'The person who offers, or whoever acts for the owner.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('offer', null, 'open'),
  ('offer', 'open', 'accepted'), ('offer', 'open', 'declined'), ('offer', 'open', 'withdrawn'), ('offer', 'open', 'expired'),
  ('offer', 'accepted', 'lapsed'), ('offer', 'accepted', 'converted');

create table public.offers (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  unit_id uuid not null,
  offeror_id uuid references public.profiles (id) on delete set null,
  purpose public.listing_purpose not null constraint offers_purpose_check check (purpose <> 'shortlet'),
  price_per public.price_period not null,
  status public.offer_status not null default 'open',
  round smallint not null default 1 check (round between 1 and 50),
  expires_at timestamptz not null,
  accepted_round smallint,
  hold_id uuid,
  tenancy_id uuid,
  application_id uuid,
  decided_by uuid references public.profiles (id) on delete set null,
  decision_reason text check (private.is_prose(decision_reason) and length(decision_reason) between 1 and 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  foreign key (org_id, hold_id) references public.unit_holds (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint offers_accepted_check check (
    (accepted_round is not null) = (status in ('accepted', 'lapsed', 'converted'))
    and (accepted_round is null) = (hold_id is null)
  )
);
comment on table public.offers is 'A negotiation between one person and the owner about one listing. Its terms are its rounds.';
comment on column public.offers.id is 'Time-ordered identifier.';
comment on column public.offers.org_id is 'The owner''s organization.';
comment on column public.offers.listing_id is 'The listing.';
comment on column public.offers.unit_id is 'The listing''s unit.';
comment on column public.offers.offeror_id is 'Who wants to rent or buy; null once the account is gone.';
comment on column public.offers.purpose is 'Rent or sale, as listed when the offer was made.';
comment on column public.offers.price_per is 'What the amounts of the rounds are for, as listed when the offer was made: a year, a month; total for a sale.';
comment on column public.offers.status is 'Moved by functions only.';
comment on column public.offers.round is 'Number of the latest round.';
comment on column public.offers.expires_at is 'Until when the latest round can be accepted, UTC.';
comment on column public.offers.accepted_round is 'The round whose terms were accepted.';
comment on column public.offers.hold_id is 'The claim on the unit since acceptance.';
comment on column public.offers.tenancy_id is 'The tenancy that it became.';
comment on column public.offers.application_id is 'The application that it belongs to, if any.';
comment on column public.offers.decided_by is 'Who accepted, declined, withdrew or released it.';
comment on column public.offers.decision_reason is 'Why it was declined, withdrawn, released or lapsed.';
comment on column public.offers.created_at is 'When it was made, UTC.';
comment on column public.offers.updated_at is 'Last change, UTC.';
create unique index offers_one_open_key on public.offers (listing_id, offeror_id) where status = 'open';
comment on index public.offers_one_open_key is 'One open negotiation for each listing and person.';
create index offers_listing_idx on public.offers (org_id, listing_id, status);
create index offers_unit_idx on public.offers (org_id, unit_id);
create unique index offers_hold_key on public.offers (org_id, hold_id);
create unique index offers_tenancy_key on public.offers (org_id, tenancy_id);
create index offers_offeror_idx on public.offers (offeror_id, id);
create index offers_decided_by_idx on public.offers (decided_by);
create index offers_expires_at_idx on public.offers (expires_at) where status = 'open';
create index offers_open_idx on public.offers (org_id, expires_at) where status = 'open';

create table public.offer_rounds (
  org_id uuid not null,
  offer_id uuid not null,
  round smallint not null check (round between 1 and 50),
  made_by_side public.offer_side not null,
  made_by uuid,
  amount_kobo public.kobo not null check (amount_kobo between 1 and 10000000000000),
  advance_periods smallint check (advance_periods between 1 and 60),
  starts_on public.calendar_date,
  term_months smallint check (term_months between 1 and 1188),
  completes_on public.calendar_date,
  conditions text check (private.is_prose(conditions) and length(conditions) between 1 and 2000),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (offer_id, round),
  foreign key (org_id, offer_id) references public.offers (org_id, id),
  constraint offer_rounds_lifetime_check check (
    expires_at between created_at + interval '1 hour' and created_at + interval '30 days'
  )
);
comment on table public.offer_rounds is 'What one side proposed to the other, round by round. Append-only.';
comment on column public.offer_rounds.org_id is 'The organization of the offer.';
comment on column public.offer_rounds.offer_id is 'The negotiation.';
comment on column public.offer_rounds.round is 'From 1.';
comment on column public.offer_rounds.made_by_side is 'Which side proposes.';
comment on column public.offer_rounds.made_by is 'The account that proposed, as it then was.';
comment on column public.offer_rounds.amount_kobo is 'Rent for one price_per of the offer, or the whole price of a sale, in kobo.';
comment on column public.offer_rounds.advance_periods is 'For rent: how many periods are paid at once.';
comment on column public.offer_rounds.starts_on is 'For rent: first day, Nigerian date.';
comment on column public.offer_rounds.term_months is 'For rent: length of the term in months.';
comment on column public.offer_rounds.completes_on is 'For a sale: the day by which it should complete, Nigerian date.';
comment on column public.offer_rounds.conditions is 'What else the side asks for.';
comment on column public.offer_rounds.expires_at is 'Until when it can be accepted, UTC: an hour to 30 days after it was made.';
comment on column public.offer_rounds.created_at is 'When it was made, UTC.';
create index offer_rounds_offer_idx on public.offer_rounds (org_id, offer_id);

create function private.my_offer_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select offer.id from public.offers as offer where offer.offeror_id = (select auth.uid())
  union all
  select offer.id
  from (
    select private.my_mandated_unit_ids('list') as unit_id
    union
    select private.my_mandated_unit_ids('sign')
  ) as reached
  join public.units as unit on unit.id = reached.unit_id
  join public.offers as offer on offer.org_id = unit.org_id and offer.unit_id = unit.id;
end
$$;
comment on function private.my_offer_ids() is
  'The offers that the caller made, and those on units that their agency lists or signs for under a live mandate.';
grant execute on function private.my_offer_ids() to authenticated;

alter table public.offers enable row level security;
alter table public.offer_rounds enable row level security;
grant select on public.offers, public.offer_rounds to authenticated;
grant select, insert, update, delete on public.offers to service_role;
grant select on public.offer_rounds to service_role;
create policy offers_select on public.offers for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when id = any (array(select private.my_offer_ids())) then true
  end is not null
);
create policy offer_rounds_select on public.offer_rounds for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when offer_id = any (array(select private.my_offer_ids())) then true
  end is not null
);

create trigger guard_move before update of status on public.offers
  for each row execute function private.guard_move('offer');
create trigger touch_updated_at before update on public.offers
  for each row execute function private.touch_updated_at();
create trigger refuse_change before update or delete on public.offer_rounds
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.offer_rounds
  for each statement execute function private.refuse_change();

create function private.move_offer(offer_id uuid, to_status public.offer_status, reason text default null)
returns public.offers
language plpgsql
set search_path = ''
as $$
declare
  moved public.offers;
begin
  perform private.begin_move('offer', offer_id, reason);
  update public.offers as offer
  set status = to_status,
    decided_by = case when to_status = 'expired' then offer.decided_by else coalesce((select auth.uid()), offer.decided_by) end,
    decision_reason = coalesce(left(btrim(nullif(btrim(reason), '')), 500), offer.decision_reason)
  where offer.id = offer_id
  returning * into moved;
  return moved;
end
$$;
comment on function private.move_offer(uuid, public.offer_status, text) is
  'Moves an offer, noting who and why. Acceptance is another matter: see private.accept_offer().';

-- Telling both sides ------------------------------------------------------------------------------

create function private.owner_side_of(offer public.offers)
returns setof uuid
language sql
stable
set search_path = ''
rows 5
as $$
  select private.members_with(offer.org_id, 'deals.write')
  union
  select private.members_with(mandate.agent_org_id, 'listings.write')
  from public.listings as listing
  join public.mandates as mandate on mandate.id = listing.mandate_id and mandate.status = 'active'
  where listing.id = offer.listing_id
$$;
comment on function private.owner_side_of(public.offers) is
  'Whom to tell on the owner''s side: members who deal, and the agency that lists the unit.';

create function private.notify_round()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  offer public.offers;
begin
  select o.* into strict offer from public.offers as o where o.id = new.offer_id;
  perform private.notify(
    array(
      select private.owner_side_of(offer) where new.made_by_side = 'offeror'
      union
      select offer.offeror_id where new.made_by_side = 'owner'
    ),
    offer.org_id, 'offer_made', case new.round when 1 then 'An offer was made' else 'A counter-offer was made' end, offer.id,
    jsonb_build_object('listing_id', offer.listing_id, 'round', new.round, 'amount_kobo', new.amount_kobo,
      'expires_at', new.expires_at),
    but_not => new.made_by);
  return null;
end
$$;
comment on function private.notify_round() is 'Trigger: tells the other side of an offer or counter-offer.';
create trigger notify_round after insert on public.offer_rounds
  for each row execute function private.notify_round();

create function private.notify_offer(offer public.offers)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.owner_side_of(offer) where offer.status <> 'declined'
      union
      select offer.offeror_id where offer.status <> 'withdrawn'
    ),
    offer.org_id,
    case offer.status when 'accepted' then 'offer_accepted' when 'declined' then 'offer_declined'
      when 'withdrawn' then 'offer_declined' else 'offer_expired' end,
    case offer.status when 'accepted' then 'An offer was accepted' when 'declined' then 'An offer was declined'
      when 'withdrawn' then 'An offer was withdrawn' when 'expired' then 'An offer expired'
      else 'An accepted offer came to nothing' end,
    offer.id, jsonb_build_object('listing_id', offer.listing_id, 'status', offer.status, 'reason', offer.decision_reason),
    but_not => (select auth.uid()));
end
$$;
comment on function private.notify_offer(public.offers) is 'Tells whom it concerns how an offer ended, except who ended it.';

-- What happens when an offer is made or moves, in this order -----------------------------------------

create function private.before_offer_made()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.admit_move('offer', new.org_id, new.id, null, new.status::text);
  perform private.refuse_agents_offer(new);
  new.application_id := coalesce(private.link_application(new), new.application_id);
  return new;
end
$$;
comment on function private.before_offer_made() is
  'Trigger: nobody offers where their agency acts for the owner; an offer belongs to the application of who makes it.';
create trigger before_offer_made before insert on public.offers
  for each row execute function private.before_offer_made();

create function private.after_offer_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- First, because what follows may change the same row again.
  perform private.note_change(tg_op, 'public.offers', 'id', to_jsonb(old), to_jsonb(new));
  if tg_op <> 'UPDATE' then
    return null;
  end if;
  if new.status <> old.status and new.application_id is not null then
    perform private.move_application_of_offer(new);
  end if;
  if new.status <> old.status and new.status <> 'converted' then
    perform private.notify_offer(new);
  end if;
  -- An open offer goes with the account that made it, so that nothing is held for nobody.
  if old.offeror_id is not null and new.offeror_id is null and new.status = 'open' then
    perform private.move_offer(new.id, 'withdrawn', 'The account was deleted');
  end if;
  return null;
end
$$;
comment on function private.after_offer_written() is
  'Trigger: the audit log; the application moves with its offer; whom it concerns is told; who is gone offers nothing. Its claim on the unit: see private.after_hold_moved().';
create trigger after_offer_written after insert or update or delete on public.offers
  for each row execute function private.after_offer_written();

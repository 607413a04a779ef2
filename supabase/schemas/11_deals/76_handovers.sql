-- A home that is sold with its tenants in it: the tenancy goes on with the buyer, because the law carries it over with
-- the reversion (docs/decisions/0027). Nothing changes hands between two organizations' rows: the seller's tenancy ends
-- as passed_on, and the buyer's begins as its successor, with the same people, terms and days, and nobody asked again.
--
-- Each of the two organizations keeps a row of the handover of its own, so that either can move to another database;
-- they share pair_id. Here: those rows and who reads them. 77: handing over. 78: telling people, and the money between
-- the two.

create type public.handover_side as enum ('passed_on', 'taken_over');
comment on type public.handover_side is 'Whose row of a handover: of who sold the home, or of who bought it.';

create table public.tenancy_handovers (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  side public.handover_side not null,
  pair_id uuid not null,
  tenancy_id uuid not null,
  other_org_id uuid not null references public.organizations (id),
  other_name text not null,
  other_tenancy_id uuid not null,
  other_property_id uuid,
  sale_id uuid,
  handed_over_on public.calendar_date not null,
  deposit_kobo public.nonnegative_kobo not null,
  prepaid_kobo public.nonnegative_kobo not null,
  was_renewed boolean not null default false,
  settled_at timestamptz,
  settled_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  unique (pair_id, side),
  unique (tenancy_id, side),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, sale_id) references public.sales (org_id, id),
  constraint tenancy_handovers_sale_check check ((side = 'passed_on') = (sale_id is not null))
);
comment on table public.tenancy_handovers is
  'A tenancy that passed from the seller of a home to its buyer: one row in the books of each. Nothing of it changes but that the deposit''s money followed.';
comment on column public.tenancy_handovers.id is 'Time-ordered identifier; the source of the entries in this organization''s books.';
comment on column public.tenancy_handovers.org_id is 'Whose row: the seller''s organization or the buyer''s.';
comment on column public.tenancy_handovers.side is 'Which of the two.';
comment on column public.tenancy_handovers.pair_id is 'The same in both rows of one handover.';
comment on column public.tenancy_handovers.tenancy_id is 'The tenancy of this organization: the one that was passed on, or its successor.';
comment on column public.tenancy_handovers.other_org_id is 'The other organization.';
comment on column public.tenancy_handovers.other_name is 'Its name on that day.';
comment on column public.tenancy_handovers.other_tenancy_id is 'The tenancy there. No foreign key: it is another organization''s.';
comment on column public.tenancy_handovers.other_property_id is 'Of who bought: the property there that its own was copied from, so that a second home in it comes into the same one.';
comment on column public.tenancy_handovers.sale_id is 'The sale; in the seller''s row only.';
comment on column public.tenancy_handovers.handed_over_on is 'Day of completion, Nigerian date: what begins on it or later is owed to the buyer.';
comment on column public.tenancy_handovers.deposit_kobo is 'What was held of the tenants'' caution deposit and passed with the home, in kobo.';
comment on column public.tenancy_handovers.prepaid_kobo is
  'What the tenants had paid for days from handed_over_on on, in kobo, by days: it stays with the seller, whom it was paid to, and the two account for it in the price.';
comment on column public.tenancy_handovers.was_renewed is 'Whether the tenancy that passed was a renewal: its tenants are sitting tenants.';
comment on column public.tenancy_handovers.settled_at is 'When the buyer''s side confirmed that the deposit''s money came, UTC; also when there was none.';
comment on column public.tenancy_handovers.settled_by is 'Who confirmed it.';
comment on column public.tenancy_handovers.created_at is 'When the tenancy passed, UTC.';
create index tenancy_handovers_tenancy_idx on public.tenancy_handovers (org_id, tenancy_id);
create index tenancy_handovers_sale_idx on public.tenancy_handovers (org_id, sale_id);
create index tenancy_handovers_other_org_idx on public.tenancy_handovers (other_org_id);
create index tenancy_handovers_settled_by_idx on public.tenancy_handovers (settled_by);

alter table public.tenancy_handovers enable row level security;
grant select on public.tenancy_handovers to authenticated, service_role;
create policy tenancy_handovers_select on public.tenancy_handovers for select to authenticated using (
  case
    when tenancy_id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'tenancies.read')) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
create trigger refuse_change before delete or update of
    id, org_id, side, pair_id, tenancy_id, other_org_id, other_name, other_tenancy_id, other_property_id, sale_id, handed_over_on,
    deposit_kobo, prepaid_kobo, was_renewed, created_at
  on public.tenancy_handovers for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.tenancy_handovers
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.tenancy_handovers
  for each row execute function private.record_audit();

-- Into which organization a home goes that somebody buys: they say so themselves, for who is handed tenants is handed
-- duties. Before completion it stands on the sale (sales.taker_org_id).

create function private.buying_organizations(sale public.sales)
returns setof uuid
language sql
stable
set search_path = ''
rows 1
as $$
  -- An organization that others named as buyer agreed to nothing.
  select distinct party.party_org_id
  from public.offers as offer
  join public.sale_parties as party
    on party.org_id = sale.org_id and party.sale_id = sale.id and party.role = 'buyer' and party.party_org_id <> sale.org_id
  join private.member_permissions as may
    on may.user_id = offer.offeror_id and may.org_id = party.party_org_id and may.permission = 'tenancies.write'
  where offer.org_id = sale.org_id and offer.id = sale.offer_id
$$;
comment on function private.buying_organizations(public.sales) is
  'The organizations that are named as buyer of a sale, and for which whoever made the accepted offer acts.';

create function private.organization_of_buyer(sale public.sales)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  buyer uuid := (select offer.offeror_id from public.offers as offer where offer.id = sale.offer_id);
  found_ones uuid[];
begin
  if sale.taker_org_id is not null then
    return sale.taker_org_id;
  end if;
  found_ones := array(select private.buying_organizations(sale));
  if cardinality(found_ones) = 0 then
    found_ones := array(
      select membership.org_id from public.memberships as membership
      where membership.user_id = buyer and membership.role = 'owner' and membership.org_id <> sale.org_id);
  end if;
  return case when cardinality(found_ones) = 1 then found_ones[1] end;
end
$$;
comment on function private.organization_of_buyer(public.sales) is
  'The organization into which a home that is sold goes: as its buyer said, else the one named as buyer for which they act, else the only one that they own. Null: they have not said, or have none.';

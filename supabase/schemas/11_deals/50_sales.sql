-- Sales: what an accepted offer to buy becomes, with its parties, until the deed.

create type public.sale_status as enum ('agreed', 'contract_signed', 'closed', 'fallen_through');
comment on type public.sale_status is 'Where a sale stands; a closed one never changes.';
create type public.sale_role as enum ('seller', 'buyer', 'seller_agent', 'seller_solicitor', 'buyer_solicitor');
comment on type public.sale_role is 'What somebody is in a sale.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('sale', null, 'agreed'),
  ('sale', 'agreed', 'contract_signed'), ('sale', 'agreed', 'closed'), ('sale', 'agreed', 'fallen_through'),
  ('sale', 'contract_signed', 'closed'), ('sale', 'contract_signed', 'fallen_through');
comment on constraint unit_holds_sale_check on public.unit_holds is 'Sold is sold.';

create table public.sales (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  unit_id uuid not null,
  property_id uuid not null,
  offer_id uuid not null,
  price_kobo public.positive_kobo not null check (price_kobo <= 10000000000000),
  is_tenanted boolean not null default false,
  status public.sale_status not null default 'agreed',
  agreed_on public.calendar_date not null default private.lagos_date(),
  contract_signed_on public.calendar_date,
  closed_on public.calendar_date,
  deed_reference text check (private.is_line(deed_reference) and length(btrim(deed_reference)) between 1 and 200),
  fell_through_reason text check (private.is_prose(fell_through_reason) and length(fell_through_reason) between 1 and 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  taker_org_id uuid references public.organizations (id),
  proposed_price_kobo public.positive_kobo check (proposed_price_kobo <= 10000000000000),
  unique (org_id, id),
  unique (org_id, offer_id),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  foreign key (org_id, property_id) references public.properties (org_id, id),
  foreign key (org_id, offer_id) references public.offers (org_id, id),
  constraint sales_order_check check (
    contract_signed_on >= agreed_on and closed_on >= agreed_on and closed_on >= contract_signed_on
  ),
  constraint sales_closed_check check ((status = 'closed') = (closed_on is not null)),
  constraint sales_signed_check check (status <> 'contract_signed' or contract_signed_on is not null),
  constraint sales_proposed_check check (
    proposed_price_kobo is null or (proposed_price_kobo <> price_kobo and status in ('agreed', 'contract_signed'))
  ),
  constraint sales_fallen_check check ((status = 'fallen_through') = (fell_through_reason is not null))
);
comment on table public.sales is 'A sale from the accepted offer on. Its unit is held meanwhile, and for good once it is closed.';
comment on column public.sales.id is 'Time-ordered identifier.';
comment on column public.sales.org_id is 'The seller''s organization.';
comment on column public.sales.listing_id is 'The listing that led to it.';
comment on column public.sales.unit_id is 'What is sold.';
comment on column public.sales.property_id is 'The property that it is in.';
comment on column public.sales.offer_id is 'The accepted offer.';
comment on column public.sales.price_kobo is 'The agreed price, in kobo. Another one only with the buyer: proposed_price_kobo.';
comment on column public.sales.is_tenanted is 'Whether tenants were in possession when it was agreed: unless their tenancy ends, the buyer takes the unit with them.';
comment on column public.sales.status is 'Moved by functions only.';
comment on column public.sales.agreed_on is 'Day of acceptance, Nigerian date.';
comment on column public.sales.contract_signed_on is 'Day on which the contract of sale was signed, Nigerian date.';
comment on column public.sales.closed_on is 'Day of completion, Nigerian date.';
comment on column public.sales.deed_reference is 'Reference of the deed of assignment or its registration.';
comment on column public.sales.fell_through_reason is 'Why it came to nothing.';
comment on column public.sales.created_at is 'When it was agreed, UTC.';
comment on column public.sales.updated_at is 'Last change, UTC.';
comment on column public.sales.taker_org_id is
  'The organization into which the home and its tenancies go, as its buyer said; null: the one named as buyer for which they act, or the only one that they own.';
comment on column public.sales.proposed_price_kobo is
  'Another price, in kobo, that the seller proposes and the buyer has not answered; null: none.';
create index sales_taker_org_idx on public.sales (taker_org_id);
create index sales_listing_idx on public.sales (org_id, listing_id);
create index sales_unit_idx on public.sales (org_id, unit_id);
create index sales_property_idx on public.sales (org_id, property_id);
create unique index sales_one_running_key on public.sales (unit_id) where status <> 'fallen_through';
comment on index public.sales_one_running_key is 'A unit is sold once.';

create table public.sale_parties (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  sale_id uuid not null,
  role public.sale_role not null,
  profile_id uuid references public.profiles (id) on delete set null,
  party_org_id uuid references public.organizations (id),
  full_name text not null check (private.is_line(full_name) and length(btrim(full_name)) between 1 and 160),
  address text check (private.is_line(address) and length(btrim(address)) between 5 and 300),
  phone text check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  created_at timestamptz not null default now(),
  foreign key (org_id, sale_id) references public.sales (org_id, id),
  constraint sale_parties_one_identity_check check (profile_id is null or party_org_id is null),
  constraint sale_parties_once_key unique nulls not distinct (sale_id, role, profile_id, party_org_id, full_name)
);
comment on table public.sale_parties is 'Who sells, buys and acts for them: with an account, as an organization, or only by name.';
comment on column public.sale_parties.id is 'Time-ordered identifier.';
comment on column public.sale_parties.org_id is 'The organization of the sale.';
comment on column public.sale_parties.sale_id is 'The sale.';
comment on column public.sale_parties.role is 'What they are in it.';
comment on column public.sale_parties.profile_id is 'Their account, if they have one; a buyer with an account sees the sale.';
comment on column public.sale_parties.party_org_id is 'The organization that they are, if they are one.';
comment on column public.sale_parties.full_name is 'Name as in the deed.';
comment on column public.sale_parties.address is 'Postal address.';
comment on column public.sale_parties.phone is 'E.164 number.';
comment on column public.sale_parties.created_at is 'When they were named, UTC.';
create index sale_parties_sale_idx on public.sale_parties (org_id, sale_id);
create index sale_parties_profile_idx on public.sale_parties (profile_id);
create index sale_parties_party_org_idx on public.sale_parties (party_org_id);

create function private.my_sale_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select party.sale_id from public.sale_parties as party
  where party.profile_id = (select auth.uid()) and party.role = 'buyer';
end
$$;
comment on function private.my_sale_ids() is 'The sales in which the caller buys.';
grant execute on function private.my_sale_ids() to authenticated;

alter table public.sales enable row level security;
alter table public.sale_parties enable row level security;
grant select on public.sales, public.sale_parties to authenticated;
grant select, insert, update, delete on public.sales, public.sale_parties to service_role;
create policy sales_select on public.sales for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when id = any (array(select private.my_sale_ids())) then true
  end is not null
);
create policy sale_parties_select on public.sale_parties for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when sale_id = any (array(select private.my_sale_ids())) then true
  end is not null
);

create function private.before_sale_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op <> 'DELETE' then
    perform private.admit_move('sale', new.org_id, new.id, old.status::text, new.status::text);
  end if;
  if old.status = 'closed' then
    perform private.raise_problem('sale.closed', 'Cannot change the sale: it is closed', 409, jsonb_build_object('field', 'sale_id'));
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
comment on function private.before_sale_written() is
  'Trigger: moves as its machine allows, and a closed sale stays as it is, for every role. Error: sale.closed 409.';
create trigger before_sale_written before insert or update or delete on public.sales
  for each row execute function private.before_sale_written();

create function private.keep_parties_of_closed_sale()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  row_now public.sale_parties := coalesce(new, old);
  status_now public.sale_status;
begin
  -- An account may be deleted; the name in the deed stays.
  if tg_op = 'UPDATE' and new.profile_id is null and to_jsonb(new) - 'profile_id' = to_jsonb(old) - 'profile_id' then
    return new;
  end if;
  -- The lock keeps the sale from being closed meanwhile.
  select sale.status into status_now from public.sales as sale where sale.id = row_now.sale_id for share;
  if status_now = 'closed' then
    perform private.raise_problem('sale.closed', 'Cannot change the parties: the sale is closed', 409,
      jsonb_build_object('field', 'sale_id'));
  end if;
  return row_now;
end
$$;
comment on function private.keep_parties_of_closed_sale() is
  'Trigger: the parties of a closed sale stay as they are. Error: sale.closed 409.';
create trigger keep_closed before insert or update or delete on public.sale_parties
  for each row execute function private.keep_parties_of_closed_sale();

create trigger touch_updated_at before update on public.sales
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.sales
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.sale_parties
  for each row execute function private.record_audit();

create function private.notify_sale()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(new.org_id, 'deals.read')
      union
      select party.profile_id from public.sale_parties as party where party.sale_id = new.id and party.role = 'buyer'
    ),
    new.org_id, 'sale_closed', 'A sale was closed at ' || private.shown_fact('kobo', to_jsonb(new.price_kobo::bigint), 'email', 'en'), new.id,
    jsonb_build_object('listing_id', new.listing_id, 'offer_id', new.offer_id, 'price_kobo', new.price_kobo, 'closed_on', new.closed_on),
    but_not => (select auth.uid()));
  return null;
end
$$;
comment on function private.notify_sale() is 'Trigger: tells members and buyers that a sale was closed, except who closed it.';
create trigger notify_sale after update of status on public.sales
  for each row when (new.status = 'closed' and old.status <> 'closed')
  execute function private.notify_sale();

-- Receipts are made by the database when a payment succeeds: numbered without gaps, chained by hash, never edited.

create type public.receipt_kind as enum ('rent', 'deposit', 'service_charge', 'other', 'sale');
comment on type public.receipt_kind is 'Rent, security deposit and service charge are receipted apart (Lagos Tenancy Law 2011 s.10); sale: of the price of a home.';

create table private.receipt_counters (
  org_id uuid not null references public.organizations (id),
  year smallint not null,
  last_serial integer not null default 0,
  last_hash text not null default '',
  primary key (org_id, year)
) with (fillfactor = 50);
comment on table private.receipt_counters is 'The last number and hash of each organization''s receipts of a year. Its row is the lock that keeps numbers gapless.';
comment on column private.receipt_counters.org_id is 'The organization.';
comment on column private.receipt_counters.year is 'Nigerian calendar year of the receipts.';
comment on column private.receipt_counters.last_serial is 'Number of the newest receipt.';
comment on column private.receipt_counters.last_hash is 'Hash of the newest receipt; empty before the first one.';
alter table private.receipt_counters enable row level security;

create table public.receipts (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  payment_id uuid not null,
  tenancy_id uuid,
  kind public.receipt_kind not null,
  year smallint not null,
  serial integer not null check (serial > 0),
  number text not null,
  received_on public.calendar_date not null,
  landlord_name text not null,
  landlord_address text not null,
  tenant_names text not null,
  tenant_address text,
  premises text not null,
  amount_kobo public.positive_kobo not null,
  currency text not null,
  period daterange,
  items jsonb not null,
  method public.payment_method not null,
  payment_reference text not null,
  issued_at timestamptz not null default now(),
  token text not null,
  token_hash bytea not null unique,
  hash_version smallint not null,
  previous_hash text not null,
  hash text not null unique,
  -- With the foreign keys of 11_deals/75_money_of_deals.sql: sales and applications come later.
  sale_id uuid,
  application_id uuid,
  replaces_id uuid,
  unique (org_id, id),
  unique (org_id, year, serial),
  unique (org_id, number),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, replaces_id) references public.receipts (org_id, id),
  -- What it replaces is content, of which older versions of the hash know nothing.
  constraint receipts_replaces_check check (replaces_id is null or hash_version >= 3),
  constraint receipts_subject_check check (num_nonnulls(tenancy_id, sale_id, application_id) = 1),
  constraint receipts_token_check check (token_hash = sha256(convert_to(token, 'utf8')))
);
comment on table public.receipts is
  'Evidence that a payment settled what was owed (with money, out of a deposit or by a certificate of withheld tax: see method), with everything Lagos Tenancy Law 2011 s.5 asks for, as it was on that day. Made by trigger, or in place of a void one by reissue_receipt(). Append-only.';
comment on column public.receipts.id is 'Time-ordered identifier.';
comment on column public.receipts.org_id is 'Who received the money.';
comment on column public.receipts.payment_id is 'The payment.';
comment on column public.receipts.tenancy_id is 'The tenancy it was paid for. Exactly one of tenancy, sale and application is named.';
comment on column public.receipts.kind is 'Rent, deposit, service charge, sale or other: one receipt of each kind for a payment, and one in place of each that is void.';
comment on column public.receipts.year is 'Nigerian calendar year in which the money was received or, if that year''s books are closed, booked.';
comment on column public.receipts.serial is 'Number within the organization and year, without gaps.';
comment on column public.receipts.number is 'What people quote: R-2026-000001; with more digits from the millionth on.';
comment on column public.receipts.received_on is 'Day on which the money was received, Nigerian date.';
comment on column public.receipts.landlord_name is 'Name, on that day, of the landlord, or of the sellers in a sale.';
comment on column public.receipts.landlord_address is 'Address, on that day, of the landlord, or of the first seller.';
comment on column public.receipts.tenant_names is 'Names, on that day, of the tenants, of the buyers in a sale, or of the applicant.';
comment on column public.receipts.tenant_address is 'Address, on that day, of the first tenant or buyer; null where a buyer or an applicant gave none.';
comment on column public.receipts.premises is 'Description and location of the premises.';
comment on column public.receipts.amount_kobo is 'Amount received, in kobo.';
comment on column public.receipts.currency is 'ISO 4217 code.';
comment on column public.receipts.period is 'Period that the money covers, from (included) to (excluded).';
comment on column public.receipts.items is 'The settled charges: charge_id, description, amount_kobo.';
comment on column public.receipts.method is 'How it was paid.';
comment on column public.receipts.payment_reference is 'Reference of the payment.';
comment on column public.receipts.issued_at is 'When the receipt was made, UTC.';
comment on column public.receipts.token is
  'The receipt''s own secret, for its QR code: whoever was given it can verify the receipt, nobody else. Random, 43 characters.';
comment on column public.receipts.token_hash is 'SHA-256 of token, by which it is looked up.';
comment on column public.receipts.hash_version is 'Which list of columns hash covers: see private.receipt_hash().';
comment on column public.receipts.previous_hash is
  'Hash of the organization''s receipt before it in the year; empty for the first.';
comment on column public.receipts.hash is 'SHA-256, in hex, over previous_hash and the contents: see private.receipt_hash().';
comment on column public.receipts.sale_id is 'The sale it was paid for.';
comment on column public.receipts.application_id is 'The application it was paid for.';
comment on column public.receipts.replaces_id is 'The void receipt of the same money in whose place it was issued, with names and premises as they should be; null for the first.';
create unique index receipts_payment_kind_key on public.receipts (payment_id, kind) where replaces_id is null;
comment on index public.receipts_payment_kind_key is 'A payment is receipted once for each kind; more than that only in place of a void receipt.';
create unique index receipts_replaces_key on public.receipts (org_id, replaces_id) where replaces_id is not null;
comment on index public.receipts_replaces_key is 'One receipt takes the place of a void one.';
create index receipts_payment_idx on public.receipts (org_id, payment_id);
create index receipts_tenancy_idx on public.receipts (org_id, tenancy_id);
create index receipts_tenancy_id_idx on public.receipts (tenancy_id);
create index receipts_sale_idx on public.receipts (org_id, sale_id) where sale_id is not null;
create index receipts_application_idx on public.receipts (org_id, application_id) where application_id is not null;

create function private.receipt_hash(receipt public.receipts)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  contents jsonb;
begin
  -- A version never changes: what was issued under it must still give its hash. Another list of columns is another
  -- version, beside those that are here. The token is a secret and no content.
  contents := jsonb_build_object(
    'hash_version', receipt.hash_version,
    'previous_hash', receipt.previous_hash,
    'id', receipt.id,
    'org_id', receipt.org_id,
    'payment_id', receipt.payment_id,
    'tenancy_id', receipt.tenancy_id,
    'kind', receipt.kind,
    'year', receipt.year,
    'serial', receipt.serial,
    'number', receipt.number,
    'received_on', to_char(receipt.received_on, 'YYYY-MM-DD'),
    'landlord_name', receipt.landlord_name,
    'landlord_address', receipt.landlord_address,
    'tenant_names', receipt.tenant_names,
    'tenant_address', receipt.tenant_address,
    'premises', receipt.premises,
    'amount_kobo', receipt.amount_kobo,
    'currency', receipt.currency,
    'period_from', to_char(lower(receipt.period), 'YYYY-MM-DD'),
    'period_until', to_char(upper(receipt.period), 'YYYY-MM-DD'),
    'items', receipt.items,
    'method', receipt.method,
    'payment_reference', receipt.payment_reference,
    'issued_at', to_char(receipt.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  );
  if receipt.hash_version = 3 then
    contents := contents || jsonb_build_object(
      'sale_id', receipt.sale_id, 'application_id', receipt.application_id, 'replaces_id', receipt.replaces_id);
  elsif receipt.hash_version = 2 then
    contents := contents || jsonb_build_object('sale_id', receipt.sale_id, 'application_id', receipt.application_id);
  elsif receipt.hash_version is distinct from 1 then
    return null;
  end if;
  -- jsonb prints its keys in one order, so the text is canonical.
  return encode(sha256(convert_to(contents::text, 'utf8')), 'hex');
end
$$;
comment on function private.receipt_hash(public.receipts) is
  'SHA-256 in hex of the columns that the receipt''s hash_version lists, as canonical jsonb text with ISO dates and issued_at in UTC; previous_hash is among them, which makes the chain. Null for a version that is not known.';

create function private.receipt_kind_of(kind public.charge_kind)
returns public.receipt_kind
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case kind
    when 'rent' then 'rent'::public.receipt_kind
    when 'caution_deposit' then 'deposit'
    when 'service_charge' then 'service_charge'
    when 'sale_deposit' then 'sale'
    when 'sale_balance' then 'sale'
    else 'other'
  end;
end
$$;
comment on function private.receipt_kind_of(public.charge_kind) is 'On which receipt a charge belongs.';

create function private.receipt_names(payment public.payments)
returns table (payee text, payee_address text, payers text, payer_address text, premises text)
language plpgsql
stable
set search_path = ''
as $$
begin
  if payment.tenancy_id is not null then
    return query
    select organization.name, organization.address, people.names, people.address,
      concat_ws(', ', unit.label, property.name, property.street, property.area, nullif(property.lga, property.area), property.state)
    from public.tenancies as tenancy
    join public.organizations as organization on organization.id = tenancy.org_id
    join public.units as unit on unit.id = tenancy.unit_id
    join public.properties as property on property.id = unit.property_id
    cross join lateral (
      select string_agg(tenant.full_name, ' and ' order by party.created_at, tenant.id) as names,
        (array_agg(tenant.address order by party.created_at, tenant.id))[1] as address
      from public.tenancy_parties as party
      join public.tenants as tenant on tenant.id = party.tenant_id
      where party.tenancy_id = tenancy.id
    ) as people
    where tenancy.id = payment.tenancy_id;
  elsif payment.sale_id is not null then
    return query
    -- A sale goes on without a party for a while: who owns the books receives, and who pays is known by their account.
    select coalesce(sellers.names, organization.name), coalesce(sellers.address, organization.address),
      coalesce(buyers.names, payer.display_name, 'The buyer'), buyers.address,
      concat_ws(', ', unit.label, property.name, property.street, property.area, nullif(property.lga, property.area), property.state)
    from public.sales as sale
    join public.organizations as organization on organization.id = sale.org_id
    join public.units as unit on unit.id = sale.unit_id
    join public.properties as property on property.id = sale.property_id
    left join public.profiles as payer on payer.id = payment.payer_id
    cross join lateral (
      select string_agg(party.full_name, ' and ' order by party.id) as names,
        (array_agg(party.address order by party.id) filter (where party.address is not null))[1] as address
      from public.sale_parties as party where party.org_id = sale.org_id and party.sale_id = sale.id and party.role = 'seller'
    ) as sellers
    cross join lateral (
      select string_agg(party.full_name, ' and ' order by party.id) as names,
        (array_agg(party.address order by party.id) filter (where party.address is not null))[1] as address
      from public.sale_parties as party where party.org_id = sale.org_id and party.sale_id = sale.id and party.role = 'buyer'
    ) as buyers
    where sale.id = payment.sale_id;
  else
    return query
    select organization.name, organization.address, applicant.display_name, null::text,
      concat_ws(', ', unit.label, property.name, property.street, property.area, nullif(property.lga, property.area), property.state)
    from public.applications as application
    join public.organizations as organization on organization.id = application.org_id
    join public.listings as listing on listing.id = application.listing_id
    join public.units as unit on unit.id = listing.unit_id
    join public.properties as property on property.id = unit.property_id
    join public.profiles as applicant on applicant.id = application.applicant_id
    where application.id = payment.application_id;
  end if;
end
$$;
comment on function private.receipt_names(public.payments) is
  'Who receives a payment, who pays it and for which premises, as a receipt of today says it: of a tenancy landlord and tenants, of a sale sellers and buyers, of an application landlord and applicant.';

create function private.issue_receipts(payment public.payments)
returns void
language plpgsql
set search_path = ''
-- Planned for any list of receipts, once.
set plan_cache_mode = force_generic_plan
as $$
declare
  receipt public.receipts;
  prepared public.receipts[];
  part record;
begin
  select named.payee, named.payee_address, named.payers, named.payer_address, named.premises
  into strict
    receipt.landlord_name, receipt.landlord_address, receipt.tenant_names, receipt.tenant_address, receipt.premises
  from private.receipt_names(payment) as named;
  receipt.org_id := payment.org_id;
  receipt.payment_id := payment.id;
  receipt.tenancy_id := payment.tenancy_id;
  receipt.sale_id := payment.sale_id;
  receipt.application_id := payment.application_id;
  receipt.received_on := private.lagos_date(payment.paid_at);
  receipt.currency := payment.currency;
  receipt.method := payment.method;
  receipt.payment_reference := payment.reference;
  receipt.issued_at := now();
  receipt.hash_version := 3;
  for part in
    with settled as (
      select private.receipt_kind_of(charge.kind) as kind, allocation.amount_kobo, charge.period,
        charge.id as charge_id, charge.description, charge.due_on
      from public.payment_allocations as allocation
      join public.charges as charge on charge.id = allocation.charge_id
      where allocation.payment_id = payment.id
    )
    select
      item.kind,
      sum(item.amount_kobo)::bigint as amount_kobo,
      case when count(item.period) > 0
        then daterange(min(lower(item.period)), max(upper(item.period))) end as period,
      jsonb_agg(jsonb_build_object(
        'charge_id', item.charge_id, 'description', item.description, 'amount_kobo', item.amount_kobo
      ) order by item.due_on, item.charge_id) as items
    from (
      select * from settled
      union all
      -- Money that settled nothing was received all the same.
      select 'other', payment.amount_kobo - coalesce(sum(settled.amount_kobo), 0), null, null, 'Credit on account', null
      from settled
      having payment.amount_kobo > coalesce(sum(settled.amount_kobo), 0)
    ) as item
    group by item.kind
    order by item.kind
  loop
    receipt.id := private.uuid_v7();
    receipt.kind := part.kind;
    receipt.amount_kobo := part.amount_kobo;
    receipt.period := part.period;
    receipt.items := part.items;
    receipt.token := private.new_token();
    receipt.token_hash := sha256(convert_to(receipt.token, 'utf8'));
    prepared := prepared || receipt;
  end loop;
  perform private.number_receipts(payment.org_id, prepared);
end
$$;
comment on function private.issue_receipts(public.payments) is
  'When a payment succeeds, online or offline, issues one receipt for each kind of charge it settled; what settled nothing is receipted as credit on account.';

create function private.number_receipts(org_id uuid, prepared public.receipts[])
returns void
language plpgsql
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
  receipt public.receipts;
  counter private.receipt_counters;
  this_year smallint := extract(year from private.lagos_date());
begin
  -- All else is ready. The counter's row is locked from here to commit: numbers have no gaps and the chain no forks.
  loop
    select * into counter from private.receipt_counters as c
    where c.org_id = org_id and c.year = this_year
    for no key update;
    exit when found;
    insert into private.receipt_counters (org_id, year) values (org_id, this_year)
    on conflict do nothing;
  end loop;
  for n in 1 .. cardinality(prepared) loop
    receipt := prepared[n];
    counter.last_serial := counter.last_serial + 1;
    receipt.year := this_year;
    receipt.serial := counter.last_serial;
    -- lpad cuts what is longer.
    receipt.number := format('R-%s-%s', this_year,
      lpad(receipt.serial::text, greatest(6, length(receipt.serial::text)), '0'));
    receipt.previous_hash := counter.last_hash;
    receipt.hash := private.receipt_hash(receipt);
    counter.last_hash := receipt.hash;
    prepared[n] := receipt;
  end loop;
  insert into public.receipts select ready.* from unnest(prepared) as ready;
  update private.receipt_counters as c
  set last_serial = counter.last_serial, last_hash = counter.last_hash
  where c.org_id = counter.org_id and c.year = counter.year;
end
$$;
comment on function private.number_receipts(uuid, public.receipts[]) is
  'Gives receipts that are ready the next numbers of the year, chains them to the last one, and writes them.';

create function private.verify_receipt(token text)
returns table (
  number text, received_on date, amount_kobo bigint, currency text, period daterange, valid boolean, status text, voided_on date,
  refunded_kobo bigint)
language sql
stable
security definer
set search_path = ''
as $$
  -- Looked up by its hash: how long the search takes tells nothing about a token that is nearly right.
  select receipt.number, receipt.received_on, receipt.amount_kobo, receipt.currency, receipt.period,
    checked.is_whole and voided.receipt_id is null,
    case when not checked.is_whole then 'forged' when voided.receipt_id is not null then 'void'
      when checked.refunded_kobo > 0 then 'partly_refunded' else 'valid' end,
    private.lagos_date(voided.voided_at), checked.refunded_kobo
  from public.receipts as receipt
  left join public.receipt_voids as voided on voided.receipt_id = receipt.id
  cross join lateral (
    select coalesce(private.receipt_hash(receipt) = receipt.hash, false) as is_whole,
      private.returned_of_receipt(receipt.payment_id, receipt.items) as refunded_kobo
  ) as checked
  where receipt.token_hash = sha256(convert_to(verify_receipt.token, 'utf8'))
$$;
create function public.verify_receipt(token text)
returns table (
  number text, received_on date, amount_kobo bigint, currency text, period daterange, valid boolean, status text, voided_on date,
  refunded_kobo bigint)
language sql
stable
set search_path = ''
as $$
  select * from private.verify_receipt(token)
$$;

comment on function private.verify_receipt(text) is 'Looks a receipt up by its token and computes the hash anew; shows no names.';
comment on function public.verify_receipt(text) is
  'For anyone who was given a receipt, by the token on its QR code: its number, day, amount (kobo) and period, and its status: valid; partly_refunded, with how much went back (kobo); void, with the Nigerian date; or forged, when its contents no longer give its hash. No row: there is no such receipt.';
grant execute on function private.verify_receipt(text), public.verify_receipt(text) to anon, authenticated, service_role;

alter table public.receipts enable row level security;
-- previous_hash is mostly a neighbour's: a hash over a random id tells nothing of them.
grant select on public.receipts to authenticated, service_role;
create policy receipts_select on public.receipts for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    when coalesce(sale_id, application_id) = any (array(select private.my_deal_ids())) then true
  end is not null
);
create trigger refuse_change before update or delete on public.receipts
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.receipts
  for each statement execute function private.refuse_change();

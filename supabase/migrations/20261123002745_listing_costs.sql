-- What a home costs to move into: every fee with its payer, the sum, and marks where a rule is exceeded.
set lock_timeout = '5s';
set statement_timeout = '60s';

create type public.listing_fee_kind as enum ('agency', 'legal', 'agreement', 'caution_deposit', 'service_charge', 'inspection', 'other');
comment on type public.listing_fee_kind is 'What is asked beside the price.';
create type public.fee_party as enum ('occupier', 'owner');
comment on type public.fee_party is 'Occupier is the tenant, guest or buyer; owner is the landlord or seller.';

create table public.listing_fees (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  kind public.listing_fee_kind not null,
  amount_kobo bigint check (amount_kobo > 0),
  bps integer check (bps between 1 and 10000),
  payer public.fee_party not null,
  engaged_by public.fee_party,
  is_refundable boolean not null default false,
  note text check (length(note) between 1 and 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (listing_id, kind),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  constraint listing_fees_amount_check check (num_nonnulls(amount_kobo, bps) = 1)
);
comment on table public.listing_fees is 'Fees of a listing, each once, each with who pays.';
comment on column public.listing_fees.id is 'Time-ordered identifier.';
comment on column public.listing_fees.org_id is 'The organization of the listing.';
comment on column public.listing_fees.listing_id is 'The listing.';
comment on column public.listing_fees.kind is 'What it is for.';
comment on column public.listing_fees.amount_kobo is 'A fixed amount in kobo; else bps.';
comment on column public.listing_fees.bps is 'Hundredths of a percent of a year''s rent, or of the price of a sale or night; else amount_kobo.';
comment on column public.listing_fees.payer is 'Who pays it.';
comment on column public.listing_fees.engaged_by is 'Who engaged the professional, when there is one.';
comment on column public.listing_fees.is_refundable is 'Whether it is given back, as a caution deposit is.';
comment on column public.listing_fees.note is 'What the fee covers.';
comment on column public.listing_fees.created_at is 'When it was added, UTC.';
comment on column public.listing_fees.updated_at is 'Last change, UTC.';
create index listing_fees_listing_idx on public.listing_fees (org_id, listing_id);

alter table public.listing_fees enable row level security;
grant select on public.listing_fees to anon;
grant select, delete,
  insert (org_id, listing_id, kind, amount_kobo, bps, payer, engaged_by, is_refundable, note),
  update (amount_kobo, bps, payer, engaged_by, is_refundable, note)
  on public.listing_fees to authenticated;
grant select, insert, update, delete on public.listing_fees to service_role;
-- The subquery is itself under row-level security: fees are seen where their listing is.
create policy listing_fees_select_visitor on public.listing_fees for select to anon using (exists (
  select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy listing_fees_select on public.listing_fees for select to authenticated using (
  org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids()))
  or exists (select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy listing_fees_insert on public.listing_fees for insert to authenticated
  with check (org_id = any (array(select private.my_org_ids('listings.write'))));
create policy listing_fees_update on public.listing_fees for update to authenticated
  using (org_id = any (array(select private.my_org_ids('listings.write'))))
  with check (org_id = any (array(select private.my_org_ids('listings.write'))));
create policy listing_fees_delete on public.listing_fees for delete to authenticated
  using (org_id = any (array(select private.my_org_ids('listings.write'))));
create trigger touch_updated_at before update on public.listing_fees
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.listing_fees
  for each row execute function private.record_audit();
create constraint trigger forget_shared_answers after insert or update or delete on public.listing_fees
  deferrable initially deferred for each row execute function private.forget_shared_answers();

-- Price history -----------------------------------------------------------------------------------

create table public.listing_prices (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  price_kobo bigint not null,
  price_per public.price_period not null,
  advance_periods smallint not null,
  changed_at timestamptz not null default now(),
  foreign key (org_id, listing_id) references public.listings (org_id, id)
);
comment on table public.listing_prices is 'Every price that a listing asked, newest last by id. Append-only.';
comment on column public.listing_prices.id is 'Time-ordered identifier.';
comment on column public.listing_prices.org_id is 'The organization of the listing.';
comment on column public.listing_prices.listing_id is 'The listing.';
comment on column public.listing_prices.price_kobo is 'Price for one price_per, in kobo.';
comment on column public.listing_prices.price_per is 'What the price is for.';
comment on column public.listing_prices.advance_periods is 'How many periods were asked for at once.';
comment on column public.listing_prices.changed_at is 'Since when, UTC.';
create index listing_prices_listing_idx on public.listing_prices (org_id, listing_id, id);
create index listing_prices_listing_id_idx on public.listing_prices (listing_id, id);

alter table public.listing_prices enable row level security;
grant select on public.listing_prices to anon, authenticated, service_role;
create policy listing_prices_select_visitor on public.listing_prices for select to anon using (exists (
  select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create policy listing_prices_select on public.listing_prices for select to authenticated using (
  org_id = any (array(select private.my_org_ids('properties.read')))
  or listing_id = any (array(select private.my_mandated_listing_ids()))
  or exists (select from public.listings as listing where listing.id = listing_id and listing.status = 'published'));
create trigger refuse_change before update or delete on public.listing_prices
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.listing_prices
  for each statement execute function private.refuse_change();

create function private.keep_price()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.listing_prices (org_id, listing_id, price_kobo, price_per, advance_periods)
  values (new.org_id, new.id, new.price_kobo, new.price_per, new.advance_periods);
  return null;
end
$$;
comment on function private.keep_price() is 'Trigger: keeps each price that a listing asks.';
create trigger keep_price after insert on public.listings
  for each row execute function private.keep_price();
create trigger keep_price_again after update on public.listings
  for each row when (
    (old.price_kobo, old.price_per, old.advance_periods) is distinct from (new.price_kobo, new.price_per, new.advance_periods))
  execute function private.keep_price();
insert into public.listing_prices (org_id, listing_id, price_kobo, price_per, advance_periods, changed_at)
select org_id, id, price_kobo, price_per, advance_periods, created_at from public.listings;

create function private.check_price()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  broken text[] := case
    -- At most a trillion naira: sums over it stay whole numbers in every client.
    when new.price_kobo is null or new.price_kobo not between 1 and 100000000000000 then
      array['price_kobo', 'price_kobo must be over zero and at most 100,000,000,000,000']
    when new.price_per is null
      or (new.purpose = 'sale') <> (new.price_per = 'total') or (new.purpose = 'shortlet') <> (new.price_per = 'night') then
      array['price_per', 'a sale is priced in total, a shortlet by the night, a rent by year, half_year, quarter, month or week']
    when new.advance_periods is null or new.advance_periods not between 1 and 60 then
      array['advance_periods', 'advance_periods must be between 1 and 60']
    when new.purpose = 'sale' and new.advance_periods <> 1 then
      array['advance_periods', 'a sale is paid once: advance_periods must be 1']
  end;
begin
  if broken is not null then
    perform private.raise_problem('listing.bad_price', 'Cannot list at that price: ' || broken[2], 400,
      jsonb_build_object('field', broken[1]));
  end if;
  return new;
end
$$;
comment on function private.check_price() is 'Trigger: refuses a price that makes no sense and names the field.';
create trigger check_price before insert or update of purpose, price_kobo, price_per, advance_periods on public.listings
  for each row execute function private.check_price();

-- Costs --------------------------------------------------------------------------------------------

create function private.percent_of(amount_kobo bigint, bps integer)
returns bigint
language sql
immutable
parallel safe
set search_path = ''
as $$
  select div(amount_kobo::numeric * bps + 5000, 10000)::bigint
$$;
comment on function private.percent_of(bigint, integer) is
  'Basis points of an amount of zero or more, in whole kobo, halves up: the one rounding rule for percentages.';

create function public.listing_costs(listing_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with asked as (
    select listing.*, listing.price_kobo * listing.advance_periods as advance_kobo,
      private.comparable_price_kobo(listing.price_kobo, listing.price_per) as base_kobo,
      round(extract(epoch from private.period_length(listing.price_per) * listing.advance_periods) / 2629800, 1) as advance_months
    from public.listings as listing where listing.id = listing_costs.listing_id
  ),
  fees as (
    select fee.*, coalesce(fee.amount_kobo, private.percent_of(asked.base_kobo, fee.bps)) as kobo
    from asked join public.listing_fees as fee on fee.org_id = asked.org_id and fee.listing_id = asked.id
  ),
  marks as (
    select rule.id, rule.rule_key, rule.certainty, rule.source, rule.section, rule.message
    from asked
    cross join lateral private.rules_for_listing(asked.id, private.lagos_date()) as rule
    where asked.purpose = 'rent' and case rule.rule_key
      when 'advance_rent_months' then asked.advance_months > rule.most
      when 'agency_fee_bps' then exists (
        select from fees where fees.kind = 'agency' and fees.kobo > private.percent_of(asked.base_kobo, rule.most::integer))
      when 'payer_is_who_engaged' then exists (select from fees where fees.engaged_by <> fees.payer)
    end
  )
  select jsonb_build_object(
    'currency', asked.currency,
    'price_kobo', asked.price_kobo, 'price_per', asked.price_per, 'advance_periods', asked.advance_periods,
    'advance_kobo', asked.advance_kobo,
    'move_in_kobo', asked.advance_kobo + coalesce((select sum(kobo) from fees where payer = 'occupier'), 0),
    'refundable_kobo', coalesce((select sum(kobo) from fees where payer = 'occupier' and is_refundable), 0),
    'owner_pays_kobo', coalesce((select sum(kobo) from fees where payer = 'owner'), 0),
    'fees', coalesce((
      select jsonb_agg(jsonb_build_object('kind', kind, 'amount_kobo', kobo, 'bps', bps, 'payer', payer,
        'engaged_by', engaged_by, 'is_refundable', is_refundable, 'note', note) order by kind) from fees), '[]'),
    'marks', coalesce((
      select jsonb_agg(jsonb_build_object('rule_id', id, 'rule', rule_key, 'certainty', certainty, 'source', source,
        'section', section, 'message', message) order by rule_key, certainty) from marks), '[]'),
    'rules_as_of', private.lagos_date())
  from asked
$$;
comment on function public.listing_costs(uuid) is
  'What a listing costs in kobo: the advance (price times periods), every fee with its payer, the sum that the occupier pays to move in, what of it comes back, and marks where a law or guidance of the place is exceeded, with the rules used. Null when there is no such listing to see.';
grant execute on function public.listing_costs(uuid) to anon, authenticated, service_role;
grant execute on function private.percent_of(bigint, integer), private.comparable_price_kobo(bigint, public.price_period),
  private.period_length(public.price_period) to anon, authenticated, service_role;
grant execute on function private.lagos_date(timestamptz) to anon;

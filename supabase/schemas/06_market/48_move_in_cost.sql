-- What a home costs to move into: rent in advance and every fee with its payer, the sum, and marks where a rule is exceeded.

create function private.percent_of(amount_kobo public.kobo, bps integer)
returns bigint
language sql
immutable
parallel safe
set search_path = ''
as $$
  select div(amount_kobo::numeric * bps + 5000, 10000)::bigint
$$;
comment on function private.percent_of(public.kobo, integer) is
  'Basis points of an amount of zero or more, in whole kobo, halves up: the one rounding rule for percentages.';

create function private.fee_kobo(fee public.listing_fees, listing public.listings)
returns bigint
language sql
immutable
set search_path = ''
as $$
  select coalesce(fee.amount_kobo,
    private.percent_of(private.comparable_price_kobo(listing.price_kobo, listing.price_per), fee.bps))
$$;
comment on function private.fee_kobo(public.listing_fees, public.listings) is
  'What a fee of a listing comes to in kobo: its amount, or its percentage of a year''s rent, a night or the price of a sale.';

create function private.move_in_kobo(listing public.listings)
returns bigint
language plpgsql
stable
set search_path = ''
as $$
begin
  return listing.price_kobo * listing.advance_periods + coalesce((
    select sum(private.fee_kobo(fee, listing)) from public.listing_fees as fee
    where fee.listing_id = listing.id and fee.payer = 'occupier'), 0);
end
$$;
comment on function private.move_in_kobo(public.listings) is
  'What the occupier pays to move in, in kobo: the advance and every fee of theirs. The one rule of it: a listing''s page, its hits and the search by it say the same.';
grant execute on function private.fee_kobo(public.listing_fees, public.listings), private.move_in_kobo(public.listings)
  to anon, authenticated, service_role;

create function public.listing_costs(listing_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(10, 30);
  with asked as (
    select listing.*, listing.price_kobo * listing.advance_periods as advance_kobo, private.move_in_kobo(listing) as move_in_kobo,
      private.comparable_price_kobo(listing.price_kobo, listing.price_per) as base_kobo,
      round(extract(epoch from private.period_length(listing.price_per) * listing.advance_periods) / 2629800, 1) as advance_months
    from public.listings as listing where listing.id = listing_costs.listing_id
  ),
  fees as (
    select fee.*, private.fee_kobo(fee, listing) as kobo
    from asked
    join public.listings as listing on listing.id = asked.id
    join public.listing_fees as fee on fee.org_id = asked.org_id and fee.listing_id = asked.id
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
    'move_in_kobo', asked.move_in_kobo,
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
grant execute on function private.percent_of(public.kobo, integer) to anon, authenticated, service_role;

-- For administrators: what the platform takes of payments. One statement at a time.

-- The rules that hold today, and those that are to come; org_id null is for everybody without a rule of their own.
select distinct on (org_id) org_id, starts_on, applies_to, bps, flat_kobo, cap_kobo, is_given_back, follows_default, reason
from public.platform_fee_rules where starts_on <= private.lagos_date() order by org_id, starts_on desc, id desc;
select * from public.platform_fee_rules where starts_on > private.lagos_date() order by starts_on;

-- Sets one: 1.5 percent and ₦50, at most ₦2,000, of what is paid straight to the payee's bank, from a day on.
select public.set_platform_fee('<first day>', 'Agreed with the board on 3 December', bps => 150, flat_kobo => 5000, cap_kobo => 200000);

-- What was earned each month, given back apart.
select date_trunc('month', occurred_at at time zone 'Africa/Lagos') as month, kind, provider, sum(fee_kobo) as fee_kobo
from public.platform_moves group by 1, 2, 3 order by 1 desc, 2, 3;

-- Who owes for payments through no provider.
select org_id, sum(owed_kobo) as owed_kobo from public.platform_moves group by org_id having sum(owed_kobo) > 0 order by 2 desc;

-- What an organization has with a provider below zero is its debt to the platform: refunds wait, and nothing is paid out.
select funds.* from public.organizations as organization
cross join lateral (select organization.id, organization.name, it.* from private.provider_funds(organization.id) as it) as funds
where funds.all_left_kobo < 0;

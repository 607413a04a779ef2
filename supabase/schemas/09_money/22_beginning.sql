-- What a tenancy is charged from its first day: the rent, the move-in bundle (what the listing asks beside the rent),
-- and what goes on from the tenancy that it renews. Charged in the transaction in which it is accepted, so that all of
-- it can be paid in one checkout.

create function private.schedule_rent(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
declare
  first_on date := tenancy.starts_on;
begin
  if tenancy.parent_id is not null then
    first_on := private.go_on_from_parent(tenancy);
  end if;
  -- Once a tenancy, also when a notice is withdrawn. Its row is locked by whoever moves it.
  insert into public.charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, goes_on, due_days, wht_bps)
  select tenancy.org_id, tenancy.id, 'rent', tenancy.rent_kobo * tenancy.advance_periods,
    private.period_length(tenancy.rent_per) * tenancy.advance_periods, first_on, greatest(first_on, tenancy.ends_on), true,
    coalesce(before.due_days, 0), before.wht_bps
  from (select) as always
  left join lateral (
    -- When it falls due, and what is withheld of it, is as it was before a renewal.
    select schedule.due_days, schedule.wht_bps from public.charge_schedules as schedule
    where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.parent_id and schedule.kind = 'rent'
    order by schedule.first_on desc, schedule.id desc limit 1
  ) as before on true
  where not exists (
    select from public.charge_schedules as schedule
    where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id and schedule.kind = 'rent');
  perform private.generate_charges(private.lagos_date(), tenancy.id);
end
$$;
comment on function private.schedule_rent(public.tenancies) is
  'A tenancy that becomes active gets its rent schedule, what goes on from the one that it renews, and the charges already due.';

create function private.first_day_of(schedule public.charge_schedules)
returns date
language sql
stable
set search_path = ''
as $$
  -- Of a home that was sold with its tenants, the periods before were its seller's, who keeps what was paid for them.
  select coalesce(min(lower(charge.period)), (schedule.first_on + schedule.next_no * schedule.every)::date)
  from public.charges as charge
  where charge.org_id = schedule.org_id and charge.schedule_id = schedule.id and charge.reverses_id is null
$$;
comment on function private.first_day_of(public.charge_schedules) is
  'The first day for which a schedule has charged something, or will; null for one that charges once and has not yet.';

create function private.go_on_from_parent(renewal public.tenancies)
returns date
language plpgsql
set search_path = ''
as $$
declare
  parent public.tenancies;
begin
  select t.* into strict parent from public.tenancies as t where t.id = renewal.parent_id;
  -- Who held over and agrees to a renewal from the end of the term was asked for some of its days already.
  perform private.reverse_charges_from(parent, renewal.starts_on);
  insert into public.charge_schedules (
    org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, due_days, goes_on, label, payer_id, mandate_id)
  select renewal.org_id, renewal.id, before.kind, before.amount_kobo, before.every, since.first_on, renewal.ends_on,
    before.due_days, true, before.label,
    (select party.tenant_id from public.tenancy_parties as party
     where party.tenancy_id = renewal.id and party.tenant_id = before.payer_id),
    before.mandate_id
  from public.charge_schedules as before
  cross join lateral (
    select greatest(renewal.starts_on, private.first_day_of(before), max(upper(charge.period))) as first_on
    from public.charges as charge
    where charge.org_id = before.org_id and charge.schedule_id = before.id and charge.reverses_id is null and not charge.is_reversed
  ) as since
  where before.org_id = parent.org_id and before.tenancy_id = parent.id and before.kind <> 'rent' and before.goes_on
    and since.first_on < renewal.ends_on
    and not exists (
      select from public.charge_schedules as schedule
      where schedule.org_id = renewal.org_id and schedule.tenancy_id = renewal.id and schedule.kind = before.kind);
  insert into public.late_fee_rules (org_id, tenancy_id, grace_days, amount_kobo, bps, cap_kobo, mandate_id)
  select renewal.org_id, renewal.id, rule.grace_days, rule.amount_kobo, rule.bps, rule.cap_kobo, rule.mandate_id
  from public.late_fee_rules as rule
  where rule.org_id = parent.org_id and rule.tenancy_id = parent.id and rule.ended_at is null
    -- Once, also when a notice is withdrawn: what was ended since stays ended.
    and not exists (
      select from public.late_fee_rules as own where own.org_id = renewal.org_id and own.tenancy_id = renewal.id);
  -- No day is charged twice: what was paid while they held over stays, and the renewal's rent begins after it.
  return (
    select greatest(renewal.starts_on, max(upper(charge.period)), (
      select min(private.first_day_of(schedule)) from public.charge_schedules as schedule
      where schedule.org_id = parent.org_id and schedule.tenancy_id = parent.id and schedule.kind = 'rent'))
    from public.charges as charge
    where charge.org_id = parent.org_id and charge.tenancy_id = parent.id and charge.kind = 'rent'
      and charge.reverses_id is null and not charge.is_reversed);
end
$$;
comment on function private.go_on_from_parent(public.tenancies) is
  'Before a renewal is charged: takes back what its parent was charged ahead for the same days and nobody paid, goes on with what recurs beside the rent, and says from which day the renewal''s rent is charged.';

-- The move-in bundle --------------------------------------------------------------------------------

create function private.schedule_move_in(tenancy public.tenancies, listing_id uuid)
returns void
language sql
set search_path = ''
as $$
  -- The percentages are of the rent that was agreed, not of the one that was advertised. What the visitor paid to look
  -- at the home is no part of it, nor what the owner pays.
  insert into public.charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, goes_on, label)
  select tenancy.org_id, tenancy.id,
    (case fee.kind
      when 'agency' then 'agency_fee'
      when 'legal' then 'legal_fee'
      when 'agreement' then 'agreement_fee'
      when 'caution_deposit' then 'caution_deposit'
      when 'service_charge' then 'service_charge'
      else 'other'
    end)::public.charge_kind,
    asked.kobo,
    case fee.kind when 'service_charge' then interval '1 year' end,
    tenancy.starts_on,
    case fee.kind when 'service_charge' then tenancy.ends_on::date else tenancy.starts_on + 1 end,
    fee.kind = 'service_charge',
    case fee.kind when 'other' then left(btrim(fee.note), 100) end
  from public.listing_fees as fee
  cross join lateral (
    select coalesce(fee.amount_kobo, private.percent_of(
      private.comparable_price_kobo(tenancy.rent_kobo, tenancy.rent_per), fee.bps)) as kobo
  ) as asked
  where fee.org_id = tenancy.org_id and fee.listing_id = schedule_move_in.listing_id
    and fee.payer = 'occupier' and fee.kind <> 'inspection' and asked.kobo > 0
    and not exists (
      select from public.charge_schedules as schedule
      where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id and schedule.kind <> 'rent')
$$;
comment on function private.schedule_move_in(public.tenancies, uuid) is
  'Puts what a listing asks of the tenant beside the rent on an offered tenancy, unless something stands there already: each fee and the caution deposit once, a service charge by the year. Charged when the tenancy is accepted.';

create function private.take_listing_fees(tenancy_id uuid, listing_id uuid)
returns setof public.charge_schedules
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
begin
  if tenancy.status <> 'offered' then
    perform private.raise_problem('tenancy.illegal_transition',
      format('Cannot add the listing''s fees: the tenancy is %s, and they are agreed while it is offered',
        replace(tenancy.status::text, '_', ' ')), 409, jsonb_build_object('field', 'tenancy_id'));
  end if;
  if not exists (
    select from public.listings as listing
    where listing.id = listing_id and listing.org_id = tenancy.org_id and listing.unit_id = tenancy.unit_id and listing.purpose = 'rent'
  ) then
    perform private.raise_problem('listing.not_found', 'Cannot find this listing of the tenancy''s unit', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  perform private.schedule_move_in(tenancy, listing_id);
  return query
  select schedule.* from public.charge_schedules as schedule
  where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id order by schedule.kind, schedule.id;
end
$$;
comment on function private.take_listing_fees(uuid, uuid) is 'Checks the caller and the listing, then puts its fees on the offered tenancy.';
grant execute on function private.take_listing_fees(uuid, uuid) to authenticated;

create function public.take_listing_fees(tenancy_id uuid, listing_id uuid)
returns setof public.charge_schedules
language sql
set search_path = ''
as $$
  select private.limit_person('take_listing_fees');
  select * from private.take_listing_fees(tenancy_id, listing_id)
$$;
comment on function public.take_listing_fees(uuid, uuid) is
  'Puts what a listing of the same unit asks of the tenant beside the rent (caution deposit, agency, legal and agreement fees, service charge) on a tenancy that you have offered, unless something stands there already; its tenants see it before they accept, and owe it with the first rent once they do. Returns all schedules of the tenancy. A tenancy from an accepted offer has them already. Errors: tenancy.not_found, listing.not_found 404, auth.forbidden 403, tenancy.illegal_transition 409.';
grant execute on function public.take_listing_fees(uuid, uuid) to authenticated;

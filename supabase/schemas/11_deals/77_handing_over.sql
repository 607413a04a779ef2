-- Handing a tenanted home over at completion: property and unit are made anew in the buyer's organization, every
-- tenancy in force passes with its tenants, terms, schedules, notice and deposit. What begins on the day of completion or
-- later and nobody has paid any of is owed to the buyer; arrears, and what was paid ahead, stay with the seller.

create function private.copy_home(unit public.units, taker_org_id uuid, day public.calendar_date)
returns public.units
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  place uuid;
  copied public.units;
begin
  -- Another home of the same property may have come before.
  select known.property_id into place
  from public.tenancy_handovers as handover
  join public.tenancies as tenancy on tenancy.org_id = handover.org_id and tenancy.id = handover.tenancy_id
  join public.units as known on known.org_id = tenancy.org_id and known.id = tenancy.unit_id
  where handover.org_id = taker_org_id and handover.other_property_id = unit.property_id
  order by handover.id limit 1;
  if place is null then
    insert into public.properties as made (
      org_id, kind, use, name, street, area, lga, state, landmark, longitude, latitude, estate_name, house_number, postcode,
      location_precision)
    select taker_org_id, property.kind, property.use, property.name, property.street, property.area, property.lga, property.state,
      property.landmark, property.longitude, property.latitude, property.estate_name, property.house_number, property.postcode,
      property.location_precision
    from public.properties as property where property.org_id = unit.org_id and property.id = unit.property_id
    returning made.id into strict place;
  end if;
  insert into public.units as made (org_id, property_id, label, kind, bedrooms, bathrooms, floor_area_sqm, features, is_furnished)
  values (
    taker_org_id, place,
    case when exists (
      select from public.units as known where known.org_id = taker_org_id and known.property_id = place and known.label = unit.label)
    then left(unit.label, 60) || ' (' || to_char(day, 'YYYY-MM-DD') || ')' else unit.label end,
    unit.kind, unit.bedrooms, unit.bathrooms, unit.floor_area_sqm, unit.features, unit.is_furnished)
  returning made.* into copied;
  return copied;
end
$$;
comment on function private.copy_home(public.units, uuid, public.calendar_date) is
  'Makes a unit that is sold anew in its buyer''s organization, in a copy of its property.';

create function private.copy_tenant(tenant_id uuid, taker_org_id uuid)
returns uuid
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  known uuid;
begin
  insert into public.tenants as kept (org_id, user_id, full_name, email, phone, address)
  select taker_org_id, tenant.user_id, tenant.full_name, tenant.email, tenant.phone, tenant.address
  from public.tenants as tenant where tenant.id = tenant_id
  -- Whom the buyer knows already stays as they know them.
  on conflict (org_id, user_id) where user_id is not null do update set full_name = kept.full_name
  returning kept.id into strict known;
  return known;
end
$$;
comment on function private.copy_tenant(uuid, uuid) is
  'Makes a tenant known to the organization that takes their tenancy over; one with an account once.';

create function private.schedules_from(tenancy public.tenancies, day public.calendar_date)
returns table (schedule_id uuid, cut_on public.calendar_date, take_back uuid[])
language sql
stable
set search_path = ''
as $$
  -- No day is owed to both: what the tenants have paid any of stays whole, with all that was charged before it.
  select schedule.id, cut.on_day, array(
    select charge.id from public.charges as charge
    where charge.org_id = schedule.org_id and charge.schedule_id = schedule.id and charge.reverses_id is null
      and not charge.is_reversed and charge.paid_kobo = 0
      -- A deposit goes with the home: who has not paid it yet pays it to the buyer.
      and (schedule.kind = 'caution_deposit' or coalesce(lower(charge.period), schedule.first_on) >= cut.on_day)
      and (charge.period is not null or not exists (
        select from public.charges as part
        where part.org_id = schedule.org_id and part.schedule_id = schedule.id and not part.is_reversed and part.paid_kobo > 0)))
  from public.charge_schedules as schedule
  cross join lateral (
    select greatest(day::date, max(upper(charge.period)))::public.calendar_date as on_day
    from public.charges as charge
    where charge.org_id = schedule.org_id and charge.schedule_id = schedule.id and charge.reverses_id is null
      and not charge.is_reversed and charge.paid_kobo > 0
  ) as cut
  where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id
$$;
comment on function private.schedules_from(public.tenancies, public.calendar_date) is
  'Of each schedule of a locked tenancy that passes on a day: from which day on its periods are the buyer''s, and which charges the seller takes back.';

create function private.copy_schedules(
  tenancy public.tenancies, successor public.tenancies, tenants jsonb, cuts jsonb, taken_back uuid[])
returns void
language sql
set search_path = ''
as $$
  -- The rhythm stays: periods are counted from the same first day, and the successor goes on with the next number.
  insert into public.charge_schedules (
    org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, next_no, next_on, due_days, goes_on, label, payer_id, wht_bps)
  select successor.org_id, successor.id, before.kind, before.amount_kobo, before.every, before.first_on, before.until_on,
    step.n, case when step.goes_on then private.lagos_date() end, before.due_days, before.goes_on, before.label,
    (tenants ->> before.payer_id::text)::uuid, before.wht_bps
  from public.charge_schedules as before
  cross join lateral (
    select case when before.every is null then 0 else coalesce((
      select min(number) from generate_series(0, before.next_no) as number
      where (before.first_on + number * before.every)::date >= (cuts ->> before.id::text)::date), before.next_no) end as n
  ) as reached
  cross join lateral (
    select reached.n, case
      when before.every is null then before.next_no = 0 and before.next_on is not null or exists (
        select from public.charges as charge where charge.schedule_id = before.id and charge.id = any (taken_back))
      else before.goes_on or (before.first_on + reached.n * before.every)::date < before.until_on
    end as goes_on
  ) as step
  where before.org_id = tenancy.org_id and before.tenancy_id = tenancy.id
    -- What the seller's agency charged beside the rent was never agreed by either, and it has no mandate of the buyer's.
    and (before.mandate_id is null or before.kind in ('rent', 'caution_deposit'))
    and (
    step.goes_on
    -- That there was a rent is kept, though nothing of it is to come: else a notice that is withdrawn would charge it anew.
    or before.kind = 'rent' and before.id = (
      select latest.id from public.charge_schedules as latest
      where latest.org_id = before.org_id and latest.tenancy_id = before.tenancy_id and latest.kind = 'rent'
      order by latest.first_on desc, latest.id desc limit 1))
  order by before.id
$$;
comment on function private.copy_schedules(public.tenancies, public.tenancies, jsonb, jsonb, uuid[]) is
  'What the seller has not charged, or took back, the successor charges, by the same schedules. tenants: the buyer''s records by the seller''s; cuts: the first day of each schedule that is the buyer''s.';

create function private.prepaid_from(tenancy public.tenancies, day public.calendar_date)
returns public.kobo
language sql
stable
set search_path = ''
as $$
  select coalesce(sum(div(
    charge.paid_kobo::numeric * (upper(charge.period) - greatest(lower(charge.period), day::date)),
    upper(charge.period) - lower(charge.period))), 0)::bigint
  from public.charges as charge
  where charge.org_id = tenancy.org_id and charge.tenancy_id = tenancy.id and charge.reverses_id is null and not charge.is_reversed
    and charge.paid_kobo > 0 and upper(charge.period) > day
$$;
comment on function private.prepaid_from(public.tenancies, public.calendar_date) is
  'What was paid of a tenancy for days from a day on, in kobo: of a period that has begun its part by days.';

create function private.pass_on_tenancy(
  tenancy public.tenancies, sale public.sales, home public.units, tenants jsonb, parent_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  day public.calendar_date := sale.closed_on;
  successor public.tenancies;
  claim daterange;
  held bigint;
  cuts jsonb;
  taken_back uuid[];
  pair uuid := gen_random_uuid();
  book record;
begin
  -- What an outage left uncharged until that day is the seller's all the same.
  perform private.generate_charges(day, tenancy.id);
  perform from public.charge_schedules as schedule
  where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id order by schedule.id for no key update;
  select coalesce(jsonb_object_agg(split.schedule_id, split.cut_on), '{}'), array(
    select unnest(every_one.take_back) from private.schedules_from(tenancy, day) as every_one)
  into cuts, taken_back
  from private.schedules_from(tenancy, day) as split;
  perform private.take_back_charges(taken_back, 'the home was sold, and it is owed to its buyer');
  select deposit.held_kobo into strict held from private.deposit_of(tenancy.id) as deposit;

  select daterange(greatest(lower(hold.period), day::date), upper(hold.period)) into strict claim
  from public.unit_holds as hold where hold.id = tenancy.hold_id;
  update public.unit_holds as hold
  set period = daterange(lower(hold.period), greatest(day::date, lower(hold.period) + 1))
  where hold.id = tenancy.hold_id;
  insert into public.tenancies as made (
    org_id, unit_id, hold_id, parent_id, nature, nature_reason, status, starts_on, ends_on, rent_kobo, rent_per, advance_periods,
    notice_days, evidence)
  values (
    home.org_id, home.id, private.take_hold(home, claim, 'tenancy'), parent_id, tenancy.nature, tenancy.nature_reason, tenancy.status,
    tenancy.starts_on, tenancy.ends_on, tenancy.rent_kobo, tenancy.rent_per, tenancy.advance_periods, tenancy.notice_days,
    tenancy.evidence)
  returning made.* into successor;
  perform private.move_tenancy(tenancy.id, 'passed_on', 'The home was sold');

  insert into public.tenancy_handovers (
    org_id, side, pair_id, tenancy_id, other_org_id, other_name, other_tenancy_id, other_property_id, sale_id, handed_over_on,
    deposit_kobo, prepaid_kobo, was_renewed, settled_at)
  select kept.org_id, kept.side, pair, kept.tenancy_id, other.id, left(other.name, 200), kept.other_tenancy_id, kept.other_property_id,
    kept.sale_id, day, held, private.prepaid_from(tenancy, day), tenancy.parent_id is not null, case when held = 0 then now() end
  from (values
    (tenancy.org_id, 'passed_on'::public.handover_side, tenancy.id, home.org_id, successor.id, null::uuid, sale.id),
    (home.org_id, 'taken_over', successor.id, tenancy.org_id, tenancy.id, (
      select unit.property_id from public.units as unit where unit.id = tenancy.unit_id), null)
  ) as kept (org_id, side, tenancy_id, other_org_id, other_tenancy_id, other_property_id, sale_id)
  join public.organizations as other on other.id = kept.other_org_id;

  insert into public.tenancy_parties (org_id, tenancy_id, tenant_id, accepted_at, agreed_on_paper)
  select successor.org_id, successor.id, (tenants ->> party.tenant_id::text)::uuid, party.accepted_at, party.agreed_on_paper
  from public.tenancy_parties as party
  where party.org_id = tenancy.org_id and party.tenancy_id = tenancy.id
  order by party.tenant_id;
  insert into public.tenancy_notices (org_id, tenancy_id, given_by_owner, given_by, given_on, ends_on, basis, reason, created_at)
  select successor.org_id, successor.id, notice.given_by_owner, notice.given_by, notice.given_on, notice.ends_on, notice.basis,
    notice.reason, notice.created_at
  from public.tenancy_notices as notice
  where notice.org_id = tenancy.org_id and notice.tenancy_id = tenancy.id and notice.withdrawn_at is null;
  insert into public.late_fee_rules (org_id, tenancy_id, grace_days, amount_kobo, bps, cap_kobo)
  select successor.org_id, successor.id, rule.grace_days, rule.amount_kobo, rule.bps, rule.cap_kobo
  from public.late_fee_rules as rule
  where rule.org_id = tenancy.org_id and rule.tenancy_id = tenancy.id and rule.ended_at is null
    -- The seller's agency has no mandate of the buyer's, and what it set was never agreed by either.
    and rule.mandate_id is null;
  perform private.copy_schedules(tenancy, successor, tenants, cuts, taken_back);
  perform private.generate_charges(private.lagos_date(), successor.id);

  -- In the order of the organizations, as everybody who writes in the books of two.
  for book in
    select handover.id, handover.org_id, handover.side from public.tenancy_handovers as handover
    where handover.pair_id = pair and held > 0 order by handover.org_id
  loop
    perform private.post_entry(
      book.org_id, 'deposit_handed_over', book.id, now(), 'Deposit of a home that was sold with its tenants',
      array[
        row(case book.side when 'passed_on' then 'deposits_held'::public.ledger_account_kind else 'handover_due' end, held, 0)::private.ledger_posting,
        row(case book.side when 'passed_on' then 'handover_due'::public.ledger_account_kind else 'deposits_held' end, 0, held)::private.ledger_posting
      ]);
  end loop;
  perform private.tell_of_handover(tenancy, successor, day);
  perform private.note_money_left_behind(tenancy.id);
  return successor;
end
$$;
comment on function private.pass_on_tenancy(public.tenancies, public.sales, public.units, jsonb, uuid) is
  'Passes a locked tenancy in force to the buyer of its home, as its successor in their unit. tenants: the buyer''s records by the seller''s; parent_id: the successor of the tenancy that it renews.';

create function private.hand_home_over(sale public.sales)
returns integer
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  taker uuid := private.organization_of_buyer(sale);
  sold public.units;
  home public.units;
  tenancy public.tenancies;
  successor public.tenancies;
  tenants jsonb;
  successors jsonb := '{}'::jsonb;
begin
  if not exists (
    select from public.tenancies as t where t.org_id = sale.org_id and t.unit_id = sale.unit_id and t.is_in_force
  ) then
    return 0;
  end if;
  if taker is null then
    perform private.tell_of_waiting_home(sale);
    return 0;
  end if;
  select u.* into strict sold from public.units as u where u.id = sale.unit_id;
  -- A parent before its renewal, as everybody locks them.
  perform from public.tenancies as t
  where t.org_id = sale.org_id and t.unit_id = sale.unit_id and (t.is_in_force or t.status in ('draft', 'offered'))
  order by t.starts_on, t.id for update;
  for tenancy in
    select t.* from public.tenancies as t
    where t.org_id = sale.org_id and t.unit_id = sale.unit_id and (
      t.status in ('draft', 'offered')
      -- One whose renewal has begun is over, though the nightly job has not said so.
      or t.is_in_force and exists (
        select from public.tenancies as renewal
        where renewal.org_id = t.org_id and renewal.parent_id = t.id and renewal.is_in_force
          and renewal.starts_on <= private.lagos_date()))
    order by t.starts_on, t.id
  loop
    if tenancy.is_in_force then
      perform private.move_tenancy(tenancy.id, 'ended', 'Renewed');
    else
      perform private.move_tenancy(tenancy.id, 'cancelled', 'The home was sold');
    end if;
  end loop;
  home := private.copy_home(sold, taker, sale.closed_on);
  select coalesce(jsonb_object_agg(named.tenant_id, private.copy_tenant(named.tenant_id, taker)), '{}') into tenants
  from (
    select distinct party.tenant_id
    from public.tenancies as t
    join public.tenancy_parties as party on party.org_id = t.org_id and party.tenancy_id = t.id
    where t.org_id = sale.org_id and t.unit_id = sale.unit_id and t.is_in_force
    order by party.tenant_id
  ) as named;
  for tenancy in
    select t.* from public.tenancies as t
    where t.org_id = sale.org_id and t.unit_id = sale.unit_id and t.is_in_force
    order by t.starts_on, t.id
  loop
    successor := private.pass_on_tenancy(
      tenancy, sale, home, tenants, (successors ->> coalesce(tenancy.parent_id::text, ''))::uuid);
    successors := successors || jsonb_build_object(tenancy.id, successor.id);
  end loop;
  return (select count(*)::integer from jsonb_object_keys(successors));
end
$$;
comment on function private.hand_home_over(public.sales) is
  'Passes the tenancies in force of a closed sale''s home to its buyer''s organization; the unit and the sale are locked. Who has not said which organization that is, is told. Returns how many passed; none when they passed before.';

-- The buyer says where to ----------------------------------------------------------------------------

create function private.name_buying_organization(sale_id uuid, org_id uuid)
returns public.sales
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
begin
  -- Who made the accepted offer says it, or who acts with them for an organization that buys. Whom the seller alone
  -- named as one more buyer does not; but where the offer's account is gone, somebody must.
  select s.* into sale
  from public.sales as s
  join public.offers as offer on offer.org_id = s.org_id and offer.id = s.offer_id
  where s.id = sale_id and (
    offer.offeror_id = (select auth.uid())
    or offer.offeror_id is null and s.id in (select private.my_sale_ids())
    or org_id in (select private.buying_organizations(s)) and org_id in (select private.my_org_ids('tenancies.write')));
  if not found then
    perform private.raise_problem('sale.not_found', 'Cannot find the sale among those in which you buy', 404,
      jsonb_build_object('field', 'sale_id'));
  end if;
  perform private.require_permission(org_id, 'properties.write');
  perform private.require_permission(org_id, 'tenancies.write');
  perform private.require_permission(org_id, 'money.write');
  if org_id = sale.org_id then
    perform private.raise_problem('sale.bad_buyer', 'Cannot name the organization: it is the one that sells', 400,
      jsonb_build_object('field', 'org_id'));
  end if;
  -- In the order of all deals: the unit, then the sale.
  perform from public.units as u where u.id = sale.unit_id for no key update;
  select s.* into strict sale from public.sales as s where s.id = sale_id for update;
  if sale.status = 'fallen_through' then
    perform private.refuse_ended_sale(sale);
  end if;
  if sale.status <> 'closed' then
    update public.sales as s set taker_org_id = org_id where s.id = sale.id and s.taker_org_id is distinct from org_id;
    select s.* into strict sale from public.sales as s where s.id = sale_id;
    return sale;
  end if;
  if exists (
    select from public.tenancy_handovers as handover
    where handover.org_id = sale.org_id and handover.sale_id = sale.id and handover.other_org_id <> org_id
  ) then
    perform private.raise_problem('sale.already_taken', 'Cannot name the organization: the home went into another one', 409,
      jsonb_build_object('field', 'org_id'));
  end if;
  -- A closed sale stays as it is; where the home went stands in its handovers.
  sale.taker_org_id := org_id;
  perform private.hand_home_over(sale);
  return sale;
end
$$;
comment on function private.name_buying_organization(uuid, uuid) is
  'Checks that the caller buys by the accepted offer and acts for the organization, then notes it; of a sale that is closed the tenancies pass at once.';
grant execute on function private.name_buying_organization(uuid, uuid) to authenticated;

create function public.name_buying_organization(sale_id uuid, org_id uuid)
returns public.sales
language sql
set search_path = ''
as $$
  select private.limit_person('name_buying_organization');
  select private.name_buying_organization(sale_id, org_id)
$$;
comment on function public.name_buying_organization(uuid, uuid) is
  'Says into which of your organizations a home goes that you buy, having made the accepted offer: at completion its tenancies pass there, with their deposits and all that is charged from that day on; of a sale that is closed already they pass now. Needed only where you own several organizations or none; until you say so the seller goes on as landlord. Safe to repeat. Errors: sale.not_found 404, auth.forbidden 403, sale.bad_buyer 400, sale.already_taken, sale.illegal_transition 409.';
grant execute on function public.name_buying_organization(uuid, uuid) to authenticated;

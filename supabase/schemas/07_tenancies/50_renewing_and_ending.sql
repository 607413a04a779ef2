-- A renewal is a tenancy of its own that follows its parent, and what ends one says what becomes of the other.

create function private.offer_renewal(
  tenancy_id uuid, rent_kobo public.kobo, rent_per public.price_period, term_months integer, ends_on public.calendar_date, advance_periods smallint)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  signing private.signing := private.lock_signed_tenancy(tenancy_id);
  parent public.tenancies := signing.tenancy;
  mandate_id uuid := signing.mandate_id;
  per public.price_period := coalesce(rent_per, parent.rent_per);
  advance smallint := coalesce(advance_periods, parent.advance_periods);
  until_on date := private.term_end(parent.ends_on, term_months, ends_on);
  renewal public.tenancies;
begin
  if parent.status not in ('active', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot renew: the tenancy is %s', replace(parent.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_terms(parent.ends_on, until_on, rent_kobo, per, advance,
    case when per = parent.rent_per then parent.nature end, parent.nature_reason, parent.notice_days);
  -- One renewal after the other would be a lease of any length, and who rents a home does not sign for its owner.
  if parent.starts_on > private.lagos_date() then
    perform private.keep_to_owner(mandate_id, 'renew a tenancy that has not begun', 'tenancy_id');
  elsif exists (select from private.my_tenancy_ids() as mine where mine = parent.id) then
    perform private.keep_to_owner(mandate_id, 'renew a tenancy of your own', 'tenancy_id');
  end if;
  perform private.require_signing_term(mandate_id, parent.ends_on, until_on, 'term_months');
  perform private.require_signing(rent_kobo, per, 'tenancy_id');
  -- The same once more, after a lost answer: the renewal that stands. The parent is locked.
  select t.* into renewal from public.tenancies as t
  where t.org_id = parent.org_id and t.parent_id = parent.id and t.status = 'offered'
    and (t.starts_on, t.ends_on, t.rent_kobo, t.rent_per, t.advance_periods) = (parent.ends_on, until_on, rent_kobo, per, advance);
  if found then
    return renewal;
  end if;
  insert into public.tenancies (
    org_id, unit_id, parent_id, nature, nature_reason, starts_on, ends_on, rent_kobo, rent_per, advance_periods, notice_days, created_by, mandate_id
  )
  values (
    parent.org_id, parent.unit_id, parent.id,
    case when per = parent.rent_per then parent.nature else private.nature_of(per) end,
    case when per = parent.rent_per then parent.nature_reason end,
    parent.ends_on, until_on, rent_kobo, per, advance, parent.notice_days, (select auth.uid()), mandate_id
  )
  returning * into renewal;
  insert into public.tenancy_parties (org_id, tenancy_id, tenant_id)
  select party.org_id, renewal.id, party.tenant_id
  from public.tenancy_parties as party
  join public.tenants as tenant on tenant.id = party.tenant_id
  -- Who has an account and never accepted is no tenant of the parent; who has none could not.
  where party.tenancy_id = parent.id and (party.accepted_at is not null or tenant.user_id is null);
  perform private.tell_of_signing(renewal);
  return renewal;
exception when unique_violation then
  perform private.raise_problem('tenancy.already_renewed', 'Cannot renew: a renewal is offered or agreed already', 409,
    jsonb_build_object('field', 'tenancy_id'));
  return null;
end
$$;
comment on function private.offer_renewal(uuid, public.kobo, public.price_period, integer, public.calendar_date, smallint) is
  'Checks the caller and the terms, then writes the renewal with the parent''s tenants; the unit stays the parent''s until it is accepted.';
grant execute on function private.offer_renewal(uuid, public.kobo, public.price_period, integer, public.calendar_date, smallint) to authenticated;

create function public.offer_renewal(
  tenancy_id uuid,
  rent_kobo numeric,
  rent_per public.price_period default null,
  term_months numeric default null,
  ends_on text default null,
  advance_periods numeric default null
)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('offer_renewal');
  select private.offer_renewal(
    tenancy_id, private.read_kobo('rent_kobo', rent_kobo), rent_per, private.fitting(term_months),
    private.read_date('ends_on', ends_on), private.fitting(advance_periods))
$$;
comment on function public.offer_renewal(uuid, numeric, public.price_period, numeric, text, numeric) is
  'Offers the tenants of a tenancy to stay from the end of its term until ends_on, or for term_months (12 when neither is given); what is left out is as before. An agency with a live mandate to sign may, until three years from now at most and once the tenancy has begun. The same again while it is offered gives the same renewal. Errors: tenancy.not_found 404, auth.forbidden, organization.suspended, mandate.owner_only, trust.level_missing 403, tenancy.bad_term, tenancy.bad_rent, tenancy.bad_nature 400, tenancy.not_in_force, tenancy.already_renewed 409.';
grant execute on function public.offer_renewal(uuid, numeric, public.price_period, numeric, text, numeric) to authenticated;

-- Ending ----------------------------------------------------------------------------------------

create function private.reverse_charges_from(tenancy public.tenancies, from_on public.calendar_date)
returns void
language sql
set search_path = ''
as $$
  -- Locked in the order in which settling locks them: what a payment settles at this moment is seen as paid, and what
  -- is taken back first is not settled any more.
  with unpaid as (
    select charge.* from public.charges as charge
    join public.charge_schedules as schedule on schedule.org_id = charge.org_id and schedule.id = charge.schedule_id
    where charge.org_id = tenancy.org_id and charge.tenancy_id = tenancy.id
      and charge.reverses_id is null and coalesce(lower(charge.period), schedule.first_on) >= from_on
      and not charge.is_reversed and charge.paid_kobo = 0
    order by charge.id for no key update of charge
  )
  insert into public.charges (org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, description, reverses_id)
  select org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, -amount_kobo, 'Taken back: the tenancy ended before', id
  from unpaid
$$;
comment on function private.reverse_charges_from(public.tenancies, public.calendar_date) is
  'Takes back what its schedules charged for periods that begin on a day or later, and the fees of moving in when it never began, where nobody paid. What was paid stays, and what is owed from before.';

create function private.end_tenancy(tenancy_id uuid, reason text, possession_returned_on public.calendar_date)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  signing private.signing := private.lock_signed_tenancy(tenancy_id);
  tenancy public.tenancies := signing.tenancy;
  mandate_id uuid := signing.mandate_id;
  returned_on date := coalesce(possession_returned_on, private.lagos_date());
  parent public.tenancies;
  renewal record;
begin
  if tenancy.status in ('draft', 'offered', 'cancelled') then
    -- An agency takes back what it offered, also by a mandate that was given anew, and nothing that another did.
    if not exists (
      select from public.mandates as signed
      join public.mandates as now_held on now_held.id = mandate_id and now_held.agent_org_id = signed.agent_org_id
      where signed.id = tenancy.mandate_id
    ) then
      perform private.keep_to_owner(mandate_id, 'withdraw an offer that another made', 'tenancy_id');
    end if;
    return private.move_tenancy(tenancy.id, 'cancelled', reason);
  end if;
  perform private.keep_to_owner(mandate_id, 'end the tenancy', 'tenancy_id');
  if tenancy.status = 'ended' then
    return tenancy;
  end if;
  if coalesce(length(btrim(reason)), 0) not between 3 and 1000 then
    perform private.raise_problem('tenancy.bad_reason', 'Cannot end: the reason must have 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if returned_on > private.lagos_date() then
    perform private.raise_problem('tenancy.bad_term', 'Cannot end: possession_returned_on lies in the future; give notice instead', 400,
      jsonb_build_object('field', 'possession_returned_on'));
  end if;
  if tenancy.starts_on > returned_on then
    if possession_returned_on is not null then
      perform private.raise_problem('tenancy.bad_term', 'Cannot end: possession_returned_on lies before the first day', 400,
        jsonb_build_object('field', 'possession_returned_on'));
    end if;
    -- Agreed and never begun: it ends on its first day, and nothing of it is owed.
    returned_on := tenancy.starts_on;
  end if;
  for renewal in
    select child.id, child.status from public.tenancies as child
    where child.org_id = tenancy.org_id and child.parent_id = tenancy.id and child.status not in ('cancelled', 'ended')
    for update
  loop
    if renewal.status = 'offered' then
      perform private.move_tenancy(renewal.id, 'cancelled', 'The tenancy that it renews ended');
    else
      perform private.end_tenancy(renewal.id, reason, null);
    end if;
  end loop;
  update public.tenancies as t set ended_on = returned_on where t.id = tenancy.id;
  -- What an outage left uncharged until that day is owed all the same.
  perform private.generate_charges(returned_on, tenancy.id);
  perform private.reverse_charges_from(tenancy, returned_on);
  update public.unit_holds as hold
  set period = daterange(lower(hold.period), greatest(returned_on, lower(hold.period) + 1))
  where hold.id = tenancy.hold_id;
  tenancy := private.move_tenancy(tenancy.id, 'ended', reason);
  -- A renewal that had not begun gives the unit back to the tenancy that goes on.
  -- One that had begun does not, even while the nightly job has yet to end its parent.
  select t.* into parent from public.tenancies as t
  where t.id = tenancy.parent_id and t.is_in_force;
  if found and tenancy.starts_on <= private.lagos_date() then
    perform private.move_tenancy(parent.id, 'ended', 'Renewed');
  elsif found then
    update public.unit_holds as hold set period = daterange(lower(hold.period), null) where hold.id = parent.hold_id;
  end if;
  return tenancy;
end
$$;
comment on function private.end_tenancy(uuid, text, public.calendar_date) is
  'Checks the caller, then ends or cancels the tenancy, takes back rent of later periods that nobody paid, and ends or cancels its renewal.';
grant execute on function private.end_tenancy(uuid, text, public.calendar_date) to authenticated;

create function public.end_tenancy(tenancy_id uuid, reason text, possession_returned_on text default null)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('end_tenancy');
  select private.end_tenancy(
    tenancy_id, private.read_prose('reason', reason),
    private.read_date('possession_returned_on', possession_returned_on))
$$;
comment on function public.end_tenancy(uuid, text, text) is
  'Withdraws an offer, or records that possession was returned, today when no day is given; the unit is free from then on, a renewal goes with it, arrears stay. Ending one needs a reason of 3 to 1,000 characters, withdrawing an offer none. An agency with a live mandate to sign withdraws what it offered, and ends nothing. Safe to repeat. Errors: tenancy.not_found 404, auth.forbidden, organization.suspended, mandate.owner_only 403, tenancy.bad_term, tenancy.bad_reason 400.';
grant execute on function public.end_tenancy(uuid, text, text) to authenticated;

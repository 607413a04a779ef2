-- Today: what needs somebody of an organization, and how it stands, in one call. An app shows it first.
--
-- Nothing is decided here. What waits is what the tables say by their states; the figures are the reports' (09_money/44,
-- 84) and the views' of their chapters. Each part is read under row-level security, and stands in the answer only where
-- the caller has the permission by which the part is read: what is missing is not zero.

create function private.today_parts()
returns table (part text, reads private.permission, acts private.permission)
language sql
immutable
rows 15
set search_path = ''
as $$
  values
    ('payments', 'money.read'::private.permission, 'money.confirm'::private.permission),
    ('bank_rows', 'money.confirm', 'money.confirm'),
    ('payouts', 'money.read', 'money.payout'),
    ('refunds', 'money.read', 'money.confirm'),
    ('disputes', 'money.read', 'money.confirm'),
    ('deductions', 'money.read', 'money.write'),
    ('listings', 'properties.read', 'listings.write'),
    ('enquiries', 'deals.read', 'conversations.write'),
    ('viewings', 'deals.read', 'deals.write'),
    ('applications', 'deals.read', 'deals.write'),
    ('offers', 'deals.read', 'deals.write'),
    ('mandates', 'organization.read', 'tenancies.write'),
    ('endings', 'tenancies.read', 'tenancies.write'),
    ('notices', 'tenancies.read', 'tenancies.write'),
    ('inspections', 'tenancies.read', 'tenancies.write')
$$;
comment on function private.today_parts() is
  'The parts of what needs somebody: by which permission each is read, and by which somebody can do something about it.';

create function private.today_waiting(org_id uuid, may text[])
returns table (
  part text, id uuid, state text, tenancy_id uuid, listing_id uuid, person_id uuid, giver_id uuid, kobo bigint,
  since timestamptz, until timestamptz, on_day date, note text)
language plpgsql
stable
set search_path = ''
-- To plan so many branches takes longer than to read the few rows of each, and to compile them takes seconds.
set plan_cache_mode = force_generic_plan
set jit = off
rows 200
as $$
#variable_conflict use_column
declare
  today constant date := private.lagos_date();
  -- Until tomorrow is over.
  soon_from constant timestamptz := private.start_of(today);
  soon_until constant timestamptz := private.end_of(today + 1);
begin
  return query
  -- Where it lists: everything of its own, and what it listed for others under a mandate that is live.
  -- Each table is read one organization after the other (offset 0): how few there are the planner cannot know, and joined
  -- freely it would read what waits for everybody.
  with desk as materialized (
    select today_waiting.org_id as at_org_id, null::uuid[] as only_listing_ids
    union all
    select listing.org_id, array_agg(listing.id)
    from public.mandates as mandate
    join public.listings as listing on listing.org_id = mandate.org_id and listing.mandate_id = mandate.id
    where mandate.agent_org_id = today_waiting.org_id and mandate.status = 'active' and mandate.scopes && '{list,show}'
      and mandate.starts_on <= today and mandate.ends_on > today
    group by listing.org_id
  )
  -- Reported with a proof, and nobody has said whether it came.
  select 'payments', offline.id, offline.status::text, offline.subject_id, null::uuid, offline.reported_by, null::uuid,
    offline.claimed_kobo::bigint, offline.created_at, offline.answer_by::timestamptz, offline.paid_on::date, offline.note
  from public.offline_payments as offline
  where 'money.read' = any (may) and offline.org_id = today_waiting.org_id and offline.status = 'submitted'
  union all
  -- Came in by the bank, and nobody has said what it is.
  select 'bank_rows', line.id, 'unmatched', null, null, null, null,
    line.amount_kobo::bigint, line.created_at, null, line.booked_on::date, line.narration
  from public.statement_accounts as account
  join public.statement_rows as line on line.account_id = account.id and line.decided_at is null
  where 'money.confirm' = any (may) and account.org_id = today_waiting.org_id
  union all
  select 'payouts', payout.id, payout.status::text, null, null, payout.requested_by, null,
    payout.amount_kobo::bigint, payout.created_at, null, null, payout.note
  from public.payouts as payout
  where 'money.read' = any (may) and payout.org_id = today_waiting.org_id and payout.status = 'requested'
  union all
  -- To be decided, or to be paid out by hand.
  select 'refunds', refund.id, refund.status::text, refund.subject_id, null, refund.requested_by, null,
    refund.amount_kobo::bigint, refund.created_at, null, null, refund.reason
  from public.refunds as refund
  where 'money.read' = any (may) and refund.org_id = today_waiting.org_id
    and (refund.status = 'requested' or refund.status = 'approved' and refund.way = 'by_hand')
  union all
  select 'disputes', dispute.id, dispute.status::text, dispute.subject_id, null, null, null,
    dispute.amount_kobo::bigint, dispute.created_at, dispute.answer_by::timestamptz, null, dispute.category
  from public.disputes as dispute
  where 'money.read' = any (may) and dispute.org_id = today_waiting.org_id and dispute.status = 'open'
  union all
  -- Kept of a deposit, and a tenant says that it is not right.
  select 'deductions', disputed.id, disputed.status::text, disputed.tenancy_id, null, null, null,
    disputed.disputed_kobo::bigint, disputed.created_at, null, null, left(disputed.reason, 200)
  from public.deduction_disputes as disputed
  where 'money.read' = any (may) and disputed.org_id = today_waiting.org_id and disputed.status = 'open'
  union all
  -- Sent back by staff, taken down by them, gone stale, or about to.
  select 'listings', listing.id,
    case listing.status when 'draft' then 'returned' when 'published' then 'expiring' else listing.status::text end,
    null, listing.id, null, null,
    listing.price_kobo, coalesce(last.occurred_at, listing.updated_at),
    case when listing.status = 'published' then listing.confirm_by end, null, last.reason
  from desk
  cross join lateral (
    select known.* from public.listings as known
    where known.org_id = desk.at_org_id and (desk.only_listing_ids is null or known.id = any (desk.only_listing_ids))
      and known.status in ('draft', 'published', 'stale', 'suspended')
      and (known.status <> 'published' or known.confirm_by < now() + interval '5 days')
    offset 0
  ) as listing
  left join lateral (
    select change.from_state, change.occurred_at, change.reason
    from public.state_changes as change
    where change.subject_id = listing.id and change.machine = 'listing' and listing.status <> 'published'
    order by change.id desc limit 1
  ) as last on true
  where 'properties.read' = any (may) and (listing.status <> 'draft' or last.from_state = 'pending_review')
  union all
  select 'enquiries', enquiry.id, enquiry.status::text, null, enquiry.listing_id, enquiry.enquirer_id, null,
    null, enquiry.created_at, null, enquiry.move_in_on::date, left(enquiry.message, 200)
  from desk
  cross join lateral (
    select known.* from public.enquiries as known
    where known.org_id = desk.at_org_id and known.status = 'new'
      and (desk.only_listing_ids is null or known.listing_id = any (desk.only_listing_ids))
    offset 0
  ) as enquiry
  where 'deals.read' = any (may)
  union all
  -- Today's and tomorrow's; one that is over waits until somebody says whether they came.
  select 'viewings', viewing.id, viewing.status::text, null, slot.listing_id, viewing.user_id, null,
    null, viewing.created_at, slot.starts_at::timestamptz, private.lagos_date(slot.starts_at), slot.note
  from desk
  cross join lateral (
    select known.* from public.viewing_slots as known
    where known.org_id = desk.at_org_id and known.starts_at >= soon_from and known.starts_at < soon_until
      and (desk.only_listing_ids is null or known.listing_id = any (desk.only_listing_ids))
    offset 0
  ) as slot
  join public.viewings as viewing on viewing.org_id = slot.org_id and viewing.slot_id = slot.id and viewing.status = 'booked'
  where 'deals.read' = any (may)
  union all
  select 'applications', application.id, application.status::text, null, application.listing_id, application.applicant_id, null,
    null, coalesce(application.review_asked_at, application.submitted_at), null, application.move_in_on::date,
    application.review_reason
  from desk
  cross join lateral (
    select known.* from public.applications as known
    where known.org_id = desk.at_org_id and known.status in ('submitted', 'under_review')
      and (desk.only_listing_ids is null or known.listing_id = any (desk.only_listing_ids))
    offset 0
  ) as application
  where 'deals.read' = any (may)
  union all
  -- The other side spoke last.
  select 'offers', offer.id, case latest.round when 1 then 'offer' else 'counter_offer' end, null, offer.listing_id,
    offer.offeror_id, null,
    latest.amount_kobo::bigint, latest.created_at, latest.expires_at, coalesce(latest.starts_on, latest.completes_on)::date,
    left(latest.conditions, 200)
  from desk
  cross join lateral (
    select known.* from public.offers as known
    where known.org_id = desk.at_org_id and known.status = 'open' and known.expires_at > now()
      and (desk.only_listing_ids is null or known.listing_id = any (desk.only_listing_ids))
    offset 0
  ) as offer
  join public.offer_rounds as latest on latest.offer_id = offer.id and latest.round = offer.round
  where 'deals.read' = any (may) and latest.made_by_side = 'offeror'
  union all
  select 'mandates', mandate.id, mandate.status::text, null, null, null, mandate.org_id,
    null, mandate.created_at, null, mandate.starts_on::date, null
  from public.mandates as mandate
  where 'organization.read' = any (may) and mandate.agent_org_id = today_waiting.org_id and mandate.status = 'offered'
    and mandate.ends_on > today
  union all
  -- In 90 days, or the term is over and they are still there; not what was renewed.
  select 'endings', tenancy.id, case when renewal.id is not null then 'renewal_offered' else tenancy.status::text end,
    tenancy.id, null, null, null,
    tenancy.rent_kobo::bigint, null, null, tenancy.ends_on::date, null
  from public.tenancies as tenancy
  left join lateral (
    select child.id, child.is_in_force from public.tenancies as child
    where child.org_id = tenancy.org_id and child.parent_id = tenancy.id and child.status not in ('cancelled', 'ended')
    limit 1
  ) as renewal on true
  where 'tenancies.read' = any (may) and tenancy.org_id = today_waiting.org_id and tenancy.is_in_force
    and tenancy.ends_on <= today + 90 and renewal.is_in_force is not true
  union all
  select 'notices', standing.notice_id, 'to_serve', standing.tenancy_id, null, null, null,
    null, null, null, standing.serve_by::date, standing.number
  from public.notice_standings as standing
  where 'tenancies.read' = any (may) and standing.org_id = today_waiting.org_id and standing.serve_by >= today
    and standing.status = 'issued'
  union all
  -- The tenants leave: there is to be an inspection.
  select 'notices', notice.id, 'given_by_tenant', notice.tenancy_id, null, notice.given_by, null,
    null, notice.created_at, null, notice.ends_on::date, notice.reason
  from public.tenancy_notices as notice
  join public.tenancies as tenancy on tenancy.org_id = notice.org_id and tenancy.id = notice.tenancy_id and tenancy.is_in_force
  where 'tenancies.read' = any (may) and notice.org_id = today_waiting.org_id and not notice.given_by_owner
    and notice.withdrawn_at is null
    and not exists (
      select from public.inspections as inspection
      where inspection.tenancy_id = notice.tenancy_id and inspection.kind = 'move_out' and inspection.status <> 'cancelled')
  union all
  -- To carry out today or tomorrow, to be signed by a member, or to be corrected.
  select 'inspections', inspection.id,
    case inspection.status when 'draft' then 'to_carry_out' when 'ready' then 'to_sign' else inspection.status::text end,
    inspection.tenancy_id, null, null, null,
    null, inspection.updated_at, inspection.scheduled_for::timestamptz, private.lagos_date(inspection.scheduled_for),
    inspection.kind::text
  from public.inspections as inspection
  where 'tenancies.read' = any (may) and inspection.org_id = today_waiting.org_id
    and inspection.status in ('draft', 'ready', 'disputed')
    and (inspection.status <> 'draft' or inspection.scheduled_for < soon_until)
    and (inspection.status <> 'ready' or not exists (
      select from public.inspection_signatures as signature
      where signature.inspection_id = inspection.id and signature.round = inspection.round and signature.side = 'owner'));
end
$$;
comment on function private.today_waiting(uuid, text[]) is
  'Everything that needs somebody of an organization, as the caller may see it. may: what the caller may do there; a part whose permission is not among it is not looked at.';

create function private.today_needs(org_id uuid, may text[])
returns jsonb
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_generic_plan -- see private.today_waiting()
set jit = off
as $$
begin
  return (
    with ranked as materialized (
      select waiting.*, count(*) over (partition by waiting.part) as waiting_count, row_number() over (
        partition by waiting.part
        order by coalesce(waiting.until, waiting.on_day::timestamp at time zone 'Africa/Lagos', waiting.since), waiting.id
      ) as place
      from private.today_waiting(today_needs.org_id, today_needs.may) as waiting
    ),
    -- Only of the first ones it is asked what people call them, one by one: whom the caller knows is long to list.
    named as (
      select first.part, first.place, first.waiting_count, jsonb_build_object(
        'id', first.id, 'state', first.state, 'tenancy_id', tenancy.id, 'listing_id', first.listing_id,
        'conversation_id', case when first.part = 'enquiries' then (
          select enquiry.conversation_id from public.enquiries as enquiry where enquiry.id = first.id) end,
        'title', coalesce(listing.title, (
          select giver.name from public.organizations as giver where giver.id = first.giver_id)),
        'property', place.property, 'unit', place.unit,
        'person', coalesce(
          (select person.display_name from public.profiles as person where person.id = first.person_id),
          (select string_agg(tenant.full_name, ', ' order by party.created_at, tenant.id)
            from public.tenancy_parties as party
            join public.tenants as tenant on tenant.id = party.tenant_id
            where party.tenancy_id = tenancy.id)),
        'kobo', first.kobo, 'since', first.since, 'until', first.until, 'on_day', first.on_day, 'note', first.note) as item
      from ranked as first
      left join lateral (
        select known.id, known.unit_id from public.tenancies as known where known.id = first.tenancy_id limit 1
      ) as tenancy on true
      left join lateral (
        select known.title, known.unit_id from public.listings as known where known.id = first.listing_id limit 1
      ) as listing on true
      left join lateral (
        select property.name as property, unit.label as unit
        from public.units as unit join public.properties as property on property.id = unit.property_id
        -- Not coalesce(): the planner takes that for leaky, and under row-level security reads all units.
        where unit.id = case when tenancy.unit_id is null then listing.unit_id else tenancy.unit_id end limit 1
      ) as place on true
      where first.place <= 5
    )
    select jsonb_object_agg(known.part, jsonb_build_object(
      'count', coalesce(found.waiting_count, 0), 'may_act', known.acts::text = any (today_needs.may),
      'rows', coalesce(found.items, '[]')))
    from private.today_parts() as known
    left join (
      select named.part, max(named.waiting_count) as waiting_count, jsonb_agg(named.item order by named.place) as items
      from named group by named.part
    ) as found on found.part = known.part
    where known.reads::text = any (today_needs.may));
end
$$;
comment on function private.today_needs(uuid, text[]) is
  'Of each part that the caller may read: how many wait, whether the caller can do something about them, and the five most urgent with what people call them.';

create function private.today_figures(org_id uuid, may text[])
returns jsonb
language plpgsql
stable
set search_path = ''
set plan_cache_mode = force_custom_plan -- see rent_roll()
set jit = off
set work_mem = '32MB'
as $$
declare
  today constant date := private.lagos_date();
  month_start constant date := date_trunc('month', today::timestamp)::date;
  next_month constant date := (month_start + interval '1 month')::date;
  figures jsonb := jsonb_build_object();
begin
  if 'properties.read' = any (may) then
    figures := figures || jsonb_build_object('occupancy', (
      select jsonb_build_object(
        'units', count(*), 'let', count(*) filter (where unit.status = 'let'),
        'vacant', count(*) filter (where unit.status = 'vacant'), 'reserved', count(*) filter (where unit.status = 'reserved'),
        'stay', count(*) filter (where unit.status = 'stay'), 'sold', count(*) filter (where unit.status = 'sold'))
      from public.unit_occupancy as unit where unit.org_id = today_figures.org_id));
  end if;
  if 'money.read' = any (may) then
    figures := figures || jsonb_build_object(
      'month', (
        select jsonb_build_object(
          'from_on', month_start, 'to_on', next_month - 1,
          'due_kobo', coalesce(sum(charge.amount_kobo), 0), 'due_paid_kobo', coalesce(sum(charge.paid_kobo), 0),
          'collected_kobo', (
            select coalesce(sum(came.amount_kobo), 0)
            from public.collections(today_figures.org_id, month_start::text, today::text) as came))
        from public.charge_balances as charge
        where charge.org_id = today_figures.org_id and charge.due_on >= month_start and charge.due_on < next_month
          and charge.status <> 'reversed'),
      'ageing', (
        select jsonb_build_object(
          'tenancies', count(*) filter (where owed.overdue_kobo > 0), 'not_due_kobo', coalesce(sum(owed.not_due_kobo), 0),
          'overdue_kobo', coalesce(sum(owed.overdue_kobo), 0),
          'days_1_to_30_kobo', coalesce(sum(owed.days_1_to_30_kobo), 0),
          'days_31_to_60_kobo', coalesce(sum(owed.days_31_to_60_kobo), 0),
          'days_61_to_90_kobo', coalesce(sum(owed.days_61_to_90_kobo), 0),
          'over_90_days_kobo', coalesce(sum(owed.over_90_days_kobo), 0), 'oldest_due_on', min(owed.oldest_due_on))
        from public.ageing as owed where owed.org_id = today_figures.org_id));
  end if;
  return figures;
end
$$;
comment on function private.today_figures(uuid, text[]) is
  'How an organization stands, as far as the caller may know: occupancy as unit_occupancy says it, this month''s charges (Nigerian dates) against what was paid of them and what came in (collections), and what is owed by age (ageing).';
grant execute on function
  private.today_parts(), private.today_waiting(uuid, text[]), private.today_needs(uuid, text[]), private.today_figures(uuid, text[])
  to authenticated;

create function public.org_today(org_id uuid)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  may constant text[] := array(
    select mine.permission::text from private.my_permissions as mine where mine.org_id = org_today.org_id);
begin
  if 'organization.read' = any (may) is not true then
    perform private.raise_problem(
      'auth.forbidden', 'You may not do this for the organization: it needs the permission organization.read', 403);
  end if;
  return jsonb_build_object(
    'org_id', org_today.org_id, 'on_day', private.lagos_date(),
    'needs', private.today_needs(org_today.org_id, may), 'figures', private.today_figures(org_today.org_id, may));
end
$$;
comment on function public.org_today(uuid) is
  'For members: everything that needs somebody of an organization, and how it stands, in one call. needs: by part (payments, bank_rows, payouts, refunds, disputes, deductions, listings, enquiries, viewings, applications, offers, mandates, endings, notices, inspections) its count, may_act, and its five most urgent rows; an agency''s listings under live mandates included. figures: occupancy, month (due against collected), ageing; amounts in kobo, days Nigerian. What the caller may not read is missing. Error: auth.forbidden 403.';
grant execute on function public.org_today(uuid) to authenticated;

-- What a unit is used for today, and when it is free again.

create view public.unit_occupancy with (security_invoker = on) as
select
  unit.id as unit_id,
  unit.org_id,
  unit.property_id,
  unit.label,
  case hold.reason
    when 'tenancy' then 'let'
    when 'shortlet' then 'stay'
    when 'offer' then 'reserved'
    when 'payment' then 'reserved'
    when 'sale' then 'sold'
    else 'vacant'
  end as status,
  hold.period as held_for,
  case when hold.id is not null then (
    -- Claims that follow each other without a free day count as one.
    select upper(busy.days)
    from (
      select unnest(range_agg(claim.period)) as days
      from public.unit_holds as claim
      where claim.org_id = unit.org_id and claim.unit_id = unit.id
        and claim.status = 'active' and (claim.expires_at is null or claim.expires_at > now())
    ) as busy
    where busy.days @> (now() at time zone 'Africa/Lagos')::date
  ) end as next_free_on
from public.units as unit
left join lateral (
  -- Two at most, on possession and on title: who uses it comes before a sale under way, and after one that is closed.
  select claim.id, claim.reason, claim.period
  from public.unit_holds as claim
  where claim.org_id = unit.org_id and claim.unit_id = unit.id
    and claim.status = 'active' and (claim.expires_at is null or claim.expires_at > now())
    and claim.period @> (now() at time zone 'Africa/Lagos')::date
  order by claim.reason = 'sale' desc, claim.held_right
  limit 1
) as hold on true
-- A tenant and an agency see the home and not who holds it: to them it would stand here as vacant, and as all of its property.
where (select current_user) not in ('anon', 'authenticated')
  or unit.org_id = any (array(select private.my_org_ids('properties.read')));
comment on view public.unit_occupancy is
  'What each unit is used for today (Nigerian date), for members of its organization with properties.read: derived from its holds, stored nowhere. Nothing for others, who may see a home and not its holds.';
comment on column public.unit_occupancy.status is 'let (a tenancy), reserved (an offer or a payment under way), stay (a shortlet), sold, or vacant.';
comment on column public.unit_occupancy.held_for is 'The days of today''s claim; null when vacant.';
comment on column public.unit_occupancy.next_free_on is 'The first day without a claim; null when vacant today or taken without an end.';
grant select on public.unit_occupancy to authenticated, service_role;

create view public.property_occupancy with (security_invoker = on) as
select
  unit.org_id,
  unit.property_id,
  count(*) as units,
  count(*) filter (where unit.status = 'let') as let,
  count(*) filter (where unit.status = 'vacant') as vacant,
  count(*) filter (where unit.status = 'reserved') as reserved,
  count(*) filter (where unit.status = 'stay') as stay,
  count(*) filter (where unit.status = 'sold') as sold
from public.unit_occupancy as unit
group by unit.org_id, unit.property_id;
comment on view public.property_occupancy is
  'How many units of each property are used for what today, as unit_occupancy says it. A property without units has no row; those of properties that stand in it are not counted.';
comment on column public.property_occupancy.org_id is 'Whose property.';
comment on column public.property_occupancy.property_id is 'The property.';
comment on column public.property_occupancy.units is 'All of its units.';
comment on column public.property_occupancy.let is 'Let by a tenancy.';
comment on column public.property_occupancy.vacant is 'Free today.';
comment on column public.property_occupancy.reserved is 'Kept by an offer or a payment under way.';
comment on column public.property_occupancy.stay is 'Taken by a shortlet.';
comment on column public.property_occupancy.sold is 'Sold.';
grant select on public.property_occupancy to authenticated, service_role;

-- What a unit is used for today, and when it is free again.
set lock_timeout = '5s';
set statement_timeout = '60s';

create or replace view public.unit_occupancy with (security_invoker = on) as
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
left join public.unit_holds as hold
  on hold.org_id = unit.org_id and hold.unit_id = unit.id
  and hold.status = 'active' and (hold.expires_at is null or hold.expires_at > now())
  and hold.period @> (now() at time zone 'Africa/Lagos')::date;
comment on view public.unit_occupancy is
  'What each unit is used for today (Nigerian date), for its organization: derived from its holds, stored nowhere.';
comment on column public.unit_occupancy.status is 'let (a tenancy), reserved (an offer or a payment under way), stay (a shortlet), or vacant.';
comment on column public.unit_occupancy.held_for is 'The days of today''s claim; null when vacant.';
comment on column public.unit_occupancy.next_free_on is 'The first day without a claim; null when vacant today or taken without an end.';

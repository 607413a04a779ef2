-- Shortlet availability: visitors see which days are taken, owners close days of their own.

create function private.check_days(from_on public.calendar_date, until_on public.calendar_date)
returns daterange
language plpgsql
immutable
set search_path = ''
as $$
declare
  wrong text;
  rule text;
begin
  case
    when from_on is null then wrong := 'from_on'; rule := 'is missing';
    when until_on is null then wrong := 'until_on'; rule := 'is missing';
    when until_on <= from_on then wrong := 'until_on'; rule := 'must be after from_on';
    when until_on - from_on > 400 then wrong := 'until_on'; rule := 'must be at most 400 days after from_on';
    else return daterange(from_on, until_on);
  end case;
  perform private.raise_problem('availability.bad_dates', format('Cannot use those days: %s %s', wrong, rule), 400,
    jsonb_build_object('field', wrong));
  return null;
end
$$;
comment on function private.check_days(public.calendar_date, public.calendar_date) is
  'Days from (included) to (excluded), at most 400. Error: availability.bad_dates 400.';

create function private.is_unit_free(unit_id uuid, period daterange)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select not exists (
    select from public.unit_holds as hold
    where hold.unit_id = is_unit_free.unit_id and hold.status = 'active' and hold.period && is_unit_free.period
      and (hold.expires_at is null or hold.expires_at > now())
  )
$$;
comment on function private.is_unit_free(uuid, daterange) is
  'Whether no live hold of the unit meets the days; for search, which may not read holds.';
grant execute on function private.is_unit_free(uuid, daterange) to anon, authenticated, service_role;

create function private.taken_days(listing_id uuid, from_on public.calendar_date, until_on public.calendar_date)
returns table (taken_from date, taken_until date)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  asked daterange := private.check_days(from_on, until_on);
  shown_unit uuid;
begin
  select listing.unit_id into shown_unit from public.listings as listing
  where listing.id = listing_id and listing.status = 'published';
  if not found then
    perform private.raise_problem('listing.not_found', 'Cannot find a published listing', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  -- The past is nobody's business; stays that meet are shown as one, so that no single one is told.
  asked := asked * daterange(private.lagos_date(), null);
  return query
  select lower(days), upper(days)
  from unnest((
    select range_agg(hold.period * asked) from public.unit_holds as hold
    where hold.unit_id = shown_unit and hold.status = 'active' and hold.period && asked
      and (hold.expires_at is null or hold.expires_at > now())
  )) as days
  order by 1;
end
$$;
comment on function private.taken_days(uuid, public.calendar_date, public.calendar_date) is
  'The days on which a published listing''s unit is taken, without who or why. Errors: availability.bad_dates 400, listing.not_found 404.';
grant execute on function private.taken_days(uuid, public.calendar_date, public.calendar_date) to anon, authenticated, service_role;

create function public.availability(listing_id uuid, from_on text, until_on text)
returns table (taken_from date, taken_until date)
language sql
stable
set search_path = ''
as $$
  select private.visitors_may_keep(5, 10);
  select days.taken_from, days.taken_until from private.taken_days(listing_id, private.read_date('from_on', from_on), private.read_date('until_on', until_on)) as days
$$;
comment on function public.availability(uuid, text, text) is
  'The days between from_on (included) and until_on (excluded) on which a published listing is taken: each row from taken_from (included) to taken_until (excluded). At most 400 days; days before today are not told. Errors: availability.bad_dates 400, listing.not_found 404.';
grant execute on function public.availability(uuid, text, text) to anon, authenticated, service_role;

create function private.block_dates(unit_id uuid, from_on public.calendar_date, until_on public.calendar_date, note text)
returns public.unit_holds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  period daterange := private.check_days(from_on, until_on);
  unit public.units;
  hold public.unit_holds;
begin
  select u.* into unit from public.units as u
  where u.id = unit_id and u.org_id in (select private.my_org_ids('properties.read'));
  if not found then
    perform private.raise_problem('unit.not_found', 'Cannot find the unit among your organizations', 404,
      jsonb_build_object('field', 'unit_id'));
  end if;
  perform private.require_permission(unit.org_id, 'properties.write');
  if from_on < private.lagos_date() then
    perform private.raise_problem('availability.bad_dates', 'Cannot close days that have passed: from_on is before today', 400,
      jsonb_build_object('field', 'from_on'));
  end if;
  if length(note) > 300 then
    perform private.raise_problem('availability.bad_dates', 'Cannot close the days: note must have at most 300 characters', 400,
      jsonb_build_object('field', 'note'));
  end if;
  perform private.expire_holds(unit.id);
  begin
    insert into public.unit_holds (org_id, unit_id, period, reason, is_block, note)
    values (unit.org_id, unit.id, period, 'shortlet', true, nullif(btrim(note), ''))
    returning * into hold;
  exception when exclusion_violation then
    -- The same days closed again are closed already.
    select h.* into hold from public.unit_holds as h
    where h.unit_id = unit.id and h.status = 'active' and h.is_block and h.period = period;
    if not found then
      perform private.raise_problem('unit.already_taken',
        format('Cannot close %s from %s: it is taken for some of those days', unit.label, from_on), 409,
        jsonb_build_object('field', 'from_on'));
    end if;
  end;
  return hold;
end
$$;
comment on function private.block_dates(uuid, public.calendar_date, public.calendar_date, text) is 'Checks the caller and the days, then closes them.';
grant execute on function private.block_dates(uuid, public.calendar_date, public.calendar_date, text) to authenticated;

create function public.block_dates(unit_id uuid, from_on text, until_on text, note text default null)
returns public.unit_holds
language sql
set search_path = ''
as $$
  select private.limit_person('block_dates');
  select private.block_dates(
    unit_id, private.read_date('from_on', from_on), private.read_date('until_on', until_on),
    private.read_prose('note', note))
$$;
comment on function public.block_dates(uuid, text, text, text) is
  'Closes days of your unit, from from_on (included) to until_on (excluded), for your own use. Safe to repeat. Errors: availability.bad_dates 400, unit.not_found 404, auth.forbidden 403, unit.already_taken 409.';
grant execute on function public.block_dates(uuid, text, text, text) to authenticated;

create function private.unblock_dates(hold_id uuid)
returns public.unit_holds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  hold public.unit_holds;
begin
  select h.* into hold from public.unit_holds as h
  where h.id = hold_id and h.is_block and h.org_id in (select private.my_org_ids('properties.read'))
  for update;
  if not found then
    perform private.raise_problem('unit_hold.not_found', 'Cannot find closed days among your units', 404,
      jsonb_build_object('field', 'hold_id'));
  end if;
  perform private.require_permission(hold.org_id, 'properties.write');
  if hold.status = 'active' then
    perform private.move_hold(hold.id, 'released', 'Opened again');
    hold.status := 'released';
  end if;
  return hold;
end
$$;
comment on function private.unblock_dates(uuid) is 'Checks the caller, then opens closed days again.';
grant execute on function private.unblock_dates(uuid) to authenticated;

create function public.unblock_dates(hold_id uuid)
returns public.unit_holds
language sql
set search_path = ''
as $$
  select private.limit_person('unblock_dates');
  select private.unblock_dates(hold_id)
$$;
comment on function public.unblock_dates(uuid) is
  'Opens days that block_dates() closed. Safe to repeat. Errors: unit_hold.not_found 404, auth.forbidden 403.';
grant execute on function public.unblock_dates(uuid) to authenticated;

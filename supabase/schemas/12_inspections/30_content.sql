-- What stays as it is once an inspection is offered for signing, the text that is signed, and who is told.

create function private.require_open_inspection(status public.inspection_status)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if status is null or status not in ('draft', 'disputed') then
    perform private.raise_problem('inspection.frozen',
      format('Cannot change the inspection: it is %s, and what is signed stays as it is', status), 409,
      jsonb_build_object('field', 'inspection_id'));
  end if;
end
$$;
comment on function private.require_open_inspection(public.inspection_status) is
  'Refuses (409 inspection.frozen) unless the inspection is being recorded or corrected.';

create function private.before_inspection_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op = 'DELETE' then
    perform private.require_open_inspection(old.status);
    return old;
  end if;
  -- First, so that a wrong move is told as one.
  perform private.admit_move('inspection', new.org_id, new.id, old.status::text, new.status::text);
  if tg_op = 'UPDATE' and ((new.org_id, new.tenancy_id, new.kind, new.inspected_on, new.note, new.meter_readings)
    is distinct from (old.org_id, old.tenancy_id, old.kind, old.inspected_on, old.note, old.meter_readings)
    or ((new.round, new.content_hash) is distinct from (old.round, old.content_hash)
      and (new.status <> 'ready' or old.status = 'ready')))
  then
    perform private.require_open_inspection(old.status);
  end if;
  return new;
end
$$;
comment on function private.before_inspection_written() is
  'Trigger: moves as its machine allows, and an offered inspection says what it said, for every role. Error: inspection.frozen 409.';
create trigger before_inspection_written before insert or update or delete on public.inspections
  for each row execute function private.before_inspection_written();

create function private.keep_inspection_item()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  inspection_status public.inspection_status;
  its_inspection uuid := case when tg_op = 'DELETE' then old.inspection_id else new.inspection_id end;
begin
  -- Locked, so that it is not offered at this moment without the change.
  select inspection.status into inspection_status
  from public.inspections as inspection
  where inspection.id = its_inspection
  for share;
  perform private.require_open_inspection(inspection_status);
  if tg_op = 'DELETE' then
    return old;
  end if;
  if tg_op = 'UPDATE' and new.inspection_id <> old.inspection_id then
    perform private.raise_problem('record.append_only', 'Cannot move an item to another inspection', 409);
  end if;
  return new;
end
$$;
comment on function private.keep_inspection_item() is
  'Trigger: items change only while their inspection is recorded or corrected. Error: inspection.frozen 409.';
create trigger keep_inspection_item before insert or update or delete on public.inspection_items
  for each row execute function private.keep_inspection_item();

create function private.keep_inspection_photo()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  inspection_status public.inspection_status;
begin
  if tg_op = 'DELETE' then
    perform private.raise_problem('record.append_only', 'Cannot delete a photo of an inspection: it is evidence', 409);
  end if;
  select inspection.status into inspection_status
  from public.inspections as inspection
  where inspection.id = new.inspection_id
  for share;
  if tg_op = 'UPDATE' then
    -- Only an item that leaves the list takes its photos out of it.
    if new.item_id is not null or to_jsonb(new) - 'item_id' <> to_jsonb(old) - 'item_id' then
      perform private.raise_problem('record.append_only', 'Cannot change a photo of an inspection: it is evidence', 409);
    end if;
    perform private.require_open_inspection(inspection_status);
  elsif new.side = 'owner' then
    perform private.require_open_inspection(inspection_status);
  elsif inspection_status is distinct from 'ready' then
    perform private.raise_problem('inspection.not_ready',
      format('Cannot add a photo to your remarks: the inspection is %s', inspection_status), 409,
      jsonb_build_object('field', 'inspection_id'));
  end if;
  return new;
end
$$;
comment on function private.keep_inspection_photo() is
  'Trigger: the owner''s photos come while it is recorded, the tenants'' while it is offered, and none goes. Errors: inspection.frozen, inspection.not_ready, record.append_only 409.';
create trigger keep_inspection_photo before insert or update or delete on public.inspection_photos
  for each row execute function private.keep_inspection_photo();

create function private.inspection_content(inspection_id uuid, round integer)
returns text
language sql
stable
set search_path = ''
as $$
  -- jsonb prints its keys in one order and its lists as they are ordered here: one content, one text.
  select jsonb_build_object(
    'inspection_id', inspection.id,
    'tenancy_id', inspection.tenancy_id,
    'kind', inspection.kind,
    'round', inspection_content.round,
    'place', jsonb_build_object(
      'unit', unit.label, 'street', property.street, 'area', property.area, 'lga', property.lga, 'state', property.state),
    'inspected_on', inspection.inspected_on,
    'note', inspection.note,
    'meter_readings', inspection.meter_readings,
    'items', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'position', item.position, 'room', item.room, 'item', item.item, 'condition', item.condition,
        'note', item.note, 'estimated_cost_kobo', item.estimated_cost_kobo) order by item.position), '[]')
      from public.inspection_items as item where item.inspection_id = inspection.id
    ),
    'photos', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'sha256', photo.sha256, 'position', item.position, 'caption', photo.caption,
        'taken_at', to_char(photo.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        ) order by photo.id), '[]')
      from public.inspection_photos as photo
      left join public.inspection_items as item on item.id = photo.item_id
      where photo.inspection_id = inspection.id and photo.side = 'owner'
    )
  )::text
  from public.inspections as inspection
  join public.tenancies as tenancy on tenancy.id = inspection.tenancy_id
  join public.units as unit on unit.id = tenancy.unit_id
  join public.properties as property on property.id = unit.property_id
  where inspection.id = inspection_content.inspection_id
$$;
comment on function private.inspection_content(uuid, integer) is
  'All that is offered for signing in a round, as JSON text whose SHA-256 is signed.';

-- Who is told ---------------------------------------------------------------------------------

create function private.notify_inspection()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  news text := case new.status when 'draft' then 'scheduled' else new.status::text end;
begin
  perform private.notify(
    array(
      select private.tenancy_users(new.tenancy_id)
      union
      select private.members_with(new.org_id, 'tenancies.write') where news in ('signed', 'disputed')
    ),
    new.org_id, 'inspection_' || news,
    case news
      when 'scheduled' then 'Your home is to be inspected'
      when 'ready' then 'An inspection is ready for you to sign'
      when 'signed' then 'An inspection was signed by both sides'
      when 'disputed' then 'An inspection is disputed'
      else 'An inspection was cancelled'
    end,
    new.id,
    jsonb_build_object('tenancy_id', new.tenancy_id, 'inspection_kind', new.kind, 'scheduled_for', new.scheduled_for, 'round', new.round),
    but_not => case when news = 'disputed' then (select auth.uid()) end);
  return null;
end
$$;
comment on function private.notify_inspection() is
  'Trigger: tells tenants of a routine visit, of what is ready to sign and of what was cancelled, and both sides of signed and disputed ones.';
create trigger notify_inspection_visit after insert on public.inspections
  for each row when (new.kind = 'routine') execute function private.notify_inspection();
create trigger notify_inspection after update of status on public.inspections
  for each row when (
    new.status <> old.status
    -- Of a draft that nobody was told of, nobody is told that it is gone.
    and (new.status <> 'cancelled' or old.round > 0 or old.kind = 'routine'))
  execute function private.notify_inspection();

-- Writing down what was seen: all items of an inspection at once, each checked by its field.

create function private.refuse_inspection_fact(field text, rule text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('inspection.bad_fact', format('Cannot save the inspection: %s %s', field, rule), 400,
    jsonb_build_object('field', field));
end
$$;
comment on function private.refuse_inspection_fact(text, text) is 'Refuses (400 inspection.bad_fact), naming the field and its rule.';

create function private.read_inspection_items(items jsonb, kind public.inspection_kind)
returns table (
  place smallint, room text, item text, condition public.item_condition, note text, estimated_cost_kobo bigint
)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  entry jsonb;
  at text;
  wrong text;
  seen text[] := '{}'::text[];
begin
  if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) > 300 then
    perform private.refuse_inspection_fact('items', 'must be a list of at most 300');
  end if;
  place := 0;
  for entry in select element.value from jsonb_array_elements(items) with ordinality as element order by element.ordinality
  loop
    at := 'items.' || place;
    place := place + 1;
    if jsonb_typeof(entry) <> 'object' then
      perform private.refuse_inspection_fact(at, 'must be an object');
    end if;
    select min(key) into wrong from jsonb_object_keys(entry) as key
    where key not in ('room', 'item', 'condition', 'note', 'estimated_cost_kobo');
    if wrong is not null then
      perform private.refuse_inspection_fact(at || '.' || wrong, 'is not known');
    end if;
    select min(key) into wrong from jsonb_each(entry) as fact (key, value)
    where (key in ('room', 'item') and jsonb_typeof(value) <> 'string')
      or (key in ('condition', 'note') and jsonb_typeof(value) not in ('string', 'null'))
      or (key = 'estimated_cost_kobo' and value <> 'null' and value::text !~ '^[0-9]{1,13}$');
    if wrong is not null then
      perform private.refuse_inspection_fact(at || '.' || wrong, 'has the wrong type');
    end if;
    room := btrim(entry ->> 'room');
    item := btrim(entry ->> 'item');
    note := private.tidy_text(nullif(btrim(entry ->> 'note'), ''));
    estimated_cost_kobo := (entry ->> 'estimated_cost_kobo')::bigint;
    if room is null or length(room) not between 1 and 60 then
      perform private.refuse_inspection_fact(at || '.room', 'must have 1 to 60 characters');
    end if;
    if item is null or length(item) not between 1 and 80 then
      perform private.refuse_inspection_fact(at || '.item', 'must have 1 to 80 characters');
    end if;
    wrong := case when not private.is_line(room) then 'room' when not private.is_line(item) then 'item'
      when not private.is_prose(note) then 'note' end;
    if wrong is not null then
      perform private.refuse_inspection_fact(at || '.' || wrong, 'holds what cannot be read');
    end if;
    if lower(room) || E'\n' || lower(item) = any (seen) then
      perform private.refuse_inspection_fact(at || '.item', 'is in that room already');
    end if;
    seen := seen || (lower(room) || E'\n' || lower(item));
    if entry ->> 'condition' <> all (enum_range(null::public.item_condition)::text[]) then
      perform private.refuse_inspection_fact(at || '.condition', 'must be good, fair, poor, damaged or missing');
    end if;
    condition := (entry ->> 'condition')::public.item_condition;
    if length(note) > 500 then
      perform private.refuse_inspection_fact(at || '.note', 'must have at most 500 characters');
    end if;
    if estimated_cost_kobo > 1000000000000
      or (estimated_cost_kobo is not null and (kind <> 'move_out' or coalesce(condition, 'good') in ('good', 'fair')))
    then
      perform private.refuse_inspection_fact(at || '.estimated_cost_kobo',
        'is for what is poor, damaged or missing at moving out, and at most 10 billion naira');
    end if;
    return next;
  end loop;
end
$$;
comment on function private.read_inspection_items(jsonb, public.inspection_kind) is
  'The items of a list as rows, in its order. The first wrong field is named by its place from 0, such as items.3.condition. Error: inspection.bad_fact 400.';

create function private.read_meter_readings(readings jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  entry jsonb;
  at text;
  place integer := 0;
  wrong text;
  read jsonb := '[]'::jsonb;
begin
  if jsonb_typeof(readings) is distinct from 'array' or jsonb_array_length(readings) > 20 then
    perform private.refuse_inspection_fact('meter_readings', 'must be a list of at most 20');
  end if;
  for entry in select element.value from jsonb_array_elements(readings) with ordinality as element order by element.ordinality
  loop
    at := 'meter_readings.' || place;
    place := place + 1;
    if jsonb_typeof(entry) <> 'object' then
      perform private.refuse_inspection_fact(at, 'must be an object');
    end if;
    select min(key) into wrong from jsonb_object_keys(entry) as key where key not in ('meter', 'number', 'value', 'unit');
    if wrong is not null then
      perform private.refuse_inspection_fact(at || '.' || wrong, 'is not known');
    end if;
    if coalesce(entry ->> 'meter', '') not in ('electricity', 'water', 'gas', 'diesel') then
      perform private.refuse_inspection_fact(at || '.meter', 'must be electricity, water, gas or diesel');
    end if;
    if coalesce(jsonb_typeof(entry -> 'value'), '') <> 'number'
      or (entry ->> 'value')::numeric not between 0 and 1000000000
    then
      perform private.refuse_inspection_fact(at || '.value', 'must be a number from 0 to 1,000,000,000');
    end if;
    select min(key) into wrong from jsonb_each(entry) as fact (key, value)
    where key in ('number', 'unit') and value <> 'null'
      and (jsonb_typeof(value) <> 'string' or length(value #>> '{}') not between 1 and 40 or not private.is_line(value #>> '{}'));
    if wrong is not null then
      perform private.refuse_inspection_fact(at || '.' || wrong, 'must have 1 to 40 characters that can be read');
    end if;
    read := read || jsonb_build_array(jsonb_strip_nulls(entry));
  end loop;
  return read;
end
$$;
comment on function private.read_meter_readings(jsonb) is 'Meter readings as they are kept. Error: inspection.bad_fact 400.';

create function private.replace_inspection_items(org_id uuid, inspection_id uuid, kind public.inspection_kind, items jsonb)
returns void
language sql
set search_path = ''
as $$
  -- Items that keep their room and name keep their photos.
  with wanted as materialized (
    select * from private.read_inspection_items(items, kind)
  ), gone as (
    delete from public.inspection_items as known
    where known.inspection_id = replace_inspection_items.inspection_id and not exists (
      select from wanted where lower(wanted.room) = lower(known.room) and lower(wanted.item) = lower(known.item)
    )
  )
  insert into public.inspection_items as known
    (org_id, inspection_id, position, room, item, condition, note, estimated_cost_kobo)
  select replace_inspection_items.org_id, replace_inspection_items.inspection_id, wanted.place, wanted.room, wanted.item,
    wanted.condition, wanted.note, wanted.estimated_cost_kobo
  from wanted
  order by wanted.place
  on conflict (inspection_id, lower(room), lower(item)) do update
  set position = excluded.position, room = excluded.room, item = excluded.item, condition = excluded.condition,
    note = excluded.note, estimated_cost_kobo = excluded.estimated_cost_kobo
$$;
comment on function private.replace_inspection_items(uuid, uuid, public.inspection_kind, jsonb) is
  'Makes the items of an inspection those of the list, in its order.';

create function private.save_inspection(
  inspection_id uuid, items jsonb, meter_readings jsonb, note text, inspected_on public.calendar_date
)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.lock_inspection_to_write(inspection_id);
begin
  perform private.require_open_inspection(inspection.status);
  if length(btrim(note)) > 2000 then
    perform private.refuse_inspection_fact('note', 'must have at most 2,000 characters');
  end if;
  if inspected_on > private.lagos_date() or inspected_on < private.lagos_date() - 730 then
    perform private.refuse_inspection_fact('inspected_on', 'must be a day of the last two years');
  end if;
  if items <> 'null' then
    perform private.replace_inspection_items(inspection.org_id, inspection.id, inspection.kind, items);
  end if;
  update public.inspections as i
  set meter_readings = case when coalesce(meter_readings, 'null') = 'null' then i.meter_readings
      else private.read_meter_readings(meter_readings) end,
    note = case when note is null then i.note else nullif(btrim(note), '') end,
    inspected_on = coalesce(inspected_on, i.inspected_on)
  where i.id = inspection.id
  returning i.* into inspection;
  return inspection;
end
$$;
comment on function private.save_inspection(uuid, jsonb, jsonb, text, public.calendar_date) is 'See public.save_inspection.';
create function public.save_inspection(
  inspection_id uuid, items jsonb default null, meter_readings jsonb default null, note text default null,
  inspected_on text default null
)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('save_inspection');
  select private.save_inspection(
    inspection_id, private.tidy_json(items), private.tidy_json(meter_readings), private.read_prose('note', note),
    private.read_date('inspected_on', inspected_on))
$$;
comment on function public.save_inspection(uuid, jsonb, jsonb, text, text) is
  'Writes down what was seen, while it is recorded or corrected. Items are replaced as a whole: [{"room", "item", "condition", "note", "estimated_cost_kobo"}]; readings too: [{"meter", "number", "value", "unit"}]. What is left out stays; an empty note is none. Errors: inspection.not_found 404, auth.forbidden 403, inspection.bad_fact 400 with the field, such as items.3.condition, inspection.frozen 409.';
grant execute on function private.save_inspection(uuid, jsonb, jsonb, text, public.calendar_date),
  public.save_inspection(uuid, jsonb, jsonb, text, text) to authenticated;

-- Moving in and moving out --------------------------------------------------------------------

create view public.inspection_comparison with (security_invoker = on) as
select
  move_out.org_id,
  move_out.tenancy_id,
  move_in.id as move_in_id,
  move_out.id as move_out_id,
  compared.room,
  compared.item,
  compared.condition_in,
  compared.condition_out,
  coalesce(compared.condition_out > compared.condition_in, false) as is_worse,
  compared.estimated_cost_kobo,
  case when compared.condition_out > compared.condition_in then coalesce(compared.estimated_cost_kobo, 0) else 0 end
    as estimated_deduction_kobo,
  compared.position
from public.inspections as move_out
left join public.inspections as move_in
  on move_in.id = private.move_in_of(move_out.tenancy_id)
cross join lateral (
  select coalesce(after.room, before.room) as room, coalesce(after.item, before.item) as item,
    before.condition as condition_in, after.condition as condition_out, after.estimated_cost_kobo,
    coalesce(after.position, before.position) as position
  from (select * from public.inspection_items as i where i.inspection_id = move_out.id) as after
  full join (select * from public.inspection_items as i where i.inspection_id = move_in.id) as before
    on lower(before.room) = lower(after.room) and lower(before.item) = lower(after.item)
) as compared
where move_out.kind = 'move_out' and move_out.status <> 'cancelled';
comment on view public.inspection_comparison is
  'Each item at moving in (as signed) and at moving out. is_worse: worse than it was; only then its estimated cost, in kobo, is an estimated deduction: what was not recorded at moving in is not the tenant''s.';
grant select on public.inspection_comparison to authenticated, service_role;

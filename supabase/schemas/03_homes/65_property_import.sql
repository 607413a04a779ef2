-- Properties and units from a spreadsheet: good rows go in, bad rows are explained, nothing is half-done.

create table public.property_imports (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  file_name text check (private.is_line(file_name) and length(file_name) between 1 and 200),
  row_count integer not null,
  created_count integer not null,
  already_there_count integer not null,
  refused_count integer not null,
  report jsonb not null,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  constraint property_imports_counts_check
    check (row_count = created_count + already_there_count + refused_count and row_count between 1 and 2000)
);
comment on table public.property_imports is 'Each import of properties and units, and what became of each row. Append-only.';
comment on column public.property_imports.id is 'Time-ordered identifier.';
comment on column public.property_imports.org_id is 'The organization that got the units.';
comment on column public.property_imports.file_name is 'Name of the file, as the sender gave it.';
comment on column public.property_imports.row_count is 'Rows sent, at most 2,000.';
comment on column public.property_imports.created_count is 'Rows that made a unit.';
comment on column public.property_imports.already_there_count is 'Rows whose unit was there before.';
comment on column public.property_imports.refused_count is 'Rows that were refused.';
comment on column public.property_imports.report is 'For each row: row_number, outcome, property_id, unit_id, problems [{field, message}].';
comment on column public.property_imports.created_by is 'The member who sent it.';
comment on column public.property_imports.created_at is 'When, UTC.';
create index property_imports_org_id_idx on public.property_imports (org_id, id);
create index property_imports_created_by_idx on public.property_imports (created_by);
alter table public.property_imports enable row level security;
grant select on public.property_imports to authenticated, service_role;
create policy property_imports_select on public.property_imports for select to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.read'))));
create trigger refuse_change before delete on public.property_imports
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.property_imports
  for each statement execute function private.refuse_change();

create index properties_name_idx on public.properties (org_id, lower(btrim(name)));

create function private.import_disagreements(read private.import_row[])
returns jsonb
language sql
immutable
set search_path = ''
as $$
  with good as (
    select * from unnest(read) where problems = '[]'
  ), compared as (
    select good.row_number, fact.field, first.row_number as first_row
    from good
    join (select distinct on (property_key) * from good order by property_key, row_number) as first using (property_key)
    cross join lateral (values
      ('kind', good.kind = first.kind), ('use', good.use = first.use), ('lga', lower(good.lga) = lower(first.lga)),
      ('longitude', good.longitude is not distinct from first.longitude),
      ('latitude', good.latitude is not distinct from first.latitude)
    ) as fact (field, agrees)
    where not fact.agrees
  )
  select coalesce(jsonb_object_agg(row_number, problems), '{}')
  from (
    select row_number, jsonb_agg(jsonb_build_object('field', field,
      'message', format('Row %s says otherwise of the same property', first_row))) as problems
    from compared
    group by row_number
  ) as disagreeing
$$;
comment on function private.import_disagreements(private.import_row[]) is
  'Rows that say of a property what its first good row does not: {row_number: problems}.';

create function private.imported_property_id(org_id uuid, line private.import_row)
returns uuid
language sql
set search_path = ''
as $$
  select property.id
  from public.properties as property
  where property.org_id = imported_property_id.org_id
    and lower(btrim(property.name)) = lower(line.property_name)
    and lower(btrim(property.street)) = lower(line.street)
    and lower(btrim(property.area)) = lower(line.area)
    and property.state = line.state
  order by property.id
  limit 1
  for key share
$$;
comment on function private.imported_property_id(uuid, private.import_row) is
  'The organization''s property of a row, kept from deletion until the transaction ends; null when there is none yet.';

create function private.import_properties(org_id uuid, rows jsonb, file_name text)
returns table (row_number integer, outcome text, property_id uuid, unit_id uuid, problems jsonb)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  read private.import_row[];
  disagreements jsonb;
  homes uuid[];
  made uuid[];
  report jsonb;
begin
  perform private.require_permission(org_id, 'properties.write');
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) = 0 then
    perform private.raise_problem('import.bad_rows', 'Cannot import: rows must be a list with at least one row', 400,
      jsonb_build_object('field', 'rows'));
  end if;
  if jsonb_array_length(rows) > 2000 then
    perform private.raise_problem('import.too_many_rows', 'Cannot import more than 2,000 rows at once', 400,
      jsonb_build_object('field', 'rows'));
  end if;
  -- Imports of an organization go one after the other, so that the same file sent twice makes everything once.
  perform pg_advisory_xact_lock(hashtextextended('property_import:' || org_id, 0));

  select array_agg(private.read_import_row(sent.cells, sent.place::integer) order by sent.place)
  into read
  from jsonb_array_elements(rows) with ordinality as sent (cells, place);
  disagreements := private.import_disagreements(read);

  insert into public.properties (org_id, kind, use, name, street, area, lga, state, landmark, longitude, latitude)
  select org_id, fresh.kind, fresh.use, fresh.property_name, fresh.street, fresh.area, fresh.lga, fresh.state,
    fresh.landmark, fresh.longitude, fresh.latitude
  from (
    select distinct on (line.property_key) line.*
    from unnest(read) as line
    where line.problems = '[]' and not disagreements ? line.row_number::text
    order by line.property_key, line.row_number
  ) as fresh
  where private.imported_property_id(org_id, fresh::private.import_row) is null
  order by fresh.row_number;

  select array_agg(
    case when line.problems = '[]' and not disagreements ? line.row_number::text
      then private.imported_property_id(org_id, line::private.import_row) end
    order by line.row_number)
  into homes
  from unnest(read) as line;

  with inserted as (
    insert into public.units (
      org_id, property_id, label, kind, bedrooms, bathrooms, floor_area_sqm, features, is_furnished)
    select org_id, homes[fresh.row_number], fresh.unit_label, fresh.unit_kind, fresh.bedrooms, fresh.bathrooms,
      fresh.floor_area_sqm, fresh.features, fresh.is_furnished
    from (
      select distinct on (homes[line.row_number], line.unit_key) line.*
      from unnest(read) as line
      where homes[line.row_number] is not null
      order by homes[line.row_number], line.unit_key, line.row_number
    ) as fresh
    where not exists (
      select from public.units as known
      where known.org_id = org_id and known.property_id = homes[fresh.row_number]
        and lower(btrim(known.label)) = fresh.unit_key
    )
    order by fresh.row_number
    on conflict do nothing
    returning units.id
  )
  select coalesce(array_agg(inserted.id), '{}') into made from inserted;

  select jsonb_agg(jsonb_build_object(
    'row_number', told.row_number,
    'outcome', case
      when told.home_id is null then 'refused'
      -- The unit of a row that comes again in the file was made by the first.
      when told.unit_id = any (made) and told.turn = 1 then 'created'
      else 'already_there' end,
    'property_id', told.home_id,
    'unit_id', told.unit_id,
    'problems', told.problems
    ) order by told.row_number)
  into report
  from (
    select line.row_number, homes[line.row_number] as home_id, known.id as unit_id,
      row_number() over (partition by known.id order by line.row_number) as turn,
      case when line.problems = '[]' then coalesce(disagreements -> line.row_number::text, '[]')
        else line.problems end as problems
    from unnest(read) as line
    left join lateral (
      select unit.id
      from public.units as unit
      where unit.org_id = org_id and unit.property_id = homes[line.row_number]
        and lower(btrim(unit.label)) = line.unit_key
      order by unit.id
      limit 1
    ) as known on true
  ) as told;

  insert into public.property_imports (
    org_id, file_name, row_count, created_count, already_there_count, refused_count, report, created_by)
  select org_id, nullif(left(btrim(file_name), 200), ''), count(*),
    count(*) filter (where line ->> 'outcome' = 'created'),
    count(*) filter (where line ->> 'outcome' = 'already_there'),
    count(*) filter (where line ->> 'outcome' = 'refused'),
    report, auth.uid()
  from jsonb_array_elements(report) as line;

  return query
  select line.row_number, line.outcome, line.property_id, line.unit_id, line.problems
  from jsonb_to_recordset(report)
    as line (row_number integer, outcome text, property_id uuid, unit_id uuid, problems jsonb)
  order by line.row_number;
end
$$;
comment on function private.import_properties(uuid, jsonb, text) is 'See public.import_properties.';

create function public.import_properties(org_id uuid, rows jsonb, file_name text default null)
returns table (row_number integer, outcome text, property_id uuid, unit_id uuid, problems jsonb)
language sql
set search_path = ''
as $$
  select private.limit_person('import_properties');
  select * from private.import_properties(org_id, private.tidy_json(rows), private.read_line('file_name', file_name))
$$;
comment on function public.import_properties(uuid, jsonb, text) is
  'Adds up to 2,000 units with their properties: rows is a list of objects whose keys are property_name, kind, use, street, area, lga, state, landmark, longitude, latitude, unit_label, unit_kind, bedrooms, bathrooms, floor_area_sqm, features (separated by semicolons) and furnished (yes or no), as text. Answers for each row, from 1: created, already_there (nothing changed) or refused with every problem [{field, message}]. A refused row leaves nothing; the same rows again change nothing. Kept in property_imports. Errors: auth.forbidden 403, import.bad_rows 400, import.too_many_rows 400.';
grant execute on function private.import_properties(uuid, jsonb, text), public.import_properties(uuid, jsonb, text)
  to authenticated;

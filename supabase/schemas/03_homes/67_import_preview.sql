-- What an import would make: the import itself is done and taken back, so that both go by the same rules, whatever those become.

create function private.preview_property_import(org_id uuid, rows jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  report jsonb;
begin
  begin
    select jsonb_agg(to_jsonb(line)) into report from private.import_properties(org_id, rows, null) as line;
    -- Everything that was written, locked, counted and told goes with this block; what was found stays in the variable.
    raise sqlstate 'EST00' using message = 'Taken back: it was to be looked at only';
  exception when sqlstate 'EST00' then
    null;
  end;
  return (
    select jsonb_agg(jsonb_build_object(
      'row_number', told.row_number,
      'outcome', told.outcome,
      'makes_property', told.property_id is not null and property.id is null and told.turn = 1,
      'property_id', property.id,
      'unit_id', unit.id,
      'problems', told.problems) order by told.row_number)
    from (
      select line.*, row_number() over (partition by line.property_id order by line.row_number) as turn
      from jsonb_to_recordset(report)
        as line (row_number integer, outcome text, property_id uuid, unit_id uuid, problems jsonb)
    ) as told
    left join public.properties as property on property.org_id = org_id and property.id = told.property_id
    left join public.units as unit on unit.org_id = org_id and unit.id = told.unit_id);
end
$$;
comment on function private.preview_property_import(uuid, jsonb) is
  'Does private.import_properties() and takes all of it back. Holds what an import locks while it looks, and nothing afterwards.';

create function public.preview_property_import(org_id uuid, rows jsonb)
returns jsonb
language sql
set search_path = ''
as $$
  select private.limit_person('preview_property_import');
  select private.preview_property_import(org_id, private.tidy_json(rows))
$$;
comment on function public.preview_property_import(uuid, jsonb) is
  'What import_properties() would do with the same rows now; nothing is written. For each row, from 1: row_number, outcome (created, already_there or refused), makes_property (it is the first row of a property that would be made), property_id and unit_id (of what is there already, else null) and problems [{field, message}]. Errors: auth.forbidden 403, import.bad_rows 400, import.too_many_rows 400.';
grant execute on function private.preview_property_import(uuid, jsonb), public.preview_property_import(uuid, jsonb)
  to authenticated;

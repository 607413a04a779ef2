-- Reading one row of an owner's spreadsheet: every cell is read as people write it, and everything that is
-- wrong with the row is said at once.

create type private.import_row as (
  row_number integer,
  problems jsonb,
  property_key text,
  unit_key text,
  property_name text,
  kind public.property_kind,
  use public.property_use,
  street text,
  area text,
  lga text,
  state text,
  landmark text,
  longitude double precision,
  latitude double precision,
  unit_label text,
  unit_kind public.unit_kind,
  bedrooms smallint,
  bathrooms smallint,
  floor_area_sqm numeric,
  features public.feature[],
  is_furnished boolean
);
comment on type private.import_row is 'One row of an import as read: a cell that cannot be read is null and named in problems ([{field, message}]).';

create function private.import_word(written text)
returns text
language sql
immutable
set search_path = ''
as $$
  select nullif(regexp_replace(lower(btrim(written)), '[\s_-]+', '_', 'g'), '')
$$;
comment on function private.import_word(text) is 'A word of a list as people write it: "Semi-Detached" is semi_detached. Null when empty.';

create function private.import_problem(field text, message text)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select jsonb_build_array(jsonb_build_object('field', field, 'message', message))
$$;
comment on function private.import_problem(text, text) is 'A list of one problem of a row.';

create function private.read_import_row(cells jsonb, row_number integer)
returns private.import_row
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  result private.import_row;
  problems jsonb := '[]'::jsonb;
  cell record;
  word text;
  unknown text;
begin
  result.row_number := row_number;
  if jsonb_typeof(cells) is distinct from 'object' then
    result.problems := private.import_problem('row', 'Write the row as columns with names');
    return result;
  end if;

  -- Words of the owner's own.
  for cell in
    select field, least_length, most_length, nullif(btrim(cells ->> field), '') as value
    from (values
      ('property_name', 1, 160), ('street', 3, 200), ('area', 2, 80), ('lga', 2, 80), ('state', 2, 40),
      ('landmark', 0, 160), ('unit_label', 1, 80)
    ) as texts (field, least_length, most_length)
  loop
    if cell.value is null then
      if cell.field <> 'landmark' then
        problems := problems || private.import_problem(cell.field, 'Is empty: fill it in');
      end if;
    elsif length(cell.value) not between cell.least_length and cell.most_length then
      problems := problems || private.import_problem(cell.field,
        format('Must have %s to %s characters', cell.least_length, cell.most_length));
    elsif not private.is_line(cell.value) then
      problems := problems || private.import_problem(cell.field, 'Holds what cannot be read: type it anew');
    else
      case cell.field
        when 'property_name' then result.property_name := cell.value;
        when 'street' then result.street := cell.value;
        when 'area' then result.area := cell.value;
        when 'lga' then result.lga := cell.value;
        when 'landmark' then result.landmark := cell.value;
        when 'unit_label' then result.unit_label := cell.value;
        else
          result.state := private.state_name(cell.value);
          if result.state is null then
            problems := problems || private.import_problem('state', 'Is not one of the 36 states or FCT');
          end if;
      end case;
    end if;
  end loop;

  -- Words of a list.
  for cell in
    select field, allowed, private.import_word(coalesce(nullif(btrim(cells ->> field), ''), standard)) as value
    from (values
      ('kind', null, enum_range(null::public.property_kind)::text[]),
      ('use', 'residential', enum_range(null::public.property_use)::text[]),
      ('unit_kind', null, enum_range(null::public.unit_kind)::text[]),
      ('furnished', 'no', '{yes,y,true,1,furnished,no,n,false,0,unfurnished}'::text[])
    ) as words (field, standard, allowed)
  loop
    if cell.value is null then
      problems := problems || private.import_problem(cell.field, 'Is empty: fill it in');
    elsif cell.value <> all (cell.allowed) then
      problems := problems || private.import_problem(cell.field,
        case when cell.field = 'furnished' then 'Write yes or no'
          else 'Must be one of ' || array_to_string(cell.allowed, ', ') end);
    else
      case cell.field
        when 'kind' then result.kind := cell.value::public.property_kind;
        when 'use' then result.use := cell.value::public.property_use;
        when 'unit_kind' then result.unit_kind := cell.value::public.unit_kind;
        else result.is_furnished := cell.value in ('yes', 'y', 'true', '1', 'furnished');
      end case;
    end if;
  end loop;

  -- Numbers.
  for cell in
    select field, label, from_value, to_value, nullif(btrim(cells ->> field), '') as value,
      case when cells ->> field ~ pattern then btrim(cells ->> field)::numeric end as number
    from (values
      ('longitude', 'degrees east, such as 3.3792, and in Nigeria', 2.5, 15, '^\s*\d{1,2}(\.\d{1,15})?\s*$'),
      ('latitude', 'degrees north, such as 6.5244, and in Nigeria', 4, 14, '^\s*\d{1,2}(\.\d{1,15})?\s*$'),
      ('bedrooms', 'a whole number from 0 to 50', 0, 50, '^\s*\d{1,3}\s*$'),
      ('bathrooms', 'a whole number from 0 to 50', 0, 50, '^\s*\d{1,3}\s*$'),
      ('floor_area_sqm', 'square metres over zero, without separators', 0.05, 99999999, '^\s*\d{1,8}(\.\d{1,15})?\s*$')
    ) as numbers (field, label, from_value, to_value, pattern)
  loop
    if cell.value is not null and coalesce(cell.number not between cell.from_value and cell.to_value, true) then
      problems := problems || private.import_problem(cell.field, 'Must be ' || cell.label);
    else
      case cell.field
        when 'longitude' then result.longitude := cell.number;
        when 'latitude' then result.latitude := cell.number;
        when 'bedrooms' then result.bedrooms := coalesce(cell.number, 0);
        when 'bathrooms' then result.bathrooms := coalesce(cell.number, 0);
        else result.floor_area_sqm := cell.number;
      end case;
      if cell.value is null and (
        (cell.field = 'longitude' and btrim(cells ->> 'latitude') <> '')
        or (cell.field = 'latitude' and btrim(cells ->> 'longitude') <> '')
      ) then
        problems := problems || private.import_problem(cell.field, 'A point needs longitude and latitude: fill in both or none');
      end if;
    end if;
  end loop;

  -- Features, separated by semicolons; an array is understood too.
  result.features := '{}';
  for word in
    select distinct private.import_word(written)
    from regexp_split_to_table(
      case jsonb_typeof(cells -> 'features')
        when 'array' then (select string_agg(item, ';') from jsonb_array_elements_text(cells -> 'features') as item)
        else cells ->> 'features'
      end, ';') as written
    order by 1
  loop
    if word = any (enum_range(null::public.feature)::text[]) then
      result.features := result.features || word::public.feature;
    elsif word is not null then
      unknown := concat_ws(', ', unknown, left(word, 40));
    end if;
  end loop;
  if unknown is not null then
    problems := problems || private.import_problem('features', 'Does not know: ' || left(unknown, 200));
  end if;

  result.problems := problems;
  result.property_key := lower(jsonb_build_array(result.property_name, result.street, result.area, result.state)::text);
  result.unit_key := lower(result.unit_label);
  return result;
end
$$;
comment on function private.read_import_row(jsonb, integer) is
  'Reads one row of an import; the same property is one with the same name, street, area and state, however its letters are cased.';

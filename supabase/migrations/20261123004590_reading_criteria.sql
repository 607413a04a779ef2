-- Reading criteria: a number of rooms or of kobo is whole, and what is left out costs nothing to read.
set lock_timeout = '5s';
set statement_timeout = '60s';

drop function private.criteria_number(jsonb, text, numeric, numeric, text);
create function private.criteria_number(
  criteria jsonb, field text, low numeric, high numeric, code text default 'search.bad_criteria', is_whole boolean default true)
returns numeric
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := criteria -> field;
begin
  if given is null or given = 'null' then
    return null;
  end if;
  if jsonb_typeof(given) <> 'number' or given::numeric not between low and high
    or is_whole and given::numeric <> trunc(given::numeric) then
    perform private.refuse_criteria(field,
      format('must be a %s from %s to %s', case when is_whole then 'whole number' else 'number' end, low, high), code);
  end if;
  return given::numeric;
end
$$;
comment on function private.criteria_number(jsonb, text, numeric, numeric, text, boolean) is
  'A number of the criteria within bounds, null when left out.';


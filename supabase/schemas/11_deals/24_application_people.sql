-- The people whom an application names: its household and its guarantors, checked field by field.

create function private.check_person(person jsonb, at text, keys text[])
returns void
language plpgsql
set search_path = ''
as $$
declare
  key text;
  told text;
  wrong text;
begin
  foreach key in array keys loop
    told := btrim(person ->> key);
    wrong := case
      when jsonb_typeof(person -> key) not in ('string', 'null') then 'must be text'
      when key = 'email' and coalesce(told, '') = '' then null
      when coalesce(told, '') = '' then 'is missing'
      when not private.is_line(told) then 'holds what cannot be read'
      when key = 'full_name' and length(told) not between 2 and 120 then 'must have 2 to 120 characters'
      when key = 'relationship' and length(told) not between 2 and 60 then 'must have 2 to 60 characters'
      when key = 'age' and told not in ('adult', 'child') then 'must be adult or child'
      when key = 'phone' and told !~ '^\+[1-9][0-9]{7,14}$' then 'must be written as +2348031234567'
      when key = 'email' and (told !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(told) > 254) then 'is not an address'
    end;
    if wrong is not null then
      perform private.raise_problem('application.bad_fact', format('Cannot save: %s%s %s', at, key, wrong),
        400, jsonb_build_object('field', at || key));
    end if;
  end loop;
end
$$;
comment on function private.check_person(jsonb, text, text[]) is
  'Refuses a person who cannot be kept, naming the field by what stands before it, as household.0.full_name. Error: application.bad_fact 400.';

create function private.check_people(people jsonb, list text, keys text[], most integer)
returns void
language plpgsql
set search_path = ''
as $$
declare
  person jsonb;
  key text;
  place integer := 0;
begin
  if jsonb_typeof(people) is distinct from 'array' or jsonb_array_length(people) > most then
    perform private.raise_problem('application.bad_fact', format('Cannot save: %s must be a list of at most %s people', list, most),
      400, jsonb_build_object('field', list));
  end if;
  for person in select value from jsonb_array_elements(people) loop
    if jsonb_typeof(person) <> 'object' then
      perform private.raise_problem('application.bad_fact', format('Cannot save: %s.%s must be an object', list, place),
        400, jsonb_build_object('field', list || '.' || place));
    end if;
    -- Nothing is kept that nobody asked for.
    select given into key from jsonb_object_keys(person) as given where not given = any (keys) order by given limit 1;
    if found then
      perform private.raise_problem('application.bad_fact', format('Cannot save: %s.%s takes no %s, only %s', list, place, left(key, 40), array_to_string(keys, ', ')),
        400, jsonb_build_object('field', list || '.' || place || '.' || left(key, 40)));
    end if;
    perform private.check_person(person, format('%s.%s.', list, place), keys);
    place := place + 1;
  end loop;
end
$$;
comment on function private.check_people(jsonb, text, text[], integer) is
  'Refuses a list of people that cannot be kept, naming the field as household.0.full_name. Error: application.bad_fact 400.';

create function private.save_household(application public.applications, household jsonb)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.check_people(household, 'household', array['full_name', 'relationship', 'age'], 20);
  delete from public.application_household as known where known.application_id = application.id;
  insert into public.application_household (org_id, application_id, full_name, relationship, age)
  select application.org_id, application.id, btrim(person ->> 'full_name'), btrim(person ->> 'relationship'),
    btrim(person ->> 'age')::public.household_age
  from jsonb_array_elements(household) with ordinality as listed (person, place)
  order by place;
end
$$;
comment on function private.save_household(public.applications, jsonb) is 'Writes the household anew. Error: application.bad_fact 400.';

create function private.save_guarantors(application public.applications, guarantors jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
  twice integer;
begin
  perform private.check_people(guarantors, 'guarantors', array['full_name', 'phone', 'email', 'relationship'], 4);
  select listed.place - 1 into twice
  from (
    select place, row_number() over (partition by btrim(person ->> 'phone') order by place) as nth
    from jsonb_array_elements(guarantors) with ordinality as given (person, place)
  ) as listed
  where listed.nth > 1
  order by listed.place limit 1;
  if found then
    perform private.raise_problem('application.bad_fact', format('Cannot save: guarantors.%s.phone is another guarantor''s', twice),
      400, jsonb_build_object('field', format('guarantors.%s.phone', twice)));
  end if;
  -- Who is named as before keeps their token and their answer; somebody else begins anew.
  delete from public.application_guarantors as known
  where known.application_id = application.id and not exists (
    select from jsonb_array_elements(guarantors) as person
    where btrim(person ->> 'phone') = known.phone and btrim(person ->> 'full_name') = known.full_name
      and nullif(lower(btrim(person ->> 'email')), '') is not distinct from known.email
  );
  insert into public.application_guarantors (org_id, application_id, full_name, phone, email, relationship)
  select application.org_id, application.id, btrim(person ->> 'full_name'), btrim(person ->> 'phone'),
    nullif(lower(btrim(person ->> 'email')), ''), btrim(person ->> 'relationship')
  from jsonb_array_elements(guarantors) with ordinality as listed (person, place)
  order by place
  on conflict (application_id, phone) do update set relationship = excluded.relationship
  where application_guarantors.relationship <> excluded.relationship;
end
$$;
comment on function private.save_guarantors(public.applications, jsonb) is
  'Writes the guarantors; one whose name, number and address stay keeps token and answer. Error: application.bad_fact 400.';

-- Addresses as Nigerians write them: estate, house number, postcode where one is used, and a state by its one
-- name; how exact the point is; and the whole address for those to whom it may be told.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.nigerian_states (
  code text primary key check (code ~ '^[A-Z]{2}$'),
  name text not null unique check (length(name) between 2 and 40),
  also_called text[] not null default '{}'
);
comment on table public.nigerian_states is 'The 36 states and the Federal Capital Territory. Reference data, changed by migrations only.';
comment on column public.nigerian_states.code is 'ISO 3166-2:NG, without the country.';
comment on column public.nigerian_states.name is 'The name that properties carry.';
comment on column public.nigerian_states.also_called is 'Other names that are understood, lower case.';

insert into public.nigerian_states (code, name) values
  ('AB', 'Abia'), ('AD', 'Adamawa'), ('AK', 'Akwa Ibom'), ('AN', 'Anambra'), ('BA', 'Bauchi'), ('BY', 'Bayelsa'),
  ('BE', 'Benue'), ('BO', 'Borno'), ('CR', 'Cross River'), ('DE', 'Delta'), ('EB', 'Ebonyi'), ('ED', 'Edo'),
  ('EK', 'Ekiti'), ('EN', 'Enugu'), ('FC', 'FCT'), ('GO', 'Gombe'), ('IM', 'Imo'), ('JI', 'Jigawa'),
  ('KD', 'Kaduna'), ('KN', 'Kano'), ('KT', 'Katsina'), ('KE', 'Kebbi'), ('KO', 'Kogi'), ('KW', 'Kwara'),
  ('LA', 'Lagos'), ('NA', 'Nasarawa'), ('NI', 'Niger'), ('OG', 'Ogun'), ('ON', 'Ondo'), ('OS', 'Osun'),
  ('OY', 'Oyo'), ('PL', 'Plateau'), ('RI', 'Rivers'), ('SO', 'Sokoto'), ('TA', 'Taraba'), ('YO', 'Yobe'),
  ('ZA', 'Zamfara');
update public.nigerian_states set also_called = '{abuja,federal capital territory,f.c.t.,fct abuja,abuja fct}' where code = 'FC';
update public.nigerian_states set also_called = '{nassarawa}' where code = 'NA';

alter table public.nigerian_states enable row level security;
grant select on public.nigerian_states to anon, authenticated, service_role;
create policy nigerian_states_select on public.nigerian_states for select to anon, authenticated using (true);

create function private.state_name(written text)
returns text
language sql
stable
set search_path = ''
as $$
  select state.name
  from public.nigerian_states as state,
    regexp_replace(lower(btrim(written)), '\s+state$', '') as word
  where lower(state.name) = word or word = any (state.also_called)
$$;
comment on function private.state_name(text) is
  'The one name of a state as people write it ("lagos state", "Abuja"); null for one that does not exist.';
grant execute on function private.state_name(text) to authenticated, service_role;

create type public.location_precision as enum ('exact', 'street', 'area');
comment on type public.location_precision is 'What a property''s point marks: its gate, somewhere in its street, or only its area.';

alter table public.properties
  add column estate_name text check (length(btrim(estate_name)) between 2 and 160),
  add column house_number text check (length(btrim(house_number)) between 1 and 20),
  add column postcode text check (postcode ~ '^[0-9]{6}$'),
  add column location_precision public.location_precision not null default 'exact';
comment on column public.properties.street is 'Street; with the house number before it where house_number is not given.';
comment on column public.properties.estate_name is 'The estate or close it is in, as on its gate; null when in none.';
comment on column public.properties.house_number is 'Number, block or plot in the street, such as 14B or Plot 7; null when none is given or the street has it.';
comment on column public.properties.postcode is 'Six digits; few addresses have one.';
comment on column public.properties.location_precision is 'What the point marks: exact, street or area.';
comment on column public.properties.state is 'The state''s name in nigerian_states; other ways to write it are understood and corrected.';
grant insert (estate_name, house_number, postcode, location_precision),
  update (estate_name, house_number, postcode, location_precision) on public.properties to authenticated;

create function private.know_state()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  known text := private.state_name(new.state);
begin
  if known is null then
    perform private.raise_problem('property.unknown_state',
      format('Cannot use the state %s: write one of the 36 states or FCT', coalesce(new.state, '(none)')), 400,
      jsonb_build_object('field', 'state'));
  end if;
  new.state := known;
  return new;
end
$$;
comment on function private.know_state() is
  'Trigger: gives a state its one name. Error: property.unknown_state 400.';
create trigger know_state before insert or update of state on public.properties
  for each row execute function private.know_state();

-- Rows written before states were reference data; one with a state that does not exist stops here, for a person.
update public.properties set state = state where state not in (select name from public.nigerian_states);
alter table public.properties add constraint properties_state_fkey
  foreign key (state) references public.nigerian_states (name);
create index properties_state_idx on public.properties (state);

create function private.exact_place(unit_id uuid)
returns table (
  street text, house_number text, estate_name text, area text, lga text, state text, landmark text,
  longitude double precision, latitude double precision, "precision" public.location_precision
)
language sql
stable
set search_path = ''
as $$
  select property.street, property.house_number, property.estate_name, property.area, property.lga, property.state,
    property.landmark, extensions.st_x(property.location::extensions.geometry),
    extensions.st_y(property.location::extensions.geometry), property.location_precision
  from public.units as unit
  join public.properties as property on property.org_id = unit.org_id and property.id = unit.property_id
  where unit.id = exact_place.unit_id
$$;
comment on function private.exact_place(uuid) is
  'The whole address and exact point (WGS 84 degrees, null when unknown) of a unit. Asks nobody''s permission: the caller has made sure that the address may be told.';

-- Addresses as Nigerians write them: estate, house number, postcode where one is used, and a state by its one
-- name; how exact the point is; and the whole address for those to whom it may be told.

create table public.nigerian_states (
  code text primary key check (code ~ '^[A-Z]{2}$'),
  name text not null unique check (length(name) between 2 and 40),
  also_called text[] not null default '{}'
);
comment on table public.nigerian_states is 'The 36 states and the Federal Capital Territory. Reference data, changed by migrations only.';
comment on column public.nigerian_states.code is 'ISO 3166-2:NG, without the country.';
comment on column public.nigerian_states.name is 'The name that properties carry.';
comment on column public.nigerian_states.also_called is 'Other names that are understood, lower case.';

insert into public.nigerian_states (code, name, also_called) values
  ('AB', 'Abia', '{}'), ('AD', 'Adamawa', '{}'), ('AK', 'Akwa Ibom', '{}'), ('AN', 'Anambra', '{}'),
  ('BA', 'Bauchi', '{}'), ('BY', 'Bayelsa', '{}'), ('BE', 'Benue', '{}'), ('BO', 'Borno', '{}'),
  ('CR', 'Cross River', '{}'), ('DE', 'Delta', '{}'), ('EB', 'Ebonyi', '{}'), ('ED', 'Edo', '{}'),
  ('EK', 'Ekiti', '{}'), ('EN', 'Enugu', '{}'),
  ('FC', 'FCT', '{abuja,federal capital territory,f.c.t.,fct abuja,abuja fct}'), ('GO', 'Gombe', '{}'),
  ('IM', 'Imo', '{}'), ('JI', 'Jigawa', '{}'), ('KD', 'Kaduna', '{}'), ('KN', 'Kano', '{}'),
  ('KT', 'Katsina', '{}'), ('KE', 'Kebbi', '{}'), ('KO', 'Kogi', '{}'), ('KW', 'Kwara', '{}'),
  ('LA', 'Lagos', '{}'), ('NA', 'Nasarawa', '{nassarawa}'), ('NI', 'Niger', '{}'), ('OG', 'Ogun', '{}'),
  ('ON', 'Ondo', '{}'), ('OS', 'Osun', '{}'), ('OY', 'Oyo', '{}'), ('PL', 'Plateau', '{}'),
  ('RI', 'Rivers', '{}'), ('SO', 'Sokoto', '{}'), ('TA', 'Taraba', '{}'), ('YO', 'Yobe', '{}'),
  ('ZA', 'Zamfara', '{}');

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

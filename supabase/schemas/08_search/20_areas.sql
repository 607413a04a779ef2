-- Areas by the names that people search by.

create table public.areas (
  id uuid primary key default private.uuid_v7(),
  name text not null check (private.is_line(name) and length(btrim(name)) between 2 and 80),
  state text not null check (private.is_line(state) and length(btrim(state)) between 2 and 40),
  aliases text[] not null default '{}' check (cardinality(aliases) <= 20 and array_position(aliases, null) is null),
  boundary extensions.geometry (multipolygon, 4326) check (extensions.st_isvalid(boundary) and not extensions.st_isempty(boundary)),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  part_of text[] not null default '{}' check (cardinality(part_of) <= 10 and array_position(part_of, null) is null),
  unique (name, state)
);
comment on table public.areas is 'Areas and estates with their other names. Written in Studio. An area without a row is still found by its name.';
comment on column public.areas.id is 'Time-ordered identifier.';
comment on column public.areas.name is 'The name that properties of it carry, such as Lekki Phase 1.';
comment on column public.areas.state is 'State, or FCT.';
comment on column public.areas.aliases is 'What else people call it, such as VI.';
comment on column public.areas.boundary is 'Where it lies, WGS 84 degrees; null while nobody has drawn it, and then its listings are those that carry the name.';
comment on column public.areas.created_at is 'When it was added, UTC.';
comment on column public.areas.updated_at is 'Last change, UTC.';
comment on column public.areas.part_of is 'Larger places by which people mean it too, such as Lekki for Lekki Phase 1 and Chevron; its LGA and state need no mention.';
alter table public.areas enable row level security;
grant select on public.areas to anon, authenticated;
grant select, insert, update, delete on public.areas to service_role;
create policy areas_select_visitor on public.areas for select to anon using (true);
create policy areas_select on public.areas for select to authenticated using (true);
create trigger touch_updated_at before update on public.areas
  for each row execute function private.touch_updated_at();

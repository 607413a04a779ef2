-- Overviews that count over tens of thousands of listings, and that every visitor's first screen asks for: made ahead by
-- the clock, so that nobody waits for them. An ordinary table: a standby has it too, and where it is empty or old the
-- overview is made on the spot. Only what is crowded is kept; in a small market nothing is.

create type private.overview_kind as enum ('facets', 'tile');
comment on type private.overview_kind is 'Counts by every filter, or a square of the map.';

create table private.overviews (
  kind private.overview_kind not null,
  purpose public.listing_purpose not null,
  zoom smallint not null default 0 check (zoom between 0 and 22),
  x integer not null default 0 check (x >= 0),
  y integer not null default 0 check (y >= 0),
  body jsonb,
  made_at timestamptz not null default '-infinity',
  primary key (kind, purpose, zoom, x, y)
);
comment on table private.overviews is
  'Facets and map tiles of all published listings of a purpose: those of crowded places with their answers, and one ring further those that are not crowded, to be looked at again now and then. A tree: a crowded tile has its four quarters here.';
comment on column private.overviews.kind is 'Facets or a tile.';
comment on column private.overviews.purpose is 'Of which listings.';
comment on column private.overviews.zoom is 'Zoom of the tile; 0 for facets.';
comment on column private.overviews.x is 'Column of the tile; 0 for facets.';
comment on column private.overviews.y is 'Row of the tile; 0 for facets.';
comment on column private.overviews.body is 'The answer; null where it is not crowded, and made on the spot.';
comment on column private.overviews.made_at is 'When it was last made, UTC.';
create index overviews_made_at_idx on private.overviews (made_at);
alter table private.overviews enable row level security;

create function private.known_overview(kind private.overview_kind, criteria jsonb, zoom integer default 0, x integer default 0, y integer default 0)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select overview.body from private.overviews as overview
  where case jsonb_typeof(criteria) when 'object' then criteria - 'purpose' = '{}' end
    and overview.kind = known_overview.kind and overview.purpose::text = coalesce(criteria ->> 'purpose', 'rent')
    and overview.zoom = known_overview.zoom and overview.x = known_overview.x and overview.y = known_overview.y
    and overview.made_at > now() - interval '10 minutes'
$$;
comment on function private.known_overview(private.overview_kind, jsonb, integer, integer, integer) is
  'An overview that was made ahead and is at most ten minutes old; null when there is none, or the criteria name more than a purpose.';

create function private.renew_overviews(batch integer default 10, crowd integer default 20000)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  due private.overviews;
  made jsonb;
  renewed integer := 0;
begin
  if not exists (select from private.overviews) then
    insert into private.overviews (kind, purpose)
    select root, purpose from unnest(enum_range(null::private.overview_kind)) as root, unnest(enum_range(null::public.listing_purpose)) as purpose
    on conflict do nothing;
  end if;
  for due in
    select overview.* from private.overviews as overview
    where overview.made_at < now() - case when overview.body is null then interval '1 hour' else interval '3 minutes' end
    order by overview.made_at limit batch
    for update skip locked
  loop
    made := case due.kind
      when 'facets' then private.count_facets(jsonb_build_object('purpose', due.purpose))
      when 'tile' then private.draw_tile(due.zoom, due.x, due.y, jsonb_build_object('purpose', due.purpose))
    end;
    if coalesce(made ->> 'total', made ->> 'count')::integer <= crowd then
      made := null;
    end if;
    update private.overviews as overview set body = made, made_at = clock_timestamp()
    where (overview.kind, overview.purpose, overview.zoom, overview.x, overview.y) = (due.kind, due.purpose, due.zoom, due.x, due.y);
    if due.kind = 'tile' and made is not null and due.zoom < 22 then
      insert into private.overviews (kind, purpose, zoom, x, y)
      select 'tile', due.purpose, due.zoom + 1, 2 * due.x + quarter % 2, 2 * due.y + quarter / 2 from generate_series(0, 3) as quarter
      on conflict do nothing;
    elsif due.kind = 'tile' and due.body is not null then
      delete from private.overviews as overview
      where overview.kind = 'tile' and overview.purpose = due.purpose and overview.zoom > due.zoom
        and overview.x >> (overview.zoom - due.zoom) = due.x and overview.y >> (overview.zoom - due.zoom) = due.y;
    end if;
    renewed := renewed + 1;
  end loop;
  return renewed;
end
$$;
comment on function private.renew_overviews(integer, integer) is
  'Makes a batch of overviews anew, those kept every three minutes, the others every hour; keeps those of more than crowd listings. Returns how many. Run by pg_cron.';
select cron.schedule('renew-overviews', '* * * * *', private.in_batches('private.renew_overviews'));

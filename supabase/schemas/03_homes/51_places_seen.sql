-- What a reviewer saw when they looked at a title: where the property was, and what stood in it. A verdict counts for that. Where a
-- property is later written to be elsewhere, or something is put into it, the verdict says nothing of it until a reviewer looks
-- again; nothing is refused, and what is put back counts again. An owner who mends a slip of the keys in the street, writes
-- "Rd" for "Road" or moves the pin by a few houses needs nobody for it: only the state, the local government, the area, the
-- figures of the address, a street that is called something else, or a point more than 200 metres off make it another place.
-- It is always compared with what was seen and never with what was written last, so that many small steps lead nowhere.

create table private.places_seen (
  title_document_id uuid not null,
  property_id uuid not null,
  org_id uuid not null,
  is_covered boolean not null,
  street text not null,
  area text not null,
  lga text not null,
  state text not null,
  location extensions.geography (point, 4326),
  seen_at timestamptz not null default now(),
  primary key (title_document_id, property_id),
  foreign key (org_id, title_document_id) references public.title_documents (org_id, id) on delete cascade,
  foreign key (org_id, property_id) references public.properties (org_id, id) on delete cascade
);
comment on table private.places_seen is
  'Where a property, and each that stood in it, was when a reviewer saw its title document: what the search counts for. Written by private.see_places() only. No policies: functions only.';
comment on column private.places_seen.title_document_id is 'What was reviewed.';
comment on column private.places_seen.property_id is 'The property that it is about, or one that stood in that.';
comment on column private.places_seen.org_id is 'The organization of both.';
comment on column private.places_seen.is_covered is
  'Whether a search of the title counts for it too: the property itself, and what lay within it. Not what stood in it on paper and was elsewhere.';
comment on column private.places_seen.street is 'House number and street as they were.';
comment on column private.places_seen.area is 'Area as it was.';
comment on column private.places_seen.lga is 'Local government area as it was.';
comment on column private.places_seen.state is 'State as it was.';
comment on column private.places_seen.location is 'The exact point as it was; null when there was none.';
comment on column private.places_seen.seen_at is 'When, UTC.';
create index places_seen_document_idx on private.places_seen (org_id, title_document_id);
create index places_seen_property_idx on private.places_seen (org_id, property_id);
alter table private.places_seen enable row level security;

create function private.street_key(written text)
returns text[]
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- Figures, and letters that stand alone as in "14 B", tell houses apart; of the rest a slip is forgiven.
  return (
    select array[
      coalesce(string_agg(word, '' order by place) filter (where word ~ '[0-9]' or length(word) = 1), ''),
      coalesce(string_agg(case word
        when 'st' then 'street' when 'str' then 'street' when 'rd' then 'road' when 'ave' then 'avenue' when 'av' then 'avenue'
        when 'cl' then 'close' when 'cres' then 'crescent' when 'ln' then 'lane' when 'dr' then 'drive' when 'blvd' then 'boulevard'
        else word end, ' ' order by place) filter (where word !~ '[0-9]' and length(word) > 1 and word not in ('no', 'number')), '')]
    from regexp_split_to_table(private.folded(written), '[^a-z0-9]+') with ordinality as said (word, place)
    where word <> '');
end
$$;
comment on function private.street_key(text) is
  'An address for comparing: its figures, and its words as they are written in full, "14B Glover Rd." {14b,glover road}.';

create function private.is_one_slip(a text, b text)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
declare
  most integer := least(length(a), length(b));
  same_from_left integer;
  same_from_right integer;
begin
  if a = b then
    return true;
  end if;
  select coalesce(max(place), 0) into same_from_left
  from generate_series(1, most) as place where left(a, place) = left(b, place);
  select coalesce(max(place), 0) into same_from_right
  from generate_series(1, most) as place where right(a, place) = right(b, place);
  return most >= 6 and case
    when length(a) <> length(b) then abs(length(a) - length(b)) = 1 and same_from_left + same_from_right >= most
    when same_from_left + same_from_right >= most - 1 then true
    else same_from_left + same_from_right = most - 2
      and substr(a, same_from_left + 1, 2) = reverse(substr(b, same_from_left + 1, 2))
  end;
end
$$;
comment on function private.is_one_slip(text, text) is
  'Whether two texts are the same but for one slip of the keys: a letter too many, too few or another, or two side by side in the wrong order. Short ones must be the same.';

create function private.is_where_seen(seen private.places_seen, property public.properties)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
declare
  before text[];
  after text[];
begin
  if seen.property_id is null or property.id is null then
    return false;
  end if;
  before := private.street_key(seen.street);
  after := private.street_key(concat_ws(' ', property.house_number, property.street));
  return seen.state = property.state
    and private.folded(seen.lga) = private.folded(property.lga)
    and private.folded(seen.area) = private.folded(property.area)
    and before[1] = after[1] and private.is_one_slip(before[2], after[2])
    and (seen.location is null) = (property.location is null)
    and coalesce(extensions.st_dwithin(seen.location, property.location, 200), true);
end
$$;
comment on function private.is_where_seen(private.places_seen, public.properties) is
  'Whether a property is where the reviewer saw it, small corrections aside. Of nothing seen no. A point that nobody saw is another place: it is what visitors go by.';

create function private.see_places(document public.title_documents)
returns void
language plpgsql
set search_path = ''
as $$
begin
  delete from private.places_seen as seen where seen.title_document_id = document.id;
  insert into private.places_seen (title_document_id, property_id, org_id, is_covered, street, area, lga, state, location)
  select document.id, property.id, property.org_id,
    -- A close in an estate has a street of its own, and an estate is two kilometres wide at the most.
    property.id = held.id or (
      property.state = held.state and private.folded(property.lga) = private.folded(held.lga)
      and private.folded(property.area) = private.folded(held.area)
      and coalesce(extensions.st_dwithin(property.location, held.location, 2000), true)),
    concat_ws(' ', property.house_number, property.street), property.area, property.lga, property.state, property.location
  from public.properties as held
  join public.properties as property on property.org_id = held.org_id
    and property.id in (select private.properties_within(held.org_id, array[held.id]))
  where held.org_id = document.org_id and held.id = document.property_id;
end
$$;
comment on function private.see_places(public.title_documents) is
  'Keeps where the property of a title document is, and what stands in it, as a reviewer sees them now. The caller holds the tree''s lock.';

create function private.has_unseen_place(document public.title_documents)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from (
      -- Compared once it is known to lie within: else everything that the organization has would be.
      select private.is_where_seen(seen, property) as is_there
      from private.properties_within(document.org_id, array[document.property_id]) as within (id)
      join public.properties as property on property.org_id = document.org_id and property.id = within.id
      left join private.places_seen as seen on seen.title_document_id = document.id and seen.property_id = property.id
      offset 0
    ) as look
    where not look.is_there)
$$;
comment on function private.has_unseen_place(public.title_documents) is
  'Whether the property of a title document, or something in it, is not as a reviewer saw it.';

create function private.is_to_see_again(document public.title_documents)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return document.place_changed_at is not null
    or document.status in ('copy_seen', 'searched_clean') and private.has_unseen_place(document);
end
$$;
comment on function private.is_to_see_again(public.title_documents) is
  'Whether the same review again is another one, since there is something that the last did not see.';

create function private.require_place_as_seen(document public.title_documents)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if not exists (
    select from private.places_seen as seen
    join public.properties as property on property.org_id = seen.org_id and property.id = seen.property_id
    where seen.title_document_id = document.id and seen.property_id = document.property_id
      and private.is_where_seen(seen, property)) then
    perform private.raise_problem('title_document.place_changed',
      'Cannot record the search: the property was moved to another place since the copy was seen. See the copy again first', 409,
      jsonb_build_object('field', 'status'));
  end if;
end
$$;
comment on function private.require_place_as_seen(public.title_documents) is
  'Refuses (409 title_document.place_changed) a clean search of a property that is elsewhere than when its copy was seen.';

-- Verified properties -------------------------------------------------------------------------

create function private.renew_all_verified(org_id uuid, property_ids uuid[])
returns void
language sql
set search_path = ''
as $$
  with recursive below as (
    select property.id, property.parent_id
    from public.properties as property
    where property.org_id = renew_all_verified.org_id and property.id = any (renew_all_verified.property_ids)
    union
    select child.id, child.parent_id
    from below
    join public.properties as child on child.org_id = renew_all_verified.org_id and child.parent_id = below.id
  ), line as (
    select below.id as property_id, below.id as holder_id, below.parent_id from below
    union all
    select line.property_id, parent.id, parent.parent_id
    from line
    join public.properties as parent on parent.org_id = renew_all_verified.org_id and parent.id = line.parent_id
  ), verdict as materialized (
    select line.property_id,
      coalesce(bool_or(look.is_clean), false) and not coalesce(bool_or(document.status = 'searched_adverse'), false) as is_verified,
      max(document.searched_on) filter (where look.is_clean) as searched_on
    from line
    join public.properties as property on property.org_id = renew_all_verified.org_id and property.id = line.property_id
    left join public.title_documents as document
      on document.org_id = renew_all_verified.org_id and document.property_id = line.holder_id
    left join private.places_seen as seen on seen.title_document_id = document.id and seen.property_id = line.property_id
    -- Compared once.
    cross join lateral (
      select coalesce(document.status = 'searched_clean' and seen.is_covered, false) and private.is_where_seen(seen, property) as is_clean
      offset 0
    ) as look
    group by line.property_id
  )
  update public.properties as property
  set is_verified = verdict.is_verified, title_searched_on = case when verdict.is_verified then verdict.searched_on end
  from verdict
  where property.id = verdict.property_id and (property.is_verified, property.title_searched_on)
    is distinct from (verdict.is_verified, case when verdict.is_verified then verdict.searched_on end)
$$;
comment on function private.renew_all_verified(uuid, uuid[]) is
  'Sets is_verified of properties and all in them, and since when: a clean search of its own or of what it stands in, by a reviewer who saw it there and where it still is, and no adverse one. Each place is compared once for each of its papers, however many properties are named. The caller holds the tree''s lock.';

create function private.renew_verified(org_id uuid, property_id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.renew_all_verified(org_id, array[property_id])
$$;
comment on function private.renew_verified(uuid, uuid) is 'private.renew_all_verified() of one property and all in it.';

create function private.follow_place(org_id uuid, property_ids uuid[], left_ids uuid[])
returns void
language sql
set search_path = ''
as $$
  with recursive below as (
    select property.id, property.parent_id
    from public.properties as property
    where property.org_id = follow_place.org_id and property.id = any (follow_place.property_ids)
    union
    select child.id, child.parent_id
    from below
    join public.properties as child on child.org_id = follow_place.org_id and child.parent_id = below.id
  ), line as (
    select below.id as property_id, below.id as holder_id, below.parent_id from below
    union all
    select line.property_id, parent.id, parent.parent_id
    from line
    join public.properties as parent on parent.org_id = follow_place.org_id and parent.id = line.parent_id
  ), around as (
    select property.id, property.parent_id
    from public.properties as property
    where property.org_id = follow_place.org_id and property.id = any (follow_place.left_ids)
    union
    select parent.id, parent.parent_id
    from around
    join public.properties as parent on parent.org_id = follow_place.org_id and parent.id = around.parent_id
  ), moved as materialized (
    select document.id, bool_or(not private.is_where_seen(seen, property)) as is_unseen
    from line
    join public.title_documents as document
      on document.org_id = follow_place.org_id and document.property_id = line.holder_id and document.status = 'searched_clean'
    join public.properties as property on property.org_id = follow_place.org_id and property.id = line.property_id
    left join private.places_seen as seen on seen.title_document_id = document.id and seen.property_id = line.property_id
    group by document.id
  ), verdict as materialized (
    select document.id, case
        when moved.is_unseen then true
        -- Nothing was to be seen before, and what moved is where it was seen. Only where something was is all looked through.
        when document.place_changed_at is null then false
        else private.has_unseen_place(document)
      end as is_unseen
    from public.title_documents as document
    left join moved on moved.id = document.id
    where document.org_id = follow_place.org_id and document.status = 'searched_clean'
      and (moved.id is not null or document.property_id in (select around.id from around))
  )
  update public.title_documents as document
  set place_changed_at = case when verdict.is_unseen then now() end
  from verdict
  where document.id = verdict.id and verdict.is_unseen <> (document.place_changed_at is not null)
$$;
comment on function private.follow_place(uuid, uuid[], uuid[]) is
  'After properties were put or written elsewhere, or taken out of those in left_ids: the searched title documents of them, and of what they stand or stood in, say whether a reviewer has to look again. The caller holds the tree''s lock.';

create function private.follow_places(org_id uuid, property_ids uuid[], left_ids uuid[])
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.lock_property_tree(org_id);
  perform private.renew_all_verified(org_id, property_ids);
  perform private.follow_place(org_id, property_ids, left_ids);
end
$$;
comment on function private.follow_places(uuid, uuid[], uuid[]) is
  'What follows when properties of an organization are elsewhere than before, or no longer in those in left_ids: what is verified, and what reviewers have to see again.';

create function private.after_properties_added()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.follow_places(put.org_id, put.ids, '{}')
  from (
    select org_id, array_agg(id) as ids from these_now where parent_id is not null group by org_id order by org_id
  ) as put;
  return null;
end
$$;
comment on function private.after_properties_added() is
  'Trigger, once for a statement: what is put into others is verified by their papers, or seen by nobody.';
create trigger after_properties_added after insert on public.properties
  referencing new table as these_now for each statement execute function private.after_properties_added();

create function private.after_properties_changed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.follow_places(moved.org_id, moved.ids, coalesce(moved.left_ids, '{}'))
  from (
    select now_so.org_id, array_agg(now_so.id) as ids, array_agg(distinct before.parent_id) filter (where before.parent_id is not null) as left_ids
    from these_now as now_so
    join these_before as before on before.id = now_so.id
    where (before.parent_id, before.street, before.house_number, before.area, before.lga, before.state, before.longitude, before.latitude)
      is distinct from (now_so.parent_id, now_so.street, now_so.house_number, now_so.area, now_so.lga, now_so.state, now_so.longitude, now_so.latitude)
    group by now_so.org_id order by now_so.org_id
  ) as moved;
  return null;
end
$$;
comment on function private.after_properties_changed() is
  'Trigger, once for a statement however many homes of an estate it moves: whether papers of where they are and stand now verify them, and what reviewers have to see again.';
create trigger after_properties_changed after update on public.properties
  referencing old table as these_before new table as these_now for each statement execute function private.after_properties_changed();

create function private.after_properties_removed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.follow_places(gone.org_id, '{}', gone.left_ids)
  from (
    select org_id, array_agg(distinct parent_id) as left_ids from these_before where parent_id is not null group by org_id order by org_id
  ) as gone;
  return null;
end
$$;
comment on function private.after_properties_removed() is
  'Trigger, once for a statement: what nobody had seen of a place is gone with what stood there.';
create trigger after_properties_removed after delete on public.properties
  referencing old table as these_before for each statement execute function private.after_properties_removed();

create function private.follow_title_search()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  document public.title_documents := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_op = 'DELETE' or tg_op = 'UPDATE' and (new.status, new.searched_on) is distinct from (old.status, old.searched_on) then
    perform private.lock_property_tree(document.org_id);
    perform private.renew_verified(document.org_id, document.property_id);
  end if;
  if tg_op = 'INSERT' or tg_op = 'UPDATE' and (new.kind, new.number, new.property_id) is distinct from (old.kind, old.number, old.property_id) then
    perform private.watch_title_document(new);
  end if;
  return null;
end
$$;
comment on function private.follow_title_search() is
  'Trigger: the property and all in it follow what a search found; what is told anew is looked at: was it told of for another property?';
create trigger follow_title_search after insert or update or delete on public.title_documents
  for each row execute function private.follow_title_search();

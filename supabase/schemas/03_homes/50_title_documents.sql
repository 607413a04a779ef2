-- Papers by which a property is owned. The organization tells what they say; the platform's staff look at
-- them, search the registry, and only then is a property shown as verified.

create type public.title_document_kind as enum (
  'certificate_of_occupancy', 'governors_consent', 'deed_of_assignment', 'registered_survey', 'excision_gazette',
  'family_receipt', 'power_of_attorney', 'probate', 'building_approval'
);
comment on type public.title_document_kind is 'The papers with which land and houses are held in Nigeria.';
create type public.title_document_status as enum ('unseen', 'copy_seen', 'searched_clean', 'searched_adverse');
comment on type public.title_document_status is
  'Told only; a copy was seen; the registry was searched and agrees; the registry was searched and does not agree.';

-- A copy is seen before the registry is searched: from then on nobody can change the facts that are searched.
insert into private.state_transitions (machine, from_state, to_state) values
  ('title_document', null, 'unseen'), ('title_document', 'unseen', 'copy_seen'),
  ('title_document', 'copy_seen', 'unseen'),
  ('title_document', 'copy_seen', 'searched_clean'), ('title_document', 'copy_seen', 'searched_adverse'),
  ('title_document', 'searched_clean', 'searched_adverse'), ('title_document', 'searched_adverse', 'searched_clean'),
  ('title_document', 'searched_clean', 'copy_seen'), ('title_document', 'searched_adverse', 'copy_seen');

create table public.title_documents (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  property_id uuid not null,
  kind public.title_document_kind not null,
  number text check (private.is_line(number) and length(btrim(number)) between 1 and 80),
  registry text check (private.is_line(registry) and length(btrim(registry)) between 2 and 160),
  holder_name text not null check (private.is_line(holder_name) and length(btrim(holder_name)) between 2 and 200),
  issued_on public.calendar_date,
  storage_path text,
  status public.title_document_status not null default 'unseen',
  status_note text check (private.is_prose(status_note) and length(status_note) <= 500),
  searched_on public.calendar_date,
  searched_by uuid references public.profiles (id) on delete set null,
  place_changed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (org_id, property_id, kind, number),
  foreign key (org_id, property_id) references public.properties (org_id, id),
  constraint title_documents_storage_path_check
    check (private.is_line(storage_path) and starts_with(storage_path, org_id || '/') and length(storage_path) between 38 and 400)
);
comment on table public.title_documents is 'A paper by which a property, or the estate it stands in, is owned; and what a search of it found.';
comment on column public.title_documents.id is 'Time-ordered identifier.';
comment on column public.title_documents.org_id is 'The organization; the same as the property''s.';
comment on column public.title_documents.property_id is 'The property that it is about; it counts for all that stands in it.';
comment on column public.title_documents.kind is 'Which paper.';
comment on column public.title_documents.number is 'Its number or registration particulars, such as 45/45/2311; null when it has none.';
comment on column public.title_documents.registry is 'Where it is registered, such as Lagos State Lands Registry, Alausa.';
comment on column public.title_documents.holder_name is 'Who holds the title by this paper.';
comment on column public.title_documents.issued_on is 'Date on it; never in the future.';
comment on column public.title_documents.storage_path is 'The scan in the bucket title-documents: <org_id>/…; null when none was uploaded.';
comment on column public.title_documents.status is 'How far it was examined; moved by review_title_document only.';
comment on column public.title_documents.status_note is 'What the last review found.';
comment on column public.title_documents.searched_on is 'Nigerian date of the last search of the registry.';
comment on column public.title_documents.searched_by is 'The staff member who searched.';
comment on column public.title_documents.place_changed_at is
  'Since when its property, or something that stands in it, is not where or what the reviewer saw, UTC; null: all is. Of that the search says nothing until a reviewer looks again.';
comment on column public.title_documents.created_at is 'When it was told of, UTC.';
comment on column public.title_documents.updated_at is 'Last change, UTC.';
create index title_documents_to_see_again_idx on public.title_documents (id) where place_changed_at is not null;
create index title_documents_property_id_idx on public.title_documents (property_id);
create index title_documents_searched_by_idx on public.title_documents (searched_by);
create index title_documents_status_idx on public.title_documents (status, id);

alter table public.title_documents enable row level security;
grant select, delete on public.title_documents to authenticated;
grant select, insert, update, delete on public.title_documents to service_role;
create policy title_documents_select on public.title_documents for select to authenticated
  using ((select private.is_staff('verification')) or org_id = any (array(select private.my_org_ids('properties.read'))));
create policy title_documents_delete on public.title_documents for delete to authenticated
  using (org_id = any (array(select private.my_org_ids('properties.write'))));

create function private.before_title_document_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op <> 'DELETE' then
    perform private.admit_move('title_document', new.org_id, new.id, old.status::text, new.status::text);
  end if;
  if tg_op in ('UPDATE', 'DELETE') and old.status <> 'unseen' and (
    tg_op = 'DELETE'
    or (new.property_id, new.kind, new.number, new.registry, new.holder_name, new.issued_on, new.storage_path)
      is distinct from
      (old.property_id, old.kind, old.number, old.registry, old.holder_name, old.issued_on, old.storage_path)
  ) then
    perform private.raise_problem('title_document.reviewed',
      'Cannot change a title document that was reviewed: add another one, or ask the reviewer to send it back', 409,
      jsonb_build_object('field', 'status'));
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.issued_on > private.lagos_date() then
    perform private.raise_problem('title_document.bad_fact', 'Cannot use a date of issue in the future', 400,
      jsonb_build_object('field', 'issued_on'));
  end if;
  return new;
end
$$;
comment on function private.before_title_document_written() is
  'Trigger: moves as its machine allows, and what was reviewed stays as it was. Errors: title_document.reviewed 409, title_document.bad_fact 400.';
create trigger refuse_suspended before delete on public.title_documents
  for each statement when (current_user = 'authenticated') execute function private.refuse_suspended();
create trigger before_title_document_written before insert or update or delete on public.title_documents
  for each row execute function private.before_title_document_written();
create trigger touch_updated_at before update on public.title_documents
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.title_documents
  for each row execute function private.record_audit();

-- Reviews -------------------------------------------------------------------------------------

create function private.review_title_document(
  title_document_id uuid,
  status public.title_document_status,
  note text
)
returns public.title_documents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  document public.title_documents;
  status_before public.title_document_status;
  is_search boolean := status in ('searched_clean', 'searched_adverse');
  written text := nullif(btrim(note), '');
begin
  perform private.require_staff('review_title_document');
  if status is null then
    perform private.raise_problem('title_document.bad_review', 'Cannot review without a status', 400,
      jsonb_build_object('field', 'status'));
  end if;
  if length(written) > 500 or (written is null and status <> 'copy_seen') then
    perform private.raise_problem('title_document.bad_review',
      'Cannot review without saying what was found, in 1 to 500 characters', 400, jsonb_build_object('field', 'note'));
  end if;
  -- The tree is locked before the row, in the order of everyone who changes both.
  select d.* into document from public.title_documents as d where d.id = title_document_id;
  if found then
    perform private.lock_property_tree(document.org_id);
    select d.* into document from public.title_documents as d where d.id = title_document_id for update;
  end if;
  if document.id is null then
    perform private.raise_problem('title_document.not_found', 'Cannot find the title document', 404,
      jsonb_build_object('field', 'title_document_id'));
  end if;
  if document.status = status and document.status_note is not distinct from written and not private.is_to_see_again(document) then
    return document;
  end if;
  if status = 'searched_clean' then
    perform private.refuse_held('title_document', document.id, 'title_document_id');
  end if;
  perform private.begin_act('review_title_document', title_document_id, null, note);
  status_before := document.status;
  if status = 'searched_clean' and status_before = 'copy_seen' then
    -- The days between the copy and the registry are not for moving the house.
    perform private.require_place_as_seen(document);
  elsif status in ('copy_seen', 'searched_clean') then
    perform private.see_places(document);
  end if;
  perform private.begin_move('title_document', title_document_id, written);
  update public.title_documents as d
  set status = status, status_note = written,
    searched_on = case when is_search then private.lagos_date() end,
    searched_by = case when is_search then auth.uid() end,
    place_changed_at = case when status = 'searched_clean' and private.has_unseen_place(document) then now() end
  where d.id = title_document_id
  returning d.* into document;
  if status_before = status then
    -- No move, but a review: a registry is searched again and still says the same.
    perform set_config('estate.moving', '', true);
    perform private.renew_verified(document.org_id, document.property_id);
    insert into public.state_changes (org_id, machine, subject_id, from_state, to_state, reason, actor_id)
    values (document.org_id, 'title_document', document.id, status::text, status::text, written, auth.uid());
  end if;
  perform private.notify(
    array(select private.members_with(document.org_id, 'properties.write')), document.org_id, 'title_reviewed',
    case status
      when 'searched_clean' then 'The registry has your title as you said'
      when 'searched_adverse' then 'The registry says otherwise of your title'
      when 'unseen' then 'Your title document needs a change'
      else case when status_before = 'unseen' then 'A copy of your title was seen, the registry comes next'
        else 'The registry is to be searched again for your title' end
    end,
    document.property_id, jsonb_build_object('title_document_id', document.id, 'status', document.status));
  return document;
end
$$;
comment on function private.review_title_document(uuid, public.title_document_status, text) is
  'See public.review_title_document.';
create function public.review_title_document(
  title_document_id uuid,
  status public.title_document_status,
  note text default null
)
returns public.title_documents
language sql
set search_path = ''
as $$
  select private.limit_person('review_title_document');
  select private.review_title_document(title_document_id, status, private.read_prose('note', note))
$$;
comment on function public.review_title_document(uuid, public.title_document_status, text) is
  'Staff only: records what was found of a title document; the history is in state_changes. A copy is seen before the registry is searched, and with it where the property is and what stands in it: a clean search counts for that, and for nothing that is put there or moved later, until the document is reviewed again. A note is needed for all but copy_seen. Who may write the property is told. The same review again changes nothing, unless place_changed_at is set. Errors: auth.forbidden 403, title_document.not_found 404, title_document.bad_review 400, title_document.illegal_transition, title_document.place_changed 409.';
grant execute on function private.review_title_document(uuid, public.title_document_status, text),
  public.review_title_document(uuid, public.title_document_status, text) to authenticated;

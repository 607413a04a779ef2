-- What an owner tells of a title document, and corrects until a reviewer has seen a copy. By functions, because a date
-- that is written into a table is read by a setting of whoever connects: docs/decisions/0017.

create function private.check_title_facts(told public.title_documents)
returns void
language plpgsql
set search_path = ''
as $$
declare
  wrong text := case
    when told.kind is null then 'kind'
    when coalesce(length(told.holder_name), 0) not between 2 and 200 then 'holder_name'
    when length(told.number) > 80 then 'number'
    when length(told.registry) not between 2 and 160 then 'registry'
    when not starts_with(told.storage_path, told.org_id || '/') or length(told.storage_path) not between 38 and 400 then 'storage_path'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('title_document.bad_fact', format('Cannot keep the title document: %s %s', wrong,
      case wrong
        when 'kind' then 'is missing'
        when 'holder_name' then 'must have 2 to 200 characters'
        when 'number' then 'must have 1 to 80 characters'
        when 'registry' then 'must have 2 to 160 characters'
        else 'must be a file in the folder of the organization'
      end), 400, jsonb_build_object('field', wrong));
  end if;
end
$$;
comment on function private.check_title_facts(public.title_documents) is
  'Refuses (400 title_document.bad_fact) facts that make no sense, naming the field.';

create function private.add_title_document(
  property_id uuid, kind public.title_document_kind, holder_name text, number text, registry text,
  issued_on public.calendar_date, storage_path text)
returns public.title_documents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  told public.title_documents;
begin
  select p.org_id, p.id into told.org_id, told.property_id from public.properties as p
  where p.id = property_id and p.org_id in (select private.my_org_ids('properties.read'));
  if not found then
    perform private.raise_problem('title_document.unknown_property', 'Cannot find the property among your organizations', 404,
      jsonb_build_object('field', 'property_id'));
  end if;
  perform private.require_permission(told.org_id, 'properties.write');
  told.kind := kind;
  told.holder_name := btrim(holder_name);
  told.number := nullif(btrim(number), '');
  told.registry := nullif(btrim(registry), '');
  told.issued_on := issued_on;
  told.storage_path := storage_path;
  perform private.check_title_facts(told);
  insert into public.title_documents as made (org_id, property_id, kind, holder_name, number, registry, issued_on, storage_path)
  values (told.org_id, told.property_id, told.kind, told.holder_name, told.number, told.registry, told.issued_on, told.storage_path)
  returning made.* into told;
  return told;
exception when unique_violation then
  perform private.raise_problem('title_document.already_there', 'Cannot add it: the property has a title document of this kind and number', 409,
    jsonb_build_object('field', 'number'));
  return null;
end
$$;
comment on function private.add_title_document(uuid, public.title_document_kind, text, text, text, public.calendar_date, text) is
  'Checks the caller and the facts, then keeps the document, unseen.';

create function public.add_title_document(
  property_id uuid, kind public.title_document_kind, holder_name text, number text default null,
  registry text default null, issued_on text default null, storage_path text default null)
returns public.title_documents
language sql
set search_path = ''
as $$
  select private.limit_person('add_title_document');
  select private.add_title_document(
    property_id, kind, private.read_line('holder_name', holder_name), private.read_line('number', number),
    private.read_line('registry', registry), private.read_date('issued_on', issued_on),
    private.read_line('storage_path', storage_path))
$$;
comment on function public.add_title_document(uuid, public.title_document_kind, text, text, text, text, text) is
  'Tells of a paper by which a property of yours is owned; storage_path is a scan in your organization''s folder of the bucket title-documents. Errors: title_document.unknown_property 404, auth.forbidden 403, title_document.bad_fact 400, title_document.already_there 409.';

create function private.correct_title_document(
  title_document_id uuid, kind public.title_document_kind, holder_name text, number text, registry text,
  issued_on public.calendar_date, storage_path text)
returns public.title_documents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  told public.title_documents;
begin
  select d.* into told from public.title_documents as d
  where d.id = title_document_id and d.org_id in (select private.my_org_ids('properties.read'))
  for update;
  if not found then
    perform private.raise_problem('title_document.not_found', 'Cannot find the title document among your organizations', 404,
      jsonb_build_object('field', 'title_document_id'));
  end if;
  perform private.require_permission(told.org_id, 'properties.write');
  told.kind := kind;
  told.holder_name := btrim(holder_name);
  told.number := nullif(btrim(number), '');
  told.registry := nullif(btrim(registry), '');
  told.issued_on := issued_on;
  told.storage_path := storage_path;
  perform private.check_title_facts(told);
  update public.title_documents as d
  set kind = told.kind, holder_name = told.holder_name, number = told.number, registry = told.registry,
    issued_on = told.issued_on, storage_path = told.storage_path
  where d.id = told.id
  returning d.* into told;
  return told;
exception when unique_violation then
  perform private.raise_problem('title_document.already_there', 'Cannot correct it: the property has another title document of this kind and number', 409,
    jsonb_build_object('field', 'number'));
  return null;
end
$$;
comment on function private.correct_title_document(uuid, public.title_document_kind, text, text, text, public.calendar_date, text) is
  'Checks the caller and the facts, then writes all of them anew.';

create function public.correct_title_document(
  title_document_id uuid, kind public.title_document_kind, holder_name text, number text default null,
  registry text default null, issued_on text default null, storage_path text default null)
returns public.title_documents
language sql
set search_path = ''
as $$
  select private.limit_person('correct_title_document');
  select private.correct_title_document(
    title_document_id, kind, private.read_line('holder_name', holder_name), private.read_line('number', number),
    private.read_line('registry', registry), private.read_date('issued_on', issued_on),
    private.read_line('storage_path', storage_path))
$$;
comment on function public.correct_title_document(uuid, public.title_document_kind, text, text, text, text, text) is
  'Writes the facts of a title document of yours anew, until a reviewer has seen a copy; what is left out is emptied. Errors: title_document.not_found 404, auth.forbidden 403, title_document.bad_fact 400, title_document.already_there, title_document.reviewed 409.';
grant execute on function
  private.add_title_document(uuid, public.title_document_kind, text, text, text, public.calendar_date, text),
  public.add_title_document(uuid, public.title_document_kind, text, text, text, text, text),
  private.correct_title_document(uuid, public.title_document_kind, text, text, text, public.calendar_date, text),
  public.correct_title_document(uuid, public.title_document_kind, text, text, text, text, text)
  to authenticated;

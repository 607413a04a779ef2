-- Files of an application: a private bucket, one folder for each application. The applicant adds them until
-- somebody decides; members of the organization see them from its submission until 90 days after its end.

create type public.application_document_kind as enum (
  'employment_letter', 'payslip', 'bank_statement', 'reference', 'identity', 'other'
);
comment on type public.application_document_kind is 'What a file of an application shows.';

create table public.application_documents (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  application_id uuid not null,
  kind public.application_document_kind not null,
  storage_path text not null unique,
  created_at timestamptz not null default now(),
  foreign key (org_id, application_id) references public.applications (org_id, id) on delete cascade,
  constraint application_documents_path_check
    check (private.is_line(storage_path) and starts_with(storage_path, application_id || '/') and length(storage_path) between 38 and 400)
);
comment on table public.application_documents is 'What each uploaded file of an application shows.';
comment on column public.application_documents.id is 'Time-ordered identifier.';
comment on column public.application_documents.org_id is 'The organization of the application.';
comment on column public.application_documents.application_id is 'The application.';
comment on column public.application_documents.kind is 'What the file shows.';
comment on column public.application_documents.storage_path is 'The file in the bucket application-documents: <application_id>/….';
comment on column public.application_documents.created_at is 'When it was added, UTC.';
create index application_documents_application_idx on public.application_documents (org_id, application_id);
create index application_documents_application_id_idx on public.application_documents (application_id, id);

alter table public.application_documents enable row level security;
grant select on public.application_documents to authenticated;
grant select, insert, update, delete on public.application_documents to service_role;
create policy application_documents_select on public.application_documents for select to authenticated using (
  case
    when application_id = any (array(select private.my_application_ids())) then true
    when application_id = any (array(select private.my_received_application_ids())) then true
  end is not null
);
create trigger record_audit after insert or update or delete on public.application_documents
  for each row execute function private.record_audit();

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('application-documents', 'application-documents', false, 10485760, '{application/pdf,image/jpeg,image/png}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- Files are evidence of what a decision rested on: there is no policy by which anyone could replace or delete one.
create policy application_document_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'application-documents' and (
      (storage.foldername(name))[1] = any (array(select mine::text from private.my_application_ids() as mine))
      or (storage.foldername(name))[1] = any (array(select received::text from private.my_received_application_ids() as received))
    )
  );
create policy application_document_files_insert on storage.objects for insert to authenticated
  with check (
    bucket_id = 'application-documents'
    and not (select private.is_suspended())
    and (storage.foldername(name))[1] = any (array(select mine::text from private.my_editable_application_ids() as mine))
    and name !~ '(^|/)\.{0,2}(/|$)'
    and lower(storage.extension(name)) in ('pdf', 'jpg', 'jpeg', 'png')
  );

create function private.add_application_document(
  application_id uuid, kind public.application_document_kind, storage_path text
)
returns public.application_documents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  application public.applications;
  added public.application_documents;
begin
  application := private.lock_my_application(application_id);
  select d.* into added from public.application_documents as d
  where d.application_id = application_id and d.storage_path = storage_path;
  if found then
    return added;
  end if;
  if application.status not in ('draft', 'submitted') then
    perform private.raise_problem('application.decided', 'Cannot add a file: the application was decided on or is over', 409,
      jsonb_build_object('field', 'application_id'));
  end if;
  if kind is null then
    perform private.raise_problem('application.bad_fact', 'Cannot add a file: kind is missing', 400,
      jsonb_build_object('field', 'kind'));
  end if;
  if storage_path is null or length(storage_path) not between 38 and 400
    or not starts_with(storage_path, application_id || '/') or not exists (
      select from storage.objects as stored where stored.bucket_id = 'application-documents' and stored.name = storage_path
    ) then
    perform private.raise_problem('application.upload_not_found', 'Cannot find the file in the application''s folder: upload it first', 404,
      jsonb_build_object('field', 'storage_path'));
  end if;
  if (select count(*) from public.application_documents as d where d.application_id = application_id) >= 20 then
    perform private.raise_problem('application.too_many_files', 'Cannot add more than 20 files to an application', 409,
      jsonb_build_object('field', 'storage_path'));
  end if;
  insert into public.application_documents (org_id, application_id, kind, storage_path)
  values (application.org_id, application.id, kind, storage_path)
  returning * into added;
  update public.applications as a set updated_at = now() where a.id = application.id;
  return added;
end
$$;
comment on function private.add_application_document(uuid, public.application_document_kind, text) is
  'Notes what an uploaded file of the caller''s application shows; the application''s lock keeps the count.';
grant execute on function private.add_application_document(uuid, public.application_document_kind, text) to authenticated;

create function public.add_application_document(
  application_id uuid, kind public.application_document_kind, storage_path text
)
returns public.application_documents
language sql
set search_path = ''
as $$
  select private.limit_person('add_application_document');
  select private.add_application_document(application_id, kind, private.read_line('storage_path', storage_path))
$$;
comment on function public.add_application_document(uuid, public.application_document_kind, text) is
  'Adds a file that you uploaded to the bucket application-documents, in the folder of your draft or submitted application; at most 20. Safe to repeat. Errors: application.not_found, application.upload_not_found 404, application.bad_fact 400, application.decided, application.too_many_files 409.';
grant execute on function public.add_application_document(uuid, public.application_document_kind, text) to authenticated;

-- Scans of title documents: a private bucket, one folder for each organization.

-- The limits are set again where somebody made the bucket by hand.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('title-documents', 'title-documents', false, 10485760, '{application/pdf,image/jpeg,image/png}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- Files are evidence: there is no policy by which anyone could replace or delete one.
create policy title_document_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'title-documents' and (
      (select private.is_staff('verification'))
      or (storage.foldername(name))[1] = any (array(select org_id::text from private.my_org_ids('properties.read') as org_id))
    )
  );
create policy title_document_files_insert on storage.objects for insert to authenticated
  with check (
    bucket_id = 'title-documents'
    and not (select private.is_suspended())
    and (storage.foldername(name))[1] = any (array(select org_id::text from private.my_org_ids('properties.write') as org_id))
    and name !~ '(^|/)\.{0,2}(/|$)'
    and lower(storage.extension(name)) in ('pdf', 'jpg', 'jpeg', 'png')
  );

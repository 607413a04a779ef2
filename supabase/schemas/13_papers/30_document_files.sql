-- Files of documents: a private bucket that only the documents function writes, a folder of one's own in the
-- bucket uploads, and what the function asks and writes.

-- The limits are set again where somebody made the bucket by hand.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('documents', 'documents', false, 15728640, '{application/pdf,image/jpeg,image/png}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- Who sees the row sees the file, by the row's own policy: a grant that ends also ends the download.
create policy document_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'documents'
    and exists (select from public.documents as document where document.storage_path = objects.name)
  );

-- The documents function ------------------------------------------------------------------------

create function private.may_show_service(acting_user uuid, tenancy_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.tenancies as tenancy
    cross join lateral private.mandates_over(tenancy.unit_id, array(
      select held.org_id from private.member_permissions as held
      where held.user_id = acting_user and held.permission = private.mandate_permission('sign'))) as mandate
    where tenancy.id = may_show_service.tenancy_id and mandate.status = 'active' and 'sign' = any (mandate.scopes)
      and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date() and mandate.evidence is not null)
$$;
comment on function private.may_show_service(uuid, uuid) is
  'Whether a person may keep with a tenancy what shows that its notices were served: as a member of an agency that may give them, by a live mandate to sign that names its paper.';

create function private.org_for_new_document(
  acting_user uuid, kind public.document_kind, upload_path text,
  property_id uuid, unit_id uuid, tenancy_id uuid, tenant_id uuid
)
returns uuid
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  owner_org uuid;
  about_people boolean := num_nonnulls(tenancy_id, tenant_id) > 0;
  subject_field text := case
    when tenancy_id is not null then 'tenancy_id' when tenant_id is not null then 'tenant_id'
    when unit_id is not null then 'unit_id' else 'property_id' end;
  is_party boolean := exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.org_id = party.org_id and tenant.id = party.tenant_id
    join public.tenancies as tenancy on tenancy.id = party.tenancy_id
    where party.tenancy_id = org_for_new_document.tenancy_id and tenant.user_id = acting_user
      and tenancy.status <> 'cancelled'
  );
  -- Who gives notices of a tenancy shows with it that they were served.
  is_outside boolean := is_party or kind = 'notice' and tenancy_id is not null and private.may_show_service(acting_user, tenancy_id);
begin
  if num_nonnulls(property_id, unit_id, tenancy_id, tenant_id) <> 1 then
    perform private.raise_problem('document.bad_fact', 'Cannot add the document: name exactly one subject', 422,
      jsonb_build_object('field', subject_field));
  end if;
  select found.org_id into owner_org from (
    select p.org_id from public.properties as p where p.id = property_id
    union all
    select u.org_id from public.units as u where u.id = unit_id
    union all
    select t.org_id from public.tenancies as t where t.id = tenancy_id
    union all
    select t.org_id from public.tenants as t where t.id = tenant_id
  ) as found;
  if owner_org is null or acting_user is null or is_outside is not true and acting_user not in (
    select private.members_with(owner_org, (case when about_people then 'tenancies.read' else 'properties.read' end)::private.permission)
  ) then
    perform private.raise_problem('document.unknown_subject', 'Cannot find what the document is about', 404,
      jsonb_build_object('field', subject_field));
  end if;
  if is_outside is not true and acting_user not in (
    select private.members_with(owner_org, private.document_permission(kind, about_people, true))) then
    perform private.raise_problem('auth.forbidden', format('You may not do this for the organization: it needs the permission %s',
      private.document_permission(kind, about_people, true)), 403);
  end if;
  if upload_path is null or upload_path !~ ('^' || acting_user || '/[A-Za-z0-9][A-Za-z0-9._-]{0,200}$') then
    perform private.raise_problem('document.bad_path', 'Cannot use the upload: it must lie in your own folder', 422,
      jsonb_build_object('field', 'upload_path'));
  end if;
  return owner_org;
end
$$;
comment on function private.org_for_new_document(uuid, public.document_kind, text, uuid, uuid, uuid, uuid) is
  'The organization of a document''s subject, after checking that this user may add this upload to it: as a member, as a tenant of the tenancy, or (a notice) for an agency that may give its notices. Errors: document.bad_fact, document.bad_path 422, document.unknown_subject 404, auth.forbidden 403.';

create function private.require_room_for_document(acting_user uuid, org_id uuid, tenancy_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  if acting_user not in (select private.members_with(org_id, 'organization.read'))
    and (select count(*) from public.documents as d
      where d.org_id = org_id and d.tenancy_id = tenancy_id and d.added_by = acting_user) >= 50 then
    perform private.raise_problem('document.too_many', 'Cannot add more than 50 documents to your tenancy', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
end
$$;
comment on function private.require_room_for_document(uuid, uuid, uuid) is
  'Refuses (409 document.too_many) the 51st document of a tenant, or of an agency''s member, on a tenancy; put away or not, for the files stay.';

create function service.prepare_document(
  acting_user uuid, kind public.document_kind, upload_path text,
  property_id uuid default null, unit_id uuid default null, tenancy_id uuid default null, tenant_id uuid default null
)
returns table (org_id uuid, known jsonb)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  org_id := private.org_for_new_document(acting_user, kind, upload_path, property_id, unit_id, tenancy_id, tenant_id);
  select to_jsonb(d) into known from public.documents as d
  where d.added_by = acting_user and d.upload_path = prepare_document.upload_path and d.retired_at is null
    and coalesce(d.property_id, d.unit_id, d.tenancy_id, d.tenant_id)
      = coalesce(prepare_document.property_id, prepare_document.unit_id, prepare_document.tenancy_id, prepare_document.tenant_id)
  order by d.id desc
  limit 1;
  -- Asked before the file is copied, which nothing would clear away.
  if known is null then
    perform private.require_room_for_document(acting_user, org_id, tenancy_id);
  end if;
  return next;
end
$$;
comment on function service.prepare_document(uuid, public.document_kind, text, uuid, uuid, uuid, uuid) is
  'Before any work on an upload: checks that the user may add it; returns the organization and what an earlier try made of the upload. Errors: document.bad_fact, document.bad_path 422, document.unknown_subject 404, auth.forbidden 403, document.too_many 409.';
grant execute on function service.prepare_document(uuid, public.document_kind, text, uuid, uuid, uuid, uuid) to service_role;

create function service.add_document(
  acting_user uuid, kind public.document_kind, title text, upload_path text, storage_path text,
  mime_type text, size_bytes integer, sha256 text, expires_on text default null,
  property_id uuid default null, unit_id uuid default null, tenancy_id uuid default null, tenant_id uuid default null
)
returns public.documents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  titled text := btrim(private.read_line('title', title));
  expires public.calendar_date := private.read_date('expires_on', expires_on);
  owner_org uuid := private.org_for_new_document(
    acting_user, kind, upload_path, property_id, unit_id, tenancy_id, tenant_id);
  added public.documents;
begin
  if titled is null or length(titled) not between 1 and 160 then
    perform private.raise_problem('document.bad_fact', 'Cannot add the document: its title needs 1 to 160 characters', 422,
      jsonb_build_object('field', 'title'));
  end if;
  if expires < date '2000-01-01' then
    perform private.raise_problem('document.bad_fact', 'Cannot add a document that expired before 2000', 422,
      jsonb_build_object('field', 'expires_on'));
  end if;
  -- One after the other for each tenancy, so that the count below holds.
  perform from public.tenancies as t where t.id = tenancy_id for no key update;
  update public.documents as d set upload_path = upload_path
  where d.added_by = acting_user and d.sha256 = sha256 and d.retired_at is null
    and coalesce(d.property_id, d.unit_id, d.tenancy_id, d.tenant_id) = coalesce(property_id, unit_id, tenancy_id, tenant_id)
  returning d.* into added;
  if added.id is not null then
    return added;
  end if;
  perform private.require_room_for_document(acting_user, owner_org, tenancy_id);
  insert into public.documents as d (
    org_id, property_id, unit_id, tenancy_id, tenant_id, kind, title, storage_path, upload_path,
    mime_type, size_bytes, sha256, expires_on, added_by)
  values (
    owner_org, property_id, unit_id, tenancy_id, tenant_id, kind, titled, storage_path, upload_path,
    mime_type, size_bytes, sha256, expires, acting_user)
  on conflict do nothing
  returning d.* into added;
  if added.id is null then
    -- Another call added the same file at this moment.
    select d.* into added from public.documents as d
    where d.added_by = acting_user and d.sha256 = sha256 and d.retired_at is null
      and coalesce(d.property_id, d.unit_id, d.tenancy_id, d.tenant_id)
        = coalesce(property_id, unit_id, tenancy_id, tenant_id);
  end if;
  return added;
end
$$;
comment on function service.add_document(
  uuid, public.document_kind, text, text, text, text, integer, text, text, uuid, uuid, uuid, uuid) is
  'Adds a document whose file is in Storage; the same file on the same subject by the same user gives the one that is there. Errors: document.bad_fact, document.bad_path 422, document.unknown_subject 404, auth.forbidden 403, document.too_many 409.';
grant execute on function service.add_document(
  uuid, public.document_kind, text, text, text, text, integer, text, text, uuid, uuid, uuid, uuid) to service_role;

-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 22eef014b83b4830039e01035f555e4793e1b7f3eb0a7945ff3132c8c4bedb9c
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 13_papers/10_documents.sql

-- Papers of properties, units, tenancies and tenants, and who outside the organization may read one until when.

create type public.document_kind as enum (
  'agreement', 'notice', 'letter', 'receipt_copy', 'insurance', 'permit', 'identity', 'inventory', 'other'
);
comment on type public.document_kind is 'What a paper is. Papers of identity are for members who may write tenancies only.';

create table public.documents (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  property_id uuid,
  unit_id uuid,
  tenancy_id uuid,
  tenant_id uuid,
  kind public.document_kind not null,
  title text not null constraint documents_title_check check (private.is_line(title) and length(btrim(title)) between 1 and 160),
  storage_path text not null,
  upload_path text not null constraint documents_upload_path_check check (length(upload_path) <= 300),
  mime_type text not null constraint documents_mime_type_check
    check (mime_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size_bytes integer not null constraint documents_size_check check (size_bytes between 1 and 15728640),
  sha256 text not null constraint documents_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  expires_on public.calendar_date constraint documents_expires_on_check check (expires_on >= date '2000-01-01'),
  reminded_days smallint constraint documents_reminded_days_check check (reminded_days in (30, 7)),
  added_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (org_id, id),
  foreign key (org_id, property_id) references public.properties (org_id, id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, tenant_id) references public.tenants (org_id, id),
  constraint documents_subject_check check (num_nonnulls(property_id, unit_id, tenancy_id, tenant_id) = 1),
  constraint documents_storage_path_check
    check (starts_with(storage_path, org_id || '/') and length(storage_path) between 38 and 400)
);
comment on table public.documents is 'A paper of a property, a unit, a tenancy or a tenant. Added by the documents function, which looks at the file; retired, never deleted.';
comment on column public.documents.id is 'Time-ordered identifier.';
comment on column public.documents.org_id is 'The organization that keeps it; the same as its subject''s.';
comment on column public.documents.property_id is 'The property that it is about; exactly one of the four subjects is set.';
comment on column public.documents.unit_id is 'The unit that it is about.';
comment on column public.documents.tenancy_id is 'The tenancy that it is about.';
comment on column public.documents.tenant_id is 'The tenant that it is about.';
comment on column public.documents.kind is 'What it is.';
comment on column public.documents.title is 'What people call it, 1 to 160 characters.';
comment on column public.documents.storage_path is 'The file in the private bucket documents: <org_id>/…. Who may read the row may read the file.';
comment on column public.documents.upload_path is 'The upload that it was last made from, so that a repeat finds what it made.';
comment on column public.documents.mime_type is 'The type that the file''s bytes have.';
comment on column public.documents.size_bytes is 'Size of the file in bytes, at most 15 MiB.';
comment on column public.documents.sha256 is 'Digest of the file, in hexadecimal.';
comment on column public.documents.expires_on is 'Last day (Nigerian date) on which the paper itself holds, such as an insurance; null when it does not expire.';
comment on column public.documents.reminded_days is 'Which reminder of its expiry members had last: that of 30 or of 7 days before; null when none.';
comment on column public.documents.added_by is 'Who added it: a member, or a tenant of the tenancy.';
comment on column public.documents.created_at is 'When it was added, UTC.';
comment on column public.documents.retired_at is 'When it was put away, UTC: from then on only the organization, and the tenant who added it, see it.';
create index documents_property_idx on public.documents (org_id, property_id);
create index documents_unit_idx on public.documents (org_id, unit_id);
create index documents_tenancy_idx on public.documents (org_id, tenancy_id);
create index documents_tenant_idx on public.documents (org_id, tenant_id);
create index documents_storage_path_idx on public.documents (storage_path);
create index documents_unreminded_idx on public.documents (expires_on) where retired_at is null and reminded_days is null;
create index documents_reminded_idx on public.documents (expires_on) where retired_at is null and reminded_days = 30;
create index documents_added_by_idx on public.documents (added_by, tenancy_id);
-- The same file by the same person on the same subject is the same document, until that is put away.
create unique index documents_same_file_key on public.documents
  (added_by, sha256, coalesce(property_id, unit_id, tenancy_id, tenant_id)) where retired_at is null;

create table public.document_access (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  document_id uuid not null,
  contact text constraint document_access_contact_check
    check (length(contact) <= 254 and (contact ~ '^\+[1-9][0-9]{7,14}$' or (contact = lower(contact) and contact ~ '^[^@[:space:]]+@[^@[:space:]]+$'))),
  tenancy_id uuid,
  granted_by uuid references public.profiles (id) on delete set null,
  expires_at public.instant,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, document_id) references public.documents (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint document_access_grantee_check check (num_nonnulls(contact, tenancy_id) = 1)
);
comment on table public.document_access is 'Who outside the organization may read a document, and until when.';
comment on column public.document_access.id is 'Time-ordered identifier.';
comment on column public.document_access.org_id is 'The organization of the document.';
comment on column public.document_access.document_id is 'The document.';
comment on column public.document_access.contact is
  'Whoever has shown that this e-mail address (lower case) or E.164 number is theirs may read it, today''s account or a later one; exactly one of contact and tenancy_id is set. Not an account: sharing would tell who has one.';
comment on column public.document_access.tenancy_id is 'The tenancy of the same organization all of whose tenants may read it.';
comment on column public.document_access.granted_by is 'The member who granted it last.';
comment on column public.document_access.expires_at is 'Until when it may be read, UTC; null until it is taken back.';
comment on column public.document_access.revoked_at is 'When it was taken back, UTC.';
comment on column public.document_access.created_at is 'When it was first granted, UTC.';
create index document_access_document_idx on public.document_access (org_id, document_id);
create index document_access_contact_idx on public.document_access (contact);
create index document_access_tenancy_idx on public.document_access (org_id, tenancy_id);
create index document_access_tenancy_id_idx on public.document_access (tenancy_id);
create index document_access_granted_by_idx on public.document_access (granted_by);
create unique index document_access_live_contact_key on public.document_access (document_id, contact)
  where revoked_at is null and contact is not null;
create unique index document_access_live_tenancy_key on public.document_access (document_id, tenancy_id)
  where revoked_at is null and tenancy_id is not null;

-- Who may read ---------------------------------------------------------------------------------

create function private.my_contacts()
returns setof text
language plpgsql
stable
security definer
set search_path = ''
rows 2
as $$
begin
  -- Whoever only claims an address or number has not shown that it is theirs.
  return query
  select lower(account.email) from auth.users as account
  where account.id = (select auth.uid()) and account.email_confirmed_at is not null
  union all
  select '+' || ltrim(account.phone, '+') from auth.users as account
  where account.id = (select auth.uid()) and account.phone_confirmed_at is not null;
end
$$;
comment on function private.my_contacts() is 'The confirmed e-mail address and E.164 number of the caller''s account.';
grant execute on function private.my_contacts() to authenticated;

create function private.my_document_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select access.document_id
  from public.document_access as access
  join public.documents as document on document.id = access.document_id and document.retired_at is null
  where access.contact in (select private.my_contacts()) and access.revoked_at is null
    and (access.expires_at is null or access.expires_at > now())
  union
  select access.document_id
  from private.my_tenancy_ids() as mine
  join public.document_access as access on access.tenancy_id = mine
  join public.documents as document on document.id = access.document_id and document.retired_at is null
  where access.revoked_at is null and (access.expires_at is null or access.expires_at > now())
  union
  -- A member who leaves does not keep what they added: theirs is what they added to their own tenancy.
  select document.id
  from public.documents as document
  where document.added_by = (select auth.uid()) and document.tenancy_id in (select private.my_tenancy_ids());
end
$$;
comment on function private.my_document_ids() is
  'The documents that the caller may read without being a member: those shared with them or with a tenancy of theirs, while the grant is live, and those they added to a tenancy of theirs.';
grant execute on function private.my_document_ids() to authenticated;

create function private.document_permission(kind public.document_kind, about_people boolean, writing boolean)
returns private.permission
language sql
immutable
set search_path = ''
as $$
  select (case
    when kind = 'identity' then 'tenancies.write'
    when about_people then case when writing then 'tenancies.write' else 'tenancies.read' end
    else case when writing then 'properties.write' else 'properties.read' end
  end)::private.permission
$$;
comment on function private.document_permission(public.document_kind, boolean, boolean) is
  'Which permission a member needs to read, or to change, a document of this kind; about_people is true for those of tenancies and tenants. The policies say the same.';

alter table public.documents enable row level security;
alter table public.document_access enable row level security;
grant select (id, org_id, property_id, unit_id, tenancy_id, tenant_id, kind, title, storage_path, mime_type, size_bytes,
  sha256, expires_on, added_by, created_at, retired_at) on public.documents to authenticated;
grant select on public.document_access to authenticated;
grant select, insert, update, delete on public.documents, public.document_access to service_role;

create policy documents_select on public.documents for select to authenticated
  using (
    id = any (array(select private.my_document_ids()))
    or (kind = 'identity' and org_id = any (array(select private.my_org_ids('tenancies.write'))))
    or (kind <> 'identity' and num_nonnulls(tenancy_id, tenant_id) = 1
      and org_id = any (array(select private.my_org_ids('tenancies.read'))))
    or (kind <> 'identity' and num_nonnulls(property_id, unit_id) = 1
      and org_id = any (array(select private.my_org_ids('properties.read'))))
  );
-- People see their own grants; members those of the documents that they see.
create policy document_access_select on public.document_access for select to authenticated
  using (
    contact = any (array(select private.my_contacts()))
    or tenancy_id = any (array(select private.my_tenancy_ids()))
    or (
      org_id = any (array(select private.my_org_ids('organization.read')))
      and exists (select from public.documents as document where document.id = document_id)
    )
  );

create trigger record_audit after insert or update or delete on public.documents
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.document_access
  for each row execute function private.record_audit();

-- 13_papers/20_sharing.sql

-- Sharing a document with people outside the organization, putting it away, and telling members before it expires.

create function private.lock_document(document_id uuid)
returns public.documents
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  document public.documents;
  about_people boolean;
begin
  select d.* into document from public.documents as d
  where d.id = document_id and d.org_id in (select private.my_org_ids('organization.read'))
  for update;
  about_people := num_nonnulls(document.tenancy_id, document.tenant_id) > 0;
  if document.id is null or document.org_id not in (
    select private.my_org_ids(private.document_permission(document.kind, about_people, false))) then
    perform private.raise_problem('document.not_found', 'Cannot find the document among your organizations', 404,
      jsonb_build_object('field', 'document_id'));
  end if;
  perform private.require_permission(document.org_id, private.document_permission(document.kind, about_people, true));
  return document;
end
$$;
comment on function private.lock_document(uuid) is
  'Locks a document that the caller may change as a member, so that grants come one after the other. Errors: document.not_found 404, auth.forbidden 403.';

create function private.share_document(document_id uuid, tenancy_id uuid, contact text, expires_at public.instant)
returns public.document_access
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  document public.documents;
  reader text := lower(nullif(btrim(contact), ''));
  person uuid;
  access public.document_access;
  was_live boolean := false;
begin
  document := private.lock_document(document_id);
  if document.retired_at is not null then
    perform private.raise_problem('document.retired', 'Cannot share the document: it was put away', 409,
      jsonb_build_object('field', 'document_id'));
  end if;
  if num_nonnulls(tenancy_id, reader) <> 1 then
    perform private.raise_problem('document.bad_share', 'Cannot share the document: name either a tenancy or one person', 400,
      jsonb_build_object('field', 'contact'));
  end if;
  if expires_at <= now() then
    perform private.raise_problem('document.bad_share', 'Cannot share the document until a time that has passed', 400,
      jsonb_build_object('field', 'expires_at'));
  end if;
  if tenancy_id is not null and not exists (
    select from public.tenancies as t where t.org_id = document.org_id and t.id = tenancy_id) then
    perform private.raise_problem('document.unknown_reader', 'Cannot find the tenancy in the document''s organization', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if tenancy_id is null then
    if reader !~ '^\+[1-9][0-9]{7,14}$' and reader !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(reader) > 254 then
      perform private.raise_problem('document.bad_share',
        'Cannot share the document: contact must be an e-mail address or a number such as +2348031234567', 400,
        jsonb_build_object('field', 'contact'));
    end if;
    -- Only who is told depends on the account, never what the caller is told.
    person := private.person_by_contact(reader);
    if exists (select from public.memberships as m where m.org_id = document.org_id and m.user_id = person) then
      perform private.raise_problem('document.bad_share',
        'Cannot share the document with a member: what members see is for their role to say', 400,
        jsonb_build_object('field', 'contact'));
    end if;
  end if;
  select a.* into access from public.document_access as a
  where a.org_id = document.org_id and a.document_id = document_id and a.revoked_at is null
    and (a.contact = reader or a.tenancy_id = tenancy_id);
  if found then
    was_live := access.expires_at is null or access.expires_at > now();
    if access.expires_at is distinct from expires_at then
      update public.document_access as a set expires_at = expires_at, granted_by = (select auth.uid())
      where a.id = access.id returning a.* into access;
    end if;
  else
    insert into public.document_access as a (org_id, document_id, contact, tenancy_id, granted_by, expires_at)
    values (document.org_id, document.id, reader, tenancy_id, (select auth.uid()), expires_at)
    returning a.* into access;
  end if;
  if not was_live then
    perform private.notify(
      array(select person union select private.tenancy_users(tenancy_id)), document.org_id,
      'document_shared', 'A document was shared with you', document.id, jsonb_build_object(
        'document_title', document.title, 'document_kind', document.kind, 'expires_at', access.expires_at));
  end if;
  return access;
end
$$;
comment on function private.share_document(uuid, uuid, text, public.instant) is
  'Checks the caller''s permission, grants or extends, and tells who may read it from now on.';
grant execute on function private.share_document(uuid, uuid, text, public.instant) to authenticated;

create function public.share_document(
  document_id uuid,
  tenancy_id uuid default null,
  contact text default null,
  expires_at text default null
)
returns public.document_access
language sql
set search_path = ''
as $$
  select private.limit_person('share_document');
  select private.share_document(
    document_id, tenancy_id, private.read_line('contact', contact), private.read_instant('expires_at', expires_at))
$$;
comment on function public.share_document(uuid, uuid, text, text) is
  'Lets all tenants of a tenancy of yours, or whoever shows that this e-mail address or E.164 number is theirs, read a document until expires_at (UTC; null until you take it back). The same again with another time changes the time. Errors: document.not_found, document.unknown_reader 404, auth.forbidden 403, document.bad_share 400, document.retired 409.';
grant execute on function public.share_document(uuid, uuid, text, text) to authenticated;

create function private.unshare_document(access_id uuid)
returns public.document_access
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  access public.document_access;
begin
  select a.* into access from public.document_access as a
  where a.id = access_id and a.org_id in (select private.my_org_ids('organization.read'));
  if not found then
    perform private.raise_problem('document.access_not_found', 'Cannot find the grant among your organizations', 404,
      jsonb_build_object('field', 'access_id'));
  end if;
  perform private.lock_document(access.document_id);
  update public.document_access as a set revoked_at = now() where a.id = access_id and a.revoked_at is null;
  select a.* into access from public.document_access as a where a.id = access_id;
  return access;
end
$$;
comment on function private.unshare_document(uuid) is 'Checks the caller''s permission, then takes the grant back.';
grant execute on function private.unshare_document(uuid) to authenticated;

create function public.unshare_document(access_id uuid)
returns public.document_access
language sql
set search_path = ''
as $$
  select private.limit_person('unshare_document');
  select private.unshare_document(access_id)
$$;
comment on function public.unshare_document(uuid) is
  'Takes a grant back at once: neither the document nor its file can be read by it any more. Safe to repeat. Errors: document.access_not_found, document.not_found 404, auth.forbidden 403.';
grant execute on function public.unshare_document(uuid) to authenticated;

create function private.retire_document(document_id uuid)
returns public.documents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  document public.documents;
begin
  select d.* into document from public.documents as d
  where d.id = document_id and d.added_by = (select auth.uid()) and d.tenancy_id in (select private.my_tenancy_ids())
  for update;
  if not found then
    document := private.lock_document(document_id);
  end if;
  if document.retired_at is null then
    update public.documents as d set retired_at = now() where d.id = document_id returning d.* into document;
  end if;
  return document;
end
$$;
comment on function private.retire_document(uuid) is
  'Puts a document away for members with the permission and for the tenant who added it.';
grant execute on function private.retire_document(uuid) to authenticated;

create function public.retire_document(document_id uuid)
returns public.documents
language sql
set search_path = ''
as $$
  select private.limit_person('retire_document');
  select private.retire_document(document_id)
$$;
comment on function public.retire_document(uuid) is
  'Puts a document away for good: those it was shared with see neither it nor its file any more, the organization keeps it. A tenant may put away what they added. Safe to repeat. Errors: document.not_found 404, auth.forbidden 403.';
grant execute on function public.retire_document(uuid) to authenticated;

-- Papers that expire ----------------------------------------------------------------------------

create function private.remind_of_expiring_documents(today public.calendar_date default private.lagos_date(), batch integer default 200)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  reminded integer;
  notices private.notice[];
begin
  -- A day on which nothing ran is made good on the next one; a reminder that is overtaken by the next is left out.
  with within_a_month as (
    select document.id from public.documents as document
    where document.retired_at is null and document.reminded_days is null
      and document.expires_on between today and today + 30
    order by document.expires_on limit batch for no key update skip locked
  ),
  within_a_week as (
    select document.id from public.documents as document
    where document.retired_at is null and document.reminded_days = 30
      and document.expires_on between today and today + 7
    order by document.expires_on limit batch for no key update skip locked
  ),
  marked as (
    update public.documents as document
    set reminded_days = case when document.expires_on <= today + 7 then 7 else 30 end
    where document.id in (select due.id from within_a_month as due union all select due.id from within_a_week as due)
    returning document.*
  )
  select count(distinct due.id), array_agg(row(
    member, due.org_id, 'document_expiring', format('A document expires on %s', to_char(due.expires_on, 'FMDD Mon YYYY')), due.id,
    jsonb_build_object(
      'document_title', due.title, 'document_kind', due.kind, 'expires_on', due.expires_on,
      'days_left', due.expires_on - today))::private.notice) filter (where member is not null)
  into reminded, notices
  from marked as due
  left join lateral private.members_with(
    due.org_id, private.document_permission(due.kind, num_nonnulls(due.tenancy_id, due.tenant_id) > 0, true)) as member on true;
  perform private.notify(notices);
  return reminded;
end
$$;
comment on function private.remind_of_expiring_documents(public.calendar_date, integer) is
  'A batch of the documents that expire within 30 or within 7 days: tells the members who may change them, once each. Returns how many documents it told of.';

select cron.schedule('remind-of-expiring-documents', '20 5 * * *', private.in_batches('private.remind_of_expiring_documents'));

-- 13_papers/30_document_files.sql

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
  if owner_org is null or acting_user is null or not is_party and acting_user not in (
    select private.members_with(owner_org, (case when about_people then 'tenancies.read' else 'properties.read' end)::private.permission)
  ) then
    perform private.raise_problem('document.unknown_subject', 'Cannot find what the document is about', 404,
      jsonb_build_object('field', subject_field));
  end if;
  if not is_party and acting_user not in (
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
  'The organization of a document''s subject, after checking that this user may add this upload to it: as a member, or as a tenant of the tenancy. Errors: document.bad_fact, document.bad_path 422, document.unknown_subject 404, auth.forbidden 403.';

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
  'Refuses (409 document.too_many) the 51st document of a tenant on a tenancy; put away or not, for the files stay.';

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

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;

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
comment on column public.documents.added_by is 'Who added it: a member, a tenant of the tenancy, or who gives its notices for an agency.';
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

create function private.contacts_of(person uuid)
returns setof text
language plpgsql
stable
set search_path = ''
rows 2
as $$
begin
  -- Whoever only claims an address or number has not shown that it is theirs.
  return query
  select lower(account.email) from auth.users as account
  where account.id = contacts_of.person and account.email_confirmed_at is not null
  union all
  select '+' || ltrim(account.phone, '+') from auth.users as account
  where account.id = contacts_of.person and account.phone_confirmed_at is not null;
end
$$;
comment on function private.contacts_of(uuid) is 'The confirmed e-mail address and E.164 number of somebody''s account.';

create function private.my_contacts()
returns setof text
language plpgsql
stable
security definer
set search_path = ''
rows 2
as $$
begin
  return query select private.contacts_of((select auth.uid()));
end
$$;
comment on function private.my_contacts() is 'The confirmed e-mail address and E.164 number of the caller''s account.';
grant execute on function private.my_contacts() to authenticated;

create function private.documents_open_to(person uuid)
returns setof uuid
language plpgsql
stable
set search_path = ''
rows 20
as $$
#variable_conflict use_column
begin
  return query
  select access.document_id
  from public.document_access as access
  join public.documents as document on document.id = access.document_id and document.retired_at is null
  where access.contact in (select private.contacts_of(documents_open_to.person)) and access.revoked_at is null
    and (access.expires_at is null or access.expires_at > now())
  union
  select access.document_id
  from private.tenancy_people as mine
  join public.document_access as access on access.tenancy_id = mine.tenancy_id
  join public.documents as document on document.id = access.document_id and document.retired_at is null
  where mine.user_id = documents_open_to.person
    and access.revoked_at is null and (access.expires_at is null or access.expires_at > now())
  union
  -- A member who leaves does not keep what they added: theirs is what they added to their own tenancy.
  select document.id
  from public.documents as document
  where document.added_by = documents_open_to.person and document.tenancy_id in (
    select mine.tenancy_id from private.tenancy_people as mine where mine.user_id = documents_open_to.person)
  union
  select document.id
  from public.documents as document
  where document.added_by = documents_open_to.person and document.kind = 'notice' and document.tenancy_id is not null
    and private.may_show_service(documents_open_to.person, document.tenancy_id);
end
$$;
comment on function private.documents_open_to(uuid) is
  'The documents that somebody may read without being a member: the one rule of it, for what they read in the API and for the copy of their data.';

create function private.my_document_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query select private.documents_open_to((select auth.uid()));
end
$$;
comment on function private.my_document_ids() is
  'The documents that the caller may read without being a member: those shared with them or with a tenancy of theirs, while the grant is live, those they added to a tenancy of theirs, and, while they may give its notices for an agency, what they added to show that one was served.';
grant execute on function private.my_document_ids() to authenticated;

create function private.disputed_paper_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  if not private.is_staff('money') then
    return;
  end if;
  return query
  select given.document_id from public.deposit_returns as given where given.status = 'disputed' and given.document_id is not null;
end
$$;
comment on function private.disputed_paper_ids() is
  'For staff who decide about money: the papers that are to show that a disputed return of a deposit was made, until it is decided; none for others.';
grant execute on function private.disputed_paper_ids() to authenticated;

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
grant select on public.documents, public.document_access to authenticated;
grant select, insert, update, delete on public.documents, public.document_access to service_role;

create policy documents_select on public.documents for select to authenticated
  using (
    id = any (array(select private.my_document_ids()))
    or (kind = 'identity' and org_id = any (array(select private.my_org_ids('tenancies.write'))))
    or (kind <> 'identity' and num_nonnulls(tenancy_id, tenant_id) = 1
      and org_id = any (array(select private.my_org_ids('tenancies.read'))))
    or (kind <> 'identity' and num_nonnulls(property_id, unit_id) = 1
      and org_id = any (array(select private.my_org_ids('properties.read'))))
    or (kind <> 'identity' and id = any (array(select private.disputed_paper_ids())))
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

create function private.require_paper(document_id uuid, org_id uuid, tenancy_id uuid, code text, refusal text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if document_id is not null and not exists (
    select from public.documents as document
    where document.id = require_paper.document_id and document.org_id = require_paper.org_id
      and document.tenancy_id = require_paper.tenancy_id and document.retired_at is null
  ) then
    perform private.raise_problem(code, refusal || ': document_id must be a paper of the tenancy', 400,
      jsonb_build_object('field', 'document_id'));
  end if;
end
$$;
comment on function private.require_paper(uuid, uuid, uuid, text, text) is
  'Refuses (400, the code given) evidence that is no paper of a tenancy, or is retired; null is none, and no refusal.';

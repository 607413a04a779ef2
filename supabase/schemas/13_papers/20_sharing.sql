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

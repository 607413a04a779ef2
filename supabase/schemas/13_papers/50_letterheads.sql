-- The letterhead of an organization: what stands at the head of its letters and notices beside its name and address, and
-- who signs them. A letterhead is never changed: a new one takes its place, so that a paper that is made again has the
-- head with which it went out.

create table public.organization_logos (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  path text not null constraint organization_logos_path_check check (length(path) between 38 and 400),
  width integer not null constraint organization_logos_width_check check (width between 1 and 1200),
  height integer not null constraint organization_logos_height_check check (height between 1 and 600),
  size_bytes integer not null constraint organization_logos_size_check check (size_bytes between 1 and 1048576),
  sha256 text not null constraint organization_logos_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  upload_path text not null constraint organization_logos_upload_path_check check (length(upload_path) <= 300),
  added_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (org_id, id)
);
comment on table public.organization_logos is 'Pictures for the letterheads of an organization, made by the media function out of uploads. Kept as long as the papers on which they stand.';
comment on column public.organization_logos.id is 'Time-ordered identifier.';
comment on column public.organization_logos.org_id is 'Whose it is.';
comment on column public.organization_logos.path is 'The PNG in the private bucket letterheads: <org_id>/<try>/logo.png.';
comment on column public.organization_logos.width is 'In pixels.';
comment on column public.organization_logos.height is 'In pixels.';
comment on column public.organization_logos.size_bytes is 'Bytes of the PNG.';
comment on column public.organization_logos.sha256 is 'SHA-256 in hex of the PNG.';
comment on column public.organization_logos.upload_path is 'Where the original was in bucket uploads, so that a repeated request finds what it made.';
comment on column public.organization_logos.added_by is 'The member who added it.';
comment on column public.organization_logos.created_at is 'When it was added, UTC.';
create index organization_logos_added_by_idx on public.organization_logos (added_by, upload_path);
create index organization_logos_path_idx on public.organization_logos (path);

create table public.letterheads (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  signatory_name text not null check (private.is_line(signatory_name) and length(btrim(signatory_name)) between 2 and 120),
  signatory_title text not null check (private.is_line(signatory_title) and length(btrim(signatory_title)) between 2 and 120),
  phone text check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  email text check (private.is_line(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  website text check (private.is_line(website) and website ~ '^[^[:space:]/@:]+\.[^[:space:]/@:]+(/[^[:space:]]*)?$' and length(website) <= 120),
  registration text check (private.is_line(registration) and length(btrim(registration)) between 2 and 120),
  logo_id uuid,
  set_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, logo_id) references public.organization_logos (org_id, id)
);
comment on table public.letterheads is 'What stands on the letters and notices of an organization beside its name and address, and who signs them. Append-only: the newest one holds.';
comment on column public.letterheads.id is 'Time-ordered identifier.';
comment on column public.letterheads.org_id is 'Whose it is.';
comment on column public.letterheads.signatory_name is 'Who signs.';
comment on column public.letterheads.signatory_title is 'As what they sign: Managing Director, Landlord, Solicitor.';
comment on column public.letterheads.phone is 'E.164 number to call.';
comment on column public.letterheads.email is 'Address to write to.';
comment on column public.letterheads.website is 'Website without https://.';
comment on column public.letterheads.registration is 'Numbers of registration, such as RC 123456 or a LASRERA permit.';
comment on column public.letterheads.logo_id is 'The picture at its head; null: the name alone.';
comment on column public.letterheads.set_by is 'The member who set it.';
comment on column public.letterheads.created_at is 'Since when it holds, UTC; until the next one.';
create index letterheads_org_idx on public.letterheads (org_id, id desc);
create index letterheads_logo_idx on public.letterheads (org_id, logo_id);
create index letterheads_set_by_idx on public.letterheads (set_by);

alter table public.organization_logos enable row level security;
alter table public.letterheads enable row level security;
grant select on public.organization_logos, public.letterheads to authenticated, service_role;
create policy organization_logos_select on public.organization_logos for select to authenticated using (
  -- As a case, which no index answers: a condition of its own would have each request planned anew.
  case when org_id = any (array(select org_id from private.my_permissions where permission = 'organization.read')) then true end is not null
);
create policy letterheads_select on public.letterheads for select to authenticated using (
  case when org_id = any (array(select org_id from private.my_permissions where permission = 'organization.read')) then true end is not null
);
create trigger refuse_change before update of
  id, org_id, signatory_name, signatory_title, phone, email, website, registration, logo_id, created_at on public.letterheads
  for each row execute function private.refuse_change();
create trigger record_audit after insert or delete on public.letterheads
  for each row execute function private.record_audit();

create function private.letterhead_of(org_id uuid)
returns public.letterheads
language sql
stable
set search_path = ''
as $$
  select head.* from public.letterheads as head where head.org_id = letterhead_of.org_id order by head.id desc limit 1
$$;
comment on function private.letterhead_of(uuid) is 'The letterhead that holds now; null where none was set.';

create function private.set_letterhead(
  org_id uuid, signatory_name text, signatory_title text, phone text, email text, website text, registration text, logo_id uuid)
returns public.letterheads
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  head public.letterheads;
  bad text;
begin
  perform private.require_permission(org_id, 'organization.write');
  signatory_name := btrim(signatory_name);
  signatory_title := btrim(signatory_title);
  phone := nullif(btrim(phone), '');
  email := nullif(lower(btrim(email)), '');
  website := nullif(regexp_replace(btrim(website), '^https?://', '', 'i'), '');
  registration := nullif(btrim(registration), '');
  bad := case
    when signatory_name is null or length(signatory_name) not between 2 and 120 then 'signatory_name'
    when signatory_title is null or length(signatory_title) not between 2 and 120 then 'signatory_title'
    when phone is not null and phone !~ '^\+[1-9][0-9]{7,14}$' then 'phone'
    when email is not null and (email !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(email) > 254) then 'email'
    when website is not null and (website !~ '^[^[:space:]/@:]+\.[^[:space:]/@:]+(/[^[:space:]]*)?$' or length(website) > 120) then 'website'
    when registration is not null and length(registration) not between 2 and 120 then 'registration'
  end;
  if bad is not null then
    perform private.raise_problem('letterhead.bad', format('Cannot set the letterhead: %s %s', bad, case bad
      when 'phone' then 'must be a number such as +2348031234567' when 'email' then 'must be an e-mail address'
      when 'website' then 'must be an address such as adahomes.ng' else 'must have 2 to 120 characters' end), 400,
      jsonb_build_object('field', bad));
  end if;
  if logo_id is not null and not exists (
    select from public.organization_logos as logo where logo.org_id = org_id and logo.id = logo_id) then
    perform private.raise_problem('letterhead.unknown_logo', 'Cannot set the letterhead: the organization has no such logo', 404,
      jsonb_build_object('field', 'logo_id'));
  end if;
  -- One after the other, so that the same again is found.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  head := private.letterhead_of(org_id);
  if head.id is not null
    and (head.signatory_name, head.signatory_title, head.phone, head.email, head.website, head.registration, head.logo_id)
      is not distinct from (signatory_name, signatory_title, phone, email, website, registration, logo_id) then
    return head;
  end if;
  insert into public.letterheads as made (
    org_id, signatory_name, signatory_title, phone, email, website, registration, logo_id, set_by)
  values (org_id, signatory_name, signatory_title, phone, email, website, registration, logo_id, (select auth.uid()))
  returning made.* into head;
  return head;
end
$$;
comment on function private.set_letterhead(uuid, text, text, text, text, text, text, uuid) is
  'Checks the permission and each part, then makes the letterhead that holds from now on.';
grant execute on function private.set_letterhead(uuid, text, text, text, text, text, text, uuid) to authenticated;

create function public.set_letterhead(
  org_id uuid, signatory_name text, signatory_title text, phone text default null, email text default null,
  website text default null, registration text default null, logo_id uuid default null)
returns public.letterheads
language sql
set search_path = ''
as $$
  select private.limit_person('set_letterhead');
  select private.set_letterhead(org_id, private.read_line('signatory_name', signatory_name),
    private.read_line('signatory_title', signatory_title), private.read_line('phone', phone), private.read_line('email', email),
    private.read_line('website', website), private.read_line('registration', registration), logo_id)
$$;
comment on function public.set_letterhead(uuid, text, text, text, text, text, text, uuid) is
  'Sets what stands on the organization''s letters and notices from now on beside its name and address, and who signs them; those that went out keep theirs. What is left out stands on it no more. The same again is harmless. Needs organization.write. Errors: auth.forbidden 403, letterhead.bad 400, letterhead.unknown_logo 404.';
grant execute on function public.set_letterhead(uuid, text, text, text, text, text, text, uuid) to authenticated;

-- Files -----------------------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('letterheads', 'letterheads', false, 1048576, '{image/png}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

create policy letterhead_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'letterheads'
    and exists (select from public.organization_logos as logo where logo.path = objects.name)
  );

-- The media function ------------------------------------------------------------------------------

create function service.prepare_logo(acting_user uuid, org_id uuid, upload_path text)
returns table (known jsonb)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  if acting_user is null or acting_user not in (select private.members_with(org_id, 'organization.read')) then
    perform private.raise_problem('organization.not_found', 'Cannot find the organization among yours', 404,
      jsonb_build_object('field', 'org_id'));
  end if;
  if acting_user not in (select private.members_with(org_id, 'organization.write')) then
    perform private.raise_problem('auth.forbidden',
      'You may not do this for the organization: it needs the permission organization.write', 403);
  end if;
  if upload_path is null or upload_path !~ ('^' || acting_user || '/[A-Za-z0-9][A-Za-z0-9._-]{0,200}$') then
    perform private.raise_problem('media.bad_path', 'Cannot use the upload: it must lie in your own folder', 422,
      jsonb_build_object('field', 'upload_path'));
  end if;
  select to_jsonb(logo) into known from public.organization_logos as logo
  where logo.added_by = acting_user and logo.upload_path = upload_path and logo.org_id = org_id;
  if known is null and (select count(*) from public.organization_logos as logo where logo.org_id = org_id) >= 50 then
    perform private.raise_problem('letterhead.too_many_logos', 'Cannot add the logo: fifty are kept already', 409,
      jsonb_build_object('field', 'org_id'));
  end if;
  return next;
end
$$;
comment on function service.prepare_logo(uuid, uuid, text) is
  'Before any work on an upload: checks that the user may set the organization''s letterhead; returns what an earlier try made of the upload. Errors: organization.not_found 404, auth.forbidden 403, media.bad_path 422, letterhead.too_many_logos 409.';

create function service.add_logo(
  acting_user uuid, org_id uuid, upload_path text, storage_path text, width integer, height integer, size_bytes integer, sha256 text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  added jsonb;
begin
  -- One after the other for each organization, so that a request that is repeated meanwhile finds what was made.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  select prepared.known into added from service.prepare_logo(acting_user, org_id, upload_path) as prepared;
  if added is null then
    insert into public.organization_logos as logo (org_id, path, width, height, size_bytes, sha256, upload_path, added_by)
    values (org_id, storage_path, width, height, size_bytes, sha256, upload_path, acting_user)
    returning to_jsonb(logo) into added;
  end if;
  return added;
end
$$;
comment on function service.add_logo(uuid, uuid, text, text, integer, integer, integer, text) is
  'Registers a logo whose PNG is in Storage, to be named by a letterhead; the same upload again gives the one that is there. Errors: those of prepare_logo.';
grant execute on function service.prepare_logo(uuid, uuid, text),
  service.add_logo(uuid, uuid, text, text, integer, integer, integer, text) to service_role;

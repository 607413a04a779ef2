-- A person's export of their data: asked for here, made by the jobs function (work/data_exports.ts) in parts that are bounded
-- whatever there is of somebody, each a file of JSON in the private bucket data-exports, with an index that says what is in
-- them and what is not. A worker that was killed at any moment leaves parts that are written down, and a file that nobody
-- names: the next one goes on after the last part.

create table private.privacy_rules (
  is_the_one boolean primary key default true check (is_the_one),
  fresh_for interval not null default '15 minutes' check (fresh_for between '1 minute' and '1 day'),
  cooling_off interval not null default '7 days' check (cooling_off between '0' and '30 days'),
  rows_of_part integer not null default 1000 check (rows_of_part between 1 and 10000),
  bytes_of_part integer not null default 1000000 check (bytes_of_part between 1000 and 4000000)
);
comment on table private.privacy_rules is 'What holds of exports and erasures: one row, changed in Studio. No policies: functions only.';
comment on column private.privacy_rules.is_the_one is 'There is one row.';
comment on column private.privacy_rules.fresh_for is 'Within so long people must have signed in to have their data or be forgotten.';
comment on column private.privacy_rules.cooling_off is 'How long after they asked a person is forgotten, and may think better of it.';
comment on column private.privacy_rules.rows_of_part is 'How many rows a part of an export holds.';
comment on column private.privacy_rules.bytes_of_part is 'How many bytes a part of an export holds, but for its last row.';
alter table private.privacy_rules enable row level security;
insert into private.privacy_rules default values;

create function private.lacks_second_factor()
returns boolean
language sql
stable
set search_path = ''
as $$
  select private.meets_level('aal2', private.assurance()) is not true and exists (
    select from auth.mfa_factors as factor where factor.user_id = (select auth.uid()) and factor.status = 'verified')
$$;
comment on function private.lacks_second_factor() is 'Whether the caller has a second factor and did not bring it.';

create function private.signed_in_lately()
returns boolean
language sql
stable
set search_path = ''
as $$
  -- Only what asks for something that the account had before: whoever finds a session open can set up an authenticator app
  -- of their own, or change an address, within it. Ways that are not named here are none.
  select coalesce((
    select max((way ->> 'timestamp')::numeric) > extract(epoch from now() - rules.fresh_for)
    from private.privacy_rules as rules
    cross join lateral jsonb_array_elements(
      case when jsonb_typeof((select auth.jwt()) -> 'amr') = 'array' then (select auth.jwt()) -> 'amr' else '[]' end) as way
    where jsonb_typeof(way -> 'timestamp') = 'number'
      and way ->> 'method' in ('password', 'otp', 'magiclink', 'recovery', 'invite', 'email/signup', 'oauth', 'sso/saml', 'web3')
    group by rules.fresh_for), false)
$$;
comment on function private.signed_in_lately() is
  'Whether the caller''s session was opened lately by a sign-in (the token''s amr). A second factor added to an open session is none.';

create function private.is_surely_present()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select private.is_studio() or (private.signed_in_lately() and not private.lacks_second_factor())
$$;
comment on function private.is_surely_present() is
  'Whether it is surely the person who asks: by having signed in lately, and with their second factor where they have one. A token that says nothing is not enough.';
grant execute on function private.is_surely_present() to authenticated;

create function private.require_presence()
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if (select auth.uid()) is null then
    perform private.raise_problem('auth.required', 'Cannot do this: sign in first', 401);
  end if;
  if private.is_surely_present() then
    return;
  end if;
  -- First what comes first: a new sign-in brings no second factor yet.
  if not private.signed_in_lately() then
    perform private.raise_problem('auth.stale_sign_in', 'Cannot do this by an old session: sign in anew, and repeat it', 403,
      jsonb_build_object('within_s', (select extract(epoch from rules.fresh_for)::integer from private.privacy_rules as rules)));
  end if;
  perform private.raise_problem('auth.insufficient_assurance',
    'Cannot do this without your second factor: sign in with the code of your authenticator app, and repeat it', 403,
    jsonb_build_object('needs', 'aal2', 'has', private.assurance()));
end
$$;
comment on function private.require_presence() is
  'Refuses whoever may only have found a session open. Errors: auth.required 401, auth.insufficient_assurance, auth.stale_sign_in 403.';

create table private.data_exports (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  asked_at timestamptz not null default now(),
  part integer not null default 0 check (part >= 0),
  at_relation text,
  at_column text,
  after text[],
  counts jsonb not null default '{}',
  lease_id uuid,
  next_try_at timestamptz default now(),
  tries smallint not null default 0 check (tries between 0 and 1000),
  note text check (length(note) <= 500),
  ready_at timestamptz,
  expires_at timestamptz,
  failed_at timestamptz,
  size_bytes bigint check (size_bytes >= 0),
  constraint data_exports_end_check check (num_nonnulls(ready_at, failed_at, next_try_at) = 1 and (ready_at is null) = (expires_at is null)),
  constraint data_exports_place_check check ((at_relation is null) = (at_column is null) and (after is null or at_relation is not null))
);
comment on table private.data_exports is
  'Exports that people asked for. No policies: functions only; people list theirs by my_data_exports().';
comment on column private.data_exports.id is 'Time-ordered identifier.';
comment on column private.data_exports.user_id is 'Whose data.';
comment on column private.data_exports.asked_at is 'When they asked, UTC.';
comment on column private.data_exports.part is 'How many parts are written.';
comment on column private.data_exports.at_relation is 'How far it came: the table (private.personal_data); null at the beginning.';
comment on column private.data_exports.at_column is 'The column of that entry.';
comment on column private.data_exports.after is 'The key of the last row that is written; null: the entry is done.';
comment on column private.data_exports.counts is 'How many rows are written, by entry.';
comment on column private.data_exports.lease_id is 'Which worker has it in hand: another cannot write its next part down.';
comment on column private.data_exports.next_try_at is 'When the next worker may take it, UTC; null once it ended.';
comment on column private.data_exports.tries is 'How often a worker took it since its last part.';
comment on column private.data_exports.note is 'What the last try met.';
comment on column private.data_exports.ready_at is 'When it could be fetched, UTC.';
comment on column private.data_exports.expires_at is 'Until when, UTC.';
comment on column private.data_exports.failed_at is 'When it was given up, UTC: its person may ask again.';
comment on column private.data_exports.size_bytes is 'Size of all its files in bytes.';
create unique index data_exports_one_key on private.data_exports (user_id) where next_try_at is not null;
comment on index private.data_exports_one_key is 'One under way at a time.';
create index data_exports_user_idx on private.data_exports (user_id, id desc);
create index data_exports_wanted_idx on private.data_exports (next_try_at) where next_try_at is not null;
create index data_exports_failed_idx on private.data_exports (failed_at) where failed_at is not null;
create index data_exports_asked_at_idx on private.data_exports (asked_at);
alter table private.data_exports enable row level security;

create table private.data_export_files (
  path text primary key check (length(path) between 10 and 300),
  export_id uuid not null references private.data_exports (id) on delete cascade,
  part integer not null check (part >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes integer not null check (size_bytes > 0),
  kept_from timestamptz not null default now(),
  unique (export_id, part)
);
comment on table private.data_export_files is
  'The files of exports. They go by their retention rule: the row, and by its trigger the file. No policies: functions only.';
comment on column private.data_export_files.path is 'In the bucket data-exports: <user id>/<export id>/….json.';
comment on column private.data_export_files.export_id is 'The export.';
comment on column private.data_export_files.part is 'Which part, from 1; the index is 0.';
comment on column private.data_export_files.sha256 is 'SHA-256 of the file, in hex.';
comment on column private.data_export_files.size_bytes is 'Size of the file in bytes.';
comment on column private.data_export_files.kept_from is 'From when on it is kept: when it was written, and then when its export was ready, UTC.';
create index data_export_files_kept_from_idx on private.data_export_files (kept_from);
alter table private.data_export_files enable row level security;

insert into private.retention_rules (relation, ordered_by, keep, reason) values
  ('private.data_export_files', 'kept_from', '7 days', 'A copy of everything about somebody lies nowhere longer than they need to fetch it'),
  ('private.data_exports', 'asked_at', '12 months', 'To show that somebody had their data when they asked');

create function private.abandon_export_file()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into private.abandoned_files (path, bucket) values (old.path, 'data-exports')
  on conflict (path) do update set abandoned_at = now();
  return null;
end
$$;
comment on function private.abandon_export_file() is 'Trigger: the file goes after its row.';
create trigger abandon_export_file after delete on private.data_export_files
  for each row execute function private.abandon_export_file();

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('data-exports', 'data-exports', false, 10485760, '{application/json}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

create function private.my_export_paths()
returns setof text
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select file.path
  from private.data_exports as export
  join private.data_export_files as file on file.export_id = export.id
  -- Whoever finds a session open has no copy of everything that was ordered before, either.
  where export.user_id = (select auth.uid()) and export.expires_at > now() and not private.is_suspended()
    and (select private.is_surely_present());
end
$$;
comment on function private.my_export_paths() is
  'The files of the caller''s exports that can be fetched now; none where it is not surely they (private.is_surely_present).';
grant execute on function private.my_export_paths() to authenticated;

-- Only the service's key writes.
create policy data_export_files_select on storage.objects for select to authenticated
  using (bucket_id = 'data-exports' and name = any (array(select private.my_export_paths())));

-- Asking --------------------------------------------------------------------------------------------------

create function private.export_state(export private.data_exports)
returns text
language sql
stable
set search_path = ''
as $$
  select case when export.failed_at is not null then 'failed' when export.ready_at is null then 'under_way'
    when export.expires_at > now() then 'ready' else 'expired' end
$$;
comment on function private.export_state(private.data_exports) is 'under_way, ready, expired, or failed: computed, and never stored.';

create function private.request_data_export()
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  made uuid;
begin
  perform private.require_presence();
  insert into private.data_exports (user_id) values ((select auth.uid()))
  on conflict (user_id) where next_try_at is not null do nothing
  returning id into made;
  if made is null then
    -- Whoever finished it between the two statements leaves none: the caller has a ready one then.
    select export.id into made from private.data_exports as export
    where export.user_id = (select auth.uid()) order by export.id desc limit 1;
  else
    perform private.wake_jobs();
  end if;
  return made;
end
$$;
comment on function private.request_data_export() is
  'Checks that it is surely the caller, then orders an export of their data; one that is under way is returned.';
grant execute on function private.request_data_export() to authenticated;

create function public.request_data_export()
returns uuid
language sql
set search_path = ''
as $$
  select private.limit_person('request_data_export');
  select private.request_data_export()
$$;
comment on function public.request_data_export() is
  'Asks for a copy of all data about you, as files of JSON that you alone can fetch for a week; you are told when they are ready (my_data_exports). Returns the export; one that is under way is returned as it is. Errors: auth.stale_sign_in where you did not sign in lately, auth.insufficient_assurance where you have a second factor and did not use it 403.';

create function private.my_data_exports()
returns table (
  id uuid, state text, asked_at timestamptz, ready_at timestamptz, expires_at timestamptz, size_bytes bigint, rows bigint, files jsonb)
language sql
stable
security definer
set search_path = ''
rows 10
as $$
  select export.id, private.export_state(export), export.asked_at, export.ready_at, export.expires_at, export.size_bytes,
    case when export.ready_at is not null then (select sum(one.value::bigint) from jsonb_each_text(export.counts) as one)::bigint end,
    case when export.expires_at > now() then (
      select jsonb_agg(jsonb_build_object('path', file.path, 'part', file.part, 'size_bytes', file.size_bytes, 'sha256', file.sha256)
        order by file.part)
      from private.data_export_files as file where file.export_id = export.id) end
  from private.data_exports as export
  where export.user_id = (select auth.uid())
  order by export.id desc limit 50
$$;
comment on function private.my_data_exports() is 'The caller''s exports, newest first.';
grant execute on function private.my_data_exports() to authenticated;

create function public.my_data_exports()
returns table (
  id uuid, state text, asked_at timestamptz, ready_at timestamptz, expires_at timestamptz, size_bytes bigint, rows bigint, files jsonb)
language sql
stable
set search_path = ''
as $$
  select mine.* from private.my_data_exports() as mine
$$;
comment on function public.my_data_exports() is
  'The exports of your data that you asked for, newest first: state is under_way, ready (until expires_at), expired, or failed (ask again). files of a ready one lie in the private bucket data-exports: part 0 is the index, which says what is in the others, what was withheld and why. They are fetched as they are asked for: by who signed in lately, with the second factor where there is one.';
grant execute on function public.request_data_export(), public.my_data_exports() to authenticated;

-- The jobs function ---------------------------------------------------------------------------------------

create function private.data_exports_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.data_exports as export where export.next_try_at <= clock_timestamp())
$$;
comment on function private.data_exports_wait() is 'Whether an export has to be gone on with now.';

create function service.claim_data_export(hidden_for_s integer default 60)
returns table (id uuid, lease_id uuid, tries integer)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  -- What eight workers did not come back from with a part is not tried for ever: its person asks again.
  update private.data_exports as lost
  set failed_at = now(), next_try_at = null, lease_id = null
  where lost.id = any (array(
    select old.id from private.data_exports as old where old.next_try_at <= now() and old.tries >= 8 for update skip locked));
  return query
  update private.data_exports as export
  set lease_id = gen_random_uuid(), tries = least(export.tries + 1, 1000),
    next_try_at = now() + make_interval(secs => least(greatest(hidden_for_s, 1) * power(2, least(export.tries, 10)), 3600))
  where export.id = (
    select waiting.id from private.data_exports as waiting where waiting.next_try_at <= now()
    order by waiting.tries, waiting.next_try_at limit 1 for update skip locked)
  returning export.id, export.lease_id, export.tries::integer;
end
$$;
comment on function service.claim_data_export(integer) is
  'Takes one export that has to be gone on with; another worker sees it again only after the given seconds, twice as many with each try without a part, an hour at most. One that was tried eight times is given up.';

create function private.next_export_entry(relation text, column_name text)
returns private.personal_data
language sql
stable
set search_path = ''
as $$
  select entry from private.personal_data as entry
  where entry.export in ('whole', 'trace')
    and (next_export_entry.relation is null or (entry.relation, entry.column_name) > (next_export_entry.relation, next_export_entry.column_name))
  order by entry.relation, entry.column_name limit 1
$$;
comment on function private.next_export_entry(text, text) is 'The entry that is exported after this one; null after the last.';

create function private.export_index(export private.data_exports)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'format', 'estate-data-export/1', 'export_id', export.id, 'asked_at', export.asked_at, 'made_at', now(),
    'account', (
      select jsonb_build_object(
        'id', account.id, 'email', account.email, 'email_confirmed_at', account.email_confirmed_at, 'phone', account.phone,
        'phone_confirmed_at', account.phone_confirmed_at, 'created_at', account.created_at, 'last_sign_in_at', account.last_sign_in_at)
      from auth.users as account where account.id = export.user_id),
    'contents', coalesce((
      select jsonb_agg(jsonb_build_object(
        'name', entry.relation || '.' || entry.column_name, 'about', known.about, 'rows', (export.counts ->> (entry.relation || '.' || entry.column_name))::bigint,
        'is_reduced', entry.export = 'trace', 'left_out', to_jsonb(entry.left_out)) order by entry.relation, entry.column_name)
      from private.personal_data as entry
      join private.personal_categories as known on known.category = entry.category
      where export.counts ? (entry.relation || '.' || entry.column_name)), '[]'),
    'withheld', coalesce((
      select jsonb_agg(jsonb_build_object('name', entry.relation || '.' || entry.column_name, 'about', known.about, 'why', entry.withheld_why)
        order by entry.relation, entry.column_name)
      from private.personal_data as entry
      join private.personal_categories as known on known.category = entry.category
      where entry.withheld_why is not null), '[]'),
    'files', coalesce((
      select jsonb_agg(jsonb_build_object('part', file.part, 'size_bytes', file.size_bytes, 'sha256', file.sha256) order by file.part)
      from private.data_export_files as file where file.export_id = export.id), '[]'))
$$;
comment on function private.export_index(private.data_exports) is
  'The index of an export: the account, what the parts hold, how many rows and what of them was left out, what was withheld, whole or row by row, and why.';

create function service.read_data_export_part(export_id uuid, lease_id uuid)
returns table (path text, part integer, body text, at_relation text, at_column text, after text[], counts jsonb)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  export private.data_exports;
  rules private.privacy_rules;
  entry private.personal_data;
  name text;
  last_key text[];
  page jsonb;
  of_page integer;
  rows_left integer;
  bytes_left integer;
  tables jsonb := '{}'::jsonb;
  is_index boolean;
begin
  select found.* into export from private.data_exports as found
  where found.id = export_id and found.lease_id = lease_id and found.next_try_at is not null;
  if export.id is null then
    return;
  end if;
  select known.* into strict rules from private.privacy_rules as known;
  rows_left := rules.rows_of_part;
  bytes_left := rules.bytes_of_part;
  at_relation := export.at_relation;
  at_column := export.at_column;
  after := export.after;
  counts := export.counts;
  while rows_left > 0 and bytes_left > 0 loop
    if after is not null then
      select known.* into entry from private.personal_data as known
      where known.relation = at_relation and known.column_name = at_column and known.export in ('whole', 'trace');
    end if;
    if after is null or entry.relation is null then
      entry := private.next_export_entry(at_relation, at_column);
      exit when entry.relation is null;
      after := null;
    end if;
    name := entry.relation || '.' || entry.column_name;
    -- A hundred at a time, so that no page is much more than a part may hold.
    select coalesce(jsonb_agg(one.value order by one.n), '[]'), count(*)::integer, (array_agg(one.key_text order by one.n desc))[1]::text[]
    into page, of_page, last_key
    from (
      select found.value, found.key::text as key_text, row_number() over () as n
      from private.personal_rows(entry.relation, entry.column_name, export.user_id, after, least(rows_left, 100)) as found) as one;
    if of_page > 0 then
      tables := jsonb_set(tables, array[name], coalesce(tables -> name, '[]') || page);
      counts := jsonb_set(counts, array[name], to_jsonb(coalesce((counts ->> name)::bigint, 0) + of_page));
      bytes_left := bytes_left - octet_length(page::text);
    end if;
    at_relation := entry.relation;
    at_column := entry.column_name;
    after := case when of_page = least(rows_left, 100) then last_key end;
    rows_left := rows_left - of_page;
  end loop;
  -- What is empty is not written: then all is, and the index comes.
  is_index := tables = '{}';
  part := case when is_index then 0 else export.part + 1 end;
  body := (case when is_index then private.export_index(export)
    else jsonb_build_object('format', 'estate-data-export/1', 'part', part, 'tables', tables) end)::text;
  path := export.user_id || '/' || export.id || '/' || case when is_index then 'index' else 'part-' || lpad(part::text, 5, '0') end
    || '-' || left(lease_id::text, 8) || '.json';
  -- A file whose row never comes is swept: the worker that writes it may be killed before it says so.
  insert into private.abandoned_files (path, bucket, abandoned_at) values (path, 'data-exports', now() + interval '1 hour')
  on conflict on constraint abandoned_files_pkey do update set abandoned_at = excluded.abandoned_at;
  return next;
end
$$;
comment on function service.read_data_export_part(uuid, uuid) is
  'The next part of an export for the worker that has its lease, bounded in rows and bytes, or at its end the index (part 0), with the place of its file and how far it comes. No row: another worker has it.';

create function service.finish_data_export_part(
  export_id uuid, lease_id uuid, path text, part integer, sha256 text, size_bytes integer, at_relation text, at_column text, after text[], counts jsonb)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  export private.data_exports;
  kept interval := (select rule.keep from private.retention_rules as rule where rule.relation = 'private.data_export_files');
begin
  select found.* into export from private.data_exports as found
  where found.id = export_id and found.lease_id = lease_id and found.next_try_at is not null for update;
  if export.id is null or part is null or (part <> 0 and part <> export.part + 1) then
    return false;
  end if;
  insert into private.data_export_files (path, export_id, part, sha256, size_bytes) values (path, export_id, part, sha256, size_bytes);
  delete from private.abandoned_files as file where file.path = path;
  if part > 0 then
    update private.data_exports as found
    set part = part, at_relation = at_relation, at_column = at_column, after = after, counts = counts, tries = 0, note = null,
      next_try_at = now() + interval '1 minute'
    where found.id = export_id;
    return true;
  end if;
  update private.data_export_files as file set kept_from = now() where file.export_id = export_id;
  update private.data_exports as found
  set ready_at = now(), expires_at = now() + kept, next_try_at = null, lease_id = null, note = null,
    size_bytes = (select sum(file.size_bytes) from private.data_export_files as file where file.export_id = export_id)
  where found.id = export_id
  returning found.* into export;
  perform private.notify(array[export.user_id], null, 'data_export_ready', 'The copy of your data is ready', export_id,
    jsonb_build_object('expires_at', export.expires_at));
  return true;
end
$$;
comment on function service.finish_data_export_part(uuid, uuid, text, integer, text, integer, text, text, text[], jsonb) is
  'Says that a part''s file was written; with the index the export is ready and its person is told. False: another worker has it, or has said so, and the file is swept.';

create function service.put_off_data_export(export_id uuid, lease_id uuid, error text)
returns void
language sql
security definer
set search_path = ''
as $$
  -- Full jitter over an exponential ceiling of at most an hour.
  update private.data_exports as export
  set note = left(error, 500), next_try_at = case when error is null then now()
    else now() + make_interval(secs => 1 + random() * least(3600, 5 * power(3, least(export.tries, 6)))) end
  where export.id = put_off_data_export.export_id and export.lease_id = put_off_data_export.lease_id and export.next_try_at is not null
$$;
comment on function service.put_off_data_export(uuid, uuid, text) is 'Tries an export again later; without an error another worker goes on at once.';
grant execute on function
  service.claim_data_export(integer), service.read_data_export_part(uuid, uuid), service.put_off_data_export(uuid, uuid, text),
  service.finish_data_export_part(uuid, uuid, text, integer, text, integer, text, text, text[], jsonb)
  to service_role;

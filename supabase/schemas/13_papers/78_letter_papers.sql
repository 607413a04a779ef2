-- The papers of letters and notices: PDFs in the private bucket letters, made by the jobs function from their own rows.
--
-- <org_id>/<letter or notice id>/sent.pdf is what went out, withdrawn.pdf says that it is withdrawn. What stands under a
-- name never changes: it is made of what never changes, the same bytes each time, so that a worker that is late, or made
-- it before, does no harm. What can be downloaded is what holds; the other one is kept.

create table private.letter_papers (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  letter_id uuid,
  notice_id uuid,
  is_withdrawn boolean not null,
  made_at timestamptz,
  size_bytes integer check (size_bytes > 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  next_try_at timestamptz default now(),
  tries smallint not null default 0 check (tries between 0 and 1000),
  note text check (length(note) <= 500),
  unique (letter_id, is_withdrawn),
  unique (notice_id, is_withdrawn),
  foreign key (org_id, letter_id) references public.letters (org_id, id),
  foreign key (org_id, notice_id) references public.statutory_notices (org_id, id),
  constraint letter_papers_subject_check check (num_nonnulls(letter_id, notice_id) = 1),
  constraint letter_papers_made_check check ((made_at is null) = (next_try_at is not null) and (made_at is null) = (sha256 is null))
);
comment on table private.letter_papers is 'Papers of letters and notices: those that were made, and those that the jobs function has to make.';
comment on column private.letter_papers.id is 'Time-ordered identifier.';
comment on column private.letter_papers.org_id is 'Who writes.';
comment on column private.letter_papers.letter_id is 'The letter; exactly one of letter and notice is set.';
comment on column private.letter_papers.notice_id is 'The notice.';
comment on column private.letter_papers.is_withdrawn is 'Whether it is the paper that says that it is withdrawn.';
comment on column private.letter_papers.made_at is 'When its file was written, UTC; null while it has to be made.';
comment on column private.letter_papers.size_bytes is 'Size of the file in bytes.';
comment on column private.letter_papers.sha256 is 'SHA-256 of the file, in hex.';
comment on column private.letter_papers.next_try_at is 'When the next worker may take it, UTC; null once it is made.';
comment on column private.letter_papers.tries is 'How often a worker took it; counted to a thousand.';
comment on column private.letter_papers.note is 'What the last try met.';
create index letter_papers_letter_idx on private.letter_papers (org_id, letter_id);
create index letter_papers_notice_idx on private.letter_papers (org_id, notice_id);
create index letter_papers_wanted_idx on private.letter_papers (next_try_at) where next_try_at is not null;
alter table private.letter_papers enable row level security;

-- Files -----------------------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('letters', 'letters', false, 2097152, '{application/pdf}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

create function private.paper_of(name text)
returns table (org_id text, paper_id uuid, is_withdrawn boolean)
language sql
immutable
parallel safe
rows 1
set search_path = ''
as $$
  select split_part(name, '/', 1), split_part(name, '/', 2)::uuid, starts_with(split_part(name, '/', 3), 'withdrawn')
  where name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/(sent|withdrawn)\.pdf$'
$$;
comment on function private.paper_of(text) is 'Which paper a file of the bucket letters is; no row: none.';
grant execute on function private.paper_of(text) to authenticated;

-- Who sees the letter or the notice downloads its paper, by their own policies. Only the service's key writes.
create policy letter_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'letters'
    and exists (
      select from private.paper_of(objects.name) as paper
      where exists (
          select from public.letters as letter
          where letter.id = paper.paper_id and letter.org_id::text = paper.org_id and paper.is_withdrawn = exists (
            select from public.letter_withdrawals as withdrawn where withdrawn.letter_id = letter.id))
        or exists (
          select from public.statutory_notices as notice
          where notice.id = paper.paper_id and notice.org_id::text = paper.org_id and paper.is_withdrawn = exists (
            select from public.notice_withdrawals as withdrawn where withdrawn.notice_id = notice.id)))
  );

-- The jobs function -----------------------------------------------------------------------------

create function private.letter_as_paper(letter public.letters, is_withdrawn boolean)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'kind', 'letter', 'number', letter.number, 'written_on', to_char(letter.written_on, 'YYYY-MM-DD'),
    'made_at', to_char(letter.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'language', letter.language,
    'addressee', letter.addressee, 'addressee_address', letter.addressee_address, 'premises', letter.premises,
    'subject', letter.subject, 'body', letter.body, 'head', private.head_as_paper(letter.sender_name, letter.sender_address, letter.letterhead_id),
    'signed_by', head.signatory_name, 'signed_as', head.signatory_title,
    'withdrawn_on', to_char(private.lagos_date(withdrawn.withdrawn_at), 'YYYY-MM-DD'), 'withdrawn_because', withdrawn.reason)
  from public.letterheads as head
  left join public.letter_withdrawals as withdrawn on is_withdrawn and withdrawn.letter_id = letter.id
  where head.id = letter.letterhead_id
$$;
comment on function private.letter_as_paper(public.letters, boolean) is 'All that stands on the paper of a letter.';

create function private.head_as_paper(sender_name text, sender_address text, letterhead_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object('name', sender_name, 'address', sender_address, 'phone', head.phone, 'email', head.email,
    'website', head.website, 'registration', head.registration, 'logo_path', logo.path)
  from public.letterheads as head
  left join public.organization_logos as logo on logo.org_id = head.org_id and logo.id = head.logo_id
  where head.id = letterhead_id
$$;
comment on function private.head_as_paper(text, text, uuid) is 'What stands at the head of a paper.';

create function service.claim_letter_papers(most integer default 5, hidden_for_s integer default 120)
returns table (id uuid, path text, tries integer, paper jsonb)
language sql
security definer
set search_path = ''
as $$
  with fresh as (
    select waiting.id from private.letter_papers as waiting
    where waiting.next_try_at <= now() and waiting.tries < 2
    order by waiting.next_try_at, waiting.id
    limit least(most, 100)
    for update skip locked
  ), doubtful as (
    -- What two workers did not come back from may be what ended them: it waits for all others, and drags none along.
    select waiting.id from private.letter_papers as waiting
    where waiting.next_try_at <= now() and waiting.tries >= 2 and not exists (select from fresh)
    order by waiting.next_try_at, waiting.id
    limit least(most, 1)
    for update skip locked
  ), taken as (
    update private.letter_papers as paper
    set tries = least(paper.tries + 1, 1000),
      next_try_at = now() + make_interval(secs => least(hidden_for_s * power(2, least(paper.tries, 10)), 3600))
    from (select fresh.id from fresh union all select doubtful.id from doubtful) as next
    where paper.id = next.id
    returning paper.*
  )
  select taken.id,
    taken.org_id || '/' || coalesce(taken.letter_id, taken.notice_id) || case when taken.is_withdrawn then '/withdrawn.pdf' else '/sent.pdf' end,
    taken.tries::integer,
    coalesce(private.letter_as_paper(letter, taken.is_withdrawn), private.notice_as_paper(notice, taken.is_withdrawn))
  from taken
  left join public.letters as letter on letter.id = taken.letter_id
  left join public.statutory_notices as notice on notice.id = taken.notice_id
$$;
comment on function service.claim_letter_papers(integer, integer) is
  'Takes up to most papers of letters and notices that have to be made, with all that stands on them; another worker sees them again only after the given seconds, twice as many with each try, an hour at most. What was tried twice comes after all others, and alone.';

create function service.finish_letter_paper(paper_id uuid, sha256 text, size_bytes integer)
returns void
language sql
security definer
set search_path = ''
as $$
  update private.letter_papers as paper
  set made_at = now(), next_try_at = null, note = null, sha256 = finish_letter_paper.sha256, size_bytes = finish_letter_paper.size_bytes
  where paper.id = paper_id
$$;
comment on function service.finish_letter_paper(uuid, text, integer) is 'Says that a paper''s file was written. Safe to repeat.';

create function service.put_off_letter_paper(paper_id uuid, error text)
returns void
language sql
security definer
set search_path = ''
as $$
  -- Full jitter over an exponential ceiling of at most an hour.
  update private.letter_papers as paper
  set next_try_at = now() + make_interval(secs => 1 + random() * least(3600, 5 * power(3, least(paper.tries, 6)))), note = left(error, 500)
  where paper.id = paper_id and paper.made_at is null
$$;
comment on function service.put_off_letter_paper(uuid, text) is
  'Puts a paper that could not be made off with growing, jittered delays; supabase/snippets/letters_and_notices.sql lists them.';

grant execute on function service.claim_letter_papers(integer, integer), service.finish_letter_paper(uuid, text, integer),
  service.put_off_letter_paper(uuid, text) to service_role;

create function private.letter_papers_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.letter_papers as paper where paper.next_try_at <= clock_timestamp())
$$;
comment on function private.letter_papers_wait() is 'Whether a paper of a letter or a notice has to be made now.';

create function private.remake_letter_papers(org_id uuid)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  again integer;
begin
  update private.letter_papers as paper
  set made_at = null, sha256 = null, size_bytes = null, next_try_at = now(), tries = 0
  where paper.org_id = remake_letter_papers.org_id and paper.made_at is not null;
  get diagnostics again = row_count;
  return again;
end
$$;
comment on function private.remake_letter_papers(uuid) is
  'For staff in Studio: has the papers of an organization''s letters and notices made again, when files were lost; returns how many.';

-- The paper of a receipt: a PDF in the private bucket receipts, made by the jobs function from the receipt's own row.
--
-- <org_id>/<receipt_id>/issued.pdf says what was issued, <org_id>/<receipt_id>/void.pdf says that it is void. What
-- stands under a name never changes: it is made of what never changes, the same bytes each time, so that a worker that
-- is late, or made it before, does no harm. The paper that was issued is kept as evidence when the receipt is voided,
-- and nobody can download it any more: what is served is what holds.

create table private.receipt_papers (
  receipt_id uuid not null,
  is_void boolean not null,
  org_id uuid not null,
  made_at timestamptz,
  size_bytes integer check (size_bytes > 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  next_try_at timestamptz default now(),
  tries smallint not null default 0 check (tries >= 0),
  note text check (length(note) <= 500),
  primary key (receipt_id, is_void),
  foreign key (org_id, receipt_id) references public.receipts (org_id, id),
  constraint receipt_papers_made_check check ((made_at is null) = (next_try_at is not null) and (made_at is null) = (sha256 is null))
);
comment on table private.receipt_papers is 'Papers of receipts: those that were made, and those that the jobs function has to make.';
comment on column private.receipt_papers.receipt_id is 'The receipt.';
comment on column private.receipt_papers.is_void is 'Whether it is the paper that says that the receipt is void.';
comment on column private.receipt_papers.org_id is 'Whose receipt it is.';
comment on column private.receipt_papers.made_at is 'When its file was written, UTC; null while it has to be made.';
comment on column private.receipt_papers.size_bytes is 'Size of the file in bytes.';
comment on column private.receipt_papers.sha256 is 'SHA-256 of the file, in hex.';
comment on column private.receipt_papers.next_try_at is 'When the next worker may take it, UTC; null once it is made.';
comment on column private.receipt_papers.tries is 'How often a worker took it; counted to a thousand.';
comment on column private.receipt_papers.note is 'What the last try met.';
create index receipt_papers_receipt_idx on private.receipt_papers (org_id, receipt_id);
create index receipt_papers_wanted_idx on private.receipt_papers (next_try_at) where next_try_at is not null;
alter table private.receipt_papers enable row level security;

create function private.want_receipt_paper(org_id uuid, receipt_id uuid, is_void boolean)
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into private.receipt_papers (org_id, receipt_id, is_void)
  values (want_receipt_paper.org_id, want_receipt_paper.receipt_id, want_receipt_paper.is_void)
  on conflict do nothing;
  perform private.wake_jobs();
end
$$;
comment on function private.want_receipt_paper(uuid, uuid, boolean) is 'Orders a paper, once, and has it made at once.';

create function private.after_receipts_issued()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into private.receipt_papers (org_id, receipt_id, is_void)
  select issued.org_id, issued.id, false from issued
  on conflict do nothing;
  -- A person who confirmed a payment looks for the receipt; a worker that settled one looks for what waits itself.
  if current_setting('role', true) = 'authenticated' then
    perform private.wake_jobs();
  end if;
  return null;
end
$$;
comment on function private.after_receipts_issued() is
  'Trigger, for the statement: orders the papers of new receipts, and has them made at once where a person settled the payment.';
create trigger after_receipts_issued after insert on public.receipts
  referencing new table as issued for each statement execute function private.after_receipts_issued();

-- Files -----------------------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('receipts', 'receipts', false, 1048576, '{application/pdf}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- Who sees the receipt downloads its paper, by the receipt's own policy. Only the service's key writes.
create policy receipt_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'receipts'
    and exists (
      select from public.receipts as receipt
      where receipt.id = case
          when objects.name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/(issued|void)\.pdf$'
            then split_part(objects.name, '/', 2)::uuid end
        and receipt.org_id::text = split_part(objects.name, '/', 1)
        and starts_with(split_part(objects.name, '/', 3), 'void') = exists (
          select from public.receipt_voids as voided where voided.receipt_id = receipt.id)
    )
  );

-- The jobs function -----------------------------------------------------------------------------

create function service.claim_receipt_papers(most integer default 10, hidden_for_s integer default 120)
returns table (receipt_id uuid, is_void boolean, path text, tries integer, receipt jsonb)
language sql
security definer
set search_path = ''
as $$
  with fresh as (
    select p.receipt_id, p.is_void from private.receipt_papers as p
    where p.next_try_at <= now() and p.tries < 2
    order by p.next_try_at, p.receipt_id
    limit least(most, 100)
    for update skip locked
  ), doubtful as (
    -- What two workers did not come back from may be what ended them: it waits for all others, and drags none along.
    select p.receipt_id, p.is_void from private.receipt_papers as p
    where p.next_try_at <= now() and p.tries >= 2 and not exists (select from fresh)
    order by p.next_try_at, p.receipt_id
    limit least(most, 1)
    for update skip locked
  ), taken as (
    update private.receipt_papers as paper
    set tries = least(paper.tries + 1, 1000),
      next_try_at = now() + make_interval(secs => least(hidden_for_s * power(2, least(paper.tries, 10)), 3600))
    from (select * from fresh union all select * from doubtful) as next
    where paper.receipt_id = next.receipt_id and paper.is_void = next.is_void
    returning paper.receipt_id, paper.is_void, paper.tries
  )
  select taken.receipt_id, taken.is_void,
    receipt.org_id || '/' || receipt.id || case when taken.is_void then '/void.pdf' else '/issued.pdf' end,
    taken.tries::integer,
    jsonb_build_object(
      'number', receipt.number,
      'kind', receipt.kind,
      'received_on', to_char(receipt.received_on, 'YYYY-MM-DD'),
      'landlord_name', receipt.landlord_name,
      'landlord_address', receipt.landlord_address,
      'tenant_names', receipt.tenant_names,
      'tenant_address', receipt.tenant_address,
      'premises', receipt.premises,
      'amount_kobo', receipt.amount_kobo,
      'currency', receipt.currency,
      'period_from', to_char(lower(receipt.period), 'YYYY-MM-DD'),
      'period_to', to_char(upper(receipt.period) - 1, 'YYYY-MM-DD'),
      -- What a charge comes to never changes, so that the paper is the same whenever it is made.
      'items', (
        select jsonb_agg(item.facts || case when charge.amount_kobo > (item.facts ->> 'amount_kobo')::bigint
          then jsonb_build_object('of_kobo', charge.amount_kobo) else '{}' end order by item.place)
        from jsonb_array_elements(receipt.items) with ordinality as item (facts, place)
        left join public.charges as charge on charge.id = (item.facts ->> 'charge_id')::uuid),
      'method', receipt.method,
      'payment_reference', receipt.payment_reference,
      'issued_at', to_char(receipt.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'token', receipt.token,
      'hash', receipt.hash,
      'voided_on', case when taken.is_void then to_char(private.lagos_date(voided.voided_at), 'YYYY-MM-DD') end,
      'void_reason', case when taken.is_void then voided.reason end,
      'replaces', (select before.number from public.receipts as before where before.id = receipt.replaces_id))
  from taken
  join public.receipts as receipt on receipt.id = taken.receipt_id
  left join public.receipt_voids as voided on voided.receipt_id = receipt.id
$$;
comment on function service.claim_receipt_papers(integer, integer) is
  'Takes up to most papers that have to be made, with all that stands on them; another worker sees them again only after the given seconds, twice as many with each try, an hour at most. What was tried twice comes after all others, and alone. period_to is the last day; of_kobo of an item is all of the charge, in kobo, where it is a part of it.';
grant execute on function service.claim_receipt_papers(integer, integer) to service_role;

create function service.finish_receipt_paper(receipt_id uuid, is_void boolean, sha256 text, size_bytes integer)
returns void
language sql
security definer
set search_path = ''
as $$
  update private.receipt_papers as paper
  set made_at = now(), next_try_at = null, note = null,
    sha256 = finish_receipt_paper.sha256, size_bytes = finish_receipt_paper.size_bytes
  where paper.receipt_id = finish_receipt_paper.receipt_id and paper.is_void = finish_receipt_paper.is_void
$$;
comment on function service.finish_receipt_paper(uuid, boolean, text, integer) is 'Says that a paper''s file was written. Safe to repeat.';
grant execute on function service.finish_receipt_paper(uuid, boolean, text, integer) to service_role;

create function service.put_off_receipt_paper(receipt_id uuid, is_void boolean, error text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  paper private.receipt_papers;
begin
  -- Full jitter over an exponential ceiling of at most an hour: a receipt whose paper cannot be made is still owed one.
  update private.receipt_papers as p
  set next_try_at = now() + make_interval(secs => 1 + random() * least(3600, 5 * power(3, least(p.tries, 6)))),
    note = left(error, 500)
  where p.receipt_id = receipt_id and p.is_void = is_void and p.made_at is null
  returning p.* into paper;
  if paper.tries >= 8 then
    perform private.note_payment_exception('paper_not_made', receipt.method, receipt.id::text, receipt.payment_reference,
      receipt.payment_id, jsonb_build_object('number', receipt.number, 'tries', paper.tries, 'error', left(error, 300)))
    from public.receipts as receipt where receipt.id = receipt_id;
  end if;
end
$$;
comment on function service.put_off_receipt_paper(uuid, boolean, text) is
  'Puts a paper that could not be made off with growing, jittered delays; from the eighth try on staff see it among the payment exceptions.';
grant execute on function service.put_off_receipt_paper(uuid, boolean, text) to service_role;

create function private.order_missing_papers(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  ordered integer;
begin
  insert into private.receipt_papers (org_id, receipt_id, is_void)
  select receipt.org_id, receipt.id, false
  from public.receipts as receipt
  where not exists (
    select from private.receipt_papers as paper where paper.receipt_id = receipt.id and not paper.is_void)
  order by receipt.id
  limit batch
  on conflict do nothing;
  get diagnostics ordered = row_count;
  return ordered;
end
$$;
comment on function private.order_missing_papers(integer) is
  'Orders the papers of a batch of receipts that never had one: those issued before there were papers. Returns how many. Run by pg_cron each night.';
select cron.schedule('order-missing-papers', '40 2 * * *', private.in_batches('private.order_missing_papers'));

create function private.remake_receipt_papers(org_id uuid)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  again integer;
begin
  update private.receipt_papers as paper
  set made_at = null, sha256 = null, size_bytes = null, next_try_at = now(), tries = 0
  where paper.org_id = remake_receipt_papers.org_id and paper.made_at is not null;
  get diagnostics again = row_count;
  return again;
end
$$;
comment on function private.remake_receipt_papers(uuid) is
  'For staff in Studio: has an organization''s papers made again, when files were lost; returns how many.';

create function private.receipt_papers_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.receipt_papers as paper where paper.next_try_at <= clock_timestamp())
$$;
comment on function private.receipt_papers_wait() is 'Whether a paper has to be made now.';

-- Offline payments: bank transfer, cash, cheque and POS. No provider confirms that the money came, so a person must.
--
-- Who may confirm one: whoever has the permission money.confirm in the organization that was paid (owners and
-- accountants, see private.role_permissions), is not who reported it and is not on the paying side. What a member
-- recorded (51, cash and POS) the payer acknowledges, or it stands when nobody disputes it in time; what is disputed
-- the platform's staff decide. An agency with a mandate to collect sees these payments and confirms none.
-- All of them are settled as all money is, by private.settle_payment().
--
-- Here: what an offline payment is and how it moves. 46: reporting. 47: deciding. 48: bank statements, 49: which payment a
-- row of one is, 57: importing them. 51: what a member recorded.

create function private.is_offline(method public.payment_method)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- A method that is not given is not an online one.
  return coalesce(method not in ('paystack', 'flutterwave'), true);
end
$$;
comment on function private.is_offline(public.payment_method) is
  'Whether no provider confirms it: the payee''s side did, and the money is in their bank; or no money came, because a deposit or a certificate of withheld tax settled it.';

create function private.reference_key(written text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return nullif(upper(regexp_replace(written, '[^A-Za-z0-9]', '', 'g')), '');
end
$$;
comment on function private.reference_key(text) is
  'Letters and digits of a reference, by which two that are written differently are the same; null when there are none.';

create type public.offline_payment_status as enum (
  'submitted', 'needs_more', 'recorded', 'disputed', 'confirmed', 'rejected', 'expired', 'reversed'
);
comment on type public.offline_payment_status is
  'submitted: waits for the payee''s side; needs_more: for the payer; recorded: by a member, waits for the payer; disputed: by the payer, waits for staff; reversed: it was confirmed and the money had not come.';
create type public.offline_payment_source as enum ('payer', 'payee', 'statement');
comment on type public.offline_payment_source is
  'Who says that it was paid: the payer with a proof, a member who took the money, or the payee''s bank statement.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('offline_payment', null, 'submitted'), ('offline_payment', null, 'recorded'), ('offline_payment', null, 'confirmed'),
  ('offline_payment', 'submitted', 'needs_more'), ('offline_payment', 'submitted', 'confirmed'),
  ('offline_payment', 'submitted', 'rejected'), ('offline_payment', 'submitted', 'expired'),
  ('offline_payment', 'needs_more', 'submitted'), ('offline_payment', 'needs_more', 'confirmed'),
  ('offline_payment', 'needs_more', 'rejected'), ('offline_payment', 'needs_more', 'expired'),
  -- Money that shows up late is taken all the same.
  ('offline_payment', 'expired', 'submitted'), ('offline_payment', 'expired', 'confirmed'),
  ('offline_payment', 'rejected', 'confirmed'),
  ('offline_payment', 'recorded', 'confirmed'), ('offline_payment', 'recorded', 'disputed'),
  ('offline_payment', 'recorded', 'rejected'),
  ('offline_payment', 'disputed', 'confirmed'), ('offline_payment', 'disputed', 'rejected'),
  ('offline_payment', 'confirmed', 'reversed'),
  -- Of the payment itself: an expired proof is taken up again.
  ('payment', 'abandoned', 'pending');

create table private.offline_waiting_days (
  source public.offline_payment_source not null,
  method public.payment_method not null,
  days smallint not null check (days between 1 and 365),
  reason text not null check (length(btrim(reason)) between 3 and 500),
  primary key (source, method)
);
comment on table private.offline_waiting_days is
  'How long an offline payment waits for the other side: data, so that it can be changed. What the payer reported expires then, what a member recorded settles.';
comment on column private.offline_waiting_days.source is 'Who says that it was paid.';
comment on column private.offline_waiting_days.method is 'How it was paid.';
comment on column private.offline_waiting_days.days is 'Days until it expires, or settles by itself.';
comment on column private.offline_waiting_days.reason is 'Why that long.';
alter table private.offline_waiting_days enable row level security;
create trigger record_audit after insert or update or delete on private.offline_waiting_days
  for each row execute function private.record_audit('method');
insert into private.offline_waiting_days (source, method, days, reason) values
  ('payer', 'bank_transfer', 14, 'A transfer shows in the payee''s bank within a day; two weeks are long enough to look'),
  ('payer', 'pos', 14, 'As bank_transfer'),
  ('payer', 'cash', 14, 'As bank_transfer'),
  ('payer', 'cheque', 45, 'A cheque is lodged late and clears days after that'),
  ('payee', 'cash', 7, 'A week to say that it was not so'),
  ('payee', 'pos', 7, 'As cash');

create table public.offline_payments (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  payment_id uuid not null,
  subject_id uuid not null,
  source public.offline_payment_source not null,
  method public.payment_method not null constraint offline_payments_method_check
    check (method in ('bank_transfer', 'cash', 'pos', 'cheque')),
  status public.offline_payment_status not null,
  reported_by uuid references public.profiles (id) on delete set null,
  client_id uuid not null,
  claimed_kobo public.positive_kobo not null,
  paid_on public.calendar_date not null,
  bank_reference text constraint offline_payments_bank_reference_check
    check (private.is_line(bank_reference) and length(btrim(bank_reference)) between 1 and 80),
  reference_key text generated always as (private.reference_key(bank_reference)) stored,
  note text constraint offline_payments_note_check check (private.is_prose(note) and length(btrim(note)) between 1 and 1000),
  answer_by public.instant,
  confirmed_kobo public.positive_kobo,
  received_on public.calendar_date,
  decision text constraint offline_payments_decision_check
    check (private.is_prose(decision) and length(btrim(decision)) between 1 and 1000),
  decided_by uuid references public.profiles (id) on delete set null,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (payment_id),
  -- A transfer pays once. Told only to whom the other one may be known: private.refuse_used_evidence().
  constraint offline_payments_reference_key unique (org_id, method, reference_key),
  constraint offline_payments_client_key unique (reported_by, client_id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  constraint offline_payments_confirmed_check
    check (status not in ('confirmed', 'reversed') or (confirmed_kobo is not null and received_on is not null)),
  constraint offline_payments_waiting_check
    check ((status in ('submitted', 'needs_more', 'recorded')) = (answer_by is not null))
);
comment on table public.offline_payments is
  'What was said of a payment by transfer, cash, POS or cheque, and what became of it. The payment itself is in payments.';
comment on column public.offline_payments.id is 'Time-ordered identifier.';
comment on column public.offline_payments.org_id is 'Whom it was paid to.';
comment on column public.offline_payments.payment_id is
  'The payment. When the bank shows another amount than was said, a payment of that amount takes the place of the first one, which failed.';
comment on column public.offline_payments.subject_id is 'What is paid for: the tenancy, sale or application of the payment.';
comment on column public.offline_payments.source is 'Who says that it was paid.';
comment on column public.offline_payments.method is 'How it was paid; the same as the payment''s.';
comment on column public.offline_payments.status is 'Moved by functions only.';
comment on column public.offline_payments.reported_by is
  'Who reported or recorded it, who therefore cannot confirm it; of a row of a statement the member who booked it.';
comment on column public.offline_payments.client_id is 'Made by whoever reports it: sent again after a lost answer it is not made twice.';
comment on column public.offline_payments.claimed_kobo is 'The amount that was said, in kobo.';
comment on column public.offline_payments.paid_on is 'The day that was said, Nigerian date.';
comment on column public.offline_payments.bank_reference is 'Reference of the transfer, slip or cheque, as it was typed, or stands in the statement.';
comment on column public.offline_payments.reference_key is 'Letters and digits of bank_reference, by which it can be used once for a method and organization.';
comment on column public.offline_payments.note is 'What the reporter adds.';
comment on column public.offline_payments.answer_by is 'Until when the other side may answer, UTC: then a proof expires and what a member recorded settles. Null when nobody is waited for.';
comment on column public.offline_payments.confirmed_kobo is 'What came, in kobo, as the bank shows it.';
comment on column public.offline_payments.received_on is 'When it came, Nigerian date, as the bank shows it.';
comment on column public.offline_payments.decision is 'What is asked for, why it was rejected or disputed, why staff found that it came, or why it was taken back.';
comment on column public.offline_payments.decided_by is 'Who moved it last; null when it was the clock.';
comment on column public.offline_payments.decided_at is 'When it was moved last, UTC.';
comment on column public.offline_payments.created_at is 'When it was reported, UTC.';
comment on column public.offline_payments.updated_at is 'Last change, UTC.';
create index offline_payments_org_idx on public.offline_payments (org_id, id desc);
create index offline_payments_subject_idx on public.offline_payments (subject_id, id desc);
create index offline_payments_payment_idx on public.offline_payments (org_id, payment_id);
create index offline_payments_decided_by_idx on public.offline_payments (decided_by);
create index offline_payments_reported_by_idx on public.offline_payments (reported_by);
create index offline_payments_open_idx on public.offline_payments (org_id, status, id desc)
  where status in ('submitted', 'needs_more', 'recorded', 'disputed');
create index offline_payments_proofs_due_idx on public.offline_payments (answer_by) where status in ('submitted', 'needs_more');
create index offline_payments_records_due_idx on public.offline_payments (answer_by) where status = 'recorded';

create table public.payment_proofs (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  offline_payment_id uuid not null,
  storage_path text not null unique constraint payment_proofs_storage_path_check
    check (starts_with(storage_path, org_id || '/') and length(storage_path) between 38 and 400),
  upload_path text not null constraint payment_proofs_upload_path_check check (length(upload_path) <= 300),
  mime_type text not null constraint payment_proofs_mime_type_check check (mime_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size_bytes integer not null constraint payment_proofs_size_check check (size_bytes between 1 and 10485760),
  sha256 text not null constraint payment_proofs_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  added_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  -- A picture proves one payment. Told only to whom the other one may be known: private.refuse_used_evidence().
  constraint payment_proofs_sha256_key unique (org_id, sha256),
  foreign key (org_id, offline_payment_id) references public.offline_payments (org_id, id)
);
comment on table public.payment_proofs is 'What a payer showed of an offline payment: a slip, a screenshot, a cheque. Evidence, with all that is in the file. Append-only.';
comment on column public.payment_proofs.id is 'Time-ordered identifier.';
comment on column public.payment_proofs.org_id is 'Whom it was shown to.';
comment on column public.payment_proofs.offline_payment_id is 'What it proves.';
comment on column public.payment_proofs.storage_path is 'The file in the private bucket payment-proofs: <org_id>/…. Who may read the row may read the file.';
comment on column public.payment_proofs.upload_path is 'The upload that it was made from, so that a repeat finds what it made.';
comment on column public.payment_proofs.mime_type is 'The type that the file''s bytes have.';
comment on column public.payment_proofs.size_bytes is 'Size of the file in bytes, at most 10 MiB.';
comment on column public.payment_proofs.sha256 is 'Digest of the file, in hexadecimal: within an organization it proves one payment only.';
comment on column public.payment_proofs.added_by is 'Who showed it.';
comment on column public.payment_proofs.created_at is 'When, UTC.';
create index payment_proofs_offline_payment_idx on public.payment_proofs (org_id, offline_payment_id);
create index payment_proofs_offline_payment_id_idx on public.payment_proofs (offline_payment_id);
create index payment_proofs_added_by_idx on public.payment_proofs (added_by);

-- Access --------------------------------------------------------------------------------------------

create view private.my_offline_payments as
select offline.id as offline_payment_id
from private.my_tenancies as mine
join public.offline_payments as offline on offline.subject_id = mine.tenancy_id
union all
select offline.id
from private.my_deal_ids() as mine (deal_id)
join public.offline_payments as offline on offline.subject_id = mine.deal_id;
comment on view private.my_offline_payments is 'The offline payments of what the caller pays for.';
grant select on private.my_offline_payments to authenticated;

alter table public.offline_payments enable row level security;
alter table public.payment_proofs enable row level security;
grant select on public.offline_payments to authenticated, service_role;
grant select on public.payment_proofs to authenticated, service_role;
create policy offline_payments_select on public.offline_payments for select to authenticated using (
  case
    when subject_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when subject_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    when subject_id = any (array(select private.my_deal_ids())) then true
    when status in ('disputed', 'reversed') and (select private.is_staff('money')) then true
  end is not null
);
-- A slip shows the payer's bank and account: it is for the payer's side and for who keeps the payee's books.
create policy payment_proofs_select on public.payment_proofs for select to authenticated using (
  case
    when offline_payment_id = any (array(select offline_payment_id from private.my_offline_payments)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
  end is not null
);
create trigger guard_move before insert or update of status on public.offline_payments
  for each row execute function private.guard_move('offline_payment');
create trigger touch_updated_at before update on public.offline_payments
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete or update of id, org_id, subject_id, claimed_kobo, created_at
  on public.offline_payments for each row execute function private.refuse_change();
create trigger refuse_rewriting before update of confirmed_kobo, received_on, payment_id on public.offline_payments
  for each row when (old.status in ('confirmed', 'reversed') and (old.confirmed_kobo, old.received_on, old.payment_id)
    is distinct from (new.confirmed_kobo, new.received_on, new.payment_id))
  execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.offline_payments
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.offline_payments
  for each row execute function private.record_audit();
create trigger refuse_change before update or delete on public.payment_proofs
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payment_proofs
  for each statement execute function private.refuse_change();

-- The limits are set again where somebody made the bucket by hand.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('payment-proofs', 'payment-proofs', false, 10485760, '{application/pdf,image/jpeg,image/png}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- Who sees the row sees the file. Only the documents function writes here; nobody replaces or deletes evidence.
create policy payment_proof_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'payment-proofs'
    and exists (select from public.payment_proofs as proof where proof.storage_path = objects.name)
  );

-- What can be said of money that somebody saw come ---------------------------------------------------------

create function private.is_payment_day(day public.calendar_date)
returns boolean
language sql
stable
set search_path = ''
as $$
  select coalesce(is_payment_day.day between date '2000-01-01' and private.lagos_date(), false)
$$;
comment on function private.is_payment_day(public.calendar_date) is
  'Whether money can have come on a Nigerian date, as a person or a bank statement says it did: from 2000 to today.';

create function private.is_payment_amount(amount_kobo public.kobo)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select coalesce(is_payment_amount.amount_kobo between 1 and 10000000000000, false)
$$;
comment on function private.is_payment_amount(public.kobo) is
  'Whether one payment can be of so many kobo, as a person or a bank statement says it was: over zero, at most a hundred billion naira.';

-- What happens when it moves, in this order ------------------------------------------------------------

create function private.payment_payers(payment_id uuid)
returns setof uuid
language sql
stable
set search_path = ''
rows 2
as $$
  select payers.id
  from public.payments as payment
  cross join lateral private.payment_people(payment) as payers (id)
  where payment.id = payment_payers.payment_id
$$;
comment on function private.payment_payers(uuid) is 'The accounts on the paying side of a payment: whoever owes what it pays.';

create function private.after_offline_payment_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  payment public.payments;
  from_status public.offline_payment_status;
begin
  if tg_op = 'UPDATE' then
    from_status := old.status;
  end if;
  select p.* into strict payment from public.payments as p where p.id = new.payment_id for update;
  -- The payment goes along; one that is confirmed settles, and whoever settles it tells both sides.
  if new.status in ('submitted', 'recorded') and payment.status in ('created', 'abandoned') then
    perform private.move_payment(payment.id, 'pending', case new.source
      when 'payer' then 'Reported by the payer' else 'Recorded by the payee''s side' end);
  elsif new.status = 'rejected' then
    perform private.move_payment(payment.id, 'failed', new.decision);
  elsif new.status = 'expired' then
    perform private.move_payment(payment.id, 'abandoned', 'Nobody confirmed it in time');
  elsif new.status = 'confirmed' then
    perform private.settle_offline_payment(new, payment);
  elsif new.status = 'reversed' then
    -- What it paid is open again, and its entry is taken back: private.after_payment_moved().
    perform private.lock_charges(array(
      select allocation.charge_id from public.payment_allocations as allocation where allocation.payment_id = payment.id));
    perform private.move_payment(payment.id, 'reversed', new.decision);
    perform private.free_statement_row(new.id);
  end if;
  -- Whoever decides it, staff are not asked any more.
  if from_status = 'disputed' then
    perform private.close_payment_exception('offline_disputed', new.method, (
        select p.reference from public.payments as p where p.id = old.payment_id),
      coalesce(new.decision, case new.status when 'confirmed' then 'The payer says that it came' else 'It did not come' end));
  end if;
  -- Staff decide what is disputed, and look at what was taken back.
  if new.status in ('disputed', 'reversed') then
    perform private.note_payment_exception(
      (case new.status when 'disputed' then 'offline_disputed' else 'offline_taken_back' end)::public.payment_exception_kind,
      new.method, payment.reference, payment.reference, payment.id,
      jsonb_build_object('offline_payment_id', new.id, 'claimed_kobo', new.claimed_kobo, 'reason', new.decision));
  end if;
  perform private.notify_offline_payment(new, from_status);
  return null;
end
$$;
comment on function private.after_offline_payment_moved() is
  'Trigger: the payment moves along (it settles when confirmed, and is taken back when that was wrong); staff get a trace of what is disputed or taken back, which is resolved with the dispute; then people are told.';
create trigger after_offline_payment_made after insert on public.offline_payments
  for each row execute function private.after_offline_payment_moved();
create trigger after_offline_payment_moved after update of status on public.offline_payments
  for each row when (old.status <> new.status) execute function private.after_offline_payment_moved();

create function private.settle_offline_payment(offline public.offline_payments, payment public.payments)
returns void
language plpgsql
set search_path = ''
as $$
declare
  -- A bank shows a day and no time; the receipt is of that day.
  came_at public.instant := least(now(), (offline.received_on + time '12:00') at time zone 'Africa/Lagos');
  outcome private.settlement;
begin
  outcome := private.settle_payment(
    payment.method, payment.reference, null, offline.confirmed_kobo, payment.currency, came_at, null, 0);
  if outcome is distinct from 'settled' then
    raise 'Offline payment % did not settle: %', offline.id, outcome;
  end if;
end
$$;
comment on function private.settle_offline_payment(public.offline_payments, public.payments) is
  'Settles a confirmed offline payment as all money is settled: with what the bank shows.';

create function private.notify_offline_payment(offline public.offline_payments, from_status public.offline_payment_status)
returns void
language plpgsql
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object(
    'payment_id', offline.payment_id, 'method', offline.method, 'claimed_kobo', offline.claimed_kobo,
    'confirmed_kobo', offline.confirmed_kobo, 'paid_on', offline.paid_on, 'reason', offline.decision, 'answer_by', offline.answer_by,
    'status', offline.status,
    -- Null where it pays for a sale or an application.
    'tenancy_id', (select tenancy.id from public.tenancies as tenancy where tenancy.id = offline.subject_id));
begin
  perform private.notify(array(
    select row(told.user_id, offline.org_id, news.kind, news.title, offline.id, facts)::private.notice
    from (values
      ('submitted', 'confirmer', 'payment_reported', 'A payment was reported: look whether it came'),
      ('needs_more', 'payer', 'payment_questioned', 'More is wanted to show that you paid'),
      ('rejected', 'payer', 'payment_rejected', 'Your payment was not found'),
      ('unrecorded', 'payer', 'payment_rejected', 'What was recorded as paid by you is taken back'),
      ('expired', 'payer', 'payment_expired', 'Nobody confirmed your payment in time: show another proof'),
      ('expired', 'confirmer', 'payment_expired', 'A reported payment was not looked at in time'),
      ('recorded', 'payer', 'payment_recorded', 'A payment of yours was recorded: say if that is not so'),
      ('recorded', 'confirmer', 'payment_recorded', 'A member recorded a payment: look whether the money came'),
      ('disputed', 'confirmer', 'payment_disputed', 'The payer says that a recorded payment was not so'),
      ('found', 'payer', 'payment_recorded', 'The disputed payment came: it counts'),
      ('found', 'confirmer', 'payment_recorded', 'The disputed payment came: it counts'),
      ('not_found', 'payer', 'payment_rejected', 'The disputed payment did not come: it does not count'),
      ('not_found', 'confirmer', 'payment_rejected', 'The disputed payment did not come: it does not count'),
      ('corrected', 'payer', 'payment_corrected', 'Another amount came than you reported'),
      ('reversed', 'payer', 'payment_reversed', 'A payment was taken back: what it paid is open again'),
      ('reversed', 'reader', 'payment_reversed', 'A payment was taken back: what it paid is open again')
    ) as news (status, side, kind, title)
    cross join lateral (
      select private.payment_payers(offline.payment_id) as user_id where news.side = 'payer'
      union
      select private.members_with(offline.org_id, (case news.side when 'reader' then 'money.read' else 'money.confirm' end)::private.permission)
      where news.side <> 'payer'
    ) as told
    where news.status = case
        -- Its own side says that it was a mistake: nobody looked for money of the payer's.
        when offline.status = 'rejected' and offline.source = 'payee'
          and (from_status = 'recorded' or offline.decided_by = offline.reported_by) then 'unrecorded'
        -- Between two sides somebody decided: both hear which is right.
        when from_status = 'disputed' then case offline.status when 'confirmed' then 'found' else 'not_found' end
        when offline.status = 'confirmed' and offline.confirmed_kobo <> offline.claimed_kobo then 'corrected'
        else offline.status::text end
      -- Whoever did it knows.
      and told.user_id is distinct from coalesce((select auth.uid()), case when from_status is null then offline.reported_by end)));
end
$$;
comment on function private.notify_offline_payment(public.offline_payments, public.offline_payment_status) is
  'Tells whoever has to do or to know something now. Of a settled payment both sides hear by private.notify_payment(); here the payer hears when another amount came, and both how a dispute ended.';

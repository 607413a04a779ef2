-- Disputes: the payer's bank says that a payment was not theirs, or was for nothing, and wants the money back. The payee
-- answers before a deadline (56), the bank decides. Won, nothing moves; lost, the money is taken back by a chargeback
-- (52). While one is open nothing of the payment is refunded, so that the money goes back once.
--
-- What a webhook says is a hint: the provider's own answer moves a dispute.

create type public.dispute_status as enum ('open', 'answered', 'won', 'lost');
comment on type public.dispute_status is
  'open: the payee is to answer; answered: the bank decides; won: the money stays; lost: it was accepted, not answered in time or decided so, and the money went back.';
create type public.dispute_answer as enum ('accept', 'contest');
comment on type public.dispute_answer is 'accept: the payer is right, the money goes back; contest: it stays, as the evidence shows.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('dispute', null, 'open'),
  ('dispute', 'open', 'answered'), ('dispute', 'open', 'won'), ('dispute', 'open', 'lost'),
  -- The bank may ask once more, also after it had decided for the payee.
  ('dispute', 'answered', 'open'), ('dispute', 'answered', 'won'), ('dispute', 'answered', 'lost'),
  ('dispute', 'won', 'open'), ('dispute', 'won', 'answered'), ('dispute', 'won', 'lost');

create table public.disputes (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  payment_id uuid not null,
  subject_id uuid not null,
  method public.payment_method not null,
  provider_dispute_id text not null constraint disputes_provider_dispute_id_check check (length(provider_dispute_id) between 1 and 80),
  status public.dispute_status not null,
  amount_kobo public.positive_kobo not null,
  excess_kobo public.nonnegative_kobo not null default 0,
  category text constraint disputes_category_check check (length(category) <= 80),
  answer_by public.instant,
  reminded_hours smallint constraint disputes_reminded_hours_check check (reminded_hours between 1 and 240),
  answer public.dispute_answer,
  answer_note text constraint disputes_answer_note_check check (private.is_prose(answer_note) and length(btrim(answer_note)) between 3 and 1000),
  document_id uuid,
  answered_by uuid references public.profiles (id) on delete set null,
  answered_at timestamptz,
  resolved_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (method, provider_dispute_id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  constraint disputes_excess_check check (excess_kobo <= amount_kobo),
  constraint disputes_answer_check check (num_nonnulls(answer, answer_note, answered_at) in (0, 3))
);
comment on table public.disputes is 'Payments that a payer''s bank disputes, one row for each dispute of the provider.';
comment on column public.disputes.id is 'Time-ordered identifier.';
comment on column public.disputes.org_id is 'Who was paid.';
comment on column public.disputes.payment_id is 'Which payment.';
comment on column public.disputes.subject_id is 'What was paid for: the tenancy, sale or application of the payment.';
comment on column public.disputes.method is 'Whose dispute it is: the payment''s provider.';
comment on column public.disputes.provider_dispute_id is 'The provider''s own identifier.';
comment on column public.disputes.status is 'Moved by functions only.';
comment on column public.disputes.amount_kobo is 'How much the bank wants back, in kobo.';
comment on column public.disputes.excess_kobo is
  'Of one that is lost: what of it had gone back before, by a refund, in kobo. It is not booked, and staff get it back.';
comment on column public.disputes.category is 'What the bank calls it.';
comment on column public.disputes.answer_by is 'Until when it is to be answered, UTC: after that it is lost. Null when the provider names no time.';
comment on column public.disputes.reminded_hours is 'Which reminder was sent last: so many hours before answer_by.';
comment on column public.disputes.answer is 'What the payee''s side answers.';
comment on column public.disputes.answer_note is 'What it says to that: the evidence, in words.';
comment on column public.disputes.document_id is 'A paper of the tenancy that shows it: what it is called goes along, and its file where the provider takes files.';
comment on column public.disputes.answered_by is 'Who answered.';
comment on column public.disputes.answered_at is 'When, UTC.';
comment on column public.disputes.resolved_at is 'When it was won or lost, UTC.';
comment on column public.disputes.created_at is 'When it was heard of, UTC.';
comment on column public.disputes.updated_at is 'Last change, UTC.';
create index disputes_payment_idx on public.disputes (org_id, payment_id);
create index disputes_payment_id_idx on public.disputes (payment_id);
create index disputes_org_idx on public.disputes (org_id, id desc);
create index disputes_subject_idx on public.disputes (subject_id, id desc);
create index disputes_document_idx on public.disputes (org_id, document_id) where document_id is not null;
create index disputes_answered_by_idx on public.disputes (answered_by);
create index disputes_due_idx on public.disputes (answer_by) where status = 'open';
create index disputes_open_idx on public.disputes (org_id) where status = 'open';

create table private.dispute_answers (
  dispute_id uuid primary key references public.disputes (id),
  next_at timestamptz,
  is_being_sent boolean not null default false,
  attempts integer not null default 0 check (attempts >= 0),
  last_error text check (length(last_error) <= 1000),
  evidence_name text check (length(evidence_name) between 1 and 200)
);
comment on table private.dispute_answers is 'Answers that are to be sent to providers. No policies: functions only.';
comment on column private.dispute_answers.dispute_id is 'The dispute.';
comment on column private.dispute_answers.next_at is 'When it is sent next, UTC; while somebody sends it, when another may. Null: it has arrived.';
comment on column private.dispute_answers.is_being_sent is 'Whether a worker has it in hand, until next_at: the provider may have it by now.';
comment on column private.dispute_answers.attempts is 'How often that was tried.';
comment on column private.dispute_answers.last_error is 'What went wrong last.';
comment on column private.dispute_answers.evidence_name is 'What the provider calls the paper of the answer, once it has its file; null: it has none.';
create index dispute_answers_next_at_idx on private.dispute_answers (next_at) where next_at is not null;
alter table private.dispute_answers enable row level security;

create table private.dispute_polls (
  provider public.payment_method primary key,
  next_at timestamptz not null,
  failures integer not null default 0 check (failures >= 0)
);
comment on table private.dispute_polls is 'When each provider is asked next for its disputes: not every one tells of them. No policies: functions only.';
comment on column private.dispute_polls.provider is 'Which provider.';
comment on column private.dispute_polls.next_at is 'When, UTC.';
comment on column private.dispute_polls.failures is 'How often in a row it could not be read.';
alter table private.dispute_polls enable row level security;

-- Access --------------------------------------------------------------------------------------------

alter table public.disputes enable row level security;
grant select on public.disputes to authenticated, service_role;
-- What the payee answers the bank is not for the payer.
create policy disputes_select on public.disputes for select to authenticated using (
  case
    when org_id = any (array(select org_id from private.my_permissions where permission = 'money.read')) then true
    when (select private.is_staff('money')) then true
  end is not null
);
create trigger guard_move before insert or update of status on public.disputes
  for each row execute function private.guard_move('dispute');
create trigger touch_updated_at before update on public.disputes
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete or update of id, org_id, payment_id, created_at on public.disputes
  for each row execute function private.refuse_change();
create trigger refuse_rewriting before update of amount_kobo on public.disputes
  for each row when (old.status in ('won', 'lost') and old.amount_kobo <> new.amount_kobo)
  execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.disputes
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.disputes
  for each row execute function private.record_audit();

-- What happens when it moves, in this order ---------------------------------------------------------

create function private.after_dispute_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.status = 'lost' and new.amount_kobo > new.excess_kobo then
    perform private.return_money(
      new.payment_id, 'chargeback', new.id, new.amount_kobo - new.excess_kobo, coalesce(new.resolved_at, now()),
      private.money_account(new.method));
  end if;
  if new.status in ('answered', 'won', 'lost') then
    update private.dispute_answers as sent set next_at = null where sent.dispute_id = new.id;
  end if;
  perform private.hold_refunds(new);
  perform private.notify_dispute(new);
  return null;
end
$$;
comment on function private.after_dispute_moved() is
  'Trigger: one that is lost takes the money back; an answer that arrived is not sent again; refunds of the payment wait, go on or are declined; then the payee''s side is told.';
create trigger after_dispute_made after insert on public.disputes
  for each row execute function private.after_dispute_moved();
create trigger after_dispute_moved after update of status on public.disputes
  for each row when (old.status <> new.status) execute function private.after_dispute_moved();

create function private.hold_refunds(dispute public.disputes)
returns void
language plpgsql
set search_path = ''
as $$
declare
  payment public.payments;
  refund public.refunds;
  spoken_for bigint := 0;
begin
  select p.* into strict payment from public.payments as p where p.id = dispute.payment_id;
  for refund in
    select r.* from public.refunds as r
    where r.payment_id = payment.id and r.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')
    order by r.status in ('requested', 'approved'), r.id
    for update
  loop
    spoken_for := spoken_for + refund.amount_kobo;
    if refund.status in ('requested', 'approved') then
      if dispute.status = 'lost' and spoken_for > payment.amount_kobo - payment.returned_kobo then
        perform private.move_refund(refund.id, 'declined', 'The payer''s bank took the money back');
        spoken_for := spoken_for - refund.amount_kobo;
      elsif refund.status = 'approved' then
        update private.refund_checks as checked
        set next_at = case when not private.has_open_dispute(payment.id) then now() end
        where checked.refund_id = refund.id;
      end if;
    end if;
  end loop;
end
$$;
comment on function private.hold_refunds(public.disputes) is
  'Refunds of a locked payment that were not sent wait while it is disputed. Won, they go on; lost, those are declined for which nothing is left.';

create function private.notify_dispute(dispute public.disputes)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(array(
    select row(told.id, dispute.org_id, news.kind, news.title, dispute.id, jsonb_build_object(
        'payment_id', dispute.payment_id, 'amount_kobo', dispute.amount_kobo, 'status', dispute.status, 'answer_by', dispute.answer_by,
        'category', dispute.category))::private.notice
    from (values
      ('open', 'dispute_opened', 'A payment is disputed by the payer''s bank: answer before the deadline'),
      ('won', 'dispute_won', 'A disputed payment stays yours'),
      ('lost', 'dispute_lost', 'A disputed payment was taken back: what it paid is open again')
    ) as news (status, kind, title)
    cross join lateral (select private.members_with(dispute.org_id, 'money.confirm') as id) as told
    where news.status = dispute.status::text));
end
$$;
comment on function private.notify_dispute(public.disputes) is
  'Tells those who may answer that a dispute is open, won or lost. The payer hears of what is open again by what is owed.';

-- Hearing -------------------------------------------------------------------------------------------

create function private.move_dispute(dispute public.disputes, payment public.payments, to_status public.dispute_status, reason text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  excess bigint := 0;
begin
  if to_status = 'lost' then
    excess := case when payment.status = 'succeeded'
      then greatest(dispute.amount_kobo - (payment.amount_kobo - payment.returned_kobo), 0) else dispute.amount_kobo end;
    if excess > 0 then
      perform private.note_payment_exception('money_going_back', dispute.method, 'dispute ' || dispute.id, payment.reference, payment.id,
        jsonb_build_object('dispute_id', dispute.id, 'amount_kobo', dispute.amount_kobo, 'excess_kobo', excess));
    end if;
  end if;
  perform private.begin_move('dispute', dispute.id, reason);
  update public.disputes as d
  set status = to_status, excess_kobo = excess, resolved_at = case when to_status in ('won', 'lost') then now() end,
    reminded_hours = case when to_status = 'open' then null else d.reminded_hours end,
    -- The bank asks again: what was said before is in the audit log, and something new is to be said.
    answer = case when to_status = 'open' then null else d.answer end,
    answer_note = case when to_status = 'open' then null else d.answer_note end,
    document_id = case when to_status = 'open' then null else d.document_id end,
    answered_by = case when to_status = 'open' then null else d.answered_by end,
    answered_at = case when to_status = 'open' then null else d.answered_at end
  where d.id = dispute.id;
end
$$;
comment on function private.move_dispute(public.disputes, public.payments, public.dispute_status, text) is
  'Moves a dispute, whose payment is locked, along its machine. What had gone back before one is lost is not taken back twice: staff get a trace of it.';

create function private.note_dispute_once(
  provider public.payment_method, fingerprint text, reference text, payment_id uuid, details jsonb)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- The provider lists it again and again, also after staff have looked.
  if not exists (
    select from public.payment_exceptions as known
    where known.provider = provider and known.kind = 'money_going_back' and known.fingerprint = fingerprint
  ) then
    perform private.note_payment_exception('money_going_back', provider, fingerprint, reference, payment_id, details);
  end if;
end
$$;
comment on function private.note_dispute_once(public.payment_method, text, text, uuid, jsonb) is
  'Leaves a trace for staff of what a provider says of a dispute, which they see once.';

create function service.keep_dispute(
  of_provider public.payment_method, transaction_id text, reference text, provider_dispute_id text, amount_kobo numeric, state text,
  category text default null, answer_by text default null)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  due public.instant := private.read_instant('answer_by', answer_by);
  to_status public.dispute_status := state::public.dispute_status;
  payment public.payments;
  dispute public.disputes;
begin
  select p.* into payment from public.payments as p
  where p.method = of_provider and p.provider_transaction_id = transaction_id and p.status in ('succeeded', 'reversed')
  for update;
  if not found then
    perform private.note_dispute_once(of_provider, 'disputes ' || provider_dispute_id, reference, (
        select p.id from public.payments as p where p.reference = keep_dispute.reference and p.method = of_provider),
      jsonb_build_object('provider_transaction_id', transaction_id, 'amount_kobo', amount, 'state', state, 'answer_by', due));
    return null;
  end if;
  select d.* into dispute from public.disputes as d
  where d.method = payment.method and d.provider_dispute_id = keep_dispute.provider_dispute_id and d.payment_id = payment.id for update;
  if not found then
    insert into public.disputes as heard (
      org_id, payment_id, subject_id, method, provider_dispute_id, status, amount_kobo, category, answer_by)
    values (
      payment.org_id, payment.id, coalesce(payment.tenancy_id, payment.sale_id, payment.application_id), payment.method,
      keep_dispute.provider_dispute_id, 'open', coalesce(amount, payment.amount_kobo), left(category, 80), due)
    returning heard.* into dispute;
  elsif dispute.status in ('open', 'answered') then
    update public.disputes as d
    set amount_kobo = coalesce(amount, d.amount_kobo), category = coalesce(left(keep_dispute.category, 80), d.category),
      answer_by = coalesce(due, d.answer_by), reminded_hours = case when d.answer_by >= due then d.reminded_hours end
    where d.id = dispute.id and (d.amount_kobo::bigint, d.category, d.answer_by::timestamptz)
      is distinct from (coalesce(amount, d.amount_kobo)::bigint, coalesce(left(keep_dispute.category, 80), d.category), coalesce(due, d.answer_by)::timestamptz);
    select d.* into strict dispute from public.disputes as d where d.id = dispute.id;
  end if;
  if dispute.status = 'answered' and to_status = 'open' and dispute.updated_at > now() - interval '10 minutes' then
    -- Read before it had our answer, written after: the provider is asked again.
    return dispute.status::text;
  end if;
  if to_status <> dispute.status and exists (
    select from private.state_transitions as allowed
    where allowed.machine = 'dispute' and allowed.from_state = dispute.status::text and allowed.to_state = to_status::text
  ) then
    perform private.move_dispute(dispute, payment, to_status, 'The provider says so');
    return to_status::text;
  end if;
  if dispute.status = 'lost' and to_status in ('open', 'won') then
    -- The money is booked as gone: whether it came back, a person finds out.
    perform private.note_dispute_once(of_provider, 'dispute ' || dispute.id || ' ' || to_status, payment.reference, payment.id,
      jsonb_build_object('dispute_id', dispute.id, 'amount_kobo', dispute.amount_kobo, 'state', state));
  end if;
  return dispute.status::text;
end
$$;
comment on function service.keep_dispute(public.payment_method, text, text, text, numeric, text, text, text) is
  'Keeps what a provider says of a dispute of a transaction: amount (kobo), open, answered, won or lost, and until when it is to be answered. Safe to repeat, in any order but for what the provider itself decides anew. Returns where it stands; null with a trace for staff when the transaction settled nothing of ours.';
grant execute on function service.keep_dispute(public.payment_method, text, text, text, numeric, text, text, text) to service_role;

create function service.note_unread_dispute(of_provider public.payment_method, provider_dispute_id text, error text)
returns void
language sql
security definer
set search_path = ''
as $$
  select private.note_dispute_once(of_provider, left('disputes ' || provider_dispute_id, 128), null, null,
    jsonb_build_object('error', left(error, 300)))
$$;
comment on function service.note_unread_dispute(public.payment_method, text, text) is
  'Leaves a trace for staff of a dispute that a provider lists, and that could not be read or kept.';
grant execute on function service.note_unread_dispute(public.payment_method, text, text) to service_role;

create function private.disputes_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.dispute_answers as sent where sent.next_at <= now())
    or exists (select from private.dispute_polls as poll where poll.next_at <= now())
    or not exists (select from private.dispute_polls)
$$;
comment on function private.disputes_wait() is 'Whether an answer is to be sent, or a provider to be asked for its disputes.';

create function service.claim_dispute_poll(methods public.payment_method[])
returns table (provider public.payment_method)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  insert into private.dispute_polls (provider, next_at)
  select wanted.provider, now() from unnest(methods) as wanted (provider)
  on conflict do nothing;
  return query
  update private.dispute_polls as poll set next_at = now() + interval '1 hour'
  where poll.provider = (
    select due.provider from private.dispute_polls as due
    where due.next_at <= now() and due.provider = any (methods) order by due.next_at, due.provider limit 1 for update skip locked)
  returning poll.provider;
end
$$;
comment on function service.claim_dispute_poll(public.payment_method[]) is
  'The provider that is to be asked for its disputes now, which is then asked again in an hour. No row: none is.';
grant execute on function service.claim_dispute_poll(public.payment_method[]) to service_role;

create function service.record_dispute_poll(of_provider public.payment_method, error text default null)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  failed integer;
begin
  update private.dispute_polls as poll set failures = case when error is null then 0 else poll.failures + 1 end
  where poll.provider = of_provider
  returning poll.failures into failed;
  -- Answers have deadlines of days: what an hour may mend by itself is nobody's yet.
  if failed = 3 then
    perform private.note_payment_exception('gave_up', of_provider, 'disputes', null, null,
      jsonb_build_object('disputes_of', of_provider, 'error', left(error, 300)));
  end if;
end
$$;
comment on function service.record_dispute_poll(public.payment_method, text) is
  'Keeps whether a provider''s disputes could be read (error: null) or why not. It is asked again in an hour all the same; after three times in vain staff are told.';
grant execute on function service.record_dispute_poll(public.payment_method, text) to service_role;

-- By the clock --------------------------------------------------------------------------------------

create function private.remind_of_disputes(batch integer default 100)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  reminded integer;
begin
  with due as (
    select dispute.id, dispute.org_id, dispute.payment_id, dispute.amount_kobo, dispute.answer_by,
      case when dispute.answer_by <= now() + interval '4 hours' then 4 else 24 end as hours
    from public.disputes as dispute
    where dispute.status = 'open' and dispute.answer_by > now()
      -- An answer that is on its way needs nobody; one that was refused does.
      and not exists (
        select from private.dispute_answers as waiting where waiting.dispute_id = dispute.id and waiting.next_at is not null)
      and dispute.answer_by <= now() + interval '24 hours'
      and coalesce(dispute.reminded_hours, 240) > case when dispute.answer_by <= now() + interval '4 hours' then 4 else 24 end
    order by dispute.answer_by limit batch for no key update skip locked
  ),
  marked as (
    update public.disputes as dispute set reminded_hours = due.hours from due where dispute.id = due.id
    returning due.*
  ),
  told as (
    select private.notify(array(
      select row(member.id, marked.org_id, 'dispute_due', 'A disputed payment is to be answered within ' || marked.hours || ' hours',
        marked.id, jsonb_build_object('payment_id', marked.payment_id, 'amount_kobo', marked.amount_kobo, 'answer_by', marked.answer_by))::private.notice
      from marked cross join lateral private.members_with(marked.org_id, 'money.confirm') as member (id)))
  )
  select count(*) into reminded from marked left join told on true;
  return reminded;
end
$$;
comment on function private.remind_of_disputes(integer) is
  'Reminds those who may answer of a batch of open disputes, 24 and 4 hours before their time is up; returns how many. Run by pg_cron every ten minutes.';
select cron.schedule('remind-of-disputes', '*/10 * * * *', private.in_batches('private.remind_of_disputes'));

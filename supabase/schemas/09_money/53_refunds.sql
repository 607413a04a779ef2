-- Refunds: money of a settled payment that goes back. What one is, who sees it, what follows when it moves, who is told.
-- Somebody on the payee's side asks for it (58), another one approves it (59), and it goes: through the provider that the
-- money came by (54), or by hand (59), when it came offline or the provider cannot. Where nobody knows: 61.

create type public.refund_status as enum (
  'requested', 'approved', 'sending', 'pending', 'succeeded', 'failed', 'needs_attention', 'declined', 'withdrawn'
);
comment on type public.refund_status is
  'requested: waits for a second person; approved: waits to be sent, or to be paid out by hand; sending: the provider was asked or is about to be, and has not answered; pending: the provider works on it; succeeded: the money is gone, and booked; needs_attention: the provider wants the payer''s account; declined, withdrawn: nothing was sent.';
create type public.refund_way as enum ('provider', 'by_hand');
comment on type public.refund_way is 'How it goes back: the provider sends it, or the payee pays it out.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('refund', null, 'requested'),
  -- Made at the provider's dashboard: we hear of it when it is there.
  ('refund', null, 'pending'),
  ('refund', 'requested', 'approved'), ('refund', 'requested', 'declined'), ('refund', 'requested', 'withdrawn'),
  ('refund', 'approved', 'withdrawn'), ('refund', 'approved', 'declined'),
  ('refund', 'approved', 'sending'), ('refund', 'approved', 'succeeded'),
  -- The provider has none of it, provably: it is sent again.
  ('refund', 'sending', 'approved'),
  -- It is one that the provider told of before, under another amount: that one goes on (same_as).
  ('refund', 'sending', 'withdrawn'),
  ('refund', 'sending', 'pending'), ('refund', 'sending', 'succeeded'), ('refund', 'sending', 'failed'),
  ('refund', 'sending', 'needs_attention'),
  ('refund', 'pending', 'succeeded'), ('refund', 'pending', 'failed'), ('refund', 'pending', 'needs_attention'),
  ('refund', 'needs_attention', 'pending'), ('refund', 'needs_attention', 'succeeded'), ('refund', 'needs_attention', 'failed'),
  -- What the provider says last is so.
  ('refund', 'failed', 'succeeded');

create table public.refunds (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  payment_id uuid not null,
  subject_id uuid not null,
  method public.payment_method not null,
  way public.refund_way not null,
  status public.refund_status not null,
  amount_kobo public.positive_kobo not null,
  excess_kobo public.nonnegative_kobo not null default 0,
  reason text not null constraint refunds_reason_check check (private.is_line(reason) and length(btrim(reason)) between 3 and 250),
  charge_id uuid,
  drops_charges boolean not null default false,
  client_id uuid,
  requested_by uuid references public.profiles (id) on delete set null,
  approved_by uuid references public.profiles (id) on delete set null,
  approved_alone boolean not null default false,
  approved_at timestamptz,
  decision text constraint refunds_decision_check check (private.is_prose(decision) and length(btrim(decision)) between 3 and 1000),
  provider_refund_id text constraint refunds_provider_refund_id_check check (length(provider_refund_id) between 1 and 80),
  sent_at timestamptz,
  failure_reason text constraint refunds_failure_reason_check check (length(failure_reason) <= 300),
  paid_on public.calendar_date,
  paid_reference text constraint refunds_paid_reference_check
    check (private.is_line(paid_reference) and length(btrim(paid_reference)) between 3 and 80),
  paid_note text constraint refunds_paid_note_check check (private.is_prose(paid_note) and length(btrim(paid_note)) between 3 and 1000),
  document_id uuid,
  paid_by uuid references public.profiles (id) on delete set null,
  same_as uuid unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (method, provider_refund_id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
  foreign key (org_id, same_as) references public.refunds (org_id, id),
  constraint refunds_same_check check (same_as is null or status = 'withdrawn' and same_as <> id),
  constraint refunds_excess_check check (excess_kobo <= amount_kobo),
  -- Nobody here asked for what the provider told of.
  constraint refunds_client_check check (client_id is not null or provider_refund_id is not null),
  constraint refunds_by_hand_check check (
    case way
      when 'by_hand' then provider_refund_id is null and sent_at is null
        and (status <> 'succeeded' or num_nonnulls(paid_on, paid_reference) = 2 and num_nonnulls(paid_note, document_id) > 0)
      else paid_on is null and paid_reference is null
    end)
);
comment on table public.refunds is 'Money of a settled payment that goes back, and how far it has come. When it has gone there is a row of payment_returns.';
comment on column public.refunds.id is 'Time-ordered identifier.';
comment on column public.refunds.org_id is 'Who gives it back.';
comment on column public.refunds.payment_id is 'Of which payment.';
comment on column public.refunds.subject_id is 'What was paid for: the tenancy, sale or application of the payment.';
comment on column public.refunds.method is 'How it had been paid; the same as the payment''s.';
comment on column public.refunds.way is 'How it goes back.';
comment on column public.refunds.status is 'Moved by functions only.';
comment on column public.refunds.amount_kobo is 'How much, in kobo.';
comment on column public.refunds.excess_kobo is
  'What of it went back beyond what was left of the payment, in kobo: a dispute and a refund that were both carried out. It is not booked, and staff get it back.';
comment on column public.refunds.reason is 'Why, for the payer.';
comment on column public.refunds.charge_id is 'The charge of whose money it is; null: credit first, then the newest charges.';
comment on column public.refunds.drops_charges is
  'Whether what it was paid for is owed no more: the charge is then taken back, or becomes what was kept of it. Otherwise it is open again.';
comment on column public.refunds.client_id is 'Made by whoever asks: sent again after a lost answer it is not made twice. Null for one that the provider told of.';
comment on column public.refunds.requested_by is 'The member who asked; null when it was made at the provider''s dashboard.';
comment on column public.refunds.approved_by is 'Who approved or declined it.';
comment on column public.refunds.approved_alone is 'Whether who asked approved it themselves, as the only member who may.';
comment on column public.refunds.approved_at is 'When, UTC.';
comment on column public.refunds.decision is 'Why it was declined or withdrawn, or what staff found.';
comment on column public.refunds.provider_refund_id is 'The provider''s own identifier.';
comment on column public.refunds.sent_at is 'When the provider was asked last, UTC: written before it was.';
comment on column public.refunds.failure_reason is 'Why it failed, as the provider says.';
comment on column public.refunds.paid_on is 'When it was paid out by hand, Nigerian date.';
comment on column public.refunds.paid_reference is 'Reference of the transfer, slip or cheque by which.';
comment on column public.refunds.paid_note is 'What shows that it was paid out, in words.';
comment on column public.refunds.document_id is 'A paper of the tenancy that shows it.';
comment on column public.refunds.paid_by is 'Who says that it was paid out.';
comment on column public.refunds.same_as is
  'The refund that the provider told of, under another amount, and that staff found to be this one: what becomes of it, and what is booked, stands there.';
comment on column public.refunds.created_at is 'When it was asked for, or heard of, UTC.';
comment on column public.refunds.updated_at is 'Last change, UTC.';
create unique index refunds_client_id_key on public.refunds (org_id, client_id) where client_id is not null;
create index refunds_payment_idx on public.refunds (org_id, payment_id);
create index refunds_payment_id_idx on public.refunds (payment_id);
create index refunds_org_idx on public.refunds (org_id, id desc);
create index refunds_waiting_idx on public.refunds (org_id, status) where status in ('requested', 'approved');
create index refunds_subject_idx on public.refunds (subject_id, id desc);
create index refunds_charge_idx on public.refunds (org_id, charge_id) where charge_id is not null;
create index refunds_document_idx on public.refunds (org_id, document_id) where document_id is not null;
create index refunds_requested_by_idx on public.refunds (requested_by);
create index refunds_approved_by_idx on public.refunds (approved_by);
create index refunds_same_as_idx on public.refunds (org_id, same_as) where same_as is not null;
create index refunds_paid_by_idx on public.refunds (paid_by);
create index refunds_under_way_idx on public.refunds (coalesce(approved_at, created_at))
  where way = 'provider' and status in ('approved', 'sending', 'pending', 'needs_attention');

create table private.refund_checks (
  refund_id uuid primary key references public.refunds (id),
  next_at timestamptz,
  times_sent integer not null default 0 check (times_sent >= 0),
  times_asked integer not null default 0 check (times_asked >= 0),
  is_unclear boolean not null default false
);
comment on table private.refund_checks is 'When a refund is sent, or the provider is asked about it. No policies: functions only.';
comment on column private.refund_checks.refund_id is 'The refund, which goes by a provider.';
comment on column private.refund_checks.next_at is 'When something is to be done for it, UTC; while somebody does it, when another may. Null: nothing is.';
comment on column private.refund_checks.times_sent is 'How often the provider was asked to send it: again only after it provably had none.';
comment on column private.refund_checks.times_asked is 'How often the provider was asked about it since.';
comment on column private.refund_checks.is_unclear is 'Whether staff were told that nobody knows what became of it.';
create index refund_checks_next_at_idx on private.refund_checks (next_at) where next_at is not null;
alter table private.refund_checks enable row level security;

-- Access --------------------------------------------------------------------------------------------

alter table public.refunds enable row level security;
grant select on public.refunds to authenticated, service_role;
create policy refunds_select on public.refunds for select to authenticated using (
  case
    when subject_id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'money.read')) then true
    when subject_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    when subject_id = any (array(select private.my_deal_ids())) then true
    when status in ('sending', 'pending', 'needs_attention') and (select private.is_staff('money')) then true
  end is not null
);
create trigger guard_move before insert or update of status on public.refunds
  for each row execute function private.guard_move('refund');
create trigger touch_updated_at before update on public.refunds
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete or update of id, org_id, payment_id, created_at on public.refunds
  for each row execute function private.refuse_change();
-- While it is being sent, the provider may tell of another amount than it was asked for.
create trigger refuse_rewriting before update of amount_kobo on public.refunds
  for each row when (old.status <> 'sending' and old.amount_kobo <> new.amount_kobo)
  execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.refunds
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.refunds
  for each row execute function private.record_audit();

-- What happens when it moves, in this order ---------------------------------------------------------

create function private.move_refund(refund_id uuid, to_status public.refund_status, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.begin_move('refund', refund_id, reason);
  update public.refunds as refund set status = to_status, failure_reason = case when to_status = 'failed' then left(reason, 300) end
  where refund.id = refund_id;
end
$$;
comment on function private.move_refund(uuid, public.refund_status, text) is 'Moves a refund along its machine.';

create function private.after_refund_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  from_status public.refund_status;
begin
  if tg_op = 'UPDATE' then
    from_status := old.status;
  end if;
  if new.status = 'succeeded' then
    perform private.book_refund(new);
  end if;
  if new.way = 'provider' then
    insert into private.refund_checks as checked (refund_id, next_at)
    values (new.id, case when new.status in ('approved', 'pending', 'needs_attention') then now() end)
    on conflict on constraint refund_checks_pkey do update
    set next_at = case new.status
        when 'approved' then greatest(excluded.next_at, checked.next_at)
        -- The provider's answer is waited for: see private.claim_refunds().
        when 'sending' then checked.next_at
        when 'pending' then now() + interval '10 minutes'
        when 'needs_attention' then now() + interval '1 hour'
      end,
      times_asked = case when new.status = 'sending' then 0 else checked.times_asked end;
    if new.status = 'approved' then
      perform private.wake_jobs();
    end if;
  end if;
  if new.status = 'needs_attention' then
    perform private.note_refund_exception('refund_stuck', new);
  end if;
  if from_status is null and new.status = 'pending' then
    perform private.note_refund_exception('foreign_refund', new);
  end if;
  perform private.notify_refund(new, from_status);
  return null;
end
$$;
comment on function private.after_refund_moved() is
  'Trigger: one that has gone is booked; what a provider is to do for it is put down; staff get a trace of one that is stuck or that nobody here asked for; then both sides are told.';
create trigger after_refund_made after insert on public.refunds
  for each row execute function private.after_refund_moved();
create trigger after_refund_moved after update of status on public.refunds
  for each row when (old.status <> new.status) execute function private.after_refund_moved();

create function private.book_refund(refund public.refunds)
returns void
language plpgsql
set search_path = ''
as $$
declare
  gone bigint := refund.amount_kobo - refund.excess_kobo;
begin
  if gone > 0 then
    perform private.return_money(
      refund.payment_id, 'refund', refund.id, gone,
      case when refund.way = 'by_hand' then least(now(), (refund.paid_on + time '12:00') at time zone 'Africa/Lagos') else now() end,
      case when refund.way = 'by_hand' then 'bank'::public.ledger_account_kind else private.money_account(refund.method) end,
      0, refund.charge_id, refund.drops_charges, refund.reason);
  end if;
end
$$;
comment on function private.book_refund(public.refunds) is
  'A refund that has gone takes its money back from what the payment settled; of one that went by hand it left the bank.';

create function private.note_refund_exception(kind public.payment_exception_kind, refund public.refunds, more jsonb default '{}')
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.note_payment_exception(kind, refund.method, refund.id::text, (
      select payment.reference from public.payments as payment where payment.id = refund.payment_id), refund.payment_id,
    jsonb_build_object('refund_id', refund.id, 'amount_kobo', refund.amount_kobo, 'provider_refund_id', refund.provider_refund_id,
      'status', refund.status, 'excess_kobo', refund.excess_kobo) || more);
end
$$;
comment on function private.note_refund_exception(public.payment_exception_kind, public.refunds, jsonb) is 'Leaves a trace of a refund for staff.';

create function private.notify_refund(refund public.refunds, from_status public.refund_status)
returns void
language plpgsql
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object(
    'payment_id', refund.payment_id, 'amount_kobo', refund.amount_kobo, 'reason', refund.reason, 'decision', refund.decision,
    'way', refund.way, 'status', refund.status, 'paid_reference', refund.paid_reference);
begin
  -- A second try of ours is no news, and neither is that one refund had two rows: what becomes of it the other one tells.
  if from_status = 'sending' and (refund.status = 'approved' or refund.same_as is not null) then
    return;
  end if;
  perform private.notify(array(
    select row(told.user_id, refund.org_id, news.kind, news.title, refund.id, facts)::private.notice
    from (values
      ('requested', 'payer', 'refund_requested', 'A refund for you was asked for'),
      ('requested', 'confirmer', 'refund_requested', 'A refund was asked for: approve or decline it'),
      ('approved', 'payer', 'refund_approved', 'Your refund was approved'),
      ('approved', 'reader', 'refund_approved', 'A refund was approved'),
      ('sending', 'payer', 'refund_sent', 'Your refund is being sent'),
      ('pending', 'payer', 'refund_pending', 'Your refund is on its way'),
      ('pending', 'reader', 'refund_pending', 'A refund is on its way'),
      ('succeeded', 'payer', 'refund_succeeded', 'Your refund was paid'),
      ('succeeded', 'reader', 'refund_succeeded', 'A refund was paid'),
      ('failed', 'payer', 'refund_failed', 'Your refund did not go through'),
      ('failed', 'reader', 'refund_failed', 'A refund did not go through: ask for it again or pay it by hand'),
      ('needs_attention', 'payer', 'refund_needs_attention', 'Your refund waits: your bank account is wanted'),
      ('needs_attention', 'reader', 'refund_needs_attention', 'A refund waits: the provider wants the payer''s account'),
      ('declined', 'payer', 'refund_declined', 'The refund was declined'),
      ('declined', 'reader', 'refund_declined', 'A refund was declined'),
      ('withdrawn', 'payer', 'refund_withdrawn', 'The refund was withdrawn'),
      ('withdrawn', 'reader', 'refund_withdrawn', 'A refund was withdrawn')
    ) as news (status, side, kind, title)
    cross join lateral (
      select private.payment_payers(refund.payment_id) as user_id where news.side = 'payer'
      union
      select private.members_with(refund.org_id, (case news.side when 'confirmer' then 'money.confirm' else 'money.read' end)::private.permission)
      where news.side <> 'payer'
    ) as told
    where news.status = refund.status::text and told.user_id is distinct from (select auth.uid())));
end
$$;
comment on function private.notify_refund(public.refunds, public.refund_status) is
  'Tells the payer at every step, who may approve when something is to be approved, and who reads the books; whoever did it knows.';

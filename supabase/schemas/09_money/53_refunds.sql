-- Refunds: somebody on the payee's side asks for money of a settled payment to go back, another one approves it, and it
-- goes: through the provider that the money came by (54), or by hand, when it came offline or the provider cannot.
--
-- Who may: ask, whoever has money.write in the organization that was paid; approve, and say that it was paid out by hand,
-- whoever has money.confirm, is not who asked and is not on the paying side. In an organization of which one member alone
-- has money.confirm, that one may approve what they asked for when they say so (i_am_alone); the refund keeps it.
-- Nothing goes back while a dispute of the payment is open: the bank would give it back once more.

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
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (method, provider_refund_id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
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
comment on column public.refunds.created_at is 'When it was asked for, or heard of, UTC.';
comment on column public.refunds.updated_at is 'Last change, UTC.';
create unique index refunds_client_id_key on public.refunds (org_id, client_id) where client_id is not null;
create index refunds_payment_idx on public.refunds (org_id, payment_id);
create index refunds_payment_id_idx on public.refunds (payment_id);
create index refunds_org_idx on public.refunds (org_id, id desc);
create index refunds_subject_idx on public.refunds (subject_id, id desc);
create index refunds_charge_idx on public.refunds (org_id, charge_id) where charge_id is not null;
create index refunds_document_idx on public.refunds (org_id, document_id) where document_id is not null;
create index refunds_requested_by_idx on public.refunds (requested_by);
create index refunds_approved_by_idx on public.refunds (approved_by);
create index refunds_paid_by_idx on public.refunds (paid_by);

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
    when subject_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when subject_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    when subject_id = any (array(select private.my_deal_ids())) then true
    when status in ('sending', 'needs_attention') and (select private.is_staff()) then true
  end is not null
);
create trigger guard_move before insert or update of status on public.refunds
  for each row execute function private.guard_move('refund');
create trigger touch_updated_at before update on public.refunds
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete on public.refunds
  for each row execute function private.refuse_change();
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
  -- A second try of ours is no news.
  if from_status = 'sending' and refund.status = 'approved' then
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

-- How much can go back ------------------------------------------------------------------------------

create function private.last_renewal(tenancy_id uuid)
returns uuid
language sql
stable
set search_path = ''
as $$
  with recursive chain as (
    select tenancy.id, tenancy.org_id, 0 as down from public.tenancies as tenancy where tenancy.id = last_renewal.tenancy_id
    union all
    select renewal.id, renewal.org_id, chain.down + 1
    from chain
    join public.tenancies as renewal on renewal.org_id = chain.org_id and renewal.parent_id = chain.id
      and renewal.status not in ('draft', 'offered', 'cancelled')
  )
  select chain.id from chain order by chain.down desc, chain.id desc limit 1
$$;
comment on function private.last_renewal(uuid) is 'The last of the tenancies that renew one, which holds their deposit; itself when none does.';

create function private.refundable(payment public.payments)
returns bigint
language plpgsql
stable
set search_path = ''
as $$
declare
  promised bigint;
  deposit bigint := 0;
  own bigint := 0;
  held bigint := 0;
begin
  select coalesce(sum(refund.amount_kobo), 0) into promised
  from public.refunds as refund
  where refund.payment_id = payment.id and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention');
  -- What was kept of a deposit is no longer there to go back.
  if payment.tenancy_id is not null then
    select coalesce(sum(standing.amount_kobo), 0) into deposit
    from private.standing_allocations(payment.id) as standing
    join public.charges as charge on charge.id = standing.charge_id and charge.kind = 'caution_deposit';
    if deposit > 0 then
      -- deposit_of() leaves out what refunds under way take of it; that of this payment is among the promised already.
      select least(
        deposit,
        greatest(
          coalesce(sum(refund.amount_kobo) filter (where charge.kind = 'caution_deposit'), 0),
          promised - (payment.amount_kobo - payment.returned_kobo - deposit)))
      into own
      from public.refunds as refund
      left join public.charges as charge on charge.id = refund.charge_id
      where refund.payment_id = payment.id and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention');
      -- Of a tenancy that was renewed the last renewal has the deposit.
      select coalesce(least(kept.held_kobo + greatest(own, 0), deposit), deposit) into held
      from public.deposit_of(private.last_renewal(payment.tenancy_id)) as kept;
    end if;
  end if;
  return greatest(payment.amount_kobo - payment.returned_kobo - promised - (deposit - held), 0);
end
$$;
comment on function private.refundable(public.payments) is
  'What of a locked payment can still be asked back, in kobo: not what went back, nor what a refund under way will take, nor what was kept of a deposit.';

create function private.has_open_dispute(payment_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.disputes as dispute
    where dispute.payment_id = has_open_dispute.payment_id and dispute.status in ('open', 'answered'))
$$;
comment on function private.has_open_dispute(uuid) is 'Whether a dispute of the payment is open: then nothing is refunded.';

create function private.stop_refunds(payment public.payments)
returns void
language plpgsql
set search_path = ''
as $$
declare
  refund public.refunds;
begin
  for refund in
    select r.* from public.refunds as r
    where r.payment_id = payment.id and r.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')
    order by r.id for update
  loop
    if refund.status not in ('requested', 'approved') then
      perform private.raise_problem('refund.under_way', 'Cannot take the payment back: a refund of it is under way', 409,
        jsonb_build_object('field', 'payment_id', 'refund_id', refund.id));
    end if;
    perform private.move_refund(refund.id, 'withdrawn', 'The payment was taken back');
  end loop;
end
$$;
comment on function private.stop_refunds(public.payments) is
  'When a payment is taken back: what refunds of it were not sent are withdrawn; while one is under way it cannot be. Error: refund.under_way 409.';

-- Asking --------------------------------------------------------------------------------------------

create function private.request_refund(
  payment_id uuid, amount_kobo public.kobo, reason text, client_id uuid, charge_id uuid, drops_charges boolean, by_hand boolean)
returns public.refunds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payment public.payments;
  made public.refunds;
  most bigint;
  way public.refund_way;
  wrong text := case
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when reason is null or length(btrim(reason)) not between 3 and 250 then 'reason'
    when client_id is null then 'client_id'
  end;
begin
  select p.* into payment from public.payments as p
  where p.id = payment_id and p.org_id in (select private.my_org_ids('money.read'))
  for update;
  if payment.id is null then
    perform private.raise_problem('refund.payment_not_found', 'Cannot find the payment among those of your organizations', 404,
      jsonb_build_object('field', 'payment_id'));
  end if;
  perform private.require_permission(payment.org_id, 'money.write');
  if wrong is not null then
    perform private.raise_problem('refund.bad_request', format('Cannot ask for the refund: %s %s', wrong, case wrong
      when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
      when 'reason' then 'must have 3 to 250 characters'
      else 'is missing: a request that is sent again would be made twice'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  select r.* into made from public.refunds as r where r.org_id = payment.org_id and r.client_id = client_id;
  if found then
    if made.payment_id is distinct from payment.id or made.amount_kobo is distinct from amount_kobo or made.charge_id is distinct from charge_id then
      perform private.raise_problem('refund.client_id_used', 'Cannot ask for the refund: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return made;
  end if;
  if payment.method in ('deposit', 'withholding_tax') or payment.status <> 'succeeded' then
    perform private.raise_problem('refund.not_settled', 'Cannot refund the payment: no money of it came in and stayed', 409,
      jsonb_build_object('field', 'payment_id', 'status', payment.status));
  end if;
  if private.has_open_dispute(payment.id) then
    perform private.raise_problem('refund.disputed',
      'Cannot refund the payment: the payer''s bank disputes it, and would give the money back once more', 409,
      jsonb_build_object('field', 'payment_id'));
  end if;
  -- A deposit may have been paid in parts and is returned by the tenancy: whoever takes of it waits here.
  if exists (
    select from private.standing_allocations(payment.id) as standing
    join public.charges as charge on charge.id = standing.charge_id and charge.kind = 'caution_deposit'
  ) then
    perform from public.tenancies as tenancy where tenancy.id = private.last_renewal(payment.tenancy_id) for no key update;
  end if;
  most := private.refundable(payment);
  if amount_kobo > most then
    perform private.raise_problem('refund.too_much', format('Cannot refund that much: %s kobo of the payment are left', most), 409,
      jsonb_build_object('field', 'amount_kobo', 'refundable_kobo', most));
  end if;
  if charge_id is not null and not exists (
    select from private.standing_allocations(payment.id) as standing where standing.charge_id = request_refund.charge_id
  ) then
    perform private.raise_problem('refund.bad_request', 'Cannot ask for the refund: the payment has settled nothing of charge_id', 400,
      jsonb_build_object('field', 'charge_id'));
  end if;
  way := case when coalesce(by_hand, false) or private.is_offline(payment.method) then 'by_hand'::public.refund_way else 'provider' end;
  insert into public.refunds as asked (
    org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, charge_id, drops_charges, client_id, requested_by)
  values (
    payment.org_id, payment.id, coalesce(payment.tenancy_id, payment.sale_id, payment.application_id), payment.method, way, 'requested',
    amount_kobo, btrim(reason), charge_id, coalesce(drops_charges, false), client_id, auth.uid())
  returning asked.* into made;
  return made;
end
$$;
comment on function private.request_refund(uuid, public.kobo, text, uuid, uuid, boolean, boolean) is
  'Locks the payment, checks the caller and what is left of it, then puts the request down.';
grant execute on function private.request_refund(uuid, public.kobo, text, uuid, uuid, boolean, boolean) to authenticated;

create function public.request_refund(
  payment_id uuid, amount_kobo numeric, reason text, client_id uuid, charge_id uuid default null, drops_charges boolean default false,
  by_hand boolean default false)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('request_refund');
  select private.request_refund(
    payment_id, private.read_kobo('amount_kobo', amount_kobo), private.read_line('reason', reason), client_id, charge_id, drops_charges, by_hand)
$$;
comment on function public.request_refund(uuid, numeric, text, uuid, uuid, boolean, boolean) is
  'Asks for money (kobo) of a settled payment to go back, the whole or a part; another member approves it. It is taken from the charge that is named, else from credit first and then from the newest charges; these are open again, unless drops_charges says that they are owed no more. Online payments go back through their provider unless by_hand is true; offline ones always by hand. The client_id is the caller''s own and makes it safe to repeat. For members with money.write. Errors: refund.payment_not_found 404, auth.forbidden 403, refund.bad_request 400, refund.client_id_used, refund.not_settled, refund.disputed, refund.too_much 409.';
grant execute on function public.request_refund(uuid, numeric, text, uuid, uuid, boolean, boolean) to authenticated;

-- Deciding ------------------------------------------------------------------------------------------

create function private.lock_refund(refund_id uuid)
returns public.refunds
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds;
begin
  select r.* into refund from public.refunds as r
  where r.id = refund_id and r.org_id in (select private.my_org_ids('money.read'));
  if refund.id is null then
    perform private.raise_problem('refund.not_found', 'Cannot find the refund among those of your organizations', 404,
      jsonb_build_object('field', 'refund_id'));
  end if;
  -- The payment first, as whoever sends, disputes or books it does.
  perform from public.payments as payment where payment.id = refund.payment_id for update;
  select r.* into strict refund from public.refunds as r where r.id = refund_id for update;
  return refund;
end
$$;
comment on function private.lock_refund(uuid) is
  'Locks the payment of a refund that the caller may see on the payee''s side, then the refund. Error: refund.not_found 404.';

create function private.refuse_moved_refund(refund public.refunds)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('refund.already_decided', format('Cannot do this now: the refund is %s', replace(refund.status::text, '_', ' ')), 409,
    jsonb_build_object('field', 'refund_id', 'status', refund.status));
end
$$;
comment on function private.refuse_moved_refund(public.refunds) is 'Refuses (409 refund.already_decided) and says what the refund is by now.';

create function private.require_second_person(refund public.refunds, i_am_alone boolean)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  perform private.require_permission(refund.org_id, 'money.confirm');
  if auth.uid() in (select private.payment_payers(refund.payment_id)) then
    perform private.raise_problem('refund.own', 'You cannot decide about this refund: it would go to you', 403,
      jsonb_build_object('field', 'refund_id'));
  end if;
  -- Whose account is gone cannot be who calls.
  if refund.requested_by is distinct from auth.uid() then
    return false;
  end if;
  if coalesce(i_am_alone, false) and not exists (
    select from private.members_with(refund.org_id, 'money.confirm') as member (id)
    where member.id is distinct from auth.uid()
      -- Whoever paid it may not decide either.
      and member.id not in (select payer from private.payment_payers(refund.payment_id) as payer where payer is not null)
  ) then
    return true;
  end if;
  perform private.raise_problem('refund.same_person',
    'You cannot decide about this refund: you asked for it. Another member with money.confirm does; where you are the only one, say so (i_am_alone)', 403,
    jsonb_build_object('field', 'refund_id'));
  return false;
end
$$;
comment on function private.require_second_person(public.refunds, boolean) is
  'Refuses whoever has no money.confirm, is on the paying side, or asked for the refund; but who is the only member that may approve, and says so, may. Returns whether it is so. Errors: auth.forbidden, refund.own, refund.same_person 403.';

create function private.refund_holder(payment_id uuid)
returns uuid
language sql
stable
set search_path = ''
as $$
  select coalesce(mandate.agent_org_id, payment.org_id)
  from public.payments as payment
  left join public.mandates as mandate on mandate.id = payment.mandate_id
  where payment.id = refund_holder.payment_id
$$;
comment on function private.refund_holder(uuid) is
  'Out of whose money at the provider a payment goes back: the agency''s that collected it, or the payee''s.';

create function private.approve_refund(refund_id uuid, i_am_alone boolean)
returns public.refunds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  is_alone boolean := private.require_second_person(refund, i_am_alone);
  approved public.refunds;
begin
  if refund.status in ('approved', 'sending', 'pending', 'succeeded') and coalesce(refund.approved_by = auth.uid(), false) then
    return refund;
  end if;
  if refund.status <> 'requested' then
    perform private.refuse_moved_refund(refund);
  end if;
  if private.has_open_dispute(refund.payment_id) then
    perform private.raise_problem('refund.disputed',
      'Cannot approve the refund: the payer''s bank disputes the payment, and would give the money back once more', 409,
      jsonb_build_object('field', 'refund_id'));
  end if;
  perform private.begin_move('refund', refund.id, case when is_alone then 'Approved by the only member who may' else 'Approved' end);
  update public.refunds as r
  set status = 'approved', approved_by = auth.uid(), approved_alone = is_alone, approved_at = now()
  where r.id = refund.id
  returning r.* into approved;
  if refund.way = 'provider' then
    -- Whoever asks for a payout at the same moment waits here, and then sees what this one left.
    perform from public.organizations as organization where organization.id = private.refund_holder(refund.payment_id) for no key update;
    if not private.holds_enough(private.refund_holder(refund.payment_id), refund.method) then
      perform private.raise_problem('refund.not_enough',
        'Cannot approve the refund: the provider does not hold so much for you any more. Withdraw it, and give the money back by hand', 409,
        jsonb_build_object('field', 'refund_id'));
    end if;
  end if;
  return approved;
end
$$;
comment on function private.approve_refund(uuid, boolean) is 'Checks that a second person decides, then approves; the trigger has it sent.';
grant execute on function private.approve_refund(uuid, boolean) to authenticated;

create function public.approve_refund(refund_id uuid, i_am_alone boolean default false)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('approve_refund');
  select private.approve_refund(refund_id, i_am_alone)
$$;
comment on function public.approve_refund(uuid, boolean) is
  'Approves a refund that somebody else asked for: one that goes by the provider is sent, one by hand is then paid out (record_refund_paid). Who is the only member with money.confirm may approve their own by saying so (i_am_alone). Safe to repeat. For members with money.confirm. Errors: refund.not_found 404, auth.forbidden, refund.own, refund.same_person 403, refund.already_decided, refund.not_enough, refund.disputed 409.';
grant execute on function public.approve_refund(uuid, boolean) to authenticated;

create function private.check_refund_words(field text, said text)
returns text
language plpgsql
set search_path = ''
as $$
begin
  if said is null or length(btrim(said)) not between 3 and 1000 then
    perform private.raise_problem('refund.bad_fact', format('Say in 3 to 1,000 characters: %s', field), 400, jsonb_build_object('field', field));
  end if;
  return btrim(said);
end
$$;
comment on function private.check_refund_words(text, text) is 'Words about a refund or dispute, trimmed. Error: refund.bad_fact 400 naming the field.';

create function private.decline_refund(refund_id uuid, reason text)
returns public.refunds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  said text;
  declined public.refunds;
begin
  perform private.require_permission(refund.org_id, 'money.confirm');
  said := private.check_refund_words('reason', reason);
  if refund.status = 'declined' and refund.decision is not distinct from said then
    return refund;
  end if;
  if refund.status <> 'requested' then
    perform private.refuse_moved_refund(refund);
  end if;
  perform private.begin_move('refund', refund.id, said);
  update public.refunds as r set status = 'declined', decision = said, approved_by = auth.uid(), approved_at = now()
  where r.id = refund.id
  returning r.* into declined;
  return declined;
end
$$;
comment on function private.decline_refund(uuid, text) is 'Checks who decides, then declines with a reason.';
grant execute on function private.decline_refund(uuid, text) to authenticated;

create function public.decline_refund(refund_id uuid, reason text)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('decline_refund');
  select private.decline_refund(refund_id, private.read_prose('reason', reason))
$$;
comment on function public.decline_refund(uuid, text) is
  'Declines a refund that was asked for, with a reason that the payer reads. Safe to repeat. For members with money.confirm. Errors: refund.not_found 404, auth.forbidden 403, refund.bad_fact 400, refund.already_decided 409.';
grant execute on function public.decline_refund(uuid, text) to authenticated;

create function private.withdraw_refund(refund_id uuid, reason text)
returns public.refunds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  said text;
  withdrawn public.refunds;
begin
  perform private.require_permission(refund.org_id, 'money.write');
  said := private.check_refund_words('reason', reason);
  if refund.status = 'withdrawn' and refund.decision is not distinct from said then
    return refund;
  end if;
  -- From the moment that it is being sent on nobody can call it back.
  if refund.status not in ('requested', 'approved') then
    perform private.refuse_moved_refund(refund);
  end if;
  perform private.begin_move('refund', refund.id, said);
  update public.refunds as r set status = 'withdrawn', decision = said where r.id = refund.id
  returning r.* into withdrawn;
  return withdrawn;
end
$$;
comment on function private.withdraw_refund(uuid, text) is 'Checks the caller, then withdraws what was not sent.';
grant execute on function private.withdraw_refund(uuid, text) to authenticated;

create function public.withdraw_refund(refund_id uuid, reason text)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_refund');
  select private.withdraw_refund(refund_id, private.read_prose('reason', reason))
$$;
comment on function public.withdraw_refund(uuid, text) is
  'Withdraws a refund that was not sent yet, with a reason. Safe to repeat. For members with money.write. Errors: refund.not_found 404, auth.forbidden 403, refund.bad_fact 400, refund.already_decided 409.';
grant execute on function public.withdraw_refund(uuid, text) to authenticated;

-- By hand -------------------------------------------------------------------------------------------

create function private.record_refund_paid(
  refund_id uuid, paid_on public.calendar_date, reference text, note text, document_id uuid, i_am_alone boolean)
returns public.refunds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds := private.lock_refund(refund_id);
  paid public.refunds;
  wrong text;
begin
  perform private.require_second_person(refund, i_am_alone);
  wrong := case
    when paid_on is null or paid_on > private.lagos_date() or paid_on < private.lagos_date(refund.created_at) - 31 then 'paid_on'
    when reference is null or length(btrim(reference)) not between 3 and 80 then 'reference'
    when note is null and document_id is null or length(btrim(note)) not between 3 and 1000 then 'note'
  end;
  if wrong is not null then
    perform private.raise_problem('refund.bad_fact', format('Cannot record it: %s %s', wrong, case wrong
      when 'paid_on' then 'must be a day until today, at most a month before it was asked for'
      when 'reference' then 'must have 3 to 80 characters'
      else 'must say in 3 to 1,000 characters what shows that it was paid, or document_id names a paper'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  if refund.status = 'succeeded' and refund.paid_on is not distinct from paid_on and refund.paid_reference is not distinct from btrim(reference) then
    return refund;
  end if;
  if refund.way <> 'by_hand' then
    perform private.raise_problem('refund.by_provider', 'Cannot record it: the refund goes by the provider. Withdraw it and ask for one by hand', 409,
      jsonb_build_object('field', 'refund_id'));
  end if;
  if refund.status <> 'approved' then
    perform private.refuse_moved_refund(refund);
  end if;
  if private.has_open_dispute(refund.payment_id) then
    perform private.raise_problem('refund.disputed', 'Cannot record it: the payer''s bank disputes the payment, and would give the money back once more', 409,
      jsonb_build_object('field', 'refund_id'));
  end if;
  if document_id is not null and not exists (
    select from public.documents as document
    where document.id = document_id and document.org_id = refund.org_id and document.tenancy_id = refund.subject_id and document.retired_at is null
  ) then
    perform private.raise_problem('refund.bad_fact', 'Cannot record it: document_id must be a paper of the tenancy', 400,
      jsonb_build_object('field', 'document_id'));
  end if;
  perform private.begin_move('refund', refund.id, 'Paid out by hand: ' || btrim(reference));
  update public.refunds as r
  set status = 'succeeded', paid_on = paid_on, paid_reference = btrim(reference), paid_note = btrim(note), document_id = document_id,
    paid_by = auth.uid()
  where r.id = refund.id
  returning r.* into paid;
  return paid;
end
$$;
comment on function private.record_refund_paid(uuid, public.calendar_date, text, text, uuid, boolean) is
  'Checks that a second person says so, and the evidence; the trigger books it.';
grant execute on function private.record_refund_paid(uuid, public.calendar_date, text, text, uuid, boolean) to authenticated;

create function public.record_refund_paid(
  refund_id uuid, paid_on text, reference text, note text default null, document_id uuid default null, i_am_alone boolean default false)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('record_refund_paid');
  select private.record_refund_paid(
    refund_id, private.read_date('paid_on', paid_on), private.read_line('reference', reference), private.read_prose('note', note),
    document_id, i_am_alone)
$$;
comment on function public.record_refund_paid(uuid, text, text, text, uuid, boolean) is
  'Says that an approved refund was paid out by hand: when, by which transfer, slip or cheque, and what shows it (note, or document_id, a paper of the tenancy). It is booked, and the payer is told. Safe to repeat. For members with money.confirm other than who asked for it. Errors: refund.not_found 404, auth.forbidden, refund.own, refund.same_person 403, refund.bad_fact 400, refund.by_provider, refund.already_decided, refund.disputed 409.';
grant execute on function public.record_refund_paid(uuid, text, text, text, uuid, boolean) to authenticated;

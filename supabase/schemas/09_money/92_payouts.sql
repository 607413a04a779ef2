-- Payouts: what came in online is with the provider until it is sent to the organization's own bank account. One member
-- with money.payout asks for it and another one approves it. Where nobody else has the permission, the one asks and it
-- is approved alone: is_sole says so, the account's cooling-off time was three times as long, and that person is told of every step.
--
-- What is asked for is held back at once: an organization can never have more under way than the provider holds for it.
-- 93 sends what is approved and hears what became of it.

create type public.payout_status as enum (
  'requested', 'approved', 'sending', 'pending', 'paid', 'failed', 'reversed', 'needs_attention', 'declined', 'withdrawn'
);
comment on type public.payout_status is
  'requested: waits for a second person; approved: is to be sent; sending: the provider may have it; pending: the provider has it; paid: it is in the bank; failed: no money moved; reversed: it came back; needs_attention: a person must look; declined, withdrawn: it was never sent.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('payout', null, 'requested'),
  ('payout', 'requested', 'approved'), ('payout', 'requested', 'declined'), ('payout', 'requested', 'withdrawn'),
  ('payout', 'approved', 'sending'), ('payout', 'approved', 'withdrawn'), ('payout', 'approved', 'failed'),
  -- Only when it is certain that the provider has not got it.
  ('payout', 'sending', 'approved'),
  ('payout', 'sending', 'pending'), ('payout', 'sending', 'paid'), ('payout', 'sending', 'failed'),
  ('payout', 'sending', 'reversed'), ('payout', 'sending', 'needs_attention'),
  ('payout', 'pending', 'paid'), ('payout', 'pending', 'failed'), ('payout', 'pending', 'reversed'),
  ('payout', 'pending', 'needs_attention'),
  ('payout', 'needs_attention', 'pending'), ('payout', 'needs_attention', 'paid'), ('payout', 'needs_attention', 'failed'),
  ('payout', 'needs_attention', 'reversed'),
  ('payout', 'paid', 'reversed'),
  -- Against all that was said before the money went out after all: it is booked, and staff look.
  ('payout', 'failed', 'paid'), ('payout', 'approved', 'paid'), ('payout', 'withdrawn', 'paid');

create table public.payouts (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  payee_org_id uuid not null,
  payee_account_id uuid not null,
  mandate_id uuid,
  provider public.payment_method not null constraint payouts_provider_check check (provider in ('paystack', 'flutterwave')),
  reference text not null unique constraint payouts_reference_check check (reference ~ '^[a-z0-9-]{16,50}$'),
  status public.payout_status not null default 'requested',
  amount_kobo public.positive_kobo not null,
  fee_kobo public.nonnegative_kobo,
  currency text not null default 'NGN' check (currency = 'NGN'),
  note text constraint payouts_note_check check (private.is_line(note) and length(btrim(note)) between 1 and 100),
  client_id uuid not null,
  is_sole boolean not null default false,
  requested_by uuid references public.profiles (id) on delete set null,
  decided_by uuid references public.profiles (id) on delete set null,
  decided_at timestamptz,
  decision text constraint payouts_decision_check check (private.is_prose(decision) and length(btrim(decision)) between 3 and 500),
  provider_transfer_id text check (length(provider_transfer_id) between 1 and 80),
  failure_reason text check (length(failure_reason) <= 300),
  sent_at timestamptz,
  paid_at public.instant,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  constraint payouts_client_key unique (org_id, client_id),
  foreign key (payee_org_id, payee_account_id) references public.payee_accounts (org_id, id),
  foreign key (payee_org_id, mandate_id) references public.mandates (org_id, id),
  constraint payouts_payee_check check ((mandate_id is not null) = (payee_org_id <> org_id)),
  constraint payouts_paid_check check (status <> 'paid' or (paid_at is not null and fee_kobo is not null))
);
comment on table public.payouts is 'Money that is sent from the provider to an organization''s bank account, and how it went.';
comment on column public.payouts.id is 'Time-ordered identifier.';
comment on column public.payouts.org_id is 'Whose money.';
comment on column public.payouts.payee_org_id is 'To whom: the organization itself, or the principal for whom it collected.';
comment on column public.payouts.payee_account_id is 'To which account of theirs.';
comment on column public.payouts.mandate_id is 'Under which mandate it was collected; null for the organization''s own money.';
comment on column public.payouts.provider is 'Who holds the money and sends it; the same as the account''s.';
comment on column public.payouts.reference is 'Our reference, sent to the provider: by it an unknown outcome is asked about, and the provider takes it once.';
comment on column public.payouts.status is 'Moved by functions only.';
comment on column public.payouts.amount_kobo is 'What arrives, in kobo.';
comment on column public.payouts.fee_kobo is 'What the provider takes for it besides, in kobo; null until it says so.';
comment on column public.payouts.currency is 'ISO 4217 code.';
comment on column public.payouts.note is 'What it is for, as the bank statement shows it.';
comment on column public.payouts.client_id is 'Made by whoever asks: sent again after a lost answer it is not made twice.';
comment on column public.payouts.is_sole is 'Whether it was approved without a second person, because there was none.';
comment on column public.payouts.requested_by is 'Who asked for it, and so cannot approve it where somebody else can.';
comment on column public.payouts.decided_by is 'Who approved, declined or withdrew it, or said that it failed.';
comment on column public.payouts.decided_at is 'When, UTC.';
comment on column public.payouts.decision is 'Why it was declined, withdrawn or given up.';
comment on column public.payouts.provider_transfer_id is 'The provider''s own identifier.';
comment on column public.payouts.failure_reason is 'Why it failed, waits or needs a person, as the provider says it; without account numbers.';
comment on column public.payouts.sent_at is 'When it was last given to the provider, UTC.';
comment on column public.payouts.paid_at is 'When it was paid, UTC, as the provider says.';
comment on column public.payouts.created_at is 'When it was asked for, UTC.';
comment on column public.payouts.updated_at is 'Last change, UTC.';
create index payouts_org_idx on public.payouts (org_id, id desc);
create index payouts_account_idx on public.payouts (payee_org_id, payee_account_id);
create index payouts_mandate_idx on public.payouts (payee_org_id, mandate_id) where mandate_id is not null;
create index payouts_requested_by_idx on public.payouts (requested_by);
create index payouts_decided_by_idx on public.payouts (decided_by);
-- What is held back of an organization's money is found without its past.
create index payouts_open_idx on public.payouts (org_id, provider)
  where status in ('requested', 'approved', 'sending', 'pending', 'needs_attention');

create table private.payout_sends (
  payout_id uuid primary key,
  org_id uuid not null,
  next_at timestamptz,
  times_sent integer not null default 0 check (times_sent >= 0),
  times_asked integer not null default 0 check (times_asked >= 0),
  last_answer text check (length(last_answer) <= 40),
  answered_at timestamptz,
  foreign key (org_id, payout_id) references public.payouts (org_id, id)
);
comment on table private.payout_sends is 'When a payout is sent, or the provider is asked about it, next. No policies: functions only.';
comment on column private.payout_sends.payout_id is 'The payout.';
comment on column private.payout_sends.org_id is 'Whose.';
comment on column private.payout_sends.next_at is 'When it is sent or asked about next, UTC; while somebody does, when another may. Null: nothing is left to do.';
comment on column private.payout_sends.times_sent is 'How often it was given to the provider: more than once only when the provider surely did not take it.';
comment on column private.payout_sends.times_asked is 'How many answers came since it was sent.';
comment on column private.payout_sends.last_answer is 'What came last: see service.record_payout_answer().';
comment on column private.payout_sends.answered_at is 'When, UTC.';
create index payout_sends_payout_idx on private.payout_sends (org_id, payout_id);
create index payout_sends_next_at_idx on private.payout_sends (next_at) where next_at is not null;
alter table private.payout_sends enable row level security;

alter table public.payouts enable row level security;
grant select on public.payouts to authenticated, service_role;
create policy payouts_select on public.payouts for select to authenticated
  using (
    case
      when org_id = any (array(select private.my_org_ids('money.read'))) then true
      when payee_org_id = any (array(select private.my_org_ids('money.read'))) then true
    end is not null
  );
create trigger guard_move before insert or update of status on public.payouts
  for each row execute function private.guard_move('payout');
create trigger touch_updated_at before update on public.payouts
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete on public.payouts
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payouts
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update on public.payouts
  for each row execute function private.record_audit();

-- How much there is ------------------------------------------------------------------------------------

create function private.payout_fee_reserve()
returns bigint
language sql
immutable
set search_path = ''
as $$
  -- Paystack takes at most ₦50 for a transfer, Flutterwave ₦53.75 with tax: so much is held back until it says.
  select 6000::bigint
$$;
comment on function private.payout_fee_reserve() is 'What is held back for the provider''s fee on a payout, in kobo, until the provider says what it takes.';

create function private.provider_funds(org_id uuid)
returns table (
  provider public.payment_method, own_kobo numeric, all_kobo numeric, paid_out_kobo numeric, under_way_kobo numeric,
  own_left_kobo numeric, all_left_kobo numeric)
language sql
stable
set search_path = ''
as $$
  with held as (
    select coalesce(sum(line.debit_kobo - line.credit_kobo) filter (where account.kind = 'provider_clearing'), 0) as kobo,
      coalesce(sum(line.credit_kobo - line.debit_kobo) filter (where account.kind = 'principal_payable'), 0) as owed_kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = provider_funds.org_id and account.kind in ('provider_clearing', 'principal_payable')
  ),
  of_provider as (
    select name.provider, own.kobo + collected.kobo - collected.owed_kobo as own_kobo, own.kobo + collected.kobo as all_kobo,
      out.own_paid_kobo, out.paid_kobo, out.own_under_way_kobo + back.own_kobo as own_under_way_kobo,
      out.under_way_kobo + back.kobo as under_way_kobo
    from (values ('paystack'::public.payment_method), ('flutterwave')) as name (provider)
    cross join lateral (
      -- What went back out of the bank the provider still holds, and of a payment taken back it kept its fee.
      select coalesce(sum(case payment.status when 'succeeded' then payment.amount_kobo - coalesce(gone.kobo, 0) else 0 end
        - payment.provider_fees_kobo), 0) - private.taken_out_of_clearing(provider_funds.org_id, name.provider) as kobo
      from public.payments as payment
      left join lateral (
        select sum(returned.amount_kobo + returned.fees_kobo) as kobo from public.payment_returns as returned
        where returned.payment_id = payment.id and returned.account = 'provider_clearing'
      ) as gone on true
      where payment.org_id = provider_funds.org_id and payment.method = name.provider
        and payment.status in ('succeeded', 'reversed') and payment.mandate_id is null
    ) as own
    cross join lateral (
      select coalesce(sum(move.clearing_kobo), 0) as kobo, coalesce(sum(move.owed_kobo), 0) as owed_kobo
      from public.principal_moves as move
      where move.org_id = provider_funds.org_id and move.provider = name.provider and move.payment_id is not null
    ) as collected
    cross join lateral (
      -- Of what came back the fee is gone all the same.
      select coalesce(sum(known.gone_kobo + known.fee_kobo), 0) as paid_kobo,
        coalesce(sum(known.fee_kobo + case when known.is_own then known.gone_kobo else 0 end), 0) as own_paid_kobo,
        coalesce(sum(known.waiting_kobo + known.reserve_kobo), 0) as under_way_kobo,
        coalesce(sum(known.reserve_kobo + case when known.is_own then known.waiting_kobo else 0 end), 0) as own_under_way_kobo
      from (
        select payout.mandate_id is null as is_own, coalesce(payout.fee_kobo, 0) as fee_kobo,
          case when payout.status = 'paid' then payout.amount_kobo else 0 end as gone_kobo,
          case when payout.status in ('paid', 'reversed') then 0 else payout.amount_kobo end as waiting_kobo,
          case when payout.status in ('paid', 'reversed') then 0 else private.payout_fee_reserve() end as reserve_kobo
        from public.payouts as payout
        where payout.org_id = provider_funds.org_id and payout.provider = name.provider
          and payout.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention', 'paid', 'reversed')
      ) as known
    ) as out
    cross join lateral (
      -- What is going back to payers, or may: of each payment no more than is left of it.
      select coalesce(sum(going.kobo), 0) as kobo, coalesce(sum(going.kobo) filter (where going.is_own), 0) as own_kobo
      from (
        select payment.mandate_id is null as is_own,
          least(sum(asked.amount_kobo), payment.amount_kobo - payment.returned_kobo) as kobo
        from (
          select refund.payment_id, refund.amount_kobo from public.refunds as refund
          where refund.way = 'provider' and refund.status in ('approved', 'sending', 'pending', 'needs_attention')
          union all
          select dispute.payment_id, dispute.amount_kobo from public.disputes as dispute where dispute.status in ('open', 'answered')
        ) as asked
        join public.payments as payment on payment.id = asked.payment_id
        left join public.mandates as mandate on mandate.id = payment.mandate_id
        where payment.method = name.provider and payment.status = 'succeeded'
          and coalesce(mandate.agent_org_id, payment.org_id) = provider_funds.org_id
        group by payment.id, payment.mandate_id, payment.amount_kobo, payment.returned_kobo
      ) as going
    ) as back
  )
  select part.provider, part.own_kobo, part.all_kobo, part.own_paid_kobo, part.own_under_way_kobo,
    -- Never more than the books say that is there in all, whatever went back to payers meanwhile; and what is owed to
    -- principals is not one's own.
    least(part.own_kobo - part.own_paid_kobo - part.own_under_way_kobo,
      held.kobo - held.owed_kobo - sum(part.own_under_way_kobo) over ()),
    least(part.all_kobo - part.paid_kobo - part.under_way_kobo, held.kobo - sum(part.under_way_kobo) over ())
  from of_provider as part cross join held
$$;
comment on function private.provider_funds(uuid) is
  'What each provider holds for an organization, in kobo: its own (what came in less fees, and its fees of what it collected for others) and all, what it paid out and what is under way of its own, and what is left of either. Invoker: of the rows that the caller may see.';

create function private.holds_enough(org_id uuid, provider public.payment_method)
returns boolean
language sql
stable
set search_path = ''
as $$
  select coalesce((
    select funds.all_left_kobo >= 0 from private.provider_funds(holds_enough.org_id) as funds
    where funds.provider = holds_enough.provider), false)
$$;
comment on function private.holds_enough(uuid, public.payment_method) is
  'Whether a provider holds all that is under way of an organization, so that none of it goes out of what is others''.';

create function public.payout_funds(org_id uuid)
returns table (provider public.payment_method, collected_kobo bigint, paid_out_kobo bigint, under_way_kobo bigint, available_kobo bigint, missing_kobo bigint)
language sql
stable
set search_path = ''
as $$
  select funds.provider, funds.own_kobo::bigint, funds.paid_out_kobo::bigint, funds.under_way_kobo::bigint,
    greatest(0, funds.own_left_kobo - private.payout_fee_reserve())::bigint, greatest(0, -funds.all_left_kobo)::bigint
  from private.provider_funds(org_id) as funds
  where exists (select from public.organizations as organization where organization.id = payout_funds.org_id)
  order by funds.provider
$$;
comment on function public.payout_funds(uuid) is
  'What each provider holds of an organization''s own money, in kobo: what came in less fees, what was paid out, what is held back for payouts under way, and what of it can be paid out now, the provider''s fee apart, and what is missing (missing_kobo): more went or is going back to payers than it holds, which the organization owes the platform. What it collected for principals is not its own, but for its fee. For members with money.read; others see zeros or nothing.';
grant execute on function private.payout_fee_reserve(), private.provider_funds(uuid), public.payout_funds(uuid) to authenticated;

-- Asking ------------------------------------------------------------------------------------------------

create function private.set_payout_status(
  payout_id uuid, to_status public.payout_status, person uuid, said text default null, alone boolean default false)
returns public.payouts
language plpgsql
set search_path = ''
as $$
declare
  moved public.payouts;
begin
  perform private.begin_move('payout', payout_id, said);
  update public.payouts as payout
  set status = to_status, decided_by = person, decided_at = now(), decision = said, is_sole = payout.is_sole or alone
  where payout.id = payout_id
  returning payout.* into moved;
  return moved;
end
$$;
comment on function private.set_payout_status(uuid, public.payout_status, uuid, text, boolean) is
  'Moves a locked payout by a person''s decision, and notes who, when and why.';

create function private.payable_account(org_id uuid, payee_account_id uuid)
returns public.payee_accounts
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  account public.payee_accounts;
begin
  -- Locked, so that it is retired before, which stops this, or after, which withdraws it.
  select found.* into account from public.payee_accounts as found
  where found.org_id = org_id and found.id = payee_account_id for share;
  if account.id is null then
    perform private.raise_problem('payee_account.not_found', 'Cannot find the bank account among those of your organization', 404,
      jsonb_build_object('field', 'payee_account_id'));
  end if;
  if account.status <> 'approved' then
    perform private.raise_problem('payout.account_not_approved', format('Cannot pay out to this bank account: it is %s', account.status), 409,
      jsonb_build_object('field', 'payee_account_id', 'status', account.status));
  end if;
  if coalesce(account.payable_from, 'infinity') > now() then
    perform private.raise_problem('payout.cooling_off', 'Cannot pay out to this bank account yet: it was approved a short time ago', 409,
      jsonb_build_object('field', 'payee_account_id', 'payable_from', account.payable_from));
  end if;
  return account;
end
$$;
comment on function private.payable_account(uuid, uuid) is
  'Locks a bank account to which money may go now. Errors: payee_account.not_found 404, payout.account_not_approved, payout.cooling_off 409.';

create function private.request_payout(
  org_id uuid, payee_account_id uuid, amount_kobo public.kobo, client_id uuid, note text)
returns public.payouts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  account public.payee_accounts;
  asked public.payouts;
  available bigint;
  wrong text := case
    when amount_kobo is null or amount_kobo <= 0 then 'amount_kobo'
    when client_id is null then 'client_id'
    when length(btrim(note)) not between 1 and 100 then 'note'
  end;
begin
  perform private.require_permission(org_id, 'money.payout');
  if wrong is not null then
    perform private.raise_problem('payout.bad_fact', format('Cannot ask for the payout: %s %s', wrong,
      case wrong when 'amount_kobo' then 'must be over zero' when 'client_id' then 'is missing' else 'must have 1 to 100 characters' end),
      400, jsonb_build_object('field', wrong));
  end if;
  -- Whoever asks at the same moment waits here, and then sees what this one left.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  select known.* into asked from public.payouts as known where known.org_id = org_id and known.client_id = client_id;
  if asked.id is not null then
    if asked.amount_kobo <> amount_kobo or asked.payee_account_id is distinct from payee_account_id or asked.mandate_id is not null then
      perform private.raise_problem('payout.client_id_used', 'Cannot ask for the payout: the client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return asked;
  end if;
  account := private.payable_account(org_id, payee_account_id);
  select funds.available_kobo into available from public.payout_funds(org_id) as funds where funds.provider = account.provider;
  if amount_kobo > coalesce(available, 0) then
    perform private.raise_problem('payout.not_enough', 'Cannot pay out that much: the provider does not hold it for you', 409,
      jsonb_build_object('field', 'amount_kobo', 'available_kobo', coalesce(available, 0)));
  end if;
  insert into public.payouts as made (org_id, payee_org_id, payee_account_id, provider, reference, amount_kobo, note, client_id, requested_by)
  values (org_id, org_id, account.id, account.provider, 'est-' || private.uuid_v7(), amount_kobo, nullif(btrim(note), ''), client_id, auth.uid())
  returning made.* into asked;
  if not private.has_second_payer(org_id, auth.uid()) then
    asked := private.set_payout_status(asked.id, 'approved', auth.uid(), null, true);
  end if;
  return asked;
end
$$;
comment on function private.request_payout(uuid, uuid, public.kobo, uuid, text) is
  'Checks the caller, the account and what is there, then holds the amount back.';
grant execute on function private.request_payout(uuid, uuid, public.kobo, uuid, text) to authenticated;

create function public.request_payout(
  org_id uuid, payee_account_id uuid, amount_kobo numeric, client_id uuid, note text default null)
returns public.payouts
language sql
set search_path = ''
as $$
  select private.limit_person('request_payout');
  select private.request_payout(
    org_id, payee_account_id, private.read_kobo('amount_kobo', amount_kobo), client_id, private.read_line('note', note))
$$;
comment on function public.request_payout(uuid, uuid, numeric, uuid, text) is
  'Asks that money (kobo) which the account''s provider holds for your organization be sent there; the amount is held back at once, and another member approves it. Where nobody else has money.payout it is approved alone. The client_id is the caller''s own and makes it safe to repeat. For members with money.payout. Errors: auth.forbidden 403, payee_account.not_found 404, payout.bad_fact, value.bad_amount 400, payout.account_not_approved, payout.cooling_off, payout.not_enough, payout.client_id_used 409.';
grant execute on function public.request_payout(uuid, uuid, numeric, uuid, text) to authenticated;

-- Deciding ------------------------------------------------------------------------------------------------

create function private.lock_payout(payout_id uuid)
returns public.payouts
language plpgsql
set search_path = ''
as $$
declare
  payout public.payouts;
begin
  select found.* into payout from public.payouts as found
  where found.id = lock_payout.payout_id and found.org_id in (select private.my_org_ids('money.read'))
  for no key update;
  if payout.id is null then
    perform private.raise_problem('payout.not_found', 'Cannot find the payout among those of your organizations', 404,
      jsonb_build_object('field', 'payout_id'));
  end if;
  perform private.require_permission(payout.org_id, 'money.payout');
  return payout;
end
$$;
comment on function private.lock_payout(uuid) is
  'Locks a payout of an organization in which the caller may pay out. Errors: payout.not_found 404, auth.forbidden 403.';

create function private.refuse_decided_payout(payout public.payouts)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('payout.already_decided', format('Cannot do this now: the payout is %s', replace(payout.status::text, '_', ' ')), 409,
    jsonb_build_object('field', 'payout_id', 'status', payout.status));
end
$$;
comment on function private.refuse_decided_payout(public.payouts) is 'Refuses (409 payout.already_decided) and says how the payout stands by now.';

create function private.check_payout_reason(reason text)
returns text
language plpgsql
set search_path = ''
as $$
begin
  if reason is null or length(btrim(reason)) not between 3 and 500 then
    perform private.raise_problem('payout.bad_fact', 'Say why in 3 to 500 characters', 400, jsonb_build_object('field', 'reason'));
  end if;
  return btrim(reason);
end
$$;
comment on function private.check_payout_reason(text) is 'A reason in words, trimmed. Error: payout.bad_fact 400.';

create function private.approve_payout(payout_id uuid)
returns public.payouts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payout public.payouts;
begin
  -- The account before the payout, as whoever retires the account does.
  perform from public.payee_accounts as account
  where account.id = (
    select asked.payee_account_id from public.payouts as asked
    where asked.id = payout_id and asked.org_id in (select private.my_org_ids('money.read')))
  for share;
  payout := private.lock_payout(payout_id);
  if payout.status <> 'requested' then
    if payout.status not in ('declined', 'withdrawn') and payout.decided_by is not distinct from auth.uid() then
      return payout;
    end if;
    perform private.refuse_decided_payout(payout);
  end if;
  if payout.requested_by is not distinct from auth.uid() then
    perform private.raise_problem('payout.own', 'You asked for this payout: somebody else has to approve it', 403,
      jsonb_build_object('field', 'payout_id'));
  end if;
  perform private.payable_account(payout.payee_org_id, payout.payee_account_id);
  return private.set_payout_status(payout.id, 'approved', auth.uid());
end
$$;
comment on function private.approve_payout(uuid) is 'Checks that a second person approves and that the account is still one to pay to; it is then sent.';

create function private.decline_payout(payout_id uuid, reason text)
returns public.payouts
language plpgsql
security definer
set search_path = ''
as $$
declare
  payout public.payouts := private.lock_payout(payout_id);
  said text := private.check_payout_reason(reason);
begin
  if payout.status = 'declined' and payout.decided_by is not distinct from auth.uid() then
    return payout;
  end if;
  if payout.status <> 'requested' then
    perform private.refuse_decided_payout(payout);
  end if;
  return private.set_payout_status(payout.id, 'declined', auth.uid(), said);
end
$$;
comment on function private.decline_payout(uuid, text) is 'Checks the caller, then declines a payout: its amount is free again.';

create function private.withdraw_payout(payout_id uuid, reason text)
returns public.payouts
language plpgsql
security definer
set search_path = ''
as $$
declare
  payout public.payouts := private.lock_payout(payout_id);
  said text := private.check_payout_reason(reason);
begin
  if payout.status = 'withdrawn' then
    return payout;
  end if;
  if payout.status not in ('requested', 'approved') then
    perform private.refuse_decided_payout(payout);
  end if;
  return private.set_payout_status(payout.id, 'withdrawn', auth.uid(), said);
end
$$;
comment on function private.withdraw_payout(uuid, text) is 'Checks the caller, then withdraws a payout that the provider has not got.';

create function private.fail_payout(payout_id uuid, reason text)
returns public.payouts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payout public.payouts;
  said text;
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'You may not give up a payout: only the platform''s staff may', 403);
  end if;
  said := private.check_payout_reason(reason);
  select found.* into payout from public.payouts as found where found.id = payout_id for no key update;
  if payout.id is null then
    perform private.raise_problem('payout.not_found', 'Cannot find the payout', 404, jsonb_build_object('field', 'payout_id'));
  end if;
  if payout.status = 'failed' then
    return payout;
  end if;
  if payout.status <> 'needs_attention' then
    perform private.refuse_decided_payout(payout);
  end if;
  return private.set_payout_status(payout.id, 'failed', auth.uid(), said);
end
$$;
comment on function private.fail_payout(uuid, text) is
  'Checks that the caller is staff, then notes that a payout which needed attention did not happen: its amount is free again.';
grant execute on function
  private.approve_payout(uuid), private.decline_payout(uuid, text), private.withdraw_payout(uuid, text), private.fail_payout(uuid, text)
  to authenticated;

create function public.approve_payout(payout_id uuid)
returns public.payouts
language sql
set search_path = ''
as $$
  select private.limit_person('approve_payout');
  select private.approve_payout(payout_id)
$$;
comment on function public.approve_payout(uuid) is
  'Approves a payout that another member asked for: it is sent at once. For members with money.payout. Safe to repeat. Errors: payout.not_found 404, auth.forbidden, payout.own 403, payout.already_decided, payout.account_not_approved, payout.cooling_off 409.';

create function public.decline_payout(payout_id uuid, reason text)
returns public.payouts
language sql
set search_path = ''
as $$
  select private.limit_person('decline_payout');
  select private.decline_payout(payout_id, private.read_prose('reason', reason))
$$;
comment on function public.decline_payout(uuid, text) is
  'Declines a payout that waits for approval, with a reason. For members with money.payout. Errors: payout.not_found 404, auth.forbidden 403, payout.bad_fact 400, payout.already_decided 409.';

create function public.withdraw_payout(payout_id uuid, reason text)
returns public.payouts
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_payout');
  select private.withdraw_payout(payout_id, private.read_prose('reason', reason))
$$;
comment on function public.withdraw_payout(uuid, text) is
  'Takes back a payout that was not sent yet, approved or not, with a reason. For members with money.payout. Safe to repeat. Errors: payout.not_found 404, auth.forbidden 403, payout.bad_fact 400, payout.already_decided 409.';

create function public.fail_payout(payout_id uuid, reason text)
returns public.payouts
language sql
set search_path = ''
as $$
  select private.limit_person('fail_payout');
  select private.fail_payout(payout_id, private.read_prose('reason', reason))
$$;
comment on function public.fail_payout(uuid, text) is
  'For staff: a payout that needs attention did not happen, as the provider''s dashboard shows; its amount is free again. Safe to repeat. Errors: auth.forbidden 403, payout.not_found 404, payout.bad_fact 400, payout.already_decided 409.';
grant execute on function
  public.approve_payout(uuid), public.decline_payout(uuid, text), public.withdraw_payout(uuid, text), public.fail_payout(uuid, text)
  to authenticated;

create function private.withdraw_payouts_to(account public.payee_accounts)
returns void
language plpgsql
set search_path = ''
as $$
declare
  waiting uuid;
begin
  for waiting in
    select payout.id from public.payouts as payout
    where payout.payee_org_id = account.org_id and payout.payee_account_id = account.id and payout.status in ('requested', 'approved')
    order by payout.id for no key update
  loop
    perform private.set_payout_status(waiting, 'withdrawn', account.decided_by, 'The bank account was retired');
  end loop;
end
$$;
comment on function private.withdraw_payouts_to(public.payee_accounts) is
  'Withdraws what was to be sent to a bank account that is out of use, and that the provider has not got.';

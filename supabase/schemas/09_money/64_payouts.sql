-- Payouts: what came in online is with the provider until it is sent to the organization's own bank account. One member
-- with money.payout asks for it and another one approves it. Where nobody else has the permission, the one asks and it
-- is approved alone: is_sole says so, the account's cooling-off time was three times as long, and that person is told of every step.
--
-- What is asked for is held back at once: an organization can never have more under way than the provider holds for it (78).
-- Approving, declining, withdrawing and giving up: 66. 67 sends what is approved and hears what became of it.

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
      when org_id = any (array(select org_id from private.my_permissions where permission = 'money.read')) then true
      when payee_org_id = any (array(select org_id from private.my_permissions where permission = 'money.read')) then true
    end is not null
  );
create trigger guard_move before insert or update of status on public.payouts
  for each row execute function private.guard_move('payout');
create trigger touch_updated_at before update on public.payouts
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete or update of id, org_id, amount_kobo, currency, created_at on public.payouts
  for each row execute function private.refuse_change();
create trigger refuse_rewriting before update of fee_kobo, paid_at on public.payouts
  for each row when (old.status in ('paid', 'reversed') and (old.fee_kobo, old.paid_at) is distinct from (new.fee_kobo, new.paid_at))
  execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payouts
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update on public.payouts
  for each row execute function private.record_audit();

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
  perform private.refuse_held('payee_account', account.id, 'payee_account_id');
  perform private.refuse_differing(account);
  if coalesce(account.payable_from, 'infinity') > now() then
    perform private.raise_problem('payout.cooling_off', 'Cannot pay out to this bank account yet: it was approved a short time ago', 409,
      jsonb_build_object('field', 'payee_account_id', 'payable_from', account.payable_from));
  end if;
  return account;
end
$$;
comment on function private.payable_account(uuid, uuid) is
  'Locks a bank account to which money may go now. Errors: payee_account.not_found 404, payout.account_not_approved, payout.cooling_off, trust.held, payee_account.name_differs 409.';

create function private.check_payout_facts(amount_kobo public.kobo, client_id uuid, note text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  wrong text := case
    when amount_kobo is null or amount_kobo <= 0 then 'amount_kobo'
    when client_id is null then 'client_id'
    when length(btrim(note)) not between 1 and 100 then 'note'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('payout.bad_fact', format('Cannot ask for the payout: %s %s', wrong,
      case wrong when 'amount_kobo' then 'must be over zero' when 'client_id' then 'is missing' else 'must have 1 to 100 characters' end),
      400, jsonb_build_object('field', wrong));
  end if;
end
$$;
comment on function private.check_payout_facts(public.kobo, uuid, text) is 'Refuses (400 payout.bad_fact) what cannot be of a payout that is asked for.';

create function private.payout_asked_for(org_id uuid, client_id uuid, payee_account_id uuid, mandate_id uuid, amount_kobo public.kobo)
returns public.payouts
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  asked public.payouts;
begin
  select known.* into asked from public.payouts as known where known.org_id = org_id and known.client_id = client_id;
  if asked.id is not null and (
    asked.amount_kobo <> amount_kobo or asked.payee_account_id is distinct from payee_account_id or asked.mandate_id is distinct from mandate_id
  ) then
    perform private.raise_problem('payout.client_id_used', 'Cannot ask for the payout: the client_id is that of another one', 409,
      jsonb_build_object('field', 'client_id'));
  end if;
  return asked;
end
$$;
comment on function private.payout_asked_for(uuid, uuid, uuid, uuid, public.kobo) is
  'The payout that was asked for before under this client_id, a row of nulls when there is none. Error: payout.client_id_used 409 when it is another one.';

create function private.paid_out_with(org_id uuid, amount_kobo public.kobo, but_not uuid default null)
returns public.kobo
language sql
stable
set search_path = ''
as $$
  -- No more than an amount can be.
  select least(paid_out_with.amount_kobo + coalesce(sum(payout.amount_kobo), 0), 1000000000000000)::bigint
  from public.payouts as payout
  where payout.org_id = paid_out_with.org_id and payout.id is distinct from paid_out_with.but_not
    and payout.status not in ('declined', 'withdrawn', 'failed')
    and coalesce(payout.decided_at, payout.created_at) > now() - interval '24 hours'
$$;
comment on function private.paid_out_with(uuid, public.kobo, uuid) is
  'An amount in kobo, and with it what the organization asked for or approved in the last 24 hours, without what came to nothing and without one payout: many small payouts ask for the level of the large one that they make together. Asked under the lock of the organization.';

create function private.approved_if_alone(payout public.payouts)
returns public.payouts
language plpgsql
set search_path = ''
as $$
begin
  if not private.is_alone(payout.org_id, 'money.payout', (select auth.uid())) then
    return payout;
  end if;
  -- Asking is approving here, so it takes what approving takes.
  perform private.require_assurance('approve_payout');
  perform private.begin_act('approve_payout', payout.id, payout.org_id, null);
  return private.set_payout_status(payout.id, 'approved', (select auth.uid()), null, true);
end
$$;
comment on function private.approved_if_alone(public.payouts) is
  'Approves a payout that the caller just asked for where nobody else could. Error: auth.insufficient_assurance 403.';

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
begin
  perform private.require_permission(org_id, 'money.payout');
  perform private.check_payout_facts(amount_kobo, client_id, note);
  -- Whoever asks at the same moment waits here, and then sees what this one left.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  asked := private.payout_asked_for(org_id, client_id, payee_account_id, null, amount_kobo);
  if asked.id is not null then
    return asked;
  end if;
  perform private.require_level((select auth.uid()), 'pay_out', private.paid_out_with(org_id, amount_kobo), 'amount_kobo');
  account := private.payable_account(org_id, payee_account_id);
  select funds.available_kobo into available from public.payout_funds(org_id) as funds where funds.provider = account.provider;
  if amount_kobo > coalesce(available, 0) then
    perform private.raise_problem('payout.not_enough', 'Cannot pay out that much: the provider does not hold it for you', 409,
      jsonb_build_object('field', 'amount_kobo', 'available_kobo', coalesce(available, 0)));
  end if;
  insert into public.payouts as made (org_id, payee_org_id, payee_account_id, provider, reference, amount_kobo, note, client_id, requested_by)
  values (org_id, org_id, account.id, account.provider, 'est-' || private.uuid_v7(), amount_kobo, nullif(btrim(note), ''), client_id, auth.uid())
  returning made.* into asked;
  return private.approved_if_alone(asked);
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
  'Asks that money (kobo) which the account''s provider holds for your organization be sent there; the amount is held back at once, and another member approves it. Where nobody else has money.payout it is approved alone, which takes a second factor. The client_id is the caller''s own and makes it safe to repeat. For members with money.payout. Errors: auth.forbidden, auth.insufficient_assurance, trust.level_missing 403, payee_account.not_found 404, payout.bad_fact, value.bad_amount 400, payout.account_not_approved, payout.cooling_off, payee_account.name_differs, trust.held, payout.not_enough, payout.client_id_used 409.';
grant execute on function public.request_payout(uuid, uuid, numeric, uuid, text) to authenticated;

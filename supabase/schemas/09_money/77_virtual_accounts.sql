-- Dedicated virtual accounts: a bank account number at a provider for one tenancy. Whoever knows it transfers to it from
-- any bank, and what comes is the tenancy's: it settles the oldest open charges, and what is over is credit. The number is
-- where to pay, so both sides see it; what the provider calls its holder is kept apart.
--
-- A credit comes without a payment of ours. It is made when the provider confirms it, under the provider's own
-- reference, and settled as all money is: so three events about one credit are one payment.

create type public.virtual_account_status as enum ('wanted', 'open', 'refused');
comment on type public.virtual_account_status is 'wanted: the provider is being asked; open: money may come; refused: the provider gives none, see refusal.';

create table public.virtual_accounts (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  provider public.payment_method not null check (provider in ('paystack', 'flutterwave')),
  status public.virtual_account_status not null default 'wanted',
  bank_name text check (length(bank_name) between 1 and 100),
  account_number text constraint virtual_accounts_account_number_check check (account_number ~ '^[0-9]{10}$'),
  account_name text check (length(account_name) between 1 and 200),
  refusal text check (length(refusal) between 1 and 300),
  asked_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (tenancy_id, provider),
  unique (provider, account_number),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint virtual_accounts_open_check check ((status = 'open') = (num_nulls(bank_name, account_number, account_name) = 0)),
  constraint virtual_accounts_refused_check check ((status = 'refused') = (refusal is not null))
);
comment on table public.virtual_accounts is 'Bank account numbers to which a tenancy is paid by transfer: one for a tenancy and provider.';
comment on column public.virtual_accounts.id is 'Time-ordered identifier.';
comment on column public.virtual_accounts.org_id is 'The organization of the tenancy.';
comment on column public.virtual_accounts.tenancy_id is 'Whose charges it pays.';
comment on column public.virtual_accounts.provider is 'With whom.';
comment on column public.virtual_accounts.status is 'Whether money may come. Moved by functions only.';
comment on column public.virtual_accounts.bank_name is 'The bank, as the provider says it.';
comment on column public.virtual_accounts.account_number is 'The number, ten digits: public to both sides, it is where to pay.';
comment on column public.virtual_accounts.account_name is 'The name that a payer''s bank shows.';
comment on column public.virtual_accounts.refusal is 'Why the provider gives none.';
comment on column public.virtual_accounts.asked_by is 'Who asked for it.';
comment on column public.virtual_accounts.created_at is 'When it was asked for, UTC.';
comment on column public.virtual_accounts.updated_at is 'Last change, UTC.';
create index virtual_accounts_tenancy_idx on public.virtual_accounts (org_id, tenancy_id);
create index virtual_accounts_asked_by_idx on public.virtual_accounts (asked_by);

create table private.virtual_account_keys (
  virtual_account_id uuid primary key,
  org_id uuid not null,
  provider public.payment_method not null,
  holder text check (length(holder) between 1 and 100),
  next_try_at timestamptz default now(),
  tries integer not null default 0 check (tries >= 0),
  last_error text check (length(last_error) <= 300),
  unique (provider, holder),
  foreign key (org_id, virtual_account_id) references public.virtual_accounts (org_id, id)
);
comment on table private.virtual_account_keys is 'What the provider calls the holder of a virtual account, and when it is asked for one. No policies: functions only.';
comment on column private.virtual_account_keys.virtual_account_id is 'The account.';
comment on column private.virtual_account_keys.org_id is 'The organization of the account.';
comment on column private.virtual_account_keys.provider is 'With whom.';
comment on column private.virtual_account_keys.holder is 'The provider''s name of its holder, who holds no other: a credit names them.';
comment on column private.virtual_account_keys.next_try_at is 'When the provider is asked for the account, UTC; while a worker asks, when another may. Null: nothing is left to ask.';
comment on column private.virtual_account_keys.tries is 'How often it was asked.';
comment on column private.virtual_account_keys.last_error is 'Why it did not answer, the last time.';
create index virtual_account_keys_account_idx on private.virtual_account_keys (org_id, virtual_account_id);
create index virtual_account_keys_next_try_at_idx on private.virtual_account_keys (next_try_at) where next_try_at is not null;

alter table public.virtual_accounts enable row level security;
alter table private.virtual_account_keys enable row level security;
grant select on public.virtual_accounts to authenticated, service_role;
create policy virtual_accounts_select on public.virtual_accounts for select to authenticated using (
  case
    when tenancy_id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'money.read')) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
create trigger touch_updated_at before update on public.virtual_accounts
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.virtual_accounts
  for each row execute function private.record_audit();

-- Asking -------------------------------------------------------------------------------------------------------

create function private.ask_virtual_account(tenancy_id uuid, provider public.payment_method)
returns public.virtual_accounts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  account public.virtual_accounts;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id for key share;
  if not exists (
    select from private.tenancy_people as person where person.tenancy_id = tenancy_id and person.user_id = (select auth.uid())
  ) then
    perform private.require_collecting(tenancy);
  end if;
  if provider is null or provider not in ('paystack', 'flutterwave') then
    perform private.raise_problem('payment.not_online', 'Cannot ask for an account number: choose an online provider', 400,
      jsonb_build_object('field', 'provider'));
  end if;
  if provider = 'flutterwave' then
    perform private.raise_problem('virtual_account.needs_identity',
      'Cannot ask for an account number: Flutterwave wants the BVN of its holder, which nobody gives here; ask for one with Paystack, or for one for this payment (transfers)', 409,
      jsonb_build_object('field', 'provider'));
  end if;
  if not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot ask for an account number: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  insert into public.virtual_accounts as made (org_id, tenancy_id, provider, asked_by)
  values (tenancy.org_id, tenancy.id, provider, (select auth.uid()))
  on conflict on constraint virtual_accounts_tenancy_id_provider_key do nothing
  returning made.* into account;
  if account.id is not null then
    insert into private.virtual_account_keys (virtual_account_id, org_id, provider) values (account.id, account.org_id, provider);
    perform private.wake_jobs();
    return account;
  end if;
  select known.* into strict account from public.virtual_accounts as known
  where known.tenancy_id = tenancy_id and known.provider = provider for no key update;
  if account.status = 'refused' then
    -- What was in the way may be gone: asked again.
    update public.virtual_accounts as known set status = 'wanted', refusal = null where known.id = account.id returning known.* into account;
    update private.virtual_account_keys as key set next_try_at = now(), tries = 0, last_error = null where key.virtual_account_id = account.id;
    perform private.wake_jobs();
  end if;
  return account;
end
$$;
comment on function private.ask_virtual_account(uuid, public.payment_method) is
  'Checks that the caller is a tenant or may demand money from the tenancy, then asks for an account number, once.';

create function public.ask_virtual_account(tenancy_id uuid, provider public.payment_method default 'paystack')
returns public.virtual_accounts
language sql
set search_path = ''
as $$
  select private.limit_person('ask_virtual_account');
  select private.ask_virtual_account(tenancy_id, provider)
$$;
comment on function public.ask_virtual_account(uuid, public.payment_method) is
  'Asks a provider for a bank account number of the tenancy''s own, to which its tenants pay by transfer; the provider answers within a minute or so, and both sides are told. For a tenant, for the landlord''s side with money.write and for an agency with a live mandate to collect. Safe to repeat: there is one for a tenancy and provider, and one that was refused is asked for again. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, payment.not_online 400, virtual_account.needs_identity, tenancy.not_in_force 409.';
grant execute on function private.ask_virtual_account(uuid, public.payment_method), public.ask_virtual_account(uuid, public.payment_method)
  to authenticated;

-- Opening ------------------------------------------------------------------------------------------------------

create function private.virtual_accounts_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.virtual_account_keys as key where key.next_try_at <= now())
$$;
comment on function private.virtual_accounts_wait() is 'Whether a provider is to be asked for an account number now.';

create function service.claim_virtual_accounts(providers public.payment_method[], most integer default 5)
returns table (virtual_account_id uuid, provider public.payment_method, tenancy_id uuid, full_name text, phone text)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  update private.virtual_account_keys as key
  set tries = key.tries + 1,
    next_try_at = now() + (0.75 + random() / 2) * least(interval '1 hour', interval '2 minutes' * power(2, least(key.tries, 6)))
  from (
    select due.virtual_account_id as id from private.virtual_account_keys as due
    where due.next_try_at <= now() and due.provider = any (providers)
    order by due.next_try_at limit most for update skip locked
  ) as taken
  join public.virtual_accounts as account on account.id = taken.id
  where key.virtual_account_id = taken.id
  returning account.id, account.provider, account.tenancy_id,
    (select tenant.full_name from public.tenancy_parties as party join public.tenants as tenant on tenant.id = party.tenant_id
     where party.tenancy_id = account.tenancy_id order by party.created_at, party.tenant_id limit 1),
    (select tenant.phone from public.tenancy_parties as party join public.tenants as tenant on tenant.id = party.tenant_id
     where party.tenancy_id = account.tenancy_id order by party.created_at, party.tenant_id limit 1);
end
$$;
comment on function service.claim_virtual_accounts(public.payment_method[], integer) is
  'Takes account numbers that a provider is to be asked for; another worker gets them minutes later, and later each time. Safe to do twice: the provider gives the same account.';
grant execute on function service.claim_virtual_accounts(public.payment_method[], integer) to service_role;

create function private.tell_of_account(account public.virtual_accounts)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.tenancy_users(account.tenancy_id) where account.status = 'open'
      union select private.members_with(account.org_id, 'money.read') where account.status = 'open'
      union select account.asked_by),
    account.org_id,
    case account.status when 'open' then 'virtual_account_opened' else 'virtual_account_refused' end,
    case account.status when 'open' then 'The rent can be paid to an account number of its own' else 'No account number was given' end,
    account.id,
    jsonb_build_object('tenancy_id', account.tenancy_id, 'provider', account.provider, 'bank_name', account.bank_name,
      'account_number', account.account_number, 'account_name', account.account_name, 'refusal', account.refusal));
end
$$;
comment on function private.tell_of_account(public.virtual_accounts) is 'Tells both sides of an account number, or who asked that there is none.';

create function service.open_virtual_account(
  virtual_account_id uuid, bank_name text, account_number text, account_name text, holder text)
returns public.virtual_accounts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  account public.virtual_accounts;
begin
  update public.virtual_accounts as known
  set status = 'open', bank_name = left(bank_name, 100), account_number = account_number, account_name = left(account_name, 200), refusal = null
  where known.id = virtual_account_id and known.status <> 'open'
  returning known.* into account;
  if account.id is null then
    -- Two workers asked: the first one has told everybody.
    select known.* into account from public.virtual_accounts as known where known.id = virtual_account_id;
    return account;
  end if;
  update private.virtual_account_keys as key set holder = holder, next_try_at = null, last_error = null
  where key.virtual_account_id = virtual_account_id;
  perform private.tell_of_account(account);
  return account;
end
$$;
comment on function service.open_virtual_account(uuid, text, text, text, text) is
  'Keeps the account that a provider opened, and tells both sides once. holder: what the provider calls whom it is for.';

create function service.refuse_virtual_account(virtual_account_id uuid, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  account public.virtual_accounts;
begin
  update public.virtual_accounts as known set status = 'refused', refusal = left(coalesce(nullif(reason, ''), 'The provider refuses'), 300)
  where known.id = virtual_account_id and known.status = 'wanted'
  returning known.* into account;
  if account.id is not null then
    update private.virtual_account_keys as key set next_try_at = null, last_error = left(reason, 300)
    where key.virtual_account_id = virtual_account_id;
    perform private.tell_of_account(account);
  end if;
end
$$;
comment on function service.refuse_virtual_account(uuid, text) is 'Notes that the provider gives no account, and tells who asked.';
grant execute on function service.open_virtual_account(uuid, text, text, text, text), service.refuse_virtual_account(uuid, text) to service_role;

-- Credits --------------------------------------------------------------------------------------------------------

create function private.tenancy_of_credit(account public.virtual_accounts)
returns public.tenancies
language plpgsql
stable
set search_path = ''
as $$
declare
  tenancy public.tenancies;
begin
  -- The number stays while tenants do. What is due first is paid first, whichever renewal owes it; when nothing is, the
  -- newest that has begun is meant.
  select t.* into tenancy
  from private.with_renewals(account.tenancy_id) as home (id)
  join public.tenancies as t on t.id = home.id
  order by (
    select min(owed.due_on) from public.charge_balances as owed where owed.tenancy_id = t.id and owed.payable_kobo > 0
  ) nulls last, (t.is_in_force and t.starts_on <= private.lagos_date()) desc, t.starts_on desc, t.id desc limit 1;
  return tenancy;
end
$$;
comment on function private.tenancy_of_credit(public.virtual_accounts) is
  'Whose money it is that comes to an account: of the tenancy and its renewals the one that owes what is due first, else the newest that has begun.';

create function private.begin_credit(
  account public.virtual_accounts, tenancy public.tenancies, reference text, amount_kobo public.kobo)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  begun public.payments;
begin
  -- The provider's reference is its one: whoever comes second finds the payment there, and fixes no terms for none.
  if exists (select from public.payments as known where known.reference = reference) then
    return;
  end if;
  insert into public.payments as made (org_id, tenancy_id, method, reference, amount_kobo, mandate_id)
  values (account.org_id, tenancy.id, account.provider, reference, amount_kobo, private.collecting_mandate(tenancy.id))
  on conflict on constraint payments_reference_key do nothing
  returning made.* into begun;
  if begun.id is null then
    return;
  end if;
  perform private.lock_charges(array(
    select charge.id from public.charges as charge
    where charge.tenancy_id = tenancy.id and charge.reverses_id is null and not charge.is_reversed and charge.paid_kobo < charge.amount_kobo));
  -- First due, first paid. What is withheld as tax waits for its certificate; what is over is credit when it settles.
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  select begun.org_id, begun.id, part.charge_id, least(part.payable_kobo, amount_kobo - part.before_kobo)
  from (
    select balance.charge_id, balance.payable_kobo,
      sum(balance.payable_kobo) over (order by balance.due_on, balance.charge_id) - balance.payable_kobo as before_kobo
    from public.charge_balances as balance
    where balance.tenancy_id = tenancy.id and balance.payable_kobo > 0
  ) as part
  where part.before_kobo < amount_kobo;
end
$$;
comment on function private.begin_credit(public.virtual_accounts, public.tenancies, text, public.kobo) is
  'The payment of a credit (kobo) with its items, unless it is there.';

create function service.settle_credit(
  message_id bigint,
  event_id uuid,
  holder text,
  account_number text,
  provider_transaction_id text,
  amount_kobo numeric,
  currency text,
  paid_at text,
  channel text,
  provider_fees_kobo numeric
)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  fees public.kobo := private.read_kobo('provider_fees_kobo', provider_fees_kobo);
  paid public.instant := private.read_instant('paid_at', paid_at);
  event private.provider_events;
  account public.virtual_accounts;
  tenancy public.tenancies;
  outcome text;
begin
  select e.* into strict event from private.provider_events as e where e.id = event_id;
  select a.* into account
  from private.virtual_account_keys as key
  join public.virtual_accounts as a on a.id = key.virtual_account_id
  where key.provider = event.provider and key.holder = holder
    and (account_number is null or a.account_number = account_number);
  if account.id is null or coalesce(event.reference !~ '^[A-Za-z0-9.=-]{8,64}$', true) or currency is distinct from 'NGN' or coalesce(amount, 0) <= 0 then
    -- The provider has the money; a person finds whose it is.
    perform private.note_payment_exception('unknown_reference', event.provider, event.reference, event.reference, null,
      jsonb_build_object('amount_kobo', amount, 'currency', currency, 'provider_transaction_id', provider_transaction_id,
        'virtual_account_id', account.id));
    perform service.close_provider_event(message_id, event_id, 'processed', 'unknown_reference');
    return 'unknown_reference';
  end if;
  tenancy := private.tenancy_of_credit(account);
  perform private.begin_credit(account, tenancy, event.reference, amount);
  outcome := private.settle_confirmed(
    event.provider, event.reference, provider_transaction_id, amount, currency, paid, channel, fees);
  if outcome = 'settled' and not exists (
    select from private.with_renewals(account.tenancy_id) as home (id)
    join public.tenancies as t on t.id = home.id and t.is_in_force
  ) then
    perform private.note_payment_exception('credit_after_end', event.provider, event.reference, event.reference,
      (select payment.id from public.payments as payment where payment.reference = event.reference),
      jsonb_build_object('amount_kobo', amount, 'tenancy_id', tenancy.id, 'tenancy_status', tenancy.status));
  end if;
  perform service.close_provider_event(message_id, event_id, 'processed', outcome);
  return outcome;
end
$$;
comment on function service.settle_credit(bigint, uuid, text, text, text, numeric, text, text, text, numeric) is
  'Settles a transfer to a virtual account that the provider confirmed, and ends the work on its event, in one transaction: against the oldest open charges of the tenancy, the rest as credit. Of an account that nobody knows, staff are told; to a tenancy that is over it is booked all the same, and staff are told. Returns settled, already_settled, needs_review or unknown_reference.';
grant execute on function service.settle_credit(bigint, uuid, text, text, text, numeric, text, text, text, numeric) to service_role;

create function private.take_up_listed_credit(provider public.payment_method, reference text)
returns boolean
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  told private.provider_transactions;
begin
  select t.* into told from private.provider_transactions as t
  where t.provider = provider and t.reference = reference and t.channel in ('dedicated_nuban', 'bank_transfer');
  if told.reference is null then
    return false;
  end if;
  -- As if its webhook had come: the worker asks the provider about it, and does what follows.
  perform service.receive_provider_event(provider,
    encode(sha256(convert_to('listed ' || told.provider_transaction_id, 'utf8')), 'hex'), 'charge.success', told.reference,
    jsonb_build_object('id', told.provider_transaction_id, 'amount_kobo', told.amount_kobo, 'currency', told.currency,
      'channel', told.channel, 'listed_on', told.listed_on));
  return true;
end
$$;
comment on function private.take_up_listed_credit(public.payment_method, text) is
  'Has a transfer that a provider lists and no webhook told of worked off as if one had. False: it is no transfer to an account.';

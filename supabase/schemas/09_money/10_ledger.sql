-- Double-entry books of every organization. Entries balance or do not exist, from the statement that writes them on;
-- nothing is edited.

create type public.ledger_account_kind as enum (
  'tenant_receivable', 'rent_income', 'service_charge_held', 'deposits_held', 'fee_income', 'other_income',
  'provider_clearing', 'provider_fees', 'bank', 'tenant_credit',
  'buyer_receivable', 'sale_held', 'sale_income', 'applicant_receivable', 'tax_credits',
  'handover_due', 'principal_payable', 'agent_receivable', 'agency_fees', 'platform_fees', 'platform_payable', 'paid_to_bank'
);
comment on type public.ledger_account_kind is
  'The accounts of an organization''s books. Service charges and deposits are held, never income (Lagos Tenancy Law 2011 s.10), and so is the price of a home until its sale is closed. tenant_credit: what anybody paid ahead; handover_due: what seller and buyer of a tenanted home owe each other of its deposits. principal_payable: what an agency collected and owes its principals, agent_receivable: the same in their books; agency_fees: what an agency took for it. platform_fees: what the platform took, platform_payable: what of it is still owed; paid_to_bank: what the provider paid straight to the organization''s own bank.';
create type public.ledger_entry_kind as enum ('charge', 'payment', 'sale_closed', 'payment_reversed', 'credit_drawn',
  'deposit_handed_over', 'handover_settled', 'deposit_returned', 'deposit_return_reversed', 'refund', 'chargeback',
  'payout', 'payout_reversed', 'collection', 'collection_reversed', 'collection_returned', 'remittance', 'remittance_reversed',
  'platform_fee', 'platform_fee_returned', 'platform_fee_collected', 'split', 'split_reversed', 'split_cleared');
comment on type public.ledger_entry_kind is 'What an entry records: something became due, money came in, a sale was closed and its price became income, money that had come in was taken back, a charge drew on what was paid ahead, a deposit passed to who bought the home (in both books), its money followed, a deposit was given back to the tenants, or was not after all, or money went back by a refund or a chargeback (payment_returns); or money went from the provider to the bank, or came back. In an agency''s books, collection: money came in for its principal; in the principal''s, remittance: the agency sent it on. platform_fee: what the platform took of a payment, gave back with it, or collected later; split: what of a payment the provider paid straight to the organization''s bank; split_reversed: it never was; split_cleared: what staff found of one that could not be read.';

create table public.ledger_accounts (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  kind public.ledger_account_kind not null,
  currency text not null default 'NGN' check (currency = 'NGN'),
  created_at timestamptz not null default now(),
  unique (org_id, kind, currency),
  unique (org_id, id)
);
comment on table public.ledger_accounts is 'The accounts of an organization''s books, made when first used.';
comment on column public.ledger_accounts.id is 'Time-ordered identifier.';
comment on column public.ledger_accounts.org_id is 'Whose books.';
comment on column public.ledger_accounts.kind is 'Which account.';
comment on column public.ledger_accounts.currency is 'ISO 4217 code.';
comment on column public.ledger_accounts.created_at is 'When it was first used, UTC.';

create table public.ledger_entries (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  kind public.ledger_entry_kind not null,
  source_id uuid not null,
  occurred_at public.instant not null,
  booked_at timestamptz not null default now(),
  description text not null check (length(description) between 1 and 300),
  unique (kind, source_id),
  unique (org_id, id)
);
comment on table public.ledger_entries is 'One entry of a kind for each source, such as a charge, a settled payment, a closed sale: a second one cannot exist. Append-only.';
comment on column public.ledger_entries.id is 'Time-ordered identifier.';
comment on column public.ledger_entries.org_id is 'Whose books.';
comment on column public.ledger_entries.kind is 'What it records.';
comment on column public.ledger_entries.source_id is 'The charge, payment, sale, draw on a credit, handover, return of a deposit or payout; of fees that were collected a number of its own.';
comment on column public.ledger_entries.occurred_at is 'When it happened in the world, UTC.';
comment on column public.ledger_entries.booked_at is 'When it was booked, UTC.';
comment on column public.ledger_entries.description is 'For people.';
create index ledger_entries_org_id_idx on public.ledger_entries (org_id, occurred_at);

create table public.ledger_lines (
  entry_id uuid not null,
  line_no smallint not null check (line_no > 0),
  org_id uuid not null,
  account_id uuid not null,
  debit_kobo public.nonnegative_kobo not null default 0,
  credit_kobo public.nonnegative_kobo not null default 0,
  primary key (entry_id, line_no),
  foreign key (org_id, entry_id) references public.ledger_entries (org_id, id),
  foreign key (org_id, account_id) references public.ledger_accounts (org_id, id),
  check ((debit_kobo = 0) <> (credit_kobo = 0))
);
comment on table public.ledger_lines is 'The lines of an entry; debits equal credits. Append-only.';
comment on column public.ledger_lines.entry_id is 'The entry.';
comment on column public.ledger_lines.line_no is 'Order within the entry, from 1.';
comment on column public.ledger_lines.org_id is 'Whose books; the same for entry and account.';
comment on column public.ledger_lines.account_id is 'The account.';
comment on column public.ledger_lines.debit_kobo is 'Debit in kobo, or zero.';
comment on column public.ledger_lines.credit_kobo is 'Credit in kobo, or zero.';
create index ledger_lines_entry_idx on public.ledger_lines (org_id, entry_id);
create index ledger_lines_account_idx on public.ledger_lines (org_id, account_id);

create function private.check_lines_balance()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if exists (
    select from posted group by posted.entry_id having sum(posted.debit_kobo) <> sum(posted.credit_kobo)
  ) then
    raise exception 'Ledger entry does not balance' using errcode = '23514', constraint = 'ledger_entry_balances';
  end if;
  return null;
end
$$;
comment on function private.check_lines_balance() is
  'Trigger, for the statement: what it adds to an entry balances. So every entry balances whole, whatever was added before; one line alone never does.';
create trigger ledger_lines_balance after insert on public.ledger_lines
  referencing new table as posted for each statement execute function private.check_lines_balance();

create function private.check_entries_have_lines()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if exists (
    select from posted where not exists (
      select from public.ledger_lines as line where line.entry_id = posted.id)
  ) then
    raise exception 'Ledger entry has no lines' using errcode = '23514', constraint = 'ledger_entry_balances';
  end if;
  return null;
end
$$;
comment on function private.check_entries_have_lines() is
  'Trigger, for the statement: an entry is written together with its lines, by one statement.';
create trigger ledger_entries_have_lines after insert on public.ledger_entries
  referencing new table as posted for each statement execute function private.check_entries_have_lines();

create type private.ledger_posting as (
  account public.ledger_account_kind,
  debit_kobo public.kobo,
  credit_kobo public.kobo
);

create function private.post_entry(
  org_id uuid,
  kind public.ledger_entry_kind,
  source_id uuid,
  occurred_at public.instant,
  description text,
  postings private.ledger_posting[]
)
returns uuid
language plpgsql
set search_path = ''
-- Planned for any list of postings, once.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
  entry_id uuid := private.uuid_v7();
begin
  if exists (
    select from unnest(postings) as posting
    where (posting.debit_kobo <> 0 or posting.credit_kobo <> 0) and not exists (
      select from public.ledger_accounts as account where account.org_id = post_entry.org_id and account.kind = posting.account)
  ) then
    -- Accounts are made in one order by everyone, so that two postings cannot wait for each other.
    insert into public.ledger_accounts (org_id, kind)
    select distinct post_entry.org_id, posting.account from unnest(postings) as posting order by posting.account
    on conflict do nothing;
  end if;
  with entry as (
    insert into public.ledger_entries (id, org_id, kind, source_id, occurred_at, description)
    values (entry_id, org_id, kind, source_id, occurred_at, description)
  )
  insert into public.ledger_lines (entry_id, line_no, org_id, account_id, debit_kobo, credit_kobo)
  select entry_id, row_number() over (order by posting.place), post_entry.org_id, account.id, posting.debit_kobo, posting.credit_kobo
  from unnest(postings) with ordinality as posting (account, debit_kobo, credit_kobo, place)
  join public.ledger_accounts as account
    on account.org_id = post_entry.org_id and account.kind = posting.account
  where posting.debit_kobo <> 0 or posting.credit_kobo <> 0;
  return entry_id;
end
$$;
comment on function private.post_entry(uuid, public.ledger_entry_kind, uuid, public.instant, text, private.ledger_posting[]) is
  'Posts one entry; lines of zero are left out. A second entry of the kind for the source violates a unique key.';

alter table public.ledger_accounts enable row level security;
alter table public.ledger_entries enable row level security;
alter table public.ledger_lines enable row level security;
grant select on public.ledger_accounts, public.ledger_entries, public.ledger_lines to authenticated, service_role;
create policy ledger_accounts_select on public.ledger_accounts for select to authenticated
  using (org_id = any (array(select private.my_org_ids('money.read'))));
create policy ledger_entries_select on public.ledger_entries for select to authenticated
  using (org_id = any (array(select private.my_org_ids('money.read'))));
create policy ledger_lines_select on public.ledger_lines for select to authenticated
  using (org_id = any (array(select private.my_org_ids('money.read'))));
create trigger refuse_change before update or delete on public.ledger_entries
  for each row execute function private.refuse_change();
create trigger refuse_change before update or delete on public.ledger_lines
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.ledger_entries
  for each statement execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.ledger_lines
  for each statement execute function private.refuse_change();

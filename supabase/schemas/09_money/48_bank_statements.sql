-- Statements of the payee's own bank accounts, from the CSV that the bank exports. Banks name and order their columns
-- as they like: they are mapped once for each account and remembered. Money that went out is read and not kept.
-- What came in is matched with what was said of it in 49, by a person.

create type public.statement_date_order as enum ('day_first', 'month_first');
comment on type public.statement_date_order is 'How a bank writes dates in figures: 26/11/2026 or 11/26/2026. Dates with the year first, or the month in letters, are read either way.';

create table public.statement_accounts (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  bank_name text not null constraint statement_accounts_bank_name_check
    check (private.is_line(bank_name) and length(btrim(bank_name)) between 2 and 60),
  label text not null constraint statement_accounts_label_check check (private.is_line(label) and length(btrim(label)) between 1 and 60),
  last_four text constraint statement_accounts_last_four_check check (last_four ~ '^[0-9]{4}$'),
  date_column text not null constraint statement_accounts_date_column_check check (private.is_line(date_column) and length(date_column) between 1 and 80),
  date_order public.statement_date_order not null default 'day_first',
  credit_column text not null constraint statement_accounts_credit_column_check check (private.is_line(credit_column) and length(credit_column) between 1 and 80),
  direction_column text constraint statement_accounts_direction_column_check check (private.is_line(direction_column) and length(direction_column) between 1 and 80),
  narration_column text not null constraint statement_accounts_narration_column_check check (private.is_line(narration_column) and length(narration_column) between 1 and 80),
  payer_column text constraint statement_accounts_payer_column_check check (private.is_line(payer_column) and length(payer_column) between 1 and 80),
  reference_column text constraint statement_accounts_reference_column_check check (private.is_line(reference_column) and length(reference_column) between 1 and 80),
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id)
);
comment on table public.statement_accounts is
  'A bank account whose statements are imported, and which columns of the bank''s CSV say what. No account number is kept.';
comment on column public.statement_accounts.id is 'Time-ordered identifier.';
comment on column public.statement_accounts.org_id is 'Whose account.';
comment on column public.statement_accounts.bank_name is 'The bank.';
comment on column public.statement_accounts.label is 'What the organization calls the account; once in an organization and bank.';
comment on column public.statement_accounts.last_four is 'Last four figures of its number, to tell accounts apart.';
comment on column public.statement_accounts.date_column is 'Header of the column with the day.';
comment on column public.statement_accounts.date_order is 'How dates in figures are read.';
comment on column public.statement_accounts.credit_column is 'Header of the column with what came in, or with an amount whose sign, or direction_column, says whether it did.';
comment on column public.statement_accounts.direction_column is 'Header of the column that says credit or debit (CR, C, credit), where the amount has no sign.';
comment on column public.statement_accounts.narration_column is 'Header of the column with the bank''s words.';
comment on column public.statement_accounts.payer_column is 'Header of the column with who paid, where it is apart.';
comment on column public.statement_accounts.reference_column is 'Header of the column with the bank''s reference.';
comment on column public.statement_accounts.created_by is 'The member who mapped it first.';
comment on column public.statement_accounts.created_at is 'When, UTC.';
comment on column public.statement_accounts.updated_at is 'Last change, UTC.';
create unique index statement_accounts_label_key on public.statement_accounts (org_id, lower(btrim(bank_name)), lower(btrim(label)));
create index statement_accounts_created_by_idx on public.statement_accounts (created_by);

create table public.statement_imports (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  account_id uuid not null,
  file_name text constraint statement_imports_file_name_check check (private.is_line(file_name) and length(file_name) between 1 and 200),
  row_count integer not null,
  new_count integer not null,
  known_count integer not null,
  left_out_count integer not null,
  refused_count integer not null,
  refused jsonb not null,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, account_id) references public.statement_accounts (org_id, id),
  constraint statement_imports_counts_check
    check (row_count = new_count + known_count + left_out_count + refused_count and row_count between 1 and 5000)
);
comment on table public.statement_imports is 'Each import of a statement, and what became of its rows. Append-only.';
comment on column public.statement_imports.id is 'Time-ordered identifier.';
comment on column public.statement_imports.org_id is 'Whose account.';
comment on column public.statement_imports.account_id is 'The account.';
comment on column public.statement_imports.file_name is 'Name of the file, as the sender gave it.';
comment on column public.statement_imports.row_count is 'Rows sent, at most 5,000.';
comment on column public.statement_imports.new_count is 'Rows that were not there yet.';
comment on column public.statement_imports.known_count is 'Rows that an earlier import brought.';
comment on column public.statement_imports.left_out_count is 'Rows without a day, and those of money that went out.';
comment on column public.statement_imports.refused_count is 'Rows that could not be read.';
comment on column public.statement_imports.refused is 'The first hundred of them: row_number from 1, field, message.';
comment on column public.statement_imports.created_by is 'The member who sent it.';
comment on column public.statement_imports.created_at is 'When, UTC.';
create index statement_imports_account_idx on public.statement_imports (org_id, account_id);
create index statement_imports_created_by_idx on public.statement_imports (created_by);

create table public.statement_rows (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  account_id uuid not null,
  import_id uuid not null,
  booked_on public.calendar_date not null,
  amount_kobo public.positive_kobo not null,
  narration text not null constraint statement_rows_narration_check check (private.is_line(narration) and length(narration) <= 600),
  reference text constraint statement_rows_reference_check check (private.is_line(reference) and length(reference) between 1 and 120),
  search_key text not null generated always as (
    coalesce(private.reference_key(narration || coalesce(reference, '')), '')) stored,
  row_hash text not null constraint statement_rows_row_hash_check check (row_hash ~ '^[0-9a-f]{64}$'),
  offline_payment_id uuid,
  dismissed_reason text constraint statement_rows_dismissed_reason_check
    check (private.is_prose(dismissed_reason) and length(btrim(dismissed_reason)) between 3 and 1000),
  decided_by uuid references public.profiles (id) on delete set null,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  cells_hash text not null constraint statement_rows_cells_hash_check check (cells_hash ~ '^[0-9a-f]{64}$'),
  is_other_money boolean not null default false,
  unique (org_id, id),
  unique (account_id, row_hash),
  unique (offline_payment_id),
  foreign key (org_id, account_id) references public.statement_accounts (org_id, id),
  foreign key (org_id, import_id) references public.statement_imports (org_id, id),
  foreign key (org_id, offline_payment_id) references public.offline_payments (org_id, id),
  constraint statement_rows_decided_check check (num_nonnulls(offline_payment_id, dismissed_reason) = (decided_at is not null)::integer),
  constraint statement_rows_other_money_check check (not is_other_money or offline_payment_id is not null)
);
comment on table public.statement_rows is 'Money that came in, as the bank shows it, and which payment it was.';
comment on column public.statement_rows.id is 'Time-ordered identifier.';
comment on column public.statement_rows.org_id is 'Whose account.';
comment on column public.statement_rows.account_id is 'The account.';
comment on column public.statement_rows.import_id is 'The import that brought it first.';
comment on column public.statement_rows.booked_on is 'The day, Nigerian date.';
comment on column public.statement_rows.amount_kobo is 'What came in, in kobo.';
comment on column public.statement_rows.narration is 'The bank''s words, with who paid where the bank says that apart.';
comment on column public.statement_rows.reference is 'The bank''s reference.';
comment on column public.statement_rows.search_key is 'Letters and digits of narration and reference, in which references are looked for.';
comment on column public.statement_rows.row_hash is
  'SHA-256 of what the row says and of which one it is among those of a file that say the same: a statement that overlaps makes no second row.';
comment on column public.statement_rows.offline_payment_id is 'The payment that it is; null until somebody says so. A payment is one row.';
comment on column public.statement_rows.dismissed_reason is 'Why it is no payment of ours.';
comment on column public.statement_rows.decided_by is 'Who said so.';
comment on column public.statement_rows.decided_at is 'When, UTC.';
comment on column public.statement_rows.created_at is 'When it was imported, UTC.';
comment on column public.statement_rows.cells_hash is
  'SHA-256 of the row''s cells as the bank wrote them: the same however its columns are mapped, and under whichever label of the account.';
comment on column public.statement_rows.is_other_money is
  'Whether a person said that it is other money than a row of another import, or a payment, that looks the same.';
create index statement_rows_account_idx on public.statement_rows (org_id, account_id, booked_on desc);
create index statement_rows_import_idx on public.statement_rows (org_id, import_id);
create index statement_rows_payment_idx on public.statement_rows (org_id, offline_payment_id);
create index statement_rows_decided_by_idx on public.statement_rows (decided_by);
create index statement_rows_open_idx on public.statement_rows (account_id, booked_on) where decided_at is null;
create index statement_rows_cells_idx on public.statement_rows (org_id, cells_hash) where offline_payment_id is not null;
create index statement_rows_money_idx on public.statement_rows (org_id, booked_on, amount_kobo) where offline_payment_id is not null;

alter table public.statement_accounts enable row level security;
alter table public.statement_imports enable row level security;
alter table public.statement_rows enable row level security;
grant select on public.statement_accounts, public.statement_imports, public.statement_rows to authenticated, service_role;
-- A statement shows more than rents: it is for those who keep the books and confirm.
create policy statement_accounts_select on public.statement_accounts for select to authenticated
  using (org_id = any (array(select private.my_org_ids('money.confirm'))));
create policy statement_imports_select on public.statement_imports for select to authenticated
  using (org_id = any (array(select private.my_org_ids('money.confirm'))));
create policy statement_rows_select on public.statement_rows for select to authenticated
  using (org_id = any (array(select private.my_org_ids('money.confirm'))));
create trigger touch_updated_at before update on public.statement_accounts
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.statement_accounts
  for each row execute function private.record_audit();
create trigger refuse_change before update or delete on public.statement_imports
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.statement_imports
  for each statement execute function private.refuse_change();
create trigger refuse_change before delete on public.statement_rows
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.statement_rows
  for each statement execute function private.refuse_change();
create trigger record_audit after update on public.statement_rows
  for each row execute function private.record_audit();

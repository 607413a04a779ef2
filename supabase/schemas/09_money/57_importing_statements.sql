-- Importing bank statements (48): which column of the bank's says what, and reading what banks write into it.

-- Reading what banks write ---------------------------------------------------------------------------

create function private.read_statement_date(written text, date_order public.statement_date_order)
returns public.calendar_date
language plpgsql
immutable
set search_path = ''
as $$
declare
  -- The time of day that some banks add is not needed.
  parts text[] := regexp_match(lower(btrim(written)),
    '^(\d{1,4})[-/. ]+(\d{1,2}|[a-z]{3,9})[-/., ]+(\d{2,4})(?:$|[t ,])');
  day text;
  month text;
  year text;
  -- Read into one: the bounds of a value that is returned are checked after the block that catches their refusal.
  read_day public.calendar_date;
begin
  if parts is null then
    return null;
  elsif length(parts[1]) = 4 then
    day := parts[3];
    month := parts[2];
    year := parts[1];
  elsif date_order = 'month_first' and parts[2] ~ '^\d' then
    day := parts[2];
    month := parts[1];
    year := parts[3];
  else
    day := parts[1];
    month := parts[2];
    year := parts[3];
  end if;
  if month ~ '^[a-z]' then
    month := array_position('{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}'::text[], left(month, 3))::text;
  end if;
  if month is null or length(year) = 3 or length(day) > 2 then
    return null;
  end if;
  read_day := make_date((case when length(year) = 2 then '20' || year else year end)::integer, month::integer, day::integer);
  return read_day;
exception when datetime_field_overflow or check_violation or invalid_text_representation then
  return null;
end
$$;
comment on function private.read_statement_date(text, public.statement_date_order) is
  'A day as banks write it: 26/11/2026, 26-Nov-2026, 26-NOV-26, 2026-11-26T10:15:00, with or without a time. Null when it is none.';

create function private.read_statement_amount(written text)
returns public.kobo
language plpgsql
immutable
set search_path = ''
as $$
declare
  bare text := regexp_replace(upper(coalesce(written, '')), '₦|NGN|[\s,'']', '', 'g');
  is_taken boolean := bare ~ '^\(.*\)$|^-|-$|DR$';
  figures text := regexp_replace(bare, '^\((.*)\)$', '\1');
  read_kobo public.kobo;
begin
  figures := regexp_replace(regexp_replace(figures, '(CR|DR)$', ''), '^[-+N]+|-$', '', 'g');
  -- Whole kobo: what a bank writes after them is zeros.
  if figures !~ '^(\d{1,13}(\.\d{0,2}0*)?|\.\d{1,2}0*)$' then
    return null;
  end if;
  read_kobo := (trunc(figures::numeric * 100) * case when is_taken then -1 else 1 end)::bigint;
  return read_kobo;
exception when check_violation or numeric_value_out_of_range then
  return null;
end
$$;
comment on function private.read_statement_amount(text) is
  'An amount as banks write it, in kobo: ₦1,200,000.00, NGN 500, (500.00), -500, 500.00 DR. Negative when it went out, null when it is none.';

create type private.statement_line as (
  row_number integer, booked_on date, amount_kobo bigint, narration text, reference text, field text, message text, row_hash text,
  cells_hash text);
comment on type private.statement_line is
  'A row of a statement as read. Without a day, or with an amount that is not over zero, it is left out; with a message it is refused.';

create function private.shown_cell(written text)
returns text
language sql
immutable
set search_path = ''
as $$
  -- The report of an import is kept for good: where columns are mixed up, a long number may be that of an account.
  select case when length(regexp_replace(written, '[^0-9]', '', 'g')) < 10 then ': ' || left(written, 40) else '' end
$$;
comment on function private.shown_cell(text) is 'A cell for the report of an import, without what may be an account number.';

create function private.statement_cells_hash(cells jsonb)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  -- Spaces differ from one export to the next. jsonb prints its keys in one order, so the text is canonical.
  return encode(sha256(convert_to((
    select coalesce(jsonb_object_agg(btrim(cell.key), btrim(regexp_replace(cell.value, '\s+', ' ', 'g'))), '{}')
    from jsonb_each_text(cells) as cell where btrim(cell.value) <> ''
  )::text, 'utf8')), 'hex');
end
$$;
comment on function private.statement_cells_hash(jsonb) is
  'SHA-256 in hex of a row of a statement as the bank wrote it, empty cells left out.';

create function private.read_statement_row(cells jsonb, row_number integer, account public.statement_accounts)
returns private.statement_line
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  line private.statement_line;
  written_date text := btrim(coalesce(cells ->> account.date_column, ''));
  written_amount text := btrim(coalesce(cells ->> account.credit_column, ''));
  direction text := upper(btrim(cells ->> account.direction_column));
begin
  line.row_number := row_number;
  if jsonb_typeof(cells) is distinct from 'object' then
    line.field := 'row';
    line.message := 'Write the row as columns with names';
    return line;
  end if;
  -- Totals and closing lines have no day, debits no credit.
  if written_date = '' or written_amount in ('', '-', '--') then
    return line;
  end if;
  line.booked_on := private.read_statement_date(written_date, account.date_order);
  line.amount_kobo := private.read_statement_amount(written_amount);
  line.narration := left(btrim(regexp_replace(
    concat_ws(' · ', nullif(btrim(cells ->> account.payer_column), ''), nullif(btrim(cells ->> account.narration_column), '')),
    '\s+', ' ', 'g')), 600);
  line.reference := nullif(left(btrim(regexp_replace(cells ->> account.reference_column, '\s+', ' ', 'g')), 120), '');
  if line.booked_on is null then
    line.field := account.date_column;
    line.message := 'Is no date' || private.shown_cell(written_date);
  elsif line.amount_kobo is null then
    line.field := account.credit_column;
    line.message := 'Is no amount' || private.shown_cell(written_amount);
  elsif not coalesce(private.is_line(line.narration) and private.is_line(coalesce(line.reference, '')), false) then
    line.field := account.narration_column;
    line.message := 'Holds what cannot be read';
  elsif direction ~ '^(D|DR|DEBIT)\M' then
    line.amount_kobo := -abs(line.amount_kobo);
  elsif direction ~ '^(C|CR|CREDIT)\M' then
    line.amount_kobo := abs(line.amount_kobo);
  end if;
  -- What came in is held to what is asked of an offline payment that people report: it settles the same.
  if line.message is null and line.amount_kobo > 0 then
    if private.is_payment_day(line.booked_on) is not true then
      line.field := account.date_column;
      line.message := 'Must be a day from 2000 to today' || private.shown_cell(written_date);
    elsif private.is_payment_amount(line.amount_kobo) is not true then
      line.field := account.credit_column;
      line.message := 'Must be at most a hundred billion naira' || private.shown_cell(written_amount);
    end if;
  end if;
  return line;
end
$$;
comment on function private.read_statement_row(jsonb, integer, public.statement_accounts) is
  'Reads one row of a statement by the account''s columns.';

-- Accounts and imports -----------------------------------------------------------------------------------

create function private.save_statement_account(
  org_id uuid, account_id uuid, bank_name text, label text, last_four text, columns jsonb, date_order public.statement_date_order)
returns public.statement_accounts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  saved public.statement_accounts;
  wrong text := case
    when bank_name is null or length(btrim(bank_name)) not between 2 and 60 then 'bank_name'
    when label is null or length(btrim(label)) not between 1 and 60 then 'label'
    when last_four is not null and last_four !~ '^[0-9]{4}$' then 'last_four'
    when jsonb_typeof(columns) is distinct from 'object' then 'columns'
    else (
      select 'columns.' || named.field
      from (values ('date', true), ('credit', true), ('narration', true), ('direction', false), ('payer', false), ('reference', false))
        as named (field, is_needed)
      where case when columns ->> named.field is null then named.is_needed
        else not coalesce(private.is_line(columns ->> named.field) and length(columns ->> named.field) between 1 and 80, false) end
      order by named.is_needed desc, named.field limit 1)
  end;
begin
  perform private.require_permission(org_id, 'money.confirm');
  if wrong is not null then
    perform private.raise_problem('statement.bad_account', format('Cannot save the account: %s %s', wrong,
      case when wrong = 'last_four' then 'must be four figures' when wrong like 'columns%' then 'must be the header of a column'
        else 'must have 1 to 60 characters' end), 400, jsonb_build_object('field', wrong));
  end if;
  if account_id is null then
    insert into public.statement_accounts as account (
      org_id, bank_name, label, last_four, date_column, credit_column, direction_column, narration_column, payer_column,
      reference_column, date_order, created_by)
    values (org_id, btrim(bank_name), btrim(label), last_four, columns ->> 'date', columns ->> 'credit', columns ->> 'direction',
      columns ->> 'narration', columns ->> 'payer', columns ->> 'reference', coalesce(date_order, 'day_first'), auth.uid())
    on conflict do nothing
    returning account.* into saved;
    if saved.id is not null then
      return saved;
    end if;
    -- The same account mapped again, by a repeat for instance, is the same account.
    select account.id into account_id from public.statement_accounts as account
    where account.org_id = org_id and lower(btrim(account.bank_name)) = lower(btrim(bank_name))
      and lower(btrim(account.label)) = lower(btrim(label));
  end if;
  begin
    update public.statement_accounts as account
    set bank_name = btrim(bank_name), label = btrim(label), last_four = last_four, date_column = columns ->> 'date',
      credit_column = columns ->> 'credit', direction_column = columns ->> 'direction', narration_column = columns ->> 'narration',
      payer_column = columns ->> 'payer', reference_column = columns ->> 'reference', date_order = coalesce(date_order, 'day_first')
    where account.id = account_id and account.org_id = org_id
    returning account.* into saved;
  exception when unique_violation then
    perform private.raise_problem('statement.bad_account', 'Cannot save the account: another one of the bank has this label', 409,
      jsonb_build_object('field', 'label'));
  end;
  if saved.id is null then
    perform private.raise_problem('statement.account_not_found', 'Cannot find the account among your organization''s', 404,
      jsonb_build_object('field', 'account_id'));
  end if;
  return saved;
end
$$;
comment on function private.save_statement_account(uuid, uuid, text, text, text, jsonb, public.statement_date_order) is
  'Checks the permission, then keeps the columns of an account.';
grant execute on function private.save_statement_account(uuid, uuid, text, text, text, jsonb, public.statement_date_order) to authenticated;

create function public.save_statement_account(
  org_id uuid, bank_name text, label text, columns jsonb, account_id uuid default null, last_four text default null,
  date_order public.statement_date_order default 'day_first')
returns public.statement_accounts
language sql
set search_path = ''
as $$
  select private.limit_person('save_statement_account');
  select private.save_statement_account(
    org_id, account_id, private.read_line('bank_name', bank_name), private.read_line('label', label),
    private.read_line('last_four', last_four), private.tidy_json(columns), date_order)
$$;
comment on function public.save_statement_account(uuid, text, text, jsonb, uuid, text, public.statement_date_order) is
  'Remembers which columns of a bank''s CSV say what: columns {"date", "credit", "narration", "direction", "payer", "reference"} are headers as the bank writes them, the first three needed; credit may be a column of signed amounts. For members with money.confirm. Errors: auth.forbidden 403, statement.bad_account 400 and 409, statement.account_not_found 404.';
grant execute on function public.save_statement_account(uuid, text, text, jsonb, uuid, text, public.statement_date_order) to authenticated;

create function private.import_statement(account_id uuid, rows jsonb, file_name text)
returns public.statement_imports
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  account public.statement_accounts;
  lines private.statement_line[];
  credits private.statement_line[];
  refused_rows jsonb;
  import public.statement_imports;
  refused_count integer;
  known_count integer;
begin
  -- One import of an account after the other, so that two that overlap make every row once.
  select a.* into account from public.statement_accounts as a
  where a.id = account_id and a.org_id in (select private.my_org_ids('money.confirm'))
  for no key update;
  if account.id is null then
    perform private.raise_problem('statement.account_not_found', 'Cannot find the account among your organizations', 404,
      jsonb_build_object('field', 'account_id'));
  end if;
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) = 0 then
    perform private.raise_problem('statement.bad_rows', 'Cannot import: rows must be a list with at least one row', 400,
      jsonb_build_object('field', 'rows'));
  end if;
  if jsonb_array_length(rows) > 5000 then
    perform private.raise_problem('statement.too_many_rows', 'Cannot import more than 5,000 rows at once: send whole days', 400,
      jsonb_build_object('field', 'rows'));
  end if;
  lines := array(
    select private.read_statement_row(sent.cells, sent.place::integer, account)
    from jsonb_array_elements(rows) with ordinality as sent (cells, place) order by sent.place);
  select count(*), coalesce(jsonb_agg(
    jsonb_build_object('row_number', line.row_number, 'field', line.field, 'message', line.message) order by line.row_number)
    filter (where line.turn <= 100), '[]')
  into refused_count, refused_rows
  from (
    select read.*, row_number() over (order by read.row_number) as turn from unnest(lines) as read where read.message is not null
  ) as line;
  credits := array(
    select row(line.row_number, line.booked_on, line.amount_kobo, line.narration, line.reference, null, null,
      encode(sha256(convert_to(jsonb_build_array(line.booked_on, line.amount_kobo, line.narration, line.reference,
        -- Two deposits of a day that say the same are two.
        row_number() over (partition by line.booked_on, line.amount_kobo, line.narration, line.reference order by line.row_number)
      )::text, 'utf8')), 'hex'), private.statement_cells_hash(rows -> (line.row_number - 1)))::private.statement_line
    from unnest(lines) as line
    where line.message is null and line.amount_kobo > 0 and line.booked_on is not null);

  select count(*) into known_count
  from unnest(credits) as credit
  join public.statement_rows as there on there.account_id = account.id and there.row_hash = credit.row_hash;
  insert into public.statement_imports as made (
    org_id, account_id, file_name, row_count, new_count, known_count, left_out_count, refused_count, refused, created_by)
  values (account.org_id, account.id, nullif(left(btrim(file_name), 200), ''), cardinality(lines),
    cardinality(credits) - known_count, known_count, cardinality(lines) - cardinality(credits) - refused_count, refused_count,
    refused_rows, auth.uid())
  returning made.* into import;
  insert into public.statement_rows (org_id, account_id, import_id, booked_on, amount_kobo, narration, reference, row_hash, cells_hash)
  select account.org_id, account.id, import.id, credit.booked_on, credit.amount_kobo, credit.narration, credit.reference, credit.row_hash,
    credit.cells_hash
  from unnest(credits) as credit
  order by credit.row_number
  on conflict on constraint statement_rows_account_id_row_hash_key do nothing;
  return import;
end
$$;
comment on function private.import_statement(uuid, jsonb, text) is
  'Checks the permission, then keeps what came in and was not there yet.';
grant execute on function private.import_statement(uuid, jsonb, text) to authenticated;

create function public.import_statement(account_id uuid, rows jsonb, file_name text default null)
returns public.statement_imports
language sql
set search_path = ''
as $$
  select private.limit_person('import_statement');
  select private.import_statement(account_id, private.tidy_json(rows), private.read_line('file_name', file_name))
$$;
comment on function public.import_statement(uuid, jsonb, text) is
  'Adds up to 5,000 rows of a statement: rows is a list of objects whose keys are the bank''s own headers. Rows that are there already, from a statement that overlaps, are counted and not added; money that went out is left out; a row that cannot be read, or whose day or amount no payment can have (from 2000 to today, at most a hundred billion naira), is refused by itself. JSON for a database holds no U+0000: send the sign U+FFFD in its place, and its row alone is refused. Send whole days, so that equal rows of a day can be told apart. For members with money.confirm. Errors: statement.account_not_found 404, statement.bad_rows, statement.too_many_rows 400.';
grant execute on function public.import_statement(uuid, jsonb, text) to authenticated;

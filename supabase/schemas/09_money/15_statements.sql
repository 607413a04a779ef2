-- The books as people read them: what stands on each account on a day, and what moved one account between two days.
-- Days are Nigerian ones, by when a thing happened in the world (occurred_at). Invokers: row-level security says whose
-- books they see.

create function public.account_balances(org_id uuid, closing_on text default null)
returns table (
  account_id uuid, kind public.ledger_account_kind, currency text, debit_kobo bigint, credit_kobo bigint, balance_kobo bigint)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  -- From midnight on it is the next day.
  before timestamptz := (coalesce(private.read_date('closing_on', closing_on), private.lagos_date()) + 1)::timestamp at time zone 'Africa/Lagos';
begin
  return query
  select account.id, account.kind, account.currency,
    coalesce(moved.debit_kobo, 0)::bigint, coalesce(moved.credit_kobo, 0)::bigint,
    coalesce(moved.debit_kobo - moved.credit_kobo, 0)::bigint
  from public.ledger_accounts as account
  left join (
    select line.account_id, sum(line.debit_kobo) as debit_kobo, sum(line.credit_kobo) as credit_kobo
    from public.ledger_lines as line
    join public.ledger_entries as entry on entry.org_id = line.org_id and entry.id = line.entry_id
    where line.org_id = account_balances.org_id and entry.occurred_at < before
    group by line.account_id
  ) as moved on moved.account_id = account.id
  where account.org_id = account_balances.org_id
  order by account.kind;
end
$$;
comment on function public.account_balances(uuid, text) is
  'What stands on each account of an organization at the end of a Nigerian day (today when none is given), in kobo: debits, credits and their difference, negative for what is owed or earned. For members with money.read. Error: value.bad_date 400.';
grant execute on function public.account_balances(uuid, text) to authenticated;

create function public.account_statement(account_id uuid, from_on text, until_on text)
returns table (
  entry_id uuid, line_no smallint, occurred_on date, booked_at timestamptz, kind public.ledger_entry_kind, source_id uuid,
  description text, debit_kobo bigint, credit_kobo bigint, balance_kobo bigint)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  first_on date := private.read_date('from_on', from_on);
  last_on date := private.read_date('until_on', until_on);
  starts_at timestamptz := first_on::timestamp at time zone 'Africa/Lagos';
  ends_at timestamptz := (last_on + 1)::timestamp at time zone 'Africa/Lagos';
begin
  if first_on is null or last_on is null or last_on < first_on then
    perform private.raise_problem('ledger.bad_days', 'Cannot make the statement: until_on must not come before from_on', 400,
      jsonb_build_object('field', 'until_on'));
  end if;
  return query
  with line as (
    select entry.id, line.line_no, entry.occurred_at, entry.booked_at, entry.kind, entry.source_id, entry.description,
      line.debit_kobo, line.credit_kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    join public.ledger_entries as entry on entry.org_id = line.org_id and entry.id = line.entry_id
    where account.id = account_statement.account_id and entry.occurred_at < ends_at
  ),
  forward as (
    select coalesce(sum(line.debit_kobo - line.credit_kobo), 0)::bigint as kobo from line where line.occurred_at < starts_at
  ),
  listed as (
    select 0::bigint as place, null::uuid as id, null::smallint as line_no, first_on as occurred_on, null::timestamptz as booked_at,
      null::public.ledger_entry_kind as kind, null::uuid as source_id, 'Brought forward' as description,
      null::bigint as debit_kobo, null::bigint as credit_kobo, forward.kobo as balance_kobo
    from forward
    where exists (select from public.ledger_accounts as account where account.id = account_statement.account_id)
    union all
    select row_number() over moved, line.id, line.line_no, private.lagos_date(line.occurred_at), line.booked_at,
      line.kind, line.source_id, line.description, line.debit_kobo::bigint, line.credit_kobo::bigint,
      (forward.kobo + sum(line.debit_kobo - line.credit_kobo) over moved)::bigint
    from line cross join forward
    where line.occurred_at >= starts_at
    window moved as (order by line.occurred_at, line.id, line.line_no)
  )
  select listed.id, listed.line_no, listed.occurred_on, listed.booked_at, listed.kind, listed.source_id, listed.description,
    listed.debit_kobo, listed.credit_kobo, listed.balance_kobo
  from listed order by listed.place;
end
$$;
comment on function public.account_statement(uuid, text, text) is
  'What moved an account between two Nigerian days, both included, in kobo: first what was brought forward (without an entry), then each line with the balance after it. For members with money.read; nothing for others. Errors: value.bad_date, ledger.bad_days 400.';
grant execute on function public.account_statement(uuid, text, text) to authenticated;

-- Which payment a row of a statement is: proposed with a score and its reasons, decided by a person.

create function private.words_of_names(names text)
returns text[]
language sql
immutable
set search_path = ''
as $$
  select coalesce(array_agg(distinct word), '{}')
  from regexp_split_to_table(upper(names), '[^[:alpha:]]+') as word where length(word) >= 3
$$;
comment on function private.words_of_names(text) is 'The words of names by which a payer is looked for in a narration.';

create function private.statement_matches(account_id uuid, max_rows integer)
returns table (
  row_id uuid, offline_payment_id uuid, charge_id uuid, payer_names text, amount_kobo public.kobo, score smallint, reasons text[])
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with open_rows as materialized (
    select waiting.* from public.statement_rows as waiting
    where waiting.account_id = statement_matches.account_id and waiting.decided_at is null
      and waiting.org_id in (select private.my_org_ids('money.confirm'))
    order by waiting.booked_on desc, waiting.id limit least(greatest(max_rows, 1), 500)
  ), reported as (
    -- What was reported and not decided, and what was confirmed by hand before the statement came: that is the same money.
    select offline.id, offline.org_id, offline.payment_id, coalesce(offline.confirmed_kobo, offline.claimed_kobo) as kobo,
      coalesce(offline.received_on, offline.paid_on) as day, offline.reference_key,
      private.reference_key(payment.reference) as own_key, payment.tenancy_id
    from public.offline_payments as offline
    join public.payments as payment on payment.id = offline.payment_id
    where offline.org_id in (select open_rows.org_id from open_rows)
      and offline.status in ('submitted', 'needs_more', 'expired', 'confirmed')
      and coalesce(offline.received_on, offline.paid_on) between
        (select min(open_rows.booked_on) - 90 from open_rows) and (select max(open_rows.booked_on) + 90 from open_rows)
      and not exists (select from public.statement_rows as taken where taken.offline_payment_id = offline.id)
  ), owed as (
    select balance.charge_id, balance.org_id, balance.payable_kobo as kobo, balance.due_on as day, balance.tenancy_id
    from public.charge_balances as balance
    where balance.org_id in (select open_rows.org_id from open_rows) and balance.payable_kobo > 0
      and balance.payable_kobo in (select open_rows.amount_kobo from open_rows)
  ), compared as (
    select line.id as row_id, reported.id as offline_id, null::uuid as charge, reported.tenancy_id, line.narration,
      reported.kobo = line.amount_kobo as is_amount, abs(line.booked_on - reported.day) as days_apart, reported.kobo,
      (length(reported.reference_key) >= 6 and position(reported.reference_key in line.search_key) > 0)
        or position(reported.own_key in line.search_key) > 0 as is_reference
    from open_rows as line join reported on reported.org_id = line.org_id
    union all
    select line.id, null, owed.charge_id, owed.tenancy_id, line.narration, true, abs(line.booked_on - owed.day), owed.kobo, false
    from open_rows as line join owed on owed.org_id = line.org_id and owed.kobo = line.amount_kobo
  ), named as (
    select compared.*, people.names, (
      select count(*) from unnest(private.words_of_names(people.names)) as word
      where word = any (private.words_of_names(compared.narration))
    ) as words
    from compared
    left join lateral (
      select string_agg(tenant.full_name, ' and ' order by tenant.id) as names
      from public.tenancy_parties as party join public.tenants as tenant on tenant.id = party.tenant_id
      where party.tenancy_id = compared.tenancy_id
    ) as people on true
    where compared.is_reference or compared.is_amount
  ), scored as (
    select named.*,
      (case when named.is_reference then 50 else 0 end
        + case when named.is_amount then 25 else 0 end
        + case when named.days_apart <= 3 then 10 when named.days_apart <= 14 then 5 else 0 end
        + case when named.words >= 2 then 15 when named.words = 1 then 8 else 0 end)::smallint as points
    from named
  )
  select scored.row_id, scored.offline_id, scored.charge, scored.names, scored.kobo::public.kobo, scored.points,
    array_remove(array[
      case when scored.is_reference then 'reference' end, case when scored.is_amount then 'amount' end,
      case when scored.days_apart <= 14 then 'date' end, case when scored.words > 0 then 'payer' end], null)
  from scored
  -- An amount alone is no reason: half a street pays the same rent.
  where scored.points >= 33
  order by scored.row_id, scored.points desc, scored.offline_id nulls last, scored.charge;
end
$$;
comment on function private.statement_matches(uuid, integer) is 'See public.statement_matches.';
grant execute on function private.statement_matches(uuid, integer) to authenticated;

create function public.statement_matches(account_id uuid, max_rows integer default 100)
returns table (
  row_id uuid, offline_payment_id uuid, charge_id uuid, payer_names text, amount_kobo bigint, score smallint, reasons text[])
language sql
stable
set search_path = ''
as $$
  select * from private.statement_matches(account_id, max_rows)
$$;
comment on function public.statement_matches(uuid, integer) is
  'For each row of an account''s statements that nobody has decided about (newest first, at most max_rows, 500): the offline payments and open charges that it may be, best first, with a score up to 100 and its reasons (reference, amount, date, payer). Proposals: a person says which. For members with money.confirm.';
grant execute on function public.statement_matches(uuid, integer) to authenticated;

create function private.lock_statement_row(row_id uuid)
returns public.statement_rows
language plpgsql
set search_path = ''
as $$
declare
  line public.statement_rows;
begin
  select r.* into line from public.statement_rows as r
  where r.id = row_id and r.org_id in (select private.my_org_ids('money.confirm'))
  for no key update;
  if line.id is null then
    perform private.raise_problem('statement.row_not_found', 'Cannot find the row among the statements of your organizations', 404,
      jsonb_build_object('field', 'row_id'));
  end if;
  return line;
end
$$;
comment on function private.lock_statement_row(uuid) is 'Locks a row of a statement for whom may decide about it. Error: statement.row_not_found 404.';

create function private.decide_statement_row(
  line public.statement_rows, offline_payment_id uuid, reason text, is_other_money boolean default false)
returns public.statement_rows
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  decided public.statement_rows;
begin
  update public.statement_rows as r
  set offline_payment_id = offline_payment_id, dismissed_reason = reason, is_other_money = coalesce(is_other_money, false),
    decided_by = auth.uid(), decided_at = now()
  where r.id = line.id
  returning r.* into decided;
  return decided;
exception when unique_violation then
  perform private.raise_problem('statement.already_matched', 'Cannot match the row: the payment is another row already', 409,
    jsonb_build_object('field', 'offline_payment_id'));
  return null;
end
$$;
comment on function private.decide_statement_row(public.statement_rows, uuid, text, boolean) is
  'Notes what a locked row is. Error: statement.already_matched 409 when the payment is another row.';

create function private.refuse_decided_row(line public.statement_rows)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- What was dismissed can be matched after all.
  if line.offline_payment_id is not null then
    perform private.raise_problem('statement.already_matched', 'Cannot decide about the row: it is a payment already', 409,
      jsonb_build_object('field', 'row_id', 'offline_payment_id', line.offline_payment_id));
  end if;
end
$$;
comment on function private.refuse_decided_row(public.statement_rows) is 'Refuses (409 statement.already_matched) a row that is a payment; one that is taken back frees its row.';

create function private.refuse_money_known(line public.statement_rows, is_other_money boolean)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  known public.statement_rows;
begin
  -- One after the other in an organization, to commit: two that decide about two rows of one transfer would each see no
  -- other payment.
  perform pg_advisory_xact_lock(hashtextextended('statement_rows:' || line.org_id, 0));
  if coalesce(is_other_money, false) then
    return;
  end if;
  -- A row comes twice when its columns are mapped anew, or one account has two labels: nothing in row_hash tells. Rows
  -- of one import are as many as the bank says, and so are those of one account that read the same.
  select other.* into known
  from public.statement_rows as other
  where other.org_id = line.org_id and other.offline_payment_id is not null and other.import_id <> line.import_id
    and (
      other.cells_hash = line.cells_hash
      or other.booked_on = line.booked_on and other.amount_kobo = line.amount_kobo and (
        other.reference = line.reference or other.narration = line.narration
        -- The payer or the reference stands in one of the two only.
        or least(length(other.search_key), length(line.search_key)) >= 6 and (
          position(other.search_key in line.search_key) > 0 or position(line.search_key in other.search_key) > 0))
    )
    and (other.account_id, other.booked_on, other.amount_kobo, other.narration, other.reference)
      is distinct from (line.account_id, line.booked_on, line.amount_kobo, line.narration, line.reference)
  order by other.decided_at, other.id
  limit 1;
  if found then
    perform private.raise_problem('statement.same_money',
      'Cannot match the row: a row of another import that looks the same is a payment already. Dismiss it, or say that it is other money', 409,
      jsonb_build_object('field', 'row_id', 'known_row_id', known.id, 'offline_payment_id', known.offline_payment_id));
  end if;
end
$$;
comment on function private.refuse_money_known(public.statement_rows, boolean) is
  'Refuses (409 statement.same_money) a locked row that looks like one of another import that is a payment, unless a person says that it is other money; lets one decide at a time.';

create function private.refuse_impossible_row(line public.statement_rows)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Rows are held to it as they are imported; this is for those that were there before.
  if private.is_payment_day(line.booked_on) is not true or private.is_payment_amount(line.amount_kobo) is not true then
    perform private.raise_problem('offline_payment.bad_fact',
      'Cannot take the row for a payment: its day must be from 2000 to today, and its amount at most a hundred billion naira', 422,
      jsonb_build_object('field', 'row_id'));
  end if;
end
$$;
comment on function private.refuse_impossible_row(public.statement_rows) is
  'Refuses (422 offline_payment.bad_fact) a row whose day or amount no offline payment can have: the rule is that of what people report.';

create function private.reference_of_row(line public.statement_rows, is_other_money boolean)
returns text
language plpgsql
set search_path = ''
as $$
declare
  used uuid;
begin
  -- A few figures are a number of the row, no reference.
  if length(coalesce(private.reference_key(line.reference), '')) < 6 then
    return null;
  end if;
  select offline.id into used from public.offline_payments as offline
  where offline.org_id = line.org_id and offline.method = 'bank_transfer'
    and offline.reference_key = private.reference_key(left(line.reference, 80));
  if used is null then
    return btrim(left(line.reference, 80));
  end if;
  if not coalesce(is_other_money, false) then
    perform private.raise_problem('statement.same_money',
      'Cannot book the row: a payment with its reference is there already. Match it with that, or say that it is other money', 409,
      jsonb_build_object('field', 'row_id', 'offline_payment_id', used));
  end if;
  return null;
end
$$;
comment on function private.reference_of_row(public.statement_rows, boolean) is
  'The reference that a payment made of a row gets, so that nobody shows the same transfer again; null where the bank gives none of use, or it is another''s and a person says that the money is other. Error: statement.same_money 409.';

create function private.free_statement_row(offline_payment_id uuid)
returns void
language sql
set search_path = ''
as $$
  update public.statement_rows as line set offline_payment_id = null, is_other_money = false, decided_by = null, decided_at = null
  where line.offline_payment_id = free_statement_row.offline_payment_id
$$;
comment on function private.free_statement_row(uuid) is
  'The row of a payment that was taken back is open again: the money came, so it was matched wrongly.';

create function private.match_statement_row(row_id uuid, offline_payment_id uuid, is_other_money boolean)
returns public.statement_rows
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  line public.statement_rows := private.lock_statement_row(row_id);
  offline public.offline_payments;
begin
  if line.offline_payment_id is not distinct from offline_payment_id and offline_payment_id is not null then
    return line;
  end if;
  perform private.refuse_decided_row(line);
  perform private.refuse_money_known(line, is_other_money);
  offline := private.lock_offline_payment(offline_payment_id);
  if offline.org_id <> line.org_id then
    perform private.raise_problem('offline_payment.not_found', 'Cannot find the payment among those of the account''s organization', 404,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  if offline.status <> 'confirmed' then
    perform private.refuse_impossible_row(line);
    offline := private.confirm_offline_payment(offline_payment_id, line.amount_kobo, line.booked_on, null);
  elsif offline.confirmed_kobo is distinct from line.amount_kobo then
    perform private.raise_problem('statement.another_amount', 'Cannot match the row: the payment was confirmed with another amount', 409,
      jsonb_build_object('field', 'offline_payment_id'));
  end if;
  return private.decide_statement_row(line, offline.id, null, is_other_money);
end
$$;
comment on function private.match_statement_row(uuid, uuid, boolean) is 'Checks the permission, then confirms the payment with what the row shows.';
grant execute on function private.match_statement_row(uuid, uuid, boolean) to authenticated;

create function public.match_statement_row(row_id uuid, offline_payment_id uuid, is_other_money boolean default false)
returns public.statement_rows
language sql
set search_path = ''
as $$
  select private.limit_person('match_statement_row');
  select private.match_statement_row(row_id, offline_payment_id, is_other_money)
$$;
comment on function public.match_statement_row(uuid, uuid, boolean) is
  'Says that a row of a statement is an offline payment: confirms it with the amount and day of the row, as confirm_offline_payment does; one that was confirmed by hand with the same amount is only linked. A row that looks like one of another import that is a payment (the columns were mapped anew, or the account has two labels) is refused, unless is_other_money says that two transfers came. Safe to repeat. Errors: statement.row_not_found 404, statement.already_matched, statement.same_money, statement.another_amount 409, and those of confirm_offline_payment.';
grant execute on function public.match_statement_row(uuid, uuid, boolean) to authenticated;

create function private.book_statement_row(row_id uuid, charge_ids uuid[], is_other_money boolean)
returns public.statement_rows
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  line public.statement_rows := private.lock_statement_row(row_id);
  debts public.charges[];
  payment public.payments;
  offline public.offline_payments;
  given_reference text;
begin
  perform private.refuse_decided_row(line);
  perform private.refuse_money_known(line, is_other_money);
  perform private.refuse_impossible_row(line);
  given_reference := private.reference_of_row(line, is_other_money);
  debts := array(
    select charge from public.charges as charge
    where charge.id = any (charge_ids) and charge.reverses_id is null and charge.org_id = line.org_id);
  perform private.require_one_debt(charge_ids, debts);
  perform private.require_open_charges(charge_ids);
  payment := private.begin_offline_payment(null, charge_ids, 'bank_transfer', line.amount_kobo);
  if auth.uid() in (select private.payment_payers(payment.id)) then
    perform private.raise_problem('offline_payment.own', 'You cannot decide about this payment: it is your own', 403,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  -- The row is locked and decided about once: that makes no second payment.
  insert into public.offline_payments (
    org_id, payment_id, subject_id, source, method, status, reported_by, client_id, claimed_kobo, paid_on, bank_reference,
    confirmed_kobo, received_on, decided_by, decided_at)
  values (payment.org_id, payment.id, private.subject_of(debts[1]), 'statement', 'bank_transfer', 'confirmed', auth.uid(),
    gen_random_uuid(), line.amount_kobo, line.booked_on, given_reference, line.amount_kobo, line.booked_on, auth.uid(), now())
  returning * into offline;
  return private.decide_statement_row(line, offline.id, null, is_other_money);
exception when unique_violation then
  -- Somebody reported the same transfer at this moment.
  perform private.reference_of_row(line, is_other_money);
  raise;
end
$$;
comment on function private.book_statement_row(uuid, uuid[], boolean) is 'Checks the permission, then makes a payment of a row and settles it.';
grant execute on function private.book_statement_row(uuid, uuid[], boolean) to authenticated;

create function public.book_statement_row(row_id uuid, charge_ids uuid[], is_other_money boolean default false)
returns public.statement_rows
language sql
set search_path = ''
as $$
  select private.limit_person('book_statement_row');
  select private.book_statement_row(row_id, charge_ids, is_other_money)
$$;
comment on function public.book_statement_row(uuid, uuid[], boolean) is
  'Says that a row of a statement, which nobody reported, pays these charges of one tenancy, sale or application: a payment with the row''s reference is made, settled and receipted; what is over is credit. A row that looks like one of another import that is a payment, or whose reference a payment has, is refused, unless is_other_money says that two transfers came. Errors: statement.row_not_found, charge.not_found 404, payment.bad_charges 400, statement.already_matched, statement.same_money, charge.settled 409, offline_payment.bad_fact 422, offline_payment.own 403.';
grant execute on function public.book_statement_row(uuid, uuid[], boolean) to authenticated;

create function private.dismiss_statement_row(row_id uuid, reason text)
returns public.statement_rows
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  line public.statement_rows := private.lock_statement_row(row_id);
  said text := btrim(reason);
begin
  if said is null or length(said) not between 3 and 1000 then
    perform private.raise_problem('statement.bad_reason', 'Say in 3 to 1,000 characters why it is no payment', 422,
      jsonb_build_object('field', 'reason'));
  end if;
  if line.dismissed_reason is not distinct from said then
    return line;
  end if;
  perform private.refuse_decided_row(line);
  return private.decide_statement_row(line, null, said);
end
$$;
comment on function private.dismiss_statement_row(uuid, text) is 'Checks the permission, then notes why a row is no payment.';
grant execute on function private.dismiss_statement_row(uuid, text) to authenticated;

create function public.dismiss_statement_row(row_id uuid, reason text)
returns public.statement_rows
language sql
set search_path = ''
as $$
  select private.limit_person('dismiss_statement_row');
  select private.dismiss_statement_row(row_id, private.read_prose('reason', reason))
$$;
comment on function public.dismiss_statement_row(uuid, text) is
  'Says, with a reason, that a row of a statement is no payment for the organization''s charges: it is proposed no more. Errors: statement.row_not_found 404, statement.already_matched 409, statement.bad_reason 422.';
grant execute on function public.dismiss_statement_row(uuid, text) to authenticated;

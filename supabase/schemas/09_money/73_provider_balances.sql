-- The balance that a provider says it holds for us is compared with our clearing accounts, once a day: what was paid
-- through it by our books, less what it paid out to us. Money that is under way explains a lower balance: settlements to us,
-- refunds to payers, payouts to payees, which the provider may have taken off already and we book when it says that they are through. What nothing
-- explains, and is still there the day after, becomes one exception for staff. Nothing is corrected by itself.

create table public.provider_balances (
  provider public.payment_method not null,
  on_day public.calendar_date not null,
  not_before timestamptz not null,
  leased_until timestamptz,
  attempts integer not null default 0 check (attempts >= 0),
  last_error text check (length(last_error) <= 1000),
  read_at timestamptz,
  held_kobo public.kobo,
  clearing_kobo public.kobo,
  paid_out_kobo public.nonnegative_kobo,
  under_way_kobo public.nonnegative_kobo,
  going_out_kobo public.nonnegative_kobo,
  difference_kobo public.kobo,
  unexplained_kobo public.kobo,
  since public.calendar_date,
  primary key (provider, on_day),
  constraint provider_balances_read_check check (
    num_nulls(read_at, held_kobo, clearing_kobo, paid_out_kobo, under_way_kobo, going_out_kobo, difference_kobo,
      unexplained_kobo) in (0, 8)),
  constraint provider_balances_since_check check ((since is not null) = (coalesce(unexplained_kobo, 0) <> 0))
);
comment on table public.provider_balances is 'What each provider said on a day that it holds for us, beside what our books say. For staff.';
comment on column public.provider_balances.provider is 'Who holds it.';
comment on column public.provider_balances.on_day is 'The day, Nigerian date: one row for each provider and day.';
comment on column public.provider_balances.not_before is 'From when it may be read, UTC; after an error, again.';
comment on column public.provider_balances.leased_until is 'Until when a worker has it in hand, UTC.';
comment on column public.provider_balances.attempts is 'How often reading it broke off.';
comment on column public.provider_balances.last_error is 'Why, the last time.';
comment on column public.provider_balances.read_at is 'When the provider answered, UTC; null: it has not.';
comment on column public.provider_balances.held_kobo is 'What the provider says it holds, in kobo; what it has not released yet included.';
comment on column public.provider_balances.clearing_kobo is 'What came in through it and has not gone back through it, less its fees, by the clearing accounts of all organizations, in kobo.';
comment on column public.provider_balances.paid_out_kobo is 'What it paid out to us by its own settlements until then, in kobo.';
comment on column public.provider_balances.under_way_kobo is 'Settlements that it lists and has not paid yet, in kobo.';
comment on column public.provider_balances.going_out_kobo is 'Refunds and payouts that it was asked for and that are not booked yet, with what a payout may cost, in kobo.';
comment on column public.provider_balances.difference_kobo is 'held_kobo less what it should be: clearing_kobo less paid_out_kobo.';
comment on column public.provider_balances.unexplained_kobo is 'What of the difference money under way does not explain, in kobo.';
comment on column public.provider_balances.since is 'The first of the days in a row on which something was unexplained, Nigerian date; null when nothing is.';
create index provider_balances_waiting_idx on public.provider_balances (not_before) where read_at is null;
alter table public.provider_balances enable row level security;
grant select on public.provider_balances to authenticated, service_role;
create policy provider_balances_select on public.provider_balances for select to authenticated
  using ((select private.is_staff('money')));

create trigger refuse_change before delete or update of provider, on_day on public.provider_balances
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.provider_balances
  for each statement execute function private.refuse_change();

-- What was paid out in all is asked every day: a settlement is kept for ever.
create trigger refuse_change before delete on private.provider_settlements
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on private.provider_settlements
  for each statement execute function private.refuse_change();

create function private.cleared_through(provider public.payment_method)
returns bigint
language sql
stable
set search_path = ''
as $$
  -- Whoever books in a clearing account says by the source of the entry through whom the money went. What the platform
  -- took out of them the provider holds as well.
  select coalesce(sum(line.debit_kobo - line.credit_kobo), 0)::bigint + (
    select coalesce(sum(move.clearing_kobo), 0) from public.platform_moves as move where move.provider = cleared_through.provider)
  from public.ledger_accounts as account
  join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
  join public.ledger_entries as entry on entry.org_id = line.org_id and entry.id = line.entry_id
  left join public.payments as payment
    on payment.id = entry.source_id and entry.kind in ('payment', 'payment_reversed', 'collection', 'collection_reversed', 'split', 'split_reversed', 'split_cleared')
  left join public.payment_returns as returned
    on returned.id = entry.source_id and entry.kind in ('refund', 'chargeback', 'collection_returned')
  left join public.payments as returned_of on returned_of.id = returned.payment_id
  left join public.payouts as payout
    on payout.id = entry.source_id and entry.kind in ('payout', 'payout_reversed')
  left join public.platform_moves as fee on fee.entry_id = entry.id
  where account.kind = 'provider_clearing'
    and coalesce(payment.method, returned_of.method, payout.provider, fee.provider) = cleared_through.provider
$$;
comment on function private.cleared_through(public.payment_method) is
  'What stands on the clearing accounts of all organizations from payments and payouts through a provider, with what the platform took of it, in kobo.';

create function private.going_out_through(provider public.payment_method)
returns bigint
language sql
stable
set search_path = ''
as $$
  -- Not what is approved: the provider has not heard of it.
  select (
    select coalesce(sum(refund.amount_kobo), 0) from public.refunds as refund
    where refund.way = 'provider' and refund.method = going_out_through.provider and refund.status in ('sending', 'pending', 'needs_attention')
  )::bigint + (
    select coalesce(sum(payout.amount_kobo + private.payout_fee_reserve()), 0) from public.payouts as payout
    where payout.provider = going_out_through.provider and payout.status in ('sending', 'pending', 'needs_attention')
  )::bigint
$$;
comment on function private.going_out_through(public.payment_method) is
  'What a provider was asked to give back to payers and to send to payees, and may have done without our books knowing, in kobo, with what a payout may cost.';

create function private.first_balance_hour(on_day public.calendar_date)
returns timestamptz
language sql
stable
set search_path = ''
as $$
  -- After the night in which the day before is read (private.plan_reconciliations).
  select (on_day + time '04:00') at time zone 'Africa/Lagos'
$$;
comment on function private.first_balance_hour(public.calendar_date) is 'From when a day''s balances are read.';

create function private.provider_balances_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select case when exists (select from public.provider_balances as known where known.on_day = private.lagos_date()) then exists (
    select from public.provider_balances as open
    where open.on_day = private.lagos_date() and open.read_at is null and open.not_before <= now() and coalesce(open.leased_until <= now(), true)
  ) else private.first_balance_hour(private.lagos_date()) <= now() end
$$;
comment on function private.provider_balances_wait() is 'Whether a provider''s balance is to be read now.';

create function service.claim_provider_balance(providers public.payment_method[], leased_s integer default 120)
returns table (provider public.payment_method, on_day text)
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.provider_balances (provider, on_day, not_before)
  select wanted, private.lagos_date(), private.first_balance_hour(private.lagos_date()) from unnest(providers) as wanted
  where private.first_balance_hour(private.lagos_date()) <= now()
  on conflict do nothing;
  return query
  update public.provider_balances as taken set leased_until = now() + make_interval(secs => leased_s)
  where (taken.provider, taken.on_day) = (
    select open.provider, open.on_day from public.provider_balances as open
    -- Yesterday's balance nobody can read any more.
    where open.on_day = private.lagos_date() and open.read_at is null and open.provider = any (providers)
      and open.not_before <= now() and coalesce(open.leased_until <= now(), true)
    order by open.provider limit 1 for update skip locked)
  returning taken.provider, taken.on_day::text;
end
$$;
comment on function service.claim_provider_balance(public.payment_method[], integer) is
  'Takes a provider whose balance of today waits to be read; another worker may only after the given seconds. No row: none waits.';
grant execute on function service.claim_provider_balance(public.payment_method[], integer) to service_role;

create function service.keep_provider_balance(provider public.payment_method, on_day text, held_kobo numeric)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  day public.calendar_date := private.read_date('on_day', on_day);
  held public.kobo := private.read_kobo('held_kobo', held_kobo);
  balance public.provider_balances;
  before public.provider_balances;
begin
  select b.* into balance from public.provider_balances as b where b.provider = provider and b.on_day = day for update;
  if not found or balance.read_at is not null or held is null then
    return false;
  end if;
  select b.* into before from public.provider_balances as b
  where b.provider = provider and b.on_day < day and b.read_at is not null order by b.on_day desc limit 1;
  update public.provider_balances as b
  set read_at = now(), leased_until = null, last_error = null, held_kobo = held,
    clearing_kobo = said.clearing_kobo, paid_out_kobo = said.paid_out_kobo, under_way_kobo = said.under_way_kobo,
    going_out_kobo = said.going_out_kobo,
    difference_kobo = said.difference_kobo, unexplained_kobo = said.unexplained_kobo,
    -- The same days in a row, whatever was not read in between.
    since = case when said.unexplained_kobo <> 0 then coalesce(before.since, day) end
  from (
    select books.*, sums.difference_kobo,
      -- What is under way may have left the balance already, or not.
      case when sums.difference_kobo < 0 then least(sums.difference_kobo + books.under_way_kobo + books.going_out_kobo, 0)
        else sums.difference_kobo end as unexplained_kobo
    from (
      select private.cleared_through(provider) as clearing_kobo, private.going_out_through(provider) as going_out_kobo,
        coalesce(sum(told.gross_kobo - told.fees_kobo) filter (where told.status = 'success'), 0)::bigint as paid_out_kobo,
        coalesce(sum(told.gross_kobo - told.fees_kobo) filter (where told.status in ('pending', 'processing')), 0)::bigint as under_way_kobo
      from private.provider_settlements as told where told.provider = provider
    ) as books
    cross join lateral (select held - (books.clearing_kobo - books.paid_out_kobo) as difference_kobo) as sums
  ) as said
  where b.provider = provider and b.on_day = day
  returning b.* into balance;
  -- What was read at a bad moment, between a payment and its booking, is gone the day after.
  if balance.since < day then
    perform private.note_payment_exception('balance_mismatch', provider, 'balance since ' || balance.since, null, null,
      to_jsonb(balance) - array['provider', 'not_before', 'leased_until', 'attempts', 'last_error']);
  end if;
  return true;
end
$$;
comment on function service.keep_provider_balance(public.payment_method, text, numeric) is
  'Keeps what a provider says it holds (kobo) on a day beside what our books say; what is unexplained the second day in a row becomes one exception, which is counted from then on. False: it was read before.';
grant execute on function service.keep_provider_balance(public.payment_method, text, numeric) to service_role;

create function service.put_off_provider_balance(provider public.payment_method, on_day text, error text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  balance public.provider_balances;
begin
  update public.provider_balances as b
  set attempts = b.attempts + 1, last_error = left(error, 1000), leased_until = null,
    not_before = now() + (0.75 + random() / 2) * least(interval '1 hour', interval '1 minute' * power(2, least(b.attempts, 8)))
  where b.provider = provider and b.on_day = private.read_date('on_day', on_day) and b.read_at is null
  returning b.* into balance;
  if balance.attempts = 8 then
    perform private.note_payment_exception('gave_up', provider, 'balance of ' || on_day, null, null,
      jsonb_build_object('balance_of', on_day, 'error', left(error, 300)));
  end if;
end
$$;
comment on function service.put_off_provider_balance(public.payment_method, text, text) is
  'Puts a balance off that could not be read, with growing delays of up to an hour, for as long as the day lasts; after eight tries staff are told.';
grant execute on function service.put_off_provider_balance(public.payment_method, text, text) to service_role;

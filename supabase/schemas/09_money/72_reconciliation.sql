-- Reconciliation: what each provider says came in on a day is paged through and kept, and compared with our books. A
-- difference becomes a row of payment_exceptions; nothing is ever corrected by itself, but for money that we have not
-- settled, about which the provider is asked at once, and for transfers to virtual accounts whose webhook never came.
--
-- A day is read twice: in the night after it, and three days later, when what was slow has come through. Where a provider
-- lists what it paid out to us, those settlements are read likewise, and must be the sums of their transactions.

create table private.provider_transactions (
  provider public.payment_method not null,
  provider_transaction_id text not null check (length(provider_transaction_id) between 1 and 80),
  listed_on public.calendar_date not null,
  reference text check (length(reference) <= 100),
  amount_kobo public.nonnegative_kobo not null,
  currency text not null check (length(currency) between 1 and 3),
  fees_kobo public.nonnegative_kobo not null,
  channel text check (length(channel) <= 40),
  paid_at public.instant not null,
  environment text not null check (environment in ('live', 'test')),
  seen_at timestamptz not null default now(),
  primary key (provider, provider_transaction_id)
);
comment on table private.provider_transactions is 'Money that came in as the providers list it, to compare with our books. No card, no customer. No policies: functions only.';
comment on column private.provider_transactions.provider is 'Who says so.';
comment on column private.provider_transactions.provider_transaction_id is 'The provider''s own identifier.';
comment on column private.provider_transactions.listed_on is 'The day of the provider''s under which it stands: that on which it was begun.';
comment on column private.provider_transactions.reference is 'The reference that it names: ours, or another system''s on the same account.';
comment on column private.provider_transactions.amount_kobo is 'Amount in kobo.';
comment on column private.provider_transactions.currency is 'ISO 4217 code.';
comment on column private.provider_transactions.fees_kobo is 'What the provider keeps, in kobo.';
comment on column private.provider_transactions.channel is 'Card, bank transfer, USSD: as the provider says.';
comment on column private.provider_transactions.paid_at is 'When it was paid, UTC.';
comment on column private.provider_transactions.environment is 'Whether the money is real: live or test.';
comment on column private.provider_transactions.seen_at is 'When the provider last listed it, UTC.';
create index provider_transactions_listed_on_idx on private.provider_transactions (provider, listed_on);
create index provider_transactions_seen_at_idx on private.provider_transactions (seen_at);
alter table private.provider_transactions enable row level security;

create table private.provider_settlements (
  provider public.payment_method not null,
  settlement_id text not null check (length(settlement_id) between 1 and 80),
  listed_on public.calendar_date not null,
  status text not null check (length(status) between 1 and 40),
  gross_kobo public.nonnegative_kobo not null,
  fees_kobo public.nonnegative_kobo not null,
  transactions integer not null check (transactions >= 0),
  transactions_kobo public.nonnegative_kobo not null,
  transactions_fees_kobo public.nonnegative_kobo not null,
  seen_at timestamptz not null default now(),
  primary key (provider, settlement_id)
);
comment on table private.provider_settlements is 'What the providers paid out, as they list it. No account numbers. No policies: functions only.';
comment on column private.provider_settlements.provider is 'Who paid out.';
comment on column private.provider_settlements.settlement_id is 'The provider''s own identifier.';
comment on column private.provider_settlements.listed_on is 'The day of the provider''s under which it stands.';
comment on column private.provider_settlements.status is 'How far it has come, in the provider''s words; success: it is paid.';
comment on column private.provider_settlements.gross_kobo is 'What it settles before fees, in kobo, as it says itself.';
comment on column private.provider_settlements.fees_kobo is 'The fees that it keeps, in kobo, as it says itself.';
comment on column private.provider_settlements.transactions is 'How many transactions are listed under it.';
comment on column private.provider_settlements.transactions_kobo is 'The sum of their amounts, in kobo.';
comment on column private.provider_settlements.transactions_fees_kobo is 'The sum of their fees, in kobo.';
comment on column private.provider_settlements.seen_at is 'When the provider last listed it, UTC.';
create index provider_settlements_seen_at_idx on private.provider_settlements (seen_at);
alter table private.provider_settlements enable row level security;

create type private.reconciliation_subject as enum ('transactions', 'settlements');
comment on type private.reconciliation_subject is 'transactions: the money that came in; settlements: what was paid out to us.';

create table private.reconciliations (
  id uuid primary key default private.uuid_v7(),
  provider public.payment_method not null,
  subject private.reconciliation_subject not null default 'transactions',
  listed_on public.calendar_date not null,
  reading smallint not null check (reading in (1, 2)),
  not_before timestamptz not null,
  leased_until timestamptz,
  page_cursor text check (length(page_cursor) <= 500),
  pages integer not null default 0 check (pages >= 0),
  items integer not null default 0 check (items >= 0),
  differences integer not null default 0 check (differences >= 0),
  attempts integer not null default 0 check (attempts >= 0),
  last_error text check (length(last_error) <= 1000),
  finished_at timestamptz,
  unique (provider, subject, listed_on, reading)
);
comment on table private.reconciliations is 'Each reading of a provider''s day: how far it has come and what it found. No policies: functions only.';
comment on column private.reconciliations.id is 'Time-ordered identifier.';
comment on column private.reconciliations.provider is 'Whose day.';
comment on column private.reconciliations.subject is 'What is read: the money that came in, or what was paid out to us.';
comment on column private.reconciliations.listed_on is 'The day, Nigerian date.';
comment on column private.reconciliations.reading is 'Which: 1 in the night after it, 2 three days later.';
comment on column private.reconciliations.not_before is 'From when it may be read, UTC; after an error, again.';
comment on column private.reconciliations.leased_until is 'Until when a worker has it in hand, UTC.';
comment on column private.reconciliations.page_cursor is 'Which page comes next, in the provider''s words; null for the first.';
comment on column private.reconciliations.pages is 'How many pages were read.';
comment on column private.reconciliations.items is 'How many transactions or settlements they held.';
comment on column private.reconciliations.differences is 'How many differences were found.';
comment on column private.reconciliations.attempts is 'How often it broke off since the last page.';
comment on column private.reconciliations.last_error is 'Why, the last time.';
comment on column private.reconciliations.finished_at is 'When the last page was compared, UTC.';
create index reconciliations_open_idx on private.reconciliations (not_before) where finished_at is null;
alter table private.reconciliations enable row level security;

create function private.last_reconcilable_day()
returns public.calendar_date
language sql
stable
set search_path = ''
as $$
  -- At two in the morning the providers have counted the day before.
  select ((now() at time zone 'Africa/Lagos') - interval '26 hours')::date::public.calendar_date
$$;
comment on function private.last_reconcilable_day() is 'The newest day that is over for the providers, Nigerian date.';

create function private.plan_reconciliations(providers public.payment_method[], settling public.payment_method[])
returns void
language sql
set search_path = ''
as $$
  -- From the day after the last that was planned: an outage of ours leaves no day out.
  insert into private.reconciliations (provider, subject, listed_on, reading, not_before)
  select wanted.provider, wanted.subject, day, reading,
    (day + 1 + case reading when 1 then 0 else 3 end + time '02:00') at time zone 'Africa/Lagos'
  from (
    select provider, 'transactions'::private.reconciliation_subject as subject from unnest(providers) as provider
    union all
    select provider, 'settlements' from unnest(settling) as provider
  ) as wanted
  cross join lateral (
    select coalesce(max(planned.listed_on) + 1, private.last_reconcilable_day()) as first_on
    from private.reconciliations as planned where planned.provider = wanted.provider and planned.subject = wanted.subject
  ) as since
  cross join lateral (
    select since.first_on + n as day from generate_series(0, private.last_reconcilable_day() - since.first_on) as n
  ) as days
  cross join unnest(array[1, 2]) as reading
  on conflict do nothing
$$;
comment on function private.plan_reconciliations(public.payment_method[], public.payment_method[]) is 'Adds the two readings of each day that is over and was not planned yet.';

create function private.reconciliations_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from private.reconciliations as open
    where open.finished_at is null and open.not_before <= now() and coalesce(open.leased_until <= now(), true)
  ) or not exists (select from private.reconciliations as planned where planned.listed_on = private.last_reconcilable_day())
$$;
comment on function private.reconciliations_wait() is 'Whether a provider''s day is to be read now.';

create function service.claim_reconciliation(
  providers public.payment_method[], settling public.payment_method[] default '{}', leased_s integer default 120
)
returns table (reconciliation_id uuid, provider public.payment_method, subject text, listed_on text, page_cursor text)
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.plan_reconciliations(providers, settling);
  return query
  update private.reconciliations as run set leased_until = now() + make_interval(secs => leased_s)
  where run.id = (
    select open.id from private.reconciliations as open
    where open.finished_at is null and open.not_before <= now() and coalesce(open.leased_until <= now(), true)
      and open.provider = any (case open.subject when 'transactions' then providers else settling end)
    -- What came in before what it was paid out in.
    order by open.listed_on, open.subject, open.reading limit 1 for update skip locked)
  returning run.id, run.provider, run.subject::text, run.listed_on::text, run.page_cursor;
end
$$;
comment on function service.claim_reconciliation(public.payment_method[], public.payment_method[], integer) is
  'Takes the oldest day that waits to be read, at the page where the last worker left it; another worker may only after the given seconds without a page. settling: the providers that list what they pay out. No row: nothing waits.';
grant execute on function service.claim_reconciliation(public.payment_method[], public.payment_method[], integer) to service_role;

create function private.differences(run private.reconciliations, environment text)
returns table (kind public.payment_exception_kind, fingerprint text, reference text, payment_id uuid, details jsonb)
language sql
stable
set search_path = ''
as $$
  select found.kind::public.payment_exception_kind, found.fingerprint, told.reference, payment.id, jsonb_build_object(
    'listed_on', told.listed_on, 'provider_transaction_id', told.provider_transaction_id,
    'received_kobo', told.amount_kobo, 'received_currency', told.currency, 'received_fees_kobo', told.fees_kobo,
    'expected_kobo', payment.amount_kobo, 'expected_fees_kobo', payment.provider_fees_kobo,
    'settled_transaction_id', payment.provider_transaction_id, 'status', payment.status)
  from private.provider_transactions as told
  left join public.payments as payment on payment.reference = told.reference and payment.method = told.provider
  cross join lateral (select case
      when told.environment <> differences.environment then 'environment_mismatch'
      when payment.id is null then 'unknown_reference'
      when payment.status in ('created', 'pending', 'failed', 'abandoned') then 'unsettled'
      -- A person decides of these already.
      when payment.status = 'needs_review' then null
      when payment.provider_transaction_id <> told.provider_transaction_id then 'duplicate_transaction'
      when payment.currency <> told.currency then 'currency_mismatch'
      when payment.amount_kobo <> told.amount_kobo then 'amount_mismatch'
      when payment.provider_fees_kobo <> told.fees_kobo then 'fees_mismatch'
    end as kind) as compared
  cross join lateral (select compared.kind, case
      when compared.kind in ('duplicate_transaction', 'fees_mismatch') then told.provider_transaction_id
      -- As private.settle_payment() names them: the same difference is the same row.
      else coalesce(told.reference, told.provider_transaction_id) end as fingerprint) as found
  where told.provider = run.provider and told.listed_on = run.listed_on and found.kind is not null
  union all
  -- What we settled and the provider never listed: of payments of three days before, whose transactions can be no
  -- younger than this day, once all days from then on were read to the end.
  select 'missing_at_provider', payment.reference, payment.reference, payment.id, jsonb_build_object(
    'provider_transaction_id', payment.provider_transaction_id, 'expected_kobo', payment.amount_kobo, 'paid_at', payment.paid_at)
  from public.payments as payment
  where run.reading = 2 and payment.method = run.provider and payment.status = 'succeeded'
    -- What was refunded whole, the provider no longer lists among what came in.
    and payment.returned_kobo < payment.amount_kobo
    and payment.id >= private.uuid_v7_floor((run.listed_on - 3)::timestamp at time zone 'Africa/Lagos')
    and payment.id < private.uuid_v7_floor((run.listed_on - 2)::timestamp at time zone 'Africa/Lagos')
    and 4 = (
      select count(*) from private.reconciliations as read
      where read.provider = run.provider and read.subject = 'transactions' and read.reading = 2 and read.listed_on between run.listed_on - 3 and run.listed_on
        and (read.finished_at is not null or read.id = run.id))
    and not exists (
      select from private.provider_transactions as told
      where told.provider = payment.method and told.provider_transaction_id = payment.provider_transaction_id)
$$;
comment on function private.differences(private.reconciliations, text) is
  'What a provider says of a day and our books do not, or the other way round.';

create function service.keep_reconciliation_page(
  reconciliation_id uuid,
  read_cursor text,
  next_cursor text,
  transactions jsonb,
  environment text,
  leased_s integer default 120
)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  run private.reconciliations;
  found_differences integer;
begin
  select r.* into strict run from private.reconciliations as r where r.id = reconciliation_id for update;
  if run.finished_at is not null or run.page_cursor is distinct from read_cursor then
    -- Another worker has taken it over and is further.
    return false;
  end if;
  insert into private.provider_transactions as told (
    provider, provider_transaction_id, listed_on, reference, amount_kobo, currency, fees_kobo, channel, paid_at, environment)
  select distinct on (it.provider_transaction_id) run.provider, it.provider_transaction_id, run.listed_on, left(it.reference, 100),
    private.read_kobo('amount_kobo', it.amount_kobo), left(it.currency, 3), private.read_kobo('fees_kobo', it.fees_kobo),
    left(it.channel, 40), private.read_instant('paid_at', it.paid_at), it.environment
  from jsonb_to_recordset(transactions) as it (
    provider_transaction_id text, reference text, amount_kobo numeric, currency text, fees_kobo numeric, channel text,
    paid_at text, environment text)
  on conflict on constraint provider_transactions_pkey do update
  set listed_on = excluded.listed_on, reference = excluded.reference, amount_kobo = excluded.amount_kobo,
    currency = excluded.currency, fees_kobo = excluded.fees_kobo, channel = excluded.channel, paid_at = excluded.paid_at,
    environment = excluded.environment, seen_at = now();
  update private.reconciliations as r
  set page_cursor = next_cursor, pages = r.pages + 1, attempts = 0, last_error = null,
    items = r.items + jsonb_array_length(keep_reconciliation_page.transactions),
    leased_until = now() + make_interval(secs => leased_s)
  where r.id = run.id;
  if next_cursor is not null then
    return true;
  end if;
  -- What settles at this moment is waited for and is no difference then; what settles after closes what is noted here.
  perform from public.payments as payment
  where payment.id in (
    select difference.payment_id from private.differences(run, environment) as difference where difference.kind = 'unsettled')
  order by payment.id for no key update;
  with difference as materialized (
    select * from private.differences(run, environment)
  ), noted as materialized (
    select case when difference.kind <> 'unknown_reference' or not private.take_up_listed_credit(run.provider, difference.reference) then
        private.note_payment_exception(
          difference.kind, run.provider, difference.fingerprint, difference.reference, difference.payment_id, difference.details) end,
      case when difference.kind = 'unsettled' then private.want_payment_check(difference.payment_id) end
    from difference
  )
  select count(*) into found_differences from noted;
  update private.reconciliations as r
  set finished_at = now(), leased_until = null, differences = found_differences
  where r.id = run.id;
  return false;
end
$$;
comment on function service.keep_reconciliation_page(uuid, text, text, jsonb, text, integer) is
  'Keeps a page of a provider''s day and where to go on, in one transaction; after the last page compares the day with our books. True: read the page of next_cursor. False: finished, or another worker has taken over.';
grant execute on function service.keep_reconciliation_page(uuid, text, text, jsonb, text, integer) to service_role;

create function service.keep_settlement(
  reconciliation_id uuid,
  read_cursor text,
  next_cursor text,
  settlement jsonb,
  leased_s integer default 120
)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  run private.reconciliations;
  told private.provider_settlements;
  differs boolean;
begin
  select r.* into strict run from private.reconciliations as r where r.id = reconciliation_id for update;
  if run.finished_at is not null or run.page_cursor is distinct from read_cursor then
    return false;
  end if;
  insert into private.provider_settlements as seen (
    provider, settlement_id, listed_on, status, gross_kobo, fees_kobo, transactions, transactions_kobo, transactions_fees_kobo)
  select run.provider, it.settlement_id, run.listed_on, it.status, private.read_kobo('gross_kobo', it.gross_kobo),
    private.read_kobo('fees_kobo', it.fees_kobo), it.transactions, private.read_kobo('transactions_kobo', it.transactions_kobo),
    private.read_kobo('transactions_fees_kobo', it.transactions_fees_kobo)
  from jsonb_to_record(settlement) as it (
    settlement_id text, status text, gross_kobo numeric, fees_kobo numeric, transactions integer, transactions_kobo numeric,
    transactions_fees_kobo numeric)
  where it.settlement_id is not null
  on conflict on constraint provider_settlements_pkey do update
  set listed_on = excluded.listed_on, status = excluded.status, gross_kobo = excluded.gross_kobo, fees_kobo = excluded.fees_kobo,
    transactions = excluded.transactions, transactions_kobo = excluded.transactions_kobo,
    transactions_fees_kobo = excluded.transactions_fees_kobo, seen_at = now()
  returning seen.* into told;
  -- Only of what is paid: one under way may still grow.
  differs := coalesce(told.status = 'success'
    and (told.gross_kobo, told.fees_kobo) <> (told.transactions_kobo, told.transactions_fees_kobo), false);
  if differs then
    perform private.note_payment_exception('settlement_mismatch', run.provider, told.settlement_id, null, null,
      to_jsonb(told) - array['provider', 'seen_at']);
  end if;
  update private.reconciliations as r
  set page_cursor = next_cursor, pages = r.pages + 1, attempts = 0, last_error = null,
    items = r.items + case when told.settlement_id is null then 0 else 1 end,
    differences = r.differences + differs::integer,
    leased_until = case when next_cursor is not null then now() + make_interval(secs => leased_s) end,
    finished_at = case when next_cursor is null then now() end
  where r.id = run.id;
  return next_cursor is not null;
end
$$;
comment on function service.keep_settlement(uuid, text, text, jsonb, integer) is
  'Keeps one settlement of a provider''s day (null: the day has none) and where to go on, and notes one that is paid and not the sum of its transactions. True: read the next. False: finished, or another worker has taken over.';
grant execute on function service.keep_settlement(uuid, text, text, jsonb, integer) to service_role;

create function service.put_off_reconciliation(reconciliation_id uuid, error text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  run private.reconciliations;
begin
  update private.reconciliations as r
  set attempts = r.attempts + 1, last_error = left(error, 1000), leased_until = null,
    -- A cursor that the provider no longer takes would never do: then the day is read from its beginning.
    page_cursor = case when r.attempts < 3 then r.page_cursor end,
    not_before = now() + (0.75 + random() / 2) * least(interval '1 hour', interval '1 minute' * power(2, least(r.attempts, 8)))
  where r.id = reconciliation_id and r.finished_at is null
  returning r.* into run;
  if run.attempts = 8 then
    perform private.note_payment_exception('gave_up', run.provider, run.id::text, null, null,
      jsonb_build_object('reconciliation_of', run.subject, 'listed_on', run.listed_on, 'error', left(error, 300)));
  end if;
end
$$;
comment on function service.put_off_reconciliation(uuid, text) is
  'Puts a day off that could not be read, with growing delays of up to an hour; it is never given up, and after eight tries staff are told.';
grant execute on function service.put_off_reconciliation(uuid, text) to service_role;

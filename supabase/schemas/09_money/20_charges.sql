-- Charges are what is owed. They are posted once for each period and never edited: a wrong one is reversed.

create type public.charge_kind as enum (
  'rent', 'service_charge', 'caution_deposit', 'agency_fee', 'legal_fee', 'utility', 'penalty', 'other',
  'sale_deposit', 'sale_balance', 'application_fee'
);
comment on type public.charge_kind is 'What is owed. Rent, deposits and service charges are receipted apart (Lagos Tenancy Law 2011 s.10).';

create table public.charge_schedules (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  kind public.charge_kind not null check (kind not in ('sale_deposit', 'sale_balance', 'application_fee')),
  amount_kobo public.positive_kobo not null,
  every interval not null check (every > interval '0'),
  first_on public.calendar_date not null,
  until_on public.calendar_date not null,
  next_no integer not null default 0 check (next_no >= 0),
  next_on public.calendar_date default private.lagos_date(),
  created_at timestamptz not null default now(),
  unique (org_id, id),
  unique (tenancy_id, kind, first_on),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  check (until_on > first_on)
);
comment on table public.charge_schedules is 'What a tenancy is charged, how often, from when until when.';
comment on column public.charge_schedules.id is 'Time-ordered identifier.';
comment on column public.charge_schedules.org_id is 'The organization of the tenancy.';
comment on column public.charge_schedules.tenancy_id is 'Who is charged.';
comment on column public.charge_schedules.kind is 'What for.';
comment on column public.charge_schedules.amount_kobo is 'Amount of each charge in kobo, for the whole of every.';
comment on column public.charge_schedules.every is 'Length of the period that one charge covers.';
comment on column public.charge_schedules.first_on is 'First day of the first period.';
comment on column public.charge_schedules.until_on is 'No period starts on this day or later.';
comment on column public.charge_schedules.next_no is 'How many periods were charged: the number of the next one, from 0. Kept by generate_charges().';
comment on column public.charge_schedules.next_on is
  'Nigerian date on which the next period is charged: 30 days before it begins, the first one at once; null when none is to come. Kept by generate_charges().';
comment on column public.charge_schedules.created_at is 'When it was agreed, UTC.';
create index charge_schedules_tenancy_idx on public.charge_schedules (org_id, tenancy_id);
create index charge_schedules_next_on_idx on public.charge_schedules (next_on, id) where next_on is not null;

create table public.charges (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid,
  schedule_id uuid,
  kind public.charge_kind not null,
  period daterange check (not isempty(period)),
  slot_no smallint not null default 1 check (slot_no > 0),
  due_on public.calendar_date not null,
  amount_kobo public.kobo not null,
  currency text not null default 'NGN' check (currency = 'NGN'),
  description text not null check (private.is_line(description) and length(description) between 1 and 300),
  reverses_id uuid,
  client_id uuid,
  created_at timestamptz not null default now(),
  paid_kobo public.nonnegative_kobo not null default 0,
  is_reversed boolean not null default false,
  -- With the foreign keys of 11_deals/75_money_of_deals.sql: sales and applications come later.
  sale_id uuid,
  application_id uuid,
  unique (org_id, id),
  unique (reverses_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, schedule_id) references public.charge_schedules (org_id, id),
  foreign key (org_id, reverses_id) references public.charges (org_id, id),
  constraint charges_paid_check check (paid_kobo between 0 and greatest(amount_kobo, 0)),
  constraint charges_subject_check check (num_nonnulls(tenancy_id, sale_id, application_id) = 1),
  constraint charges_kind_check check (
    case
      when kind in ('sale_deposit', 'sale_balance') then sale_id is not null
      when kind = 'application_fee' then application_id is not null
      else tenancy_id is not null
    end
  ),
  constraint charges_sign_check check (case when reverses_id is null then amount_kobo > 0 else amount_kobo < 0 end)
);
comment on table public.charges is
  'One demand for money. What is demanded is never edited: a wrong one is reversed. Open, part-paid, paid and overdue are derived (charge_balances).';
comment on column public.charges.id is 'Time-ordered identifier.';
comment on column public.charges.org_id is 'To whom it is owed.';
comment on column public.charges.tenancy_id is 'By whom: the tenants of this tenancy, jointly. Exactly one of tenancy, sale and application is named.';
comment on column public.charges.schedule_id is 'The schedule that made it; null for a charge made by hand.';
comment on column public.charges.kind is 'What for.';
comment on column public.charges.period is 'The days it covers, from (included) to (excluded).';
comment on column public.charges.slot_no is 'First demand for the period is 1; one that replaces a reversed demand takes the next number.';
comment on column public.charges.due_on is 'When it falls due, Nigerian date.';
comment on column public.charges.amount_kobo is 'Amount in kobo; negative only for a reversal.';
comment on column public.charges.currency is 'ISO 4217 code.';
comment on column public.charges.description is 'What the tenant reads.';
comment on column public.charges.reverses_id is 'The charge that this one takes back; a charge is taken back once at most.';
comment on column public.charges.client_id is
  'Made by whoever demands it: a demand sent again after a lost answer is not posted twice. Null for what the schedule posts.';
comment on column public.charges.created_at is 'When it was posted, UTC.';
comment on column public.charges.paid_kobo is
  'What payments that succeeded settled of it, in kobo: the sum of their allocations, kept by trigger.';
comment on column public.charges.is_reversed is 'Whether another charge takes this one back; kept by trigger.';
comment on column public.charges.sale_id is 'By whom: the buyers in this sale, jointly.';
comment on column public.charges.application_id is 'By whom: the applicant.';
-- A reversal stays outside the key, a reversed charge keeps its slot: so the nightly job makes no second one.
create unique index charges_client_id_key on public.charges (org_id, client_id) where client_id is not null;
create unique index charges_schedule_period_key on public.charges (schedule_id, period, slot_no)
  where schedule_id is not null and reverses_id is null;
create index charges_tenancy_idx on public.charges (org_id, tenancy_id, due_on);
create index charges_tenancy_id_idx on public.charges (tenancy_id);
-- Few rows have them: all others need no entry.
create unique index charges_sale_key on public.charges (sale_id, kind, slot_no)
  where sale_id is not null and reverses_id is null;
comment on index public.charges_sale_key is 'Deposit and balance of a sale are demanded once, however often its contract is recorded.';
create index charges_sale_idx on public.charges (org_id, sale_id) where sale_id is not null;
create index charges_application_idx on public.charges (org_id, application_id) where application_id is not null;
create index charges_schedule_idx on public.charges (org_id, schedule_id);
create index charges_reverses_idx on public.charges (org_id, reverses_id);

alter table public.charge_schedules enable row level security;
create index charges_org_due_idx on public.charges (org_id, due_on desc, id);

alter table public.charges enable row level security;
grant select on public.charge_schedules, public.charges to authenticated;
-- No role writes what triggers and functions keep.
grant select, insert (id, org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on)
  on public.charge_schedules to service_role;
grant select, insert (
    id, org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, currency, description, reverses_id,
    sale_id, application_id)
  on public.charges to service_role;
create policy charge_schedules_select on public.charge_schedules for select to authenticated using (
  case
    when tenancy_id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
create policy charges_select on public.charges for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    when coalesce(sale_id, application_id) = any (array(select private.my_deal_ids())) then true
  end is not null
);
create trigger refuse_change before delete or update of
    id, org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, currency, description, reverses_id, created_at,
    sale_id, application_id
  on public.charges for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.charges
  for each statement execute function private.refuse_change();
-- That a period was charged says the charge.
create trigger record_audit after insert or delete or update of
    id, org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on
  on public.charge_schedules for each row execute function private.record_audit();

-- Posting -------------------------------------------------------------------------------------

create function private.account_for_charge(kind public.charge_kind, sale_id uuid)
returns public.ledger_account_kind
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- What was held of a sale became income when it was closed.
  if sale_id is not null and exists (select from public.sales as sale where sale.id = sale_id and sale.status = 'closed') then
    return 'sale_income'::public.ledger_account_kind;
  end if;
  return case kind
    when 'rent' then 'rent_income'::public.ledger_account_kind
    when 'service_charge' then 'service_charge_held'
    when 'caution_deposit' then 'deposits_held'
    when 'agency_fee' then 'fee_income'
    when 'legal_fee' then 'fee_income'
    when 'application_fee' then 'fee_income'
    when 'sale_deposit' then 'sale_held'
    when 'sale_balance' then 'sale_held'
    else 'other_income'
  end;
end
$$;
comment on function private.account_for_charge(public.charge_kind, uuid) is
  'The account that a charge credits. What a sale demands is held until it is closed, and income from then on.';

create function private.receivable_for_charge(kind public.charge_kind)
returns public.ledger_account_kind
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case kind
    when 'sale_deposit' then 'buyer_receivable'::public.ledger_account_kind
    when 'sale_balance' then 'buyer_receivable'
    when 'application_fee' then 'applicant_receivable'
    else 'tenant_receivable'
  end;
end
$$;
comment on function private.receivable_for_charge(public.charge_kind) is 'The account that a charge debits: who owes it.';

create function private.after_charges_posted()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if not exists (select from posted) then
    return null;
  end if;
  -- A charge that another one takes back says so itself.
  if exists (select from posted where posted.reverses_id is not null) then
    update public.charges as charge set is_reversed = true
    from posted where charge.id = posted.reverses_id;
  end if;
  -- Accounts are made in one order by everyone, so that two postings cannot wait for each other.
  insert into public.ledger_accounts (org_id, kind)
  select wanted.org_id, wanted.kind
  from (
    select distinct posted.org_id, side.kind
    from posted
    cross join lateral (values
      (private.receivable_for_charge(posted.kind)), (private.account_for_charge(posted.kind, posted.sale_id))
    ) as side (kind)
  ) as wanted
  where not exists (
    select from public.ledger_accounts as account where account.org_id = wanted.org_id and account.kind = wanted.kind)
  order by wanted.org_id, wanted.kind
  on conflict do nothing;
  -- Entries and lines go one way from the charges, without being joined to each other: as fast for ten thousand as
  -- for one, whichever of them the plan was made for.
  with demand as materialized (
    select private.uuid_v7() as entry_id, posted.id, posted.org_id, posted.created_at, posted.description, posted.amount_kobo,
      private.receivable_for_charge(posted.kind) as receivable, private.account_for_charge(posted.kind, posted.sale_id) as income
    from posted
  ),
  entry as (
    insert into public.ledger_entries (id, org_id, kind, source_id, occurred_at, description)
    select demand.entry_id, demand.org_id, 'charge', demand.id, demand.created_at, demand.description from demand
  )
  insert into public.ledger_lines (entry_id, line_no, org_id, account_id, debit_kobo, credit_kobo)
  select demand.entry_id, side.line_no, demand.org_id, account.id, side.debit_kobo, side.credit_kobo
  from demand
  cross join lateral (values
    (1, demand.receivable, greatest(demand.amount_kobo, 0), greatest(-demand.amount_kobo, 0)),
    (2, demand.income, greatest(-demand.amount_kobo, 0), greatest(demand.amount_kobo, 0))
  ) as side (line_no, account, debit_kobo, credit_kobo)
  join public.ledger_accounts as account on account.org_id = demand.org_id and account.kind = side.account;
  return null;
end
$$;
comment on function private.after_charges_posted() is
  'Trigger, for the statement: charges that others take back say so themselves; then the books: each charge is owed by tenant, buyer or applicant, a reversal takes that back.';
create trigger after_charges_posted after insert on public.charges
  referencing new table as posted for each statement execute function private.after_charges_posted();

create function private.schedule_rent(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into public.charge_schedules (org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on)
  values (
    tenancy.org_id, tenancy.id, 'rent', tenancy.rent_kobo * tenancy.advance_periods,
    private.period_length(tenancy.rent_per) * tenancy.advance_periods, tenancy.starts_on, tenancy.ends_on
  )
  on conflict do nothing;
  perform private.generate_charges(private.lagos_date(), tenancy.id);
end
$$;
comment on function private.schedule_rent(public.tenancies) is
  'A tenancy that becomes active gets its rent schedule and the charges already due.';

create function private.generate_charges(
  as_of public.calendar_date default private.lagos_date(), only_tenancy uuid default null, batch integer default 200)
returns integer
language plpgsql
set search_path = ''
set jit = off
as $$
declare
  due uuid[];
begin
  if only_tenancy is null then
    -- Nobody is waited for: what another has in hand it charges itself, or leaves to the next run.
    select array_agg(taken.id) into due
    from (
      select schedule.id from public.charge_schedules as schedule
      join public.tenancies as tenancy on tenancy.org_id = schedule.org_id and tenancy.id = schedule.tenancy_id
      where schedule.next_on <= as_of and tenancy.status not in ('draft', 'offered')
      order by schedule.next_on, schedule.id limit batch
      for no key update of schedule skip locked
      for key share of tenancy skip locked
    ) as taken;
  else
    select array_agg(taken.id) into due
    from (
      select schedule.id from public.charge_schedules as schedule
      where schedule.tenancy_id = only_tenancy and (schedule.next_on <= as_of or schedule.next_no = 0 and schedule.next_on is not null)
      order by schedule.id
      for no key update
    ) as taken;
  end if;

  with period as (
    select schedule.id, schedule.org_id, schedule.tenancy_id, schedule.kind, schedule.amount_kobo, step.n, length.starts_on, length.ends_on
    from public.charge_schedules as schedule
    join public.tenancies as tenancy on tenancy.org_id = schedule.org_id and tenancy.id = schedule.tenancy_id
      and tenancy.is_in_force
    -- Months differ in length, so the count of periods is an upper bound; the where clause is exact.
    cross join lateral generate_series(schedule.next_no, greatest(schedule.next_no, ceil(
      extract(epoch from age(least(as_of + 30, schedule.until_on)::timestamp, schedule.first_on::timestamp))
      / extract(epoch from schedule.every)
    )::integer + 1)) as step (n)
    cross join lateral (
      select (schedule.first_on + step.n * schedule.every)::date as starts_on,
        (schedule.first_on + (step.n + 1) * schedule.every)::date as ends_on
    ) as length
    where schedule.id = any (due)
      and length.starts_on < schedule.until_on
      and (length.starts_on <= as_of + 30 or step.n = 0)
  ),
  posted as (
    insert into public.charges (org_id, tenancy_id, schedule_id, kind, period, due_on, amount_kobo, description)
    select period.org_id, period.tenancy_id, period.id, period.kind, daterange(period.starts_on, period.ends_on),
      period.starts_on, period.amount_kobo,
      format('%s for %s to %s', initcap(replace(period.kind::text, '_', ' ')),
        to_char(period.starts_on, 'FMDD Mon YYYY'), to_char(period.ends_on - 1, 'FMDD Mon YYYY'))
    from period
    on conflict (schedule_id, period, slot_no) where schedule_id is not null and reverses_id is null do nothing
  )
  update public.charge_schedules as schedule
  set next_no = reached.next_no,
    -- A tenancy that is over is charged no more.
    next_on = case when reached.is_in_force and following.starts_on < schedule.until_on then following.starts_on - 30 end
  from (
    select taken.id, tenancy.is_in_force, coalesce(max(period.n) + 1, taken.next_no) as next_no
    from public.charge_schedules as taken
    join public.tenancies as tenancy on tenancy.org_id = taken.org_id and tenancy.id = taken.tenancy_id
    left join period on period.id = taken.id
    where taken.id = any (due)
    group by taken.id, tenancy.is_in_force
  ) as reached
  cross join lateral (
    select (first.first_on + reached.next_no * first.every)::date as starts_on
    from public.charge_schedules as first where first.id = reached.id
  ) as following
  where schedule.id = reached.id;
  return coalesce(cardinality(due), 0);
end
$$;
comment on function private.generate_charges(public.calendar_date, uuid, integer) is
  'Posts what a batch of schedules, or those of one tenancy, have to charge: every period that begins up to 30 days after a date, and the first one of a new tenancy at once. A period is charged once for ever: safe to run twice, late, or in many sessions at a time. Returns how many schedules it took further. Run by pg_cron each hour.';

select cron.schedule('generate-charges', '5 * * * *', private.in_batches('private.generate_charges'));

-- Charges are what is owed. They are posted once for each period and never edited: a wrong one is reversed.

create type public.charge_kind as enum (
  'rent', 'service_charge', 'caution_deposit', 'agency_fee', 'legal_fee', 'utility', 'penalty', 'other',
  'sale_deposit', 'sale_balance', 'application_fee',
  'agreement_fee', 'damage'
);
comment on type public.charge_kind is 'What is owed. Rent, deposits and service charges are receipted apart (Lagos Tenancy Law 2011 s.10).';

create table public.charge_schedules (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  kind public.charge_kind not null check (kind not in ('sale_deposit', 'sale_balance', 'application_fee')),
  amount_kobo public.positive_kobo not null,
  every interval check (every > interval '0'),
  first_on public.calendar_date not null,
  until_on public.calendar_date not null,
  next_no integer not null default 0 check (next_no >= 0),
  next_on public.calendar_date default private.lagos_date(),
  created_at timestamptz not null default now(),
  due_days smallint not null default 0 check (due_days between -90 and 365),
  goes_on boolean not null default false,
  label text check (private.is_line(label) and length(label) between 1 and 100),
  payer_id uuid,
  wht_bps smallint check (wht_bps between 1 and 10000),
  replaces_id uuid,
  client_id uuid,
  mandate_id uuid,
  unique (org_id, id),
  unique (replaces_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (tenancy_id, payer_id) references public.tenancy_parties (tenancy_id, tenant_id) on delete set null (payer_id),
  foreign key (org_id, replaces_id) references public.charge_schedules (org_id, id),
  foreign key (org_id, mandate_id) references public.mandates (org_id, id),
  constraint charge_schedules_days_check check (until_on >= first_on),
  constraint charge_schedules_once_check check (every is not null or not goes_on)
);
comment on table public.charge_schedules is
  'What a tenancy is charged, once or how often, from when until when, and when each charge falls due.';
comment on column public.charge_schedules.id is 'Time-ordered identifier.';
comment on column public.charge_schedules.org_id is 'The organization of the tenancy.';
comment on column public.charge_schedules.tenancy_id is 'Who is charged.';
comment on column public.charge_schedules.kind is 'What for.';
comment on column public.charge_schedules.amount_kobo is 'Amount of each charge in kobo, for the whole of every.';
comment on column public.charge_schedules.every is 'Length of the period that one charge covers; null for what is charged once, for no period.';
comment on column public.charge_schedules.first_on is 'First day of the first period; of what is charged once, the day from which due_days counts.';
comment on column public.charge_schedules.until_on is 'No period starts on this day or later, except where it goes_on. The same as first_on: it never began.';
comment on column public.charge_schedules.next_no is 'How many periods were charged: the number of the next one, from 0. Kept by generate_charges().';
comment on column public.charge_schedules.next_on is
  'Nigerian date on which the next period is charged: 30 days before it begins or falls due, the first one at once, one of holding over when it begins; null when none is to come. Kept by generate_charges().';
comment on column public.charge_schedules.created_at is 'When it was agreed, UTC.';
comment on column public.charge_schedules.due_days is
  'Days from the first day of a period until its charge falls due: 4 is the fifth day of it, -14 two weeks in advance. Never after its last day.';
comment on column public.charge_schedules.goes_on is 'Whether it is charged, period by period, while the tenants stay on after until_on without a renewal.';
comment on column public.charge_schedules.label is 'What people call it, such as Diesel; null: by its kind.';
comment on column public.charge_schedules.payer_id is 'The tenant who is to pay it; null: all of them. They are liable together either way.';
comment on column public.charge_schedules.wht_bps is 'Hundredths of a percent of each charge that the tenant withholds as tax and pays to the state; null: nothing.';
comment on column public.charge_schedules.replaces_id is 'The schedule in whose place it came.';
comment on column public.charge_schedules.client_id is 'Made by whoever added it: one sent again after a lost answer is not added twice.';
comment on column public.charge_schedules.mandate_id is 'The mandate under which an agency set it, and with which it ends; null: the landlord''s own.';
create unique index charge_schedules_client_id_key on public.charge_schedules (org_id, client_id) where client_id is not null;
create index charge_schedules_payer_idx on public.charge_schedules (tenancy_id, payer_id);
create index charge_schedules_replaces_idx on public.charge_schedules (org_id, replaces_id);
create index charge_schedules_mandate_idx on public.charge_schedules (org_id, mandate_id) where mandate_id is not null;
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
  wht_kobo public.nonnegative_kobo not null default 0,
  wht_settled_kobo public.nonnegative_kobo not null default 0,
  unique (org_id, id),
  unique (reverses_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, schedule_id) references public.charge_schedules (org_id, id),
  foreign key (org_id, reverses_id) references public.charges (org_id, id),
  constraint charges_paid_check check (paid_kobo between 0 and greatest(amount_kobo, 0)),
  constraint charges_wht_check check (wht_kobo <= greatest(amount_kobo, 0) and wht_settled_kobo <= wht_kobo),
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
comment on column public.charges.wht_kobo is
  'What of it the tenant withholds as tax, in kobo: owed like the rest, and settled by the certificate (tax_certificates).';
comment on column public.charges.wht_settled_kobo is 'What certificates settled of wht_kobo, in kobo: their sum, kept by sum_up_certificates().';
-- A reversal stays outside the key, a reversed charge keeps its slot: so the nightly job makes no second one.
create unique index charges_client_id_key on public.charges (org_id, client_id) where client_id is not null;
-- What is charged once has no period: the second one is held back all the same.
create unique index charges_schedule_period_key on public.charges (schedule_id, period, slot_no) nulls not distinct
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
-- Deposits are few among charges, and whole organizations' are asked for: private.deposits_paid().
create index charges_deposits_idx on public.charges (org_id, tenancy_id) where kind = 'caution_deposit';
create index charges_reverses_idx on public.charges (org_id, reverses_id);
create index charges_org_due_idx on public.charges (org_id, due_on desc, id);

alter table public.charge_schedules enable row level security;
alter table public.charges enable row level security;
grant select on public.charge_schedules, public.charges to authenticated;
-- No role writes what triggers and functions keep.
grant select, insert (id, org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, due_days, goes_on, label, payer_id, wht_bps)
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
    sale_id, application_id, wht_kobo
  on public.charges for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.charges
  for each statement execute function private.refuse_change();
-- That a period was charged says the charge.
create trigger record_audit after insert or delete or update of
    id, org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on, due_days, goes_on, label, payer_id, wht_bps, replaces_id, mandate_id
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
    when 'agreement_fee' then 'fee_income'
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

create function private.is_held_over(tenancy public.tenancies, as_of public.calendar_date)
returns boolean
language sql
stable
set search_path = ''
as $$
  select tenancy.status in ('holding_over', 'notice_given') and tenancy.ends_on <= as_of and not exists (
    select from public.tenancies as renewal
    where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.is_in_force)
$$;
comment on function private.is_held_over(public.tenancies, public.calendar_date) is
  'Whether the tenants are still there on a day after the agreed term, without a renewal: what goes on is charged until possession returns (docs/decisions/0003).';

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
    -- Nobody is waited for: what another has in hand it charges itself, or leaves to the next run. Who stays on after
    -- the term is charged once they are marked as held over; until then their schedules are not taken.
    select array_agg(taken.id) into due
    from (
      select schedule.id from public.charge_schedules as schedule
      join public.tenancies as tenancy on tenancy.org_id = schedule.org_id and tenancy.id = schedule.tenancy_id
      where schedule.next_on <= as_of and tenancy.status not in ('draft', 'offered')
        and (
          not tenancy.is_in_force or schedule.every is null
          or (schedule.first_on + schedule.next_no * schedule.every)::date < schedule.until_on
          or private.is_held_over(tenancy, as_of)
        )
        -- In the night in which a mandate's term passes the clock may come here first: nobody is asked for what ends.
        and (schedule.mandate_id is null or exists (
          select from public.mandates as mandate
          where mandate.org_id = schedule.org_id and mandate.id = schedule.mandate_id and mandate.status = 'active' and mandate.ends_on > as_of))
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
  if due is null then
    return 0;
  end if;

  with taken as (
    -- To call the function costs more than all else of a row: few are over their term.
    select schedule.*, tenancy.is_in_force,
      tenancy.ends_on <= as_of and schedule.goes_on and private.is_held_over(tenancy, as_of) as is_held_over
    from public.charge_schedules as schedule
    join public.tenancies as tenancy on tenancy.org_id = schedule.org_id and tenancy.id = schedule.tenancy_id
    where schedule.id = any (due)
  ),
  period as (
    select taken.id, taken.org_id, taken.tenancy_id, taken.kind, taken.amount_kobo, taken.label, taken.wht_bps, step.n,
      length.starts_on, length.ends_on,
      -- Nobody is late with what they were never asked for: the first is due when it is posted, at the earliest.
      least(date '2199-12-31', greatest(
        date '1861-01-01', least(length.starts_on + taken.due_days, length.ends_on - 1),
        case when step.n = 0 then least(length.starts_on, as_of) end)) as due_on
    from taken
    -- Months differ in length, so the count of periods is an upper bound; the where clause is exact.
    cross join lateral generate_series(taken.next_no, greatest(taken.next_no, ceil(
      extract(epoch from age(
        case when taken.is_held_over then as_of else least(as_of + 120, taken.until_on) end::timestamp, taken.first_on::timestamp))
      / extract(epoch from taken.every)
    )::integer + 1, 0)) as step (n)
    cross join lateral (
      select coalesce((taken.first_on + step.n * taken.every)::date, taken.first_on::date) as starts_on,
        (taken.first_on + (step.n + 1) * taken.every)::date as ends_on
    ) as length
    where taken.is_in_force and (taken.every is not null or step.n = 0) and case
      when length.starts_on < taken.until_on then step.n = 0 or length.starts_on + least(taken.due_days, 0) <= as_of + 30
      else taken.is_held_over and length.starts_on <= as_of
    end
  ),
  posted as (
    insert into public.charges (org_id, tenancy_id, schedule_id, kind, period, due_on, amount_kobo, description, wht_kobo)
    select period.org_id, period.tenancy_id, period.id, period.kind,
      case when period.ends_on is not null then daterange(period.starts_on, period.ends_on) end,
      period.due_on, period.amount_kobo,
      coalesce(period.label, initcap(replace(period.kind::text, '_', ' '))) || case when period.ends_on is not null then
        format(' for %s to %s', to_char(period.starts_on, 'FMDD Mon YYYY'), to_char(period.ends_on - 1, 'FMDD Mon YYYY'))
      else '' end,
      coalesce(div(period.amount_kobo::numeric * period.wht_bps + 5000, 10000)::bigint, 0)
    from period
    on conflict (schedule_id, period, slot_no) where schedule_id is not null and reverses_id is null do nothing
  )
  update public.charge_schedules as schedule
  set next_no = reached.next_no,
    -- A tenancy that is over is charged no more.
    next_on = case
      when not reached.is_in_force or following.starts_on is null then null
      when following.starts_on < schedule.until_on then
        greatest(date '1861-01-01', following.starts_on + least(schedule.due_days, 0) - 30)
      when schedule.goes_on and following.starts_on < date '2200-01-01' then following.starts_on
    end
  from (
    select taken.id, taken.is_in_force, taken.first_on, taken.every, coalesce(max(period.n) + 1, taken.next_no) as next_no
    from taken
    left join period on period.id = taken.id
    group by taken.id, taken.is_in_force, taken.first_on, taken.every, taken.next_no
  ) as reached
  cross join lateral (
    select (reached.first_on + reached.next_no * reached.every)::date as starts_on
  ) as following
  where schedule.id = reached.id;
  return cardinality(due);
end
$$;
comment on function private.generate_charges(public.calendar_date, uuid, integer) is
  'Posts what a batch of schedules, or those of one tenancy, have to charge: every period that begins or falls due up to 30 days after a date, the first one of a new tenancy at once, and those of holding over that have begun. A period is charged once for ever: safe to run twice, late, or in many sessions at a time. Returns how many schedules it took further. Run by pg_cron each hour.';

select cron.schedule('generate-charges', '5 * * * *', private.in_batches('private.generate_charges'));

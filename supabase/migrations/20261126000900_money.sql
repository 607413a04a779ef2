-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 232d4de2d3ed03f904242a6b3089236dd8ebb89188b4803afd2e2bfdba50cda8
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 09_money/10_ledger.sql

-- Double-entry books of every organization. Entries balance or do not exist; nothing is edited.

create type public.ledger_account_kind as enum (
  'tenant_receivable', 'rent_income', 'service_charge_held', 'deposits_held', 'fee_income', 'other_income',
  'provider_clearing', 'provider_fees', 'bank', 'tenant_credit'
);
comment on type public.ledger_account_kind is
  'The accounts of an organization''s books. Service charges and deposits are held, never income (Lagos Tenancy Law 2011 s.10).';
create type public.ledger_entry_kind as enum ('charge', 'payment');
comment on type public.ledger_entry_kind is 'What an entry records: something became due, or money came in.';

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
comment on table public.ledger_entries is 'One entry for each charge and each settled payment: a second one for the same source cannot exist. Append-only.';
comment on column public.ledger_entries.id is 'Time-ordered identifier.';
comment on column public.ledger_entries.org_id is 'Whose books.';
comment on column public.ledger_entries.kind is 'Charge or payment.';
comment on column public.ledger_entries.source_id is 'The charge or payment.';
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
comment on table public.ledger_lines is 'The lines of an entry; debits equal credits when the transaction commits. Append-only.';
comment on column public.ledger_lines.entry_id is 'The entry.';
comment on column public.ledger_lines.line_no is 'Order within the entry, from 1.';
comment on column public.ledger_lines.org_id is 'Whose books; the same for entry and account.';
comment on column public.ledger_lines.account_id is 'The account.';
comment on column public.ledger_lines.debit_kobo is 'Debit in kobo, or zero.';
comment on column public.ledger_lines.credit_kobo is 'Credit in kobo, or zero.';
create index ledger_lines_entry_idx on public.ledger_lines (org_id, entry_id);
create index ledger_lines_account_idx on public.ledger_lines (org_id, account_id);

create function private.check_entry_balance()
returns trigger
language plpgsql
security definer -- at commit the caller is back in their own role, who may not see the books
set search_path = ''
as $$
begin
  if (
    select coalesce(sum(debit_kobo), 0) <> coalesce(sum(credit_kobo), 0) or count(*) < 2
    from public.ledger_lines
    where entry_id = (to_jsonb(new) ->> tg_argv[0])::uuid
  ) then
    raise exception 'Ledger entry does not balance' using errcode = '23514', constraint = 'ledger_entry_balances';
  end if;
  return null;
end
$$;
comment on function private.check_entry_balance() is
  'Constraint trigger at commit: an entry has at least two lines and debits equal credits. Argument: the column that names the entry.';
create constraint trigger ledger_lines_balance after insert on public.ledger_lines
  deferrable initially deferred for each row execute function private.check_entry_balance('entry_id');
create constraint trigger ledger_entries_balance after insert on public.ledger_entries
  deferrable initially deferred for each row execute function private.check_entry_balance('id');

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
as $$
#variable_conflict use_variable
declare
  entry_id uuid;
begin
  -- Accounts are made in one order by everyone, so that two postings cannot wait for each other.
  insert into public.ledger_accounts (org_id, kind)
  select distinct post_entry.org_id, posting.account from unnest(postings) as posting order by posting.account
  on conflict do nothing;
  insert into public.ledger_entries (org_id, kind, source_id, occurred_at, description)
  values (org_id, kind, source_id, occurred_at, description)
  returning id into entry_id;
  insert into public.ledger_lines (entry_id, line_no, org_id, account_id, debit_kobo, credit_kobo)
  select entry_id, posting.line_no, post_entry.org_id, account.id, posting.debit_kobo, posting.credit_kobo
  from (
    select p.*, row_number() over () as line_no from unnest(postings) as p
    where p.debit_kobo <> 0 or p.credit_kobo <> 0
  ) as posting
  join public.ledger_accounts as account
    on account.org_id = post_entry.org_id and account.kind = posting.account;
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

-- 09_money/20_charges.sql

-- Charges are what is owed. They are posted once for each period and never edited: a wrong one is reversed.

create type public.charge_kind as enum (
  'rent', 'service_charge', 'caution_deposit', 'agency_fee', 'legal_fee', 'utility', 'penalty', 'other'
);
comment on type public.charge_kind is 'What is owed. Rent, deposits and service charges are receipted apart (Lagos Tenancy Law 2011 s.10).';

create table public.charge_schedules (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  kind public.charge_kind not null,
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
  tenancy_id uuid not null,
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
  unique (org_id, id),
  unique (reverses_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, schedule_id) references public.charge_schedules (org_id, id),
  foreign key (org_id, reverses_id) references public.charges (org_id, id),
  constraint charges_paid_check check (paid_kobo between 0 and greatest(amount_kobo, 0)),
  constraint charges_sign_check check (case when reverses_id is null then amount_kobo > 0 else amount_kobo < 0 end)
);
comment on table public.charges is
  'One demand for money. What is demanded is never edited: a wrong one is reversed. Open, part-paid, paid and overdue are derived (charge_balances).';
comment on column public.charges.id is 'Time-ordered identifier.';
comment on column public.charges.org_id is 'To whom it is owed.';
comment on column public.charges.tenancy_id is 'By whom: the tenants of this tenancy, jointly.';
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
-- A reversal stays outside the key, a reversed charge keeps its slot: so the nightly job makes no second one.
create unique index charges_client_id_key on public.charges (org_id, client_id) where client_id is not null;
create unique index charges_schedule_period_key on public.charges (schedule_id, period, slot_no)
  where schedule_id is not null and reverses_id is null;
create index charges_tenancy_idx on public.charges (org_id, tenancy_id, due_on);
create index charges_tenancy_id_idx on public.charges (tenancy_id);
create index charges_schedule_idx on public.charges (org_id, schedule_id);
create index charges_reverses_idx on public.charges (org_id, reverses_id);

alter table public.charge_schedules enable row level security;
create index charges_org_due_idx on public.charges (org_id, due_on desc, id);

alter table public.charges enable row level security;
grant select on public.charge_schedules, public.charges to authenticated;
-- No role writes what triggers and functions keep.
grant select, insert (id, org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on)
  on public.charge_schedules to service_role;
grant select, insert (id, org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, currency, description, reverses_id)
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
  end is not null
);
create trigger refuse_change before delete or update of
    id, org_id, tenancy_id, schedule_id, kind, period, slot_no, due_on, amount_kobo, currency, description, reverses_id, created_at
  on public.charges for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.charges
  for each statement execute function private.refuse_change();
-- That a period was charged says the charge.
create trigger record_audit after insert or delete or update of
    id, org_id, tenancy_id, kind, amount_kobo, every, first_on, until_on
  on public.charge_schedules for each row execute function private.record_audit();

-- Posting -------------------------------------------------------------------------------------

create function private.account_for_charge(kind public.charge_kind)
returns public.ledger_account_kind
language sql
immutable
set search_path = ''
as $$
  select (case kind
    when 'rent' then 'rent_income'
    when 'service_charge' then 'service_charge_held'
    when 'caution_deposit' then 'deposits_held'
    when 'agency_fee' then 'fee_income'
    when 'legal_fee' then 'fee_income'
    else 'other_income'
  end)::public.ledger_account_kind
$$;
comment on function private.account_for_charge(public.charge_kind) is 'The account that a charge credits.';

create function private.post_charge(charge public.charges)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.post_entry(
    charge.org_id, 'charge', charge.id, charge.created_at, charge.description,
    case when charge.amount_kobo > 0 then array[
      row('tenant_receivable', charge.amount_kobo, 0)::private.ledger_posting,
      row(private.account_for_charge(charge.kind), 0, charge.amount_kobo)::private.ledger_posting
    ] else array[
      row(private.account_for_charge(charge.kind), -charge.amount_kobo, 0)::private.ledger_posting,
      row('tenant_receivable', 0, -charge.amount_kobo)::private.ledger_posting
    ] end
  );
end
$$;
comment on function private.post_charge(public.charges) is 'Books a charge as owed by the tenant; a reversal takes that back.';

create function private.after_charge_posted()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.reverses_id is not null then
    update public.charges as charge set is_reversed = true where charge.id = new.reverses_id;
  end if;
  perform private.post_charge(new);
  return null;
end
$$;
comment on function private.after_charge_posted() is
  'Trigger: a charge that another one takes back says so itself; then the books.';
create trigger after_charge_posted after insert on public.charges
  for each row execute function private.after_charge_posted();

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

-- 09_money/28_demanding.sql

-- A single demand for money, by the landlord's side or by an agency with a live mandate to collect.

create function private.require_collecting(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if exists (select from private.my_org_ids('money.write') as mine where mine = tenancy.org_id)
    or private.lock_my_mandate(tenancy.unit_id, 'collect') is not null then
    return;
  end if;
  if exists (
    select from private.mandates_over(tenancy.unit_id, array(select private.my_org_ids('money.write'))) as mandate
    where mandate.status in ('active', 'revoked', 'ended')
  ) then
    perform private.raise_problem('mandate.required',
      'Cannot collect from this tenancy: your agency has no live mandate to collect for its owner', 403,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if tenancy.org_id is null
    or not exists (select from private.my_org_ids('tenancies.read') as mine where mine = tenancy.org_id) then
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among your organizations and mandates', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_permission(tenancy.org_id, 'money.write');
end
$$;
comment on function private.require_collecting(public.tenancies) is
  'Refuses unless the caller may demand money from a tenancy: tenancy.not_found 404, mandate.required 403 for an agency whose mandate is over or does not say so, auth.forbidden 403 for a member without the permission.';

create function private.demand_charge(
  tenancy_id uuid,
  kind public.charge_kind,
  amount_kobo public.kobo,
  due_on public.calendar_date,
  description text,
  client_id uuid
)
returns public.charges
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  demanded public.charges;
  wrong text;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  wrong := case
    when kind is null or kind = 'rent' then 'kind'
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when due_on is null then 'due_on'
    when description is null or length(btrim(description)) not between 1 and 300 then 'description'
  end;
  if wrong is not null then
    perform private.raise_problem('charge.bad_demand', format('Cannot demand the charge: %s %s', wrong,
      case wrong
        when 'kind' then 'must be given, and rent is charged by the tenancy''s schedule'
        when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
        when 'due_on' then 'is missing'
        else 'must have 1 to 300 characters'
      end), 400, jsonb_build_object('field', wrong));
  end if;
  if tenancy.status in ('draft', 'offered', 'cancelled') then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot demand the charge: the tenancy is %s', tenancy.status),
      409, jsonb_build_object('field', 'tenancy_id'));
  end if;
  insert into public.charges as made (org_id, tenancy_id, kind, due_on, amount_kobo, description, client_id)
  values (tenancy.org_id, tenancy.id, kind, due_on, amount_kobo, btrim(description), client_id)
  on conflict do nothing
  returning made.* into demanded;
  if not found then
    select c.* into demanded from public.charges as c
    where c.org_id = tenancy.org_id and c.client_id = client_id and c.tenancy_id = tenancy.id and c.kind = kind
      and c.due_on = due_on and c.amount_kobo = amount_kobo and c.description = btrim(description);
    if not found then
      perform private.raise_problem('charge.already_posted', 'Cannot demand the charge: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
  end if;
  return demanded;
end
$$;
comment on function private.demand_charge(uuid, public.charge_kind, public.kobo, public.calendar_date, text, uuid) is
  'Checks that the caller may collect and what is demanded, then posts the charge.';
grant execute on function private.demand_charge(uuid, public.charge_kind, public.kobo, public.calendar_date, text, uuid) to authenticated;

create function public.demand_charge(
  tenancy_id uuid,
  kind public.charge_kind,
  amount_kobo numeric,
  due_on text,
  description text,
  client_id uuid default null
)
returns public.charges
language sql
set search_path = ''
as $$
  select private.limit_person('demand_charge');
  select private.demand_charge(
    tenancy_id, kind, private.read_kobo('amount_kobo', amount_kobo), private.read_date('due_on', due_on),
    private.read_line('description', description), client_id)
$$;
comment on function public.demand_charge(uuid, public.charge_kind, numeric, text, text, uuid) is
  'Posts one charge of any kind but rent, in kobo. With a client_id of the caller''s own it is safe to repeat. For the landlord''s side, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, charge.bad_demand 400, tenancy.not_in_force, charge.already_posted 409.';
grant execute on function public.demand_charge(uuid, public.charge_kind, numeric, text, text, uuid) to authenticated;

-- 09_money/30_payments.sql

-- Payments are attempts to settle charges. The reference is ours, unique, and exists before the provider hears of it.

create type public.payment_method as enum ('paystack', 'flutterwave', 'bank_transfer', 'cash', 'cheque', 'pos');
comment on type public.payment_method is 'Paystack and Flutterwave are online; the others are offline.';
create type public.payment_status as enum (
  'created', 'pending', 'succeeded', 'failed', 'abandoned', 'needs_review', 'reversed'
);
comment on type public.payment_status is 'created: we know of it, the provider may not; pending: the payer has a checkout; succeeded: settled, with receipts; failed: it did not happen; abandoned: never paid, given up; needs_review: money moved but not as asked, a person must look; reversed: it was settled and taken back.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('payment', null, 'created'),
  ('payment', 'created', 'pending'), ('payment', 'created', 'failed'), ('payment', 'created', 'succeeded'),
  ('payment', 'created', 'needs_review'), ('payment', 'created', 'abandoned'),
  ('payment', 'pending', 'succeeded'), ('payment', 'pending', 'failed'), ('payment', 'pending', 'abandoned'),
  ('payment', 'pending', 'needs_review'),
  ('payment', 'failed', 'succeeded'), ('payment', 'failed', 'needs_review'),
  ('payment', 'abandoned', 'succeeded'), ('payment', 'abandoned', 'needs_review'),
  ('payment', 'needs_review', 'succeeded'), ('payment', 'needs_review', 'failed'),
  ('payment', 'succeeded', 'reversed');

create table public.payments (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  payer_id uuid references public.profiles (id) on delete set null,
  method public.payment_method not null,
  reference text not null unique check (reference ~ '^[A-Za-z0-9.=-]{8,64}$'),
  status public.payment_status not null default 'created',
  amount_kobo public.positive_kobo not null,
  currency text not null default 'NGN' check (currency = 'NGN'),
  checkout_url text check (length(checkout_url) <= 2000),
  provider_transaction_id text check (length(provider_transaction_id) between 1 and 80),
  provider_fees_kobo public.nonnegative_kobo,
  channel text check (length(channel) <= 40),
  failure_reason text check (length(failure_reason) <= 300),
  paid_at public.instant,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (method, provider_transaction_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint payments_paid_check check (status <> 'succeeded' or paid_at is not null)
);
comment on table public.payments is 'An attempt to settle charges of a tenancy, and how it went.';
comment on column public.payments.id is 'Time-ordered identifier.';
comment on column public.payments.org_id is 'To whom.';
comment on column public.payments.tenancy_id is 'For which tenancy.';
comment on column public.payments.payer_id is 'The account that pays.';
comment on column public.payments.method is 'How.';
comment on column public.payments.reference is 'Our reference, sent to the provider; letters, digits, dot, equals and hyphen (Paystack''s alphabet).';
comment on column public.payments.status is 'Moved by functions only.';
comment on column public.payments.amount_kobo is 'Amount asked for, in kobo: the sum of its items.';
comment on column public.payments.currency is 'ISO 4217 code.';
comment on column public.payments.checkout_url is 'Where the payer pays, from the provider.';
comment on column public.payments.provider_transaction_id is 'The provider''s own identifier, once money moved.';
comment on column public.payments.provider_fees_kobo is 'What the provider keeps, in kobo.';
comment on column public.payments.channel is 'Card, bank transfer, USSD: as the provider says.';
comment on column public.payments.failure_reason is 'Why it failed or needs review, for people.';
comment on column public.payments.paid_at is 'When the money was paid, UTC, as the provider or staff says.';
comment on column public.payments.created_at is 'When it was begun, UTC.';
comment on column public.payments.updated_at is 'Last change, UTC.';
create index payments_tenancy_idx on public.payments (org_id, tenancy_id);
create index payments_tenancy_id_idx on public.payments (tenancy_id);
create index payments_payer_id_idx on public.payments (payer_id);
create index payments_unsettled_idx on public.payments (created_at) where status in ('created', 'pending');

create table public.payment_items (
  org_id uuid not null,
  payment_id uuid not null,
  charge_id uuid not null,
  amount_kobo public.positive_kobo not null,
  primary key (payment_id, charge_id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id)
);
comment on table public.payment_items is 'Which charges a payment is meant to settle. Append-only.';
comment on column public.payment_items.org_id is 'The organization; the same for payment and charge.';
comment on column public.payment_items.payment_id is 'The payment.';
comment on column public.payment_items.charge_id is 'The charge.';
comment on column public.payment_items.amount_kobo is 'How much of the charge, in kobo.';
create index payment_items_payment_idx on public.payment_items (org_id, payment_id);
create index payment_items_charge_idx on public.payment_items (org_id, charge_id);

create table public.payment_allocations (
  org_id uuid not null,
  payment_id uuid not null,
  charge_id uuid not null,
  amount_kobo public.positive_kobo not null,
  created_at timestamptz not null default now(),
  primary key (payment_id, charge_id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id)
);
comment on table public.payment_allocations is 'What a settled payment did settle. Append-only.';
comment on column public.payment_allocations.org_id is 'The organization; the same for payment and charge.';
comment on column public.payment_allocations.payment_id is 'The settled payment.';
comment on column public.payment_allocations.charge_id is 'The charge.';
comment on column public.payment_allocations.amount_kobo is 'How much of the charge it settled, in kobo.';
comment on column public.payment_allocations.created_at is 'When it was settled, UTC.';
create index payment_allocations_payment_idx on public.payment_allocations (org_id, payment_id);
create index payment_allocations_charge_idx on public.payment_allocations (org_id, charge_id);
create index payment_allocations_charge_id_idx on public.payment_allocations (charge_id);

create view private.my_payments as
select payment.id as payment_id
from private.my_tenancies as mine
join public.payments as payment on payment.tenancy_id = mine.tenancy_id;
comment on view private.my_payments is 'The payments of the tenancies in which the caller is a tenant.';
grant select on private.my_payments to authenticated;

alter table public.payments enable row level security;
alter table public.payment_items enable row level security;
alter table public.payment_allocations enable row level security;
grant select on public.payments, public.payment_items, public.payment_allocations to authenticated, service_role;

create policy payments_select on public.payments for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
create policy payment_items_select on public.payment_items for select to authenticated using (
  case
    when payment_id = any (array(select payment_id from private.my_payments)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);
create policy payment_allocations_select on public.payment_allocations for select to authenticated using (
  case
    when payment_id = any (array(select payment_id from private.my_payments)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);

create trigger guard_move before insert or update of status on public.payments
  for each row execute function private.guard_move('payment');
create trigger touch_updated_at before update on public.payments
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.payments
  for each row execute function private.record_audit();
create trigger refuse_change before update or delete on public.payment_items
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payment_items
  for each statement execute function private.refuse_change();
create trigger refuse_change before update or delete on public.payment_allocations
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payment_allocations
  for each statement execute function private.refuse_change();

create view public.charge_balances with (security_invoker = on) as
select
  charge.id as charge_id,
  charge.org_id,
  charge.tenancy_id,
  charge.kind,
  charge.period,
  charge.due_on,
  charge.amount_kobo,
  charge.paid_kobo,
  case when charge.is_reversed then 0 else charge.amount_kobo - charge.paid_kobo end as open_kobo,
  case
    when charge.is_reversed then 'reversed'
    when charge.paid_kobo = charge.amount_kobo then 'paid'
    when charge.due_on < (now() at time zone 'Africa/Lagos')::date then 'overdue'
    when charge.paid_kobo > 0 then 'part_paid'
    else 'open'
  end as status,
  charge.schedule_id
from public.charges as charge
where charge.reverses_id is null;
comment on view public.charge_balances is
  'Each charge with what was paid and what is open, in kobo, and its derived status: open, part_paid, paid, overdue or reversed.';
grant select on public.charge_balances to authenticated, service_role;

-- 09_money/35_charge_totals.sql

-- What was settled of a charge stands on the charge. Summing allocations for every list read four tables where one
-- does, and a sum can not be bounded by a constraint: now no interleaving settles more than was demanded.
-- The allocations stay the truth; the two columns follow them by trigger and are never added to, always summed anew.

create function private.sum_up_charges(charge_ids uuid[])
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Locked before the sum is read, so that the last of two at once counts what the first one wrote.
  perform private.lock_charges(charge_ids);
  update public.charges as charge set paid_kobo = total.kobo
  from (
    select wanted.id, coalesce(sum(allocation.amount_kobo) filter (where payment.id is not null), 0)::bigint as kobo
    from unnest(charge_ids) as wanted (id)
    left join public.payment_allocations as allocation on allocation.charge_id = wanted.id
    left join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
    group by wanted.id
  ) as total
  where charge.id = total.id and charge.paid_kobo <> total.kobo;
end
$$;
comment on function private.sum_up_charges(uuid[]) is
  'Makes paid_kobo of some charges what their allocations say, and locks them.';

create function private.sum_up_charges_of_payment(payment_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.sum_up_charges(array(
    select allocation.charge_id from public.payment_allocations as allocation
    where allocation.payment_id = sum_up_charges_of_payment.payment_id));
end
$$;
comment on function private.sum_up_charges_of_payment(uuid) is
  'A payment that succeeds, or is taken back, changes what is paid of its charges.';

create function private.sum_up_charge_of_allocation()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (select from public.payments as payment where payment.id = new.payment_id and payment.status = 'succeeded') then
    perform private.sum_up_charges(array[new.charge_id]);
  end if;
  return null;
end
$$;
comment on function private.sum_up_charge_of_allocation() is
  'Trigger: what a payment that had succeeded before settles now, its credit for instance, counts at once.';
create trigger sum_up_charge after insert on public.payment_allocations
  for each row execute function private.sum_up_charge_of_allocation();

-- 09_money/40_receipts.sql

-- Receipts are made by the database when a payment succeeds: numbered without gaps, chained by hash, never edited.

create type public.receipt_kind as enum ('rent', 'deposit', 'service_charge', 'other');
comment on type public.receipt_kind is 'Rent, security deposit and service charge are receipted apart (Lagos Tenancy Law 2011 s.10).';

create table private.receipt_counters (
  org_id uuid not null references public.organizations (id),
  year smallint not null,
  last_serial integer not null default 0,
  last_hash text not null default '',
  primary key (org_id, year)
);
comment on table private.receipt_counters is 'The last number and hash of each organization''s receipts of a year. Its row is the lock that keeps numbers gapless.';
comment on column private.receipt_counters.org_id is 'The organization.';
comment on column private.receipt_counters.year is 'Nigerian calendar year of the receipts.';
comment on column private.receipt_counters.last_serial is 'Number of the newest receipt.';
comment on column private.receipt_counters.last_hash is 'Hash of the newest receipt; empty before the first one.';
alter table private.receipt_counters enable row level security;

create table public.receipts (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  payment_id uuid not null,
  tenancy_id uuid not null,
  kind public.receipt_kind not null,
  year smallint not null,
  serial integer not null check (serial > 0),
  number text not null,
  received_on public.calendar_date not null,
  landlord_name text not null,
  landlord_address text not null,
  tenant_names text not null,
  tenant_address text not null,
  premises text not null,
  amount_kobo public.positive_kobo not null,
  currency text not null,
  period daterange,
  items jsonb not null,
  method public.payment_method not null,
  payment_reference text not null,
  issued_at timestamptz not null default now(),
  token text not null,
  token_hash bytea not null unique,
  hash_version smallint not null,
  previous_hash text not null,
  hash text not null unique,
  unique (org_id, id),
  unique (org_id, year, serial),
  unique (org_id, number),
  unique (payment_id, kind),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint receipts_token_check check (token_hash = sha256(convert_to(token, 'utf8')))
);
comment on table public.receipts is
  'Evidence that money was received, with everything Lagos Tenancy Law 2011 s.5 asks for, as it was on that day. Made by trigger only. Append-only.';
comment on column public.receipts.id is 'Time-ordered identifier.';
comment on column public.receipts.org_id is 'Who received the money.';
comment on column public.receipts.payment_id is 'The payment.';
comment on column public.receipts.tenancy_id is 'The tenancy it was paid for.';
comment on column public.receipts.kind is 'Rent, deposit, service charge or other: one receipt of each kind for a payment.';
comment on column public.receipts.year is 'Nigerian calendar year in which the money was received or, if that year''s books are closed, booked.';
comment on column public.receipts.serial is 'Number within the organization and year, without gaps.';
comment on column public.receipts.number is 'What people quote: R-2026-000001; with more digits from the millionth on.';
comment on column public.receipts.received_on is 'Day on which the money was received, Nigerian date.';
comment on column public.receipts.landlord_name is 'Landlord''s name on that day.';
comment on column public.receipts.landlord_address is 'Landlord''s address on that day.';
comment on column public.receipts.tenant_names is 'Tenants'' names on that day.';
comment on column public.receipts.tenant_address is 'First tenant''s address on that day.';
comment on column public.receipts.premises is 'Description and location of the premises.';
comment on column public.receipts.amount_kobo is 'Amount received, in kobo.';
comment on column public.receipts.currency is 'ISO 4217 code.';
comment on column public.receipts.period is 'Period that the money covers, from (included) to (excluded).';
comment on column public.receipts.items is 'The settled charges: charge_id, description, amount_kobo.';
comment on column public.receipts.method is 'How it was paid.';
comment on column public.receipts.payment_reference is 'Reference of the payment.';
comment on column public.receipts.issued_at is 'When the receipt was made, UTC.';
comment on column public.receipts.token is
  'The receipt''s own secret, for its QR code: whoever was given it can verify the receipt, nobody else. Random, 43 characters.';
comment on column public.receipts.token_hash is 'SHA-256 of token, by which it is looked up. Not for people.';
comment on column public.receipts.hash_version is 'Which list of columns hash covers: see private.receipt_hash().';
comment on column public.receipts.previous_hash is
  'Hash of the organization''s receipt before it in the year; empty for the first. Mostly of a neighbour''s receipt, so not for people.';
comment on column public.receipts.hash is 'SHA-256, in hex, over previous_hash and the contents: see private.receipt_hash().';
create index receipts_payment_idx on public.receipts (org_id, payment_id);
create index receipts_tenancy_idx on public.receipts (org_id, tenancy_id);
create index receipts_tenancy_id_idx on public.receipts (tenancy_id);

create function private.receipt_hash(receipt public.receipts)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  -- A version never changes: what was issued under it must still give its hash. Another list of columns is another
  -- version, beside this one. The token is a secret and no content.
  if receipt.hash_version is distinct from 1 then
    return null;
  end if;
  -- jsonb prints its keys in one order, so the text is canonical.
  return encode(sha256(convert_to(jsonb_build_object(
    'hash_version', receipt.hash_version,
    'previous_hash', receipt.previous_hash,
    'id', receipt.id,
    'org_id', receipt.org_id,
    'payment_id', receipt.payment_id,
    'tenancy_id', receipt.tenancy_id,
    'kind', receipt.kind,
    'year', receipt.year,
    'serial', receipt.serial,
    'number', receipt.number,
    'received_on', to_char(receipt.received_on, 'YYYY-MM-DD'),
    'landlord_name', receipt.landlord_name,
    'landlord_address', receipt.landlord_address,
    'tenant_names', receipt.tenant_names,
    'tenant_address', receipt.tenant_address,
    'premises', receipt.premises,
    'amount_kobo', receipt.amount_kobo,
    'currency', receipt.currency,
    'period_from', to_char(lower(receipt.period), 'YYYY-MM-DD'),
    'period_until', to_char(upper(receipt.period), 'YYYY-MM-DD'),
    'items', receipt.items,
    'method', receipt.method,
    'payment_reference', receipt.payment_reference,
    'issued_at', to_char(receipt.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  )::text, 'utf8')), 'hex');
end
$$;
comment on function private.receipt_hash(public.receipts) is
  'SHA-256 in hex of the columns that the receipt''s hash_version lists, as canonical jsonb text with ISO dates and issued_at in UTC; previous_hash is among them, which makes the chain. Null for a version that is not known.';

create function private.receipt_kind_of(kind public.charge_kind)
returns public.receipt_kind
language sql
immutable
set search_path = ''
as $$
  select (case kind
    when 'rent' then 'rent'
    when 'caution_deposit' then 'deposit'
    when 'service_charge' then 'service_charge'
    else 'other'
  end)::public.receipt_kind
$$;
comment on function private.receipt_kind_of(public.charge_kind) is 'On which receipt a charge belongs.';

create function private.issue_receipts(payment public.payments)
returns void
language plpgsql
set search_path = ''
as $$
declare
  receipt public.receipts;
  counter private.receipt_counters;
  received date := private.lagos_date(payment.paid_at);
  part record;
begin
  -- The counter's row is locked from here to commit: numbers have no gaps and the chain no forks.
  insert into private.receipt_counters (org_id, year)
  values (payment.org_id, extract(year from private.lagos_date())::smallint)
  on conflict do nothing;
  select * into strict counter from private.receipt_counters
  where org_id = payment.org_id and year = extract(year from private.lagos_date())::smallint
  for update;

  for part in
    select
      item.kind,
      sum(item.amount_kobo)::bigint as amount_kobo,
      case when count(item.period) > 0
        then daterange(min(lower(item.period)), max(upper(item.period))) end as period,
      jsonb_agg(jsonb_build_object(
        'charge_id', item.charge_id, 'description', item.description, 'amount_kobo', item.amount_kobo
      ) order by item.due_on, item.charge_id) as items
    from (
      select private.receipt_kind_of(charge.kind) as kind, allocation.amount_kobo, charge.period,
        charge.id as charge_id, charge.description, charge.due_on
      from public.payment_allocations as allocation
      join public.charges as charge on charge.id = allocation.charge_id
      where allocation.payment_id = payment.id
      union all
      -- Money that settled nothing was received all the same.
      select 'other', payment.amount_kobo - coalesce(sum(allocation.amount_kobo), 0), null, null, 'Credit on account', null
      from public.payment_allocations as allocation
      where allocation.payment_id = payment.id
      having payment.amount_kobo > coalesce(sum(allocation.amount_kobo), 0)
    ) as item
    group by item.kind
    order by item.kind
  loop
    select
      organization.name, organization.address,
      people.names, people.address,
      concat_ws(', ', unit.label, property.name, property.street, property.area, property.lga, property.state)
    into strict
      receipt.landlord_name, receipt.landlord_address, receipt.tenant_names, receipt.tenant_address, receipt.premises
    from public.tenancies as tenancy
    join public.organizations as organization on organization.id = tenancy.org_id
    join public.units as unit on unit.id = tenancy.unit_id
    join public.properties as property on property.id = unit.property_id
    cross join lateral (
      select string_agg(tenant.full_name, ' and ' order by party.created_at, tenant.id) as names,
        (array_agg(tenant.address order by party.created_at, tenant.id))[1] as address
      from public.tenancy_parties as party
      join public.tenants as tenant on tenant.id = party.tenant_id
      where party.tenancy_id = tenancy.id
    ) as people
    where tenancy.id = payment.tenancy_id;

    receipt.id := private.uuid_v7();
    receipt.org_id := payment.org_id;
    receipt.payment_id := payment.id;
    receipt.tenancy_id := payment.tenancy_id;
    receipt.kind := part.kind;
    receipt.year := counter.year;
    receipt.serial := counter.last_serial + 1;
    -- lpad cuts what is longer.
    receipt.number := format('R-%s-%s', counter.year,
      lpad(receipt.serial::text, greatest(6, length(receipt.serial::text)), '0'));
    receipt.received_on := received;
    receipt.amount_kobo := part.amount_kobo;
    receipt.currency := payment.currency;
    receipt.period := part.period;
    receipt.items := part.items;
    receipt.method := payment.method;
    receipt.payment_reference := payment.reference;
    receipt.issued_at := now();
    receipt.token := private.new_token();
    receipt.token_hash := sha256(convert_to(receipt.token, 'utf8'));
    receipt.hash_version := 1;
    receipt.previous_hash := counter.last_hash;
    receipt.hash := private.receipt_hash(receipt);
    insert into public.receipts select receipt.*;

    update private.receipt_counters
    set last_serial = receipt.serial, last_hash = receipt.hash
    where org_id = counter.org_id and year = counter.year
    returning * into counter;
  end loop;
end
$$;
comment on function private.issue_receipts(public.payments) is
  'When a payment succeeds, online or offline, issues one receipt for each kind of charge it settled; what settled nothing is receipted as credit on account.';

create function private.verify_receipt(token text)
returns table (number text, received_on date, amount_kobo bigint, currency text, period daterange, valid boolean)
language sql
stable
security definer
set search_path = ''
as $$
  -- Looked up by its hash: how long the search takes tells nothing about a token that is nearly right.
  select receipt.number, receipt.received_on, receipt.amount_kobo, receipt.currency, receipt.period,
    coalesce(private.receipt_hash(receipt) = receipt.hash, false)
  from public.receipts as receipt
  where receipt.token_hash = sha256(convert_to(verify_receipt.token, 'utf8'))
$$;
create function public.verify_receipt(token text)
returns table (number text, received_on date, amount_kobo bigint, currency text, period daterange, valid boolean)
language sql
stable
set search_path = ''
as $$
  select * from private.verify_receipt(token)
$$;

comment on function private.verify_receipt(text) is 'Looks a receipt up by its token and computes the hash anew; shows no names.';
comment on function public.verify_receipt(text) is
  'For anyone who was given a receipt, by the token on its QR code: its number, day, amount (kobo) and period, and whether its contents still give its hash. No row: there is no such receipt.';
grant execute on function private.verify_receipt(text), public.verify_receipt(text) to anon, authenticated, service_role;

alter table public.receipts enable row level security;
-- Without token_hash and previous_hash: the one is of no use to people, the other mostly a neighbour's.
grant select (
  id, org_id, payment_id, tenancy_id, kind, year, serial, number, received_on, landlord_name, landlord_address,
  tenant_names, tenant_address, premises, amount_kobo, currency, period, items, method, payment_reference, issued_at,
  token, hash_version, hash
) on public.receipts to authenticated;
grant select on public.receipts to service_role;
create policy receipts_select on public.receipts for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
create trigger refuse_change before update or delete on public.receipts
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.receipts
  for each statement execute function private.refuse_change();

-- 09_money/45_offline_payments.sql

-- Offline payments: bank transfer, cash, cheque and POS. No provider confirms that the money came, so a person must.
--
-- Who may confirm one: whoever has the permission money.write in the organization that was paid (owners, managers and
-- accountants, see private.role_permissions), and is not who paid. It is settled as all money is, by
-- private.settle_payment(). The API has no function for it yet, so nobody can.

create function private.is_offline(method public.payment_method)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- A method that is not given is not an online one.
  return coalesce(method not in ('paystack', 'flutterwave'), true);
end
$$;
comment on function private.is_offline(public.payment_method) is
  'Whether a person and not a provider confirms that the money came; it is then in the bank and not with the provider.';

-- 09_money/50_payment_exceptions.sql

-- What staff must look at: webhooks that cannot be believed and money that came in wrong.

create type public.payment_exception_kind as enum (
  'bad_signature', 'unknown_reference', 'amount_mismatch', 'currency_mismatch', 'environment_mismatch', 'overpaid', 'malformed_event', 'gave_up'
);
comment on type public.payment_exception_kind is 'What was wrong.';

create table public.payment_exceptions (
  id uuid primary key default private.uuid_v7(),
  kind public.payment_exception_kind not null,
  provider public.payment_method not null,
  fingerprint text not null check (length(fingerprint) between 1 and 128),
  reference text check (length(reference) <= 100),
  payment_id uuid references public.payments (id),
  details jsonb not null default '{}',
  times_seen integer not null default 1 check (times_seen > 0),
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolution text check (private.is_prose(resolution) and length(resolution) <= 1000),
  unique (provider, kind, fingerprint),
  constraint payment_exceptions_resolved_check check ((resolved_at is null) = (resolution is null))
);
comment on table public.payment_exceptions is 'Payment events that changed nothing and need a person. The same one seen again is counted, not repeated.';
comment on column public.payment_exceptions.id is 'Time-ordered identifier.';
comment on column public.payment_exceptions.kind is 'What was wrong.';
comment on column public.payment_exceptions.provider is 'Who sent it or claims to.';
comment on column public.payment_exceptions.fingerprint is 'What makes it the same exception: SHA-256 of the body for a bad signature, else the reference.';
comment on column public.payment_exceptions.reference is 'The reference it names; unproven when the signature is bad.';
comment on column public.payment_exceptions.payment_id is 'Our payment, when the reference is ours.';
comment on column public.payment_exceptions.details is 'Expected and received values; never secrets or card data.';
comment on column public.payment_exceptions.times_seen is 'How often it came.';
comment on column public.payment_exceptions.first_seen_at is 'First time, UTC.';
comment on column public.payment_exceptions.last_seen_at is 'Last time, UTC.';
comment on column public.payment_exceptions.resolved_at is 'When staff closed it, UTC.';
comment on column public.payment_exceptions.resolution is 'What staff found and did.';
create index payment_exceptions_payment_id_idx on public.payment_exceptions (payment_id);
create index payment_exceptions_open_idx on public.payment_exceptions (last_seen_at) where resolved_at is null;

alter table public.payment_exceptions enable row level security;
grant select on public.payment_exceptions to authenticated;
grant select, insert, update on public.payment_exceptions to service_role;
create policy payment_exceptions_select on public.payment_exceptions for select to authenticated
  using ((select private.is_staff()));
create trigger record_audit after update or delete on public.payment_exceptions
  for each row execute function private.record_audit();

create function private.note_payment_exception(
  kind public.payment_exception_kind,
  provider public.payment_method,
  fingerprint text,
  reference text,
  payment_id uuid,
  details jsonb
)
returns void
language sql
set search_path = ''
as $$
  insert into public.payment_exceptions as seen (kind, provider, fingerprint, reference, payment_id, details)
  values (kind, provider, fingerprint, left(reference, 100), payment_id, details)
  on conflict on constraint payment_exceptions_provider_kind_fingerprint_key do update
  set times_seen = seen.times_seen + 1, last_seen_at = now(), details = excluded.details, resolved_at = null, resolution = null
$$;
comment on function private.note_payment_exception(public.payment_exception_kind, public.payment_method, text, text, uuid, jsonb) is
  'Leaves a trace for staff; the same exception again is counted, and open again if somebody had resolved it: what they did stands in the audit log.';

create function private.resolve_payment_exception(exception_id uuid, resolution text)
returns public.payment_exceptions
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  resolved public.payment_exceptions;
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'You may not resolve payment exceptions: only the platform''s staff may', 403);
  end if;
  if coalesce(length(btrim(resolution)), 0) not between 1 and 1000 then
    perform private.raise_problem('payment.bad_resolution', 'Cannot resolve it: say in 1 to 1,000 characters what was done', 400,
      jsonb_build_object('field', 'resolution'));
  end if;
  update public.payment_exceptions as exception
  set resolution = btrim(resolution), resolved_at = coalesce(exception.resolved_at, now())
  where exception.id = exception_id
  returning exception.* into resolved;
  if not found then
    perform private.raise_problem('payment.exception_not_found', 'Cannot find the payment exception', 404,
      jsonb_build_object('field', 'exception_id'));
  end if;
  return resolved;
end
$$;
comment on function private.resolve_payment_exception(uuid, text) is 'Checks that the caller is staff, then notes what was done and when.';

create function public.resolve_payment_exception(exception_id uuid, resolution text)
returns public.payment_exceptions
language sql
set search_path = ''
as $$
  select private.limit_person('resolve_payment_exception');
  select private.resolve_payment_exception(exception_id, private.read_prose('resolution', resolution))
$$;
comment on function public.resolve_payment_exception(uuid, text) is
  'For staff: says what was done about a payment exception; again it corrects the words. Errors: auth.forbidden 403, payment.bad_resolution 400, payment.exception_not_found 404.';
grant execute on function private.resolve_payment_exception(uuid, text), public.resolve_payment_exception(uuid, text)
  to authenticated;

-- 09_money/60_settlement.sql

-- Starting and settling payments. Online and offline money meet in private.settle_payment().

create function private.move_payment(payment_id uuid, to_status public.payment_status, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.begin_move('payment', payment_id, reason);
  update public.payments set status = to_status, failure_reason = case
    when to_status in ('failed', 'needs_review') then left(reason, 300) end
  where id = payment_id;
end
$$;
comment on function private.move_payment(uuid, public.payment_status, text) is 'Moves a payment along its machine.';

create function private.lock_charges(charge_ids uuid[])
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- The tenancy first, as whoever ends or renews it does, who then takes back its charges; the charges in one order.
  -- In another order two payments, or a payment and an end, could wait for each other.
  perform from public.tenancies as tenancy
  where tenancy.id in (select charge.tenancy_id from public.charges as charge where charge.id = any (charge_ids))
  order by tenancy.id for key share;
  perform from public.charges as charge where charge.id = any (charge_ids) order by charge.id for no key update;
end
$$;
comment on function private.lock_charges(uuid[]) is
  'Locks charges, after their tenancies, so that what is open of them cannot change meanwhile.';

-- Starting ------------------------------------------------------------------------------------

create function service.start_payment(payer_id uuid, charge_ids uuid[], method public.payment_method, reference text)
returns public.payments
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  started public.payments;
  total bigint;
  tenancy_count integer;
  org uuid;
  home uuid;
begin
  -- The reference is made from the caller's idempotency key: a try that broke off is taken up again.
  select p.* into started from public.payments as p where p.reference = reference and p.payer_id = payer_id;
  if found then
    return started;
  end if;
  if method is null or private.is_offline(method) then
    perform private.raise_problem('payment.not_online', 'Cannot start a checkout: choose an online provider', 400,
      jsonb_build_object('field', 'provider'));
  end if;
  if coalesce(cardinality(charge_ids), 0) not between 1 and 50 then
    perform private.raise_problem('payment.bad_charges', 'Cannot start a payment: name 1 to 50 charges', 400,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  perform private.lock_charges(charge_ids);
  if (
    select count(distinct wanted.id) from unnest(charge_ids) as wanted (id)
  ) <> (
    select count(*) from public.charges as charge
    join public.tenancy_parties as party on party.tenancy_id = charge.tenancy_id
    join public.tenants as tenant on tenant.id = party.tenant_id and tenant.user_id = payer_id
    where charge.id = any (charge_ids)
  ) then
    perform private.raise_problem('charge.not_found', 'Cannot find these charges among what you owe', 404,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  select sum(balance.open_kobo), count(distinct balance.tenancy_id),
    (array_agg(balance.org_id))[1], (array_agg(balance.tenancy_id))[1]
  into total, tenancy_count, org, home
  from public.charge_balances as balance
  where balance.charge_id = any (charge_ids) and balance.open_kobo > 0
  having count(*) = (select count(distinct wanted.id) from unnest(charge_ids) as wanted (id));
  if total is null then
    perform private.raise_problem('charge.settled', 'Cannot pay: a charge among them is already settled', 409,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  if tenancy_count > 1 then
    perform private.raise_problem('payment.bad_charges', 'Cannot pay charges of several tenancies at once', 400,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  if total > 1000000000000000 then
    perform private.raise_problem('payment.bad_charges', 'Cannot pay more than 1,000,000,000,000,000 kobo at once', 400,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  insert into public.payments (org_id, tenancy_id, payer_id, method, reference, amount_kobo)
  values (org, home, payer_id, method, reference, total)
  returning * into started;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  select org, started.id, balance.charge_id, balance.open_kobo
  from public.charge_balances as balance
  where balance.charge_id = any (charge_ids);
  return started;
end
$$;
comment on function service.start_payment(uuid, uuid[], public.payment_method, text) is
  'Records the intent to pay what is open of charges the payer owes, before the provider is called; the same reference again returns the same payment. Errors: charge.not_found 404, charge.settled 409, payment.bad_charges, payment.not_online 400.';
grant execute on function service.start_payment(uuid, uuid[], public.payment_method, text) to service_role;

create function service.open_checkout(payment_reference text, checkout_url text)
returns public.payments
language plpgsql
security definer
set search_path = ''
as $$
declare
  payment public.payments;
begin
  select * into payment from public.payments as p where p.reference = payment_reference for update;
  if payment.status = 'created' then
    perform private.move_payment(payment.id, 'pending', 'Checkout opened');
  end if;
  update public.payments as p set checkout_url = open_checkout.checkout_url
  where p.id = payment.id
  returning * into payment;
  return payment;
end
$$;
comment on function service.open_checkout(text, text) is 'Records that the provider opened a checkout for a payment. A payment that moved on meanwhile keeps its status.';
grant execute on function service.open_checkout(text, text) to service_role;

create function service.fail_payment(payment_reference text, reason text)
returns public.payments
language plpgsql
security definer
set search_path = ''
as $$
declare
  payment public.payments;
begin
  select * into payment from public.payments as p where p.reference = payment_reference for update;
  if payment.status in ('created', 'pending') then
    perform private.move_payment(payment.id, 'failed', reason);
    select * into payment from public.payments as p where p.id = payment.id;
  end if;
  return payment;
end
$$;
comment on function service.fail_payment(text, text) is 'Records that a payment did not happen. A settled one is left alone: success wins over a late failure.';
grant execute on function service.fail_payment(text, text) to service_role;

-- What happens when a payment moves, in this order ----------------------------------------------------

create function private.after_payment_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.sum_up_charges_of_payment(new.id);
  if new.status = 'succeeded' then
    -- The receipts' counter is locked here, after all that can be done before it; who is told is told their numbers.
    perform private.issue_receipts(new);
    perform private.notify_payment(new);
  end if;
  return null;
end
$$;
comment on function private.after_payment_moved() is
  'Trigger: of a payment that settles, or is taken back, the charges are summed up; of one that settles receipts are issued, and then both sides are told.';
create trigger after_payment_moved after update of status on public.payments
  for each row when (old.status <> new.status and 'succeeded' in (old.status, new.status))
  execute function private.after_payment_moved();

create function private.notify_payment(payment public.payments)
returns void
language plpgsql
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object(
    'amount_kobo', payment.amount_kobo, 'currency', payment.currency, 'reference', payment.reference, 'tenancy_id', payment.tenancy_id,
    'receipts', (
      select coalesce(jsonb_agg(jsonb_build_object('id', receipt.id, 'number', receipt.number) order by receipt.serial), '[]')
      from public.receipts as receipt where receipt.payment_id = payment.id
    ));
begin
  perform private.notify(array(
    select row(told.user_id, payment.org_id, told.kind, told.title, payment.id, facts)::private.notice
    from (
      select parties.id as user_id, 'payment_settled' as kind, 'Your payment was received' as title
      from private.tenancy_users(payment.tenancy_id) as parties (id)
      union all
      select members.id, 'payment_received', 'A payment came in'
      from private.members_with(payment.org_id, 'money.read') as members (id)
    ) as told));
end
$$;
comment on function private.notify_payment(public.payments) is 'Tells tenants and the landlord''s side of a settled payment, after its receipts were issued.';

-- Settling ------------------------------------------------------------------------------------

create type private.settlement as enum ('settled', 'already_settled', 'needs_review', 'unknown_reference');
comment on type private.settlement is 'What became of a settlement.';

create function private.settle_payment(
  method public.payment_method,
  payment_reference text,
  provider_transaction_id text,
  amount_kobo public.kobo,
  currency text,
  paid_at public.instant,
  channel text default null,
  provider_fees_kobo public.kobo default 0
)
returns private.settlement
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payment public.payments;
  allocated bigint;
  mismatch public.payment_exception_kind;
begin
  select p.* into payment from public.payments as p
  where p.reference = payment_reference and p.method = method
  for update;
  if not found then
    perform private.note_payment_exception('unknown_reference', method, payment_reference, payment_reference, null,
      jsonb_build_object('amount_kobo', amount_kobo, 'currency', currency, 'provider_transaction_id', provider_transaction_id));
    return 'unknown_reference'::private.settlement;
  end if;
  if payment.status in ('succeeded', 'reversed') then
    return 'already_settled'::private.settlement;
  end if;
  if currency is distinct from payment.currency then
    mismatch := 'currency_mismatch';
  elsif amount_kobo is distinct from payment.amount_kobo then
    mismatch := 'amount_mismatch';
  end if;
  if mismatch is not null then
    perform private.note_payment_exception(mismatch, method, payment_reference, payment_reference, payment.id,
      jsonb_build_object(
        'expected_kobo', payment.amount_kobo, 'received_kobo', amount_kobo,
        'expected_currency', payment.currency, 'received_currency', currency));
    if payment.status <> 'needs_review' then
      perform private.move_payment(payment.id, 'needs_review', 'The provider confirmed another amount or currency');
    end if;
    return 'needs_review'::private.settlement;
  end if;

  -- Another payment may have settled some of it meanwhile; what is left over is the tenants' credit.
  perform private.lock_charges(array(
    select item.charge_id from public.payment_items as item where item.payment_id = payment.id));
  insert into public.payment_allocations (org_id, payment_id, charge_id, amount_kobo)
  select item.org_id, item.payment_id, item.charge_id, least(item.amount_kobo, balance.open_kobo)
  from public.payment_items as item
  join public.charge_balances as balance on balance.charge_id = item.charge_id
  where item.payment_id = payment.id and balance.open_kobo > 0;
  select coalesce(sum(allocation.amount_kobo), 0) into allocated
  from public.payment_allocations as allocation where allocation.payment_id = payment.id;

  perform private.post_entry(
    payment.org_id, 'payment', payment.id, paid_at, 'Payment ' || payment.reference,
    array[
      row(case when private.is_offline(method) then 'bank' else 'provider_clearing' end,
        amount_kobo - provider_fees_kobo, 0)::private.ledger_posting,
      row('provider_fees', provider_fees_kobo, 0)::private.ledger_posting,
      row('tenant_receivable', 0, allocated)::private.ledger_posting,
      row('tenant_credit', 0, amount_kobo - allocated)::private.ledger_posting
    ]);
  if allocated < amount_kobo then
    perform private.note_payment_exception('overpaid', method, payment_reference, payment_reference, payment.id,
      jsonb_build_object('received_kobo', amount_kobo, 'allocated_kobo', allocated));
  end if;
  update public.payments as p
  set provider_transaction_id = settle_payment.provider_transaction_id,
      provider_fees_kobo = settle_payment.provider_fees_kobo,
      channel = settle_payment.channel,
      paid_at = settle_payment.paid_at
  where p.id = payment.id;
  perform private.move_payment(payment.id, 'succeeded', 'Confirmed by ' || method);
  return 'settled'::private.settlement;
end
$$;
comment on function private.settle_payment(public.payment_method, text, text, public.kobo, text, public.instant, text, public.kobo) is
  'The one way money becomes settled: checks reference, currency and amount (kobo), allocates, posts a balanced entry and moves the payment, whose trigger issues receipts. Repeats and races end in already_settled; anything else than asked for ends in needs_review with a trace for staff.';

-- 09_money/70_provider_events.sql

-- The webhook inbox: a provider's signed event is kept once, queued in the same transaction, and worked off by jobs.

create type private.provider_event_status as enum ('received', 'processed', 'ignored', 'failed');
comment on type private.provider_event_status is 'received: queued; processed: acted upon; ignored: nothing to do; failed: given up, in the queue of dead letters.';

create table private.provider_events (
  id uuid primary key default private.uuid_v7(),
  provider public.payment_method not null,
  body_sha256 text not null check (body_sha256 ~ '^[0-9a-f]{64}$'),
  event_type text not null check (length(event_type) between 1 and 80),
  reference text check (length(reference) <= 100),
  body jsonb not null,
  status private.provider_event_status not null default 'received',
  note text check (length(note) <= 1000),
  times_received integer not null default 1,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  unique (provider, body_sha256)
);
comment on table private.provider_events is 'Every webhook whose signature was right, once. Providers send the same event again and out of order; the key makes that harmless.';
comment on column private.provider_events.id is 'Time-ordered identifier.';
comment on column private.provider_events.provider is 'Who sent it.';
comment on column private.provider_events.body_sha256 is 'SHA-256 of the raw body in hex: Paystack sends no event id.';
comment on column private.provider_events.event_type is 'The provider''s name of the event, such as charge.success.';
comment on column private.provider_events.reference is 'The payment reference that it names.';
comment on column private.provider_events.body is 'The parts of the body that the job uses; no card or customer data.';
comment on column private.provider_events.status is 'received: queued; processed: acted upon; ignored: nothing to do; failed: given up.';
comment on column private.provider_events.note is 'What came of it, or the last error.';
comment on column private.provider_events.times_received is 'How often it was sent.';
comment on column private.provider_events.received_at is 'First time, UTC.';
comment on column private.provider_events.processed_at is 'When it reached its last status, UTC.';
create index provider_events_reference_idx on private.provider_events (reference);
create index provider_events_open_idx on private.provider_events (received_at) where status = 'received';
alter table private.provider_events enable row level security;

select pgmq.create('provider_events');
select pgmq.create('provider_events_dead');

create function service.receive_provider_event(
  provider public.payment_method,
  body_sha256 text,
  event_type text,
  reference text,
  body jsonb
)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  event_id uuid;
  is_new boolean;
begin
  insert into private.provider_events as event (provider, body_sha256, event_type, reference, body)
  values (provider, body_sha256, event_type, reference, body)
  on conflict on constraint provider_events_provider_body_sha256_key do update
  set times_received = event.times_received + 1
  returning event.id, event.times_received = 1 into event_id, is_new;
  if is_new then
    perform pgmq.send('provider_events', jsonb_build_object('event_id', event_id));
    perform private.wake_jobs();
  end if;
  return is_new;
end
$$;
comment on function service.receive_provider_event(public.payment_method, text, text, text, jsonb) is
  'Keeps a signed webhook and queues it, in one transaction. False: it had come before.';
grant execute on function service.receive_provider_event(public.payment_method, text, text, text, jsonb) to service_role;

create function service.note_payment_exception(
  kind public.payment_exception_kind,
  provider public.payment_method,
  fingerprint text,
  reference text default null,
  details jsonb default '{}'
)
returns void
language sql
security definer
set search_path = ''
as $$
  select private.note_payment_exception(
    kind, provider, fingerprint, reference,
    (select payment.id from public.payments as payment where payment.reference = note_payment_exception.reference),
    details)
$$;
comment on function service.note_payment_exception(public.payment_exception_kind, public.payment_method, text, text, jsonb) is
  'Leaves a trace for staff of an event that must change nothing.';
grant execute on function service.note_payment_exception(public.payment_exception_kind, public.payment_method, text, text, jsonb)
  to service_role;

-- Working off ---------------------------------------------------------------------------------

create function service.claim_provider_events(max_events integer default 10, visible_again_after_s integer default 60)
returns table (
  message_id bigint,
  attempt integer,
  event_id uuid,
  provider public.payment_method,
  event_type text,
  reference text,
  body jsonb,
  payment_amount_kobo bigint
)
language sql
security definer
set search_path = ''
as $$
  select message.msg_id, message.read_ct::integer, event.id, event.provider, event.event_type, event.reference, event.body,
    payment.amount_kobo
  from pgmq.read('provider_events', visible_again_after_s, max_events) as message
  join private.provider_events as event on event.id = (message.message ->> 'event_id')::uuid
  left join public.payments as payment
    on payment.reference = event.reference and payment.method = event.provider
$$;
comment on function service.claim_provider_events(integer, integer) is
  'Takes up to max_events from the queue; another worker sees them again only after the given seconds. payment_amount_kobo is null when the reference is not ours.';
grant execute on function service.claim_provider_events(integer, integer) to service_role;

create function service.close_provider_event(
  message_id bigint,
  event_id uuid,
  outcome text,
  note text default null
)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  update private.provider_events as event
  set status = outcome::private.provider_event_status, note = left(close_provider_event.note, 1000), processed_at = now()
  where event.id = event_id;
  perform pgmq.archive('provider_events', message_id);
end
$$;
comment on function service.close_provider_event(bigint, uuid, text, text) is
  'Ends the work on an event: outcome is processed, ignored or failed. Its message is archived.';
grant execute on function service.close_provider_event(bigint, uuid, text, text) to service_role;

create function service.settle_provider_event(
  message_id bigint,
  event_id uuid,
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
  outcome private.settlement;
begin
  select e.* into strict event from private.provider_events as e where e.id = event_id;
  outcome := private.settle_payment(
    event.provider, event.reference, provider_transaction_id, amount, currency, paid, channel, fees);
  perform service.close_provider_event(message_id, event_id, 'processed', outcome::text);
  return outcome;
end
$$;
comment on function service.settle_provider_event(bigint, uuid, text, numeric, text, text, text, numeric) is
  'Settles what the provider''s own verify endpoint confirmed and ends the work on the event, in one transaction. Returns settled, already_settled, needs_review or unknown_reference.';
grant execute on function service.settle_provider_event(bigint, uuid, text, numeric, text, text, text, numeric) to service_role;

create function service.retry_provider_event(
  message_id bigint,
  event_id uuid,
  attempt integer,
  error text,
  max_attempts integer default 8
)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  event private.provider_events;
  -- Full jitter over an exponential ceiling of at most an hour.
  delay_s integer := ceil(random() * least(3600, 5 * power(3, least(attempt, 6))));
begin
  if attempt < max_attempts then
    update private.provider_events as e set note = left(error, 1000) where e.id = event_id;
    perform pgmq.set_vt('provider_events', message_id, delay_s);
    return 'retrying';
  end if;
  select e.* into strict event from private.provider_events as e where e.id = event_id;
  perform pgmq.send('provider_events_dead', jsonb_build_object('event_id', event_id));
  perform private.note_payment_exception('gave_up', event.provider, event_id::text, event.reference,
    (select payment.id from public.payments as payment where payment.reference = event.reference),
    jsonb_build_object('event_id', event_id, 'error', left(error, 300)));
  perform service.close_provider_event(message_id, event_id, 'failed', error);
  return 'gave_up';
end
$$;
comment on function service.retry_provider_event(bigint, uuid, integer, text, integer) is
  'Puts a failed event off with growing, jittered delays; after max_attempts moves it to the dead-letter queue with a trace for staff.';
grant execute on function service.retry_provider_event(bigint, uuid, integer, text, integer) to service_role;

create function private.redrive_provider_events()
returns integer
language plpgsql
set search_path = ''
as $$
declare
  letter record;
  redriven integer := 0;
begin
  for letter in select * from pgmq.read('provider_events_dead', 30, 100) loop
    update private.provider_events set status = 'received', processed_at = null
    where id = (letter.message ->> 'event_id')::uuid;
    perform pgmq.send('provider_events', letter.message);
    perform pgmq.archive('provider_events_dead', letter.msg_id);
    redriven := redriven + 1;
  end loop;
  return redriven;
end
$$;
comment on function private.redrive_provider_events() is
  'For staff in Studio: puts up to 100 dead letters back into the queue; returns how many.';

-- 09_money/80_rent_status.sql

-- Where a tenancy stands with its rent: derived from schedules, charges and payments, stored nowhere.

create view public.rent_status with (security_invoker = on) as
select
  tenancy.id as tenancy_id,
  tenancy.org_id,
  tenancy.unit_id,
  tenancy.status,
  money.paid_through,
  coalesce(money.next_due_on, money.upcoming_on) as next_due_on,
  coalesce(money.next_due_kobo, money.upcoming_kobo) as next_due_kobo,
  money.arrears_kobo,
  money.oldest_arrear_on,
  money.arrears_kobo > 0 as is_in_arrears,
  money.charged_kobo,
  money.paid_kobo
from public.tenancies as tenancy
cross join lateral (
  -- Read once: what is owed, and up to where each schedule has been charged.
  with demand as materialized (
    select charge.schedule_id, charge.period, charge.status, charge.due_on, charge.amount_kobo, charge.paid_kobo,
      charge.open_kobo,
      case when charge.kind = 'rent' then lower(charge.period) end as first_day,
      case when charge.kind = 'rent' then upper(charge.period) end as end_day,
      charge.kind = 'rent' and charge.open_kobo > 0 as is_open_rent,
      charge.status in ('open', 'part_paid') as is_next,
      sum(charge.open_kobo) over (partition by charge.due_on)::bigint as due_together_kobo
    from public.charge_balances as charge
    where charge.tenancy_id = tenancy.id
  )
  select total.*, upcoming.due_on as upcoming_on, upcoming.amount_kobo as upcoming_kobo
  from (
    select
      count(*) as charges,
      case
        when min(demand.first_day) filter (where demand.is_open_rent) is null then max(demand.end_day) - 1
        when min(demand.first_day) filter (where demand.is_open_rent) > min(demand.first_day)
          then min(demand.first_day) filter (where demand.is_open_rent) - 1
      end as paid_through,
      min(demand.due_on) filter (where demand.is_next) as next_due_on,
      (array_agg(demand.due_together_kobo order by demand.due_on) filter (where demand.is_next))[1] as next_due_kobo,
      coalesce(sum(demand.open_kobo) filter (where demand.status = 'overdue'), 0)::bigint as arrears_kobo,
      min(demand.due_on) filter (where demand.status = 'overdue') as oldest_arrear_on,
      sum(demand.amount_kobo)::bigint as charged_kobo,
      sum(demand.paid_kobo)::bigint as paid_kobo
    from demand
    where demand.status <> 'reversed'
  ) as total
  left join lateral (
    select starting.on_day as due_on, sum(schedule.amount_kobo)::bigint as amount_kobo
    from public.charge_schedules as schedule
    cross join lateral (
      select coalesce(max(upper(demand.period)), schedule.first_on) as on_day
      from demand where demand.schedule_id = schedule.id
    ) as starting
    where schedule.org_id = tenancy.org_id and schedule.tenancy_id = tenancy.id and starting.on_day < schedule.until_on
      and tenancy.is_in_force
    group by starting.on_day
    order by starting.on_day
    limit 1
  ) as upcoming on true
) as money
where money.charges > 0;
comment on view public.rent_status is
  'Each tenancy that was ever charged, as whoever may read its charges sees it. Amounts in kobo, Nigerian dates. A member without money.read sees none, rather than zeros.';
comment on column public.rent_status.tenancy_id is 'The tenancy.';
comment on column public.rent_status.org_id is 'To whom it is owed.';
comment on column public.rent_status.unit_id is 'What is let.';
comment on column public.rent_status.status is 'Where the tenancy stands.';
comment on column public.rent_status.paid_through is
  'Last day up to which rent is paid without a gap; null when the first rent is still open.';
comment on column public.rent_status.next_due_on is
  'When the next money falls due, today included: an open demand, else the next one of the schedules. Null when nothing is to come.';
comment on column public.rent_status.next_due_kobo is 'All that is open or to be charged on next_due_on, in kobo.';
comment on column public.rent_status.arrears_kobo is 'Open and due before today, in kobo.';
comment on column public.rent_status.oldest_arrear_on is 'Since when the oldest of it is due.';
comment on column public.rent_status.is_in_arrears is 'Whether anything is overdue.';
comment on column public.rent_status.charged_kobo is 'All that was demanded and not taken back, in kobo.';
comment on column public.rent_status.paid_kobo is 'What payments that succeeded settled of it, in kobo.';
grant select on public.rent_status to authenticated, service_role;

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;

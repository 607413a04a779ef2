-- Giving a deposit back. When a tenancy has ended, what is left of its deposit after deductions is owed to the tenants by
-- a day that a rule of the place says. What was given back is a return, which somebody recorded and somebody else
-- confirmed; only what is confirmed is booked. Who may say what of one: 89.
--
-- Paying it out by a provider (64) records a return like any other: its method says so.

-- By when --------------------------------------------------------------------------------------------

create table private.deposit_return_rules (
  jurisdiction text primary key check (length(jurisdiction) between 2 and 40),
  days smallint not null check (days between 1 and 365),
  dispute_days smallint check (dispute_days between 1 and 365),
  source text not null check (length(btrim(source)) between 3 and 300)
);
comment on table private.deposit_return_rules is
  'In how many days after possession was returned a deposit should be back with the tenants, and how long they may dispute what was kept of it: data by state, Nigeria for all others. Written in Studio.';
comment on column private.deposit_return_rules.jurisdiction is 'State, FCT, or Nigeria.';
comment on column private.deposit_return_rules.days is 'Days from the one on which possession was returned.';
comment on column private.deposit_return_rules.dispute_days is
  'Days from the one on which a part was kept, in which the tenants may dispute that; null: no term is named, and they may until the deposit is closed.';
comment on column private.deposit_return_rules.source is 'What says so.';
alter table private.deposit_return_rules enable row level security;
create trigger record_audit after insert or update or delete on private.deposit_return_rules
  for each row execute function private.record_audit('jurisdiction');
-- The Lagos law of 2011 names no time, and the bill of 2025 only says that it is refundable.
insert into private.deposit_return_rules (jurisdiction, days, source) values
  ('Nigeria', 30, 'No law names a time; a month is what agreements commonly give');

create function private.deposit_rule(unit_id uuid)
returns table (days smallint, dispute_days smallint, source text)
language sql
stable
rows 1
set search_path = ''
as $$
  select known.days, known.dispute_days, known.source
  from public.units as unit
  join public.properties as property on property.org_id = unit.org_id and property.id = unit.property_id
  join private.deposit_return_rules as known on known.jurisdiction in (property.state, 'Nigeria')
  where unit.id = deposit_rule.unit_id
  order by known.jurisdiction = 'Nigeria' limit 1
$$;
comment on function private.deposit_rule(uuid) is 'The rule of the place of a unit by which deposits go back: its state''s, else Nigeria''s.';

create table public.deposits_due (
  tenancy_id uuid primary key,
  org_id uuid not null,
  due_on public.calendar_date not null,
  basis text not null,
  told_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id)
);
comment on table public.deposits_due is 'By when the deposit of a tenancy that ended should be back with its tenants, by the rule as it then was.';
comment on column public.deposits_due.tenancy_id is 'The tenancy that ended.';
comment on column public.deposits_due.org_id is 'Who holds the deposit.';
comment on column public.deposits_due.due_on is 'Last day on which it is in time, Nigerian date.';
comment on column public.deposits_due.basis is 'The rule, in words.';
comment on column public.deposits_due.told_at is 'When both sides were told that it is overdue, or that was found to be settled, UTC.';
comment on column public.deposits_due.created_at is 'When the tenancy ended here, UTC.';
create index deposits_due_tenancy_idx on public.deposits_due (org_id, tenancy_id);
create index deposits_due_untold_idx on public.deposits_due (due_on, tenancy_id) where told_at is null;
alter table public.deposits_due enable row level security;
grant select on public.deposits_due to authenticated, service_role;
create policy deposits_due_select on public.deposits_due for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);

create function private.note_deposit_due(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into public.deposits_due (org_id, tenancy_id, due_on, basis)
  select tenancy.org_id, tenancy.id, least(date '2199-12-31', deposit.due_since + rule.days),
    left(format('%s days: %s', rule.days, rule.source), 340)
  from private.deposit_of(tenancy.id) as deposit
  cross join private.deposit_rule(tenancy.unit_id) as rule
  where deposit.is_due_for_refund and deposit.due_since is not null
  on conflict do nothing;
end
$$;
comment on function private.note_deposit_due(public.tenancies) is
  'When a tenancy has ended and a deposit is held of it: by when it should be back with the tenants.';

create function private.tell_of_overdue_deposits(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  late record;
  told integer := 0;
begin
  for late in
    select due.tenancy_id, due.org_id, due.due_on from public.deposits_due as due
    where due.told_at is null and due.due_on < private.lagos_date()
    order by due.due_on, due.tenancy_id limit batch
    for update skip locked
  loop
    perform private.notify(
      array(
        select private.members_with(late.org_id, 'money.write')
        union
        select private.tenancy_users(late.tenancy_id)
      ),
      late.org_id, 'deposit_overdue', 'A deposit should be back with the tenants by now', late.tenancy_id,
      jsonb_build_object('due_on', late.due_on, 'held_kobo', deposit.held_kobo))
    from private.deposit_of(late.tenancy_id) as deposit
    where deposit.is_due_for_refund;
    update public.deposits_due as due set told_at = now() where due.tenancy_id = late.tenancy_id;
    told := told + 1;
  end loop;
  return told;
end
$$;
comment on function private.tell_of_overdue_deposits(integer) is
  'Tells both sides, once, of a batch of deposits that should be back with the tenants and are still held; returns how many were looked at. Run by pg_cron each hour. Safe to repeat and to run twice at a time.';
select cron.schedule('tell-of-overdue-deposits', '40 * * * *', private.in_batches('private.tell_of_overdue_deposits'));

-- A return -------------------------------------------------------------------------------------------

create type public.deposit_return_method as enum ('bank_transfer', 'cash', 'cheque');
comment on type public.deposit_return_method is 'How a deposit was given back.';
create type public.deposit_return_status as enum ('recorded', 'confirmed', 'disputed', 'reversed');
comment on type public.deposit_return_status is
  'recorded: waits for a second person or a tenant; confirmed: it stands and is booked; disputed: by a tenant, waits for staff; reversed: it was not so, and the deposit is held again.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('deposit_return', null, 'recorded'),
  ('deposit_return', 'recorded', 'confirmed'), ('deposit_return', 'recorded', 'disputed'), ('deposit_return', 'recorded', 'reversed'),
  -- A second person can be wrong too: the tenants have their time to say so. What staff decided stays (89).
  ('deposit_return', 'confirmed', 'disputed'),
  ('deposit_return', 'disputed', 'confirmed'), ('deposit_return', 'disputed', 'reversed');

create table public.deposit_returns (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  amount_kobo public.positive_kobo not null,
  method public.deposit_return_method not null,
  returned_on public.calendar_date not null,
  bank_reference text constraint deposit_returns_bank_reference_check
    check (private.is_line(bank_reference) and length(btrim(bank_reference)) between 1 and 80),
  reference_key text generated always as (
    nullif(upper(regexp_replace(bank_reference, '[^A-Za-z0-9]', '', 'g')), '')) stored,
  document_id uuid,
  status public.deposit_return_status not null default 'recorded',
  recorded_by uuid references public.profiles (id) on delete set null,
  client_id uuid not null,
  answer_by public.instant not null,
  decision text constraint deposit_returns_decision_check
    check (private.is_prose(decision) and length(btrim(decision)) between 1 and 1000),
  decided_by uuid references public.profiles (id) on delete set null,
  decided_at timestamptz,
  is_booked boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (org_id, client_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint deposit_returns_reference_check check (method <> 'bank_transfer' or bank_reference is not null)
);
comment on table public.deposit_returns is 'What was given back of a deposit, how, and whether the other side agrees.';
comment on column public.deposit_returns.id is 'Time-ordered identifier; the source of its entries in the books.';
comment on column public.deposit_returns.org_id is 'Who held the deposit.';
comment on column public.deposit_returns.tenancy_id is 'Whose deposit.';
comment on column public.deposit_returns.amount_kobo is 'How much, in kobo.';
comment on column public.deposit_returns.method is 'How.';
comment on column public.deposit_returns.returned_on is 'The day on which it was paid, Nigerian date.';
comment on column public.deposit_returns.bank_reference is 'Reference of the transfer or cheque, as it was typed; a transfer has one.';
comment on column public.deposit_returns.reference_key is 'Letters and digits of bank_reference: one transfer gives a deposit back once.';
comment on column public.deposit_returns.document_id is 'A paper of the tenancy that shows it, such as the bank''s slip.';
comment on column public.deposit_returns.status is 'Moved by functions only.';
comment on column public.deposit_returns.recorded_by is 'Who recorded it, who therefore cannot confirm it.';
comment on column public.deposit_returns.client_id is 'Made by whoever records it: one sent again after a lost answer is not made twice.';
comment on column public.deposit_returns.answer_by is 'Until when a tenant may dispute it, UTC; what nobody answered stands then.';
comment on column public.deposit_returns.decision is 'Why it was disputed, withdrawn or decided as it was.';
comment on column public.deposit_returns.decided_by is 'Who moved it last; null when it was the clock.';
comment on column public.deposit_returns.decided_at is 'When it was moved last, UTC.';
comment on column public.deposit_returns.is_booked is 'Whether it stands in the books.';
comment on column public.deposit_returns.created_at is 'When it was recorded, UTC.';
comment on column public.deposit_returns.updated_at is 'Last change, UTC.';
create unique index deposit_returns_reference_key on public.deposit_returns (org_id, method, reference_key) where status <> 'reversed';
comment on index public.deposit_returns_reference_key is 'A transfer gives a deposit back once.';
create index deposit_returns_tenancy_idx on public.deposit_returns (org_id, tenancy_id);
create index deposit_returns_tenancy_id_idx on public.deposit_returns (tenancy_id);
create index deposit_returns_document_idx on public.deposit_returns (org_id, document_id);
create index deposit_returns_recorded_by_idx on public.deposit_returns (recorded_by);
create index deposit_returns_decided_by_idx on public.deposit_returns (decided_by);
create index deposit_returns_waiting_idx on public.deposit_returns (answer_by) where status = 'recorded';

alter table public.deposit_returns enable row level security;
grant select on public.deposit_returns to authenticated, service_role;
create policy deposit_returns_select on public.deposit_returns for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    when status = 'disputed' and (select private.is_staff('money')) then true
  end is not null
);
create trigger guard_move before insert or update of status on public.deposit_returns
  for each row execute function private.guard_move('deposit_return');
create trigger touch_updated_at before update on public.deposit_returns
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete or update of
    id, org_id, tenancy_id, amount_kobo, method, returned_on, bank_reference, document_id, client_id, created_at
  on public.deposit_returns for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.deposit_returns
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.deposit_returns
  for each row execute function private.record_audit();

-- What happens when it moves, in this order --------------------------------------------------------------

create function private.after_deposit_return_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.status = 'confirmed' and not new.is_booked then
    perform private.post_entry(
      new.org_id, 'deposit_returned', new.id, (new.returned_on + time '12:00') at time zone 'Africa/Lagos', 'A deposit given back',
      array[
        row('deposits_held', new.amount_kobo, 0)::private.ledger_posting,
        row('bank', 0, new.amount_kobo)::private.ledger_posting
      ]);
    update public.deposit_returns as given set is_booked = true where given.id = new.id;
  elsif new.status = 'reversed' and new.is_booked then
    perform private.post_entry(
      new.org_id, 'deposit_return_reversed', new.id, now(), 'Taken back: a deposit that was not given back',
      array[
        row('bank', new.amount_kobo, 0)::private.ledger_posting,
        row('deposits_held', 0, new.amount_kobo)::private.ledger_posting
      ]);
    update public.deposit_returns as given set is_booked = false where given.id = new.id;
  end if;
  if new.status = 'disputed' then
    perform private.note_payment_exception('deposit_return_disputed', null, new.id::text, null, null,
      jsonb_build_object('deposit_return_id', new.id, 'tenancy_id', new.tenancy_id, 'amount_kobo', new.amount_kobo, 'reason', new.decision));
  else
    -- Whoever decides it, staff are not asked any more.
    perform private.close_payment_exception('deposit_return_disputed', null, new.id::text,
      coalesce(new.decision, 'The tenant says that it came'));
  end if;
  perform private.notify(
    array(
      select private.members_with(new.org_id, 'money.read')
      union
      select private.tenancy_users(new.tenancy_id)
    ),
    new.org_id, 'deposit_return_' || new.status,
    case new.status
      when 'recorded' then 'A deposit was given back: say if that is not so'
      when 'confirmed' then 'A deposit is back with the tenants'
      when 'disputed' then 'A tenant says that a deposit was not given back'
      else 'A deposit was not given back after all' end,
    new.tenancy_id,
    jsonb_build_object('deposit_return_id', new.id, 'amount_kobo', new.amount_kobo, 'method', new.method, 'returned_on', new.returned_on,
      'answer_by', new.answer_by, 'reason', new.decision),
    but_not => (select auth.uid()));
  return null;
end
$$;
comment on function private.after_deposit_return_moved() is
  'Trigger: what is confirmed is booked, once; what was booked and is taken back is booked back; staff get a trace of what is disputed, which is resolved with the dispute; then both sides are told.';
create trigger after_deposit_return_made after insert on public.deposit_returns
  for each row execute function private.after_deposit_return_moved();
create trigger after_deposit_return_moved after update of status on public.deposit_returns
  for each row when (old.status <> new.status) execute function private.after_deposit_return_moved();

create function private.move_deposit_return(return_id uuid, to_status public.deposit_return_status, reason text)
returns public.deposit_returns
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  moved public.deposit_returns;
begin
  perform private.begin_move('deposit_return', return_id, reason);
  update public.deposit_returns as given
  set status = to_status, decision = reason, decided_by = (select auth.uid()), decided_at = now()
  where given.id = return_id;
  select given.* into strict moved from public.deposit_returns as given where given.id = return_id;
  return moved;
end
$$;
comment on function private.move_deposit_return(uuid, public.deposit_return_status, text) is 'Moves a locked return along its machine.';

-- The statement ----------------------------------------------------------------------------------------------

create function public.deposit_statement(tenancy_id uuid)
returns table (
  line_no integer, on_day date, entry text, description text, amount_kobo bigint, balance_kobo bigint, item_id uuid, document_id uuid,
  deduction_id uuid, dispute public.deduction_dispute_status)
language sql
stable
set search_path = ''
as $$
  with recursive chain as (
    select tenancy.id, tenancy.org_id, tenancy.parent_id
    from public.tenancies as tenancy
    where tenancy.id = deposit_statement.tenancy_id and case
      -- Those who see all of its lines: who sees only what passed with the home would get a balance of that.
      when tenancy.org_id = any (array(select private.my_org_ids('money.read'))) then true
      when tenancy.id = any (array(select private.my_tenancy_ids())) then true
      when tenancy.id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    end is not null
    union all
    select parent.id, parent.org_id, parent.parent_id
    from chain join public.tenancies as parent on parent.org_id = chain.org_id and parent.id = chain.parent_id
  ),
  line as (
    select private.lagos_date(payment.paid_at)::date as on_day, 'paid' as entry, charge.description, allocation.amount_kobo::bigint as kobo,
      null::uuid as item_id, null::uuid as document_id, charge.id as id, null::uuid as deduction_id,
      null::public.deduction_dispute_status as dispute
    from chain
    join public.charges as charge on charge.tenancy_id = chain.id and charge.kind = 'caution_deposit'
    join public.payment_allocations as allocation on allocation.charge_id = charge.id
    join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
    union all
    select handover.handed_over_on, case handover.side when 'taken_over' then 'taken_over' else 'passed_on' end,
      case handover.side when 'taken_over' then 'Taken over with the home from ' else 'Passed with the home to ' end || handover.other_name,
      case handover.side when 'taken_over' then handover.deposit_kobo else -handover.deposit_kobo end, null, null, handover.id, null, null
    from chain join public.tenancy_handovers as handover on handover.tenancy_id = chain.id and handover.deposit_kobo > 0
    union all
    select private.lagos_date(deducted.created_at), 'deducted', deducted.reason, -deducted.amount_kobo, deducted.item_id, deducted.document_id,
      deducted.id, deducted.id, disputed.status
    from chain
    join public.deposit_deductions as deducted on deducted.org_id = chain.org_id and deducted.tenancy_id = chain.id
    join public.payments as payment on payment.id = deducted.payment_id and payment.status = 'succeeded'
    left join public.deduction_disputes as disputed on disputed.org_id = deducted.org_id and disputed.stands_id = deducted.id
    union all
    select given.returned_on, 'returned', initcap(replace(given.method::text, '_', ' ')) || coalesce(', ' || given.bank_reference, '')
      || case given.status when 'confirmed' then '' else ' (' || given.status || ')' end,
      -given.amount_kobo, null, given.document_id, given.id, null, null
    from chain
    join public.deposit_returns as given on given.org_id = chain.org_id and given.tenancy_id = chain.id and given.status <> 'reversed'
  )
  select (row_number() over told)::integer, line.on_day, line.entry, line.description, line.kobo,
    (sum(line.kobo) over told)::bigint, line.item_id, line.document_id, line.deduction_id, line.dispute
  from line
  window told as (order by line.on_day, line.id, line.kobo rows unbounded preceding)
  order by 1
$$;
comment on function public.deposit_statement(uuid) is
  'The deposit of a tenancy line by line, those that it renews included, in kobo: paid or taken over, deducted with its evidence and how it stands with a dispute about it (null: nobody disputes it), passed on, returned; the last balance is what is still to be returned. For its tenants, members with money.read, and an agency that collects; nothing for others.';
grant execute on function public.deposit_statement(uuid) to authenticated;

-- Giving a deposit back. When a tenancy has ended, what is left of its deposit after deductions is owed to the tenants by
-- a day that a rule of the place says. Whoever pays it back records that; a second person who reads the same bank
-- confirms it, or a tenant does; or it stands when no tenant disputes it in time, as cash does. What is disputed the
-- platform's staff decide. Only what is confirmed is booked.
--
-- Paying it out by a provider (09_money/90 and after) records a return like any other: its method says so.

-- By when --------------------------------------------------------------------------------------------

create table private.deposit_return_rules (
  jurisdiction text primary key check (length(jurisdiction) between 2 and 40),
  days smallint not null check (days between 1 and 365),
  source text not null check (length(btrim(source)) between 3 and 300)
);
comment on table private.deposit_return_rules is
  'In how many days after possession was returned a deposit should be back with the tenants: data by state, Nigeria for all others. Written in Studio.';
comment on column private.deposit_return_rules.jurisdiction is 'State, FCT, or Nigeria.';
comment on column private.deposit_return_rules.days is 'Days from the one on which possession was returned.';
comment on column private.deposit_return_rules.source is 'What says so.';
alter table private.deposit_return_rules enable row level security;
-- The Lagos law of 2011 names no time, and the bill of 2025 only says that it is refundable.
insert into private.deposit_return_rules (jurisdiction, days, source) values
  ('Nigeria', 30, 'No law names a time; a month is what agreements commonly give');

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
  join public.units as unit on unit.id = tenancy.unit_id
  join public.properties as property on property.org_id = unit.org_id and property.id = unit.property_id
  cross join lateral (
    select known.days, known.source from private.deposit_return_rules as known
    where known.jurisdiction in (property.state, 'Nigeria')
    order by known.jurisdiction = 'Nigeria' limit 1
  ) as rule
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
  -- A second person can be wrong too: the tenants have their time to say so.
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
    when status = 'disputed' and (select private.is_staff()) then true
  end is not null
);
create trigger guard_move before insert or update of status on public.deposit_returns
  for each row execute function private.guard_move('deposit_return');
create trigger touch_updated_at before update on public.deposit_returns
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete on public.deposit_returns
  for each row execute function private.refuse_change();
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
  elsif new.status = 'disputed' then
    perform private.note_payment_exception('deposit_return_disputed', null, new.id::text, null, null,
      jsonb_build_object('deposit_return_id', new.id, 'tenancy_id', new.tenancy_id, 'amount_kobo', new.amount_kobo, 'reason', new.decision));
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
  'Trigger: what is confirmed is booked, once; what was booked and is taken back is booked back; staff get a trace of what is disputed; then both sides are told.';
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
  set status = to_status, decision = coalesce(reason, given.decision), decided_by = (select auth.uid()), decided_at = now()
  where given.id = return_id;
  select given.* into strict moved from public.deposit_returns as given where given.id = return_id;
  return moved;
end
$$;
comment on function private.move_deposit_return(uuid, public.deposit_return_status, text) is 'Moves a locked return along its machine.';

-- Recording ------------------------------------------------------------------------------------------------

create function private.record_deposit_return(
  tenancy_id uuid, amount_kobo public.kobo, method public.deposit_return_method, returned_on public.calendar_date,
  bank_reference text, document_id uuid, client_id uuid)
returns public.deposit_returns
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  deposit record;
  made public.deposit_returns;
  wrong text;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  wrong := case
    when amount_kobo is null or amount_kobo not between 1 and 1000000000000000 then 'amount_kobo'
    when method is null then 'method'
    when returned_on is null or returned_on > private.lagos_date() or returned_on < least(tenancy.starts_on, private.lagos_date(tenancy.created_at)) then 'returned_on'
    when method = 'bank_transfer' and bank_reference is null or length(btrim(bank_reference)) not between 1 and 80 then 'bank_reference'
    when client_id is null then 'client_id'
  end;
  if wrong is not null then
    perform private.raise_problem('deposit.bad_return', format('Cannot record the return: %s %s', wrong, case wrong
      when 'amount_kobo' then 'must be over zero'
      when 'method' then 'is missing'
      when 'returned_on' then 'must be a day since the tenancy was agreed, until today'
      when 'bank_reference' then 'must have 1 to 80 characters; a transfer has one'
      else 'is missing: a return that is sent again would be made twice'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  -- Whoever returns or deducts at the same time waits here, and sees what is left.
  select t.* into strict tenancy from public.tenancies as t where t.id = tenancy_id for no key update;
  select given.* into made from public.deposit_returns as given where given.org_id = tenancy.org_id and given.client_id = client_id;
  if found then
    if (made.tenancy_id, made.amount_kobo::bigint, made.method, made.returned_on::date)
      is distinct from (tenancy_id, amount_kobo::bigint, method, returned_on::date) then
      perform private.raise_problem('deposit.already_returned', 'Cannot record the return: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return made;
  end if;
  select known.held_kobo, known.is_due_for_refund into strict deposit from private.deposit_of(tenancy_id) as known;
  if deposit.is_due_for_refund is not true and tenancy.status not in ('ended', 'passed_on') then
    perform private.raise_problem('deposit.still_let',
      'Cannot record the return: the tenants still live there, and the deposit is settled when they have left', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if amount_kobo > deposit.held_kobo then
    perform private.raise_problem('deposit.not_enough', format('Cannot record the return: %s kobo of the deposit are left', deposit.held_kobo), 409,
      jsonb_build_object('field', 'amount_kobo', 'held_kobo', deposit.held_kobo));
  end if;
  if document_id is not null and not exists (
    select from public.documents as document
    where document.id = document_id and document.org_id = tenancy.org_id and document.tenancy_id = tenancy_id and document.retired_at is null
  ) then
    perform private.raise_problem('deposit.bad_return', 'Cannot record the return: document_id must be a paper of the tenancy', 400,
      jsonb_build_object('field', 'document_id'));
  end if;
  insert into public.deposit_returns as given (
    org_id, tenancy_id, amount_kobo, method, returned_on, bank_reference, document_id, recorded_by, client_id, answer_by)
  select tenancy.org_id, tenancy.id, amount_kobo, method, returned_on, btrim(bank_reference), document_id, (select auth.uid()), client_id,
    now() + make_interval(days => known.days)
  from private.offline_waiting_days as known where known.source = 'payee' and known.method = 'cash'
  returning given.* into strict made;
  return made;
exception when unique_violation then
  perform private.raise_problem('deposit.already_returned', 'Cannot record the return: this transfer gave a deposit back already', 409,
    jsonb_build_object('field', 'bank_reference'));
  return null;
end
$$;
comment on function private.record_deposit_return(uuid, public.kobo, public.deposit_return_method, public.calendar_date, text, uuid, uuid) is
  'Checks the caller, the facts and what is held, then records what was given back; it waits for a second person or a tenant.';
grant execute on function private.record_deposit_return(uuid, public.kobo, public.deposit_return_method, public.calendar_date, text, uuid, uuid)
  to authenticated;

create function public.record_deposit_return(
  tenancy_id uuid, amount_kobo numeric, method public.deposit_return_method, returned_on text, client_id uuid,
  bank_reference text default null, document_id uuid default null)
returns public.deposit_returns
language sql
set search_path = ''
as $$
  select private.limit_person('record_deposit_return');
  select private.record_deposit_return(
    tenancy_id, private.read_kobo('amount_kobo', amount_kobo), method, private.read_date('returned_on', returned_on),
    private.read_line('bank_reference', bank_reference), document_id, client_id)
$$;
comment on function public.record_deposit_return(uuid, numeric, public.deposit_return_method, text, uuid, text, uuid) is
  'Records that a deposit, or a part of it (kobo), was given back to the tenants of a tenancy that has ended: by transfer with its bank_reference, in cash or by cheque; document_id is a paper of the tenancy that shows it. It stands, and is booked, once another member with money.confirm confirms it, or a tenant does, or no tenant disputes it within a week. The client_id is the caller''s own and makes it safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, deposit.bad_return 400, deposit.still_let, deposit.not_enough, deposit.already_returned 409.';
grant execute on function public.record_deposit_return(uuid, numeric, public.deposit_return_method, text, uuid, text, uuid) to authenticated;

-- Answering ------------------------------------------------------------------------------------------------

create function private.lock_deposit_return(return_id uuid)
returns public.deposit_returns
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  given public.deposit_returns;
begin
  select r.* into given from public.deposit_returns as r
  where r.id = return_id and (
    r.tenancy_id in (select private.my_tenancy_ids())
    or r.org_id in (select private.my_org_ids('money.read'))
    or r.status = 'disputed' and private.is_staff());
  if not found then
    perform private.raise_problem('deposit.return_not_found', 'Cannot find the return among yours', 404,
      jsonb_build_object('field', 'return_id'));
  end if;
  -- The tenancy first, as whoever returns or deducts locks it.
  perform from public.tenancies as t where t.id = given.tenancy_id for no key update;
  select r.* into strict given from public.deposit_returns as r where r.id = return_id for update;
  return given;
end
$$;
comment on function private.lock_deposit_return(uuid) is
  'Locks a return that the caller may see: as a tenant, as a member with money.read, or as staff when it is disputed. Error: deposit.return_not_found 404.';

create function private.confirm_deposit_return(return_id uuid)
returns public.deposit_returns
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  given public.deposit_returns := private.lock_deposit_return(return_id);
  is_tenant boolean := exists (select from private.my_tenancy_ids() as mine where mine = given.tenancy_id);
begin
  if not is_tenant then
    perform private.require_permission(given.org_id, 'money.confirm');
    if given.recorded_by is null or given.recorded_by = (select auth.uid()) then
      perform private.raise_problem('deposit.own_return', 'Cannot confirm the return: another person than who recorded it must', 403,
        jsonb_build_object('field', 'return_id'));
    end if;
  elsif given.recorded_by = (select auth.uid()) then
    perform private.raise_problem('deposit.own_return', 'Cannot confirm the return: another person than who recorded it must', 403,
      jsonb_build_object('field', 'return_id'));
  end if;
  if given.status = 'confirmed' then
    return given;
  end if;
  -- A tenant who disputed it may have found it after all.
  if given.status <> 'recorded' and not (given.status = 'disputed' and is_tenant) then
    perform private.raise_problem('deposit_return.illegal_transition', format('Cannot confirm the return: it is %s', given.status), 409,
      jsonb_build_object('field', 'return_id'));
  end if;
  return private.move_deposit_return(given.id, 'confirmed', null);
end
$$;
comment on function private.confirm_deposit_return(uuid) is
  'Checks that the caller is a tenant, or a second person who may confirm money, then confirms a return.';
grant execute on function private.confirm_deposit_return(uuid) to authenticated;

create function public.confirm_deposit_return(return_id uuid)
returns public.deposit_returns
language sql
set search_path = ''
as $$
  select private.limit_person('confirm_deposit_return');
  select private.confirm_deposit_return(return_id)
$$;
comment on function public.confirm_deposit_return(uuid) is
  'Says that a deposit was given back: as a tenant who has it, or as a member with money.confirm other than who recorded it. Safe to repeat. Errors: deposit.return_not_found 404, auth.forbidden, deposit.own_return 403, deposit_return.illegal_transition 409.';
grant execute on function public.confirm_deposit_return(uuid) to authenticated;

create function private.require_return_reason(reason text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if reason is null or length(btrim(reason)) not between 3 and 1000 then
    perform private.raise_problem('deposit.bad_reason', 'Cannot do this to the return: say why in 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
end
$$;
comment on function private.require_return_reason(text) is 'Refuses (400 deposit.bad_reason) a reason that is none.';

create function private.dispute_deposit_return(return_id uuid, reason text)
returns public.deposit_returns
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  given public.deposit_returns := private.lock_deposit_return(return_id);
begin
  if not exists (select from private.my_tenancy_ids() as mine where mine = given.tenancy_id) then
    perform private.raise_problem('auth.forbidden', 'You may not dispute the return: only a tenant may', 403);
  end if;
  perform private.require_return_reason(reason);
  if given.status = 'disputed' then
    return given;
  end if;
  -- Who has said that they have it, has it.
  if given.status not in ('recorded', 'confirmed') or given.answer_by <= now()
    or given.decided_by in (select private.tenancy_users(given.tenancy_id)) then
    perform private.raise_problem('deposit_return.illegal_transition', 'Cannot dispute the return: it was decided, or the time to dispute it is over', 409,
      jsonb_build_object('field', 'return_id', 'answer_by', given.answer_by));
  end if;
  return private.move_deposit_return(given.id, 'disputed', btrim(reason));
end
$$;
comment on function private.dispute_deposit_return(uuid, text) is 'Checks that the caller is a tenant and in time, then leaves the return to staff.';
grant execute on function private.dispute_deposit_return(uuid, text) to authenticated;

create function public.dispute_deposit_return(return_id uuid, reason text)
returns public.deposit_returns
language sql
set search_path = ''
as $$
  select private.limit_person('dispute_deposit_return');
  select private.dispute_deposit_return(return_id, private.read_prose('reason', reason))
$$;
comment on function public.dispute_deposit_return(uuid, text) is
  'Says, as a tenant, that a deposit was not given back as was recorded, until its answer_by; the platform''s staff decide. Safe to repeat. Errors: deposit.return_not_found 404, auth.forbidden 403, deposit.bad_reason 400, deposit_return.illegal_transition 409.';
grant execute on function public.dispute_deposit_return(uuid, text) to authenticated;

create function private.withdraw_deposit_return(return_id uuid, reason text)
returns public.deposit_returns
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  given public.deposit_returns := private.lock_deposit_return(return_id);
begin
  perform private.require_permission(given.org_id, 'money.write');
  perform private.require_return_reason(reason);
  if given.status = 'reversed' then
    return given;
  end if;
  if given.status <> 'recorded' then
    perform private.raise_problem('deposit_return.illegal_transition', format('Cannot withdraw the return: it is %s', given.status), 409,
      jsonb_build_object('field', 'return_id'));
  end if;
  return private.move_deposit_return(given.id, 'reversed', btrim(reason));
end
$$;
comment on function private.withdraw_deposit_return(uuid, text) is 'Checks the caller, then takes a record back that nobody has answered: the deposit is held again.';
grant execute on function private.withdraw_deposit_return(uuid, text) to authenticated;

create function public.withdraw_deposit_return(return_id uuid, reason text)
returns public.deposit_returns
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_deposit_return');
  select private.withdraw_deposit_return(return_id, private.read_prose('reason', reason))
$$;
comment on function public.withdraw_deposit_return(uuid, text) is
  'Takes the record of a return back that was wrong and that nobody has answered yet; the deposit is held again. Safe to repeat. For members with money.write. Errors: deposit.return_not_found 404, auth.forbidden 403, deposit.bad_reason 400, deposit_return.illegal_transition 409.';
grant execute on function public.withdraw_deposit_return(uuid, text) to authenticated;

create function private.decide_deposit_return(return_id uuid, was_returned boolean, reason text)
returns public.deposit_returns
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  given public.deposit_returns;
begin
  if not private.is_staff() then
    perform private.raise_problem('auth.forbidden', 'You may not decide on a disputed return: only the platform''s staff may', 403);
  end if;
  if was_returned is null then
    perform private.raise_problem('deposit.bad_decision', 'Cannot decide: say whether it was given back', 400,
      jsonb_build_object('field', 'was_returned'));
  end if;
  perform private.require_return_reason(reason);
  given := private.lock_deposit_return(return_id);
  if given.status <> 'disputed' then
    perform private.raise_problem('deposit_return.illegal_transition', format('Cannot decide on the return: it is %s', given.status), 409,
      jsonb_build_object('field', 'return_id'));
  end if;
  return private.move_deposit_return(
    given.id, (case when was_returned then 'confirmed' else 'reversed' end)::public.deposit_return_status, btrim(reason));
end
$$;
comment on function private.decide_deposit_return(uuid, boolean, text) is 'Checks that the caller is staff, then decides on a disputed return.';
grant execute on function private.decide_deposit_return(uuid, boolean, text) to authenticated;

create function public.decide_deposit_return(return_id uuid, was_returned boolean, reason text)
returns public.deposit_returns
language sql
set search_path = ''
as $$
  select private.limit_person('decide_deposit_return');
  select private.decide_deposit_return(return_id, was_returned, private.read_prose('reason', reason))
$$;
comment on function public.decide_deposit_return(uuid, boolean, text) is
  'For staff: says whether a disputed deposit was given back, and why. Errors: auth.forbidden 403, deposit.bad_decision, deposit.bad_reason 400, deposit.return_not_found 404, deposit_return.illegal_transition 409.';
grant execute on function public.decide_deposit_return(uuid, boolean, text) to authenticated;

create function private.settle_deposit_returns(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  unanswered record;
  moved integer := 0;
begin
  for unanswered in
    select given.id from public.deposit_returns as given
    join public.tenancies as tenancy on tenancy.org_id = given.org_id and tenancy.id = given.tenancy_id
    where given.status = 'recorded' and given.answer_by <= now()
    order by given.answer_by, given.id limit batch
    for no key update of tenancy skip locked
    for update of given skip locked
  loop
    perform private.move_deposit_return(unanswered.id, 'confirmed', null);
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.settle_deposit_returns(integer) is
  'Confirms a batch of returns that no tenant disputed in time; returns how many. Run by pg_cron each hour. Safe to repeat and to run twice at a time.';
select cron.schedule('settle-deposit-returns', '45 * * * *', private.in_batches('private.settle_deposit_returns'));

-- The statement ----------------------------------------------------------------------------------------------

create function public.deposit_statement(tenancy_id uuid)
returns table (
  line_no integer, on_day date, entry text, description text, amount_kobo bigint, balance_kobo bigint, item_id uuid, document_id uuid)
language sql
stable
set search_path = ''
as $$
  with recursive chain as (
    select tenancy.id, tenancy.org_id, tenancy.parent_id
    from public.tenancies as tenancy where tenancy.id = deposit_statement.tenancy_id
    union all
    select parent.id, parent.org_id, parent.parent_id
    from chain join public.tenancies as parent on parent.org_id = chain.org_id and parent.id = chain.parent_id
  ),
  line as (
    select private.lagos_date(payment.paid_at)::date as on_day, 'paid' as entry, charge.description, allocation.amount_kobo::bigint as kobo,
      null::uuid as item_id, null::uuid as document_id, charge.id as id
    from chain
    join public.charges as charge on charge.tenancy_id = chain.id and charge.kind = 'caution_deposit'
    join public.payment_allocations as allocation on allocation.charge_id = charge.id
    join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
    union all
    select handover.handed_over_on, case handover.side when 'taken_over' then 'taken_over' else 'passed_on' end,
      case handover.side when 'taken_over' then 'Taken over with the home from ' else 'Passed with the home to ' end || handover.other_name,
      case handover.side when 'taken_over' then handover.deposit_kobo else -handover.deposit_kobo end, null, null, handover.id
    from chain join public.tenancy_handovers as handover on handover.tenancy_id = chain.id and handover.deposit_kobo > 0
    union all
    select private.lagos_date(deducted.created_at), 'deducted', deducted.reason, -deducted.amount_kobo, deducted.item_id, deducted.document_id,
      deducted.id
    from chain
    join public.deposit_deductions as deducted on deducted.org_id = chain.org_id and deducted.tenancy_id = chain.id
    join public.payments as payment on payment.id = deducted.payment_id and payment.status = 'succeeded'
    union all
    select given.returned_on, 'returned', initcap(replace(given.method::text, '_', ' ')) || coalesce(', ' || given.bank_reference, '')
      || case given.status when 'confirmed' then '' else ' (' || given.status || ')' end,
      -given.amount_kobo, null, given.document_id, given.id
    from chain
    join public.deposit_returns as given on given.org_id = chain.org_id and given.tenancy_id = chain.id and given.status <> 'reversed'
  )
  select (row_number() over told)::integer, line.on_day, line.entry, line.description, line.kobo,
    (sum(line.kobo) over told)::bigint, line.item_id, line.document_id
  from line
  window told as (order by line.on_day, line.id, line.kobo rows unbounded preceding)
  order by 1
$$;
comment on function public.deposit_statement(uuid) is
  'The deposit of a tenancy line by line, those that it renews included, in kobo: paid or taken over, deducted with its evidence, passed on, returned; the last balance is what is still to be returned. For its tenants, members with money.read, and an agency that collects; nothing for others.';
grant execute on function public.deposit_statement(uuid) to authenticated;

-- An agency that collects under a mandate owes what came in to its principal, less its fee. Whether it does is a term of
-- the mandate (agent_collects); a checkout is opened under the mandate of that moment, and stays so.
--
-- Both keep books. The principal's: the tenant has paid, and the agency owes it (agent_receivable). The agency's: the
-- provider holds it (provider_clearing), and it owes it (principal_payable). To which principal, under which mandate,
-- says one row of principal_moves for each entry of the agency's: the nightly proof compares their sum with the account.
--
-- The fee is the mandate's, of what of a payment settles rent when it comes in, where the owner pays it. Only money of
-- the providers comes this way: what is paid by transfer or in cash the principal confirms and has.

create function private.collecting_mandate(tenancy_id uuid)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  today date := private.lagos_date();
  found_id uuid;
begin
  select let.* into tenancy from public.tenancies as let where let.id = tenancy_id;
  -- Most landlords have none, and are not asked where the home stands.
  if not exists (
    select from public.mandates as mandate
    where mandate.org_id = tenancy.org_id and mandate.agent_collects and mandate.status = 'active'
  ) then
    return null;
  end if;
  with recursive places as (
    select property.id, property.org_id, property.parent_id
    from public.units as unit
    join public.properties as property on property.id = unit.property_id
    where unit.id = tenancy.unit_id
    union
    select outer_one.id, outer_one.org_id, outer_one.parent_id
    from places
    join public.properties as outer_one on outer_one.org_id = places.org_id and outer_one.id = places.parent_id
  )
  select mandate.id into found_id from public.mandates as mandate
  where mandate.org_id = tenancy.org_id and mandate.agent_collects and mandate.status = 'active'
    and mandate.starts_on <= today and mandate.ends_on > today and 'collect' = any (mandate.scopes)
    and (mandate.property_id is null or mandate.property_id in (select places.id from places))
    and not exists (
      select from public.organizations as agency where agency.id = mandate.agent_org_id and agency.suspended_at is not null)
  -- One for the property itself before one for everything; of two alike the older one.
  order by mandate.property_id is null, mandate.id limit 1;
  return found_id;
end
$$;
comment on function private.collecting_mandate(uuid) is
  'The live mandate under which an agency collects what the tenants of a tenancy pay online today; null, also while the agency is suspended: it goes to the landlord.';

create type public.principal_move_kind as enum ('collected', 'collection_reversed', 'collection_returned', 'remitted', 'remittance_reversed');
comment on type public.principal_move_kind is 'What changed what an agency owes its principal: money came in, was taken back, or in part went back to the payer; it was sent on, or came back.';

create table public.principal_moves (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  principal_org_id uuid not null,
  mandate_id uuid not null,
  entry_id uuid not null unique,
  kind public.principal_move_kind not null,
  payment_id uuid,
  payout_id uuid,
  provider public.payment_method not null constraint principal_moves_provider_check check (provider in ('paystack', 'flutterwave')),
  gross_kobo public.positive_kobo not null,
  provider_fees_kobo public.nonnegative_kobo not null default 0,
  agency_fee_kobo public.nonnegative_kobo not null default 0,
  owed_kobo public.kobo not null,
  clearing_kobo public.kobo not null,
  occurred_at public.instant not null,
  created_at timestamptz not null default now(),
  foreign key (org_id, entry_id) references public.ledger_entries (org_id, id),
  foreign key (principal_org_id, mandate_id) references public.mandates (org_id, id),
  foreign key (principal_org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, payout_id) references public.payouts (org_id, id),
  constraint principal_moves_source_check check (
    case when kind in ('collected', 'collection_reversed', 'collection_returned') then payment_id is not null and payout_id is null
    else payment_id is null and payout_id is not null end)
);
comment on table public.principal_moves is
  'What an agency owes each of its principals: one row for each entry that changed it. Append-only.';
comment on column public.principal_moves.id is 'Time-ordered identifier.';
comment on column public.principal_moves.org_id is 'The agency, in whose books the entry is.';
comment on column public.principal_moves.principal_org_id is 'The owner to whom it is owed.';
comment on column public.principal_moves.mandate_id is 'The mandate under which it was collected.';
comment on column public.principal_moves.entry_id is 'The entry in the agency''s books.';
comment on column public.principal_moves.kind is 'What happened.';
comment on column public.principal_moves.payment_id is 'The tenant''s payment to the owner that was collected.';
comment on column public.principal_moves.payout_id is 'The payout that was sent on.';
comment on column public.principal_moves.provider is 'Who holds it, or sent it on.';
comment on column public.principal_moves.gross_kobo is 'What the tenant paid, or what was sent on, in kobo.';
comment on column public.principal_moves.provider_fees_kobo is 'What the provider kept of it, in kobo; the owner bears it when money comes in, the agency when it sends it on.';
comment on column public.principal_moves.agency_fee_kobo is 'The agency''s own fee, in kobo.';
comment on column public.principal_moves.owed_kobo is 'By how much the agency owes more, or less, in kobo.';
comment on column public.principal_moves.clearing_kobo is 'By how much the provider holds more, or less, for the agency, in kobo.';
comment on column public.principal_moves.occurred_at is 'When it happened in the world, UTC.';
comment on column public.principal_moves.created_at is 'When it was booked, UTC.';
create index principal_moves_entry_idx on public.principal_moves (org_id, entry_id);
create index principal_moves_mandate_idx on public.principal_moves (principal_org_id, mandate_id, occurred_at);
create index principal_moves_mandate_id_idx on public.principal_moves (mandate_id, occurred_at);
create index principal_moves_org_idx on public.principal_moves (org_id, mandate_id);
create index principal_moves_payment_idx on public.principal_moves (principal_org_id, payment_id);
create index principal_moves_payout_idx on public.principal_moves (org_id, payout_id);

alter table public.principal_moves enable row level security;
grant select on public.principal_moves to authenticated, service_role;
create policy principal_moves_select on public.principal_moves for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when principal_org_id = any (array(select private.my_org_ids('money.read'))) then true
  end is not null
);
create trigger refuse_change before update or delete on public.principal_moves
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.principal_moves
  for each statement execute function private.refuse_change();

-- Booking ------------------------------------------------------------------------------------------------

create function private.book_collection(
  payment public.payments, amount_kobo public.kobo, fees_kobo public.kobo, allocated_kobo public.kobo, paid_at public.instant)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mandate public.mandates;
  agency_fee bigint := 0;
  owed bigint;
  entry uuid;
begin
  select given.* into strict mandate from public.mandates as given where given.id = payment.mandate_id;
  if mandate.fee_payer = 'owner' then
    select least(trunc(coalesce(sum(allocation.amount_kobo), 0) * mandate.fee_bps / 10000), amount_kobo - fees_kobo)::bigint into agency_fee
    from public.payment_allocations as allocation
    join public.charges as charge on charge.id = allocation.charge_id and charge.kind = 'rent'
    where allocation.payment_id = payment.id;
  end if;
  owed := amount_kobo - fees_kobo - agency_fee;
  perform private.post_entry(
    payment.org_id, 'payment', payment.id, paid_at, 'Payment ' || payment.reference,
    array[
      row('agent_receivable', owed, 0)::private.ledger_posting,
      row('provider_fees', fees_kobo, 0)::private.ledger_posting,
      row('agency_fees', agency_fee, 0)::private.ledger_posting,
      row(private.receivable_for_payment(payment), 0, allocated_kobo)::private.ledger_posting,
      row('tenant_credit', 0, amount_kobo - allocated_kobo)::private.ledger_posting
    ]);
  entry := private.post_entry(
    mandate.agent_org_id, 'collection', payment.id, paid_at, 'Collected: payment ' || payment.reference,
    array[
      row('provider_clearing', amount_kobo - fees_kobo, 0)::private.ledger_posting,
      row('principal_payable', 0, owed)::private.ledger_posting,
      row('fee_income', 0, agency_fee)::private.ledger_posting
    ]);
  insert into public.principal_moves (
    org_id, principal_org_id, mandate_id, entry_id, kind, payment_id, provider, gross_kobo, provider_fees_kobo, agency_fee_kobo,
    owed_kobo, clearing_kobo, occurred_at)
  values (
    mandate.agent_org_id, payment.org_id, mandate.id, entry, 'collected', payment.id, payment.method, amount_kobo, fees_kobo, agency_fee, owed,
    amount_kobo - fees_kobo, paid_at);
end
$$;
comment on function private.book_collection(public.payments, public.kobo, public.kobo, public.kobo, public.instant) is
  'Books, in both books, that an agency collected a payment (kobo) under the mandate of its checkout.';

create function private.book_reversed_collection(payment public.payments, allocated_kobo public.kobo)
returns void
language plpgsql
set search_path = ''
as $$
declare
  collected public.principal_moves;
  -- A part may have gone back before.
  left_kobo bigint := payment.amount_kobo - payment.returned_kobo;
  agency_fee bigint;
  entry uuid;
begin
  select move.* into strict collected from public.principal_moves as move
  where move.principal_org_id = payment.org_id and move.payment_id = payment.id and move.kind = 'collected';
  agency_fee := least(collected.agency_fee_kobo, left_kobo);
  -- All that was paid goes back, out of what the provider holds for the agency; the agency gives its fee back, the
  -- provider does not, and so the principal owes that.
  perform private.post_entry(
    payment.org_id, 'payment_reversed', payment.id, now(), 'Taken back: payment ' || payment.reference,
    array[
      row(private.receivable_for_payment(payment), allocated_kobo, 0)::private.ledger_posting,
      row('tenant_credit', left_kobo - allocated_kobo, 0)::private.ledger_posting,
      row('agent_receivable', 0, left_kobo - agency_fee)::private.ledger_posting,
      row('agency_fees', 0, agency_fee)::private.ledger_posting
    ]);
  entry := private.post_entry(
    collected.org_id, 'collection_reversed', payment.id, now(), 'Taken back: payment ' || payment.reference,
    array[
      row('principal_payable', left_kobo - agency_fee, 0)::private.ledger_posting,
      row('fee_income', agency_fee, 0)::private.ledger_posting,
      row('provider_clearing', 0, left_kobo)::private.ledger_posting
    ]);
  insert into public.principal_moves (
    org_id, principal_org_id, mandate_id, entry_id, kind, payment_id, provider, gross_kobo, agency_fee_kobo, owed_kobo,
    clearing_kobo, occurred_at)
  values (
    collected.org_id, collected.principal_org_id, collected.mandate_id, entry, 'collection_reversed', payment.id, payment.method,
    left_kobo,
    agency_fee, agency_fee - left_kobo, -left_kobo, now());
end
$$;
comment on function private.book_reversed_collection(public.payments, public.kobo) is
  'Books, in both books, that a payment which an agency had collected was taken back.';

create function private.book_returned_collection(
  payment public.payments, return_id uuid, amount_kobo public.kobo, fees_kobo public.kobo, returned_at public.instant)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mandate public.mandates;
  entry uuid;
begin
  select given.* into strict mandate from public.mandates as given where given.id = payment.mandate_id;
  -- Out of what the provider holds for the agency. The agency keeps its fee: it did collect.
  entry := private.post_entry(
    mandate.agent_org_id, 'collection_returned', return_id, returned_at, 'Went back: payment ' || payment.reference,
    array[
      row('principal_payable', amount_kobo + fees_kobo, 0)::private.ledger_posting,
      row('provider_clearing', 0, amount_kobo + fees_kobo)::private.ledger_posting
    ]);
  insert into public.principal_moves (
    org_id, principal_org_id, mandate_id, entry_id, kind, payment_id, provider, gross_kobo, provider_fees_kobo, owed_kobo, clearing_kobo,
    occurred_at)
  values (
    mandate.agent_org_id, payment.org_id, mandate.id, entry, 'collection_returned', payment.id, payment.method, amount_kobo, fees_kobo,
    -amount_kobo - fees_kobo, -amount_kobo - fees_kobo, returned_at);
end
$$;
comment on function private.book_returned_collection(public.payments, uuid, public.kobo, public.kobo, public.instant) is
  'Books in the agency''s books that a part of a payment which it collected went back to the payer (kobo), with what the provider took for that: the owner bears both. return_id: the refund or chargeback, which the owner''s own entry takes off agent_receivable.';

create function private.book_remittance(payout public.payouts, came_back boolean)
returns void
language plpgsql
set search_path = ''
as $$
declare
  signed bigint := case when came_back then -payout.amount_kobo else payout.amount_kobo end;
  fee bigint := case when came_back then 0 else payout.fee_kobo end;
  at public.instant := case when came_back then now() else payout.paid_at end;
  entry uuid;
begin
  entry := private.post_entry(
    payout.org_id, (case when came_back then 'payout_reversed' else 'payout' end)::public.ledger_entry_kind, payout.id, at,
    case when came_back then 'Came back: payout ' else 'Sent on: payout ' end || payout.reference,
    array[
      row('principal_payable', greatest(signed, 0), greatest(-signed, 0))::private.ledger_posting,
      row('provider_fees', fee, 0)::private.ledger_posting,
      row('provider_clearing', greatest(-signed, 0), greatest(signed, 0) + fee)::private.ledger_posting
    ]);
  perform private.post_entry(
    payout.payee_org_id, (case when came_back then 'remittance_reversed' else 'remittance' end)::public.ledger_entry_kind, payout.id, at,
    case when came_back then 'Went back: payout ' else 'From the agency: payout ' end || payout.reference,
    array[
      row('bank', greatest(signed, 0), greatest(-signed, 0))::private.ledger_posting,
      row('agent_receivable', greatest(-signed, 0), greatest(signed, 0))::private.ledger_posting
    ]);
  insert into public.principal_moves (
    org_id, principal_org_id, mandate_id, entry_id, kind, payout_id, provider, gross_kobo, provider_fees_kobo, owed_kobo,
    clearing_kobo, occurred_at)
  values (
    payout.org_id, payout.payee_org_id, payout.mandate_id, entry,
    (case when came_back then 'remittance_reversed' else 'remitted' end)::public.principal_move_kind, payout.id, payout.provider,
    payout.amount_kobo, fee, -signed, -signed - fee, at);
end
$$;
comment on function private.book_remittance(public.payouts, boolean) is
  'Books, in both books, that an agency sent money on to its principal, or that it came back.';

-- As people read it ------------------------------------------------------------------------------------------

create function public.principal_balances(org_id uuid)
returns table (
  mandate_id uuid, agent_org_id uuid, principal_org_id uuid, collected_kobo bigint, provider_fees_kobo bigint, agency_fee_kobo bigint,
  remitted_kobo bigint, owed_kobo bigint)
language sql
stable
set search_path = ''
as $$
  with moved as (
    select move.*, case when move.kind in ('collected', 'remitted') then 1 else -1 end as sign
    from public.principal_moves as move where move.org_id = principal_balances.org_id
    union all
    select move.*, case when move.kind in ('collected', 'remitted') then 1 else -1 end
    from public.principal_moves as move where move.principal_org_id = principal_balances.org_id
  )
  select moved.mandate_id, moved.org_id, moved.principal_org_id,
    coalesce(sum(moved.sign * moved.gross_kobo) filter (where moved.payment_id is not null), 0)::bigint,
    coalesce(sum(moved.provider_fees_kobo) filter (where moved.payment_id is not null), 0)::bigint,
    coalesce(sum(moved.sign * moved.agency_fee_kobo), 0)::bigint,
    coalesce(sum(moved.sign * moved.gross_kobo) filter (where moved.payout_id is not null), 0)::bigint,
    sum(moved.owed_kobo)::bigint
  from moved group by moved.mandate_id, moved.org_id, moved.principal_org_id
  order by moved.mandate_id
$$;
comment on function public.principal_balances(uuid) is
  'What was collected under each mandate of an organization, as agency or as owner, in kobo: what came in, what the provider kept, the agency''s fee, what was sent on, and what is still owed. For members with money.read on either side.';

create function public.principal_statement(mandate_id uuid, from_on text, until_on text)
returns table (
  move_id uuid, occurred_on date, kind public.principal_move_kind, payment_id uuid, payout_id uuid, gross_kobo bigint,
  provider_fees_kobo bigint, agency_fee_kobo bigint, owed_kobo bigint, balance_kobo bigint)
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
  select moved.id, private.lagos_date(moved.occurred_at), moved.kind, moved.payment_id, moved.payout_id, moved.gross_kobo::bigint,
    moved.provider_fees_kobo::bigint, moved.agency_fee_kobo::bigint, moved.owed_kobo::bigint, moved.balance_kobo
  from (
    select move.*, sum(move.owed_kobo) over (order by move.occurred_at, move.id)::bigint as balance_kobo
    from public.principal_moves as move
    where move.mandate_id = principal_statement.mandate_id and move.occurred_at < ends_at
  ) as moved
  where moved.occurred_at >= starts_at
  order by moved.occurred_at, moved.id;
end
$$;
comment on function public.principal_statement(uuid, text, text) is
  'What moved what an agency owes under a mandate between two Nigerian days, both included, in kobo, with what it owed after each. For members with money.read on either side; nothing for others. Errors: value.bad_date, ledger.bad_days 400.';
grant execute on function public.principal_balances(uuid), public.principal_statement(uuid, text, text) to authenticated;

-- The nightly proof ------------------------------------------------------------------------------------------

create function private.principal_differences(org_id uuid)
returns table (what text, subject_id uuid, payment_id uuid, details jsonb)
language sql
stable
set search_path = ''
as $$
  select 'principal_payable', principal_differences.org_id, null::uuid, jsonb_build_object('booked_kobo', booked.kobo, 'owed_kobo', owed.kobo)
  from (
    select coalesce(sum(line.credit_kobo - line.debit_kobo), 0) as kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = principal_differences.org_id and account.kind = 'principal_payable'
  ) as booked
  cross join (
    select coalesce(sum(move.owed_kobo), 0) as kobo from public.principal_moves as move where move.org_id = principal_differences.org_id
  ) as owed
  where booked.kobo <> owed.kobo
  union all
  select 'agent_receivable', principal_differences.org_id, null::uuid, jsonb_build_object('booked_kobo', booked.kobo, 'owed_kobo', owed.kobo)
  from (
    select coalesce(sum(line.debit_kobo - line.credit_kobo), 0) as kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = principal_differences.org_id and account.kind = 'agent_receivable'
  ) as booked
  cross join (
    select coalesce(sum(move.owed_kobo), 0) as kobo from public.principal_moves as move where move.principal_org_id = principal_differences.org_id
  ) as owed
  where booked.kobo <> owed.kobo
$$;
comment on function private.principal_differences(uuid) is
  'Where the books of an agency, or of an owner, and what is owed under their mandates do not agree.';

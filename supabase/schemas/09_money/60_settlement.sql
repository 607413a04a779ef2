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
  else
    perform private.void_receipts_of_payment(new.id,
      coalesce(nullif(current_setting('estate.move_reason', true), ''), 'The payment was taken back'), (select auth.uid()));
  end if;
  return null;
end
$$;
comment on function private.after_payment_moved() is
  'Trigger: of a payment that settles, or is taken back, the charges are summed up; of one that settles receipts are issued, and then both sides are told; of one that is taken back they are voided.';
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

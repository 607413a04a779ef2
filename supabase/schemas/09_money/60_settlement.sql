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
  -- The tenancy or sale first, as whoever ends it does, who then takes back its charges; the charges in one order.
  -- In another order two payments, or a payment and an end, could wait for each other.
  perform from public.tenancies as tenancy
  where tenancy.id in (select charge.tenancy_id from public.charges as charge where charge.id = any (charge_ids))
  order by tenancy.id for key share;
  perform from public.sales as sale
  where sale.id in (select charge.sale_id from public.charges as charge where charge.id = any (charge_ids))
  order by sale.id for key share;
  perform from public.applications as application
  where application.id in (select charge.application_id from public.charges as charge where charge.id = any (charge_ids))
  order by application.id for key share;
  perform from public.charges as charge where charge.id = any (charge_ids) order by charge.id for no key update;
end
$$;
comment on function private.lock_charges(uuid[]) is
  'Locks charges, after their tenancies, sales and applications, so that what is open of them cannot change meanwhile.';

create function private.lock_charges_of_payment(payment public.payments)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- As private.lock_charges() does, by the payment: its charges are all of its own tenancy, sale or application.
  if payment.tenancy_id is not null then
    perform from public.tenancies as tenancy where tenancy.id = payment.tenancy_id for key share;
  elsif payment.sale_id is not null then
    perform from public.sales as sale where sale.id = payment.sale_id for key share;
  elsif payment.application_id is not null then
    perform from public.applications as application where application.id = payment.application_id for key share;
  end if;
  perform from public.payment_items as item
  join public.charges as charge on charge.id = item.charge_id
  where item.payment_id = payment.id
  order by charge.id for no key update of charge;
end
$$;
comment on function private.lock_charges_of_payment(public.payments) is
  'Locks what a payment is to settle, after its tenancy or sale, so that what is open of it cannot change meanwhile.';

-- Starting ------------------------------------------------------------------------------------

create function private.refuse_beside_autopay(charge_ids uuid[])
returns void
language plpgsql
set search_path = ''
as $$
declare
  taken public.charges;
begin
  -- Of what the provider surely did not hear, and of what came to its end, nothing is under way.
  select charge.* into taken
  from private.autopay_attempts as attempt
  join public.payments as payment on payment.org_id = attempt.org_id and payment.id = attempt.payment_id
  join public.charges as charge on charge.org_id = attempt.org_id and charge.id = attempt.charge_id
  where attempt.charge_id = any (charge_ids) and attempt.state in ('sending', 'asked') and payment.status in ('created', 'pending')
  order by charge.due_on, charge.id limit 1;
  if taken.id is not null then
    perform private.raise_problem('payment.autopay_under_way',
      format('Cannot pay these charges now: autopay is taking "%s" (%s) at this moment', left(taken.description, 100), taken.id), 409,
      jsonb_build_object('field', 'charge_ids', 'charge_id', taken.id));
  end if;
end
$$;
comment on function private.refuse_beside_autopay(uuid[]) is
  'Refuses (409 payment.autopay_under_way, naming the charge) to begin a checkout of locked charges of which a saved card is being charged: the payer would pay twice. The other way round private.begin_autopay_attempt() waits for an open checkout.';

create function private.reported_kobo(charge_id uuid, payable_kobo public.kobo)
returns bigint
language sql
stable
set search_path = ''
as $$
  -- Who pays online what was reported in full says by it that the report does not hold.
  select case when waits.kobo < payable_kobo then waits.kobo else 0 end
  from (
    select coalesce(sum(item.amount_kobo - item.withheld_kobo), 0)::bigint as kobo
    from public.charges as charge
    join public.payment_items as item on item.org_id = charge.org_id and item.charge_id = charge.id
    join public.payments as payment on payment.id = item.payment_id
    where charge.id = reported_kobo.charge_id and payment.status in ('created', 'pending') and private.is_offline(payment.method)
  ) as waits
$$;
comment on function private.reported_kobo(uuid, public.kobo) is
  'How much of a charge was paid offline, as its payer says, and waits for the payee''s side, in kobo: a checkout is for the rest. 0 where it is all that is payable or more: then a checkout is for the whole. withheld_kobo is left out, for payable_kobo has it not.';

create function service.start_payment(
  payer_id uuid, charge_ids uuid[], method public.payment_method, reference text, consent_version text default null,
  consent_language text default null
)
returns public.payments
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  started public.payments;
  total bigint;
  subject_count integer;
  subject public.charges;
  mandate_id uuid;
  is_card_kept constant boolean := consent_version is not null or consent_language is not null;
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
  if is_card_kept then
    perform private.require_consent_text('save_authorization', consent_version, consent_language);
  end if;
  perform private.lock_charges(charge_ids);
  if (select count(distinct wanted.id) from unnest(charge_ids) as wanted (id))
    <> (select count(*) from private.charges_of_payer(payer_id, charge_ids)) then
    perform private.raise_problem('charge.not_found', 'Cannot find these charges among what you owe', 404,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  perform private.refuse_beside_autopay(charge_ids);
  select sum(balance.payable_kobo - private.reported_kobo(balance.charge_id, balance.payable_kobo)),
    count(distinct coalesce(balance.tenancy_id, balance.sale_id, balance.application_id))
  into total, subject_count
  from public.charge_balances as balance
  where balance.charge_id = any (charge_ids) and balance.payable_kobo > 0
  having count(*) = (select count(distinct wanted.id) from unnest(charge_ids) as wanted (id));
  if total is null then
    perform private.raise_problem('charge.settled', 'Cannot pay: a charge among them is already settled', 409,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  if subject_count > 1 then
    perform private.raise_problem('payment.bad_charges', 'Cannot pay charges of several tenancies, sales or applications at once', 400,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  if total > 1000000000000000 then
    perform private.raise_problem('payment.bad_charges', 'Cannot pay more than 1,000,000,000,000,000 kobo at once', 400,
      jsonb_build_object('field', 'charge_ids'));
  end if;
  select charge.* into strict subject from public.charges as charge where charge.id = charge_ids[1];
  mandate_id := private.collecting_mandate(subject.tenancy_id);
  insert into public.payments (org_id, tenancy_id, sale_id, application_id, payer_id, method, reference, amount_kobo, mandate_id, terms_id)
  values (subject.org_id, subject.tenancy_id, subject.sale_id, subject.application_id, payer_id, method, reference, total,
    mandate_id, case when mandate_id is null then private.split_terms(subject.org_id, method, total) end)
  returning * into started;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  select balance.org_id, started.id, balance.charge_id,
    balance.payable_kobo - private.reported_kobo(balance.charge_id, balance.payable_kobo)
  from public.charge_balances as balance
  where balance.charge_id = any (charge_ids);
  if is_card_kept then
    perform private.note_consent_to_save(started, consent_version, consent_language);
  end if;
  return started;
end
$$;
comment on function service.start_payment(uuid, uuid[], public.payment_method, text, text, text) is
  'Records the intent to pay what is open of charges the payer owes, less what of them was reported and waits for the payee''s side, before the provider is called; with consent_version and consent_language also that the payer let us keep the card. The same reference again returns the same payment. Errors: charge.not_found 404, charge.settled, payment.autopay_under_way 409, payment.bad_charges, payment.not_online, consent.unknown_text 400.';
grant execute on function service.start_payment(uuid, uuid[], public.payment_method, text, text, text) to service_role;

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
  if new.status = 'reversed' then
    perform private.stop_refunds(new);
    perform private.book_reversed_payment(new);
    if new.terms_id is not null then
      perform private.give_platform_fee_back(new, new.id, new.amount_kobo, true, now());
      perform private.book_reversed_split(new);
    end if;
    perform private.drop_credit(new.id);
    perform private.drop_certificate(new.id);
    perform private.void_receipts_of_payment(new.id,
      coalesce(nullif(current_setting('estate.move_reason', true), ''), 'The payment was taken back'), (select auth.uid()));
  else
    -- The receipts' counter is locked here, after all that can be done before it; who is told is told their numbers.
    perform private.issue_receipts(new);
    perform private.notify_payment(new);
  end if;
  return null;
end
$$;
comment on function private.after_payment_moved() is
  'Trigger: of a payment that settles, or is taken back, the charges are summed up; one that is taken back is booked so, its credit or certificate counts no more and its receipts are voided; of one that settles receipts are issued, and then both sides are told.';
create trigger after_payment_moved after update of status on public.payments
  for each row when (old.status <> new.status and 'succeeded' in (old.status, new.status))
  execute function private.after_payment_moved();

create function private.receivable_for_payment(payment public.payments)
returns public.ledger_account_kind
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case
    when payment.sale_id is not null then 'buyer_receivable'::public.ledger_account_kind
    when payment.application_id is not null then 'applicant_receivable'
    else 'tenant_receivable'
  end;
end
$$;
comment on function private.receivable_for_payment(public.payments) is 'The account of who owed what a payment settles.';

create function private.book_reversed_payment(payment public.payments)
returns void
language plpgsql
set search_path = ''
as $$
declare
  allocated bigint;
begin
  if payment.returned_kobo = payment.amount_kobo then
    return;
  end if;
  select coalesce(sum(standing.amount_kobo), 0) into allocated from private.standing_allocations(payment.id) as standing;
  if payment.mandate_id is not null then
    perform private.book_reversed_collection(payment, allocated);
    return;
  end if;
  -- All that was paid goes back, but for what had gone back before; what the provider kept for it, it keeps.
  perform private.post_entry(
    payment.org_id, 'payment_reversed', payment.id, now(), 'Taken back: payment ' || payment.reference,
    array[
      row(private.receivable_for_payment(payment), allocated, 0)::private.ledger_posting,
      row('tenant_credit', payment.amount_kobo - payment.returned_kobo - allocated, 0)::private.ledger_posting,
      row(private.money_account(payment.method), 0, payment.amount_kobo - payment.returned_kobo)::private.ledger_posting
    ]);
end
$$;
comment on function private.book_reversed_payment(public.payments) is
  'Books that a payment was taken back: what it settled is owed again, what it left as credit is gone.';

create function private.payment_people(payment public.payments)
returns setof uuid
language plpgsql
stable
set search_path = ''
rows 2
as $$
begin
  if payment.tenancy_id is not null then
    return query select private.tenancy_users(payment.tenancy_id);
  elsif payment.sale_id is not null then
    return query
    select distinct party.profile_id from public.sale_parties as party
    where party.org_id = payment.org_id and party.sale_id = payment.sale_id and party.role = 'buyer' and party.profile_id is not null;
  else
    return query
    select application.applicant_id from public.applications as application where application.id = payment.application_id;
  end if;
end
$$;
comment on function private.payment_people(public.payments) is
  'The accounts on the paying side: the tenants of the tenancy, the buyers in the sale, or the applicant.';

create function private.notify_payment(payment public.payments)
returns void
language plpgsql
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object(
    'amount_kobo', payment.amount_kobo, 'currency', payment.currency, 'reference', payment.reference,
    'tenancy_id', payment.tenancy_id, 'sale_id', payment.sale_id, 'application_id', payment.application_id,
    'receipts', (
      select coalesce(jsonb_agg(jsonb_build_object('id', receipt.id, 'number', receipt.number) order by receipt.serial), '[]')
      from public.receipts as receipt where receipt.payment_id = payment.id
    ));
begin
  perform private.notify(array(
    select row(told.user_id, payment.org_id, told.kind, told.title, payment.id, facts)::private.notice
    from (
      select parties.id as user_id, 'payment_settled' as kind, case payment.method
          when 'deposit' then 'Part of your deposit was kept'
          when 'withholding_tax' then 'Your tax certificate was recorded'
          else 'Your payment was received' end as title
      from private.payment_people(payment) as parties (id)
      union all
      select members.id, 'payment_received', case payment.method
          when 'deposit' then 'Part of a deposit was kept'
          when 'withholding_tax' then 'A tax certificate was recorded'
          else 'A payment came in' end
      from private.members_with(payment.org_id, 'money.read') as members (id)
    ) as told));
end
$$;
comment on function private.notify_payment(public.payments) is 'Tells who pays (tenants, buyers, applicant) and who is paid of a settled payment, after its receipts were issued.';

-- Settling ------------------------------------------------------------------------------------

create type private.settlement as enum ('settled', 'already_settled', 'needs_review', 'unknown_reference');
comment on type private.settlement is 'What became of a settlement.';

create function private.money_account(method public.payment_method)
returns public.ledger_account_kind
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case method
    when 'deposit' then 'deposits_held'::public.ledger_account_kind
    when 'withholding_tax' then 'tax_credits'::public.ledger_account_kind
    else case when private.is_offline(method) then 'bank'::public.ledger_account_kind else 'provider_clearing'::public.ledger_account_kind end
  end;
end
$$;
comment on function private.money_account(public.payment_method) is
  'The account that a settled payment debits: where the money is, or what was given in its place.';

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
  provider_fees_kobo := coalesce(provider_fees_kobo, 0);
  if payment.status in ('succeeded', 'reversed') then
    return 'already_settled'::private.settlement;
  end if;
  if currency is distinct from payment.currency then
    mismatch := 'currency_mismatch';
  elsif amount_kobo is distinct from payment.amount_kobo then
    mismatch := 'amount_mismatch';
  end if;
  if mismatch is not null then
    -- An account number takes one transfer after the other: another one is another trace, and none covers the one before.
    perform private.note_payment_exception(mismatch, method,
      case when exists (
        select from public.payment_exceptions as known
        where known.provider = method and known.kind = mismatch and known.fingerprint = payment_reference
          and known.details ->> 'provider_transaction_id' <> provider_transaction_id)
      then provider_transaction_id else payment_reference end,
      payment_reference, payment.id,
      jsonb_build_object(
        'expected_kobo', payment.amount_kobo, 'received_kobo', amount_kobo,
        'expected_currency', payment.currency, 'received_currency', currency,
        'provider_transaction_id', provider_transaction_id));
    if payment.status <> 'needs_review' then
      perform private.move_payment(payment.id, 'needs_review', 'The provider confirmed another amount or currency');
    end if;
    return 'needs_review'::private.settlement;
  end if;

  -- Another payment may have settled some of it meanwhile; what is left over is the payer's credit.
  perform private.lock_charges_of_payment(payment);
  with made as (
    insert into public.payment_allocations (org_id, payment_id, charge_id, amount_kobo)
    select item.org_id, item.payment_id, item.charge_id, share.kobo
    from public.payment_items as item
    join public.charge_balances as balance on balance.charge_id = item.charge_id
    -- What is withheld as tax waits for its certificate, unless the payment was made for it: no second payment of the
    -- rest takes it.
    cross join lateral (
      select least(item.amount_kobo - item.withheld_kobo, balance.payable_kobo)
        + least(item.withheld_kobo, balance.open_kobo - balance.payable_kobo) as kobo
    ) as share
    where item.payment_id = payment.id and share.kobo > 0
    returning payment_allocations.amount_kobo
  )
  select coalesce(sum(made.amount_kobo), 0) into allocated from made;

  if payment.mandate_id is not null then
    perform private.book_collection(payment, amount_kobo, provider_fees_kobo, allocated, paid_at);
  else
    perform private.post_entry(
      payment.org_id, 'payment', payment.id, paid_at, 'Payment ' || payment.reference,
      array[
        row(private.money_account(method),
          amount_kobo - provider_fees_kobo, 0)::private.ledger_posting,
        row('provider_fees', provider_fees_kobo, 0)::private.ledger_posting,
        row(private.receivable_for_payment(payment), 0, allocated)::private.ledger_posting,
        row('tenant_credit', 0, amount_kobo - allocated)::private.ledger_posting
      ]);
  end if;
  if payment.terms_id is not null then
    perform private.book_platform_fee(payment, paid_at);
    perform private.book_split(payment, provider_fees_kobo, paid_at);
  end if;
  if allocated < amount_kobo then
    perform private.keep_credit(payment, amount_kobo - allocated);
    perform private.note_payment_exception('overpaid', method, payment_reference, payment_reference, payment.id,
      jsonb_build_object('received_kobo', amount_kobo, 'allocated_kobo', allocated));
  end if;
  -- Written once: what the provider said and the move together.
  perform private.begin_move('payment', payment.id, 'Confirmed by ' || method);
  update public.payments as p
  set status = 'succeeded', failure_reason = null,
      provider_transaction_id = settle_payment.provider_transaction_id,
      provider_fees_kobo = settle_payment.provider_fees_kobo,
      channel = settle_payment.channel,
      paid_at = settle_payment.paid_at
  where p.id = payment.id;
  return 'settled'::private.settlement;
end
$$;
comment on function private.settle_payment(public.payment_method, text, text, public.kobo, text, public.instant, text, public.kobo) is
  'The one way money becomes settled: checks reference, currency and amount (kobo), allocates, posts a balanced entry and moves the payment, whose trigger issues receipts. Repeats and races end in already_settled; anything else than asked for ends in needs_review with a trace for staff.';

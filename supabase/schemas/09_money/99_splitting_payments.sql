-- Payments of which the provider pays the payee's share straight to their bank. That one is split is fixed when its checkout
-- is begun (payment_terms); how it was split the provider tells, and that is booked. What it tells and we did not ask for is
-- a trace for staff.
--
-- The payee bears the provider's fee, as of every payment: Paystack takes it out of the subaccount's share (bearer:
-- subaccount). Flutterwave is told the payee's share to the kobo (flat_subaccount): the amount less our fee and less what it
-- says beforehand that it will keep; what it then keeps more or less stands in what it holds for the organization.

create function private.is_short(org_id uuid, provider public.payment_method)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- Only money that goes back can make it so: who has none is not counted through.
  if not exists (select from public.payment_returns as returned where returned.org_id = org_id)
    and not exists (select from public.refunds as refund where refund.org_id = org_id and refund.status in ('approved', 'sending', 'pending', 'needs_attention'))
    and not exists (select from public.disputes as dispute where dispute.org_id = org_id and dispute.status in ('open', 'answered'))
    -- What goes back of a collection is written down with its principal.
    and not exists (select from public.principal_moves as move where move.org_id = org_id) then
    return false;
  end if;
  return not private.holds_enough(org_id, provider);
end
$$;
comment on function private.is_short(uuid, public.payment_method) is
  'Whether a provider holds less for an organization than went, or is going, out of it: then nothing is paid straight to its bank.';

create function private.split_terms(org_id uuid, provider public.payment_method, amount_kobo public.kobo)
returns uuid
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  subaccount text;
  rule public.platform_fee_rules;
  terms_id uuid;
begin
  select known.code into subaccount
  from public.direct_settlements as settlement
  join public.payee_accounts as account
    on account.org_id = settlement.org_id and account.id = settlement.payee_account_id and account.status = 'approved' and account.payable_from <= now()
  join private.subaccounts as known
    on known.org_id = settlement.org_id and known.provider = settlement.provider and not known.is_closed
      and known.payee_account_id = settlement.payee_account_id
  where settlement.org_id = org_id and settlement.provider = provider and settlement.status = 'active';
  if subaccount is null or private.is_short(org_id, provider) then
    return null;
  end if;
  rule := private.platform_fee_rule(org_id, private.lagos_date());
  insert into public.payment_terms as made (
    org_id, fee_kobo, applies_to, bps, flat_kobo, cap_kobo, is_given_back, split_through, subaccount_code)
  values (
    org_id, private.platform_fee_on(rule, amount_kobo, true, false), coalesce(rule.applies_to, 'split'), coalesce(rule.bps, 0),
    coalesce(rule.flat_kobo, 0), rule.cap_kobo, coalesce(rule.is_given_back, true), provider, subaccount)
  returning made.id into terms_id;
  return terms_id;
end
$$;
comment on function private.split_terms(uuid, public.payment_method, public.kobo) is
  'Writes down that a checkout (kobo) is split, if its payee is paid straight to their bank just now; null: it is not.';

-- Opening the checkout ------------------------------------------------------------------------------------

create function service.checkout_split(payment_reference text)
returns table (subaccount_code text, fee_kobo bigint, payee_kobo bigint)
language sql
stable
security definer
set search_path = ''
as $$
  select terms.subaccount_code, terms.fee_kobo::bigint, terms.payee_kobo::bigint
  from public.payments as payment
  join public.payment_terms as terms on terms.org_id = payment.org_id and terms.id = payment.terms_id
  where payment.reference = checkout_split.payment_reference and terms.split_through is not null
$$;
comment on function service.checkout_split(text) is
  'How a checkout is split: to which subaccount, what the platform takes, and the payee''s share where it is fixed already, in kobo. No row: it is not.';
grant execute on function service.checkout_split(text) to service_role;

create function private.lock_unsettled_terms(payment_reference text)
returns public.payment_terms
language plpgsql
set search_path = ''
as $$
declare
  payment public.payments;
  terms public.payment_terms;
begin
  select p.* into payment from public.payments as p where p.reference = payment_reference for update;
  if payment.status in ('created', 'pending', 'failed', 'abandoned', 'needs_review') then
    select it.* into terms from public.payment_terms as it where it.id = payment.terms_id for update;
  end if;
  return terms;
end
$$;
comment on function private.lock_unsettled_terms(text) is 'Locks a payment that has not settled, and its terms; a row of nulls when there are none, or it has.';

create function service.fix_split(payment_reference text, quoted_fees_kobo numeric)
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  quoted public.kobo := private.read_kobo('quoted_fees_kobo', quoted_fees_kobo);
  terms public.payment_terms := private.lock_unsettled_terms(payment_reference);
begin
  if terms.split_through is null or quoted is null then
    return null;
  end if;
  if terms.payee_kobo is null then
    update public.payment_terms as it
    set quoted_fees_kobo = greatest(quoted, 0), payee_kobo = greatest(payment.amount_kobo - it.fee_kobo - greatest(quoted, 0), 0)
    from public.payments as payment
    where it.id = terms.id and payment.reference = payment_reference
    returning it.* into terms;
  end if;
  return terms.payee_kobo;
end
$$;
comment on function service.fix_split(text, numeric) is
  'Fixes the payee''s share of a checkout by what the provider says that it will keep (kobo), once: asked again it is the same. Null: it is not split.';
grant execute on function service.fix_split(text, numeric) to service_role;

create function private.unsplit(payment public.payments)
returns public.payment_terms
language plpgsql
set search_path = ''
as $$
declare
  terms public.payment_terms;
  rule public.platform_fee_rules;
begin
  select it.* into terms from public.payment_terms as it where it.id = payment.terms_id for update;
  if terms.split_through is not null then
    rule.id := terms.id;
    rule.applies_to := terms.applies_to;
    rule.bps := terms.bps;
    rule.flat_kobo := terms.flat_kobo;
    rule.cap_kobo := terms.cap_kobo;
    update public.payment_terms as it
    set split_through = null, subaccount_code = null, quoted_fees_kobo = null, payee_kobo = null,
      fee_kobo = private.platform_fee_on(rule, payment.amount_kobo, false, false)
    where it.id = terms.id;
  end if;
  return terms;
end
$$;
comment on function private.unsplit(public.payments) is
  'Has a locked payment that nobody has seen come whole to what the provider holds: it owes what the rule says then. Returns its terms as they were.';

create function service.drop_split(payment_reference text, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  terms public.payment_terms := private.lock_unsettled_terms(payment_reference);
  payment public.payments;
begin
  select p.* into payment from public.payments as p where p.reference = payment_reference;
  -- Once the payer has an address, the provider may split it.
  if terms.split_through is null or payment.status <> 'created' then
    return;
  end if;
  terms := private.unsplit(payment);
  perform private.note_payment_exception('split_refused', payment.method, payment.org_id::text, payment_reference, payment.id,
    jsonb_build_object('org_id', payment.org_id, 'subaccount_code', terms.subaccount_code, 'reason', left(reason, 300)));
end
$$;
comment on function service.drop_split(text, text) is
  'The provider would not split a checkout that nobody has seen: it is opened without, owes what the rule says then, and staff are told.';
grant execute on function service.drop_split(text, text) to service_role;

-- Settling ------------------------------------------------------------------------------------------------

create function private.unasked_split_terms(payment public.payments)
returns public.payment_terms
language plpgsql
set search_path = ''
as $$
declare
  terms public.payment_terms;
begin
  insert into public.payment_terms as made (org_id, fee_kobo, applies_to, bps, flat_kobo, is_given_back)
  values (payment.org_id, 0, 'split', 0, 0, true)
  returning made.* into terms;
  update public.payments as p set terms_id = terms.id where p.id = payment.id;
  return terms;
end
$$;
comment on function private.unasked_split_terms(public.payments) is
  'Terms of a payment of which we asked for no split and the provider tells of one: what went to somebody else''s bank is not held for the organization.';

create function service.keep_told_split(payment_reference text, subaccount_code text, payee_kobo numeric)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  share public.kobo := private.read_kobo('payee_kobo', payee_kobo);
  terms public.payment_terms := private.lock_unsettled_terms(payment_reference);
  payment public.payments;
begin
  select p.* into payment from public.payments as p where p.reference = payment_reference;
  if payment.id is null or payment.status in ('succeeded', 'reversed') or share is null or share < 0 then
    return;
  end if;
  if terms.id is null then
    terms := private.unasked_split_terms(payment);
  end if;
  update public.payment_terms as it
  set told_code = left(subaccount_code, 80), told_payee_kobo = share, is_unread = false,
    split_through = payment.method, subaccount_code = coalesce(it.subaccount_code, left(coalesce(subaccount_code, 'unknown'), 80))
  where it.id = terms.id;
end
$$;
comment on function service.keep_told_split(text, text, numeric) is
  'Keeps how the provider says that it split a payment, before it is settled: to which subaccount, and its share in kobo.';
grant execute on function service.keep_told_split(text, text, numeric) to service_role;

create function service.keep_unread_split(payment_reference text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  terms public.payment_terms := private.lock_unsettled_terms(payment_reference);
  payment public.payments;
begin
  select p.* into payment from public.payments as p where p.reference = payment_reference;
  -- What was read once is known.
  if payment.id is null or payment.status in ('succeeded', 'reversed') or terms.told_payee_kobo is not null then
    return;
  end if;
  if terms.id is null then
    terms := private.unasked_split_terms(payment);
  end if;
  update public.payment_terms as it
  set is_unread = true, split_through = payment.method, subaccount_code = coalesce(it.subaccount_code, 'unknown')
  where it.id = terms.id;
end
$$;
comment on function service.keep_unread_split(text) is
  'Keeps that the provider split a payment, before it is settled, and tells it in a shape that nobody can read.';
grant execute on function service.keep_unread_split(text) to service_role;

create function private.book_split(payment public.payments, fees_kobo public.kobo, paid_at public.instant)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  terms public.payment_terms;
  expected bigint;
  paid bigint;
  is_current boolean;
begin
  select it.* into strict terms from public.payment_terms as it where it.id = payment.terms_id;
  if terms.split_through is null then
    return;
  end if;
  expected := greatest(coalesce(terms.payee_kobo, payment.amount_kobo - terms.fee_kobo - fees_kobo), 0);
  -- Paystack tells of every split: one of which it tells nothing was none. Of Flutterwave the share that it was told counts.
  -- Of what it tells and we cannot read, all that may be gone counts as gone: nobody is paid out of it until staff know.
  paid := least(
    coalesce(terms.told_payee_kobo, case when terms.is_unread then expected when payment.method = 'flutterwave' then terms.payee_kobo end, 0),
    payment.amount_kobo);
  is_current := exists (
    select from public.direct_settlements as settlement
    join private.subaccounts as known on known.org_id = settlement.org_id and known.provider = settlement.provider
    where settlement.org_id = payment.org_id and settlement.provider = payment.method and settlement.status = 'active'
      and known.payee_account_id = settlement.payee_account_id and known.code = coalesce(terms.told_code, terms.subaccount_code));
  if paid > 0 then
    perform private.post_entry(
      payment.org_id, 'split', payment.id, paid_at, 'Straight to the bank: payment ' || payment.reference,
      array[
        row('paid_to_bank', paid, 0)::private.ledger_posting,
        row('provider_clearing', 0, paid)::private.ledger_posting
      ]);
    update public.payment_terms as it set paid_kobo = paid where it.id = terms.id;
  end if;
  if terms.is_unread then
    perform private.note_payment_exception('split_unread', payment.method, payment.reference, payment.reference, payment.id,
      jsonb_build_object('booked_kobo', paid, 'expected_code', terms.subaccount_code, 'platform_fee_kobo', terms.fee_kobo,
        'provider_fees_kobo', fees_kobo));
  elsif paid <> expected or terms.told_code <> terms.subaccount_code or paid > 0 and not is_current then
    perform private.note_payment_exception('split_differs', payment.method, payment.reference, payment.reference, payment.id,
      jsonb_build_object('expected_kobo', expected, 'received_kobo', paid, 'expected_code', terms.subaccount_code,
        'received_code', terms.told_code, 'platform_fee_kobo', terms.fee_kobo, 'provider_fees_kobo', fees_kobo,
        'is_current_account', is_current));
  end if;
end
$$;
comment on function private.book_split(public.payments, public.kobo, public.instant) is
  'Books what of a payment that settles the provider paid straight to the payee''s bank, as it tells: that is not held for them any more. What it tells in a shape that nobody can read counts as paid as it was asked for, or whole, and is a trace for staff. Another share, another account, or one that is out of use since, is a trace for staff.';

create function private.book_reversed_split(payment public.payments)
returns void
language plpgsql
set search_path = ''
as $$
declare
  paid bigint;
begin
  select terms.paid_kobo into strict paid from public.payment_terms as terms where terms.id = payment.terms_id;
  if paid = 0 then
    return;
  end if;
  perform private.post_entry(
    payment.org_id, 'split_reversed', payment.id, now(), 'Never went to the bank: payment ' || payment.reference,
    array[
      row('provider_clearing', paid, 0)::private.ledger_posting,
      row('paid_to_bank', 0, paid)::private.ledger_posting
    ]);
  update public.payment_terms as terms set paid_kobo = 0 where terms.id = payment.terms_id;
end
$$;
comment on function private.book_reversed_split(public.payments) is 'Books that nothing of a payment which never was went to the payee''s bank.';

create function private.note_payee_debt(payment public.payments)
returns void
language plpgsql
set search_path = ''
as $$
declare
  missing bigint;
begin
  if not exists (
    select from public.payment_terms as terms where terms.id = payment.terms_id and terms.split_through is not null
  ) then
    return;
  end if;
  select -funds.all_left_kobo into missing from private.provider_funds(payment.org_id) as funds where funds.provider = payment.method;
  if missing > 0 then
    perform private.note_payment_exception('payee_in_debt', payment.method, payment.org_id::text, payment.reference, payment.id,
      jsonb_build_object('org_id', payment.org_id, 'missing_kobo', missing));
    perform private.notify(array(select private.members_with(payment.org_id, 'money.payout')), payment.org_id, 'provider_short',
      'More went back than is held for you: what comes in covers it first', payment.id,
      jsonb_build_object('provider', payment.method, 'missing_kobo', missing, 'reference', payment.reference));
  end if;
end
$$;
comment on function private.note_payee_debt(public.payments) is
  'When money of a split payment went back and the provider does not hold so much for the organization: tells its members and staff what it owes.';

-- By staff -----------------------------------------------------------------------------------------------

create function private.clear_split(payment_id uuid, payee_kobo public.kobo, note text)
returns public.payment_terms
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payment public.payments;
  terms public.payment_terms;
  said text;
  more bigint;
begin
  perform private.require_staff('clear_split');
  said := private.check_said(note, 'payment.bad_resolution');
  select p.* into payment from public.payments as p where p.id = payment_id for update;
  select it.* into terms from public.payment_terms as it where it.org_id = payment.org_id and it.id = payment.terms_id for update;
  if payment.id is null or terms.split_through is null then
    perform private.raise_problem('payment.unknown', 'Cannot find a payment that was split', 404, jsonb_build_object('field', 'payment_id'));
  end if;
  if payee_kobo is null or payee_kobo not between 0 and payment.amount_kobo then
    perform private.raise_problem('payment.bad_resolution', 'Cannot clear it: say how many kobo of the payment went to the payee''s bank', 400,
      jsonb_build_object('field', 'payee_kobo'));
  end if;
  if not terms.is_unread and terms.told_payee_kobo is not distinct from payee_kobo then
    return terms;
  end if;
  if not terms.is_unread or payment.status <> 'succeeded' then
    perform private.raise_problem('payment.split_known', 'Cannot clear it: what went to the bank is known, or the payment is not settled', 409,
      jsonb_build_object('field', 'payment_id', 'payee_kobo', terms.told_payee_kobo, 'status', payment.status));
  end if;
  perform private.begin_act('clear_split', payment_id, null, note);
  more := payee_kobo - terms.paid_kobo;
  if more <> 0 then
    perform private.post_entry(
      payment.org_id, 'split_cleared', payment.id, now(), 'What went straight to the bank: payment ' || payment.reference,
      array[
        row('paid_to_bank', greatest(more, 0), greatest(-more, 0))::private.ledger_posting,
        row('provider_clearing', greatest(-more, 0), greatest(more, 0))::private.ledger_posting
      ]);
  end if;
  update public.payment_terms as it set is_unread = false, told_payee_kobo = payee_kobo, paid_kobo = payee_kobo
  where it.id = terms.id
  returning it.* into terms;
  if more > 0 then
    perform private.note_payee_debt(payment);
  end if;
  update public.payment_exceptions as exception set resolved_at = now(), resolution = said
  where exception.kind = 'split_unread' and exception.payment_id = payment.id and exception.resolved_at is null;
  return terms;
end
$$;
comment on function private.clear_split(uuid, public.kobo, text) is
  'Checks that the caller is staff and that nobody could read it, then books what they found instead of what was assumed.';

create function public.clear_split(payment_id uuid, payee_kobo numeric, note text)
returns public.payment_terms
language sql
set search_path = ''
as $$
  select private.limit_person('clear_split');
  select private.clear_split(payment_id, private.read_kobo('payee_kobo', payee_kobo), private.read_prose('note', note))
$$;
comment on function public.clear_split(uuid, numeric, text) is
  'For staff, of a payment whose split the provider tells in a shape that nobody could read (split_unread): after a look at its dashboard, how much (kobo) went to the payee''s bank, and what was found. It takes the place of what was assumed, in the books too. Safe to repeat. Errors: auth.forbidden, auth.insufficient_assurance 403, payment.unknown 404, payment.bad_resolution, value.bad_amount 400, payment.split_known 409.';
grant execute on function private.clear_split(uuid, public.kobo, text), public.clear_split(uuid, numeric, text) to authenticated;

-- The nightly proof ---------------------------------------------------------------------------------------

create function private.split_differences(org_id uuid)
returns table (what text, subject_id uuid, payment_id uuid, details jsonb)
language sql
stable
set search_path = ''
as $$
  select 'split_not_booked', payment.id, payment.id, jsonb_build_object(
    'status', payment.status, 'paid_kobo', terms.paid_kobo, 'booked_kobo', booked.kobo)
  from public.payment_terms as terms
  join public.payments as payment on payment.org_id = terms.org_id and payment.terms_id = terms.id
  cross join lateral (
    select coalesce(sum(line.debit_kobo - line.credit_kobo), 0) as kobo
    from public.ledger_entries as entry
    join public.ledger_lines as line on line.org_id = entry.org_id and line.entry_id = entry.id
    join public.ledger_accounts as account on account.id = line.account_id and account.kind = 'paid_to_bank'
    where entry.kind in ('split', 'split_reversed', 'split_cleared') and entry.source_id = payment.id and entry.org_id = payment.org_id
  ) as booked
  where terms.org_id = split_differences.org_id and terms.split_through is not null
    and (booked.kobo <> terms.paid_kobo or terms.paid_kobo > 0 and payment.status <> 'succeeded')
  union all
  select 'paid_to_bank', split_differences.org_id, null::uuid, jsonb_build_object('booked_kobo', booked.kobo, 'paid_kobo', paid.kobo)
  from (
    select coalesce(sum(line.debit_kobo - line.credit_kobo), 0) as kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = split_differences.org_id and account.kind = 'paid_to_bank'
  ) as booked
  cross join (
    select coalesce(sum(terms.paid_kobo), 0) as kobo from public.payment_terms as terms where terms.org_id = split_differences.org_id
  ) as paid
  where booked.kobo <> paid.kobo
$$;
comment on function private.split_differences(uuid) is 'Where what providers paid straight to an organization''s bank and its books do not agree.';

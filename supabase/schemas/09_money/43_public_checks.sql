-- What anybody may ask who was handed a receipt or a reference, through the checks function, which counts how often.

create function service.check_receipt(token text)
returns table (
  number text, received_on text, amount_kobo bigint, currency text, period_from text, period_to text, status text, voided_on text,
  refunded_kobo bigint)
language sql
stable
security definer
set search_path = ''
as $$
  select checked.number, to_char(checked.received_on, 'YYYY-MM-DD'), checked.amount_kobo, checked.currency,
    to_char(lower(checked.period), 'YYYY-MM-DD'), to_char(upper(checked.period) - 1, 'YYYY-MM-DD'),
    checked.status, to_char(checked.voided_on, 'YYYY-MM-DD'), checked.refunded_kobo
  from private.verify_receipt(check_receipt.token) as checked
$$;
comment on function service.check_receipt(text) is
  'A receipt by the token of its QR code, as public.verify_receipt() tells it; Nigerian dates, period_to is the last day. No row: there is no such receipt.';
grant execute on function service.check_receipt(text) to service_role;

create function service.payment_by_reference(reference text)
returns table (reference text, status public.payment_status, amount_kobo bigint, currency text, refunded_kobo bigint)
language sql
stable
security definer
set search_path = ''
as $$
  -- Who pays, whom and for what is not told: a reference stands in addresses and on bank statements.
  select payment.reference, payment.status, payment.amount_kobo, payment.currency, payment.returned_kobo::bigint
  from public.payments as payment
  where payment.reference = payment_by_reference.reference
$$;
comment on function service.payment_by_reference(text) is
  'What anybody may know who holds a payment''s reference: how it stands, its amount and what of it went back (kobo). No row: there is no such payment.';
grant execute on function service.payment_by_reference(text) to service_role;

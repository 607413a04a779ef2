-- For staff: where two sides say different things.

-- Payments outside the platform that are disputed.
select id, org_id, method, claimed_kobo, confirmed_kobo, paid_on, bank_reference, decision from public.offline_payments
where status = 'disputed' order by updated_at;

-- After hearing both sides: it came, so much of it and on that Nigerian day; or it did not.
select public.confirm_offline_payment('<disputed payment id>', '<kobo>', '<day>', 'Both of them signed for it');
select public.reject_offline_payment('<disputed payment id>', 'No such transfer at the bank');

-- Returns of deposits that are disputed.
select id, org_id, tenancy_id, amount_kobo, returned_on, bank_reference, decision from public.deposit_returns
where status = 'disputed' order by updated_at;

-- After hearing both sides: it was returned, or it was not.
select public.decide_deposit_return('<deposit return id>', true, 'The bank confirms it');
select public.decide_deposit_return('<deposit return id>', false, 'The bank knows of none');

-- A confirmed one that did not come after all (a fake alert): what it paid is open again, and its receipts are void. The
-- reason is read by both sides, and stands in the record of acts.
select public.take_back_payment('<confirmed payment id>', 'The bank found the alert to be false');

-- A receipt that is wrong is voided for good, and the money stays where it is; with true another one with the names of today
-- takes its place. Whoever has it reads the reason.
select public.void_receipt('<receipt id>', 'It named the wrong home', true);

-- Exceptions, with what is suggested.
select id, kind, provider, reference, suggested_action, details, times_seen, last_seen_at
from public.payment_exceptions where resolved_at is null order by last_seen_at desc;

-- Close one, with what was done. What is disputed or unclear is closed by the act that decides it.
select public.resolve_payment_exception('<exception id>', 'Booked by hand on 3 December');

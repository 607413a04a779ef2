-- For staff: money that goes out. Look at the provider's dashboard first; the database cannot know what it shows.

-- Payouts that need a person.
select id, org_id, provider, amount_kobo, provider_transfer_id, failure_reason, sent_at from public.payouts
where status = 'needs_attention' order by updated_at;

-- The provider surely has none of this reference: its amount is free again.
select public.fail_payout('<payout id>', 'Not in the dashboard');

-- Refunds of which nobody knows whether the provider made them.
select refund.id, refund.org_id, refund.amount_kobo, payment.reference, payment.method, refund.sent_at
from public.refunds as refund
join private.refund_checks as checked on checked.refund_id = refund.id
join public.payments as payment on payment.id = refund.payment_id
where refund.status = 'sending' and checked.is_unclear order by refund.updated_at;

-- It was made, by this id of the provider; or it was not, and is sent again.
select public.clear_refund('<refund id>', true, 'Seen in the dashboard', '<provider refund id>');
select public.clear_refund('<refund id>', false, 'Not in the dashboard');

-- Refunds for which the provider wants something, such as another account: it says in its dashboard, and tells us what came of it.
select refund.id, refund.org_id, refund.amount_kobo, refund.provider_refund_id, payment.reference, payment.method
from public.refunds as refund join public.payments as payment on payment.id = refund.payment_id
where refund.status = 'needs_attention' order by refund.updated_at;

-- Disputes that wait for an answer, the next to answer first.
select id, org_id, amount_kobo, answer, answer_by, created_at from public.disputes
where status = 'open' order by answer_by nulls last, id;

-- Answers one where the payee does not: contest it, or accept that the money goes back. Until the provider has the answer, it can be corrected.
select public.answer_dispute('<dispute id>', 'contest', 'They live there, and signed for the keys');
select public.answer_dispute('<dispute id>', 'accept', 'Paid twice');

-- What providers should hold.
select * from public.provider_balances;

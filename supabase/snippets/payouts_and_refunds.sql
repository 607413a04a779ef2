-- For staff: money that goes out. Look at the provider's dashboard first; the database cannot know what it shows.

-- Payouts that need a person.
select id, org_id, provider, amount_kobo, provider_transfer_id, failure_reason, sent_at from public.payouts
where status = 'needs_attention' order by updated_at;

-- The provider surely has none of this reference: its amount is free again.
select public.fail_payout('<payout id>', 'Not in the dashboard');

-- Refunds of which nobody knows whether the provider made them.
select refund.id, refund.org_id, refund.amount_kobo, refund.provider_refund_id, payment.reference, payment.method
from public.refunds as refund join public.payments as payment on payment.id = refund.payment_id
where refund.status = 'needs_attention' order by refund.updated_at;

-- It was made, by this id of the provider; or it was not.
select public.clear_refund('<refund id>', true, 'Seen in the dashboard', '<provider refund id>');
select public.clear_refund('<refund id>', false, 'Not in the dashboard');

-- Disputes, the next to answer first.
select id, org_id, status, amount_kobo, created_at from public.disputes order by id desc limit 50;

-- What providers should hold.
select * from public.provider_balances;

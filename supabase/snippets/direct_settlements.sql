-- For support: what is paid straight to payees' banks. One statement at a time.

-- To whom, since when, and what the provider knows of it.
select settlement.org_id, organization.name, settlement.provider, settlement.status, account.bank_name, account.last_four,
  settlement.active_from, known.code, known.is_closed, known.is_unclear, known.last_answer, known.next_at
from public.direct_settlements as settlement
join public.organizations as organization on organization.id = settlement.org_id
join public.payee_accounts as account on account.id = settlement.payee_account_id
left join private.subaccounts as known on known.org_id = settlement.org_id and known.provider = settlement.provider
where settlement.status in ('requested', 'approved', 'active') order by settlement.id desc;

-- How a payment was split, as it was asked for and as the provider tells it.
select payment.reference, payment.status, payment.amount_kobo, payment.provider_fees_kobo, terms.*
from public.payments as payment join public.payment_terms as terms on terms.id = payment.terms_id
where payment.reference = '<reference>';

-- What was not split as it was asked for, and who is in debt.
select kind, provider, reference, details, suggested_action, last_seen_at
from public.payment_exceptions
where kind in ('split_differs', 'split_refused', 'subaccount_unclear', 'payee_in_debt') and resolved_at is null
order by last_seen_at desc;

-- Has the provider told again at once what holds.
update private.subaccounts set next_at = now() where org_id = '<org id>' and provider = 'paystack';
select private.wake_jobs();

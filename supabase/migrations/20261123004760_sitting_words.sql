-- What the law limits for tenants who stay on, in a file of its own because a new value is usable only after its transaction.
set lock_timeout = '5s';
set statement_timeout = '60s';

alter type public.legal_rule_key add value 'sitting_advance_months_monthly';
alter type public.legal_rule_key add value 'sitting_advance_months_yearly';

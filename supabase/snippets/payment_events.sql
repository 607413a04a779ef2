-- For support: what providers told of payments, and having it worked off again. One statement at a time.

-- The events of a payment, newest first.
select id, provider, event_type, status, note, times_received, received_at, processed_at
from private.provider_events where reference = '<reference>' order by id desc;

-- What was given up, with the last error.
select id, provider, event_type, reference, note, processed_at
from private.provider_events where status = 'failed' order by id desc limit 100;

-- What is kept for a part of Estate that does not act on it yet.
select provider, event_type, count(*), max(received_at) from private.provider_events where status = 'kept' group by 1, 2;

-- Works one off again, whatever came of it. What it settled stays settled once.
select public.replay_provider_event('<event id>');

-- Works up to 100 dead letters off again.
select public.redrive_provider_events();

-- Has the provider asked about a payment at once, also about one that failed or was given up.
select private.want_payment_check(id) from public.payments where reference = '<reference>';

-- What needs a person, with what is suggested.
select kind, provider, reference, suggested_action, details, times_seen, last_seen_at
from public.payment_exceptions where resolved_at is null order by last_seen_at desc;

-- How far each reading of a provider's day has come.
select provider, subject, listed_on, reading, pages, items, differences, attempts, last_error, finished_at
from private.reconciliations order by listed_on desc, provider, reading limit 50;

-- The webhook inbox: a provider's signed event is kept once, queued in the same transaction, and worked off by jobs.

create type private.provider_event_status as enum ('received', 'processed', 'ignored', 'failed');
comment on type private.provider_event_status is 'received: queued; processed: acted upon; ignored: nothing to do; failed: given up, in the queue of dead letters.';

create table private.provider_events (
  id uuid primary key default private.uuid_v7(),
  provider public.payment_method not null,
  body_sha256 text not null check (body_sha256 ~ '^[0-9a-f]{64}$'),
  event_type text not null check (length(event_type) between 1 and 80),
  reference text check (length(reference) <= 100),
  body jsonb not null,
  status private.provider_event_status not null default 'received',
  note text check (length(note) <= 1000),
  times_received integer not null default 1,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  unique (provider, body_sha256)
);
comment on table private.provider_events is 'Every webhook whose signature was right, once. Providers send the same event again and out of order; the key makes that harmless.';
comment on column private.provider_events.id is 'Time-ordered identifier.';
comment on column private.provider_events.provider is 'Who sent it.';
comment on column private.provider_events.body_sha256 is 'SHA-256 of the raw body in hex: Paystack sends no event id.';
comment on column private.provider_events.event_type is 'The provider''s name of the event, such as charge.success.';
comment on column private.provider_events.reference is 'The payment reference that it names.';
comment on column private.provider_events.body is 'The parts of the body that the job uses; no card or customer data.';
comment on column private.provider_events.status is 'received: queued; processed: acted upon; ignored: nothing to do; failed: given up.';
comment on column private.provider_events.note is 'What came of it, or the last error.';
comment on column private.provider_events.times_received is 'How often it was sent.';
comment on column private.provider_events.received_at is 'First time, UTC.';
comment on column private.provider_events.processed_at is 'When it reached its last status, UTC.';
create index provider_events_reference_idx on private.provider_events (reference);
create index provider_events_open_idx on private.provider_events (received_at) where status = 'received';
alter table private.provider_events enable row level security;

select pgmq.create('provider_events');
select pgmq.create('provider_events_dead');

create function service.receive_provider_event(
  provider public.payment_method,
  body_sha256 text,
  event_type text,
  reference text,
  body jsonb
)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  event_id uuid;
  is_new boolean;
begin
  insert into private.provider_events as event (provider, body_sha256, event_type, reference, body)
  values (provider, body_sha256, event_type, reference, body)
  on conflict on constraint provider_events_provider_body_sha256_key do update
  set times_received = event.times_received + 1
  returning event.id, event.times_received = 1 into event_id, is_new;
  if is_new then
    perform pgmq.send('provider_events', jsonb_build_object('event_id', event_id));
    perform private.wake_jobs();
  end if;
  return is_new;
end
$$;
comment on function service.receive_provider_event(public.payment_method, text, text, text, jsonb) is
  'Keeps a signed webhook and queues it, in one transaction. False: it had come before.';
grant execute on function service.receive_provider_event(public.payment_method, text, text, text, jsonb) to service_role;

create function service.note_payment_exception(
  kind public.payment_exception_kind,
  provider public.payment_method,
  fingerprint text,
  reference text default null,
  details jsonb default '{}'
)
returns void
language sql
security definer
set search_path = ''
as $$
  select private.note_payment_exception(
    kind, provider, fingerprint, reference,
    (select payment.id from public.payments as payment where payment.reference = note_payment_exception.reference),
    details)
$$;
comment on function service.note_payment_exception(public.payment_exception_kind, public.payment_method, text, text, jsonb) is
  'Leaves a trace for staff of an event that must change nothing.';
grant execute on function service.note_payment_exception(public.payment_exception_kind, public.payment_method, text, text, jsonb)
  to service_role;

-- Working off ---------------------------------------------------------------------------------

create function service.claim_provider_events(max_events integer default 10, visible_again_after_s integer default 60)
returns table (
  message_id bigint,
  attempt integer,
  event_id uuid,
  provider public.payment_method,
  event_type text,
  reference text,
  body jsonb,
  payment_amount_kobo bigint
)
language sql
security definer
set search_path = ''
as $$
  select message.msg_id, message.read_ct::integer, event.id, event.provider, event.event_type, event.reference, event.body,
    payment.amount_kobo
  from pgmq.read('provider_events', visible_again_after_s, max_events) as message
  join private.provider_events as event on event.id = (message.message ->> 'event_id')::uuid
  left join public.payments as payment
    on payment.reference = event.reference and payment.method = event.provider
$$;
comment on function service.claim_provider_events(integer, integer) is
  'Takes up to max_events from the queue; another worker sees them again only after the given seconds. payment_amount_kobo is null when the reference is not ours.';
grant execute on function service.claim_provider_events(integer, integer) to service_role;

create function service.close_provider_event(
  message_id bigint,
  event_id uuid,
  outcome text,
  note text default null
)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  update private.provider_events as event
  set status = outcome::private.provider_event_status, note = left(close_provider_event.note, 1000), processed_at = now()
  where event.id = event_id;
  perform pgmq.archive('provider_events', message_id);
end
$$;
comment on function service.close_provider_event(bigint, uuid, text, text) is
  'Ends the work on an event: outcome is processed, ignored or failed. Its message is archived.';
grant execute on function service.close_provider_event(bigint, uuid, text, text) to service_role;

create function service.settle_provider_event(
  message_id bigint,
  event_id uuid,
  provider_transaction_id text,
  amount_kobo numeric,
  currency text,
  paid_at text,
  channel text,
  provider_fees_kobo numeric
)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  fees public.kobo := private.read_kobo('provider_fees_kobo', provider_fees_kobo);
  paid public.instant := private.read_instant('paid_at', paid_at);
  event private.provider_events;
  outcome private.settlement;
begin
  select e.* into strict event from private.provider_events as e where e.id = event_id;
  outcome := private.settle_payment(
    event.provider, event.reference, provider_transaction_id, amount, currency, paid, channel, fees);
  perform service.close_provider_event(message_id, event_id, 'processed', outcome::text);
  return outcome;
end
$$;
comment on function service.settle_provider_event(bigint, uuid, text, numeric, text, text, text, numeric) is
  'Settles what the provider''s own verify endpoint confirmed and ends the work on the event, in one transaction. Returns settled, already_settled, needs_review or unknown_reference.';
grant execute on function service.settle_provider_event(bigint, uuid, text, numeric, text, text, text, numeric) to service_role;

create function service.retry_provider_event(
  message_id bigint,
  event_id uuid,
  attempt integer,
  error text,
  max_attempts integer default 8
)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  event private.provider_events;
  -- Full jitter over an exponential ceiling of at most an hour.
  delay_s integer := ceil(random() * least(3600, 5 * power(3, least(attempt, 6))));
begin
  if attempt < max_attempts then
    update private.provider_events as e set note = left(error, 1000) where e.id = event_id;
    perform pgmq.set_vt('provider_events', message_id, delay_s);
    return 'retrying';
  end if;
  select e.* into strict event from private.provider_events as e where e.id = event_id;
  perform pgmq.send('provider_events_dead', jsonb_build_object('event_id', event_id));
  perform private.note_payment_exception('gave_up', event.provider, event_id::text, event.reference,
    (select payment.id from public.payments as payment where payment.reference = event.reference),
    jsonb_build_object('event_id', event_id, 'error', left(error, 300)));
  perform service.close_provider_event(message_id, event_id, 'failed', error);
  return 'gave_up';
end
$$;
comment on function service.retry_provider_event(bigint, uuid, integer, text, integer) is
  'Puts a failed event off with growing, jittered delays; after max_attempts moves it to the dead-letter queue with a trace for staff.';
grant execute on function service.retry_provider_event(bigint, uuid, integer, text, integer) to service_role;

create function private.redrive_provider_events()
returns integer
language plpgsql
set search_path = ''
as $$
declare
  letter record;
  redriven integer := 0;
begin
  for letter in select * from pgmq.read('provider_events_dead', 30, 100) loop
    update private.provider_events set status = 'received', processed_at = null
    where id = (letter.message ->> 'event_id')::uuid;
    perform pgmq.send('provider_events', letter.message);
    perform pgmq.archive('provider_events_dead', letter.msg_id);
    redriven := redriven + 1;
  end loop;
  return redriven;
end
$$;
comment on function private.redrive_provider_events() is
  'For staff in Studio: puts up to 100 dead letters back into the queue; returns how many.';

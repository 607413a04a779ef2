-- The webhook inbox: a provider's signed event is kept once, queued in the same transaction, and worked off by jobs.

create type private.provider_event_status as enum ('received', 'processed', 'ignored', 'failed', 'kept');
comment on type private.provider_event_status is 'received: queued; processed: acted upon; ignored: nothing to do; failed: given up, in the queue of dead letters; kept: nothing of ours acts on it yet, it can be replayed when something does.';

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
comment on column private.provider_events.body_sha256 is 'SHA-256 of the raw body in hex: no provider sends an event id.';
comment on column private.provider_events.event_type is 'The provider''s name of the event, such as charge.success.';
comment on column private.provider_events.reference is 'The payment reference that it names.';
comment on column private.provider_events.body is 'The parts of the body that the job uses; no card or customer data.';
comment on column private.provider_events.status is 'received: queued; processed: acted upon; ignored: nothing to do; failed: given up; kept: for a handler to come.';
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

create function service.refuse_provider_event(
  provider public.payment_method,
  fingerprint text,
  reference text,
  details jsonb,
  sender text
)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  wait_s integer;
begin
  -- For each sender, and for all together, since a sender may claim any address.
  select token.retry_after_seconds into wait_s
  from service.take_rate_limit_token('webhooks.bad_signature:' || coalesce(sender, ''), 20, 0.1) as token;
  if wait_s > 0 then
    return wait_s;
  end if;
  select token.retry_after_seconds into wait_s
  from service.take_rate_limit_token('webhooks.bad_signature.all', 200, 1) as token;
  if wait_s > 0 then
    return wait_s;
  end if;
  perform service.note_payment_exception('bad_signature', provider, fingerprint, reference, details);
  return 0;
end
$$;
comment on function service.refuse_provider_event(public.payment_method, text, text, jsonb, text) is
  'Leaves a trace of a webhook that nobody proved to be the provider''s: enough of them to notice, too few to fill the database. Returns 0, or the seconds that the sender is to wait.';
grant execute on function service.refuse_provider_event(public.payment_method, text, text, jsonb, text) to service_role;

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
  payment_amount_kobo bigint,
  saves_card boolean
)
language plpgsql
security definer
set search_path = ''
as $$
declare
  taken pgmq.message_record[];
begin
  -- Two statements: what is taken may have come after the first of them began to look, and would be joined to nothing.
  select array_agg(it) into taken from pgmq.read('provider_events', visible_again_after_s, max_events) as it;
  return query
  select it.msg_id, it.read_ct::integer, event.id, event.provider, event.event_type, event.reference, event.body,
    payment.amount_kobo::bigint, private.may_save_authorization(payment.id)
  from unnest(taken) as it
  join private.provider_events as event on event.id = (it.message ->> 'event_id')::uuid
  left join public.payments as payment
    on payment.reference = event.reference and payment.method = event.provider;
end
$$;
comment on function service.claim_provider_events(integer, integer) is
  'Takes up to max_events from the queue; another worker sees them again only after the given seconds. payment_amount_kobo is null when the reference is not ours; saves_card: its payer let us keep the card.';
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
  'Ends the work on an event: outcome is processed, ignored, kept or failed. Its message is archived.';
grant execute on function service.close_provider_event(bigint, uuid, text, text) to service_role;

create function private.settle_confirmed(
  method public.payment_method,
  payment_reference text,
  provider_transaction_id text,
  amount_kobo public.kobo,
  currency text,
  paid_at public.instant,
  channel text,
  provider_fees_kobo public.kobo
)
returns private.settlement
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  outcome private.settlement := private.settle_payment(
    method, payment_reference, provider_transaction_id, amount_kobo, currency, paid_at, channel, provider_fees_kobo);
  payment public.payments;
begin
  select p.* into payment from public.payments as p where p.reference = payment_reference and p.method = method;
  if outcome = 'already_settled' and payment.provider_transaction_id is distinct from provider_transaction_id then
    -- Not a repeat: the payer paid once more under the same reference.
    perform private.note_payment_exception('duplicate_transaction', method, provider_transaction_id, payment_reference, payment.id,
      jsonb_build_object('amount_kobo', amount_kobo, 'currency', currency,
        'provider_transaction_id', provider_transaction_id, 'settled_transaction_id', payment.provider_transaction_id));
  end if;
  if outcome = 'settled' then
    update public.payment_exceptions as exception
    set resolved_at = now(), resolution = 'The provider was asked again, and the payment was settled.'
    where exception.payment_id = payment.id and exception.kind in ('unsettled', 'gave_up') and exception.resolved_at is null;
  end if;
  return outcome;
end
$$;
comment on function private.settle_confirmed(public.payment_method, text, text, public.kobo, text, public.instant, text, public.kobo) is
  'Settles what a provider''s own answer confirmed, by private.settle_payment(): a second transaction under one reference is left to staff, and what had been noted because it was not settled is closed.';

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
  outcome := private.settle_confirmed(
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

-- Again -----------------------------------------------------------------------------------------

create function private.replay_provider_event(event_id uuid)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- What is still queued comes by itself.
  update private.provider_events as event
  set status = 'received', processed_at = null, note = 'Replayed'
  where event.id = event_id and event.status <> 'received';
  if not found then
    return false;
  end if;
  perform pgmq.archive('provider_events_dead', letter.msg_id)
  from pgmq.q_provider_events_dead as letter where letter.message ->> 'event_id' = event_id::text;
  perform pgmq.send('provider_events', jsonb_build_object('event_id', event_id));
  perform private.wake_jobs();
  return true;
end
$$;
comment on function private.replay_provider_event(uuid) is
  'Has an event worked off once more, whatever came of it; a dead letter of it is taken away. False: there is none, or it still waits. In Studio: select private.replay_provider_event(''…'').';

create function private.redrive_provider_events()
returns integer
language plpgsql
set search_path = ''
as $$
begin
  return (
    select count(*) filter (where private.replay_provider_event((letter.message ->> 'event_id')::uuid))
    from (select message from pgmq.q_provider_events_dead order by msg_id limit 100) as letter
  );
end
$$;
comment on function private.redrive_provider_events() is
  'Has up to 100 dead letters worked off once more; returns how many. In Studio: select private.redrive_provider_events().';

create function private.require_staff_for_events()
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  perform private.require_staff('replay_provider_event');
end
$$;
comment on function private.require_staff_for_events() is 'Refuses (403 auth.forbidden) who is not on the staff.';

create function private.replay_event_for_staff(event_id uuid)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.begin_staff_act('replay_provider_event', event_id, null, null);
  if event_id is null then
    perform private.raise_problem('payment.event_not_found', 'Cannot replay it: say which event', 404,
      jsonb_build_object('field', 'event_id'));
  end if;
  if not exists (select from private.provider_events as event where event.id = event_id) then
    perform private.raise_problem('payment.event_not_found', 'Cannot find the payment event', 404,
      jsonb_build_object('field', 'event_id'));
  end if;
  return private.replay_provider_event(event_id);
end
$$;
comment on function private.replay_event_for_staff(uuid) is 'Checks that the caller is staff, then replays an event.';

create function private.redrive_events_for_staff()
returns integer
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.begin_staff_act('redrive_provider_events', null, null, null);
  return private.redrive_provider_events();
end
$$;
comment on function private.redrive_events_for_staff() is 'Checks that the caller is staff, then replays dead letters.';

create function private.list_events_for_staff(with_status text, of_reference text, before_id uuid, max_results integer)
returns table (
  id uuid, provider public.payment_method, event_type text, reference text, status text, note text,
  times_received integer, received_at timestamptz, processed_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.require_staff_for_events();
  if max_results is null or max_results not between 1 and 200 then
    perform private.raise_problem('payment.bad_list', 'Cannot list them: max_results must be between 1 and 200', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  if with_status is not null and with_status <> all (enum_range(null::private.provider_event_status)::text[]) then
    perform private.raise_problem('payment.bad_list', 'Cannot list them: there is no such status of events', 400,
      jsonb_build_object('field', 'with_status'));
  end if;
  return query
  select event.id, event.provider, event.event_type, event.reference, event.status::text, event.note, event.times_received,
    event.received_at, event.processed_at
  from private.provider_events as event
  where (with_status is null or event.status = with_status::private.provider_event_status)
    and (of_reference is null or event.reference = of_reference)
    and (before_id is null or event.id < before_id)
  order by event.id desc limit max_results;
end
$$;
comment on function private.list_events_for_staff(text, text, uuid, integer) is
  'Checks that the caller is staff, then lists events without their bodies.';

create function public.replay_provider_event(event_id uuid)
returns boolean
language sql
set search_path = ''
as $$
  select private.limit_person('replay_provider_event');
  select private.replay_event_for_staff(event_id)
$$;
comment on function public.replay_provider_event(uuid) is
  'For staff: has a payment event worked off once more, whatever came of it; what it settled stays settled once. False: it still waits for its first turn. Errors: auth.forbidden, auth.insufficient_assurance 403, payment.event_not_found 404.';

create function public.redrive_provider_events()
returns integer
language sql
set search_path = ''
as $$
  select private.limit_person('redrive_provider_events');
  select private.redrive_events_for_staff()
$$;
comment on function public.redrive_provider_events() is
  'For staff: has up to 100 events that were given up worked off once more; returns how many. Errors: auth.forbidden, auth.insufficient_assurance 403.';

create function public.list_provider_events(
  with_status text default null, of_reference text default null, before_id uuid default null, max_results integer default 50
)
returns table (
  id uuid, provider public.payment_method, event_type text, reference text, status text, note text,
  times_received integer, received_at timestamptz, processed_at timestamptz
)
language sql
stable
set search_path = ''
as $$
  select * from private.list_events_for_staff(
    private.read_line('with_status', with_status), private.read_line('of_reference', of_reference), before_id, max_results)
$$;
comment on function public.list_provider_events(text, text, uuid, integer) is
  'For staff: the providers'' events, newest first, of one status (received, processed, ignored, failed, kept) or one payment''s reference; the last id of a page is before_id of the next. Errors: auth.forbidden, auth.insufficient_assurance 403, payment.bad_list 400.';
grant execute on function
  private.replay_event_for_staff(uuid), public.replay_provider_event(uuid),
  private.redrive_events_for_staff(), public.redrive_provider_events(),
  private.list_events_for_staff(text, text, uuid, integer), public.list_provider_events(text, text, uuid, integer)
  to authenticated;

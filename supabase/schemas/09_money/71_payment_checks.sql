-- Payments whose webhook never came: the provider is asked, again and again with growing delays, until it knows. Who
-- never began to pay is given up after a day, what the provider still works on after three; money that comes later is
-- settled all the same, by its webhook or by reconciliation.

create table private.payment_checks (
  payment_id uuid primary key references public.payments (id),
  next_at timestamptz,
  is_wanted boolean not null default false,
  times_asked integer not null default 0 check (times_asked >= 0),
  last_answer text check (length(last_answer) <= 40),
  asked_at timestamptz
);
comment on table private.payment_checks is 'When the provider is asked next what became of a payment. No policies: functions only.';
comment on column private.payment_checks.payment_id is 'The payment.';
comment on column private.payment_checks.next_at is 'When it is asked next, UTC; while somebody asks, when another may. Null: nothing is left to ask.';
comment on column private.payment_checks.is_wanted is 'Asked for by reconciliation, or since its payer gave it up or was told that it failed: also of a payment that failed or was given up.';
comment on column private.payment_checks.times_asked is 'How many answers came.';
comment on column private.payment_checks.last_answer is 'What the provider said last: see service.record_payment_answer().';
comment on column private.payment_checks.asked_at is 'When it said so, UTC.';
create index payment_checks_next_at_idx on private.payment_checks (next_at) where next_at is not null;
alter table private.payment_checks enable row level security;

create function private.unchecked_payments()
returns setof public.payments
language sql
stable
set search_path = ''
as $$
  -- Ten minutes: most who pay are through by then, and their webhook has come.
  select payment.* from public.payments as payment
  where payment.status in ('created', 'pending') and not private.is_offline(payment.method)
    and payment.created_at < now() - interval '10 minutes'
    and not exists (select from private.payment_checks as checked where checked.payment_id = payment.id)
$$;
comment on function private.unchecked_payments() is 'Online payments that should have settled by now, and that no provider was asked about.';

create function private.want_payment_check(payment_id uuid)
returns void
language sql
set search_path = ''
as $$
  insert into private.payment_checks as checked (payment_id, next_at, is_wanted) values (payment_id, now(), true)
  on conflict on constraint payment_checks_pkey do update set next_at = excluded.next_at, is_wanted = true
$$;
comment on function private.want_payment_check(uuid) is
  'Has the provider asked about a payment at once, whatever its state. In Studio: select private.want_payment_check(''…'').';

create function private.payment_checks_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.payment_checks as checked where checked.next_at <= now())
    or exists (select from private.unchecked_payments())
$$;
comment on function private.payment_checks_wait() is 'Whether a provider is to be asked about a payment now.';

create function service.claim_payment_checks(
  methods public.payment_method[], max_payments integer default 20, asked_again_after_s integer default 120
)
returns table (payment_id uuid, provider public.payment_method, reference text, amount_kobo bigint, saves_card boolean)
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into private.payment_checks (payment_id, next_at)
  select stale.id, now() from private.unchecked_payments() as stale
  order by stale.created_at limit max_payments
  on conflict do nothing;
  -- What settled meanwhile, or is a person's to decide, needs no asking.
  update private.payment_checks as checked set next_at = null, is_wanted = false
  from public.payments as payment
  where checked.next_at <= now() and payment.id = checked.payment_id
    and payment.status not in ('created', 'pending')
    and (payment.status not in ('failed', 'abandoned') or not checked.is_wanted);
  return query
  update private.payment_checks as checked set next_at = now() + make_interval(secs => asked_again_after_s)
  from (
    select due.payment_id as id from private.payment_checks as due
    join public.payments as payment on payment.id = due.payment_id and payment.method = any (methods)
    where due.next_at <= now() order by due.next_at limit max_payments for update of due skip locked
  ) as taken
  join public.payments as payment on payment.id = taken.id
  where checked.payment_id = taken.id
  returning payment.id, payment.method, payment.reference, payment.amount_kobo::bigint, private.may_save_authorization(payment.id);
end
$$;
comment on function service.claim_payment_checks(public.payment_method[], integer, integer) is
  'Takes up to max_payments about which a provider is to be asked; another worker may ask only after the given seconds. saves_card: the payer let us keep the card.';
grant execute on function service.claim_payment_checks(public.payment_method[], integer, integer) to service_role;

create function service.settle_checked_payment(
  payment_id uuid,
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
  payment public.payments;
  outcome private.settlement;
begin
  select p.* into strict payment from public.payments as p where p.id = payment_id;
  outcome := private.settle_confirmed(
    payment.method, payment.reference, provider_transaction_id, amount, currency, paid, channel, fees);
  update private.payment_checks as checked
  set next_at = null, is_wanted = false, times_asked = checked.times_asked + 1, last_answer = outcome::text, asked_at = now()
  where checked.payment_id = payment_id;
  return outcome;
end
$$;
comment on function service.settle_checked_payment(uuid, text, numeric, text, text, text, numeric) is
  'Settles a payment that the provider confirmed when it was asked, and asks no more. Returns settled, already_settled or needs_review.';
grant execute on function service.settle_checked_payment(uuid, text, numeric, text, text, text, numeric) to service_role;

create function service.record_payment_answer(payment_id uuid, answer text, reason text default null)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payment public.payments;
  -- Who has not begun to pay will not after a day; a bank transfer may take three.
  patience interval := case
    when answer in ('unknown', 'not_begun') then interval '24 hours' when answer = 'pending' then interval '72 hours' end;
  begun_at timestamptz;
  outcome text := 'waiting';
begin
  select p.* into payment from public.payments as p where p.id = payment_id for update;
  if not found then
    return 'closed';
  end if;
  -- A charge by autopay may have waited for days before it was sent: what was not known then may be known soon.
  begun_at := coalesce(
    (select attempt.begun_at from private.autopay_attempts as attempt where attempt.payment_id = payment.id), payment.created_at);
  if answer = 'unreachable' then
    -- A provider that is away has said nothing: its payments are neither failed nor given up.
    null;
  elsif payment.status not in ('created', 'pending') or answer = 'environment_mismatch' then
    outcome := 'closed';
  elsif answer = 'failed' then
    perform private.move_payment(payment.id, 'failed', coalesce(reason, 'The provider says failed'));
    outcome := 'failed';
  elsif begun_at + patience <= now() then
    perform private.move_payment(payment.id, 'abandoned', 'Nobody paid: the provider says ' || answer);
    outcome := 'abandoned';
  end if;
  update private.payment_checks as checked
  set times_asked = checked.times_asked + 1, last_answer = answer, asked_at = now(),
    is_wanted = checked.is_wanted and outcome = 'waiting',
    -- 5, 10, 20 minutes and so on up to six hours, an hour for a provider that is away; jittered, so that what came
    -- together does not come together again.
    next_at = case when outcome = 'waiting' then now() + (0.75 + random() / 2) * least(
      interval '5 minutes' * power(2, least(checked.times_asked, 10)),
      case answer when 'unreachable' then interval '1 hour' else interval '6 hours' end) end
  where checked.payment_id = payment_id;
  return outcome;
end
$$;
comment on function service.record_payment_answer(uuid, text, text) is
  'Keeps what a provider said of a payment that it did not confirm: unknown (it never heard of it), not_begun (nobody has paid yet), pending (it works on it), failed, environment_mismatch, or unreachable. Returns what follows: waiting, failed, abandoned (24 hours after it was made, 72 while the provider works on it; a charge by autopay so long after it was last begun), or closed. Settled payments stay as they are.';
grant execute on function service.record_payment_answer(uuid, text, text) to service_role;

-- Asked by who pays --------------------------------------------------------------------------------------

create function service.payment_to_ask_about(acting_user uuid, payment_reference text)
returns table (payment_id uuid, provider public.payment_method, status public.payment_status, asks boolean, answer text)
language sql
stable
security definer
set search_path = ''
as $$
  select payment.id, payment.method, payment.status,
    payment.status in ('created', 'pending') and not private.is_offline(payment.method)
      -- A saved card that is being charged is autopay's to ask about.
      and (payment.checkout_url is not null or exists (
        select from public.payment_accounts as account where account.payment_id = payment.id)),
    case
      -- Written down, and the provider was away: it was never heard of, and there is no page on which to pay.
      when payment.status = 'created' and payment.checkout_url is null and payment.created_at < now() - interval '15 seconds'
        and not private.is_offline(payment.method)
        and not exists (select from public.payment_accounts as account where account.payment_id = payment.id)
        and not exists (select from private.autopay_attempts as attempt where attempt.payment_id = payment.id) then 'not_begun'
      -- Whoever looks again and again does not have the provider asked as often.
      when checked.asked_at > now() - interval '5 seconds' then checked.last_answer
    end
  from public.payments as payment
  left join private.payment_checks as checked on checked.payment_id = payment.id
  where payment.reference = payment_reference and acting_user in (select private.payment_payers(payment.id))
$$;
comment on function service.payment_to_ask_about(uuid, text) is
  'A payment of somebody on its paying side; none: there is no such payment for them. asks: whether a provider may be asked what became of it; answer: what it said within the last five seconds; not_begun for one that no provider was told of.';
grant execute on function service.payment_to_ask_about(uuid, text) to service_role;

create function service.record_payer_asked(payment_id uuid, answer text, reason text default null, gives_up boolean default false)
returns public.payment_status
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payment public.payments;
begin
  select p.* into strict payment from public.payments as p where p.id = payment_id for update;
  if payment.status in ('created', 'pending') then
    if answer = 'failed' then
      perform private.move_payment(payment.id, 'failed', coalesce(reason, 'The provider says failed'));
    elsif coalesce(gives_up, false) and answer in ('unknown', 'not_begun') then
      perform private.move_payment(payment.id, 'abandoned', 'Its payer gave it up: nobody had paid');
    end if;
    -- The worker's own questions come when they would have come. What is paid settles by its webhook, which is on its way; if
    -- not, the worker settles it soon.
    insert into private.payment_checks as checked (payment_id, next_at, last_answer, asked_at)
    values (payment.id, case answer when 'succeeded' then now() + interval '20 seconds'
      else greatest(payment.created_at + interval '10 minutes', now()) end, left(answer, 40), now())
    on conflict on constraint payment_checks_pkey do update set last_answer = excluded.last_answer, asked_at = excluded.asked_at,
      next_at = case answer when 'succeeded' then least(checked.next_at, excluded.next_at) else checked.next_at end;
    -- The provider's page may still stand open: what is paid there after all is found though its webhook gets lost.
    update private.payment_checks as checked set next_at = now() + interval '15 minutes', is_wanted = true
    from public.payments as p
    where checked.payment_id = payment.id and p.id = checked.payment_id and p.status in ('failed', 'abandoned');
  end if;
  return (select p.status from public.payments as p where p.id = payment_id);
end
$$;
comment on function service.record_payer_asked(uuid, text, text, boolean) is
  'Keeps what a provider said when a payer had it asked: as service.record_payment_answer(), or succeeded. Locks the payment. failed: the payment fails. gives_up: its payer wants no more of it, so one that nobody has paid is abandoned; money that comes all the same is settled, and the provider is asked once more in a quarter of an hour. Returns how it stands then.';
grant execute on function service.record_payer_asked(uuid, text, text, boolean) to service_role;

-- Autopay takes money: tells the payer days before, makes one payment at a time for a charge, and follows what became of
-- it. A worker of the jobs function asks the provider (functions/jobs/work/autopay.ts); the rules are here.
--
-- The payment, with our reference, is written before the provider hears of it. From then on it is the only one: while a
-- payment of the charge is open, whoever began it, autopay makes no other. So a worker that is killed, or an answer that is
-- lost, is no reason to charge again: the payment checks ask the provider by its reference until it knows.

create type private.autopay_attempt_state as enum ('sending', 'not_sent', 'asked', 'declined');
comment on type private.autopay_attempt_state is 'sending: a worker has it, or was killed with it; not_sent: the provider was away and heard nothing, the same payment is tried again; asked: the provider heard of it, its payment says the rest; declined.';

create table private.autopay_attempts (
  payment_id uuid primary key,
  org_id uuid not null,
  autopay_id uuid not null,
  charge_id uuid not null,
  tried_on public.calendar_date not null,
  state private.autopay_attempt_state not null default 'sending',
  begun_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (charge_id, tried_on),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
  foreign key (org_id, autopay_id) references public.autopays (org_id, id) on delete cascade
);
comment on table private.autopay_attempts is 'Each try to take a charge: at most one on a day. No policies: functions only.';
comment on column private.autopay_attempts.payment_id is 'The payment that was made for it.';
comment on column private.autopay_attempts.org_id is 'The organization; the same for payment, charge and autopay.';
comment on column private.autopay_attempts.autopay_id is 'By which autopay.';
comment on column private.autopay_attempts.charge_id is 'The charge.';
comment on column private.autopay_attempts.tried_on is 'On which day, Nigerian date.';
comment on column private.autopay_attempts.state is 'How far it came.';
comment on column private.autopay_attempts.begun_at is 'When a worker took it in hand last, UTC: from then on the provider may know its payment, and has its time to say so.';
comment on column private.autopay_attempts.created_at is 'When it was written, UTC.';
create index autopay_attempts_payment_idx on private.autopay_attempts (org_id, payment_id);
create index autopay_attempts_charge_idx on private.autopay_attempts (org_id, charge_id);
create index autopay_attempts_autopay_idx on private.autopay_attempts (org_id, autopay_id);
alter table private.autopay_attempts enable row level security;

-- Telling -----------------------------------------------------------------------------------------------------

create function private.tell_of_plan(plan public.autopay_plans, kind text, title text, more jsonb default '{}')
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(array[plan.user_id], plan.org_id, kind, title, plan.id,
    jsonb_build_object('plan_id', plan.id, 'charge_id', plan.charge_id, 'tenancy_id', plan.tenancy_id,
      'amount_kobo', plan.amount_kobo, 'take_on', plan.take_on) || more);
end
$$;
comment on function private.tell_of_plan(public.autopay_plans, text, text, jsonb) is 'Tells the payer, and nobody else, of what autopay takes.';

create function private.announce_autopay(batch integer default 100)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  notice smallint := (select rule.days from private.autopay_days as rule where rule.step = 'notice');
  today date := private.lagos_date();
  made public.autopay_plans;
  done integer := 0;
begin
  for made in
    insert into public.autopay_plans as plan (org_id, autopay_id, user_id, tenancy_id, charge_id, status, amount_kobo, take_on)
    select autopay.org_id, autopay.id, autopay.user_id, autopay.tenancy_id, charge.id,
      case when open.kobo > autopay.most_per_charge_kobo then 'over_limit' else 'announced' end::public.autopay_plan_status,
      open.kobo, greatest(charge.due_on + autopay.day_offset, today + notice)
    from public.autopays as autopay
    join public.tenancies as tenancy on tenancy.id = autopay.tenancy_id and tenancy.is_in_force
    join public.charges as charge on charge.tenancy_id = autopay.tenancy_id and charge.kind = any (autopay.kinds)
    cross join lateral (
      select charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo as kobo
    ) as open
    where autopay.status = 'on' and charge.reverses_id is null and not charge.is_reversed and open.kobo > 0
      and charge.due_on + autopay.day_offset - notice <= today
      and not exists (select from public.autopay_plans as known where known.autopay_id = autopay.id and known.charge_id = charge.id)
    order by autopay.id, charge.id
    limit batch
    on conflict (autopay_id, charge_id) do nothing
    returning plan.*
  loop
    done := done + 1;
    perform private.tell_of_plan(made,
      case made.status when 'announced' then 'autopay_announced' else 'autopay_over_limit' end,
      case made.status when 'announced' then 'Autopay is going to charge your card' else 'Autopay takes no charge over your limit: pay it yourself' end);
  end loop;
  return done;
end
$$;
comment on function private.announce_autopay(integer) is
  'Tells payers of a batch of charges that autopay is going to take, or will not because they are over the limit; returns how many. Run by pg_cron each hour, after the charges were posted. Safe to repeat and to run in many sessions.';
select cron.schedule('announce-autopay', '20 * * * *', private.in_batches('private.announce_autopay'));

-- After the bank answered -------------------------------------------------------------------------------------

create function private.after_decline(plan public.autopay_plans, reason text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  retry smallint := (select rule.days from private.autopay_days as rule where rule.step = 'retry_' || (plan.declines + 1));
  declined public.autopay_plans;
begin
  if (select autopay.status = 'ended' from public.autopays as autopay where autopay.id = plan.autopay_id) then
    -- Stopped while the bank was asked.
    update public.autopay_plans as p
    set status = 'dropped', declines = p.declines + 1, last_answer = left(after_decline.reason, 300) where p.id = plan.id;
    return;
  end if;
  update public.autopay_plans as p
  set declines = p.declines + 1, last_answer = left(after_decline.reason, 300),
    status = case when retry is null then 'given_up' else 'announced' end::public.autopay_plan_status,
    take_on = case when retry is null then p.take_on else greatest(p.first_tried_on + retry, private.lagos_date() + 1) end
  where p.id = plan.id
  returning p.* into declined;
  if retry is null then
    perform private.pause_autopay(plan.autopay_id, 'declined');
  else
    perform private.tell_of_plan(declined, 'autopay_declined', 'Your bank declined autopay: it is tried again',
      jsonb_build_object('reason', declined.last_answer));
  end if;
end
$$;
comment on function private.after_decline(public.autopay_plans, text) is
  'What follows when the bank declined a locked plan of a locked autopay: another try by private.autopay_days, or a pause after the last.';

create function private.follow_autopay(batch integer default 100)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  followed record;
  plan public.autopay_plans;
  done integer := 0;
begin
  for followed in
    select p.id, payment.status as payment_status, payment.failure_reason, autopay.status as autopay_status, checked.last_answer
    from public.autopay_plans as p
    join public.autopays as autopay on autopay.id = p.autopay_id
    left join private.payment_checks as checked on checked.payment_id = p.payment_id
    join public.payments as payment on payment.org_id = p.org_id and payment.id = p.payment_id
    where p.status in ('trying', 'waiting_for_payer') and payment.status in ('succeeded', 'reversed', 'failed', 'abandoned')
    order by p.id limit batch
    for no key update of p, autopay skip locked
  loop
    done := done + 1;
    select p.* into strict plan from public.autopay_plans as p where p.id = followed.id;
    if followed.payment_status in ('succeeded', 'reversed') then
      update public.autopay_plans as p set status = 'taken' where p.id = plan.id;
    elsif followed.payment_status = 'failed' or plan.status = 'waiting_for_payer' then
      perform private.after_decline(plan, coalesce(followed.failure_reason, 'It was not confirmed in time'));
    elsif followed.autopay_status = 'ended' then
      update public.autopay_plans as p set status = 'dropped' where p.id = plan.id;
    elsif followed.last_answer is distinct from 'unknown' then
      -- The bank still works on it: it may take the money yet, and must not take it twice.
      update public.autopay_plans as p set status = 'given_up', last_answer = 'The bank has not decided for days' where p.id = plan.id
      returning p.* into plan;
      perform private.tell_of_plan(plan, 'autopay_declined', 'Your bank has not decided for days: autopay does not try this charge again',
        jsonb_build_object('reason', plan.last_answer));
    else
      -- The provider never heard of it: nobody declined anything.
      update public.autopay_plans as p set status = 'announced', take_on = greatest(p.take_on, private.lagos_date()) where p.id = plan.id;
    end if;
  end loop;
  return done;
end
$$;
comment on function private.follow_autopay(integer) is
  'Plans whose payments came to an end go on: taken, tried again, or given up. Returns how many.';

create function private.autopay_waits()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.autopay_plans as plan
    join public.autopays as autopay on autopay.id = plan.autopay_id and autopay.status = 'on'
    where plan.status = 'announced' and plan.take_on <= private.lagos_date() and plan.not_before <= now()
  ) or exists (
    select from public.autopay_plans as plan
    join public.payments as payment on payment.id = plan.payment_id
    where plan.status in ('trying', 'waiting_for_payer') and payment.status in ('succeeded', 'reversed', 'failed', 'abandoned')
  )
$$;
comment on function private.autopay_waits() is 'Whether autopay has something to take, or to follow, now.';

-- Beginning ---------------------------------------------------------------------------------------------------

create function private.taken_this_month(autopay_id uuid)
returns public.kobo
language plpgsql
stable
set search_path = ''
as $$
begin
  -- What is under way counts, and what the bank never decided: it may be taken yet. What was declined, or never reached
  -- the bank, does not. A month is that in which the bank was asked.
  return (
    select coalesce(sum(payment.amount_kobo), 0)
    from private.autopay_attempts as attempt
    join public.payments as payment on payment.org_id = attempt.org_id and payment.id = attempt.payment_id
    left join private.payment_checks as checked on checked.payment_id = payment.id
    where attempt.autopay_id = taken_this_month.autopay_id
      and attempt.tried_on >= date_trunc('month', private.lagos_date()::timestamp)::date
      and payment.status <> 'failed' and (payment.status <> 'abandoned' or checked.last_answer is distinct from 'unknown'));
end
$$;
comment on function private.taken_this_month(uuid) is 'What autopay has taken, or is about to, in this month of the Nigerian calendar, in kobo.';

create function private.begin_autopay_attempt(plan public.autopay_plans, autopay public.autopays, saved public.saved_authorizations)
returns public.payments
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  today date := private.lagos_date();
  begun public.payments;
  open_kobo bigint;
begin
  -- From here on nothing about the charge changes until the payment is written.
  perform private.lock_charges(array[plan.charge_id]);
  if not exists (
    select from private.tenancy_people as person
    join public.tenancies as tenancy on tenancy.id = person.tenancy_id and tenancy.is_in_force
    where person.user_id = plan.user_id and person.tenancy_id = plan.tenancy_id
  ) then
    perform private.end_autopay(autopay.id);
    return null;
  end if;
  select balance.payable_kobo into strict open_kobo from public.charge_balances as balance where balance.charge_id = plan.charge_id;
  if open_kobo = 0 then
    update public.autopay_plans as p set status = 'dropped' where p.id = plan.id;
    return null;
  end if;
  if coalesce(saved.expires_on < today, false) then
    perform private.pause_autopay(autopay.id, 'card_expired');
    return null;
  end if;
  -- A try that the provider never heard of is taken up with its own reference.
  select payment.* into begun
  from private.autopay_attempts as attempt
  join public.payments as payment on payment.org_id = attempt.org_id and payment.id = attempt.payment_id
  where attempt.payment_id = plan.payment_id and attempt.state = 'not_sent' and payment.status = 'created';
  if exists (
    select from public.payment_items as item
    join public.payments as payment on payment.org_id = item.org_id and payment.id = item.payment_id
    where item.charge_id = plan.charge_id and payment.id is distinct from begun.id and (
      payment.status in ('created', 'pending', 'needs_review')
      or payment.status in ('failed', 'abandoned') and payment.checkout_url is not null
        and payment.updated_at > now() - interval '1 hour'
        and not exists (select from private.autopay_attempts as tried where tried.payment_id = payment.id))
  ) then
    -- An open checkout or one that was left a moment ago, a transfer that was reported, or money of which a person
    -- decides: it may pay the charge.
    update public.autopay_plans as p set not_before = now() + interval '30 minutes' where p.id = plan.id;
    return null;
  end if;
  if open_kobo > plan.amount_kobo then
    -- More is open than the payer was told: they are told anew.
    update public.autopay_plans as p
    set amount_kobo = open_kobo, take_on = today + (select rule.days from private.autopay_days as rule where rule.step = 'notice')
    where p.id = plan.id returning p.* into plan;
    perform private.tell_of_plan(plan, 'autopay_announced', 'Autopay is going to charge your card');
    return null;
  end if;
  if begun.id is not null then
    -- One of last month is begun anew, so that it counts in the month that pays it.
    if begun.amount_kobo = open_kobo and begun.method = saved.provider and exists (
      select from private.autopay_attempts as attempt
      where attempt.payment_id = begun.id and attempt.tried_on >= date_trunc('month', today::timestamp)::date
    ) then
      update private.autopay_attempts as attempt set state = 'sending', begun_at = now() where attempt.payment_id = begun.id;
      update public.autopay_plans as p set status = 'trying' where p.id = plan.id;
      return begun;
    end if;
    perform private.move_payment(begun.id, 'failed', 'The provider never heard of it: it is begun anew');
    delete from private.autopay_attempts as attempt where attempt.payment_id = begun.id;
  end if;
  if open_kobo > autopay.most_per_charge_kobo or private.taken_this_month(autopay.id) + open_kobo > autopay.most_per_month_kobo then
    update public.autopay_plans as p set status = 'over_limit' where p.id = plan.id;
    perform private.tell_of_plan(plan, 'autopay_over_limit', 'Autopay takes no charge over your limit: pay it yourself');
    return null;
  end if;
  if exists (select from private.autopay_attempts as attempt where attempt.charge_id = plan.charge_id and attempt.tried_on = today) then
    update public.autopay_plans as p set take_on = today + 1 where p.id = plan.id;
    return null;
  end if;
  insert into public.payments as made (org_id, tenancy_id, payer_id, method, reference, amount_kobo, mandate_id)
  values (plan.org_id, plan.tenancy_id, plan.user_id, saved.provider,
    'AUT-' || upper(encode(extensions.gen_random_bytes(12), 'hex')), open_kobo, private.collecting_mandate(plan.tenancy_id))
  returning made.* into begun;
  insert into public.payment_items (org_id, payment_id, charge_id, amount_kobo)
  values (plan.org_id, begun.id, plan.charge_id, open_kobo);
  insert into private.autopay_attempts (payment_id, org_id, autopay_id, charge_id, tried_on)
  values (begun.id, plan.org_id, autopay.id, plan.charge_id, today);
  update public.autopay_plans as p
  set status = 'trying', payment_id = begun.id, first_tried_on = coalesce(p.first_tried_on, today) where p.id = plan.id;
  return begun;
end
$$;
comment on function private.begin_autopay_attempt(public.autopay_plans, public.autopays, public.saved_authorizations) is
  'Of a locked plan whose day has come: writes its payment, or says why not (null): nothing is open, another payment may pay it, more than allowed, the card has expired, the tenancy is over.';

create function service.begin_autopay(providers public.payment_method[], most integer default 1)
returns table (payment_id uuid, provider public.payment_method, reference text, amount_kobo bigint, email text, place text, sealed text)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  due record;
  plan public.autopay_plans;
  autopay public.autopays;
  saved public.saved_authorizations;
  begun public.payments;
  made integer := 0;
begin
  perform private.follow_autopay();
  -- One by one, each locked when its turn comes: what another worker has in hand is passed over. Whatever becomes of
  -- one, it is not due afterwards.
  for looked_at in 1..100 loop
    exit when made >= most;
    select p.id, p.autopay_id, a.authorization_id into due
    from public.autopay_plans as p
    join public.autopays as a on a.id = p.autopay_id
    join public.saved_authorizations as s on s.id = a.authorization_id
    where p.status = 'announced' and p.take_on <= private.lagos_date() and p.not_before <= now()
      and a.status = 'on' and s.status = 'usable' and s.provider = any (providers)
    order by p.take_on, p.id
    limit 1
    for no key update of p, a skip locked;
    exit when not found;
    select p.* into strict plan from public.autopay_plans as p where p.id = due.id;
    select a.* into strict autopay from public.autopays as a where a.id = due.autopay_id;
    select s.* into strict saved from public.saved_authorizations as s where s.id = due.authorization_id;
    begun := private.begin_autopay_attempt(plan, autopay, saved);
    if begun.id is not null then
      made := made + 1;
      return query
      select begun.id, begun.method, begun.reference, begun.amount_kobo::bigint, token.email, token.place, token.sealed
      from (values (saved.id)) as wanted (id)
      left join private.authorization_tokens as token on token.authorization_id = wanted.id;
    end if;
  end loop;
end
$$;
comment on function service.begin_autopay(public.payment_method[], integer) is
  'Takes up to so many charges whose day has come and whose cards are kept with one of these providers: the payment of each, with our reference, is written now; tell what the provider answered by record_autopay_answer. sealed is what charges the card; null: it was taken away this moment. Another worker gets others.';
grant execute on function service.begin_autopay(public.payment_method[], integer) to service_role;

create function service.record_autopay_answer(payment_id uuid, answer text, reason text default null, confirm_url text default null)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  attempt private.autopay_attempts;
  authorization_id uuid;
  plan public.autopay_plans;
  payment public.payments;
begin
  select a.* into strict attempt from private.autopay_attempts as a where a.payment_id = payment_id;
  select autopay.authorization_id into strict authorization_id from public.autopays as autopay where autopay.id = attempt.autopay_id;
  perform private.lock_autopays(authorization_id);
  select p.* into plan from public.autopay_plans as p
  where p.autopay_id = attempt.autopay_id and p.charge_id = attempt.charge_id and p.payment_id = payment_id for no key update;
  select p.* into strict payment from public.payments as p where p.id = payment_id for no key update;
  if payment.status not in ('created', 'pending') then
    -- Its webhook was faster: private.follow_autopay() goes on from there.
    return 'closed';
  end if;
  case answer
    when 'not_sent' then
      update private.autopay_attempts as a set state = 'not_sent' where a.payment_id = payment_id;
      update public.autopay_plans as p
      set status = (case when autopay.status = 'ended' then 'dropped' else 'announced' end)::public.autopay_plan_status,
        not_before = now() + (0.75 + random() / 2) * interval '15 minutes'
      from public.autopays as autopay where p.id = plan.id and autopay.id = p.autopay_id;
    when 'unopened' then
      -- Nothing was asked, so nothing was tried. The card stays: should its key come back, its owner may allow it again.
      perform private.move_payment(payment_id, 'failed', 'What charges the card cannot be opened');
      delete from private.autopay_attempts as a where a.payment_id = payment_id;
      update public.autopay_plans as p set status = 'given_up', last_answer = 'The card has to be saved again' where p.id = plan.id;
      perform private.pause_autopay(attempt.autopay_id, 'card_lost');
    when 'unsure', 'pending' then
      update private.autopay_attempts as a set state = 'asked' where a.payment_id = payment_id;
      insert into private.payment_checks (payment_id, next_at) values (payment_id, now() + interval '1 minute') on conflict do nothing;
    when 'action' then
      update private.autopay_attempts as a set state = 'asked' where a.payment_id = payment_id;
      if payment.status = 'created' then
        perform private.move_payment(payment_id, 'pending', 'The bank asks the payer to confirm');
      end if;
      update public.payments as p set checkout_url = left(confirm_url, 2000) where p.id = payment_id;
      update public.autopay_plans as p set status = 'waiting_for_payer', last_answer = left(reason, 300) where p.id = plan.id
      returning p.* into plan;
      if plan.id is not null then
        perform private.tell_of_plan(plan, 'autopay_action', 'Your bank asks you to confirm a charge by autopay',
          jsonb_build_object('checkout_url', confirm_url, 'reference', payment.reference));
      end if;
    when 'declined', 'refused' then
      update private.autopay_attempts as a set state = 'declined' where a.payment_id = payment_id;
      perform private.move_payment(payment_id, 'failed', coalesce(reason, 'Declined'));
      if answer = 'refused' then
        update public.autopay_plans as p set status = 'given_up', declines = p.declines + 1, last_answer = left(reason, 300) where p.id = plan.id;
        perform private.end_authorization(authorization_id, 'refused');
      elsif plan.id is not null then
        perform private.after_decline(plan, reason);
      end if;
  end case;
  return answer;
end
$$;
comment on function service.record_autopay_answer(uuid, text, text, text) is
  'What the provider answered of a charge by autopay that did not succeed at once: not_sent (it was away and heard nothing: the same payment is tried again), unopened (what charges the card cannot be opened: given up, and the payer is told to save it again), unsure or pending (it is asked by the reference until it knows), action (the payer is to confirm at confirm_url), declined (tried again by private.autopay_days, then autopay pauses), refused (the bank will never let the card be charged: it is ended at once). Returns the same, or closed when the payment came to its end meanwhile.';
grant execute on function service.record_autopay_answer(uuid, text, text, text) to service_role;

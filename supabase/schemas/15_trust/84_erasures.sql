-- A person asks to be forgotten. They see first what would go, what stays and why (private.personal_summary), and what stands
-- in the way; then they have days to think better of it; then the clock does it, by the same function as staff do
-- (private.anonymize_person), in one transaction with the record of what was kept and the last message to them. What is under
-- dispute or under suspicion waits for a person, who says why. docs/decisions/0042.

create type public.erasure_decision as enum ('erase', 'hold');
comment on type public.erasure_decision is 'What staff decide where something open concerns the person: erase anyway, or hold until a day.';

create table private.erasure_requests (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references public.profiles (id),
  asked_at timestamptz not null default now(),
  reason text check (private.is_prose(reason) and length(reason) between 1 and 1000),
  erase_at timestamptz not null,
  next_try_at timestamptz,
  closed_until timestamptz,
  note text check (length(note) <= 500),
  revoked_at timestamptz,
  refused_at timestamptz,
  refusal text check (refusal ~ '^[a-z_]+\.[a-z_]+$'),
  waits_since timestamptz,
  matters text[] not null default '{}' check (array_position(matters, null) is null),
  decision public.erasure_decision,
  decision_reason text check (private.is_prose(decision_reason) and length(decision_reason) between 3 and 1000),
  decided_by uuid references public.profiles (id),
  decided_at timestamptz,
  erased_at timestamptz,
  files_gone_at timestamptz,
  constraint erasure_requests_end_check check (num_nonnulls(revoked_at, refused_at, erased_at) <= 1),
  constraint erasure_requests_refused_check check ((refused_at is null) = (refusal is null)),
  constraint erasure_requests_decision_check check (num_nulls(decision, decision_reason, decided_at) in (0, 3) and (decided_by is null or decided_at is not null)),
  constraint erasure_requests_closed_check check (closed_until is null or num_nonnulls(revoked_at, refused_at, erased_at, waits_since) = 0),
  constraint erasure_requests_files_check check (files_gone_at is null or erased_at is not null),
  constraint erasure_requests_due_check check (
    (next_try_at is null) = (num_nonnulls(revoked_at, refused_at, files_gone_at, waits_since) > 0))
);
comment on table private.erasure_requests is
  'Who asked to be forgotten, and what came of it. Afterwards it names an account without a name. No policies: functions only.';
comment on column private.erasure_requests.id is 'Time-ordered identifier.';
comment on column private.erasure_requests.user_id is 'Who asked.';
comment on column private.erasure_requests.asked_at is 'When, UTC.';
comment on column private.erasure_requests.reason is 'Why, if they said; goes with them.';
comment on column private.erasure_requests.erase_at is 'From when on it is done, UTC; until then they may think better of it. Later where staff hold it.';
comment on column private.erasure_requests.next_try_at is 'When the clock looks at it next, UTC; null once it ended, and while staff are to decide.';
comment on column private.erasure_requests.closed_until is
  'Until when the account is shut because it is about to be emptied, UTC; null while it is open, and once it was emptied.';
comment on column private.erasure_requests.note is 'What the last try met.';
comment on column private.erasure_requests.revoked_at is 'When they thought better of it, UTC.';
comment on column private.erasure_requests.refused_at is 'When it could not be done, UTC.';
comment on column private.erasure_requests.refusal is 'Why not: the code of a problem.';
comment on column private.erasure_requests.waits_since is 'Since when staff are to decide, UTC.';
comment on column private.erasure_requests.matters is 'What concerned the person and was open when it came to be done.';
comment on column private.erasure_requests.decision is 'What staff decided last.';
comment on column private.erasure_requests.decision_reason is 'Why; the person reads it.';
comment on column private.erasure_requests.decided_by is 'Who decided; null for SQL in Studio.';
comment on column private.erasure_requests.decided_at is 'When, UTC.';
comment on column private.erasure_requests.erased_at is 'When the account was emptied, UTC.';
comment on column private.erasure_requests.files_gone_at is 'When Storage had none of their files any more, UTC.';
create unique index erasure_requests_one_key on private.erasure_requests (user_id)
  where revoked_at is null and refused_at is null and files_gone_at is null;
comment on index private.erasure_requests_one_key is 'One at a time.';
create index erasure_requests_user_idx on private.erasure_requests (user_id, id desc);
create index erasure_requests_due_idx on private.erasure_requests (next_try_at) where next_try_at is not null;
create index erasure_requests_waiting_idx on private.erasure_requests (waits_since) where waits_since is not null;
create index erasure_requests_decided_by_idx on private.erasure_requests (decided_by);
create index erasure_requests_asked_at_idx on private.erasure_requests (asked_at);
alter table private.erasure_requests enable row level security;

create table private.erasure_keeps (
  request_id uuid not null references private.erasure_requests (id) on delete cascade,
  category text not null references private.personal_categories (category),
  erased bigint not null check (erased >= 0),
  kept bigint not null check (kept >= 0),
  kept_why text,
  kept_until public.calendar_date,
  primary key (request_id, category)
);
comment on table private.erasure_keeps is 'What was erased and what was kept when somebody was forgotten, and why. No policies: functions only.';
comment on column private.erasure_keeps.request_id is 'The request.';
comment on column private.erasure_keeps.category is 'What it is for.';
comment on column private.erasure_keeps.erased is 'How many rows went.';
comment on column private.erasure_keeps.kept is 'How many stayed, without what was personal in them.';
comment on column private.erasure_keeps.kept_why is 'Why, in the words of that day; null where nothing was kept.';
comment on column private.erasure_keeps.kept_until is 'Until when the law asks for it; null: as long as the other side keeps its record.';
create index erasure_keeps_category_idx on private.erasure_keeps (category);
alter table private.erasure_keeps enable row level security;

create table private.erasure_files (
  request_id uuid not null references private.erasure_requests (id) on delete cascade,
  bucket text not null,
  path text not null,
  primary key (request_id, bucket, path)
);
comment on table private.erasure_files is
  'Files of somebody who was forgotten, until Storage has them no more. No policies: functions only.';
comment on column private.erasure_files.request_id is 'The request.';
comment on column private.erasure_files.bucket is 'The bucket.';
comment on column private.erasure_files.path is 'The path in it.';
alter table private.erasure_files enable row level security;

insert into private.retention_rules (relation, ordered_by, keep, reason) values
  ('private.erasure_requests', 'asked_at', '6 years', 'To show that somebody was forgotten, and when: claims lapse after six years');

-- What stands in the way ----------------------------------------------------------------------------------

create function private.erasure_blockers(person uuid)
returns table (code text, message text, field text, subject_id uuid, amount_kobo public.nonnegative_kobo)
language sql
stable
set search_path = ''
rows 5
as $$
  with mine as (
    select distinct tenancy.id, tenancy.status
    from private.tenancy_people as party
    join public.tenancies as tenancy on tenancy.id = party.tenancy_id
    where party.user_id = erasure_blockers.person
  )
  select 'erasure.open_tenancy', 'a tenancy of yours is not over', 'tenancy_id', mine.id, null::public.nonnegative_kobo
  from mine where mine.status in ('active', 'notice_given', 'holding_over')
  union all
  select 'erasure.money_owed', 'you owe something for a tenancy', 'tenancy_id', mine.id, sum(balance.payable_kobo)::public.nonnegative_kobo
  from mine join public.charge_balances as balance on balance.tenancy_id = mine.id
  where balance.payable_kobo > 0
  group by mine.id
  union all
  select 'erasure.money_held', 'a deposit of yours is held', 'tenancy_id', mine.id, deposit.held_kobo::public.nonnegative_kobo
  from mine cross join lateral private.deposit_of(mine.id) as deposit
  -- Tenants who stayed on by a renewal left their deposit where it was: the last tenancy says what is held.
  where deposit.held_kobo > 0 and not exists (
    select from public.tenancies as renewal
    where renewal.parent_id = mine.id and renewal.status not in ('draft', 'offered', 'cancelled'))
  union all
  select 'erasure.money_held', 'you have credit for a tenancy', 'tenancy_id', mine.id, sum(credit.left_kobo)::public.nonnegative_kobo
  from mine join public.payment_credits as credit on credit.tenancy_id = mine.id and credit.left_kobo > 0
  group by mine.id
  union all
  select 'erasure.money_held', 'a payment of yours is under way', 'payment_id', payment.id, payment.amount_kobo::public.nonnegative_kobo
  from public.payments as payment
  where payment.payer_id = erasure_blockers.person and payment.status in ('created', 'pending', 'needs_review')
  union all
  select 'erasure.money_held', 'a refund to you is under way', 'payment_id', payment.id, refund.amount_kobo::public.nonnegative_kobo
  from public.payments as payment
  join public.refunds as refund on refund.payment_id = payment.id
    and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')
  where payment.payer_id = erasure_blockers.person
  union all
  select 'erasure.open_deal', 'an offer of yours is accepted and binds both sides', 'offer_id', offer.id, null
  from public.offers as offer where offer.offeror_id = erasure_blockers.person and offer.status = 'accepted'
  union all
  select 'erasure.open_deal', 'a sale that you are a party to is not closed', 'sale_id', sale.id, null
  from public.sale_parties as party
  join public.sales as sale on sale.id = party.sale_id and sale.status in ('agreed', 'contract_signed')
  where party.profile_id = erasure_blockers.person
  union all
  select 'membership.last_owner', 'you are the only owner of an organization: give the role to another member first', 'org_id', mine.org_id, null
  from public.memberships as mine
  where mine.user_id = erasure_blockers.person and mine.role = 'owner' and not exists (
    select from public.memberships as other where other.org_id = mine.org_id and other.role = 'owner' and other.user_id <> mine.user_id)
$$;
comment on function private.erasure_blockers(uuid) is
  'What stands in the way of forgetting somebody: a code, words, the field and row that it is about, and how much money. No row: nothing does.';

create function private.erasure_matters(person uuid, told boolean)
returns text[]
language sql
stable
set search_path = ''
as $$
  select array(
    select 'signal' where exists (
      select from private.signals as signal
      where signal.user_id = person and (signal.state = 'open' or (signal.appeal is not null and signal.appeal_decision is null))
        and (not told or private.is_signal_told(signal.state, signal.held_until)))
    union all
    select 'report' where not told and (
      exists (select from public.reports as report where report.person_id = person and report.decided_at is null)
      or exists (select from public.message_reports as report where report.sender_id = person and report.decided_at is null))
    union all
    select 'dispute' where exists (
      select from public.payments as payment
      join public.disputes as dispute on dispute.payment_id = payment.id and dispute.status in ('open', 'answered')
      where payment.payer_id = person)
    union all
    -- Else a new account would be theirs for the asking. That theirs is shut because it is their turn is no suspension.
    select 'suspended' where private.is_suspended(person) and not exists (
      select from private.erasure_requests as request
      join auth.users as account on account.id = request.user_id and account.banned_until = request.closed_until
      where request.user_id = person))
$$;
comment on function private.erasure_matters(uuid, boolean) is
  'What is open and concerns somebody, so that staff decide whether it can wait for their data to be gone: signal, report, dispute; or suspended, where staff suspended them. Where the person is told, only what they may know of.';

-- Asking --------------------------------------------------------------------------------------------------

create function private.erasure_preview()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  me constant uuid := (select auth.uid());
begin
  return jsonb_build_object(
    'cooling_off_days', (select extract(epoch from rules.cooling_off) / 86400 from private.privacy_rules as rules),
    'is_decided_by_staff', cardinality(private.erasure_matters(me, true)) > 0,
    'blockers', coalesce((select jsonb_agg(to_jsonb(blocker)) from private.erasure_blockers(me) as blocker), '[]'),
    'categories', coalesce((select jsonb_agg(to_jsonb(part)) from private.personal_summary(me, true) as part), '[]'));
end
$$;
comment on function private.erasure_preview() is 'What forgetting the caller would do.';
grant execute on function private.erasure_preview() to authenticated;

create function public.erasure_preview()
returns jsonb
language sql
set search_path = ''
as $$
  select private.limit_person('erasure_preview');
  select private.erasure_preview()
$$;
comment on function public.erasure_preview() is
  'What would become of your data if you asked to be forgotten: cooling_off_days, blockers (code, message, field, subject_id, amount_kobo) that stand in the way now, is_decided_by_staff (by what you were told of), and categories (category, about, erased and kept as numbers of rows, kept_why, kept_until; until null: as long as the other side keeps its record). What is withheld from you, such as reports, is not counted. Changes nothing.';

create function private.erasure_as_told(request private.erasure_requests)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'id', request.id, 'asked_at', request.asked_at, 'erase_at', request.erase_at,
    'state', case when request.revoked_at is not null then 'revoked' when request.refused_at is not null then 'refused'
      when request.files_gone_at is not null then 'done' when request.erased_at is not null then 'erasing_files'
      when request.waits_since is not null then 'waits_for_staff' when request.erase_at > now() then 'cooling_off' else 'due' end,
    'refusal', request.refusal, 'decision', request.decision, 'decision_reason', request.decision_reason)
$$;
comment on function private.erasure_as_told(private.erasure_requests) is
  'A request as its person sees it; its state is computed: cooling_off, due, waits_for_staff, erasing_files, done, revoked or refused.';

create function private.request_erasure(understood boolean, reason text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  me constant uuid := (select auth.uid());
  why constant text := nullif(btrim(reason), '');
  request private.erasure_requests;
  blocker record;
begin
  perform private.require_presence();
  if understood is not true then
    perform private.raise_problem('erasure.not_understood',
      'Cannot ask for it: look first at what would go and what is kept (erasure_preview), and say that you have understood it', 400,
      jsonb_build_object('field', 'understood'));
  end if;
  if length(why) > 1000 then
    perform private.raise_problem('erasure.bad_reason', 'Cannot ask for it: the reason has more than 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  perform private.lock_person(me);
  select known.* into request from private.erasure_requests as known
  where known.user_id = me and known.revoked_at is null and known.refused_at is null;
  if request.id is not null then
    return private.erasure_as_told(request);
  end if;
  select first.* into blocker from private.erasure_blockers(me) as first limit 1;
  if blocker.code is not null then
    perform private.raise_problem(blocker.code, 'Cannot forget you yet: ' || blocker.message, 409, jsonb_build_object(
      'field', blocker.field, 'subject_id', blocker.subject_id, 'amount_kobo', blocker.amount_kobo,
      'all', (select jsonb_agg(to_jsonb(one)) from private.erasure_blockers(me) as one)));
  end if;
  insert into private.erasure_requests (user_id, reason, erase_at, next_try_at)
  select me, private.without_numbers(why), now() + rules.cooling_off, now() + rules.cooling_off from private.privacy_rules as rules
  returning * into request;
  perform private.notify(array[me], null, 'erasure_asked', 'You asked us to delete your account', request.id,
    jsonb_build_object('erase_at', request.erase_at));
  return private.erasure_as_told(request);
end
$$;
comment on function private.request_erasure(boolean, text) is
  'Checks that it is surely the caller, that they know what it means and that nothing stands in the way, then notes that they want to be forgotten, and tells them, in case it was not they.';
grant execute on function private.request_erasure(boolean, text) to authenticated;

create function public.request_erasure(understood boolean, reason text default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.limit_person('request_erasure');
  select private.request_erasure(understood, private.read_prose('reason', reason))
$$;
comment on function public.request_erasure(boolean, text) is
  'Asks to have your account and your data deleted, once you have seen what that means (erasure_preview) and say so by understood; why is yours to say or not. It is done after some days (erase_at), in which you may take it back (revoke_erasure). What must be kept stays, by an account without a name; papers such as receipts and letters still say the one on them (erasure_preview). Safe to repeat: the one that waits is returned. Errors: auth.insufficient_assurance, auth.stale_sign_in 403, erasure.not_understood, erasure.bad_reason 400, erasure.open_tenancy, erasure.money_owed, erasure.money_held, erasure.open_deal, membership.last_owner 409, with all that stands in the way in their details.';

create function private.revoke_erasure()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  request private.erasure_requests;
begin
  select known.* into request from private.erasure_requests as known
  where known.user_id = (select auth.uid()) order by known.id desc limit 1 for update;
  if request.id is null then
    perform private.raise_problem('erasure.not_found', 'Cannot find that you asked for it', 404);
  end if;
  if request.erased_at is not null then
    perform private.raise_problem('erasure.too_late', 'Cannot take it back: it was done', 409);
  end if;
  if num_nonnulls(request.revoked_at, request.refused_at) = 0 then
    perform private.open_account(request);
    update private.erasure_requests as known
    set revoked_at = now(), next_try_at = null, waits_since = null, closed_until = null, reason = null, note = null where known.id = request.id
    returning known.* into request;
    -- A hold was told; that it is over is what they just did.
    perform private.notify(array[request.user_id], null, 'erasure_revoked', 'Your account stays', request.id, '{}');
  end if;
  return private.erasure_as_told(request);
end
$$;
comment on function private.revoke_erasure() is 'Takes the caller''s request back, up to the moment in which it is done.';
grant execute on function private.revoke_erasure() to authenticated;

create function public.revoke_erasure()
returns jsonb
language sql
set search_path = ''
as $$
  select private.limit_person('revoke_erasure');
  select private.revoke_erasure()
$$;
comment on function public.revoke_erasure() is
  'Takes back that you asked to be forgotten. Safe to repeat. Errors: erasure.not_found 404, erasure.too_late 409; person.suspended 403 in the minutes in which it is being done.';

create function private.my_erasure()
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select private.erasure_as_told(mine) from private.erasure_requests as mine
  where mine.user_id = (select auth.uid()) order by mine.id desc limit 1
$$;
comment on function private.my_erasure() is 'What became of the caller''s last request to be forgotten.';
grant execute on function private.my_erasure() to authenticated;

create function public.my_erasure()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.my_erasure()
$$;
comment on function public.my_erasure() is
  'Your last request to be forgotten: id, asked_at, erase_at, state (cooling_off, due, waits_for_staff, erasing_files, done, revoked or refused), refusal (the code of a problem), and what staff decided, with decision_reason; null when there is none.';
grant execute on function
  public.erasure_preview(), public.request_erasure(boolean, text), public.revoke_erasure(), public.my_erasure() to authenticated;

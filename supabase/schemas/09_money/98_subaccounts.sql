-- What a provider knows of a direct settlement: one subaccount for each organization and provider, which names the bank
-- account to which it pays. It is made once, pointed at another account when that changes, and closed when nothing is paid
-- straight any more (functions/jobs/work/subaccounts.ts).
--
-- No provider takes a key for making one, so that the same call twice makes two. That it is being made is written down
-- before the provider hears of it, and our key goes along in it; a call whose outcome nobody knows is followed by asking the
-- provider for its list, by that key. It is made again only when the list was read to its end and proves, ten minutes after
-- the call, that there is none; else staff look. Updating and closing may be repeated.

create table private.subaccounts (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  provider public.payment_method not null check (provider in ('paystack', 'flutterwave')),
  key uuid not null default gen_random_uuid(),
  code text check (length(code) between 1 and 80),
  payee_account_id uuid,
  is_closed boolean not null default false,
  next_at timestamptz,
  sent_at timestamptz,
  times_sent integer not null default 0 check (times_sent >= 0),
  times_failed integer not null default 0 check (times_failed >= 0),
  is_unclear boolean not null default false,
  last_answer text check (length(last_answer) <= 40),
  created_at timestamptz not null default now(),
  unique (org_id, provider),
  foreign key (org_id, payee_account_id) references public.payee_accounts (org_id, id)
);
comment on table private.subaccounts is
  'The bank account that a provider pays an organization''s share to, as the provider knows it. No policies: functions only.';
comment on column private.subaccounts.id is 'Time-ordered identifier.';
comment on column private.subaccounts.org_id is 'Whose.';
comment on column private.subaccounts.provider is 'Who pays.';
comment on column private.subaccounts.key is 'Ours, sent along when it is made: by it the provider''s list is searched. Another one for each that is made.';
comment on column private.subaccounts.code is 'The provider''s name for it; null: none that we know of.';
comment on column private.subaccounts.payee_account_id is 'To which account it pays, as far as we know; null: nobody knows, or none.';
comment on column private.subaccounts.is_closed is 'Whether the provider was told to pay there no more.';
comment on column private.subaccounts.next_at is 'When the provider is told or asked next, UTC; while somebody does, when another may. Null: nothing is left to do.';
comment on column private.subaccounts.sent_at is 'When it was given to the provider to make, UTC, and no answer came; null: none is on its way.';
comment on column private.subaccounts.times_sent is 'How often it was given to the provider under this key.';
comment on column private.subaccounts.times_failed is 'How often in a row the provider did not answer.';
comment on column private.subaccounts.is_unclear is 'Whether nobody knows if it was made: staff say (clear_subaccount).';
comment on column private.subaccounts.last_answer is 'What came last: see service.record_subaccount(); null while somebody has it in hand.';
comment on column private.subaccounts.created_at is 'When it was first wanted, UTC.';
create index subaccounts_next_at_idx on private.subaccounts (next_at) where next_at is not null;
create index subaccounts_account_idx on private.subaccounts (org_id, payee_account_id);
alter table private.subaccounts enable row level security;

create function private.want_subaccount(settlement public.direct_settlements)
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into private.subaccounts as known (org_id, provider, next_at) values (settlement.org_id, settlement.provider, now())
  -- Whoever has it in hand is waited for: two calls at once may arrive there in another order than their answers here.
  on conflict on constraint subaccounts_org_id_provider_key do update
  set times_failed = 0, next_at = case when known.next_at > now() and known.last_answer is null then known.next_at else now() end;
  perform private.wake_jobs();
end
$$;
comment on function private.want_subaccount(public.direct_settlements) is 'Has the provider told at once what holds by now.';

create function private.subaccounts_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.subaccounts as known where known.next_at <= now())
$$;
comment on function private.subaccounts_wait() is 'Whether a provider is to be told or asked of a subaccount now.';

create function private.holding_settlement(org_id uuid, provider public.payment_method)
returns public.direct_settlements
language sql
stable
set search_path = ''
as $$
  select settlement.* from public.direct_settlements as settlement
  where settlement.org_id = holding_settlement.org_id and settlement.provider = holding_settlement.provider
    and settlement.status in ('approved', 'active')
$$;
comment on function private.holding_settlement(uuid, public.payment_method) is 'The direct settlement that holds for an organization and provider; a row of nulls when there is none.';

create function private.next_subaccount_step(known private.subaccounts, settlement public.direct_settlements)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case
    when known.is_unclear then null
    when known.code is null and known.sent_at is not null then 'find'
    when settlement.id is null then case when known.code is not null and not known.is_closed then 'close' end
    when known.code is null then 'create'
    when known.is_closed or known.payee_account_id is distinct from settlement.payee_account_id then 'update'
  end;
end
$$;
comment on function private.next_subaccount_step(private.subaccounts, public.direct_settlements) is
  'What is to be told or asked next, so that the provider knows what holds: create, find, update or close; null: nothing. The whole of the rule.';

-- Taking in hand ----------------------------------------------------------------------------------------

create function service.claim_subaccounts(providers public.payment_method[], most integer default 5, leased_s integer default 120)
returns table (
  subaccount_id uuid, action text, provider public.payment_method, key text, code text, org_id uuid, payee_account_id uuid,
  business_name text, bank_code text, sealed text, proves_from text)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  due private.subaccounts;
  settlement public.direct_settlements;
begin
  for due in
    select known.* from private.subaccounts as known
    where known.next_at <= now() and known.provider = any (claim_subaccounts.providers)
    order by known.next_at limit most
    for update skip locked
  loop
    settlement := private.holding_settlement(due.org_id, due.provider);
    action := coalesce(private.next_subaccount_step(due, settlement),
      case when settlement.status = 'approved' and not due.is_unclear then 'keep' end);
    update private.subaccounts as known
    set next_at = case when action is not null then now() + make_interval(secs => leased_s) end,
      sent_at = case when action = 'create' then clock_timestamp() else known.sent_at end,
      times_sent = known.times_sent + (action = 'create')::integer,
      last_answer = case when action is null then known.last_answer end,
      -- Until it answers nobody knows where it pays to.
      payee_account_id = case when action in ('update', 'close') then null else known.payee_account_id end
    where known.id = due.id and (action is not null or known.next_at is not null);
    continue when action is null;
    subaccount_id := due.id;
    provider := due.provider;
    key := due.key::text;
    code := due.code;
    org_id := due.org_id;
    payee_account_id := settlement.payee_account_id;
    select organization.name into business_name from public.organizations as organization where organization.id = due.org_id;
    bank_code := null;
    sealed := null;
    if action in ('create', 'update') then
      select account.bank_code, number.sealed into bank_code, sealed
      from public.payee_accounts as account
      left join private.payee_numbers as number on number.payee_account_id = account.id
      where account.id = settlement.payee_account_id;
    end if;
    proves_from := (due.sent_at + interval '10 minutes')::text;
    return next;
  end loop;
end
$$;
comment on function service.claim_subaccounts(public.payment_method[], integer, integer) is
  'Takes subaccounts of which a provider is to be told or asked: action create (it is written down now that it is being made), find (by our key), update or close; or keep, where the provider knows it already and only that is to be recorded (as_is). Another worker may take them only after the given seconds, and one that was being made is then looked for. proves_from: from when a list that does not name it proves that there is none.';
grant execute on function service.claim_subaccounts(public.payment_method[], integer, integer) to service_role;

-- Hearing -------------------------------------------------------------------------------------------------

create function service.record_subaccount(
  subaccount_id uuid, payee_account_id uuid, answer text, code text default null, last_four text default null, reason text default null)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  known private.subaccounts;
  settlement public.direct_settlements;
  was_update boolean;
  has_account uuid;
begin
  select it.* into known from private.subaccounts as it where it.id = subaccount_id;
  if known.id is null then
    return 'unknown_subaccount';
  end if;
  -- The settlement before its subaccount, as whoever decides does.
  settlement := private.holding_settlement(known.org_id, known.provider);
  if settlement.id is not null then
    select held.* into settlement from public.direct_settlements as held
    where held.id = settlement.id and held.status in ('approved', 'active') for no key update;
  end if;
  select it.* into strict known from private.subaccounts as it where it.id = subaccount_id for update;
  was_update := known.code is not null;
  if answer in ('made', 'updated') then
    -- The account that was meant, if its number is the one that the provider names.
    select account.id into has_account from public.payee_accounts as account
    where account.id = coalesce(payee_account_id, settlement.payee_account_id) and account.org_id = known.org_id
      and (last_four is null and answer = 'updated' or account.last_four = last_four);
  end if;
  update private.subaccounts as it
  set last_answer = left(answer, 40),
    code = case when answer = 'made' then coalesce(it.code, left(code, 80)) when answer = 'deleted' then null else it.code end,
    key = case when answer = 'deleted' then gen_random_uuid() else it.key end,
    times_sent = case when answer = 'deleted' then 0 else it.times_sent end,
    payee_account_id = case when answer in ('made', 'updated') then has_account
      when answer in ('closed', 'deleted') then null else it.payee_account_id end,
    is_closed = case when answer in ('made', 'updated', 'deleted') then false when answer = 'closed' then true else it.is_closed end,
    sent_at = case when answer in ('made', 'refused', 'not_sent', 'absent') then null else it.sent_at end,
    is_unclear = it.is_unclear or answer = 'unclear' or answer = 'absent' and it.times_sent >= 3,
    times_failed = case when answer in ('unknown', 'not_sent', 'waits') then it.times_failed + 1 else 0 end,
    next_at = case
      when answer in ('unknown', 'not_sent', 'waits') then
        now() + (0.75 + random() / 2) * least(interval '1 hour', interval '30 seconds' * power(2, least(it.times_failed, 8)))
      -- What the provider would not close is told again: until it is closed money may go there.
      when answer = 'refused' and settlement.id is null and it.code is not null then now() + interval '1 hour'
      when answer in ('refused', 'unclear') then null
      else now() end
  where it.id = known.id
  returning it.* into known;
  if known.is_unclear then
    update private.subaccounts as it set next_at = null where it.id = known.id;
    perform private.note_payment_exception('subaccount_unclear', known.provider, known.key::text, null, null,
      jsonb_build_object('org_id', known.org_id, 'direct_settlement_id', settlement.id, 'key', known.key, 'times_sent', known.times_sent));
  elsif answer = 'refused' then
    if settlement.id is not null and settlement.payee_account_id is distinct from payee_account_id then
      -- It was about what held before.
      update private.subaccounts as it set next_at = now() where it.id = known.id;
    elsif settlement.status = 'approved' then
      perform private.move_direct_settlement(settlement.id, 'failed', null, null, false, coalesce(left(reason, 300), 'The provider refused'));
    elsif settlement.id is null and was_update then
      perform private.note_payment_exception('subaccount_unclear', known.provider, known.key::text, null, null,
        jsonb_build_object('org_id', known.org_id, 'code', known.code, 'reason', left(reason, 300)));
    end if;
  elsif private.next_subaccount_step(known, settlement) is null then
    update private.subaccounts as it set next_at = null where it.id = known.id;
    if settlement.status = 'approved' then
      perform private.move_direct_settlement(settlement.id, 'active', null);
    end if;
  end if;
  -- What was approved while this waited for the row is told next; it is not locked here, since whoever decides locks it first.
  if settlement.id is null and not known.is_unclear and (private.holding_settlement(known.org_id, known.provider)).id is not null then
    update private.subaccounts as it set next_at = now() where it.id = known.id;
  end if;
  return coalesce(private.next_subaccount_step(known, settlement), 'done');
end
$$;
comment on function service.record_subaccount(uuid, uuid, text, text, text, text) is
  'Keeps what a provider says of a subaccount: made (its code and the last four figures of its account; also when it was found), updated, closed, deleted (it is gone), as_is (it was asked nothing), absent (its list proves that there is none), unclear (nothing proves either), refused; or that it did not answer: unknown, not_sent (it surely has not got it), waits (it is too early to say). payee_account_id: the account that it was told. Returns what comes next, or done.';
grant execute on function service.record_subaccount(uuid, uuid, text, text, text, text) to service_role;

-- By staff --------------------------------------------------------------------------------------------

create function private.clear_subaccount(direct_settlement_id uuid, subaccount_code text, note text)
returns public.direct_settlements
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  settlement public.direct_settlements;
  known private.subaccounts;
begin
  perform private.begin_staff_act('clear_subaccount', direct_settlement_id, null, note);
  note := private.check_said(note, 'direct_settlement.bad_reason');
  if length(btrim(subaccount_code)) not between 1 and 80 then
    perform private.raise_problem('direct_settlement.bad_reason', 'Cannot clear it: a code has 1 to 80 characters', 400,
      jsonb_build_object('field', 'subaccount_code'));
  end if;
  select it.* into settlement from public.direct_settlements as it where it.id = direct_settlement_id for no key update;
  if settlement.id is null then
    perform private.raise_problem('direct_settlement.not_found', 'Cannot find it', 404, jsonb_build_object('field', 'direct_settlement_id'));
  end if;
  select it.* into known from private.subaccounts as it
  where it.org_id = settlement.org_id and it.provider = settlement.provider for update;
  if exists (
    select from private.subaccounts as other
    where other.provider = settlement.provider and other.code = btrim(subaccount_code) and other.org_id <> settlement.org_id
  ) then
    perform private.raise_problem('direct_settlement.bad_reason', 'Cannot clear it: that code is of another organization', 400,
      jsonb_build_object('field', 'subaccount_code'));
  end if;
  if known.id is null or not known.is_unclear then
    perform private.refuse_decided_settlement(settlement);
  end if;
  update private.subaccounts as it
  set is_unclear = false, code = btrim(subaccount_code), payee_account_id = null, sent_at = null, next_at = now(),
    times_sent = 0, key = case when subaccount_code is null then gen_random_uuid() else it.key end
  where it.id = known.id;
  update public.payment_exceptions as exception set resolved_at = now(), resolution = note
  where exception.kind = 'subaccount_unclear' and exception.fingerprint = known.key::text and exception.resolved_at is null;
  return settlement;
end
$$;
comment on function private.clear_subaccount(uuid, text, text) is
  'Checks that the caller is staff and that nobody knows, then goes on as they found it: with the subaccount of that code, or by making one.';

create function public.clear_subaccount(direct_settlement_id uuid, note text, subaccount_code text default null)
returns public.direct_settlements
language sql
set search_path = ''
as $$
  select private.limit_person('clear_subaccount');
  select private.clear_subaccount(
    direct_settlement_id, private.read_line('subaccount_code', subaccount_code), private.read_prose('note', note))
$$;
comment on function public.clear_subaccount(uuid, text, text) is
  'For staff, of a subaccount of which nobody knows whether the provider made it (subaccount_unclear): after a look at its dashboard, its code, or none if there is none, and what was found. Errors: auth.forbidden, auth.insufficient_assurance 403, direct_settlement.not_found 404, direct_settlement.bad_reason 400, direct_settlement.already_decided 409.';
grant execute on function private.clear_subaccount(uuid, text, text), public.clear_subaccount(uuid, text, text) to authenticated;

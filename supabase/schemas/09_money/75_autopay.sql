-- Autopay: what a payer allows. Their saved card may be charged for what falls due of one tenancy: the kinds of charge that
-- they chose, up to a limit for a charge and one for a month, and never without having been told some days before. What
-- they allowed is theirs alone to see; the payee's side sees for which tenancies it is on, and no more. That is why its
-- status is no state machine of state_changes, which the payee's side reads: the audit log keeps its history.

create type public.autopay_status as enum ('on', 'paused', 'ended');
comment on type public.autopay_status is 'on: charges are taken; paused: nothing is taken until the payer allows it again; ended: the payer stopped it, or the tenancy is over.';
create type public.autopay_pause as enum ('card_removed', 'card_refused', 'card_expired', 'declined', 'card_lost');
comment on type public.autopay_pause is 'Why autopay paused: the payer removed the card, the bank will never let it be charged again, it expired, the bank declined it as often as we ask, or what charges it cannot be opened any more: the payer saves it again.';

create table public.autopays (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  authorization_id uuid not null references public.saved_authorizations (id) on delete cascade,
  consent_id uuid not null references public.payer_consents (id) on delete cascade,
  status public.autopay_status not null default 'on',
  paused_because public.autopay_pause,
  kinds public.charge_kind[] not null check (cardinality(kinds) between 1 and 20),
  most_per_charge_kobo public.positive_kobo not null,
  most_per_month_kobo public.positive_kobo not null,
  day_offset smallint not null default 0 check (day_offset between -14 and 14),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint autopays_limits_check check (most_per_month_kobo >= most_per_charge_kobo),
  constraint autopays_paused_check check ((status = 'paused') = (paused_because is not null))
);
comment on table public.autopays is 'What one payer allows for one tenancy; a renewal is another tenancy and asks again.';
comment on column public.autopays.id is 'Time-ordered identifier.';
comment on column public.autopays.org_id is 'The organization of the tenancy.';
comment on column public.autopays.tenancy_id is 'Whose charges.';
comment on column public.autopays.user_id is 'Who pays.';
comment on column public.autopays.authorization_id is 'With which saved card.';
comment on column public.autopays.consent_id is 'To which text they agreed.';
comment on column public.autopays.status is 'Whether charges are taken. Moved by functions only.';
comment on column public.autopays.paused_because is 'Why not, while it is paused.';
comment on column public.autopays.kinds is 'Which kinds of charge.';
comment on column public.autopays.most_per_charge_kobo is 'A charge of which more is open is not taken, in kobo.';
comment on column public.autopays.most_per_month_kobo is 'Never more than this in a month of the Nigerian calendar, in kobo.';
comment on column public.autopays.day_offset is 'On which day a charge is taken, in days from that on which it falls due: 0 is the day itself, -2 two days before.';
comment on column public.autopays.created_at is 'When it was first allowed, UTC.';
comment on column public.autopays.updated_at is 'Last change, UTC.';
create unique index autopays_tenancy_key on public.autopays (tenancy_id) where status <> 'ended';
comment on index public.autopays_tenancy_key is 'One payer at a time: two cards for one charge would pay it twice.';
create index autopays_tenancy_idx on public.autopays (org_id, tenancy_id);
create index autopays_user_id_idx on public.autopays (user_id);
create index autopays_authorization_id_idx on public.autopays (authorization_id);
create index autopays_consent_id_idx on public.autopays (consent_id);

create type public.autopay_plan_status as enum (
  'announced', 'trying', 'waiting_for_payer', 'taken', 'skipped', 'over_limit', 'given_up', 'dropped'
);
comment on type public.autopay_plan_status is 'announced: the payer knows the day; trying: the bank was asked; waiting_for_payer: their bank wants them to confirm it; taken: paid; skipped: the payer left it out; over_limit: more than they allow; given_up: the bank declined it too often, or its card cannot be charged any more; dropped: paid otherwise, taken back, or autopay ended.';

create table public.autopay_plans (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  autopay_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  tenancy_id uuid not null,
  charge_id uuid not null,
  status public.autopay_plan_status not null,
  amount_kobo public.positive_kobo not null,
  take_on public.calendar_date not null,
  first_tried_on public.calendar_date,
  declines smallint not null default 0 check (declines >= 0),
  not_before timestamptz not null default now(),
  payment_id uuid,
  last_answer text check (length(last_answer) <= 300),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (autopay_id, charge_id),
  foreign key (org_id, autopay_id) references public.autopays (org_id, id) on delete cascade,
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
  foreign key (org_id, payment_id) references public.payments (org_id, id)
);
comment on table public.autopay_plans is 'Each charge that autopay is going to take, or took, as its payer sees it.';
comment on column public.autopay_plans.id is 'Time-ordered identifier.';
comment on column public.autopay_plans.org_id is 'The organization; the same for autopay and charge.';
comment on column public.autopay_plans.autopay_id is 'By which autopay.';
comment on column public.autopay_plans.user_id is 'Who pays.';
comment on column public.autopay_plans.tenancy_id is 'Of which tenancy.';
comment on column public.autopay_plans.charge_id is 'The charge.';
comment on column public.autopay_plans.status is 'How far it has come. Moved by functions only.';
comment on column public.autopay_plans.amount_kobo is 'What the payer was told is going to be taken, in kobo: never more is.';
comment on column public.autopay_plans.take_on is 'From which day on it is taken, Nigerian date; after a decline, when it is tried again.';
comment on column public.autopay_plans.first_tried_on is 'When the bank was first asked, Nigerian date: tries after a decline count from it.';
comment on column public.autopay_plans.declines is 'How often the bank declined it.';
comment on column public.autopay_plans.not_before is 'Not looked at before, UTC: another payment of the charge is under way, or the provider was away.';
comment on column public.autopay_plans.payment_id is 'The last payment made for it.';
comment on column public.autopay_plans.last_answer is 'What the bank said last, for people.';
comment on column public.autopay_plans.created_at is 'When the payer was told, UTC.';
comment on column public.autopay_plans.updated_at is 'Last change, UTC.';
create index autopay_plans_autopay_idx on public.autopay_plans (org_id, autopay_id);
create index autopay_plans_user_id_idx on public.autopay_plans (user_id, id);
create index autopay_plans_tenancy_idx on public.autopay_plans (org_id, tenancy_id);
create index autopay_plans_charge_idx on public.autopay_plans (org_id, charge_id);
create index autopay_plans_payment_idx on public.autopay_plans (org_id, payment_id) where payment_id is not null;
create index autopay_plans_due_idx on public.autopay_plans (take_on) where status = 'announced';
create index autopay_plans_open_idx on public.autopay_plans (payment_id) where status in ('trying', 'waiting_for_payer');

create table private.autopay_days (
  step text primary key check (step ~ '^(notice|retry_[1-9])$'),
  days smallint not null check (days between 1 and 60),
  reason text not null check (length(btrim(reason)) between 3 and 500)
);
comment on table private.autopay_days is 'When autopay does what: data, so that it can be changed. No policies: functions only.';
comment on column private.autopay_days.step is 'notice: the payer is told; retry_1, retry_2 …: tries after a decline, as many as there are rows.';
comment on column private.autopay_days.days is 'Of notice: how many days before money is taken. Of a retry: how many days after the first try.';
comment on column private.autopay_days.reason is 'Why that many.';
insert into private.autopay_days (step, days, reason) values
  ('notice', 3, 'Long enough to skip a charge, or to put money on the account'),
  ('retry_1', 1, 'Accounts that were empty are often filled the day after'),
  ('retry_2', 3, 'As retry_1'),
  ('retry_3', 5, 'The last one: then autopay pauses, and its payer is told');

alter table public.autopays enable row level security;
alter table public.autopay_plans enable row level security;
alter table private.autopay_days enable row level security;
grant select on public.autopays, public.autopay_plans to authenticated, service_role;
create policy autopays_select on public.autopays for select to authenticated using (user_id = (select auth.uid()));
create policy autopay_plans_select on public.autopay_plans for select to authenticated using (user_id = (select auth.uid()));
create trigger touch_updated_at before update on public.autopays
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.autopay_plans
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.autopays
  for each row execute function private.record_audit();

-- Whoever locks several of these takes them in this order: autopays by their ids, their plans, then payment and charges as
-- settling does. Who takes a batch skips what is locked.

create function private.lock_autopays(authorization_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform from public.autopays as autopay
  where autopay.authorization_id = lock_autopays.authorization_id order by autopay.id for no key update;
end
$$;
comment on function private.lock_autopays(uuid) is 'Locks every autopay by a saved card, in one order.';

create function private.pause_autopay(autopay_id uuid, reason public.autopay_pause)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  paused public.autopays;
begin
  update public.autopays as autopay set status = 'paused', paused_because = reason
  where autopay.id = autopay_id and autopay.status = 'on'
  returning autopay.* into paused;
  if paused.id is not null then
    perform private.notify(array[paused.user_id], paused.org_id, 'autopay_paused', case reason
        when 'card_removed' then 'Autopay paused: you removed its card'
        when 'card_refused' then 'Autopay paused: your bank refuses this card'
        when 'card_expired' then 'Autopay paused: its card has expired'
        when 'card_lost' then 'Autopay paused: save your card again'
        else 'Autopay paused: your bank declined too often' end,
      paused.tenancy_id, jsonb_build_object('autopay_id', paused.id, 'reason', reason));
  end if;
end
$$;
comment on function private.pause_autopay(uuid, public.autopay_pause) is 'Pauses an autopay that is on, and tells its payer why.';

create function private.end_autopay(autopay_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  update public.autopays as autopay set status = 'ended', paused_because = null where autopay.id = autopay_id;
  update public.autopay_plans as plan set status = 'dropped' where plan.autopay_id = autopay_id and plan.status in ('announced', 'over_limit');
end
$$;
comment on function private.end_autopay(uuid) is 'Ends a locked autopay: nothing more is taken. What the bank was asked for before may still come, and is kept.';

-- Allowing ---------------------------------------------------------------------------------------------------

create function private.require_autopay_terms(
  kinds public.charge_kind[], most_per_charge_kobo public.kobo, most_per_month_kobo public.kobo, day_offset integer)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  wrong text := case
    when coalesce(cardinality(kinds), 0) not between 1 and 20 or array_position(kinds, null) is not null
      or kinds && array['sale_deposit', 'sale_balance', 'application_fee']::public.charge_kind[] then 'kinds'
    when most_per_charge_kobo is null or most_per_charge_kobo not between 1 and 10000000000000 then 'most_per_charge_kobo'
    when most_per_month_kobo is null or most_per_month_kobo not between most_per_charge_kobo and 10000000000000 then 'most_per_month_kobo'
    when day_offset is null or day_offset not between -14 and 14 then 'day_offset'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('autopay.bad_terms', format('Cannot allow autopay: %s %s', wrong, case wrong
      when 'kinds' then 'must name kinds of charge that a tenancy has'
      when 'most_per_charge_kobo' then 'must be over zero and at most a hundred billion naira'
      when 'most_per_month_kobo' then 'must be at least the limit for a charge and at most a hundred billion naira'
      else 'must be between -14 and 14' end), 400, jsonb_build_object('field', wrong));
  end if;
end
$$;
comment on function private.require_autopay_terms(public.charge_kind[], public.kobo, public.kobo, integer) is
  'Refuses (400 autopay.bad_terms, naming the field) terms that cannot be; limits in kobo.';

create function private.allow_autopay(
  tenancy_id uuid, authorization_id uuid, kinds public.charge_kind[], most_per_charge_kobo public.kobo,
  most_per_month_kobo public.kobo, day_offset integer, consent_version text, consent_language text)
returns public.autopays
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payer uuid := (select auth.uid());
  tenancy public.tenancies;
  saved public.saved_authorizations;
  agreed uuid;
  chosen public.charge_kind[] := array(select distinct kind from unnest(kinds) as kind order by kind);
  allowed public.autopays;
begin
  -- The tenants of a home come one after the other, and until this is through their tenancy does not end.
  select t.* into tenancy from public.tenancies as t
  where t.id = tenancy_id and t.id in (select person.tenancy_id from private.tenancy_people as person where person.user_id = payer)
  for no key update;
  if tenancy.id is null then
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among yours', 404, jsonb_build_object('field', 'tenancy_id'));
  end if;
  if not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot allow autopay: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_autopay_terms(kinds, most_per_charge_kobo, most_per_month_kobo, day_offset);
  perform private.require_consent_text('autopay', consent_version, consent_language);
  -- The autopay, then the card, as private.end_authorization() locks them: a card that is taken away meanwhile pauses it.
  select autopay.* into allowed from public.autopays as autopay
  where autopay.tenancy_id = tenancy.id and autopay.status <> 'ended' for no key update;
  select s.* into saved from public.saved_authorizations as s where s.id = authorization_id and s.user_id = payer for share;
  if saved.id is null then
    perform private.raise_problem('saved_authorization.not_found', 'Cannot find the card among those that you saved', 404,
      jsonb_build_object('field', 'authorization_id'));
  end if;
  if saved.status <> 'usable' or coalesce(saved.expires_on < private.lagos_date(), false) then
    perform private.raise_problem('saved_authorization.unusable', 'Cannot charge this card: it was removed, refused or has expired', 409,
      jsonb_build_object('field', 'authorization_id'));
  end if;
  insert into public.payer_consents as consent (org_id, user_id, purpose, version, language, tenancy_id)
  values (tenancy.org_id, payer, 'autopay', consent_version, consent_language, tenancy.id)
  returning consent.id into agreed;
  if allowed.id is null then
    insert into public.autopays as autopay (
      org_id, tenancy_id, user_id, authorization_id, consent_id, kinds, most_per_charge_kobo, most_per_month_kobo, day_offset)
    values (tenancy.org_id, tenancy.id, payer, saved.id, agreed, chosen, most_per_charge_kobo, most_per_month_kobo, day_offset)
    returning autopay.* into allowed;
  elsif allowed.user_id = payer then
    update public.autopays as autopay
    set authorization_id = saved.id, consent_id = agreed, kinds = chosen, most_per_charge_kobo = most_per_charge_kobo,
      most_per_month_kobo = most_per_month_kobo, day_offset = day_offset, status = 'on', paused_because = null
    where autopay.id = allowed.id
    returning autopay.* into allowed;
  else
    perform private.raise_problem('autopay.taken', 'Cannot allow autopay: another tenant of the home pays by it', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  -- What was planned under other terms is planned anew, with its days of notice.
  delete from public.autopay_plans as plan where plan.autopay_id = allowed.id and plan.status in ('announced', 'over_limit', 'given_up');
  return allowed;
end
$$;
comment on function private.allow_autopay(uuid, uuid, public.charge_kind[], public.kobo, public.kobo, integer, text, text) is
  'Checks tenancy, card, terms and consent of the caller, then allows autopay, or changes what was allowed. Limits in kobo.';

create function public.allow_autopay(
  tenancy_id uuid, authorization_id uuid, kinds public.charge_kind[], most_per_charge_kobo numeric, most_per_month_kobo numeric,
  consent_version text, consent_language text, day_offset integer default 0)
returns public.autopays
language sql
set search_path = ''
as $$
  select private.limit_person('allow_autopay');
  select private.allow_autopay(
    tenancy_id, authorization_id, kinds, private.read_kobo('most_per_charge_kobo', most_per_charge_kobo),
    private.read_kobo('most_per_month_kobo', most_per_month_kobo), day_offset,
    private.read_line('consent_version', consent_version), private.read_line('consent_language', consent_language))
$$;
comment on function public.allow_autopay(uuid, uuid, public.charge_kind[], numeric, numeric, text, text, integer) is
  'Lets your saved card be charged for what falls due of a tenancy of yours: these kinds of charge, at most so much (kobo) for each and in a month, on the day it falls due or day_offset days from it. You are told days before, and may skip a charge. Again it changes what you allowed, and takes a paused autopay up. consent_version and consent_language name the text in consent_texts that you agreed to. Errors: tenancy.not_found, saved_authorization.not_found 404, autopay.bad_terms, consent.unknown_text 400, tenancy.not_in_force, saved_authorization.unusable, autopay.taken 409.';

create function private.stop_autopay(tenancy_id uuid)
returns public.autopays
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  stopped public.autopays;
begin
  select autopay.* into stopped from public.autopays as autopay
  where autopay.tenancy_id = tenancy_id and autopay.user_id = (select auth.uid())
  order by autopay.id desc limit 1 for no key update;
  if stopped.id is null then
    perform private.raise_problem('autopay.not_found', 'Cannot find autopay of yours for this tenancy', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.end_autopay(stopped.id);
  select autopay.* into strict stopped from public.autopays as autopay where autopay.id = stopped.id;
  return stopped;
end
$$;
comment on function private.stop_autopay(uuid) is 'Checks that the autopay is the caller''s, then ends it.';

create function public.stop_autopay(tenancy_id uuid)
returns public.autopays
language sql
set search_path = ''
as $$
  select private.limit_person('stop_autopay');
  select private.stop_autopay(tenancy_id)
$$;
comment on function public.stop_autopay(uuid) is
  'Stops your autopay for a tenancy: nothing more is taken. What the bank was asked for before is not called back. Safe to repeat. Error: autopay.not_found 404.';

create function private.skip_autopay(plan_id uuid)
returns public.autopay_plans
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  skipped public.autopay_plans;
begin
  select plan.* into skipped from public.autopay_plans as plan
  where plan.id = plan_id and plan.user_id = (select auth.uid()) for no key update;
  if skipped.id is null then
    perform private.raise_problem('autopay.plan_not_found', 'Cannot find what you want to skip among what autopay takes from you', 404,
      jsonb_build_object('field', 'plan_id'));
  end if;
  if skipped.status in ('announced', 'over_limit', 'given_up') then
    update public.autopay_plans as plan set status = 'skipped' where plan.id = plan_id returning plan.* into skipped;
  elsif skipped.status <> 'skipped' then
    perform private.raise_problem('autopay.too_late', 'Cannot skip it: it was taken, is under way or is not taken anyway', 409,
      jsonb_build_object('field', 'plan_id'));
  end if;
  return skipped;
end
$$;
comment on function private.skip_autopay(uuid) is 'Checks that the plan is the caller''s and not under way, then leaves it out.';

create function public.skip_autopay(plan_id uuid)
returns public.autopay_plans
language sql
set search_path = ''
as $$
  select private.limit_person('skip_autopay');
  select private.skip_autopay(plan_id)
$$;
comment on function public.skip_autopay(uuid) is
  'Leaves one charge out of autopay: you pay it otherwise. Possible until the bank was asked for it. Safe to repeat. Errors: autopay.plan_not_found 404, autopay.too_late 409.';

create function private.tenancies_on_autopay(org_id uuid)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return query
  select autopay.tenancy_id from public.autopays as autopay
  where autopay.org_id = tenancies_on_autopay.org_id and autopay.status = 'on'
    and case
      when autopay.org_id = any (array(select private.my_org_ids('money.read'))) then true
      when autopay.tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    end
  order by 1;
end
$$;
comment on function private.tenancies_on_autopay(uuid) is 'Of an organization the tenancies with autopay that the caller may read the money of.';

create function public.tenancies_on_autopay(org_id uuid)
returns setof uuid
language sql
stable
set search_path = ''
as $$
  select * from private.tenancies_on_autopay(org_id)
$$;
comment on function public.tenancies_on_autopay(uuid) is
  'For which tenancies of an organization somebody pays by autopay: whether, and nothing else, is the payee''s to know. For members with money.read, and for agencies with a live mandate to collect; nothing for others.';
grant execute on function
  private.allow_autopay(uuid, uuid, public.charge_kind[], public.kobo, public.kobo, integer, text, text),
  public.allow_autopay(uuid, uuid, public.charge_kind[], numeric, numeric, text, text, integer),
  private.stop_autopay(uuid), public.stop_autopay(uuid),
  private.skip_autopay(uuid), public.skip_autopay(uuid),
  private.tenancies_on_autopay(uuid), public.tenancies_on_autopay(uuid)
  to authenticated;

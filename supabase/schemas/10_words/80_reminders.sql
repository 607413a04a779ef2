-- Reminders of what falls due: on which days, by a rule of each organization, and that each stage is told once.
--
-- Debts of a tenancy that fall due on one day are one: it is reminded by tenancy and day. Of the stages that are over, the
-- last one holds; those before it are not made up for, so that an outage of days makes one message and not three.

create table private.usual_reminder_days (
  days smallint primary key check (days between -60 and 90),
  reason text not null check (length(btrim(reason)) between 3 and 500)
);
comment on table private.usual_reminder_days is 'When tenants of an organization without a rule of its own are reminded: data, so that it can be changed. No policies: functions only.';
comment on column private.usual_reminder_days.days is 'Days after the due date; negative: before it.';
comment on column private.usual_reminder_days.reason is 'Why then.';
alter table private.usual_reminder_days enable row level security;
insert into private.usual_reminder_days (days, reason) values
  (-7, 'Long enough to put the money together'),
  (0, 'The day itself'),
  (3, 'A transfer that was made on the day has come by then'),
  (10, 'The last one: what follows is for people to decide');

create table public.reminder_rules (
  org_id uuid primary key references public.organizations (id) on delete cascade,
  days smallint[] not null,
  updated_at timestamptz not null default now(),
  constraint reminder_rules_days_check check (
    cardinality(days) <= 10 and array_position(days, null) is null and -60 <= all (days) and 90 >= all (days))
);
comment on table public.reminder_rules is 'When an organization reminds its tenants, where it is not as usual.';
comment on column public.reminder_rules.org_id is 'Whose rule.';
comment on column public.reminder_rules.days is 'The stages, each in days after the due date, negative before it; none: nobody is reminded.';
comment on column public.reminder_rules.updated_at is 'Last change, UTC.';

create table public.reminders (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  due_on public.calendar_date not null,
  days smallint not null check (days between -60 and 90),
  told_on public.calendar_date not null,
  amount_kobo public.positive_kobo not null,
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id) on delete cascade,
  constraint reminders_stage_key unique (tenancy_id, due_on, days)
);
comment on table public.reminders is 'Which stages were told, each once for what a tenancy owes by a day.';
comment on column public.reminders.id is 'Time-ordered identifier.';
comment on column public.reminders.org_id is 'To whom it is owed.';
comment on column public.reminders.tenancy_id is 'Whose tenants were reminded.';
comment on column public.reminders.due_on is 'Of what falls due on this Nigerian date.';
comment on column public.reminders.days is 'The stage: days after the due date, negative before it.';
comment on column public.reminders.told_on is 'When it was told, Nigerian date; later than the stage when the clock stood still.';
comment on column public.reminders.amount_kobo is 'What was open then, in kobo.';
create index reminders_tenancy_idx on public.reminders (org_id, tenancy_id);

create table private.reminder_looks (
  org_id uuid primary key references public.organizations (id) on delete cascade,
  looked_on public.calendar_date not null
);
comment on table private.reminder_looks is 'On which day the job last looked for whom an organization reminds. No policies: functions only.';
comment on column private.reminder_looks.org_id is 'Whose tenants.';
comment on column private.reminder_looks.looked_on is 'Nigerian date.';

alter table public.reminder_rules enable row level security;
alter table public.reminders enable row level security;
alter table private.reminder_looks enable row level security;
grant select on public.reminder_rules, public.reminders to authenticated, service_role;
create policy reminder_rules_select on public.reminder_rules for select to authenticated using (
  org_id = any (array(select private.my_org_ids('money.read')))
);
create policy reminders_select on public.reminders for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
create trigger touch_updated_at before update on public.reminder_rules
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.reminder_rules
  for each row execute function private.record_audit();

-- Of what -----------------------------------------------------------------------------------------

create function private.reminder_days(org_id uuid)
returns smallint[]
language sql
stable
set search_path = ''
as $$
  select coalesce(
    (select rule.days from public.reminder_rules as rule where rule.org_id = reminder_days.org_id),
    array(select usual.days from private.usual_reminder_days as usual order by usual.days))
$$;
comment on function private.reminder_days(uuid) is 'The stages at which an organization reminds: its own, else the usual ones.';

create function private.debts_to_remind(
  org_ids uuid[], of_tenancy uuid, from_on public.calendar_date, until_on public.calendar_date)
returns table (org_id uuid, tenancy_id uuid, due_on date, open_kobo bigint, charge_ids uuid[])
language plpgsql
stable
set search_path = ''
rows 1000
as $$
#variable_conflict use_column
begin
  return query
  select charge.org_id, charge.tenancy_id, charge.due_on::date, sum(open.kobo)::bigint, array_agg(charge.id order by charge.id)
  from public.charges as charge
  join public.tenancies as tenancy on tenancy.id = charge.tenancy_id and tenancy.status not in ('draft', 'offered', 'cancelled')
  cross join lateral (
    -- What is withheld as tax is settled by a certificate, and not to be paid.
    select charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo as kobo
  ) as open
  where charge.org_id = any (debts_to_remind.org_ids)
    and charge.due_on between debts_to_remind.from_on and debts_to_remind.until_on
    and (debts_to_remind.of_tenancy is null or charge.tenancy_id = debts_to_remind.of_tenancy)
    and charge.reverses_id is null and not charge.is_reversed and open.kobo > 0
    -- Autopay takes it, or is going to.
    and not exists (
      select from public.autopay_plans as plan
      where plan.org_id = charge.org_id and plan.charge_id = charge.id and plan.status in ('announced', 'trying', 'waiting_for_payer'))
    and not exists (
      select from public.autopays as autopay
      where autopay.tenancy_id = charge.tenancy_id and autopay.status = 'on' and charge.kind = any (autopay.kinds)
        and open.kobo <= autopay.most_per_charge_kobo
        and not exists (select from public.autopay_plans as plan where plan.autopay_id = autopay.id and plan.charge_id = charge.id))
    -- Paid offline, and the payee's side has not answered yet.
    and not exists (
      select from public.payment_items as item
      join public.offline_payments as offline on offline.payment_id = item.payment_id
      where item.org_id = charge.org_id and item.charge_id = charge.id and offline.status in ('submitted', 'recorded'))
  group by charge.org_id, charge.tenancy_id, charge.due_on;
end
$$;
comment on function private.debts_to_remind(uuid[], uuid, public.calendar_date, public.calendar_date) is
  'What tenants of some organizations, or of one tenancy, owe by each day and have to pay themselves: not what is paid, taken back, taken by autopay or waits for the payee''s word that it came.';

create function private.is_owed(charge_ids jsonb)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from jsonb_array_elements_text(charge_ids) as named (id)
    join public.charges as charge on charge.id = named.id::uuid
    where not charge.is_reversed and charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo > 0)
$$;
comment on function private.is_owed(jsonb) is
  'Whether anything of some charges is still to be paid: a reminder that waited in the outbox does not go to who paid meanwhile.';

-- Telling -------------------------------------------------------------------------------------------

create function private.remind(as_of public.calendar_date, org_ids uuid[], tenancy_id uuid)
returns integer
language plpgsql
set search_path = ''
as $$
#variable_conflict use_column
declare
  notices private.notice[];
  stages integer;
begin
  with due as materialized (
    select debt.*, stage.days
    from (
      select known.id as org_id, private.reminder_days(known.id) as days from public.organizations as known
      where known.id = any (org_ids) and known.suspended_at is null
    ) as rule
    -- The last stage holds for a month: what is older is a matter for people, not for the clock.
    cross join lateral private.debts_to_remind(array[rule.org_id], remind.tenancy_id, (as_of - 120)::public.calendar_date, (as_of + 60)::public.calendar_date) as debt
    cross join lateral (
      select max(day) as days from unnest(rule.days) as day where day <= as_of - debt.due_on
    ) as stage
    where as_of - debt.due_on <= stage.days + 30
      -- Of a stage before one that was told, as when the rule changed, nobody wants to hear.
      and not exists (
        select from public.reminders as before
        where before.tenancy_id = debt.tenancy_id and before.due_on = debt.due_on
          -- Nor of two on one day, whichever rule held in the morning.
          and (before.days >= stage.days or before.told_on >= as_of))
  ), kept as (
    -- Two that remind at once: one of them tells, in one order.
    insert into public.reminders as made (org_id, tenancy_id, due_on, days, told_on, amount_kobo)
    -- A hundred charges of the greatest amount are more than one amount may be.
    select due.org_id, due.tenancy_id, due.due_on, due.days, as_of, least(due.open_kobo, 1000000000000000) from due
    order by due.tenancy_id, due.due_on
    on conflict on constraint reminders_stage_key do nothing
    returning made.org_id, made.tenancy_id, made.due_on, made.days
  ), told as (
    select kept.org_id, kept.tenancy_id, kept.days, min(kept.due_on) as due_on, sum(due.open_kobo)::bigint as kobo,
      jsonb_agg(to_jsonb(due.charge_ids) order by kept.due_on) as charges
    from kept
    join due on due.tenancy_id = kept.tenancy_id and due.due_on = kept.due_on
    group by kept.org_id, kept.tenancy_id, kept.days
  )
  select count(distinct (told.tenancy_id, told.days)),
    array_agg(row(person.user_id, told.org_id, case when told.due_on < as_of then 'rent_overdue' else 'rent_due' end,
      format(case when told.due_on < as_of then '%s was due on %s and is not paid' else '%s is due on %s' end,
        private.shown_fact('kobo', to_jsonb(told.kobo), 'email', 'en'), private.shown_fact('date', to_jsonb(told.due_on), 'email', 'en')),
      told.tenancy_id,
      jsonb_build_object('amount_kobo', told.kobo, 'due_on', told.due_on, 'days', told.days,
        'charge_ids', (select jsonb_agg(one.id) from jsonb_array_elements(told.charges) as day (ids) cross join jsonb_array_elements(day.ids) as one (id)),
        'path', '/tenancies/' || told.tenancy_id || '/pay'))::private.notice) filter (where person.user_id is not null)
  into stages, notices
  from told
  left join lateral (
    select distinct on_it.user_id from private.tenancy_people as on_it where on_it.tenancy_id = told.tenancy_id
  ) as person on true;
  perform private.notify(coalesce(notices, '{}'));
  return stages;
end
$$;
comment on function private.remind(public.calendar_date, uuid[], uuid) is
  'Reminds all tenants of some organizations, or of one tenancy, of what they owe, where a stage is due that was not told: one notification for each tenancy, stage and person. Returns how many tenancies and stages. Who has no account is not told, and the stage is over all the same.';

create function private.remind_of_charges(as_of public.calendar_date default private.lagos_date(), batch integer default 50)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  -- Taken by a lock that nobody else wants: whoever changes an organization does not wait for its tenants to be reminded.
  orgs uuid[] := array(
    with waiting as materialized (
      select organization.id from public.organizations as organization
      where organization.suspended_at is null and not exists (
        select from private.reminder_looks as look where look.org_id = organization.id and look.looked_on >= as_of)
      order by organization.id limit batch * 8
    )
    select waiting.id from waiting where pg_try_advisory_xact_lock(hashtextextended('remind:' || waiting.id, 0)) limit batch);
  org uuid;
begin
  if orgs = '{}' then
    return 0;
  end if;
  foreach org in array orgs loop
    -- Whoever had it before may have let go of it just now.
    continue when exists (select from private.reminder_looks as look where look.org_id = org and look.looked_on >= as_of);
    begin
      perform private.remind(as_of, array[org], null);
    exception when others then
      -- What was only in each other's way is done again. Whoever's rows cannot be read keeps nobody else from hearing.
      if sqlstate in ('40001', '40P01', '55P03') then
        raise;
      end if;
      raise warning 'Cannot remind the tenants of organization %: %', org, sqlstate;
    end;
  end loop;
  insert into private.reminder_looks as look (org_id, looked_on)
  select taken.id, as_of from public.organizations as taken where taken.id = any (orgs)
  on conflict (org_id) do update set looked_on = excluded.looked_on;
  return cardinality(orgs);
end
$$;
comment on function private.remind_of_charges(public.calendar_date, integer) is
  'Looks at a batch of organizations, each once a day, and reminds their tenants; returns at how many it looked. One whose reminders fail is warned of in the log, tried again the next day, and holds up no other. Run by pg_cron in the hours in which people are awake. Safe to run twice, late, or in many sessions at a time.';
-- From twenty-five past eight until twenty-five past eight in the evening, in Lagos.
select cron.schedule('remind-of-charges', '25 7-19 * * *', private.in_batches('private.remind_of_charges'));

-- The API ---------------------------------------------------------------------------------------

create function private.require_reminder_days(days integer[])
returns void
language plpgsql
set search_path = ''
as $$
begin
  if cardinality(days) > 10 or array_position(days, null) is not null or not (-60 <= all (days) and 90 >= all (days)) then
    perform private.raise_problem('reminder.bad_days',
      'Cannot remind on these days: give at most ten, from 60 days before the due date (-60) to 90 after it', 400,
      jsonb_build_object('field', 'days'));
  end if;
end
$$;
comment on function private.require_reminder_days(integer[]) is 'Refuses (400 reminder.bad_days) stages that cannot be; null is as usual.';

create function private.set_reminder_rule(org_id uuid, days integer[])
returns integer[]
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.require_permission(org_id, 'money.write');
  perform private.require_reminder_days(days);
  if days is null then
    delete from public.reminder_rules as rule where rule.org_id = org_id;
  else
    insert into public.reminder_rules as rule (org_id, days)
    values (org_id, array(select distinct day::smallint from unnest(days) as day order by 1))
    on conflict on constraint reminder_rules_pkey do update set days = excluded.days where rule.days <> excluded.days;
  end if;
  -- A stage that falls on today is told today.
  delete from private.reminder_looks as look where look.org_id = org_id;
  return private.reminder_days(org_id);
end
$$;
comment on function private.set_reminder_rule(uuid, integer[]) is 'Checks the permission, then keeps the stages, or forgets them for the usual ones.';
grant execute on function private.set_reminder_rule(uuid, integer[]) to authenticated;

create function public.set_reminder_rule(org_id uuid, days integer[] default null)
returns integer[]
language sql
set search_path = ''
as $$
  select private.limit_person('set_reminder_rule');
  select private.set_reminder_rule(org_id, days)
$$;
comment on function public.set_reminder_rule(uuid, integer[]) is
  'When your tenants are reminded of what they owe: days after the due date, negative before it, at most ten from -60 to 90; an empty list: never; left out: as usual (a week before, on the day, three and ten days after). Returns the days that hold. Safe to repeat. Needs money.write. Errors: auth.forbidden 403, reminder.bad_days 400.';
grant execute on function public.set_reminder_rule(uuid, integer[]) to authenticated;

create function private.reminder_rule(org_id uuid)
returns table (days integer[], is_own boolean)
language plpgsql
stable
security definer
set search_path = ''
rows 1
as $$
#variable_conflict use_variable
begin
  perform private.require_permission(org_id, 'money.read');
  days := private.reminder_days(org_id);
  is_own := exists (select from public.reminder_rules as rule where rule.org_id = org_id);
  return next;
end
$$;
comment on function private.reminder_rule(uuid) is 'Checks the permission, then says when an organization reminds.';
grant execute on function private.reminder_rule(uuid) to authenticated;

create function public.reminder_rule(org_id uuid)
returns table (days integer[], is_own boolean)
language sql
stable
set search_path = ''
as $$
  select * from private.reminder_rule(org_id)
$$;
comment on function public.reminder_rule(uuid) is
  'When your tenants are reminded of what they owe: days after the due date, negative before it, and whether that is a rule of your own or as usual. Needs money.read. Error: auth.forbidden 403.';
grant execute on function public.reminder_rule(uuid) to authenticated;

create function private.remind_now(tenancy_id uuid)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  return private.remind(private.lagos_date(), array[tenancy.org_id], tenancy.id);
end
$$;
comment on function private.remind_now(uuid) is 'Checks that the caller may collect, then tells the stage that holds today if nobody has yet.';
grant execute on function private.remind_now(uuid) to authenticated;

create function public.remind_tenancy(tenancy_id uuid)
returns integer
language sql
set search_path = ''
as $$
  select private.limit_person('remind_tenancy');
  select private.remind_now(tenancy_id)
$$;
comment on function public.remind_tenancy(uuid) is
  'Reminds all tenants of a tenancy now instead of at the next hour of the clock: of the stage that holds today, never twice of one. Returns how many stages were told: 0 when none was due or the clock was faster. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403.';
grant execute on function public.remind_tenancy(uuid) to authenticated;

create function private.preview_reminders(org_id uuid, days integer[], until_on public.calendar_date)
returns table (goes_on date, tenancy_id uuid, due_on date, stage integer, amount_kobo bigint, people integer)
language plpgsql
stable
security definer
set search_path = ''
rows 100
as $$
#variable_conflict use_column
declare
  today constant date := private.lagos_date();
begin
  perform private.require_permission(preview_reminders.org_id, 'money.read');
  perform private.require_reminder_days(preview_reminders.days);
  return query
  select (debt.due_on + planned.day)::date, debt.tenancy_id, debt.due_on, planned.day::integer, debt.open_kobo, (
      select count(distinct person.user_id)::integer from private.tenancy_people as person where person.tenancy_id = debt.tenancy_id)
  from private.debts_to_remind(array[preview_reminders.org_id], null, (today - 120)::public.calendar_date,
    (coalesce(preview_reminders.until_on::date, today + 30) + 60)::public.calendar_date) as debt
  cross join (
    select distinct one.day from unnest(coalesce(preview_reminders.days, private.reminder_days(preview_reminders.org_id)::integer[])) as one (day)
  ) as planned
  where debt.due_on + planned.day between today and coalesce(preview_reminders.until_on::date, today + 30)
    and not exists (
      select from public.reminders as before
      where before.tenancy_id = debt.tenancy_id and before.due_on = debt.due_on and before.days >= planned.day)
  order by 1, debt.due_on, debt.tenancy_id
  limit 1000;
end
$$;
comment on function private.preview_reminders(uuid, integer[], public.calendar_date) is 'Checks the permission, then says which stages are to come.';
grant execute on function private.preview_reminders(uuid, integer[], public.calendar_date) to authenticated;

create function public.preview_reminders(org_id uuid, days integer[] default null, until_on text default null)
returns table (goes_on date, tenancy_id uuid, due_on date, stage integer, amount_kobo bigint, people integer)
language sql
stable
set search_path = ''
as $$
  select * from private.preview_reminders(org_id, days, private.read_date('until_on', until_on))
$$;
comment on function public.preview_reminders(uuid, integer[], text) is
  'Which reminders go on which Nigerian date until until_on (30 days when left out), should nobody pay: of which tenancy, for what falls due when, at which stage, of how much in kobo, to how many people with an account. By the rule that holds, or by days as set_reminder_rule takes them. The first thousand. Needs money.read. Errors: auth.forbidden 403, reminder.bad_days 400.';
grant execute on function public.preview_reminders(uuid, integer[], text) to authenticated;

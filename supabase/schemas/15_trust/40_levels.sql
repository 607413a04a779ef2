-- Levels of trust: what a person has proven opens what they may do. A level is never stored: it is computed from what is
-- verified now (private.verified_kinds), so that what expires or is taken back closes in that moment.
--
-- Which act needs which level is data that staff edit (trust_rules), each rule with the day from which it holds: nobody is
-- shut out by a release. Every act asks one function, private.require_level(). docs/decisions/0037.

create type public.trust_level as enum ('none', 'contact', 'bank', 'identity');
comment on type public.trust_level is
  'What is proven of a person, each more than the one before. none; contact: a telephone number or an e-mail address is theirs; bank: a bank account is in their name; identity: a register of the banks or the state knows them.';
create type public.trust_act as enum ('publish', 'collect', 'acknowledge_cash', 'pay_out', 'sign');
comment on type public.trust_act is
  'What needs a level. publish: show a listing to visitors; collect: add a bank account to which money may go; acknowledge_cash: say that cash came; pay_out: ask for or approve a payout; sign: agree to a tenancy or record a contract of sale.';

create function private.level_by(kinds public.verification_kind[])
returns public.trust_level
language sql
immutable
set search_path = ''
as $$
  select case
    when kinds && '{bvn,nin,vnin}' then 'identity'
    when kinds && '{bank_account}' then 'bank'
    when kinds && '{phone,email}' then 'contact'
    else 'none' end::public.trust_level
$$;
comment on function private.level_by(public.verification_kind[]) is 'The level that what is verified comes to; of nothing none.';

create function private.trust_level(person uuid)
returns public.trust_level
language sql
stable
set search_path = ''
as $$
  select private.level_by(array(select known.kind from private.verified_kinds(person) as known))
$$;
comment on function private.trust_level(uuid) is 'The level of a person now; of nobody none.';

create function private.kinds_for(level public.trust_level)
returns public.verification_kind[]
language sql
immutable
set search_path = ''
as $$
  select array(
    select kind from unnest(enum_range(null::public.verification_kind)) as kind
    where level > 'none' and private.level_by(array[kind]) >= level)
$$;
comment on function private.kinds_for(public.trust_level) is 'What to verify to reach a level: any one of these. Of none nothing.';

create table public.trust_rules (
  act public.trust_act not null,
  from_kobo public.nonnegative_kobo not null default 0,
  level public.trust_level not null,
  level_before public.trust_level not null default 'none',
  holds_from public.instant not null default now() + interval '90 days',
  reason text not null constraint trust_rules_reason_check check (private.is_prose(reason) and length(btrim(reason)) between 3 and 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (act, from_kobo)
);
comment on table public.trust_rules is
  'Which act needs which level, from which amount and from which day on. Of several amounts the highest level counts. Everybody may read what is asked and will be; what was asked before, the audit log says.';
comment on column public.trust_rules.act is 'What is to be done.';
comment on column public.trust_rules.from_kobo is 'From which amount on, in kobo: the price, the rent of a year, what is paid; zero: always.';
comment on column public.trust_rules.level is 'What is needed; none: nothing, any more.';
comment on column public.trust_rules.level_before is 'What is needed until then.';
comment on column public.trust_rules.holds_from is 'From when on, UTC: by itself 90 days from its making, so that people have time.';
comment on column public.trust_rules.reason is 'Why.';
comment on column public.trust_rules.created_at is 'When it was made, UTC.';
comment on column public.trust_rules.updated_at is 'Last change, UTC.';
insert into public.trust_rules (act, from_kobo, level, reason) values
  ('publish', 0, 'contact', 'Whoever asks about a home must be able to reach somebody'),
  ('collect', 0, 'bank', 'Rent goes to nobody whose name no bank knows'),
  ('acknowledge_cash', 0, 'contact', 'A receipt for cash is a person''s word'),
  ('acknowledge_cash', 100000000, 'identity', 'A million naira in cash is worth knowing whose word it is'),
  ('pay_out', 0, 'bank', 'Money leaves by the word of somebody who can be found'),
  ('pay_out', 500000000, 'identity', 'Five million naira are worth a forged profile'),
  ('sign', 0, 'contact', 'Both sides of a paper must be able to reach each other'),
  ('sign', 500000000, 'identity', 'A home of five million naira is worth a forged profile');

alter table public.trust_rules enable row level security;
grant select on public.trust_rules to anon, authenticated, service_role;
create policy trust_rules_select on public.trust_rules for select to anon, authenticated using (true);
create trigger touch_updated_at before update on public.trust_rules
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.trust_rules
  for each row execute function private.record_audit('act');

create function private.needed_level(act public.trust_act, amount_kobo public.kobo)
returns public.trust_level
language sql
stable
set search_path = ''
as $$
  -- Of an amount that nobody knows the most is asked.
  select coalesce(max(case when rule.holds_from <= now() then rule.level else rule.level_before end), 'none')
  from public.trust_rules as rule
  where rule.act = needed_level.act and (needed_level.amount_kobo is null or rule.from_kobo <= needed_level.amount_kobo)
$$;
comment on function private.needed_level(public.trust_act, public.kobo) is
  'The level that an act needs now, for an amount in kobo; null: whatever the amount.';

create function private.require_level(person uuid, act public.trust_act, amount_kobo public.kobo, field text)
returns void
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  needed public.trust_level;
  has public.trust_level;
begin
  if act is null then
    raise 'private.require_level() was asked of no act';
  end if;
  -- Our own workers carry out what people were asked for, and SQL in Studio is the administrators'.
  if person is null then
    return;
  end if;
  needed := private.needed_level(act, amount_kobo);
  if needed = 'none' then
    return;
  end if;
  has := private.trust_level(person);
  if has < needed then
    perform private.raise_problem('trust.level_missing',
      format('Cannot do this yet: it needs that you have verified %s', case needed
        when 'contact' then 'a telephone number or an e-mail address' when 'bank' then 'a bank account in your name'
        else 'your identity' end), 403,
      jsonb_build_object('field', field, 'act', act, 'level', needed, 'has', has, 'amount_kobo', amount_kobo, 'verify', private.kinds_for(needed)));
  end if;
end
$$;
comment on function private.require_level(uuid, public.trust_act, public.kobo, text) is
  'The one guard of levels: refuses (403 trust.level_missing) what needs more than is verified of the person who does it, and says which level is missing and what to verify for it. amount_kobo: what it is about; null: the most that any amount needs.';

create function private.require_signing(rent_kobo public.kobo, rent_per public.price_period, field text)
returns void
language sql
stable
set search_path = ''
as $$
  -- By the year, however often it is paid; what a year comes to may be more than any amount that is compared.
  select private.require_level((select auth.uid()), 'sign',
    least(private.comparable_price_kobo(rent_kobo, rent_per), 1000000000000000), field)
$$;
comment on function private.require_signing(public.kobo, public.price_period, text) is
  'Refuses (403 trust.level_missing) a tenancy by whom the rent of a year, in kobo, asks more than they have verified; field names the argument. A stay by the night is no tenancy, and is never asked.';

-- What is asked of the caller, and of applicants ---------------------------------------------------------

create function private.my_trust()
returns table (
  act public.trust_act, from_kobo bigint, level public.trust_level, holds_from timestamptz, reason text,
  has public.trust_level, is_met boolean, verify public.verification_kind[])
language sql
stable
security definer
set search_path = ''
rows 10
as $$
  select rule.act, rule.from_kobo, rule.level, rule.holds_from, rule.reason, mine.has, mine.has >= rule.level,
    case when mine.has >= rule.level then '{}' else private.kinds_for(rule.level) end
  from public.trust_rules as rule
  cross join (select private.trust_level((select auth.uid())) as has) as mine
  order by rule.act, rule.from_kobo
$$;
comment on function private.my_trust() is 'The rules that hold or will, with what the caller has.';

create function public.my_trust()
returns table (
  act public.trust_act, from_kobo bigint, level public.trust_level, holds_from timestamptz, reason text,
  has public.trust_level, is_met boolean, verify public.verification_kind[])
language sql
stable
set search_path = ''
rows 10
as $$
  select * from private.my_trust()
$$;
comment on function public.my_trust() is
  'What each act needs of you, now or from a day that is set, the level that you have, and what to verify where that is not enough: any one of it will do.';
grant execute on function private.my_trust(), public.my_trust() to authenticated;

create function private.set_trust_rule(act public.trust_act, from_kobo public.kobo, level public.trust_level, holds_from public.instant, reason text)
returns public.trust_rules
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  made public.trust_rules;
  wrong text := case
    when act is null then 'act'
    when from_kobo is null or from_kobo < 0 then 'from_kobo'
    when level is null then 'level'
    when holds_from > now() + interval '2 years'
      or private.lagos_date(holds_from) < private.lagos_date() then 'holds_from'
    when reason is null or length(btrim(reason)) not between 3 and 500 then 'reason'
  end;
begin
  perform private.begin_staff_act('set_trust_rule', null, null, left(nullif(btrim(reason), ''), 2000));
  if wrong is not null then
    perform private.raise_problem('trust.bad_rule', format('Cannot set the rule: %s %s', wrong, case wrong
      when 'from_kobo' then 'must be zero or more' when 'holds_from' then 'must be today or later, and within two years: no rule reaches back'
      when 'reason' then 'must have 3 to 500 characters' else 'is missing' end), 400, jsonb_build_object('field', wrong));
  end if;
  insert into public.trust_rules as rule (act, from_kobo, level, holds_from, reason)
  values (act, from_kobo, level, greatest(holds_from, now()), btrim(reason))
  on conflict on constraint trust_rules_pkey do update
  -- Until the new one holds, what holds now does.
  set level_before = case when rule.holds_from <= now() then rule.level else rule.level_before end,
    level = excluded.level, holds_from = excluded.holds_from, reason = excluded.reason
  returning rule.* into made;
  return made;
end
$$;
comment on function private.set_trust_rule(public.trust_act, public.kobo, public.trust_level, public.instant, text) is
  'Checks that the caller is staff, then sets what an act needs from a moment on, now at the earliest.';

create function public.set_trust_rule(act public.trust_act, from_kobo numeric, level public.trust_level, reason text, holds_from text default null)
returns public.trust_rules
language sql
set search_path = ''
as $$
  select private.limit_person('set_trust_rule');
  select private.set_trust_rule(act, private.read_kobo('from_kobo', from_kobo), level,
    private.read_instant('holds_from', holds_from), private.read_prose('reason', reason))
$$;
comment on function public.set_trust_rule(public.trust_act, numeric, public.trust_level, text, text) is
  'For staff: which level an act needs from an amount (kobo) on, from a moment on, today or later (now, when left out); none lifts what was asked. Until that moment what is asked now is. Errors: auth.forbidden, auth.insufficient_assurance 403, trust.bad_rule 400.';
grant execute on function
  private.set_trust_rule(public.trust_act, public.kobo, public.trust_level, public.instant, text),
  public.set_trust_rule(public.trust_act, numeric, public.trust_level, text, text)
  to authenticated;

create table public.applicant_levels (
  org_id uuid primary key references public.organizations (id) on delete cascade,
  level public.trust_level not null,
  set_by uuid references public.profiles (id) on delete set null,
  updated_at timestamptz not null default now()
);
comment on table public.applicant_levels is
  'The level that an organization asks of whoever applies for its homes; no row: none. Everybody may read it before they begin.';
comment on column public.applicant_levels.org_id is 'The organization.';
comment on column public.applicant_levels.level is 'What an applicant must have when they submit.';
comment on column public.applicant_levels.set_by is 'Who set it.';
comment on column public.applicant_levels.updated_at is 'Last change, UTC.';
create index applicant_levels_set_by_idx on public.applicant_levels (set_by);
alter table public.applicant_levels enable row level security;
grant select (org_id, level, updated_at) on public.applicant_levels to anon, authenticated;
grant select on public.applicant_levels to service_role;
create policy applicant_levels_select on public.applicant_levels for select to anon, authenticated using (true);
create trigger touch_updated_at before update on public.applicant_levels
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.applicant_levels
  for each row execute function private.record_audit('org_id');

create function private.require_applicant_level(person uuid, org_id uuid)
returns void
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  needed public.trust_level := (select asked.level from public.applicant_levels as asked where asked.org_id = org_id);
  has public.trust_level;
begin
  if needed is null or needed = 'none' then
    return;
  end if;
  has := private.trust_level(person);
  if has < needed then
    perform private.raise_problem('application.level_missing',
      'Cannot submit the application yet: this landlord asks applicants to verify who they are first', 403,
      jsonb_build_object('field', 'application_id', 'level', needed, 'has', has, 'verify', private.kinds_for(needed)));
  end if;
end
$$;
comment on function private.require_applicant_level(uuid, uuid) is
  'Refuses (403 application.level_missing) an applicant who has verified less than the organization asks. Nobody has no level.';

create function private.set_applicant_level(org_id uuid, level public.trust_level)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.require_permission(org_id, 'deals.write');
  if level is null then
    perform private.raise_problem('trust.bad_rule', 'Cannot set this: level is missing', 400, jsonb_build_object('field', 'level'));
  end if;
  insert into public.applicant_levels as known (org_id, level, set_by) values (org_id, level, (select auth.uid()))
  on conflict on constraint applicant_levels_pkey do update set level = excluded.level, set_by = excluded.set_by;
end
$$;
comment on function private.set_applicant_level(uuid, public.trust_level) is 'Checks the caller, then keeps what applicants are asked for.';

create function public.set_applicant_level(org_id uuid, level public.trust_level)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('set_applicant_level');
  select private.set_applicant_level(org_id, level)
$$;
comment on function public.set_applicant_level(uuid, public.trust_level) is
  'Asks a level of whoever submits an application to your organization from now on; none asks for nothing. For members with deals.write. Errors: auth.forbidden 403, trust.bad_rule 400.';
grant execute on function private.set_applicant_level(uuid, public.trust_level), public.set_applicant_level(uuid, public.trust_level)
  to authenticated;

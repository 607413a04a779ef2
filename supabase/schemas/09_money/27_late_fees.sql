-- Late fees: by a rule of the tenancy, with days of grace, an amount or a percentage of what is late, and a cap; once for
-- a charge, posted by a job. What the law of the place allows at most is a row of legal_rules (late_fee_bps), and cuts
-- what was agreed; no fee is more than what is late. A rule that an agency set is as good as its mandate: the owner is
-- told of it, and it ends with the mandate unless the owner sets it in their own name.

create table public.late_fee_rules (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  grace_days smallint not null check (grace_days between 0 and 90),
  amount_kobo public.positive_kobo,
  bps smallint check (bps between 1 and 10000),
  cap_kobo public.positive_kobo,
  mandate_id uuid,
  from_on public.calendar_date not null default private.lagos_date(),
  looked_on public.calendar_date not null default private.lagos_date(),
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, mandate_id) references public.mandates (org_id, id),
  constraint late_fee_rules_amount_check check (num_nonnulls(amount_kobo, bps) = 1)
);
comment on table public.late_fee_rules is 'What a tenancy is charged for paying late. One that changes is ended and another begins.';
comment on column public.late_fee_rules.id is 'Time-ordered identifier.';
comment on column public.late_fee_rules.org_id is 'The organization of the tenancy.';
comment on column public.late_fee_rules.tenancy_id is 'Who is charged.';
comment on column public.late_fee_rules.grace_days is 'Days after the due date on which nothing is charged yet.';
comment on column public.late_fee_rules.amount_kobo is 'The fee for one late charge in kobo; else bps.';
comment on column public.late_fee_rules.bps is 'The fee in hundredths of a percent of what is open of the late charge; else amount_kobo.';
comment on column public.late_fee_rules.cap_kobo is 'The most that a fee by bps comes to for one late charge, in kobo; null: no cap of its own.';
comment on column public.late_fee_rules.mandate_id is 'The mandate under which an agency set it, and with which it ends; null: the landlord''s own.';
comment on column public.late_fee_rules.from_on is 'It is for charges that fall due on this Nigerian date or later: nobody is fined for what was late before.';
comment on column public.late_fee_rules.looked_on is 'Nigerian date on which the job last looked for late charges. Kept by post_late_fees().';
comment on column public.late_fee_rules.ended_at is 'When it stopped holding, UTC; null while it holds.';
comment on column public.late_fee_rules.created_at is 'When it was agreed, UTC.';
create unique index late_fee_rules_live_key on public.late_fee_rules (tenancy_id) where ended_at is null;
comment on index public.late_fee_rules_live_key is 'A tenancy has one rule at a time.';
create index late_fee_rules_tenancy_idx on public.late_fee_rules (org_id, tenancy_id);
create index late_fee_rules_mandate_idx on public.late_fee_rules (org_id, mandate_id) where mandate_id is not null;
create index late_fee_rules_looked_on_idx on public.late_fee_rules (looked_on, id) where ended_at is null;

create table public.late_fees (
  charge_id uuid primary key,
  org_id uuid not null,
  rule_id uuid not null,
  late_id uuid not null,
  late_kobo public.positive_kobo not null,
  unique (late_id),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
  foreign key (org_id, rule_id) references public.late_fee_rules (org_id, id),
  foreign key (org_id, late_id) references public.charges (org_id, id)
);
comment on table public.late_fees is 'Which charges are fees for paying another one late. One for a late charge, for ever: one that is taken back does not come again. Append-only.';
comment on column public.late_fees.charge_id is 'The fee, a charge of its own.';
comment on column public.late_fees.org_id is 'The organization; the same for all three.';
comment on column public.late_fees.rule_id is 'The rule by which it was charged.';
comment on column public.late_fees.late_id is 'The charge that was late, as it was demanded first: one fee for a period, however often it was divided or corrected.';
comment on column public.late_fees.late_kobo is 'What was open and late of it, in kobo, when the fee was charged.';
create index late_fees_charge_idx on public.late_fees (org_id, charge_id);
create index late_fees_rule_idx on public.late_fees (org_id, rule_id);
create index late_fees_late_idx on public.late_fees (org_id, late_id);

alter table public.late_fee_rules enable row level security;
alter table public.late_fees enable row level security;
grant select on public.late_fee_rules, public.late_fees to authenticated, service_role;
create policy late_fee_rules_select on public.late_fee_rules for select to authenticated using (
  case
    when tenancy_id = any (array(select tenancy_id from private.my_tenancies)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
-- The subquery is itself under row-level security: a fee is seen where its charge is.
create policy late_fees_select on public.late_fees for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when exists (select from public.charges as charge where charge.id = charge_id) then true
  end is not null
);
-- That the job looked is nothing to keep.
create trigger record_audit after insert or delete or update of org_id, tenancy_id, grace_days, amount_kobo, bps, cap_kobo, mandate_id, from_on, ended_at
  on public.late_fee_rules for each row execute function private.record_audit();
create trigger refuse_change before update or delete on public.late_fees
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.late_fees
  for each statement execute function private.refuse_change();

create function private.tell_of_late_fee(rule public.late_fee_rules, mandate_id uuid, kind text, title text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if mandate_id is null then
    return;
  end if;
  perform private.notify(
    array(select private.members_with(rule.org_id, 'money.write')), rule.org_id, kind, title, rule.tenancy_id,
    jsonb_build_object('tenancy_id', rule.tenancy_id, 'grace_days', rule.grace_days, 'amount_kobo', rule.amount_kobo, 'bps', rule.bps,
      'cap_kobo', rule.cap_kobo, 'agent_org_id', (
        select mandate.agent_org_id from public.mandates as mandate where mandate.id = tell_of_late_fee.mandate_id)));
end
$$;
comment on function private.tell_of_late_fee(public.late_fee_rules, uuid, text, text) is
  'Tells the members of the landlord who may write charges what an agency did about late fees under a mandate; what they did themselves (no mandate) is no news.';

create function private.end_late_fees_under(mandate public.mandates)
returns uuid[]
language plpgsql
set search_path = ''
as $$
declare
  ended uuid[];
begin
  with over as (
    update public.late_fee_rules as rule set ended_at = now()
    where rule.org_id = mandate.org_id and rule.mandate_id = mandate.id and rule.ended_at is null
    returning rule.tenancy_id
  )
  select coalesce(array_agg(over.tenancy_id), '{}') into ended from over;
  -- What the landlord had agreed, and an agency's rule took the place of, holds again.
  insert into public.late_fee_rules (org_id, tenancy_id, grace_days, amount_kobo, bps, cap_kobo)
  select own.org_id, own.tenancy_id, own.grace_days, own.amount_kobo, own.bps, own.cap_kobo
  from unnest(ended) as freed (tenancy_id)
  cross join lateral (
    select rule.* from public.late_fee_rules as rule
    where rule.org_id = mandate.org_id and rule.tenancy_id = freed.tenancy_id and rule.mandate_id is null
    order by rule.id desc limit 1
  ) as own
  where exists (
    select from public.late_fee_rules as theirs
    where theirs.org_id = own.org_id and theirs.tenancy_id = own.tenancy_id and theirs.mandate_id is not null
      and theirs.created_at = own.ended_at);
  return ended;
end
$$;
comment on function private.end_late_fees_under(public.mandates) is
  'When a mandate is over: what an agency set under it fines nobody any more, and the landlord''s own rule that it took the place of holds again. Returns the tenancies. The landlord''s side is told by private.end_terms_under().';

create function private.set_late_fee(
  tenancy_id uuid, grace_days integer, amount_kobo public.kobo, bps integer, cap_kobo public.kobo)
returns public.late_fee_rules
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  rule public.late_fee_rules;
  mandate uuid;
  broken text[] := case
    when grace_days is null or grace_days not between 0 and 90 then array['grace_days', 'must be between 0 and 90']
    when num_nonnulls(amount_kobo, bps) <> 1 then array['amount_kobo', 'or bps: give one of them']
    when amount_kobo is not null and amount_kobo not between 1 and 10000000000000 then
      array['amount_kobo', 'must be over zero and at most a hundred billion naira']
    when bps is not null and bps not between 1 and 10000 then array['bps', 'must be between 1 and 10,000']
    when cap_kobo is not null and amount_kobo is not null then array['cap_kobo', 'bounds a percentage: it means nothing beside amount_kobo']
    when cap_kobo is not null and cap_kobo not between 1 and 10000000000000 then
      array['cap_kobo', 'must be over zero and at most a hundred billion naira']
  end;
begin
  -- An agency's mandate is locked before the tenancy and its rule, as in its revocation, which ends the rule.
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  mandate := private.collecting_mandate(tenancy);
  if broken is not null then
    perform private.raise_problem('charge.bad_late_fee', format('Cannot set the late fee: %s %s', broken[1], broken[2]), 400,
      jsonb_build_object('field', broken[1]));
  end if;
  -- Locked, so that two rules at once become one after the other.
  select t.* into strict tenancy from public.tenancies as t where t.id = tenancy_id for no key update;
  if tenancy.status <> 'offered' and not tenancy.is_in_force then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot set a late fee: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  select r.* into rule from public.late_fee_rules as r where r.tenancy_id = tenancy_id and r.ended_at is null;
  if found and (rule.grace_days::integer, rule.amount_kobo::bigint, rule.bps::integer, rule.cap_kobo::bigint)
    is not distinct from (grace_days, amount_kobo::bigint, bps, cap_kobo::bigint) then
    -- The landlord who says the same makes an agency's rule their own; what is the landlord's stays so.
    if rule.mandate_id is not null and rule.mandate_id is distinct from mandate then
      update public.late_fee_rules as r set mandate_id = mandate where r.id = rule.id returning r.* into rule;
      perform private.tell_of_late_fee(rule, mandate, 'late_fee_set', 'An agency set what a tenancy pays for being late');
    end if;
    return rule;
  end if;
  update public.late_fee_rules as r set ended_at = now() where r.tenancy_id = tenancy_id and r.ended_at is null;
  insert into public.late_fee_rules as made (org_id, tenancy_id, grace_days, amount_kobo, bps, cap_kobo, mandate_id)
  values (tenancy.org_id, tenancy.id, grace_days, amount_kobo, bps, cap_kobo, mandate)
  returning made.* into rule;
  perform private.tell_of_late_fee(rule, mandate, 'late_fee_set', 'An agency set what a tenancy pays for being late');
  return rule;
end
$$;
comment on function private.set_late_fee(uuid, integer, public.kobo, integer, public.kobo) is
  'Checks that the caller may collect, then puts the rule in place of the one before; one that an agency sets is its mandate''s, and the landlord''s side is told.';
grant execute on function private.set_late_fee(uuid, integer, public.kobo, integer, public.kobo) to authenticated;

create function public.set_late_fee(
  tenancy_id uuid, grace_days integer, amount_kobo numeric default null, bps integer default null, cap_kobo numeric default null)
returns public.late_fee_rules
language sql
set search_path = ''
as $$
  select private.limit_person('set_late_fee');
  select private.set_late_fee(
    tenancy_id, grace_days, private.read_kobo('amount_kobo', amount_kobo), bps, private.read_kobo('cap_kobo', cap_kobo))
$$;
comment on function public.set_late_fee(uuid, integer, numeric, integer, numeric) is
  'What a tenancy is charged when something due from today on is still open after grace_days: amount_kobo (kobo), or bps, hundredths of a percent of what is open, at most cap_kobo; never more than what is late, nor than the law of the place allows; once for a charge. What an agency sets ends with its mandate, unless the landlord''s side sets the same, and they are told of it. Takes the place of the rule before. Safe to repeat. For the landlord''s side with money.write, and for an agency with a live mandate to collect. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403, charge.bad_late_fee 400, tenancy.not_in_force 409.';
grant execute on function public.set_late_fee(uuid, integer, numeric, integer, numeric) to authenticated;

create function private.end_late_fee(tenancy_id uuid)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  ended public.late_fee_rules;
begin
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id;
  perform private.require_collecting(tenancy);
  update public.late_fee_rules as rule set ended_at = now() where rule.tenancy_id = tenancy_id and rule.ended_at is null
  returning rule.* into ended;
  if ended.id is null then
    return false;
  end if;
  perform private.tell_of_late_fee(
    ended, private.collecting_mandate(tenancy), 'late_fee_ended', 'An agency ended what a tenancy pays for being late');
  return true;
end
$$;
comment on function private.end_late_fee(uuid) is 'Checks that the caller may collect, then ends the rule; of an agency''s end the landlord''s side is told.';
grant execute on function private.end_late_fee(uuid) to authenticated;

create function public.end_late_fee(tenancy_id uuid)
returns boolean
language sql
set search_path = ''
as $$
  select private.limit_person('end_late_fee');
  select private.end_late_fee(tenancy_id)
$$;
comment on function public.end_late_fee(uuid) is
  'Charges a tenancy no more late fees; tells whether there was a rule. Fees that were charged stay: take them back by reverse_charge. Errors: tenancy.not_found 404, mandate.required, auth.forbidden 403.';
grant execute on function public.end_late_fee(uuid) to authenticated;

-- Posting -------------------------------------------------------------------------------------------

create function private.post_late_fees(as_of public.calendar_date default private.lagos_date(), batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  rules uuid[];
  posted_ids uuid[];
begin
  -- Each rule is looked at once a day, by whoever comes first.
  select array_agg(taken.id) into rules
  from (
    select rule.id from public.late_fee_rules as rule
    where rule.ended_at is null and rule.looked_on < as_of
      -- A renewal that began while the mandate was revoked may have copied its rule: it fines nobody.
      and (rule.mandate_id is null or exists (
        select from public.mandates as mandate
        where mandate.org_id = rule.org_id and mandate.id = rule.mandate_id and mandate.status = 'active' and mandate.ends_on > as_of))
    order by rule.looked_on, rule.id limit batch
    for no key update skip locked
  ) as taken;
  if rules is null then
    return 0;
  end if;
  -- What a payment settles at this moment is waited for, in the order in which settling locks.
  perform private.lock_charges(array(
    select charge.id from public.late_fee_rules as rule
    join public.charges as charge on charge.tenancy_id = rule.tenancy_id
    where rule.id = any (rules) and charge.reverses_id is null and not charge.is_reversed
      and charge.paid_kobo < charge.amount_kobo and charge.kind <> 'penalty'
      and charge.due_on >= rule.from_on and charge.due_on + rule.grace_days < as_of));
  with late as (
    -- What a charge was divided into, or corrected to, is late as one: the fee is of all that is late of it.
    select rule.id as rule_id, rule.org_id, rule.tenancy_id, tenancy.unit_id, rule.amount_kobo, rule.bps, rule.cap_kobo,
      demanded.first_id as late_id, sum(charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo)::bigint as late_kobo,
      (array_agg(charge.description order by charge.due_on, charge.id))[1] as description
    from public.late_fee_rules as rule
    join public.tenancies as tenancy on tenancy.org_id = rule.org_id and tenancy.id = rule.tenancy_id
    join public.charges as charge on charge.tenancy_id = rule.tenancy_id
    cross join lateral (
      select case when exists (select from public.charge_parts as part where part.charge_id = charge.id)
        then private.first_demanded(charge.id) else charge.id end as first_id
    ) as demanded
    where rule.id = any (rules) and charge.reverses_id is null and not charge.is_reversed
      and charge.paid_kobo < charge.amount_kobo and charge.kind <> 'penalty'
      and charge.due_on >= rule.from_on and charge.due_on + rule.grace_days < as_of
      -- What is withheld as tax is settled by a certificate, which comes later.
      and charge.amount_kobo - charge.paid_kobo > charge.wht_kobo - charge.wht_settled_kobo
    group by rule.id, tenancy.unit_id, demanded.first_id
  ),
  fee as materialized (
    -- The rule is locked and a tenancy has one, so nobody else posts a fee for the same charge at this moment.
    select gen_random_uuid() as key, late.*,
      least(
        coalesce(late.amount_kobo::bigint, private.percent_of(late.late_kobo, late.bps)), late.cap_kobo::bigint,
        -- Where no law says less: nobody owes more for being late than what is late.
        late.late_kobo,
        (select min(private.percent_of(late.late_kobo, law.most::integer))
         from private.rules_for_unit(late.unit_id, as_of) as law
         where law.rule_key = 'late_fee_bps' and law.certainty = 'law')) as fee_kobo
    from late
    where not exists (select from public.late_fees as known where known.late_id = late.late_id)
  ),
  posted as (
    -- A key that nobody else knows tells which charge is which fee: nobody can have used it before.
    insert into public.charges (org_id, tenancy_id, kind, due_on, amount_kobo, description, client_id)
    select fee.org_id, fee.tenancy_id, 'penalty', as_of, fee.fee_kobo, left('Late: ' || fee.description, 300), fee.key
    from fee where fee.fee_kobo > 0
    returning id, client_id
  ),
  named as (
    insert into public.late_fees (charge_id, org_id, rule_id, late_id, late_kobo)
    select posted.id, fee.org_id, fee.rule_id, fee.late_id, fee.late_kobo from posted join fee on fee.key = posted.client_id
    returning charge_id
  )
  select array_agg(named.charge_id) into posted_ids from named;
  perform private.notify(array(
    select row(told.id, charge.org_id, 'late_fee_charged', 'A fee for paying late was charged', charge.tenancy_id,
      jsonb_build_object('charge_id', charge.id, 'late_id', fee.late_id, 'amount_kobo', charge.amount_kobo, 'due_on', charge.due_on))::private.notice
    from unnest(posted_ids) as made (id)
    join public.charges as charge on charge.id = made.id
    join public.late_fees as fee on fee.charge_id = charge.id
    cross join lateral private.tenancy_users(charge.tenancy_id) as told (id)));
  update public.late_fee_rules as rule set looked_on = as_of where rule.id = any (rules);
  return cardinality(rules);
end
$$;
comment on function private.post_late_fees(public.calendar_date, integer) is
  'Looks at a batch of rules and posts a fee for each charge that is open after its days of grace, once for ever, of which the tenants are told; returns how many rules it looked at. Run by pg_cron each hour; a day that was missed is made good. Safe to run twice, late, or in many sessions at a time.';
select cron.schedule('post-late-fees', '20 * * * *', private.in_batches('private.post_late_fees'));

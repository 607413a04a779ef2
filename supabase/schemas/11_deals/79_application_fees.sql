-- What an applicant is asked to pay for applying. The law of the place comes first: where it says that who engages a
-- professional bears the fee (Lagos Tenancy Law 2011 s.11), an applicant is not asked for the checks and papers that the
-- landlord orders; where a rule bounds such fees, or forbids them, nothing above it is demanded, and where none does all
-- that applying costs is at most a tenth of a year's rent. Each fee keeps which rules it was held against. It is a charge like any other: paid online or offline, receipted, taken back.

create type public.application_fee_kind as enum ('processing', 'viewing', 'credit_check', 'reference_check', 'legal_review');
comment on type public.application_fee_kind is
  'What a fee for applying is for. The last three are a professional''s work, engaged by whoever wants to know.';

create table public.application_fees (
  charge_id uuid primary key,
  org_id uuid not null,
  application_id uuid not null,
  kind public.application_fee_kind not null,
  is_refundable boolean not null,
  rule_ids uuid[] not null default '{}' check (cardinality(rule_ids) <= 20 and array_position(rule_ids, null) is null),
  client_id uuid not null,
  demanded_by uuid references public.profiles (id) on delete set null,
  refund_due_at timestamptz,
  created_at timestamptz not null default now(),
  unique (org_id, client_id),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
  foreign key (org_id, application_id) references public.applications (org_id, id)
);
comment on table public.application_fees is 'A fee for applying, beside the charge that demands it: what for, and whether it goes back to who is turned down.';
comment on column public.application_fees.charge_id is 'The charge: amount, reason, what was paid.';
comment on column public.application_fees.org_id is 'To whom it is owed.';
comment on column public.application_fees.application_id is 'Who owes it.';
comment on column public.application_fees.kind is 'What for.';
comment on column public.application_fees.is_refundable is 'Whether it goes back to an applicant who is turned down: as the landlord said, or as the law of the place wants.';
comment on column public.application_fees.rule_ids is 'The rules of the place against which it was held (legal_rules).';
comment on column public.application_fees.client_id is 'Made by whoever demands it: one sent again after a lost answer is not demanded twice.';
comment on column public.application_fees.demanded_by is 'The member who demanded it.';
comment on column public.application_fees.refund_due_at is 'Since when it should go back to the applicant, who paid it and was turned down, UTC.';
comment on column public.application_fees.created_at is 'When it was demanded, UTC.';
create index application_fees_charge_idx on public.application_fees (org_id, charge_id);
create index application_fees_application_idx on public.application_fees (org_id, application_id);
create index application_fees_application_id_idx on public.application_fees (application_id);
create index application_fees_demanded_by_idx on public.application_fees (demanded_by);

alter table public.application_fees enable row level security;
grant select on public.application_fees to authenticated, service_role;
create policy application_fees_select on public.application_fees for select to authenticated using (
  case
    when application_id = any (array(select private.my_application_ids())) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'money.read')) then true
  end is not null
);
create trigger refuse_change before delete or update of
    charge_id, org_id, application_id, kind, is_refundable, rule_ids, client_id, created_at
  on public.application_fees for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.application_fees
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.application_fees
  for each row execute function private.record_audit('charge_id');

create function private.refuse_unlawful_fee(
  unit_id uuid, kind public.application_fee_kind, asked_kobo public.kobo, out rule_ids uuid[], out must_go_back boolean,
  out is_bounded boolean)
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  broken public.legal_rules;
begin
  -- A guideline or a bill warns; only law refuses.
  select rule.* into broken
  from private.rules_for_unit(unit_id, private.lagos_date()) as rule
  where rule.certainty = 'law' and (
    rule.rule_key = 'payer_is_who_engaged' and kind in ('credit_check', 'reference_check', 'legal_review')
    or rule.rule_key = 'application_fee_most_kobo' and asked_kobo > rule.most)
  order by rule.rule_key, rule.id limit 1;
  if found then
    perform private.raise_problem('application.unlawful_fee',
      left(format('Cannot demand the fee: %s (%s, %s)', broken.message, broken.source, broken.section), 500), 409,
      jsonb_build_object('field', case broken.rule_key when 'payer_is_who_engaged' then 'kind' else 'amount_kobo' end,
        'rule_id', broken.id, 'rule', broken.rule_key, 'source', broken.source, 'section', broken.section, 'most_kobo', broken.most));
  end if;
  select coalesce(array_agg(rule.id order by rule.id), '{}'), coalesce(bool_or(rule.rule_key = 'application_fee_refundable'), false),
    coalesce(bool_or(rule.rule_key = 'application_fee_most_kobo' and rule.most is not null), false)
  into strict rule_ids, must_go_back, is_bounded
  from private.rules_for_unit(unit_id, private.lagos_date()) as rule
  where rule.certainty = 'law'
    and rule.rule_key in ('payer_is_who_engaged', 'application_fee_most_kobo', 'application_fee_refundable');
end
$$;
comment on function private.refuse_unlawful_fee(uuid, public.application_fee_kind, public.kobo) is
  'Refuses (409 application.unlawful_fee, naming the rule) a fee for applying that the law of the place forbids, or by which all that is asked for the application (asked_kobo) passes its bound; else which rules it was held against, whether they want it back with who is turned down, and whether one of them bounds it.';

create function private.refuse_fee_beyond_rent(listing_id uuid, asked_kobo public.kobo)
returns void
language plpgsql
set search_path = ''
as $$
declare
  most bigint;
begin
  select private.percent_of(private.comparable_price_kobo(listing.price_kobo, listing.price_per), 1000) into most
  from public.listings as listing where listing.id = refuse_fee_beyond_rent.listing_id;
  if coalesce(asked_kobo > coalesce(most, 0), true) then
    perform private.raise_problem('application.bad_fee',
      'Cannot demand the fee: with what is asked already, amount_kobo must be at most a tenth of a year''s rent', 400,
      jsonb_build_object('field', 'amount_kobo', 'most_kobo', coalesce(most, 0)));
  end if;
end
$$;
comment on function private.refuse_fee_beyond_rent(uuid, public.kobo) is
  'Where no law bounds what applying costs: refuses (400 application.bad_fee) when all that is asked for the application (asked_kobo) passes a tenth of a year''s rent as the listing asks it, which is the most that regulators think right for all of an agency''s work.';

create function private.demand_application_fee(
  application_id uuid, kind public.application_fee_kind, amount_kobo public.kobo, reason text, due_on public.calendar_date,
  is_refundable boolean, client_id uuid)
returns public.charges
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  application public.applications;
  fee public.application_fees;
  demanded public.charges;
  lawful record;
  asked bigint;
  due date := coalesce(due_on, private.lagos_date());
  wrong text;
begin
  select a.* into application from public.applications as a
  where a.id = application_id and a.submitted_at is not null
    and (a.org_id in (select private.my_org_ids('deals.read')) or a.org_id in (select private.my_org_ids('money.read')));
  if not found then
    perform private.raise_problem('application.not_found', 'Cannot find the application among your organizations''', 404,
      jsonb_build_object('field', 'application_id'));
  end if;
  perform private.require_permission(application.org_id, 'money.write');
  wrong := case
    when kind is null then 'kind'
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when reason is null or length(btrim(reason)) not between 3 and 250 then 'reason'
    when due < private.lagos_date() or due > private.lagos_date() + 365 then 'due_on'
    when client_id is null then 'client_id'
  end;
  if wrong is not null then
    perform private.raise_problem('application.bad_fee', format('Cannot demand the fee: %s %s', wrong, case wrong
      when 'kind' then 'is missing'
      when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
      when 'reason' then 'must have 3 to 250 characters: the applicant reads it'
      when 'due_on' then 'must be within a year from today'
      else 'is missing: a fee that is sent again would be demanded twice'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  if application.applicant_id = (select auth.uid()) then
    perform private.raise_problem('application.own', 'Cannot demand a fee of yourself', 403, jsonb_build_object('field', 'application_id'));
  end if;
  -- Locked before it is charged, so that it is not turned down meanwhile.
  select a.* into strict application from public.applications as a where a.id = application_id for no key update;
  select known.* into fee from public.application_fees as known where known.org_id = application.org_id and known.client_id = client_id;
  if found then
    select c.* into strict demanded from public.charges as c where c.id = fee.charge_id;
    if (fee.application_id, fee.kind, demanded.amount_kobo::bigint) is distinct from (application_id, kind, amount_kobo::bigint) then
      perform private.raise_problem('application.already_charged', 'Cannot demand the fee: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return demanded;
  end if;
  if application.status not in ('submitted', 'shortlisted', 'offered', 'accepted', 'under_review') then
    perform private.raise_problem('application.illegal_transition', format('Cannot demand a fee: the application is %s', application.status), 409,
      jsonb_build_object('field', 'application_id'));
  end if;
  -- The same thing is not asked for twice.
  if exists (
    select from public.application_fees as known
    join public.charges as c on c.org_id = known.org_id and c.id = known.charge_id
    where known.org_id = application.org_id and known.application_id = application_id and known.kind = kind and not c.is_reversed
  ) then
    perform private.raise_problem('application.already_charged', 'Cannot demand the fee: one of this kind is demanded already', 409,
      jsonb_build_object('field', 'kind'));
  end if;
  -- What applying costs is bounded, however it is divided.
  select amount_kobo + coalesce(sum(c.amount_kobo), 0)::bigint into strict asked
  from public.charges as c
  where c.org_id = application.org_id and c.application_id = application_id and c.kind = 'application_fee'
    and c.reverses_id is null and not c.is_reversed;
  select * into strict lawful from private.refuse_unlawful_fee(
    (select listing.unit_id from public.listings as listing where listing.id = application.listing_id), kind, asked);
  if lawful.is_bounded is not true then
    perform private.refuse_fee_beyond_rent(application.listing_id, asked);
  end if;
  insert into public.charges as made (org_id, application_id, kind, due_on, amount_kobo, description)
  values (application.org_id, application.id, 'application_fee', due, amount_kobo, btrim(reason))
  returning made.* into demanded;
  insert into public.application_fees (
    charge_id, org_id, application_id, kind, is_refundable, rule_ids, client_id, demanded_by)
  values (
    demanded.id, application.org_id, application.id, kind, coalesce(is_refundable, false) or lawful.must_go_back, lawful.rule_ids,
    client_id, (select auth.uid()));
  perform private.notify(
    array[application.applicant_id], application.org_id, 'application_fee_demanded', 'A fee is asked for your application', demanded.id,
    jsonb_build_object('application_id', application.id, 'kind', kind, 'amount_kobo', amount_kobo, 'due_on', due,
      'reason', btrim(reason), 'is_refundable', coalesce(is_refundable, false) or lawful.must_go_back));
  return demanded;
end
$$;
comment on function private.demand_application_fee(uuid, public.application_fee_kind, public.kobo, text, public.calendar_date, boolean, uuid) is
  'Checks the caller, the facts and the law of the place, then demands a fee of an applicant and tells them.';
grant execute on function private.demand_application_fee(uuid, public.application_fee_kind, public.kobo, text, public.calendar_date, boolean, uuid)
  to authenticated;

create function public.demand_application_fee(
  application_id uuid, kind public.application_fee_kind, amount_kobo numeric, reason text, client_id uuid,
  due_on text default null, is_refundable boolean default false)
returns public.charges
language sql
set search_path = ''
as $$
  select private.limit_person('demand_application_fee');
  select private.demand_application_fee(
    application_id, kind, private.read_kobo('amount_kobo', amount_kobo), private.read_line('reason', reason),
    private.read_date('due_on', due_on), is_refundable, client_id)
$$;
comment on function public.demand_application_fee(uuid, public.application_fee_kind, numeric, text, uuid, text, boolean) is
  'Asks an applicant for a fee (kobo) of a kind, once a kind, with a reason that they read; due today or on due_on. Refused where the law of the place forbids it: in Lagos who engages a professional bears the fee, so a check that you order is yours to pay; where no law bounds it, all that is asked for an application is at most a tenth of a year''s rent. is_refundable says that it goes back to who is turned down; where the law wants that it does anyway. It is paid and receipted like any charge, and can be taken back by reverse_charge. The client_id is your own and makes it safe to repeat. For members with money.write. Errors: application.not_found 404, auth.forbidden, application.own 403, application.bad_fee 400, application.unlawful_fee (with the rule), application.already_charged, application.illegal_transition 409.';
grant execute on function public.demand_application_fee(uuid, public.application_fee_kind, numeric, text, uuid, text, boolean) to authenticated;

create function private.close_application_fees(application public.applications)
returns void
language plpgsql
set search_path = ''
as $$
declare
  owed_back bigint;
begin
  perform private.take_back_charges(array(
    select fee.charge_id from public.application_fees as fee
    where fee.org_id = application.org_id and fee.application_id = application.id
  ), 'the application is over');
  if application.status <> 'declined' then
    return;
  end if;
  with flagged as (
    update public.application_fees as fee set refund_due_at = now()
    from public.charges as charge
    where fee.org_id = application.org_id and fee.application_id = application.id and fee.is_refundable and fee.refund_due_at is null
      and charge.org_id = fee.org_id and charge.id = fee.charge_id and charge.paid_kobo > 0
    returning charge.paid_kobo
  )
  select sum(flagged.paid_kobo) into owed_back from flagged;
  if owed_back > 0 then
    perform private.notify(
      array(select private.members_with(application.org_id, 'money.write')), application.org_id, 'application_fee_to_refund',
      'An applicant was turned down: give their fee back', application.id, jsonb_build_object('amount_kobo', owed_back));
  end if;
end
$$;
comment on function private.close_application_fees(public.applications) is
  'When an application is over: fees that nobody paid are taken back; one that was paid and goes back to who is turned down is flagged for refund, and members are told.';

-- What staff do about the platform's fee, how people read it, and the nightly proof of it. What it is, and how it is booked: 92.

-- By staff --------------------------------------------------------------------------------------------

create function private.set_platform_fee(
  org_id uuid, starts_on public.calendar_date, applies_to public.platform_fee_scope, bps integer, flat_kobo public.kobo,
  cap_kobo public.kobo, is_given_back boolean, follows_default boolean, reason text)
returns public.platform_fee_rules
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  made public.platform_fee_rules;
  wrong text;
begin
  perform private.begin_staff_act('set_platform_fee', org_id, org_id, reason);
  follows_default := coalesce(follows_default, false);
  if follows_default then
    bps := 0;
    flat_kobo := 0;
    cap_kobo := null;
  end if;
  wrong := case
    when starts_on is null or starts_on < private.lagos_date() then 'starts_on'
    when applies_to is null then 'applies_to'
    when bps is null or bps not between 0 and 2500 then 'bps'
    when flat_kobo is null or flat_kobo < 0 then 'flat_kobo'
    when cap_kobo < 0 then 'cap_kobo'
    when is_given_back is null then 'is_given_back'
    when follows_default and org_id is null then 'follows_default'
    when reason is null or length(btrim(reason)) not between 3 and 500 then 'reason'
  end;
  if wrong is not null then
    perform private.raise_problem('platform_fee.bad_fact', 'Cannot set the fee: ' || wrong || ' ' || case wrong
      when 'starts_on' then 'must be today or later: no rule reaches back'
      when 'applies_to' then 'is missing'
      when 'bps' then 'must be between 0 and 2500'
      when 'is_given_back' then 'is missing'
      when 'follows_default' then 'is of one organization'
      when 'reason' then 'must have 3 to 500 characters'
      else 'must not be negative' end, 400, jsonb_build_object('field', wrong));
  end if;
  if org_id is not null and not exists (select from public.organizations as organization where organization.id = org_id) then
    perform private.raise_problem('organization.not_found', 'Cannot find the organization', 404, jsonb_build_object('field', 'org_id'));
  end if;
  insert into public.platform_fee_rules as rule (
    org_id, starts_on, applies_to, bps, flat_kobo, cap_kobo, is_given_back, follows_default, reason, set_by)
  values (org_id, starts_on, applies_to, bps, flat_kobo, cap_kobo, is_given_back, follows_default, btrim(reason), auth.uid())
  returning rule.* into made;
  if org_id is not null then
    perform private.notify(array(select private.members_with(made.org_id, 'money.read')), made.org_id, 'platform_fee_set',
      'What we take of your payments changes', made.id, jsonb_build_object(
        'starts_on', made.starts_on, 'applies_to', made.applies_to, 'bps', made.bps, 'flat_kobo', made.flat_kobo,
        'cap_kobo', made.cap_kobo, 'is_given_back', made.is_given_back, 'follows_default', made.follows_default, 'reason', made.reason));
  end if;
  return made;
end
$$;
comment on function private.set_platform_fee(
  uuid, public.calendar_date, public.platform_fee_scope, integer, public.kobo, public.kobo, boolean, boolean, text) is
  'Checks that the caller is staff, then adds a rule (kobo) that holds from a day on, and tells the organization of its own.';

create function public.set_platform_fee(
  starts_on text, reason text, org_id uuid default null, applies_to public.platform_fee_scope default 'split',
  bps integer default 0, flat_kobo numeric default 0, cap_kobo numeric default null, is_given_back boolean default true,
  follows_default boolean default false)
returns public.platform_fee_rules
language sql
set search_path = ''
as $$
  select private.limit_person('set_platform_fee');
  select private.set_platform_fee(
    org_id, private.read_date('starts_on', starts_on), applies_to, bps, private.read_kobo('flat_kobo', flat_kobo),
    private.read_kobo('cap_kobo', cap_kobo), is_given_back, follows_default, private.read_prose('reason', reason))
$$;
comment on function public.set_platform_fee(
  text, text, uuid, public.platform_fee_scope, integer, numeric, numeric, boolean, boolean) is
  'For staff: what the platform takes of payments that are begun from a Nigerian day on (today at the earliest), of one organization or, without org_id, of all that have no rule of their own: bps hundredths of a percent plus flat_kobo, at most cap_kobo. follows_default ends an organization''s own rule. Members with money.read are told of theirs. Errors: auth.forbidden, auth.insufficient_assurance 403, organization.not_found 404, platform_fee.bad_fact, value.bad_date, value.bad_amount 400.';

create function private.collect_platform_fees(
  org_id uuid, provider public.payment_method, amount_kobo public.kobo, client_id uuid, note text)
returns public.platform_moves
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  made public.platform_moves;
  owed bigint;
  there bigint;
  wrong text;
  entry uuid;
begin
  perform private.require_staff('collect_platform_fees');
  wrong := case
    when provider not in ('paystack', 'flutterwave') then 'provider'
    when amount_kobo is null or amount_kobo <= 0 then 'amount_kobo'
    when client_id is null then 'client_id'
    when note is null or length(btrim(note)) not between 3 and 500 then 'note'
  end;
  if wrong is not null then
    perform private.raise_problem('platform_fee.bad_fact', 'Cannot collect: ' || wrong || ' ' || case wrong
      when 'provider' then 'holds no money' when 'amount_kobo' then 'must be over zero' when 'client_id' then 'is missing'
      else 'must have 3 to 500 characters' end, 400, jsonb_build_object('field', wrong));
  end if;
  -- Whoever pays out or collects at the same moment waits here.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  if not found then
    perform private.raise_problem('organization.not_found', 'Cannot find the organization', 404, jsonb_build_object('field', 'org_id'));
  end if;
  select move.* into made from public.platform_moves as move where move.org_id = org_id and move.client_id = client_id;
  if made.id is not null then
    if made.owed_kobo <> -amount_kobo or made.provider is distinct from provider then
      perform private.raise_problem('platform_fee.client_id_used', 'Cannot collect: the client_id is that of another amount', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return made;
  end if;
  perform private.begin_act('collect_platform_fees', client_id, org_id, note);
  select coalesce(sum(move.owed_kobo), 0) into owed from public.platform_moves as move where move.org_id = org_id;
  if provider is not null then
    select funds.own_left_kobo into there from private.provider_funds(org_id) as funds where funds.provider = provider;
  end if;
  if amount_kobo > owed or amount_kobo > there then
    perform private.raise_problem('platform_fee.not_enough', 'Cannot collect that much: it is more than is owed, or than the provider holds', 409,
      jsonb_build_object('field', 'amount_kobo', 'owed_kobo', owed, 'available_kobo', greatest(0, least(owed, there))));
  end if;
  entry := private.post_entry(
    org_id, 'platform_fee_collected', private.uuid_v7(), now(), 'Platform''s fees collected',
    array[
      row('platform_payable', amount_kobo, 0)::private.ledger_posting,
      row((case when provider is null then 'bank' else 'provider_clearing' end)::public.ledger_account_kind, 0, amount_kobo)::private.ledger_posting
    ]);
  insert into public.platform_moves as move (
    org_id, entry_id, kind, provider, fee_kobo, clearing_kobo, bank_kobo, owed_kobo, client_id, note, recorded_by, occurred_at)
  values (
    org_id, entry, 'collected', provider, 0, case when provider is null then 0 else amount_kobo end,
    case when provider is null then amount_kobo else 0 end, -amount_kobo, client_id, btrim(note), auth.uid(), now())
  returning move.* into made;
  perform private.notify(array(select private.members_with(org_id, 'money.read')), org_id, 'platform_fees_collected',
    'Fees that you owed us were collected', made.id,
    jsonb_build_object('amount_kobo', amount_kobo, 'provider', provider, 'note', made.note));
  return made;
end
$$;
comment on function private.collect_platform_fees(uuid, public.payment_method, public.kobo, uuid, text) is
  'Checks that the caller is staff, what is owed and what is there, then books that fees (kobo) which an organization owed were taken out of what a provider holds for it, or, without a provider, paid to the platform''s bank.';

create function public.collect_platform_fees(
  org_id uuid, amount_kobo numeric, client_id uuid, note text, provider public.payment_method default null)
returns public.platform_moves
language sql
set search_path = ''
as $$
  select private.limit_person('collect_platform_fees');
  select private.collect_platform_fees(
    org_id, provider, private.read_kobo('amount_kobo', amount_kobo), client_id, private.read_prose('note', note))
$$;
comment on function public.collect_platform_fees(uuid, numeric, uuid, text, public.payment_method) is
  'For staff: collects fees (kobo) that an organization owes for payments through no provider, out of what a provider holds of its own, or, without a provider, as paid to the platform''s bank. The client_id makes it safe to repeat. Members with money.read are told. Errors: auth.forbidden, auth.insufficient_assurance 403, organization.not_found 404, platform_fee.bad_fact, value.bad_amount 400, platform_fee.not_enough, platform_fee.client_id_used 409.';
grant execute on function
  private.set_platform_fee(uuid, public.calendar_date, public.platform_fee_scope, integer, public.kobo, public.kobo, boolean, boolean, text),
  public.set_platform_fee(text, text, uuid, public.platform_fee_scope, integer, numeric, numeric, boolean, boolean),
  private.collect_platform_fees(uuid, public.payment_method, public.kobo, uuid, text),
  public.collect_platform_fees(uuid, numeric, uuid, text, public.payment_method)
  to authenticated;

-- As people read it -------------------------------------------------------------------------------------

create function public.platform_fee_quote(org_id uuid, amount_kobo numeric, begun_on text default null)
returns table (
  paid text, fee_kobo bigint, bps integer, flat_kobo bigint, cap_kobo bigint, is_given_back boolean, starts_on date, is_own_rule boolean)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  amount public.kobo := private.read_kobo('amount_kobo', amount_kobo);
  begun public.calendar_date := coalesce(private.read_date('begun_on', begun_on), private.lagos_date());
  rule public.platform_fee_rules;
begin
  perform private.require_money_reader(org_id);
  rule := private.platform_fee_rule(org_id, begun);
  return query
  select way.paid, coalesce(private.platform_fee_on(rule, amount, way.is_split, way.is_offline), 0)::bigint,
    rule.bps, rule.flat_kobo::bigint, rule.cap_kobo::bigint, rule.is_given_back, rule.starts_on::date, rule.org_id is not null
  from (values ('split', true, false), ('online', false, false), ('offline', false, true)) as way (paid, is_split, is_offline);
end
$$;
comment on function public.platform_fee_quote(uuid, numeric, text) is
  'What the platform takes of a payment (kobo) to an organization that is begun on a Nigerian day (today when none is given; a later one shows a rule that is to come): paid straight to its bank (split), else online, or offline, with the rule. For members with money.read. Errors: auth.forbidden 403, value.bad_amount, value.bad_date 400.';

create function public.platform_fees(org_id uuid, from_on text, to_on text)
returns table (
  day date, entry text, reference text, payment_kobo bigint, fee_kobo bigint, held_by text, owed_kobo bigint)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  first_day public.calendar_date := private.read_date('from_on', platform_fees.from_on);
  last_day public.calendar_date := private.read_date('to_on', platform_fees.to_on);
begin
  perform private.require_money_reader(platform_fees.org_id);
  perform private.check_report_days(first_day, last_day);
  return query
  select private.lagos_date(move.occurred_at)::date, move.kind::text, payment.reference, payment.amount_kobo::bigint, move.fee_kobo::bigint,
    coalesce(move.provider::text, case when move.bank_kobo <> 0 then 'bank' end), move.owed_kobo::bigint
  from public.platform_moves as move
  left join public.payments as payment on payment.org_id = move.org_id and payment.id = move.payment_id
  where move.org_id = platform_fees.org_id
    and move.occurred_at >= private.start_of(first_day) and move.occurred_at < private.end_of(last_day)
  order by move.occurred_at, move.id;
end
$$;
comment on function public.platform_fees(uuid, text, text) is
  'What the platform took of an organization''s payments between two Nigerian days, both included, gave back and collected, in kobo; owed_kobo: by how much more is owed for payments through no provider. For members with money.read. Errors: auth.forbidden 403, report.bad_days, value.bad_date 400.';
grant execute on function public.platform_fee_quote(uuid, numeric, text), public.platform_fees(uuid, text, text) to authenticated;

-- The nightly proof ---------------------------------------------------------------------------------------

create function private.platform_differences(org_id uuid)
returns table (what text, subject_id uuid, payment_id uuid, details jsonb)
language sql
stable
set search_path = ''
as $$
  select 'platform_fee_not_booked', payment.id, payment.id, jsonb_build_object(
    'status', payment.status, 'fee_kobo', terms.fee_kobo, 'taken_kobo', moved.taken_kobo, 'given_back_kobo', moved.back_kobo)
  from public.payments as payment
  join public.payment_terms as terms on terms.id = payment.terms_id
  cross join lateral (
    select coalesce(sum(move.fee_kobo) filter (where move.kind = 'taken'), 0) as taken_kobo,
      coalesce(-sum(move.fee_kobo) filter (where move.kind = 'given_back'), 0) as back_kobo
    from public.platform_moves as move where move.org_id = payment.org_id and move.payment_id = payment.id
  ) as moved
  where payment.org_id = platform_differences.org_id and (
    moved.taken_kobo <> case when payment.status in ('succeeded', 'reversed') then terms.fee_kobo else 0 end
    or moved.back_kobo <> case when payment.status in ('succeeded', 'reversed')
      then private.platform_fee_back(terms, payment, payment.returned_kobo, payment.status = 'reversed') else 0 end)
  union all
  select 'platform_books', platform_differences.org_id, null::uuid, jsonb_build_object(
    'fees_kobo', booked.fees_kobo, 'earned_kobo', moved.fee_kobo, 'payable_kobo', booked.payable_kobo, 'owed_kobo', moved.owed_kobo)
  from (
    select coalesce(sum(line.debit_kobo - line.credit_kobo) filter (where account.kind = 'platform_fees'), 0) as fees_kobo,
      coalesce(sum(line.credit_kobo - line.debit_kobo) filter (where account.kind = 'platform_payable'), 0) as payable_kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = platform_differences.org_id and account.kind in ('platform_fees', 'platform_payable')
  ) as booked
  cross join (
    select coalesce(sum(move.fee_kobo), 0) as fee_kobo, coalesce(sum(move.owed_kobo), 0) as owed_kobo
    from public.platform_moves as move where move.org_id = platform_differences.org_id
  ) as moved
  where booked.fees_kobo <> moved.fee_kobo or booked.payable_kobo <> moved.owed_kobo
$$;
comment on function private.platform_differences(uuid) is
  'Where an organization''s books and the platform''s do not agree: each fee is taken once, when its payment settles, and given back as the rule of then has it.';

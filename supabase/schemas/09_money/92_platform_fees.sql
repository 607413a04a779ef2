-- What the platform takes of a payment. A rule says how much: a share, a sum, at most so much; for everybody or for one
-- organization, from a day on. Rules are data; staff set them with a reason, a later one takes the place of an earlier one,
-- and none reaches back. What a payment owes is fixed when it is begun (payment_terms) and booked when it settles.
--
-- Two sets of books: in the organization's the fee is an expense (platform_fees), taken out of what the provider holds for
-- it (provider_clearing) or owed (platform_payable). The platform's own are public.platform_moves, a row for each entry.
--
-- Who pays never pays it on top. What an agency collects under a mandate owes none: its landlord did not choose to be paid
-- that way. When money goes back so does the fee, in the same part, where the rule gives it back; of a payment that never
-- was (reversed) all of it does.

create type public.platform_fee_scope as enum ('split', 'online', 'all');
comment on type public.platform_fee_scope is
  'Which payments owe the fee. split: those of which the provider pays the rest straight to the payee''s bank; online: all that come in through a provider, transfers to account numbers included; all: what is paid by transfer, in cash or by cheque too.';

create table public.platform_fee_rules (
  id uuid primary key default private.uuid_v7(),
  org_id uuid references public.organizations (id),
  starts_on public.calendar_date not null,
  applies_to public.platform_fee_scope not null,
  bps integer not null constraint platform_fee_rules_bps_check check (bps between 0 and 2500),
  flat_kobo public.nonnegative_kobo not null,
  cap_kobo public.nonnegative_kobo,
  is_given_back boolean not null,
  follows_default boolean not null default false,
  reason text not null constraint platform_fee_rules_reason_check
    check (private.is_prose(reason) and length(btrim(reason)) between 3 and 500),
  set_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  constraint platform_fee_rules_default_check check (not follows_default or (org_id is not null and bps = 0 and flat_kobo = 0))
);
comment on table public.platform_fee_rules is
  'What the platform takes of payments. Append-only: the newest rule of the latest day that has come holds; one of an organization before that for everybody. No rule: nothing is taken.';
comment on column public.platform_fee_rules.id is 'Time-ordered identifier.';
comment on column public.platform_fee_rules.org_id is 'For whose payments; null: for everybody who has no rule of their own.';
comment on column public.platform_fee_rules.starts_on is 'From which Nigerian day on: of payments that are begun then.';
comment on column public.platform_fee_rules.applies_to is 'Which payments owe it.';
comment on column public.platform_fee_rules.bps is 'The share of the amount, in hundredths of a percent.';
comment on column public.platform_fee_rules.flat_kobo is 'What is added to that, in kobo.';
comment on column public.platform_fee_rules.cap_kobo is 'The most that is taken of one payment, in kobo; null: no such bound. It is never more than half of a payment.';
comment on column public.platform_fee_rules.is_given_back is 'Whether the fee goes back with what a refund or a chargeback takes back, in the same part.';
comment on column public.platform_fee_rules.follows_default is 'Whether the organization has no rule of its own from that day on.';
comment on column public.platform_fee_rules.reason is 'Why, in words.';
comment on column public.platform_fee_rules.set_by is 'Who of the staff set it.';
comment on column public.platform_fee_rules.created_at is 'When it was set, UTC.';
create index platform_fee_rules_org_idx on public.platform_fee_rules (org_id, starts_on desc, id desc);
create index platform_fee_rules_set_by_idx on public.platform_fee_rules (set_by);

create table public.payment_terms (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  fee_kobo public.nonnegative_kobo not null,
  applies_to public.platform_fee_scope not null,
  bps integer not null,
  flat_kobo public.nonnegative_kobo not null,
  cap_kobo public.nonnegative_kobo,
  is_given_back boolean not null,
  created_at timestamptz not null default now(),
  split_through public.payment_method constraint payment_terms_split_check check (split_through in ('paystack', 'flutterwave')),
  subaccount_code text check (length(subaccount_code) between 1 and 80),
  quoted_fees_kobo public.nonnegative_kobo,
  payee_kobo public.nonnegative_kobo,
  told_code text check (length(told_code) <= 80),
  told_payee_kobo public.nonnegative_kobo,
  is_unread boolean not null default false,
  paid_kobo public.nonnegative_kobo not null default 0,
  unique (org_id, id),
  constraint payment_terms_subaccount_check check ((split_through is null) = (subaccount_code is null))
);
comment on table public.payment_terms is
  'On which terms a payment was begun, as they were then: payments.terms_id. A payment that owes the platform nothing, and comes whole to the organization''s account with the provider, has none.';
comment on column public.payment_terms.id is 'Time-ordered identifier.';
comment on column public.payment_terms.org_id is 'Who is paid.';
comment on column public.payment_terms.fee_kobo is 'What the platform takes when it settles, in kobo.';
comment on column public.payment_terms.applies_to is 'As the rule had it.';
comment on column public.payment_terms.bps is 'As the rule had it, in hundredths of a percent.';
comment on column public.payment_terms.flat_kobo is 'As the rule had it, in kobo.';
comment on column public.payment_terms.cap_kobo is 'As the rule had it, in kobo.';
comment on column public.payment_terms.is_given_back is 'As the rule had it.';
comment on column public.payment_terms.created_at is 'When the payment was begun, UTC.';
comment on column public.payment_terms.split_through is 'The provider that pays the rest straight to the payee''s bank; null: it comes whole to what the provider holds for the organization.';
comment on column public.payment_terms.subaccount_code is 'By which name the provider knows that bank account.';
comment on column public.payment_terms.quoted_fees_kobo is 'What the provider said beforehand that it would keep, in kobo; null where the payee''s share follows from what it keeps.';
comment on column public.payment_terms.payee_kobo is 'The payee''s share as the provider was told it, in kobo; null where it is what is left.';
comment on column public.payment_terms.told_code is 'To which account it went, as the provider tells of the payment.';
comment on column public.payment_terms.told_payee_kobo is 'How much of it went there, in kobo, as the provider tells; null: it does not tell, or nothing went.';
comment on column public.payment_terms.is_unread is
  'Whether the provider told of a split in a shape that nobody could read: what may have gone to a bank is booked as gone until staff say what did (clear_split).';
comment on column public.payment_terms.paid_kobo is 'What is booked as paid straight to the payee''s bank, in kobo.';
create index payment_terms_split_idx on public.payment_terms (org_id, split_through) where split_through is not null;
alter table public.payments add constraint payments_terms_fkey
  foreign key (org_id, terms_id) references public.payment_terms (org_id, id);

create type public.platform_move_kind as enum ('taken', 'given_back', 'collected');
comment on type public.platform_move_kind is
  'taken: a payment settled; given_back: money of one went back; collected: what was owed was taken out of what the provider holds, or paid.';

create table public.platform_moves (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  entry_id uuid not null unique,
  kind public.platform_move_kind not null,
  payment_id uuid,
  provider public.payment_method constraint platform_moves_provider_check check (provider in ('paystack', 'flutterwave')),
  fee_kobo public.kobo not null,
  clearing_kobo public.kobo not null default 0,
  bank_kobo public.kobo not null default 0,
  owed_kobo public.kobo not null default 0,
  client_id uuid,
  note text constraint platform_moves_note_check check (private.is_prose(note) and length(btrim(note)) between 3 and 500),
  recorded_by uuid references public.profiles (id) on delete set null,
  occurred_at public.instant not null,
  created_at timestamptz not null default now(),
  constraint platform_moves_client_key unique (org_id, client_id),
  foreign key (org_id, entry_id) references public.ledger_entries (org_id, id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  constraint platform_moves_balance_check check (fee_kobo = clearing_kobo + bank_kobo + owed_kobo),
  constraint platform_moves_clearing_check check (clearing_kobo = 0 or provider is not null),
  constraint platform_moves_kind_check check (
    case kind when 'taken' then fee_kobo > 0 and payment_id is not null
      when 'given_back' then fee_kobo < 0 and payment_id is not null
      else fee_kobo = 0 and owed_kobo < 0 and payment_id is null and client_id is not null end)
);
comment on table public.platform_moves is
  'The platform''s own books: what it earned of each payment, gave back and collected. A row for each entry in an organization''s books; what it earned is what a provider holds for it, its bank has, or is owed to it. Append-only.';
comment on column public.platform_moves.id is 'Time-ordered identifier.';
comment on column public.platform_moves.org_id is 'Of whose payments.';
comment on column public.platform_moves.entry_id is 'The entry in the organization''s books.';
comment on column public.platform_moves.kind is 'What happened.';
comment on column public.platform_moves.payment_id is 'Of which payment; null for what was collected.';
comment on column public.platform_moves.provider is 'The provider that holds it; null where none does.';
comment on column public.platform_moves.fee_kobo is 'What the platform earned, in kobo; negative for what it gave back.';
comment on column public.platform_moves.clearing_kobo is 'By how much the provider holds more for the platform, and less for the organization, in kobo.';
comment on column public.platform_moves.bank_kobo is 'What came to the platform''s own bank, in kobo.';
comment on column public.platform_moves.owed_kobo is 'By how much the organization owes the platform more, in kobo.';
comment on column public.platform_moves.client_id is 'Made by whoever collected: sent again after a lost answer it is not made twice.';
comment on column public.platform_moves.note is 'What staff said of it.';
comment on column public.platform_moves.recorded_by is 'Who of the staff recorded it.';
comment on column public.platform_moves.occurred_at is 'When it happened in the world, UTC.';
comment on column public.platform_moves.created_at is 'When it was booked, UTC.';
create index platform_moves_entry_idx on public.platform_moves (org_id, entry_id);
create index platform_moves_payment_idx on public.platform_moves (org_id, payment_id);
create index platform_moves_recorded_by_idx on public.platform_moves (recorded_by);
create index platform_moves_org_idx on public.platform_moves (org_id, occurred_at, id);

-- Access --------------------------------------------------------------------------------------------

alter table public.platform_fee_rules enable row level security;
alter table public.payment_terms enable row level security;
alter table public.platform_moves enable row level security;
grant select on public.platform_fee_rules, public.payment_terms, public.platform_moves to authenticated, service_role;
create policy platform_fee_rules_select on public.platform_fee_rules for select to authenticated using (
  case
    -- What everybody is charged is no secret.
    when org_id is null then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when (select private.is_staff('money')) then true
  end is not null
);
create policy payment_terms_select on public.payment_terms for select to authenticated using (
  case
    when org_id = any (array(select org_id from private.my_permissions where permission = 'money.read')) then true
    when (select private.is_staff('money')) then true
  end is not null
);
create policy platform_moves_select on public.platform_moves for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when (select private.is_staff('money')) then true
  end is not null
);
create trigger refuse_change before update or delete on public.platform_fee_rules
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.platform_fee_rules
  for each statement execute function private.refuse_change();
create trigger record_audit after insert on public.platform_fee_rules
  for each row execute function private.record_audit();
create trigger refuse_change before delete on public.payment_terms
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payment_terms
  for each statement execute function private.refuse_change();
create trigger refuse_change before update or delete on public.platform_moves
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.platform_moves
  for each statement execute function private.refuse_change();

-- What is owed ----------------------------------------------------------------------------------------

create function private.platform_fee_rule(org_id uuid, on_day public.calendar_date)
returns public.platform_fee_rules
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_variable
declare
  rule public.platform_fee_rules;
begin
  select it.* into rule from public.platform_fee_rules as it
  where it.org_id = org_id and it.starts_on <= on_day
  order by it.starts_on desc, it.id desc limit 1;
  if rule.id is null or rule.follows_default then
    select it.* into rule from public.platform_fee_rules as it
    where it.org_id is null and it.starts_on <= on_day
    order by it.starts_on desc, it.id desc limit 1;
  end if;
  return rule;
end
$$;
comment on function private.platform_fee_rule(uuid, public.calendar_date) is
  'The rule that holds for an organization''s payments on a Nigerian day; a row of nulls when there is none.';

create function private.platform_fee_on(rule public.platform_fee_rules, amount_kobo public.kobo, is_split boolean, is_offline boolean)
returns public.kobo
language plpgsql
immutable
set search_path = ''
as $$
#variable_conflict use_variable
begin
  if rule.id is null or amount_kobo is null or not coalesce(case rule.applies_to
      when 'split' then is_split when 'online' then not is_offline else true end, false) then
    return 0;
  end if;
  -- Half of it is left whatever the rule says: out of it the provider's own fee must come.
  return least(trunc(amount_kobo::numeric * rule.bps / 10000) + rule.flat_kobo, rule.cap_kobo, amount_kobo / 2)::bigint;
end
$$;
comment on function private.platform_fee_on(public.platform_fee_rules, public.kobo, boolean, boolean) is
  'What a rule takes of an amount, in kobo, by how it is paid. The one place that says so.';
grant execute on function
  private.platform_fee_rule(uuid, public.calendar_date), private.platform_fee_on(public.platform_fee_rules, public.kobo, boolean, boolean)
  to authenticated;

create function private.before_payment_made()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.admit_move('payment', new.org_id, new.id, null, new.status::text);
  -- Where no money comes in, and what somebody else collects, owes nothing.
  if new.terms_id is null and new.mandate_id is null and new.method not in ('deposit', 'withholding_tax') then
    new.terms_id := private.fix_payment_terms(
      new.org_id, private.platform_fee_rule(new.org_id, private.lagos_date()), new.amount_kobo, private.is_offline(new.method));
  end if;
  return new;
end
$$;
comment on function private.before_payment_made() is
  'Trigger, before a payment is written: its first state is admitted; then what it owes the platform is fixed, whoever begins it and how.';
create trigger before_payment_made before insert on public.payments
  for each row execute function private.before_payment_made();

create function private.fix_payment_terms(
  org_id uuid, rule public.platform_fee_rules, amount_kobo public.kobo, is_offline boolean)
returns uuid
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  fee bigint := private.platform_fee_on(rule, amount_kobo, false, is_offline);
  terms_id uuid;
begin
  if fee > 0 then
    insert into public.payment_terms as made (org_id, fee_kobo, applies_to, bps, flat_kobo, cap_kobo, is_given_back)
    values (org_id, fee, rule.applies_to, rule.bps, rule.flat_kobo, rule.cap_kobo, rule.is_given_back)
    returning made.id into terms_id;
  end if;
  return terms_id;
end
$$;
comment on function private.fix_payment_terms(uuid, public.platform_fee_rules, public.kobo, boolean) is
  'Writes down what a payment (kobo) will owe by a rule; null: nothing.';

-- Booking ---------------------------------------------------------------------------------------------

create function private.book_platform_fee(payment public.payments, paid_at public.instant)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  fee bigint;
  is_owed boolean := private.is_offline(payment.method);
  entry uuid;
begin
  select terms.fee_kobo into strict fee from public.payment_terms as terms where terms.id = payment.terms_id;
  if fee = 0 then
    return;
  end if;
  entry := private.post_entry(
    payment.org_id, 'platform_fee', payment.id, paid_at, 'Platform''s fee of payment ' || payment.reference,
    array[
      row('platform_fees', fee, 0)::private.ledger_posting,
      row((case when is_owed then 'platform_payable' else 'provider_clearing' end)::public.ledger_account_kind, 0, fee)::private.ledger_posting
    ]);
  insert into public.platform_moves (org_id, entry_id, kind, payment_id, provider, fee_kobo, clearing_kobo, owed_kobo, occurred_at)
  values (payment.org_id, entry, 'taken', payment.id, case when not is_owed then payment.method end, fee,
    case when is_owed then 0 else fee end, case when is_owed then fee else 0 end, paid_at);
end
$$;
comment on function private.book_platform_fee(public.payments, public.instant) is
  'Books, in both books, what the platform takes of a payment that settles: out of what the provider holds, or as a debt where no provider does.';

create function private.platform_fee_back(terms public.payment_terms, payment public.payments, returned_kobo public.kobo, never_was boolean)
returns public.kobo
language plpgsql
immutable
set search_path = ''
as $$
#variable_conflict use_variable
begin
  -- By what went back in all, so that parts come to the whole to the kobo.
  return case when never_was then terms.fee_kobo
    when terms.is_given_back then trunc(terms.fee_kobo::numeric * returned_kobo / payment.amount_kobo)::bigint
    else 0 end;
end
$$;
comment on function private.platform_fee_back(public.payment_terms, public.payments, public.kobo, boolean) is
  'What of a payment''s fee has to have been given back, in kobo, when so much of it went back, or when it never was. The one place that says so.';

create function private.give_platform_fee_back(
  payment public.payments, source_id uuid, returned_kobo public.kobo, never_was boolean, at public.instant)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  terms public.payment_terms;
  taken public.platform_moves;
  back bigint;
  entry uuid;
begin
  select move.* into taken from public.platform_moves as move
  where move.org_id = payment.org_id and move.payment_id = payment.id and move.kind = 'taken';
  if taken.id is null then
    return;
  end if;
  select it.* into strict terms from public.payment_terms as it where it.id = payment.terms_id;
  select private.platform_fee_back(terms, payment, returned_kobo, never_was) + coalesce(sum(move.fee_kobo), 0) into back
  from public.platform_moves as move
  where move.org_id = payment.org_id and move.payment_id = payment.id and move.kind = 'given_back';
  if back <= 0 then
    return;
  end if;
  -- From where it was taken to.
  entry := private.post_entry(
    payment.org_id, 'platform_fee_returned', source_id, at, 'Platform''s fee given back: payment ' || payment.reference,
    array[
      row((case when taken.provider is null then 'platform_payable' else 'provider_clearing' end)::public.ledger_account_kind, back, 0)::private.ledger_posting,
      row('platform_fees', 0, back)::private.ledger_posting
    ]);
  insert into public.platform_moves (org_id, entry_id, kind, payment_id, provider, fee_kobo, clearing_kobo, owed_kobo, occurred_at)
  values (payment.org_id, entry, 'given_back', payment.id, taken.provider, -back,
    case when taken.provider is null then 0 else -back end, case when taken.provider is null then -back else 0 end, at);
end
$$;
comment on function private.give_platform_fee_back(public.payments, uuid, public.kobo, boolean, public.instant) is
  'Books, in both books, what of the platform''s fee goes back with a return, or with the whole of a payment that never was: up to what platform_fee_back() says of all that went back (kobo).';

create function private.taken_out_of_clearing(org_id uuid, provider public.payment_method)
returns numeric
language sql
stable
set search_path = ''
as $$
  select coalesce((
    select sum(move.clearing_kobo) from public.platform_moves as move
    where move.org_id = taken_out_of_clearing.org_id and move.provider = taken_out_of_clearing.provider), 0) + coalesce((
    select sum(terms.paid_kobo) from public.payment_terms as terms
    where terms.org_id = taken_out_of_clearing.org_id and terms.split_through = taken_out_of_clearing.provider), 0)
$$;
comment on function private.taken_out_of_clearing(uuid, public.payment_method) is
  'What of an organization''s payments through a provider is not held for it any more, since the platform took it or the payee''s bank has it, in kobo. Invoker: of the rows that the caller may see.';
grant execute on function private.taken_out_of_clearing(uuid, public.payment_method) to authenticated;

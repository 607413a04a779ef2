-- After a home was handed over: tenants and their guarantors are told whom to pay from now on, both sides of the sale
-- that it is done; the deposit's money follows; money that still comes to the former landlord goes to a person.

create function private.guarantors_of(tenancy public.tenancies)
returns setof uuid
language sql
stable
set search_path = ''
rows 2
as $$
  with recursive chain as (
    select tenancy.org_id, tenancy.id, tenancy.parent_id
    union all
    select parent.org_id, parent.id, parent.parent_id
    from chain join public.tenancies as parent on parent.org_id = chain.org_id and parent.id = chain.parent_id
  )
  select distinct guarantor.answered_by
  from chain
  join public.offers as offer on offer.org_id = chain.org_id and offer.tenancy_id = chain.id
  join public.application_guarantors as guarantor
    on guarantor.org_id = offer.org_id and guarantor.application_id = offer.application_id
  where guarantor.status = 'confirmed' and guarantor.answered_by is not null
$$;
comment on function private.guarantors_of(public.tenancies) is
  'The accounts that confirmed to answer for the tenants of a tenancy, or of those that it renews.';

create function private.tell_of_handover(tenancy public.tenancies, successor public.tenancies, day public.calendar_date)
returns void
language plpgsql
set search_path = ''
as $$
declare
  facts jsonb := (
    select jsonb_build_object(
      'handed_over_on', day, 'former_tenancy_id', tenancy.id, 'tenancy_id', successor.id, 'landlord', organization.name,
      'landlord_address', organization.address, 'deposit_kobo', handover.deposit_kobo)
    from public.organizations as organization
    join public.tenancy_handovers as handover on handover.tenancy_id = tenancy.id and handover.side = 'passed_on'
    where organization.id = successor.org_id);
begin
  perform private.notify(array(
    select row(told.user_id, told.org_id, told.kind, told.title, told.subject_id, facts)::private.notice
    from (
      select person, successor.org_id, 'tenancy_passed_on', 'Your home was sold: pay its new owner from now on', successor.id
      from private.tenancy_users(tenancy.id) as person
      union all
      select person, successor.org_id, 'tenancy_passed_on', 'A home for which you answer was sold: its new owner is paid from now on', successor.id
      from private.guarantors_of(tenancy) as person
      where person not in (select private.tenancy_users(tenancy.id))
      union all
      select member, tenancy.org_id, 'tenancy_passed_on', 'A tenancy passed to who bought the home', tenancy.id
      from private.members_with(tenancy.org_id, 'tenancies.write') as member
      union all
      select member, successor.org_id, 'tenancy_taken_over', 'You took over a tenancy with the home that you bought', successor.id
      from private.members_with(successor.org_id, 'tenancies.write') as member
    ) as told (user_id, org_id, kind, title, subject_id)));
end
$$;
comment on function private.tell_of_handover(public.tenancies, public.tenancies, public.calendar_date) is
  'Tells tenants and guarantors whom to pay from now on, and the members of both organizations that the tenancy passed.';

create function private.tell_of_waiting_home(sale public.sales)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select offer.offeror_id from public.offers as offer where offer.org_id = sale.org_id and offer.id = sale.offer_id
      union
      select member from private.buying_organizations(sale) as buyer
      cross join lateral private.members_with(buyer, 'tenancies.write') as member
    ),
    sale.org_id, 'home_to_take', 'Say into which organization the home goes that you bought: it has tenants', sale.id,
    jsonb_build_object('closed_on', sale.closed_on, 'offer_id', sale.offer_id));
end
$$;
comment on function private.tell_of_waiting_home(public.sales) is
  'Tells the buyers of a tenanted home that it waits for their organization; until then the seller goes on as landlord.';

-- Money that still comes to the former landlord --------------------------------------------------------

create function private.note_money_left_behind(tenancy_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.note_payment_exception('paid_former_owner', payment.method, payment.reference, payment.reference, payment.id,
    jsonb_build_object('left_kobo', credit.left_kobo, 'tenancy_id', handover.tenancy_id, 'paid_to', handover.org_id,
      'new_owner', handover.other_org_id, 'handed_over_on', handover.handed_over_on))
  from public.tenancy_handovers as handover
  join public.payment_credits as credit on credit.org_id = handover.org_id and credit.tenancy_id = handover.tenancy_id
  join public.payments as payment on payment.org_id = credit.org_id and payment.id = credit.payment_id
  where handover.tenancy_id = tenancy_id and handover.side = 'passed_on' and credit.left_kobo > 0;
end
$$;
comment on function private.note_money_left_behind(uuid) is
  'Leaves a trace for staff of each credit that stands with the former landlord of a tenancy that passed: nothing of theirs falls due again that could draw on it.';

create function private.after_credit_kept()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.note_money_left_behind(new.tenancy_id);
  return null;
end
$$;
comment on function private.after_credit_kept() is
  'Trigger: a checkout that was opened before the home was sold, and paid after, went to the former landlord.';
create trigger after_credit_kept after insert on public.payment_credits
  for each row execute function private.after_credit_kept();

-- The deposit's money ----------------------------------------------------------------------------------

create function private.confirm_handover_deposit(tenancy_id uuid)
returns public.tenancy_handovers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mine public.tenancy_handovers;
  book record;
begin
  select handover.* into mine from public.tenancy_handovers as handover
  where handover.tenancy_id = tenancy_id and handover.side = 'taken_over'
    and handover.org_id in (select private.my_org_ids('tenancies.read'));
  if not found then
    perform private.raise_problem('handover.not_found', 'Cannot find a tenancy that your organization took over', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  -- Who reads the bank of the organization that it came to.
  perform private.require_permission(mine.org_id, 'money.confirm');
  perform from public.tenancy_handovers as handover where handover.pair_id = mine.pair_id order by handover.org_id for no key update;
  select handover.* into strict mine from public.tenancy_handovers as handover where handover.id = mine.id;
  if mine.settled_at is not null then
    return mine;
  end if;
  for book in
    select handover.id, handover.org_id, handover.side from public.tenancy_handovers as handover
    where handover.pair_id = mine.pair_id order by handover.org_id
  loop
    perform private.post_entry(
      book.org_id, 'handover_settled', book.id, now(), 'The money of a deposit that passed with a home',
      array[
        row(case book.side when 'passed_on' then 'handover_due'::public.ledger_account_kind else 'bank' end, mine.deposit_kobo, 0)::private.ledger_posting,
        row(case book.side when 'passed_on' then 'bank'::public.ledger_account_kind else 'handover_due' end, 0, mine.deposit_kobo)::private.ledger_posting
      ]);
  end loop;
  update public.tenancy_handovers as handover set settled_at = now(), settled_by = (select auth.uid())
  where handover.pair_id = mine.pair_id;
  select handover.* into strict mine from public.tenancy_handovers as handover where handover.id = mine.id;
  return mine;
end
$$;
comment on function private.confirm_handover_deposit(uuid) is
  'Checks the caller, then books in both organizations that the deposit''s money came from the seller to the buyer.';
grant execute on function private.confirm_handover_deposit(uuid) to authenticated;

create function public.confirm_handover_deposit(tenancy_id uuid)
returns public.tenancy_handovers
language sql
set search_path = ''
as $$
  select private.limit_person('confirm_handover_deposit');
  select private.confirm_handover_deposit(tenancy_id)
$$;
comment on function public.confirm_handover_deposit(uuid) is
  'Says that the seller of a home gave you its tenants'' deposit, by a transfer or in the price: until then it is due between you, in the books of both. tenancy_id is the one that you took over. Safe to repeat. For members of the buyer with money.confirm. Errors: handover.not_found 404, auth.forbidden 403.';
grant execute on function public.confirm_handover_deposit(uuid) to authenticated;

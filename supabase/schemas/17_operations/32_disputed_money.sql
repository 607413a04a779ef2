-- What staff read before they say which of two sides is right: of a payment that a member recorded and the payer disputes
-- (09_money/51), and of a deposit that was recorded as given back and a tenant says did not come (09_money/89). They decide
-- with confirm_offline_payment() or reject_offline_payment(), and with decide_deposit_return().

create function private.read_disputed_money(exception_id uuid, reason text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  trace public.payment_exceptions;
  offline public.offline_payments;
  given public.deposit_returns;
  why text;
begin
  perform private.require_staff('read_disputed_money');
  why := private.require_look_reason(reason);
  select it.* into trace from public.payment_exceptions as it
  where it.id = exception_id and it.kind in ('offline_disputed', 'deposit_return_disputed');
  if not found then
    perform private.raise_problem('payment.exception_not_found', 'Cannot find the disputed payment or return', 404,
      jsonb_build_object('field', 'exception_id'));
  end if;
  if trace.kind = 'offline_disputed' then
    select it.* into strict offline from public.offline_payments as it where it.id = (trace.details ->> 'offline_payment_id')::uuid;
    perform private.note_looks_at_money('offline_payment', offline.id, offline.org_id, offline.reported_by, why);
    return private.sides_of_money('offline_payment', offline.id, offline.org_id, offline.subject_id, offline.reported_by) || jsonb_build_object(
      'id', offline.id, 'is_open', offline.status = 'disputed', 'method', offline.method, 'amount_kobo', offline.claimed_kobo,
      'on_day', offline.paid_on, 'bank_reference', offline.bank_reference, 'note', offline.note, 'reference', trace.reference,
      'recorded_at', offline.created_at, 'paper', null);
  end if;
  select it.* into strict given from public.deposit_returns as it where it.id = trace.fingerprint::uuid;
  perform private.note_looks_at_money('deposit_return', given.id, given.org_id, given.recorded_by, why);
  return private.sides_of_money('deposit_return', given.id, given.org_id, given.tenancy_id, given.recorded_by) || jsonb_build_object(
    'id', given.id, 'is_open', given.status = 'disputed', 'method', given.method, 'amount_kobo', given.amount_kobo,
    'on_day', given.returned_on, 'bank_reference', given.bank_reference, 'note', null, 'reference', null,
    'recorded_at', given.created_at, 'paper', (
      select jsonb_build_object('title', paper.title, 'storage_path', paper.storage_path)
      from public.documents as paper where paper.org_id = given.org_id and paper.id = given.document_id));
end
$$;
comment on function private.read_disputed_money(uuid, text) is
  'Checks that the caller is staff and says why, notes whom they look at, then shows what both sides said of disputed money: see public.read_disputed_money().';

create function private.note_looks_at_money(machine public.state_machine, subject_id uuid, org_id uuid, recorded_by uuid, reason text)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  side uuid;
begin
  for side in
    select recorded_by where recorded_by is not null
    union
    select change.actor_id from public.state_changes as change
    where change.subject_id = subject_id and change.machine = machine and change.to_state = 'disputed' and change.actor_id is not null
  loop
    perform private.note_look('read_disputed_money', side, org_id, 'payments', reason);
  end loop;
end
$$;
comment on function private.note_looks_at_money(public.state_machine, uuid, uuid, uuid, text) is
  'Writes down that staff look at who recorded money and at who disputes it: each of them sees that.';

create function private.sides_of_money(machine public.state_machine, subject_id uuid, org_id uuid, debtor_id uuid, recorded_by uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'kind', sides_of_money.machine,
    'organization', (select paid.name from public.organizations as paid where paid.id = sides_of_money.org_id),
    -- Null where the money is of a sale or an application.
    'property', home.property, 'unit', home.unit,
    'tenants', coalesce((
      select jsonb_agg(tenant.full_name order by party.created_at, tenant.id)
      from public.tenancy_parties as party
      join public.tenants as tenant on tenant.id = party.tenant_id
      where party.tenancy_id = sides_of_money.debtor_id), '[]'),
    'recorded_by', (select person.display_name from public.profiles as person where person.id = sides_of_money.recorded_by),
    'disputed_by', (select person.display_name from public.profiles as person where person.id = disputed.actor_id),
    'disputed_at', disputed.occurred_at, 'said', disputed.reason,
    -- A second person of the landlord's side who had said that it is so.
    'confirmed_by', (
      select person.display_name
      from public.state_changes as earlier join public.profiles as person on person.id = earlier.actor_id
      where earlier.subject_id = sides_of_money.subject_id and earlier.machine = sides_of_money.machine
        and earlier.to_state = 'confirmed' and earlier.id < disputed.id
      order by earlier.id desc limit 1))
  from (select true) as always
  left join lateral (
    select change.id, change.actor_id, change.occurred_at, change.reason
    from public.state_changes as change
    where change.subject_id = sides_of_money.subject_id and change.machine = sides_of_money.machine and change.to_state = 'disputed'
    order by change.id desc limit 1
  ) as disputed on true
  left join lateral (
    select property.name as property, unit.label as unit
    from public.tenancies as tenancy
    join public.units as unit on unit.id = tenancy.unit_id
    join public.properties as property on property.id = unit.property_id
    where tenancy.id = sides_of_money.debtor_id
  ) as home on true
$$;
comment on function private.sides_of_money(public.state_machine, uuid, uuid, uuid, uuid) is
  'Whose disputed money it is, who recorded it, and who says since when that it is not so, and why.';

create function public.read_disputed_money(exception_id uuid, reason text)
returns jsonb
language sql
set search_path = ''
as $$
  select private.limit_person('read_disputed_money');
  select private.read_disputed_money(exception_id, private.read_prose('reason', reason))
$$;
comment on function public.read_disputed_money(uuid, text) is
  'For staff: what both sides said of the payment or the return of a deposit that an exception of kind offline_disputed or deposit_return_disputed is about. kind (offline_payment, deposit_return), id, is_open (whether it is still to be decided), organization, property, unit, tenants, method, amount_kobo, on_day, bank_reference, note, reference; recorded_by and recorded_at; confirmed_by, a second person who had confirmed it; disputed_by, disputed_at and said, why it is not so; paper (title, storage_path in the bucket documents), which is to show it. reason: why you look, 3 to 1,000 characters; it is kept, and who recorded it and who disputes it see that somebody looked. Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_reason 400, payment.exception_not_found 404.';
grant execute on function private.read_disputed_money(uuid, text), public.read_disputed_money(uuid, text) to authenticated;

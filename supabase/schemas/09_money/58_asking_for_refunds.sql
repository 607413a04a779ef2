-- Asking for a refund: how much of a payment can still go back, and whoever has money.write in the organization that was
-- paid asks for it. Nothing goes back while a dispute of the payment is open: the bank would give it back once more.

create function private.last_renewal(tenancy_id uuid)
returns uuid
language sql
stable
set search_path = ''
as $$
  with recursive chain as (
    select tenancy.id, tenancy.org_id, 0 as down from public.tenancies as tenancy where tenancy.id = last_renewal.tenancy_id
    union all
    select renewal.id, renewal.org_id, chain.down + 1
    from chain
    join public.tenancies as renewal on renewal.org_id = chain.org_id and renewal.parent_id = chain.id
      and renewal.status not in ('draft', 'offered', 'cancelled')
  )
  select chain.id from chain order by chain.down desc, chain.id desc limit 1
$$;
comment on function private.last_renewal(uuid) is 'The last of the tenancies that renew one, which holds their deposit; itself when none does.';

create function private.refundable(payment public.payments)
returns bigint
language plpgsql
stable
set search_path = ''
as $$
declare
  promised bigint;
  deposit bigint := 0;
  own bigint := 0;
  held bigint := 0;
begin
  select coalesce(sum(refund.amount_kobo), 0) into promised
  from public.refunds as refund
  where refund.payment_id = payment.id and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention');
  -- What was kept of a deposit is no longer there to go back.
  if payment.tenancy_id is not null then
    select coalesce(sum(standing.amount_kobo), 0) into deposit
    from private.standing_allocations(payment.id) as standing
    join public.charges as charge on charge.id = standing.charge_id and charge.kind = 'caution_deposit';
    if deposit > 0 then
      -- deposit_of() leaves out what refunds under way take of it; that of this payment is among the promised already.
      select least(
        deposit,
        greatest(
          coalesce(sum(refund.amount_kobo) filter (where charge.kind = 'caution_deposit'), 0),
          promised - (payment.amount_kobo - payment.returned_kobo - deposit)))
      into own
      from public.refunds as refund
      left join public.charges as charge on charge.id = refund.charge_id
      where refund.payment_id = payment.id and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention');
      -- Of a tenancy that was renewed the last renewal has the deposit.
      select coalesce(least(kept.held_kobo + greatest(own, 0), deposit), deposit) into held
      from private.deposit_of(private.last_renewal(payment.tenancy_id)) as kept;
    end if;
  end if;
  return greatest(payment.amount_kobo - payment.returned_kobo - promised - (deposit - held), 0);
end
$$;
comment on function private.refundable(public.payments) is
  'What of a locked payment can still be asked back, in kobo: not what went back, nor what a refund under way will take, nor what was kept of a deposit.';

create function private.has_open_dispute(payment_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.disputes as dispute
    where dispute.payment_id = has_open_dispute.payment_id and dispute.status in ('open', 'answered'))
$$;
comment on function private.has_open_dispute(uuid) is 'Whether a dispute of the payment is open: then nothing is refunded.';

create function private.refuse_disputed(payment_id uuid, doing text, field text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if private.has_open_dispute(payment_id) then
    perform private.raise_problem('refund.disputed',
      format('Cannot %s: the payer''s bank disputes the payment, and would give the money back once more', doing), 409,
      jsonb_build_object('field', field));
  end if;
end
$$;
comment on function private.refuse_disputed(uuid, text, text) is
  'Refuses (409 refund.disputed) to give money of a locked payment back while a dispute of it is open.';

create function private.stop_refunds(payment public.payments)
returns void
language plpgsql
set search_path = ''
as $$
declare
  refund public.refunds;
begin
  for refund in
    select r.* from public.refunds as r
    where r.payment_id = payment.id and r.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')
    order by r.id for update
  loop
    if refund.status not in ('requested', 'approved') then
      perform private.raise_problem('refund.under_way', 'Cannot take the payment back: a refund of it is under way', 409,
        jsonb_build_object('field', 'payment_id', 'refund_id', refund.id));
    end if;
    perform private.move_refund(refund.id, 'withdrawn', 'The payment was taken back');
  end loop;
end
$$;
comment on function private.stop_refunds(public.payments) is
  'When a payment is taken back: what refunds of it were not sent are withdrawn; while one is under way it cannot be. Error: refund.under_way 409.';

-- Asking --------------------------------------------------------------------------------------------

create function private.request_refund(
  payment_id uuid, amount_kobo public.kobo, reason text, client_id uuid, charge_id uuid, drops_charges boolean, by_hand boolean)
returns public.refunds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  payment public.payments;
  made public.refunds;
  most bigint;
  way public.refund_way;
  wrong text := case
    when amount_kobo is null or amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when reason is null or length(btrim(reason)) not between 3 and 250 then 'reason'
    when client_id is null then 'client_id'
  end;
begin
  select p.* into payment from public.payments as p
  where p.id = payment_id and p.org_id in (select private.my_org_ids('money.read'))
  for update;
  if payment.id is null then
    perform private.raise_problem('refund.payment_not_found', 'Cannot find the payment among those of your organizations', 404,
      jsonb_build_object('field', 'payment_id'));
  end if;
  perform private.require_permission(payment.org_id, 'money.write');
  if wrong is not null then
    perform private.raise_problem('refund.bad_request', format('Cannot ask for the refund: %s %s', wrong, case wrong
      when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
      when 'reason' then 'must have 3 to 250 characters'
      else 'is missing: a request that is sent again would be made twice'
    end), 400, jsonb_build_object('field', wrong));
  end if;
  way := case when coalesce(by_hand, false) or private.is_offline(payment.method) then 'by_hand'::public.refund_way else 'provider' end;
  select r.* into made from public.refunds as r where r.org_id = payment.org_id and r.client_id = client_id;
  if found then
    if (made.payment_id, made.amount_kobo, made.charge_id, made.way, made.drops_charges)
      is distinct from (payment.id, amount_kobo, charge_id, way, coalesce(drops_charges, false)) then
      perform private.raise_problem('refund.client_id_used', 'Cannot ask for the refund: its client_id is that of another one', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return made;
  end if;
  if payment.method in ('deposit', 'withholding_tax') or payment.status <> 'succeeded' then
    perform private.raise_problem('refund.not_settled', 'Cannot refund the payment: no money of it came in and stayed', 409,
      jsonb_build_object('field', 'payment_id', 'status', payment.status));
  end if;
  perform private.refuse_disputed(payment.id, 'refund the payment', 'payment_id');
  -- A deposit may have been paid in parts and is returned by the tenancy: whoever takes of it waits here.
  if exists (
    select from private.standing_allocations(payment.id) as standing
    join public.charges as charge on charge.id = standing.charge_id and charge.kind = 'caution_deposit'
  ) then
    perform from public.tenancies as tenancy where tenancy.id = private.last_renewal(payment.tenancy_id) for no key update;
  end if;
  most := private.refundable(payment);
  if amount_kobo > most then
    perform private.raise_problem('refund.too_much', format('Cannot refund that much: %s kobo of the payment are left', most), 409,
      jsonb_build_object('field', 'amount_kobo', 'refundable_kobo', most));
  end if;
  if charge_id is not null and not exists (
    select from private.standing_allocations(payment.id) as standing where standing.charge_id = request_refund.charge_id
  ) then
    perform private.raise_problem('refund.bad_request', 'Cannot ask for the refund: the payment has settled nothing of charge_id', 400,
      jsonb_build_object('field', 'charge_id'));
  end if;
  insert into public.refunds as asked (
    org_id, payment_id, subject_id, method, way, status, amount_kobo, reason, charge_id, drops_charges, client_id, requested_by)
  values (
    payment.org_id, payment.id, coalesce(payment.tenancy_id, payment.sale_id, payment.application_id), payment.method, way, 'requested',
    amount_kobo, btrim(reason), charge_id, coalesce(drops_charges, false), client_id, auth.uid())
  returning asked.* into made;
  return made;
end
$$;
comment on function private.request_refund(uuid, public.kobo, text, uuid, uuid, boolean, boolean) is
  'Locks the payment, checks the caller and what is left of it, then puts the request down.';
grant execute on function private.request_refund(uuid, public.kobo, text, uuid, uuid, boolean, boolean) to authenticated;

create function public.request_refund(
  payment_id uuid, amount_kobo numeric, reason text, client_id uuid, charge_id uuid default null, drops_charges boolean default false,
  by_hand boolean default false)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('request_refund');
  select private.request_refund(
    payment_id, private.read_kobo('amount_kobo', amount_kobo), private.read_line('reason', reason), client_id, charge_id, drops_charges, by_hand)
$$;
comment on function public.request_refund(uuid, numeric, text, uuid, uuid, boolean, boolean) is
  'Asks for money (kobo) of a settled payment to go back, the whole or a part; another member approves it. It is taken from the charge that is named, else from credit first and then from the newest charges; these are open again, unless drops_charges says that they are owed no more. Online payments go back through their provider unless by_hand is true; offline ones always by hand. The client_id is the caller''s own and makes it safe to repeat. For members with money.write. Errors: refund.payment_not_found 404, auth.forbidden 403, refund.bad_request 400, refund.client_id_used, refund.not_settled, refund.disputed, refund.too_much 409.';
grant execute on function public.request_refund(uuid, numeric, text, uuid, uuid, boolean, boolean) to authenticated;

-- Refunds in doubt: what nobody knows of, and what takes too long. Staff find out at the provider, and say so here.

create function private.note_overdue_refunds(batch integer default 100)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  refund public.refunds;
  noted integer := 0;
begin
  for refund in
    select r.* from public.refunds as r
    where r.way = 'provider' and r.status in ('approved', 'sending', 'pending', 'needs_attention')
      and coalesce(r.approved_at, r.created_at) < now() - interval '15 days'
      -- A dispute may take longer, and what waits for it is not late.
      and not (r.status = 'approved' and private.has_open_dispute(r.payment_id))
      -- Told once: what staff found out need not move it at once.
      and not exists (
        select from public.payment_exceptions as known
        where known.provider = r.method and known.kind = 'refund_overdue' and known.fingerprint = r.id::text)
    order by coalesce(r.approved_at, r.created_at), r.id limit batch
    for no key update of r skip locked
  loop
    perform private.note_refund_exception('refund_overdue', refund,
      jsonb_build_object('approved_at', refund.approved_at, 'sent_at', refund.sent_at));
    noted := noted + 1;
  end loop;
  return noted;
end
$$;
comment on function private.note_overdue_refunds(integer) is
  'Leaves one trace for staff of each refund, of a batch, that its provider has not brought to an end in 15 days, whether it is pending there or the provider never answers; returns how many. Run by pg_cron each day. Safe to repeat.';
select cron.schedule('note-overdue-refunds', '40 5 * * *', private.in_batches('private.note_overdue_refunds'));

create function private.clear_refund(refund_id uuid, was_made boolean, provider_refund_id text, note text)
returns public.refunds
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  refund public.refunds;
  told public.refunds;
  said text;
begin
  perform private.begin_staff_act('clear_refund', refund_id, null, note);
  said := private.check_refund_words('note', note);
  select r.* into refund from public.refunds as r where r.id = refund_id;
  if refund.id is null then
    perform private.raise_problem('refund.not_found', 'Cannot find the refund', 404, jsonb_build_object('field', 'refund_id'));
  end if;
  perform from public.payments as payment where payment.id = refund.payment_id for update;
  select r.* into strict refund from public.refunds as r where r.id = refund_id for update;
  if refund.status <> 'sending' or not exists (
    select from private.refund_checks as checked where checked.refund_id = refund.id and checked.is_unclear
  ) then
    perform private.refuse_moved_refund(refund);
  end if;
  if was_made is null or was_made and (provider_refund_id is null or length(btrim(provider_refund_id)) not between 1 and 80) then
    perform private.raise_problem('refund.bad_fact', 'Cannot clear it: say whether the provider made it, and its number there if so', 400,
      jsonb_build_object('field', case when was_made is null then 'was_made' else 'provider_refund_id' end));
  end if;
  if was_made then
    select other.* into told from public.refunds as other
    where other.method = refund.method and other.provider_refund_id = btrim(clear_refund.provider_refund_id) for update;
    -- The provider told of it with another amount, and it was taken for one that nobody here asked for.
    if told.id is not null and (
      told.payment_id <> refund.payment_id or told.client_id is not null or told.created_at < refund.approved_at
      or exists (select from public.refunds as other where other.same_as = told.id)
    ) then
      perform private.raise_problem('refund.bad_fact', 'Cannot clear it: that number is of another refund', 400,
        jsonb_build_object('field', 'provider_refund_id'));
    end if;
  end if;
  update private.refund_checks as checked set is_unclear = false, next_at = null where checked.refund_id = refund.id;
  perform private.begin_move('refund', refund.id, said);
  if told.id is not null then
    -- What is not booked yet is booked as it was asked for.
    update public.refunds as r set charge_id = refund.charge_id, drops_charges = refund.drops_charges
    where r.id = told.id and r.status in ('pending', 'needs_attention');
    update public.refunds as r set status = 'withdrawn', same_as = told.id, decision = said where r.id = refund.id;
  elsif was_made then
    update public.refunds as r set status = 'pending', provider_refund_id = btrim(clear_refund.provider_refund_id), decision = said where r.id = refund.id;
  else
    update public.refunds as r set status = 'approved', decision = said where r.id = refund.id;
  end if;
  perform private.close_payment_exception('refund_unclear', refund.method, refund.id::text, said);
  select r.* into strict refund from public.refunds as r where r.id = refund_id;
  return refund;
end
$$;
comment on function private.clear_refund(uuid, boolean, text, text) is 'Checks that the caller is staff and that nobody knows, then goes on as they found it. A number that the provider told of before, of the same payment, with another amount and since this was approved, is this refund.';
grant execute on function private.clear_refund(uuid, boolean, text, text) to authenticated;

create function public.clear_refund(refund_id uuid, was_made boolean, note text, provider_refund_id text default null)
returns public.refunds
language sql
set search_path = ''
as $$
  select private.limit_person('clear_refund');
  select private.clear_refund(
    refund_id, was_made, private.read_line('provider_refund_id', provider_refund_id), private.read_prose('note', note))
$$;
comment on function public.clear_refund(uuid, boolean, text, text) is
  'For staff, of a refund of which nobody knows whether the provider made it (refund_unclear): after a look at its dashboard, whether it did, under which number, and what was found. One that was made is followed from there: where the provider told of that number before with another amount, as the refund that was recorded then (same_as). One that was not made is sent again. Errors: auth.forbidden, auth.insufficient_assurance 403, refund.not_found 404, refund.bad_fact 400, refund.already_decided 409.';
grant execute on function public.clear_refund(uuid, boolean, text, text) to authenticated;

-- What each provider holds for an organization, and what of it may go out: it is asked before money is paid out (64, 95), before
-- a refund is approved (53), and once more before either is sent.

create function private.payout_fee_reserve()
returns bigint
language sql
immutable
set search_path = ''
as $$
  -- Paystack takes at most ₦50 for a transfer, Flutterwave ₦53.75 with tax: so much is held back until it says.
  select 6000::bigint
$$;
comment on function private.payout_fee_reserve() is 'What is held back for the provider''s fee on a payout, in kobo, until the provider says what it takes.';

create function private.provider_funds(org_id uuid)
returns table (
  provider public.payment_method, own_kobo numeric, all_kobo numeric, paid_out_kobo numeric, under_way_kobo numeric,
  own_left_kobo numeric, all_left_kobo numeric)
language sql
stable
set search_path = ''
as $$
  with held as (
    select coalesce(sum(line.debit_kobo - line.credit_kobo) filter (where account.kind = 'provider_clearing'), 0) as kobo,
      coalesce(sum(line.credit_kobo - line.debit_kobo) filter (where account.kind = 'principal_payable'), 0) as owed_kobo
    from public.ledger_accounts as account
    join public.ledger_lines as line on line.org_id = account.org_id and line.account_id = account.id
    where account.org_id = provider_funds.org_id and account.kind in ('provider_clearing', 'principal_payable')
  ),
  of_provider as (
    select name.provider, own.kobo + collected.kobo - collected.owed_kobo as own_kobo, own.kobo + collected.kobo as all_kobo,
      out.own_paid_kobo, out.paid_kobo, out.own_under_way_kobo + back.own_kobo as own_under_way_kobo,
      out.under_way_kobo + back.kobo as under_way_kobo
    from (values ('paystack'::public.payment_method), ('flutterwave')) as name (provider)
    cross join lateral (
      -- What went back out of the bank the provider still holds, and of a payment taken back it kept its fee.
      select coalesce(sum(case payment.status when 'succeeded' then payment.amount_kobo - coalesce(gone.kobo, 0) else 0 end
        - payment.provider_fees_kobo), 0) - private.taken_out_of_clearing(provider_funds.org_id, name.provider) as kobo
      from public.payments as payment
      left join lateral (
        select sum(returned.amount_kobo + returned.fees_kobo) as kobo from public.payment_returns as returned
        where returned.payment_id = payment.id and returned.account = 'provider_clearing'
      ) as gone on true
      where payment.org_id = provider_funds.org_id and payment.method = name.provider
        and payment.status in ('succeeded', 'reversed') and payment.mandate_id is null
    ) as own
    cross join lateral (
      select coalesce(sum(move.clearing_kobo), 0) as kobo, coalesce(sum(move.owed_kobo), 0) as owed_kobo
      from public.principal_moves as move
      where move.org_id = provider_funds.org_id and move.provider = name.provider and move.payment_id is not null
    ) as collected
    cross join lateral (
      -- Of what came back the fee is gone all the same.
      select coalesce(sum(known.gone_kobo + known.fee_kobo), 0) as paid_kobo,
        coalesce(sum(known.fee_kobo + case when known.is_own then known.gone_kobo else 0 end), 0) as own_paid_kobo,
        coalesce(sum(known.waiting_kobo + known.reserve_kobo), 0) as under_way_kobo,
        coalesce(sum(known.reserve_kobo + case when known.is_own then known.waiting_kobo else 0 end), 0) as own_under_way_kobo
      from (
        select payout.mandate_id is null as is_own, coalesce(payout.fee_kobo, 0) as fee_kobo,
          case when payout.status = 'paid' then payout.amount_kobo else 0 end as gone_kobo,
          case when payout.status in ('paid', 'reversed') then 0 else payout.amount_kobo end as waiting_kobo,
          case when payout.status in ('paid', 'reversed') then 0 else private.payout_fee_reserve() end as reserve_kobo
        from public.payouts as payout
        where payout.org_id = provider_funds.org_id and payout.provider = name.provider
          and payout.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention', 'paid', 'reversed')
      ) as known
    ) as out
    cross join lateral (
      -- What is going back to payers, or may: of each payment no more than is left of it.
      select coalesce(sum(going.kobo), 0) as kobo, coalesce(sum(going.kobo) filter (where going.is_own), 0) as own_kobo
      from (
        select payment.mandate_id is null as is_own,
          least(sum(asked.amount_kobo), payment.amount_kobo - payment.returned_kobo) as kobo
        from (
          select refund.payment_id, refund.amount_kobo from public.refunds as refund
          where refund.way = 'provider' and refund.status in ('approved', 'sending', 'pending', 'needs_attention')
          union all
          select dispute.payment_id, dispute.amount_kobo from public.disputes as dispute where dispute.status in ('open', 'answered')
        ) as asked
        join public.payments as payment on payment.id = asked.payment_id
        left join public.mandates as mandate on mandate.id = payment.mandate_id
        where payment.method = name.provider and payment.status = 'succeeded'
          and coalesce(mandate.agent_org_id, payment.org_id) = provider_funds.org_id
        group by payment.id, payment.mandate_id, payment.amount_kobo, payment.returned_kobo
      ) as going
    ) as back
  )
  select part.provider, part.own_kobo, part.all_kobo, part.own_paid_kobo, part.own_under_way_kobo,
    -- Never more than the books say that is there in all, whatever went back to payers meanwhile; and what is owed to
    -- principals is not one's own.
    least(part.own_kobo - part.own_paid_kobo - part.own_under_way_kobo,
      held.kobo - held.owed_kobo - sum(part.own_under_way_kobo) over ()),
    least(part.all_kobo - part.paid_kobo - part.under_way_kobo, held.kobo - sum(part.under_way_kobo) over ())
  from of_provider as part cross join held
$$;
comment on function private.provider_funds(uuid) is
  'What each provider holds for an organization, in kobo: its own (what came in less fees, and its fees of what it collected for others) and all, what it paid out and what is under way of its own, and what is left of either. Invoker: of the rows that the caller may see, so only for whom has money.read of it.';

create function private.holds_enough(org_id uuid, provider public.payment_method)
returns boolean
language sql
stable
set search_path = ''
as $$
  select coalesce((
    select funds.all_left_kobo >= 0 from private.provider_funds(holds_enough.org_id) as funds
    where funds.provider = holds_enough.provider), false)
$$;
comment on function private.holds_enough(uuid, public.payment_method) is
  'Whether a provider holds all that is under way of an organization, so that none of it goes out of what is others''.';

create function public.payout_funds(org_id uuid)
returns table (provider public.payment_method, collected_kobo bigint, paid_out_kobo bigint, under_way_kobo bigint, available_kobo bigint, missing_kobo bigint)
language sql
stable
set search_path = ''
as $$
  select funds.provider, funds.own_kobo::bigint, funds.paid_out_kobo::bigint, funds.under_way_kobo::bigint,
    greatest(0, funds.own_left_kobo - private.payout_fee_reserve())::bigint, greatest(0, -funds.all_left_kobo)::bigint
  from private.provider_funds(org_id) as funds
  -- Whoever pays or collects a part of it reads that part, and would get its sum for the whole.
  where payout_funds.org_id = any (array(select private.my_org_ids('money.read')))
  order by funds.provider
$$;
comment on function public.payout_funds(uuid) is
  'What each provider holds of an organization''s own money, in kobo: what came in less fees, what was paid out, what is held back for payouts under way, and what of it can be paid out now, the provider''s fee apart, and what is missing (missing_kobo): more went or is going back to payers than it holds, which the organization owes the platform. What it collected for principals is not its own, but for its fee. For members with money.read; nothing for others, whatever they may read of its payments.';
grant execute on function private.payout_fee_reserve(), private.provider_funds(uuid), public.payout_funds(uuid) to authenticated;

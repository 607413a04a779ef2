-- What a settled payment did not settle of any charge is the tenants' credit. It waits with its payment, and the next
-- charge of the tenancy draws on it: as one more allocation of the same payment, with an entry of its own.

create table public.payment_credits (
  payment_id uuid primary key,
  org_id uuid not null,
  tenancy_id uuid not null,
  left_kobo public.nonnegative_kobo not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id)
);
comment on table public.payment_credits is
  'What is left of payments that were more than was owed. The truth stays in payments and allocations; this follows, and its row is the lock that lets nobody draw on a credit twice.';
comment on column public.payment_credits.payment_id is 'The payment.';
comment on column public.payment_credits.org_id is 'To whom it was paid.';
comment on column public.payment_credits.tenancy_id is 'Whose charges draw on it, and those of what renews it.';
comment on column public.payment_credits.left_kobo is 'What of the payment has settled nothing yet, in kobo.';
comment on column public.payment_credits.created_at is 'When it was left over, UTC.';
comment on column public.payment_credits.updated_at is 'When a charge last drew on it, UTC.';
create index payment_credits_payment_idx on public.payment_credits (org_id, payment_id);
create index payment_credits_tenancy_idx on public.payment_credits (org_id, tenancy_id);
create index payment_credits_left_idx on public.payment_credits (tenancy_id, payment_id) where left_kobo > 0;

create table public.credit_draws (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  payment_id uuid not null,
  charge_id uuid not null,
  amount_kobo public.positive_kobo not null,
  created_at timestamptz not null default now(),
  unique (payment_id, charge_id),
  foreign key (payment_id, charge_id) references public.payment_allocations (payment_id, charge_id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id)
);
comment on table public.credit_draws is 'Which allocations came later than their payment, out of its credit; each has an entry in the books. Append-only.';
comment on column public.credit_draws.id is 'Time-ordered identifier.';
comment on column public.credit_draws.org_id is 'The organization; the same for payment and charge.';
comment on column public.credit_draws.payment_id is 'The payment whose credit it was.';
comment on column public.credit_draws.charge_id is 'The charge that drew on it.';
comment on column public.credit_draws.amount_kobo is 'How much, in kobo.';
comment on column public.credit_draws.created_at is 'When, UTC.';
create index credit_draws_payment_idx on public.credit_draws (org_id, payment_id);
create index credit_draws_charge_idx on public.credit_draws (org_id, charge_id);

alter table public.payment_credits enable row level security;
alter table public.credit_draws enable row level security;
grant select on public.payment_credits, public.credit_draws to authenticated, service_role;
create policy payment_credits_select on public.payment_credits for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
  end is not null
);
create policy credit_draws_select on public.credit_draws for select to authenticated using (
  case
    when payment_id = any (array(select payment_id from private.my_payments)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);
create trigger touch_updated_at before update on public.payment_credits
  for each row execute function private.touch_updated_at();
create trigger refuse_change before update or delete on public.credit_draws
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.credit_draws
  for each statement execute function private.refuse_change();

create function private.keep_credit(payment public.payments, left_kobo public.kobo)
returns void
language sql
set search_path = ''
as $$
  -- What a buyer or an applicant paid too much is given back: nothing of theirs falls due again.
  insert into public.payment_credits (payment_id, org_id, tenancy_id, left_kobo)
  select payment.id, payment.org_id, payment.tenancy_id, left_kobo
  where payment.tenancy_id is not null and left_kobo > 0
$$;
comment on function private.keep_credit(public.payments, public.kobo) is
  'What a tenant''s payment left over (kobo) when it settled waits for the next charge.';

create function private.drop_credit(payment_id uuid)
returns void
language sql
set search_path = ''
as $$
  update public.payment_credits as credit set left_kobo = 0 where credit.payment_id = drop_credit.payment_id and credit.left_kobo > 0
$$;
comment on function private.drop_credit(uuid) is 'Of a payment that is taken back nothing can be drawn any more.';

create function private.with_renewals(tenancy_id uuid)
returns setof uuid
language sql
stable
set search_path = ''
rows 2
as $$
  with recursive chain as (
    select with_renewals.tenancy_id as id
    union
    select renewal.id
    from chain
    join public.tenancies as parent on parent.id = chain.id
    join public.tenancies as renewal on renewal.org_id = parent.org_id and renewal.parent_id = parent.id
      and renewal.status not in ('draft', 'offered', 'cancelled')
  )
  select chain.id from chain
$$;
comment on function private.with_renewals(uuid) is
  'A tenancy and what renewed it: the same tenants, whose money goes on with them.';

create function private.draw_credit(batch integer default 100)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  credit public.payment_credits;
  payments uuid[];
  tenancies uuid[];
  draw record;
  drawn bigint;
begin
  -- The payments first, as settling locks them, so that none is taken back meanwhile; then all charges in one order.
  select array_agg(taken.payment_id), array_agg(taken.tenancy_id) into payments, tenancies
  from (
    select c.payment_id, c.tenancy_id
    from public.payment_credits as c
    join public.payments as payment on payment.org_id = c.org_id and payment.id = c.payment_id and payment.status = 'succeeded'
    -- What somebody asked to have back waits for that.
    where c.left_kobo > 0 and not exists (
      select from public.refunds as refund
      where refund.payment_id = c.payment_id and refund.status in ('requested', 'approved', 'sending', 'pending', 'needs_attention')
    ) and exists (
      select from private.with_renewals(c.tenancy_id) as home (id)
      join public.charges as charge on charge.tenancy_id = home.id
      where charge.reverses_id is null and not charge.is_reversed
        and charge.paid_kobo + charge.wht_kobo - charge.wht_settled_kobo < charge.amount_kobo
        -- Once a pair: a charge that a payment settled, and that opened again, is a person's to look at.
        and not exists (
          select from public.payment_allocations as known
          where known.payment_id = c.payment_id and known.charge_id = charge.id))
    order by c.tenancy_id, c.payment_id
    limit batch
    for no key update of c skip locked
    for no key update of payment skip locked
  ) as taken;
  if payments is null then
    return 0;
  end if;
  perform private.lock_charges(array(
    select charge.id from unnest(tenancies) as taken (id)
    cross join lateral private.with_renewals(taken.id) as home (id)
    join public.charges as charge on charge.tenancy_id = home.id
    where charge.reverses_id is null and not charge.is_reversed
      and charge.paid_kobo + charge.wht_kobo - charge.wht_settled_kobo < charge.amount_kobo));
  for credit in
    select c.* from public.payment_credits as c where c.payment_id = any (payments) order by c.tenancy_id, c.payment_id
  loop
    drawn := 0;
    for draw in
      select open.id, open.description, least(open.kobo, credit.left_kobo - open.before_kobo)::bigint as kobo
      from (
        -- The oldest first. What is withheld as tax waits for its certificate.
        select charge.id, charge.description, charge.due_on, charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo as kobo,
          sum(charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo) over (order by charge.due_on, charge.id)
            - (charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo) as before_kobo
        from private.with_renewals(credit.tenancy_id) as home (id)
        join public.charges as charge on charge.tenancy_id = home.id
        where charge.reverses_id is null and not charge.is_reversed
          and charge.paid_kobo + charge.wht_kobo - charge.wht_settled_kobo < charge.amount_kobo
          and not exists (
            select from public.payment_allocations as known
            where known.payment_id = credit.payment_id and known.charge_id = charge.id)
      ) as open
      where open.before_kobo < credit.left_kobo
      order by open.due_on, open.id
    loop
      insert into public.payment_allocations (org_id, payment_id, charge_id, amount_kobo)
      values (credit.org_id, credit.payment_id, draw.id, draw.kobo);
      perform private.book_draw(credit, draw.id, draw.description, draw.kobo);
      drawn := drawn + draw.kobo;
    end loop;
    update public.payment_credits as c set left_kobo = c.left_kobo - drawn where c.payment_id = credit.payment_id and drawn > 0;
  end loop;
  return cardinality(payments);
end
$$;
comment on function private.draw_credit(integer) is
  'Sets a batch of credits against open charges of their tenancies, the oldest first; returns how many credits it took up. Run by pg_cron each hour, after the charges were posted. Safe to repeat and to run in many sessions: a credit is locked by whoever draws on it.';

create function private.book_draw(credit public.payment_credits, charge_id uuid, description text, amount_kobo public.kobo)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  draw_id uuid;
begin
  insert into public.credit_draws as made (org_id, payment_id, charge_id, amount_kobo)
  values (credit.org_id, credit.payment_id, charge_id, amount_kobo)
  returning made.id into draw_id;
  perform private.post_entry(
    credit.org_id, 'credit_drawn', draw_id, now(), left('Credit set against ' || description, 300),
    array[
      row('tenant_credit', amount_kobo, 0)::private.ledger_posting,
      row('tenant_receivable', 0, amount_kobo)::private.ledger_posting
    ]);
end
$$;
comment on function private.book_draw(public.payment_credits, uuid, text, public.kobo) is
  'Books that a charge drew on a credit: it is owed no more, and the credit is less.';
select cron.schedule('draw-credit', '10 * * * *', private.in_batches('private.draw_credit'));

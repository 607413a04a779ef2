-- Payments are attempts to settle charges. The reference is ours, unique, and exists before the provider hears of it.

create type public.payment_method as enum ('paystack', 'flutterwave', 'bank_transfer', 'cash', 'cheque', 'pos', 'deposit', 'withholding_tax');
comment on type public.payment_method is 'Paystack and Flutterwave are online; the others are offline. Out of a deposit and by a tax certificate no money comes in: what is held, or owed by the state, settles a charge.';
create type public.payment_status as enum (
  'created', 'pending', 'succeeded', 'failed', 'abandoned', 'needs_review', 'reversed'
);
comment on type public.payment_status is 'created: we know of it, the provider may not; pending: the payer has a checkout; succeeded: settled, with receipts; failed: it did not happen; abandoned: never paid, given up; needs_review: money moved but not as asked, a person must look; reversed: it was settled and taken back.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('payment', null, 'created'),
  ('payment', 'created', 'pending'), ('payment', 'created', 'failed'), ('payment', 'created', 'succeeded'),
  ('payment', 'created', 'needs_review'), ('payment', 'created', 'abandoned'),
  ('payment', 'pending', 'succeeded'), ('payment', 'pending', 'failed'), ('payment', 'pending', 'abandoned'),
  ('payment', 'pending', 'needs_review'),
  ('payment', 'failed', 'succeeded'), ('payment', 'failed', 'needs_review'),
  ('payment', 'abandoned', 'succeeded'), ('payment', 'abandoned', 'needs_review'),
  ('payment', 'needs_review', 'succeeded'), ('payment', 'needs_review', 'failed'),
  ('payment', 'succeeded', 'reversed');

create table public.payments (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid,
  payer_id uuid references public.profiles (id) on delete set null,
  method public.payment_method not null,
  reference text not null unique check (reference ~ '^[A-Za-z0-9.=-]{8,64}$'),
  status public.payment_status not null default 'created',
  amount_kobo public.positive_kobo not null,
  currency text not null default 'NGN' check (currency = 'NGN'),
  checkout_url text check (length(checkout_url) <= 2000),
  provider_transaction_id text check (length(provider_transaction_id) between 1 and 80),
  provider_fees_kobo public.nonnegative_kobo,
  channel text check (length(channel) <= 40),
  failure_reason text check (length(failure_reason) <= 300),
  paid_at public.instant,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- With the foreign keys of 11_deals/75_money_of_deals.sql: sales and applications come later.
  sale_id uuid,
  application_id uuid,
  mandate_id uuid,
  returned_kobo public.nonnegative_kobo not null default 0,
  -- With the foreign key of 92_platform_fees.sql.
  terms_id uuid,
  unique (org_id, id),
  unique (method, provider_transaction_id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, mandate_id) references public.mandates (org_id, id),
  constraint payments_subject_check check (num_nonnulls(tenancy_id, sale_id, application_id) = 1),
  constraint payments_paid_check check (status <> 'succeeded' or paid_at is not null),
  constraint payments_returned_check check (returned_kobo <= amount_kobo)
);
comment on table public.payments is 'An attempt to settle charges of a tenancy, a sale or an application, and how it went.';
comment on column public.payments.id is 'Time-ordered identifier.';
comment on column public.payments.org_id is 'To whom.';
comment on column public.payments.tenancy_id is 'For which tenancy. Exactly one of tenancy, sale and application is named.';
comment on column public.payments.payer_id is 'The account that pays.';
comment on column public.payments.method is 'How.';
comment on column public.payments.reference is 'Our reference, sent to the provider; letters, digits, dot, equals and hyphen (Paystack''s alphabet).';
comment on column public.payments.status is 'Moved by functions only.';
comment on column public.payments.amount_kobo is 'Amount asked for, in kobo: the sum of its items.';
comment on column public.payments.currency is 'ISO 4217 code.';
comment on column public.payments.checkout_url is 'Where the payer pays, from the provider.';
comment on column public.payments.provider_transaction_id is 'The provider''s own identifier, once money moved.';
comment on column public.payments.provider_fees_kobo is 'What the provider keeps, in kobo.';
comment on column public.payments.channel is 'Card, bank transfer, USSD: as the provider says.';
comment on column public.payments.failure_reason is 'Why it failed or needs review, for people.';
comment on column public.payments.paid_at is 'When the money was paid, UTC, as the provider or the payee''s bank shows it (a bank shows a day: noon of it); of what settles without money, when it was recorded.';
comment on column public.payments.created_at is 'When it was begun, UTC.';
comment on column public.payments.updated_at is 'Last change, UTC.';
comment on column public.payments.sale_id is 'For which sale.';
comment on column public.payments.application_id is 'For which application.';
comment on column public.payments.mandate_id is 'Under which mandate an agency collects it, as it was when it was begun; null: it goes to the organization itself.';
comment on column public.payments.returned_kobo is
  'What of it went back by refunds and chargebacks, in kobo: the sum of its payment_returns. A payment of which all went back is still one that succeeded.';
comment on column public.payments.terms_id is 'What it owes the platform, and whether the provider pays the rest straight to the payee''s bank, as it was agreed when it was begun; null: neither.';
create index payments_tenancy_idx on public.payments (org_id, tenancy_id);
create index payments_tenancy_id_idx on public.payments (tenancy_id);
create index payments_sale_idx on public.payments (org_id, sale_id) where sale_id is not null;
create index payments_application_idx on public.payments (org_id, application_id) where application_id is not null;
create index payments_deal_idx on public.payments (coalesce(sale_id, application_id)) where tenancy_id is null;
create index payments_mandate_idx on public.payments (org_id, mandate_id) where mandate_id is not null;
create unique index payments_terms_idx on public.payments (org_id, terms_id) where terms_id is not null;
create index payments_payer_id_idx on public.payments (payer_id);
create index payments_unsettled_idx on public.payments (created_at) where status in ('created', 'pending');

create table public.payment_items (
  org_id uuid not null,
  payment_id uuid not null,
  charge_id uuid not null,
  amount_kobo public.positive_kobo not null,
  withheld_kobo public.nonnegative_kobo not null default 0,
  primary key (payment_id, charge_id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id),
  constraint payment_items_withheld_check check (withheld_kobo <= amount_kobo)
);
comment on table public.payment_items is 'Which charges a payment is meant to settle. Append-only.';
comment on column public.payment_items.org_id is 'The organization; the same for payment and charge.';
comment on column public.payment_items.payment_id is 'The payment.';
comment on column public.payment_items.charge_id is 'The charge.';
comment on column public.payment_items.amount_kobo is 'How much of the charge, in kobo.';
comment on column public.payment_items.withheld_kobo is
  'What of it is for the part that the tenant withholds as tax, in kobo: of a certificate all of it, of a payer who pays the whole charge that part, else nothing.';
create index payment_items_payment_idx on public.payment_items (org_id, payment_id);
create index payment_items_charge_idx on public.payment_items (org_id, charge_id);

create table public.payment_allocations (
  org_id uuid not null,
  payment_id uuid not null,
  charge_id uuid not null,
  amount_kobo public.positive_kobo not null,
  created_at timestamptz not null default now(),
  primary key (payment_id, charge_id),
  foreign key (org_id, payment_id) references public.payments (org_id, id),
  foreign key (org_id, charge_id) references public.charges (org_id, id)
);
comment on table public.payment_allocations is 'What a settled payment did settle. Append-only.';
comment on column public.payment_allocations.org_id is 'The organization; the same for payment and charge.';
comment on column public.payment_allocations.payment_id is 'The settled payment.';
comment on column public.payment_allocations.charge_id is 'The charge.';
comment on column public.payment_allocations.amount_kobo is 'How much of the charge it settled, in kobo.';
comment on column public.payment_allocations.created_at is 'When it was settled, UTC.';
create index payment_allocations_payment_idx on public.payment_allocations (org_id, payment_id);
create index payment_allocations_charge_idx on public.payment_allocations (org_id, charge_id);
create index payment_allocations_charge_id_idx on public.payment_allocations (charge_id);

create view private.my_payments as
select payment.id as payment_id
from private.my_tenancies as mine
join public.payments as payment on payment.tenancy_id = mine.tenancy_id
union all
select payment.id
from private.my_deal_ids() as mine (deal_id)
join public.payments as payment on coalesce(payment.sale_id, payment.application_id) = mine.deal_id and payment.tenancy_id is null;
comment on view private.my_payments is
  'The payments of the tenancies in which the caller is a tenant, of the sales in which they buy, and of their applications.';
grant select on private.my_payments to authenticated;

alter table public.payments enable row level security;
alter table public.payment_items enable row level security;
alter table public.payment_allocations enable row level security;
grant select on public.payments, public.payment_items, public.payment_allocations to authenticated, service_role;

create policy payments_select on public.payments for select to authenticated using (
  case
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('collect'))) then true
    when coalesce(sale_id, application_id) = any (array(select private.my_deal_ids())) then true
  end is not null
);
create policy payment_items_select on public.payment_items for select to authenticated using (
  case
    when payment_id = any (array(select payment_id from private.my_payments)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);
create policy payment_allocations_select on public.payment_allocations for select to authenticated using (
  case
    when payment_id = any (array(select payment_id from private.my_payments)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);

-- Before the first one is written: private.before_payment_made() of 92_platform_fees.sql.
create trigger guard_move before update of status on public.payments
  for each row execute function private.guard_move('payment');
create trigger touch_updated_at before update on public.payments
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete or update of
    id, org_id, tenancy_id, sale_id, application_id, method, reference, amount_kobo, currency
  on public.payments for each row execute function private.refuse_change();
create trigger refuse_rewriting before update of provider_transaction_id, provider_fees_kobo, paid_at on public.payments
  for each row when (old.status in ('succeeded', 'reversed') and (old.provider_transaction_id, old.provider_fees_kobo, old.paid_at)
    is distinct from (new.provider_transaction_id, new.provider_fees_kobo, new.paid_at))
  execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payments
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update or delete on public.payments
  for each row execute function private.record_audit();
create trigger refuse_change before update or delete on public.payment_items
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payment_items
  for each statement execute function private.refuse_change();
create trigger refuse_change before update or delete on public.payment_allocations
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payment_allocations
  for each statement execute function private.refuse_change();

create view public.charge_balances with (security_invoker = on) as
select
  charge.id as charge_id,
  charge.org_id,
  charge.tenancy_id,
  charge.kind,
  charge.period,
  charge.due_on,
  charge.amount_kobo,
  charge.paid_kobo,
  case when charge.is_reversed then 0 else charge.amount_kobo - charge.paid_kobo end as open_kobo,
  case
    when charge.is_reversed then 'reversed'
    when charge.paid_kobo = charge.amount_kobo then 'paid'
    when charge.paid_kobo + charge.wht_kobo - charge.wht_settled_kobo >= charge.amount_kobo then 'withheld'
    when charge.due_on < (now() at time zone 'Africa/Lagos')::date then 'overdue'
    when charge.paid_kobo > 0 then 'part_paid'
    else 'open'
  end as status,
  charge.schedule_id,
  charge.sale_id,
  charge.application_id,
  case when charge.is_reversed then 0
    else greatest(charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo, 0) end as payable_kobo,
  charge.wht_kobo
from public.charges as charge
where charge.reverses_id is null;
comment on view public.charge_balances is
  'Each charge with what was paid and what is open, in kobo, and its derived status: open, part_paid, paid, overdue, withheld (all is paid but what was withheld as tax, which waits for its certificate) or reversed. payable_kobo is what of the open amount the tenants are to pay.';
grant select on public.charge_balances to authenticated, service_role;

-- Account numbers for one payment each: a checkout without a page. Whoever owes charges asks for a number, transfers the
-- amount to it from any bank until it expires, and the payment that stands here settles as every other one does: what
-- comes comes under its reference. A number that stays, of a tenancy's own: 77.

create table public.payment_accounts (
  payment_id uuid primary key,
  org_id uuid not null,
  bank_name text not null check (private.is_line(bank_name) and length(bank_name) between 1 and 100),
  account_number text not null constraint payment_accounts_account_number_check check (account_number ~ '^[0-9]{10}$'),
  expires_at public.instant not null,
  created_at timestamptz not null default now(),
  foreign key (org_id, payment_id) references public.payments (org_id, id)
);
comment on table public.payment_accounts is 'To which bank account number a payment is to be transferred, for those that have one of their own. Append-only.';
comment on column public.payment_accounts.payment_id is 'The payment; how much, and whether it has come, stands there.';
comment on column public.payment_accounts.org_id is 'The organization of the payment.';
comment on column public.payment_accounts.bank_name is 'The bank, as the provider says it.';
comment on column public.payment_accounts.account_number is 'The number, ten digits: it is where to pay.';
comment on column public.payment_accounts.expires_at is 'Until when it takes the transfer, UTC; later the bank sends it back.';
comment on column public.payment_accounts.created_at is 'When the provider gave it, UTC.';
create index payment_accounts_payment_idx on public.payment_accounts (org_id, payment_id);

alter table public.payment_accounts enable row level security;
grant select on public.payment_accounts to authenticated, service_role;
create policy payment_accounts_select on public.payment_accounts for select to authenticated using (
  case
    when payment_id = any (array(select payment_id from private.my_payments)) then true
    when org_id = any (array(select private.my_org_ids('money.read'))) then true
    when payment_id = any (array(select private.my_mandated_payment_ids('collect'))) then true
  end is not null
);
create trigger refuse_change before update or delete on public.payment_accounts
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payment_accounts
  for each statement execute function private.refuse_change();

create function service.payment_account(payment_reference text)
returns setof public.payment_accounts
language plpgsql
security definer
set search_path = ''
as $$
declare
  payment public.payments;
begin
  select p.* into payment from public.payments as p where p.reference = payment_reference for update;
  -- What comes to an account number is not split, so it owes what the rule says of such a payment.
  if payment.status = 'created' then
    perform private.unsplit(payment);
  end if;
  return query select known.* from public.payment_accounts as known where known.payment_id = payment.id;
end
$$;
comment on function service.payment_account(text) is
  'The account number of a payment that is to come by transfer; no row: the provider is to be asked. Of one that nobody has seen it is fixed that it is not split.';

create function service.open_payment_account(payment_reference text, bank_name text, account_number text, expires_at text)
returns public.payment_accounts
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  until public.instant := private.read_instant('expires_at', expires_at);
  payment public.payments;
  account public.payment_accounts;
begin
  select p.* into strict payment from public.payments as p where p.reference = payment_reference for update;
  if payment.status = 'created' then
    perform private.move_payment(payment.id, 'pending', 'An account number was given');
  end if;
  -- Asked by two at once the provider gave two: both take the money, and everybody is told one.
  insert into public.payment_accounts (org_id, payment_id, bank_name, account_number, expires_at)
  values (payment.org_id, payment.id, private.read_line('bank_name', bank_name), account_number, until)
  on conflict on constraint payment_accounts_pkey do nothing;
  select known.* into strict account from public.payment_accounts as known where known.payment_id = payment.id;
  return account;
end
$$;
comment on function service.open_payment_account(text, text, text, text) is
  'Keeps the account number that a provider gave for a payment, the first one. A payment that moved on meanwhile keeps its status.';
grant execute on function service.payment_account(text), service.open_payment_account(text, text, text, text) to service_role;

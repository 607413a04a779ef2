-- Payee accounts: the bank accounts to which an organization's money may go. Whoever can change one can take the money,
-- so: the bank itself says whose account it is; a second person approves it; no money goes there before a cooling-off
-- time is over; and everybody who may pay out is told of each step, whoever took it. An account is never edited:
-- another one takes its place, with all of that again.
--
-- The number itself is kept apart, sealed by a key that the database does not have, and is gone with the account.
-- People see its last four figures. That an account is known is a keyed hash within an organization: no other
-- organization learns of it.
--
-- Here: what an account is and how it moves. 63: who may do what with one.

create type public.payee_account_status as enum ('proposed', 'approved', 'declined', 'retired');
comment on type public.payee_account_status is
  'proposed: waits for a second person; approved: money may go there once the cooling-off time is over; declined; retired: no money goes there any more.';
create type public.payee_name_check as enum ('not_checked', 'matches', 'differs', 'unclear');
comment on type public.payee_name_check is
  'Whether the name that the bank gives is that of a verified owner or of the organization; not_checked: no owner is verified yet; unclear, differs: no money goes there until staff have looked.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('payee_account', null, 'proposed'),
  ('payee_account', 'proposed', 'approved'), ('payee_account', 'proposed', 'declined'), ('payee_account', 'proposed', 'retired'),
  ('payee_account', 'approved', 'retired');

create table private.payee_cooling_off (
  is_sole boolean primary key,
  wait interval not null check (wait between interval '0' and interval '60 days'),
  reason text not null check (length(btrim(reason)) between 3 and 500)
);
comment on table private.payee_cooling_off is
  'How long no money goes to a payee account after it was approved: data, so that it can be changed. No policies: functions only.';
comment on column private.payee_cooling_off.is_sole is 'Whether one person alone added and approved it, because nobody else may.';
comment on column private.payee_cooling_off.wait is 'For how long.';
comment on column private.payee_cooling_off.reason is 'Why that long.';
alter table private.payee_cooling_off enable row level security;
insert into private.payee_cooling_off (is_sole, wait, reason) values
  (false, '24 hours', 'A working day to notice a change that two people were tricked into, or two stolen accounts made'),
  (true, '72 hours', 'Nobody else looked at it: over a weekend the one person reads what they were told of it');
create trigger record_audit after insert or update or delete on private.payee_cooling_off
  for each row execute function private.record_audit('is_sole');

create table public.payee_accounts (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  provider public.payment_method not null constraint payee_accounts_provider_check check (provider in ('paystack', 'flutterwave')),
  bank_code text not null constraint payee_accounts_bank_code_check check (bank_code ~ '^[0-9A-Z]{3,10}$'),
  bank_name text not null constraint payee_accounts_bank_name_check
    check (private.is_line(bank_name) and length(btrim(bank_name)) between 1 and 120),
  last_four text not null constraint payee_accounts_last_four_check check (last_four ~ '^[0-9]{4}$'),
  account_name text not null constraint payee_accounts_account_name_check
    check (private.is_line(account_name) and length(btrim(account_name)) between 1 and 160),
  name_check public.payee_name_check not null,
  name_score smallint constraint payee_accounts_name_score_check check (name_score between 0 and 100),
  takes_transfers boolean not null default false,
  status public.payee_account_status not null default 'proposed',
  is_sole boolean not null default false,
  proposed_by uuid references public.profiles (id) on delete set null,
  decided_by uuid references public.profiles (id) on delete set null,
  decided_at timestamptz,
  decision text constraint payee_accounts_decision_check
    check (private.is_prose(decision) and length(btrim(decision)) between 3 and 500),
  payable_from timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  constraint payee_accounts_approved_check check (status <> 'approved' or payable_from is not null)
);
comment on table public.payee_accounts is
  'Bank accounts to which an organization''s money may go, as the bank names them. No account number is kept here.';
comment on column public.payee_accounts.id is 'Time-ordered identifier.';
comment on column public.payee_accounts.org_id is 'Whose money.';
comment on column public.payee_accounts.provider is 'The provider that resolved it and that pays it: their codes for banks differ.';
comment on column public.payee_accounts.bank_code is 'The bank, by the provider''s code.';
comment on column public.payee_accounts.bank_name is 'The bank, by the provider''s name for it.';
comment on column public.payee_accounts.last_four is 'Last four figures of its number.';
comment on column public.payee_accounts.account_name is 'Whose account it is, as the bank says it.';
comment on column public.payee_accounts.name_check is 'Whether that is the organization''s name: see private.judge_payee_name() in 15_trust/50.';
comment on column public.payee_accounts.name_score is 'How well it fits the best of those names, 0 to 100 (_shared/names); null while it is not checked.';
comment on column public.payee_accounts.takes_transfers is 'Whether tenants pay to it by transfer, and so are told of a change.';
comment on column public.payee_accounts.status is 'Moved by functions only.';
comment on column public.payee_accounts.is_sole is 'Whether it was approved without a second person, because there was none.';
comment on column public.payee_accounts.proposed_by is 'Who added it, and so cannot approve it where somebody else can.';
comment on column public.payee_accounts.decided_by is 'Who approved, declined or retired it last.';
comment on column public.payee_accounts.decided_at is 'When, UTC.';
comment on column public.payee_accounts.decision is 'Why it was declined or retired.';
comment on column public.payee_accounts.payable_from is 'From when money may go there, UTC: private.payee_cooling_off after it was approved.';
comment on column public.payee_accounts.created_at is 'When it was added, UTC.';
comment on column public.payee_accounts.updated_at is 'Last change, UTC.';
create index payee_accounts_org_idx on public.payee_accounts (org_id, id desc);
create index payee_accounts_proposed_by_idx on public.payee_accounts (proposed_by);
create index payee_accounts_decided_by_idx on public.payee_accounts (decided_by);

create table private.payee_numbers (
  payee_account_id uuid primary key,
  org_id uuid not null,
  number_hash text not null check (number_hash ~ '^[0-9a-f]{64}$'),
  sealed text not null check (length(sealed) between 20 and 400),
  unique (org_id, number_hash),
  foreign key (org_id, payee_account_id) references public.payee_accounts (org_id, id)
);
comment on table private.payee_numbers is
  'The numbers of payee accounts that are in use, sealed by the payments function. Deleted when the account is declined or retired. No policies: functions only.';
comment on column private.payee_numbers.payee_account_id is 'The account.';
comment on column private.payee_numbers.org_id is 'Whose account.';
comment on column private.payee_numbers.number_hash is 'HMAC-SHA256 in hex of organization, provider, bank and number, under a key that the database does not have: an account is there once.';
comment on column private.payee_numbers.sealed is 'The number, sealed by a key that the database does not have, for this organization, provider and bank (functions/_shared/sealed.ts).';
create index payee_numbers_account_idx on private.payee_numbers (org_id, payee_account_id);
alter table private.payee_numbers enable row level security;

alter table public.payee_accounts enable row level security;
grant select on public.payee_accounts to authenticated, service_role;
create policy payee_accounts_select on public.payee_accounts for select to authenticated
  -- As a case, which no index answers: a condition of its own would have each request planned anew.
  using (case when org_id = any (array(select org_id from private.my_permissions where permission = 'money.read')) then true end is not null);
create trigger guard_move before insert or update of status on public.payee_accounts
  for each row execute function private.guard_move('payee_account');
create trigger touch_updated_at before update on public.payee_accounts
  for each row execute function private.touch_updated_at();
create trigger refuse_change before delete on public.payee_accounts
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.payee_accounts
  for each statement execute function private.refuse_change();
create trigger record_audit after insert or update on public.payee_accounts
  for each row execute function private.record_audit();

-- Moving --------------------------------------------------------------------------------------------

create function private.move_payee_account(
  account_id uuid, to_status public.payee_account_status, person uuid, said text default null, alone boolean default false)
returns public.payee_accounts
language plpgsql
set search_path = ''
as $$
declare
  moved public.payee_accounts;
begin
  perform private.begin_move('payee_account', account_id, said);
  update public.payee_accounts as account
  set status = to_status, decided_by = person, decided_at = now(), decision = said, is_sole = account.is_sole or alone,
    payable_from = case when to_status = 'approved' then now() + (
      select cooling.wait from private.payee_cooling_off as cooling where cooling.is_sole = alone) else account.payable_from end
  where account.id = account_id
  returning account.* into moved;
  return moved;
end
$$;
comment on function private.move_payee_account(uuid, public.payee_account_status, uuid, text, boolean) is
  'Moves a payee account along its machine and notes who did and why; approving begins the cooling-off time.';

create function private.after_payee_account_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.status in ('declined', 'retired') then
    delete from private.payee_numbers as known where known.payee_account_id = new.id;
    perform private.withdraw_payouts_to(new);
    perform private.end_direct_settlements_to(new);
  end if;
  perform private.notify_payee_account(new);
  return null;
end
$$;
comment on function private.after_payee_account_moved() is
  'Trigger: the number of an account that is out of use is forgotten, and what was still to be sent there is withdrawn; then people are told.';
create trigger after_payee_account_made after insert on public.payee_accounts
  for each row execute function private.after_payee_account_moved();
create trigger after_payee_account_moved after update of status on public.payee_accounts
  for each row when (old.status <> new.status) execute function private.after_payee_account_moved();

create function private.notify_payee_account(account public.payee_accounts)
returns void
language plpgsql
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object('bank_name', account.bank_name, 'last_four', account.last_four,
    'account_name', account.account_name, 'payable_from', account.payable_from, 'is_sole', account.is_sole, 'reason', account.decision);
begin
  -- Whoever did it as well: if it was not them, their account is stolen, and this is how they learn of it.
  perform private.notify(array(select private.members_with(account.org_id, 'money.payout')), account.org_id, 'payee_account_' || account.status,
    case account.status
      when 'proposed' then 'A bank account was added, to which your money may go'
      when 'approved' then 'A bank account was approved: your money may go there soon'
      when 'declined' then 'A bank account was declined'
      else 'A bank account was retired' end, account.id, facts);
  if account.takes_transfers and account.status in ('approved', 'retired') then
    -- They hear which bank it is and how its number ends: enough to be wary of another one.
    perform private.notify(array(
      select person.user_id from public.tenancies as tenancy
      join private.tenancy_people as person on person.tenancy_id = tenancy.id
      where tenancy.org_id = account.org_id and tenancy.status in ('active', 'notice_given', 'holding_over')),
      account.org_id, 'payee_account_changed', case account.status
        when 'approved' then 'Your landlord has a new bank account for transfers'
        else 'Do not pay to this bank account of your landlord any more' end,
      account.id, facts - 'reason' - 'is_sole' - 'payable_from');
  end if;
end
$$;
comment on function private.notify_payee_account(public.payee_accounts) is
  'Tells everybody who may pay out of each step, and the tenants when an account to which they pay by transfer comes or goes.';

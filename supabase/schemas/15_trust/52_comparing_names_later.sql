-- Bank accounts that were added while no owner was verified were compared with nobody. When an owner is, or somebody who is
-- becomes one, they are compared:
-- by a worker (functions/jobs/work/payee_names.ts), since names are compared by functions alone.

create table private.payee_name_checks (
  payee_account_id uuid primary key,
  org_id uuid not null,
  next_try_at timestamptz not null default now(),
  foreign key (org_id, payee_account_id) references public.payee_accounts (org_id, id)
);
comment on table private.payee_name_checks is
  'Bank accounts whose name is to be compared with that of an owner who was verified since. Gone when that is done. No policies: functions only.';
comment on column private.payee_name_checks.payee_account_id is 'The account.';
comment on column private.payee_name_checks.org_id is 'Whose.';
comment on column private.payee_name_checks.next_try_at is 'When a worker may take it, UTC.';
create index payee_name_checks_account_idx on private.payee_name_checks (org_id, payee_account_id);
create index payee_name_checks_next_idx on private.payee_name_checks (next_try_at);
alter table private.payee_name_checks enable row level security;

create function private.want_payee_names(person uuid)
returns void
language sql
set search_path = ''
as $$
  insert into private.payee_name_checks (payee_account_id, org_id)
  select account.id, account.org_id
  from public.memberships as member
  join public.payee_accounts as account on account.org_id = member.org_id
    and account.name_check = 'not_checked' and account.status in ('proposed', 'approved')
  where member.user_id = person and member.role = 'owner'
  on conflict do nothing
$$;
comment on function private.want_payee_names(uuid) is
  'Has the bank accounts of the organizations that somebody owns compared, of those that were compared with nobody. Called when a register says who the person is.';

create function private.want_payee_names_of(org_id uuid, person uuid)
returns void
language sql
set search_path = ''
as $$
  insert into private.payee_name_checks (payee_account_id, org_id)
  select account.id, account.org_id
  from public.payee_accounts as account
  where account.org_id = want_payee_names_of.org_id and account.name_check = 'not_checked' and account.status in ('proposed', 'approved')
    and exists (select from private.payee_names(account.org_id) as known where known.person_id = want_payee_names_of.person)
  on conflict do nothing
$$;
comment on function private.want_payee_names_of(uuid, uuid) is
  'As private.want_payee_names, for one organization, when somebody who was verified before becomes its owner.';

create function private.payee_names_wait()
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.payee_name_checks as wanted where wanted.next_try_at <= clock_timestamp())
$$;
comment on function private.payee_names_wait() is 'Whether the name of a bank account is to be compared now.';

create function service.claim_payee_names(most integer default 20, hidden_for_s integer default 120)
returns table (payee_account_id uuid, account_name text, names jsonb)
language sql
security definer
set search_path = ''
as $$
  with taken as (
    update private.payee_name_checks as wanted
    set next_try_at = now() + make_interval(secs => coalesce(hidden_for_s, 120))
    where wanted.payee_account_id in (
      select waiting.payee_account_id from private.payee_name_checks as waiting
      where waiting.next_try_at <= now()
      order by waiting.next_try_at, waiting.payee_account_id
      limit least(greatest(coalesce(most, 20), 1), 100)
      for update skip locked)
    returning wanted.*
  )
  select account.id, account.account_name, coalesce((
    select jsonb_agg(jsonb_build_object('whose', known.whose, 'person_id', known.person_id, 'name', known.name))
    from private.payee_names(account.org_id) as known), '[]')
  from taken join public.payee_accounts as account on account.id = taken.payee_account_id
$$;
comment on function service.claim_payee_names(integer, integer) is
  'Takes bank accounts whose name is to be compared, with the names that it is compared with; others see them again after the given seconds.';

create function service.record_payee_names(payee_account_id uuid, name_matches jsonb)
returns public.payee_name_check
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  account public.payee_accounts;
  judged record;
  hash text;
begin
  select found.* into account from public.payee_accounts as found where found.id = payee_account_id for no key update;
  delete from private.payee_name_checks as wanted where wanted.payee_account_id = payee_account_id;
  -- Compared meanwhile, or out of use: nothing changes. Compared with nobody: the owner went, or the verification ended.
  if account.id is null or account.name_check <> 'not_checked' or account.status not in ('proposed', 'approved') then
    return account.name_check;
  end if;
  select verdict.name_check, verdict.score into judged from private.judge_payee_name(account.org_id, name_matches) as verdict;
  if judged.name_check = 'not_checked' then
    return judged.name_check;
  end if;
  update public.payee_accounts as one set name_check = judged.name_check, name_score = judged.score
  where one.id = account.id returning one.* into account;
  select known.shared_hash into hash from private.payee_fingerprints as known where known.payee_account_id = account.id;
  perform private.watch_payee_account(account, hash, name_matches);
  return account.name_check;
end
$$;
comment on function service.record_payee_names(uuid, jsonb) is
  'Keeps what came of comparing: name_matches as of add_payee_account. What is unclear or differs is a signal and holds the account, as when it is added. Of what was compared meanwhile, or is out of use, nothing changes. Returns how the account stands; null: there is none. Safe to repeat.';
grant execute on function service.claim_payee_names(integer, integer), service.record_payee_names(uuid, jsonb) to service_role;

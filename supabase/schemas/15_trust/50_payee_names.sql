-- Whose account it is: the name that a bank gives for a payee account is compared (functions/_shared/names) with the names under
-- which the organization's owners are verified, and with the organization's own once one of them is: a name that anybody can
-- give a firm proves nothing until somebody stands for it. A name that stands on a bank account alone is no owner's: anybody can
-- type another's account number and name, and would prove the one by the other. The functions give scores; what they are worth is
-- decided here.

create function private.payee_names(org_id uuid)
returns table (whose text, person_id uuid, name text)
language sql
stable
set search_path = ''
rows 4
as $$
  with verified as (
    select distinct 'owner' as whose, member.user_id as person_id, proven.first_name || ' ' || proven.last_name as name
    from public.memberships as member
    join public.verification_cases as proven on proven.user_id = member.user_id
    where member.org_id = payee_names.org_id and member.role = 'owner' and proven.kind in ('bvn', 'nin', 'vnin')
      and proven.status = 'verified' and (proven.expires_at is null or proven.expires_at > now())
  )
  select verified.* from verified
  union all
  select 'organization', null, organization.name from public.organizations as organization
  where organization.id = payee_names.org_id and exists (select from verified)
$$;
comment on function private.payee_names(uuid) is
  'With which names a bank''s is compared: whose is owner, with the person, as a register of the banks or the state knows them, or organization. None while no owner is so verified.';

create function private.names_an_owner(org_id uuid, name_matches jsonb)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from jsonb_to_recordset(coalesce(name_matches, '[]')) as said (whose text, person_id uuid, score integer)
    join private.payee_names(org_id) as known on known.whose = 'owner' and said.whose = 'owner' and known.person_id = said.person_id
    join private.verification_limits as most on most.kind = 'bank_account' and said.score >= most.accepts_from)
$$;
comment on function private.names_an_owner(uuid, jsonb) is
  'Whether a bank account is surely in the name of a verified owner. The organization''s own name does not count: whoever wants to seem to own an account calls a firm like its holder.';

create function private.judge_payee_name(org_id uuid, name_matches jsonb)
returns table (name_check public.payee_name_check, score smallint)
language sql
stable
set search_path = ''
rows 1
as $$
  select case
      when best.score is null then 'not_checked'
      when best.score >= sure.accepts_from then 'matches'
      when best.score >= sure.reviews_from then 'unclear'
      else 'differs' end::public.payee_name_check, best.score
  from (
    -- Only names that are still to be compared with: an owner may have gone meanwhile.
    select max(least(greatest(said.score, 0), 100))::smallint as score
    from jsonb_to_recordset(coalesce(name_matches, '[]')) as said (whose text, person_id uuid, score integer)
    join private.payee_names(org_id) as known
      on known.whose = said.whose and known.person_id is not distinct from said.person_id
  ) as best
  cross join (select most.accepts_from, most.reviews_from from private.verification_limits as most where most.kind = 'bank_account') as sure
$$;
comment on function private.judge_payee_name(uuid, jsonb) is
  'What the scores of [{whose, person_id, score}] are worth, by private.verification_limits of bank accounts: the best counts; not_checked where nobody is verified to compare with. The one place that decides it.';

-- Notice is given and taken back by who is bound by the tenancy.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.my_accepted_tenancy_ids()
returns setof uuid
language sql
stable
security definer
set search_path = ''
rows 5
as $$
  select party.tenancy_id
  from public.tenants as tenant
  join public.tenancy_parties as party on party.tenant_id = tenant.id
  where tenant.user_id = (select auth.uid()) and party.accepted_at is not null
$$;
comment on function private.my_accepted_tenancy_ids() is
  'The tenancies by which the caller is bound: who is merely named in one may see and pay, and not end it for the others.';

create or replace function private.give_notice(tenancy_id uuid, ends_on date, reason text)
returns public.tenancy_notices
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy(tenancy_id);
  is_owner boolean := exists (select from private.my_org_ids('tenancies.write') as mine where mine = tenancy.org_id);
  today date := private.lagos_date();
  earliest date;
  notice public.tenancy_notices;
begin
  if not is_owner and not exists (select from private.my_tenancy_ids() as mine where mine = tenancy.id) then
    if tenancy.id is not null and exists (select from private.my_org_ids('tenancies.read') as mine where mine = tenancy.org_id) then
      perform private.require_permission(tenancy.org_id, 'tenancies.write');
    end if;
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among yours', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if not is_owner and not exists (select from private.my_accepted_tenancy_ids() as mine where mine = tenancy.id) then
    perform private.raise_problem('tenancy.not_accepted', 'Cannot give notice: you have not accepted the tenancy', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if coalesce(length(btrim(reason)), 0) not between 3 and 1000 then
    perform private.raise_problem('notice.bad_reason', 'Cannot give notice: the reason must have 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  select n.* into notice from public.tenancy_notices as n where n.tenancy_id = tenancy.id and n.withdrawn_at is null;
  if found and notice.given_by_owner = is_owner and notice.ends_on = ends_on then
    return notice;
  end if;
  if tenancy.status not in ('active', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot give notice: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  -- One that has run out stands: the tenancy is over by it, and only possession is still to be returned.
  if notice.id is not null then
    perform private.raise_problem('tenancy.not_in_force', 'Cannot give notice: one has run out already', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if exists (
    select from public.tenancies as renewal
    where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.status = 'active'
  ) then
    perform private.raise_problem('tenancy.already_renewed', 'Cannot give notice: the tenancy was renewed; give it on the renewal', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  earliest := private.earliest_end(tenancy, today);
  if ends_on is null or ends_on < earliest then
    perform private.raise_problem('notice.too_short',
      format('Cannot give notice: given today it can end the tenancy on %s at the earliest', to_char(earliest, 'FMDD FMMonth YYYY')), 400,
      jsonb_build_object('field', 'ends_on', 'earliest_ends_on', earliest));
  end if;
  insert into public.tenancy_notices (org_id, tenancy_id, given_by_owner, given_by, given_on, ends_on, basis, reason)
  select tenancy.org_id, tenancy.id, is_owner, (select auth.uid()), today, ends_on, rule.basis, btrim(reason)
  from private.notice_rule(tenancy) as rule
  returning * into notice;
  perform private.move_tenancy(tenancy.id, 'notice_given', btrim(reason));
  return notice;
end
$$;
comment on function public.give_notice(uuid, date, text) is
  'Gives notice, as a tenant who has accepted or for the owner, that a tenancy ends on a day. The same notice again is harmless. Errors: tenancy.not_found 404, auth.forbidden 403, notice.bad_reason 400, notice.too_short 400 with earliest_ends_on, tenancy.not_accepted, tenancy.not_in_force, tenancy.already_renewed 409.';

create or replace function private.withdraw_notice(tenancy_id uuid)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy(tenancy_id);
  notice public.tenancy_notices;
begin
  select n.* into notice from public.tenancy_notices as n where n.tenancy_id = tenancy.id and n.withdrawn_at is null;
  if notice.id is null
    or (notice.given_by_owner and not exists (select from private.my_org_ids('tenancies.write') as mine where mine = tenancy.org_id))
    or (not notice.given_by_owner and not exists (select from private.my_accepted_tenancy_ids() as mine where mine = tenancy.id)) then
    perform private.raise_problem('notice.not_found', 'Cannot find a notice that your side gave', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if tenancy.status not in ('notice_given', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot withdraw the notice: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  update public.tenancy_notices as n set withdrawn_at = now() where n.id = notice.id;
  if tenancy.status = 'holding_over' then
    return tenancy;
  end if;
  tenancy := private.move_tenancy(tenancy.id, 'active', 'Notice withdrawn');
  if tenancy.ends_on <= private.lagos_date() then
    tenancy := private.move_tenancy(tenancy.id, 'holding_over', 'The term has passed');
  end if;
  return tenancy;
end
$$;

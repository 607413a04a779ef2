-- Who is bound by a tenancy, and what paper cannot do: no notice is undone by activating again, nobody is bound by an
-- offer that changed after they accepted it, and nobody ends a tenancy that they have not accepted.
set lock_timeout = '5s';
set statement_timeout = '60s';

create or replace function private.activate_tenancy(tenancy_id uuid, evidence text)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
begin
  if evidence is null or length(btrim(evidence)) not between 3 and 500 then
    perform private.raise_problem('tenancy.bad_evidence', 'Cannot activate: say in 3 to 500 characters on which paper the tenants agreed', 400,
      jsonb_build_object('field', 'evidence'));
  end if;
  if tenancy.status in ('active', 'notice_given', 'holding_over') and tenancy.evidence = btrim(evidence) then
    return tenancy;
  end if;
  -- Other states may become active too, but not by paper: a notice is withdrawn by who gave it.
  if tenancy.status <> 'offered' then
    perform private.raise_problem('tenancy.illegal_transition',
      format('Cannot activate: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id and tenant.user_id is not null and party.accepted_at is null
  ) then
    perform private.raise_problem('tenancy.not_accepted', 'Cannot activate: a tenant with an account has not accepted yet, and only they can', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  update public.tenancy_parties as party set accepted_at = now() where party.tenancy_id = tenancy.id and party.accepted_at is null;
  update public.tenancies as t set evidence = btrim(evidence) where t.id = tenancy.id returning t.* into tenancy;
  return private.begin_tenancy(tenancy, 'Agreed on paper');
end
$$;

create or replace function private.add_tenancy_party(tenancy_id uuid, tenant_id uuid)
returns public.tenancy_parties
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
  party public.tenancy_parties;
begin
  if tenancy.status not in ('offered', 'active', 'notice_given', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot add a tenant: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if not exists (select from public.tenants as tenant where tenant.id = tenant_id and tenant.org_id = tenancy.org_id) then
    perform private.raise_problem('tenancy.unknown_tenant', 'Cannot add the tenant: your organization does not know them', 400,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  -- Who has accepted agreed to be liable with those named then, and with no one else.
  if tenancy.status = 'offered'
    and exists (
      select from public.tenancy_parties as named where named.tenancy_id = tenancy.id and named.accepted_at is not null)
    and not exists (
      select from public.tenancy_parties as named where named.tenancy_id = tenancy.id and named.tenant_id = tenant_id) then
    perform private.raise_problem('tenancy.party_bound',
      'Cannot add the tenant: another has accepted the offer as it is; withdraw it and offer anew', 409,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  insert into public.tenancy_parties (org_id, tenancy_id, tenant_id)
  values (tenancy.org_id, tenancy.id, tenant_id)
  on conflict do nothing;
  select p.* into strict party from public.tenancy_parties as p where p.tenancy_id = tenancy.id and p.tenant_id = tenant_id;
  return party;
end
$$;
comment on function public.add_tenancy_party(uuid, uuid) is
  'Names one more tenant, jointly liable once they accept; not in an offer that somebody has accepted. Safe to repeat. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.unknown_tenant 400, tenancy.not_in_force, tenancy.party_bound 409.';

create or replace function private.remove_tenancy_party(tenancy_id uuid, tenant_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
begin
  if exists (
    select from public.tenancy_parties as party
    where party.tenancy_id = tenancy.id and party.tenant_id = tenant_id and party.accepted_at is not null
  ) then
    perform private.raise_problem('tenancy.party_bound', 'Cannot remove the tenant: they have accepted and are liable', 409,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  if not exists (
    select from public.tenancy_parties as party where party.tenancy_id = tenancy.id and party.tenant_id <> tenant_id
  ) then
    perform private.raise_problem('tenancy.party_bound', 'Cannot remove the tenant: a tenancy needs one', 409,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  delete from public.tenancy_parties as party where party.tenancy_id = tenancy.id and party.tenant_id = tenant_id;
  -- The one removed may have been the last whose answer was awaited.
  if tenancy.status = 'offered' and exists (
    select from public.tenancy_parties as party where party.tenancy_id = tenancy.id and party.accepted_at is not null
  ) and not exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id and tenant.user_id is not null and party.accepted_at is null
  ) then
    perform private.begin_tenancy(tenancy, 'Accepted by every tenant with an account');
  end if;
end
$$;

create or replace function private.end_tenancy(tenancy_id uuid, reason text, possession_returned_on date)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_written_tenancy(tenancy_id);
  returned_on date := coalesce(possession_returned_on, private.lagos_date());
  parent public.tenancies;
  renewal record;
begin
  if tenancy.status in ('draft', 'offered', 'cancelled') then
    return private.move_tenancy(tenancy.id, 'cancelled', reason);
  end if;
  if tenancy.status = 'ended' then
    return tenancy;
  end if;
  if returned_on > private.lagos_date() then
    perform private.raise_problem('tenancy.bad_term', 'Cannot end: possession_returned_on lies in the future; give notice instead', 400,
      jsonb_build_object('field', 'possession_returned_on'));
  end if;
  if tenancy.starts_on > returned_on then
    if possession_returned_on is not null then
      perform private.raise_problem('tenancy.bad_term', 'Cannot end: possession_returned_on lies before the first day', 400,
        jsonb_build_object('field', 'possession_returned_on'));
    end if;
    -- Agreed and never begun: it ends on its first day, and nothing of it is owed.
    returned_on := tenancy.starts_on;
  end if;
  for renewal in
    select child.id, child.status from public.tenancies as child
    where child.org_id = tenancy.org_id and child.parent_id = tenancy.id and child.status not in ('cancelled', 'ended')
    for update
  loop
    if renewal.status = 'offered' then
      perform private.move_tenancy(renewal.id, 'cancelled', 'The tenancy that it renews ended');
    else
      perform private.end_tenancy(renewal.id, reason, null);
    end if;
  end loop;
  update public.tenancies as t set ended_on = returned_on where t.id = tenancy.id;
  perform private.reverse_charges_from(tenancy, returned_on);
  update public.unit_holds as hold
  set period = daterange(lower(hold.period), greatest(returned_on, lower(hold.period) + 1))
  where hold.id = tenancy.hold_id;
  tenancy := private.move_tenancy(tenancy.id, 'ended', reason);
  -- A renewal that had not begun gives the unit back to the tenancy that goes on.
  -- One that had begun does not, even while the nightly job has yet to end its parent.
  select t.* into parent from public.tenancies as t
  where t.id = tenancy.parent_id and t.status in ('active', 'notice_given', 'holding_over');
  if found and tenancy.starts_on <= private.lagos_date() then
    perform private.move_tenancy(parent.id, 'ended', 'Renewed');
  elsif found then
    update public.unit_holds as hold set period = daterange(lower(hold.period), null) where hold.id = parent.hold_id;
  end if;
  return tenancy;
end
$$;

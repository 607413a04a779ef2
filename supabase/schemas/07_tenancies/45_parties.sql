-- The parties of a tenancy: naming one more tenant, and taking one out who has not accepted.

create function private.add_tenancy_party(tenancy_id uuid, tenant_id uuid)
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
  if tenancy.status <> 'offered' and not tenancy.is_in_force then
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
comment on function private.add_tenancy_party(uuid, uuid) is 'Checks the caller, then names one more tenant.';

create function private.take_party_out(tenancy public.tenancies, tenant_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
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
comment on function private.take_party_out(public.tenancies, uuid) is
  'Takes out of a locked tenancy a tenant who has not accepted it, and begins it where it waited for nobody else.';

create function private.remove_tenancy_party(tenancy_id uuid, tenant_id uuid)
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
  perform private.take_party_out(tenancy, tenant_id);
end
$$;
comment on function private.remove_tenancy_party(uuid, uuid) is 'Checks the caller, then removes a tenant who has not accepted.';

create function private.leave_offered_tenancies(person_id uuid, reason text)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  named record;
  tenancy public.tenancies;
begin
  for named in
    select party.tenancy_id, party.tenant_id
    from public.tenants as tenant
    join public.tenancy_parties as party on party.org_id = tenant.org_id and party.tenant_id = tenant.id
    join public.tenancies as offered on offered.id = party.tenancy_id and offered.status = 'offered'
    where tenant.user_id = person_id
    order by party.tenancy_id, party.tenant_id
  loop
    tenancy := private.lock_tenancy(named.tenancy_id);
    continue when tenancy.status <> 'offered';
    -- Who accepted is not taken out: the others agreed to be liable with them, and with no one else.
    if exists (
      select from public.tenancy_parties as party
      where party.tenancy_id = tenancy.id and party.tenant_id = named.tenant_id and party.accepted_at is not null
    ) or not exists (
      select from public.tenancy_parties as party where party.tenancy_id = tenancy.id and party.tenant_id <> named.tenant_id
    ) or exists (
      -- Nor does what would renew a tenancy that is over begin.
      select from public.tenancies as parent where parent.id = tenancy.parent_id and parent.status not in ('active', 'holding_over')
    ) then
      perform private.move_tenancy(tenancy.id, 'cancelled', reason);
    else
      perform private.take_party_out(tenancy, named.tenant_id);
    end if;
  end loop;
end
$$;
comment on function private.leave_offered_tenancies(uuid, text) is
  'Takes somebody whose account goes out of what was offered to them, since they can accept it no more: as a party that has not accepted, and the offer is cancelled where they have, or are the only one. Nobody becomes liable by being forgotten.';
grant execute on function private.add_tenancy_party(uuid, uuid), private.remove_tenancy_party(uuid, uuid) to authenticated;

create function public.add_tenancy_party(tenancy_id uuid, tenant_id uuid)
returns public.tenancy_parties
language sql
set search_path = ''
as $$
  select private.limit_person('add_tenancy_party');
  select private.add_tenancy_party(tenancy_id, tenant_id)
$$;
comment on function public.add_tenancy_party(uuid, uuid) is
  'Names one more tenant, jointly liable once they accept; not in an offer that somebody has accepted. Safe to repeat. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.unknown_tenant 400, tenancy.not_in_force, tenancy.party_bound 409.';
create function public.remove_tenancy_party(tenancy_id uuid, tenant_id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('remove_tenancy_party');
  select private.remove_tenancy_party(tenancy_id, tenant_id)
$$;
comment on function public.remove_tenancy_party(uuid, uuid) is
  'Removes a tenant who has not accepted. Safe to repeat. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.party_bound 409 for the last one and for who has accepted.';
grant execute on function public.add_tenancy_party(uuid, uuid), public.remove_tenancy_party(uuid, uuid) to authenticated;

-- Who they are, for each other: they are liable for all of it together.

create function private.tenants_by_name(tenancy_id uuid)
returns table (tenant_id uuid, full_name text, is_me boolean, accepted_at timestamptz, agreed_on_paper boolean)
language sql
stable
security definer
set search_path = ''
rows 3
as $$
  select tenant.id, tenant.full_name, coalesce(tenant.user_id = (select auth.uid()), false), party.accepted_at,
    party.agreed_on_paper
  from public.tenancy_parties as party
  join public.tenants as tenant on tenant.id = party.tenant_id
  where party.tenancy_id = tenants_by_name.tenancy_id and case
    when party.tenancy_id in (select private.my_tenancy_ids()) then true
    when party.org_id in (select private.my_org_ids('tenancies.read')) then true
    when party.tenancy_id in (select private.my_mandated_tenancy_ids('sign')) then true
  end
  order by party.accepted_at nulls last, tenant.id
$$;
comment on function private.tenants_by_name(uuid) is
  'See public.tenancy_people. With its owner''s rights: of the other tenants one sees the name, and not number, address and the rest of their record.';
create function public.tenancy_people(tenancy_id uuid)
returns table (tenant_id uuid, full_name text, is_me boolean, accepted_at timestamptz, agreed_on_paper boolean)
language sql
stable
set search_path = ''
rows 3
as $$
  select * from private.tenants_by_name(tenancy_id)
$$;
comment on function public.tenancy_people(uuid) is
  'The tenants of a tenancy by name, who accepted first at the top; agreed_on_paper: as the landlord''s side says, and accepted_at is when they said so. For its tenants, who are liable together, for members with tenancies.read, and for an agency with a live mandate to sign. No row for others.';
grant execute on function private.tenants_by_name(uuid), public.tenancy_people(uuid) to authenticated;

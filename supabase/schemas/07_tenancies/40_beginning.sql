-- How a tenancy begins: accepted by its tenants, or agreed on paper by those without an account; a renewal takes the
-- unit over from its parent without a day between.

create function private.lock_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
begin
  -- The unit first, as whoever takes a hold does; then a parent before its renewal. In another order two moves could
  -- wait for each other.
  perform from public.units as unit
  where unit.id = (select t.unit_id from public.tenancies as t where t.id = tenancy_id)
  for no key update;
  perform from public.tenancies as parent
  where parent.id = (select child.parent_id from public.tenancies as child where child.id = tenancy_id)
  for update;
  select t.* into tenancy from public.tenancies as t where t.id = tenancy_id for update;
  return tenancy;
end
$$;
comment on function private.lock_tenancy(uuid) is 'Locks a tenancy, after its unit and the one that it renews.';

create function private.lock_written_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  tenancy public.tenancies := private.lock_tenancy(tenancy_id);
begin
  if tenancy.id is null or not exists (
    select from private.my_org_ids('tenancies.read') as mine where mine = tenancy.org_id
  ) then
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among your organizations', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_permission(tenancy.org_id, 'tenancies.write');
  return tenancy;
end
$$;
comment on function private.lock_written_tenancy(uuid) is
  'Locks a tenancy that the caller may change as a member. Errors: tenancy.not_found 404, auth.forbidden 403.';

create function private.lock_own_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  tenancy public.tenancies := private.lock_tenancy(tenancy_id);
begin
  if tenancy.id is null or not exists (select from private.my_tenancy_ids() as mine where mine = tenancy.id) then
    perform private.raise_problem('tenancy.not_found', 'Cannot find a tenancy offered to you', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  return tenancy;
end
$$;
comment on function private.lock_own_tenancy(uuid) is 'Locks a tenancy in which the caller is a tenant. Error: tenancy.not_found 404.';

-- What happens when a tenancy moves, in this order ---------------------------------------------------

create function private.after_tenancy_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.status = 'active' then
    perform private.schedule_rent(new);
    if old.status = 'offered' then
      perform private.notify_tenancy(new);
    end if;
  elsif new.status = 'cancelled' then
    perform private.reopen_listing_of_offer(new);
  elsif new.status in ('holding_over', 'ended') then
    perform private.notify_tenancy_end(new);
  end if;
  return null;
end
$$;
comment on function private.after_tenancy_moved() is
  'Trigger: one that becomes active is charged and its landlord told; one that is cancelled gives its listing back to the market; of the end both sides hear. Its claim on the unit: see private.move_tenancy().';
create trigger after_tenancy_moved after update of status on public.tenancies
  for each row when (old.status <> new.status) execute function private.after_tenancy_moved();

create function private.take_over_from_parent(renewal public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
declare
  parent public.tenancies;
  unit public.units;
begin
  select t.* into parent from public.tenancies as t where t.id = renewal.parent_id;
  if parent.status not in ('active', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot renew: the tenancy that it renews is %s', replace(parent.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  select u.* into unit from public.units as u where u.id = renewal.unit_id;
  -- The parent's claim ends on the day on which the renewal's begins: at no moment is the unit free between them.
  update public.unit_holds as hold set period = daterange(lower(hold.period), renewal.starts_on) where hold.id = parent.hold_id;
  update public.tenancies as t
  set hold_id = private.take_hold(unit, daterange(renewal.starts_on, null), 'tenancy')
  where t.id = renewal.id;
end
$$;
comment on function private.take_over_from_parent(public.tenancies) is
  'Divides the claim on the unit between a tenancy and its accepted renewal; both are locked. Error: tenancy.not_in_force 409.';

create function private.begin_tenancy(tenancy public.tenancies, reason text)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  advertised uuid;
  begun public.tenancies;
begin
  if tenancy.parent_id is not null then
    perform private.take_over_from_parent(tenancy);
  end if;
  begun := private.move_tenancy(tenancy.id, 'active', reason);
  if begun.parent_id is not null and begun.starts_on <= private.lagos_date() then
    perform private.move_tenancy(begun.parent_id, 'ended', 'Renewed');
  end if;
  for advertised in
    select listing.id from public.listings as listing
    where listing.org_id = begun.org_id and listing.unit_id = begun.unit_id and listing.purpose = 'rent'
      and listing.status in ('published', 'paused', 'stale', 'reserved')
  loop
    perform private.move_listing(advertised, 'let', 'Let by a tenancy');
  end loop;
  return begun;
end
$$;
comment on function private.begin_tenancy(public.tenancies, text) is
  'Makes a locked, agreed tenancy active, ends the one that it renews if its term is over, and takes listings off the market.';

comment on function public.accept_tenancy(uuid) is
  'Accepts a tenancy or a renewal offered to you, or joins an active one as a co-tenant. Safe to repeat. Errors: tenancy.not_found 404, tenancy.not_in_force 409 for a renewal of what is over.';

create function private.decline_tenancy(tenancy_id uuid, reason text)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
declare
  tenancy public.tenancies := private.lock_own_tenancy(tenancy_id);
begin
  if tenancy.status not in ('offered', 'cancelled') then
    perform private.raise_problem('tenancy.illegal_transition',
      format('Cannot decline: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  return private.move_tenancy(tenancy.id, 'cancelled', coalesce(nullif(btrim(reason), ''), 'Declined by a tenant'));
end
$$;
comment on function private.decline_tenancy(uuid, text) is 'Checks that the caller is a tenant of it, then cancels the offer.';
grant execute on function private.decline_tenancy(uuid, text) to authenticated;

create function public.decline_tenancy(tenancy_id uuid, reason text default null)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('decline_tenancy');
  select private.decline_tenancy(tenancy_id, private.read_prose('reason', reason))
$$;
comment on function public.decline_tenancy(uuid, text) is
  'Declines a tenancy or a renewal offered to you. Safe to repeat. Errors: tenancy.not_found 404, tenancy.illegal_transition 409.';
grant execute on function public.decline_tenancy(uuid, text) to authenticated;

create function private.activate_tenancy(tenancy_id uuid, evidence text)
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
  if tenancy.is_in_force and tenancy.evidence = btrim(evidence) then
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
comment on function private.activate_tenancy(uuid, text) is 'Checks the caller and the parties, then begins the tenancy.';
grant execute on function private.activate_tenancy(uuid, text) to authenticated;

create function public.activate_tenancy(tenancy_id uuid, evidence text)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('activate_tenancy');
  select private.activate_tenancy(tenancy_id, private.read_prose('evidence', evidence))
$$;
comment on function public.activate_tenancy(uuid, text) is
  'Begins an offered tenancy to which tenants without an account agreed on paper; evidence says which. Tenants with an account must have accepted themselves. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.bad_evidence 400, tenancy.not_accepted, tenancy.illegal_transition 409.';
grant execute on function public.activate_tenancy(uuid, text) to authenticated;

-- Parties ---------------------------------------------------------------------------------------

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
comment on function private.remove_tenancy_party(uuid, uuid) is 'Checks the caller, then removes a tenant who has not accepted.';
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

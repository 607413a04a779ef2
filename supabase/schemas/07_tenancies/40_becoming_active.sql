-- What makes a tenancy active: every tenant with an account has accepted it, or those without one agreed on paper. A
-- renewal takes the unit over from its parent without a day between. What follows: private.after_tenancy_moved().

create function private.take_over_from_parent(renewal public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
declare
  parent public.tenancies;
  unit public.units;
  turn date;
begin
  select t.* into parent from public.tenancies as t where t.id = renewal.parent_id;
  if parent.status not in ('active', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot renew: the tenancy that it renews is %s', replace(parent.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  select u.* into unit from public.units as u where u.id = renewal.unit_id;
  -- The parent's claim ends on the day on which the renewal's begins, so that the unit is free on none between them.
  -- Who bought the home after that term was over has a claim that begins later than the renewal.
  update public.unit_holds as hold
  set period = daterange(lower(hold.period), greatest(renewal.starts_on::date, lower(hold.period) + 1))
  where hold.id = parent.hold_id
  returning upper(hold.period) into strict turn;
  update public.tenancies as t
  set hold_id = private.take_hold(unit, daterange(turn, null), 'tenancy')
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
      and listing.status in ('published', 'paused', 'stale', 'reserved', 'suspended')
  loop
    perform private.move_listing(advertised, 'let', 'Let by a tenancy');
  end loop;
  return begun;
end
$$;
comment on function private.begin_tenancy(public.tenancies, text) is
  'Makes a locked, agreed tenancy active, ends the one that it renews if its term is over, and takes listings off the market; a suspended one too, so that no restoring shows a home that is let.';

create function private.accept_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_own_tenancy(tenancy_id);
begin
  if tenancy.status not in ('cancelled', 'ended', 'passed_on') and exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id and tenant.user_id = (select auth.uid()) and party.accepted_at is null) then
    perform private.require_signing(tenancy.rent_kobo, tenancy.rent_per, 'tenancy_id');
    update public.tenancy_parties as party
    set accepted_at = now()
    from public.tenants as tenant
    where party.tenancy_id = tenancy.id and tenant.id = party.tenant_id
      and tenant.user_id = (select auth.uid()) and party.accepted_at is null;
  end if;
  -- Parties without an account cannot accept here; those with one all must.
  if tenancy.status = 'offered' and not exists (
    select from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where party.tenancy_id = tenancy.id and tenant.user_id is not null and party.accepted_at is null
  ) then
    tenancy := private.begin_tenancy(tenancy, 'Accepted by every tenant with an account');
  end if;
  return tenancy;
end
$$;
comment on function private.accept_tenancy(uuid) is
  'Records the caller''s acceptance; the last one makes the tenancy active and takes the listing off the market.';
grant execute on function private.accept_tenancy(uuid) to authenticated;

create function public.accept_tenancy(tenancy_id uuid)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('accept_tenancy');
  select private.accept_tenancy(tenancy_id)
$$;
comment on function public.accept_tenancy(uuid) is
  'Accepts a tenancy or a renewal offered to you, or joins an active one as a co-tenant. Safe to repeat. Errors: tenancy.not_found 404, trust.level_missing 403, tenancy.not_in_force 409 for a renewal of what is over.';
grant execute on function public.accept_tenancy(uuid) to authenticated;

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
  update public.tenancy_parties as party set accepted_at = now(), agreed_on_paper = true
  where party.tenancy_id = tenancy.id and party.accepted_at is null;
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

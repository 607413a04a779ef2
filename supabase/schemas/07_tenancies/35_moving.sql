-- How a tenancy moves: locked in one order by everyone, moved by one function, and what happens then.

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

create type private.signing as (tenancy public.tenancies, mandate_id uuid);
comment on type private.signing is 'A tenancy for which somebody signs, and the mandate by which they do; null: the owner''s own people.';

create function private.lock_signed_tenancy(tenancy_id uuid)
returns private.signing
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  -- Neither ever changes.
  home record;
  tenancy public.tenancies;
  mandate_id uuid;
begin
  select t.org_id, t.unit_id into home from public.tenancies as t where t.id = tenancy_id;
  -- A mandate is locked before the tenancy, as by its revocation.
  if home.org_id is not null and private.mandate_to_sign(home.org_id, home.unit_id) is not null then
    tenancy := private.lock_tenancy(tenancy_id);
    -- Asked again after the wait: who has left the agency meanwhile signs nothing.
    mandate_id := private.mandate_to_sign(home.org_id, home.unit_id);
  end if;
  -- Nobody is taken for the owner's people because there is no mandate.
  if mandate_id is null then
    tenancy := private.lock_written_tenancy(tenancy_id);
  end if;
  return (tenancy, mandate_id);
end
$$;
comment on function private.lock_signed_tenancy(uuid) is
  'Locks a tenancy that the caller may sign for, by a live mandate to sign, which is locked before it and returned, or (null) as a member. Errors: tenancy.not_found 404, auth.forbidden, organization.suspended 403.';

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

create function private.move_tenancy(tenancy_id uuid, to_status public.tenancy_status, reason text default null)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  moved public.tenancies;
begin
  perform private.begin_move('tenancy', tenancy_id, reason);
  update public.tenancies as tenancy set status = to_status where tenancy.id = tenancy_id
  returning * into moved;
  if to_status in ('ended', 'cancelled', 'passed_on') and moved.hold_id is not null then
    perform private.move_hold(moved.hold_id, 'released', 'Tenancy ' || replace(to_status::text, '_', ' '));
  end if;
  return moved;
end
$$;
comment on function private.move_tenancy(uuid, public.tenancy_status, text) is
  'Moves a tenancy; ending or cancelling it, or passing it on, frees the unit.';

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
    -- Before the listing moves, whose reason would be the last one given.
    if old.status = 'offered' then
      perform private.notify_tenancy_cancelled(new);
    end if;
    perform private.reopen_listing_of_offer(new);
  elsif new.status in ('holding_over', 'ended') then
    perform private.notify_tenancy_end(new);
  end if;
  if new.status = 'ended' then
    perform private.note_deposit_due(new);
  end if;
  return null;
end
$$;
comment on function private.after_tenancy_moved() is
  'Trigger: one that becomes active is charged and its landlord told; one that is cancelled gives its listing back to the market; of that and of the end both sides hear, and its deposit falls due. Its claim on the unit: see private.move_tenancy().';
create trigger after_tenancy_moved after update of status on public.tenancies
  for each row when (old.status <> new.status) execute function private.after_tenancy_moved();

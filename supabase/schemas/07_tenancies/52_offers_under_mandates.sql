-- What an agency offered in the owner's name and nobody has accepted goes with its mandate.

create function private.hold_signing_mandate(mandate public.mandates, unit_id uuid)
returns uuid
language sql
set search_path = ''
as $$
  select other.id
  from public.mandates as other
  where other.id in (
      select covering.id from private.mandates_over(hold_signing_mandate.unit_id, array[mandate.agent_org_id]) as covering)
    and other.id <> mandate.id and other.status = 'active' and 'sign' = any (other.scopes)
    and other.starts_on <= private.lagos_date() and other.ends_on > private.lagos_date()
    and not exists (
      select from public.organizations as agency where agency.id = other.agent_org_id and agency.suspended_at is not null)
  order by other.evidence is not null desc, other.ends_on desc, other.id limit 1
  -- One that somebody changes at this moment counts as over: two that end at once would wait for each other.
  for share of other skip locked
$$;
comment on function private.hold_signing_mandate(public.mandates, uuid) is
  'Another live mandate to sign for a unit that the same agency has, as it stays until the transaction ends; null: none.';

create function private.withdraw_tenancies_under(mandate public.mandates)
returns void
language plpgsql
set search_path = ''
as $$
declare
  offered uuid;
  tenancy public.tenancies;
  another uuid;
begin
  -- In the order in which whoever moves a tenancy or suspends an organization locks them: units, then all listings that
  -- may come back or are paused, and organizations after these.
  perform from public.units as unit
  where unit.org_id = mandate.org_id and unit.id in (
    select t.unit_id from public.tenancies as t
    where t.org_id = mandate.org_id and t.mandate_id = mandate.id and t.status = 'offered')
  order by unit.id for no key update;
  perform from public.listings as listing
  where listing.org_id = mandate.org_id and (
    listing.mandate_id = mandate.id and listing.status in ('published', 'pending_review')
    or listing.status in ('reserved', 'under_offer') and listing.unit_id in (
      select t.unit_id from public.tenancies as t
      where t.org_id = mandate.org_id and t.mandate_id = mandate.id and t.status = 'offered'))
  order by listing.id for update;
  -- Whoever offers has locked the mandate before: nothing comes after this look.
  for offered in
    select t.id from public.tenancies as t
    where t.org_id = mandate.org_id and t.mandate_id = mandate.id and t.status = 'offered'
    order by t.unit_id, t.id
  loop
    tenancy := private.lock_tenancy(offered);
    -- Accepted while this waited it stands.
    continue when tenancy.status <> 'offered';
    another := private.hold_signing_mandate(mandate, tenancy.unit_id);
    if another is null then
      perform private.move_tenancy(tenancy.id, 'cancelled', 'The mandate of the agency that offered it is over');
    else
      update public.tenancies as t set mandate_id = another where t.id = tenancy.id;
    end if;
  end loop;
end
$$;
comment on function private.withdraw_tenancies_under(public.mandates) is
  'When a mandate is over: withdraws the tenancies and renewals that were offered under it and are not accepted, but for those that the agency may sign by another live mandate: they go on under that one. Both sides are told as of any that is withdrawn. The caller has locked the mandate; units and tenancies are locked after it.';

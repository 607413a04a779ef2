-- Who is told of a tenancy: of its offer, its acceptance, a notice and its end.

create function private.tenancy_users(tenancy_id uuid)
returns setof uuid
language plpgsql
stable
set search_path = ''
rows 2
as $$
begin
  return query
  select distinct tenant.user_id
  from public.tenancy_parties as party
  join public.tenants as tenant on tenant.id = party.tenant_id
  where party.tenancy_id = tenancy_users.tenancy_id and tenant.user_id is not null;
end
$$;
comment on function private.tenancy_users(uuid) is 'The accounts of a tenancy''s tenants.';

create function private.signing_people(tenancy public.tenancies)
returns setof uuid
language plpgsql
stable
set search_path = ''
rows 2
as $$
begin
  return query
  select private.members_with(agency.id, 'tenancies.write')
  from public.mandates as signed
  join public.organizations as agency on agency.id = signed.agent_org_id and agency.suspended_at is null
  where signed.id = tenancy.mandate_id and exists (
    -- By the same agency: a mandate that was given anew is the same hand.
    select from private.mandates_over(tenancy.unit_id, array[agency.id]) as mandate
    where mandate.status = 'active' and 'sign' = any (mandate.scopes)
      and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date());
end
$$;
comment on function private.signing_people(public.tenancies) is
  'Who hears what becomes of a tenancy that an agency offered: its members who sign, while it still may.';

create function private.signed_by(mandate_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(
    (select jsonb_build_object('agent_org_id', mandate.agent_org_id) from public.mandates as mandate where mandate.id = signed_by.mandate_id),
    '{}')
$$;
comment on function private.signed_by(uuid) is 'Which agency offered a tenancy, as a fact of news: by it the agency''s members are led to their own work place. Empty: none did.';

create function private.notify_tenancy(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(tenancy.org_id, 'tenancies.write')
      union
      select private.signing_people(tenancy)
    ),
    tenancy.org_id, 'tenancy_accepted', 'A tenancy was accepted', tenancy.id, private.signed_by(tenancy.mandate_id));
end
$$;
comment on function private.notify_tenancy(public.tenancies) is 'Tells the landlord''s side, and the agency that offered it, of an accepted tenancy.';

create function private.tell_of_signing(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if tenancy.mandate_id is not null then
    perform private.notify(
      array(select private.members_with(tenancy.org_id, 'tenancies.write')), tenancy.org_id, 'tenancy_by_agent',
      case when tenancy.parent_id is null then 'An agency offered a tenancy in your name' else 'An agency offered a renewal in your name' end,
      tenancy.id, private.signed_by(tenancy.mandate_id), but_not => (select auth.uid()));
  end if;
end
$$;
comment on function private.tell_of_signing(public.tenancies) is 'Tells the owner''s members what an agency offered in the owner''s name.';

create function private.notify_tenancy_party(party public.tenancy_parties)
returns void
language plpgsql
set search_path = ''
as $$
declare
  is_renewal boolean := (select tenancy.parent_id is not null from public.tenancies as tenancy where tenancy.id = party.tenancy_id);
begin
  -- Who accepted it before, from a former owner of the home, is offered nothing.
  if party.accepted_at is not null then
    return;
  end if;
  perform private.notify(
    array(select tenant.user_id from public.tenants as tenant where tenant.id = party.tenant_id), party.org_id,
    case when is_renewal then 'tenancy_renewal_offered' else 'tenancy_offered' end,
    case when is_renewal then 'Your tenancy can be renewed' else 'A tenancy is offered to you' end,
    party.tenancy_id);
end
$$;
comment on function private.notify_tenancy_party(public.tenancy_parties) is 'Tells a tenant with an account of a tenancy offered to them.';

create function private.notify_both_sides(
  tenancy_id uuid, org_id uuid, kind text, title text, payload jsonb, to_owner boolean, to_tenants boolean)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(notify_both_sides.org_id, 'tenancies.write') where to_owner
      union
      select private.signing_people(tenancy) from public.tenancies as tenancy
      where to_owner and tenancy.id = notify_both_sides.tenancy_id
      union
      select private.tenancy_users(notify_both_sides.tenancy_id) where to_tenants
    ),
    org_id, kind, title, tenancy_id,
    payload || private.signed_by((select tenancy.mandate_id from public.tenancies as tenancy where tenancy.id = notify_both_sides.tenancy_id)),
    but_not => (select auth.uid()));
end
$$;
comment on function private.notify_both_sides(uuid, uuid, text, text, jsonb, boolean, boolean) is
  'Tells the owner''s side with the agency that offered it, the tenants or both of a tenancy, except who did it.';

create function private.notify_tenancy_cancelled(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify_both_sides(tenancy.id, tenancy.org_id, 'tenancy_cancelled',
    case when tenancy.parent_id is null then 'A tenancy that was offered does not come about' else 'A renewal that was offered does not come about' end,
    jsonb_build_object('starts_on', tenancy.starts_on, 'reason', nullif(current_setting('estate.move_reason', true), '')), true, true);
end
$$;
comment on function private.notify_tenancy_cancelled(public.tenancies) is
  'Tells both sides that an offer was declined, withdrawn or overtaken, with the reason of the move, except who did it.';

create function private.notify_notice()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- One that was given before, to or by a former owner of the home, is known.
  if tg_op = 'INSERT' and new.created_at < now() then
    return null;
  end if;
  perform private.notify_both_sides(new.tenancy_id, new.org_id, 'notice_given',
    case when tg_op = 'INSERT' then 'Notice was given' else 'A notice was withdrawn' end,
    jsonb_build_object('ends_on', new.ends_on, 'reason', new.reason, 'withdrawn', new.withdrawn_at is not null),
    not new.given_by_owner, new.given_by_owner);
  return null;
end
$$;
comment on function private.notify_notice() is 'Trigger: tells the other side of a notice, and when it is withdrawn.';
create trigger notify_notice after insert on public.tenancy_notices
  for each row execute function private.notify_notice();
create trigger notify_withdrawal after update of withdrawn_at on public.tenancy_notices
  for each row when (new.withdrawn_at is not null and old.withdrawn_at is null) execute function private.notify_notice();

create function private.notify_tenancy_end(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- A renewal goes on: nobody needs to hear that its parent is over.
  if tenancy.status = 'holding_over' then
    perform private.notify_both_sides(tenancy.id, tenancy.org_id, 'tenancy_holding_over', 'The tenancy has run out: renew it, or return the home',
      jsonb_build_object('ends_on', tenancy.ends_on), true, true);
  elsif tenancy.ended_on is not null then
    perform private.notify_both_sides(tenancy.id, tenancy.org_id, 'tenancy_ended', 'The tenancy has ended',
      jsonb_build_object('ended_on', tenancy.ended_on), true, true);
  end if;
end
$$;
comment on function private.notify_tenancy_end(public.tenancies) is 'Tells both sides that a tenancy is held over, or has ended.';

-- Whoever ends an application locks its negotiation first, in the order of an acceptance: a counter-offer at the
-- same moment comes before and is ended too, or comes after and is refused.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.lock_negotiation(application_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform from public.applications as application
  join public.offers as offer on offer.org_id = application.org_id and offer.application_id = application.id
  where application.id = lock_negotiation.application_id and offer.status = 'open'
  for update of offer;
end
$$;
comment on function private.lock_negotiation(uuid) is
  'Locks the open offer of an application, if there is one. Called before the application itself is locked.';

create function private.received_application(application_id uuid)
returns public.applications
language plpgsql
set search_path = ''
as $$
declare
  received public.applications;
begin
  select a.* into received from public.applications as a
  where a.id = application_id and a.submitted_at is not null and (
    a.org_id in (select private.my_org_ids('deals.read')) or a.listing_id in (select private.my_mandated_listing_ids()));
  if not found then
    perform private.raise_problem('application.not_found', 'Cannot find the application among your organizations''', 404,
      jsonb_build_object('field', 'application_id'));
  end if;
  if received.applicant_id = (select auth.uid()) then
    perform private.raise_problem('application.own', 'Cannot decide on your own application', 403,
      jsonb_build_object('field', 'application_id'));
  end if;
  if exists (select from private.my_org_ids('deals.read') as mine where mine = received.org_id) then
    perform private.require_permission(received.org_id, 'deals.write');
  elsif private.lock_my_mandate((select l.unit_id from public.listings as l where l.id = received.listing_id), 'list') is null then
    perform private.raise_problem('mandate.required', 'Cannot decide: your agency has no live mandate to list this unit', 403,
      jsonb_build_object('field', 'application_id'));
  end if;
  return received;
end
$$;
comment on function private.received_application(uuid) is
  'An application that the caller may decide on, by membership or by a live mandate to list (which is locked). Errors: application.not_found 404, application.own, auth.forbidden, mandate.required 403.';


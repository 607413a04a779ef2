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

create or replace function private.lock_my_application(application_id uuid)
returns public.applications
language plpgsql
set search_path = ''
as $$
declare
  mine public.applications;
begin
  perform from public.applications as a where a.id = application_id and a.applicant_id = (select auth.uid());
  if found then
    perform private.lock_negotiation(application_id);
  end if;
  select a.* into mine from public.applications as a
  where a.id = application_id and a.applicant_id = (select auth.uid())
  for update;
  if not found then
    perform private.raise_problem('application.not_found', 'Cannot find the application among yours', 404,
      jsonb_build_object('field', 'application_id'));
  end if;
  return mine;
end
$$;
comment on function private.lock_my_application(uuid) is
  'Locks an application of the caller''s own, and its open offer before it. Error: application.not_found 404.';

create function private.received_application(application_id uuid)
returns public.applications
language plpgsql
set search_path = ''
as $$
declare
  received public.applications;
begin
  select a.* into received from public.applications as a
  where a.id = application_id and a.submitted_at is not null
    and a.org_id in (select private.my_org_ids('deals.read'));
  if not found then
    perform private.raise_problem('application.not_found', 'Cannot find the application among your organizations''', 404,
      jsonb_build_object('field', 'application_id'));
  end if;
  perform private.require_permission(received.org_id, 'deals.write');
  return received;
end
$$;
comment on function private.received_application(uuid) is
  'An application that the caller may decide on. Errors: application.not_found 404, auth.forbidden 403.';

create or replace function private.lock_received_application(application_id uuid)
returns public.applications
language plpgsql
set search_path = ''
as $$
declare
  received public.applications := private.received_application(application_id);
begin
  perform private.lock_negotiation(received.id);
  select a.* into strict received from public.applications as a where a.id = received.id for update;
  return received;
end
$$;
comment on function private.lock_received_application(uuid) is
  'Locks an application that the caller may decide on, and its open offer before it: decisions at the same moment come one after the other. Errors: as private.received_application().';

-- Decisions on applications, by people: shortlisted, declined with a reason, looked at again once when asked.

-- An agency receives the applications for what it listed: it sees them as the owner's members do, is told of them, and
-- decides while its mandate to list lives. To show people round is not enough to turn them down.
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

-- Whoever ends an application locks its negotiation first, in the order of an acceptance: a counter-offer at the
-- same moment comes before and is ended too, or comes after and is refused.
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

create function private.lock_received_application(application_id uuid)
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

create function private.shortlist_application(application_id uuid, reason text)
returns public.applications
language plpgsql
security definer
set search_path = ''
as $$
declare
  application public.applications;
begin
  application := private.lock_received_application(application_id);
  if length(btrim(reason)) not between 1 and 1000 then
    perform private.raise_problem('application.bad_fact', 'Cannot shortlist: the reason must have 1 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if application.status = 'shortlisted' then
    return application;
  end if;
  return private.move_application(application.id, 'shortlisted', btrim(reason));
end
$$;
comment on function private.shortlist_application(uuid, text) is 'Checks the permission, then shortlists.';
grant execute on function private.shortlist_application(uuid, text) to authenticated;

create function public.shortlist_application(application_id uuid, reason text default null)
returns public.applications
language sql
set search_path = ''
as $$
  select private.limit_person('shortlist_application');
  select private.shortlist_application(application_id, private.read_prose('reason', reason))
$$;
comment on function public.shortlist_application(uuid, text) is
  'Shortlists an application, also after a refusal was looked at again. Safe to repeat. Errors: application.not_found 404, application.own, auth.forbidden, mandate.required 403, application.bad_fact 400, application.illegal_transition 409.';
grant execute on function public.shortlist_application(uuid, text) to authenticated;

create function private.decline_application(application_id uuid, reason text)
returns public.applications
language plpgsql
security definer
set search_path = ''
as $$
declare
  application public.applications;
begin
  application := private.lock_received_application(application_id);
  if reason is null or length(btrim(reason)) not between 1 and 1000 then
    perform private.raise_problem('application.bad_fact', 'Cannot decline: tell the applicant why, in 1 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if application.status = 'declined' then
    -- The same answer sent again; anything else would drop somebody's reason without telling them.
    if application.decided_by = (select auth.uid()) and application.decision_reason = btrim(reason) then
      return application;
    end if;
    perform private.raise_problem('application.already_declined', 'Cannot decline: it was declined before, with its own reason', 409,
      jsonb_build_object('field', 'application_id'));
  end if;
  return private.move_application(application.id, 'declined', btrim(reason));
end
$$;
comment on function private.decline_application(uuid, text) is 'Checks the permission and that there is a reason, then declines.';
grant execute on function private.decline_application(uuid, text) to authenticated;

create function public.decline_application(application_id uuid, reason text)
returns public.applications
language sql
set search_path = ''
as $$
  select private.limit_person('decline_application');
  select private.decline_application(application_id, private.read_prose('reason', reason))
$$;
comment on function public.decline_application(uuid, text) is
  'Declines an application with a reason that the applicant reads. The same again is safe. Errors: application.not_found 404, application.own, auth.forbidden, mandate.required 403, application.bad_fact 400, application.already_declined, application.illegal_transition 409.';
grant execute on function public.decline_application(uuid, text) to authenticated;

-- The applicant's answers ---------------------------------------------------------------------

create function private.withdraw_application(application_id uuid)
returns public.applications
language plpgsql
security definer
set search_path = ''
as $$
declare
  application public.applications;
begin
  application := private.lock_my_application(application_id);
  if application.status = 'withdrawn' then
    return application;
  end if;
  return private.move_application(application.id, 'withdrawn');
end
$$;
comment on function private.withdraw_application(uuid) is 'Withdraws an application of the caller''s.';
grant execute on function private.withdraw_application(uuid) to authenticated;

create function public.withdraw_application(application_id uuid)
returns public.applications
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_application');
  select private.withdraw_application(application_id)
$$;
comment on function public.withdraw_application(uuid) is
  'Withdraws your application, until it is accepted. Safe to repeat. Errors: application.not_found 404, application.illegal_transition 409.';
grant execute on function public.withdraw_application(uuid) to authenticated;

create function private.ask_review(application_id uuid, reason text)
returns public.applications
language plpgsql
security definer
set search_path = ''
as $$
declare
  application public.applications;
begin
  application := private.lock_my_application(application_id);
  if reason is null or length(btrim(reason)) not between 1 and 1000 then
    perform private.raise_problem('application.bad_fact', 'Cannot ask: say why in 1 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if application.status = 'under_review' then
    return application;
  end if;
  if application.status = 'declined' and application.review_asked_at is not null then
    perform private.raise_problem('application.already_reviewed', 'Cannot ask again: the refusal was looked at once more', 409,
      jsonb_build_object('field', 'application_id'));
  end if;
  application := private.move_application(application.id, 'under_review', btrim(reason));
  update public.applications as a set review_asked_at = now(), review_reason = btrim(reason)
  where a.id = application.id
  returning a.* into application;
  return application;
exception when unique_violation then
  perform private.raise_problem('application.already_live', 'Cannot ask: you have another application for this listing', 409,
    jsonb_build_object('field', 'application_id'));
  return null;
end
$$;
comment on function private.ask_review(uuid, text) is 'Opens a refusal again, once, so that a person looks at it (NDPA 2023, s. 37).';
grant execute on function private.ask_review(uuid, text) to authenticated;

create function public.ask_review(application_id uuid, reason text)
returns public.applications
language sql
set search_path = ''
as $$
  select private.limit_person('ask_review');
  select private.ask_review(application_id, private.read_prose('reason', reason))
$$;
comment on function public.ask_review(uuid, text) is
  'Asks, once, that a person looks again at why your application was declined. Safe to repeat while it is under review. Errors: application.not_found 404, application.bad_fact 400, application.already_reviewed, application.already_live, application.illegal_transition 409.';
grant execute on function public.ask_review(uuid, text) to authenticated;

-- Telling -------------------------------------------------------------------------------------

create function private.notify_application(application public.applications)
returns void
language plpgsql
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object('listing_id', application.listing_id, 'status', application.status);
begin
  if application.status in ('submitted', 'under_review') then
    perform private.notify(
      array(
        select private.members_with(application.org_id, 'deals.write')
        union
        select private.mandated_people(application.listing_id, 'deals.write')
      ),
      application.org_id, 'application_submitted',
      case application.status when 'submitted' then 'Somebody applied for a listing'
        else 'An applicant asks you to look at a refusal again' end,
      application.id, facts, but_not => application.applicant_id);
  elsif application.status = 'withdrawn' and application.submitted_at is not null then
    perform private.notify(
      array(
        select private.members_with(application.org_id, 'deals.write')
        union
        select private.mandated_people(application.listing_id, 'deals.write')
      ),
      application.org_id, 'application_withdrawn', 'An applicant took their application back', application.id, facts,
      but_not => application.applicant_id);
  elsif application.status in ('shortlisted', 'declined')
    or application.status = 'expired' and application.submitted_at is not null then
    perform private.notify(
      array[application.applicant_id], application.org_id, 'application_decided',
      case application.status when 'shortlisted' then 'Your application was shortlisted'
        when 'declined' then 'Your application was declined'
        else 'Your application has expired' end,
      application.id, facts);
  end if;
end
$$;
comment on function private.notify_application(public.applications) is
  'Tells members, and the agency that listed, of what waits for a decision or was taken back, and the applicant of what was decided or lapsed.';

create function private.after_application_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if old.status = 'offered' and new.status in ('withdrawn', 'declined', 'expired') then
    perform private.end_offer_of_application(new);
  end if;
  if new.status in ('withdrawn', 'declined', 'expired') then
    perform private.close_application_fees(new);
  end if;
  perform private.notify_application(new);
  return null;
end
$$;
comment on function private.after_application_moved() is
  'Trigger: the negotiation that an application led to ends with it, and so do fees that nobody paid; then whoever is waiting is told.';
create trigger after_application_moved after update of status on public.applications
  for each row when (old.status <> new.status) execute function private.after_application_moved();

-- Lapsing -------------------------------------------------------------------------------------

create function private.expire_applications(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  lapsed record;
  moved integer := 0;
begin
  for lapsed in
    select application.id, listing.status in ('let', 'sold', 'closed') as is_gone
    from public.applications as application
    join public.listings as listing on listing.id = application.listing_id
    where application.status in ('draft', 'submitted', 'shortlisted', 'offered')
      and (application.updated_at < now() - interval '60 days' or listing.status in ('let', 'sold', 'closed'))
    order by application.updated_at limit batch
    for update of application skip locked
  loop
    perform private.move_application(lapsed.id, 'expired',
      case when lapsed.is_gone then 'The listing is off the market' else 'Untouched for 60 days' end);
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.expire_applications(integer) is
  'Expires a batch of applications untouched for 60 days or whose listing is let, sold or closed; returns how many. Accepted ones and refusals under review never lapse. Run by pg_cron.';
select cron.schedule('expire-applications', '29 * * * *', private.in_batches('private.expire_applications'));

-- An agency receives the applications for what it listed: it sees them as the owner's members do, is told of them, and
-- decides while its mandate to list lives. To show people round is not enough to turn them down.
set lock_timeout = '5s';
set statement_timeout = '60s';

create or replace function private.received_application(application_id uuid)
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

comment on function public.shortlist_application(uuid, text) is
  'Shortlists an application, also after a refusal was looked at again. Safe to repeat. Errors: application.not_found 404, application.own, auth.forbidden, mandate.required 403, application.bad_fact 400, application.illegal_transition 409.';
comment on function public.decline_application(uuid, text) is
  'Declines an application with a reason that the applicant reads. The same again is safe. Errors: application.not_found 404, application.own, auth.forbidden, mandate.required 403, application.bad_fact 400, application.already_declined, application.illegal_transition 409.';
comment on function public.offer_to_applicant(uuid, bigint, date, integer, integer, text, integer) is
  'Offers the home to a shortlisted applicant, as listed and as they applied unless said otherwise; they accept or counter it as any offer. The same offer again is harmless. Errors: application.not_found, listing.not_found 404, application.own, auth.forbidden, mandate.required 403, offer.bad_terms 400, application.illegal_transition, offer.already_open 409.';

-- Who reads them ------------------------------------------------------------------------------

create function private.my_mandated_application_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select application.id
  from private.my_mandated_listing_ids() as mine (listing_id)
  join public.listings as listing on listing.id = mine.listing_id
  join public.applications as application on application.org_id = listing.org_id and application.listing_id = listing.id
  where application.submitted_at is not null;
end
$$;
comment on function private.my_mandated_application_ids() is
  'The applications, once submitted, for what the caller''s agencies listed and still may list or show.';
grant execute on function private.my_mandated_application_ids() to authenticated;

create or replace function private.my_received_application_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 100
as $$
begin
  return query
  with received as (
    select application.id, application.closed_at from public.applications as application
    where application.org_id in (select private.my_org_ids('deals.read')) and application.submitted_at is not null
    union all
    select application.id, application.closed_at from private.my_mandated_application_ids() as mine (id)
    join public.applications as application on application.id = mine.id
  )
  select received.id from received
  where received.closed_at is null or received.closed_at > now() - interval '90 days';
end
$$;
comment on function private.my_received_application_ids() is
  'The applications whose household, guarantors and files the caller may see, as a member or by a mandate: submitted, and not over for more than 90 days.';

create or replace function private.my_prospect_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 100
as $$
begin
  return query
  select application.applicant_id from public.applications as application
  where application.org_id in (select private.my_org_ids('deals.read')) and application.submitted_at is not null
  union
  select application.applicant_id from private.my_mandated_application_ids() as mine (id)
  join public.applications as application on application.id = mine.id
  union
  select enquiry.enquirer_id from public.enquiries as enquiry
  where enquiry.listing_id in (select private.my_mandated_listing_ids());
end
$$;
comment on function private.my_prospect_ids() is
  'Who applied to the caller''s organizations, or applied for or asked about a listing of their agencies: whom they deal with has a name.';

alter policy applications_select on public.applications using (
  case
    when applicant_id = (select auth.uid()) then true
    when submitted_at is not null and org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when id = any (array(select private.my_mandated_application_ids())) then true
  end is not null
);

-- Telling -------------------------------------------------------------------------------------

create or replace function private.notify_application()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object('listing_id', new.listing_id, 'status', new.status);
begin
  if new.status in ('submitted', 'under_review') then
    insert into public.notifications (user_id, kind, title, subject_id, payload)
    select told, 'application_submitted',
      case new.status when 'submitted' then 'Somebody applied for a listing'
        else 'An applicant asks you to look at a refusal again' end,
      new.id, facts
    from (
      select private.members_with(new.org_id, 'deals.write') as told
      union
      select private.mandated_people(new.listing_id, 'deals.write')
    ) as everybody
    where told <> new.applicant_id;
  else
    insert into public.notifications (user_id, kind, title, subject_id, payload)
    values (new.applicant_id, 'application_decided',
      case new.status when 'shortlisted' then 'Your application was shortlisted'
        when 'declined' then 'Your application was declined'
        else 'Your application has expired' end,
      new.id, facts);
  end if;
  return null;
end
$$;
comment on function private.notify_application() is
  'Trigger: tells members, and the agency that listed, of what waits for a decision, and the applicant of what was decided or lapsed.';

-- Asking for a rental history, answering, taking the answer back, and looking.

create function private.request_history(org_id uuid, subject_id uuid, purpose text)
returns public.history_consents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  consent public.history_consents;
begin
  if not exists (select from private.my_org_ids('tenancies.write') as mine where mine = org_id) then
    perform private.require_permission(org_id, 'deals.write');
  end if;
  if not private.knows_person(org_id, subject_id) then
    perform private.raise_problem('history.unknown_person', 'Cannot ask: the person is no tenant, applicant or enquirer of the organization', 404,
      jsonb_build_object('field', 'subject_id'));
  end if;
  if coalesce(length(btrim(purpose)), 0) not between 3 and 500 then
    perform private.raise_problem('history.bad_purpose', 'Cannot ask: say in 3 to 500 characters what for', 400,
      jsonb_build_object('field', 'purpose'));
  end if;
  perform private.expire_history_consents(subject_id);
  select c.* into consent from public.history_consents as c
  where c.subject_id = subject_id and c.org_id = org_id order by c.id desc limit 1;
  if consent.status in ('declined', 'revoked') and consent.updated_at > now() - interval '30 days' then
    perform private.raise_problem('history.refused_lately', 'Cannot ask: the person refused less than 30 days ago; they may still share it themselves', 409,
      jsonb_build_object('field', 'subject_id'));
  end if;
  insert into public.history_consents as made (subject_id, org_id, status, purpose, requested_by)
  values (subject_id, org_id, 'requested', btrim(purpose), (select auth.uid()))
  on conflict do nothing
  returning made.* into consent;
  if not found then
    select c.* into strict consent from public.history_consents as c
    where c.subject_id = subject_id and c.org_id = org_id and c.status in ('requested', 'granted');
  end if;
  return consent;
end
$$;
comment on function private.request_history(uuid, uuid, text) is 'Checks the permission and that the person is known, then asks once.';
grant execute on function private.request_history(uuid, uuid, text) to authenticated;

create function public.request_history(org_id uuid, subject_id uuid, purpose text)
returns public.history_consents
language sql
set search_path = ''
as $$
  select private.limit_person('request_history');
  select private.request_history(org_id, subject_id, private.read_prose('purpose', purpose))
$$;
comment on function public.request_history(uuid, uuid, text) is
  'Asks a tenant, an applicant or an enquirer of your organization, or who applied for what it lists for an owner under a live mandate, for their rental history. While one is asked for or granted, returns that. Errors: auth.forbidden 403, history.unknown_person 404, history.bad_purpose 400, history.refused_lately 409.';
grant execute on function public.request_history(uuid, uuid, text) to authenticated;

create function private.history_deadline(expires_at public.instant)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
begin
  if expires_at <= now() or expires_at > now() + interval '90 days' then
    perform private.raise_problem('history.bad_term', 'Cannot share: expires_at must lie within 90 days from now', 400,
      jsonb_build_object('field', 'expires_at'));
  end if;
  return coalesce(expires_at, now() + interval '30 days');
end
$$;
comment on function private.history_deadline(public.instant) is
  'When a consent ends: as given, else in 30 days. Error: history.bad_term 400 for the past and for over 90 days.';

create function private.answer_history_request(consent_id uuid, accept boolean, expires_at public.instant, includes_rent boolean)
returns public.history_consents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  consent public.history_consents;
  until timestamptz := private.history_deadline(expires_at);
begin
  select c.* into consent from public.history_consents as c
  where c.id = consent_id and c.subject_id = (select auth.uid()) for update;
  if not found then
    perform private.raise_problem('history.not_found', 'Cannot find the request among yours', 404,
      jsonb_build_object('field', 'consent_id'));
  end if;
  if accept is null then
    perform private.raise_problem('history.bad_answer', 'Cannot answer: accept must be true or false', 400,
      jsonb_build_object('field', 'accept'));
  end if;
  if consent.status = (case when accept then 'granted' else 'declined' end)::public.history_consent_status then
    return consent;
  end if;
  if consent.status <> 'requested' then
    perform private.raise_problem('history.answered', format('Cannot answer: it is %s already', consent.status), 409,
      jsonb_build_object('field', 'consent_id'));
  end if;
  update public.history_consents as c
  set status = (case when accept then 'granted' else 'declined' end)::public.history_consent_status, answered_at = now(),
    expires_at = case when accept then until end, includes_rent = accept and coalesce(includes_rent, false)
  where c.id = consent.id
  returning c.* into consent;
  return consent;
end
$$;
comment on function private.answer_history_request(uuid, boolean, public.instant, boolean) is 'Checks that the caller was asked, then grants or declines.';
grant execute on function private.answer_history_request(uuid, boolean, public.instant, boolean) to authenticated;

create function public.answer_history_request(
  consent_id uuid, accept boolean, expires_at text default null, includes_rent boolean default false)
returns public.history_consents
language sql
set search_path = ''
as $$
  select private.limit_person('answer_history_request');
  select private.answer_history_request(consent_id, accept, private.read_instant('expires_at', expires_at), includes_rent)
$$;
comment on function public.answer_history_request(uuid, boolean, text, boolean) is
  'Says yes, for 30 days unless expires_at says otherwise (at most 90), or no. Safe to repeat. Errors: history.not_found 404, history.bad_answer, history.bad_term 400, history.answered 409.';
grant execute on function public.answer_history_request(uuid, boolean, text, boolean) to authenticated;

create function private.grant_history(org_id uuid, expires_at public.instant, includes_rent boolean)
returns public.history_consents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  caller uuid := (select auth.uid());
  until timestamptz := private.history_deadline(grant_history.expires_at);
  consent public.history_consents;
begin
  if not private.knows_person(grant_history.org_id, caller) then
    perform private.raise_problem('history.unknown_organization', 'Cannot share: you are no tenant, applicant or enquirer of the organization', 404,
      jsonb_build_object('field', 'org_id'));
  end if;
  insert into public.history_consents as made (subject_id, org_id, status, purpose, includes_rent, answered_at, expires_at)
  values (caller, grant_history.org_id, 'granted', 'Shared unasked', coalesce(grant_history.includes_rent, false), now(), until)
  on conflict (subject_id, org_id) where status in ('requested', 'granted') do update
  set status = 'granted', answered_at = now(), expires_at = excluded.expires_at, includes_rent = excluded.includes_rent
  returning made.* into consent;
  return consent;
end
$$;
comment on function private.grant_history(uuid, public.instant, boolean) is 'Checks that the organization knows the caller, then consents, in place of an open request.';
grant execute on function private.grant_history(uuid, public.instant, boolean) to authenticated;

create function public.grant_history(org_id uuid, expires_at text default null, includes_rent boolean default false)
returns public.history_consents
language sql
set search_path = ''
as $$
  select private.limit_person('grant_history');
  select private.grant_history(org_id, private.read_instant('expires_at', expires_at), includes_rent)
$$;
comment on function public.grant_history(uuid, text, boolean) is
  'Shares your rental history with an organization that you deal with, for 30 days unless expires_at says otherwise (at most 90); again changes the time. Errors: history.unknown_organization 404, history.bad_term 400.';
grant execute on function public.grant_history(uuid, text, boolean) to authenticated;

create function private.revoke_history(consent_id uuid)
returns public.history_consents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  consent public.history_consents;
begin
  -- Whoever looks at this moment has the row locked: once this commits, no look succeeds any more.
  update public.history_consents as c set status = 'revoked'
  where c.id = consent_id and c.subject_id = (select auth.uid()) and c.status in ('requested', 'granted');
  select c.* into consent from public.history_consents as c where c.id = consent_id and c.subject_id = (select auth.uid());
  if not found then
    perform private.raise_problem('history.not_found', 'Cannot find the consent among yours', 404,
      jsonb_build_object('field', 'consent_id'));
  end if;
  return consent;
end
$$;
comment on function private.revoke_history(uuid) is 'Checks that it is the caller''s, then takes the consent back.';
grant execute on function private.revoke_history(uuid) to authenticated;

create function public.revoke_history(consent_id uuid)
returns public.history_consents
language sql
set search_path = ''
as $$
  select private.limit_person('revoke_history');
  select private.revoke_history(consent_id)
$$;
comment on function public.revoke_history(uuid) is
  'Takes your consent back at once, or refuses a request. Safe to repeat. Error: history.not_found 404.';
grant execute on function public.revoke_history(uuid) to authenticated;

create function private.rental_history_of(consent_id uuid)
returns table (
  area text, state text, starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature,
  rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, is_in_arrears boolean, ended_by text)
language plpgsql
security definer
set search_path = ''
rows 10
as $$
#variable_conflict use_variable
declare
  consent public.history_consents;
begin
  -- Locked against a revocation at this moment.
  select c.* into consent from public.history_consents as c
  where c.id = consent_id and (
    c.org_id in (select private.my_org_ids('tenancies.read')) or c.org_id in (select private.my_org_ids('deals.read')))
  for share;
  if not found then
    perform private.raise_problem('history.not_found', 'Cannot find the consent among your organizations''', 404,
      jsonb_build_object('field', 'consent_id'));
  end if;
  -- By the clock, not by the transaction: the lock may have been waited for. An agency whose mandate is over does not deal
  -- with the person any more, whatever they once said.
  if consent.status <> 'granted' or consent.expires_at <= clock_timestamp() or not private.knows_person(consent.org_id, consent.subject_id) then
    perform private.raise_problem('history.not_granted', 'Cannot look: the person has not consented, or their consent is over', 403,
      jsonb_build_object('field', 'consent_id'));
  end if;
  insert into public.history_views (consent_id, subject_id, org_id, viewed_by)
  values (consent.id, consent.subject_id, consent.org_id, (select auth.uid()));
  return query
  select facts.area, facts.state, facts.starts_on, facts.until_on, facts.status, facts.nature,
    case when consent.includes_rent then facts.rent_kobo end, facts.rent_per, facts.charges_due, facts.charges_on_time,
    facts.arrears_kobo > 0, facts.ended_by
  from private.rental_facts(consent.subject_id) as facts
  order by facts.starts_on desc, facts.tenancy_id desc;
end
$$;
comment on function private.rental_history_of(uuid) is
  'Checks consent and membership, notes the look, then shows facts without names and addresses.';
grant execute on function private.rental_history_of(uuid) to authenticated;

create function public.rental_history_of(consent_id uuid)
returns table (
  area text, state text, starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature,
  rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, is_in_arrears boolean, ended_by text)
language sql
set search_path = ''
rows 10
as $$
  select private.limit_person('rental_history_of');
  select * from private.rental_history_of(consent_id)
$$;
comment on function public.rental_history_of(uuid) is
  'The rental history that a person shares with your organization, newest first, without names and exact places, and with rent only if they said so. Each look is noted and seen by them. Errors: history.not_found 404, history.not_granted 403.';
grant execute on function public.rental_history_of(uuid) to authenticated;

-- What the person sees of it ----------------------------------------------------------------------

create function private.my_history_consents()
returns table (
  id uuid, org_id uuid, organization text, status public.history_consent_status, purpose text, includes_rent boolean,
  was_asked boolean, answered_at timestamptz, expires_at timestamptz, created_at timestamptz, views integer, last_viewed_at timestamptz)
language sql
stable
security definer
set search_path = ''
rows 10
as $$
  select consent.id, consent.org_id, organization.name,
    case when consent.status = 'granted' and consent.expires_at <= now() then 'expired' else consent.status end,
    consent.purpose, consent.includes_rent, consent.requested_by is not null or consent.purpose <> 'Shared unasked',
    consent.answered_at, consent.expires_at::timestamptz, consent.created_at, looks.views, looks.last_viewed_at
  from public.history_consents as consent
  join public.organizations as organization on organization.id = consent.org_id
  cross join lateral (
    select count(*)::integer as views, max(view.viewed_at) as last_viewed_at
    from public.history_views as view where view.consent_id = consent.id
  ) as looks
  where consent.subject_id = (select auth.uid())
  order by consent.id desc
  limit 200
$$;
comment on function private.my_history_consents() is
  'See public.my_history_consents. With its owner''s rights: who asks for a history says who they are, also to somebody who is not their tenant.';
create function public.my_history_consents()
returns table (
  id uuid, org_id uuid, organization text, status public.history_consent_status, purpose text, includes_rent boolean,
  was_asked boolean, answered_at timestamptz, expires_at timestamptz, created_at timestamptz, views integer, last_viewed_at timestamptz)
language sql
stable
set search_path = ''
rows 10
as $$
  select * from private.my_history_consents()
$$;
comment on function public.my_history_consents() is
  'Who asked for your rental history, who may read it until when and what is over, newest first, at most 200: with the name of the organization, and how often and when they looked. A granted consent whose time is over is expired.';

create function private.history_audience()
returns table (org_id uuid, organization text)
language sql
stable
security definer
set search_path = ''
rows 10
as $$
  select organization.id, organization.name
  from public.organizations as organization
  where organization.id in (select private.orgs_that_know(auth.uid()))
  order by organization.name, organization.id
  limit 200
$$;
comment on function private.history_audience() is 'See public.history_audience.';
create function public.history_audience()
returns table (org_id uuid, organization text)
language sql
stable
set search_path = ''
rows 10
as $$
  select * from private.history_audience()
$$;
comment on function public.history_audience() is
  'With whom you may share your rental history, by name: organizations that know you as a tenant, an applicant or an enquirer.';
grant execute on function private.my_history_consents(), public.my_history_consents(), private.history_audience(),
  public.history_audience() to authenticated;

-- What the organization sees of it ----------------------------------------------------------------

create function public.received_history_consents(org_id uuid, person_id uuid default null)
returns table (
  id uuid, subject_id uuid, display_name text, status public.history_consent_status, purpose text, includes_rent boolean,
  was_asked boolean, created_at timestamptz, answered_at timestamptz, expires_at timestamptz, ended_at timestamptz,
  ask_from timestamptz, views integer, last_viewed_at timestamptz, application_id uuid)
language sql
stable
set search_path = ''
rows 10
as $$
  with latest as (
    select distinct on (consent.subject_id) consent.*
    from public.history_consents as consent
    where consent.org_id = received_history_consents.org_id
      and (person_id is null or consent.subject_id = person_id)
    order by consent.subject_id, consent.id desc
  )
  select latest.id, latest.subject_id, person.display_name,
    case
      when latest.status = 'granted' and latest.expires_at <= now() then 'expired'
      when latest.status = 'requested' and latest.created_at <= now() - interval '30 days' then 'expired'
      else latest.status
    end,
    latest.purpose, latest.includes_rent, latest.requested_by is not null or latest.purpose <> 'Shared unasked',
    latest.created_at, latest.answered_at, latest.expires_at::timestamptz,
    case when latest.status in ('declined', 'revoked') then latest.updated_at end,
    case when latest.status in ('declined', 'revoked') and latest.updated_at > now() - interval '30 days'
      then latest.updated_at + interval '30 days' end,
    looks.views, looks.last_viewed_at, private.latest_application_to(latest.org_id, latest.subject_id)
  from latest
  left join public.profiles as person on person.id = latest.subject_id
  cross join lateral (
    select count(*)::integer as views, max(view.viewed_at) as last_viewed_at
    from public.history_views as view where view.consent_id = latest.id
  ) as looks
  order by latest.id desc
  limit 200
$$;
comment on function public.received_history_consents(uuid, uuid) is
  'Whose rental history your organization asked for or may read, the last word of each person, newest first, at most 200, or that of one person: until when, how often it was looked at, since when it is over (ended_at: refused or taken back; expired ones by their time), from when they may be asked again, and their newest application to you. Name and application are null where you may not know them.';
grant execute on function public.received_history_consents(uuid, uuid) to authenticated;

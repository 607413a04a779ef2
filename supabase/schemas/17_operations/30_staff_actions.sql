-- What the platform's staff do about people and organizations: each by a function that writes down who did it and why. In
-- Studio, SQL as postgres counts as staff (private.is_staff). Listings, titles, payments and the rest have theirs where
-- they are at home; supabase/snippets lists them all.

create function private.read_staff_action(act text, subject_id uuid, reason text)
returns text
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  -- Those whom it concerns read it: somebody's BVN, typed into it, goes no further.
  why text := private.without_numbers(nullif(btrim(private.read_prose('reason', reason)), ''));
begin
  perform private.require_staff(act);
  if why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('staff.bad_reason', 'Cannot do this: say why, in 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if subject_id is null then
    perform private.raise_problem(
      case when act like '%\_person' then 'person.not_found' else 'organization.not_found' end,
      'Cannot do this: say to whom', 404,
      jsonb_build_object('field', case when act like '%\_person' then 'person_id' else 'org_id' end));
  end if;
  return why;
end
$$;
comment on function private.read_staff_action(text, uuid, text) is
  'Checks that the caller may, and says why and to whom; writes nothing down. Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_reason 400, and the subject''s own not_found 404.';

create function private.begin_staff_action(act text, subject_id uuid, reason text)
returns text
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text := private.read_staff_action(act, subject_id, reason);
begin
  perform private.begin_act(act, subject_id, case when act not like '%\_person' then subject_id end, why);
  return why;
end
$$;
comment on function private.begin_staff_action(text, uuid, text) is
  'private.read_staff_action(), and writes it down (16_safeguards/20_acts.sql). What is refused afterwards takes the note back with it.';

-- People ------------------------------------------------------------------------------------------

create function private.lock_person(person_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform from auth.users as account where account.id = person_id for update;
  if not found then
    perform private.raise_problem('person.not_found', 'Cannot find the person', 404, jsonb_build_object('field', 'person_id'));
  end if;
end
$$;
comment on function private.lock_person(uuid) is 'Locks an account. Error: person.not_found 404.';

create function private.is_restored(kind text, subject_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  select coalesce((
    select done.act like 'restore_%' from private.acts as done
    where done.subject_id = is_restored.subject_id
      and done.act in ('suspend_' || is_restored.kind, 'restore_' || is_restored.kind)
    order by done.id desc limit 1), false)
$$;
comment on function private.is_restored(text, uuid) is
  'Whether the last that staff did about the suspension of a person or an organization was to lift it: to lift it once more is no act then.';

create function private.suspend_person(person_id uuid, reason text, for_any_reason boolean default false)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text := private.read_staff_action('suspend_person', person_id, reason);
  found record;
  said text;
begin
  if (select auth.uid()) = person_id then
    perform private.raise_problem('person.yourself', 'Cannot suspend yourself', 409, jsonb_build_object('field', 'person_id'));
  end if;
  perform private.lock_person(person_id);
  select known.deleted_at is not null as is_deleted, coalesce(known.banned_until >= private.for_good(), false) as is_suspended into found
  from auth.users as known where known.id = person_id;
  if found.is_deleted then
    if for_any_reason then
      return;
    end if;
    perform private.raise_problem('person.deleted', 'Cannot suspend the person: the account was deleted', 409,
      jsonb_build_object('field', 'person_id'));
  elsif found.is_suspended then
    select done.reason into said from private.acts as done
    where done.act = 'suspend_person' and done.subject_id = person_id order by done.id desc limit 1;
    if said is distinct from why and for_any_reason is not true then
      perform private.raise_problem('person.already_suspended',
        'Cannot suspend the person: they are suspended already, for another reason', 409,
        jsonb_build_object('field', 'reason', 'reason', said));
    end if;
    -- It stands as they were told it, and nothing was done.
    return;
  end if;
  perform private.begin_act('suspend_person', person_id, null, why);
  -- Auth gives no token any more, and private.limit_person lets nothing be written with those that are out.
  update auth.users as account set banned_until = private.for_good(), updated_at = now() where account.id = person_id;
  perform private.note_act_change('UPDATE', 'auth.users', person_id::text, null, jsonb_build_object('banned_until', private.for_good()));
  delete from auth.sessions as session where session.user_id = person_id;
  perform private.notify(array[person_id], null, 'person_suspended', 'Your account was suspended', person_id,
    -- Who cannot sign in reads nothing of it in the app: an SMS says as much as it can.
    jsonb_build_object('reason', why, 'why', left(why, 240)));
end
$$;
comment on function private.suspend_person(uuid, text, boolean) is
  'Checks that the caller is staff, then bans the account, ends its sessions and tells the person why. for_any_reason: one who is suspended already, for whatever reason, or whose account is gone, stays as they are.';

create function private.restore_person(person_id uuid, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text := private.read_staff_action('restore_person', person_id, reason);
begin
  perform private.lock_person(person_id);
  if exists (select from auth.users as account where account.id = person_id and account.deleted_at is not null) then
    perform private.raise_problem('person.deleted', 'Cannot restore the person: the account was deleted', 409,
      jsonb_build_object('field', 'person_id'));
  end if;
  if not exists (select from auth.users as account where account.id = person_id and account.banned_until > now()) then
    if private.is_restored('person', person_id) then
      return;
    end if;
    perform private.raise_problem('person.not_suspended', 'Cannot restore the person: nobody suspended them', 409,
      jsonb_build_object('field', 'person_id'));
  end if;
  perform private.begin_act('restore_person', person_id, null, why);
  update auth.users as account set banned_until = null, updated_at = now() where account.id = person_id;
  perform private.note_act_change('UPDATE', 'auth.users', person_id::text, null, '{"banned_until": null}');
  perform private.notify(array[person_id], null, 'person_restored', 'Your account is no longer suspended', person_id, '{}');
end
$$;
comment on function private.restore_person(uuid, text) is 'Checks that the caller is staff and that there is one, then lifts the ban and tells the person.';

create function private.end_deals_of(person_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  why constant text := 'The account was deleted';
  live record;
begin
  -- Offers before applications, as private.lock_my_application() locks them.
  for live in
    select o.id from public.offers as o where o.offeror_id = person_id and o.status = 'open' order by o.id for update
  loop
    perform private.move_offer(live.id, 'withdrawn', why);
  end loop;
  for live in
    select a.id from public.applications as a
    where a.applicant_id = person_id and a.status in ('draft', 'submitted', 'shortlisted', 'under_review', 'offered')
    order by a.id for update
  loop
    perform private.move_application(live.id, 'withdrawn', why);
  end loop;
  for live in
    select v.id from public.viewings as v
    where v.user_id = person_id and v.status = 'booked' and lower(v.during) > now() order by v.id for update
  loop
    perform private.begin_move('viewing', live.id, why);
    update public.viewings as v set status = 'cancelled' where v.id = live.id;
  end loop;
  for live in
    select e.id from public.enquiries as e
    where e.enquirer_id = person_id and e.status <> 'closed' order by e.id for update
  loop
    perform private.move_enquiry(live.id, 'closed', why);
  end loop;
  perform private.leave_offered_tenancies(person_id, why);
end
$$;
comment on function private.end_deals_of(uuid) is
  'Takes back what a person offered, applied for, booked and asked, and what they were offered, where not everybody has agreed to it yet, so that nobody waits for them. An accepted offer binds two sides: the owner releases it. A viewing that has begun is recorded by who showed the home.';

create function private.forget_applications(person_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
begin
  delete from public.application_household as member
  using public.applications as a
  where a.org_id = member.org_id and a.id = member.application_id
    and a.applicant_id = person_id and a.status in ('withdrawn', 'declined', 'expired');
  delete from public.application_guarantors as guarantor
  using public.applications as a
  where a.org_id = guarantor.org_id and a.id = guarantor.application_id
    and a.applicant_id = person_id and a.status in ('withdrawn', 'declined', 'expired');
  delete from public.application_guarantors as guarantor
  using public.applications as a
  where a.org_id = guarantor.org_id and a.id = guarantor.application_id
    and guarantor.answered_by = person_id and a.status in ('withdrawn', 'declined', 'expired');
  insert into private.abandoned_files (bucket, path)
  select file.bucket_id, file.name from storage.objects as file
  join public.applications as a on a.id::text = (storage.foldername(file.name))[1]
  where file.bucket_id = 'application-documents'
    and a.applicant_id = person_id and a.status in ('withdrawn', 'declined', 'expired')
  on conflict do nothing;
  delete from public.application_documents as document
  using public.applications as a
  where a.org_id = document.org_id and a.id = document.application_id
    and a.applicant_id = person_id and a.status in ('withdrawn', 'declined', 'expired');
  -- What was submitted must say an occupation: it says that it is not kept.
  update public.applications as a
  set occupation = case when a.submitted_at is not null then 'Not kept' end, employer = null, note = null,
    review_reason = case when a.review_asked_at is not null then 'Not kept' end
  where a.applicant_id = person_id and a.status in ('withdrawn', 'declined', 'expired');
end
$$;
comment on function private.forget_applications(uuid) is
  'Deletes, of the applications of a person that are over and became no tenancy: who would have lived there, who would have answered for them, the files (the jobs function deletes those in Storage minutes later), and what they wrote of themselves. Of those of others, that the person would have answered for them.';

create function private.delete_person(person_id uuid, reason text, despite_open_matters boolean)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  asked uuid;
  open_matters jsonb;
begin
  perform private.begin_staff_action('delete_person', person_id, reason);
  if (select auth.uid()) = person_id then
    perform private.raise_problem('person.yourself', 'Cannot delete yourself', 409, jsonb_build_object('field', 'person_id'));
  end if;
  -- The request before the account, as the clock locks them; and looked for once more, for it may just have been made.
  perform from private.erasure_requests as request
  where request.user_id = person_id and num_nonnulls(request.revoked_at, request.refused_at, request.erased_at) = 0 for update;
  perform private.lock_person(person_id);
  select request.id into asked from private.erasure_requests as request
  where request.user_id = person_id and num_nonnulls(request.revoked_at, request.refused_at, request.erased_at) = 0;
  if asked is null and exists (
    -- Deleted by Auth alone, the address is still theirs: there is something left to do.
    select from auth.users as account
    where account.id = person_id and account.deleted_at is not null and account.email like '%@deleted.invalid') then
    perform private.raise_problem('person.deleted', 'Cannot delete the person: the account was deleted already', 409,
      jsonb_build_object('field', 'person_id'));
  end if;
  -- An organization without an owner is refused whatever is said.
  if despite_open_matters is not true then
    select jsonb_agg(to_jsonb(matter)) into open_matters
    from private.erasure_blockers(person_id) as matter where matter.code <> 'membership.last_owner';
    if open_matters is not null then
      perform private.raise_problem('person.open_matters',
        'Cannot delete the person yet: a tenancy, money or a deal of theirs is open. Look at all of it, and say despite_open_matters if it is to be done all the same',
        409, jsonb_build_object('field', 'person_id', 'all', open_matters));
    end if;
  end if;
  if asked is not null then
    perform private.erase_person(asked);
  else
    perform private.anonymize_person(person_id);
  end if;
end
$$;
comment on function private.delete_person(uuid, text, boolean) is
  'Checks that the caller is staff and that nothing of the person''s is open, or that it is to be done all the same; then forgets them: by their own request where they made one (private.erase_person), which is done with it, else by private.anonymize_person. Errors: membership.last_owner, person.open_matters, person.deleted 409.';

create function private.remove_second_factor(person_id uuid, factor_id uuid, reason text)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text := private.read_staff_action('remove_second_factor', person_id, reason);
begin
  perform private.lock_person(person_id);
  perform private.begin_act('remove_second_factor', person_id, null, why);
  delete from auth.mfa_factors as factor where factor.id = factor_id and factor.user_id = person_id;
  if not found then
    perform private.raise_problem('person.no_such_factor', 'Cannot find the factor among the person''s', 404,
      jsonb_build_object('field', 'factor_id'));
  end if;
  perform private.note_act_change('DELETE', 'auth.mfa_factors', factor_id::text, null, null);
  -- Whoever has the lost phone is signed in there: each session begins anew, without the factor.
  delete from auth.sessions as session where session.user_id = person_id;
end
$$;
comment on function private.remove_second_factor(uuid, uuid, text) is
  'For the administrator in SQL alone: takes a second factor away from somebody who lost their phone, when it is surely them, and ends their sessions: what is signed in stays so until its token ends, within the hour. It stands in private.acts with the reason. Errors: staff.bad_reason 400, person.not_found, person.no_such_factor 404.';

-- Organizations ---------------------------------------------------------------------------------

create function private.lock_organization(org_id uuid)
returns public.organizations
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  organization public.organizations;
begin
  -- Who publishes has locked the listing, and waits for the organization (private.lock_off_market).
  perform from public.listings as l
  where l.id in (select offered.id from private.listings_of(org_id) as offered) order by l.id for update;
  select found.* into organization from public.organizations as found where found.id = org_id for no key update;
  if organization.id is null then
    perform private.raise_problem('organization.not_found', 'Cannot find the organization', 404,
      jsonb_build_object('field', 'org_id'));
  end if;
  return organization;
end
$$;
create function private.listings_of(org_id uuid)
returns setof public.listings
language sql
stable
set search_path = ''
rows 100
as $$
  select listing.* from public.listings as listing where listing.org_id = listings_of.org_id
  union all
  select listing.* from public.mandates as mandate
  join public.listings as listing on listing.org_id = mandate.org_id and listing.mandate_id = mandate.id
  where mandate.agent_org_id = listings_of.org_id
$$;
comment on function private.listings_of(uuid) is
  'What an organization offers: its own listings, and as an agency those under the mandates it has or had.';

comment on function private.lock_organization(uuid) is 'Locks what an organization offers, and then itself. Error: organization.not_found 404.';

create function private.suspend_organization(org_id uuid, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text := private.read_staff_action('suspend_organization', org_id, reason);
  said text;
  listing record;
  mandate public.mandates;
begin
  -- Mandates before listings, as whoever acts under them locks them: who collects at this moment has done so before this,
  -- and what they set ends with the rest.
  perform from public.mandates as given where given.agent_org_id = org_id and given.status = 'active' order by given.id for update;
  if (private.lock_organization(org_id)).suspended_at is not null then
    select done.reason into said from private.acts as done
    where done.act = 'suspend_organization' and done.subject_id = org_id order by done.id desc limit 1;
    if said is distinct from why then
      perform private.raise_problem('organization.already_suspended',
        'Cannot suspend the organization: it is suspended already, for another reason', 409,
        jsonb_build_object('field', 'reason', 'reason', said));
    end if;
    -- The same once more: it stands, and nothing was done.
    return;
  end if;
  perform private.begin_act('suspend_organization', org_id, org_id, why);
  update public.organizations as organization set suspended_at = now() where organization.id = org_id;
  for mandate in
    select given.* from public.mandates as given where given.agent_org_id = org_id and given.status = 'active' order by given.id
  loop
    perform private.end_terms_under(mandate);
  end loop;
  perform private.notify(
    array(select private.members_with(org_id, 'organization.read')), org_id, 'organization_suspended',
    'Your organization was suspended: nothing that it offers is on the market', org_id, jsonb_build_object('reason', why));
  for listing in
    select l.id, l.org_id from private.listings_of(org_id) as l
    where l.status in ('published', 'stale', 'pending_review') and private.is_kept_off_market(l) order by l.id
  loop
    -- Its own members are told once; those for whom an agency lists it, of each.
    perform private.decide_listing(listing.id, 'suspend', why, listing.org_id <> org_id, null);
  end loop;
end
$$;
comment on function private.suspend_organization(uuid, text) is
  'Checks that the caller is staff, then takes what the organization offers off the market, by itself or under the mandates of others, now and until it is restored, and tells its members why, once, and of what it lists for others theirs. What it charges the tenants of others by itself ends, as with its mandates, and does not come back with it. What a deal holds stays held; falling through it comes back paused (private.relist).';

create function private.restore_organization(org_id uuid, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text := private.read_staff_action('restore_organization', org_id, reason);
  listing record;
begin
  perform private.refuse_party('moderation.own', null, array[org_id], 'org_id');
  if (private.lock_organization(org_id)).suspended_at is null then
    if private.is_restored('organization', org_id) then
      return;
    end if;
    perform private.raise_problem('organization.not_suspended', 'Cannot restore the organization: it is not suspended', 409,
      jsonb_build_object('field', 'org_id'));
  end if;
  perform private.begin_act('restore_organization', org_id, org_id, why);
  update public.organizations as organization set suspended_at = null where organization.id = org_id;
  perform private.notify(
    array(select private.members_with(org_id, 'organization.read')), org_id, 'organization_restored',
    'Your organization is no longer suspended', org_id);
  for listing in
    -- Those that were suspended with it, or with the other side of its mandate, in the same transaction as that was;
    -- others have reasons of their own. While the other side is suspended they stay so.
    select l.id, l.org_id from private.listings_of(org_id) as l
    where l.status = 'suspended' and not private.is_kept_off_market(l) and exists (
      select from private.acts as done
      where done.act = 'suspend_organization' and done.occurred_at = (
        select max(moved.occurred_at) from public.state_changes as moved
        where moved.machine = 'listing' and moved.subject_id = l.id and moved.to_state = 'suspended')
      and (done.subject_id = l.org_id or done.subject_id in (
        select mandate.agent_org_id from public.mandates as mandate where mandate.id = l.mandate_id)))
    order by l.id
  loop
    begin
      perform private.decide_listing(listing.id, 'restore', why, listing.org_id <> org_id, null);
    exception when sqlstate 'PT409' then
      -- The unit was listed anew, let or sold meanwhile: this listing stays suspended, and the others come back.
      null;
    end;
  end loop;
end
$$;
comment on function private.restore_organization(uuid, text) is
  'Checks that the caller is staff, then lifts the suspension, and that of the listings that were suspended with it, where nothing has come in the place of one and nobody else of its side is suspended.';

-- The API -------------------------------------------------------------------------------------------

create function public.suspend_person(person_id uuid, reason text)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('suspend_person');
  select private.suspend_person(person_id, reason)
$$;
comment on function public.suspend_person(uuid, text) is
  'For staff: the person can no longer sign in, writes nothing with a token that is still out, and is told why by e-mail or SMS. Once more for the same reason changes nothing. Their organizations and listings stay: suspend_organization. Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_reason 400, person.not_found 404, person.yourself, person.deleted, person.already_suspended 409 for another reason.';

create function public.restore_person(person_id uuid, reason text)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('restore_person');
  select private.restore_person(person_id, reason)
$$;
comment on function public.restore_person(uuid, text) is
  'For staff: lifts a suspension. Once more changes nothing. Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_reason 400, person.not_found 404, person.deleted, person.not_suspended 409.';

create function public.delete_person(person_id uuid, reason text, despite_open_matters boolean default false)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('delete_person');
  select private.delete_person(person_id, reason, despite_open_matters)
$$;
comment on function public.delete_person(uuid, text, boolean) is
  'For staff, when a person asks for it: the account is gone for good. While a tenancy, money owed or held, or a deal of theirs is open it is refused with all of it in its details, unless despite_open_matters. Open offers, applications, viewings to come and enquiries end; what is theirs alone is deleted; what others need (messages, signatures, receipts, tenancies, accepted deals) stays, and their account and profile are without a name. Papers say what they said. Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_reason 400, person.not_found 404, person.yourself, person.open_matters, person.deleted 409, membership.last_owner 409 while an organization has no other owner.';

create function public.suspend_organization(org_id uuid, reason text)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('suspend_organization');
  select private.suspend_organization(org_id, reason)
$$;
comment on function public.suspend_organization(uuid, text) is
  'For staff: takes an organization''s listings off the market, and what it lists for others as an agency; what it would publish waits for review, until it is restored. Its members and tenants go on otherwise. Once more for the same reason changes nothing. Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_reason 400, organization.not_found 404, organization.already_suspended 409 for another reason.';

create function public.restore_organization(org_id uuid, reason text)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('restore_organization');
  select private.restore_organization(org_id, reason)
$$;
comment on function public.restore_organization(uuid, text) is
  'For staff: lifts the suspension of an organization, and of the listings that were suspended with it; one stays suspended while another organization of its side is, or where its unit is listed anew or sold. Not by its members. Safe to repeat. Errors: auth.forbidden, auth.insufficient_assurance, moderation.own 403, staff.bad_reason 400, organization.not_found 404, organization.not_suspended 409.';

grant execute on function
  private.suspend_person(uuid, text, boolean), public.suspend_person(uuid, text),
  private.restore_person(uuid, text), public.restore_person(uuid, text),
  private.delete_person(uuid, text, boolean), public.delete_person(uuid, text, boolean),
  private.suspend_organization(uuid, text), public.suspend_organization(uuid, text),
  private.restore_organization(uuid, text), public.restore_organization(uuid, text)
  to authenticated;

-- What waits --------------------------------------------------------------------------------------

create view private.staff_worklist as
  select 'listing to review' as what, listing.id as subject_id, listing.org_id, listing.updated_at as since,
    listing.title as about, 'listings.sql: approve, return or suspend it' as next_step
  from public.listings as listing where listing.status = 'pending_review'
  union all
  select 'title to review', title.id, title.org_id, title.created_at,
    concat_ws(' ', title.kind, title.number), 'title_documents.sql: compare it with the registry, and review it'
  from public.title_documents as title where title.status = 'unseen' or title.place_changed_at is not null
  union all
  select 'payment exception', exception.id, null, exception.last_seen_at,
    concat_ws(' ', exception.kind, exception.provider, exception.reference), exception.suggested_action
  from public.payment_exceptions as exception where exception.resolved_at is null
  union all
  select 'dead letter', event.id, null, event.processed_at,
    concat_ws(' ', event.provider, event.event_type, event.reference), 'payment_events.sql: find out why, and replay it'
  from private.provider_events as event where event.status = 'failed'
  union all
  select 'payout', payout.id, payout.org_id, payout.updated_at,
    concat_ws(' ', payout.provider, payout.amount_kobo, 'kobo'), 'payouts_and_refunds.sql: look at the provider''s dashboard'
  from public.payouts as payout where payout.status = 'needs_attention'
  union all
  select 'refund', refund.id, refund.org_id, refund.updated_at,
    concat_ws(' ', refund.amount_kobo, 'kobo'), 'payouts_and_refunds.sql: look at the provider''s dashboard, and clear it'
  from public.refunds as refund
  join private.refund_checks as checked on checked.refund_id = refund.id
  where refund.status = 'sending' and checked.is_unclear
  union all
  select 'refund at the provider', refund.id, refund.org_id, refund.updated_at,
    concat_ws(' ', refund.amount_kobo, 'kobo'), 'Do what the provider''s dashboard asks for: it tells us what comes of it'
  from public.refunds as refund where refund.status = 'needs_attention'
  union all
  select 'dispute', dispute.id, dispute.org_id, dispute.updated_at,
    concat_ws(' ', dispute.amount_kobo, 'kobo, answer by', dispute.answer_by), 'payouts_and_refunds.sql: answer it, if the payee does not'
  from public.disputes as dispute where dispute.status = 'open' and dispute.answer is null
  union all
  select 'disputed deposit', back.id, back.org_id, back.updated_at,
    concat_ws(' ', back.amount_kobo, 'kobo'), 'deposits_and_payments.sql: hear both sides, and decide'
  from public.deposit_returns as back where back.status = 'disputed'
  union all
  select 'disputed payment', payment.id, payment.org_id, payment.updated_at,
    concat_ws(' ', payment.claimed_kobo, 'kobo'), 'deposits_and_payments.sql: hear both sides, and decide'
  from public.offline_payments as payment where payment.status = 'disputed'
  union all
  select 'reported message', report.id, report.org_id, report.created_at,
    concat_ws(' ', report.reason, report.note), 'messages.sql: read what stands around it, and decide'
  from public.message_reports as report where report.decided_at is null
  union all
  select 'request to be forgotten', request.id, null, request.waits_since,
    array_to_string(request.matters, ', '), 'people.sql: look at what is open, and decide whether it goes on or is held'
  from private.erasure_requests as request where request.waits_since is not null
  union all
  select 'reported ' || report.subject, report.id, listing.org_id, report.created_at,
    report.reason::text, 'moderation.sql: look at it, and decide'
  from public.reports as report left join public.listings as listing on listing.id = report.listing_id where report.decided_at is null
  union all
  select 'appeal', appeal.id, appeal.org_id, appeal.created_at,
    'Of a suspended ' || appeal.subject, 'moderation.sql: hear it, and decide; not who suspended'
  from public.appeals as appeal where appeal.decided_at is null
  union all
  select 'verification', review.case_id, null, review.opened_at,
    concat_ws(' ', subject.kind, review.cause), 'verifications.sql: open it, and decide'
  from private.verification_reviews as review
  join public.verification_cases as subject on subject.id = review.case_id where review.decided_at is null
  union all
  select 'signal', signal.id, signal.org_id, coalesce(signal.appealed_at, signal.opened_at),
    case when signal.appeal is null then rule.about else rule.about || ': appealed' end, 'signals.sql: open it, and decide'
  from private.signals as signal join private.signal_rules as rule on rule.kind = signal.kind
  where signal.state = 'open' or (signal.appeal is not null and signal.appeal_decision is null);
comment on view private.staff_worklist is
  'What waits for the platform''s staff, whatever it is, with the file of supabase/snippets that deals with it. For Studio.';
comment on column private.staff_worklist.what is 'What sort of work.';
comment on column private.staff_worklist.subject_id is 'The row that waits.';
comment on column private.staff_worklist.org_id is 'Whose it is; null where it belongs to none.';
comment on column private.staff_worklist.since is 'Since when it waits, or when it was last seen, UTC.';
comment on column private.staff_worklist.about is 'What it is, in short.';
comment on column private.staff_worklist.next_step is 'What to do.';

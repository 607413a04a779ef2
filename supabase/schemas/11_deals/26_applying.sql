-- The applicant's side: begin, write, submit.

create function private.move_application(application_id uuid, to_status public.application_status, reason text default null)
returns public.applications
language plpgsql
set search_path = ''
as $$
declare
  moved public.applications;
  is_decision boolean := to_status in ('shortlisted', 'declined');
begin
  perform private.begin_move('application', application_id, reason);
  update public.applications as application
  set status = to_status,
    submitted_at = case when to_status = 'submitted' then now() else application.submitted_at end,
    closed_at = case
      when to_status not in ('declined', 'withdrawn', 'expired') then null
      when to_status = application.status then application.closed_at
      else now()
    end,
    decided_by = case when is_decision then (select auth.uid()) else application.decided_by end,
    decided_at = case when is_decision then now() else application.decided_at end,
    decision_reason = case when is_decision then reason else application.decision_reason end
  where application.id = application_id
  returning * into moved;
  return moved;
end
$$;
comment on function private.move_application(uuid, public.application_status, text) is
  'Moves an application; shortlisting and declining note who, when and why. The caller has locked its row and checked who acts. Errors: application.illegal_transition 409.';

create function private.lock_my_application(application_id uuid)
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

create function private.start_application(listing_id uuid)
returns public.applications
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  listing public.listings;
  begun public.applications;
begin
  if caller is null then
    perform private.raise_problem('auth.required', 'Cannot apply: sign in first', 401);
  end if;
  select a.* into begun from public.applications as a
  where a.listing_id = listing_id and a.applicant_id = caller
    and a.status in ('draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'under_review');
  if found then
    return begun;
  end if;
  select l.* into listing from public.listings as l where l.id = listing_id and l.status = 'published';
  if not found then
    perform private.raise_problem('application.unknown_listing', 'Cannot apply: there is no such listing on the market', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if listing.purpose <> 'rent' then
    perform private.raise_problem('application.not_for_rent', 'Cannot apply: the listing is not for rent', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if exists (select from private.my_org_ids('organization.read') as mine where mine = listing.org_id) then
    perform private.raise_problem('application.own_listing', 'Cannot apply: the listing is your own organization''s', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  insert into public.applications (org_id, listing_id, applicant_id)
  values (listing.org_id, listing.id, caller)
  on conflict do nothing
  returning * into begun;
  if not found then
    select a.* into strict begun from public.applications as a
    where a.listing_id = listing_id and a.applicant_id = caller
      and a.status in ('draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'under_review');
  end if;
  return begun;
end
$$;
comment on function private.start_application(uuid) is 'Begins a draft, or returns the caller''s live application for the listing.';
grant execute on function private.start_application(uuid) to authenticated;

create function public.start_application(listing_id uuid)
returns public.applications
language sql
set search_path = ''
as $$
  select private.limit_person('start_application');
  select private.start_application(listing_id)
$$;
comment on function public.start_application(uuid) is
  'Begins your application for a published rent listing of somebody else: a draft that only you see. While you have a live application for it, that one is returned. Errors: auth.required 401, application.unknown_listing 404, application.not_for_rent, application.own_listing 409.';
grant execute on function public.start_application(uuid) to authenticated;

-- Writing and submitting ----------------------------------------------------------------------

create function private.save_application(
  application_id uuid, move_in_on public.calendar_date, term_months integer, occupation text, employer text,
  income_band public.income_band, has_pets boolean, note text, household jsonb, guarantors jsonb
)
returns public.applications
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  saved public.applications;
  wrong text;
begin
  saved := private.lock_my_application(application_id);
  if saved.status <> 'draft' then
    perform private.raise_problem('application.not_draft', 'Cannot change the application: it was submitted', 409,
      jsonb_build_object('field', 'application_id'));
  end if;
  occupation := nullif(btrim(occupation), '');
  employer := nullif(btrim(employer), '');
  note := nullif(btrim(note), '');
  wrong := case
    when move_in_on not between private.lagos_date() and private.lagos_date() + 730 then 'move_in_on'
    when term_months not between 1 and 120 then 'term_months'
    when length(occupation) not between 2 and 120 then 'occupation'
    when length(employer) not between 2 and 160 then 'employer'
    when length(note) > 2000 then 'note'
  end;
  if wrong is not null then
    perform private.raise_problem('application.bad_fact', format('Cannot save: %s %s', wrong,
      case wrong
        when 'move_in_on' then 'must be from today to two years from now'
        when 'term_months' then 'must be from 1 to 120'
        when 'occupation' then 'must have 2 to 120 characters'
        when 'employer' then 'must have 2 to 160 characters'
        else 'must have at most 2,000 characters'
      end), 400, jsonb_build_object('field', wrong));
  end if;
  if household is not null then
    perform private.save_household(saved, household);
  end if;
  if guarantors is not null then
    perform private.save_guarantors(saved, guarantors);
  end if;
  update public.applications as a
  set move_in_on = move_in_on, term_months = term_months, occupation = occupation, employer = employer,
    income_band = income_band, has_pets = coalesce(has_pets, false), note = note
  where a.id = saved.id
  returning a.* into saved;
  return saved;
end
$$;
comment on function private.save_application(uuid, public.calendar_date, integer, text, text, public.income_band, boolean, text, jsonb, jsonb) is
  'Checks every field of a draft of the caller''s, then writes all of it.';
grant execute on function private.save_application(uuid, public.calendar_date, integer, text, text, public.income_band, boolean, text, jsonb, jsonb)
  to authenticated;

create function public.save_application(
  application_id uuid, move_in_on text default null, term_months integer default null, occupation text default null,
  employer text default null, income_band public.income_band default null, has_pets boolean default false,
  note text default null, household jsonb default null, guarantors jsonb default null
)
returns public.applications
language sql
set search_path = ''
as $$
  select private.limit_person('save_application');
  select private.save_application(
    application_id, private.read_date('move_in_on', move_in_on), term_months,
    private.read_line('occupation', occupation), private.read_line('employer', employer), income_band, has_pets,
    private.read_prose('note', note), private.tidy_json(household), private.tidy_json(guarantors))
$$;
comment on function public.save_application(uuid, text, integer, text, text, public.income_band, boolean, text, jsonb, jsonb) is
  'Writes your draft; what is left out is emptied, but household ([{full_name, relationship, age: adult or child}], at most 20) and guarantors ([{full_name, phone, email, relationship}], at most 4) stay as they are when left out. Errors: application.not_found 404, application.not_draft 409, application.bad_fact 400, which names the field as term_months or household.0.full_name.';
grant execute on function public.save_application(uuid, text, integer, text, text, public.income_band, boolean, text, jsonb, jsonb)
  to authenticated;

create function private.submit_application(application_id uuid)
returns public.applications
language plpgsql
security definer
set search_path = ''
as $$
declare
  application public.applications;
  listing_status public.listing_status;
  missing text;
begin
  -- The listing is locked before the application, in the order of the deals that close it: none slips in after.
  select listing.status into listing_status
  from public.listings as listing
  where listing.id = (
    select a.listing_id from public.applications as a
    where a.id = application_id and a.applicant_id = (select auth.uid())
  )
  for share;
  application := private.lock_my_application(application_id);
  if application.status = 'submitted' then
    return application;
  end if;
  if application.status = 'draft' and listing_status not in ('published', 'paused', 'stale', 'reserved') then
    perform private.raise_problem('application.listing_closed',
      format('Cannot submit: the listing is %s and takes no applications', replace(listing_status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'application_id'));
  end if;
  missing := case
    when application.move_in_on is null or application.move_in_on < private.lagos_date() then 'move_in_on'
    when application.term_months is null then 'term_months'
    when application.occupation is null then 'occupation'
    when application.income_band is null then 'income_band'
  end;
  if application.status = 'draft' and missing is not null then
    perform private.raise_problem('application.incomplete', format('Cannot submit: %s is missing or has passed', missing), 409,
      jsonb_build_object('field', missing));
  end if;
  if application.status = 'draft' then
    perform private.require_applicant_level(application.applicant_id, application.org_id);
  end if;
  return private.move_application(application.id, 'submitted');
end
$$;
comment on function private.submit_application(uuid) is 'Shows the caller''s complete draft to the organization.';
grant execute on function private.submit_application(uuid) to authenticated;

create function public.submit_application(application_id uuid)
returns public.applications
language sql
set search_path = ''
as $$
  select private.limit_person('submit_application');
  select private.submit_application(application_id)
$$;
comment on function public.submit_application(uuid) is
  'Submits your draft to the organization of a listing that is published, paused, stale or reserved; it cannot be changed after. Safe to repeat. Errors: application.not_found 404, application.level_missing 403, application.incomplete, application.listing_closed, application.illegal_transition 409.';
grant execute on function public.submit_application(uuid) to authenticated;

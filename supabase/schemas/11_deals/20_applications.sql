-- Applications for a rent listing: what a person tells of themselves so that an owner can choose a tenant. No more
-- is asked than that choice needs: a band and not an income, adult or child and not a birth date.

create type public.application_status as enum (
  'draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'converted', 'declined', 'withdrawn', 'expired',
  'under_review'
);
comment on type public.application_status is 'A draft is the applicant''s alone; converted became a tenancy; under_review is a refusal looked at again.';
create type public.income_band as enum (
  'under_1m', '1m_to_3m', '3m_to_6m', '6m_to_12m', '12m_to_25m', '25m_to_50m', '50m_and_over'
);
comment on type public.income_band is 'Yearly income in millions of naira, lower bound included.';
create type public.household_age as enum ('adult', 'child');
comment on type public.household_age is 'From 18 years on, or below.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('application', null, 'draft'), ('application', 'draft', 'submitted'),
  ('application', 'draft', 'withdrawn'), ('application', 'draft', 'expired'),
  ('application', 'submitted', 'shortlisted'), ('application', 'submitted', 'declined'),
  ('application', 'submitted', 'withdrawn'), ('application', 'submitted', 'expired'),
  ('application', 'shortlisted', 'offered'), ('application', 'shortlisted', 'declined'),
  ('application', 'shortlisted', 'withdrawn'), ('application', 'shortlisted', 'expired'),
  ('application', 'offered', 'accepted'), ('application', 'offered', 'declined'),
  ('application', 'offered', 'withdrawn'), ('application', 'offered', 'expired'),
  ('application', 'accepted', 'converted'),
  -- A refusal is looked at again by a person; it never lapses by itself.
  ('application', 'declined', 'under_review'), ('application', 'under_review', 'shortlisted'),
  ('application', 'under_review', 'declined'), ('application', 'under_review', 'withdrawn'),
  -- A negotiation or a deal that came to nothing leaves the applicant where they were.
  ('application', 'offered', 'shortlisted'), ('application', 'accepted', 'shortlisted');

create table public.applications (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  listing_id uuid not null,
  applicant_id uuid not null references public.profiles (id),
  move_in_on public.calendar_date,
  term_months smallint check (term_months between 1 and 120),
  occupation text check (private.is_line(occupation) and length(btrim(occupation)) between 2 and 120),
  employer text check (private.is_line(employer) and length(btrim(employer)) between 2 and 160),
  income_band public.income_band,
  has_pets boolean not null default false,
  note text check (private.is_prose(note) and length(note) <= 2000),
  status public.application_status not null default 'draft',
  submitted_at timestamptz,
  decided_by uuid references public.profiles (id) on delete set null,
  decided_at timestamptz,
  decision_reason text check (private.is_prose(decision_reason) and length(btrim(decision_reason)) between 1 and 1000),
  review_asked_at timestamptz,
  review_reason text check (private.is_prose(review_reason) and length(btrim(review_reason)) between 1 and 1000),
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  constraint applications_submitted_check check (
    case status when 'draft' then submitted_at is null when 'withdrawn' then true when 'expired' then true
    else submitted_at is not null end
  ),
  constraint applications_complete_check check (
    submitted_at is null or num_nulls(move_in_on, term_months, occupation, income_band) = 0
  ),
  constraint applications_decision_check check (status <> 'declined' or decision_reason is not null),
  constraint applications_review_check check ((review_asked_at is null) = (review_reason is null)),
  constraint applications_closed_check check ((status in ('declined', 'withdrawn', 'expired')) = (closed_at is not null))
);
comment on table public.applications is 'A person''s application for a rent listing. Members see it from when it is submitted.';
comment on column public.applications.id is 'Time-ordered identifier; the folder of its files.';
comment on column public.applications.org_id is 'The organization of the listing.';
comment on column public.applications.listing_id is 'The listing applied for.';
comment on column public.applications.applicant_id is 'Who applies.';
comment on column public.applications.move_in_on is 'Day wanted for moving in, Nigerian date.';
comment on column public.applications.term_months is 'Term wanted, in months.';
comment on column public.applications.occupation is 'What the applicant does.';
comment on column public.applications.employer is 'For whom, or the name of the business; null without one.';
comment on column public.applications.income_band is 'Yearly income, as a band.';
comment on column public.applications.has_pets is 'Whether animals would live there.';
comment on column public.applications.note is 'What else the applicant says, at most 2,000 characters.';
comment on column public.applications.status is 'Moved by functions only.';
comment on column public.applications.submitted_at is 'When it was submitted, UTC; null for what never left the draft.';
comment on column public.applications.decided_by is 'The member who shortlisted or declined it last.';
comment on column public.applications.decided_at is 'When they did, UTC.';
comment on column public.applications.decision_reason is 'Why, as the applicant reads it; a refusal always has one.';
comment on column public.applications.review_asked_at is 'When the applicant asked for a person to look at the refusal again, UTC; once (NDPA s. 37).';
comment on column public.applications.review_reason is 'Why they asked.';
comment on column public.applications.closed_at is 'When it was declined, withdrawn or expired, UTC; 90 days later members see household, guarantors and files no longer.';
comment on column public.applications.created_at is 'When it was begun, UTC.';
comment on column public.applications.updated_at is 'Last change of it or of what belongs to it, UTC; untouched for 60 days it expires.';
create unique index applications_one_live_key on public.applications (listing_id, applicant_id)
  where status in ('draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'under_review');
comment on index public.applications_one_live_key is 'One live application for each person and listing, whatever the interleaving.';
create index applications_listing_idx on public.applications (org_id, listing_id, status);
create index applications_applicant_idx on public.applications (applicant_id, id);
create index applications_decided_by_idx on public.applications (decided_by);
create index applications_received_idx on public.applications (org_id, id) where submitted_at is not null;
create index applications_undecided_idx on public.applications (org_id, status) where status in ('submitted', 'under_review');
create index applications_lapsing_idx on public.applications (updated_at)
  where status in ('draft', 'submitted', 'shortlisted', 'offered');

create table public.application_household (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  application_id uuid not null,
  full_name text not null check (private.is_line(full_name) and length(btrim(full_name)) between 2 and 120),
  relationship text not null check (private.is_line(relationship) and length(btrim(relationship)) between 2 and 60),
  age public.household_age not null,
  created_at timestamptz not null default now(),
  foreign key (org_id, application_id) references public.applications (org_id, id) on delete cascade
);
comment on table public.application_household is 'Who would live there beside the applicant.';
comment on column public.application_household.id is 'Time-ordered identifier: the order in which they were named.';
comment on column public.application_household.org_id is 'The organization of the application.';
comment on column public.application_household.application_id is 'The application.';
comment on column public.application_household.full_name is 'Name.';
comment on column public.application_household.relationship is 'What they are to the applicant, such as wife or brother.';
comment on column public.application_household.age is 'Adult or child; no birth date.';
comment on column public.application_household.created_at is 'When they were named, UTC.';
create index application_household_application_idx on public.application_household (org_id, application_id);
create index application_household_application_id_idx on public.application_household (application_id, id);

-- Who reads them ------------------------------------------------------------------------------

create function private.my_application_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
begin
  return query
  select application.id from public.applications as application
  where application.applicant_id = (select auth.uid());
end
$$;
comment on function private.my_application_ids() is 'The applications that the caller made.';

create function private.my_editable_application_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select application.id from public.applications as application
  where application.applicant_id = (select auth.uid()) and application.status in ('draft', 'submitted');
end
$$;
comment on function private.my_editable_application_ids() is
  'The applications of the caller that still take files: drafts, and those that nobody has decided on.';

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

create function private.my_received_application_ids()
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

grant execute on function
  private.my_application_ids(), private.my_editable_application_ids(), private.my_received_application_ids()
  to authenticated;

alter table public.applications enable row level security;
alter table public.application_household enable row level security;
grant select on public.applications, public.application_household to authenticated;
grant select, insert, update, delete on public.applications, public.application_household to service_role;
create policy applications_select on public.applications for select to authenticated using (
  case
    when applicant_id = (select auth.uid()) then true
    when submitted_at is not null and org_id = any (array(select org_id from private.my_permissions where permission = 'deals.read')) then true
    when id = any (array(select private.my_mandated_application_ids())) then true
  end is not null
);
create policy application_household_select on public.application_household for select to authenticated using (
  case
    when application_id = any (array(select private.my_application_ids())) then true
    when application_id = any (array(select private.my_received_application_ids())) then true
  end is not null
);
create trigger guard_move before insert or update of status on public.applications
  for each row execute function private.guard_move('application');
create trigger touch_updated_at before update on public.applications
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.applications
  for each row execute function private.record_audit();

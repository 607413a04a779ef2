-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 c76f40ad53a91eb29e4a0087fe9a506e27aa922ea1f78f486802087fc1005f20
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 11_deals/10_enquiries.sql

-- Enquiries: a person asks about a listing. What they wrote begins a conversation, and the first answer of the
-- organization in it answers the enquiry.

create type public.enquiry_status as enum ('new', 'answered', 'closed');
comment on type public.enquiry_status is 'New until the organization answers in the conversation; open until it is closed.';
insert into private.state_transitions (machine, from_state, to_state) values
  ('enquiry', null, 'new'), ('enquiry', 'new', 'answered'),
  ('enquiry', 'new', 'closed'), ('enquiry', 'answered', 'closed');

create table public.enquiries (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  listing_id uuid not null,
  enquirer_id uuid not null references public.profiles (id),
  conversation_id uuid not null,
  message text not null check (private.is_prose(message) and length(btrim(message)) between 1 and 4000),
  move_in_on public.calendar_date,
  status public.enquiry_status not null default 'new',
  closed_reason text check (private.is_prose(closed_reason) and length(btrim(closed_reason)) between 1 and 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  foreign key (org_id, conversation_id) references public.conversations (org_id, id),
  constraint enquiries_closing_check check ((status = 'closed') = (closed_reason is not null))
);
comment on table public.enquiries is 'A person''s question about a listing. One open enquiry for each person and listing.';
comment on column public.enquiries.id is 'Time-ordered identifier.';
comment on column public.enquiries.org_id is 'The organization of the listing.';
comment on column public.enquiries.listing_id is 'The listing asked about.';
comment on column public.enquiries.enquirer_id is 'Who asks.';
comment on column public.enquiries.conversation_id is 'Where it goes on; the message is the first thing said there for this enquiry.';
comment on column public.enquiries.message is 'What they asked, 1 to 4,000 characters.';
comment on column public.enquiries.move_in_on is 'The day they would like to move in (Nigerian date), or null.';
comment on column public.enquiries.status is 'Moved by functions and by the first answer only.';
comment on column public.enquiries.closed_reason is 'Why it was closed, by whichever side; null while open.';
comment on column public.enquiries.created_at is 'When it was asked, UTC.';
comment on column public.enquiries.updated_at is 'Last change, UTC.';
create unique index enquiries_one_open_key on public.enquiries (listing_id, enquirer_id) where status <> 'closed';
comment on index public.enquiries_one_open_key is 'Asking again while an enquiry is open makes no second one, whatever the interleaving.';
create index enquiries_listing_idx on public.enquiries (org_id, listing_id);
create index enquiries_conversation_idx on public.enquiries (org_id, conversation_id);
create index enquiries_enquirer_idx on public.enquiries (enquirer_id, id);
create index enquiries_org_status_idx on public.enquiries (org_id, status, id);

-- Who reads them ------------------------------------------------------------------------------

alter table public.enquiries enable row level security;
grant select on public.enquiries to authenticated;
grant select, insert, update, delete on public.enquiries to service_role;
create policy enquiries_select on public.enquiries for select to authenticated using (
  case
    when enquirer_id = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when listing_id = any (array(select private.my_mandated_listing_ids())) then true
  end is not null
);
create trigger guard_move before insert or update of status on public.enquiries
  for each row execute function private.guard_move('enquiry');
create trigger touch_updated_at before update on public.enquiries
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.enquiries
  for each row execute function private.record_audit();

create function private.notify_enquiry()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(new.org_id, 'deals.read')
      union
      select private.members_with(mandate.agent_org_id, 'deals.read')
      from public.listings as listing
      join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
      where listing.id = new.listing_id and mandate.status = 'active' and mandate.scopes && '{list,show}'
        and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date()
    ),
    new.org_id, 'enquiry_received', 'Somebody asks about a listing', new.id,
    jsonb_build_object('listing_id', new.listing_id, 'conversation_id', new.conversation_id, 'move_in_on', new.move_in_on),
    but_not => new.enquirer_id);
  return null;
end
$$;
comment on function private.notify_enquiry() is
  'Trigger: tells the owner''s members who read deals, and those of the agency that listed it under a live mandate.';
create trigger notify_enquiry after insert on public.enquiries
  for each row execute function private.notify_enquiry();

-- Moving --------------------------------------------------------------------------------------

create function private.move_enquiry(enquiry_id uuid, to_status public.enquiry_status, reason text default null)
returns public.enquiries
language plpgsql
set search_path = ''
as $$
declare
  moved public.enquiries;
begin
  perform private.begin_move('enquiry', enquiry_id, reason);
  update public.enquiries as enquiry
  set status = to_status, closed_reason = case when to_status = 'closed' then reason end
  where enquiry.id = enquiry_id
  returning * into moved;
  return moved;
end
$$;
comment on function private.move_enquiry(uuid, public.enquiry_status, text) is 'Moves an enquiry; closing keeps the reason.';

create function private.answer_enquiry(conversation public.conversations, sender_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  answered uuid;
begin
  select enquiry.id into answered
  from public.enquiries as enquiry
  where enquiry.org_id = conversation.org_id and enquiry.conversation_id = conversation.id
    and enquiry.status = 'new' and enquiry.enquirer_id <> sender_id
  for update;
  if found then
    perform private.move_enquiry(answered, 'answered');
  end if;
end
$$;
comment on function private.answer_enquiry(public.conversations, uuid) is
  'The first message of somebody other than the enquirer answers the enquiry of the conversation.';

create function private.enquire(listing_id uuid, message text, move_in_on public.calendar_date)
returns public.enquiries
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  owner_org uuid;
  conversation public.conversations;
  made public.enquiries;
begin
  if caller is null then
    perform private.raise_problem('auth.required', 'Cannot ask: sign in first', 401);
  end if;
  if message is null or length(btrim(message)) not between 1 and 4000 then
    perform private.raise_problem('enquiry.bad_fact', 'Cannot ask: the message must have 1 to 4,000 characters', 400,
      jsonb_build_object('field', 'message'));
  end if;
  if move_in_on not between private.lagos_date() and private.lagos_date() + 730 then
    perform private.raise_problem('enquiry.bad_fact', 'Cannot ask: move_in_on must be from today to two years from now', 400,
      jsonb_build_object('field', 'move_in_on'));
  end if;
  -- Before the look at the listing: an open enquiry is returned also when its listing has left the market.
  select e.* into made from public.enquiries as e
  where e.listing_id = listing_id and e.enquirer_id = caller and e.status <> 'closed';
  if found then
    return made;
  end if;
  select l.org_id into owner_org from public.listings as l where l.id = listing_id and l.status = 'published';
  if not found then
    perform private.raise_problem('enquiry.unknown_listing', 'Cannot ask: there is no such listing on the market', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if exists (select from private.my_org_ids('organization.read') as mine where mine = owner_org)
    or exists (select from private.my_mandated_listing_ids() as mine where mine = listing_id) then
    perform private.raise_problem('enquiry.own_listing', 'Cannot ask: the listing is your own organization''s', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  conversation := private.open_conversation(listing_id, null);
  insert into public.enquiries (org_id, listing_id, enquirer_id, conversation_id, message, move_in_on)
  values (owner_org, listing_id, caller, conversation.id, btrim(message), move_in_on)
  on conflict do nothing
  returning * into made;
  if not found then
    -- The same person asked at the same moment from somewhere else: that one was said already.
    select e.* into strict made from public.enquiries as e
    where e.listing_id = listing_id and e.enquirer_id = caller and e.status <> 'closed';
    return made;
  end if;
  insert into public.messages (org_id, conversation_id, sender_id, client_id, body)
  values (owner_org, conversation.id, caller, made.id, made.message);
  return made;
end
$$;
comment on function private.enquire(uuid, text, public.calendar_date) is 'Writes the enquiry, its conversation and its message together, once.';
grant execute on function private.enquire(uuid, text, public.calendar_date) to authenticated;

create function public.enquire(listing_id uuid, message text, move_in_on text default null)
returns public.enquiries
language sql
set search_path = ''
as $$
  select private.limit_person('enquire');
  select private.enquire(listing_id, private.read_prose('message', message), private.read_date('move_in_on', move_in_on))
$$;
comment on function public.enquire(uuid, text, text) is
  'Asks about a published listing of somebody else; the message is said in your conversation about it. While your enquiry is open, asking again returns it and says nothing. Errors: auth.required 401, enquiry.bad_fact 400, enquiry.unknown_listing 404, enquiry.own_listing 409.';
grant execute on function public.enquire(uuid, text, text) to authenticated;

create function private.close_enquiry(enquiry_id uuid, reason text)
returns public.enquiries
language plpgsql
security definer
set search_path = ''
as $$
declare
  enquiry public.enquiries;
begin
  select e.* into enquiry from public.enquiries as e
  where e.id = enquiry_id and (
    e.enquirer_id = (select auth.uid())
    or e.org_id in (select private.my_org_ids('deals.read'))
    or e.listing_id in (select private.my_mandated_listing_ids())
  )
  for update;
  if not found then
    perform private.raise_problem('enquiry.not_found', 'Cannot find the enquiry', 404,
      jsonb_build_object('field', 'enquiry_id'));
  end if;
  if reason is null or length(btrim(reason)) not between 1 and 500 then
    perform private.raise_problem('enquiry.bad_fact', 'Cannot close the enquiry: say why in 1 to 500 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if enquiry.status = 'closed' then
    return enquiry;
  end if;
  return private.move_enquiry(enquiry.id, 'closed', btrim(reason));
end
$$;
comment on function private.close_enquiry(uuid, text) is
  'Checks that the caller is on either side of the enquiry, then closes it.';
grant execute on function private.close_enquiry(uuid, text) to authenticated;

create function public.close_enquiry(enquiry_id uuid, reason text)
returns public.enquiries
language sql
set search_path = ''
as $$
  select private.limit_person('close_enquiry');
  select private.close_enquiry(enquiry_id, private.read_prose('reason', reason))
$$;
comment on function public.close_enquiry(uuid, text) is
  'Closes an enquiry, by either side: who asked, the owner''s members who read deals, the agency that lists it. The conversation stays. Safe to repeat. Errors: enquiry.not_found 404, enquiry.bad_fact 400.';
grant execute on function public.close_enquiry(uuid, text) to authenticated;

-- 11_deals/20_applications.sql

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
    when submitted_at is not null and org_id = any (array(select private.my_org_ids('deals.read'))) then true
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

-- 11_deals/22_guarantors.sql

-- Guarantors: named by the applicant, who passes on a token; answered by the guarantor, from their own account.
-- The token is told once and kept only as a hash. An applicant cannot answer in their place: the account must have
-- the guarantor's phone number or e-mail address.

create type public.guarantor_status as enum ('named', 'confirmed', 'declined');
comment on type public.guarantor_status is 'Named by the applicant only; or the guarantor''s own answer, given once.';

create table public.application_guarantors (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  application_id uuid not null,
  full_name text not null check (private.is_line(full_name) and length(btrim(full_name)) between 2 and 120),
  phone text not null check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  email text check (private.is_line(email) and email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  relationship text not null check (private.is_line(relationship) and length(btrim(relationship)) between 2 and 60),
  status public.guarantor_status not null default 'named',
  token_hash bytea unique,
  token_expires_at timestamptz,
  answered_at timestamptz,
  answered_by uuid references public.profiles (id) on delete set null,
  is_phone_proven boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (application_id, phone),
  foreign key (org_id, application_id) references public.applications (org_id, id) on delete cascade,
  constraint application_guarantors_token_check check ((token_hash is null) = (token_expires_at is null)),
  constraint application_guarantors_answer_check check ((status = 'named') = (answered_at is null))
);
comment on table public.application_guarantors is 'Who would answer for the applicant, and whether they said so.';
comment on column public.application_guarantors.id is 'Time-ordered identifier.';
comment on column public.application_guarantors.org_id is 'The organization of the application.';
comment on column public.application_guarantors.application_id is 'The application.';
comment on column public.application_guarantors.full_name is 'Name.';
comment on column public.application_guarantors.phone is 'E.164.';
comment on column public.application_guarantors.email is 'Lower case; null when none was told.';
comment on column public.application_guarantors.relationship is 'What they are to the applicant.';
comment on column public.application_guarantors.status is 'The guarantor''s answer; it stays.';
comment on column public.application_guarantors.token_hash is 'SHA-256 of the newest token; the token itself is kept nowhere. Null before the first.';
comment on column public.application_guarantors.token_expires_at is 'Until when the token can be used, UTC.';
comment on column public.application_guarantors.answered_at is 'When they answered, UTC.';
comment on column public.application_guarantors.answered_by is 'The account that answered.';
comment on column public.application_guarantors.is_phone_proven is
  'Whether the account that answered has confirmed this phone number. If not, it has confirmed the e-mail address, which the applicant may have made for the purpose: call the number.';
comment on column public.application_guarantors.created_at is 'When they were named, UTC.';
comment on column public.application_guarantors.updated_at is 'Last change, UTC.';
create index application_guarantors_application_idx on public.application_guarantors (org_id, application_id);
create index application_guarantors_answered_by_idx on public.application_guarantors (answered_by);

alter table public.application_guarantors enable row level security;
grant select (
  id, org_id, application_id, full_name, phone, email, relationship, status, token_expires_at, answered_at, answered_by,
  is_phone_proven, created_at, updated_at
) on public.application_guarantors to authenticated;
grant select, insert, update, delete on public.application_guarantors to service_role;
create policy application_guarantors_select on public.application_guarantors for select to authenticated using (
  case
    when answered_by = (select auth.uid()) then true
    when application_id = any (array(select private.my_application_ids())) then true
    when application_id = any (array(select private.my_received_application_ids())) then true
  end is not null
);
create trigger touch_updated_at before update on public.application_guarantors
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.application_guarantors
  for each row execute function private.record_audit();

create function private.keep_guarantee()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('guarantor.answered', 'Cannot change a guarantor''s answer, or whose it is', 409,
    jsonb_build_object('field', 'status'));
  return null;
end
$$;
comment on function private.keep_guarantee() is 'Trigger, for every role: an answer stays, and so does whose it is. Error: guarantor.answered 409.';
create trigger keep_guarantee before update of status, full_name, phone, email, application_id on public.application_guarantors
  for each row when (
    old.status <> 'named'
    and (old.status, old.full_name, old.phone, old.email, old.application_id)
      is distinct from (new.status, new.full_name, new.phone, new.email, new.application_id)
  )
  execute function private.keep_guarantee();

-- Tokens --------------------------------------------------------------------------------------

create type public.new_guarantee as (guarantor_id uuid, token text, expires_at timestamptz);
comment on type public.new_guarantee is 'A guarantor''s token just made. It is told here and never again.';

create function private.ask_guarantor(guarantor_id uuid, valid_days integer)
returns public.new_guarantee
language plpgsql
security definer
set search_path = ''
as $$
declare
  token text := private.new_token();
  guarantor public.application_guarantors;
  asked public.new_guarantee;
begin
  select g.* into guarantor from public.application_guarantors as g
  join public.applications as application on application.id = g.application_id
  where g.id = guarantor_id and application.applicant_id = (select auth.uid())
  for update of g;
  if not found then
    perform private.raise_problem('guarantor.not_found', 'Cannot find the guarantor among your applications', 404,
      jsonb_build_object('field', 'guarantor_id'));
  end if;
  if valid_days is null or valid_days not between 1 and 30 then
    perform private.raise_problem('guarantor.bad_term', 'Cannot ask: valid_days must be from 1 to 30', 400,
      jsonb_build_object('field', 'valid_days'));
  end if;
  if guarantor.status <> 'named' then
    perform private.raise_problem('guarantor.answered', 'Cannot ask again: the guarantor has answered', 409,
      jsonb_build_object('field', 'guarantor_id'));
  end if;
  update public.application_guarantors as g
  set token_hash = sha256(convert_to(token, 'utf8')), token_expires_at = now() + make_interval(days => valid_days)
  where g.id = guarantor.id
  returning g.id, token, g.token_expires_at into asked;
  return asked;
end
$$;
comment on function private.ask_guarantor(uuid, integer) is 'Makes a guarantor''s token in place of an earlier one; for the applicant.';
grant execute on function private.ask_guarantor(uuid, integer) to authenticated;

create function public.ask_guarantor(guarantor_id uuid, valid_days integer default 14)
returns public.new_guarantee
language sql
set search_path = ''
as $$
  select private.limit_person('ask_guarantor');
  select private.ask_guarantor(guarantor_id, valid_days)
$$;
comment on function public.ask_guarantor(uuid, integer) is
  'Makes the token with which a guarantor of yours answers, good once and for valid_days; an earlier one is worth nothing any more. Errors: guarantor.not_found 404, guarantor.bad_term 400, guarantor.answered 409.';
grant execute on function public.ask_guarantor(uuid, integer) to authenticated;

create function private.lock_my_guarantee(token text)
returns public.application_guarantors
language plpgsql
set search_path = ''
as $$
declare
  caller uuid := (select auth.uid());
  guarantor public.application_guarantors;
  field jsonb := jsonb_build_object('field', 'token');
begin
  if caller is null then
    perform private.raise_problem('auth.required', 'Cannot answer: sign in first', 401);
  end if;
  select g.* into guarantor from public.application_guarantors as g
  where g.token_hash = sha256(convert_to(coalesce(token, ''), 'utf8'))
  for update;
  if not found then
    perform private.raise_problem('guarantor.not_found', 'Cannot answer: there is no such guarantee, or a newer token for it', 404, field);
  end if;
  if not private.has_contact(caller, guarantor.email, guarantor.phone) or exists (
    select from public.applications as application
    where application.id = guarantor.application_id and application.applicant_id = caller
  ) then
    perform private.raise_problem('guarantor.not_for_you', 'Cannot answer: the guarantee is asked of somebody else', 403, field);
  end if;
  return guarantor;
end
$$;
comment on function private.lock_my_guarantee(text) is
  'Locks what a token asks of the caller, whose account must have confirmed the guarantor''s number or address and never be the applicant''s.';

create function private.read_guarantee(token text)
returns table (
  guarantor_name text, status public.guarantor_status, expires_at timestamptz, applicant_name text, listing_title text,
  area text, lga text, state text, price_kobo bigint, price_per public.price_period, move_in_on date, term_months smallint
)
language plpgsql
security definer
set search_path = ''
as $$
declare
  guarantor public.application_guarantors := private.lock_my_guarantee(token);
begin
  return query
  select guarantor.full_name, guarantor.status, guarantor.token_expires_at, applicant.display_name, listing.title,
    listing.area, listing.lga, listing.state, listing.price_kobo, listing.price_per, application.move_in_on::date,
    application.term_months
  from public.applications as application
  join public.profiles as applicant on applicant.id = application.applicant_id
  join public.listings as listing on listing.id = application.listing_id
  where application.id = guarantor.application_id;
end
$$;
comment on function private.read_guarantee(text) is 'Tells a guarantor for whom and for what home they would answer.';

create function public.read_guarantee(token text)
returns table (
  guarantor_name text, status public.guarantor_status, expires_at timestamptz, applicant_name text, listing_title text,
  area text, lga text, state text, price_kobo bigint, price_per public.price_period, move_in_on date, term_months smallint
)
language sql
set search_path = ''
as $$
  select private.limit_person('read_guarantee');
  select * from private.read_guarantee(token)
$$;
comment on function public.read_guarantee(text) is
  'For whom, for what home and what rent (kobo) you are asked to be guarantor. Errors name the field token: auth.required 401, guarantor.not_found 404, guarantor.not_for_you 403.';
grant execute on function private.read_guarantee(text), public.read_guarantee(text) to authenticated;

create function private.answer_guarantee(token text, accept boolean)
returns public.guarantor_status
language plpgsql
security definer
set search_path = ''
as $$
declare
  guarantor public.application_guarantors;
  answer public.guarantor_status := (case when accept then 'confirmed' else 'declined' end)::public.guarantor_status;
  field jsonb := jsonb_build_object('field', 'token');
begin
  guarantor := private.lock_my_guarantee(token);
  if accept is null then
    perform private.raise_problem('guarantor.bad_answer', 'Cannot answer: accept is missing', 400,
      jsonb_build_object('field', 'accept'));
  end if;
  if guarantor.status = answer and guarantor.answered_by = (select auth.uid()) then
    return answer;
  elsif guarantor.status <> 'named' then
    perform private.raise_problem('guarantor.answered', 'Cannot answer: the token was used before', 409, field);
  elsif guarantor.token_expires_at <= now() then
    perform private.raise_problem('guarantor.expired', 'Cannot answer: the token has expired, ask for a new one', 410, field);
  elsif not exists (
    select from public.applications as application
    where application.id = guarantor.application_id
      and application.status in ('draft', 'submitted', 'shortlisted', 'offered', 'accepted', 'under_review')
  ) then
    perform private.raise_problem('guarantor.closed', 'Cannot answer: the application is over', 410, field);
  end if;
  update public.application_guarantors as g
  set status = answer, answered_at = now(), answered_by = (select auth.uid()),
    is_phone_proven = private.has_contact((select auth.uid()), null, guarantor.phone)
  where g.id = guarantor.id;
  return answer;
end
$$;
comment on function private.answer_guarantee(text, boolean) is 'Keeps the guarantor''s answer, once.';

create function public.answer_guarantee(token text, accept boolean)
returns public.guarantor_status
language sql
set search_path = ''
as $$
  select private.limit_person('answer_guarantee');
  select private.answer_guarantee(token, accept)
$$;
comment on function public.answer_guarantee(text, boolean) is
  'Confirms or declines, as the guarantor and from an account with their number or address, to answer for an applicant. The same answer again is safe. Errors: auth.required 401; guarantor.not_found 404, guarantor.not_for_you 403, guarantor.answered 409, guarantor.expired, guarantor.closed 410 name the field token; guarantor.bad_answer 400.';
grant execute on function private.answer_guarantee(text, boolean), public.answer_guarantee(text, boolean) to authenticated;

-- 11_deals/24_application_people.sql

-- The people whom an application names: its household and its guarantors, checked field by field.

create function private.check_people(people jsonb, list text, keys text[], most integer)
returns void
language plpgsql
set search_path = ''
as $$
declare
  person jsonb;
  key text;
  told text;
  place integer := 0;
  wrong text;
begin
  if jsonb_typeof(people) is distinct from 'array' or jsonb_array_length(people) > most then
    perform private.raise_problem('application.bad_fact', format('Cannot save: %s must be a list of at most %s people', list, most),
      400, jsonb_build_object('field', list));
  end if;
  for person in select value from jsonb_array_elements(people) loop
    if jsonb_typeof(person) <> 'object' then
      perform private.raise_problem('application.bad_fact', format('Cannot save: %s.%s must be an object', list, place),
        400, jsonb_build_object('field', list || '.' || place));
    end if;
    -- Nothing is kept that nobody asked for.
    select given into key from jsonb_object_keys(person) as given where not given = any (keys) order by given limit 1;
    if found then
      perform private.raise_problem('application.bad_fact', format('Cannot save: %s.%s has no %s', list, place, left(key, 40)),
        400, jsonb_build_object('field', list || '.' || place || '.' || left(key, 40)));
    end if;
    foreach key in array keys loop
      told := btrim(person ->> key);
      wrong := case
        when jsonb_typeof(person -> key) not in ('string', 'null') then 'must be text'
        when key = 'email' and coalesce(told, '') = '' then null
        when coalesce(told, '') = '' then 'is missing'
        when not private.is_line(told) then 'holds what cannot be read'
        when key = 'full_name' and length(told) not between 2 and 120 then 'must have 2 to 120 characters'
        when key = 'relationship' and length(told) not between 2 and 60 then 'must have 2 to 60 characters'
        when key = 'age' and told not in ('adult', 'child') then 'must be adult or child'
        when key = 'phone' and told !~ '^\+[1-9][0-9]{7,14}$' then 'must be written as +2348031234567'
        when key = 'email' and (told !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(told) > 254) then 'is not an address'
      end;
      if wrong is not null then
        perform private.raise_problem('application.bad_fact', format('Cannot save: %s.%s.%s %s', list, place, key, wrong),
          400, jsonb_build_object('field', list || '.' || place || '.' || key));
      end if;
    end loop;
    place := place + 1;
  end loop;
end
$$;
comment on function private.check_people(jsonb, text, text[], integer) is
  'Refuses a list of people that cannot be kept, naming the field as household.0.full_name. Error: application.bad_fact 400.';

create function private.save_household(application public.applications, household jsonb)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.check_people(household, 'household', array['full_name', 'relationship', 'age'], 20);
  delete from public.application_household as known where known.application_id = application.id;
  insert into public.application_household (org_id, application_id, full_name, relationship, age)
  select application.org_id, application.id, btrim(person ->> 'full_name'), btrim(person ->> 'relationship'),
    btrim(person ->> 'age')::public.household_age
  from jsonb_array_elements(household) with ordinality as listed (person, place)
  order by place;
end
$$;
comment on function private.save_household(public.applications, jsonb) is 'Writes the household anew. Error: application.bad_fact 400.';

create function private.save_guarantors(application public.applications, guarantors jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
  twice integer;
begin
  perform private.check_people(guarantors, 'guarantors', array['full_name', 'phone', 'email', 'relationship'], 4);
  select listed.place - 1 into twice
  from (
    select place, row_number() over (partition by btrim(person ->> 'phone') order by place) as nth
    from jsonb_array_elements(guarantors) with ordinality as given (person, place)
  ) as listed
  where listed.nth > 1
  order by listed.place limit 1;
  if found then
    perform private.raise_problem('application.bad_fact', format('Cannot save: guarantors.%s.phone is another guarantor''s', twice),
      400, jsonb_build_object('field', format('guarantors.%s.phone', twice)));
  end if;
  -- Who is named as before keeps their token and their answer; somebody else begins anew.
  delete from public.application_guarantors as known
  where known.application_id = application.id and not exists (
    select from jsonb_array_elements(guarantors) as person
    where btrim(person ->> 'phone') = known.phone and btrim(person ->> 'full_name') = known.full_name
      and nullif(lower(btrim(person ->> 'email')), '') is not distinct from known.email
  );
  insert into public.application_guarantors (org_id, application_id, full_name, phone, email, relationship)
  select application.org_id, application.id, btrim(person ->> 'full_name'), btrim(person ->> 'phone'),
    nullif(lower(btrim(person ->> 'email')), ''), btrim(person ->> 'relationship')
  from jsonb_array_elements(guarantors) with ordinality as listed (person, place)
  order by place
  on conflict (application_id, phone) do update set relationship = excluded.relationship
  where application_guarantors.relationship <> excluded.relationship;
end
$$;
comment on function private.save_guarantors(public.applications, jsonb) is
  'Writes the guarantors; one whose name, number and address stay keeps token and answer. Error: application.bad_fact 400.';

-- 11_deals/26_applying.sql

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
  'Submits your draft to the organization of a listing that is published, paused, stale or reserved; it cannot be changed after. Safe to repeat. Errors: application.not_found 404, application.incomplete, application.listing_closed, application.illegal_transition 409.';
grant execute on function public.submit_application(uuid) to authenticated;

-- 11_deals/28_deciding.sql

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
  'Tells members, and the agency that listed, of what waits for a decision, and the applicant of what was decided or lapsed.';

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
  perform private.notify_application(new);
  return null;
end
$$;
comment on function private.after_application_moved() is
  'Trigger: the negotiation that an application led to ends with it; then whoever is waiting is told.';
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

-- 11_deals/29_application_documents.sql

-- Files of an application: a private bucket, one folder for each application. The applicant adds them until
-- somebody decides; members of the organization see them from its submission until 90 days after its end.

create type public.application_document_kind as enum (
  'employment_letter', 'payslip', 'bank_statement', 'reference', 'identity', 'other'
);
comment on type public.application_document_kind is 'What a file of an application shows.';

create table public.application_documents (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  application_id uuid not null,
  kind public.application_document_kind not null,
  storage_path text not null unique,
  created_at timestamptz not null default now(),
  foreign key (org_id, application_id) references public.applications (org_id, id) on delete cascade,
  constraint application_documents_path_check
    check (private.is_line(storage_path) and starts_with(storage_path, application_id || '/') and length(storage_path) between 38 and 400)
);
comment on table public.application_documents is 'What each uploaded file of an application shows.';
comment on column public.application_documents.id is 'Time-ordered identifier.';
comment on column public.application_documents.org_id is 'The organization of the application.';
comment on column public.application_documents.application_id is 'The application.';
comment on column public.application_documents.kind is 'What the file shows.';
comment on column public.application_documents.storage_path is 'The file in the bucket application-documents: <application_id>/….';
comment on column public.application_documents.created_at is 'When it was added, UTC.';
create index application_documents_application_idx on public.application_documents (org_id, application_id);
create index application_documents_application_id_idx on public.application_documents (application_id, id);

alter table public.application_documents enable row level security;
grant select on public.application_documents to authenticated;
grant select, insert, update, delete on public.application_documents to service_role;
create policy application_documents_select on public.application_documents for select to authenticated using (
  case
    when application_id = any (array(select private.my_application_ids())) then true
    when application_id = any (array(select private.my_received_application_ids())) then true
  end is not null
);
create trigger record_audit after insert or update or delete on public.application_documents
  for each row execute function private.record_audit();

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('application-documents', 'application-documents', false, 10485760, '{application/pdf,image/jpeg,image/png}')
on conflict (id) do update
set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- Files are evidence of what a decision rested on: there is no policy by which anyone could replace or delete one.
create policy application_document_files_select on storage.objects for select to authenticated
  using (
    bucket_id = 'application-documents' and (
      (storage.foldername(name))[1] = any (array(select mine::text from private.my_application_ids() as mine))
      or (storage.foldername(name))[1] = any (array(select received::text from private.my_received_application_ids() as received))
    )
  );
create policy application_document_files_insert on storage.objects for insert to authenticated
  with check (
    bucket_id = 'application-documents'
    and (storage.foldername(name))[1] = any (array(select mine::text from private.my_editable_application_ids() as mine))
    and name !~ '(^|/)\.{0,2}(/|$)'
    and lower(storage.extension(name)) in ('pdf', 'jpg', 'jpeg', 'png')
  );

create function private.add_application_document(
  application_id uuid, kind public.application_document_kind, storage_path text
)
returns public.application_documents
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  application public.applications;
  added public.application_documents;
begin
  application := private.lock_my_application(application_id);
  select d.* into added from public.application_documents as d
  where d.application_id = application_id and d.storage_path = storage_path;
  if found then
    return added;
  end if;
  if application.status not in ('draft', 'submitted') then
    perform private.raise_problem('application.decided', 'Cannot add a file: the application was decided on or is over', 409,
      jsonb_build_object('field', 'application_id'));
  end if;
  if kind is null then
    perform private.raise_problem('application.bad_fact', 'Cannot add a file: kind is missing', 400,
      jsonb_build_object('field', 'kind'));
  end if;
  if storage_path is null or length(storage_path) not between 38 and 400
    or not starts_with(storage_path, application_id || '/') or not exists (
      select from storage.objects as stored where stored.bucket_id = 'application-documents' and stored.name = storage_path
    ) then
    perform private.raise_problem('application.upload_not_found', 'Cannot find the file in the application''s folder: upload it first', 404,
      jsonb_build_object('field', 'storage_path'));
  end if;
  if (select count(*) from public.application_documents as d where d.application_id = application_id) >= 20 then
    perform private.raise_problem('application.too_many_files', 'Cannot add more than 20 files to an application', 409,
      jsonb_build_object('field', 'storage_path'));
  end if;
  insert into public.application_documents (org_id, application_id, kind, storage_path)
  values (application.org_id, application.id, kind, storage_path)
  returning * into added;
  update public.applications as a set updated_at = now() where a.id = application.id;
  return added;
end
$$;
comment on function private.add_application_document(uuid, public.application_document_kind, text) is
  'Notes what an uploaded file of the caller''s application shows; the application''s lock keeps the count.';
grant execute on function private.add_application_document(uuid, public.application_document_kind, text) to authenticated;

create function public.add_application_document(
  application_id uuid, kind public.application_document_kind, storage_path text
)
returns public.application_documents
language sql
set search_path = ''
as $$
  select private.limit_person('add_application_document');
  select private.add_application_document(application_id, kind, private.read_line('storage_path', storage_path))
$$;
comment on function public.add_application_document(uuid, public.application_document_kind, text) is
  'Adds a file that you uploaded to the bucket application-documents, in the folder of your draft or submitted application; at most 20. Safe to repeat. Errors: application.not_found, application.upload_not_found 404, application.bad_fact 400, application.decided, application.too_many_files 409.';
grant execute on function public.add_application_document(uuid, public.application_document_kind, text) to authenticated;

-- 11_deals/30_offers.sql

-- Offers: one negotiation between a person and an owner about a listing, in rounds that nobody can rewrite.

create type public.offer_status as enum ('open', 'accepted', 'declined', 'withdrawn', 'expired', 'lapsed', 'converted');
comment on type public.offer_status is 'Where a negotiation stands. Lapsed: accepted, but the unit was given back before a tenancy or a sale.';
create type public.offer_side as enum ('offeror', 'owner');
comment on type public.offer_side is 'The person who offers, or whoever acts for the owner.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('offer', null, 'open'),
  ('offer', 'open', 'accepted'), ('offer', 'open', 'declined'), ('offer', 'open', 'withdrawn'), ('offer', 'open', 'expired'),
  ('offer', 'accepted', 'lapsed'), ('offer', 'accepted', 'converted');

create table public.offers (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  unit_id uuid not null,
  offeror_id uuid references public.profiles (id) on delete set null,
  purpose public.listing_purpose not null constraint offers_purpose_check check (purpose <> 'shortlet'),
  price_per public.price_period not null,
  status public.offer_status not null default 'open',
  round smallint not null default 1 check (round between 1 and 50),
  expires_at timestamptz not null,
  accepted_round smallint,
  hold_id uuid,
  tenancy_id uuid,
  application_id uuid,
  decided_by uuid references public.profiles (id) on delete set null,
  decision_reason text check (private.is_prose(decision_reason) and length(decision_reason) between 1 and 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  foreign key (org_id, hold_id) references public.unit_holds (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint offers_accepted_check check (
    (accepted_round is not null) = (status in ('accepted', 'lapsed', 'converted'))
    and (accepted_round is null) = (hold_id is null)
  )
);
comment on table public.offers is 'A negotiation between one person and the owner about one listing. Its terms are its rounds.';
comment on column public.offers.id is 'Time-ordered identifier.';
comment on column public.offers.org_id is 'The owner''s organization.';
comment on column public.offers.listing_id is 'The listing.';
comment on column public.offers.unit_id is 'The listing''s unit.';
comment on column public.offers.offeror_id is 'Who wants to rent or buy; null once the account is gone.';
comment on column public.offers.purpose is 'Rent or sale, as listed when the offer was made.';
comment on column public.offers.price_per is 'What the amounts of the rounds are for, as listed when the offer was made: a year, a month; total for a sale.';
comment on column public.offers.status is 'Moved by functions only.';
comment on column public.offers.round is 'Number of the latest round.';
comment on column public.offers.expires_at is 'Until when the latest round can be accepted, UTC.';
comment on column public.offers.accepted_round is 'The round whose terms were accepted.';
comment on column public.offers.hold_id is 'The claim on the unit since acceptance.';
comment on column public.offers.tenancy_id is 'The tenancy that it became.';
comment on column public.offers.application_id is 'The application that it belongs to, if any.';
comment on column public.offers.decided_by is 'Who accepted, declined, withdrew or released it.';
comment on column public.offers.decision_reason is 'Why it was declined, withdrawn, released or lapsed.';
comment on column public.offers.created_at is 'When it was made, UTC.';
comment on column public.offers.updated_at is 'Last change, UTC.';
create unique index offers_one_open_key on public.offers (listing_id, offeror_id) where status = 'open';
comment on index public.offers_one_open_key is 'One open negotiation for each listing and person.';
create index offers_listing_idx on public.offers (org_id, listing_id, status);
create index offers_unit_idx on public.offers (org_id, unit_id);
create unique index offers_hold_key on public.offers (org_id, hold_id);
create unique index offers_tenancy_key on public.offers (org_id, tenancy_id);
create index offers_offeror_idx on public.offers (offeror_id, id);
create index offers_decided_by_idx on public.offers (decided_by);
create index offers_expires_at_idx on public.offers (expires_at) where status = 'open';

create table public.offer_rounds (
  org_id uuid not null,
  offer_id uuid not null,
  round smallint not null check (round between 1 and 50),
  made_by_side public.offer_side not null,
  made_by uuid,
  amount_kobo public.kobo not null check (amount_kobo between 1 and 10000000000000),
  advance_periods smallint check (advance_periods between 1 and 60),
  starts_on public.calendar_date,
  term_months smallint check (term_months between 1 and 1188),
  completes_on public.calendar_date,
  conditions text check (private.is_prose(conditions) and length(conditions) between 1 and 2000),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (offer_id, round),
  foreign key (org_id, offer_id) references public.offers (org_id, id),
  constraint offer_rounds_lifetime_check check (
    expires_at between created_at + interval '1 hour' and created_at + interval '30 days'
  )
);
comment on table public.offer_rounds is 'What one side proposed to the other, round by round. Append-only.';
comment on column public.offer_rounds.org_id is 'The organization of the offer.';
comment on column public.offer_rounds.offer_id is 'The negotiation.';
comment on column public.offer_rounds.round is 'From 1.';
comment on column public.offer_rounds.made_by_side is 'Which side proposes.';
comment on column public.offer_rounds.made_by is 'The account that proposed, as it then was.';
comment on column public.offer_rounds.amount_kobo is 'Rent for one price_per of the offer, or the whole price of a sale, in kobo.';
comment on column public.offer_rounds.advance_periods is 'For rent: how many periods are paid at once.';
comment on column public.offer_rounds.starts_on is 'For rent: first day, Nigerian date.';
comment on column public.offer_rounds.term_months is 'For rent: length of the term in months.';
comment on column public.offer_rounds.completes_on is 'For a sale: the day by which it should complete, Nigerian date.';
comment on column public.offer_rounds.conditions is 'What else the side asks for.';
comment on column public.offer_rounds.expires_at is 'Until when it can be accepted, UTC: an hour to 30 days after it was made.';
comment on column public.offer_rounds.created_at is 'When it was made, UTC.';
create index offer_rounds_offer_idx on public.offer_rounds (org_id, offer_id);

create function private.my_offer_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select offer.id from public.offers as offer where offer.offeror_id = (select auth.uid())
  union all
  select offer.id
  from (
    select private.my_mandated_unit_ids('list') as unit_id
    union
    select private.my_mandated_unit_ids('sign')
  ) as reached
  join public.units as unit on unit.id = reached.unit_id
  join public.offers as offer on offer.org_id = unit.org_id and offer.unit_id = unit.id;
end
$$;
comment on function private.my_offer_ids() is
  'The offers that the caller made, and those on units that their agency lists or signs for under a live mandate.';
grant execute on function private.my_offer_ids() to authenticated;

alter table public.offers enable row level security;
alter table public.offer_rounds enable row level security;
grant select on public.offers, public.offer_rounds to authenticated;
grant select, insert, update, delete on public.offers to service_role;
grant select on public.offer_rounds to service_role;
create policy offers_select on public.offers for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when id = any (array(select private.my_offer_ids())) then true
  end is not null
);
create policy offer_rounds_select on public.offer_rounds for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when offer_id = any (array(select private.my_offer_ids())) then true
  end is not null
);

create trigger guard_move before update of status on public.offers
  for each row execute function private.guard_move('offer');
create trigger touch_updated_at before update on public.offers
  for each row execute function private.touch_updated_at();
create trigger refuse_change before update or delete on public.offer_rounds
  for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.offer_rounds
  for each statement execute function private.refuse_change();

create function private.move_offer(offer_id uuid, to_status public.offer_status, reason text default null)
returns public.offers
language plpgsql
set search_path = ''
as $$
declare
  moved public.offers;
begin
  perform private.begin_move('offer', offer_id, reason);
  update public.offers as offer
  set status = to_status,
    decided_by = case when to_status = 'expired' then offer.decided_by else coalesce((select auth.uid()), offer.decided_by) end,
    decision_reason = coalesce(left(btrim(nullif(btrim(reason), '')), 500), offer.decision_reason)
  where offer.id = offer_id
  returning * into moved;
  return moved;
end
$$;
comment on function private.move_offer(uuid, public.offer_status, text) is
  'Moves an offer, noting who and why. Acceptance is another matter: see private.accept_offer().';

-- Telling both sides ------------------------------------------------------------------------------

create function private.owner_side_of(offer public.offers)
returns setof uuid
language sql
stable
set search_path = ''
rows 5
as $$
  select private.members_with(offer.org_id, 'deals.write')
  union
  select private.members_with(mandate.agent_org_id, 'listings.write')
  from public.listings as listing
  join public.mandates as mandate on mandate.id = listing.mandate_id and mandate.status = 'active'
  where listing.id = offer.listing_id
$$;
comment on function private.owner_side_of(public.offers) is
  'Whom to tell on the owner''s side: members who deal, and the agency that lists the unit.';

create function private.notify_round()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  offer public.offers;
begin
  select o.* into strict offer from public.offers as o where o.id = new.offer_id;
  perform private.notify(
    array(
      select private.owner_side_of(offer) where new.made_by_side = 'offeror'
      union
      select offer.offeror_id where new.made_by_side = 'owner'
    ),
    offer.org_id, 'offer_made', case new.round when 1 then 'An offer was made' else 'A counter-offer was made' end, offer.id,
    jsonb_build_object('listing_id', offer.listing_id, 'round', new.round, 'amount_kobo', new.amount_kobo,
      'expires_at', new.expires_at),
    but_not => new.made_by);
  return null;
end
$$;
comment on function private.notify_round() is 'Trigger: tells the other side of an offer or counter-offer.';
create trigger notify_round after insert on public.offer_rounds
  for each row execute function private.notify_round();

create function private.notify_offer(offer public.offers)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.owner_side_of(offer) where offer.status <> 'declined'
      union
      select offer.offeror_id where offer.status <> 'withdrawn'
    ),
    offer.org_id,
    case offer.status when 'accepted' then 'offer_accepted' when 'declined' then 'offer_declined'
      when 'withdrawn' then 'offer_declined' else 'offer_expired' end,
    case offer.status when 'accepted' then 'An offer was accepted' when 'declined' then 'An offer was declined'
      when 'withdrawn' then 'An offer was withdrawn' when 'expired' then 'An offer expired'
      else 'An accepted offer came to nothing' end,
    offer.id, jsonb_build_object('listing_id', offer.listing_id, 'status', offer.status, 'reason', offer.decision_reason),
    but_not => (select auth.uid()));
end
$$;
comment on function private.notify_offer(public.offers) is 'Tells whom it concerns how an offer ended, except who ended it.';

-- What happens when an offer is made or moves, in this order -----------------------------------------

create function private.before_offer_made()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.admit_move('offer', new.org_id, new.id, null, new.status::text);
  perform private.refuse_agents_offer(new);
  new.application_id := coalesce(private.link_application(new), new.application_id);
  return new;
end
$$;
comment on function private.before_offer_made() is
  'Trigger: nobody offers where their agency acts for the owner; an offer belongs to the application of who makes it.';
create trigger before_offer_made before insert on public.offers
  for each row execute function private.before_offer_made();

create function private.after_offer_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- First, because what follows may change the same row again.
  perform private.note_change(tg_op, 'public.offers', 'id', to_jsonb(old), to_jsonb(new));
  if tg_op <> 'UPDATE' then
    return null;
  end if;
  if new.status <> old.status and new.application_id is not null then
    perform private.move_application_of_offer(new);
  end if;
  if new.status <> old.status and new.status <> 'converted' then
    perform private.notify_offer(new);
  end if;
  -- An open offer goes with the account that made it, so that nothing is held for nobody.
  if old.offeror_id is not null and new.offeror_id is null and new.status = 'open' then
    perform private.move_offer(new.id, 'withdrawn', 'The account was deleted');
  end if;
  return null;
end
$$;
comment on function private.after_offer_written() is
  'Trigger: the audit log; the application moves with its offer; whom it concerns is told; who is gone offers nothing. Its claim on the unit: see private.after_hold_moved().';
create trigger after_offer_written after insert or update or delete on public.offers
  for each row execute function private.after_offer_written();

-- 11_deals/32_making_offers.sql

-- Who stands on which side of an offer, which terms make sense, and making an offer.

create function private.offer_side(offer public.offers, scope public.mandate_scope)
returns public.offer_side
language plpgsql
set search_path = ''
as $$
begin
  if offer.id is not null then
    -- First of all: who offered never answers for the owner, even as the owner's member.
    if offer.offeror_id = (select auth.uid()) then
      return 'offeror'::public.offer_side;
    end if;
    if exists (select from private.my_org_ids('deals.write') as mine where mine = offer.org_id)
      or private.lock_my_mandate(offer.unit_id, scope) is not null then
      return 'owner'::public.offer_side;
    end if;
    if exists (select from private.my_mandated_unit_ids('list') as mine where mine = offer.unit_id) then
      perform private.raise_problem('mandate.required',
        format('Cannot bind the owner: your agency has no live mandate to %s for this unit', scope), 403,
        jsonb_build_object('field', 'offer_id'));
    end if;
  end if;
  if offer.id is null or not exists (select from private.my_org_ids('deals.read') as mine where mine = offer.org_id) then
    perform private.raise_problem('offer.not_found', 'Cannot find the offer', 404, jsonb_build_object('field', 'offer_id'));
  end if;
  perform private.require_permission(offer.org_id, 'deals.write');
  return null;
end
$$;
comment on function private.offer_side(public.offers, public.mandate_scope) is
  'On which side of an offer the caller stands, by having made it, by membership or by a live mandate (which is locked). Errors: offer.not_found 404, mandate.required, auth.forbidden 403.';

create function private.check_terms(terms public.offer_rounds, purpose public.listing_purpose, valid_hours integer)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  today date := private.lagos_date();
  wrong text := case
    when terms.amount_kobo is null or terms.amount_kobo not between 1 and 10000000000000 then 'amount_kobo'
    when valid_hours is null or valid_hours not between 1 and 720 then 'valid_hours'
    when length(terms.conditions) > 2000 then 'conditions'
    when purpose = 'rent' and (terms.advance_periods is null or terms.advance_periods not between 1 and 60) then 'advance_periods'
    when purpose = 'rent' and (terms.starts_on is null or terms.starts_on not between today and today + 730) then 'starts_on'
    when purpose = 'rent' and (terms.term_months is null or terms.term_months not between 1 and 1188) then 'term_months'
    when purpose = 'rent' and terms.completes_on is not null then 'completes_on'
    when purpose = 'sale' and terms.advance_periods is not null then 'advance_periods'
    when purpose = 'sale' and terms.starts_on is not null then 'starts_on'
    when purpose = 'sale' and terms.term_months is not null then 'term_months'
    when purpose = 'sale' and terms.completes_on not between today and today + 1825 then 'completes_on'
  end;
begin
  if wrong is not null then
    perform private.raise_problem('offer.bad_terms', format('Cannot make the offer: %s %s', wrong,
      case wrong
        when 'amount_kobo' then 'must be over zero and at most a hundred billion naira'
        when 'valid_hours' then 'must be between 1 and 720'
        when 'conditions' then 'must have at most 2,000 characters'
        when 'completes_on' then case purpose when 'rent' then 'is for sales only' else 'must be from today to five years from now' end
        else case
          when purpose = 'sale' then 'is for lettings only'
          when wrong = 'starts_on' then 'must be from today to two years from now'
          when wrong = 'term_months' then 'must be between 1 and 1,188'
          else 'must be between 1 and 60'
        end
      end), 400, jsonb_build_object('field', wrong));
  end if;
end
$$;
comment on function private.check_terms(public.offer_rounds, public.listing_purpose, integer) is
  'Refuses (400 offer.bad_terms) terms that make no sense, naming the field.';

create function private.same_terms(one public.offer_rounds, other public.offer_rounds)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select (one.amount_kobo, one.advance_periods, one.starts_on, one.term_months, one.completes_on, one.conditions)
    is not distinct from
    (other.amount_kobo, other.advance_periods, other.starts_on, other.term_months, other.completes_on, other.conditions)
$$;
comment on function private.same_terms(public.offer_rounds, public.offer_rounds) is
  'Whether two rounds propose the same, however long they are good for: how a repeat is known.';

create function private.fitting(count integer)
returns smallint
language sql
immutable
set search_path = ''
as $$
  select (case when count between 0 and 10000 then count when count is not null then 0 end)::smallint
$$;
comment on function private.fitting(integer) is
  'A count as a column can hold it; one that no column holds becomes zero, so that it reaches the check that names the field.';

create function private.make_offer(
  listing_id uuid,
  amount_kobo public.kobo,
  starts_on public.calendar_date,
  term_months integer,
  advance_periods integer,
  completes_on public.calendar_date,
  conditions text,
  valid_hours integer
)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  listing public.listings;
  offer public.offers;
  terms public.offer_rounds;
  known public.offer_rounds;
begin
  if caller is null then
    perform private.raise_problem('auth.required', 'Cannot make an offer: sign in first', 401);
  end if;
  -- Shared, so that a listing that leaves the market at this moment ends this offer too.
  select l.* into listing from public.listings as l where l.id = listing_id for share;
  select o.* into offer from public.offers as o
  where o.listing_id = listing_id and o.offeror_id = caller and o.status = 'open'
  for update;
  if listing.id is null or (offer.id is null and listing.status <> 'published') then
    perform private.raise_problem('listing.not_found', 'Cannot make the offer: there is no such listing on the market', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if listing.purpose = 'shortlet' then
    perform private.raise_problem('offer.not_negotiable', 'Cannot make an offer: a shortlet is booked at its price', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if exists (select from private.my_org_ids('organization.read') as mine where mine = listing.org_id)
    or exists (select from private.my_mandated_unit_ids('list') as mine where mine = listing.unit_id) then
    perform private.raise_problem('offer.own_listing', 'Cannot make an offer on a listing of your own organization or agency', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if listing.purpose = 'rent' then
    advance_periods := coalesce(advance_periods, listing.advance_periods);
    term_months := coalesce(term_months, 12);
  end if;
  terms.advance_periods := private.fitting(advance_periods);
  terms.term_months := private.fitting(term_months);
  terms.amount_kobo := amount_kobo;
  terms.starts_on := starts_on;
  terms.completes_on := completes_on;
  terms.conditions := nullif(btrim(conditions), '');
  perform private.check_terms(terms, listing.purpose, valid_hours);
  if offer.expires_at <= now() then
    perform private.move_offer(offer.id, 'expired', 'Not answered in time');
    if listing.status <> 'published' then
      -- Nothing new can be made here; the old one is over.
      select o.* into strict offer from public.offers as o where o.id = offer.id;
      return offer;
    end if;
  end if;
  begin
    insert into public.offers as made (org_id, listing_id, unit_id, offeror_id, purpose, price_per, expires_at)
    values (listing.org_id, listing.id, listing.unit_id, caller, listing.purpose, listing.price_per,
      now() + make_interval(hours => valid_hours))
    returning made.* into offer;
  exception when unique_violation then
    select o.* into offer from public.offers as o
    where o.listing_id = listing.id and o.offeror_id = caller and o.status = 'open';
    select r.* into known from public.offer_rounds as r where r.offer_id = offer.id and r.round = offer.round;
    if known.made_by_side = 'offeror' and private.same_terms(known, terms) then
      return offer;
    end if;
    perform private.raise_problem('offer.already_open',
      'Cannot make a second offer: yours on this listing is open. Answer the owner with counter_offer, or withdraw_offer first',
      409, jsonb_build_object('field', 'listing_id', 'offer_id', offer.id));
  end;
  insert into public.offer_rounds (
    org_id, offer_id, round, made_by_side, made_by, amount_kobo, advance_periods, starts_on, term_months, completes_on,
    conditions, expires_at
  )
  values (
    offer.org_id, offer.id, 1, 'offeror', caller, terms.amount_kobo, terms.advance_periods, terms.starts_on,
    terms.term_months, terms.completes_on, terms.conditions, offer.expires_at
  );
  return offer;
end
$$;
comment on function private.make_offer(uuid, public.kobo, public.calendar_date, integer, integer, public.calendar_date, text, integer) is
  'Checks listing and terms, then opens a negotiation with its first round.';
grant execute on function private.make_offer(uuid, public.kobo, public.calendar_date, integer, integer, public.calendar_date, text, integer) to authenticated;

create function public.make_offer(
  listing_id uuid,
  amount_kobo numeric,
  starts_on text default null,
  term_months integer default null,
  advance_periods integer default null,
  completes_on text default null,
  conditions text default null,
  valid_hours integer default 72
)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('make_offer');
  select private.make_offer(
    listing_id, private.read_kobo('amount_kobo', amount_kobo), private.read_date('starts_on', starts_on),
    term_months, advance_periods, private.read_date('completes_on', completes_on),
    private.read_prose('conditions', conditions), valid_hours)
$$;
comment on function public.make_offer(uuid, numeric, text, integer, integer, text, text, integer) is
  'Offers to rent (amount_kobo for one price_per of the listing, from starts_on for term_months, 12 unless said) or to buy (amount_kobo in all, completes_on if said). Good for valid_hours, 1 to 720. The same offer again is harmless. Errors: listing.not_found 404, offer.bad_terms 400, offer.own_listing, offer.not_negotiable, offer.already_open 409.';
grant execute on function public.make_offer(uuid, numeric, text, integer, integer, text, text, integer) to authenticated;

-- 11_deals/34_answering_offers.sql

-- Countering, declining, withdrawing; and offers that nobody answered in time.

create function private.refuse_ended_offer(offer public.offers)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if offer.status = 'expired' or (offer.status = 'open' and offer.expires_at <= clock_timestamp()) then
    perform private.raise_problem('offer.expired', 'Cannot go on with the offer: its latest round was not answered in time', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  if offer.status <> 'open' then
    perform private.raise_problem('offer.illegal_transition', format('Cannot go on with the offer: it is %s', offer.status), 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
end
$$;
comment on function private.refuse_ended_offer(public.offers) is
  'Refuses unless the offer is open and its latest round unexpired: offer.expired, offer.illegal_transition 409.';

create function private.counter_offer(
  offer_id uuid,
  amount_kobo public.kobo,
  starts_on public.calendar_date,
  term_months integer,
  advance_periods integer,
  completes_on public.calendar_date,
  conditions text,
  valid_hours integer
)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offer public.offers;
  side public.offer_side;
  last public.offer_rounds;
  terms public.offer_rounds;
begin
  select o.* into offer from public.offers as o where o.id = offer_id;
  side := private.offer_side(offer, 'list');
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  select r.* into strict last from public.offer_rounds as r where r.offer_id = offer.id and r.round = offer.round;
  perform private.refuse_ended_offer(offer);
  -- What a counter-offer does not name stays as it was proposed; empty conditions take them back.
  terms.amount_kobo := coalesce(amount_kobo, last.amount_kobo);
  terms.advance_periods := private.fitting(coalesce(advance_periods, last.advance_periods));
  terms.term_months := private.fitting(coalesce(term_months, last.term_months));
  terms.starts_on := coalesce(starts_on, last.starts_on);
  terms.completes_on := coalesce(completes_on, last.completes_on);
  terms.conditions := nullif(btrim(coalesce(conditions, last.conditions)), '');
  perform private.check_terms(terms, offer.purpose, valid_hours);
  if last.made_by_side = side then
    if private.same_terms(last, terms) and last.round > 1 then
      return offer;
    end if;
    perform private.raise_problem('offer.not_your_turn', 'Cannot make a counter-offer: the latest round is your own side''s', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  if offer.round >= 50 then
    perform private.raise_problem('offer.too_many_rounds', 'Cannot make a counter-offer: 50 rounds are enough', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  update public.offers as o
  set round = o.round + 1, expires_at = now() + make_interval(hours => valid_hours)
  where o.id = offer.id
  returning o.* into offer;
  insert into public.offer_rounds (
    org_id, offer_id, round, made_by_side, made_by, amount_kobo, advance_periods, starts_on, term_months, completes_on,
    conditions, expires_at
  )
  values (
    offer.org_id, offer.id, offer.round, side, (select auth.uid()), terms.amount_kobo, terms.advance_periods, terms.starts_on,
    terms.term_months, terms.completes_on, terms.conditions, offer.expires_at
  );
  return offer;
end
$$;
comment on function private.counter_offer(uuid, public.kobo, public.calendar_date, integer, integer, public.calendar_date, text, integer) is
  'Checks whose turn it is and the terms, then adds a round.';
grant execute on function private.counter_offer(uuid, public.kobo, public.calendar_date, integer, integer, public.calendar_date, text, integer) to authenticated;

create function public.counter_offer(
  offer_id uuid,
  amount_kobo numeric,
  starts_on text default null,
  term_months integer default null,
  advance_periods integer default null,
  completes_on text default null,
  conditions text default null,
  valid_hours integer default 72
)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('counter_offer');
  select private.counter_offer(
    offer_id, private.read_kobo('amount_kobo', amount_kobo), private.read_date('starts_on', starts_on), term_months,
    advance_periods, private.read_date('completes_on', completes_on), private.read_prose('conditions', conditions),
    valid_hours)
$$;
comment on function public.counter_offer(uuid, numeric, text, integer, integer, text, text, integer) is
  'Answers the other side''s latest round with other terms; what is left out stays as it was proposed. The same again is harmless. Errors: offer.not_found 404, auth.forbidden, mandate.required 403, offer.bad_terms 400, offer.not_your_turn, offer.expired, offer.too_many_rounds, offer.illegal_transition 409.';
grant execute on function public.counter_offer(uuid, numeric, text, integer, integer, text, text, integer) to authenticated;

create function private.end_offer(offer_id uuid, to_status public.offer_status, reason text)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offer public.offers;
  side public.offer_side;
begin
  if to_status not in ('declined', 'withdrawn') then
    perform private.raise_problem('offer.illegal_transition', 'Cannot end an offer that way', 409,
      jsonb_build_object('field', 'to_status'));
  end if;
  select o.* into offer from public.offers as o where o.id = offer_id;
  side := private.offer_side(offer, 'list');
  if (side = 'offeror') <> (to_status = 'withdrawn') then
    perform private.raise_problem('offer.wrong_side',
      case side when 'offeror' then 'Cannot decline your own offer: withdraw it' else 'Cannot withdraw the other side''s offer: decline it' end,
      409, jsonb_build_object('field', 'offer_id'));
  end if;
  if length(btrim(reason)) > 500 or (to_status = 'declined' and coalesce(btrim(reason), '') = '') then
    perform private.raise_problem('offer.bad_reason', 'Cannot end the offer: reason must have 1 to 500 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  if offer.status = to_status then
    return offer;
  end if;
  if offer.status = 'open' and offer.expires_at <= clock_timestamp() then
    return private.move_offer(offer.id, 'expired', 'Not answered in time');
  end if;
  perform private.refuse_ended_offer(offer);
  return private.move_offer(offer.id, to_status, reason);
end
$$;
comment on function private.end_offer(uuid, public.offer_status, text) is
  'Checks the side, then ends an open offer; one that expired meanwhile is marked so.';
grant execute on function private.end_offer(uuid, public.offer_status, text) to authenticated;

create function public.decline_offer(offer_id uuid, reason text)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('decline_offer');
  select private.end_offer(offer_id, 'declined', private.read_prose('reason', reason))
$$;
comment on function public.decline_offer(uuid, text) is
  'The owner''s side ends a negotiation, saying why. Safe to repeat. Errors: offer.not_found 404, auth.forbidden, mandate.required 403, offer.bad_reason 400, offer.wrong_side, offer.expired, offer.illegal_transition 409.';
grant execute on function public.decline_offer(uuid, text) to authenticated;

create function public.withdraw_offer(offer_id uuid, reason text default null)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_offer');
  select private.end_offer(offer_id, 'withdrawn', private.read_prose('reason', reason))
$$;
comment on function public.withdraw_offer(uuid, text) is
  'Who made the offer takes it back. Safe to repeat. Errors: offer.not_found 404, offer.bad_reason 400, offer.wrong_side, offer.expired, offer.illegal_transition 409.';
grant execute on function public.withdraw_offer(uuid, text) to authenticated;

create function private.expire_offers(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  passed uuid;
  moved integer := 0;
begin
  for passed in
    select id from public.offers
    where status = 'open' and expires_at <= now()
    order by expires_at limit batch
    for update skip locked
  loop
    perform private.move_offer(passed, 'expired', 'Not answered in time');
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.expire_offers(integer) is
  'Expires a batch of offers whose latest round nobody answered in time; returns how many. Run by pg_cron. Acceptance asks for the time itself and does not wait for this.';
select cron.schedule('expire-offers', '* * * * *', private.in_batches('private.expire_offers'));

-- 11_deals/36_accepting_offers.sql

-- Accepting an offer claims the unit; giving the claim back lets the unit return to the market.
-- Lock order of deals: mandate, unit, listing, hold, offer, sale. The unit's row is what they queue for.

create function private.lapse_offer(hold public.unit_holds)
returns void
language plpgsql
set search_path = ''
as $$
declare
  offer public.offers;
  listing public.listings;
  why text;
begin
  select o.* into offer from public.offers as o where o.hold_id = hold.id;
  select l.* into listing from public.listings as l where l.id = offer.listing_id for update;
  select o.* into offer from public.offers as o where o.id = offer.id and o.status = 'accepted' for update;
  if not found then
    return;
  end if;
  why := case hold.status when 'expired' then 'The time for which the unit was held has passed'
    else coalesce(offer.decision_reason, 'The unit was released') end;
  perform private.begin_move('offer', offer.id, why);
  update public.offers as o set status = 'lapsed', decision_reason = why where o.id = offer.id;
  perform private.fall_through(sale.id, why) from public.sales as sale
  where sale.offer_id = offer.id and sale.status in ('agreed', 'contract_signed');
  perform private.relist(listing, 'The accepted offer came to nothing');
end
$$;
comment on function private.lapse_offer(public.unit_holds) is
  'When an accepted offer''s claim on the unit ends, the offer lapses, its sale falls through, and the listing is where it was before.';

create function private.fall_through(sale_id uuid, reason text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.begin_move('sale', sale_id, reason);
  update public.sales as sale set status = 'fallen_through', fell_through_reason = left(reason, 500)
  where sale.id = sale_id;
end
$$;
comment on function private.fall_through(uuid, text) is 'Moves a sale that came to nothing, noting why.';

create function private.keep_held_listing(listing public.listings)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if exists (
    select from public.offers as offer
    left join public.tenancies as tenancy on tenancy.id = offer.tenancy_id
    where offer.org_id = listing.org_id and offer.listing_id = listing.id
      and (offer.status = 'accepted' or (offer.status = 'converted' and tenancy.status = 'offered'))
  ) then
    perform private.raise_problem('listing.held',
      'Cannot publish: an accepted offer holds the unit. Release the offer, or withdraw the tenancy that came of it', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if exists (
    select from public.unit_holds as hold
    where hold.org_id = listing.org_id and hold.unit_id = listing.unit_id and hold.status = 'active' and hold.reason = 'sale'
  ) then
    perform private.raise_problem('listing.unit_sold', 'Cannot publish: the unit is sold', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
end
$$;
comment on function private.keep_held_listing(public.listings) is
  'Before a listing is published: no listing comes back to the market while its accepted offer holds the unit, nor ever for a sold unit. Errors: listing.held, listing.unit_sold 409.';

create function private.decline_other_offers(listing public.listings)
returns void
language plpgsql
set search_path = ''
as $$
declare
  other uuid;
begin
  for other in
    select offer.id from public.offers as offer
    where offer.org_id = listing.org_id and offer.listing_id = listing.id and offer.status = 'open'
    order by offer.id
    for update
  loop
    perform private.move_offer(other, 'declined', 'The listing is ' || listing.status);
  end loop;
end
$$;
comment on function private.decline_other_offers(public.listings) is
  'A listing that is let, sold or closed has no open offers; they are declined with that reason.';

-- Accepting ---------------------------------------------------------------------------------------

create function private.accept_offer(offer_id uuid, round integer, hold_days integer)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offer public.offers;
  side public.offer_side;
  last public.offer_rounds;
  listing public.listings;
  unit public.units;
  hold uuid;
  sale uuid;
begin
  select o.* into offer from public.offers as o where o.id = offer_id;
  side := private.offer_side(offer, 'sign');
  -- Frees what has lapsed, and locks the unit.
  perform private.expire_holds(offer.unit_id);
  select u.* into strict unit from public.units as u where u.id = offer.unit_id;
  select l.* into strict listing from public.listings as l where l.id = offer.listing_id for update;
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  select r.* into strict last from public.offer_rounds as r where r.offer_id = offer.id and r.round = offer.round;
  if offer.status = 'accepted' and offer.accepted_round = round and last.made_by_side <> side then
    return offer;
  end if;
  perform private.refuse_ended_offer(offer);
  if round is null or round not between 1 and offer.round then
    perform private.raise_problem('offer.bad_terms', 'Cannot accept: round must be the number of the round that you accept', 400,
      jsonb_build_object('field', 'round'));
  end if;
  if round < offer.round then
    perform private.raise_problem('offer.superseded',
      format('Cannot accept round %s: round %s has been proposed meanwhile', round, offer.round), 409,
      jsonb_build_object('field', 'round', 'round', offer.round));
  end if;
  if last.made_by_side = side then
    perform private.raise_problem('offer.not_your_turn', 'Cannot accept: the latest round is your own side''s', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  -- How long the unit is kept is the owner's to say.
  if hold_days is not null and (side = 'offeror' or hold_days not between 1 and case offer.purpose when 'sale' then 180 else 30 end) then
    perform private.raise_problem('offer.bad_terms',
      'Cannot accept: hold_days is for the owner to set, 1 to 30 for a letting and 1 to 180 for a sale', 400,
      jsonb_build_object('field', 'hold_days'));
  end if;
  if listing.status in ('reserved', 'under_offer', 'let', 'sold') then
    perform private.raise_problem('offer.unit_taken', 'Cannot accept: another deal holds the unit', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  if listing.status not in ('published', 'paused', 'stale') then
    perform private.raise_problem('offer.off_market', format('Cannot accept: the listing is %s', listing.status), 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  begin
    hold := private.take_hold(
      unit, daterange(case offer.purpose when 'sale' then private.lagos_date() else last.starts_on end, null), 'offer',
      now() + make_interval(days => coalesce(hold_days, case offer.purpose when 'sale' then 30 else 7 end)),
      (case offer.purpose when 'sale' then 'title' else 'possession' end)::public.held_right);
  exception when sqlstate 'PT409' then
    perform private.raise_problem('offer.unit_taken', 'Cannot accept: the unit is let or held for some of that time', 409,
      jsonb_build_object('field', 'offer_id'));
  end;
  perform private.begin_move('offer', offer.id, format('Round %s was accepted', round));
  update public.offers as o
  set status = 'accepted', accepted_round = round, hold_id = hold, decided_by = (select auth.uid())
  where o.id = offer.id
  returning o.* into offer;
  perform private.move_listing(listing.id,
    (case offer.purpose when 'sale' then 'under_offer' else 'reserved' end)::public.listing_status, 'An offer was accepted');
  if offer.purpose = 'sale' then
    insert into public.sales as made (org_id, listing_id, unit_id, property_id, offer_id, price_kobo, is_tenanted)
    values (offer.org_id, offer.listing_id, unit.id, unit.property_id, offer.id, last.amount_kobo, private.is_tenanted(unit))
    returning made.id into sale;
    insert into public.sale_parties (org_id, sale_id, role, party_org_id, full_name, address)
    select owner.id, sale, 'seller', owner.id, owner.name, owner.address
    from public.organizations as owner where owner.id = offer.org_id;
    insert into public.sale_parties (org_id, sale_id, role, profile_id, full_name)
    select offer.org_id, sale, 'buyer', buyer.id, buyer.display_name
    from public.profiles as buyer where buyer.id = offer.offeror_id;
  end if;
  return offer;
end
$$;
comment on function private.accept_offer(uuid, integer, integer) is
  'Checks side, round and market, then in one go claims the unit, moves offer and listing, and begins the sale.';
grant execute on function private.accept_offer(uuid, integer, integer) to authenticated;

create function public.accept_offer(offer_id uuid, round integer, hold_days integer default null)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('accept_offer');
  select private.accept_offer(offer_id, round, hold_days)
$$;
comment on function public.accept_offer(uuid, integer, integer) is
  'Accepts the other side''s latest round, by its number; the unit is held for hold_days (7 for a letting, 30 for a sale unless the owner says otherwise). An agency needs a live mandate to sign. Safe to repeat. Errors: offer.not_found 404, auth.forbidden, mandate.required 403, offer.bad_terms 400, offer.superseded, offer.not_your_turn, offer.expired, offer.unit_taken, offer.off_market, offer.illegal_transition 409.';
grant execute on function public.accept_offer(uuid, integer, integer) to authenticated;

create function private.release_offer(offer_id uuid, reason text)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offer public.offers;
begin
  select o.* into offer from public.offers as o where o.id = offer_id;
  perform private.offer_side(offer, 'sign');
  if coalesce(length(btrim(reason)), 0) not between 1 and 500 then
    perform private.raise_problem('offer.bad_reason', 'Cannot release the offer: reason must have 1 to 500 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  perform private.expire_holds(offer.unit_id);
  perform from public.listings as l where l.id = offer.listing_id for update;
  perform from public.unit_holds as h where h.id = offer.hold_id for update;
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  if offer.status = 'lapsed' then
    return offer;
  end if;
  if offer.status <> 'accepted' then
    perform private.raise_problem('offer.illegal_transition', format('Cannot release the offer: it is %s', offer.status), 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  if exists (select from public.sales as sale where sale.offer_id = offer.id and sale.status = 'contract_signed') then
    perform private.raise_problem('offer.contract_signed',
      'Cannot release the offer: the contract of sale is signed. The seller can record that the sale fell through', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  update public.offers as o set decision_reason = btrim(reason), decided_by = (select auth.uid()) where o.id = offer.id;
  perform private.move_hold(offer.hold_id, 'released', btrim(reason));
  select o.* into strict offer from public.offers as o where o.id = offer_id;
  return offer;
end
$$;
comment on function private.release_offer(uuid, text) is 'Checks the caller, then gives back the unit that an accepted offer holds.';
grant execute on function private.release_offer(uuid, text) to authenticated;

create function public.release_offer(offer_id uuid, reason text)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('release_offer');
  select private.release_offer(offer_id, private.read_prose('reason', reason))
$$;
comment on function public.release_offer(uuid, text) is
  'Either side ends an accepted offer early, saying why: it lapses and the listing is on the market again, unless it was paused or stale before or its mandate has ended. Safe to repeat. Errors: offer.not_found 404, auth.forbidden, mandate.required 403, offer.bad_reason 400, offer.contract_signed, offer.illegal_transition 409.';
grant execute on function public.release_offer(uuid, text) to authenticated;

-- 11_deals/38_offers_to_applicants.sql

-- An agency stands on one side of an offer: its people do not offer where it acts for the owner, in whatever scope,
-- and who may sign for the owner sees what there is to sign.
-- An application and the offer that comes of it move together.

create function private.refuse_agents_offer(offer public.offers)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if exists (
    select from private.mandates_over(
      offer.unit_id,
      array(select membership.org_id from public.memberships as membership where membership.user_id = offer.offeror_id)
    ) as mandate
    where mandate.status = 'active' and mandate.ends_on > private.lagos_date()
  ) then
    perform private.raise_problem('offer.own_listing', 'Cannot make an offer to, or as, somebody whose agency acts for the owner', 409,
      jsonb_build_object('field', case when offer.offeror_id = (select auth.uid()) then 'listing_id' else 'application_id' end));
  end if;
end
$$;
comment on function private.refuse_agents_offer(public.offers) is
  'Before an offer is made: nobody is the other side of an offer on a unit for which their agency has a mandate, running or yet to begin, whatever its scope and their role. Error: offer.own_listing 409.';

alter table public.offers add constraint offers_application_fkey
  foreign key (org_id, application_id) references public.applications (org_id, id);
create index offers_application_idx on public.offers (org_id, application_id);

create function private.link_application(offer public.offers)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  shortlisted uuid;
begin
  select application.id into shortlisted
  from public.applications as application
  where application.org_id = offer.org_id and application.listing_id = offer.listing_id
    and application.applicant_id = offer.offeror_id and application.status = 'shortlisted'
  for update;
  if found then
    perform private.move_application(shortlisted, 'offered', 'Terms are being agreed');
  end if;
  return shortlisted;
end
$$;
comment on function private.link_application(public.offers) is
  'An offer by, or to, somebody whose application is shortlisted belongs to that application: its id, or null.';

create function private.move_application_of_offer(offer public.offers)
returns void
language plpgsql
set search_path = ''
as $$
declare
  application public.applications;
begin
  select a.* into strict application from public.applications as a where a.id = offer.application_id for update;
  if offer.status in ('accepted', 'converted') then
    perform private.move_application(application.id, offer.status::text::public.application_status, 'The offer was ' || offer.status);
  elsif application.status in ('offered', 'accepted') then
    perform private.move_application(application.id, 'shortlisted', 'The offer was ' || offer.status);
  end if;
end
$$;
comment on function private.move_application_of_offer(public.offers) is 'Moves the application on, or back to the shortlist, as its offer ends.';

create function private.end_offer_of_application(application public.applications)
returns void
language plpgsql
set search_path = ''
as $$
declare
  negotiation uuid;
begin
  -- Whoever accepts it at this moment has the offer locked and will find the application gone: nobody waits for the other.
  select offer.id into negotiation from public.offers as offer
  where offer.org_id = application.org_id and offer.application_id = application.id and offer.status = 'open'
  for update skip locked;
  if found then
    perform private.move_offer(negotiation,
      (case application.status when 'withdrawn' then 'withdrawn' when 'declined' then 'declined' else 'expired' end)::public.offer_status,
      'The application was ' || application.status);
  end if;
end
$$;
comment on function private.end_offer_of_application(public.applications) is 'Ends the open negotiation of an application that is over.';

create function private.offer_to_applicant(
  application_id uuid, amount_kobo public.kobo, starts_on public.calendar_date, term_months integer, advance_periods integer, conditions text,
  valid_hours integer)
returns public.offers
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  application public.applications := private.received_application(application_id);
  listing public.listings;
  terms public.offer_rounds;
  known public.offer_rounds;
  offer public.offers;
begin
  select l.* into listing from public.listings as l where l.id = application.listing_id for share;
  terms.amount_kobo := coalesce(amount_kobo, listing.price_kobo);
  terms.starts_on := coalesce(starts_on, application.move_in_on);
  terms.term_months := private.fitting(coalesce(term_months, application.term_months, 12));
  terms.advance_periods := private.fitting(coalesce(advance_periods, listing.advance_periods));
  terms.conditions := nullif(btrim(conditions), '');
  perform private.check_terms(terms, listing.purpose, valid_hours);
  select o.* into offer from public.offers as o
  where o.listing_id = listing.id and o.offeror_id = application.applicant_id and o.status = 'open'
  for update;
  if offer.expires_at <= now() then
    perform private.move_offer(offer.id, 'expired', 'Not answered in time');
  elsif offer.id is not null then
    select r.* into known from public.offer_rounds as r where r.offer_id = offer.id and r.round = offer.round;
    if known.made_by_side = 'owner' and private.same_terms(known, terms) then
      return offer;
    end if;
  end if;
  if listing.status <> 'published' then
    perform private.raise_problem('listing.not_found', 'Cannot make the offer: the listing is not on the market', 404,
      jsonb_build_object('field', 'application_id'));
  end if;
  insert into public.offers as made (org_id, listing_id, unit_id, offeror_id, purpose, price_per, expires_at)
  values (listing.org_id, listing.id, listing.unit_id, application.applicant_id, listing.purpose, listing.price_per,
    now() + make_interval(hours => valid_hours))
  returning made.* into offer;
  if offer.application_id is distinct from application.id then
    perform private.raise_problem('application.illegal_transition',
      'Cannot make the offer: shortlist the application first', 409, jsonb_build_object('field', 'application_id'));
  end if;
  insert into public.offer_rounds (
    org_id, offer_id, round, made_by_side, made_by, amount_kobo, advance_periods, starts_on, term_months, conditions, expires_at)
  values (offer.org_id, offer.id, 1, 'owner', (select auth.uid()), terms.amount_kobo, terms.advance_periods, terms.starts_on,
    terms.term_months, terms.conditions, offer.expires_at);
  return offer;
exception when unique_violation then
  perform private.raise_problem('offer.already_open', 'Cannot make a second offer: the two of you negotiate already', 409,
    jsonb_build_object('field', 'application_id'));
  return null;
end
$$;
comment on function private.offer_to_applicant(uuid, public.kobo, public.calendar_date, integer, integer, text, integer) is
  'Checks the permission and the terms, then opens a negotiation with a first round from the owner''s side.';
grant execute on function private.offer_to_applicant(uuid, public.kobo, public.calendar_date, integer, integer, text, integer) to authenticated;

create function public.offer_to_applicant(
  application_id uuid,
  amount_kobo numeric default null,
  starts_on text default null,
  term_months integer default null,
  advance_periods integer default null,
  conditions text default null,
  valid_hours integer default 72
)
returns public.offers
language sql
set search_path = ''
as $$
  select private.limit_person('offer_to_applicant');
  select private.offer_to_applicant(
    application_id, private.read_kobo('amount_kobo', amount_kobo), private.read_date('starts_on', starts_on),
    term_months, advance_periods, private.read_prose('conditions', conditions), valid_hours)
$$;
comment on function public.offer_to_applicant(uuid, numeric, text, integer, integer, text, integer) is
  'Offers the home to a shortlisted applicant, as listed and as they applied unless said otherwise; they accept or counter it as any offer. The same offer again is harmless. Errors: application.not_found, listing.not_found 404, application.own, auth.forbidden, mandate.required 403, offer.bad_terms 400, application.illegal_transition, offer.already_open 409.';
grant execute on function public.offer_to_applicant(uuid, numeric, text, integer, integer, text, integer) to authenticated;

-- 11_deals/50_sales.sql

-- Sales: what an accepted offer to buy becomes, with its parties, until the deed.

create type public.sale_status as enum ('agreed', 'contract_signed', 'closed', 'fallen_through');
comment on type public.sale_status is 'Where a sale stands; a closed one never changes.';
create type public.sale_role as enum ('seller', 'buyer', 'seller_agent', 'seller_solicitor', 'buyer_solicitor');
comment on type public.sale_role is 'What somebody is in a sale.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('sale', null, 'agreed'),
  ('sale', 'agreed', 'contract_signed'), ('sale', 'agreed', 'closed'), ('sale', 'agreed', 'fallen_through'),
  ('sale', 'contract_signed', 'closed'), ('sale', 'contract_signed', 'fallen_through');
comment on constraint unit_holds_sale_check on public.unit_holds is 'Sold is sold.';

create table public.sales (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  listing_id uuid not null,
  unit_id uuid not null,
  property_id uuid not null,
  offer_id uuid not null,
  price_kobo public.positive_kobo not null check (price_kobo <= 10000000000000),
  is_tenanted boolean not null default false,
  status public.sale_status not null default 'agreed',
  agreed_on public.calendar_date not null default private.lagos_date(),
  contract_signed_on public.calendar_date,
  closed_on public.calendar_date,
  deed_reference text check (private.is_line(deed_reference) and length(btrim(deed_reference)) between 1 and 200),
  fell_through_reason text check (private.is_prose(fell_through_reason) and length(fell_through_reason) between 1 and 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  unique (org_id, offer_id),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  foreign key (org_id, unit_id) references public.units (org_id, id),
  foreign key (org_id, property_id) references public.properties (org_id, id),
  foreign key (org_id, offer_id) references public.offers (org_id, id),
  constraint sales_order_check check (
    contract_signed_on >= agreed_on and closed_on >= agreed_on and closed_on >= contract_signed_on
  ),
  constraint sales_closed_check check ((status = 'closed') = (closed_on is not null)),
  constraint sales_signed_check check (status <> 'contract_signed' or contract_signed_on is not null),
  constraint sales_fallen_check check ((status = 'fallen_through') = (fell_through_reason is not null))
);
comment on table public.sales is 'A sale from the accepted offer on. Its unit is held meanwhile, and for good once it is closed.';
comment on column public.sales.id is 'Time-ordered identifier.';
comment on column public.sales.org_id is 'The seller''s organization.';
comment on column public.sales.listing_id is 'The listing that led to it.';
comment on column public.sales.unit_id is 'What is sold.';
comment on column public.sales.property_id is 'The property that it is in.';
comment on column public.sales.offer_id is 'The accepted offer.';
comment on column public.sales.price_kobo is 'The agreed price, in kobo; once closed, the price that was paid.';
comment on column public.sales.is_tenanted is 'Whether tenants were in possession when it was agreed: unless their tenancy ends, the buyer takes the unit with them.';
comment on column public.sales.status is 'Moved by functions only.';
comment on column public.sales.agreed_on is 'Day of acceptance, Nigerian date.';
comment on column public.sales.contract_signed_on is 'Day on which the contract of sale was signed, Nigerian date.';
comment on column public.sales.closed_on is 'Day of completion, Nigerian date.';
comment on column public.sales.deed_reference is 'Reference of the deed of assignment or its registration.';
comment on column public.sales.fell_through_reason is 'Why it came to nothing.';
comment on column public.sales.created_at is 'When it was agreed, UTC.';
comment on column public.sales.updated_at is 'Last change, UTC.';
create index sales_listing_idx on public.sales (org_id, listing_id);
create index sales_unit_idx on public.sales (org_id, unit_id);
create index sales_property_idx on public.sales (org_id, property_id);
create unique index sales_one_running_key on public.sales (unit_id) where status <> 'fallen_through';
comment on index public.sales_one_running_key is 'A unit is sold once.';

create table public.sale_parties (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  sale_id uuid not null,
  role public.sale_role not null,
  profile_id uuid references public.profiles (id) on delete set null,
  party_org_id uuid references public.organizations (id),
  full_name text not null check (private.is_line(full_name) and length(btrim(full_name)) between 1 and 160),
  address text check (private.is_line(address) and length(btrim(address)) between 5 and 300),
  phone text check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  created_at timestamptz not null default now(),
  foreign key (org_id, sale_id) references public.sales (org_id, id),
  constraint sale_parties_one_identity_check check (profile_id is null or party_org_id is null),
  constraint sale_parties_once_key unique nulls not distinct (sale_id, role, profile_id, party_org_id, full_name)
);
comment on table public.sale_parties is 'Who sells, buys and acts for them: with an account, as an organization, or only by name.';
comment on column public.sale_parties.id is 'Time-ordered identifier.';
comment on column public.sale_parties.org_id is 'The organization of the sale.';
comment on column public.sale_parties.sale_id is 'The sale.';
comment on column public.sale_parties.role is 'What they are in it.';
comment on column public.sale_parties.profile_id is 'Their account, if they have one; a buyer with an account sees the sale.';
comment on column public.sale_parties.party_org_id is 'The organization that they are, if they are one.';
comment on column public.sale_parties.full_name is 'Name as in the deed.';
comment on column public.sale_parties.address is 'Postal address.';
comment on column public.sale_parties.phone is 'E.164 number.';
comment on column public.sale_parties.created_at is 'When they were named, UTC.';
create index sale_parties_sale_idx on public.sale_parties (org_id, sale_id);
create index sale_parties_profile_idx on public.sale_parties (profile_id);
create index sale_parties_party_org_idx on public.sale_parties (party_org_id);

create function private.my_sale_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select party.sale_id from public.sale_parties as party
  where party.profile_id = (select auth.uid()) and party.role = 'buyer';
end
$$;
comment on function private.my_sale_ids() is 'The sales in which the caller buys.';
grant execute on function private.my_sale_ids() to authenticated;

alter table public.sales enable row level security;
alter table public.sale_parties enable row level security;
grant select on public.sales, public.sale_parties to authenticated;
grant select, insert, update, delete on public.sales, public.sale_parties to service_role;
create policy sales_select on public.sales for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when id = any (array(select private.my_sale_ids())) then true
  end is not null
);
create policy sale_parties_select on public.sale_parties for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when sale_id = any (array(select private.my_sale_ids())) then true
  end is not null
);

create function private.before_sale_written()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op <> 'DELETE' then
    perform private.admit_move('sale', new.org_id, new.id, old.status::text, new.status::text);
  end if;
  if old.status = 'closed' then
    perform private.raise_problem('sale.closed', 'Cannot change the sale: it is closed', 409, jsonb_build_object('field', 'sale_id'));
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
comment on function private.before_sale_written() is
  'Trigger: moves as its machine allows, and a closed sale stays as it is, for every role. Error: sale.closed 409.';
create trigger before_sale_written before insert or update or delete on public.sales
  for each row execute function private.before_sale_written();

create function private.keep_parties_of_closed_sale()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  row_now public.sale_parties := coalesce(new, old);
  status_now public.sale_status;
begin
  -- An account may be deleted; the name in the deed stays.
  if tg_op = 'UPDATE' and new.profile_id is null and to_jsonb(new) - 'profile_id' = to_jsonb(old) - 'profile_id' then
    return new;
  end if;
  -- The lock keeps the sale from being closed meanwhile.
  select sale.status into status_now from public.sales as sale where sale.id = row_now.sale_id for share;
  if status_now = 'closed' then
    perform private.raise_problem('sale.closed', 'Cannot change the parties: the sale is closed', 409,
      jsonb_build_object('field', 'sale_id'));
  end if;
  return row_now;
end
$$;
comment on function private.keep_parties_of_closed_sale() is
  'Trigger: the parties of a closed sale stay as they are. Error: sale.closed 409.';
create trigger keep_closed before insert or update or delete on public.sale_parties
  for each row execute function private.keep_parties_of_closed_sale();

create trigger touch_updated_at before update on public.sales
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.sales
  for each row execute function private.record_audit();
create trigger record_audit after insert or update or delete on public.sale_parties
  for each row execute function private.record_audit();

create function private.notify_sale()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(new.org_id, 'deals.read')
      union
      select party.profile_id from public.sale_parties as party where party.sale_id = new.id and party.role = 'buyer'
    ),
    new.org_id, 'sale_closed', 'A sale was closed', new.id,
    jsonb_build_object('listing_id', new.listing_id, 'price_kobo', new.price_kobo, 'closed_on', new.closed_on),
    but_not => (select auth.uid()));
  return null;
end
$$;
comment on function private.notify_sale() is 'Trigger: tells members and buyers that a sale was closed, except who closed it.';
create trigger notify_sale after update of status on public.sales
  for each row when (new.status = 'closed' and old.status <> 'closed')
  execute function private.notify_sale();

-- 11_deals/55_selling.sql

-- From the agreed price to the deed: parties, contract, completion, or nothing.

create function private.lock_my_sale(sale_id uuid)
returns public.sales
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
begin
  select s.* into sale from public.sales as s
  where s.id = sale_id
    and (s.org_id in (select private.my_org_ids('deals.read')) or s.id in (select private.my_sale_ids()));
  if not found then
    perform private.raise_problem('sale.not_found', 'Cannot find the sale', 404, jsonb_build_object('field', 'sale_id'));
  end if;
  perform private.require_permission(sale.org_id, 'deals.write');
  -- In the order of all deals: unit, listing, hold, offer, sale.
  perform from public.units as u where u.id = sale.unit_id for no key update;
  perform from public.listings as l where l.unit_id = sale.unit_id and l.org_id = sale.org_id order by l.id for update;
  perform from public.unit_holds as h join public.offers as o on o.hold_id = h.id where o.id = sale.offer_id for update of h;
  perform from public.offers as o where o.id = sale.offer_id for update;
  select s.* into strict sale from public.sales as s where s.id = sale_id for update;
  return sale;
end
$$;
comment on function private.lock_my_sale(uuid) is
  'Locks a sale of the caller''s organization with its unit, listings, hold and offer. Errors: sale.not_found 404, auth.forbidden 403.';

create function private.refuse_ended_sale(sale public.sales)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if sale.status = 'closed' then
    perform private.raise_problem('sale.closed', 'Cannot change the sale: it is closed', 409, jsonb_build_object('field', 'sale_id'));
  end if;
  if sale.status = 'fallen_through' then
    perform private.raise_problem('sale.illegal_transition', 'Cannot go on with the sale: it fell through', 409,
      jsonb_build_object('field', 'sale_id'));
  end if;
end
$$;
comment on function private.refuse_ended_sale(public.sales) is 'Refuses (409 sale.closed, sale.illegal_transition) a sale that is over.';

create function private.check_sale_day(day public.calendar_date, field text, since public.calendar_date)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if day is null or day not between since and private.lagos_date() then
    perform private.raise_problem('sale.bad_date', format('Cannot record the sale: %s must be from %s to %s', field, since, private.lagos_date()), 400,
      jsonb_build_object('field', field));
  end if;
end
$$;
comment on function private.check_sale_day(public.calendar_date, text, public.calendar_date) is
  'Refuses (400 sale.bad_date) a day in the future or before what must come first.';

create function private.sign_sale(sale_id uuid, signed_on public.calendar_date)
returns public.sales
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
begin
  sale := private.lock_my_sale(sale_id);
  if sale.status = 'contract_signed' and sale.contract_signed_on = signed_on then
    return sale;
  end if;
  perform private.refuse_ended_sale(sale);
  if sale.status <> 'agreed' then
    perform private.raise_problem('sale.illegal_transition', 'Cannot record the contract: another day of signing is recorded', 409,
      jsonb_build_object('field', 'sale_id'));
  end if;
  perform private.check_sale_day(signed_on, 'signed_on', sale.agreed_on);
  -- A contract binds until it is performed or given up: the claim no longer lapses by itself.
  update public.unit_holds as h set expires_at = null
  from public.offers as o where o.id = sale.offer_id and h.id = o.hold_id;
  perform private.begin_move('sale', sale.id, 'The contract was signed');
  update public.sales as s set status = 'contract_signed', contract_signed_on = signed_on where s.id = sale.id
  returning s.* into sale;
  return sale;
end
$$;
comment on function private.sign_sale(uuid, public.calendar_date) is 'Checks the caller and the day, then records the contract; the unit stays held until the sale is closed or falls through.';
grant execute on function private.sign_sale(uuid, public.calendar_date) to authenticated;

create function public.sign_sale(sale_id uuid, signed_on text)
returns public.sales
language sql
set search_path = ''
as $$
  select private.limit_person('sign_sale');
  select private.sign_sale(sale_id, private.read_date('signed_on', signed_on))
$$;
comment on function public.sign_sale(uuid, text) is
  'Records the day (Nigerian date) on which the contract of sale was signed. Safe to repeat. Errors: sale.not_found 404, auth.forbidden 403, sale.bad_date 400, sale.closed, sale.illegal_transition 409.';
grant execute on function public.sign_sale(uuid, text) to authenticated;

create function private.add_sale_party(
  sale_id uuid,
  role public.sale_role,
  full_name text,
  address text,
  phone text,
  profile_id uuid,
  party_org_id uuid
)
returns public.sale_parties
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
  party public.sale_parties;
  wrong text;
begin
  sale := private.lock_my_sale(sale_id);
  perform private.refuse_ended_sale(sale);
  wrong := case
    when role is null then 'role'
    when coalesce(length(btrim(full_name)), 0) not between 1 and 160 then 'full_name'
    when length(btrim(address)) not between 5 and 300 then 'address'
    when phone !~ '^\+[1-9][0-9]{7,14}$' then 'phone'
    when profile_id is not null and party_org_id is not null then 'party_org_id'
  end;
  if wrong is not null then
    perform private.raise_problem('sale.bad_party', format('Cannot add the party: %s %s', wrong,
      case wrong
        when 'role' then 'is missing'
        when 'full_name' then 'must have 1 to 160 characters'
        when 'address' then 'must have 5 to 300 characters'
        when 'phone' then 'must be an E.164 number such as +2348031234567'
        else 'cannot be given together with profile_id'
      end), 400, jsonb_build_object('field', wrong));
  end if;
  -- An account is named only where it has dealt with the organization: nobody is drawn into a stranger's sale.
  if profile_id is not null and not exists (
    select from public.offers as o where o.org_id = sale.org_id and o.offeror_id = profile_id
    union all
    select from public.memberships as m where m.org_id = sale.org_id and m.user_id = profile_id
  ) then
    perform private.raise_problem('sale.unknown_party', 'Cannot find this person among those who deal with your organization', 404,
      jsonb_build_object('field', 'profile_id'));
  end if;
  if party_org_id is not null and not exists (select from public.organizations as o where o.id = party_org_id) then
    perform private.raise_problem('sale.unknown_party', 'Cannot find the organization', 404,
      jsonb_build_object('field', 'party_org_id'));
  end if;
  insert into public.sale_parties as made (org_id, sale_id, role, profile_id, party_org_id, full_name, address, phone)
  values (sale.org_id, sale.id, role, profile_id, party_org_id, btrim(full_name), btrim(address), phone)
  on conflict on constraint sale_parties_once_key do update
  set address = coalesce(excluded.address, made.address), phone = coalesce(excluded.phone, made.phone)
  returning made.* into party;
  return party;
end
$$;
comment on function private.add_sale_party(uuid, public.sale_role, text, text, text, uuid, uuid) is
  'Checks the caller and the facts, then names a party; the same party again only gets a newer address and phone.';
grant execute on function private.add_sale_party(uuid, public.sale_role, text, text, text, uuid, uuid) to authenticated;

create function public.add_sale_party(
  sale_id uuid,
  role public.sale_role,
  full_name text,
  address text default null,
  phone text default null,
  profile_id uuid default null,
  party_org_id uuid default null
)
returns public.sale_parties
language sql
set search_path = ''
as $$
  select private.limit_person('add_sale_party');
  select private.add_sale_party(
    sale_id, role, private.read_line('full_name', full_name), private.read_line('address', address),
    private.read_line('phone', phone), profile_id, party_org_id)
$$;
comment on function public.add_sale_party(uuid, public.sale_role, text, text, text, uuid, uuid) is
  'Names somebody in a sale: a person with an account who has made your organization an offer, an organization, or only a name. Safe to repeat. Errors: sale.not_found, sale.unknown_party 404, auth.forbidden 403, sale.bad_party 400, sale.closed, sale.illegal_transition 409.';
grant execute on function public.add_sale_party(uuid, public.sale_role, text, text, text, uuid, uuid) to authenticated;

create function private.remove_sale_party(party_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale_id uuid;
begin
  select p.sale_id into sale_id from public.sale_parties as p
  where p.id = party_id and p.org_id in (select private.my_org_ids('deals.read'));
  -- One that is gone already needs no removing.
  if found then
    perform private.refuse_ended_sale(private.lock_my_sale(sale_id));
    delete from public.sale_parties as p where p.id = party_id;
  end if;
end
$$;
comment on function private.remove_sale_party(uuid) is 'Checks the caller, then takes a party out of a sale that is not over.';
grant execute on function private.remove_sale_party(uuid) to authenticated;

create function public.remove_sale_party(party_id uuid)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('remove_sale_party');
  select private.remove_sale_party(party_id)
$$;
comment on function public.remove_sale_party(uuid) is
  'Takes somebody out of a sale of yours. Safe to repeat. Errors: auth.forbidden 403, sale.closed, sale.illegal_transition 409.';
grant execute on function public.remove_sale_party(uuid) to authenticated;

create function private.close_sale(sale_id uuid, price_kobo public.kobo, closed_on public.calendar_date, deed_reference text)
returns public.sales
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
  advertised record;
  missing text;
begin
  sale := private.lock_my_sale(sale_id);
  if sale.status = 'closed' and sale.price_kobo = price_kobo and sale.closed_on = closed_on
    and sale.deed_reference is not distinct from nullif(btrim(deed_reference), '') then
    return sale;
  end if;
  perform private.refuse_ended_sale(sale);
  if price_kobo is null or price_kobo not between 1 and 10000000000000 then
    perform private.raise_problem('sale.bad_price',
      'Cannot close the sale: price_kobo must be over zero and at most a hundred billion naira', 400,
      jsonb_build_object('field', 'price_kobo'));
  end if;
  perform private.check_sale_day(closed_on, 'closed_on', coalesce(sale.contract_signed_on, sale.agreed_on));
  if length(btrim(deed_reference)) > 200 then
    perform private.raise_problem('sale.bad_deed', 'Cannot close the sale: deed_reference must have at most 200 characters', 400,
      jsonb_build_object('field', 'deed_reference'));
  end if;
  select wanted into missing from unnest(array['seller', 'buyer']) as wanted
  where not exists (select from public.sale_parties as p where p.sale_id = sale.id and p.role::text = wanted)
  limit 1;
  if missing is not null then
    perform private.raise_problem('sale.party_missing', format('Cannot close the sale: no %s is named', missing), 409,
      jsonb_build_object('field', 'sale_id', 'role', missing));
  end if;
  perform private.begin_move('sale', sale.id, 'Completed');
  update public.sales as s
  set status = 'closed', price_kobo = price_kobo, closed_on = closed_on, deed_reference = nullif(btrim(deed_reference), '')
  where s.id = sale.id
  returning s.* into sale;
  perform private.move_offer(sale.offer_id, 'converted', 'The sale was closed');
  -- The claim stays for good: this organization can never let or sell the unit again.
  update public.unit_holds as h set reason = 'sale', expires_at = null
  from public.offers as o where o.id = sale.offer_id and h.id = o.hold_id;
  for advertised in
    select l.id, l.status from public.listings as l
    where l.org_id = sale.org_id and l.unit_id = sale.unit_id
      and (l.id = sale.listing_id or l.status in ('published', 'paused', 'stale', 'draft', 'pending_review', 'suspended'))
    order by l.id
  loop
    if advertised.id = sale.listing_id and advertised.status in ('under_offer', 'published', 'paused', 'stale') then
      perform private.move_listing(advertised.id, 'sold', 'The sale was closed');
    elsif advertised.status in ('published', 'paused', 'stale', 'draft', 'pending_review', 'suspended') then
      perform private.move_listing(advertised.id, 'closed', 'The unit was sold');
    end if;
  end loop;
  return sale;
end
$$;
comment on function private.close_sale(uuid, public.kobo, public.calendar_date, text) is
  'Checks the caller and the facts, then closes: the unit is sold, its listings leave the market, other offers are declined.';
grant execute on function private.close_sale(uuid, public.kobo, public.calendar_date, text) to authenticated;

create function public.close_sale(sale_id uuid, price_kobo numeric, closed_on text, deed_reference text default null)
returns public.sales
language sql
set search_path = ''
as $$
  select private.limit_person('close_sale');
  select private.close_sale(
    sale_id, private.read_kobo('price_kobo', price_kobo), private.read_date('closed_on', closed_on),
    private.read_line('deed_reference', deed_reference))
$$;
comment on function public.close_sale(uuid, numeric, text, text) is
  'Records completion: the price paid in kobo, the day (Nigerian date) and the deed. Nothing of it changes afterwards. Safe to repeat. Errors: sale.not_found 404, auth.forbidden 403, sale.bad_price, sale.bad_date, sale.bad_deed 400, sale.party_missing, sale.closed, sale.illegal_transition 409.';
grant execute on function public.close_sale(uuid, numeric, text, text) to authenticated;

create function private.fail_sale(sale_id uuid, reason text)
returns public.sales
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  sale public.sales;
  hold uuid;
begin
  sale := private.lock_my_sale(sale_id);
  if sale.status = 'fallen_through' then
    return sale;
  end if;
  perform private.refuse_ended_sale(sale);
  if coalesce(length(btrim(reason)), 0) not between 1 and 500 then
    perform private.raise_problem('sale.bad_reason', 'Cannot record it: reason must have 1 to 500 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  update public.offers as o set decision_reason = btrim(reason), decided_by = (select auth.uid())
  where o.id = sale.offer_id
  returning o.hold_id into hold;
  -- The rest follows from the claim: see private.lapse_offer().
  perform private.move_hold(hold, 'released', btrim(reason));
  select s.* into strict sale from public.sales as s where s.id = sale_id;
  return sale;
end
$$;
comment on function private.fail_sale(uuid, text) is 'Checks the caller, then gives the unit back: the offer lapses and the listing is on the market again.';
grant execute on function private.fail_sale(uuid, text) to authenticated;

create function public.fail_sale(sale_id uuid, reason text)
returns public.sales
language sql
set search_path = ''
as $$
  select private.limit_person('fail_sale');
  select private.fail_sale(sale_id, private.read_prose('reason', reason))
$$;
comment on function public.fail_sale(uuid, text) is
  'Records that a sale came to nothing, and why; the listing is on the market again, unless it was paused or stale before or its mandate has ended. Safe to repeat. Errors: sale.not_found 404, auth.forbidden 403, sale.bad_reason 400, sale.closed 409.';
grant execute on function public.fail_sale(uuid, text) to authenticated;

-- 11_deals/60_letting_from_offers.sql

-- An accepted offer to rent becomes a tenancy, without a moment in which the unit is free.

create function private.let_from_offer(offer_id uuid, address text)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offer public.offers;
  terms public.offer_rounds;
  tenant uuid;
  tenancy public.tenancies;
begin
  select o.* into offer from public.offers as o
  where o.id = offer_id and o.org_id in (select private.my_org_ids('properties.read'));
  if not found then
    perform private.raise_problem('offer.not_found', 'Cannot find the offer among your organizations', 404,
      jsonb_build_object('field', 'offer_id'));
  end if;
  perform private.require_permission(offer.org_id, 'tenancies.write');
  if offer.purpose <> 'rent' then
    perform private.raise_problem('offer.not_for_rent', 'Cannot let from an offer to buy', 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  perform private.expire_holds(offer.unit_id);
  perform from public.listings as l where l.id = offer.listing_id for update;
  perform from public.unit_holds as h where h.id = offer.hold_id for update;
  select o.* into strict offer from public.offers as o where o.id = offer_id for update;
  if offer.status = 'converted' then
    select t.* into strict tenancy from public.tenancies as t where t.id = offer.tenancy_id;
    return tenancy;
  end if;
  if offer.status <> 'accepted' or offer.offeror_id is null then
    perform private.raise_problem('offer.illegal_transition',
      case when offer.offeror_id is null then 'Cannot let: the account that made the offer is gone'
        else format('Cannot let from the offer: it is %s', offer.status) end, 409,
      jsonb_build_object('field', 'offer_id'));
  end if;
  select t.id into tenant from public.tenants as t where t.org_id = offer.org_id and t.user_id = offer.offeror_id;
  if length(btrim(address)) not between 5 and 300 or (address is null and tenant is null) then
    perform private.raise_problem('offer.bad_address', 'Cannot let: address must have 5 to 300 characters', 400,
      jsonb_build_object('field', 'address'));
  end if;
  if tenant is null then
    -- They made the offer themselves, which is what links their account.
    insert into public.tenants as made (org_id, user_id, full_name, address)
    select offer.org_id, profile.id, profile.display_name, btrim(address)
    from public.profiles as profile where profile.id = offer.offeror_id
    on conflict (org_id, user_id) where user_id is not null do update set address = excluded.address
    returning made.id into tenant;
  end if;
  select r.* into strict terms from public.offer_rounds as r
  where r.offer_id = offer.id and r.round = offer.accepted_round;
  -- The unit's row is locked: between the offer's claim and the tenancy's nobody else can make one.
  perform private.move_offer(offer.id, 'converted', 'A tenancy was offered');
  perform private.move_hold(offer.hold_id, 'released', 'A tenancy was offered');
  tenancy := private.offer_tenancy(
    offer.unit_id, array[tenant], terms.starts_on, private.term_end(terms.starts_on, terms.term_months, null),
    terms.amount_kobo, offer.price_per, terms.advance_periods, null, null, null);
  update public.offers as o set tenancy_id = tenancy.id where o.id = offer.id;
  return tenancy;
end
$$;
comment on function private.let_from_offer(uuid, text) is
  'Checks the caller, makes or finds the tenant, and passes the claim on the unit from the offer to a tenancy on its terms.';
grant execute on function private.let_from_offer(uuid, text) to authenticated;

create function public.let_from_offer(offer_id uuid, address text default null)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('let_from_offer');
  select private.let_from_offer(offer_id, private.read_line('address', address))
$$;
comment on function public.let_from_offer(uuid, text) is
  'Offers the tenancy that an accepted offer agreed on; address is the tenant''s postal address, needed unless your organization knows them already. A repeat gives the same tenancy. Errors: offer.not_found 404, auth.forbidden 403, offer.bad_address 400, offer.not_for_rent, offer.illegal_transition, unit.already_taken 409.';
grant execute on function public.let_from_offer(uuid, text) to authenticated;

create function private.reopen_listing_of_offer(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
declare
  listing public.listings;
begin
  select l.* into listing
  from public.offers as offer
  join public.listings as l on l.id = offer.listing_id
  where offer.org_id = tenancy.org_id and offer.tenancy_id = tenancy.id and l.status = 'reserved'
  for update of l;
  if found then
    perform private.relist(listing, 'The tenancy was not taken up');
  end if;
end
$$;
comment on function private.reopen_listing_of_offer(public.tenancies) is
  'When a tenancy that came of an offer is cancelled, its listing is where it was before the deal.';

-- 11_deals/70_relisting.sql

-- After a deal that came to nothing a listing is where it was before: who had taken it off the market, or may no
-- longer list it, does not find it there again.

create function private.relist(listing public.listings, reason text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  status_before text;
  back public.listing_status := 'published'::public.listing_status;
  why text := reason;
  today date := private.lagos_date();
begin
  if listing.status not in ('reserved', 'under_offer') then
    return;
  end if;
  select change.from_state into status_before
  from public.state_changes as change
  where change.machine = 'listing' and change.subject_id = listing.id and change.to_state = listing.status::text
  order by change.occurred_at desc, change.id desc limit 1;
  if status_before in ('paused', 'stale') then
    back := status_before::public.listing_status;
  elsif listing.mandate_id is not null then
    -- A mandate that somebody changes at this moment counts as over: waiting for it here could deadlock.
    perform from public.mandates as mandate
    where mandate.id = listing.mandate_id and mandate.status = 'active'
      and mandate.starts_on <= today and mandate.ends_on > today
    for share skip locked;
    if not found then
      back := 'paused';
      why := 'The mandate to list it ended during the deal';
    end if;
  end if;
  perform private.move_listing(listing.id, 'published', reason);
  if back <> 'published' then
    perform private.move_listing(listing.id, back, why);
    -- Nobody saw it published: it is neither new nor confirmed.
    update public.listings as l set published_at = listing.published_at, confirm_by = listing.confirm_by
    where l.id = listing.id;
  end if;
end
$$;
comment on function private.relist(public.listings, text) is
  'Puts a reserved listing, or one under offer, back: on the market if it was there before the deal and its mandate is live, otherwise paused or stale. The caller has locked its row.';

-- 11_deals/80_who_sees_whom.sql

-- Whose profile a person may see: their own, and of those whom a membership, tenancy, deal or viewing brings together.
-- It stands here because all of these must exist before the policy can name them.

-- The many, who may be tens of thousands, are looked up: is the person asked for among them? To list them for every read
-- of a name took 9 ms at 20,000 tenants, and takes ever longer; to look one up takes two looks into an index. A query
-- that names nobody lists them once, and reads the table. Measured: docs/decisions/0008.
create view private.my_clients as
select tenant.user_id as person_id
from public.tenants as tenant
join private.my_permissions as mine on mine.org_id = tenant.org_id and mine.permission = 'tenancies.read'
union all
select conversation.opened_by
from public.conversations as conversation
join private.my_permissions as mine on mine.org_id = conversation.org_id and mine.permission = 'conversations.write'
union all
select offer.offeror_id
from public.offers as offer
join private.my_permissions as mine on mine.org_id = offer.org_id and mine.permission = 'deals.read'
union all
select application.applicant_id
from public.applications as application
join private.my_permissions as mine on mine.org_id = application.org_id and mine.permission = 'deals.read'
where application.submitted_at is not null;
comment on view private.my_clients is
  'Whom the caller''s organizations deal with, as far as the caller''s role goes: tenants, those who write, who make offers, who applied. To be asked for one person: it is long. For policies.';
grant select on private.my_clients to authenticated;

create function private.my_contact_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select membership.user_id from public.memberships as membership
  where membership.org_id in (select private.my_org_ids('organization.read'))
  union
  select speaker.user_id from public.conversations as conversation
  join private.conversation_speakers as speaker on speaker.conversation_id = conversation.id
  where conversation.opened_by = (select auth.uid())
  union
  select offer.offeror_id
  from (
    select private.my_mandated_unit_ids('list') as unit_id
    union
    select private.my_mandated_unit_ids('sign')
  ) as reached
  join public.units as unit on unit.id = reached.unit_id
  join public.offers as offer on offer.org_id = unit.org_id and offer.unit_id = unit.id and offer.offeror_id is not null
  union
  select application.applicant_id from private.my_mandated_application_ids() as mine (id)
  join public.applications as application on application.id = mine.id
  union
  select enquiry.enquirer_id from public.enquiries as enquiry
  where enquiry.listing_id in (select private.my_mandated_listing_ids());
end
$$;
comment on function private.my_contact_ids() is
  'The few whose profiles the caller may see: colleagues, who answers in the caller''s own conversations, and who makes offers, applies or asks where the caller''s agency acts by mandate. The many are private.my_clients.';
grant execute on function private.my_contact_ids() to authenticated;

create policy profiles_select on public.profiles for select to authenticated using (
  id = (select auth.uid())
  or exists (select from private.my_clients as client where client.person_id = profiles.id)
  or id = any (array(select private.my_contact_ids()))
);

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;

-- A person's rental history, over all organizations, and who may look at it: only by their consent, for a time.

create function private.rental_facts(subject uuid)
returns table (
  tenancy_id uuid, org_id uuid, organization text, unit_label text, area text, state text,
  starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature,
  rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, arrears_kobo bigint, ended_by text)
language sql
stable
set search_path = ''
rows 10
as $$
  select tenancy.id, tenancy.org_id, organization.name, unit.label, property.area, property.state,
    coalesce(taken_over.handed_over_on, tenancy.starts_on), coalesce(tenancy.ended_on, passed_on.handed_over_on, tenancy.ends_on),
    tenancy.status, tenancy.nature,
    tenancy.rent_kobo, tenancy.rent_per, money.due, money.on_time, money.arrears_kobo,
    case
      when tenancy.status = 'passed_on' then 'sale of the home'
      when tenancy.status <> 'ended' then null
      when exists (
        select from public.tenancies as renewal
        where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.status <> 'cancelled'
      ) then 'renewed'
      when notice.given_by_owner then 'notice by the owner'
      when notice.id is not null then 'notice by the tenant'
      else 'possession returned'
    end
  from public.tenants as tenant
  join public.tenancy_parties as party on party.tenant_id = tenant.id and party.accepted_at is not null
  join public.tenancies as tenancy on tenancy.id = party.tenancy_id and tenancy.status not in ('draft', 'offered', 'cancelled')
  join public.organizations as organization on organization.id = tenancy.org_id
  join public.units as unit on unit.id = tenancy.unit_id
  join public.properties as property on property.id = unit.property_id
  left join public.tenancy_notices as notice
    on notice.org_id = tenancy.org_id and notice.tenancy_id = tenancy.id and notice.withdrawn_at is null
  -- Of a home that was sold with its tenants each owner tells their own time.
  left join public.tenancy_handovers as passed_on on passed_on.tenancy_id = tenancy.id and passed_on.side = 'passed_on'
  left join public.tenancy_handovers as taken_over on taken_over.tenancy_id = tenancy.id and taken_over.side = 'taken_over'
  cross join lateral (
    -- A week is customary before rent is called late. Tax that was withheld is the state's: nobody is late with it.
    -- Until the week is over, what is not paid says nothing of them.
    select count(*) filter (where charge.paid_kobo + charge.wht_kobo - charge.wht_settled_kobo >= charge.amount_kobo
        or charge.due_on + 7 < private.lagos_date())::integer as due,
      count(*) filter (where charge.paid_kobo + charge.wht_kobo - charge.wht_settled_kobo >= charge.amount_kobo and settled.last_on <= charge.due_on + 7)::integer as on_time,
      coalesce(sum(greatest(charge.amount_kobo - charge.paid_kobo - charge.wht_kobo + charge.wht_settled_kobo, 0)) filter (where charge.due_on < private.lagos_date()), 0)::bigint as arrears_kobo
    from public.charges as charge
    left join lateral (
      select max(private.lagos_date(payment.paid_at)) as last_on
      from public.payment_allocations as allocation
      join public.payments as payment on payment.id = allocation.payment_id and payment.status = 'succeeded'
        and payment.method <> 'withholding_tax'
      where allocation.charge_id = charge.id
    ) as settled on true
    where charge.tenancy_id = tenancy.id and charge.reverses_id is null and charge.due_on <= private.lagos_date()
      and not charge.is_reversed
  ) as money
  where tenant.user_id = subject
$$;
comment on function private.rental_facts(uuid) is
  'Every tenancy that a person accepted, with how its charges were paid: paid or seven days overdue, on time of these (within seven days), and what is overdue in kobo.';

create function private.rental_history()
returns table (
  tenancy_id uuid, org_id uuid, organization text, unit_label text, area text, state text,
  starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature,
  rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, arrears_kobo bigint, ended_by text)
language sql
stable
security definer
set search_path = ''
rows 10
as $$
  select facts.* from private.rental_facts((select auth.uid())) as facts order by facts.starts_on desc, facts.tenancy_id desc
$$;
comment on function private.rental_history() is 'The caller''s own history.';
grant execute on function private.rental_history() to authenticated;

create function public.rental_history()
returns table (
  tenancy_id uuid, org_id uuid, organization text, unit_label text, area text, state text,
  starts_on date, until_on date, status public.tenancy_status, nature public.tenancy_nature,
  rent_kobo bigint, rent_per public.price_period, charges_due integer, charges_on_time integer, arrears_kobo bigint, ended_by text)
language sql
stable
set search_path = ''
rows 10
as $$
  select * from private.rental_history()
$$;
comment on function public.rental_history() is
  'Your tenancies in all organizations, newest first: from starts_on until until_on (end of the term while it lasts), with charges that are paid or more than seven days due, how many of them were paid within seven days, and what is overdue in kobo.';
grant execute on function public.rental_history() to authenticated;

-- Consent ---------------------------------------------------------------------------------------

create type public.history_consent_status as enum ('requested', 'granted', 'declined', 'revoked', 'expired');
comment on type public.history_consent_status is 'Where a consent stands. A granted one also ends by its time.';

create table public.history_consents (
  id uuid primary key default private.uuid_v7(),
  subject_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid not null references public.organizations (id),
  status public.history_consent_status not null,
  purpose text not null constraint history_consents_purpose_check check (private.is_prose(purpose) and length(btrim(purpose)) between 3 and 500),
  includes_rent boolean not null default false,
  requested_by uuid references public.profiles (id) on delete set null,
  answered_at timestamptz,
  expires_at public.instant,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint history_consents_time_check check (expires_at <= answered_at + interval '90 days'),
  constraint history_consents_granted_check check (status <> 'granted' or (answered_at is not null and expires_at is not null))
);
comment on table public.history_consents is 'A person''s leave for one organization to read their rental history for a time.';
comment on column public.history_consents.id is 'Time-ordered identifier.';
comment on column public.history_consents.subject_id is 'Whose history.';
comment on column public.history_consents.org_id is 'Who may read it.';
comment on column public.history_consents.status is 'Moved by functions only.';
comment on column public.history_consents.purpose is 'What for, as the organization or the person put it.';
comment on column public.history_consents.includes_rent is 'Whether the amounts of rent are shown too.';
comment on column public.history_consents.requested_by is 'The member who asked; null when the person offered it.';
comment on column public.history_consents.answered_at is 'When the person said yes or no, UTC.';
comment on column public.history_consents.expires_at is 'Until when it can be read, UTC: at most 90 days after the answer.';
comment on column public.history_consents.created_at is 'When it was asked for or offered, UTC.';
comment on column public.history_consents.updated_at is 'Last change, UTC.';
create unique index history_consents_open_key on public.history_consents (subject_id, org_id) where status in ('requested', 'granted');
create index history_consents_subject_idx on public.history_consents (subject_id, id);
create index history_consents_org_idx on public.history_consents (org_id, id);
create index history_consents_requested_by_idx on public.history_consents (requested_by);
create index history_consents_expires_at_idx on public.history_consents (expires_at) where status = 'granted';
create index history_consents_unanswered_idx on public.history_consents (created_at) where status = 'requested';

create table public.history_views (
  id uuid primary key default private.uuid_v7(),
  consent_id uuid not null references public.history_consents (id) on delete cascade,
  subject_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid not null references public.organizations (id),
  viewed_by uuid references public.profiles (id) on delete set null,
  viewed_at timestamptz not null default now()
);
comment on table public.history_views is 'Each look at somebody''s rental history. Written by the function that shows it.';
comment on column public.history_views.id is 'Time-ordered identifier.';
comment on column public.history_views.consent_id is 'By which consent.';
comment on column public.history_views.subject_id is 'Whose history.';
comment on column public.history_views.org_id is 'Which organization looked.';
comment on column public.history_views.viewed_by is 'Which member looked.';
comment on column public.history_views.viewed_at is 'When, UTC.';
create index history_views_consent_idx on public.history_views (consent_id);
create index history_views_subject_idx on public.history_views (subject_id, id);
create index history_views_org_idx on public.history_views (org_id);
create index history_views_viewed_by_idx on public.history_views (viewed_by);

alter table public.history_consents enable row level security;
alter table public.history_views enable row level security;
grant select on public.history_consents, public.history_views to authenticated;
grant select, insert, update, delete on public.history_consents to service_role;
grant select, insert, delete on public.history_views to service_role;
create policy history_consents_select on public.history_consents for select to authenticated using (
  case
    when subject_id = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
create policy history_views_select on public.history_views for select to authenticated using (
  case
    when subject_id = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
  end is not null
);
-- Who looked is forgotten with their account, and never somebody else.
create trigger refuse_change before update on public.history_views
  for each row when (
    new.viewed_by is not null
    or (old.id, old.consent_id, old.subject_id, old.org_id, old.viewed_at)
      is distinct from (new.id, new.consent_id, new.subject_id, new.org_id, new.viewed_at)
  ) execute function private.refuse_change();
create trigger touch_updated_at before update on public.history_consents
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.history_consents
  for each row execute function private.record_audit();

create function private.expire_history_consents(only_subject uuid default null, batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  moved integer;
begin
  if only_subject is not null then
    -- Who asks for this person's history waits for an answer that is being given at this moment.
    perform from public.history_consents as consent
    where consent.subject_id = only_subject and consent.status in ('requested', 'granted')
    order by consent.id for no key update;
  end if;
  with lapsed as (
    select consent.id from public.history_consents as consent
    where consent.status = 'granted' and consent.expires_at <= now()
      and (only_subject is null or consent.subject_id = only_subject)
    order by consent.expires_at limit batch for no key update skip locked
  ),
  unanswered as (
    select consent.id from public.history_consents as consent
    where consent.status = 'requested' and consent.created_at <= now() - interval '30 days'
      and (only_subject is null or consent.subject_id = only_subject)
    order by consent.created_at limit batch for no key update skip locked
  )
  update public.history_consents as consent set status = 'expired'
  where consent.id in (select lapsed.id from lapsed union all select unanswered.id from unanswered);
  get diagnostics moved = row_count;
  return moved;
end
$$;
comment on function private.expire_history_consents(uuid, integer) is
  'Marks a batch of consents whose time is over, and of requests that nobody answered in 30 days, of one person when named; returns how many. Reading checks the time itself. Run by pg_cron each hour.';
select cron.schedule('expire-history-consents', '25 * * * *', private.in_batches('private.expire_history_consents'));

create function private.agency_of_listing(listing public.listings)
returns setof uuid
language sql
stable
set search_path = ''
rows 1
as $$
  select agency.id
  from public.mandates as mandate
  join public.organizations as agency on agency.id = mandate.agent_org_id and agency.suspended_at is null
  where mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
    and mandate.status = 'active' and 'list' = any (mandate.scopes)
    and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date()
$$;
comment on function private.agency_of_listing(public.listings) is
  'The agency that decides on applications for a listing, under a live mandate to list, where the caller may see it; none: nobody, or one that is suspended.';
grant execute on function private.agency_of_listing(public.listings) to authenticated;

create function private.orgs_that_know(subject_id uuid)
returns setof uuid
language sql
stable
set search_path = ''
rows 5
as $$
  select tenant.org_id from public.tenants as tenant where tenant.user_id = orgs_that_know.subject_id
  union
  select application.org_id from public.applications as application
  where application.applicant_id = orgs_that_know.subject_id and application.submitted_at is not null
  union
  select enquiry.org_id from public.enquiries as enquiry where enquiry.enquirer_id = orgs_that_know.subject_id
  union
  -- An agency decides on applications for what it lists for owners, and asks in its own name: who shares says with whom.
  select agency.id
  from public.applications as application
  join public.listings as listing on listing.org_id = application.org_id and listing.id = application.listing_id
  cross join private.agency_of_listing(listing) as agency (id)
  where application.applicant_id = orgs_that_know.subject_id and application.submitted_at is not null
    and (application.closed_at is null or application.closed_at > now() - interval '90 days')
$$;
comment on function private.orgs_that_know(uuid) is
  'The organizations of which a person is a tenant, to which they applied or which they asked something; and the agencies that decide on an application of theirs under a live mandate.';

create function private.end_history_consents_under(mandate public.mandates)
returns void
language sql
set search_path = ''
as $$
  -- In one order: two mandates of an agency may end at once.
  with ending as (
    select consent.id from public.history_consents as consent
    where consent.org_id = mandate.agent_org_id and consent.status in ('requested', 'granted')
      and not private.knows_person(consent.org_id, consent.subject_id)
    order by consent.id for no key update
  )
  update public.history_consents as consent set status = 'expired' from ending where consent.id = ending.id
$$;
comment on function private.end_history_consents_under(public.mandates) is
  'When a mandate is over, its agency neither asks for nor reads the rental records of those on whose applications it decides no more.';

create function private.knows_person(org_id uuid, subject_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (select from private.orgs_that_know(knows_person.subject_id) as known (id) where known.id = knows_person.org_id)
$$;
comment on function private.knows_person(uuid, uuid) is
  'Whether a person is a tenant of an organization, applied to it or asked it something: nobody is asked for their history out of the blue.';

create function private.latest_application_to(org_id uuid, applicant uuid)
returns uuid
language sql
stable
set search_path = ''
as $$
  select application.id from public.applications as application
  where application.applicant_id = latest_application_to.applicant and application.submitted_at is not null and (
    application.org_id = latest_application_to.org_id or exists (
      select from public.listings as listing
      cross join private.agency_of_listing(listing) as agency (id)
      where listing.id = application.listing_id and agency.id = latest_application_to.org_id))
  order by application.id desc
  limit 1
$$;
comment on function private.latest_application_to(uuid, uuid) is
  'The newest application that a person sent to an organization, or for what it lists for an owner, where the caller may see it: who reads their history decides about that one. Null: there is none.';
grant execute on function private.latest_application_to(uuid, uuid) to authenticated;

create function private.notify_history_consent()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.status = 'requested' then
    perform private.notify(
      array[new.subject_id], new.org_id, 'history_requested', organization.name || ' asks for your rental history', new.id,
      jsonb_build_object('org_id', new.org_id, 'purpose', new.purpose))
    from public.organizations as organization where organization.id = new.org_id;
  elsif new.status = 'granted' then
    perform private.notify(
      array(select private.members_with(new.org_id, 'deals.write')), new.org_id,
      'history_shared', 'A rental history was shared with you', new.id,
      jsonb_strip_nulls(jsonb_build_object(
        'expires_at', new.expires_at, 'application_id', private.latest_application_to(new.org_id, new.subject_id))));
  elsif new.status in ('declined', 'revoked') then
    perform private.notify(
      array(select private.members_with(new.org_id, 'deals.write')), new.org_id, 'history_withheld',
      -- Who takes back what was asked for has refused it.
      case when old.status = 'granted' then 'A rental history is shared with you no more'
        else 'A rental history is not shared with you' end, new.id,
      jsonb_strip_nulls(jsonb_build_object(
        'application_id', private.latest_application_to(new.org_id, new.subject_id))));
  end if;
  return null;
end
$$;
comment on function private.notify_history_consent() is 'Trigger: tells the person of a request, and members of a consent, of a refusal and of one taken back.';
create trigger notify_history_consent after insert or update of status on public.history_consents
  for each row execute function private.notify_history_consent();

-- Conversations about a listing, a viewing, an application, a tenancy or a sale, live on the private channel
-- conversation:<id>. Who takes part follows from the subject, and is said in 11_deals/85_who_takes_part.sql, where all
-- that it speaks of exists; foreign keys to what later chapters make are there too.

create table public.conversations (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  listing_id uuid,
  tenancy_id uuid,
  opened_by uuid not null references public.profiles (id),
  created_at timestamptz not null default now(),
  last_message_at timestamptz,
  viewing_id uuid,
  application_id uuid,
  sale_id uuid,
  is_joint boolean not null default false,
  last_message_id uuid,
  message_count integer not null default 0,
  change_count bigint not null default 0,
  answered_count integer not null default 0,
  unique (org_id, id),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  foreign key (org_id, viewing_id) references public.viewings (org_id, id),
  constraint conversations_subject_check check (
    num_nonnulls(listing_id, tenancy_id) = 1 and num_nonnulls(tenancy_id, viewing_id, application_id, sale_id) <= 1
    and (not is_joint or num_nonnulls(tenancy_id, sale_id) = 1)),
  constraint conversations_counts_check check (message_count >= answered_count and answered_count >= 0 and change_count >= message_count)
);
comment on table public.conversations is 'People talk with an organization about one thing. About a listing, a viewing or an application each person has one of their own; those about a tenancy or a sale belong to all its parties.';
comment on column public.conversations.id is 'Time-ordered identifier.';
comment on column public.conversations.org_id is 'The organization talked to: every member who may talk for it takes part.';
comment on column public.conversations.listing_id is 'About this listing, or about a viewing, application or sale of it; null: about a tenancy.';
comment on column public.conversations.tenancy_id is 'About this tenancy, or null.';
comment on column public.conversations.opened_by is 'With whom the organization talks: who looks, views or applies; of one that belongs to all parties, who opened it.';
comment on column public.conversations.created_at is 'When it was opened, UTC.';
comment on column public.conversations.last_message_at is 'Time of the newest message, UTC.';
comment on column public.conversations.viewing_id is 'About this viewing, or null.';
comment on column public.conversations.application_id is 'About this application, or null.';
comment on column public.conversations.sale_id is 'About this sale, or null.';
comment on column public.conversations.is_joint is 'Whether it belongs to all tenants of the tenancy, or all parties of the sale with an account, as they are today. False: to opened_by alone.';
comment on column public.conversations.last_message_id is 'The newest message: ids are given under the lock of this row, so that their order is that of the commits. Null before the first that was said so.';
comment on column public.conversations.message_count is 'How many messages were said; those from before they were counted are not among them.';
comment on column public.conversations.change_count is 'How often something was said, edited or deleted: the number of the latest change, without gaps.';
comment on column public.conversations.answered_count is 'How many messages there were when somebody last spoke for the organization: a colleague who has read nothing themselves need not read them.';
create index conversations_org_idx on public.conversations (org_id, last_message_at desc);
-- Each message writes this row anew, and all of its indexes: they hold what is there.
create index conversations_listing_idx on public.conversations (org_id, listing_id) where listing_id is not null;
create index conversations_tenancy_idx on public.conversations (org_id, tenancy_id) where tenancy_id is not null;
create index conversations_tenancy_id_idx on public.conversations (tenancy_id) where tenancy_id is not null;
create index conversations_opened_by_idx on public.conversations (opened_by, last_message_at desc);
create index conversations_viewing_idx on public.conversations (org_id, viewing_id) where viewing_id is not null;
create index conversations_application_idx on public.conversations (org_id, application_id) where application_id is not null;
create index conversations_sale_idx on public.conversations (org_id, sale_id) where sale_id is not null;
create unique index conversations_listing_key on public.conversations (listing_id, opened_by)
  where viewing_id is null and application_id is null and sale_id is null;
create unique index conversations_viewing_key on public.conversations (viewing_id) where viewing_id is not null;
create unique index conversations_application_key on public.conversations (application_id) where application_id is not null;
create unique index conversations_joint_tenancy_key on public.conversations (tenancy_id) where is_joint;
create unique index conversations_own_tenancy_key on public.conversations (tenancy_id, opened_by) where not is_joint;
create unique index conversations_sale_key on public.conversations (sale_id) where sale_id is not null;
comment on index public.conversations_listing_key is 'One for each person and listing, whatever the interleaving; so do the other keys for theirs.';

alter table public.conversations enable row level security;
grant select on public.conversations to authenticated, service_role;

-- Opening -------------------------------------------------------------------------------------

create type private.subject_of_talk as (
  org_id uuid, listing_id uuid, person_id uuid, is_joint boolean);
comment on type private.subject_of_talk is 'What a conversation to be is about: whose it is, the listing that led there, with whom the organization talks, and whether it belongs to all parties.';

create function private.find_subject(
  about_listing uuid, about_tenancy uuid, about_viewing uuid, about_application uuid, about_sale uuid)
returns private.subject_of_talk
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid := (select auth.uid());
  answering uuid[] := array(select private.my_org_ids('conversations.write'));
  subject private.subject_of_talk;
begin
  if about_listing is not null then
    select listing.org_id, listing.id, caller, false into subject from public.listings as listing
    where listing.id = about_listing and listing.status = 'published';
  elsif about_tenancy is not null then
    select tenancy.org_id, null::uuid, caller, true into subject from public.tenancies as tenancy
    where tenancy.id = about_tenancy and (
      tenancy.id in (select private.my_tenancy_ids()) or tenancy.org_id = any (answering));
  elsif about_viewing is not null then
    select viewing.org_id, slot.listing_id, viewing.user_id, false into subject
    from public.viewings as viewing join public.viewing_slots as slot on slot.id = viewing.slot_id
    where viewing.id = about_viewing and (viewing.user_id = caller or viewing.org_id = any (answering)
      or slot.listing_id in (select private.my_mandated_listing_ids()));
  elsif about_application is not null then
    -- What the applicant has not submitted the organization does not see.
    select application.org_id, application.listing_id, application.applicant_id, false into subject
    from public.applications as application
    where application.id = about_application and (application.applicant_id = caller
      or application.submitted_at is not null and (application.org_id = any (answering)
        or application.listing_id in (select private.my_mandated_listing_ids())));
  else
    select sale.org_id, sale.listing_id, caller, true into subject from public.sales as sale
    where sale.id = about_sale and (sale.org_id = any (answering) or exists (
      select from public.sale_parties as party where party.sale_id = sale.id and (party.profile_id = caller
        or party.party_org_id = any (answering))));
  end if;
  return subject;
end
$$;
comment on function private.find_subject(uuid, uuid, uuid, uuid, uuid) is
  'What the caller may open a conversation about; nothing (org_id null) for what they do not see. One of the five is given.';

create function private.open_conversation(
  about_listing uuid, about_tenancy uuid, about_viewing uuid, about_application uuid, about_sale uuid)
returns public.conversations
language plpgsql
security definer
set search_path = ''
as $$
declare
  opened public.conversations;
  subject private.subject_of_talk;
  named text := case
    when about_listing is not null then 'listing_id' when about_tenancy is not null then 'tenancy_id'
    when about_viewing is not null then 'viewing_id' when about_application is not null then 'application_id'
    when about_sale is not null then 'sale_id' end;
begin
  if (select auth.uid()) is null then
    perform private.raise_problem('auth.required', 'Cannot open a conversation: sign in first', 401);
  end if;
  if num_nonnulls(about_listing, about_tenancy, about_viewing, about_application, about_sale) <> 1 then
    perform private.raise_problem('conversation.bad_subject',
      'Cannot open a conversation: name a listing, a viewing, an application, a tenancy or a sale, and only one', 400,
      jsonb_build_object('field', coalesce(named, 'listing_id')));
  end if;
  subject := private.find_subject(about_listing, about_tenancy, about_viewing, about_application, about_sale);
  if subject.org_id is null then
    perform private.raise_problem('conversation.subject_not_found', 'Cannot open a conversation: there is no such thing for you to talk about', 404,
      jsonb_build_object('field', named));
  end if;
  if private.is_blocked_by_organization(subject.person_id, subject.org_id) and not subject.is_joint then
    perform private.raise_problem('conversation.blocked', 'Cannot open a conversation: one side does not wish to talk with the other', 403,
      jsonb_build_object('field', named));
  end if;
  insert into public.conversations (org_id, listing_id, tenancy_id, viewing_id, application_id, sale_id, opened_by, is_joint)
  values (subject.org_id, subject.listing_id, about_tenancy, about_viewing, about_application, about_sale, subject.person_id, subject.is_joint)
  on conflict do nothing;
  select conversation.* into strict opened from public.conversations as conversation
  where conversation.org_id = subject.org_id and conversation.is_joint = subject.is_joint
    and (subject.is_joint or conversation.opened_by = subject.person_id)
    and conversation.listing_id is not distinct from subject.listing_id
    and conversation.tenancy_id is not distinct from about_tenancy
    and conversation.viewing_id is not distinct from about_viewing
    and conversation.application_id is not distinct from about_application
    and conversation.sale_id is not distinct from about_sale;
  return opened;
end
$$;
comment on function private.open_conversation(uuid, uuid, uuid, uuid, uuid) is 'Opens the conversation on a subject that the caller sees, or returns the one there is.';
grant execute on function private.open_conversation(uuid, uuid, uuid, uuid, uuid) to authenticated;

create function public.open_conversation(
  listing_id uuid default null, tenancy_id uuid default null, viewing_id uuid default null, application_id uuid default null,
  sale_id uuid default null)
returns public.conversations
language sql
set search_path = ''
as $$
  select private.limit_person('open_conversation');
  select private.open_conversation(listing_id, tenancy_id, viewing_id, application_id, sale_id)
$$;
comment on function public.open_conversation(uuid, uuid, uuid, uuid, uuid) is
  'Opens the conversation on a published listing, a viewing, a submitted application, a tenancy or a sale, by either side that sees it, or returns the one there is. About a listing, a viewing or an application a person talks with the organization; about a tenancy all its tenants do, about a sale all its parties. Errors: auth.required 401, conversation.subject_not_found 404, conversation.bad_subject 400, conversation.blocked 403.';
grant execute on function public.open_conversation(uuid, uuid, uuid, uuid, uuid) to authenticated;

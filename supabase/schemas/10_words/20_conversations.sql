-- Conversations about a listing or a tenancy, live on the private channel conversation:<id>.

create table public.conversations (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  listing_id uuid,
  tenancy_id uuid,
  opened_by uuid not null references public.profiles (id),
  created_at timestamptz not null default now(),
  last_message_at timestamptz,
  unique (org_id, id),
  unique (listing_id, opened_by),
  unique (tenancy_id, opened_by),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  check (num_nonnulls(listing_id, tenancy_id) = 1)
);
comment on table public.conversations is 'A person talks with an organization about a listing or a tenancy. One for each person and subject.';
comment on column public.conversations.id is 'Time-ordered identifier.';
comment on column public.conversations.org_id is 'The organization talked to: every member who may talk for it takes part.';
comment on column public.conversations.listing_id is 'About this listing, or null.';
comment on column public.conversations.tenancy_id is 'About this tenancy, or null.';
comment on column public.conversations.opened_by is 'The visitor or tenant who opened it.';
comment on column public.conversations.created_at is 'When it was opened, UTC.';
comment on column public.conversations.last_message_at is 'Time of the newest message, UTC.';
create index conversations_org_idx on public.conversations (org_id, last_message_at desc);
create index conversations_listing_idx on public.conversations (org_id, listing_id);
create index conversations_tenancy_idx on public.conversations (org_id, tenancy_id);
create index conversations_opened_by_idx on public.conversations (opened_by);

create function private.my_conversation_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 100
as $$
begin
  return query
  select conversation.id from public.conversations as conversation
  where conversation.opened_by = (select auth.uid())
  union
  select conversation.id from public.conversations as conversation
  where conversation.org_id in (select private.my_org_ids('conversations.write'));
end
$$;
comment on function private.my_conversation_ids() is 'The conversations in which the caller takes part, as the one who opened it or for the organization.';

create view private.my_opened_conversations as
select conversation.id as conversation_id from public.conversations as conversation
where conversation.opened_by = (select user_id from private.caller);
comment on view private.my_opened_conversations is
  'The conversations that the caller opened; those of their organizations are many and found by org_id.';
grant select on private.my_opened_conversations to authenticated;

grant execute on function private.my_conversation_ids() to authenticated;

alter table public.conversations enable row level security;
grant select on public.conversations to authenticated, service_role;
create policy conversations_select on public.conversations for select to authenticated using (
  case
    when opened_by = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('conversations.write'))) then true
  end is not null
);

-- Opening -------------------------------------------------------------------------------------

create function private.open_conversation(about_listing uuid, about_tenancy uuid)
returns public.conversations
language plpgsql
security definer
set search_path = ''
as $$
declare
  opened public.conversations;
  org uuid;
begin
  if (select auth.uid()) is null then
    perform private.raise_problem('auth.required', 'Cannot open a conversation: sign in first', 401);
  end if;
  if num_nonnulls(about_listing, about_tenancy) <> 1 then
    perform private.raise_problem('conversation.bad_subject', 'Cannot open a conversation: name a listing or a tenancy, not both', 400,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if about_listing is not null then
    select listing.org_id into org from public.listings as listing
    where listing.id = about_listing and listing.status = 'published';
  else
    select tenancy.org_id into org from public.tenancies as tenancy
    where tenancy.id = about_tenancy and tenancy.id in (select private.my_tenancy_ids());
  end if;
  if org is null then
    perform private.raise_problem('conversation.subject_not_found', 'Cannot open a conversation: there is no such listing or tenancy for you', 404,
      jsonb_build_object('field', case when about_listing is null then 'tenancy_id' else 'listing_id' end));
  end if;
  insert into public.conversations (org_id, listing_id, tenancy_id, opened_by)
  values (org, about_listing, about_tenancy, (select auth.uid()))
  on conflict do nothing;
  select conversation.* into strict opened from public.conversations as conversation
  where conversation.opened_by = (select auth.uid())
    and conversation.listing_id is not distinct from about_listing
    and conversation.tenancy_id is not distinct from about_tenancy;
  return opened;
end
$$;
comment on function private.open_conversation(uuid, uuid) is 'Opens the caller''s conversation on a subject, or returns the one there is.';
grant execute on function private.open_conversation(uuid, uuid) to authenticated;

create function public.open_conversation(listing_id uuid default null, tenancy_id uuid default null)
returns public.conversations
language sql
set search_path = ''
as $$
  select private.limit_person('open_conversation');
  select private.open_conversation(listing_id, tenancy_id)
$$;
comment on function public.open_conversation(uuid, uuid) is
  'Opens your conversation on a published listing or on a tenancy of yours, or returns the one there is. Errors: auth.required 401, conversation.subject_not_found 404, conversation.bad_subject 400.';
grant execute on function public.open_conversation(uuid, uuid) to authenticated;

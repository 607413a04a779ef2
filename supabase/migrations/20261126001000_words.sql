-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 b139845291033ef136f38a9571ef44dbbe4a1e6b8cc6bc8bc8602fda66d2cf71
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 10_words/10_notifications.sql

-- Notifications: a row for each person, pushed live to their private channel user:<id>.

create table public.notifications (
  id uuid primary key default private.uuid_v7(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null check (kind in (
    'message_received', 'payment_received', 'payment_settled', 'tenancy_offered', 'tenancy_accepted',
    'invitation_accepted', 'mandate_offered', 'mandate_accepted', 'mandate_revoked',
    'listing_approved', 'listing_returned', 'listing_suspended', 'listing_stale', 'search_matched',
    'enquiry_received', 'viewing_booked', 'viewing_cancelled',
    'application_submitted', 'application_decided', 'offer_made', 'offer_accepted', 'offer_declined', 'offer_expired',
    'sale_closed', 'tenancy_renewal_offered', 'notice_given', 'tenancy_holding_over', 'tenancy_ended',
    'inspection_scheduled', 'inspection_ready', 'inspection_signed', 'inspection_disputed', 'inspection_cancelled',
    'history_requested', 'history_shared', 'document_shared', 'document_expiring'
  )),
  title text not null check (length(title) between 1 and 140),
  subject_id uuid not null,
  payload jsonb not null default '{}',
  read_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.notifications is 'What a person should know of, newest last by id. One row for each event and person.';
comment on column public.notifications.id is 'Time-ordered identifier.';
comment on column public.notifications.user_id is 'Whom it is for.';
comment on column public.notifications.kind is 'What happened.';
comment on column public.notifications.title is 'A line for people.';
comment on column public.notifications.subject_id is 'The conversation, payment or tenancy that it is about.';
comment on column public.notifications.payload is 'Facts for the screen: amounts in kobo, numbers, ids.';
comment on column public.notifications.read_at is 'When the person saw it, UTC.';
comment on column public.notifications.created_at is 'When it happened, UTC.';
create index notifications_user_id_idx on public.notifications (user_id, id desc);

alter table public.notifications enable row level security;
grant select, update (read_at) on public.notifications to authenticated;
grant select, insert on public.notifications to service_role;
create policy notifications_select on public.notifications for select to authenticated
  using (user_id = (select auth.uid()));
create policy notifications_update on public.notifications for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));

create function private.push_notification()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object(
      'id', new.id, 'kind', new.kind, 'title', new.title,
      'subject_id', new.subject_id, 'payload', new.payload, 'created_at', new.created_at),
    'notification_created', 'user:' || new.user_id, true);
  return null;
end
$$;
comment on function private.push_notification() is 'Trigger: broadcasts a new notification on the person''s private channel.';
create trigger push_notification after insert on public.notifications
  for each row execute function private.push_notification();

create function private.notify_payment()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object(
    'amount_kobo', new.amount_kobo, 'currency', new.currency, 'reference', new.reference, 'tenancy_id', new.tenancy_id,
    'receipts', (
      select coalesce(jsonb_agg(jsonb_build_object('id', receipt.id, 'number', receipt.number) order by receipt.serial), '[]')
      from public.receipts as receipt where receipt.payment_id = new.id
    ));
begin
  insert into public.notifications (user_id, kind, title, subject_id, payload)
  select distinct tenant.user_id, 'payment_settled', 'Your payment was received', new.id, facts
  from public.tenancy_parties as party
  join public.tenants as tenant on tenant.id = party.tenant_id
  where party.tenancy_id = new.tenancy_id and tenant.user_id is not null;
  insert into public.notifications (user_id, kind, title, subject_id, payload)
  select member, 'payment_received', 'A payment came in', new.id, facts
  from private.members_with(new.org_id, 'money.read') as member;
  return null;
end
$$;
comment on function private.notify_payment() is 'Trigger: tells tenants and the landlord''s side of a settled payment, after its receipts were issued.';
-- Triggers of one event fire in order of name: issue_receipts comes before notify_payment.
create trigger notify_payment after update of status on public.payments
  for each row when (new.status = 'succeeded' and old.status <> 'succeeded')
  execute function private.notify_payment();

create function private.notify_tenancy()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.notifications (user_id, kind, title, subject_id)
  select member, 'tenancy_accepted', 'A tenancy was accepted', new.id
  from private.members_with(new.org_id, 'tenancies.write') as member;
  return null;
end
$$;
comment on function private.notify_tenancy() is 'Trigger: tells the landlord''s side of an accepted tenancy.';
create trigger notify_tenancy after update of status on public.tenancies
  for each row when (new.status = 'active' and old.status = 'offered')
  execute function private.notify_tenancy();

create function private.notify_tenancy_party()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.notifications (user_id, kind, title, subject_id)
  select tenant.user_id,
    case when tenancy.parent_id is null then 'tenancy_offered' else 'tenancy_renewal_offered' end,
    case when tenancy.parent_id is null then 'A tenancy is offered to you' else 'Your tenancy can be renewed' end,
    new.tenancy_id
  from public.tenants as tenant, public.tenancies as tenancy
  where tenant.id = new.tenant_id and tenant.user_id is not null and tenancy.id = new.tenancy_id;
  return null;
end
$$;
comment on function private.notify_tenancy_party() is 'Trigger: tells a tenant with an account of a tenancy offered to them.';
create trigger notify_tenancy_party after insert on public.tenancy_parties
  for each row execute function private.notify_tenancy_party();

-- 10_words/20_conversations.sql

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

create table public.messages (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  conversation_id uuid not null,
  sender_id uuid not null default auth.uid() references public.profiles (id),
  client_id uuid not null,
  body text not null check (length(btrim(body)) between 1 and 4000),
  created_at timestamptz not null default now(),
  unique (sender_id, client_id),
  foreign key (org_id, conversation_id) references public.conversations (org_id, id)
);
comment on table public.messages is 'What was said. Append-only.';
comment on column public.messages.id is 'Time-ordered identifier: the order of the conversation.';
comment on column public.messages.org_id is 'The organization of the conversation.';
comment on column public.messages.conversation_id is 'The conversation.';
comment on column public.messages.sender_id is 'Who said it.';
comment on column public.messages.client_id is 'Made by the sender''s device: a message sent again after a lost answer is not said twice.';
comment on column public.messages.body is 'Text, 1 to 4,000 characters.';
comment on column public.messages.created_at is 'When it was said, UTC.';
create index messages_conversation_idx on public.messages (org_id, conversation_id, id);
create index messages_conversation_id_idx on public.messages (conversation_id, id);

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
alter table public.messages enable row level security;
grant select on public.conversations to authenticated;
grant select, insert (org_id, conversation_id, client_id, body) on public.messages to authenticated;
grant select on public.conversations, public.messages to service_role;
create policy conversations_select on public.conversations for select to authenticated using (
  case
    when opened_by = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('conversations.write'))) then true
  end is not null
);
create policy messages_select on public.messages for select to authenticated using (
  case
    when conversation_id = any (array(select conversation_id from private.my_opened_conversations)) then true
    when org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write')) then true
  end is not null
);
create policy messages_insert on public.messages for insert to authenticated with check (
  sender_id = (select auth.uid())
  and (
    conversation_id = any (array(select conversation_id from private.my_opened_conversations))
    or org_id = any (array(select org_id from private.my_permissions where permission = 'conversations.write'))
  )
);
create trigger limit_writing before insert on public.messages
  for each row when (current_user = 'authenticated') execute function private.limit_writing();
create trigger refuse_change before update or delete on public.messages
  for each row execute function private.refuse_change();

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

create function private.invite_as_tenant(conversation_id uuid, full_name text, address text)
returns public.tenants
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  conversation public.conversations;
  tenant public.tenants;
begin
  select c.* into conversation from public.conversations as c
  where c.id = conversation_id and c.org_id in (select private.my_org_ids('conversations.write'));
  if not found then
    perform private.raise_problem('conversation.not_found', 'Cannot find the conversation among your organizations', 404,
      jsonb_build_object('field', 'conversation_id'));
  end if;
  perform private.require_permission(conversation.org_id, 'tenancies.write');
  insert into public.tenants as known (org_id, user_id, full_name, address)
  values (conversation.org_id, conversation.opened_by, btrim(full_name), btrim(address))
  on conflict (org_id, user_id) where user_id is not null do update
  set full_name = excluded.full_name, address = excluded.address
  returning * into tenant;
  return tenant;
end
$$;
comment on function private.invite_as_tenant(uuid, text, text) is
  'Makes the tenant record of a person who talks with the organization. The link to their account comes from the conversation that they opened, and binds them to nothing until they accept a tenancy.';
grant execute on function private.invite_as_tenant(uuid, text, text) to authenticated;

create function public.invite_as_tenant(conversation_id uuid, full_name text, address text)
returns public.tenants
language sql
set search_path = ''
as $$
  select private.limit_person('invite_as_tenant');
  select private.invite_as_tenant(conversation_id, full_name, address)
$$;
comment on function public.invite_as_tenant(uuid, text, text) is
  'Makes the person who opened this conversation known to your organization as a tenant. Errors: conversation.not_found 404, auth.forbidden 403.';
grant execute on function public.invite_as_tenant(uuid, text, text) to authenticated;

-- Live ----------------------------------------------------------------------------------------

create function private.push_message()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  conversation public.conversations;
begin
  update public.conversations as c set last_message_at = new.created_at
  where c.id = new.conversation_id
  returning * into conversation;
  perform realtime.send(
    jsonb_build_object(
      'id', new.id, 'conversation_id', new.conversation_id, 'sender_id', new.sender_id,
      'client_id', new.client_id, 'body', new.body, 'created_at', new.created_at),
    'message_created', 'conversation:' || new.conversation_id, true);
  insert into public.notifications (user_id, kind, title, subject_id, payload)
  select reader, 'message_received', 'New message', new.conversation_id, jsonb_build_object('message_id', new.id)
  from (
    select conversation.opened_by as reader
    union
    select private.members_with(conversation.org_id, 'conversations.write')
  ) as readers
  where reader <> new.sender_id;
  return null;
end
$$;
comment on function private.push_message() is 'Trigger: broadcasts a message on its conversation''s private channel and notifies everyone else in it.';
create trigger push_message after insert on public.messages
  for each row execute function private.push_message();

create function private.may_use_topic(topic text)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  subject uuid;
begin
  if topic !~ '^(conversation|user):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return false;
  end if;
  subject := split_part(topic, ':', 2)::uuid;
  if topic like 'user:%' then
    return subject = (select auth.uid());
  end if;
  return exists (select from private.my_conversation_ids() as mine where mine = subject);
end
$$;
comment on function private.may_use_topic(text) is
  'Whether the caller takes part in a private channel: conversation:<id> for its parties, user:<id> for that person.';
grant execute on function private.may_use_topic(text) to authenticated;

create policy messages_select_realtime on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select private.may_use_topic((select realtime.topic()))));
-- Who is here and who is typing goes by presence. Nobody may broadcast: a client's broadcast could pass for a
-- message of somebody else, so what is said comes from the table alone.
create policy messages_insert_realtime on realtime.messages for insert to authenticated
  with check (
    extension = 'presence'
    and (select realtime.topic()) like 'conversation:%'
    and (select private.may_use_topic((select realtime.topic())))
  );

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;

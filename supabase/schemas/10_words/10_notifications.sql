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
grant select on public.notifications to authenticated;
grant select, insert on public.notifications to service_role;
create policy notifications_select on public.notifications for select to authenticated
  using (user_id = (select auth.uid()));

create function private.read_notifications(notification_ids uuid[])
returns integer
language sql
security definer
set search_path = ''
as $$
  with marked as (
    update public.notifications as notification set read_at = now()
    where notification.id = any (notification_ids) and notification.user_id = (select auth.uid())
      and notification.read_at is null
    returning 1
  )
  select count(*)::integer from marked
$$;
comment on function private.read_notifications(uuid[]) is 'Notes when the caller read notifications of theirs.';
grant execute on function private.read_notifications(uuid[]) to authenticated;

create function public.read_notifications(notification_ids uuid[])
returns integer
language sql
set search_path = ''
as $$
  select private.read_notifications(notification_ids)
$$;
comment on function public.read_notifications(uuid[]) is
  'Says that you have read these notifications of yours; returns how many of them you had not. Safe to repeat.';
grant execute on function public.read_notifications(uuid[]) to authenticated;

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

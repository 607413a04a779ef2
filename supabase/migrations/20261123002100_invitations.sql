-- People become members, and tenants get their record linked to an account, only by accepting an invitation.
set lock_timeout = '5s';
set statement_timeout = '60s';

create type public.invitation_kind as enum ('member', 'tenant');
comment on type public.invitation_kind is 'To act for an organization, or to link a tenant record to an account.';
create type public.invitation_status as enum ('pending', 'accepted', 'revoked', 'expired');
comment on type public.invitation_status is 'Only a pending invitation can be accepted.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('invitation', null, 'pending'), ('invitation', 'pending', 'accepted'),
  ('invitation', 'pending', 'revoked'), ('invitation', 'pending', 'expired');

create table public.invitations (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  kind public.invitation_kind not null,
  status public.invitation_status not null default 'pending',
  role public.member_role,
  tenant_id uuid,
  email text,
  phone text,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  invited_by uuid references public.profiles (id) on delete set null,
  accepted_by uuid references public.profiles (id) on delete set null,
  accepted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, tenant_id) references public.tenants (org_id, id),
  constraint invitations_role_check check ((kind = 'member') = (role is not null)),
  constraint invitations_tenant_check check ((kind = 'tenant') = (tenant_id is not null)),
  constraint invitations_contact_check check (num_nonnulls(email, phone) = 1),
  constraint invitations_email_check check (
    email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254
  ),
  constraint invitations_phone_check check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  constraint invitations_token_hash_check check (octet_length(token_hash) = 32),
  constraint invitations_accepted_check check ((status = 'accepted') = (accepted_at is not null))
);
comment on table public.invitations is 'Who was asked to join an organization or to link their tenant record, and what came of it.';
comment on column public.invitations.id is 'Time-ordered identifier.';
comment on column public.invitations.org_id is 'The organization that invites.';
comment on column public.invitations.kind is 'Member or tenant.';
comment on column public.invitations.status is 'Moved by functions only.';
comment on column public.invitations.role is 'What a new member will be; null for a tenant.';
comment on column public.invitations.tenant_id is 'The tenant record to link; null for a member.';
comment on column public.invitations.email is 'Where it went, in lower case; only the account with this e-mail may accept. Exactly one of email and phone is set.';
comment on column public.invitations.phone is 'Where it went, an E.164 number such as +2348031234567. Whoever holds the token may accept.';
comment on column public.invitations.token_hash is 'SHA-256 of the token; the token itself is told once and kept nowhere. Nobody may read this column.';
comment on column public.invitations.expires_at is 'Until when it can be accepted, UTC.';
comment on column public.invitations.invited_by is 'Who invited; null when that account is gone.';
comment on column public.invitations.accepted_by is 'The account that accepted.';
comment on column public.invitations.accepted_at is 'When it was accepted, UTC.';
comment on column public.invitations.created_at is 'When it was made, UTC.';
comment on column public.invitations.updated_at is 'Last change, UTC.';
create index invitations_tenant_idx on public.invitations (org_id, tenant_id);
create index invitations_invited_by_idx on public.invitations (invited_by);
create index invitations_accepted_by_idx on public.invitations (accepted_by);
create index invitations_expires_at_idx on public.invitations (expires_at) where status = 'pending';
create unique index invitations_one_pending_key on public.invitations (org_id, kind, coalesce(email, phone))
  where status = 'pending';
comment on index public.invitations_one_pending_key is 'A new invitation to the same place replaces the pending one.';

alter table public.invitations enable row level security;
grant select (
  id, org_id, kind, status, role, tenant_id, email, phone, expires_at, invited_by, accepted_by, accepted_at, created_at, updated_at
) on public.invitations to authenticated;
grant select, insert, update, delete on public.invitations to service_role;
create policy invitations_select on public.invitations for select to authenticated
  using (org_id = any (array(select private.my_org_ids('organization.read'))));

create trigger guard_move before insert or update of status on public.invitations
  for each row execute function private.guard_move('invitation');
create trigger touch_updated_at before update on public.invitations
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.invitations
  for each row execute function private.record_audit();

-- Nobody is made a member without being asked.
drop policy memberships_insert on public.memberships;
revoke insert (org_id, user_id, role) on public.memberships from authenticated;

-- Moving and expiry ---------------------------------------------------------------------------

create function private.move_invitation(invitation_id uuid, to_status public.invitation_status, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.begin_move('invitation', invitation_id, reason);
  update public.invitations as invitation
  set status = to_status,
    accepted_by = case when to_status = 'accepted' then (select auth.uid()) end,
    accepted_at = case when to_status = 'accepted' then now() end
  where invitation.id = invitation_id;
end
$$;
comment on function private.move_invitation(uuid, public.invitation_status, text) is
  'Moves an invitation; accepting notes the caller and the time.';

create function private.expire_invitations()
returns integer
language plpgsql
set search_path = ''
as $$
declare
  lapsed uuid;
  moved integer := 0;
begin
  for lapsed in
    select id from public.invitations
    where status = 'pending' and expires_at <= now()
    order by expires_at limit 1000
    for update skip locked
  loop
    perform private.move_invitation(lapsed, 'expired', 'Not accepted in time');
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.expire_invitations() is
  'Expires up to 1,000 invitations that were not accepted in time; returns how many. Run by pg_cron. Acceptance asks for the time itself and does not wait for this.';
select cron.schedule('expire-invitations', '23 * * * *', 'select private.expire_invitations()');

create function private.notify_invitation()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.notifications (user_id, kind, title, subject_id, payload)
  select member, 'invitation_accepted', 'Your invitation was accepted', new.id,
    jsonb_build_object('org_id', new.org_id, 'kind', new.kind, 'role', new.role, 'tenant_id', new.tenant_id,
      'accepted_by', new.accepted_by)
  from private.members_with(new.org_id, 'organization.read') as member
  where member = new.invited_by;
  return null;
end
$$;
comment on function private.notify_invitation() is
  'Trigger: tells who invited that the invitation was accepted, as long as they are a member.';
create trigger notify_invitation after update of status on public.invitations
  for each row when (new.status = 'accepted' and old.status <> 'accepted')
  execute function private.notify_invitation();

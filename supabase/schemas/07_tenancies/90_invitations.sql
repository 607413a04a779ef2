-- Invitations: how people become members of an organization, and how a tenant's record gets its account.
-- The token is told once, to the one who invites, and sent once, to the one invited; it is kept only as a hash, and in the
-- outbox until the message went (10_words/60_deliveries.sql).
-- Whoever may no longer make members, or keep tenants, leaves no way back in behind: their pending invitations are revoked.

create type public.invitation_kind as enum ('member', 'tenant');
comment on type public.invitation_kind is 'To act for the organization, or to see one''s own tenancies with it.';
create type public.invitation_status as enum ('pending', 'accepted', 'revoked', 'expired');
comment on type public.invitation_status is 'Only a pending invitation can be accepted.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('invitation', null, 'pending'), ('invitation', 'pending', 'accepted'),
  ('invitation', 'pending', 'revoked'), ('invitation', 'pending', 'expired');

create table public.invitations (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  kind public.invitation_kind not null,
  role public.member_role,
  tenant_id uuid,
  email text check (private.is_line(email) and email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  phone text check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  token_hash bytea not null unique,
  status public.invitation_status not null default 'pending',
  expires_at timestamptz not null,
  invited_by uuid references public.profiles (id) on delete set null,
  accepted_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (org_id, tenant_id) references public.tenants (org_id, id),
  constraint invitations_kind_check check ((kind = 'member') = (role is not null) and (kind = 'tenant') = (tenant_id is not null)),
  constraint invitations_contact_check check (num_nonnulls(email, phone) = 1)
);
comment on table public.invitations is 'An invitation by e-mail or phone, good once and for a time.';
comment on column public.invitations.id is 'Time-ordered identifier.';
comment on column public.invitations.org_id is 'Who invites.';
comment on column public.invitations.kind is 'Member or tenant.';
comment on column public.invitations.role is 'The role that a member will have.';
comment on column public.invitations.tenant_id is 'The tenant record that will get the account.';
comment on column public.invitations.email is 'Whom: only an account with this address may accept. Lower case.';
comment on column public.invitations.phone is 'Whom, E.164: only an account that confirmed this number may accept.';
comment on column public.invitations.token_hash is 'SHA-256 of the token; the token itself is kept nowhere but in a message that is not sent yet.';
comment on column public.invitations.status is 'Moved by functions only.';
comment on column public.invitations.expires_at is 'Until when it can be accepted, UTC.';
comment on column public.invitations.invited_by is 'The member who invited.';
comment on column public.invitations.accepted_by is 'The account that accepted.';
comment on column public.invitations.created_at is 'When it was made, UTC.';
comment on column public.invitations.updated_at is 'Last change, UTC.';
create index invitations_org_idx on public.invitations (org_id, id);
create index invitations_tenant_idx on public.invitations (org_id, tenant_id);
create index invitations_invited_by_idx on public.invitations (invited_by);
create index invitations_accepted_by_idx on public.invitations (accepted_by);
create unique index invitations_one_pending_key
  on public.invitations (org_id, kind, coalesce(email, phone)) where status = 'pending';
create index invitations_expires_at_idx on public.invitations (expires_at) where status = 'pending';

alter table public.invitations enable row level security;
grant select on public.invitations to authenticated;
grant select, insert, update, delete on public.invitations to service_role;
create policy invitations_select on public.invitations for select to authenticated
  using (org_id = any (array(select private.my_org_ids('organization.read'))));
create trigger guard_move before insert or update of status on public.invitations
  for each row execute function private.guard_move('invitation');
create trigger touch_updated_at before update on public.invitations
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.invitations
  for each row execute function private.record_audit();

create function private.move_invitation(invitation_id uuid, to_status public.invitation_status, reason text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.begin_move('invitation', invitation_id, reason);
  update public.invitations set status = to_status where id = invitation_id;
  perform private.withdraw_messages(invitation_id);
end
$$;
comment on function private.move_invitation(uuid, public.invitation_status, text) is 'Moves an invitation out of pending; a message about it that still waits is not sent.';

create function private.needed_to_invite(kind public.invitation_kind)
returns private.permission
language sql
immutable
set search_path = ''
as $$
  select (case kind when 'member' then 'members.write' else 'tenancies.write' end)::private.permission
$$;
comment on function private.needed_to_invite(public.invitation_kind) is 'What one must be allowed to invite somebody, until they accept, or to withdraw it.';

create type public.new_invitation as (id uuid, token text, expires_at timestamptz);
comment on type public.new_invitation is 'An invitation just made. The token is told here and never again.';

create function private.issue_invitation(
  org_id uuid, kind public.invitation_kind, role public.member_role, tenant_id uuid, email text, phone text, valid_days integer)
returns public.new_invitation
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  token text := private.new_token();
  folded text := lower(nullif(btrim(email), ''));
  called text := nullif(btrim(phone), '');
  replaced uuid;
  issued public.new_invitation;
begin
  if num_nonnulls(folded, called) <> 1 then
    perform private.raise_problem('invitation.bad_contact', 'Cannot invite: give an e-mail address or a phone number, and not both', 400,
      jsonb_build_object('field', case when folded is null then 'email' else 'phone' end));
  end if;
  if folded !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(folded) > 254 then
    perform private.raise_problem('invitation.bad_contact', 'Cannot invite: email is not an address', 400, jsonb_build_object('field', 'email'));
  end if;
  if called !~ '^\+[1-9][0-9]{7,14}$' then
    perform private.raise_problem('invitation.bad_contact', 'Cannot invite: phone must be written as +2348031234567', 400,
      jsonb_build_object('field', 'phone'));
  end if;
  if valid_days is null or valid_days not between 1 and 30 then
    perform private.raise_problem('invitation.bad_term', 'Cannot invite: valid_days must be from 1 to 30', 400,
      jsonb_build_object('field', 'valid_days'));
  end if;
  -- One at a time for an organization, so that two new invitations cannot both replace the same old one.
  perform from public.organizations as organization where organization.id = org_id for no key update;
  for replaced in
    select known.id from public.invitations as known
    where known.org_id = org_id and known.kind = kind and known.status = 'pending'
      -- For the same tenant too: the address before was wrong.
      and (coalesce(known.email, known.phone) = coalesce(folded, called) or known.tenant_id = tenant_id)
    order by known.id for update
  loop
    perform private.move_invitation(replaced, 'revoked', 'Replaced by a newer invitation');
  end loop;
  insert into public.invitations (org_id, kind, role, tenant_id, email, phone, token_hash, expires_at, invited_by)
  values (org_id, kind, role, tenant_id, folded, called, sha256(convert_to(token, 'utf8')),
    now() + make_interval(days => valid_days), (select auth.uid()))
  returning invitations.id, token, invitations.expires_at into issued;
  -- What stands after # is no part of what a browser asks a server for: no log has the token.
  perform private.send_message(
    kind || '_invited', (case when called is null then 'email' else 'sms' end)::public.message_channel, coalesce(folded, called),
    org_id, issued.id, jsonb_build_object('path', '/i#' || token, 'expires_at', issued.expires_at),
    private.language_of(coalesce(folded, called)));
  return issued;
end
$$;
comment on function private.issue_invitation(uuid, public.invitation_kind, public.member_role, uuid, text, text, integer) is
  'Makes an invitation in place of pending ones to the same contact or for the same tenant, and sends it.';

create function private.invite_member(org_id uuid, role public.member_role, email text, phone text, valid_days integer)
returns public.new_invitation
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.require_permission(org_id, 'members.write');
  if role is null then
    perform private.raise_problem('invitation.bad_role', 'Cannot invite: role is missing', 400, jsonb_build_object('field', 'role'));
  end if;
  return private.issue_invitation(org_id, 'member', role, null, email, phone, valid_days);
end
$$;
comment on function private.invite_member(uuid, public.member_role, text, text, integer) is 'Checks members.write, then invites.';
grant execute on function private.invite_member(uuid, public.member_role, text, text, integer) to authenticated;

create function public.invite_member(
  org_id uuid, role public.member_role, email text default null, phone text default null, valid_days integer default 7)
returns public.new_invitation
language sql
set search_path = ''
as $$
  select private.limit_person('invite_member');
  select private.invite_member(
    org_id, role, private.read_line('email', email), private.read_line('phone', phone), valid_days)
$$;
comment on function public.invite_member(uuid, public.member_role, text, text, integer) is
  'Invites somebody to act for your organization. It is sent to them by e-mail or SMS, and the token is told to you too, for what may not arrive: only now; it works once, and ends after valid_days (1 to 30). Errors: auth.forbidden 403, invitation.bad_contact, invitation.bad_role, invitation.bad_term 400.';
grant execute on function public.invite_member(uuid, public.member_role, text, text, integer) to authenticated;

create function private.invite_tenant(tenant_id uuid, valid_days integer)
returns public.new_invitation
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenant public.tenants;
begin
  select known.* into tenant from public.tenants as known
  where known.id = tenant_id and known.org_id in (select private.my_org_ids('tenancies.read'));
  if not found then
    perform private.raise_problem('tenant.not_found', 'Cannot find the tenant among your organizations', 404, jsonb_build_object('field', 'tenant_id'));
  end if;
  perform private.require_permission(tenant.org_id, 'tenancies.write');
  if tenant.user_id is not null then
    perform private.raise_problem('invitation.already_linked', 'Cannot invite the tenant: their record has an account', 409,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  return private.issue_invitation(tenant.org_id, 'tenant', null, tenant.id, tenant.email,
    case when tenant.email is null then tenant.phone end, valid_days);
end
$$;
comment on function private.invite_tenant(uuid, integer) is 'Checks tenancies.write, then invites the person by the contact in their record.';
grant execute on function private.invite_tenant(uuid, integer) to authenticated;

create function public.invite_tenant(tenant_id uuid, valid_days integer default 7)
returns public.new_invitation
language sql
set search_path = ''
as $$
  select private.limit_person('invite_tenant');
  select private.invite_tenant(tenant_id, valid_days)
$$;
comment on function public.invite_tenant(uuid, integer) is
  'Invites a tenant without an account, by the e-mail or else the phone of their record. Errors: tenant.not_found 404, auth.forbidden 403, invitation.already_linked 409, invitation.bad_contact, invitation.bad_term 400.';
grant execute on function public.invite_tenant(uuid, integer) to authenticated;

create function private.invitation_to_me(token text)
returns public.invitations
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid := (select auth.uid());
  invitation public.invitations;
  field jsonb := jsonb_build_object('field', 'token');
begin
  if caller is null then
    perform private.raise_problem('auth.required', 'Cannot accept: sign in first', 401);
  end if;
  select known.* into invitation from public.invitations as known
  where known.token_hash = sha256(convert_to(coalesce(token, ''), 'utf8'));
  if not found then
    perform private.raise_problem('invitation.not_found', 'Cannot accept: there is no such invitation', 404, field);
  end if;
  if not private.has_contact(caller, invitation.email, invitation.phone) then
    perform private.raise_problem('invitation.not_for_you',
      'Cannot accept: the invitation is for another address or number, or for one that you have not confirmed', 403, field);
  end if;
  return invitation;
end
$$;
comment on function private.invitation_to_me(text) is
  'The invitation of a token, of the caller, whose account must have confirmed the number or address to which it went.';

create function private.read_invitation(token text)
returns table (
  kind public.invitation_kind, role public.member_role, status public.invitation_status, expires_at timestamptz, organization_name text,
  inviter_name text)
language plpgsql
stable
security definer
set search_path = ''
rows 1
as $$
declare
  invitation public.invitations := private.invitation_to_me(token);
begin
  return query
  select invitation.kind, invitation.role, invitation.status, invitation.expires_at, organization.name, inviter.display_name
  from public.organizations as organization
  left join public.profiles as inviter on inviter.id = invitation.invited_by
  where organization.id = invitation.org_id;
end
$$;
comment on function private.read_invitation(text) is 'Tells who is invited by whom, and to what.';
grant execute on function private.read_invitation(text) to authenticated;

create function public.read_invitation(token text)
returns table (
  kind public.invitation_kind, role public.member_role, status public.invitation_status, expires_at timestamptz, organization_name text,
  inviter_name text)
language sql
set search_path = ''
rows 1
as $$
  select private.limit_person('read_invitation');
  select * from private.read_invitation(token)
$$;
comment on function public.read_invitation(text) is
  'Who invites you, of which organization, and to what: to be read before accepting. inviter_name is null where their account is gone. Errors name the field token: auth.required 401, invitation.not_found 404, invitation.not_for_you 403.';
grant execute on function public.read_invitation(text) to authenticated;

create function private.accept_invitation(token text)
returns public.invitations
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  invitation public.invitations := private.invitation_to_me(token);
  field jsonb := jsonb_build_object('field', 'token');
begin
  -- As it stands once nobody else moves it.
  select known.* into invitation from public.invitations as known where known.id = invitation.id for update;
  if invitation.status = 'accepted' then
    -- A second tap, or a first answer that was lost on the way: it is done, for as long as it holds.
    if invitation.accepted_by = caller and (
      exists (select from public.tenants as mine where mine.id = invitation.tenant_id and mine.user_id = caller)
      or invitation.kind = 'member' and exists (
        select from public.memberships as mine where mine.org_id = invitation.org_id and mine.user_id = caller)
    ) then
      invitation.token_hash := null;
      return invitation;
    end if;
    perform private.raise_problem('invitation.used', 'Cannot accept: the invitation was used before', 409, field);
  elsif invitation.status = 'revoked' or not exists (
    -- Who may not invite any more has no invitations left either, for themselves least of all.
    select from private.members_with(invitation.org_id, private.needed_to_invite(invitation.kind)) as inviter
    where inviter = invitation.invited_by
  ) or invitation.kind = 'tenant' and not exists (
    -- The record was corrected: whoever had the address before is not meant any more.
    select from public.tenants as tenant
    where tenant.id = invitation.tenant_id and (lower(tenant.email) = invitation.email or tenant.phone = invitation.phone)
  ) then
    perform private.raise_problem('invitation.revoked', 'Cannot accept: the invitation was withdrawn', 410, field);
  elsif invitation.status = 'expired' or invitation.expires_at <= now() then
    perform private.raise_problem('invitation.expired', 'Cannot accept: the invitation has expired, ask for a new one', 410, field);
  end if;
  begin
    if invitation.kind = 'member' then
      insert into public.memberships (org_id, user_id, role) values (invitation.org_id, caller, invitation.role);
    else
      update public.tenants set user_id = caller where id = invitation.tenant_id and user_id is null;
      if not found then
        perform private.raise_problem('invitation.already_linked', 'Cannot accept: the record has an account', 409, field);
      end if;
    end if;
  exception when unique_violation then
    perform private.raise_problem('invitation.already_linked', 'Cannot accept: the organization knows you already', 409, field);
  end;
  update public.invitations as known set accepted_by = caller where known.id = invitation.id;
  perform private.move_invitation(invitation.id, 'accepted');
  perform private.notify(
    array[invitation.invited_by], invitation.org_id, 'invitation_accepted', 'An invitation was accepted', invitation.id,
    jsonb_build_object('kind', invitation.kind));
  select known.* into invitation from public.invitations as known where known.id = invitation.id;
  invitation.token_hash := null;
  return invitation;
end
$$;
comment on function private.accept_invitation(text) is 'Makes the caller a member, or links their account to the tenant record, once; to who accepted it and still is, the same answer.';
grant execute on function private.accept_invitation(text) to authenticated;

create function public.accept_invitation(token text)
returns public.invitations
language sql
set search_path = ''
as $$
  select private.limit_person('accept_invitation');
  select private.accept_invitation(token)
$$;
comment on function public.accept_invitation(text) is
  'Accepts an invitation; again by who accepted it is safe, while they still are what it made them. Errors name the field token: invitation.not_found 404, invitation.not_for_you 403, invitation.used 409, invitation.revoked 410, invitation.expired 410, invitation.already_linked 409.';
grant execute on function public.accept_invitation(text) to authenticated;

create function private.revoke_invitation(invitation_id uuid, reason text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  invitation public.invitations;
begin
  select known.* into invitation from public.invitations as known
  where known.id = invitation_id and known.org_id in (select private.my_org_ids('organization.read'))
  for update;
  if not found then
    perform private.raise_problem('invitation.not_found', 'Cannot find the invitation among your organizations', 404,
      jsonb_build_object('field', 'invitation_id'));
  end if;
  perform private.require_permission(invitation.org_id, private.needed_to_invite(invitation.kind));
  perform private.move_invitation(invitation_id, 'revoked', reason);
end
$$;
comment on function private.revoke_invitation(uuid, text) is 'Checks the permission, then withdraws the invitation.';
grant execute on function private.revoke_invitation(uuid, text) to authenticated;

create function public.revoke_invitation(invitation_id uuid, reason text default null)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('revoke_invitation');
  select private.revoke_invitation(invitation_id, private.read_prose('reason', reason))
$$;
comment on function public.revoke_invitation(uuid, text) is
  'Withdraws a pending invitation. Errors: invitation.not_found 404, auth.forbidden 403, invitation.illegal_transition 409.';
grant execute on function public.revoke_invitation(uuid, text) to authenticated;

create function private.expire_invitations(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  lapsed uuid;
  moved integer := 0;
begin
  for lapsed in
    select id from public.invitations where status = 'pending' and expires_at <= now()
    order by expires_at limit batch for update skip locked
  loop
    perform private.move_invitation(lapsed, 'expired', 'Lapsed');
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.expire_invitations(integer) is 'Expires a batch of lapsed invitations; returns how many. Run by pg_cron.';
select cron.schedule('expire-invitations', '23 * * * *', private.in_batches('private.expire_invitations'));

create function private.revoke_invitations_left_behind(organization_id uuid, former_member uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  left_behind uuid;
begin
  for left_behind in
    select invitation.id from public.invitations as invitation
    where invitation.org_id = organization_id and invitation.status = 'pending'
      -- Of an account that is being deleted the name may be gone by now.
      and (invitation.invited_by = former_member or invitation.invited_by is null)
      and not exists (
        select from private.members_with(organization_id, private.needed_to_invite(invitation.kind)) as inviter
        where inviter = former_member
      )
    for update
  loop
    perform private.move_invitation(left_behind, 'revoked', 'Who invited may no longer do so');
  end loop;
end
$$;
comment on function private.revoke_invitations_left_behind(uuid, uuid) is
  'Revokes the pending invitations by somebody who may no longer invite: members, or tenants.';

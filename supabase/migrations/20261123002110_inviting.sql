-- Inviting, and taking an invitation back.
set lock_timeout = '5s';
set statement_timeout = '60s';

create type public.issued_invitation as (id uuid, token text, expires_at timestamptz);
comment on type public.issued_invitation is 'A new invitation with its token, which is told this once.';

create function private.issue_invitation(invitation public.invitations, valid_days integer)
returns public.issued_invitation
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  -- 32 random bytes cannot be guessed; as base64url they fit a link and a text message.
  token text := translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/=', '-_');
  replaced uuid;
  issued public.issued_invitation;
begin
  if valid_days is null or valid_days not between 1 and 30 then
    perform private.raise_problem('invitation.bad_terms', 'Cannot invite: valid_days must be between 1 and 30', 400,
      jsonb_build_object('field', 'valid_days'));
  end if;
  if num_nonnulls(invitation.email, invitation.phone) <> 1 then
    perform private.raise_problem('invitation.bad_contact', 'Cannot invite: give an email or a phone, and only one of them', 400,
      jsonb_build_object('field', case when invitation.phone is null then 'email' else 'phone' end));
  end if;
  invitation.email := lower(btrim(invitation.email));
  invitation.phone := btrim(invitation.phone);
  if invitation.email !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(invitation.email) > 254 then
    perform private.raise_problem('invitation.bad_contact', 'Cannot invite: email is not an e-mail address', 400,
      jsonb_build_object('field', 'email'));
  end if;
  if invitation.phone !~ '^\+[1-9][0-9]{7,14}$' then
    perform private.raise_problem('invitation.bad_contact',
      'Cannot invite: phone must be an international number such as +2348031234567', 400,
      jsonb_build_object('field', 'phone'));
  end if;
  -- The organization's row is locked so that two invitations at the same moment replace one another in turn.
  perform from public.organizations as o where o.id = invitation.org_id for no key update;
  for replaced in
    select pending.id from public.invitations as pending
    where pending.org_id = invitation.org_id and pending.kind = invitation.kind and pending.status = 'pending'
      and coalesce(pending.email, pending.phone) = coalesce(invitation.email, invitation.phone)
    for update
  loop
    perform private.move_invitation(replaced, 'revoked', 'Replaced by a new invitation');
  end loop;
  insert into public.invitations as made (org_id, kind, role, tenant_id, email, phone, token_hash, expires_at, invited_by)
  values (
    invitation.org_id, invitation.kind, invitation.role, invitation.tenant_id, invitation.email, invitation.phone,
    sha256(convert_to(token, 'UTF8')), now() + make_interval(days => valid_days), (select auth.uid())
  )
  returning made.id, token, made.expires_at into issued;
  return issued;
end
$$;
comment on function private.issue_invitation(public.invitations, integer) is
  'Checks where an invitation goes and for how long, revokes the pending one to the same place, writes the new one and tells its token.';

create function private.invite_member(
  org_id uuid,
  role public.member_role,
  email text,
  phone text,
  valid_days integer
)
returns public.issued_invitation
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  invitation public.invitations;
begin
  -- Only owners have this permission: so only an owner makes an owner.
  perform private.require_permission(org_id, 'members.write');
  if role is null then
    perform private.raise_problem('invitation.bad_terms', 'Cannot invite: role is missing', 400,
      jsonb_build_object('field', 'role'));
  end if;
  invitation.org_id := org_id;
  invitation.kind := 'member';
  invitation.role := role;
  invitation.email := email;
  invitation.phone := phone;
  return private.issue_invitation(invitation, valid_days);
end
$$;
comment on function private.invite_member(uuid, public.member_role, text, text, integer) is
  'Checks the caller, then invites somebody to act for the organization.';
grant execute on function private.invite_member(uuid, public.member_role, text, text, integer) to authenticated;

create function public.invite_member(
  org_id uuid,
  role public.member_role,
  email text default null,
  phone text default null,
  valid_days integer default 7
)
returns public.issued_invitation
language sql
set search_path = ''
as $$
  select private.invite_member(org_id, role, email, phone, valid_days)
$$;
comment on function public.invite_member(uuid, public.member_role, text, text, integer) is
  'Invites somebody by e-mail or phone to act for your organization, for 1 to 30 days. The token is told this once: send it to them. An earlier pending invitation to the same place is revoked. Errors: auth.forbidden 403, invitation.bad_terms, invitation.bad_contact 400.';
grant execute on function public.invite_member(uuid, public.member_role, text, text, integer) to authenticated;

create function private.invite_tenant_to_account(tenant_id uuid, valid_days integer)
returns public.issued_invitation
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenant public.tenants;
  invitation public.invitations;
begin
  select t.* into tenant from public.tenants as t
  where t.id = tenant_id and t.org_id in (select private.my_org_ids('tenancies.read'))
  for share;
  if not found then
    perform private.raise_problem('tenant.not_found', 'Cannot find the tenant among your organizations', 404,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  perform private.require_permission(tenant.org_id, 'tenancies.write');
  if tenant.user_id is not null then
    perform private.raise_problem('tenant.has_account', 'Cannot invite the tenant: the record is linked to an account', 409,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  if tenant.email is null and tenant.phone is null then
    perform private.raise_problem('tenant.no_contact', 'Cannot invite the tenant: add an e-mail or a phone first', 409,
      jsonb_build_object('field', 'tenant_id'));
  end if;
  invitation.org_id := tenant.org_id;
  invitation.kind := 'tenant';
  invitation.tenant_id := tenant.id;
  invitation.email := tenant.email;
  invitation.phone := case when tenant.email is null then tenant.phone end;
  return private.issue_invitation(invitation, valid_days);
end
$$;
comment on function private.invite_tenant_to_account(uuid, integer) is
  'Checks the caller and the record, then invites the tenant to link it to their account.';
grant execute on function private.invite_tenant_to_account(uuid, integer) to authenticated;

create function public.invite_tenant_to_account(tenant_id uuid, valid_days integer default 7)
returns public.issued_invitation
language sql
set search_path = ''
as $$
  select private.invite_tenant_to_account(tenant_id, valid_days)
$$;
comment on function public.invite_tenant_to_account(uuid, integer) is
  'Invites a tenant who has no account yet, at the e-mail of their record or else its phone, for 1 to 30 days. The token is told this once. Errors: tenant.not_found 404, auth.forbidden 403, tenant.has_account, tenant.no_contact 409, invitation.bad_terms 400.';
grant execute on function public.invite_tenant_to_account(uuid, integer) to authenticated;

create function private.revoke_invitation(id uuid, reason text)
returns public.invitation_status
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  invitation public.invitations;
begin
  select i.* into invitation from public.invitations as i
  where i.id = id and i.org_id in (select private.my_org_ids('organization.read'))
  for update;
  if not found then
    perform private.raise_problem('invitation.not_found', 'Cannot find the invitation among your organizations', 404,
      jsonb_build_object('field', 'id'));
  end if;
  perform private.require_permission(invitation.org_id,
    (case invitation.kind when 'member' then 'members.write' else 'tenancies.write' end)::private.permission);
  if invitation.status = 'accepted' then
    perform private.raise_problem('invitation.used', 'Cannot revoke the invitation: it was accepted', 409,
      jsonb_build_object('field', 'id'));
  end if;
  if invitation.status = 'pending' then
    perform private.move_invitation(invitation.id, 'revoked', reason);
    return 'revoked'::public.invitation_status;
  end if;
  return invitation.status;
end
$$;
comment on function private.revoke_invitation(uuid, text) is 'Checks the caller, then revokes a pending invitation.';
grant execute on function private.revoke_invitation(uuid, text) to authenticated;

create function public.revoke_invitation(id uuid, reason text default null)
returns public.invitation_status
language sql
set search_path = ''
as $$
  select private.revoke_invitation(id, reason)
$$;
comment on function public.revoke_invitation(uuid, text) is
  'Takes a pending invitation back; returns where it stands now. Safe to repeat. Errors: invitation.not_found 404, auth.forbidden 403, invitation.used 409.';
grant execute on function public.revoke_invitation(uuid, text) to authenticated;

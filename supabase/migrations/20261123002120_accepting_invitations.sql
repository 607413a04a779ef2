-- Accepting an invitation: once, in time, and by the one it was sent to.
set lock_timeout = '5s';
set statement_timeout = '60s';

create type public.accepted_invitation as (
  id uuid, org_id uuid, kind public.invitation_kind, role public.member_role, tenant_id uuid
);
comment on type public.accepted_invitation is 'What the caller became by accepting: a member in a role, or the account of a tenant record.';

create function private.link_tenant(invitation public.invitations)
returns void
language plpgsql
set search_path = ''
as $$
declare
  tenant public.tenants;
begin
  select t.* into strict tenant from public.tenants as t where t.id = invitation.tenant_id for update;
  if tenant.user_id is distinct from (select auth.uid()) then
    if tenant.user_id is not null then
      perform private.raise_problem('tenant.has_account', 'Cannot accept: the tenant record is linked to another account', 409,
        jsonb_build_object('field', 'token'));
    end if;
    update public.tenants as t set user_id = (select auth.uid()) where t.id = tenant.id;
    -- Those who had an account were told when they were named.
    insert into public.notifications (user_id, kind, title, subject_id)
    select (select auth.uid()), 'tenancy_offered', 'A tenancy is offered to you', tenancy.id
    from public.tenancy_parties as party
    join public.tenancies as tenancy on tenancy.id = party.tenancy_id and tenancy.status = 'offered'
    where party.tenant_id = tenant.id;
  end if;
exception when unique_violation then
  perform private.raise_problem('tenant.already_linked',
    'Cannot accept: your account is another tenant record of this organization', 409,
    jsonb_build_object('field', 'token'));
end
$$;
comment on function private.link_tenant(public.invitations) is
  'Links the invited tenant record to the caller''s account. Errors: tenant.has_account, tenant.already_linked 409.';

create function private.accept_invitation(token text)
returns public.accepted_invitation
language plpgsql
security definer
set search_path = ''
as $$
declare
  invitation public.invitations;
  problem_field constant jsonb := jsonb_build_object('field', 'token');
  accepted public.accepted_invitation;
begin
  if (select auth.uid()) is null then
    perform private.raise_problem('auth.required', 'Cannot accept an invitation: sign in first', 401);
  end if;
  select i.* into invitation from public.invitations as i
  where i.token_hash = sha256(convert_to(btrim(token), 'UTF8'))
  for update;
  if not found then
    perform private.raise_problem('invitation.not_found', 'Cannot find an invitation with this token', 404, problem_field);
  end if;
  if invitation.status = 'accepted' then
    perform private.raise_problem('invitation.used', 'Cannot accept the invitation: it was used', 409, problem_field);
  end if;
  -- What a former owner invited must not let them back in.
  if invitation.status = 'revoked' or (
    invitation.kind = 'member' and not exists (
      select from private.members_with(invitation.org_id, 'members.write') as member
      where member = invitation.invited_by
    )
  ) then
    perform private.raise_problem('invitation.revoked', 'Cannot accept the invitation: it was taken back', 410, problem_field);
  end if;
  if invitation.status = 'expired' or invitation.expires_at <= now() then
    perform private.raise_problem('invitation.expired', 'Cannot accept the invitation: its time has passed, ask for a new one', 410,
      problem_field);
  end if;
  if invitation.email is not null and not exists (
    select from auth.users as account
    where account.id = (select auth.uid()) and lower(account.email) = invitation.email
  ) then
    perform private.raise_problem('invitation.not_for_you',
      'Cannot accept the invitation: it was sent to another e-mail than your account''s', 403, problem_field);
  end if;
  if invitation.kind = 'member' then
    insert into public.memberships (org_id, user_id, role)
    values (invitation.org_id, (select auth.uid()), invitation.role)
    on conflict (org_id, user_id) do nothing;
    if not found then
      perform private.raise_problem('invitation.already_member',
        'Cannot accept the invitation: you are a member of this organization', 409, problem_field);
    end if;
  else
    perform private.link_tenant(invitation);
  end if;
  perform private.move_invitation(invitation.id, 'accepted');
  accepted := row(invitation.id, invitation.org_id, invitation.kind, invitation.role, invitation.tenant_id);
  return accepted;
end
$$;
comment on function private.accept_invitation(text) is
  'Finds the invitation by the token''s hash, locks it, checks that it is the caller''s to accept, and makes the membership or the link.';
grant execute on function private.accept_invitation(text) to authenticated;

create function public.accept_invitation(token text)
returns public.accepted_invitation
language sql
set search_path = ''
as $$
  select private.accept_invitation(token)
$$;
comment on function public.accept_invitation(text) is
  'Accepts the invitation with this token. Errors: invitation.not_found 404, invitation.expired, invitation.revoked 410, invitation.not_for_you 403, invitation.used, invitation.already_member, tenant.has_account, tenant.already_linked 409.';
grant execute on function public.accept_invitation(text) to authenticated;

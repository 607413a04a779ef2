-- Whoever may no longer make members leaves no way back in behind: their pending invitations are revoked.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.revoke_invitations_of_former_owner()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  left_behind uuid;
begin
  if exists (
    select from private.members_with(old.org_id, 'members.write') as member where member = old.user_id
  ) then
    return null;
  end if;
  for left_behind in
    select invitation.id from public.invitations as invitation
    where invitation.org_id = old.org_id and invitation.kind = 'member' and invitation.status = 'pending'
      -- Of an account that is being deleted the name may be gone by now.
      and (invitation.invited_by = old.user_id or invitation.invited_by is null)
    for update
  loop
    perform private.move_invitation(left_behind, 'revoked', 'Who invited may no longer make members');
  end loop;
  return null;
end
$$;
comment on function private.revoke_invitations_of_former_owner() is
  'Trigger: revokes the pending invitations of members by somebody who was an owner and is one no more.';
create trigger revoke_invitations_of_former_owner after update of role or delete on public.memberships
  for each row when (old.role = 'owner') execute function private.revoke_invitations_of_former_owner();

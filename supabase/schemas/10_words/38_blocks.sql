-- Blocking: who does not wish to hear from somebody, for themselves or for the organization that they talk for.

create table public.blocks (
  id uuid primary key default private.uuid_v7(),
  blocker_id uuid not null references public.profiles (id) on delete cascade,
  org_id uuid references public.organizations (id) on delete cascade,
  blocked_id uuid not null references public.profiles (id) on delete cascade,
  created_at timestamptz not null default now(),
  constraint blocks_once_key unique nulls not distinct (blocker_id, org_id, blocked_id),
  constraint blocks_self_check check (blocker_id <> blocked_id)
);
comment on table public.blocks is 'Who blocked whom. Nobody is told that they are; they cannot write where it would reach the one who did alone.';
comment on column public.blocks.id is 'Time-ordered identifier.';
comment on column public.blocks.blocker_id is 'Who blocked.';
comment on column public.blocks.org_id is 'For which organization; null: for themselves.';
comment on column public.blocks.blocked_id is 'Whom.';
comment on column public.blocks.created_at is 'When, UTC.';
create index blocks_blocked_idx on public.blocks (blocked_id, blocker_id);
create index blocks_org_idx on public.blocks (org_id, blocked_id);

alter table public.blocks enable row level security;
grant select on public.blocks to authenticated;
grant select on public.blocks to service_role;
create policy blocks_select on public.blocks for select to authenticated using (
  case
    when org_id is null then nullif(blocker_id = (select auth.uid()), false)
    when org_id = any (array(select private.my_org_ids('conversations.write'))) then true
  end is not null
);

create function private.is_blocked_by_organization(person uuid, org_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.blocks as block where block.org_id = is_blocked_by_organization.org_id and block.blocked_id = person)
$$;
comment on function private.is_blocked_by_organization(uuid, uuid) is 'Whether a member blocked a person for the organization.';

create function private.refuse_blocked(talk public.conversations, sender uuid)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  -- What belongs to all parties of a tenancy or a sale is said: others read it, and rights hang on it.
  if talk.is_joint or talk.tenancy_id is not null then
    return;
  end if;
  if exists (
    select from public.blocks as block
    where block.blocked_id = sender and (block.org_id is null and block.blocker_id = talk.opened_by
      or block.org_id = talk.org_id
      -- Whoever speaks for it is not meant; a guest is, and an agency's agent.
      and not exists (
        select from private.member_permissions as held
        where held.user_id = sender and held.permission = 'conversations.write' and held.org_id = talk.org_id))
  ) then
    perform private.raise_problem('conversation.blocked', 'Cannot write: one side does not wish to talk with the other', 403);
  end if;
end
$$;
comment on function private.refuse_blocked(public.conversations, uuid) is
  'Refuses (403 conversation.blocked) what would reach a person who blocked the sender, or comes from a person or guest whom the organization blocked. What is said to all parties of a tenancy or sale is said; who blocked its sender is not told of it.';

create function private.block_person(person_id uuid, org_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
begin
  if org_id is not null then
    perform private.require_permission(org_id, 'conversations.write');
  end if;
  -- Only of whom one has heard: any other id is answered like one of nobody.
  if person_id is null or person_id = caller or not exists (
    select from private.conversation_speakers as mine
    where mine.user_id = person_id and private.takes_part(mine.conversation_id, caller)
    union all
    select from public.conversations as talk
    where talk.opened_by = person_id and private.takes_part(talk.id, caller)
    union all
    select from public.conversation_guests as guest
    where guest.invited_by = person_id and guest.contact in (select private.my_contacts())
  ) then
    perform private.raise_problem('person.not_found', 'Cannot block: you have no conversation with this person', 404,
      jsonb_build_object('field', 'person_id'));
  end if;
  insert into public.blocks (blocker_id, org_id, blocked_id) values (caller, org_id, person_id) on conflict do nothing;
end
$$;
comment on function private.block_person(uuid, uuid) is 'Checks that the caller talks with the person, and for which organization they may speak, then blocks.';

create function public.block_person(person_id uuid, org_id uuid default null)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('block_person');
  select private.block_person(person_id, org_id)
$$;
comment on function public.block_person(uuid, uuid) is
  'Blocks somebody with whom you talk: for yourself, or for your organization. They can write to you no more about a listing, viewing or application; what they say to all parties of a tenancy or sale is said, without telling you. They are not told. Safe to repeat. Errors: person.not_found 404, auth.forbidden 403.';

create function private.unblock_person(person_id uuid, org_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  if org_id is not null then
    perform private.require_permission(org_id, 'conversations.write');
  end if;
  delete from public.blocks as block
  where block.blocked_id = person_id
    and case when org_id is null then block.org_id is null and block.blocker_id = (select auth.uid()) else block.org_id = org_id end;
end
$$;
comment on function private.unblock_person(uuid, uuid) is 'Takes back what the caller blocked, or any colleague for the organization.';

create function public.unblock_person(person_id uuid, org_id uuid default null)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('unblock_person');
  select private.unblock_person(person_id, org_id)
$$;
comment on function public.unblock_person(uuid, uuid) is
  'Takes a block back: yours, or your organization''s, whichever colleague made it. Safe to repeat. Error: auth.forbidden 403.';
grant execute on function
  private.block_person(uuid, uuid), public.block_person(uuid, uuid), private.unblock_person(uuid, uuid), public.unblock_person(uuid, uuid)
  to authenticated;

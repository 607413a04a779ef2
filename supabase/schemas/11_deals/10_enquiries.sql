-- Enquiries: a person asks about a listing. What they wrote begins a conversation, and the first answer of the
-- organization in it answers the enquiry.

create type public.enquiry_status as enum ('new', 'answered', 'closed');
comment on type public.enquiry_status is 'New until the organization answers in the conversation; open until it is closed.';
insert into private.state_transitions (machine, from_state, to_state) values
  ('enquiry', null, 'new'), ('enquiry', 'new', 'answered'),
  ('enquiry', 'new', 'closed'), ('enquiry', 'answered', 'closed');

create table public.enquiries (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  listing_id uuid not null,
  enquirer_id uuid not null references public.profiles (id),
  conversation_id uuid not null,
  message text not null check (private.is_prose(message) and length(btrim(message)) between 1 and 4000),
  move_in_on public.calendar_date,
  status public.enquiry_status not null default 'new',
  closed_reason text check (private.is_prose(closed_reason) and length(btrim(closed_reason)) between 1 and 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, listing_id) references public.listings (org_id, id),
  foreign key (org_id, conversation_id) references public.conversations (org_id, id),
  constraint enquiries_closing_check check ((status = 'closed') = (closed_reason is not null))
);
comment on table public.enquiries is 'A person''s question about a listing. One open enquiry for each person and listing.';
comment on column public.enquiries.id is 'Time-ordered identifier.';
comment on column public.enquiries.org_id is 'The organization of the listing.';
comment on column public.enquiries.listing_id is 'The listing asked about.';
comment on column public.enquiries.enquirer_id is 'Who asks.';
comment on column public.enquiries.conversation_id is 'Where it goes on; the message is the first thing said there for this enquiry.';
comment on column public.enquiries.message is 'What they asked, 1 to 4,000 characters.';
comment on column public.enquiries.move_in_on is 'The day they would like to move in (Nigerian date), or null.';
comment on column public.enquiries.status is 'Moved by functions and by the first answer only.';
comment on column public.enquiries.closed_reason is 'Why it was closed, by whichever side; null while open.';
comment on column public.enquiries.created_at is 'When it was asked, UTC.';
comment on column public.enquiries.updated_at is 'Last change, UTC.';
create unique index enquiries_one_open_key on public.enquiries (listing_id, enquirer_id) where status <> 'closed';
comment on index public.enquiries_one_open_key is 'Asking again while an enquiry is open makes no second one, whatever the interleaving.';
create index enquiries_listing_idx on public.enquiries (org_id, listing_id);
create index enquiries_conversation_idx on public.enquiries (org_id, conversation_id);
create index enquiries_enquirer_idx on public.enquiries (enquirer_id, id);
create index enquiries_org_status_idx on public.enquiries (org_id, status, id);

-- Who reads them ------------------------------------------------------------------------------

alter table public.enquiries enable row level security;
grant select on public.enquiries to authenticated;
grant select, insert, update, delete on public.enquiries to service_role;
create policy enquiries_select on public.enquiries for select to authenticated using (
  case
    when enquirer_id = (select auth.uid()) then true
    when org_id = any (array(select private.my_org_ids('deals.read'))) then true
    when listing_id = any (array(select private.my_mandated_listing_ids())) then true
  end is not null
);
create trigger guard_move before insert or update of status on public.enquiries
  for each row execute function private.guard_move('enquiry');
create trigger touch_updated_at before update on public.enquiries
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.enquiries
  for each row execute function private.record_audit();

create function private.notify_enquiry()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(new.org_id, 'deals.read')
      union
      select private.members_with(mandate.agent_org_id, 'deals.read')
      from public.listings as listing
      join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
      where listing.id = new.listing_id and mandate.status = 'active' and mandate.scopes && '{list,show}'
        and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date()
    ),
    new.org_id, 'enquiry_received', 'Somebody asks about a listing', new.id,
    jsonb_build_object('listing_id', new.listing_id, 'conversation_id', new.conversation_id, 'move_in_on', new.move_in_on),
    but_not => new.enquirer_id);
  return null;
end
$$;
comment on function private.notify_enquiry() is
  'Trigger: tells the owner''s members who read deals, and those of the agency that listed it under a live mandate.';
create trigger notify_enquiry after insert on public.enquiries
  for each row execute function private.notify_enquiry();

-- Moving --------------------------------------------------------------------------------------

create function private.move_enquiry(enquiry_id uuid, to_status public.enquiry_status, reason text default null)
returns public.enquiries
language plpgsql
set search_path = ''
as $$
declare
  moved public.enquiries;
begin
  perform private.begin_move('enquiry', enquiry_id, reason);
  update public.enquiries as enquiry
  set status = to_status, closed_reason = case when to_status = 'closed' then reason end
  where enquiry.id = enquiry_id
  returning * into moved;
  return moved;
end
$$;
comment on function private.move_enquiry(uuid, public.enquiry_status, text) is 'Moves an enquiry; closing keeps the reason.';

create function private.answer_enquiry(conversation public.conversations, sender_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  answered uuid;
begin
  select enquiry.id into answered
  from public.enquiries as enquiry
  where enquiry.org_id = conversation.org_id and enquiry.conversation_id = conversation.id
    and enquiry.status = 'new' and enquiry.enquirer_id <> sender_id
  for update;
  if found then
    perform private.move_enquiry(answered, 'answered');
  end if;
end
$$;
comment on function private.answer_enquiry(public.conversations, uuid) is
  'The first message of somebody other than the enquirer answers the enquiry of the conversation.';

create function private.enquire(listing_id uuid, message text, move_in_on public.calendar_date)
returns public.enquiries
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  caller uuid := (select auth.uid());
  owner_org uuid;
  conversation public.conversations;
  made public.enquiries;
begin
  if caller is null then
    perform private.raise_problem('auth.required', 'Cannot ask: sign in first', 401);
  end if;
  if message is null or length(btrim(message)) not between 1 and 4000 then
    perform private.raise_problem('enquiry.bad_fact', 'Cannot ask: the message must have 1 to 4,000 characters', 400,
      jsonb_build_object('field', 'message'));
  end if;
  if move_in_on not between private.lagos_date() and private.lagos_date() + 730 then
    perform private.raise_problem('enquiry.bad_fact', 'Cannot ask: move_in_on must be from today to two years from now', 400,
      jsonb_build_object('field', 'move_in_on'));
  end if;
  -- Before the look at the listing: an open enquiry is returned also when its listing has left the market.
  select e.* into made from public.enquiries as e
  where e.listing_id = listing_id and e.enquirer_id = caller and e.status <> 'closed';
  if found then
    return made;
  end if;
  select l.org_id into owner_org from public.listings as l where l.id = listing_id and l.status = 'published';
  if not found then
    perform private.raise_problem('enquiry.unknown_listing', 'Cannot ask: there is no such listing on the market', 404,
      jsonb_build_object('field', 'listing_id'));
  end if;
  if exists (select from private.my_org_ids('organization.read') as mine where mine = owner_org)
    or exists (select from private.my_mandated_listing_ids() as mine where mine = listing_id) then
    perform private.raise_problem('enquiry.own_listing', 'Cannot ask: the listing is your own organization''s', 409,
      jsonb_build_object('field', 'listing_id'));
  end if;
  conversation := private.open_conversation(listing_id, null, null, null, null);
  insert into public.enquiries (org_id, listing_id, enquirer_id, conversation_id, message, move_in_on)
  values (owner_org, listing_id, caller, conversation.id, btrim(message), move_in_on)
  on conflict do nothing
  returning * into made;
  if not found then
    -- The same person asked at the same moment from somewhere else: that one was said already.
    select e.* into strict made from public.enquiries as e
    where e.listing_id = listing_id and e.enquirer_id = caller and e.status <> 'closed';
    return made;
  end if;
  insert into public.messages (org_id, conversation_id, sender_id, client_id, body)
  values (owner_org, conversation.id, caller, made.id, made.message);
  return made;
end
$$;
comment on function private.enquire(uuid, text, public.calendar_date) is 'Writes the enquiry, its conversation and its message together, once.';
grant execute on function private.enquire(uuid, text, public.calendar_date) to authenticated;

create function public.enquire(listing_id uuid, message text, move_in_on text default null)
returns public.enquiries
language sql
set search_path = ''
as $$
  select private.limit_person('enquire');
  select private.enquire(listing_id, private.read_prose('message', message), private.read_date('move_in_on', move_in_on))
$$;
comment on function public.enquire(uuid, text, text) is
  'Asks about a published listing of somebody else; the message is said in your conversation about it. While your enquiry is open, asking again returns it and says nothing. Errors: auth.required 401, enquiry.bad_fact 400, enquiry.unknown_listing 404, enquiry.own_listing 409.';
grant execute on function public.enquire(uuid, text, text) to authenticated;

create function private.close_enquiry(enquiry_id uuid, reason text)
returns public.enquiries
language plpgsql
security definer
set search_path = ''
as $$
declare
  enquiry public.enquiries;
begin
  select e.* into enquiry from public.enquiries as e
  where e.id = enquiry_id and (
    e.enquirer_id = (select auth.uid())
    or e.org_id in (select private.my_org_ids('deals.read'))
    or e.listing_id in (select private.my_mandated_listing_ids())
  )
  for update;
  if not found then
    perform private.raise_problem('enquiry.not_found', 'Cannot find the enquiry', 404,
      jsonb_build_object('field', 'enquiry_id'));
  end if;
  if reason is null or length(btrim(reason)) not between 1 and 500 then
    perform private.raise_problem('enquiry.bad_fact', 'Cannot close the enquiry: say why in 1 to 500 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if enquiry.status = 'closed' then
    return enquiry;
  end if;
  return private.move_enquiry(enquiry.id, 'closed', btrim(reason));
end
$$;
comment on function private.close_enquiry(uuid, text) is
  'Checks that the caller is on either side of the enquiry, then closes it.';
grant execute on function private.close_enquiry(uuid, text) to authenticated;

create function public.close_enquiry(enquiry_id uuid, reason text)
returns public.enquiries
language sql
set search_path = ''
as $$
  select private.limit_person('close_enquiry');
  select private.close_enquiry(enquiry_id, private.read_prose('reason', reason))
$$;
comment on function public.close_enquiry(uuid, text) is
  'Closes an enquiry, by either side: who asked, the owner''s members who read deals, the agency that lists it. The conversation stays. Safe to repeat. Errors: enquiry.not_found 404, enquiry.bad_fact 400.';
grant execute on function public.close_enquiry(uuid, text) to authenticated;

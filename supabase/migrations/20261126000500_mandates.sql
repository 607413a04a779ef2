-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 35da35f760fd2908a34467259dbcf7891783512d9edf2b7284dc612d7d72ae54
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 05_mandates/10_mandates.sql

-- Mandates: what an owner lets an agency do for it, where, until when and for what fee.

create type public.mandate_scope as enum ('list', 'show', 'collect', 'sign');
comment on type public.mandate_scope is 'Advertise, show people round, collect money, sign lettings.';

create type public.fee_payer as enum ('owner', 'tenant', 'buyer');
comment on type public.fee_payer is 'Who pays the agency.';
create type public.mandate_status as enum ('offered', 'active', 'declined', 'withdrawn', 'revoked', 'ended');
comment on type public.mandate_status is 'An active mandate is live on its days only: see starts_on and ends_on.';

insert into private.state_transitions (machine, from_state, to_state) values
  ('mandate', null, 'offered'),
  ('mandate', 'offered', 'active'), ('mandate', 'offered', 'declined'), ('mandate', 'offered', 'withdrawn'),
  ('mandate', 'active', 'revoked'), ('mandate', 'active', 'ended');

create table public.mandates (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null references public.organizations (id),
  agent_org_id uuid not null references public.organizations (id),
  property_id uuid,
  scopes public.mandate_scope[] not null,
  fee_bps integer not null check (fee_bps between 0 and 10000),
  fee_payer public.fee_payer not null,
  starts_on public.calendar_date not null,
  ends_on public.calendar_date not null,
  status public.mandate_status not null default 'offered',
  evidence text check (private.is_prose(evidence) and length(btrim(evidence)) between 1 and 500),
  reason text check (private.is_prose(reason) and length(reason) between 1 and 500),
  revoked_at timestamptz,
  offered_by uuid references public.profiles (id) on delete set null,
  answered_by uuid references public.profiles (id) on delete set null,
  answered_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (org_id, id),
  foreign key (org_id, property_id) references public.properties (org_id, id),
  constraint mandates_two_sides_check check (agent_org_id <> org_id),
  constraint mandates_term_check check (ends_on > starts_on),
  constraint mandates_scopes_check check (cardinality(scopes) between 1 and 4 and array_position(scopes, null) is null),
  constraint mandates_revoked_check check ((status = 'revoked') = (revoked_at is not null))
);
comment on table public.mandates is 'The authority of an agency to act for an owner. Listing or collecting without a live one is refused.';
comment on column public.mandates.id is 'Time-ordered identifier.';
comment on column public.mandates.org_id is 'The owner that gives it.';
comment on column public.mandates.agent_org_id is 'The agency that acts.';
comment on column public.mandates.property_id is 'Where: this property and all that stands in it; null for everything that the owner has, now and later.';
comment on column public.mandates.scopes is 'What the agency may do.';
comment on column public.mandates.fee_bps is 'The agency''s fee in hundredths of a percent of the price or rent.';
comment on column public.mandates.fee_payer is 'Who pays the fee.';
comment on column public.mandates.starts_on is 'First day, Nigerian date.';
comment on column public.mandates.ends_on is 'First day after it, Nigerian date: from then on it is dead, whatever its status says.';
comment on column public.mandates.status is 'Moved by functions only.';
comment on column public.mandates.evidence is 'The paper behind it: a file''s path or where it is kept.';
comment on column public.mandates.reason is 'Why it was revoked or withdrawn.';
comment on column public.mandates.revoked_at is 'When it was revoked, UTC.';
comment on column public.mandates.offered_by is 'The owner''s member who offered it.';
comment on column public.mandates.answered_by is 'The agency''s member who accepted or declined.';
comment on column public.mandates.answered_at is 'When it was accepted or declined, UTC.';
comment on column public.mandates.created_at is 'When it was offered, UTC.';
comment on column public.mandates.updated_at is 'Last change, UTC.';
create index mandates_property_idx on public.mandates (org_id, property_id);
create index mandates_agent_idx on public.mandates (agent_org_id, status);
create index mandates_ends_on_idx on public.mandates (ends_on) where status in ('offered', 'active');
create index mandates_offered_by_idx on public.mandates (offered_by);
create index mandates_answered_by_idx on public.mandates (answered_by);

alter table public.mandates enable row level security;
grant select on public.mandates to authenticated;
grant select, insert, update, delete on public.mandates to service_role;
create policy mandates_select on public.mandates for select to authenticated
  using (
    org_id = any (array(select private.my_org_ids('organization.read')))
    or agent_org_id = any (array(select private.my_org_ids('organization.read')))
  );

create trigger guard_move before insert or update of status on public.mandates
  for each row execute function private.guard_move('mandate');
create trigger touch_updated_at before update on public.mandates
  for each row execute function private.touch_updated_at();
create trigger record_audit after insert or update or delete on public.mandates
  for each row execute function private.record_audit();

-- Moving and ending ---------------------------------------------------------------------------

create function private.move_mandate(mandate_id uuid, to_status public.mandate_status, reason text default null)
returns public.mandates
language plpgsql
set search_path = ''
as $$
declare
  moved public.mandates;
begin
  perform private.begin_move('mandate', mandate_id, reason);
  update public.mandates as mandate
  set status = to_status,
    reason = coalesce(move_mandate.reason, mandate.reason),
    revoked_at = case when to_status = 'revoked' then now() else mandate.revoked_at end,
    answered_by = case when to_status in ('active', 'declined') then (select auth.uid()) else mandate.answered_by end,
    answered_at = case when to_status in ('active', 'declined') then now() else mandate.answered_at end
  where mandate.id = mandate_id
  returning * into moved;
  return moved;
end
$$;
comment on function private.move_mandate(uuid, public.mandate_status, text) is
  'Moves a mandate; answering notes who and when, revoking when.';

create function private.end_mandates(batch integer default 200)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  passed record;
  moved integer := 0;
begin
  for passed in
    select id, status from public.mandates
    where status in ('offered', 'active') and ends_on <= private.lagos_date()
    order by ends_on limit batch
    for update skip locked
  loop
    if passed.status = 'active' then
      perform private.move_mandate(passed.id, 'ended', 'Its term has passed');
    else
      perform private.move_mandate(passed.id, 'withdrawn', 'Not answered before its term passed');
    end if;
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.end_mandates(integer) is
  'Ends a batch of mandates whose term has passed, and withdraws such offers; returns how many. Run by pg_cron. Policies ask for the date itself and do not wait for this.';
select cron.schedule('end-mandates', '3 * * * *', private.in_batches('private.end_mandates'));

create function private.notify_mandate(mandate public.mandates)
returns void
language plpgsql
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object('org_id', mandate.org_id, 'agent_org_id', mandate.agent_org_id, 'scopes', mandate.scopes,
    'starts_on', mandate.starts_on, 'ends_on', mandate.ends_on);
begin
  if mandate.status = 'offered' then
    perform private.notify(array(select private.members_with(mandate.agent_org_id, 'tenancies.write')),
      mandate.org_id, 'mandate_offered', 'A mandate is offered to your agency', mandate.id, facts);
  elsif mandate.status = 'active' then
    perform private.notify(array(select private.members_with(mandate.org_id, 'mandates.write')),
      mandate.org_id, 'mandate_accepted', 'Your mandate was accepted', mandate.id, facts);
  elsif mandate.status = 'revoked' then
    perform private.notify(array(select private.members_with(mandate.agent_org_id, 'organization.read')),
      mandate.org_id, 'mandate_revoked', 'A mandate of your agency was revoked', mandate.id, facts);
  end if;
end
$$;
comment on function private.notify_mandate(public.mandates) is
  'Tells those who can answer of an offer, the owner''s side of an acceptance, the agency of a revocation.';

create function private.after_mandate_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify_mandate(new);
  if old.status = 'active' and new.status in ('revoked', 'ended') then
    perform private.pause_mandated_listings(new);
  end if;
  return null;
end
$$;
comment on function private.after_mandate_moved() is
  'Trigger: who is told of a mandate that was made or moved, and what was listed under one that is over leaves the market.';
create trigger after_mandate_made after insert on public.mandates
  for each row execute function private.after_mandate_moved();
create trigger after_mandate_moved after update of status on public.mandates
  for each row when (old.status <> new.status) execute function private.after_mandate_moved();

-- 05_mandates/20_reach.sql

-- What a person reaches through the mandates of the agencies they act for. Policies ask these once for a query;
-- for somebody whose organizations have no mandate the answer is one look into an index.

create function private.mandate_permission(scope public.mandate_scope)
returns private.permission
language sql
immutable
set search_path = ''
as $$
  select (case scope
    when 'list' then 'listings.write'
    when 'show' then 'conversations.write'
    when 'collect' then 'money.write'
    when 'sign' then 'tenancies.write'
  end)::private.permission
$$;
comment on function private.mandate_permission(public.mandate_scope) is
  'What an agency''s member must be allowed in the agency to use a scope of its mandates.';

create function private.my_live_mandates(scope public.mandate_scope default null)
returns table (org_id uuid, property_id uuid)
language plpgsql
stable
set search_path = ''
rows 5
as $$
#variable_conflict use_column
declare
  today date := private.lagos_date();
begin
  return query
  select distinct mandate.org_id, mandate.property_id
  from public.memberships as membership
  join public.mandates as mandate on mandate.agent_org_id = membership.org_id and mandate.status = 'active'
    and mandate.starts_on <= today and mandate.ends_on > today
  cross join unnest(mandate.scopes) as given
  join private.role_permissions as allowed
    on allowed.role = membership.role and allowed.permission = private.mandate_permission(given)
  where membership.user_id = (select auth.uid())
    and (my_live_mandates.scope is null or given = my_live_mandates.scope);
end
$$;
comment on function private.my_live_mandates(public.mandate_scope) is
  'Owners and properties (null for all of the owner''s) that the caller may act for today in a scope, or in any.';

create function private.my_mandated_property_ids(scope public.mandate_scope default null)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 10
as $$
begin
  return query
  with recursive reached as (
    select property.id, property.org_id
    from private.my_live_mandates(scope) as mandate
    join public.properties as property on property.org_id = mandate.org_id
      and (mandate.property_id is null or property.id = mandate.property_id)
    union
    select inner_one.id, inner_one.org_id
    from reached
    join public.properties as inner_one on inner_one.org_id = reached.org_id and inner_one.parent_id = reached.id
  )
  select reached.id from reached;
end
$$;
comment on function private.my_mandated_property_ids(public.mandate_scope) is
  'The properties, with all that stands in them, that the caller reaches through live mandates: of one scope, or of any.';

create function private.my_mandated_unit_ids(scope public.mandate_scope default null)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
begin
  return query
  select unit.id
  from private.my_mandated_property_ids(scope) as reached (property_id)
  join public.properties as property on property.id = reached.property_id
  join public.units as unit on unit.org_id = property.org_id and unit.property_id = property.id;
end
$$;
comment on function private.my_mandated_unit_ids(public.mandate_scope) is
  'The units that the caller reaches through live mandates: of one scope, or of any.';

create function private.my_mandated_tenancy_ids(scope public.mandate_scope default null)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
begin
  return query
  select tenancy.id
  from private.my_mandated_unit_ids(scope) as reached (unit_id)
  join public.units as unit on unit.id = reached.unit_id
  join public.tenancies as tenancy on tenancy.org_id = unit.org_id and tenancy.unit_id = unit.id;
end
$$;
comment on function private.my_mandated_tenancy_ids(public.mandate_scope) is
  'The tenancies of the units that the caller reaches through live mandates: of one scope, or of any.';

create function private.my_mandated_payment_ids(scope public.mandate_scope default null)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
begin
  return query
  select payment.id
  from private.my_mandated_tenancy_ids(scope) as reached (tenancy_id)
  join public.tenancies as tenancy on tenancy.id = reached.tenancy_id
  join public.payments as payment on payment.org_id = tenancy.org_id and payment.tenancy_id = tenancy.id;
end
$$;
comment on function private.my_mandated_payment_ids(public.mandate_scope) is
  'The payments of the tenancies that the caller reaches through live mandates.';

create function private.my_mandate_party_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select mandate.org_id from public.mandates as mandate
  where mandate.agent_org_id in (select private.my_org_ids('organization.read'))
  union
  select mandate.agent_org_id from public.mandates as mandate
  where mandate.org_id in (select private.my_org_ids('organization.read'));
end
$$;
comment on function private.my_mandate_party_ids() is
  'The organizations on the other side of a mandate of the caller''s organizations: whom they deal with has a name.';

create function private.my_mandated_listing_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
begin
  return query
  select listing.id
  from (
    select private.my_mandated_unit_ids('list') as unit_id
    union
    select private.my_mandated_unit_ids('show')
  ) as reached
  join public.units as unit on unit.id = reached.unit_id
  join public.listings as listing on listing.org_id = unit.org_id and listing.unit_id = unit.id
  join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
  where mandate.agent_org_id in (select private.my_org_ids('deals.read'));
end
$$;
comment on function private.my_mandated_listing_ids() is
  'The listings that the caller''s agencies wrote for an owner and still may list or show under a live mandate.';
grant execute on function private.my_mandated_listing_ids() to authenticated;

create function private.mandated_people(listing_id uuid, permission private.permission)
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select private.members_with(mandate.agent_org_id, mandated_people.permission)
  from public.listings as listing
  join public.mandates as mandate on mandate.org_id = listing.org_id and mandate.id = listing.mandate_id
  where listing.id = mandated_people.listing_id and mandate.status = 'active' and mandate.scopes && '{list,show}'
    and mandate.starts_on <= private.lagos_date() and mandate.ends_on > private.lagos_date();
end
$$;
comment on function private.mandated_people(uuid, private.permission) is
  'The members, with a permission, of the agency that lists or shows a listing under a live mandate.';

grant execute on function
  private.my_mandated_property_ids(public.mandate_scope), private.my_mandated_unit_ids(public.mandate_scope),
  private.my_mandated_tenancy_ids(public.mandate_scope), private.my_mandated_payment_ids(public.mandate_scope),
  private.my_mandate_party_ids()
  to authenticated;

-- 05_mandates/30_mandating.sql

-- The owner offers a mandate, the agency answers, the owner takes it back at any time.

create function private.offer_mandate(
  org_id uuid,
  agent_org_id uuid,
  scopes public.mandate_scope[],
  fee_bps integer,
  fee_payer public.fee_payer,
  starts_on public.calendar_date,
  ends_on public.calendar_date,
  property_id uuid,
  evidence text
)
returns public.mandates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  offered public.mandates;
  wrong text;
begin
  perform private.require_permission(org_id, 'mandates.write');
  wrong := case
    when coalesce(cardinality(scopes), 0) = 0 or array_position(scopes, null) is not null then 'scopes'
    when fee_bps is null or fee_bps not between 0 and 10000 then 'fee_bps'
    when fee_payer is null then 'fee_payer'
    when starts_on is null then 'starts_on'
    when ends_on is null or ends_on <= starts_on or ends_on <= private.lagos_date() then 'ends_on'
    when length(btrim(evidence)) not between 1 and 500 then 'evidence'
  end;
  if wrong is not null then
    perform private.raise_problem('mandate.bad_terms', format('Cannot offer the mandate: %s %s', wrong,
      case wrong
        when 'scopes' then 'must name one of list, show, collect, sign at least'
        when 'fee_bps' then 'must be between 0 and 10,000'
        when 'ends_on' then 'must be after starts_on and after today'
        when 'evidence' then 'must have 1 to 500 characters'
        else 'is missing'
      end), 400, jsonb_build_object('field', wrong));
  end if;
  if org_id = agent_org_id or not exists (
    select from public.organizations as o where o.id = agent_org_id and o.kind in ('agency', 'manager')
  ) then
    perform private.raise_problem('mandate.unknown_agent', 'Cannot find another agency or manager with this id', 404,
      jsonb_build_object('field', 'agent_org_id'));
  end if;
  if property_id is not null and not exists (
    select from public.properties as p where p.org_id = org_id and p.id = property_id
  ) then
    perform private.raise_problem('mandate.unknown_property', 'Cannot find the property in your organization', 404,
      jsonb_build_object('field', 'property_id'));
  end if;
  insert into public.mandates as made (
    org_id, agent_org_id, property_id, scopes, fee_bps, fee_payer, starts_on, ends_on, evidence, offered_by
  )
  values (
    org_id, agent_org_id, property_id, array(select distinct wanted from unnest(scopes) as wanted order by wanted),
    fee_bps, fee_payer, starts_on, ends_on, btrim(evidence), (select auth.uid())
  )
  returning made.* into offered;
  return offered;
end
$$;
comment on function private.offer_mandate(uuid, uuid, public.mandate_scope[], integer, public.fee_payer, public.calendar_date, public.calendar_date, uuid, text) is
  'Checks the caller and the terms, then writes the offer.';
grant execute on function private.offer_mandate(uuid, uuid, public.mandate_scope[], integer, public.fee_payer, public.calendar_date, public.calendar_date, uuid, text)
  to authenticated;

create function public.offer_mandate(
  org_id uuid,
  agent_org_id uuid,
  scopes public.mandate_scope[],
  fee_bps integer,
  fee_payer public.fee_payer,
  starts_on text,
  ends_on text,
  property_id uuid default null,
  evidence text default null
)
returns public.mandates
language sql
set search_path = ''
as $$
  select private.limit_person('offer_mandate');
  select private.offer_mandate(
    org_id, agent_org_id, scopes, fee_bps, fee_payer, private.read_date('starts_on', starts_on),
    private.read_date('ends_on', ends_on), property_id, private.read_prose('evidence', evidence))
$$;
comment on function public.offer_mandate(uuid, uuid, public.mandate_scope[], integer, public.fee_payer, text, text, uuid, text) is
  'Offers an agency or manager to act for your organization, on one property with all that stands in it or on all of them, from starts_on until the day before ends_on (Nigerian dates). Errors: auth.forbidden 403, mandate.bad_terms 400, mandate.unknown_agent, mandate.unknown_property 404.';
grant execute on function public.offer_mandate(uuid, uuid, public.mandate_scope[], integer, public.fee_payer, text, text, uuid, text)
  to authenticated;

create function private.answer_mandate(id uuid, accept boolean)
returns public.mandates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mandate public.mandates;
  answer public.mandate_status := (case when accept then 'active' else 'declined' end)::public.mandate_status;
begin
  select m.* into mandate from public.mandates as m
  where m.id = id and m.agent_org_id in (select private.my_org_ids('organization.read'))
  for update;
  if not found then
    perform private.raise_problem('mandate.not_found', 'Cannot find a mandate offered to your organizations', 404,
      jsonb_build_object('field', 'id'));
  end if;
  -- The answer binds the agency to act in listings and lettings alike: who may do both, its owners and managers,
  -- may give it. mandates.write would be too much, for it is the right to let others act for one's own
  -- organization; listings.write alone too little, for every agent has it.
  perform private.require_permission(mandate.agent_org_id, 'listings.write');
  perform private.require_permission(mandate.agent_org_id, 'tenancies.write');
  if accept is null then
    perform private.raise_problem('mandate.bad_terms', 'Cannot answer the mandate: accept is missing', 400,
      jsonb_build_object('field', 'accept'));
  end if;
  if mandate.status = answer then
    return mandate;
  end if;
  if accept and mandate.status = 'offered' and mandate.ends_on <= private.lagos_date() then
    perform private.raise_problem('mandate.ended', 'Cannot accept the mandate: its term has passed', 409,
      jsonb_build_object('field', 'id'));
  end if;
  return private.move_mandate(mandate.id, answer);
end
$$;
comment on function private.answer_mandate(uuid, boolean) is 'Checks that the caller may bind the agency, then accepts or declines.';
grant execute on function private.answer_mandate(uuid, boolean) to authenticated;

create function public.answer_mandate(id uuid, accept boolean)
returns public.mandates
language sql
set search_path = ''
as $$
  select private.limit_person('answer_mandate');
  select private.answer_mandate(id, accept)
$$;
comment on function public.answer_mandate(uuid, boolean) is
  'Accepts or declines, as owner or manager of the agency, a mandate offered to it. Safe to repeat. Errors: mandate.not_found 404, auth.forbidden 403, mandate.ended, mandate.illegal_transition 409, mandate.bad_terms 400.';
grant execute on function public.answer_mandate(uuid, boolean) to authenticated;

create function private.revoke_mandate(id uuid, reason text)
returns public.mandates
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mandate public.mandates;
begin
  select m.* into mandate from public.mandates as m
  where m.id = id and m.org_id in (select private.my_org_ids('organization.read'))
  for update;
  if not found then
    perform private.raise_problem('mandate.not_found', 'Cannot find a mandate that your organizations gave', 404,
      jsonb_build_object('field', 'id'));
  end if;
  perform private.require_permission(mandate.org_id, 'mandates.write');
  if reason is null or length(btrim(reason)) not between 1 and 500 then
    perform private.raise_problem('mandate.bad_terms', 'Cannot revoke the mandate: say why in 1 to 500 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  if mandate.status in ('revoked', 'withdrawn') then
    return mandate;
  end if;
  return private.move_mandate(
    mandate.id,
    (case mandate.status when 'offered' then 'withdrawn' else 'revoked' end)::public.mandate_status,
    btrim(reason));
end
$$;
comment on function private.revoke_mandate(uuid, text) is 'Checks the caller, then revokes the mandate or withdraws its offer.';
grant execute on function private.revoke_mandate(uuid, text) to authenticated;

create function public.revoke_mandate(id uuid, reason text)
returns public.mandates
language sql
set search_path = ''
as $$
  select private.limit_person('revoke_mandate');
  select private.revoke_mandate(id, private.read_prose('reason', reason))
$$;
comment on function public.revoke_mandate(uuid, text) is
  'Takes a mandate of yours back at once, or an unanswered offer; what was listed under it is paused. Safe to repeat. Errors: mandate.not_found 404, auth.forbidden 403, mandate.bad_terms 400, mandate.illegal_transition 409.';
grant execute on function public.revoke_mandate(uuid, text) to authenticated;

-- 05_mandates/40_acting_under_a_mandate.sql

-- Acting by a mandate: the live one is locked, so that its revocation cannot slip in between.

create function private.mandates_over(unit_id uuid, agent_org_ids uuid[])
returns setof public.mandates
language plpgsql
stable
set search_path = ''
rows 5
as $$
begin
  return query
  with recursive places as (
    select property.id, property.org_id, property.parent_id
    from public.units as unit
    join public.properties as property on property.id = unit.property_id
    where unit.id = mandates_over.unit_id
    union
    select outer_one.id, outer_one.org_id, outer_one.parent_id
    from places
    join public.properties as outer_one on outer_one.org_id = places.org_id and outer_one.id = places.parent_id
  )
  select mandate.* from public.mandates as mandate
  where mandate.agent_org_id = any (agent_org_ids)
    and mandate.org_id = (select unit.org_id from public.units as unit where unit.id = mandates_over.unit_id)
    and (mandate.property_id is null or mandate.property_id in (select places.id from places));
end
$$;
comment on function private.mandates_over(uuid, uuid[]) is
  'The mandates, live or not, that these agencies have or had over a unit: on its property, on one around it, or on all.';

create function private.lock_my_mandate(unit_id uuid, scope public.mandate_scope)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  agencies uuid[] := array(select private.my_org_ids(private.mandate_permission(scope)));
  today date := private.lagos_date();
  live uuid;
begin
  if agencies = '{}' then
    return null;
  end if;
  select mandate.id into live
  from public.mandates as mandate
  where mandate.id in (select covering.id from private.mandates_over(unit_id, agencies) as covering)
    and mandate.status = 'active' and mandate.starts_on <= today and mandate.ends_on > today
    and scope = any (mandate.scopes)
  order by mandate.ends_on desc, mandate.id
  limit 1
  for share;
  return live;
end
$$;
comment on function private.lock_my_mandate(uuid, public.mandate_scope) is
  'The live mandate by which the caller may act on a unit, or null. It is locked, so that a revocation comes either before the act and stops it, or after it and undoes it.';

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;

-- Notice given by either side, as long as the law of the place or the agreement asks for.

create table public.tenancy_notices (
  id uuid primary key default private.uuid_v7(),
  org_id uuid not null,
  tenancy_id uuid not null,
  given_by_owner boolean not null,
  given_by uuid references public.profiles (id) on delete set null,
  given_on public.calendar_date not null,
  ends_on public.calendar_date not null,
  basis text not null,
  reason text not null constraint tenancy_notices_reason_check check (private.is_prose(reason) and length(btrim(reason)) between 3 and 1000),
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (org_id, tenancy_id) references public.tenancies (org_id, id),
  constraint tenancy_notices_order_check check (ends_on >= given_on)
);
comment on table public.tenancy_notices is 'Notices that a tenancy ends. Statutory forms and their service: statutory_notices.';
comment on column public.tenancy_notices.id is 'Time-ordered identifier.';
comment on column public.tenancy_notices.org_id is 'The organization of the tenancy.';
comment on column public.tenancy_notices.tenancy_id is 'What ends.';
comment on column public.tenancy_notices.given_by_owner is 'By the owner''s side; else by a tenant.';
comment on column public.tenancy_notices.given_by is 'Who gave it.';
comment on column public.tenancy_notices.given_on is 'Nigerian date on which it was given.';
comment on column public.tenancy_notices.ends_on is 'Nigerian date on which possession is due.';
comment on column public.tenancy_notices.basis is 'The rule that its length follows, as it then was.';
comment on column public.tenancy_notices.reason is 'Why.';
comment on column public.tenancy_notices.withdrawn_at is 'When it was taken back, UTC.';
comment on column public.tenancy_notices.created_at is 'When it was given, UTC.';
create index tenancy_notices_tenancy_idx on public.tenancy_notices (org_id, tenancy_id);
create index tenancy_notices_given_by_idx on public.tenancy_notices (given_by);
create index tenancy_notices_of_tenants_idx on public.tenancy_notices (org_id) where not given_by_owner and withdrawn_at is null;
create unique index tenancy_notices_live_key on public.tenancy_notices (tenancy_id) where withdrawn_at is null;
comment on index public.tenancy_notices_live_key is 'A tenancy is under one notice at a time.';
alter table public.tenancy_notices enable row level security;
grant select on public.tenancy_notices to authenticated;
grant select, insert, update, delete on public.tenancy_notices to service_role;
create policy tenancy_notices_select on public.tenancy_notices for select to authenticated using (
  case
    when org_id = any (array(select private.my_org_ids('tenancies.read'))) then true
    when tenancy_id = any (array(select private.my_tenancy_ids())) then true
    when tenancy_id = any (array(select private.my_mandated_tenancy_ids('sign'))) then true
  end is not null
);
create trigger record_audit after insert or update or delete on public.tenancy_notices
  for each row execute function private.record_audit();

create function private.notice_rule(tenancy public.tenancies, out length interval, out basis text)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if tenancy.notice_days is not null then
    length := make_interval(days => tenancy.notice_days);
    basis := format('Agreed: %s days', tenancy.notice_days);
    return;
  end if;
  select known.length, known.source into strict length, basis
  from public.notice_lengths as known
  where known.nature = tenancy.nature and known.jurisdiction in (
    'Nigeria', (private.notice_ruleset(tenancy.unit_id, private.lagos_date())).jurisdiction)
  order by known.jurisdiction = 'Nigeria' limit 1;
end
$$;
comment on function private.notice_rule(public.tenancies) is 'The length of notice that a tenancy needs, and by which rule.';

create function private.earliest_end(tenancy public.tenancies, given_on public.calendar_date)
returns date
language sql
stable
set search_path = ''
as $$
  -- The agreed term binds both sides; after it only the length of the notice counts (s.13(4)).
  select greatest((given_on + rule.length)::date, tenancy.ends_on) from private.notice_rule(tenancy) as rule
$$;
comment on function private.earliest_end(public.tenancies, public.calendar_date) is 'The first day on which notice given on a day can end a tenancy.';

create function private.latest_end(earliest public.calendar_date)
returns date
language sql
stable
set search_path = ''
as $$
  -- While it runs the other side can give none: nobody shuts them out by one that ends in a hundred years.
  select greatest(earliest, (private.lagos_date() + interval '1 year')::date)
$$;
comment on function private.latest_end(public.calendar_date) is 'The last day on which notice given today can end a tenancy.';

create function private.my_accepted_tenancy_ids()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
rows 5
as $$
begin
  return query
  select party.tenancy_id
  from public.tenants as tenant
  join public.tenancy_parties as party on party.tenant_id = tenant.id
  where tenant.user_id = (select auth.uid()) and party.accepted_at is not null;
end
$$;
comment on function private.my_accepted_tenancy_ids() is
  'The tenancies by which the caller is bound: who is merely named in one may see and pay, and not end it for the others.';

create function private.give_notice(tenancy_id uuid, ends_on public.calendar_date, reason text)
returns public.tenancy_notices
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy(tenancy_id);
  is_owner boolean := exists (select from private.my_org_ids('tenancies.write') as mine where mine = tenancy.org_id);
  today date := private.lagos_date();
  earliest date;
  latest date;
  notice public.tenancy_notices;
begin
  if not is_owner and not exists (select from private.my_tenancy_ids() as mine where mine = tenancy.id) then
    if tenancy.id is not null and exists (select from private.my_org_ids('tenancies.read') as mine where mine = tenancy.org_id) then
      perform private.require_permission(tenancy.org_id, 'tenancies.write');
    end if;
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among yours', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if not is_owner and not exists (select from private.my_accepted_tenancy_ids() as mine where mine = tenancy.id) then
    perform private.raise_problem('tenancy.not_accepted', 'Cannot give notice: you have not accepted the tenancy', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if coalesce(length(btrim(reason)), 0) not between 3 and 1000 then
    perform private.raise_problem('notice.bad_reason', 'Cannot give notice: the reason must have 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  select n.* into notice from public.tenancy_notices as n where n.tenancy_id = tenancy.id and n.withdrawn_at is null;
  if found and notice.given_by_owner = is_owner and notice.ends_on = ends_on then
    return notice;
  end if;
  if tenancy.status not in ('active', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force',
      format('Cannot give notice: the tenancy is %s', replace(tenancy.status::text, '_', ' ')), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  -- One that has run out stands: the tenancy is over by it, and only possession is still to be returned.
  if notice.id is not null then
    perform private.raise_problem('tenancy.not_in_force', 'Cannot give notice: one has run out already', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if exists (
    select from public.tenancies as renewal
    where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.status = 'active'
  ) then
    perform private.raise_problem('tenancy.already_renewed', 'Cannot give notice: the tenancy was renewed; give it on the renewal', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  earliest := private.earliest_end(tenancy, today);
  if ends_on is null or ends_on < earliest then
    perform private.raise_problem('notice.too_short',
      format('Cannot give notice: given today it can end the tenancy on %s at the earliest', to_char(earliest, 'FMDD FMMonth YYYY')), 400,
      jsonb_build_object('field', 'ends_on', 'earliest_ends_on', earliest));
  end if;
  latest := private.latest_end(earliest);
  if ends_on > latest then
    perform private.raise_problem('notice.too_long',
      format('Cannot give notice: given today it can end the tenancy on %s at the latest', to_char(latest, 'FMDD FMMonth YYYY')), 400,
      jsonb_build_object('field', 'ends_on', 'latest_ends_on', latest));
  end if;
  insert into public.tenancy_notices (org_id, tenancy_id, given_by_owner, given_by, given_on, ends_on, basis, reason)
  select tenancy.org_id, tenancy.id, is_owner, (select auth.uid()), today, ends_on, rule.basis, btrim(reason)
  from private.notice_rule(tenancy) as rule
  returning * into notice;
  perform private.move_tenancy(tenancy.id, 'notice_given', btrim(reason));
  return notice;
end
$$;
comment on function private.give_notice(uuid, public.calendar_date, text) is
  'Checks the caller''s side and the length, then writes the notice and moves the tenancy.';
grant execute on function private.give_notice(uuid, public.calendar_date, text) to authenticated;

create function public.give_notice(tenancy_id uuid, ends_on text, reason text)
returns public.tenancy_notices
language sql
set search_path = ''
as $$
  select private.limit_person('give_notice');
  select private.give_notice(tenancy_id, private.read_date('ends_on', ends_on), private.read_prose('reason', reason))
$$;
comment on function public.give_notice(uuid, text, text) is
  'Gives notice, as a tenant who has accepted or for the owner, that a tenancy ends on a day. The same notice again is harmless. Errors: tenancy.not_found 404, auth.forbidden 403, notice.bad_reason 400, notice.too_short 400 with earliest_ends_on, notice.too_long 400 with latest_ends_on, tenancy.not_accepted, tenancy.not_in_force, tenancy.already_renewed 409.';
grant execute on function public.give_notice(uuid, text, text) to authenticated;

create function private.notice_terms(tenancy_id uuid)
returns table (earliest_ends_on date, latest_ends_on date, basis text)
language sql
stable
security definer
set search_path = ''
as $$
  select bound.earliest, private.latest_end(bound.earliest), rule.basis
  from public.tenancies as tenancy
  cross join lateral private.notice_rule(tenancy) as rule
  cross join lateral (select private.earliest_end(tenancy, private.lagos_date()) as earliest) as bound
  where tenancy.id = notice_terms.tenancy_id and case
    when tenancy.id in (select private.my_tenancy_ids()) then true
    when tenancy.org_id in (select private.my_org_ids('tenancies.read')) then true
    when tenancy.id in (select private.my_mandated_tenancy_ids('sign')) then true
  end
$$;
comment on function private.notice_terms(uuid) is 'See public.notice_terms. With its owner''s rights: tenants do not see all of a property, by which the law of the place is found.';
create function public.notice_terms(tenancy_id uuid)
returns table (earliest_ends_on date, latest_ends_on date, basis text)
language sql
stable
set search_path = ''
as $$
  select * from private.notice_terms(tenancy_id)
$$;
comment on function public.notice_terms(uuid) is
  'Between which days (Nigerian dates) notice that is given today can end a tenancy, and by which rule or agreement: what give_notice asks for, before it is given. For its tenants, for members with tenancies.read and for an agency with a live mandate to sign; no row for others.';
grant execute on function private.notice_terms(uuid), public.notice_terms(uuid) to authenticated;

create function private.take_notice_back(tenancy public.tenancies, notice_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
begin
  update public.tenancy_notices as given set withdrawn_at = now() where given.id = notice_id;
  if tenancy.status = 'holding_over' then
    return tenancy;
  end if;
  tenancy := private.move_tenancy(tenancy.id, 'active', 'Notice withdrawn');
  if tenancy.ends_on <= private.lagos_date() then
    tenancy := private.move_tenancy(tenancy.id, 'holding_over', 'The term has passed');
  end if;
  return tenancy;
end
$$;
comment on function private.take_notice_back(public.tenancies, uuid) is 'Withdraws a notice of a locked tenancy, which goes on or is held over.';

create function private.withdraw_notice(tenancy_id uuid)
returns public.tenancies
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy(tenancy_id);
  notice public.tenancy_notices;
begin
  select n.* into notice from public.tenancy_notices as n where n.tenancy_id = tenancy.id and n.withdrawn_at is null;
  if notice.id is null
    or (notice.given_by_owner and not exists (select from private.my_org_ids('tenancies.write') as mine where mine = tenancy.org_id))
    or (not notice.given_by_owner and not exists (select from private.my_accepted_tenancy_ids() as mine where mine = tenancy.id)) then
    perform private.raise_problem('notice.not_found', 'Cannot find a notice that your side gave', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  if tenancy.status not in ('notice_given', 'holding_over') then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot withdraw the notice: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  tenancy := private.take_notice_back(tenancy, notice.id);
  -- While theirs ran the owner's served one put them under none.
  if not notice.given_by_owner then
    tenancy := private.put_under_served_notice(tenancy);
  end if;
  return tenancy;
end
$$;
comment on function private.withdraw_notice(uuid) is 'Checks that the caller''s side gave it, then takes the notice back.';
grant execute on function private.withdraw_notice(uuid) to authenticated;

create function public.withdraw_notice(tenancy_id uuid)
returns public.tenancies
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_notice');
  select private.withdraw_notice(tenancy_id)
$$;
comment on function public.withdraw_notice(uuid) is
  'Takes a notice of your side back; the tenancy goes on, or is held over when its term has passed; where a notice to quit was served meanwhile, it is under that. Errors: notice.not_found 404, tenancy.not_in_force 409.';
grant execute on function public.withdraw_notice(uuid) to authenticated;

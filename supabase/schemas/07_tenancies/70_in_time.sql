-- What time does to tenancies, and who is told: terms pass, notices run out, renewals begin.

create index tenancies_running_idx on public.tenancies (ends_on) where status in ('active', 'notice_given');

create function private.advance_tenancies(today public.calendar_date default private.lagos_date())
returns integer
language plpgsql
set search_path = ''
as $$
declare
  running record;
  moved integer := 0;
begin
  for running in
    select tenancy.id, tenancy.status, notice.ends_on as notice_ends_on, renewal.id as renewal_id
    from public.tenancies as tenancy
    left join public.tenancy_notices as notice
      on notice.org_id = tenancy.org_id and notice.tenancy_id = tenancy.id and notice.withdrawn_at is null
    left join public.tenancies as renewal
      on renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.is_in_force
    where tenancy.status in ('active', 'notice_given') and tenancy.ends_on <= today
      and (tenancy.status = 'active' or notice.ends_on <= today)
    order by tenancy.ends_on
    limit 1000
    for update of tenancy skip locked
  loop
    if running.renewal_id is not null then
      perform private.move_tenancy(running.id, 'ended', 'Renewed');
    else
      perform private.move_tenancy(running.id, 'holding_over',
        case when running.status = 'notice_given' then 'The notice has run out' else 'The term has passed' end);
    end if;
    moved := moved + 1;
  end loop;
  return moved;
end
$$;
comment on function private.advance_tenancies(public.calendar_date) is
  'Ends up to 1,000 tenancies whose renewal has begun, and marks as held over those whose term or notice has run out on a Nigerian date; returns how many. A unit stays taken until possession is returned. Run by pg_cron each night; safe to repeat and to run twice at a time.';
select cron.schedule('advance-tenancies', '15 23 * * *', 'select private.advance_tenancies()');

create function private.notify_both_sides(
  tenancy_id uuid, org_id uuid, kind text, title text, payload jsonb, to_owner boolean, to_tenants boolean)
returns void
language sql
set search_path = ''
as $$
  insert into public.notifications (user_id, kind, title, subject_id, payload)
  select told, notify_both_sides.kind, notify_both_sides.title, notify_both_sides.tenancy_id, notify_both_sides.payload
  from (
    select private.members_with(notify_both_sides.org_id, 'tenancies.write') as told where to_owner
    union
    select tenant.user_id from public.tenancy_parties as party
    join public.tenants as tenant on tenant.id = party.tenant_id
    where to_tenants and party.tenancy_id = notify_both_sides.tenancy_id and tenant.user_id is not null
  ) as everybody
  where told is distinct from (select auth.uid())
$$;
comment on function private.notify_both_sides(uuid, uuid, text, text, jsonb, boolean, boolean) is
  'Tells the owner''s side, the tenants or both of a tenancy, except who did it.';

create function private.notify_notice()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.notify_both_sides(new.tenancy_id, new.org_id, 'notice_given',
    case when tg_op = 'INSERT' then 'Notice was given' else 'A notice was withdrawn' end,
    jsonb_build_object('ends_on', new.ends_on, 'reason', new.reason, 'withdrawn', new.withdrawn_at is not null),
    not new.given_by_owner, new.given_by_owner);
  return null;
end
$$;
comment on function private.notify_notice() is 'Trigger: tells the other side of a notice, and when it is withdrawn.';
create trigger notify_notice after insert on public.tenancy_notices
  for each row execute function private.notify_notice();
create trigger notify_withdrawal after update of withdrawn_at on public.tenancy_notices
  for each row when (new.withdrawn_at is not null and old.withdrawn_at is null) execute function private.notify_notice();

create function private.notify_tenancy_end()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- A renewal goes on: nobody needs to hear that its parent is over.
  if new.status = 'holding_over' then
    perform private.notify_both_sides(new.id, new.org_id, 'tenancy_holding_over', 'The tenancy has run out: renew it, or return the home',
      jsonb_build_object('ends_on', new.ends_on), true, true);
  elsif new.ended_on is not null then
    perform private.notify_both_sides(new.id, new.org_id, 'tenancy_ended', 'The tenancy has ended',
      jsonb_build_object('ended_on', new.ended_on), true, true);
  end if;
  return null;
end
$$;
comment on function private.notify_tenancy_end() is 'Trigger: tells both sides that a tenancy is held over, or has ended.';
create trigger notify_tenancy_end after update of status on public.tenancies
  for each row when (new.status in ('holding_over', 'ended') and new.status <> old.status)
  execute function private.notify_tenancy_end();

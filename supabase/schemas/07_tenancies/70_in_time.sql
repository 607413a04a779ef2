-- What time does to tenancies, and who is told: terms pass, notices run out, renewals begin.

create index tenancies_running_idx on public.tenancies (ends_on) where status in ('active', 'notice_given');

create function private.advance_tenancies(today public.calendar_date default private.lagos_date(), batch integer default 200)
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
    limit batch
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
comment on function private.advance_tenancies(public.calendar_date, integer) is
  'A batch of the tenancies whose term or notice has run out on a Nigerian date: ends those whose renewal has begun, marks the others as held over; returns how many. A unit stays taken until possession is returned. Run by pg_cron each hour, so that a night that was missed is made good; safe to repeat and to run twice at a time.';
select cron.schedule('advance-tenancies', '15 * * * *', $$call private.run_in_batches('private.advance_tenancies')$$);

create function private.notify_both_sides(
  tenancy_id uuid, org_id uuid, kind text, title text, payload jsonb, to_owner boolean, to_tenants boolean)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform private.notify(
    array(
      select private.members_with(notify_both_sides.org_id, 'tenancies.write') where to_owner
      union
      select private.tenancy_users(notify_both_sides.tenancy_id) where to_tenants
    ),
    org_id, kind, title, tenancy_id, payload, but_not => (select auth.uid()));
end
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

create function private.notify_tenancy_end(tenancy public.tenancies)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- A renewal goes on: nobody needs to hear that its parent is over.
  if tenancy.status = 'holding_over' then
    perform private.notify_both_sides(tenancy.id, tenancy.org_id, 'tenancy_holding_over', 'The tenancy has run out: renew it, or return the home',
      jsonb_build_object('ends_on', tenancy.ends_on), true, true);
  elsif tenancy.ended_on is not null then
    perform private.notify_both_sides(tenancy.id, tenancy.org_id, 'tenancy_ended', 'The tenancy has ended',
      jsonb_build_object('ended_on', tenancy.ended_on), true, true);
  end if;
end
$$;
comment on function private.notify_tenancy_end(public.tenancies) is 'Tells both sides that a tenancy is held over, or has ended.';

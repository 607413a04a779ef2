-- What time does to tenancies: terms pass, notices run out, renewals begin.

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
select cron.schedule('advance-tenancies', '15 * * * *', private.in_batches('private.advance_tenancies'));

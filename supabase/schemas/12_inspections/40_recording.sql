-- How members schedule and record an inspection.

create function private.lock_inspection_to_write(inspection_id uuid)
returns public.inspections
language plpgsql
set search_path = ''
as $$
declare
  inspection public.inspections;
begin
  select i.* into inspection
  from public.inspections as i
  where i.id = inspection_id and (
    i.org_id in (select private.my_org_ids('tenancies.read')) or i.id in (select private.my_inspection_ids()))
  for update;
  if not found then
    perform private.raise_problem('inspection.not_found', 'Cannot find the inspection', 404,
      jsonb_build_object('field', 'inspection_id'));
  end if;
  perform private.require_permission(inspection.org_id, 'tenancies.write');
  return inspection;
end
$$;
comment on function private.lock_inspection_to_write(uuid) is
  'Locks an inspection that the caller may write. Errors: inspection.not_found 404, auth.forbidden 403.';

create function private.lock_tenancy_to_inspect(tenancy_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  tenancy public.tenancies;
begin
  select t.* into tenancy
  from public.tenancies as t
  where t.id = tenancy_id and t.org_id in (select private.my_org_ids('tenancies.read'))
  for share;
  if not found then
    perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among your organizations', 404,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  perform private.require_permission(tenancy.org_id, 'tenancies.write');
  if tenancy.status in ('draft', 'cancelled') then
    perform private.raise_problem('tenancy.not_in_force', format('Cannot inspect: the tenancy is %s', tenancy.status), 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  return tenancy;
end
$$;
comment on function private.lock_tenancy_to_inspect(uuid) is
  'Keeps a tenancy as it is until the transaction ends. Errors: tenancy.not_found 404, auth.forbidden 403, tenancy.not_in_force 409.';

create function private.check_visit(kind public.inspection_kind, scheduled_for public.instant)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  hour time := (scheduled_for at time zone 'Africa/Lagos')::time;
begin
  if kind is null then
    perform private.raise_problem('inspection.bad_time', 'Cannot schedule an inspection without its kind', 400,
      jsonb_build_object('field', 'kind'));
  end if;
  if scheduled_for is null or scheduled_for not between now() - interval '1 year' and now() + interval '2 years' then
    perform private.raise_problem('inspection.bad_time',
      'Cannot schedule an inspection without a time within the last year or the next two', 400,
      jsonb_build_object('field', 'scheduled_for'));
  end if;
  if kind = 'routine' and (scheduled_for < now() + interval '24 hours' or hour not between '06:00' and '18:00') then
    perform private.raise_problem('inspection.bad_time',
      'Cannot enter the home then: a routine inspection is told to the tenant 24 hours before, and takes place between 06:00 and 18:00 Nigerian time',
      400, jsonb_build_object('field', 'scheduled_for'));
  end if;
end
$$;
comment on function private.check_visit(public.inspection_kind, public.instant) is
  'Routine entry needs prior notice and daylight (Lagos Tenancy Law 2011 s.7). Error: inspection.bad_time 400.';

create function private.schedule_inspection(tenancy_id uuid, kind public.inspection_kind, scheduled_for public.instant)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy_to_inspect(tenancy_id);
  scheduled public.inspections;
begin
  if kind = 'routine' and tenancy.status in ('ended', 'passed_on') then
    perform private.raise_problem('tenancy.not_in_force', 'Cannot inspect: the tenancy is ended', 409,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  -- The same again, even so late that it could not be scheduled any more, is the one that is there.
  select i.* into scheduled from public.inspections as i
  where i.tenancy_id = tenancy.id and i.kind = kind and i.scheduled_for = scheduled_for and i.status <> 'cancelled';
  if found then
    return scheduled;
  end if;
  perform private.check_visit(kind, scheduled_for);
  insert into public.inspections (org_id, tenancy_id, kind, scheduled_for, created_by)
  values (tenancy.org_id, tenancy.id, kind, scheduled_for, (select auth.uid()))
  on conflict do nothing
  returning * into scheduled;
  if not found then
    select i.* into scheduled from public.inspections as i
    where i.tenancy_id = tenancy.id and i.kind = kind and i.scheduled_for = scheduled_for and i.status <> 'cancelled';
  end if;
  if scheduled.id is null then
    perform private.raise_problem('inspection.already_there',
      format('Cannot schedule another %s inspection: the tenancy has one', replace(kind::text, '_', '-')), 409,
      jsonb_build_object('field', 'kind'));
  end if;
  return scheduled;
end
$$;
comment on function private.schedule_inspection(uuid, public.inspection_kind, public.instant) is
  'See public.schedule_inspection.';
create function public.schedule_inspection(tenancy_id uuid, kind public.inspection_kind, scheduled_for text)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('schedule_inspection');
  select private.schedule_inspection(tenancy_id, kind, private.read_instant('scheduled_for', scheduled_for))
$$;
comment on function public.schedule_inspection(uuid, public.inspection_kind, text) is
  'Schedules an inspection; the same again gives the one that is there. Tenants are told of routine ones, which need 24 hours'' notice and a time between 06:00 and 18:00 in Nigeria. Errors: tenancy.not_found 404, auth.forbidden 403, inspection.bad_time 400, tenancy.not_in_force, inspection.already_there 409.';

create function private.move_in_of(tenancy_id uuid)
returns uuid
language sql
stable
set search_path = ''
as $$
  with recursive terms as (
    select tenancy.org_id, tenancy.id, tenancy.parent_id, 0 as back from public.tenancies as tenancy where tenancy.id = move_in_of.tenancy_id
    union all
    select parent.org_id, parent.id, parent.parent_id, terms.back + 1
    from terms join public.tenancies as parent on parent.org_id = terms.org_id and parent.id = terms.parent_id
  )
  select inspection.id
  from terms
  join public.inspections as inspection
    on inspection.tenancy_id = terms.id and inspection.kind = 'move_in' and inspection.status = 'signed'
  order by terms.back limit 1
$$;
comment on function private.move_in_of(uuid) is
  'The signed inspection by which the tenants moved in: of the tenancy itself, or of the latest term before it that has one, for who renewed moved in once. Null: there is none.';
grant execute on function private.move_in_of(uuid) to authenticated, service_role;

create function private.begin_move_out(tenancy_id uuid, scheduled_for public.instant)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_tenancy_to_inspect(tenancy_id);
  move_in uuid := private.move_in_of(tenancy.id);
  begun public.inspections;
begin
  if move_in is null then
    perform private.raise_problem('inspection.no_move_in',
      'Cannot begin from the move-in inspection: none was signed', 409, jsonb_build_object('field', 'tenancy_id'));
  end if;
  if scheduled_for is not null then
    perform private.check_visit('move_out', scheduled_for);
  end if;
  insert into public.inspections (org_id, tenancy_id, kind, scheduled_for, created_by)
  values (tenancy.org_id, tenancy.id, 'move_out', coalesce(scheduled_for, now()), (select auth.uid()))
  on conflict do nothing;
  select i.* into strict begun from public.inspections as i
  where i.tenancy_id = tenancy.id and i.kind = 'move_out' and i.status <> 'cancelled'
  for update;
  if begun.status = 'draft' and not exists (
    select from public.inspection_items as item where item.inspection_id = begun.id
  ) then
    insert into public.inspection_items (org_id, inspection_id, position, room, item)
    select begun.org_id, begun.id, item.position, item.room, item.item
    from public.inspection_items as item
    where item.inspection_id = move_in
    order by item.position;
  end if;
  return begun;
end
$$;
comment on function private.begin_move_out(uuid, public.instant) is 'See public.begin_move_out.';
create function public.begin_move_out(tenancy_id uuid, scheduled_for text default null)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('begin_move_out');
  select private.begin_move_out(tenancy_id, private.read_instant('scheduled_for', scheduled_for))
$$;
comment on function public.begin_move_out(uuid, text) is
  'The move-out inspection, with the rooms and items of the signed move-in one, whose conditions are still to be found out. Safe to repeat. Errors: tenancy.not_found 404, auth.forbidden 403, inspection.bad_time 400, tenancy.not_in_force, inspection.no_move_in 409.';

create function private.offer_inspection(inspection_id uuid)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.lock_inspection_to_write(inspection_id);
  unknown_at integer;
  content text;
begin
  if inspection.status = 'ready' then
    return inspection;
  end if;
  if inspection.status in ('draft', 'disputed') then
    if inspection.kind = 'routine' and inspection.scheduled_for > now() then
      perform private.raise_problem('inspection.too_early', 'Cannot offer the inspection before the time that the tenants were told', 409,
        jsonb_build_object('field', 'inspection_id'));
    end if;
    select min(item.position) - 1 into unknown_at from public.inspection_items as item
    where item.inspection_id = inspection.id and item.condition is null;
    if unknown_at is not null or not exists (
      select from public.inspection_items as item where item.inspection_id = inspection.id
    ) then
      perform private.raise_problem('inspection.incomplete', 'Cannot offer an inspection without items, or before each has a condition', 409,
        jsonb_build_object('field', coalesce('items.' || unknown_at || '.condition', 'items')));
    end if;
    update public.inspections as i set inspected_on = coalesce(i.inspected_on, private.lagos_date())
    where i.id = inspection.id;
  end if;
  content := private.inspection_content(inspection.id, inspection.round + 1);
  perform private.begin_move('inspection', inspection.id, 'Offered for signing');
  update public.inspections as i
  set status = 'ready', round = i.round + 1, content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')
  where i.id = inspection.id
  returning i.* into inspection;
  insert into public.inspection_contents (inspection_id, org_id, round, content, content_hash, created_by)
  values (inspection.id, inspection.org_id, inspection.round, content, inspection.content_hash, (select auth.uid()));
  return inspection;
end
$$;
comment on function private.offer_inspection(uuid) is 'See public.offer_inspection.';
create function public.offer_inspection(inspection_id uuid)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('offer_inspection');
  select private.offer_inspection(inspection_id)
$$;
comment on function public.offer_inspection(uuid) is
  'Offers a recorded inspection, or a corrected one after a dispute, to both sides for signing; earlier signatures count no more. Its content stays as it is from then on. Safe to repeat. Errors: inspection.not_found 404, auth.forbidden 403, inspection.incomplete, inspection.too_early, inspection.illegal_transition 409.';

create function private.cancel_inspection(inspection_id uuid, reason text)
returns public.inspections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  inspection public.inspections := private.lock_inspection_to_write(inspection_id);
begin
  if inspection.status = 'cancelled' then
    return inspection;
  end if;
  perform private.begin_move('inspection', inspection.id, left(reason, 500));
  update public.inspections as i set status = 'cancelled' where i.id = inspection.id returning i.* into inspection;
  return inspection;
end
$$;
comment on function private.cancel_inspection(uuid, text) is 'See public.cancel_inspection.';
create function public.cancel_inspection(inspection_id uuid, reason text default null)
returns public.inspections
language sql
set search_path = ''
as $$
  select private.limit_person('cancel_inspection');
  select private.cancel_inspection(inspection_id, private.read_prose('reason', reason))
$$;
comment on function public.cancel_inspection(uuid, text) is
  'Cancels an inspection that is not signed; another one may take its place. Safe to repeat. Errors: inspection.not_found 404, auth.forbidden 403, inspection.illegal_transition 409.';
grant execute on function
  private.schedule_inspection(uuid, public.inspection_kind, public.instant),
  public.schedule_inspection(uuid, public.inspection_kind, text),
  private.begin_move_out(uuid, public.instant), public.begin_move_out(uuid, text),
  private.offer_inspection(uuid), public.offer_inspection(uuid),
  private.cancel_inspection(uuid, text), public.cancel_inspection(uuid, text)
  to authenticated;

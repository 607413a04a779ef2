-- Serving a statutory notice: every attempt is recorded, with mode, time, who and what shows it. A notice counts as served
-- only by a mode that its law names, that came off, in time and with evidence; everything else is an attempt or a courtesy
-- copy. The first service of a notice to quit that counts puts the tenancy under notice.

create function private.add_notice_service(
  notice public.statutory_notices, mode public.service_mode, client_id uuid, attempted_at public.instant,
  served_by text, recipient text, witness text, reference text, document_id uuid, note text, is_effective boolean, recorded_by uuid)
returns public.notice_services
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  way public.notice_service_modes;
  lacks text[] := array['courtesy_copy'];
  under uuid;
  made public.notice_services;
begin
  select known.* into way from public.notice_service_modes as known
  where known.ruleset_id = notice.ruleset_id and known.is_business = (notice.computed ->> 'is_business')::boolean
    and known.mode = mode and known.is_lawful;
  if found then
    lacks := array_remove(array[
      case when is_effective is not true then 'not_effective' end,
      case when document_id is null then 'no_evidence' end,
      case when recipient is null and mode <> 'affixed' then 'no_recipient' end,
      case when way.needs_witness and witness is null then 'no_witness' end,
      case when way.needs_reference and reference is null then 'no_reference' end,
      case when (private.lagos_date(attempted_at) <= notice.serve_by) is not true then 'too_late' end], null);
    if lacks = '{}' then
      under := private.put_under_notice(notice, private.lagos_date(attempted_at));
    end if;
  end if;
  insert into public.notice_services as kept (
    org_id, notice_id, tenancy_id, client_id, mode, attempted_at, served_by, recipient, witness, reference, document_id, note,
    is_effective, is_lawful, why_not, tenancy_notice_id, recorded_by)
  values (
    notice.org_id, notice.id, notice.tenancy_id, client_id, mode, attempted_at, served_by, recipient, witness, reference, document_id, note,
    is_effective, way.mode is not null, lacks, under, recorded_by)
  returning kept.* into made;
  return made;
end
$$;
comment on function private.add_notice_service(
  public.statutory_notices, public.service_mode, uuid, public.instant, text, text, text, text, uuid, text, boolean, uuid) is
  'Keeps a record of service and says whether the notice counts as served by it, and why not: the only place that says it. One that counts puts the tenancy under notice.';

create function private.put_under_notice(notice public.statutory_notices, served_on public.calendar_date)
returns uuid
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  given uuid;
begin
  select known.* into strict tenancy from public.tenancies as known where known.id = notice.tenancy_id;
  if notice.form <> 'quit' or tenancy.status not in ('active', 'holding_over') or exists (
    select from public.tenancy_notices as known where known.tenancy_id = tenancy.id and known.withdrawn_at is null) then
    return (
      select known.id from public.tenancy_notices as known
      where notice.form = 'quit' and known.tenancy_id = tenancy.id and known.withdrawn_at is null and known.given_by_owner
        and known.ends_on = notice.takes_effect_on);
  end if;
  insert into public.tenancy_notices as made (org_id, tenancy_id, given_by_owner, given_by, given_on, ends_on, basis, reason)
  values (notice.org_id, tenancy.id, true, (select auth.uid()), served_on, notice.takes_effect_on,
    notice.number || ': ' || (notice.computed ->> 'length_basis'), notice.grounds)
  returning made.id into given;
  perform private.move_tenancy(tenancy.id, 'notice_given', 'The notice to quit ' || notice.number || ' was served');
  return given;
end
$$;
comment on function private.put_under_notice(public.statutory_notices, public.calendar_date) is
  'A served notice to quit puts the tenancy under notice, unless it is under one; returns that notice, if it is of the same day.';

create function private.take_back_served_notice(notice public.statutory_notices)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  given uuid := (
    select known.id from public.notice_services as service
    join public.tenancy_notices as known on known.id = service.tenancy_notice_id and known.withdrawn_at is null
    where service.notice_id = notice.id limit 1);
begin
  select known.* into strict tenancy from public.tenancies as known where known.id = notice.tenancy_id;
  if given is not null and tenancy.status in ('notice_given', 'holding_over') then
    perform private.take_notice_back(tenancy, given);
  end if;
end
$$;
comment on function private.take_back_served_notice(public.statutory_notices) is 'A tenancy that was under a statutory notice goes on when it is withdrawn, or was not served after all.';

create function private.record_notice_service(
  notice_id uuid, mode public.service_mode, client_id uuid, attempted_at public.instant, served_by text, is_effective boolean,
  recipient text, witness text, reference text, document_id uuid, note text)
returns public.notice_services
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  notice public.statutory_notices := private.lock_notice(notice_id);
  made public.notice_services;
  bad text;
begin
  recipient := nullif(btrim(recipient), '');
  witness := nullif(btrim(witness), '');
  reference := nullif(btrim(reference), '');
  note := nullif(btrim(note), '');
  bad := case
    when client_id is null then 'client_id'
    when mode is null then 'mode'
    when is_effective is null then 'is_effective'
    when attempted_at is null or attempted_at > now() + interval '5 minutes' or attempted_at < notice.issued_at - interval '5 minutes' then 'attempted_at'
    when served_by is null or length(btrim(served_by)) not between 2 and 120 then 'served_by'
    when recipient is not null and length(recipient) not between 2 and 120 then 'recipient'
    when witness is not null and length(witness) not between 2 and 120 then 'witness'
    when reference is not null and length(reference) not between 2 and 120 then 'reference'
    when note is not null and length(note) not between 3 and 1000 then 'note'
  end;
  if bad is not null then
    perform private.raise_problem('statutory_notice.bad_service', format('Cannot record the service: %s %s', bad, case bad
      when 'attempted_at' then 'must lie between the issue of the notice and now' else 'is missing or too long' end), 400,
      jsonb_build_object('field', bad));
  end if;
  select known.* into made from public.notice_services as known where known.org_id = notice.org_id and known.client_id = client_id;
  if found then
    return made;
  end if;
  if exists (select from public.notice_withdrawals as withdrawn where withdrawn.notice_id = notice_id) then
    perform private.raise_problem('statutory_notice.withdrawn', 'Cannot serve the notice: it is withdrawn', 409,
      jsonb_build_object('field', 'notice_id'));
  end if;
  perform private.require_paper(document_id, notice.org_id, notice.tenancy_id, 'statutory_notice.unknown_document', 'Cannot record the service');
  return private.add_notice_service(notice, mode, client_id, attempted_at, btrim(served_by), recipient, witness, reference,
    document_id, note, is_effective, (select auth.uid()));
end
$$;
comment on function private.record_notice_service(
  uuid, public.service_mode, uuid, public.instant, text, boolean, text, text, text, uuid, text) is
  'Checks the caller''s authority and what is told, then keeps the record.';
grant execute on function private.record_notice_service(
  uuid, public.service_mode, uuid, public.instant, text, boolean, text, text, text, uuid, text) to authenticated;

create function public.record_notice_service(
  notice_id uuid, mode public.service_mode, client_id uuid, attempted_at text, served_by text, is_effective boolean,
  recipient text default null, witness text default null, reference text default null, document_id uuid default null, note text default null)
returns public.notice_services
language sql
set search_path = ''
as $$
  select private.limit_person('record_notice_service');
  select private.record_notice_service(notice_id, mode, client_id, private.read_instant('attempted_at', attempted_at),
    private.read_line('served_by', served_by), is_effective, private.read_line('recipient', recipient), private.read_line('witness', witness),
    private.read_line('reference', reference), document_id, private.read_prose('note', note))
$$;
comment on function public.record_notice_service(
  uuid, public.service_mode, uuid, text, text, boolean, text, text, text, uuid, text) is
  'Records an attempt to serve a statutory notice: how, when (UTC), by whom, whether it came off, into whose hands, who witnessed it, the courier''s reference, and a document of the tenancy that shows it. The answer says whether the notice counts as served by it (counts), and why not (why_not): courtesy_copy, not_effective, no_evidence, no_recipient, no_witness, no_reference, too_late. The first service of a notice to quit that counts puts the tenancy under notice. Kept for ever; sent again with the same client_id it is recorded once. Errors: statutory_notice.not_found 404, auth.forbidden, statutory_notice.no_authority 403, statutory_notice.bad_service, statutory_notice.unknown_document 400, statutory_notice.withdrawn 409.';
grant execute on function public.record_notice_service(
  uuid, public.service_mode, uuid, text, text, boolean, text, text, text, uuid, text) to authenticated;

create function private.correct_notice_service(service_id uuid, reason text)
returns public.notice_service_corrections
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  service public.notice_services;
  notice public.statutory_notices;
  made public.notice_service_corrections;
begin
  select known.* into service from public.notice_services as known where known.id = service_id;
  begin
    notice := private.lock_notice(service.notice_id);
  exception when sqlstate 'PT404' then
    perform private.raise_problem('statutory_notice.service_not_found', 'Cannot find the record of service among yours', 404,
      jsonb_build_object('field', 'service_id'));
  end;
  select known.* into made from public.notice_service_corrections as known where known.service_id = service_id;
  if found then
    return made;
  end if;
  if reason is null or length(btrim(reason)) not between 3 and 300 then
    perform private.raise_problem('statutory_notice.bad_reason', 'Cannot take the record back: say why, in 3 to 300 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  insert into public.notice_service_corrections as kept (service_id, org_id, reason, corrected_by)
  values (service.id, service.org_id, btrim(reason), (select auth.uid())) returning kept.* into made;
  if service.counts and not exists (
    select from public.notice_standings as standing where standing.notice_id = service.notice_id and standing.served_on is not null) then
    perform private.take_back_served_notice(notice);
  end if;
  return made;
end
$$;
comment on function private.correct_notice_service(uuid, text) is
  'Checks the caller''s authority, then takes a record of service back; a tenancy that was under notice by it alone goes on.';
grant execute on function private.correct_notice_service(uuid, text) to authenticated;

create function public.correct_notice_service(service_id uuid, reason text)
returns public.notice_service_corrections
language sql
set search_path = ''
as $$
  select private.limit_person('correct_notice_service');
  select private.correct_notice_service(service_id, private.read_line('reason', reason))
$$;
comment on function public.correct_notice_service(uuid, text) is
  'Takes a record of service back that was wrong, for a reason: it stays, and counts no more; a tenancy that was under notice by it alone goes on. Safe to repeat. Errors: statutory_notice.service_not_found 404, auth.forbidden, statutory_notice.no_authority 403, statutory_notice.bad_reason 400.';
grant execute on function public.correct_notice_service(uuid, text) to authenticated;

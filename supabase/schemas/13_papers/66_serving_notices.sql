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
  way record;
  lacks text[] := array['courtesy_copy'];
  under uuid;
  made public.notice_services;
begin
  select known.* into way
  from private.ways_of_serving(notice.ruleset_id, (notice.computed ->> 'is_business')::boolean, notice.form) as known
  where known.mode = mode and known.is_lawful;
  if found then
    lacks := array_remove(array[
      case when is_effective is not true then 'not_effective' end,
      case when document_id is null then 'no_evidence' end,
      case when recipient is null and mode <> 'affixed' then 'no_recipient' end,
      case when way.needs_witness and witness is null then 'no_witness' end,
      case when way.needs_reference and reference is null then 'no_reference' end,
      case when (private.lagos_date(attempted_at) <= notice.serve_by) is not true then 'too_late' end,
      -- Who says on the day of the court that it was served in spring has had all summer to say so.
      case when private.lagos_date() > notice.takes_effect_on then 'recorded_too_late' end], null);
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
    select from public.tenancy_notices as known where known.tenancy_id = tenancy.id and known.withdrawn_at is null) or exists (
    -- One that was renewed goes on as its renewal, which has notices of its own.
    select from public.tenancies as renewal where renewal.org_id = tenancy.org_id and renewal.parent_id = tenancy.id and renewal.is_in_force) then
    return (
      select known.id from public.tenancy_notices as known
      where notice.form = 'quit' and known.tenancy_id = tenancy.id and known.withdrawn_at is null and known.given_by_owner
        and known.ends_on = notice.takes_effect_on);
  end if;
  insert into public.tenancy_notices as made (org_id, tenancy_id, given_by_owner, given_by, given_on, ends_on, basis, reason)
  values (notice.org_id, tenancy.id, true, notice.issued_by, served_on, notice.takes_effect_on,
    notice.number || ': ' || (notice.computed ->> 'length_basis'), notice.grounds)
  returning made.id into given;
  perform private.move_tenancy(tenancy.id, 'notice_given', 'The notice to quit ' || notice.number || ' was served');
  return given;
end
$$;
comment on function private.put_under_notice(public.statutory_notices, public.calendar_date) is
  'A served notice to quit puts the tenancy under notice, unless it is under one or was renewed; returns that notice, if it is of the same day.';

create function private.take_back_served_notice(notice public.statutory_notices)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies;
  given uuid := (
    select known.id from public.tenancy_notices as known
    where known.org_id = notice.org_id and known.tenancy_id = notice.tenancy_id and known.withdrawn_at is null and known.given_by_owner and (
      known.ends_on = notice.takes_effect_on and starts_with(known.basis, notice.number || ': ')
      or exists (select from public.notice_services as service where service.notice_id = notice.id and service.tenancy_notice_id = known.id)));
begin
  select known.* into strict tenancy from public.tenancies as known where known.id = notice.tenancy_id;
  if given is not null and tenancy.status in ('notice_given', 'holding_over') then
    perform private.take_notice_back(tenancy, given);
  end if;
end
$$;
comment on function private.take_back_served_notice(public.statutory_notices) is 'A tenancy that was under a statutory notice goes on when it is withdrawn, or was not served after all.';

create function private.put_under_served_notice(tenancy public.tenancies)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
declare
  standing public.notice_standings;
  notice public.statutory_notices;
begin
  select known.* into standing from public.notice_standings as known
  where known.org_id = tenancy.org_id and known.tenancy_id = tenancy.id and known.form = 'quit' and known.status in ('served', 'matured')
    and not private.is_taken_back(known.notice_id, array[tenancy.id])
  order by known.takes_effect_on, known.notice_id limit 1;
  if standing.notice_id is null then
    return tenancy;
  end if;
  select known.* into strict notice from public.statutory_notices as known where known.id = standing.notice_id;
  perform private.put_under_notice(notice, standing.served_on);
  select known.* into strict tenancy from public.tenancies as known where known.id = tenancy.id;
  return tenancy;
end
$$;
comment on function private.put_under_served_notice(public.tenancies) is
  'Puts a locked tenancy, whose tenants took their own notice back, under the notice to quit that was served meanwhile.';

create function private.require_evidence(document_id uuid, notice public.statutory_notices)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  perform private.require_paper(document_id, notice.org_id, notice.tenancy_id, 'statutory_notice.unknown_document', 'Cannot record the service');
  if document_id is not null and not exists (
    select from public.documents as document
    where document.id = require_evidence.document_id and document.kind in ('notice', 'letter', 'other') and document.created_at >= notice.issued_at
      and not exists (
        select from public.notice_services as service
        where service.org_id = notice.org_id and service.document_id = document.id and service.notice_id <> notice.id
          and not exists (select from public.notice_service_corrections as corrected where corrected.service_id = service.id))) then
    perform private.raise_problem('statutory_notice.unfit_document',
      'Cannot record the service: what shows it is a notice, a letter or another paper, added after the notice was issued, and shows no other notice''s service', 409,
      jsonb_build_object('field', 'document_id'));
  end if;
end
$$;
comment on function private.require_evidence(uuid, public.statutory_notices) is
  'Refuses evidence of service that is no paper of the tenancy (400 statutory_notice.unknown_document), or cannot show this service (409 statutory_notice.unfit_document): older than the notice, of a kind that shows none, or that of another notice.';

create function private.open_evidence(document_id uuid, notice public.statutory_notices)
returns void
language sql
set search_path = ''
as $$
  insert into public.document_access as known (org_id, document_id, tenancy_id, granted_by)
  select notice.org_id, open_evidence.document_id, notice.tenancy_id, (select auth.uid()) where open_evidence.document_id is not null
  on conflict (document_id, tenancy_id) where revoked_at is null and tenancy_id is not null do update set expires_at = null
$$;
comment on function private.open_evidence(uuid, public.statutory_notices) is 'Lets the tenants of a notice see what is to show that they were served.';

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
    when length(recipient) > 120 then 'recipient'
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
    if made.notice_id <> notice.id then
      perform private.raise_problem('statutory_notice.already_used', 'Cannot record the service: its client_id is that of another notice''s service', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return made;
  end if;
  if exists (select from public.notice_withdrawals as withdrawn where withdrawn.notice_id = notice_id) then
    perform private.raise_problem('statutory_notice.withdrawn', 'Cannot serve the notice: it is withdrawn', 409,
      jsonb_build_object('field', 'notice_id'));
  end if;
  perform private.require_notice_here(notice, 'Cannot record the service');
  perform private.require_evidence(document_id, notice);
  made := private.add_notice_service(notice, mode, client_id, attempted_at, btrim(served_by), recipient, witness, reference,
    document_id, note, is_effective, (select auth.uid()));
  if made.is_lawful then
    perform private.open_evidence(document_id, notice);
  end if;
  perform private.tell_of_notice(notice,
    case when made.counts then 'Served: ' else 'Service recorded: ' end || private.notice_title(notice.form) || ' ' || notice.number,
    jsonb_build_object('service_id', made.id), made.is_lawful);
  return made;
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
  'Records an attempt to serve a statutory notice: how, when (UTC), by whom, whether it came off, into whose hands, who witnessed it, the courier''s reference, and a document of the tenancy that shows it. The answer says whether the notice counts as served by it (counts), and why not (why_not): courtesy_copy, not_effective, no_evidence, no_recipient, no_witness, no_reference, too_late, recorded_too_late (after the day on which the notice takes effect). The tenants are told of each record of a lawful mode, and may open its document: a notice, a letter or another paper, added after the notice was issued, that shows no other notice''s service. The first service of a notice to quit that counts puts the tenancy under notice. Kept for ever; sent again with the same client_id it is recorded once. Errors: statutory_notice.not_found 404, auth.forbidden, statutory_notice.no_authority 403, statutory_notice.bad_service, statutory_notice.unknown_document 400, statutory_notice.withdrawn, statutory_notice.passed_on, statutory_notice.unfit_document, statutory_notice.already_used 409.';
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
  perform private.require_own_notice(notice, service.recorded_by);
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
  perform private.tell_of_notice(notice, 'Service taken back: ' || private.notice_title(notice.form) || ' ' || notice.number,
    jsonb_build_object('service_id', service.id, 'reason', made.reason), service.is_lawful);
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
  'Takes a record of service back that was wrong, for a reason: it stays, and counts no more; a tenancy that was under notice by it alone goes on, and tenants who were told of it hear so. An agency takes back only what it recorded, or of a notice that it gave. Safe to repeat. Errors: statutory_notice.service_not_found 404, auth.forbidden, statutory_notice.no_authority, statutory_notice.not_yours 403, statutory_notice.bad_reason 400.';
grant execute on function public.correct_notice_service(uuid, text) to authenticated;

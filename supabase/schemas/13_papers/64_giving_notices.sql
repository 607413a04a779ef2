-- Statutory notices: who may give one, showing what it would be, issuing it, a lawyer's check, withdrawing it, and reading one.

create function private.lock_noticed_tenancy(tenancy_id uuid)
returns public.tenancies
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  -- Neither ever changes.
  home record;
  mandate_id uuid;
begin
  select tenancy.org_id, tenancy.unit_id into home from public.tenancies as tenancy where tenancy.id = tenancy_id;
  if exists (select from private.my_org_ids('tenancies.write') as mine where mine = home.org_id) then
    return private.lock_tenancy(tenancy_id);
  end if;
  if home.org_id is not null then
    -- An agency's mandate is locked before the tenancy, as by its revocation, which ends what it charges.
    mandate_id := private.lock_my_mandate(home.unit_id, 'sign');
    if mandate_id is not null then
      -- An agent is who has the landlord's written authority (Lagos Tenancy Law 2011 s.47): a notice by another is defective.
      if exists (select from public.mandates as mandate where mandate.id = mandate_id and mandate.evidence is null) then
        perform private.raise_problem('statutory_notice.no_authority',
          'Cannot give the notice: the mandate names no paper, and an agent needs the landlord''s written authority', 403,
          jsonb_build_object('field', 'tenancy_id'));
      end if;
      return private.lock_tenancy(tenancy_id);
    end if;
    if exists (select from private.my_org_ids('tenancies.read') as mine where mine = home.org_id) then
      perform private.require_permission(home.org_id, 'tenancies.write');
    end if;
  end if;
  perform private.raise_problem('tenancy.not_found', 'Cannot find the tenancy among those for which you may give notices', 404,
    jsonb_build_object('field', 'tenancy_id'));
  return null;
end
$$;
comment on function private.lock_noticed_tenancy(uuid) is
  'Locks a tenancy for which the caller may give notices: as a member with tenancies.write, or of an agency with a live mandate to sign that names its paper. Errors: tenancy.not_found 404, auth.forbidden, statutory_notice.no_authority 403.';

create function private.mandate_for_notice(tenancy public.tenancies)
returns uuid
language plpgsql
set search_path = ''
as $$
begin
  if exists (select from private.my_org_ids('tenancies.write') as mine where mine = tenancy.org_id) then
    return null;
  end if;
  return private.lock_my_mandate(tenancy.unit_id, 'sign');
end
$$;
comment on function private.mandate_for_notice(public.tenancies) is 'The mandate by which the caller gives notices of a tenancy; null: the owner''s own people do.';

create function private.lock_notice(notice_id uuid)
returns public.statutory_notices
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  notice public.statutory_notices;
begin
  select known.* into notice from public.statutory_notices as known where known.id = notice_id;
  begin
    perform private.lock_noticed_tenancy(notice.tenancy_id);
  exception when sqlstate 'PT404' then
    perform private.raise_problem('statutory_notice.not_found', 'Cannot find the notice among those that you may serve', 404,
      jsonb_build_object('field', 'notice_id'));
  end;
  return notice;
end
$$;
comment on function private.lock_notice(uuid) is 'A notice with its tenancy locked, for whoever may give notices for it. Errors: statutory_notice.not_found 404, auth.forbidden, statutory_notice.no_authority 403.';

create function private.require_own_notice(notice public.statutory_notices, recorded_by uuid default null)
returns void
language plpgsql
set search_path = ''
as $$
declare
  mandate_id uuid;
begin
  if exists (select from private.my_org_ids('tenancies.write') as mine where mine = notice.org_id) or recorded_by = (select auth.uid()) then
    return;
  end if;
  mandate_id := private.lock_my_mandate(
    (select tenancy.unit_id from public.tenancies as tenancy where tenancy.id = notice.tenancy_id), 'sign');
  -- By the same agency: a mandate that was given anew is the same hand.
  if not exists (
    select from public.mandates as now_held
    join public.mandates as before on before.id = notice.mandate_id and before.agent_org_id = now_held.agent_org_id
    where now_held.id = mandate_id) then
    perform private.raise_problem('statutory_notice.not_yours', 'Cannot take back what another gave: only who gave the notice does, or the owner''s own people', 403,
      jsonb_build_object('field', 'notice_id'));
  end if;
end
$$;
comment on function private.require_own_notice(public.statutory_notices, uuid) is
  'Refuses (403 statutory_notice.not_yours) an agency that would take back a notice which another gave, or a record of its service which another made.';

create function private.require_notice_here(notice public.statutory_notices, refusal text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if exists (select from public.tenancies as tenancy where tenancy.id = notice.tenancy_id and tenancy.status = 'passed_on') then
    perform private.raise_problem('statutory_notice.passed_on', refusal || ': the home was sold, and the tenancy is its buyer''s', 409,
      jsonb_build_object('field', 'notice_id'));
  end if;
end
$$;
comment on function private.require_notice_here(public.statutory_notices, text) is
  'Refuses (409 statutory_notice.passed_on) what would undo or serve a notice of a tenancy that passed to the buyer of the home.';

create function private.tell_of_notice(notice public.statutory_notices, title text, payload jsonb, tells_tenants boolean)
returns void
language plpgsql
set search_path = ''
as $$
declare
  facts jsonb := jsonb_build_object('notice_id', notice.id, 'tenancy_id', notice.tenancy_id, 'number', notice.number, 'path', '/notices/' || notice.id) || payload;
begin
  if tells_tenants then
    perform private.notify(array(select private.tenancy_users(notice.tenancy_id)), notice.org_id, 'statutory_notice', title, notice.id, facts);
  end if;
  -- What an agency does in the owner's name the owner's people hear of.
  if not exists (select from private.my_org_ids('tenancies.write') as mine where mine = notice.org_id) then
    perform private.notify(array(select private.members_with(notice.org_id, 'tenancies.write')), notice.org_id, 'statutory_notice_by_agent',
      title, notice.id, facts);
  end if;
end
$$;
comment on function private.tell_of_notice(public.statutory_notices, text, jsonb, boolean) is
  'Tells the tenants what was done about a notice, and the owner''s members when an agency did it.';

create function private.sender_of_notice(org_id uuid, mandate_id uuid)
returns public.organizations
language sql
stable
set search_path = ''
as $$
  select organization.* from public.organizations as organization
  where organization.id = coalesce(
    (select mandate.agent_org_id from public.mandates as mandate where mandate.id = sender_of_notice.mandate_id), sender_of_notice.org_id)
$$;
comment on function private.sender_of_notice(uuid, uuid) is 'On whose letterhead a notice stands: the owner''s, or that of the agency that gives it.';

create function private.preview_statutory_notice(
  tenancy_id uuid, form public.notice_form, takes_effect_on public.calendar_date, serve_on public.calendar_date, grounds text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_noticed_tenancy(tenancy_id);
  sender public.organizations := private.sender_of_notice(tenancy.org_id, private.mandate_for_notice(tenancy));
  judged jsonb;
begin
  if form is null then
    perform private.raise_problem('statutory_notice.missing', 'Cannot compute the notice: say which', 400, jsonb_build_object('field', 'form'));
  end if;
  judged := private.judge_notice(tenancy, form, takes_effect_on, serve_on, grounds, private.letterhead_of(sender.id));
  return judged || jsonb_build_object('body', case when judged -> 'faults' = '[]' then private.notice_body(form, judged, btrim(grounds)) end,
    'modes', (
      select jsonb_agg(jsonb_build_object('mode', way.mode, 'is_lawful', way.is_lawful, 'needs_witness', way.needs_witness,
        'needs_reference', way.needs_reference, 'section', way.section) order by way.is_lawful desc, way.mode)
      from private.ways_of_serving(judged ->> 'ruleset_id', (judged ->> 'is_business')::boolean, form) as way));
end
$$;
comment on function private.preview_statutory_notice(uuid, public.notice_form, public.calendar_date, public.calendar_date, text) is
  'Checks the caller''s authority, then computes a notice without giving it.';
grant execute on function private.preview_statutory_notice(uuid, public.notice_form, public.calendar_date, public.calendar_date, text) to authenticated;

create function public.preview_statutory_notice(
  tenancy_id uuid, form public.notice_form, takes_effect_on text default null, serve_on text default null, grounds text default null)
returns jsonb
language sql
set search_path = ''
as $$
  select private.limit_person('preview_statutory_notice');
  select private.preview_statutory_notice(tenancy_id, form, private.read_date('takes_effect_on', takes_effect_on),
    private.read_date('serve_on', serve_on), private.read_prose('grounds', grounds))
$$;
comment on function public.preview_statutory_notice(uuid, public.notice_form, text, text, text) is
  'What the law says of a notice before you give it: the ruleset with its version and how sure it is, form and section, length and its basis, earliest_on, takes_effect_on (the earliest when left out), serve_by, by which modes it is served in law, warnings, and faults: what would make it defective, each with field and message. serve_on: the day on which it will be served, today when left out. Needs tenancies.write, or a live mandate to sign that names its paper. Errors: tenancy.not_found 404, auth.forbidden, statutory_notice.no_authority 403, statutory_notice.missing 400.';
grant execute on function public.preview_statutory_notice(uuid, public.notice_form, text, text, text) to authenticated;

create function private.issue_statutory_notice(
  tenancy_id uuid, form public.notice_form, takes_effect_on public.calendar_date, grounds text, client_id uuid, serve_on public.calendar_date)
returns public.statutory_notices
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  tenancy public.tenancies := private.lock_noticed_tenancy(tenancy_id);
  mandate_id uuid := private.mandate_for_notice(tenancy);
  sender public.organizations := private.sender_of_notice(tenancy.org_id, mandate_id);
  head public.letterheads := private.letterhead_of(sender.id);
  judged jsonb;
  fault jsonb;
  taken record;
  notice public.statutory_notices;
begin
  if form is null or client_id is null or takes_effect_on is null then
    perform private.raise_problem('statutory_notice.missing', 'Cannot give the notice: say which, from what day, and give it a client_id', 400,
      jsonb_build_object('field', case when form is null then 'form' when client_id is null then 'client_id' else 'takes_effect_on' end));
  end if;
  select known.* into notice from public.statutory_notices as known where known.org_id = tenancy.org_id and known.client_id = client_id;
  if found then
    if (notice.tenancy_id, notice.form) is distinct from (tenancy.id, form) then
      perform private.raise_problem('statutory_notice.already_used', 'Cannot give the notice: its client_id is that of another notice', 409,
        jsonb_build_object('field', 'client_id'));
    end if;
    return notice;
  end if;
  if sender.suspended_at is not null or exists (
    select from public.organizations as organization where organization.id = tenancy.org_id and organization.suspended_at is not null) then
    perform private.raise_problem('organization.suspended', 'Cannot give the notice: the organization is suspended', 403,
      jsonb_build_object('field', 'tenancy_id'));
  end if;
  judged := private.judge_notice(tenancy, form, takes_effect_on, serve_on, grounds, head);
  fault := judged -> 'faults' -> 0;
  if fault is not null then
    perform private.raise_problem(fault ->> 'code', 'Cannot give the notice: ' || (fault ->> 'message'), 409,
      jsonb_build_object('field', fault ->> 'field', 'earliest_on', judged -> 'earliest_on', 'faults', judged -> 'faults'));
  end if;
  select * into taken from private.take_paper_numbers(tenancy.org_id, 'notice', 1);
  insert into public.statutory_notices as made (
    org_id, tenancy_id, client_id, form, year, serial, number, nature, ruleset_id, ruleset_version, computed, written_on, serve_by,
    takes_effect_on, grounds, letterhead_id, mandate_id, sender_name, sender_address, landlord_name, addressee, addressee_address,
    premises, body, issued_by)
  values (
    tenancy.org_id, tenancy.id, client_id, form, taken.year, taken.before + 1, private.paper_number('N', taken.year, taken.before + 1),
    tenancy.nature, judged ->> 'ruleset_id', (judged ->> 'ruleset_version')::integer, judged - 'faults' - 'warnings', private.lagos_date(),
    (judged ->> 'serve_by')::date, takes_effect_on, btrim(grounds), head.id, mandate_id, sender.name, sender.address,
    judged ->> 'landlord', judged ->> 'addressee', judged ->> 'addressee_address', judged ->> 'premises',
    private.notice_body(form, judged, btrim(grounds)), (select auth.uid()))
  returning made.* into notice;
  insert into private.letter_papers (org_id, notice_id, is_withdrawn) values (notice.org_id, notice.id, false);
  -- The tenants read it in the app at once: a courtesy copy, whatever the law counts as service.
  perform private.add_notice_service(notice, 'app', gen_random_uuid(), now(), 'Estate', left(notice.addressee, 120), null, null, null, null, true, null);
  perform private.tell_of_notice(notice, private.notice_title(notice.form) || ' ' || notice.number,
    jsonb_build_object('takes_effect_on', notice.takes_effect_on), true);
  perform private.wake_jobs();
  return notice;
end
$$;
comment on function private.issue_statutory_notice(uuid, public.notice_form, public.calendar_date, text, uuid, public.calendar_date) is
  'Checks authority and law, then issues a notice with the next number, orders its paper and gives the tenants a courtesy copy.';
grant execute on function private.issue_statutory_notice(uuid, public.notice_form, public.calendar_date, text, uuid, public.calendar_date) to authenticated;

create function public.issue_statutory_notice(
  tenancy_id uuid, form public.notice_form, takes_effect_on text, grounds text, client_id uuid, serve_on text default null)
returns public.statutory_notices
language sql
set search_path = ''
as $$
  select private.limit_person('issue_statutory_notice');
  select private.issue_statutory_notice(tenancy_id, form, private.read_date('takes_effect_on', takes_effect_on),
    private.read_prose('grounds', grounds), client_id, private.read_date('serve_on', serve_on))
$$;
comment on function public.issue_statutory_notice(uuid, public.notice_form, text, text, uuid, text) is
  'Issues a notice of the law: numbered, with its PDF for signing and serving, and with the rules and dates by which it was computed. What would be defective is refused, with faults. The tenants see it at once; it counts as served only by a lawful mode with evidence (record_notice_service). Sent again with the same client_id it is issued once; the client_id of another notice is refused. Errors: tenancy.not_found 404, auth.forbidden, organization.suspended, statutory_notice.no_authority 403, statutory_notice.missing 400; statutory_notice.incomplete, .bad_day, .not_in_force, .wrong_form, .too_short, .wrong_day, .too_late, .too_early, .already_given, .already_used 409.';
grant execute on function public.issue_statutory_notice(uuid, public.notice_form, text, text, uuid, text) to authenticated;

create function private.notice_title(form public.notice_form)
returns text
language sql
immutable
set search_path = ''
as $$
  select case form when 'quit' then 'Notice to quit' when 'recovery' then 'Notice of owner''s intention to recover possession'
    when 'abandoned' then 'Notice on abandoned premises' else 'Notice of inspection' end
$$;
comment on function private.notice_title(public.notice_form) is 'What a notice is called.';

create function private.record_notice_check(notice_id uuid, lawyer_name text, is_good boolean, enrolment_number text, note text)
returns public.notice_checks
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  notice public.statutory_notices := private.lock_notice(notice_id);
  made public.notice_checks;
  bad text := case
    when lawyer_name is null or length(btrim(lawyer_name)) not between 3 and 120 then 'lawyer_name'
    when is_good is null then 'is_good'
    when nullif(btrim(enrolment_number), '') is not null and length(btrim(enrolment_number)) not between 2 and 40 then 'enrolment_number'
    when nullif(btrim(note), '') is not null and length(btrim(note)) not between 3 and 2000 then 'note'
    when is_good is false and nullif(btrim(note), '') is null then 'note'
  end;
begin
  perform private.require_permission(notice.org_id, 'tenancies.write');
  if bad is not null then
    perform private.raise_problem('statutory_notice.bad_check',
      format('Cannot record the check: %s is missing or too long; who found it wanting says what', bad), 400, jsonb_build_object('field', bad));
  end if;
  select known.* into made from public.notice_checks as known where known.notice_id = notice_id order by known.id desc limit 1;
  if made.id is not null and (made.lawyer_name, made.is_good, made.enrolment_number, made.note)
    is not distinct from (btrim(lawyer_name), is_good, nullif(btrim(enrolment_number), ''), nullif(btrim(note), '')) then
    return made;
  end if;
  insert into public.notice_checks as known (notice_id, org_id, lawyer_name, enrolment_number, is_good, note, recorded_by)
  values (notice.id, notice.org_id, btrim(lawyer_name), nullif(btrim(enrolment_number), ''), is_good, nullif(btrim(note), ''), (select auth.uid()))
  returning known.* into made;
  return made;
end
$$;
comment on function private.record_notice_check(uuid, text, boolean, text, text) is 'Checks the permission, then keeps what a lawyer found.';
grant execute on function private.record_notice_check(uuid, text, boolean, text, text) to authenticated;

create function public.record_notice_check(
  notice_id uuid, lawyer_name text, is_good boolean, enrolment_number text default null, note text default null)
returns public.notice_checks
language sql
set search_path = ''
as $$
  select private.limit_person('record_notice_check');
  select private.record_notice_check(notice_id, private.read_line('lawyer_name', lawyer_name), is_good,
    private.read_line('enrolment_number', enrolment_number), private.read_prose('note', note))
$$;
comment on function public.record_notice_check(uuid, text, boolean, text, text) is
  'Records what a lawyer found of a notice: by whom, whether it is good, and what they said, which is needed where it is not. The same again is harmless. Tenants do not see it. Needs tenancies.write in the owner''s organization. Errors: statutory_notice.not_found 404, auth.forbidden 403, statutory_notice.bad_check 400.';
grant execute on function public.record_notice_check(uuid, text, boolean, text, text) to authenticated;

create function private.withdraw_statutory_notice(notice_id uuid, reason text)
returns public.notice_withdrawals
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  notice public.statutory_notices := private.lock_notice(notice_id);
  withdrawn public.notice_withdrawals;
begin
  select known.* into withdrawn from public.notice_withdrawals as known where known.notice_id = notice_id;
  if found then
    return withdrawn;
  end if;
  perform private.require_own_notice(notice);
  perform private.require_notice_here(notice, 'Cannot withdraw the notice');
  if reason is null or length(btrim(reason)) not between 3 and 300 then
    perform private.raise_problem('statutory_notice.bad_reason', 'Cannot withdraw the notice: say why, in 3 to 300 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  insert into public.notice_withdrawals as made (notice_id, org_id, reason, withdrawn_by)
  values (notice_id, notice.org_id, btrim(reason), (select auth.uid())) returning made.* into withdrawn;
  insert into private.letter_papers (org_id, notice_id, is_withdrawn) values (notice.org_id, notice_id, true) on conflict do nothing;
  perform private.take_back_served_notice(notice);
  perform private.tell_of_notice(notice, 'Withdrawn: ' || private.notice_title(notice.form) || ' ' || notice.number,
    jsonb_build_object('reason', withdrawn.reason), true);
  perform private.wake_jobs();
  return withdrawn;
end
$$;
comment on function private.withdraw_statutory_notice(uuid, text) is
  'Checks the caller''s authority, then marks a notice as withdrawn, with its paper; a tenancy that was under it goes on.';
grant execute on function private.withdraw_statutory_notice(uuid, text) to authenticated;

create function public.withdraw_statutory_notice(notice_id uuid, reason text)
returns public.notice_withdrawals
language sql
set search_path = ''
as $$
  select private.limit_person('withdraw_statutory_notice');
  select private.withdraw_statutory_notice(notice_id, private.read_line('reason', reason))
$$;
comment on function public.withdraw_statutory_notice(uuid, text) is
  'Withdraws a statutory notice, for a reason that the tenants read; it stays with that mark, and a tenancy that was under it goes on. An agency withdraws only what it gave. Safe to repeat. Errors: statutory_notice.not_found 404, auth.forbidden, statutory_notice.no_authority, statutory_notice.not_yours 403, statutory_notice.bad_reason 400, statutory_notice.passed_on 409.';
grant execute on function public.withdraw_statutory_notice(uuid, text) to authenticated;

create function private.read_statutory_notice(notice_id uuid, acknowledge boolean)
returns public.notice_readings
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  mine public.notice_readings;
begin
  insert into public.notice_readings as known (notice_id, user_id, org_id, acknowledged_at)
  select notice.id, (select auth.uid()), notice.org_id, case when acknowledge then now() end
  from public.statutory_notices as notice where notice.id = notice_id and notice.tenancy_id in (select private.my_tenancy_ids())
  on conflict on constraint notice_readings_pkey do update
  -- What was noted first stays.
  set acknowledged_at = coalesce(known.acknowledged_at, excluded.acknowledged_at)
  returning known.* into mine;
  if mine.user_id is null then
    perform private.raise_problem('statutory_notice.not_found', 'Cannot find the notice among those to you', 404,
      jsonb_build_object('field', 'notice_id'));
  end if;
  update public.notifications as news set read_at = now()
  where news.user_id = mine.user_id and news.subject_id = notice_id and news.read_at is null and news.kind = 'statutory_notice';
  return mine;
end
$$;
comment on function private.read_statutory_notice(uuid, boolean) is 'Notes that the caller has read a notice to them.';
grant execute on function private.read_statutory_notice(uuid, boolean) to authenticated;

create function public.read_statutory_notice(notice_id uuid, acknowledge boolean default false)
returns public.notice_readings
language sql
set search_path = ''
as $$
  select private.limit_person('read_statutory_notice');
  select private.read_statutory_notice(notice_id, acknowledge)
$$;
comment on function public.read_statutory_notice(uuid, boolean) is
  'Notes that you have opened a statutory notice to you, and with acknowledge that you say so: its organization sees both, with the time. It agrees to nothing. What was noted first stays. Safe to repeat. Error: statutory_notice.not_found 404.';
grant execute on function public.read_statutory_notice(uuid, boolean) to authenticated;

create function private.notice_as_paper(notice public.statutory_notices, is_withdrawn boolean)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'kind', 'notice', 'number', notice.number, 'written_on', to_char(notice.written_on, 'YYYY-MM-DD'),
    'made_at', to_char(notice.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'language', 'en',
    'addressee', notice.addressee, 'addressee_address', notice.addressee_address, 'premises', notice.premises,
    'subject', private.notice_title(notice.form), 'body', notice.body,
    'head', private.head_as_paper(notice.sender_name, notice.sender_address, notice.letterhead_id),
    'signed_by', head.signatory_name,
    'signed_as', case when notice.mandate_id is null then head.signatory_title
      else head.signatory_title || ', agent for ' || notice.landlord_name || ' under written authority' end,
    'form_name', notice.computed ->> 'form_name',
    'law', concat_ws(', ', notice.computed ->> 'source', notice.computed ->> 'section'),
    'nature', initcap(private.nature_in_words(notice.nature)), 'landlord', notice.landlord_name,
    'takes_effect_on', to_char(notice.takes_effect_on, 'YYYY-MM-DD'), 'serve_by', to_char(notice.serve_by, 'YYYY-MM-DD'),
    'withdrawn_on', to_char(private.lagos_date(withdrawn.withdrawn_at), 'YYYY-MM-DD'), 'withdrawn_because', withdrawn.reason)
  from public.letterheads as head
  left join public.notice_withdrawals as withdrawn on is_withdrawn and withdrawn.notice_id = notice.id
  where head.id = notice.letterhead_id
$$;
comment on function private.notice_as_paper(public.statutory_notices, boolean) is 'All that stands on the paper of a notice.';

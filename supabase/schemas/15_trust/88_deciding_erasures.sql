-- Requests to be forgotten that wait for staff: what they see of one, and what they decide.

create function private.decide_erasure(request_id uuid, decision public.erasure_decision, reason text, look_again_at public.instant)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  request private.erasure_requests;
  why constant text := nullif(btrim(reason), '');
  thought_over_at timestamptz;
  goes_on_at timestamptz;
begin
  perform private.begin_staff_act('decide_erasure', request_id, null, why);
  if why is null or length(why) not between 3 and 1000 then
    perform private.raise_problem('staff.bad_reason', 'Cannot do this: say why, in 3 to 1,000 characters', 400,
      jsonb_build_object('field', 'reason'));
  end if;
  select known.* into request from private.erasure_requests as known where known.id = request_id for update;
  if request.id is null then
    perform private.raise_problem('erasure.not_found', 'Cannot find the request', 404, jsonb_build_object('field', 'request_id'));
  end if;
  perform private.refuse_party('moderation.own', request.user_id, '{}', 'request_id');
  if decision is null then
    perform private.raise_problem('erasure.bad_decision', 'Cannot decide: erase, or hold', 400, jsonb_build_object('field', 'decision'));
  end if;
  if (decision = 'hold') is distinct from (look_again_at is not null) or look_again_at <= now() or look_again_at > now() + interval '2 years' then
    perform private.raise_problem('erasure.bad_hold', 'Cannot decide: say until when it is held, within two years, and only then', 400,
      jsonb_build_object('field', 'look_again_at'));
  end if;
  if num_nonnulls(request.revoked_at, request.refused_at, request.erased_at) > 0 then
    perform private.raise_problem('erasure.over', 'Cannot decide: it was taken back, refused or done', 409,
      jsonb_build_object('field', 'request_id'));
  end if;
  if decision = 'hold' then
    perform private.open_account(request);
  end if;
  -- A hold is lifted or shortened like any other decision; the days to think it over stay theirs.
  select request.asked_at + rules.cooling_off into thought_over_at from private.privacy_rules as rules;
  goes_on_at := case when decision = 'hold' then greatest(thought_over_at, look_again_at)
    else least(request.erase_at, greatest(thought_over_at, now())) end;
  update private.erasure_requests as known
  set decision = decision, decision_reason = private.without_numbers(why), decided_by = (select auth.uid()), decided_at = now(), waits_since = null,
    closed_until = case when decision = 'erase' then known.closed_until end,
    erase_at = goes_on_at,
    -- Shut already: what had begun before still gets its minute.
    next_try_at = case when decision = 'erase' and known.closed_until is not null then known.next_try_at else goes_on_at end
  where known.id = request_id returning known.* into request;
  if decision = 'hold' then
    perform private.notify(array[request.user_id], null, 'erasure_held', 'Your account is not deleted yet', request_id,
      jsonb_build_object('why', request.decision_reason, 'erase_at', request.erase_at));
  end if;
end
$$;
comment on function private.decide_erasure(uuid, public.erasure_decision, text, public.instant) is
  'Checks that the caller may, then lets a request go on, or holds it until a day, on which it is looked at anew.';
grant execute on function private.decide_erasure(uuid, public.erasure_decision, text, public.instant) to authenticated;

create function public.decide_erasure(request_id uuid, decision public.erasure_decision, reason text, look_again_at text default null)
returns void
language sql
set search_path = ''
as $$
  select private.limit_person('decide_erasure');
  select private.decide_erasure(request_id, decision, private.read_prose('reason', reason), private.read_instant('look_again_at', look_again_at))
$$;
comment on function public.decide_erasure(uuid, public.erasure_decision, text, text) is
  'For staff with the permission people.delete: lets a request to be forgotten go on although something open concerns the person, or holds it until a day within two years, on which it is looked at anew. The person reads the reason. Not about themselves. Errors: auth.forbidden, auth.insufficient_assurance, moderation.own 403, staff.bad_reason, erasure.bad_decision, erasure.bad_hold 400, erasure.not_found 404, erasure.over 409.';

create function private.list_erasures(before_id uuid, max_results integer)
returns table (
  id uuid, person_id uuid, state text, asked_at timestamptz, erase_at timestamptz, waits_since timestamptz, matters text[], refusal text,
  decision public.erasure_decision, decision_reason text, erased_at timestamptz, files_gone_at timestamptz, note text, kept jsonb)
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
#variable_conflict use_variable
begin
  perform private.require_staff('decide_erasure');
  if max_results is null or max_results not between 1 and 200 then
    perform private.raise_problem('staff.bad_page', 'Cannot list them: max_results must be between 1 and 200', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  return query
  select request.id, request.user_id, private.erasure_as_told(request) ->> 'state', request.asked_at, request.erase_at, request.waits_since,
    request.matters, request.refusal, request.decision, request.decision_reason, request.erased_at, request.files_gone_at, request.note, coalesce((
      select jsonb_agg(jsonb_build_object('category', part.category, 'erased', part.erased, 'kept', part.kept, 'why', part.kept_why, 'until', part.kept_until)
        order by part.category)
      from private.erasure_keeps as part where part.request_id = request.id), '[]')
  from private.erasure_requests as request
  where before_id is null or request.id < before_id
  order by request.id desc limit max_results;
end
$$;
comment on function private.list_erasures(uuid, integer) is 'Checks that the caller may, then lists requests to be forgotten, newest first, without anything personal.';
grant execute on function private.list_erasures(uuid, integer) to authenticated;

create function public.list_erasures(before_id uuid default null, max_results integer default 50)
returns table (
  id uuid, person_id uuid, state text, asked_at timestamptz, erase_at timestamptz, waits_since timestamptz, matters text[], refusal text,
  decision public.erasure_decision, decision_reason text, erased_at timestamptz, files_gone_at timestamptz, note text, kept jsonb)
language sql
stable
set search_path = ''
as $$
  select listed.* from private.list_erasures(before_id, max_results) as listed
$$;
comment on function public.list_erasures(uuid, integer) is
  'For staff with the permission people.delete: requests to be forgotten and what came of them, newest first, without names: state, what staff are to decide over (waits_since, matters), and of each that was done what was erased and kept, why and until when. The last id of a page is before_id of the next. Errors: auth.forbidden, auth.insufficient_assurance 403, staff.bad_page 400.';
grant execute on function
  public.decide_erasure(uuid, public.erasure_decision, text, text), public.list_erasures(uuid, integer) to authenticated;

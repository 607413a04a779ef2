-- For the platform's staff: what did not arrive, sent again; and a text as it would be sent.

create function private.require_staff_for_messages()
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  perform private.require_staff('redrive_deliveries');
end
$$;
comment on function private.require_staff_for_messages() is 'Refuses (403 auth.forbidden) whoever is not staff.';

create function private.list_undelivered_for_staff(with_reason text, before_id uuid, max_results integer)
returns table (
  id uuid, org_id uuid, user_id uuid, kind text, channel public.message_channel, status public.delivery_status, reason text,
  provider text, provider_id text, attempts integer, can_redrive boolean, useful_until timestamptz, ended_at timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
begin
  perform private.require_staff_for_messages();
  if max_results is null or max_results not between 1 and 200 then
    perform private.raise_problem('delivery.bad_page', 'Cannot list deliveries: max_results must be between 1 and 200', 400,
      jsonb_build_object('field', 'max_results'));
  end if;
  return query
  select delivery.id, delivery.org_id, delivery.user_id, delivery.kind, delivery.channel, delivery.status, delivery.reason,
    delivery.provider, delivery.provider_id, delivery.attempts::integer,
    delivery.user_id is not null or delivery.address is not null, delivery.useful_until, delivery.ended_at
  from private.deliveries as delivery
  where delivery.status = 'failed' and (with_reason is null or delivery.reason = with_reason)
    and (before_id is null or delivery.id < before_id)
  order by delivery.id desc limit max_results;
end
$$;
comment on function private.list_undelivered_for_staff(text, uuid, integer) is
  'Checks that the caller is staff, then lists what failed, without addresses and texts.';
grant execute on function private.list_undelivered_for_staff(text, uuid, integer) to authenticated;

create function public.list_undelivered(with_reason text default null, before_id uuid default null, max_results integer default 50)
returns table (
  id uuid, org_id uuid, user_id uuid, kind text, channel public.message_channel, status public.delivery_status, reason text,
  provider text, provider_id text, attempts integer, can_redrive boolean, useful_until timestamptz, ended_at timestamptz)
language sql
stable
set search_path = ''
as $$
  select listed.* from private.list_undelivered_for_staff(private.read_line('with_reason', with_reason), before_id, max_results) as listed
$$;
comment on function public.list_undelivered(text, uuid, integer) is
  'For staff: SMS and e-mails that failed, newest first, further pages by before_id. Errors: auth.forbidden, auth.insufficient_assurance 403, delivery.bad_page 400.';
grant execute on function public.list_undelivered(text, uuid, integer) to authenticated;

create function private.redrive_for_staff(delivery_ids uuid[])
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  again integer;
begin
  perform private.require_staff_for_messages();
  if coalesce(cardinality(delivery_ids), 0) = 0 then
    return 0;
  end if;
  perform private.begin_staff_act('redrive_deliveries', null, null, cardinality(delivery_ids) || ' messages');
  with dead as (
    select delivery.id from private.deliveries as delivery
    where delivery.id = any (delivery_ids) and delivery.status = 'failed' and (delivery.user_id is not null or delivery.address is not null)
    order by delivery.id for update
  )
  update private.deliveries as delivery
  set status = 'queued', next_at = now(), ended_at = null, reason = 'redriven', attempts = 0, unknowns = 0, provider_id = null,
    useful_until = greatest(delivery.useful_until, now() + interval '1 day')
  from dead where delivery.id = dead.id;
  get diagnostics again = row_count;
  if again > 0 then
    perform private.wake_jobs();
  end if;
  return again;
end
$$;
comment on function private.redrive_for_staff(uuid[]) is 'Checks that the caller is staff, then sends failed deliveries again.';
grant execute on function private.redrive_for_staff(uuid[]) to authenticated;

create function public.redrive_deliveries(delivery_ids uuid[])
returns integer
language sql
set search_path = ''
as $$
  select private.limit_person('redrive_deliveries');
  select private.redrive_for_staff(delivery_ids)
$$;
comment on function public.redrive_deliveries(uuid[]) is
  'For staff: sends these failed messages again, for a day; returns how many could be. Where we do not know whether one went, look at the provider first. Errors: auth.forbidden, auth.insufficient_assurance 403.';
grant execute on function public.redrive_deliveries(uuid[]) to authenticated;

create function private.preview_for_staff(kind text, channel public.message_channel, language public.locale, fields jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  made record;
begin
  perform private.require_staff_for_messages();
  if channel is null or not exists (select from public.notification_kinds as known where known.kind = kind) then
    perform private.raise_problem('message.unknown_kind', 'Cannot write this message: there is no such kind or channel', 404,
      jsonb_build_object('field', 'kind'));
  end if;
  select text.* into made from private.message_text(kind, channel, coalesce(language, 'en'), coalesce(fields, '{}')) as text;
  return jsonb_build_object(
    'subject', made.subject, 'text', made.body, 'html', made.html, 'language', made.spoken, 'is_reviewed', made.is_reviewed,
    'missing', made.missing, 'encoding', made.encoding, 'pages', made.pages,
    'price_kobo', (select made.pages * desk.price_kobo from private.delivery_channels as desk where desk.channel = channel));
end
$$;
comment on function private.preview_for_staff(text, public.message_channel, public.locale, jsonb) is
  'Checks that the caller is staff, then shows a message as it would be sent.';
grant execute on function private.preview_for_staff(text, public.message_channel, public.locale, jsonb) to authenticated;

create function public.preview_message(
  kind text, channel public.message_channel, language public.locale default 'en', fields jsonb default '{}')
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.preview_for_staff(private.read_line('kind', kind), channel, language, fields)
$$;
comment on function public.preview_message(text, public.message_channel, public.locale, jsonb) is
  'For staff: a message as it would be sent with these facts: subject, text, html, the language that it is really in, whether that was reviewed, which facts are missing, and of an SMS its encoding, pages and price_kobo. Errors: auth.forbidden, auth.insufficient_assurance 403, message.unknown_kind 404.';
grant execute on function public.preview_message(text, public.message_channel, public.locale, jsonb) to authenticated;

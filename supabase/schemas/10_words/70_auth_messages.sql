-- What Auth wants sent (function auth-hooks): how often to whom, and in which words. Auth itself limits one account and
-- one address of the caller; it knows nothing of blocks of numbers, by which SMS are pumped for money.

create table private.auth_message_limits (
  channel public.message_channel not null,
  scope text not null check (scope in ('recipient', 'block', 'sender', 'all')),
  burst integer not null check (burst between 1 and 1000000),
  per_day integer not null check (per_day between 1 and 1000000),
  primary key (channel, scope),
  -- A bucket that nobody used for a day is thrown away: it must be full by then.
  constraint auth_message_limits_full_in_a_day_check check (burst <= per_day)
);
comment on table private.auth_message_limits is
  'How many messages of Auth go out: data, so that it can be changed while abuse goes on. No policies: functions only.';
comment on column private.auth_message_limits.channel is 'By what they go.';
comment on column private.auth_message_limits.scope is
  'To one phone or address; to ten thousand phone numbers in a row; for one network address that asks; in all.';
comment on column private.auth_message_limits.burst is 'How many at once.';
comment on column private.auth_message_limits.per_day is 'How many a day in the long run.';
alter table private.auth_message_limits enable row level security;

insert into private.auth_message_limits (channel, scope, burst, per_day) values
  ('sms', 'recipient', 5, 12), ('sms', 'block', 30, 300),
  -- Behind one address of a mobile network stand thousands of phones.
  ('sms', 'sender', 60, 2000), ('sms', 'all', 1000, 20000),
  ('email', 'recipient', 8, 40), ('email', 'sender', 100, 4000), ('email', 'all', 2000, 50000);

create function service.begin_auth_message(
  hook_id text, person uuid, kind text, channel text, recipient text, block text, sender text, language text, fields jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
  way public.message_channel := channel::public.message_channel;
  bound record;
  wait_s integer;
  made record;
begin
  if hook_id is null or recipient is null or kind is null or way is null then
    perform private.raise_problem('message.missing_fact', 'Cannot begin a message of Auth: it says not which, what or to whom', 400,
      jsonb_build_object('field', 'hook_id'));
  end if;
  -- A call is carried out once, however often somebody who saw it sends it again.
  if not (select token.allowed from service.take_rate_limit_token('auth_hook:' || left(hook_id, 120), 1, 1.0 / 86400) as token) then
    return jsonb_build_object('state', 'repeated');
  end if;
  for bound in
    select scope.name, limits.burst, limits.per_day,
      case scope.name when 'recipient' then recipient when 'block' then block when 'sender' then sender else '' end as whose
    from private.auth_message_limits as limits
    join unnest(array['recipient', 'block', 'sender', 'all']) with ordinality as scope (name, place) on scope.name = limits.scope
    where limits.channel = way order by scope.place
  loop
    if bound.whose is null then
      continue;
    end if;
    select token.retry_after_seconds into wait_s
    from service.take_rate_limit_token(
      'auth_message:' || way || ':' || bound.name || ':' || left(bound.whose, 80), bound.burst, bound.per_day / 86400.0) as token;
    if wait_s > 0 then
      return jsonb_build_object('state', 'limited', 'scope', bound.name, 'retry_after_seconds', wait_s);
    end if;
  end loop;
  select text.* into made from private.message_text(kind, way,
    coalesce(
      -- Who signs up has a profile only once Auth's transaction is done.
      (select profile.locale from public.profiles as profile where profile.id = person),
      case when language = any (enum_range(null::public.locale)::text[]) then language end::public.locale,
      'en'),
    coalesce(fields, '{}')
      || coalesce((
        select jsonb_strip_nulls(jsonb_build_object('name', private.said_name(profile.display_name)))
        from public.profiles as profile where profile.id = person), '{}')) as text;
  if coalesce(made.body, '') = '' or made.missing is distinct from '{}' then
    perform private.raise_problem('message.missing_fact', 'Cannot write a message of Auth: a fact or its text is missing', 400,
      jsonb_build_object('field', 'fields'));
  end if;
  return jsonb_strip_nulls(jsonb_build_object('state', 'go', 'subject', made.subject, 'text', made.body, 'html', made.html,
    'language', made.spoken));
end
$$;
comment on function service.begin_auth_message(text, uuid, text, text, text, text, text, text, jsonb) is
  'Before Auth''s message goes: {state}, which is go with {subject, text, html, language}, repeated when the same call came before, or limited with {retry_after_seconds}. recipient and sender are names to count by, no number or address. Error: message.missing_fact 400.';
grant execute on function service.begin_auth_message(text, uuid, text, text, text, text, text, text, jsonb) to service_role;

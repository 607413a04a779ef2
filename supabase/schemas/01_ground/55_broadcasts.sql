-- Broadcasts from the database: what people hear live on private channels. Every function that tells something calls
-- private.broadcast().
--
-- realtime.send() is the platform's own way, for one broadcast: each call opens a subtransaction, so that a broadcast that
-- fails never fails what it tells of. Here one costs no more, and many are one statement in one subtransaction. The rows are the same, and the
-- rights too: realtime.send() runs with its caller's, so wherever it works this insert does. docs/decisions/0039.

create function private.broadcast(topics text[], event text, payloads jsonb[])
returns void
language plpgsql
set search_path = ''
-- Planned for any number of them, once.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
begin
  if topics is null or topics = '{}' then
    return;
  end if;
  insert into realtime.messages (id, topic, event, payload, private, extension)
  select told.id, told.topic, event,
    case when told.payload ? 'id' then told.payload else told.payload || jsonb_build_object('id', told.id) end, true, 'broadcast'
  from (
    select gen_random_uuid() as id, one.topic, one.payload from unnest(topics, payloads) as one (topic, payload)
  ) as told;
exception when others then
  -- Should the platform's table no longer be as it is: its own function knows, and warns where it fails too.
  perform realtime.send(one.payload, event, one.topic, true) from unnest(topics, payloads) as one (topic, payload);
end
$$;
comment on function private.broadcast(text[], text, jsonb[]) is
  'Broadcasts payloads to private topics, place by place, once the transaction commits. A payload without an id gets one, as with realtime.send(). What cannot be broadcast is a warning and no error.';

create function private.broadcast(topic text, event text, payload jsonb)
returns void
language plpgsql
set search_path = ''
as $$
#variable_conflict use_variable
declare
  id constant uuid := gen_random_uuid();
begin
  insert into realtime.messages (id, topic, event, payload, private, extension)
  values (id, topic, event, case when payload ? 'id' then payload else payload || jsonb_build_object('id', id) end, true, 'broadcast');
exception when others then
  perform realtime.send(payload, event, topic, true);
end
$$;
comment on function private.broadcast(text, text, jsonb) is 'Broadcasts one payload to a private topic, as private.broadcast() of many does.';

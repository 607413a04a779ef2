-- Who may listen on which live channel: conversation:<id> and typing:<id> for who takes part, user:<id> for that person.

create function private.may_use_topic(topic text)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  subject uuid;
begin
  if topic !~ '^(conversation|typing|user):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return false;
  end if;
  subject := split_part(topic, ':', 2)::uuid;
  if topic like 'user:%' then
    return subject = (select auth.uid());
  end if;
  return private.takes_part(subject, (select auth.uid()));
end
$$;
comment on function private.may_use_topic(text) is
  'Whether the caller takes part in a private channel: conversation:<id> and typing:<id> for who takes part in it, user:<id> for that person.';
grant execute on function private.may_use_topic(text) to authenticated;

create policy messages_select_realtime on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select private.may_use_topic((select realtime.topic()))));
-- Who is here goes by presence. Nobody may broadcast where messages come: a client's broadcast could pass for a message of
-- somebody else, so what is said comes from the table alone. That somebody is typing goes by a channel of its own, where
-- nothing is kept or believed; by presence it would run into Supabase's limit of five calls in thirty seconds.
create policy messages_insert_realtime on realtime.messages for insert to authenticated
  with check (
    not (select private.is_suspended())
    and (
      (extension = 'presence' and (select realtime.topic()) like 'conversation:%')
      or (extension = 'broadcast' and (select realtime.topic()) like 'typing:%')
    )
    and (select private.may_use_topic((select realtime.topic())))
  );

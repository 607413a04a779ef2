-- Who may listen on which live channel: conversation:<id> for its parties, user:<id> for that person.

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
  if topic !~ '^(conversation|user):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return false;
  end if;
  subject := split_part(topic, ':', 2)::uuid;
  if topic like 'user:%' then
    return subject = (select auth.uid());
  end if;
  return exists (select from private.my_conversation_ids() as mine where mine = subject);
end
$$;
comment on function private.may_use_topic(text) is
  'Whether the caller takes part in a private channel: conversation:<id> for its parties, user:<id> for that person.';
grant execute on function private.may_use_topic(text) to authenticated;

create policy messages_select_realtime on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select private.may_use_topic((select realtime.topic()))));
-- Who is here and who is typing goes by presence. Nobody may broadcast: a client's broadcast could pass for a
-- message of somebody else, so what is said comes from the table alone.
create policy messages_insert_realtime on realtime.messages for insert to authenticated
  with check (
    extension = 'presence'
    and not (select private.is_suspended())
    and (select realtime.topic()) like 'conversation:%'
    and (select private.may_use_topic((select realtime.topic())))
  );

-- Finding words in one's own conversations. The index knows of each message whose it is, in words that nobody can type,
-- so that a search looks only at what the caller may read, whatever everybody else says.

create function private.message_words(org_id uuid, conversation_id uuid, body text)
returns tsvector
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  if body is null then
    return null;
  end if;
  -- Yoruba and Igbo are found with their marks and without.
  return to_tsvector('simple', regexp_replace(normalize(body, nfd), '[\u0300-\u036f]', '', 'g'))
    || array_to_tsvector(array['#org ' || org_id, '#talk ' || conversation_id]);
end
$$;
comment on function private.message_words(uuid, uuid, text) is
  'The words of a message, without marks, and two that nobody can type: whose it is, and in which conversation. Indexed.';
-- Whoever writes a message writes the index.
grant execute on function private.message_words(uuid, uuid, text) to authenticated, service_role;
create index messages_words_idx on public.messages using gin (private.message_words(org_id, conversation_id, body));

create function private.search_messages(words text, in_conversation uuid, before_id uuid, most integer)
returns table (id uuid, conversation_id uuid, sender_id uuid, created_at timestamptz, excerpt text)
language plpgsql
stable
security definer
set search_path = ''
rows 50
as $$
#variable_conflict use_column
declare
  wanted tsquery := websearch_to_tsquery('simple', regexp_replace(normalize(left(words, 200), nfd), '[\u0300-\u036f]', '', 'g'));
  own text[];
begin
  if coalesce(numnode(wanted), 0) = 0 then
    return;
  end if;
  if in_conversation is not null then
    if not private.takes_part(in_conversation, (select auth.uid())) then
      return;
    end if;
    own := array['#talk ' || in_conversation];
  else
    own := array(
      select '#talk ' || mine from (
        select conversation_id from private.my_talks union select private.my_represented_conversations()) as it (mine)
      union all
      select '#org ' || org from private.my_org_ids('conversations.write') as org);
  end if;
  if own = '{}' then
    return;
  end if;
  return query
  select said.id, said.conversation_id, said.sender_id, said.created_at,
    ts_headline('simple', said.body, wanted, 'StartSel="", StopSel="", MaxWords=30, MinWords=10')
  from (
    select one.id, one.conversation_id, one.sender_id, one.created_at, one.body
    from public.messages as one
    where private.message_words(one.org_id, one.conversation_id, one.body)
      @@ (wanted && (select string_agg(quote_literal(mine), ' | ')::tsquery from unnest(own) as mine))
      and (before_id is null or one.id < before_id)
    order by one.id desc
    limit least(greatest(coalesce(most, 50), 1), 200)
  ) as said
  order by said.id desc;
end
$$;
comment on function private.search_messages(text, uuid, uuid, integer) is
  'Messages of the caller''s conversations, or of one of them, that hold words, newest first.';

create function public.search_messages(words text, in_conversation uuid default null, before_id uuid default null, most integer default 50)
returns table (id uuid, conversation_id uuid, sender_id uuid, created_at timestamptz, excerpt text)
language sql
stable
set search_path = ''
as $$
  select * from private.search_messages(private.read_prose('words', words), in_conversation, before_id, most)
$$;
comment on function public.search_messages(text, uuid, uuid, integer) is
  'Finds words in your conversations, or in one of them, newest first: all of them, "a phrase", -without, one or another. At most 200, 50 unless told; before_id: the last one of the page before. Marks of Yoruba and Igbo make no difference.';
grant execute on function private.search_messages(text, uuid, uuid, integer), public.search_messages(text, uuid, uuid, integer) to authenticated;

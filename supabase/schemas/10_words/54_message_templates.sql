-- Texts of messages: one for each kind, channel and language, with merge fields in double braces. What a text may speak of
-- its kind says (public.notification_kinds.fields); that is checked when a text is written and when it is used.

create table private.message_templates (
  kind text not null references public.notification_kinds (kind),
  channel public.message_channel not null,
  language public.locale not null,
  subject text check (private.is_line(subject) and length(subject) between 1 and 140),
  body text not null check (private.is_prose(body) and length(body) between 1 and 4000),
  is_reviewed boolean not null default false,
  primary key (kind, channel, language),
  constraint message_templates_email_check check ((channel = 'email') = (subject is not null))
);
comment on table private.message_templates is
  'Texts of messages. A kind without one in a person''s language is told in English, and without any by the text of the kind general.';
comment on column private.message_templates.kind is 'What it tells.';
comment on column private.message_templates.channel is 'By what it goes.';
comment on column private.message_templates.language is 'In which language it is.';
comment on column private.message_templates.subject is 'Of an e-mail: its subject, with merge fields.';
comment on column private.message_templates.body is 'The text, with merge fields as {{name}}. A line that speaks of a fact that may be missing, and is, is left out; of a name after a space only the name is.';
comment on column private.message_templates.is_reviewed is 'Whether somebody who speaks the language well has read it.';
alter table private.message_templates enable row level security;

create function private.fields_of(kind text)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return '{"name": "line?", "title": "line", "org": "line", "app_url": "url"}'::jsonb || coalesce(
    (select known.fields from public.notification_kinds as known where known.kind = fields_of.kind), '{}');
end
$$;
comment on function private.fields_of(text) is
  'The facts that texts of a kind may name, each with its type: those of the kind, and what is known of every message.';

create function private.names_in(template text)
returns setof text
language sql
immutable
parallel safe
set search_path = ''
rows 5
as $$
  select distinct found[1] from regexp_matches(template, '\{\{([^{}]*)\}\}', 'g') as found
$$;
comment on function private.names_in(text) is 'The merge fields of a text.';

create function private.template_fault(kind text, channel public.message_channel, template text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  known jsonb := private.fields_of(kind);
  stray text := (select name from private.names_in(template) as name where not known ? name order by name limit 1);
begin
  if stray is not null then
    return format('there is no fact %s', stray);
  end if;
  if regexp_replace(template, '\{\{[a-z_]+\}\}', '', 'g') ~ '[{}]' then
    return 'a brace stands alone';
  end if;
  if channel = 'sms' and template ~ '₦' then
    return 'an SMS says NGN';
  end if;
  if channel = 'sms' and (select size.pages from private.sms_size(private.sms_text(template)) as size) > 3 then
    return 'an SMS has at most three pages';
  end if;
  return null;
end
$$;
comment on function private.template_fault(text, public.message_channel, text) is 'What is wrong with a text of a kind; null when nothing is.';

create function private.before_template_written()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  fault text := coalesce(private.template_fault(new.kind, new.channel, new.body), private.template_fault(new.kind, 'email', new.subject));
begin
  if fault is not null then
    perform private.raise_problem('message.bad_template',
      format('Cannot keep the text of %s by %s in %s: %s', new.kind, new.channel, new.language, fault), 400,
      jsonb_build_object('field', 'body'));
  end if;
  return new;
end
$$;
comment on function private.before_template_written() is
  'Trigger: a text names only facts that its kind has, and an SMS is short. Error: message.bad_template 400.';
create trigger before_template_written before insert or update on private.message_templates
  for each row execute function private.before_template_written();

create function private.before_kind_written()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  bad text := (
    select told.key from jsonb_each(new.fields) as told
    where told.key !~ '^[a-z_]{2,40}$' or jsonb_typeof(told.value) <> 'string'
      or told.value #>> '{}' !~ '^(line|prose|reason|kobo|date|instant|count|code|url)\??$'
    limit 1);
  missed text := (
    select name from private.message_templates as template
    cross join lateral private.names_in(coalesce(template.subject, '') || template.body) as name
    where template.kind = new.kind
      and not '{"name": 0, "title": 0, "org": 0, "app_url": 0}'::jsonb || new.fields ? name
    limit 1);
begin
  -- private.notify() refuses what is not told, and with it the payment that it would tell of.
  if tg_op = 'DELETE' or tg_op = 'UPDATE' and (new.kind <> old.kind or old.is_told and not new.is_told) then
    perform private.raise_problem('message.bad_template',
      format('Cannot take away the kind %s: functions tell it; set email and sms to off and it stays in the app', old.kind), 400,
      jsonb_build_object('field', 'kind'));
  end if;
  if bad is not null or missed is not null then
    perform private.raise_problem('message.bad_template',
      format('Cannot keep the kind %s: its fact %s has no type, or is spoken of in a text', new.kind, coalesce(bad, missed)), 400,
      jsonb_build_object('field', 'fields'));
  end if;
  return new;
end
$$;
comment on function private.before_kind_written() is
  'Trigger: the facts of a kind have types that there are, none that a text names is taken away, and what is told stays told. Error: message.bad_template 400.';
create trigger before_kind_written before insert or update or delete on public.notification_kinds
  for each row execute function private.before_kind_written();

-- Merging ---------------------------------------------------------------------------------------

create function private.shown_fact(type text, fact jsonb, channel public.message_channel, language public.locale)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  written text := fact #>> '{}';
  shown text;
  months constant text := case when language in ('en', 'pcm') then 'FMDD Mon YYYY' else 'DD/MM/YYYY' end;
begin
  if written is null or jsonb_typeof(fact) not in ('string', 'number') or written = '' then
    return null;
  end if;
  case rtrim(type, '?')
    when 'kobo' then
      if written !~ '^-?[0-9]{1,16}$' then return null; end if;
      return case channel when 'sms' then 'NGN' else '₦' end
        || to_char(written::numeric / 100, case when right(written, 2) = '00' then 'FM999,999,999,999,990' else 'FM999,999,999,999,990.00' end);
    when 'date' then
      if written !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then return null; end if;
      return to_char(private.read_date('fact', written), months);
    when 'instant' then
      return to_char(private.read_instant('fact', replace(written, ' ', 'T')) at time zone 'Africa/Lagos', months || ', HH24:MI');
    when 'count' then
      return case when written ~ '^[0-9]{1,9}$' then written end;
    when 'url' then
      return case when written ~ '^https?://[^[:space:]<>"]+$' then written end;
    when 'prose' then
      return private.tidy_text(written);
    when 'reason' then
      -- An SMS says its beginning: all of it stands where the link leads.
      shown := private.tidy_text(written);
      return case channel when 'sms' then left(regexp_replace(shown, '[\t\n]+', ' ', 'g'), 80) else shown end;
    else
      -- One line, and in an SMS a short one: what people call themselves does not make pages.
      shown := regexp_replace(private.tidy_text(written), '[\t\n]+', ' ', 'g');
      -- Nor is it a link: whoever calls their firm "Prize at example.com" would have us send that to anybody.
      if rtrim(type, '?') = 'line' and shown !~ '^[^@/[:space:]]+@[^@/[:space:]]+$' then
        shown := regexp_replace(regexp_replace(shown, '[a-z]*://', '', 'gi'), '\.(?=[[:alpha:]]{2})', '. ', 'g');
      end if;
      return left(shown, case channel when 'sms' then 60 else 200 end);
  end case;
exception when sqlstate 'PT400' then
  return null;
end
$$;
comment on function private.shown_fact(text, jsonb, public.message_channel, public.locale) is
  'A fact as a text shows it; null when it is missing or not what its type says.';

create function private.merge_facts(
  template text, facts jsonb, types jsonb, channel public.message_channel, language public.locale, most integer default null)
returns table (merged text, missing text[])
language plpgsql
immutable
parallel safe
rows 1
set search_path = ''
as $$
declare
  line text;
  parts text[];
  name text;
  fact text;
  put_together text;
  is_left_out boolean;
  lines text[] := '{}'::text[];
  so_far integer := 0;
begin
  missing := '{}'::text[];
  -- What a fact says is never read as a template: each text is cut first and put together once.
  foreach line in array string_to_array(template, E'\n') loop
    parts := string_to_array(line, '{{');
    put_together := coalesce(parts[1], '');
    is_left_out := false;
    for n in 2 .. coalesce(cardinality(parts), 0) loop
      name := split_part(parts[n], '}}', 1);
      fact := private.shown_fact(types ->> name, facts -> name, channel, language);
      if fact is null and types ->> name like '%?' then
        is_left_out := true;
      elsif fact is null and name <> all (missing) then
        missing := missing || name;
      end if;
      put_together := put_together || coalesce(fact, '') || substr(parts[n], strpos(parts[n], '}}') + 2);
      -- Names of ten signs stand for facts of thousands: what is too long is not put together to its end.
      exit when so_far + length(put_together) > most;
    end loop;
    if not is_left_out then
      lines := lines || put_together;
      so_far := so_far + length(put_together) + 1;
    end if;
    exit when so_far - 1 > most;
  end loop;
  merged := array_to_string(lines, E'\n');
  return next;
end
$$;
comment on function private.merge_facts(text, jsonb, jsonb, public.message_channel, public.locale, integer) is
  'A template with its facts put in, and which of those that it needs are missing. One that is longer than most is broken off soon after.';

create function private.as_html(written text, language public.locale)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  escaped text := replace(replace(replace(replace(written, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;');
  linked text := regexp_replace(escaped, '(https?://[^[:space:]]*[^[:space:].,;:!?)])', '<a href="\1">\1</a>', 'g');
begin
  return '<!doctype html><html lang="' || language || '"><head><meta charset="utf-8"></head>'
    || '<body style="font-family:sans-serif;line-height:1.5;max-width:36em"><p>'
    || replace(regexp_replace(linked, E'\n\n+', '</p><p>', 'g'), E'\n', '<br>') || '</p></body></html>';
end
$$;
comment on function private.as_html(text, public.locale) is 'A text as plain HTML: paragraphs and links, everything else escaped.';

create function private.message_text(kind text, channel public.message_channel, language public.locale, facts jsonb)
returns table (subject text, body text, html text, spoken public.locale, is_reviewed boolean, missing text[], encoding text, pages integer)
language plpgsql
stable
rows 1
set search_path = ''
as $$
#variable_conflict use_variable
declare
  template private.message_templates;
  types jsonb;
  more text[];
begin
  select known.* into template from private.message_templates as known
  where known.channel = channel and known.kind in (kind, 'general') and known.language in (language, 'en')
  order by known.kind = kind desc, known.language = language desc
  limit 1;
  types := private.fields_of(template.kind);
  -- Who has not said a name is greeted without one: "Hello," in every language that we write.
  if private.shown_fact('line', facts -> 'name', channel, template.language) is null then
    template.body := replace(template.body, ' {{name}}', '');
    template.subject := replace(template.subject, ' {{name}}', '');
  end if;
  spoken := template.language;
  is_reviewed := template.is_reviewed;
  select made.merged, made.missing into body, missing
  from private.merge_facts(template.body, facts, types, channel, template.language) as made;
  body := btrim(body, E' \n');
  if channel = 'sms' then
    body := private.sms_text(body);
    select size.encoding, size.pages into encoding, pages from private.sms_size(body) as size;
  else
    select made.merged, made.missing into subject, more
    from private.merge_facts(template.subject, facts, types, channel, template.language) as made;
    missing := array(select distinct name from unnest(missing || more) as name order by name);
    html := private.as_html(body, template.language);
  end if;
  return next;
end
$$;
comment on function private.message_text(text, public.message_channel, public.locale, jsonb) is
  'What is sent of a kind by a channel: in the language if there is a text in it, else in English, else by the general text. A name that is not known is left out of its greeting. missing: facts without which it must not be sent.';

create function service.message_text(kind text, channel text, language text, fields jsonb)
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
  if not exists (select from public.notification_kinds as known where known.kind = kind)
    or channel is null or channel <> all (enum_range(null::public.message_channel)::text[]) then
    perform private.raise_problem('message.unknown_kind', 'Cannot write this message: there is no such kind or channel', 404,
      jsonb_build_object('field', 'kind'));
  end if;
  select text.* into made from private.message_text(kind, channel::public.message_channel,
    -- A language that we do not speak is told in English.
    case when language = any (enum_range(null::public.locale)::text[]) then language else 'en' end::public.locale,
    coalesce(fields, '{}')) as text;
  if made.missing is distinct from '{}' then
    perform private.raise_problem('message.missing_fact',
      format('Cannot write this message: %s is missing', array_to_string(made.missing, ', ')), 400,
      jsonb_build_object('field', 'fields'));
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'subject', made.subject, 'text', made.body, 'html', made.html, 'language', made.spoken, 'encoding', made.encoding, 'pages', made.pages));
end
$$;
comment on function service.message_text(text, text, text, jsonb) is
  'The text of a message, for a function that sends it at once: {subject, text, html, language}, and of an SMS its encoding and pages. Errors: message.unknown_kind 404, message.missing_fact 400.';
grant execute on function service.message_text(text, text, text, jsonb) to service_role;

-- What a date, a time, an amount of money and a piece of text may be. Tables and inner functions hold them by these
-- types and checks; the API's functions take them as they were written and read them here, which names the field of
-- what cannot be read. docs/decisions/0017 says why.

-- Types ---------------------------------------------------------------------------------------

-- Lagos was ceded in 1861: no title, and so no date that matters here, is older.
create domain public.calendar_date as date
  constraint calendar_date_bounds check (value between date '1861-01-01' and date '2199-12-31');
comment on domain public.calendar_date is 'A Nigerian date from 1861-01-01 to 2199-12-31; never infinite.';

create domain public.instant as timestamptz
  constraint instant_bounds check (value >= timestamptz '1861-01-01 00:00:00Z' and value < timestamptz '2200-01-01 00:00:00Z');
comment on domain public.instant is 'A moment that somebody gives, from 1861 to 2199; never infinite.';

-- Ten thousand billion naira. 9,000 of them added up are a bigint still, and nine are a whole number in JavaScript.
create domain public.kobo as bigint
  constraint kobo_bounds check (value between -1000000000000000 and 1000000000000000);
comment on domain public.kobo is 'Money in kobo, at most 10^15 either way: also what is taken back.';

create domain public.positive_kobo as bigint
  constraint positive_kobo_bounds check (value between 1 and 1000000000000000);
comment on domain public.positive_kobo is 'Money in kobo, over zero and at most 10^15.';

create domain public.nonnegative_kobo as bigint
  constraint nonnegative_kobo_bounds check (value between 0 and 1000000000000000);
comment on domain public.nonnegative_kobo is 'Money in kobo, from zero to 10^15.';

-- Dates, times, amounts -------------------------------------------------------------------------

create function private.read_date(field text, written text)
returns public.calendar_date
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- PostgreSQL itself would read 05/12/2026, "tomorrow" and "infinity", the first by a setting of whoever connects.
  if written ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
    return written::date::public.calendar_date;
  elsif written is null then
    return null;
  end if;
  raise datetime_field_overflow;
exception when datetime_field_overflow or check_violation then
  perform private.raise_problem('value.bad_date',
    format('Cannot use %s: it must be a date from 1861 to 2199, written as 2026-12-24', field), 400,
    jsonb_build_object('field', field));
  return null;
end
$$;
comment on function private.read_date(text, text) is
  'A date as people write it to the API, YYYY-MM-DD and nothing else; null stays null. Error: value.bad_date 400 naming the field.';

create function private.read_instant(field text, written text)
returns public.instant
language plpgsql
immutable
set search_path = ''
as $$
begin
  if written ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$' then
    return written::timestamptz::public.instant;
  elsif written is null then
    return null;
  end if;
  raise datetime_field_overflow;
exception when datetime_field_overflow or invalid_datetime_format or invalid_time_zone_displacement_value or check_violation then
  perform private.raise_problem('value.bad_time',
    format('Cannot use %s: it must be a time from 1861 to 2199 with its offset, written as 2026-12-24T09:30:00Z', field), 400,
    jsonb_build_object('field', field));
  return null;
end
$$;
comment on function private.read_instant(text, text) is
  'A moment as people write it to the API, as RFC 3339 with an offset; null stays null. Error: value.bad_time 400 naming the field.';

create function private.read_kobo(field text, written numeric)
returns public.kobo
language plpgsql
immutable
set search_path = ''
as $$
begin
  if written <> trunc(written) then
    raise check_violation;
  end if;
  return written::bigint::public.kobo;
exception when check_violation or numeric_value_out_of_range or feature_not_supported then
  perform private.raise_problem('value.bad_amount',
    format('Cannot use %s: it must be a whole number of kobo, at most 1,000,000,000,000,000', field), 400,
    jsonb_build_object('field', field));
  return null;
end
$$;
comment on function private.read_kobo(text, numeric) is
  'Money as people write it to the API: any JSON number comes in, whole kobo come out; null stays null. Error: value.bad_amount 400 naming the field.';

-- Text ------------------------------------------------------------------------------------------

create function private.hidden_in(written text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  shown text := written;
begin
  -- Emoji are coloured and joined by characters that alone would be invisible: after an emoji they stay.
  if written ~ '[\u200d\ufe0f\U000e007f]' then
    shown := regexp_replace(shown, '[#*0-9]\ufe0f\u20e3|\U0001f3f4[\U000e0061-\U000e007a]{2,6}\U000e007f', '', 'g');
    shown := regexp_replace(shown, '([\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f', '\1', 'g');
    shown := regexp_replace(shown, '([\u2190-\u2bff\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])', '\1', 'g');
  end if;
  return substring(shown from
    -- Controls, but for tab and line feed; invisible letters, fillers and spaces other than the space; marks and
    -- overrides of direction; joiners and selectors; what stands for broken text; private use, tags, no characters.
    '[\u0001-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u070f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f'
    '\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ud7c7-\ud7ca\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0'
    '\ufff0-\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U0010ffff]'
    -- A mark with no letter to stand on, and marks piled up over the lines above. Yoruba needs two on a letter.
    '|(?:^|\s)[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]'
    '|[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5}');
end
$$;
comment on function private.hidden_in(text) is
  'The first thing in a text that cannot be seen, hides or reorders what stands around it, or is no text at all; null when all of it can be read.';

create function private.is_prose(written text)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return private.hidden_in(written) is null and written is nfc normalized;
end
$$;
comment on function private.is_prose(text) is
  'Whether this may stand in a column of text of several lines: nothing hidden, in Unicode''s normal form C. Null for null.';

create function private.is_line(written text)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return written !~ '[\t\n]' and private.is_prose(written);
end
$$;
comment on function private.is_line(text) is
  'Whether this may stand in a column of one line, a name, a title, an address: private.is_prose() without tabs and line breaks. Null for null.';

create function private.as_typed(pasted text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  -- What keyboards for ASCII write stays as it is.
  if octet_length(pasted) = length(pasted) then
    return pasted;
  end if;
  -- Out of messengers, PDFs and spreadsheets come marks of direction, joiners of words, soft hyphens and byte order
  -- marks that nobody typed and that change nothing of what is read: dropped. Overrides of direction do, and stay to be
  -- refused, as do joiners of letters.
  return regexp_replace(
    normalize(regexp_replace(pasted, '[\u00ad\u200b\u200e\u200f\u2060\ufeff]', '', 'g'), nfc),
    '[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]', ' ', 'g');
end
$$;
comment on function private.as_typed(text) is
  'Pasted text as it would have been typed: in Unicode''s normal form C, with plain spaces, without marks that nobody sees.';

create function private.tidy_text(written text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  -- What keyboards and word processors write for the same: composed or not, breaking or not, one line end or another.
  return case when strpos(written, E'\r') > 0 then regexp_replace(private.as_typed(written), '\r\n?', E'\n', 'g')
    else private.as_typed(written) end;
end
$$;
comment on function private.tidy_text(text) is
  'The same text in Unicode''s normal form C, with plain spaces and line feeds, without what pasting brings along.';

create function private.tidy_json(written jsonb)
returns jsonb
language sql
immutable
parallel safe
set search_path = ''
as $$
  select private.as_typed(written::text)::jsonb
$$;
comment on function private.tidy_json(jsonb) is 'The same JSON with its texts in Unicode''s normal form C and with plain spaces.';

create function private.refuse_text(field text, hidden text)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  perform private.raise_problem('value.bad_text',
    format('Cannot use %s: a text cannot hold U+%s', field, lpad(upper(to_hex(ascii(btrim(hidden, E' \t\n')))), 4, '0')), 400,
    jsonb_build_object('field', field));
end
$$;
comment on function private.refuse_text(text, text) is 'Refuses (400 value.bad_text), naming the field and the character.';

create function private.read_prose(field text, written text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  tidied text := private.tidy_text(written);
  hidden text := private.hidden_in(tidied);
begin
  if hidden is not null then
    perform private.refuse_text(field, hidden);
  end if;
  return tidied;
end
$$;
comment on function private.read_prose(text, text) is
  'Text of several lines as people write it to the API, tidied; null stays null. Error: value.bad_text 400 naming the field.';

create function private.read_line(field text, written text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  tidied text := private.read_prose(field, written);
begin
  if tidied ~ '[\t\n]' then
    perform private.raise_problem('value.bad_text', format('Cannot use %s: it must be one line, without tabs', field), 400,
      jsonb_build_object('field', field));
  end if;
  return tidied;
end
$$;
comment on function private.read_line(text, text) is
  'Text of one line as people write it to the API, tidied; null stays null. Error: value.bad_text 400 naming the field.';

create function private.read_text()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
  written jsonb := to_jsonb(new);
  changed jsonb := '{}'::jsonb;
  named text;
  field text;
  tidied text;
begin
  foreach named in array tg_argv loop
    field := split_part(named, ':', 2);
    tidied := case split_part(named, ':', 1)
      when 'line' then private.read_line(field, written ->> field) else private.read_prose(field, written ->> field) end;
    if tidied is distinct from written ->> field then
      changed := changed || jsonb_build_object(field, tidied);
    end if;
  end loop;
  if changed <> '{}' then
    select read.* into new from jsonb_populate_record(new, changed) as read;
  end if;
  return new;
end
$$;
comment on function private.read_text() is
  'Trigger, before insert or update of a table that people write themselves: reads their text. Arguments: line:<column> or prose:<column>. Error: value.bad_text 400.';

-- Choices --------------------------------------------------------------------------------------

create function private.nearest_of(written text, allowed text[])
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return (
    select word
    from (
      select word, place, extensions.similarity(lower(written), lower(replace(word, '_', ' '))) as likeness
      from unnest(allowed) with ordinality as choice (word, place)
    ) as one
    where likeness >= 0.3 order by likeness desc, place limit 1);
end
$$;
comment on function private.nearest_of(text, text[]) is 'What of the allowed words was most likely meant; null when none is like it.';

-- Whoever writes a row checks it, and whoever calls a function of the API has it read what they gave.
grant execute on function
  private.read_date(text, text), private.read_instant(text, text), private.read_kobo(text, numeric),
  private.hidden_in(text), private.is_prose(text), private.is_line(text), private.tidy_text(text), private.tidy_json(jsonb),
  private.as_typed(text), private.nearest_of(text, text[]),
  private.refuse_text(text, text), private.read_prose(text, text), private.read_line(text, text)
  to anon, authenticated, service_role;

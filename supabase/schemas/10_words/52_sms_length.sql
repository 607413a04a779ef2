-- What an SMS may hold and what it costs: the one place that counts. A page is 160 septets of GSM 03.38, or 70 units of
-- UCS-2 as soon as one character is not of that alphabet; of several pages each loses the room of a header.

create function private.is_gsm(written text)
returns boolean
language sql
immutable
parallel safe
set search_path = ''
as $$
  select written !~ '[^@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&''()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\f^{}\\\[~\]|€]'
$$;
comment on function private.is_gsm(text) is
  'Whether a text can be sent in the alphabet of GSM 03.38, its extension table included.';

create function private.sms_text(written text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  plain text := replace(written, '₦', 'NGN');
begin
  if private.is_gsm(plain) then
    return plain;
  end if;
  -- What word processors and PDFs write for plain signs, and letters that look the same without their marks: a name with
  -- a dot below would make two pages of one.
  plain := translate(plain, E'‘’‚′“”„″–—‑−•·\u00a0\u2009\u202f', E'''''''''""""----**   ');
  plain := replace(plain, '…', '...');
  plain := translate(plain, 'ƁɓƊɗƘƙƳƴŊŋƏəƐɛƆɔ', 'BbDdKkYyNnEeEeOo');
  plain := (
    select string_agg(
      case when private.is_gsm(one.sign) then one.sign
        else regexp_replace(normalize(one.sign, nfd), '[\u0300-\u036f]', '', 'g') end, '' order by one.place)
    from regexp_split_to_table(normalize(plain, nfc), '') with ordinality as one (sign, place));
  -- What has no plain form, an emoji or another script, is sent as it was written.
  return case when private.is_gsm(plain) then plain else replace(written, '₦', 'NGN') end;
end
$$;
comment on function private.sms_text(text) is
  'A text as it is sent by SMS: NGN for ₦, plain signs and letters where that lets it be sent in the alphabet of GSM 03.38; else in UCS-2 with everything in it.';

create function private.sms_size(written text)
returns table (encoding text, units integer, pages integer)
language plpgsql
immutable
parallel safe
rows 1
set search_path = ''
as $$
declare
  is_gsm boolean := private.is_gsm(written);
  sign text;
  wide integer;
  filled integer := 0;
  alone integer := case when is_gsm then 160 else 70 end;
  most integer := case when is_gsm then 153 else 67 end;
begin
  encoding := case when is_gsm then 'gsm7' else 'ucs2' end;
  -- An escaped sign takes two septets, one beyond the basic plane two units.
  units := length(written) + case when is_gsm
    then length(regexp_replace(written, '[^\f^{}\\\[~\]|€]', '', 'g'))
    else length(regexp_replace(written, '[\u0001-\uffff]', '', 'g')) end;
  if units <= alone then
    pages := 1;
    return next;
    return;
  end if;
  pages := 1;
  -- No sign is torn between two pages.
  foreach sign in array regexp_split_to_array(written, '') loop
    wide := case when is_gsm then case when sign ~ '[\f^{}\\\[~\]|€]' then 2 else 1 end
      else case when ascii(sign) > 65535 then 2 else 1 end end;
    if filled + wide > most then
      pages := pages + 1;
      filled := 0;
    end if;
    filled := filled + wide;
  end loop;
  return next;
end
$$;
comment on function private.sms_size(text) is
  'How a text goes by SMS: gsm7 or ucs2, how many septets or units it takes, and in how many pages, each of which is paid.';

-- Stand-in for pg_net, used where the extension cannot be: a request starts after its transaction
-- commits and never after a rollback. local/extensions/net.ts sends it. Only http_get and http_post.
-- Safe to run again.
create schema if not exists net;
comment on schema net is 'Stand-in for pg_net.';

create unlogged table if not exists net.http_request_queue (
  id bigserial primary key,
  method text not null,
  url text not null,
  headers jsonb,
  body bytea,
  timeout_milliseconds integer not null
);
comment on table net.http_request_queue is 'Requests to send. Unlogged: a crash empties it.';

create unlogged table if not exists net._http_response (
  id bigint,
  status_code integer,
  content_type text,
  headers jsonb,
  content text,
  timed_out boolean,
  error_msg text,
  created timestamptz not null default now()
);
comment on table net._http_response is 'What came of each request, for six hours. Unlogged: a crash empties it.';
comment on column net._http_response.id is 'Number that http_get or http_post returned.';
comment on column net._http_response.error_msg is 'Why there is no response.';
create index if not exists _http_response_created_idx on net._http_response (created);

alter table net.http_request_queue enable row level security;
alter table net._http_response enable row level security;

create or replace function net._urlencode_string(string text)
returns text
language sql immutable strict
set search_path = ''
as $$
  select coalesce(string_agg(
    case
      when byte between 48 and 57 or byte between 65 and 90 or byte between 97 and 122
        or byte in (45, 46, 95, 126) then chr(byte)
      else '%' || upper(lpad(to_hex(byte), 2, '0'))
    end, '' order by place
  ), '')
  from (
    select place, get_byte(convert_to(string, 'UTF8'), place) as byte
    from generate_series(0, octet_length(convert_to(string, 'UTF8')) - 1) as place
  ) as bytes
$$;
comment on function net._urlencode_string(text) is 'Percent-encodes all but letters, digits and - . _ ~';

create or replace function net._encode_url_with_params(url text, params jsonb)
returns text
language sql immutable
set search_path = ''
as $$
  -- Before the fragment, after the parameters that the address already has.
  select case
    when added is null then url
    else split_part(url, '#', 1)
      || case when strpos(split_part(url, '#', 1), '?') > 0 then '&' else '?' end
      || added
      || coalesce(substring(url from '#.*$'), '')
  end
  from (
    select string_agg(net._urlencode_string(key) || '=' || net._urlencode_string(coalesce(value, '')), '&') as added
    from jsonb_each_text(params)
  ) as query
$$;
comment on function net._encode_url_with_params(text, jsonb) is 'The address with the parameters added to its query.';

create or replace function net.http_get(
  url text,
  params jsonb default '{}',
  headers jsonb default '{}',
  timeout_milliseconds integer default 5000
)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  request_id bigint;
begin
  insert into net.http_request_queue (method, url, headers, timeout_milliseconds)
  values ('GET', net._encode_url_with_params(url, params), headers, timeout_milliseconds)
  returning id into request_id;
  perform pg_notify('net_request', '');
  return request_id;
end
$$;
comment on function net.http_get(text, jsonb, jsonb, integer) is
  'Queues a GET and returns its number, under which net._http_response will have the response.';

create or replace function net.http_post(
  url text,
  body jsonb default '{}',
  params jsonb default '{}',
  headers jsonb default '{"Content-Type": "application/json"}',
  timeout_milliseconds integer default 5000
)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  content_type text;
  request_id bigint;
begin
  select value into content_type
  from jsonb_each_text(coalesce(headers, '{}'))
  where lower(key) = 'content-type'
  limit 1;
  if content_type is null then
    headers := headers || '{"Content-Type": "application/json"}';
  elsif content_type <> 'application/json' then
    raise exception 'Content-Type header must be "application/json"';
  end if;
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values (
    'POST', net._encode_url_with_params(url, params), headers,
    convert_to(body::text, 'UTF8'), timeout_milliseconds
  )
  returning id into request_id;
  perform pg_notify('net_request', '');
  return request_id;
end
$$;
comment on function net.http_post(text, jsonb, jsonb, jsonb, integer) is
  'Queues a POST of JSON and returns its number, under which net._http_response will have the response.';

revoke execute on all functions in schema net from public;

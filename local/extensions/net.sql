-- Stand-in for pg_net, used where the extension is missing: a request starts after commit, never after
-- a rollback. The sender is local/extensions/net.ts.
create schema if not exists net;
create unlogged table if not exists net.http_request_queue (
  id bigint generated always as identity primary key,
  method text not null,
  url text not null,
  headers jsonb,
  body bytea,
  timeout_milliseconds integer not null
);
create unlogged table if not exists net._http_response (
  id bigint primary key,
  status_code integer,
  content_type text,
  headers jsonb,
  content text,
  timed_out boolean,
  error_msg text,
  created timestamptz not null default now()
);
create index if not exists _http_response_created_idx on net._http_response (created);
alter table net.http_request_queue enable row level security;
alter table net._http_response enable row level security;

create or replace function net.http_post(
  url text,
  body jsonb default '{}',
  params jsonb default '{}',
  headers jsonb default '{"Content-Type": "application/json"}',
  timeout_milliseconds integer default 5000
) returns bigint
language plpgsql set search_path = '' as $$
declare
  request_id bigint;
begin
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values (
    'POST',
    url || coalesce((select '?' || string_agg(key || '=' || value, '&') from jsonb_each_text(nullif(params, '{}'))), ''),
    headers, convert_to(body::text, 'UTF8'), timeout_milliseconds
  )
  returning id into request_id;
  perform pg_notify('net_request', request_id::text);
  return request_id;
end
$$;
revoke execute on all functions in schema net from public;

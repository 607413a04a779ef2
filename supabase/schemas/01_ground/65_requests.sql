-- What every request to the REST API is asked before it is answered.

create function private.check_request()
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  -- The planner estimates without asking policies: to whoever may read no row it would still tell how many there are.
  if current_setting('request.headers', true)::jsonb ->> 'prefer' ~* 'count=(planned|estimated)' then
    perform private.raise_problem('request.estimated_count',
      'Cannot estimate how many rows there are: ask for count=exact, or for no count', 400, jsonb_build_object('field', 'prefer'));
  end if;
end
$$;
comment on function private.check_request() is
  'Run by PostgREST before each request (db-pre-request), in its transaction and with its role. Error: request.estimated_count 400.';
grant execute on function private.check_request() to anon, authenticated, service_role;

-- The role by which PostgREST signs in; all databases of a server share it, so it is changed only where it must be.
do $$
begin
  if not exists (
    select from pg_catalog.pg_db_role_setting
    where setrole = 'authenticator'::regrole and setdatabase = 0
      and 'pgrst.db_pre_request=private.check_request' = any (setconfig)
  ) then
    alter role authenticator set pgrst.db_pre_request to 'private.check_request';
  end if;
end
$$;
notify pgrst, 'reload config';

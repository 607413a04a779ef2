-- What makes every list under row-level security fast.
--
-- The helpers that policies ask (private.my_…_ids) were SQL functions, which plan their query anew for each query
-- that calls them; in PL/pgSQL the plan is kept for the session.
set lock_timeout = '5s';
set statement_timeout = '60s';

do $$
declare
  helper record;
begin
  for helper in
    select p.proname, pg_get_function_identity_arguments(p.oid) as arguments, p.prorows,
      rtrim(p.prosrc, E'; \n') as query
    from pg_proc as p
    join pg_language as l on l.oid = p.prolang and l.lanname = 'sql'
    where p.pronamespace = 'private'::regnamespace and p.proname ~ '^my_.*_ids$' and p.prosecdef
  loop
    -- Grants, comments and the policies that use it stay as they are.
    execute format(
      'create or replace function private.%I(%s) returns setof uuid language plpgsql stable security definer set search_path = %L rows %s as %L',
      helper.proname, helper.arguments, '', helper.prorows,
      format(E'\nbegin\n  return query%s;\nend\n', helper.query));
  end loop;
end
$$;

-- Answers that are the same for every visitor may be kept: by browsers, and by a network of caches before the project.
-- That is the only cache there is: it costs the database nothing, works before a read-only standby, and is lost
-- without harm.

create function private.visitors_may_keep(fresh_s integer, stale_s integer)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Signed in, the same call may show more, and whoever has just changed something wants to see it.
  if current_setting('role', true) = 'anon' then
    perform set_config('response.headers', format(
      '[{"cache-control": "public, max-age=%s, stale-while-revalidate=%s"}, {"vary": "authorization"}]', fresh_s, stale_s), true);
  end if;
end
$$;
comment on function private.visitors_may_keep(integer, integer) is
  'Says in the headers of the answer, to a visitor, for how many seconds it may be shown without asking again, and for how many more while asking again. For functions that only read.';
grant execute on function private.visitors_may_keep(integer, integer) to anon, authenticated, service_role;

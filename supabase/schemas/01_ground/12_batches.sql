-- Work by the clock is done in batches, each a transaction of its own: what a batch did stays done when the next one
-- fails, what it locks is free again in a moment, and no backlog is too large for one run.

create function private.in_batches(batch regproc, at_most interval default '100 seconds')
returns text
language sql
stable
set search_path = ''
as $$
  -- A block and not a procedure: a procedure may commit only when it has no search path of its own.
  select format(
    'do $job$ declare ends_at timestamptz := clock_timestamp() + interval %L; done integer; '
    'begin loop done := %s(); commit; exit when done is null or done = 0 or clock_timestamp() >= ends_at; end loop; end $job$',
    at_most, batch)
$$;
comment on function private.in_batches(regproc, interval) is
  'A command for pg_cron: calls a function that works off one batch and returns how many rows it worked off, until it returns 0, and commits after each. Stops before a statement may take no longer on Supabase (two minutes): the next run goes on.';

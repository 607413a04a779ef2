-- Work by the clock is done in batches, each a transaction of its own: what a batch did stays done when the next one
-- fails, what it locks is free again in a moment, and no backlog is too large for one run.

-- No "set search_path" here: a procedure that has settings of its own may not commit. It names nothing that a search
-- path could give another meaning.
create procedure private.run_in_batches(batch regproc, at_most interval default '100 seconds')
language plpgsql
as $$
declare
  ends_at timestamptz := clock_timestamp() + at_most;
  done integer;
begin
  loop
    execute format('select %s()', batch) into done;
    commit;
    exit when done is null or done = 0 or clock_timestamp() >= ends_at;
  end loop;
end
$$;
comment on procedure private.run_in_batches(regproc, interval) is
  'Calls a function that works off one batch and returns how many rows it worked off, until it returns 0, and commits after each. Stops before a statement may take no longer on Supabase (two minutes): the next run goes on. For pg_cron.';

-- Waking the jobs function: by push after a commit, and by the clock for what the push missed. Times are UTC.

create function private.wake_jobs()
returns void
language plpgsql
set search_path = ''
as $$
declare
  functions_url text;
  jobs_secret text;
begin
  select decrypted_secret into functions_url from vault.decrypted_secrets where name = 'functions_url';
  select decrypted_secret into jobs_secret from vault.decrypted_secrets where name = 'jobs_secret';
  if functions_url is null or jobs_secret is null then
    raise warning 'Cannot wake the jobs function: the vault holds no functions_url or no jobs_secret';
    return;
  end if;
  perform net.http_post(
    url := functions_url || '/jobs/run',
    body := '{}'::jsonb,
    headers := jsonb_build_object('content-type', 'application/json', 'x-jobs-secret', jobs_secret),
    timeout_milliseconds := 30000
  );
end
$$;
comment on function private.wake_jobs() is
  'Asks the jobs function to work off its queues, after this transaction commits. Needs the vault secrets functions_url (…/functions/v1) and jobs_secret.';

create function private.wake_jobs_when_behind()
returns void
language plpgsql
set search_path = ''
as $$
begin
  if exists (select from pgmq.q_provider_events where vt <= clock_timestamp()) then
    perform private.wake_jobs();
  end if;
end
$$;
comment on function private.wake_jobs_when_behind() is 'Wakes the jobs function if something waits: what the first call missed. Run by pg_cron.';

select cron.schedule('wake-jobs', '* * * * *', 'select private.wake_jobs_when_behind()');

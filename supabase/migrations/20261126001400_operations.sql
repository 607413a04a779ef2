-- Generated from supabase/schemas by `deno task db:migration`; do not edit. sha256 169ef47496cf8946ae381b766bf577c8b0896304accf78d7e7c16bd92d9c1259
set lock_timeout = '5s';
set statement_timeout = '600s';
-- Functions may speak of what later files make.
set check_function_bodies = off;

-- 14_operations/10_jobs.sql

-- Jobs: what runs by the clock (pg_cron, UTC) and what by a queue (the jobs function, which is woken here: by push after
-- a commit, and by the clock for what the push missed). Each is scheduled beside what it does; this is the whole list,
-- with the notifications that it sends.
--
-- job                          stands in                                  sends
-- advance-tenancies            07_tenancies/70_in_time.sql                tenancy_holding_over
-- apply-retention              01_ground/15_retention.sql                 -
-- end-mandates                 05_mandates/10_mandates.sql                -
-- expire-applications          11_deals/28_deciding.sql                   application_decided
-- expire-history-consents      07_tenancies/80_rental_history.sql         -
-- expire-holds                 03_homes/40_unit_holds.sql                 offer_expired
-- expire-invitations           07_tenancies/90_invitations.sql            -
-- expire-offers                11_deals/34_answering_offers.sql           offer_expired
-- generate-charges             09_money/20_charges.sql                    -
-- mark-stale-listings          06_market/10_listings.sql                  listing_stale
-- match-saved-searches         08_search/85_search_alerts.sql             search_matched
-- remind-of-expiring-documents 13_papers/20_sharing.sql                   document_expiring
-- renew-overviews              08_search/52_crowded_overviews.sql         -
-- send-search-digests          08_search/85_search_alerts.sql             search_matched
-- sweep-files                  14_operations/20_file_sweep.sql            -
-- wake-jobs                    14_operations/10_jobs.sql                  -
--
-- queue                        worked off by                              sends
-- provider_events              functions/jobs/work/provider_events.ts     payment_settled payment_received

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

-- 14_operations/20_file_sweep.sql

-- Files that nobody needs any more go by the clock: those of removed photos, and uploads of which nothing was made.
-- An original may say where it was taken, so it is not kept.

create function service.files_to_sweep(most integer default 200)
returns table (bucket text, path text)
language sql
stable
security definer
set search_path = ''
as $$
  (
    select 'listing-media', file.path from private.abandoned_files as file
    where file.abandoned_at < now() - interval '10 minutes'
    order by file.abandoned_at
    limit least(most, 1000)
  )
  union all
  (
    select object.bucket_id, object.name from storage.objects as object
    where object.bucket_id = 'uploads' and object.created_at < now() - interval '1 day'
    order by object.created_at
    limit least(most, 1000)
  )
$$;
comment on function service.files_to_sweep(integer) is
  'Files to delete through Storage: of photos removed ten minutes ago or more, and uploads older than a day. At most so many of each, oldest first. Say afterwards which are gone by forget_abandoned_files.';
grant execute on function service.files_to_sweep(integer) to service_role;

create function private.wake_jobs_to_sweep()
returns void
language plpgsql
set search_path = ''
as $$
begin
  if exists (select from service.files_to_sweep(1)) then
    perform private.wake_jobs();
  end if;
end
$$;
comment on function private.wake_jobs_to_sweep() is 'Wakes the jobs function if files wait to be deleted. Run by pg_cron.';
select cron.schedule('sweep-files', '*/5 * * * *', 'select private.wake_jobs_to_sweep()');

-- 14_operations/90_owner_stays.sql

-- What belongs to an organization belongs to it for good. This room comes last: it speaks of every table.

create function private.keep_organization()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  perform private.raise_problem('record.other_organization',
    format('Cannot hand a row of %I to another organization', tg_table_name), 409, jsonb_build_object('field', 'org_id'));
  return null;
end
$$;
comment on function private.keep_organization() is
  'Trigger, for every role: org_id never changes. Error: record.other_organization 409.';

do $$
declare
  owned record;
begin
  for owned in
    select n.nspname as schema_name, c.relname as table_name
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    join pg_attribute as a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') and not c.relispartition
    order by 1, 2
  loop
    execute format(
      'create trigger keep_organization before update of org_id on %I.%I for each row '
      'when (old.org_id is distinct from new.org_id) execute function private.keep_organization()',
      owned.schema_name, owned.table_name);
  end loop;
end
$$;

reset check_function_bodies;
reset statement_timeout;
reset lock_timeout;

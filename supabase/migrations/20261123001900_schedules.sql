-- What time drives. Times are UTC; Nigeria is one hour ahead.
set lock_timeout = '5s';
set statement_timeout = '60s';

select cron.schedule('wake-jobs', '* * * * *', 'select private.wake_jobs_when_behind()');
select cron.schedule('expire-holds', '* * * * *', 'select private.expire_holds()');
select cron.schedule('mark-stale-listings', '17 * * * *', 'select private.mark_stale_listings()');
select cron.schedule('generate-charges', '5 0 * * *', 'select private.generate_charges(private.lagos_date())');
select cron.schedule('reap-reliability', '41 * * * *', 'select private.reap_reliability()');
select cron.schedule('purge-cron-history', '52 2 * * *',
  $$delete from cron.job_run_details where end_time < now() - interval '7 days'$$);

-- For staff: how the work in the background goes, and dead letters sent again. One statement at a time.

-- What is late, with why. Nothing: all is well.
select sort, name, says, waiting, waiting_since, last_success_at from private.work_health_rows where is_late order by sort, name;

-- Everything: the scheduler, kinds of work, queues, channels of the outbox, schedules.
select * from private.work_health_rows order by sort, name;

-- Runs of workers lately; one without an end that was not seen for ten seconds was killed.
select worker, began_at, seen_at, ended_at, wakes, doing from private.work_runs order by began_at desc limit 50;

-- What a schedule did lately.
select run.status, run.return_message, run.start_time, run.end_time
from cron.job_run_details as run join cron.job as job on job.jobid = run.jobid
where job.jobname = 'wake-jobs' order by run.runid desc limit 50;

-- Messages that were given up, by why.
select channel, kind, reason, count(*), max(ended_at) from private.deliveries
where status = 'failed' and ended_at > now() - interval '7 days' group by 1, 2, 3 order by 4 desc;

-- Sends up to a hundred messages again that failed for one reason. Where it is no_report, look at the provider first.
select public.redrive_deliveries(array(select id from public.list_undelivered('<reason>', max_results => 100)));

-- Papers that could not be made eight times and more.
select receipt_id, is_void, tries, next_try_at, note from private.receipt_papers where next_try_at is not null and tries >= 8;

-- Has the workers look at once.
select private.wake_jobs();

-- Payment events that were given up: payment_events.sql. Payouts and refunds: payouts_and_refunds.sql.

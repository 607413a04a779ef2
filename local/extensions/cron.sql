-- Stand-in for pg_cron, used where the extension cannot be: the same tables and functions, as far as
-- migrations use them. The clock is local/extensions/cron.ts.
create schema if not exists cron;
create table if not exists cron.job (
  jobid bigint generated always as identity primary key,
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport integer not null default 5432,
  database text not null default current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  unique (jobname, username)
);
create table if not exists cron.job_run_details (
  jobid bigint,
  runid bigint generated always as identity primary key,
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);
alter table cron.job enable row level security;
alter table cron.job_run_details enable row level security;

create or replace function cron.check_schedule(schedule text) returns void
language plpgsql set search_path = '' as $$
declare
  names constant text := '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)';
  part constant text := '(\*|([0-9]{1,2}|' || names || ')(-([0-9]{1,2}|' || names || '))?)(/[0-9]{1,2})?';
begin
  if schedule !~* ('^\s*(' || part || '(,' || part || ')*|\$)(\s+(' || part || '(,' || part || ')*|\$)){4}\s*$')
    and schedule !~* '^\s*([1-9]|[1-5][0-9])\s+seconds?\s*$' then
    raise exception 'invalid schedule: %', schedule using errcode = '22023';
  end if;
end
$$;

create or replace function cron.schedule(job_name text, schedule text, command text) returns bigint
language plpgsql set search_path = '' as $$
declare
  id bigint;
begin
  perform cron.check_schedule(schedule);
  insert into cron.job as job (jobname, schedule, command)
  values (job_name, schedule, command)
  on conflict (jobname, username) do update set schedule = excluded.schedule, command = excluded.command
  returning job.jobid into id;
  return id;
end
$$;

create or replace function cron.schedule(schedule text, command text) returns bigint
language plpgsql set search_path = '' as $$
declare
  id bigint;
begin
  perform cron.check_schedule(schedule);
  insert into cron.job as job (schedule, command) values (schedule, command) returning job.jobid into id;
  return id;
end
$$;

create or replace function cron.unschedule(job_id bigint) returns boolean
language plpgsql set search_path = '' as $$
begin
  delete from cron.job where jobid = job_id;
  if not found then
    raise exception 'could not find valid entry for job %', job_id;
  end if;
  return true;
end
$$;

create or replace function cron.unschedule(job_name text) returns boolean
language plpgsql set search_path = '' as $$
begin
  delete from cron.job where jobname = job_name and username = current_user;
  if not found then
    raise exception 'could not find valid entry for job ''%''', job_name;
  end if;
  return true;
end
$$;
revoke execute on all functions in schema cron from public;

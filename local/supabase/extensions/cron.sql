-- Stand-in for pg_cron, used where the extension cannot be: the same schema, tables and functions, as far
-- as migrations use them (no alter_job, schedule_in_database or @reboot). cron.ts beside it is its
-- clock. Safe to run again.
create schema if not exists cron;
comment on schema cron is 'Stand-in for pg_cron.';

create sequence if not exists cron.jobid_seq;
create table if not exists cron.job (
  jobid bigint primary key default nextval('cron.jobid_seq'),
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport integer not null default current_setting('port')::integer,
  database text not null default current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  constraint jobname_username_uniq unique (jobname, username)
);
comment on table cron.job is 'What is run, and when.';
comment on column cron.job.schedule is 'Five cron fields in UTC, or "30 seconds".';
comment on column cron.job.command is 'SQL, run with no transaction open around it.';
comment on column cron.job.username is 'Role that the command runs as.';
comment on column cron.job.database is 'As in pg_cron; the stand-in runs jobs in the database that holds them.';

create sequence if not exists cron.runid_seq;
create table if not exists cron.job_run_details (
  jobid bigint,
  runid bigint primary key default nextval('cron.runid_seq'),
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);
comment on table cron.job_run_details is 'Every run. Grows until something deletes from it, as in pg_cron.';
comment on column cron.job_run_details.status is 'starting, running, succeeded or failed.';
comment on column cron.job_run_details.return_message is 'How many rows came back, or the error.';

create table if not exists cron.stand_in_claim (
  jobid bigint primary key references cron.job on delete cascade,
  due_at timestamptz not null
);
comment on table cron.stand_in_claim is 'Not in pg_cron: the last time of each job that a clock took, so that of several clocks one runs it.';
comment on column cron.stand_in_claim.due_at is 'Minute, or start of the interval, that was due, UTC.';

alter table cron.job enable row level security;
alter table cron.job_run_details enable row level security;
alter table cron.stand_in_claim enable row level security;

create or replace function cron.stand_in_accepts_field(field text, low integer, high integer, names text[])
returns boolean
language plpgsql immutable
set search_path = ''
as $$
declare
  item text;
  parts text[];
  first integer;
  last integer;
begin
  foreach item in array string_to_array(field, ',') loop
    -- 1: star, 2 and 3: ends of a range, 4: step
    parts := regexp_match(lower(item), '^(?:(\*)|([a-z]+|[0-9]{1,9})(?:-([a-z]+|[0-9]{1,9}))?)(?:/([0-9]{1,9}))?$');
    if parts is null then
      return false;
    end if;
    if parts[1] is not null then
      first := low;
      last := high;
    else
      first := case when parts[2] ~ '^[0-9]' then parts[2]::integer else array_position(names, parts[2]) - 1 + low end;
      last := case
        when parts[3] is null then first
        when parts[3] ~ '^[0-9]' then parts[3]::integer
        else array_position(names, parts[3]) - 1 + low
      end;
      -- pg_cron knows no step without a range.
      if parts[3] is null and parts[4] is not null then
        return false;
      end if;
    end if;
    if first is null or last is null or first < low or last > high or first > last then
      return false;
    end if;
    if parts[4] is not null and parts[4]::integer not between 1 and high then
      return false;
    end if;
  end loop;
  return true;
end
$$;
comment on function cron.stand_in_accepts_field(text, integer, integer, text[]) is
  'Whether one field of a schedule is a list of stars, numbers, names and ranges from low to high. names[1] means low.';

create or replace function cron.stand_in_accepts(schedule text)
returns boolean
language plpgsql immutable
set search_path = ''
as $$
declare
  months constant text[] := '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}';
  weekdays constant text[] := '{sun,mon,tue,wed,thu,fri,sat}';
  fields constant text[] := regexp_split_to_array(btrim(schedule, E' \t'), '[ \t]+');
begin
  if schedule ~* '^\s*0*([1-9]|[1-5][0-9])\s*seconds?\s*$'
    or schedule ~ '^[ \t]*@(yearly|annually|monthly|weekly|daily|midnight|hourly)[ \t]*$' then
    return true;
  end if;
  return cardinality(fields) = 5
    and cron.stand_in_accepts_field(fields[1], 0, 59, null)
    and cron.stand_in_accepts_field(fields[2], 0, 23, null)
    and (fields[3] = '$' or cron.stand_in_accepts_field(fields[3], 1, 31, null))
    and cron.stand_in_accepts_field(fields[4], 1, 12, months)
    and cron.stand_in_accepts_field(fields[5], 0, 7, weekdays);
end
$$;
comment on function cron.stand_in_accepts(text) is
  'Whether a schedule is valid. Stricter than pg_cron, which ignores what follows the fifth field or a field''s numbers (mon#1), takes ranges that run backwards and, in older versions, steps beyond the range.';

create or replace function cron.schedule(job_name text, schedule text, command text)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  id bigint;
begin
  if job_name is null then
    raise exception 'job_name can not be NULL';
  elsif schedule is null then
    raise exception 'schedule can not be NULL';
  elsif command is null then
    raise exception 'command can not be NULL';
  elsif not cron.stand_in_accepts(schedule) then
    raise exception 'invalid schedule: %', schedule using
      errcode = 'invalid_parameter_value',
      hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
  end if;
  insert into cron.job as job (jobname, schedule, command)
  values (job_name, schedule, command)
  on conflict on constraint jobname_username_uniq
    do update set schedule = excluded.schedule, command = excluded.command, database = excluded.database
  returning job.jobid into id;
  return id;
end
$$;
comment on function cron.schedule(text, text, text) is
  'Schedules a named job and returns its id; the same name again replaces schedule and command.';

create or replace function cron.schedule(schedule text, command text)
returns bigint
language plpgsql strict
set search_path = ''
as $$
declare
  id bigint;
begin
  if not cron.stand_in_accepts(schedule) then
    raise exception 'invalid schedule: %', schedule using
      errcode = 'invalid_parameter_value',
      hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
  end if;
  insert into cron.job as job (schedule, command) values (schedule, command) returning job.jobid into id;
  return id;
end
$$;
comment on function cron.schedule(text, text) is 'Schedules a job without a name and returns its id.';

create or replace function cron.unschedule(job_id bigint)
returns boolean
language plpgsql strict
set search_path = ''
as $$
begin
  delete from cron.job where jobid = job_id;
  if not found then
    raise exception 'could not find valid entry for job %', job_id;
  end if;
  return true;
end
$$;
comment on function cron.unschedule(bigint) is 'Removes a job; fails when there is none of this id.';

create or replace function cron.unschedule(job_name text)
returns boolean
language plpgsql strict
set search_path = ''
as $$
begin
  delete from cron.job where jobname = job_name and username = current_user;
  if not found then
    raise exception 'could not find valid entry for job ''%''', job_name;
  end if;
  return true;
end
$$;
comment on function cron.unschedule(text) is 'Removes a job of the caller by name; fails when there is none.';

revoke execute on all functions in schema cron from public;

-- Divides a table that only grows by the month of its time-ordered id, without rewriting it: what there is becomes the
-- first partition, and each month from then on has one of its own. For messages, notifications, state_changes and
-- audit_log: docs/decisions/0018-divided-later-by-month.md says when. All in one session, the last step alone makes others wait:
--
--   select pg_temp.bound_ids('public.messages', '2027-02-01');         the start of a month to come
--   alter table public.messages validate constraint divided_before;     reads the table, stops nobody
--   select pg_temp.divide_by_month('public.messages', '2027-02-01');    milliseconds, before that month begins

create or replace function pg_temp.bound_ids(divided regclass, until date)
returns void
language plpgsql
set search_path = ''
as $$
begin
  execute format('alter table %s add constraint divided_before check (id < %L::uuid) not valid',
    divided, private.uuid_v7_floor(until::timestamp at time zone 'UTC'));
end
$$;

-- What a partition does not take from its parent: row-level security, and triggers for the statement.
create or replace function pg_temp.guard_partition(partition regclass, divided text, statement_triggers text[])
returns void
language plpgsql
set search_path = ''
as $$
declare
  definition text;
begin
  execute format('alter table %s enable row level security', partition);
  foreach definition in array statement_triggers loop
    execute replace(definition, format(' ON %s ', divided), format(' ON %s ', partition));
  end loop;
end
$$;

create or replace function pg_temp.divide_by_month(divided regclass, until date, months integer default 3)
returns void
language plpgsql
set search_path = ''
as $$
declare
  owner name := (select nspname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace where c.oid = divided);
  name name := (select relname from pg_class where oid = divided);
  whole text := format('%I.%I', owner, name);
  before text := format('%s_before_%s', name, to_char(until, 'YYYY_MM'));
  definitions text[];
  statement_triggers text[];
  definition text;
  month date;
  part text;
begin
  execute format('lock table %s in access exclusive mode', divided);
  -- They would go on with the first partition alone.
  select string_agg(distinct pg_describe_object(d.classid, d.objid, d.objsubid), ', ') into definition
  from pg_depend as d
  where (d.refobjid = divided or d.refobjid = (select reltype from pg_class where oid = divided))
    and d.classid in ('pg_rewrite'::regclass, 'pg_proc'::regclass)
    or d.classid = 'pg_policy'::regclass and d.refobjid = divided
      and d.objid not in (select oid from pg_policy where polrelid = divided)
    or d.classid = 'pg_constraint'::regclass and d.refobjid = divided
      and d.objid in (select oid from pg_constraint where confrelid = divided);
  if definition is not null then
    raise exception 'Cannot divide %: make anew afterwards what names it or its row type: %', divided, definition;
  end if;

  -- All that is said of the table, as statements that say it of the table of that name to be.
  select array_agg(said.statement order by said.place, said.statement) into definitions
  from (
    select 1, format('alter table %s add constraint %I %s', divided, conname, pg_get_constraintdef(oid))
    from pg_constraint where conrelid = divided and contype in ('p', 'u', 'c', 'f') and conname <> 'divided_before'
    union all
    select 2, pg_get_indexdef(i.indexrelid) from pg_index as i
    where i.indrelid = divided and not exists (select from pg_constraint where conindid = i.indexrelid and conrelid = divided)
    union all
    select 3, format('create policy %I on %s as %s for %s to %s%s%s', policyname, divided, permissive, cmd,
      array_to_string(array(select quote_ident(role) from unnest(roles) as role), ', '),
      ' using (' || qual || ')', ' with check (' || with_check || ')')
    from pg_policies where schemaname = owner and tablename = name
    union all
    select 4, format('grant %s on %s to %s', acl.privilege_type, divided, acl.grantee::regrole)
    from pg_class as c, aclexplode(c.relacl) as acl where c.oid = divided and acl.grantee <> c.relowner
    union all
    select 4, format('grant %s (%I) on %s to %s', acl.privilege_type, a.attname, divided, acl.grantee::regrole)
    from pg_attribute as a, aclexplode(a.attacl) as acl where a.attrelid = divided
    union all
    select 5, format('comment on table %s is %L', divided, obj_description(divided, 'pg_class'))
    union all
    select 5, format('comment on constraint %I on %s is %L', conname, divided, obj_description(oid, 'pg_constraint'))
    from pg_constraint where conrelid = divided and obj_description(oid, 'pg_constraint') is not null
    union all
    select 6, pg_get_triggerdef(oid) from pg_trigger where tgrelid = divided and not tgisinternal
  ) as said (place, statement)
  where said.statement is not null;
  -- Whoever writes past the parent is refused as before: truncating, for instance.
  statement_triggers := array(
    select pg_get_triggerdef(oid) from pg_trigger
    where tgrelid = divided and not tgisinternal and tgtype & 1 = 0 and tgtype & 32 <> 0);

  for definition in select tgname from pg_trigger where tgrelid = divided and not tgisinternal loop
    execute format('drop trigger %I on %s', definition, divided);
  end loop;
  for definition in select polname from pg_policy where polrelid = divided loop
    execute format('drop policy %I on %s', definition, divided);
  end loop;
  for definition in
    select acl.grantee::regrole::text from pg_class as c, aclexplode(c.relacl) as acl where c.oid = divided and acl.grantee <> c.relowner
    union
    select acl.grantee::regrole::text from pg_attribute as a, aclexplode(a.attacl) as acl where a.attrelid = divided
  loop
    execute format('revoke all on %s from %s', divided, definition);
  end loop;
  execute 'create schema if not exists partitions';
  execute format('alter table %s set schema partitions', divided);
  execute format('alter table partitions.%I rename to %I', name, before);
  part := format('partitions.%I', before);
  execute format('create table %s (like %s including defaults including generated including storage including comments) partition by range (id)',
    whole, part);
  execute format('alter table %s enable row level security', whole);
  foreach definition in array definitions loop
    execute definition;
  end loop;
  execute format('alter table %s attach partition %s for values from (minvalue) to (%L)',
    whole, part, private.uuid_v7_floor(until::timestamp at time zone 'UTC'));
  execute format('alter table %s drop constraint divided_before', part);
  perform pg_temp.guard_partition(part::regclass, whole, statement_triggers);

  for step in 0 .. months - 1 loop
    month := until + make_interval(months => step);
    part := format('partitions.%I', format('%s_%s', name, to_char(month, 'YYYY_MM')));
    execute format('create table %s partition of %s for values from (%L) to (%L)', part, whole,
      private.uuid_v7_floor(month::timestamp at time zone 'UTC'),
      private.uuid_v7_floor((month + interval '1 month')::timestamp at time zone 'UTC'));
    perform pg_temp.guard_partition(part::regclass, whole, statement_triggers);
  end loop;
  -- What no month takes; a month can be made as long as nothing of it is here.
  part := format('partitions.%I', name || '_other');
  execute format('create table %s partition of %s default', part, whole);
  perform pg_temp.guard_partition(part::regclass, whole, statement_triggers);
end
$$;

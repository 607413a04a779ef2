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

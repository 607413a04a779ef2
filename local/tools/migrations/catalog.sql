-- Everything that a schema is, one row a thing: kind, name, definition. Written without @supabase/pg-delta, so that
-- what it overlooks shows. Columns of a table come as single rows, in no order; what an extension brought is left out.
with
schemas as (
  select n.oid, n.nspname, n.nspowner, n.nspacl from pg_namespace as n
  where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'supabase_migrations')
),
extension_members as (select classid, objid from pg_depend where deptype = 'e'),
relations as (
  select c.*, format('%I.%I', s.nspname, c.relname) as full_name
  from pg_class as c join schemas as s on s.oid = c.relnamespace
  where ('pg_class'::regclass, c.oid) not in (select classid, objid from extension_members)
),
functions as (
  select p.*, p.oid::regprocedure::text as full_name
  from pg_proc as p join schemas as s on s.oid = p.pronamespace
  where ('pg_proc'::regclass, p.oid) not in (select classid, objid from extension_members)
),
types as (
  select t.*, format('%I.%I', s.nspname, t.typname) as full_name
  from pg_type as t join schemas as s on s.oid = t.typnamespace
  where t.typtype in ('e', 'd', 'r', 'c') and (t.typrelid = 0 or exists (
      select from pg_class as c where c.oid = t.typrelid and c.relkind = 'c'))
    and ('pg_type'::regclass, t.oid) not in (select classid, objid from extension_members)
),
grants as (
  select 'schema' as kind, quote_ident(nspname) as name, coalesce(nspacl, acldefault('n', nspowner)) as acl
  from schemas
  union all
  select 'relation', full_name, coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
  from relations where relkind in ('r', 'p', 'v', 'm', 'S', 'f')
  union all
  select 'column', format('%s.%I', r.full_name, a.attname), a.attacl
  from relations as r join pg_attribute as a on a.attrelid = r.oid and a.attacl is not null and not a.attisdropped
  union all
  select 'function', full_name, coalesce(proacl, acldefault('f', proowner)) from functions
  union all
  select 'type', full_name, coalesce(typacl, acldefault('T', typowner)) from types
  union all
  select 'default of ' || d.defaclobjtype::text, format('%s in %s', d.defaclrole::regrole, coalesce(n.nspname, 'all schemas')),
    d.defaclacl
  from pg_default_acl as d left join pg_namespace as n on n.oid = d.defaclnamespace
),
owners as (
  select 'schema' as kind, quote_ident(nspname) as name, nspowner as owner from schemas
  union all select 'relation', full_name, relowner from relations where relkind in ('r', 'p', 'v', 'm', 'S', 'f')
  union all select 'function', full_name, proowner from functions
  union all select 'type', full_name, typowner from types
),
-- Whatever else there is, by PostgreSQL's own description: casts, operators, text search, statistics …
known as (
  select distinct classid, objid, objsubid from pg_depend
  where objid >= 16384 and deptype in ('n', 'a', 'i')
    and (classid, objid) not in (select classid, objid from extension_members)
)
select 'schema' as kind, quote_ident(nspname) as name, '' as definition from schemas
union all
select 'relation', full_name, concat_ws(' ',
  case relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view' when 'S' then 'sequence'
    when 'm' then 'materialized view' else relkind::text end,
  'persistence ' || relpersistence::text, 'row security ' || relrowsecurity, 'forced ' || relforcerowsecurity,
  'replica identity ' || relreplident::text,
  (select 'options ' || string_agg(setting, ', ' order by setting) from unnest(reloptions) as setting),
  pg_get_partkeydef(oid),
  pg_get_expr(relpartbound, oid), case when relkind in ('v', 'm') then pg_get_viewdef(oid) end)
from relations where relkind in ('r', 'p', 'v', 'm', 'S', 'f')
union all
select 'column', format('%s.%I', r.full_name, a.attname), concat_ws(' ',
  format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
  'default ' || pg_get_expr(d.adbin, d.adrelid), 'identity ' || nullif(a.attidentity::text, ''),
  'generated ' || nullif(a.attgenerated::text, ''), 'storage ' || a.attstorage::text, 'compression ' || nullif(a.attcompression::text, ''),
  'collation ' || nullif(a.attcollation, 0)::regcollation::text,
  (select 'options ' || string_agg(setting, ', ') from unnest(a.attoptions) as setting where setting ~ '^n_distinct'))
from relations as r
join pg_attribute as a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
where r.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
union all
select 'sequence', r.full_name, concat_ws(' ', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
  s.seqcache, s.seqcycle)
from relations as r join pg_sequence as s on s.seqrelid = r.oid
union all
select 'constraint', format('%s %I', coalesce(r.full_name, t.full_name), k.conname),
  pg_get_constraintdef(k.oid) || case when k.convalidated then '' else ' not validated' end
from pg_constraint as k
left join relations as r on r.oid = k.conrelid
left join types as t on t.oid = k.contypid
where coalesce(r.oid, t.oid) is not null
union all
select 'index', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
  || case when i.indisvalid then '' else ' invalid' end
  || case when i.indisclustered then ' clustered' else '' end
  || case when i.indisreplident then ' replica identity' else '' end
from pg_index as i join relations as r on r.oid = i.indrelid
union all
select 'function', full_name, case when prokind = 'a' then 'aggregate' else pg_get_functiondef(oid) end
from functions
union all
select 'trigger', format('%s %I', r.full_name, t.tgname), pg_get_triggerdef(t.oid) || ' enabled ' || t.tgenabled::text
from pg_trigger as t join relations as r on r.oid = t.tgrelid where not t.tgisinternal
union all
select 'rule', format('%s %I', r.full_name, w.rulename), pg_get_ruledef(w.oid)
from pg_rewrite as w join relations as r on r.oid = w.ev_class where w.rulename <> '_RETURN'
union all
select 'policy', format('%s %I', r.full_name, p.polname), concat_ws(' ',
  case when p.polpermissive then 'permissive' else 'restrictive' end, p.polcmd,
  'to ' || (select string_agg(case role when 0 then 'public' else role::regrole::text end, ', ' order by role::regrole::text)
    from unnest(p.polroles) as role),
  'using ' || pg_get_expr(p.polqual, p.polrelid), 'with check ' || pg_get_expr(p.polwithcheck, p.polrelid))
from pg_policy as p join relations as r on r.oid = p.polrelid
union all
select 'type', t.full_name, case t.typtype
  when 'e' then 'enum ' || (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
    from pg_enum as e where e.enumtypid = t.oid)
  when 'd' then concat_ws(' ', 'domain', format_type(t.typbasetype, t.typtypmod),
    case when t.typnotnull then 'not null' end, 'default ' || t.typdefault)
  when 'r' then (select 'range of ' || g.rngsubtype::regtype::text from pg_range as g where g.rngtypid = t.oid)
  else 'composite' end
from types as t
union all
select 'extension', quote_ident(e.extname), 'in ' || e.extnamespace::regnamespace::text from pg_extension as e
union all
select 'publication', quote_ident(p.pubname), concat_ws(' ', p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete,
  p.pubtruncate, p.pubviaroot,
  (select string_agg(concat_ws(' ', m.prrelid::regclass, m.prattrs, pg_get_expr(m.prqual, m.prrelid)), ', '
    order by m.prrelid::regclass::text) from pg_publication_rel as m where m.prpubid = p.oid))
from pg_publication as p
union all
select 'grants on ' || kind, name, string_agg(entry::text, ', ' order by entry::text)
from grants left join lateral unnest(acl) as entry on true
group by kind, name
union all
select 'owner of ' || kind, name, owner::regrole::text from owners
union all
select 'comment', i.type || ' ' || i.identity, c.description
from pg_description as c, pg_identify_object(c.classoid, c.objoid, c.objsubid) as i
where c.objoid >= 16384 and (c.classoid, c.objoid) not in (select classid, objid from extension_members)
union all
select distinct 'object', i.type || ' ' || i.identity, ''
from known as k, pg_identify_object(k.classid, k.objid, k.objsubid) as i
where i.identity is not null and i.identity !~ '(pg_toast|supabase_migrations)\.|ConstraintTrigger_'

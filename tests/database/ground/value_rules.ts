import { textOfServers } from "./text_of_servers.ts";

/** Rules for the values that columns and arguments may hold: each query lists what breaks one. */
export const valueRules: Readonly<Record<string, string>> = {
  // Where people write money into a table themselves a domain would refuse it without a name: a trigger reads it, see
  // bounds_test.ts, and a constraint bounds it.
  "dates and money are held by the types that bound them":
    `select c.oid::regclass || '.' || a.attname as offender
     from pg_attribute as a join pg_class as c on c.oid = a.attrelid
     where c.relnamespace in (select oid from ours) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and (a.atttypid = 'date'::regtype or (
         a.attname like '%\\_kobo' and a.atttypid::regtype::text !~ 'kobo$' and not (
           has_column_privilege('authenticated', c.oid, a.attnum, 'insert') and exists (
             select from pg_constraint as k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)
               and pg_get_constraintdef(k.oid) ~ (a.attname || ' <= [(]?''?1')))))
     union all
     select p.oid::regprocedure || ' ' || given.name from pg_proc as p, lateral (
       select type::regtype::text as type, p.proargnames[place] as name
       from unnest(p.proargtypes::oid[]) with ordinality as given (type, place)) as given
     where p.pronamespace in (select oid from ours) and case
       -- What people give is read, by name, from what they wrote.
       when p.pronamespace <> 'private'::regnamespace then
         given.type ~ '^(date|time|timestamp)' or given.type ~ '(calendar_date|instant)$'
         or (given.name like '%\\_kobo' and given.type <> 'numeric')
       else given.type = 'date' or (given.type ~ '^timestamp' and given.name <> 'at')
         or (given.name like '%\\_kobo' and given.type !~ 'kobo$') end`,

  "nobody writes a date, a time or a geometry into a table through the API":
    `select c.oid::regclass || '.' || a.attname as offender
     from pg_attribute as a join pg_class as c on c.oid = a.attrelid
     join pg_type as t on t.oid = a.atttypid
     left join pg_type as base on base.oid = t.typbasetype
     cross join unnest(array['anon', 'authenticated']) as role
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
       and (coalesce(base.typcategory, t.typcategory) in ('D', 'R', 'T') or t.typname in ('geography', 'geometry'))
       and (has_column_privilege(role, c.oid, a.attnum, 'insert') or has_column_privilege(role, c.oid, a.attnum, 'update'))`,

  "text that people type is checked, and read by name where they write the table themselves":
    `select c.oid::regclass || '.' || a.attname as offender
     from pg_attribute as a join pg_class as c on c.oid = a.attrelid
     cross join lateral (
       select coalesce(bool_or(pg_get_constraintdef(k.oid) ~ ('private\\.is_(line|prose)\\(' || a.attname || '\\)')), false) as is_checked,
         coalesce(bool_or(k.confrelid = 'public.nigerian_states'::regclass
           or pg_get_constraintdef(k.oid) ~ ('\\m' || a.attname || ' (= |~ ''\\^[^'']*\\$'')')), false) as is_one_of_few
       from pg_constraint as k where k.conrelid = c.oid and a.attnum = any (k.conkey)) as said
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and a.atttypid in ('text'::regtype, 'text[]'::regtype) and not said.is_one_of_few
       and c.relname || '.' || a.attname <> all (array[${
      Object.keys(textOfServers).map((column) => `'${column}'`)
    }])
       and not (said.is_checked and (
         not (has_column_privilege('authenticated', c.oid, a.attnum, 'insert')
           or has_column_privilege('authenticated', c.oid, a.attnum, 'update'))
         or exists (select from pg_trigger as t where t.tgrelid = c.oid and t.tgfoid = to_regproc('private.read_text')
           and position(':' || a.attname || '\\000' in encode(t.tgargs, 'escape')) > 0)))`,

  // Not a number is more than every number, so that a lower bound alone lets it in.
  "a number with a fraction has an upper bound":
    `select c.oid::regclass || '.' || a.attname as offender
     from pg_attribute as a join pg_class as c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and a.atttypid in ('numeric'::regtype, 'double precision'::regtype, 'real'::regtype) and not exists (
         select from pg_constraint as k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)
           and pg_get_constraintdef(k.oid) ~ ('\\m' || a.attname || ' <'))`,
};

/** Something that breaks each of them, in a table that people may write. */
export const valueOffence =
  `alter table public.bad add due_on date, add rent_kobo bigint, add place extensions.geometry, add title text,
    add label text check (private.is_line(label)),
    add area_sqm numeric check (area_sqm > 0);
  create function private.bad_inside(on_day date, ends_at timestamptz, rent_kobo bigint) returns int language sql as 'select 1';
  create function public.bad_outside(on_day public.calendar_date, ends_at timestamptz, rent_kobo public.kobo)
    returns int language sql as 'select 1';`;

/** What of it the rules with several sides must name. */
export const valueOffenders: Readonly<Record<string, readonly string[]>> = {
  "dates and money are held by the types that bound them": [
    "bad.due_on",
    "bad.rent_kobo",
    "private.bad_inside(date,timestamp with time zone,bigint) ends_at",
    "private.bad_inside(date,timestamp with time zone,bigint) on_day",
    "private.bad_inside(date,timestamp with time zone,bigint) rent_kobo",
    "bad_outside(calendar_date,timestamp with time zone,kobo) ends_at",
    "bad_outside(calendar_date,timestamp with time zone,kobo) on_day",
    "bad_outside(calendar_date,timestamp with time zone,kobo) rent_kobo",
  ],
  "nobody writes a date, a time or a geometry into a table through the API": [
    "bad.due_on",
    "bad.place",
  ],
  "text that people type is checked, and read by name where they write the table themselves": [
    "bad.label",
    "bad.title",
  ],
  "a number with a fraction has an upper bound": ["bad.area_sqm"],
};

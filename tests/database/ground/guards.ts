/**
 * What the guards of our functions compare, and which of it may be null: a comparison with null is neither true nor
 * false, and a guard that is neither lets everybody through. Reads PL/pgSQL as far as guards are written in it.
 */
import type { Queryable } from "../../../local/supabase/database/database.ts";

/** A condition on which a function refuses. */
export interface Guard {
  /** The function, such as private.accept_offer. */
  readonly fn: string;
  readonly condition: string;
  /** What it compares that may be null, and that neither it nor the function says so of. */
  readonly unsaid: readonly string[];
}

interface Fn {
  name: string;
  source: string;
  args: string[];
  types: string[];
  /** Arguments that callers may leave out: null means so. */
  optional: string[];
  tables: string[];
}

const keywords = new Set(
  "and or not in is null true false distinct from between like select where exists case when then else end as on join interval date any all array cross lateral union left text now found"
    .split(" "),
);
/** Functions that say something of null too. */
const total = [
  "coalesce",
  "num_nonnulls",
  "num_nulls",
  "to_jsonb",
  "private.has_contact",
  "private.knows_person",
];
/** Comparisons that hold back more than they let through: null among them lets through. */
const risky = ["<>", "!=", "!~", "<", ">", "<=", ">="];

/** Finds every guard of the functions in our schemas. */
export async function findGuards(database: Queryable): Promise<Guard[]> {
  const fns = await database.query<Fn>(
    `
    select p.pronamespace::regnamespace || '.' || p.proname as name, p.prosrc as source,
      coalesce(p.proargnames, '{}') as args,
      array(select type::regtype::text from unnest(p.proargtypes::oid[]) with ordinality as given (type, n) order by n) as types,
      coalesce((
        select array_agg(arg) from pg_proc as twin, unnest(twin.proargnames) with ordinality as given (arg, place)
        where twin.pronamespace in ('public'::regnamespace, 'service'::regnamespace) and twin.proname = p.proname
          and given.place > twin.pronargs - twin.pronargdefaults and given.place <= twin.pronargs), '{}') as optional,
      array(select t.tgrelid::regclass::text from pg_trigger as t where t.tgfoid = p.oid) as tables
    from pg_proc as p join pg_language as l on l.oid = p.prolang
    where l.lanname = 'plpgsql' and p.pronamespace::regnamespace::text in ('public', 'private', 'service') and $1
    order by 1`,
    [true],
  );
  const columns = await database.query<{ name: string }>(
    `
    select c.oid::regclass || '.' || a.attname as name from pg_attribute as a join pg_class as c on c.oid = a.attrelid
    where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'private')
      and a.attnum > 0 and not a.attisdropped and a.attnotnull and $1`,
    [true],
  );
  const filled = new Set(columns.map((column) => qualified(column.name)));
  return fns.flatMap((fn) => guardsOf(fn, filled));
}

/** A table by its whole name, or a column of one. */
const qualified = (name: string) => /^(public|private)\./.test(name) ? name : `public.${name}`;

function guardsOf(fn: Fn, filled: Set<string>): Guard[] {
  const source = fn.source.replace(/--.*$/gm, "").replace(/'(?:[^']|'')*'/g, "'s'")
    .replace(/\s+/g, " ");
  const rows = rowVariables(fn, source);
  const settled = new Set(
    [...source.matchAll(
      /\b(\w+) [\w.]+(?:\[\])? := (?:private\.lagos_date\(\)|exists|false|true|\d)/g,
    )]
      .map((match) => match[1] as string),
  );
  const mayBeNull = (ref: string): boolean => {
    const [head = "", column] = ref.split(".");
    if (column !== undefined) {
      const table = head === "new" || head === "old"
        ? fn.tables.map(qualified)
        : rows.get(head) ?? [];
      return table.length === 0 || !table.every((of) => filled.has(`${of}.${column}`));
    }
    return !fn.optional.includes(head) && !settled.has(head);
  };
  return conditionsOf(source).map((condition) => ({
    fn: fn.name,
    condition,
    unsaid: [...new Set(atomsOf(tokens(condition)).flatMap(comparedIn))].filter((ref) =>
      mayBeNull(ref) &&
      !new RegExp(`(?<![\\w.])${ref.replace(".", "\\.")}\\)* is (not )?(null|distinct from)`)
        .test(source)
    ).sort(),
  }));
}

/** Variables and arguments that are rows of a table. */
function rowVariables(fn: Fn, source: string): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  for (
    const [, name, type] of source.matchAll(/\b(\w+) ((?:public|private)\.\w+)(?= ?(?:;|:=))/g)
  ) {
    rows.set(name as string, [type as string]);
  }
  for (const [at, arg] of fn.args.entries()) {
    const type = fn.types[at];
    if (type !== undefined) rows.set(arg, [qualified(type)]);
  }
  return rows;
}

/** Conditions on which the text refuses: of an if, or of a case that says what is wrong. */
function conditionsOf(source: string): string[] {
  const found: string[] = [];
  const refuses = /^ (?:perform|return) private\.(?:raise_problem|refuse_|require_)/;
  for (const start of source.matchAll(/\b(?:if|elsif) /g)) {
    const from = start.index + start[0].length;
    const then = thenAfter(source, from);
    if (refuses.test(source.slice(then + 4))) found.push(source.slice(from, then).trim());
  }
  for (
    const start of source.matchAll(
      /\b(?:wrong|broken|reason|missing)(?: text(?:\[\])?)? := case\b/g,
    )
  ) {
    const body = source.slice(
      start.index + start[0].length,
      caseEnd(source, start.index + start[0].length),
    );
    let depth = 0;
    for (const word of body.matchAll(/\b(case|end|when)\b/g)) {
      if (word[1] === "case") depth++;
      else if (word[1] === "end") depth--;
      else if (depth === 0) {
        const from = word.index + 5;
        found.push(body.slice(from, thenAfter(body, from)).trim());
      }
    }
  }
  return found;
}

/** Where the "then" of a condition that begins at `from` stands. */
function thenAfter(source: string, from: number): number {
  let depth = 0;
  for (const word of source.slice(from).matchAll(/\b(case|end|then)\b/g)) {
    if (word[1] === "case") depth++;
    else if (word[1] === "end") depth--;
    else if (depth === 0) return from + word.index;
  }
  return source.length;
}

function caseEnd(source: string, from: number): number {
  let depth = 0;
  for (const word of source.slice(from).matchAll(/\b(case|end)\b/g)) {
    if (word[1] === "case") depth++;
    else if (depth-- === 0) return from + word.index;
  }
  return source.length;
}

const tokens = (text: string) =>
  text.match(/'s'|\w+(?:\.\w+)*|<>|!=|<=|>=|!~\*?|::|:=|\|\||[^\s\w]/g) ?? [];

/** Comparisons joined by and, or and not, with how often each is negated. */
function atomsOf(words: string[], negated = false): { words: string[]; negated: boolean }[] {
  for (const joint of ["or", "and"]) {
    const parts = splitBy(words, joint);
    if (parts.length > 1) return parts.flatMap((part) => atomsOf(part, negated));
  }
  if (words[0] === "not" && words[1] !== "exists") return atomsOf(words.slice(1), !negated);
  if (words[0] === "(" && closing(words, 0) === words.length - 1 && words[1] !== "select") {
    return atomsOf(words.slice(1, -1), negated);
  }
  return [{ words, negated }];
}

function splitBy(words: string[], joint: string): string[][] {
  const parts: string[][] = [[]];
  let depth = 0;
  let between = 0;
  for (const word of words) {
    if (word === "(" || word === "[" || word === "case") depth++;
    if (word === ")" || word === "]" || word === "end") depth--;
    if (depth === 0 && word === "between") between++;
    if (depth === 0 && word === joint && !(word === "and" && between-- > 0)) parts.push([]);
    else parts.at(-1)?.push(word);
    if (depth === 0 && word === joint) between = Math.max(between, 0);
  }
  return parts;
}

function closing(words: string[], open: number): number {
  let depth = 0;
  for (let at = open; at < words.length; at++) {
    if (words[at] === "(") depth++;
    if (words[at] === ")" && --depth === 0) return at;
  }
  return words.length;
}

/** What an atom compares in a way that null lets through. */
function comparedIn({ words, negated }: { words: string[]; negated: boolean }): string[] {
  if (words.includes("exists") || words.includes("is")) return [];
  const top: string[] = [];
  let depth = 0;
  for (const word of words) {
    if (word === "(") depth++;
    if (word === ")") depth--;
    if (depth === 0) top.push(word);
  }
  const isRisky = negated || top.some((word) => risky.includes(word)) ||
    top.some((word, at) => word === "not" && ["in", "between", "like"].includes(top[at + 1] ?? ""));
  if (!isRisky) return [];
  const refs: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    // A query says itself what it finds.
    if (word === "select") break;
    if (total.includes(word)) {
      at = closing(words, at + 1);
      continue;
    }
    if (words[at + 1] === "(" || words[at - 1] === "::" || words[at - 1] === "interval") continue;
    if (/^[a-z_]\w*(\.\w+)*$/.test(word) && !keywords.has(word)) refs.push(word);
  }
  return refs;
}

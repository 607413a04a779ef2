/** The filter language of `postgres_changes`: `col=op.value`, several joined by commas. */

/** One condition on a column of the changed row. */
export interface ChangeFilter {
  readonly column: string;
  readonly operator: FilterOperator;
  /** Whether `not.` stood before the operator. */
  readonly negated: boolean;
  /** One value, or those of `in`. */
  readonly values: readonly string[];
}

/** How each operator reads in SQL, given the column and its values as typed expressions. */
const operators = {
  eq: (column: string, [value]: readonly string[]) => `${column} = ${value}`,
  neq: (column: string, [value]: readonly string[]) => `${column} <> ${value}`,
  lt: (column: string, [value]: readonly string[]) => `${column} < ${value}`,
  lte: (column: string, [value]: readonly string[]) => `${column} <= ${value}`,
  gt: (column: string, [value]: readonly string[]) => `${column} > ${value}`,
  gte: (column: string, [value]: readonly string[]) => `${column} >= ${value}`,
  in: (column: string, values: readonly string[]) => `${column} in (${values.join(", ")})`,
  like: (column: string, [value]: readonly string[]) => `${column}::text like ${value}`,
  ilike: (column: string, [value]: readonly string[]) => `${column}::text ilike ${value}`,
  match: (column: string, [value]: readonly string[]) => `${column}::text ~ ${value}`,
  imatch: (column: string, [value]: readonly string[]) => `${column}::text ~* ${value}`,
  isdistinct: (column: string, [value]: readonly string[]) => `${column} is distinct from ${value}`,
  is: (column: string, [value]: readonly string[]) => `${column} is ${value}`,
} as const;

export type FilterOperator = keyof typeof operators;

const textOperators: ReadonlySet<FilterOperator> = new Set(["like", "ilike", "match", "imatch"]);
const isValues: ReadonlySet<string> = new Set(["null", "not null", "true", "false", "unknown"]);
const maximumInValues = 100;

/** A filter that cannot be read. The message goes to the client. */
export class FilterError extends Error {
  override readonly name = "FilterError";

  constructor(detail: string) {
    super(`Error parsing \`filter\` params: ${detail}`);
  }
}

/** Reads a filter; an empty one has no conditions. @throws {FilterError} */
export function parseFilters(filter: string): ChangeFilter[] {
  return filter.trim() === "" ? [] : split(filter).map(parseCondition);
}

function parseCondition(condition: string): ChangeFilter {
  const parsed = /^\s*("?)(.+?)\1=(not\.)?([a-z]+)\.(.*)$/s.exec(condition);
  const [, , column, not, name, value] = parsed ?? [];
  if (column === undefined || name === undefined || value === undefined) {
    throw new FilterError(`["${condition}"] is not column=operator.value`);
  }
  if (!Object.hasOwn(operators, name)) throw new FilterError(`operator "${name}" is not known`);
  const operator = name as FilterOperator;
  const values = operator === "in" ? inValues(value) : [unquoted(value)];
  if (operator === "is" && !isValues.has(value.toLowerCase())) {
    throw new FilterError(`"is" takes null, not null, true, false or unknown, not "${value}"`);
  }
  return { column, operator, negated: not !== undefined, values };
}

function inValues(value: string): string[] {
  const list = /^\((.*)\)$/s.exec(value)?.[1];
  if (list === undefined) throw new FilterError("the values of `in` must be in parentheses");
  const values = split(list).map(unquoted);
  if (values.length > maximumInValues) {
    throw new FilterError(`\`in\` takes at most ${maximumInValues} values, not ${values.length}`);
  }
  return values;
}

/** Splits at the commas outside quotes and parentheses. */
function split(text: string): string[] {
  const parts: string[] = [""];
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === "\\" && quoted) {
      parts[parts.length - 1] += character + (text[++index] ?? "");
      continue;
    }
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === "(") depth++;
    else if (!quoted && character === ")") depth--;
    if (character === "," && !quoted && depth <= 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function unquoted(value: string): string {
  const inside = /^"(.*)"$/s.exec(value)?.[1];
  return inside === undefined ? value : inside.replaceAll(/\\(.)/gs, "$1");
}

/** SQL text and its parameters, all of them text. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly string[];
}

/**
 * The condition in SQL. `column` is the column as an SQL expression, `type` its SQL type, both from
 * the catalog; values become parameters `$first`, `$first + 1`, and so on.
 */
export function filterSql(
  filter: ChangeFilter,
  column: string,
  type: string,
  first: number,
): Condition {
  const { operator, values, negated } = filter;
  const cast = textOperators.has(operator) ? "" : `::${type}`;
  // `is` takes keywords only; they were checked against the list above.
  const terms = operator === "is"
    ? values.map((value) => value.toLowerCase())
    : values.map((_, index) => `$${first + index}::text${cast}`);
  const sql = operators[operator](column, terms);
  return {
    sql: negated ? `not (${sql})` : `(${sql})`,
    parameters: operator === "is" ? [] : values,
  };
}

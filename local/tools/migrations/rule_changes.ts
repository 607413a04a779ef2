/** The statements that make one database's rule rows into another's. */
import type { RuleRow, RuleTable } from "./rule_rows.ts";
import { literal } from "./sql_literal.ts";

/** Statements in the order in which they run, and the rows that they delete. */
export interface RuleChanges {
  readonly statements: readonly string[];
  /** `table key`, for people to read. */
  readonly deleted: readonly string[];
}

/** Rows that only production has are left alone: nothing here names them. */
export function planRules(from: readonly RuleTable[], to: readonly RuleTable[]): RuleChanges {
  const deletes: string[] = [];
  const writes: string[] = [];
  const deleted: string[] = [];
  const rowsIn = (tables: readonly RuleTable[], name: string) =>
    tables.find((it) => it.name === name)?.rows ?? new Map<string, RuleRow>();

  for (const table of [...from].reverse()) {
    const wanted = rowsIn(to, table.name);
    for (const [key, row] of table.rows) {
      if (wanted.has(key)) continue;
      deletes.push(`delete from ${table.name} where ${condition(table.key, row)}`);
      deleted.push(`${table.name} ${table.key.map((column) => row[column]).join(", ")}`);
    }
  }
  for (const table of to) {
    const present = rowsIn(from, table.name);
    const added: RuleRow[] = [];
    for (const [key, row] of table.rows) {
      const old = present.get(key);
      if (old === undefined) added.push(row);
      else {
        const changed = table.columns.filter((column) => old[column] !== row[column]);
        if (changed.length === 0) continue;
        const values = changed.map((column) => `${column} = ${literal(row[column])}`).join(", ");
        writes.push(`update ${table.name} set ${values} where ${condition(table.key, row)}`);
      }
    }
    if (added.length > 0) writes.push(insert(table, added));
  }
  return { statements: [...deletes, ...writes], deleted };
}

/** Overwrites a row that somebody made in production before the schemas had it. */
function insert(table: RuleTable, rows: readonly RuleRow[]): string {
  // Columns that no row fills need not exist everywhere: Storage's own tables differ by version.
  const columns = table.columns.filter((column) => rows.some((row) => row[column] !== null));
  const values = rows
    .map((row) => `  (${columns.map((column) => literal(row[column])).join(", ")})`)
    .join(",\n");
  const others = columns.filter((column) => !table.key.includes(column));
  const conflict = others.length === 0
    ? "do nothing"
    : `do update set ${others.map((column) => `${column} = excluded.${column}`).join(", ")}`;
  return `insert into ${table.name} (${columns.join(", ")}) values\n${values}\n` +
    `on conflict (${table.key.join(", ")}) ${conflict}`;
}

function condition(key: readonly string[], row: RuleRow): string {
  return key.map((column) =>
    row[column] === null ? `${column} is null` : `${column} = ${literal(row[column])}`
  ).join(" and ");
}

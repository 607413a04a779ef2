/** `value` as a literal of SQL, for a statement that stands in a file. */
export function literal(value: string | null | undefined): string {
  return value === null || value === undefined ? "null" : `'${value.replaceAll("'", "''")}'`;
}

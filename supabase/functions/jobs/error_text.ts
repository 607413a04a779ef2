/** What an error says, as the database keeps it: a provider's words may hold what no text of a database may. */

/** At most so many UTF-16 units: what says more says it in the log. */
const most = 300;

/** A text without NUL and without halves of a character, at most 300 units long. */
export function errorText(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.replaceAll("\0", "").slice(0, most).toWellFormed();
}

/**
 * PostgreSQL writes an expression out with the brackets of how it was first read, and reads it back with fewer:
 * `a between 1 and 4 and b` is written as `((a >= 1) AND (a <= 4)) AND b`, and that, read again, as
 * `(a >= 1) AND (a <= 4) AND b`. A constraint of the schemas and the same one from a migration would differ for
 * ever, so both are compared, and written, as read again.
 */

/** A run of text without brackets, or what stands between two of them. */
type Part = string | Part[];

/** `text` with the brackets away that PostgreSQL forgets: around the first operand of AND in an AND, OR in an OR. */
export function canonicalExpression(text: string): string {
  return write(parse(text).map(flatten));
}

function parse(text: string): Part[] {
  const open: Part[][] = [[]];
  // Quoted text and names keep their brackets.
  for (const token of text.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|[^()'"]+|['"]/g) ?? []) {
    const inner = open.at(-1) as Part[];
    if (token === "(") open.push([]);
    else if (token === ")" && open.length > 1) {
      open.pop();
      (open.at(-1) as Part[]).push(inner);
    } else if (typeof inner.at(-1) === "string") inner.push((inner.pop() as string) + token);
    else inner.push(token);
  }
  // What was never closed is no expression: as it came.
  while (open.length > 1) {
    const inner = open.pop() as Part[];
    (open.at(-1) as Part[]).push("(", ...inner);
  }
  return open[0] as Part[];
}

function flatten(part: Part): Part {
  if (typeof part === "string") return part;
  const inner = part.map(flatten);
  const [first, next] = inner;
  if (!Array.isArray(first) || typeof next !== "string") return inner;
  const word = /^ (AND|OR) /.exec(next)?.[1];
  if (word === undefined || connective(first) !== word) return inner;
  const joined = [...first];
  // Text beside text would hide from the next look at it.
  if (typeof joined.at(-1) === "string") joined.push((joined.pop() as string) + next);
  else joined.push(next);
  return [...joined, ...inner.slice(2)];
}

/** The one word that joins the operands, when that is all that stands there. */
function connective(parts: readonly Part[]): string | undefined {
  const outside = parts.map((part) => typeof part === "string" ? part : "#").join("")
    .replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, "#");
  const words = new Set(outside.match(/ (AND|OR) /g)?.map((word) => word.trim()));
  if (words.size !== 1 || /\b(SELECT|WITH|VALUES|CASE|BETWEEN)\b/.test(outside)) return undefined;
  return [...words][0];
}

function write(parts: readonly Part[]): string {
  return parts.map((part) => typeof part === "string" ? part : `(${write(part)})`).join("");
}

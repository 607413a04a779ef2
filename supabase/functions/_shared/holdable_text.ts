/**
 * Texts that the database can hold: PostgreSQL has neither the character NUL nor half of a surrogate pair, so JSON with one
 * of them is refused as a whole, without a word about where it stands.
 */
import { z } from "zod";

/** Why a text cannot be held. */
export const unholdable = "has characters that no text can have";

/** Whether the database can hold a text. */
export function isHoldable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/** A text that the database can hold. */
export function holdableText(longest: number): z.ZodString {
  return z.string().max(longest).refine(isHoldable, unholdable);
}

/** A value, and of what it is a part. */
interface Part {
  readonly value: unknown;
  readonly name?: string;
  readonly of?: Part;
}

/** Where a text lies that cannot be held, names of fields among them; undefined: all can be. */
export function unholdableIn(whole: unknown): readonly string[] | undefined {
  // A list in place of calls: what comes in may be nested deeper than those.
  const waiting: Part[] = [{ value: whole }];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const { value, name = "" } = part;
    if (!isHoldable(name) || typeof value === "string" && !isHoldable(value)) return pathOf(part);
    if (typeof value !== "object" || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      waiting.push({ value: inner, name, of: part });
    }
  }
  return undefined;
}

function pathOf(part: Part): string[] {
  const path: string[] = [];
  for (let it: Part | undefined = part; it?.name !== undefined; it = it.of) path.unshift(it.name);
  return path;
}

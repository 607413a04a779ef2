/** What a provider says in words: why a card was declined, or a request refused. Payers and staff read it. */
import { redact } from "./redact.ts";

/** As much as people read. */
const longest = 200;

/**
 * A provider's words as they may be shown and kept: short, and without keys, authorizations, and numbers of cards,
 * accounts and identities, which no provider should put there and some do.
 */
export function providerWords(said: string): string {
  return (redact(said) as string).slice(0, longest);
}

/** Agencies that a mandate can be offered to. */
import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { PersonCheck } from "../trust/levels.ts";

/** An agency as everybody may see it who is signed in. */
export interface FoundAgency {
  /** Its code: who a mandate is offered to. */
  readonly org_id: string;
  readonly name: string;
  /** Where most of its listings are; null where it has none. */
  readonly area: string | null;
  readonly state: string | null;
  /** What was checked of its owners; empty: nothing. */
  readonly checked: readonly PersonCheck[];
  /** Homes that it lists now, for itself and under mandates; counted up to 1,000. */
  readonly live_listings: number;
}

/**
 * Agencies by words of their name, or by a place where they list homes: three letters at least. At most 20, 10 unless told.
 * @throws {EstateError} auth.required, value.bad_text, rate_limit.exceeded
 */
export async function findAgencies(
  estate: Estate,
  words: string,
  most?: number,
): Promise<readonly FoundAgency[]> {
  return dataAs<FoundAgency[]>(await estate.rpc("find_agencies", { words, ...given({ most }) }));
}

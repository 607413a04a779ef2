/** Tenancies of owners for whom an agency signs. */
import type { Estate } from "../ground/client.ts";
import { type Letting, listLettings, type Tenancy } from "../tenancies/mod.ts";
import type { MandatedHomes } from "./mandated_homes.ts";

/** A tenancy that an agency of yours sees by its mandate to sign. */
export interface MandatedLetting extends Letting {
  /** Whose home it is; null where you may not see the name. */
  readonly owner: string | null;
}

/** The mandate, among these, by which an agency signs for a unit; undefined: none. One that names its paper before others. */
export function signedBy(
  homes: readonly MandatedHomes[],
  unitId: string,
): MandatedHomes["mandate"] | undefined {
  const found = homes.filter(({ mandate, properties }) =>
    mandate.scopes.includes("sign") &&
    properties.some(({ units }) => units.some(({ id }) => id === unitId))
  ).map(({ mandate }) => mandate);
  return found.find(({ evidence }) => evidence !== null) ?? found[0];
}

/** The tenancies in these states for which an agency of yours signs, under these mandates; those that end first before the others. */
export async function listMandatedLettings(
  estate: Estate,
  homes: readonly MandatedHomes[],
  statuses: readonly Tenancy["status"][],
): Promise<MandatedLetting[]> {
  const owners = new Set(
    homes.filter(({ mandate }) => mandate.scopes.includes("sign")).map(({ mandate }) =>
      mandate.org_id
    ),
  );
  const found = await Promise.all(
    [...owners].map((owner) => listLettings(estate, owner, statuses)),
  );
  return found.flat().flatMap((it) => {
    const mandate = signedBy(homes, it.unit_id);
    return mandate === undefined ? [] : [{ ...it, owner: mandate.owner }];
  }).sort((a, b) => a.ends_on < b.ends_on ? -1 : a.ends_on > b.ends_on ? 1 : 0);
}

/** What an organization may do for owners: several features ask by which mandate it acts on a home that is not its own. */
import { queryOptions, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { MandatedHomes, MandateScope, NamedMandate } from "@estate/sdk";
import { estate } from "./estate.ts";

/** Mandates in force with the homes that they reach. */
export const mandatedHomesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["mandates", orgId, "reached"],
    queryFn: async (): Promise<readonly MandatedHomes[]> => {
      const [client, { listMandatedHomes }] = await Promise.all([estate(), import("@estate/sdk")]);
      return await listMandatedHomes(client, orgId);
    },
    meta: { keep: true },
  });

/** By what an organization acts on a home. */
export interface Acting {
  /** Whether the home is its own. */
  readonly isOwn: boolean;
  /** The mandates in force that reach the home. */
  readonly mandates: readonly NamedMandate[];
  /** Whether one of them allows it; of one's own home, everything. */
  readonly may: (scope: MandateScope) => boolean;
  /** False while that is not known. */
  readonly isKnown: boolean;
  /** The reading of it, which may fail; not asked of one's own home. */
  readonly reading: UseQueryResult<readonly MandatedHomes[]>;
}

/** By what it acts on a unit of an owner; either is undefined while it is not known. */
export function useActing(
  orgId: string,
  ownerOrgId: string | undefined,
  unitId: string | undefined,
): Acting {
  const isOwn = ownerOrgId === orgId;
  const query = useQuery({
    ...mandatedHomesQuery(orgId),
    enabled: ownerOrgId !== undefined && !isOwn,
  });
  const mandates = isOwn || unitId === undefined ? [] : (query.data ?? []).filter((
    { properties },
  ) => properties.some(({ units }) => units.some(({ id }) => id === unitId)))
    .map(({ mandate }) => mandate);
  return {
    isOwn,
    mandates,
    may: (scope) => isOwn || mandates.some(({ scopes }) => scopes.includes(scope)),
    isKnown: isOwn || query.data !== undefined,
    reading: query,
  };
}

/** The mandate by which it signs: one that names its paper before others; undefined where it does not. */
export const signing = ({ mandates }: Acting): NamedMandate | undefined => {
  const signed = mandates.filter(({ scopes }) => scopes.includes("sign"));
  return signed.find(({ evidence }) => evidence !== null) ?? signed[0];
};

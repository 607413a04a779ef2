/** To whom an organization may write. */
import { queryOptions } from "@tanstack/react-query";
import type { Addressee } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** The client and the SDK. */
export const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** The homes that are let, each with its tenants. */
export const addresseesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["tenancy", "addressees", orgId],
    queryFn: async (): Promise<readonly Addressee[]> => {
      const [client, { listAddressees }] = await sdk();
      return await listAddressees(client, orgId);
    },
  });

/** The tenants of a home in one line. */
export const namesOf = (it: Addressee): string =>
  it.tenants.map(({ full_name }) => full_name).join(", ");

/** Who somebody is as a tenant, by their account. */
export function namesByUser(
  addressees: readonly Addressee[],
): ReadonlyMap<string, { readonly name: string; readonly home: string }> {
  return new Map(
    addressees.flatMap((it) =>
      it.tenants.flatMap(({ user_id, full_name }) =>
        user_id === null
          ? []
          : [[user_id, { name: full_name, home: `${it.unit}, ${it.property}` }] as const]
      )
    ),
  );
}

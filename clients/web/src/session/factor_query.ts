/** Where the person stands with second factors. */
import { queryOptions } from "@tanstack/react-query";
import { estate } from "./estate.ts";

/** Whether there is one, whether it was brought, and which there are. */
export const factorQuery = (userId: string | undefined) =>
  queryOptions({
    queryKey: ["hats", "second factor", userId ?? "nobody"],
    queryFn: async () => {
      const [client, { secondFactorState }] = await Promise.all([estate(), import("@estate/sdk")]);
      return await secondFactorState(client);
    },
    enabled: userId !== undefined,
  });

/** Brings a code of the authenticator app. @throws {EstateError} for a wrong one */
export async function bringCode(typed: string, factorId?: string): Promise<void> {
  const [client, { bringSecondFactor }] = await Promise.all([estate(), import("@estate/sdk")]);
  await bringSecondFactor(client, typed.replaceAll(/\D/g, ""), factorId);
}

/** Agencies by name or town. */
import { queryOptions } from "@tanstack/react-query";
import { estate } from "../../session/estate.ts";

/** As they stand; what was asked a moment ago is not asked again. */
export const agenciesQuery = (words: string) =>
  queryOptions({
    queryKey: ["mandates", "agencies", words],
    queryFn: async () => {
      const [client, { findAgencies }] = await Promise.all([estate(), import("@estate/sdk")]);
      return await findAgencies(client, words);
    },
    staleTime: 5 * 60_000,
  });

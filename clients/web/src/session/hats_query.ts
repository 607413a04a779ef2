/** Everything that the person who is signed in is on the platform. */
import { queryOptions } from "@tanstack/react-query";
import type { Hats } from "@estate/sdk";
import { estate } from "./estate.ts";

/** In one call; kept on the phone. Asked only when somebody is signed in. */
export const hatsQuery = (userId: string | undefined) =>
  queryOptions({
    queryKey: ["hats", userId ?? "nobody"],
    queryFn: async (): Promise<Hats> => {
      const [client, { myHats }] = await Promise.all([estate(), import("@estate/sdk")]);
      return await myHats(client);
    },
    enabled: userId !== undefined,
    staleTime: 60_000,
    meta: { keep: true },
  });

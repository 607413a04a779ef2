/** What was checked of people. */
import { queryOptions } from "@tanstack/react-query";
import type { PersonCheck } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";

/** Of these people, by id; who is missing may not be known. */
export const checksQuery = (people: readonly string[]) => {
  const asked = [...new Set(people)].sort().slice(0, 200);
  return queryOptions({
    queryKey: ["verification", "of", asked.join(",")],
    queryFn: async (): Promise<ReadonlyMap<string, readonly PersonCheck[]>> => {
      const { client, badgesOfPeople } = await sdk();
      return await badgesOfPeople(client, asked);
    },
    enabled: asked.length > 0,
  });
};

/** Appeals of the organization, and making one. */
import { queryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";

/** What was said against suspensions, newest first. */
export const appealsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["hats", "appeals", orgId],
    queryFn: async () => {
      const { client, listAppeals } = await sdk();
      return await listAppeals(client);
    },
  });

/** Says why a suspension is wrong; one that waits stays as it is. @throws {EstateError} appeal.heard */
export async function appealFor(orgId: string, words: string): Promise<string> {
  const { client, appeal } = await sdk();
  return await appeal(client, "organization", orgId, words);
}

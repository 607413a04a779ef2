/** An organization, as it is written. */
import { queryOptions } from "@tanstack/react-query";
import { estate } from "../../session/estate.ts";

/** One of those that the caller acts for. */
export const organizationQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["hats", "organization", orgId],
    queryFn: async () => {
      const [client, { getOrganization }] = await Promise.all([estate(), import("@estate/sdk")]);
      return await getOrganization(client, orgId);
    },
  });

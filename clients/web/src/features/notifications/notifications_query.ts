/** What one was told of, newest first, page by page. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";

/** How many come at once. */
const pageSize = 30;

/** The news. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: ["notifications", "list"],
  queryFn: async ({ pageParam }) => {
    const { client, listNotifications } = await sdk();
    return await listNotifications(client, {
      limit: pageSize,
      ...(pageParam === "" ? {} : { beforeId: pageParam }),
    });
  },
  initialPageParam: "",
  getNextPageParam: (last) => last.length < pageSize ? undefined : last.at(-1)?.id,
  meta: { keep: true },
});

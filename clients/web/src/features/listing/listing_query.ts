/** What everybody may read of a listing. */
import { queryOptions } from "@tanstack/react-query";
import { catalogue } from "../../session/catalogue.ts";

/** Kept on the phone: what was seen stays readable. */
export const listingQuery = (id: string) =>
  queryOptions({
    queryKey: ["listing", id],
    queryFn: ({ signal }) => catalogue(signal).listing(id),
    staleTime: 60_000,
    // Without a line the worker has what was seen: it is asked all the same.
    networkMode: "offlineFirst",
    meta: { keep: true },
  });

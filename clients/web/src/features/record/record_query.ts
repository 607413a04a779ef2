/** A person's rental history, who asked for it, and with whom it may be shared. */
import { queryOptions } from "@tanstack/react-query";
import { sdk } from "../../session/home_queries.ts";

/** Their tenancies in all organizations, newest first. */
export const historyQuery = () =>
  queryOptions({
    queryKey: ["history", "own"],
    queryFn: async () => {
      const { client, getRentalHistory } = await sdk();
      return await getRentalHistory(client);
    },
    meta: { keep: true },
  });

/** Requests and consents, newest first. */
export const consentsQuery = () =>
  queryOptions({
    queryKey: ["history", "consents"],
    queryFn: async () => {
      const { client, listMyConsents } = await sdk();
      return await listMyConsents(client);
    },
    // A look into it is no news: who comes here sees the last one.
    staleTime: 0,
    meta: { keep: true },
  });

/** Who knows the person. */
export const audienceQuery = () =>
  queryOptions({
    queryKey: ["history", "audience"],
    queryFn: async () => {
      const { client, listHistoryAudience } = await sdk();
      return await listHistoryAudience(client);
    },
  });

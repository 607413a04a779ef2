/** What a provider says of a payment when it is asked: the books hear by themselves only of what was paid. */
import { queryOptions, useQueries } from "@tanstack/react-query";
import type { AskedPayment, ListedPayment } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { type Answers, undecided } from "./attempt.ts";

/** Asked again while it is not decided. */
export const askedQuery = (reference: string) =>
  queryOptions({
    queryKey: ["payments", "asked", reference],
    queryFn: async (): Promise<AskedPayment> => {
      const { client, askPayment } = await sdk();
      return await askPayment(client, reference);
    },
    staleTime: 5_000,
    // What was said before somebody went to pay says nothing of what they did there.
    gcTime: 0,
    retry: false,
    refetchInterval: ({ state: { data } }) =>
      data === undefined || (data.answer !== null && data.status === "pending") ? 10_000 : false,
    refetchIntervalInBackground: false,
  });

/** At how many a screen asks at most: the newest. */
const most = 5;

/** Of those among `payments` that are not decided. */
export function useAnswers(payments: readonly ListedPayment[]): Answers {
  const open = undecided(payments).slice(0, most);
  const asked = useQueries({ queries: open.map(({ reference }) => askedQuery(reference)) });
  return new Map(open.map(({ reference }, n) => {
    const said = asked[n];
    return [reference, said === undefined || said.isError ? undefined : said.data];
  }));
}

/** What is read anew after a tenancy moved. */
import type { QueryClient } from "@tanstack/react-query";

const topics = [
  "tenancy",
  "charges",
  "money",
  "homes",
  "mandates",
  "listings",
  "deposits",
  "receipts",
  "today",
] as const;

/** All of it. */
export const staleAfter = (queries: QueryClient): Promise<unknown> =>
  Promise.all(topics.map((topic) => queries.invalidateQueries({ queryKey: [topic] })));

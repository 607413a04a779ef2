/** What a provider lists of disputes is read row by row: one that cannot be read hides none of the others. */
import { z } from "zod";
import type { DisputePage, ProviderDispute } from "./dispute_desk.ts";

const numbered = z.object({ id: z.union([z.number(), z.string()]).transform(String) });

/** Reads rows of a provider's list; of those that are not as `row` says it tells what the provider calls them. */
export function readDisputes<Row extends z.ZodType>(
  rows: readonly unknown[],
  row: Row,
  told: (row: z.infer<Row>) => ProviderDispute,
): Pick<DisputePage, "disputes" | "unread"> {
  const disputes: ProviderDispute[] = [];
  const unread: string[] = [];
  for (const given of rows) {
    const read = row.safeParse(given);
    if (read.success) disputes.push(told(read.data));
    else unread.push(numbered.safeParse(given).data?.id ?? "without a number");
  }
  return { disputes, unread };
}

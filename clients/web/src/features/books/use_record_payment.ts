/** Recording what was taken by hand: one payment, however often it is pressed or sent again. */
import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { OfflinePayment, ReportedPayment } from "@estate/sdk";
import { useState } from "react";
import { dateOf } from "../../format/date.ts";
import { estate } from "../../session/estate.ts";
import { ownShelf } from "../../session/own_shelf.ts";
import { toast } from "../../ui/toast.tsx";
import { askUnder, clientIdFor } from "./client_key.ts";

const shelf = "estate.recorded";

/** Ways to take money by hand that a member may record. */
export type TakenMethod = "cash" | "pos";

/** What is recorded. */
export type TakenPayment = ReportedPayment & { readonly method: TakenMethod };

/** For a tenancy of which `offline` was said before. */
export function useRecordPayment(
  tenancyId: string,
  offline: readonly OfflinePayment[],
  onDone: () => void,
) {
  const queries = useQueryClient();
  // As the sheet was opened: what it records itself may come into the list although its answer was lost, and is the same.
  const [before] = useState(() => new Set(offline.map((it) => it.client_id)));
  const stale = (...topics: readonly string[]) =>
    Promise.all(topics.map((topic) => queries.invalidateQueries({ queryKey: [topic] })));
  return useMutation({
    mutationFn: async (payment: TakenPayment) => {
      const [client, { recordOfflinePayment }] = await Promise.all([
        estate(),
        import("@estate/sdk"),
      ]);
      // Not by its charges: after a lost answer the same money is the same payment, whatever is ticked by then.
      const mark = [tenancyId, payment.method, payment.amountKobo, payment.paidOn].join(" ");
      const clientId = clientIdFor(ownShelf, shelf, mark, (id) => before.has(id));
      return await askUnder(
        ownShelf,
        shelf,
        clientId,
        () => recordOfflinePayment(client, payment, clientId),
      );
    },
    // What an answer that was lost has made stands there before it is recorded a second time.
    onError: () => stale("charges"),
    onSuccess: async ({ answer_by }) => {
      onDone();
      const day = dateOf(answer_by ?? 0);
      toast(
        answer_by === null
          ? t`It was recorded before, and is decided by now.`
          : t`Recorded. The tenant is asked; if they say nothing by ${day}, it counts as paid.`,
      );
      await stale("charges", "payments", "money", "today");
    },
  });
}

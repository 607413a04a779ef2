/** Saying what a row of a statement is, and what becomes of the screens that it changes. */
import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "../../ui/toast.tsx";
import { decideRow, type RowDecision } from "./statement_query.ts";

/** Once: a row is decided about one time, whoever presses twice. */
export function useDecideRow(rowId: string, onDone?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ decision, isOtherMoney = false }: {
      readonly decision: RowDecision;
      readonly isOtherMoney?: boolean;
    }) => decideRow(rowId, decision, isOtherMoney),
    onSuccess: async (_, { decision }) => {
      onDone?.();
      toast(
        decision.is === "none"
          ? t`Left out: it is proposed no more.`
          : t`Confirmed. The receipt is on its way to the payer.`,
      );
      await Promise.all(
        ["payments", "today", "money", "charges", "receipts"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
}

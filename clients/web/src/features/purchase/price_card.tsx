/** Another price that the seller proposes: it holds when the buyer agrees, and not before. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Sale } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { Problem } from "../../ui/problem.tsx";
import { toast } from "../../ui/toast.tsx";
import { answerPrice } from "./purchase_query.ts";

/** The card; `proposed` in kobo. */
export function PriceCard(
  { sale, proposed }: { readonly sale: Sale; readonly proposed: number },
) {
  const queries = useQueryClient();
  const answer = useMutation({
    mutationFn: (agree: boolean) => answerPrice(sale.id, proposed, agree),
    onSuccess: async (_, agree) => {
      toast(agree ? t`Agreed. What is due follows it.` : t`Declined. The price stays as agreed.`);
      await queries.invalidateQueries({ queryKey: ["sales"] });
    },
  });
  return (
    <Card title={<Trans>The seller proposes another price</Trans>}>
      <p>
        <Trans>
          <Money kobo={proposed} className="font-semibold" /> instead of{" "}
          <Money kobo={sale.price_kobo} />. If you say no, all stays as agreed.
        </Trans>
      </p>
      {answer.error !== null && <Problem error={answer.error} />}
      <div className="mt-4 flex flex-wrap gap-2">
        <Button busy={answer.isPending} onClick={() => answer.mutate(true)}>
          <Trans>Agree to this price</Trans>
        </Button>
        <Button look="secondary" busy={answer.isPending} onClick={() => answer.mutate(false)}>
          <Trans>Keep the agreed price</Trans>
        </Button>
      </div>
    </Card>
  );
}

/** What autopay is going to take, each of which one may leave out. */
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AutopayPlan } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";

/** Nothing while nothing is planned. */
export function AutopayPlans({ plans }: { readonly plans: readonly AutopayPlan[] }) {
  const coming = plans.filter(({ status }) =>
    ["announced", "trying", "waiting_for_payer", "over_limit"].includes(status)
  );
  if (coming.length === 0) return null;
  return (
    <Card title={<Trans>Taken next</Trans>}>
      <ul className="divide-y divide-line">
        {coming.map((it) => (
          <li key={it.id} className="py-3 first:pt-0 last:pb-0">
            <Plan plan={it} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Plan({ plan }: { readonly plan: AutopayPlan }) {
  const queries = useQueryClient();
  const skip = useMutation({
    mutationFn: async () => {
      const { client, skipAutopay } = await sdk();
      await skipAutopay(client, plan.id);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["autopay"] }),
  });
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div>
        <p className="money font-semibold">{naira(plan.amount_kobo)}</p>
        <p className="text-14 text-muted">
          {plan.status === "over_limit"
            ? <Trans>More than your limit: pay it yourself</Trans>
            : plan.status === "waiting_for_payer"
            ? <Trans>Your bank wants you to confirm it</Trans>
            : <Trans>on {date(plan.take_on)}</Trans>}
        </p>
      </div>
      {plan.status === "announced" && (
        <Button
          look="secondary"
          busy={skip.isPending}
          onClick={() => skip.mutate()}
        >
          <Trans>Leave it out</Trans>
        </Button>
      )}
      {skip.error !== null && <Problem error={skip.error} />}
    </div>
  );
}

/** The offer once more, before it is sent: every line leads back to its question. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { date } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { forgetDraft } from "./offer_draft.ts";
import { offer } from "./offer_query.ts";
import { termName, validName } from "./offer_words.ts";
import type { Step } from "./steps.ts";
import type { StepProps } from "./term_steps.tsx";
import { termsOf } from "./terms_of.ts";

/** The step; `name` is the draft's. */
export function CheckStep(
  { listing, purpose, draft, name, onStep }: StepProps & {
    readonly name: string;
    readonly onStep: (step: Step) => void;
  },
) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => offer(listing.id, termsOf(draft, purpose)),
    // A lost answer may have made it: the next look says so.
    onSettled: () => queries.invalidateQueries({ queryKey: ["offers"] }),
    onSuccess: async (made) => {
      forgetDraft(name);
      await navigate({ to: "/offers/$id", params: { id: made.id }, search: {}, replace: true });
    },
  });
  const amount = `${naira(draft.amountKobo ?? 0)} ${periodName(listing.costs.price_per)}`.trim();
  const conditions = draft.conditions?.trim() ?? "";
  return (
    <div className="flex flex-col gap-4">
      <ul className="rounded-card border border-line px-4">
        <Line name={t`You offer`} onChange={() => onStep("price")}>
          <span className="text-20 font-bold">{amount}</span>
        </Line>
        {purpose === "rent"
          ? (
            <Line name={t`From`} onChange={() => onStep("when")}>
              {draft.startsOn === undefined ? "" : date(draft.startsOn)},{" "}
              {termName(draft.termMonths ?? 12)}
            </Line>
          )
          : (
            <Line name={t`Completed by`} onChange={() => onStep("when")}>
              {draft.completesOn === undefined
                ? <Trans>As the contract says</Trans>
                : date(draft.completesOn)}
            </Line>
          )}
        <Line name={t`Conditions`} onChange={() => onStep("more")}>
          {conditions === "" ? <Trans>None</Trans> : conditions}
        </Line>
        <Line name={t`Good for`} onChange={() => onStep("more")}>
          {validName(draft.validHours ?? 72)}
        </Line>
      </ul>
      {send.error !== null && <Problem error={send.error} />}
      <Button busy={send.isPending} onClick={() => send.mutate()}>
        <Trans>Send the offer</Trans>
      </Button>
      <p className="text-14 text-muted">
        {purpose === "sale"
          ? (
            <Trans>
              If the owner accepts it, the home is kept for you and the sale begins. You pay nothing
              now. The deposit is asked for here once the contract is signed.
            </Trans>
          )
          : (
            <Trans>
              If the owner accepts it, the home is kept for you until the tenancy is drawn up. You
              pay nothing now. Until they answer you may take it back.
            </Trans>
          )}
      </p>
    </div>
  );
}

function Line(
  { name, onChange, children }: {
    readonly name: string;
    readonly onChange: () => void;
    readonly children: ReactNode;
  },
) {
  return (
    <li className="flex items-center justify-between gap-3 border-t border-line py-2 first:border-t-0">
      <div className="min-w-0">
        <p className="text-14 text-muted">{name}</p>
        <p className="whitespace-pre-line break-words">{children}</p>
      </div>
      <Button look="quiet" onClick={onChange} aria-label={t`Change: ${name}`}>
        <Trans>Change</Trans>
      </Button>
    </li>
  );
}

/** What a tenant says against a part that was kept, and the answer to it: all of it stays kept, less, or nothing. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { DeductionDispute, DeductionDisputeStatus, DepositLine } from "@estate/sdk";
import { lazy, Suspense, useState } from "react";
import { naira } from "../../format/naira.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { type Meaning, StatusChip } from "../../ui/status_chip.tsx";
import { papersOfTenancyQuery } from "./deposit_query.ts";

const AnswerSheet = lazy(() => import("./answer_sheet.tsx"));

/** `stands`: the line of what is kept now; undefined when it was withdrawn. */
export function DisputedDeduction(
  { dispute, stands, mayAnswer }: {
    readonly dispute: DeductionDispute;
    readonly stands: DepositLine | undefined;
    readonly mayAnswer: boolean;
  },
) {
  const [isAnswering, setAnswering] = useState(false);
  const { status, reason, answer, disputed_kobo, kept_kobo } = dispute;
  const { meaning, words } = standing(status);
  return (
    <div className="mt-3 rounded-control bg-raised p-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">
          {stands === undefined
            ? t`Disputed: ${naira(disputed_kobo)}`
            : t`Disputed: ${stands.description}, ${naira(disputed_kobo)}`}
        </span>
        <StatusChip meaning={meaning}>{words}</StatusChip>
      </p>
      <p className="mt-1 break-words text-14">
        <Trans>The tenant: {reason}</Trans>
      </p>
      <Proof dispute={dispute} />
      {answer !== null && kept_kobo !== null && (
        <p className="mt-1 break-words text-14">
          <Trans>You: {answer} ({naira(kept_kobo)} stays kept)</Trans>
        </p>
      )}
      {mayAnswer && stands !== undefined && (status === "open" || status === "disagreed") && (
        <div className="mt-2">
          <Button look="secondary" onClick={() => setAnswering(true)}>
            {status === "open" ? <Trans>Answer</Trans> : <Trans>Keep less of it</Trans>}
          </Button>
        </div>
      )}
      {isAnswering && stands !== undefined && (
        <Suspense>
          <AnswerSheet
            dispute={dispute}
            standsKobo={-stands.amount_kobo}
            onClose={() => setAnswering(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

function standing(
  status: DeductionDisputeStatus,
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "open":
      return { meaning: "warn", words: t`Waits for your answer` };
    case "answered":
      return { meaning: "wait", words: t`Waits for the tenant` };
    case "accepted":
      return { meaning: "good", words: t`The tenant accepts it` };
    case "disagreed":
      return { meaning: "bad", words: t`The tenant still disagrees` };
    case "withdrawn":
      return { meaning: "good", words: t`Not kept any more` };
  }
}

/** What the tenant shows. */
function Proof({ dispute }: { readonly dispute: DeductionDispute }) {
  const { tenancy_id, document_id } = dispute;
  const { data: papers = [] } = useQuery({
    ...papersOfTenancyQuery(tenancy_id),
    enabled: document_id !== null,
  });
  const paper = papers.find((it) => it.id === document_id);
  if (paper === undefined) return null;
  return (
    <FileButton
      name={paper.title}
      look="quiet"
      load={async () => {
        const { client, downloadDocument } = await sdk();
        return await downloadDocument(client, paper);
      }}
    >
      {paper.title}
    </FileButton>
  );
}

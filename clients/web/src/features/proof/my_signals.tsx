/** What staff look at about one, until when it is held at most, what they decided, and the way to appeal. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MySignal } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Appeal } from "./appeal.tsx";
import { appealMySignal, mySignalsQuery } from "./proof_query.ts";
import { Said } from "./said.tsx";

/** The card; nothing while there is nothing. */
export function MySignals() {
  const query = useQuery(mySignalsQuery());
  const { data } = query;
  if (data === undefined) return <Missed of={[query]} />;
  if (data.length === 0) return null;
  return (
    <Card title={t`What our staff look at`}>
      <ul className="flex flex-col gap-4 divide-y divide-line">
        {data.map((signal) => (
          <li key={signal.id} className="pt-4 first:pt-0">
            <One signal={signal} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function One({ signal }: { readonly signal: MySignal }) {
  const queries = useQueryClient();
  const appeal = useMutation({
    mutationFn: (reason: string) => appealMySignal(signal.id, reason),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["verification"] }),
  });
  // The generated types cannot say what may be null.
  const { held_until: heldUntil, reason, appealed_at: appealedAt, appeal_decision, appeal_reason } =
    signal as { readonly [Key in keyof MySignal]: MySignal[Key] | null };
  const decided = appeal_decision ?? (signal.state === "open" ? null : signal.state);
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <p className="min-w-0 font-semibold">
          <Said sentence={signal.says} />
        </p>
        {decided === "dismissed"
          ? <StatusChip meaning="good">{t`All is well`}</StatusChip>
          : decided === "confirmed" && (appealedAt === null || appeal_decision !== null)
          ? <StatusChip meaning="bad">{t`Confirmed`}</StatusChip>
          : <StatusChip meaning="wait">{t`A person looks`}</StatusChip>}
      </div>
      <p className="text-14 text-muted">
        <Trans>Since {dateOf(signal.opened_at)}</Trans>
        {heldUntil !== null && <>· {t`held until ${dateOf(heldUntil)} at most`}</>}
      </p>
      {(appeal_reason ?? reason) !== null && <p className="mt-2">{appeal_reason ?? reason}</p>}
      {signal.may_appeal && (
        <div className="mt-3">
          <Appeal
            onSend={(words) => appeal.mutate(words)}
            isBusy={appeal.isPending}
            error={appeal.error}
          />
        </div>
      )}
    </>
  );
}

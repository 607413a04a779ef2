/** Who agreed or disputed, in which round: earlier rounds count no more, and stay to be read. */
import { Trans } from "@lingui/react/macro";
import type { InspectionSignature } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";

/** Oldest first; nothing while nobody said anything. */
export function Said(
  { signatures, round }: {
    readonly signatures: readonly InspectionSignature[];
    readonly round: number;
  },
) {
  if (signatures.length === 0) return null;
  return (
    <Card title={<Trans>What was said of it</Trans>}>
      <ol className="divide-y divide-line">
        {signatures.map((it) => (
          <li key={it.id} className="py-3 first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span>
                <span className="font-semibold">{it.signer_name}</span>{" "}
                <span className="text-14 text-muted">
                  {it.side === "owner"
                    ? <Trans>for the landlord</Trans>
                    : <Trans>as a tenant</Trans>}
                </span>
              </span>
              {it.outcome === "agreed"
                ? (
                  <StatusChip meaning={it.round === round ? "good" : "wait"}>
                    <Trans>Signed</Trans>
                  </StatusChip>
                )
                : (
                  <StatusChip meaning={it.round === round ? "bad" : "wait"}>
                    <Trans>Not right</Trans>
                  </StatusChip>
                )}
            </div>
            {it.remark !== null && <p className="whitespace-pre-line">{it.remark}</p>}
            <p className="text-14 text-muted">
              {dateTime(it.signed_at)}
              {it.round !== round && (
                <>
                  {" · "}
                  <Trans>of an earlier version</Trans>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}

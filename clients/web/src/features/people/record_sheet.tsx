/** A rental record that a person shares: to open it is a look, which they see. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReceivedConsent, SharedTenancy } from "@estate/sdk";
import { useEffect } from "react";
import { shownName } from "../../format/shown_name.ts";
import { tenancyStatus } from "../../format/tenancy_words.ts";
import { TenancyFacts } from "../../session/tenancy_facts.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { lookQuery } from "./records_query.ts";
import { recordWords } from "./record_words.ts";

/** The sheet. */
export default function RecordSheet(
  { record, onClose }: { readonly record: ReceivedConsent; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const query = useQuery(lookQuery(record.id));
  const { isPending } = query;
  // Looked or refused: beneath it stands how it was before.
  useEffect(() => {
    if (!isPending) void queries.invalidateQueries({ queryKey: ["history", "received"] });
  }, [isPending, queries]);
  const name = shownName(record.display_name);
  return (
    <Sheet title={t`The rental record of ${name}`} isOpen onClose={onClose}>
      <Loaded query={query} skeleton={<Skeleton className="h-48" />}>
        {(all) => (
          <>
            <p className="mb-4 text-14 text-muted">
              {recordWords(record)} <Trans>They see that you looked.</Trans>
            </p>
            {all.length === 0 && (
              <p>
                <Trans>
                  Nothing is on it yet: they have lived in no home that was let through Estate.
                </Trans>
              </p>
            )}
            <ul className="divide-y divide-line">
              {all.map((it, at) => (
                <li key={at} className="py-4 first:pt-0">
                  <Lived tenancy={it} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Sheet>
  );
}

function Lived({ tenancy }: { readonly tenancy: SharedTenancy }) {
  const { meaning, word } = tenancyStatus(tenancy.status);
  return (
    <>
      <div className="mb-1 flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{tenancy.area}, {tenancy.state}</h3>
        <StatusChip meaning={meaning}>{word}</StatusChip>
      </div>
      <TenancyFacts
        tenancy={tenancy}
        overdue={tenancy.is_in_arrears ? t`Something is overdue` : undefined}
      />
    </>
  );
}

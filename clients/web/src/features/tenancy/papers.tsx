/** Every letter and notice, newest first, with what waits to be read. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TenancyHome } from "@estate/sdk";
import { ChevronRight } from "lucide-react";
import { date } from "../../format/date.ts";
import { lettersQuery, noticesQuery, readingsQuery } from "../../session/home_queries.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { papersOf } from "./paper.ts";

/** The card. */
export function Papers({ home }: { readonly home: TenancyHome }) {
  const letters = useQuery(lettersQuery(home.id));
  const notices = useQuery(noticesQuery(home.id));
  const read = useQuery(readingsQuery(useSignedInAs()));
  const readings = read.data;
  const error = letters.error ?? notices.error;
  const all = letters.data === undefined || notices.data === undefined
    ? undefined
    : papersOf(letters.data, notices.data);
  return (
    <Card title={<Trans>Letters and notices</Trans>}>
      {all === undefined && error !== null && (
        <Problem
          error={error}
          onRetry={() => void Promise.all([letters.refetch(), notices.refetch()])}
        />
      )}
      {all === undefined && error === null && (
        <Loading>
          <Skeleton className="h-16" />
        </Loading>
      )}
      {all?.length === 0 && (
        <p className="text-muted">
          <Trans>
            None yet. What your landlord writes to you stands here, with its paper as a PDF.
          </Trans>
        </p>
      )}
      {all !== undefined && all.length > 0 && <Missed of={[read]} className="mb-4" />}
      {all !== undefined && all.length > 0 && (
        <ul className="-mx-4 divide-y divide-line border-t border-line sm:-mx-6">
          {all.map((it) => (
            <li key={it.id}>
              <Link
                to="/home/$tenancyId/notices/$id"
                params={{ tenancyId: home.id, id: it.id }}
                className="flex min-h-16 items-center gap-4 px-4 py-3 text-ink hover:bg-raised sm:px-6"
              >
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">
                    {it.isNotice ? t`Notice ${it.number}` : it.title}
                  </span>
                  <span className="block text-14 text-muted">
                    {it.isNotice ? "" : `${it.number} · `}
                    {date(it.writtenOn)}
                  </span>
                </span>
                {it.isWithdrawn
                  ? (
                    <StatusChip meaning="wait">
                      <Trans>Withdrawn</Trans>
                    </StatusChip>
                  )
                  : readings !== undefined && !readings.acknowledged.includes(it.id) && (
                    <StatusChip meaning="warn">
                      <Trans>To read</Trans>
                    </StatusChip>
                  )}
                <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** The cases of a queue. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { relative } from "../../format/relative.ts";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { Line } from "./queue.ts";

/** The list; the open case is marked. */
export function CaseList(
  { lines, name }: { readonly lines: readonly Line[]; readonly name: string },
) {
  return (
    <>
      <ul
        aria-label={t`Cases`}
        className="overflow-hidden rounded-card border border-line"
      >
        {lines.map((line) => (
          <li key={line.id} className="border-b border-line last:border-0">
            <Link
              to="/staff/$queue"
              params={{ queue: name }}
              search={{ case: line.id }}
              activeOptions={{ exact: true, includeSearch: true }}
              className="-outline-offset-2 flex flex-col gap-1 px-4 py-3 hover:bg-raised aria-[current=page]:bg-brand-soft"
            >
              <span className="flex items-start justify-between gap-2">
                <span className="min-w-0 break-words font-semibold text-ink">
                  {line.title}
                </span>
                {line.chip !== undefined && (
                  <StatusChip meaning={line.chip.meaning}>{line.chip.words}</StatusChip>
                )}
              </span>
              {line.more !== undefined && (
                <span className="break-words text-14 text-muted">{line.more}</span>
              )}
              <span className="text-14 text-muted">{relative(line.since)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-2 hidden text-14 text-muted lg:block">
        <Trans>Keys: J next, K before, Enter to the decision.</Trans>
      </p>
    </>
  );
}

/** What stands around a case: its name, since when it waits, and on a phone the way back to the list. */
import { Trans } from "@lingui/react/macro";
import { ChevronLeft } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { dateTime } from "../../format/date.ts";
import { LinkButton } from "../../ui/button.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { Line } from "./queue.ts";

/** The frame. Its heading takes the focus, so that the case is read out. */
export function CaseFrame(
  { line, name, children }: {
    readonly line: Line;
    readonly name: string;
    readonly children: ReactNode;
  },
) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <article className="flex flex-col gap-4">
      <LinkButton
        look="quiet"
        to="/staff/$queue"
        params={{ queue: name }}
        search={{}}
        icon={<ChevronLeft aria-hidden="true" className="size-5" />}
        className="-ml-4 self-start lg:hidden"
      >
        <Trans>All cases</Trans>
      </LinkButton>
      <header className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h2
            ref={heading}
            tabIndex={-1}
            className="break-words text-20 font-bold outline-none"
          >
            {line.title}
          </h2>
          <p className="text-14 text-muted">
            <Trans>Waits since {dateTime(line.since)}</Trans>
          </p>
        </div>
        {line.chip !== undefined && (
          <StatusChip meaning={line.chip.meaning}>{line.chip.words}</StatusChip>
        )}
      </header>
      {children}
    </article>
  );
}

/** One thing that needs somebody: what it is, where, when, how much; pressed, it leads to where it is done. */
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { TodayPart, TodayRow } from "@estate/sdk";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { placeOfNeed } from "./need_link.ts";
import { inspectionKind, rowPlace, rowTitle, stateName } from "./part_words.ts";
import { whenOf } from "./when.ts";

/** The row, as an item of a list. */
export function NeedRow(
  { orgId, part, row }: {
    readonly orgId: string;
    readonly part: TodayPart;
    readonly row: TodayRow;
  },
) {
  const state = stateName(part, row.state);
  const place = rowPlace(row);
  const when = whenOf(part, row);
  const title = rowTitle(part, row);
  const said = part === "enquiries"
    ? row.note
    : part === "inspections"
    ? inspectionKind(row.note)
    : part === "listings" || part === "applications" || part === "deductions"
    ? row.note
    : undefined;
  return (
    <li className="border-t border-line first:border-t-0">
      <RowLink orgId={orgId} part={part} row={row}>
        <span className="min-w-0 flex-1 basis-44">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-semibold">{title}</span>
            {state !== undefined && <StatusChip meaning={state.meaning}>{state.words}</StatusChip>}
          </span>
          {place !== undefined && place !== title && (
            <span className="block text-14 text-muted">{place}</span>
          )}
          {said !== undefined && said !== null && (
            <span className="line-clamp-2 text-14">{said}</span>
          )}
        </span>
        <span className="shrink-0 sm:text-right">
          {row.kobo !== null && <Money kobo={row.kobo} className="block font-semibold" />}
          {when !== undefined && <span className="block text-14 text-muted">{when}</span>}
        </span>
      </RowLink>
    </li>
  );
}

/** The whole row, pressed. */
function RowLink(
  { orgId, part, row, children }: {
    readonly orgId: string;
    readonly part: TodayPart;
    readonly row: TodayRow;
    readonly children: ReactNode;
  },
) {
  const { to, search } = placeOfNeed(orgId, part, row);
  // Addresses are put together; the router types patterns.
  return (
    <Link
      to={to as "/"}
      search={(search ?? {}) as never}
      className="-mx-2 flex items-start gap-3 rounded-control px-2 py-3 hover:bg-raised"
    >
      {/* On a phone what it is worth and until when stand under it. */}
      <span className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-3">{children}</span>
      <ChevronRight aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-muted" />
    </Link>
  );
}

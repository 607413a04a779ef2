/** One thing that needs somebody: what it is, where, when, how much; pressed, it leads to where it is done. */
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { TodayPart, TodayRow } from "@estate/sdk";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
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
        <span className="min-w-0 flex-1">
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
        <span className="shrink-0 text-right">
          {row.kobo !== null && <Money kobo={row.kobo} className="block font-semibold" />}
          {when !== undefined && <span className="block text-14 text-muted">{when}</span>}
        </span>
      </RowLink>
    </li>
  );
}

const line = "flex items-start gap-3 py-3";

/** A link where there is a screen for it. */
function RowLink(
  { orgId, part, row, children }: {
    readonly orgId: string;
    readonly part: TodayPart;
    readonly row: TodayRow;
    readonly children: ReactNode;
  },
) {
  const pressed = `${line} -mx-2 rounded-control px-2 hover:bg-raised`;
  const inside = (
    <>
      {children}
      <ChevronRight aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-muted" />
    </>
  );
  if (part === "payments") {
    return (
      <Link
        to="/org/$orgId/money/payments"
        params={{ orgId }}
        search={{ id: row.id }}
        className={pressed}
      >
        {inside}
      </Link>
    );
  }
  if (part === "bank_rows") {
    return (
      <Link to="/org/$orgId/money/reconcile" params={{ orgId }} className={pressed}>
        {inside}
      </Link>
    );
  }
  if (part === "payouts" || part === "refunds" || part === "disputes") {
    return (
      <Link
        to={`/org/$orgId/money/${part}`}
        params={{ orgId }}
        search={{ id: row.id }}
        className={pressed}
      >
        {inside}
      </Link>
    );
  }
  if (part === "listings" && row.listing_id !== null) {
    return (
      <Link
        to="/org/$orgId/listings/$id"
        params={{ orgId, id: row.listing_id }}
        className={pressed}
      >
        {inside}
      </Link>
    );
  }
  if (part === "applications") {
    return (
      <Link
        to="/org/$orgId/people/applications/$id"
        params={{ orgId, id: row.id }}
        className={pressed}
      >
        {inside}
      </Link>
    );
  }
  if (part === "offers") {
    return (
      <Link
        to="/org/$orgId/people/offers/$id"
        params={{ orgId, id: row.id }}
        className={pressed}
      >
        {inside}
      </Link>
    );
  }
  if (part === "viewings") {
    return (
      <Link to="/org/$orgId/people/viewings" params={{ orgId }} className={pressed}>{inside}</Link>
    );
  }
  if (
    ["deductions", "endings", "notices", "inspections"].includes(part) && row.tenancy_id !== null
  ) {
    return (
      <Link
        to="/org/$orgId/lettings/$tenancyId"
        params={{ orgId, tenancyId: row.tenancy_id }}
        className={pressed}
      >
        {inside}
      </Link>
    );
  }
  if (row.conversation_id !== null) {
    return (
      <Link to="/messages/$id" params={{ id: row.conversation_id }} className={pressed}>
        {inside}
      </Link>
    );
  }
  return <div className={line}>{children}</div>;
}

/** Reporting somebody from a conversation with them. */
import { Trans } from "@lingui/react/macro";
import { Flag } from "lucide-react";
import { lazy, Suspense } from "react";

const ReportSheet = lazy(() => import("../../session/report_sheet.tsx"));

/** Whether the sheet for reporting is open. */
export interface Reporting {
  readonly isReporting: boolean;
  readonly onReporting: (isOpen: boolean) => void;
}

/** The button, and the sheet while it is open; nothing in a conversation with nobody. */
export function ReportPerson(
  { people, isReporting, onReporting }: Reporting & {
    /** Others who take part. */
    readonly people: readonly { readonly id: string; readonly name: string }[];
  },
) {
  if (people.length === 0) return null;
  return (
    <>
      <button
        type="button"
        onClick={() => onReporting(true)}
        className="grid size-11 shrink-0 place-items-center rounded-control text-muted hover:bg-raised"
      >
        <Flag aria-hidden="true" className="size-5" />
        <span className="sr-only">
          <Trans>Report</Trans>
        </span>
      </button>
      {isReporting && (
        <Suspense>
          <ReportSheet what={{ people }} onClose={() => onReporting(false)} />
        </Suspense>
      )}
    </>
  );
}

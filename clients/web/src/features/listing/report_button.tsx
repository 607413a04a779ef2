/** Reporting a home. Who is signed out signs in first, and comes back to the open sheet. */
import { Trans } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { Flag } from "lucide-react";
import { lazy, Suspense } from "react";
import { useSignedInAs } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";

const ReportSheet = lazy(() => import("./report_sheet.tsx"));

/** The button, and the sheet while `isOpen`. */
export function ReportButton(
  { listingId, isOpen, onOpen }: {
    readonly listingId: string;
    readonly isOpen: boolean;
    readonly onOpen: (isOpen: boolean) => void;
  },
) {
  const me = useSignedInAs();
  const navigate = useNavigate();
  return (
    <>
      <Button
        look="quiet"
        icon={<Flag aria-hidden="true" className="size-5" />}
        onClick={() => {
          if (me !== undefined) onOpen(true);
          else void navigate({ to: "/sign-in", search: { then: `/l/${listingId}?report=true` } });
        }}
      >
        <Trans>Report</Trans>
      </Button>
      {isOpen && me !== undefined && (
        <Suspense>
          <ReportSheet listingId={listingId} onClose={() => onOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** What lies over a screen on which rental records are asked for and looked at. */
import type { ReceivedConsent } from "@estate/sdk";
import { lazy, Suspense } from "react";
import type { Asked } from "./ask_record_sheet.tsx";

const AskSheet = lazy(() => import("./ask_record_sheet.tsx"));
const LookSheet = lazy(() => import("./record_sheet.tsx"));

/** Either of them, or none. */
export function RecordSheets(
  { orgId, asked, looked, onClose }: {
    readonly orgId: string;
    readonly asked: Asked | undefined;
    readonly looked: ReceivedConsent | undefined;
    readonly onClose: () => void;
  },
) {
  return (
    <Suspense>
      {asked !== undefined && <AskSheet orgId={orgId} asked={asked} onClose={onClose} />}
      {looked !== undefined && <LookSheet record={looked} onClose={onClose} />}
    </Suspense>
  );
}

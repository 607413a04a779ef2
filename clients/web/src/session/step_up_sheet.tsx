/** Asks for the code that a call waits for. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Sheet } from "../ui/sheet.tsx";
import { StepUpCode } from "./step_up_code.tsx";

/** `onClose` is told whether the code was right. */
export default function StepUpSheet(
  { onClose }: { readonly onClose: (brought: boolean) => void },
) {
  return (
    <Sheet title={t`Your second factor`} isOpen onClose={() => onClose(false)}>
      <p className="mb-4 text-muted">
        <Trans>This asks for more than your password. Nothing was done yet.</Trans>
      </p>
      <StepUpCode onDone={() => onClose(true)} onLeave={() => onClose(false)} />
    </Sheet>
  );
}

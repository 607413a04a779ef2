/** Where the sheet of session/step_up.ts appears: once, in the shell. It is fetched when it is first needed. */
import { lazy, Suspense } from "react";
import { useQuestion } from "./step_up.ts";

const StepUpSheet = lazy(() => import("./step_up_sheet.tsx"));

/** Nothing while no call waits. */
export function StepUpHost() {
  const question = useQuestion();
  if (question === undefined) return null;
  return (
    <Suspense>
      <StepUpSheet onClose={question.settle} />
    </Suspense>
  );
}

/** The keys of a queue. */
import { useEffect } from "react";
import { caseAfter, stepOf } from "./course.ts";

/** `go` opens a case; Enter leads to the first control of its decision. */
export function useKeys(
  ids: readonly string[],
  id: string | undefined,
  go: (id: string | undefined) => void,
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // A sheet that is open has the keys.
      if (document.querySelector("[role=dialog], [role=alertdialog]") !== null) return;
      const step = stepOf(event, document.activeElement);
      if (step === undefined) return;
      if (step === "decide") {
        const first = document.querySelector<HTMLElement>(
          "[data-decision] :is(input, textarea, button, select)",
        );
        if (first === null) return;
        event.preventDefault();
        first.focus();
        return;
      }
      event.preventDefault();
      const next = caseAfter(ids, id, step);
      if (next !== undefined && next !== id) go(next);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}

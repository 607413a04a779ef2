/**
 * A second factor, asked for when a call needs one and not before: the sheet asks for its code, then the call is made again.
 * Who closes the sheet gets the refusal; so does who signs out meanwhile: nothing is done in the name of the next.
 */
import { EstateError } from "@estate/sdk/catalogue";
import { useSyncExternalStore } from "react";
import { onSession, signedInAs } from "./session.ts";

/** Whether a refusal is about the second factor: the house's own code, and that of Auth. */
export function asksForFactor(error: unknown): boolean {
  return error instanceof EstateError &&
    (error.code === "auth.insufficient_assurance" || error.code === "insufficient_aal");
}

/** A call that waits for the code. */
export interface Question {
  readonly answer: Promise<boolean>;
  readonly settle: (brought: boolean) => void;
}

let open: Question | undefined;
const listeners = new Set<() => void>();

function show(question: Question | undefined): void {
  open = question;
  for (const listener of listeners) listener();
}

onSession(() => open?.settle(false));

/** Several calls that are refused at once wait for the same code. */
function ask(): Promise<boolean> {
  if (open !== undefined) return open.answer;
  let settle: Question["settle"] = () => {};
  const answer = new Promise<boolean>((resolve) => {
    settle = (brought) => {
      show(undefined);
      resolve(brought);
    };
  });
  show({ answer, settle });
  return answer;
}

/** Makes a call; where it asks for a second factor, once more after its code was brought. @throws what the call throws */
export async function withStepUp<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  const asker = signedInAs();
  try {
    return await call();
  } catch (error) {
    if (!asksForFactor(error) || signedInAs() !== asker) throw error;
    if (!(await ask()) || signedInAs() !== asker) throw error;
    return await call();
  }
}

/** The question that is open, for the sheet. */
export function useQuestion(): Question | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
    () => undefined,
  );
}

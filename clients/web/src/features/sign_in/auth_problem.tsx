/** What went wrong at signing in. */
import type { ReactNode } from "react";
import { Problem } from "../../ui/problem.tsx";
import { ProblemBox } from "../../ui/problem_box.tsx";
import { authWords } from "./auth_words.ts";

/** Nothing where nothing went wrong; `children` is what else can be done. */
export function AuthProblem(
  { error, children }: { readonly error: unknown; readonly children?: ReactNode },
) {
  if (error === null) return null;
  const words = authWords(error);
  return words === undefined
    ? <Problem error={error}>{children}</Problem>
    : <ProblemBox error={error} words={words}>{children}</ProblemBox>;
}

/** Something failed. What is said of a refusal comes with the refusal: no screen begins with those words. */
import { EstateError } from "@estate/sdk/catalogue";
import { lazy, Suspense } from "react";
import { wordsOf } from "../i18n/activate.ts";
import { ProblemBox, type ProblemFacts } from "./problem_box.tsx";
import { problemWords } from "./problem_words.ts";

let Refused = fetchRefused();

/** Without a line the project's own sentence has to do, until the next refusal. */
function fetchRefused() {
  return lazy(() =>
    Promise.all([import("./refused/refused.tsx"), wordsOf(["own"])]).then(([it]) => it, () => {
      Refused = fetchRefused();
      return { default: Plain };
    })
  );
}

/** In the place of what could not be shown, or above a form that was refused. */
export function Problem(facts: ProblemFacts) {
  return isRefusal(facts.error)
    ? (
      <Suspense fallback={<Plain {...facts} />}>
        <Refused {...facts} />
      </Suspense>
    )
    : <Plain {...facts} />;
}

function Plain(facts: ProblemFacts) {
  return <ProblemBox {...facts} words={problemWords(facts.error)} />;
}

/** Auth refuses some of it with another status. */
function isRefusal(error: unknown): boolean {
  return error instanceof EstateError &&
    (error.status === 403 || error.code === "insufficient_aal" || error.code === "user_banned");
}

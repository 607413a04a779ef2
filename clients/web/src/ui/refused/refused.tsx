/** The project refused: what stands in the way, and where it is lifted. */
import { EstateError } from "@estate/sdk/catalogue";
import { ProblemBox, type ProblemFacts } from "../problem_box.tsx";
import { problemWords } from "../problem_words.ts";
import { refusalOf } from "./refusal.ts";
import { refusalWords } from "./refusal_words.ts";

/** A refusal that has no words here keeps the project's own. */
export default function Refused(facts: ProblemFacts) {
  const { error } = facts;
  const refusal = error instanceof EstateError ? refusalOf(error.code) : undefined;
  return (
    <ProblemBox
      {...facts}
      words={refusal === undefined ? problemWords(error) : refusalWords(refusal)}
    />
  );
}

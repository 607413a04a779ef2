/** How a problem looks: what happened, what was not done, what to do; the code stands small below, for whom one asks. */
import { EstateError } from "@estate/sdk/catalogue";
import { Trans } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button, LinkButton } from "./button.tsx";
import type { ProblemWords } from "./problem_words.ts";

/** What failed, and what can be done. */
export interface ProblemFacts {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Something else to do instead. */
  readonly children?: ReactNode;
}

/** The box, with these words. */
export function ProblemBox(
  { words: { title, advice, again, way }, error, onRetry, children }: ProblemFacts & {
    readonly words: ProblemWords;
  },
) {
  return (
    <div role="alert" className="flex gap-3 rounded-card bg-bad-soft p-4">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-bad" />
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {advice !== undefined && <p>{advice}</p>}
        {(children !== undefined || way !== undefined || (again && onRetry !== undefined)) && (
          <div className="mt-3 acts">
            {way !== undefined && (
              <LinkButton look="secondary" to={way.to}>
                {way.words}
              </LinkButton>
            )}
            {again && onRetry !== undefined && (
              <Button look="secondary" onClick={onRetry}>
                <Trans>Try again</Trans>
              </Button>
            )}
            {children}
          </div>
        )}
        {error instanceof EstateError && (
          <p className="mt-2 text-14">
            <Trans>Code:</Trans> <code>{error.code}</code>
          </p>
        )}
      </div>
    </div>
  );
}

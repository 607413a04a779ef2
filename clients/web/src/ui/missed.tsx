/** Said where something could not be read whose absence would look like "there is none". */
import { type Asked, missedOf } from "./missed_of.ts";
import { Problem } from "./problem.tsx";

/** One box for all of them; nothing while none is missed. */
export function Missed(
  { of, className }: {
    readonly of: readonly (Asked & { readonly refetch: () => Promise<unknown> })[];
    readonly className?: string;
  },
) {
  const missed = missedOf(of);
  const [first] = missed;
  if (first === undefined) return null;
  return (
    <div {...(className === undefined ? {} : { className })}>
      <Problem
        error={first.error ?? new Error()}
        onRetry={() => void Promise.all(missed.map((it) => it.refetch()))}
      />
    </div>
  );
}

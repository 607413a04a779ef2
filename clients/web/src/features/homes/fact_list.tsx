/** Facts, each with its name. */
import type { ReactNode } from "react";

/** A fact. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** The list; what is not known is left out. */
export function FactList(
  { facts }: { readonly facts: readonly (Fact | undefined)[] },
) {
  return (
    <dl className="flex flex-col gap-2">
      {facts.filter((it) => it !== undefined).map(({ name, value }) => (
        <div key={name} className="flex items-baseline justify-between gap-4">
          <dt className="shrink-0 text-14 text-muted">{name}</dt>
          <dd className="min-w-0 text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

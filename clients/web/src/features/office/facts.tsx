/** Names and values under each other; what has no value is left out. */
import type { ReactNode } from "react";

/** The list. */
export function Facts(
  { facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] },
) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return (
    <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[10rem_1fr]">
      {known.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-14 text-muted sm:pt-0.5">{name}</dt>
          <dd className="mb-2 min-w-0 break-words sm:mb-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

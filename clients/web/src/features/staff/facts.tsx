/** What is known of a case: names and values under each other. */
import type { ReactNode } from "react";
import { Card } from "../../ui/card.tsx";

/** A name and its value; what has no value is left out. */
export type Fact = readonly [name: string, value: ReactNode];

/** One of them. */
export const fact = (name: string, value: ReactNode): Fact => [name, value];

/** The card. */
export function Facts(
  { title, facts }: { readonly title: string; readonly facts: readonly Fact[] },
) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== "");
  if (known.length === 0) return null;
  return (
    <Card title={title}>
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[12rem_1fr]">
        {known.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-14 text-muted sm:pt-0.5">{name}</dt>
            <dd className="mb-2 min-w-0 break-words sm:mb-0">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** JSON of the database as facts: what is nested stands as it is. */
export function factsOf(json: unknown, nameOf: (key: string) => string): readonly Fact[] {
  if (json === null || typeof json !== "object") return [];
  return Object.entries(json).map(([key, value]) =>
    fact(
      nameOf(key),
      value === null || typeof value !== "object"
        ? String(value ?? "")
        : <code className="text-14">{JSON.stringify(value)}</code>,
    )
  );
}

/** What would be in, what was there before, what would be refused; and the first of the units by name. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Callout } from "../../ui/status_chip.tsx";
import type { Seen } from "./sending.ts";
import { unitNames } from "./unit_names.ts";

/** So many are named; the others are counted. */
const mostNamed = 20;

/** The box, and the list. */
export function WouldBe({ seen }: { readonly seen: Seen }) {
  const { created, alreadyThere, refused, properties } = seen.preview;
  const names = unitNames(seen);
  const more = names.length - mostNamed;
  return (
    <>
      <Callout
        meaning={refused > 0 ? "warn" : "info"}
        role="status"
        title={created === 0
          ? t`It makes nothing new.`
          : plural(created, { one: "It makes # unit.", other: "It makes # units." })}
      >
        {properties > 0 && (
          <p>{plural(properties, { one: "In # new house.", other: "In # new houses." })}</p>
        )}
        {alreadyThere > 0 && (
          <p>
            {plural(alreadyThere, {
              one: "# was there before, or stands in the file twice.",
              other: "# were there before, or stand in the file twice.",
            })}
          </p>
        )}
        {refused > 0 && (
          <p>
            {plural(refused, {
              one: "# line would be refused: mend it below.",
              other: "# lines would be refused: mend them below.",
            })}
          </p>
        )}
        <p>
          <Trans>Nothing is written yet.</Trans>
        </p>
      </Callout>
      {names.length > 0 && (
        <section>
          <h2 className="mb-2 text-18 font-semibold">
            <Trans>What it makes</Trans>
          </h2>
          <ul className="columns-1 gap-6 sm:columns-2 lg:columns-3">
            {names.slice(0, mostNamed).map((it, n) => <li key={n} className="py-0.5">{it}</li>)}
          </ul>
          {more > 0 && (
            <p className="mt-1 text-14 text-muted">
              {plural(more, { one: "and # more", other: "and # more" })}
            </p>
          )}
        </section>
      )}
    </>
  );
}

/** The terms of a round, line by line; what is other than before is marked. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { OfferRound, OfferStory } from "@estate/sdk";
import type { ReactNode } from "react";
import { date } from "../../format/date.ts";
import type { Term } from "./changes.ts";
import { advanceName, termName } from "./offer_words.ts";

type Terms = Pick<
  OfferRound,
  "starts_on" | "term_months" | "advance_periods" | "completes_on" | "conditions"
>;

/** The list; the amount stands above it. */
export function TermsList(
  { terms, per, changed = [], changesOnly = false }: {
    readonly terms: Terms;
    readonly per: OfferStory["price_per"];
    readonly changed?: readonly Term[];
    /** What stays as it was is left out. */
    readonly changesOnly?: boolean;
  },
) {
  const { starts_on, term_months, advance_periods, completes_on, conditions } = terms;
  const lines: readonly (readonly [Term, string, ReactNode])[] = [
    ["starts_on", t`From`, starts_on === null ? null : date(starts_on)],
    ["term_months", t`For`, term_months === null ? null : termName(term_months)],
    [
      "advance_periods",
      t`Paid at once`,
      advance_periods === null ? null : advanceName(advance_periods, per),
    ],
    ["completes_on", t`Completed by`, completes_on === null ? null : date(completes_on)],
    ["conditions", t`Conditions`, conditions],
  ];
  const said = lines.filter(([term, , value]) =>
    changed.includes(term) || (!changesOnly && value !== null)
  );
  if (said.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {said.map(([term, name, value]) => (
        <div key={term} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd
            className={`whitespace-pre-line break-words ${
              changed.includes(term) ? "font-semibold" : ""
            }`}
          >
            {value ?? <Trans>None any more</Trans>}
            {changed.includes(term) && (
              <span className="ml-2 rounded-chip bg-warn-soft px-2 text-14 text-warn">
                <Trans>new</Trans>
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

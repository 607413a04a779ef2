/** For whom, for what home and rent one would answer, and the answer itself. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { GuaranteeTerms } from "@estate/sdk";
import type { ReactNode } from "react";
import { date, dateTime } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { shownName } from "../../format/shown_name.ts";
import { Button } from "../../ui/button.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { monthsName } from "./months_name.ts";

/** For whom and for what. */
export function Terms({ asked }: { readonly asked: GuaranteeTerms }) {
  // Not every description of the project says what may be missing.
  const { term_months, move_in_on } = asked as {
    readonly term_months: number | null;
    readonly move_in_on: string | null;
  };
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t`For`, shownName(asked.applicant_name)],
    [t`Home`, `${asked.listing_title}, ${asked.area}, ${asked.state}`],
    [t`Rent`, `${naira(asked.price_kobo)} ${periodName(asked.price_per)}`],
    [t`Term`, term_months === null ? null : monthsName(term_months)],
    [t`Moves in`, move_in_on === null ? null : date(move_in_on)],
  ];
  return (
    <section className="rounded-card border border-line p-4 sm:p-6">
      <h2 className="mb-3 text-18 font-semibold">{asked.guarantor_name}</h2>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
        {facts.filter(([, value]) => value !== null).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="break-words font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What it means, and yes or no. */
export function Answer(
  { asked, busy, onAnswer }: {
    readonly asked: GuaranteeTerms;
    /** The answer that is on its way. */
    readonly busy: boolean | undefined;
    readonly onAnswer: (accept: boolean) => void;
  },
) {
  const until = dateTime(asked.expires_at);
  const who = shownName(asked.applicant_name);
  return (
    <>
      <Callout meaning="warn" title={t`What it means`}>
        <p>
          <Trans>
            You pay what {who}{" "}
            owes and does not pay, if it comes to that: rent, and damage to the home. Agree only for
            somebody whom you know, and only if you could pay it.
          </Trans>
        </p>
      </Callout>
      <div className="acts">
        <Button
          busy={busy === true}
          disabled={busy !== undefined}
          onClick={() => onAnswer(true)}
        >
          <Trans>I stand for them</Trans>
        </Button>
        <Button
          look="danger"
          busy={busy === false}
          disabled={busy !== undefined}
          onClick={() => onAnswer(false)}
        >
          <Trans>I do not</Trans>
        </Button>
      </div>
      <p className="text-14 text-muted">
        <Trans>Answer until {until}. Your answer is kept for good.</Trans>
      </p>
    </>
  );
}

/** What an applicant tells of themselves, held against the home. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ReceivedApplication } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { incomeWords, shareWords, termWords } from "./applicant_words.ts";
import { Checks } from "./checks.tsx";
import { checksQuery } from "./checks_query.ts";
import { rentShare } from "./rent_share.ts";

/** The cards. */
export function ApplicantFacts({ application: it }: { readonly application: ReceivedApplication }) {
  const { data: checks } = useQuery(checksQuery([it.applicant_id]));
  const share = it.income_band === null ? undefined : rentShare(it.income_band, it.listing);
  const facts: [string, ReactNode][] = [
    [t`Work`, [it.occupation, it.employer].filter((said) => said !== null).join(", ")],
    [
      t`Income`,
      it.income_band !== null && (
        <span className="flex flex-wrap items-center gap-2">
          {incomeWords(it.income_band)}
          {share !== undefined && (
            <StatusChip meaning={shareWords(share).meaning}>{shareWords(share).words}</StatusChip>
          )}
        </span>
      ),
    ],
    [t`Moves in`, it.move_in_on !== null && date(it.move_in_on)],
    [t`Stays`, it.term_months !== null && termWords(it.term_months)],
    [t`Animals`, it.has_pets ? t`Yes` : t`No`],
  ];
  return (
    <>
      <Card title={t`About them`}>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
          {facts.filter(([, value]) => value !== null && value !== false).map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
        {it.note !== null && it.note !== "" && (
          <p className="mt-4 whitespace-pre-line break-words border-t border-line pt-4">
            {it.note}
          </p>
        )}
      </Card>
      <Card title={t`What was checked`}>
        <Checks checks={checks?.get(it.applicant_id)} />
        <p className="mt-2 text-14 text-muted">
          <Trans>Income and work are as they say: ask for papers where it matters.</Trans>
        </p>
      </Card>
      <Card title={t`Who would live there`}>
        <ul className="divide-y divide-line">
          <li className="py-2 first:pt-0">
            <Trans>The applicant</Trans>
          </li>
          {it.household.map((person) => (
            <li key={person.id} className="flex justify-between gap-4 py-2 last:pb-0">
              <span>
                {person.full_name} <span className="text-muted">· {person.relationship}</span>
              </span>
              <span className="text-muted">
                {person.age === "child" ? <Trans>Child</Trans> : <Trans>Adult</Trans>}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

/** An application that was sent: how it stands, what was told, who stands for it, its papers and its fee. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { date, dateTime } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { besideQuery, type Draft } from "./application_query.ts";
import { bandName, termName } from "./application_words.ts";
import { FeeCard } from "./fee_card.tsx";
import { GuarantorCard } from "./guarantor_card.tsx";
import { PapersCard } from "./papers_card.tsx";
import { sentWords } from "./sent_words.ts";

/** All of it, one card for each matter. */
export function Sent({ draft }: { readonly draft: Draft }) {
  const { application, guarantors } = draft;
  const beside = useQuery(besideQuery(application.id));
  const { title, words, meaning } = sentWords(application.status);
  return (
    <div className="flex flex-col gap-4">
      <Callout meaning={meaning} role="status" title={title}>
        <p>{words}</p>
      </Callout>
      <Loaded query={beside} skeleton={<Skeleton className="h-40" />}>
        {({ documents, fees, charges }) => (
          <div className="flex flex-col gap-4">
            <FeeCard fees={fees} charges={charges} listingId={application.listing_id} />
            <GuarantorCard applicationId={application.id} guarantors={guarantors} />
            <PapersCard
              applicationId={application.id}
              documents={documents}
              mayAdd={application.status === "submitted"}
            />
          </div>
        )}
      </Loaded>
      <Told draft={draft} />
    </div>
  );
}

function Told({ draft: { application, household } }: { readonly draft: Draft }) {
  const { move_in_on, term_months, income_band, submitted_at } = application;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t`Sent`, submitted_at === null ? null : dateTime(submitted_at)],
    [t`From`, move_in_on === null ? null : date(move_in_on)],
    [t`For`, term_months === null ? null : termName(term_months)],
    [t`Work`, application.occupation],
    [t`Employer`, application.employer],
    [t`Income`, income_band === null ? null : bandName(income_band)],
    [t`Pets`, application.has_pets ? t`Yes` : t`None`],
    [t`With you`, household.map((it) => it.full_name).join(", ") || null],
    [t`Note`, application.note],
  ];
  return (
    <Card title={<Trans>What you told</Trans>}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {facts.filter(([, value]) => value !== null).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="whitespace-pre-line break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-14 text-muted">
        <Trans>
          Who lets the home sees it, nobody else: until 90 days after your application is over.
        </Trans>
      </p>
    </Card>
  );
}

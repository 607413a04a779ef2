/** What waits for the tenant's answer, each with the way to give it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import {
  chargesQuery,
  inspectionsQuery,
  lettersQuery,
  noticesQuery,
  offlinePaymentsQuery,
  paymentsQuery,
  readingsQuery,
  standingsQuery,
} from "../../session/home_queries.ts";
import { useSignedInAs } from "../../session/session.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { InspectionAnswer } from "./inspection_answer.tsx";
import { OfferAnswer } from "./offer_answer.tsx";
import { stillOwed } from "./owed.ts";
import { ProofAnswer } from "./proof_answer.tsx";
import { RecordedAnswer } from "./recorded_answer.tsx";
import { keyOf, type ToAnswer, toAnswer } from "./to_answer.ts";

/** Nothing while nothing waits. */
export function AnswersCard({ home }: { readonly home: TenancyHome }) {
  const notices = useQuery(noticesQuery(home.id));
  const { data: standings, isLoading } = useQuery(standingsQuery(home.id));
  const letters = useQuery(lettersQuery(home.id));
  const offline = useQuery(offlinePaymentsQuery(home.id));
  // Where these are missed, the card of what is owed says so.
  const { data: charges = [] } = useQuery(chargesQuery(home.id));
  const { data: payments = [] } = useQuery(paymentsQuery(home.id));
  const inspections = useQuery(inspectionsQuery(home.id));
  const readings = useQuery(readingsQuery(useSignedInAs()));
  // What waits may be in what did not come: nobody is told then that nothing does.
  const missed = <Missed of={[notices, letters, offline, inspections, readings]} />;
  // Before it is known what was acknowledged, nothing of it is asked for again.
  if (readings.data === undefined) return missed;
  const all = toAnswer(home, {
    // Until it is known whether one was served, nothing is said of it; where that cannot be known, that it is there.
    notices: isLoading ? [] : notices.data ?? [],
    served: new Set(
      standings?.filter(({ served_on }) => served_on !== null).map(({ notice_id }) => notice_id),
    ),
    letters: letters.data ?? [],
    offline: offline.data ?? [],
    stillOwed: stillOwed(charges, payments),
    inspections: inspections.data ?? [],
    acknowledged: new Set(readings.data.acknowledged),
  });
  if (all.length === 0) return missed;
  return (
    <>
      {missed}
      <Card title={<Trans>Waits for your answer</Trans>} className="border-warn">
        <ul className="divide-y divide-line">
          {all.map((it) => (
            <li key={keyOf(it)} className="py-3 first:pt-0 last:pb-0">
              <Answer home={home} it={it} />
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function Answer({ home, it }: { readonly home: TenancyHome; readonly it: ToAnswer }) {
  switch (it.kind) {
    case "offer":
      return <OfferAnswer home={home} isRenewal={it.isRenewal} />;
    case "inspection":
      return <InspectionAnswer home={home} inspection={it.inspection} />;
    case "recorded":
      return <RecordedAnswer payment={it.payment} />;
    case "proof":
      return <ProofAnswer payment={it.payment} home={home} />;
    case "notice":
      return (
        <Paper
          home={home}
          id={it.id}
          title={t`Notice ${it.number}`}
          more={it.isServed
            ? t`Your landlord has given you a notice of the law. Read what it says and by when.`
            : t`Your landlord has written a notice of the law. It is not served yet, as far as is recorded.`}
        />
      );
    case "letter":
      return (
        <Paper home={home} id={it.id} title={it.subject} more={t`A letter from your landlord`} />
      );
  }
}

function Paper(
  { home, id, title, more }: {
    readonly home: TenancyHome;
    readonly id: string;
    readonly title: string;
    readonly more: string;
  },
) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        <p className="text-14 text-muted">{more}</p>
      </div>
      <LinkButton
        to="/home/$tenancyId/notices/$id"
        params={{ tenancyId: home.id, id }}
        look="secondary"
      >
        <Trans>Read it</Trans>
      </LinkButton>
    </div>
  );
}

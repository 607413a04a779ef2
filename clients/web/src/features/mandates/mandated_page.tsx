/** What an agency works on for owners: each mandate in force, what it allows until when, and the homes that it reaches. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Handshake } from "lucide-react";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { MandatedCard } from "./mandated_card.tsx";
import { mandatedQuery } from "./mandated_query.ts";
import { mandatesQuery } from "./mandates_query.ts";

type Shown = { readonly orgId: string };

/** The page. */
export function MandatedPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.read" title={t`Homes of owners`}>
      <Mandated {...shown} />
    </WorkGate>
  );
}

function Mandated({ orgId }: Shown) {
  const query = useQuery(mandatedQuery(orgId));
  return (
    <Page
      title={t`Homes of owners`}
      width="wide"
      lead={t`What you work on for owners, by the mandates that are in force.`}
    >
      <div className="flex flex-col gap-4">
        <Offered orgId={orgId} />
        <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
          {({ homes, listings, rents, lettings }) =>
            homes.length === 0
              ? (
                <EmptyState
                  icon={<Handshake className="size-6" />}
                  title={t`No mandate is in force`}
                  action={
                    <LinkButton to="/org/$orgId/settings/mandates" params={{ orgId }}>
                      <Trans>Your code and your mandates</Trans>
                    </LinkButton>
                  }
                >
                  <Trans>
                    Send an owner your code. Once they give you a mandate and you accept it, their
                    homes stand here.
                  </Trans>
                </EmptyState>
              )
              : homes.map((it) => (
                <MandatedCard
                  key={it.mandate.id}
                  orgId={orgId}
                  homes={it}
                  listings={listings}
                  rents={rents}
                  lettings={lettings}
                  ours={new Set(homes.map(({ mandate }) => mandate.id))}
                />
              ))}
        </Loaded>
      </div>
    </Page>
  );
}

/** That owners wait for an answer; nothing where none do. */
function Offered({ orgId }: Shown) {
  const query = useQuery(mandatesQuery(orgId));
  if (query.data === undefined) return <Missed of={[query]} />;
  const offered = query.data.filter((it) => it.agent_org_id === orgId && it.status === "offered");
  if (offered.length === 0) return null;
  const names = offered.map(({ owner }) => owner ?? t`another organization`).join(", ");
  return (
    <Callout meaning="info" title={t`Offered to you, by: ${names}`}>
      <Link
        to="/org/$orgId/settings/mandates"
        params={{ orgId }}
        className="link inline-flex min-h-11 items-center"
      >
        <Trans>Read and answer</Trans>
      </Link>
    </Callout>
  );
}

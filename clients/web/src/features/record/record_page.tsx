/** A person's rental record: what is on it, who asked for it, who may see it until when. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Consents } from "./consents.tsx";
import { History } from "./history.tsx";
import { consentsQuery } from "./record_query.ts";

const ShareSheet = lazy(() => import("./share_sheet.tsx"));

/** What the address says. share: with whom one likes; the id of a request: it is being answered. */
export interface RecordAddress {
  readonly share?: string;
}

/** The page. */
export function RecordPage({ share }: RecordAddress) {
  const query = useQuery(consentsQuery());
  const navigate = useNavigate();
  const close = () =>
    void navigate({ to: "/me/record", search: {}, replace: true, resetScroll: false });
  const asked = query.data?.find((it) => it.id === share && it.status === "requested");
  return (
    <Page
      title={t`Your rental record`}
      lead={t`What a new landlord asks about. Nobody sees it unless you say so.`}
    >
      <div className="flex flex-col gap-4">
        <Card
          title={<Trans>Who may see it</Trans>}
          action={
            <LinkButton
              to="/me/record"
              search={{ share: "new" }}
              look="secondary"
              resetScroll={false}
            >
              <Trans>Share it</Trans>
            </LinkButton>
          }
        >
          <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
            {(consents) => <Consents consents={consents} />}
          </Loaded>
        </Card>
        <History />
      </div>
      {(share === "new" || asked !== undefined) && (
        <Suspense>
          <ShareSheet key={share} asked={asked} onClose={close} />
        </Suspense>
      )}
    </Page>
  );
}

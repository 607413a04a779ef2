/** The queue that an address names. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { erasuresQueue } from "./erasures_queue.tsx";
import { identityQueue } from "./identity_queue.tsx";
import { listingsQueue } from "./listings_queue.tsx";
import { paymentsQueue } from "./payments_queue.tsx";
import { QueuePage } from "./queue_page.tsx";
import { reportsQueue } from "./reports_queue.tsx";
import { signalsQueue } from "./signals_queue.tsx";
import { titlesQueue } from "./titles_queue.tsx";

/** Queues by their part of the address. */
export function StaffQueue(
  { name, caseId }: { readonly name: string; readonly caseId: string | undefined },
) {
  const place = { name, caseId };
  switch (name) {
    case "listings":
      return <QueuePage queue={listingsQueue} {...place} />;
    case "titles":
      return <QueuePage queue={titlesQueue} {...place} />;
    case "identity":
      return <QueuePage queue={identityQueue} {...place} />;
    case "fraud":
      return <QueuePage queue={signalsQueue} {...place} />;
    case "reports":
      return <QueuePage queue={reportsQueue} {...place} />;
    case "erasures":
      return <QueuePage queue={erasuresQueue} {...place} />;
    case "payments":
      return <QueuePage queue={paymentsQueue} {...place} />;
    default:
      return (
        <Page title={t`There is no such queue`}>
          <EmptyState
            title={t`There is no such queue`}
            action={
              <LinkButton to="/staff">
                <Trans>All queues</Trans>
              </LinkButton>
            }
          />
        </Page>
      );
  }
}

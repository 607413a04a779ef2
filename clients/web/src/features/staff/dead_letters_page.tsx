/** What was given up: events of providers, and messages that reached nobody. Each can be tried again. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Page } from "../../ui/page.tsx";
import { DeadEvents } from "./dead_events.tsx";
import { UndeliveredMessages } from "./undelivered_messages.tsx";

/** The page. */
export function DeadLettersPage() {
  return (
    <Page
      title={t`Given up`}
      lead={<Trans>What failed so often that it is not tried any more by itself.</Trans>}
      width="wide"
    >
      <div className="flex flex-col gap-8">
        <DeadEvents />
        <UndeliveredMessages />
      </div>
    </Page>
  );
}

/** A talk in which one takes no part. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";

/** The screen in its place. */
export function NotYours() {
  return (
    <Page title={t`Conversation`}>
      <EmptyState
        title={<Trans>You take no part in this conversation</Trans>}
        action={
          <LinkButton to="/messages">
            <Trans>All messages</Trans>
          </LinkButton>
        }
      >
        <Trans>Who takes part in it can invite you.</Trans>
      </EmptyState>
    </Page>
  );
}

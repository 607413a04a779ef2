/** An address where nothing is, and a screen that failed. */
import { Trans } from "@lingui/react/macro";
import { t } from "@lingui/core/macro";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Problem } from "../ui/problem.tsx";

/** Nothing is here. */
export function NotFound() {
  return (
    <Page title={t`Nothing is here`}>
      <p className="mb-4">
        <Trans>The address may be old, or a letter of it is missing.</Trans>
      </p>
      <LinkButton to="/">
        <Trans>Go to the beginning</Trans>
      </LinkButton>
    </Page>
  );
}

/** What a screen threw. */
export function Crashed({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return (
    <Page title={t`This cannot be shown`}>
      <Problem error={error} onRetry={reset} />
    </Page>
  );
}

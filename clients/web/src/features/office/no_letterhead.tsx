/** Nothing goes out without a letterhead: says so before anything is written. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { LinkButton } from "../../ui/button.tsx";
import { Callout } from "../../ui/status_chip.tsx";

/** The box. */
export function NoLetterhead({ orgId }: { readonly orgId: string }) {
  return (
    <div className="mb-6">
      <Callout meaning="warn" title={t`There is no letterhead yet`}>
        <p>
          <Trans>
            A letter says who writes and who signs. You can write now, and set it before you send.
          </Trans>
        </p>
        <LinkButton
          look="secondary"
          to="/org/$orgId/settings/letterhead"
          params={{ orgId }}
          className="mt-2"
        >
          <Trans>Set the letterhead</Trans>
        </LinkButton>
      </Callout>
    </div>
  );
}

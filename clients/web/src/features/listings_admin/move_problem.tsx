/** Why a listing did not move, and where that is mended. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError } from "@estate/sdk/catalogue";
import { LinkButton } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout } from "../../ui/status_chip.tsx";

/** The message. */
export function MoveProblem({ error }: { readonly error: unknown }) {
  if (error instanceof EstateError && error.code === "trust.level_missing") {
    return (
      <Callout meaning="warn" role="alert" title={t`First say how you can be reached`}>
        <p className="mb-2">
          <Trans>
            Nothing was published. Whoever asks about a home must be able to reach somebody: prove
            your phone number or e-mail address, it takes a minute.
          </Trans>
        </p>
        <LinkButton look="secondary" to="/me/proof">
          <Trans>Prove it now</Trans>
        </LinkButton>
      </Callout>
    );
  }
  return <Problem error={error} />;
}

/** A refusal of this screen: whose session is old signs in anew, and comes back. */
import { EstateError } from "@estate/sdk/catalogue";
import { Trans } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "../../session/sign_out.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout } from "../../ui/status_chip.tsx";

/** Nothing where there is no error. */
export function Refusal({ error }: { readonly error: unknown }) {
  const navigate = useNavigate();
  if (error === null || error === undefined) return null;
  const isStale = error instanceof EstateError && error.code === "auth.stale_sign_in";
  return (
    <div className="mt-4">
      {isStale
        ? (
          <Callout meaning="info" role="alert" title={<Trans>First sign in again</Trans>}>
            <p className="mb-3">
              <Trans>
                You signed in a while ago. So that nobody who finds this phone can do it, sign in
                again, and you come back here.
              </Trans>
            </p>
            <Button
              look="secondary"
              onClick={() =>
                void signOut().then(() =>
                  navigate({ to: "/sign-in", search: { then: "/me/data" } })
                )}
            >
              <Trans>Sign in again</Trans>
            </Button>
          </Callout>
        )
        : <Problem error={error} />}
    </div>
  );
}

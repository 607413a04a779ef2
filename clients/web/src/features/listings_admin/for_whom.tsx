/** For which owner something is listed, in a line. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";

/** The line; `owner` is null where their name is not known. */
export function ForWhom({ owner }: { readonly owner: string | null }) {
  const name = owner ?? t`another organization`;
  return (
    <p className="text-14 text-muted">
      <Trans>For {name}</Trans>
    </p>
  );
}

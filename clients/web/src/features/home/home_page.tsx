/** Where everybody begins: one field, and what can be found. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Title } from "../../ui/page.tsx";

/** The page. */
export function HomePage() {
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-12 sm:px-6">
      <Title>{t`Find a home`}</Title>
      <p className="mt-2 text-18 text-muted">
        <Trans>The whole price before you ask. What was checked, and when.</Trans>
      </p>
    </div>
  );
}

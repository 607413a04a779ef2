/** What we hold about somebody: a copy of it, and having it deleted. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Page } from "../../ui/page.tsx";
import { ErasureCard } from "./erasure_card.tsx";
import { ExportCard } from "./export_card.tsx";

/** The page. */
export function DataPage() {
  return (
    <Page
      title={t`Your data`}
      lead={
        <Trans>
          What we hold about you is yours to have, and yours to have deleted, as far as the law does
          not make us keep it.
        </Trans>
      }
    >
      <div className="flex flex-col gap-4">
        <ExportCard />
        <ErasureCard />
      </div>
    </Page>
  );
}

/** One's cards: those that are kept, whatever they pay. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { CreditCard } from "lucide-react";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { KeptCards } from "./kept_cards.tsx";

/** The page; nobody comes here without being signed in. */
export function CardsPage() {
  return (
    <Page
      title={t`Your cards`}
      lead={t`Those that you let us keep. Estate knows their last four digits, never their number.`}
    >
      <KeptCards
        nothing={
          <EmptyState icon={<CreditCard />} title={<Trans>No card of yours is kept here</Trans>}>
            <Trans>When you pay online you can tick that your card may be kept.</Trans>
          </EmptyState>
        }
      />
    </Page>
  );
}

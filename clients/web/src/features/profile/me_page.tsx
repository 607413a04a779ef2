/** Oneself: language, look, data; and the way in or out. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { hatsQuery } from "../../session/hats_query.ts";
import { InstallCard } from "../../session/install_card.tsx";
import { useSignedInAs } from "../../session/session.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { missedOf } from "../../ui/missed_of.ts";
import { Page } from "../../ui/page.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { DataCard } from "./data_card.tsx";
import { LanguageCard } from "./language_card.tsx";
import { LookCard } from "./look_card.tsx";
import { NameCard } from "./name_card.tsx";
import { SafetyCard } from "./safety_card.tsx";
import { SignOutButton } from "./sign_out_button.tsx";

/** The page. */
export function MePage() {
  const userId = useSignedInAs();
  const known = useQuery(hatsQuery(userId));
  const hats = known.data;
  const title = hats?.person?.display_name ?? t`You`;
  // Who has a name and organizations has more above the languages: they would move from under the finger.
  if (userId !== undefined && hats === undefined && missedOf([known]).length === 0) {
    return (
      <Page title={title}>
        <Loading onRetry={() => void known.refetch()}>
          <Skeleton className="h-96" />
        </Loading>
      </Page>
    );
  }
  return (
    <Page title={title}>
      <div className="flex flex-col gap-4">
        {userId === undefined && (
          <Card title={t`You are looking around`}>
            <p className="mb-4">
              <Trans>
                Sign in to ask about a home, save a search, pay rent or let your own. Everything
                else works without.
              </Trans>
            </p>
            <LinkButton to="/sign-in" search={{ then: "/me" }}>
              <Trans>Sign in or join</Trans>
            </LinkButton>
          </Card>
        )}
        {userId !== undefined && <SafetyCard hats={hats} />}
        {userId !== undefined && hats !== undefined && <NameCard hats={hats} />}
        <Missed of={[known]} />
        <LanguageCard />
        <LookCard />
        <DataCard />
        {userId !== undefined && <SignOutButton />}
      </div>
      <InstallCard />
    </Page>
  );
}

/** What one is told outside the app: by topic and channel, in which language, at which hours. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { hatsQuery } from "../../session/hats_query.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { HoursCard } from "./hours_card.tsx";
import { concerning } from "./of_work.ts";
import { SpokenCard } from "./spoken_card.tsx";
import { topicsInOrder } from "./preference_words.ts";
import { settingsQuery } from "./preferences_query.ts";
import { TopicCard } from "./topic_card.tsx";

/** The page. */
export function PreferencesPage() {
  const { data, error, refetch } = useQuery(settingsQuery());
  const { data: hats } = useQuery(hatsQuery(useSignedInAs()));
  // Until it is known who reads, nothing is kept from them.
  const worksHere = hats === undefined || hats.is_staff || hats.memberships.length > 0;
  const settings = concerning(data ?? [], worksHere);
  const topics = topicsInOrder(settings.map(({ topic }) => topic));
  return (
    <Page
      title={t`What you are told, and how`}
      lead={
        <Trans>
          In the app you see everything. Here you choose what also comes by e-mail and SMS. What
          proves money or warns of theft always comes.
        </Trans>
      }
    >
      <div className="flex flex-col gap-4">
        <SpokenCard />
        <HoursCard />
        {data === undefined && (error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <div className="flex flex-col gap-4">
                <Skeleton className="h-36" />
                <Skeleton className="h-36" />
              </div>
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />)}
        {topics.map((topic) => (
          <TopicCard
            key={topic}
            topic={topic}
            settings={settings.filter((it) => it.topic === topic)}
          />
        ))}
      </div>
    </Page>
  );
}

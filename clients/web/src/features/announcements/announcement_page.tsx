/** What the landlord's side announced: in the reader's language where there is a text in it. */
import { t } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ListedAnnouncement } from "@estate/sdk";
import { useState } from "react";
import { dateOf } from "../../format/date.ts";
import { type Language, languageOf, ownName } from "../../i18n/languages.ts";
import { LinkButton } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { announcementQuery } from "./announcement_query.ts";
import { ReadIt } from "./read_it.tsx";
import { textFor } from "./text_for.ts";

/** The page. */
export function AnnouncementPage({ id }: { readonly id: string }) {
  const query = useQuery(announcementQuery(id));
  if (query.data !== undefined && query.data !== null) return <Told announcement={query.data} />;
  return (
    <Page title={t`Announcement`}>
      <Loaded query={query} skeleton={<Skeleton className="h-64" />}>
        {() => (
          <EmptyState
            title={<Trans>This announcement is not for you</Trans>}
            action={
              <LinkButton to="/home">
                <Trans>Your homes</Trans>
              </LinkButton>
            }
          >
            <Trans>
              It may be over, or you are signed in with another number or address than the one it
              went to.
            </Trans>
          </EmptyState>
        )}
      </Loaded>
    </Page>
  );
}

function Told(
  { announcement }: {
    readonly announcement: ListedAnnouncement & {
      readonly organizations: { readonly name: string };
    };
  },
) {
  const { i18n } = useLingui();
  const [chosen, choose] = useState<Language>();
  const { announcement_texts: texts, language: usual, organizations: { name } } = announcement;
  const text = textFor(texts, [chosen, languageOf(i18n.locale), usual]);
  const since = announcement.published_at ?? announcement.publish_at;
  return (
    <Page title={text?.title ?? t`Announcement`} lead={`${name} · ${dateOf(since)}`}>
      <div className="flex flex-col gap-6">
        {announcement.withdrawn_at !== null && (
          <Callout
            meaning="warn"
            title={
              <Trans>Withdrawn on {dateOf(announcement.withdrawn_at)}: it holds no more</Trans>
            }
          >
            {announcement.withdrawn_because}
          </Callout>
        )}
        {texts.length > 1 && (
          <ChoiceGroup<Language>
            name="language"
            legend={<span className="sr-only">{t`Language of this text`}</span>}
            value={text?.language}
            choices={texts.map((it) => ({
              value: it.language,
              label: <span lang={it.language}>{ownName[it.language]}</span>,
            }))}
            onChoose={choose}
          />
        )}
        <article
          lang={text?.language}
          className="whitespace-pre-line break-words rounded-card border border-line bg-raised p-4 sm:p-6"
        >
          {text?.body}
        </article>
        {announcement.expires_at !== null && (
          <p className="text-14 text-muted">
            <Trans>It holds until {dateOf(announcement.expires_at)}.</Trans>
          </p>
        )}
        <ReadIt id={announcement.id} />
      </div>
    </Page>
  );
}

/** Whom an announcement reaches and what its SMS cost, before it is told; and the button that tells it. */
import { plural, t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { AnnouncementReach } from "@estate/sdk";
import { ownName } from "../../i18n/languages.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { AnnouncementDraft } from "./announcement_timing.tsx";
import { reachQuery } from "./announcements_query.ts";
import { readIn } from "./language_texts.ts";
import { reachedOf } from "./reached.ts";
import { useSettled } from "./use_settled.ts";

/** The card. */
export function Reach(
  { orgId, draft, isSending }: {
    readonly orgId: string;
    readonly draft: AnnouncementDraft;
    readonly isSending: boolean;
  },
) {
  const asked = useSettled(draft);
  const { data, error, refetch } = useQuery(reachQuery(orgId, asked));
  const all = reachedOf(data ?? []);
  return (
    <Card title={t`Whom it reaches`}>
      <div className="flex flex-col gap-4">
        {data === undefined && error === null && <Skeleton className="h-16" />}
        {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
        {data !== undefined && (
          <div role="status">
            {all.people === 0
              ? (
                <Callout meaning="warn" title={t`Nobody yet`}>
                  <Trans>
                    No tenant of these homes has an account. Write a letter and give it by hand.
                  </Trans>
                </Callout>
              )
              : <Figures reach={data} draft={draft} />}
          </div>
        )}
        <Button
          type="submit"
          wide
          busy={isSending}
          disabled={data !== undefined && all.people === 0}
        >
          {draft.when === "later"
            ? <Trans>Plan it</Trans>
            : <Plural value={all.people} one="Tell # person" other="Tell # people" />}
        </Button>
      </div>
    </Card>
  );
}

function Figures(
  { reach, draft }: {
    readonly reach: readonly AnnouncementReach[];
    readonly draft: AnnouncementDraft;
  },
) {
  const all = reachedOf(reach);
  return (
    <>
      <p className="text-20 font-bold">
        <Plural value={all.people} one="# person in the app" other="# people in the app" />
      </p>
      <p>
        <Plural value={all.byEmail} one="# by e-mail" other="# by e-mail" />
        {draft.isImportant && (
          <>
            {" · "}
            <Plural value={all.bySms} one="# by SMS" other="# by SMS" />
            {all.priceKobo > 0 && (
              <>
                {", "}
                <Trans>
                  <Money kobo={all.priceKobo} /> in all
                </Trans>
              </>
            )}
          </>
        )}
      </p>
      <ul className="mt-3 flex flex-col gap-3">
        {reach.map((it) => {
          const language = readIn(draft.texts, it.language);
          return (
            <li key={it.language} className="rounded-control bg-raised p-3">
              <p className="text-14">
                <span lang={it.language} className="font-semibold">{ownName[it.language]}</span>
                {": "}
                {plural(it.people, { one: "# person", other: "# people" })}
                {language !== undefined && language !== it.language && (
                  <>
                    {", "}
                    <Trans>who read {ownName[language]}</Trans>
                  </>
                )}
              </p>
              {draft.isImportant && it.sms !== null && (
                <>
                  <p lang={language} className="mt-1 break-words">{it.sms}</p>
                  <p className="text-14 text-muted">
                    <Plural value={it.pages ?? 1} one="# page of SMS" other="# pages of SMS" />
                  </p>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

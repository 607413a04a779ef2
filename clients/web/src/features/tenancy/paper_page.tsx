/** A letter or a notice of the law as it was written, its paper, and the word that one has it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import { HomeGate } from "../../session/home_gate.tsx";
import { lettersQuery, noticesQuery } from "../../session/home_queries.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { LetterView } from "./letter_view.tsx";
import { NoticeView } from "./notice_view.tsx";

/** The page. */
export function PaperPage({ tenancyId, id }: { readonly tenancyId: string; readonly id: string }) {
  return (
    <HomeGate tenancyId={tenancyId} title={t`Letters and notices`}>
      {(home) => <Found home={home} id={id} />}
    </HomeGate>
  );
}

function Found({ home, id }: { readonly home: TenancyHome; readonly id: string }) {
  const letters = useQuery(lettersQuery(home.id));
  const notices = useQuery(noticesQuery(home.id));
  const letter = letters.data?.find((it) => it.id === id);
  const notice = notices.data?.find((it) => it.id === id);
  if (letter !== undefined) return <LetterView home={home} letter={letter} />;
  if (notice !== undefined) return <NoticeView home={home} notice={notice} />;
  const error = letters.error ?? notices.error;
  const known = letters.data !== undefined && notices.data !== undefined;
  return (
    <Page title={t`Letters and notices`}>
      {error !== null && (
        <Problem
          error={error}
          onRetry={() => void Promise.all([letters.refetch(), notices.refetch()])}
        />
      )}
      {error === null && !known && (
        <Loading>
          <Skeleton className="h-64" />
        </Loading>
      )}
      {known && (
        <EmptyState
          title={<Trans>There is no such paper of this home</Trans>}
          action={
            <LinkButton to="/home/$tenancyId/tenancy" params={{ tenancyId: home.id }}>
              <Trans>Letters and notices</Trans>
            </LinkButton>
          }
        />
      )}
    </Page>
  );
}

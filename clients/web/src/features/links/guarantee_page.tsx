/** Being asked to stand for somebody: for whom, for what home and rent, and what it means; then yes or no. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { ForOne, LinkProblem } from "./for_one.tsx";
import { Answer, Terms } from "./guarantee_terms.tsx";
import { answerGuarantee, guaranteeQuery } from "./link_query.ts";
import { type Link, useLink } from "./use_link.ts";

/** The page. */
export function GuaranteePage() {
  const link = useLink("guarantee");
  const title = t`You are asked to be a guarantor`;
  return (
    <ForOne
      link={link}
      title={title}
      before={<Trans>Somebody asks you to stand for them</Trans>}
    >
      {(token, userId) => (
        <Page title={title}>
          <Reading key={userId} token={token} userId={userId} link={link} />
        </Page>
      )}
    </ForOne>
  );
}

function Reading(
  { token, userId, link }: {
    readonly token: string;
    readonly userId: string;
    readonly link: Link;
  },
) {
  const queries = useQueryClient();
  const asked = useQuery(guaranteeQuery(token, userId));
  const answering = useMutation({
    mutationFn: (accept: boolean) => answerGuarantee(token, accept),
    onSettled: () => queries.invalidateQueries({ queryKey: ["applications", "guarantee"] }),
  });
  const { error } = asked;
  if (error !== null || asked.data === null) {
    return <LinkProblem error={error} link={link} onRetry={() => void asked.refetch()} />;
  }
  if (asked.data === undefined) {
    return (
      <Loading onRetry={() => void asked.refetch()}>
        <Skeleton className="h-64" />
      </Loading>
    );
  }
  const { status } = asked.data;
  return (
    <div className="flex flex-col gap-4">
      <Terms asked={asked.data} />
      {answering.error !== null && <LinkProblem error={answering.error} link={link} />}
      {status === "named"
        ? (
          <Answer
            asked={asked.data}
            busy={answering.isPending ? answering.variables : undefined}
            onAnswer={(accept) => answering.mutate(accept)}
          />
        )
        : (
          <Callout
            meaning={status === "confirmed" ? "good" : "info"}
            role="status"
            title={status === "confirmed"
              ? t`You have said that you stand for them`
              : t`You have said that you do not stand for them`}
          >
            <p>
              <Trans>Who lets the home sees your answer. It stays as it is.</Trans>
            </p>
          </Callout>
        )}
      <Button
        look="quiet"
        className="self-start"
        onClick={() => void link.signInAsAnother()}
      >
        <Trans>Sign in as somebody else</Trans>
      </Button>
    </div>
  );
}

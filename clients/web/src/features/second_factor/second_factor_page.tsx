/** The second factor: what it guards, which apps there are, and setting one up. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { factorQuery } from "../../session/factor_query.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import { AskName } from "./ask_name.tsx";
import { Enrolment } from "./enrolment.tsx";
import { FactorList } from "./factor_list.tsx";
import type { NewSecondFactor } from "@estate/sdk";

/** The page. */
export function SecondFactorPage() {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(factorQuery(useSignedInAs()));
  const [begun, setBegun] = useState<NewSecondFactor>();
  const again = () => queries.invalidateQueries({ queryKey: ["hats", "second factor"] });
  return (
    <Page
      title={t`Second factor`}
      lead={
        <Trans>
          A code from your phone beside your password, for what would hurt most: where money goes,
          and all that staff do.
        </Trans>
      }
    >
      <div className="flex flex-col gap-4">
        {error !== null && data === undefined && (
          <Problem
            error={error}
            onRetry={() => void refetch()}
          />
        )}
        {error === null && data === undefined && (
          <Loading onRetry={() => void refetch()}>
            <Skeleton className="h-40" />
          </Loading>
        )}
        {data !== undefined && (
          <>
            {data.isThere
              ? <FactorList factors={data.factors} onChanged={again} />
              : begun === undefined && (
                <Callout meaning="warn" title={<Trans>There is none yet</Trans>}>
                  <p>
                    <Trans>Until there is one, you cannot name a bank account or send money.</Trans>
                  </p>
                </Callout>
              )}
            <Card title={data.isThere ? t`Add another phone` : t`Set up an authenticator app`}>
              {begun === undefined
                ? <AskName onBegun={setBegun} isFirst={!data.isThere} />
                : (
                  <Enrolment
                    factor={begun}
                    onDone={() => {
                      setBegun(undefined);
                      toast(t`The app is set up. Its code is asked for when it is needed.`);
                      void again();
                    }}
                    onCancel={() => setBegun(undefined)}
                  />
                )}
            </Card>
          </>
        )}
      </div>
    </Page>
  );
}

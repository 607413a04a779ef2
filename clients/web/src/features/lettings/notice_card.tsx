/** The notice that a tenancy ends: who gave it, for which day, why; ours can be taken back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { date } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Problem } from "../../ui/problem.tsx";
import { toast } from "../../ui/toast.tsx";
import { noticeQuery } from "./lettings_query.ts";
import { staleAfter } from "./stale_after.ts";

/** The card; nothing while no notice stands. `isOwn`: of a home of one's own, and not of an owner's for whom one signs. */
export function NoticeCard(
  { tenancyId, may, isOwn }: {
    readonly tenancyId: string;
    readonly may: boolean;
    readonly isOwn: boolean;
  },
) {
  const queries = useQueryClient();
  const query = useQuery(noticeQuery(tenancyId));
  const notice = query.data;
  const withdraw = useMutation({
    mutationFn: async () => {
      const { client, withdrawNotice } = await sdk();
      await withdrawNotice(client, tenancyId);
    },
    onSuccess: async () => {
      toast(t`The notice is taken back. The tenancy goes on.`);
      await staleAfter(queries);
    },
  });
  if (notice === undefined) return <Missed of={[query]} />;
  if (notice === null) return null;
  return (
    <Card title={t`Notice`}>
      <p className="font-semibold">
        {notice.given_by_owner
          ? isOwn
            ? <Trans>You gave notice on {date(notice.given_on)}.</Trans>
            : <Trans>The owner's side gave notice on {date(notice.given_on)}.</Trans>
          : <Trans>The tenants gave notice on {date(notice.given_on)}.</Trans>}
      </p>
      <p>
        <Trans>The home is given back on {date(notice.ends_on)}.</Trans>
      </p>
      <p className="mt-2 whitespace-pre-line break-words">{notice.reason}</p>
      {may && notice.given_by_owner && (
        <div className="mt-4">
          <Button look="secondary" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
            <Trans>Take our notice back</Trans>
          </Button>
        </div>
      )}
      {withdraw.isError && <Problem error={withdraw.error} />}
    </Card>
  );
}

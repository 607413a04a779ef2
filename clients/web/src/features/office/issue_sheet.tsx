/** Issues a notice, after its days were read once more: it gets its number and cannot be edited. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { NoticeAnswer } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { sdk } from "./addressees_query.ts";
import { Facts } from "./facts.tsx";
import type { NoticeDraft } from "./notice_draft.ts";
import { formName } from "./notice_words.tsx";

/** The sheet; `onForget` once it is issued. */
export default function IssueSheet(
  { orgId, draft, answer, onForget, onClose }: {
    readonly orgId: string;
    readonly draft: NoticeDraft;
    readonly answer: NoticeAnswer;
    readonly onForget: () => void;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const effect = answer.takes_effect_on ?? "";
  const issue = useMutation({
    mutationFn: async () => {
      const [client, { issueStatutoryNotice }] = await sdk();
      return await issueStatutoryNotice(client, {
        tenancyId: draft.tenancyId,
        form: draft.form,
        grounds: draft.grounds.trim(),
        takesEffectOn: effect,
        serveOn: answer.serve_on,
        clientId: draft.clientId,
      });
    },
    onSuccess: async (notice) => {
      onForget();
      toast(t`${notice.number} is issued. Now have it served.`);
      await navigate({
        to: "/org/$orgId/notices/$id",
        params: { orgId, id: notice.id },
        replace: true,
      });
      // After it: here the notice that runs now would stand in its own way.
      await queries.invalidateQueries({ queryKey: ["notices"] });
    },
  });
  return (
    <Sheet
      title={formName(draft.form)}
      isOpen
      alert
      onClose={onClose}
      footer={
        <>
          <Button busy={issue.isPending} onClick={() => issue.mutate()}>
            <Trans>Issue it</Trans>
          </Button>
          <Button look="quiet" onClick={onClose}>
            <Trans>Not now</Trans>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>
          <Trans>
            It gets a number and a paper for signing, and the tenants see it in the app. It cannot
            be edited; a wrong one can be withdrawn. Until it is served in a way that the law names,
            it does not count.
          </Trans>
        </p>
        <Facts
          facts={[
            [t`Takes effect on`, date(effect)],
            [t`To be served by`, answer.serve_by === null ? null : date(answer.serve_by)],
          ]}
        />
        {issue.isError && <Problem error={issue.error} />}
      </div>
    </Sheet>
  );
}

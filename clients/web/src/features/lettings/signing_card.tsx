/** Signs what is offered, or says that it is not right, for the landlord's side. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import type { WholeInspection } from "./inspection_query.ts";

/** The card; says so where our side has signed. */
export function SigningCard({ whole }: { readonly whole: WholeInspection }) {
  const { inspection, signatures } = whole;
  const queries = useQueryClient();
  const [correcting, setCorrecting] = useState(false);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const after = () =>
    Promise.all(
      ["inspections", "tenancy", "today"].map((topic) =>
        queries.invalidateQueries({ queryKey: [topic] })
      ),
    );
  const sign = useMutation({
    mutationFn: async () => {
      const { client, signInspection } = await sdk();
      await signInspection(client, inspection.id, inspection.content_hash ?? "");
    },
    onSuccess: async () => {
      toast(t`Signed for your side.`);
      await after();
    },
  });
  const dispute = useMutation({
    mutationFn: async (remark: string) => {
      const { client, disputeInspection } = await sdk();
      await disputeInspection(client, inspection.id, remark);
    },
    onSuccess: after,
  });
  const ours = signatures.some((it) => it.side === "owner" && it.round === inspection.round);
  if (ours) {
    return (
      <Card>
        <p role="status">
          <Trans>Your side has signed. It is done once the tenants sign too.</Trans>
        </p>
      </Card>
    );
  }
  return (
    <Card title={t`Sign what was found`}>
      <p className="mb-4">
        <Trans>
          Read it below. You sign exactly this: if anything is corrected, both sides sign anew.
        </Trans>
      </p>
      {sign.isError && <Problem error={sign.error} />}
      {correcting
        ? (
          <Form
            error={dispute.error}
            errors={wrong}
            onSubmit={(fields) => {
              const remark = String(fields.get("remark") ?? "").trim();
              setWrong(remark === "" ? { remark: t`Say what is not right.` } : {});
              if (remark !== "") dispute.mutate(remark);
            }}
          >
            <TextArea name="remark" label={t`What is not right?`} rows={3} maxLength={1000} />
            <div className="acts">
              <Button type="submit" look="secondary" busy={dispute.isPending}>
                <Trans>Open it for correction</Trans>
              </Button>
              <Button look="quiet" onClick={() => setCorrecting(false)}>
                <Trans>Not now</Trans>
              </Button>
            </div>
          </Form>
        )
        : (
          <div className="acts">
            <Button busy={sign.isPending} onClick={() => sign.mutate()}>
              <Trans>Sign for your side</Trans>
            </Button>
            <Button look="quiet" onClick={() => setCorrecting(true)}>
              <Trans>Something is not right</Trans>
            </Button>
          </div>
        )}
    </Card>
  );
}

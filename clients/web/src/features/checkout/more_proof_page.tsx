/** More is asked for of a payment that was reported, or nobody looked at it in time: another proof of it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { naira } from "../../format/naira.ts";
import { HomeGate } from "../../session/home_gate.tsx";
import { offlinePaymentsQuery, sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Page } from "../../ui/page.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import { ProofField } from "./proof_field.tsx";
import { shrinkPhoto } from "../../session/shrink_photo.ts";

/** The page. */
export function MoreProofPage(
  { tenancyId, id }: { readonly tenancyId: string; readonly id: string },
) {
  return (
    <HomeGate tenancyId={tenancyId} title={t`More proof`}>
      {() => <MoreProof tenancyId={tenancyId} id={id} />}
    </HomeGate>
  );
}

function MoreProof({ tenancyId, id }: { readonly tenancyId: string; readonly id: string }) {
  const payments = useQuery(offlinePaymentsQuery(tenancyId));
  const payment = payments.data?.find((it) => it.id === id);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const add = useMutation({
    mutationFn: async (proof: File) => {
      const { client, addPaymentProof } = await sdk();
      await addPaymentProof(client, id, await shrinkPhoto(proof));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["payments"] });
      toast(t`Your landlord looks at it.`);
      await navigate({
        to: "/home/$tenancyId/money",
        params: { tenancyId },
        search: { tab: "payments" },
      });
    },
  });
  const submit = (fields: FormData) => {
    const proof = fields.get("proof");
    const missing = !(proof instanceof File) || proof.size === 0;
    setWrong(missing ? { proof: t`Choose a photo or PDF that shows it.` } : {});
    if (!missing) add.mutate(proof);
  };
  return (
    <Page
      title={t`More proof`}
      lead={payment === undefined ? undefined : naira(payment.claimed_kobo)}
    >
      <Form onSubmit={submit} error={add.error} errors={wrong}>
        <Missed of={[payments]} />
        {payment?.decision !== null && payment?.decision !== undefined && (
          <Callout meaning="info" title={<Trans>Your landlord asks</Trans>}>
            {payment.decision}
          </Callout>
        )}
        {payment?.status === "expired" && (
          <Callout meaning="warn" title={<Trans>Nobody looked at it in time</Trans>}>
            <Trans>With another proof your landlord is asked again.</Trans>
          </Callout>
        )}
        <ProofField name="proof" />
        <Button type="submit" wide busy={add.isPending}>
          <Trans>Send it to your landlord</Trans>
        </Button>
      </Form>
    </Page>
  );
}

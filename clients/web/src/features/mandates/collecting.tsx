/** Where tenants' online payments go under a mandate to collect: the owner says so, and takes it back at any time. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { NamedMandate } from "@estate/sdk";
import { useMay } from "../../session/membership.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { toast } from "../../ui/toast.tsx";
import { setCollecting } from "./mandates_query.ts";

/** The button; nothing where it cannot be changed. To the agency only while the agency has not answered. */
export function Collecting(
  { orgId, mandate }: { readonly orgId: string; readonly mandate: NamedMandate },
) {
  const queries = useQueryClient();
  const mayGive = useMay(orgId, "mandates.write");
  const next = !mandate.agent_collects;
  const set = useMutation({
    mutationFn: () => withStepUp(() => setCollecting(mandate.id, next)),
    onSuccess: async () => {
      toast(next ? t`Online payments will go to the agency.` : t`Online payments go to you.`);
      await queries.invalidateQueries({ queryKey: ["mandates"] });
    },
  });
  const isOpen = mandate.status === "offered" || (mandate.status === "active" && !next);
  if (!mayGive || mandate.org_id !== orgId || !mandate.scopes.includes("collect") || !isOpen) {
    return null;
  }
  return (
    <div className="mt-3 flex flex-col items-start gap-2">
      <Button look="secondary" busy={set.isPending} onClick={() => set.mutate()}>
        {next
          ? <Trans>Let the agency receive online payments</Trans>
          : <Trans>Have online payments come to you</Trans>}
      </Button>
      {next && (
        <p className="text-14 text-muted">
          <Trans>They then owe it to you, less their fee.</Trans>
        </p>
      )}
      {set.error !== null && <Problem error={set.error} />}
    </div>
  );
}

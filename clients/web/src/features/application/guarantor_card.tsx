/** Who would stand for the applicant: asked by a link of their own, which can be sent by WhatsApp too. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Guarantor } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { dateTime } from "../../format/date.ts";
import { phone } from "../../format/phone.ts";
import { AnchorButton, Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { type Meaning, StatusChip } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import { ask } from "./application_query.ts";
import { guaranteeLink } from "./guarantee_link.ts";
import { NameAnother } from "./name_another.tsx";

/** The card. */
export function GuarantorCard(
  { applicationId, guarantors }: {
    readonly applicationId: string;
    readonly guarantors: readonly Guarantor[];
  },
) {
  return (
    <Card title={<Trans>Who stands for you</Trans>}>
      {guarantors.length === 0 && (
        <p className="text-muted">
          <Trans>You named nobody. Who lets the home may ask for a guarantor.</Trans>
        </p>
      )}
      <ul className="divide-y divide-line">
        {guarantors.map((it) => (
          <li key={it.id} className="py-4 first:pt-0 last:pb-0">
            <One guarantor={it} />
          </li>
        ))}
      </ul>
      <NameAnother applicationId={applicationId} guarantors={guarantors} />
    </Card>
  );
}

function stateOf(
  { status, token_expires_at }: Guarantor,
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "confirmed":
      return { meaning: "good", words: t`Said yes` };
    case "declined":
      return { meaning: "bad", words: t`Said no` };
    default:
      return token_expires_at === null
        ? { meaning: "warn", words: t`Not asked yet` }
        : { meaning: "wait", words: t`Asked` };
  }
}

function One({ guarantor }: { readonly guarantor: Guarantor }) {
  const queries = useQueryClient();
  const asking = useMutation({
    mutationFn: () => ask(guarantor.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["applications", "mine"] }),
  });
  const state = stateOf(guarantor);
  const link = asking.data === undefined
    ? undefined
    : guaranteeLink(location.origin, asking.data.token);
  const [until, name] = [asking.data?.expires_at, guarantor.full_name];
  const say = link === undefined
    ? ""
    : t`I apply for a home and name you as my guarantor. Please read and answer here: ${link}`;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div>
          <p className="font-semibold">{name}</p>
          <p className="text-14 text-muted">
            {guarantor.relationship} · {phone(guarantor.phone)}
          </p>
        </div>
        <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
      </div>
      {asking.error !== null && <Problem error={asking.error} />}
      {guarantor.status === "named" && link === undefined && (
        <Button
          look="secondary"
          className="self-start"
          busy={asking.isPending}
          onClick={() => asking.mutate()}
        >
          {guarantor.token_expires_at === null
            ? <Trans>Ask them</Trans>
            : <Trans>Make a new link</Trans>}
        </Button>
      )}
      {link !== undefined && (
        <div role="status" className="flex flex-col gap-2">
          <p className="text-14">
            <Trans>
              The link went to {name}{" "}
              by SMS. Send it yourself too, if you like: it is shown only now.
            </Trans>
          </p>
          <p className="break-all rounded-control bg-raised p-3 text-14">{link}</p>
          <div className="acts">
            <AnchorButton
              look="secondary"
              href={`https://wa.me/${guarantor.phone.replace("+", "")}?text=${
                encodeURIComponent(say)
              }`}
              target="_blank"
              rel="noopener noreferrer"
            >
              <Trans>Send by WhatsApp</Trans>
            </AnchorButton>
            <Button
              look="secondary"
              icon={<Copy aria-hidden="true" className="size-5" />}
              onClick={() =>
                void navigator.clipboard.writeText(link).then(
                  () => toast(t`Copied.`),
                  () => toast(t`It could not be copied. Hold your finger on it instead.`),
                )}
            >
              <Trans>Copy the link</Trans>
            </Button>
          </div>
          {until !== undefined && (
            <p className="text-14 text-muted">
              <Trans>It is good until {dateTime(until)}, for {name} alone.</Trans>
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** Accepts, declines or lets go of an offer: what happens then is said before. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReceivedOffer } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Money } from "../../ui/money.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";

/** What is answered. */
export type Answer = "accept" | "decline" | "release";

/** The sheet; `onClose` also when it is done. */
export default function AnswerOfferSheet(
  { offer, act, onClose }: {
    readonly offer: ReceivedOffer;
    readonly act: Answer;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const answer = useMutation({
    mutationFn: async (reason: string) => {
      const { client, acceptOffer, declineOffer, releaseOffer } = await sdk();
      if (act === "accept") await acceptOffer(client, offer.id, offer.round);
      else if (act === "decline") await declineOffer(client, offer.id, reason);
      else await releaseOffer(client, offer.id, reason);
    },
    onSuccess: async () => {
      onClose();
      toast(
        act === "accept"
          ? t`Agreed. The home is held for them.`
          : act === "decline"
          ? t`Declined. They are told.`
          : t`It is let go: the listing is on the market again.`,
      );
      await Promise.all(
        ["offers", "applications", "sales", "listings", "today"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
  const titles: Readonly<Record<Answer, string>> = {
    accept: t`Accept this offer`,
    decline: t`Decline this offer`,
    release: t`Let go of what was agreed`,
  };
  const latest = offer.rounds.at(-1);
  return (
    <Sheet title={titles[act]} isOpen onClose={onClose} alert={act !== "decline"}>
      <Form
        error={answer.error}
        errors={wrong}
        onSubmit={(fields) => {
          const reason = String(fields.get("reason") ?? "").trim();
          const missing = act !== "accept" && reason === "";
          setWrong(missing ? { reason: t`Say why, in a few words.` } : {});
          if (!missing) answer.mutate(reason);
        }}
      >
        {act === "accept"
          ? (
            <>
              <p>
                <Money kobo={latest?.amount_kobo ?? 0} size="large" />
              </p>
              <p>
                <Trans>
                  The home is held for them from now on, and other offers for it are declined.
                  Nothing is owed before a tenancy or a contract is there.
                </Trans>
              </p>
            </>
          )
          : (
            <TextArea
              name="reason"
              label={t`Why?`}
              hint={t`The other side reads this.`}
              rows={3}
              maxLength={500}
            />
          )}
        <Button
          type="submit"
          wide
          look={act === "accept" ? "primary" : "danger"}
          busy={answer.isPending}
        >
          {act === "accept"
            ? <Trans>Accept and hold the home</Trans>
            : act === "decline"
            ? <Trans>Decline the offer</Trans>
            : <Trans>Let go of it</Trans>}
        </Button>
      </Form>
    </Sheet>
  );
}

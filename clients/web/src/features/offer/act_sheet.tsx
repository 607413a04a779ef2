/** Asks once more before an offer is accepted, taken back or given back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { OfferStory } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { periodName } from "../../format/home_words.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Money } from "../../ui/money.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { accept, release, withdraw } from "./offer_query.ts";
import { TermsList } from "./terms_list.tsx";
import type { Act } from "./turn.ts";

/** The sheet. */
export default function ActSheet(
  { offer, act, onClose }: {
    readonly offer: OfferStory;
    readonly act: Exclude<Act, "counter">;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<string>();
  // What is accepted is what was read, whatever came meanwhile.
  const [round] = useState(() => offer.rounds.at(-1));
  const run = useMutation({
    mutationFn: (reason: string) =>
      act === "accept"
        ? accept(offer.id, round?.round ?? 0)
        : act === "withdraw"
        ? withdraw(offer.id, reason === "" ? undefined : reason)
        : release(offer.id, reason),
    onSettled: () =>
      Promise.all(
        ["offers", "sales", "applications", "saved"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      ),
    onSuccess: onClose,
  });
  const titles = {
    accept: t`Accept these terms?`,
    withdraw: t`Take your offer back?`,
    release: t`Give the home back?`,
  };
  return (
    <Sheet alert isOpen title={titles[act]} onClose={onClose}>
      <Form
        error={run.error}
        errors={wrong === undefined ? {} : { reason: wrong }}
        onSubmit={(fields) => {
          const reason = String(fields.get("reason") ?? "").trim();
          const missing = act === "release" && reason === "";
          setWrong(missing ? t`Say why: the owner reads it.` : undefined);
          if (!missing) run.mutate(reason);
        }}
      >
        {act === "accept" && round !== undefined && (
          <>
            <div>
              <p>
                <Money kobo={round.amount_kobo} size="large" />{" "}
                <span className="text-muted">{periodName(offer.price_per)}</span>
              </p>
              <div className="mt-2">
                <TermsList terms={round} per={offer.price_per} />
              </div>
            </div>
            <p>
              {offer.purpose === "sale"
                ? (
                  <Trans>
                    The home is then kept for you, other offers on it end, and the sale begins. The
                    contract comes next: the deposit is due when it is signed.
                  </Trans>
                )
                : (
                  <Trans>
                    The home is then kept for you, other offers on it end, and the owner draws up
                    the tenancy on these terms. You pay nothing before you have accepted that.
                  </Trans>
                )}
            </p>
          </>
        )}
        {act === "withdraw" && (
          <p>
            <Trans>The owner is told. You may offer anew as long as the home is free.</Trans>
          </p>
        )}
        {act === "release" && (
          <p>
            <Trans>
              The home goes back on the market, and others can take it. This cannot be undone.
            </Trans>
          </p>
        )}
        {act !== "accept" && (
          <TextArea
            name="reason"
            label={t`Why?`}
            optional={act === "withdraw"}
            rows={3}
            maxLength={500}
          />
        )}
        <div className="acts">
          <Button
            type="submit"
            look={act === "accept" ? "primary" : "danger"}
            busy={run.isPending}
          >
            {act === "accept"
              ? <Trans>Accept</Trans>
              : act === "withdraw"
              ? <Trans>Take it back</Trans>
              : <Trans>Give it back</Trans>}
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Not now</Trans>
          </Button>
        </div>
      </Form>
    </Sheet>
  );
}

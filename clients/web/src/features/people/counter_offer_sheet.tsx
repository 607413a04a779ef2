/** Answers an offer with other terms. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { OfferTerms, ReceivedOffer } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { missingTerms, OfferTermsFields, type TermsBefore, termsOf } from "./offer_terms.tsx";

/** The sheet; `onClose` also when it is done. */
export default function CounterOfferSheet(
  { offer, onClose }: { readonly offer: ReceivedOffer; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const counter = useMutation({
    mutationFn: async (terms: OfferTerms) => {
      const { client, counterOffer } = await sdk();
      await counterOffer(client, offer.id, terms);
    },
    onSuccess: async () => {
      onClose();
      toast(t`Your counter-offer is on its way.`);
      await Promise.all(
        ["offers", "today"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      );
    },
  });
  const latest = offer.rounds.at(-1);
  const before: TermsBefore = {
    purpose: offer.purpose,
    amountKobo: latest?.amount_kobo ?? offer.listing.price_kobo,
    startsOn: latest?.starts_on ?? null,
    termMonths: latest?.term_months ?? null,
    advancePeriods: latest?.advance_periods ?? null,
    completesOn: latest?.completes_on ?? null,
    conditions: latest?.conditions ?? null,
  };
  return (
    <Sheet title={t`Make a counter-offer`} isOpen onClose={onClose}>
      <Form
        error={counter.error}
        errors={wrong}
        onSubmit={(fields) => {
          const missing = missingTerms(fields, before);
          setWrong(missing);
          if (Object.keys(missing).length === 0) counter.mutate(termsOf(fields));
        }}
      >
        <OfferTermsFields before={before} />
        <Button type="submit" wide busy={counter.isPending}>
          <Trans>Send the counter-offer</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}

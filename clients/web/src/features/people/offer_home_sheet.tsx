/** Offers the home to an applicant: as listed and as they applied, unless the terms are changed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { OfferTerms, ReceivedApplication } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { missingTerms, OfferTermsFields, termsOf } from "./offer_terms.tsx";

/** The sheet. */
export default function OfferHomeSheet(
  { orgId, application, onClose }: {
    readonly orgId: string;
    readonly application: ReceivedApplication;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const offer = useMutation({
    mutationFn: async ({ completesOn: _, ...terms }: OfferTerms) => {
      const { client, offerToApplicant } = await sdk();
      return await offerToApplicant(client, application.id, terms);
    },
    onSuccess: async ({ id }) => {
      toast(t`The home is offered to them.`);
      await navigate({ to: "/org/$orgId/people/offers/$id", params: { orgId, id } });
      await Promise.all(
        ["offers", "applications", "today"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
  const asked = application.move_in_on;
  return (
    <Sheet title={t`Offer the home`} isOpen onClose={onClose}>
      <Form
        error={offer.error}
        errors={wrong}
        onSubmit={(fields) => {
          const missing = missingTerms(fields);
          setWrong(missing);
          if (Object.keys(missing).length === 0) offer.mutate(termsOf(fields));
        }}
      >
        <p>
          <Trans>
            They can accept, decline or answer with other terms. The home is held for them once they
            accept.
          </Trans>
        </p>
        <OfferTermsFields
          before={{
            purpose: "rent",
            amountKobo: application.listing.price_kobo,
            startsOn: asked !== null && asked >= today() ? asked : today(),
            termMonths: application.term_months,
            advancePeriods: application.listing.advance_periods,
          }}
        />
        <Button type="submit" wide busy={offer.isPending}>
          <Trans>Offer them the home</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}

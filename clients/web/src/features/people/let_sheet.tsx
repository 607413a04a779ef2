/** Makes a tenancy of what was agreed. The law wants the tenant's address on receipts: it is asked for here. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ReceivedOffer } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";

/** The sheet. */
export default function LetSheet(
  { orgId, offer, owner, onClose }: {
    readonly orgId: string;
    readonly offer: ReceivedOffer;
    /** In whose name an agency offers it. */
    readonly owner?: string | undefined;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const make = useMutation({
    mutationFn: async (address: string) => {
      const { client, letFromOffer } = await sdk();
      return await letFromOffer(client, offer.id, address);
    },
    onSuccess: async ({ id }) => {
      toast(t`The tenancy is offered. It begins once they accept it.`);
      await navigate({
        to: "/org/$orgId/lettings/$tenancyId",
        params: { orgId, tenancyId: id },
      });
      await Promise.all(
        ["offers", "applications", "tenancy", "homes", "mandates", "money", "today"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
  return (
    <Sheet title={t`Offer the tenancy`} isOpen onClose={onClose}>
      <Form
        error={make.error}
        errors={wrong}
        onSubmit={(fields) => {
          const address = String(fields.get("address") ?? "").trim();
          setWrong(address.length < 5 ? { address: t`Write where they live now.` } : {});
          if (address.length >= 5) make.mutate(address);
        }}
      >
        <p>
          <Trans>
            The tenancy takes the terms that were agreed. The tenant reads it and accepts; then rent
            and fees are charged.
          </Trans>
        </p>
        {owner !== undefined && (
          <p>
            <Trans>You offer it in the name of {owner}, who is told at once.</Trans>
          </p>
        )}
        <TextField
          name="address"
          label={t`Postal address of the tenant`}
          hint={t`Where they live now. It stands on receipts, as the law wants it.`}
          maxLength={300}
          autoComplete="off"
        />
        <Button type="submit" wide busy={make.isPending}>
          <Trans>Offer the tenancy</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}

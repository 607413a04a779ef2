/** Another guarantor for an application that was sent: one said no, or whoever lets the home asks for one. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Guarantor } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { toast } from "../../ui/toast.tsx";
import { name } from "./application_query.ts";
import { GuarantorFacts, guarantorsAtMost } from "./guarantor_facts.tsx";

/** A button, and what it opens; nothing while there are enough who did not say no. */
export function NameAnother(
  { applicationId, guarantors }: {
    readonly applicationId: string;
    readonly guarantors: readonly Guarantor[];
  },
) {
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const naming = useMutation({
    mutationFn: (fields: FormData) => {
      const told = (field: string) => String(fields.get(field) ?? "").trim();
      const email = told("email");
      return name(applicationId, {
        full_name: told("full_name"),
        phone: told("phone"),
        relationship: told("relationship"),
        ...email === "" ? {} : { email },
      });
    },
    onSuccess: async ({ status }) => {
      await queries.invalidateQueries({ queryKey: ["applications", "mine"] });
      // Who is named again is who they were: their no stands.
      if (status === "declined") return;
      setOpen(false);
      toast(t`They are named. Now ask them.`);
    },
  });
  const isEnough = guarantors.filter((it) => it.status !== "declined").length >= guarantorsAtMost;
  if (isEnough) return null;
  if (!isOpen) {
    return (
      <Button
        look="secondary"
        className="mt-4 self-start"
        icon={<Plus aria-hidden="true" className="size-5" />}
        onClick={() => {
          naming.reset();
          setOpen(true);
        }}
      >
        {guarantors.length === 0 ? <Trans>Name a guarantor</Trans> : <Trans>Name another</Trans>}
      </Button>
    );
  }
  return (
    <Form
      className="mt-4 border-t border-line pt-4"
      onSubmit={(fields) => naming.mutate(fields)}
      error={naming.error}
      errors={naming.data?.status === "declined"
        ? { phone: t`Whoever has this number said no. Name somebody else.` }
        : {}}
    >
      <GuarantorFacts />
      <div className="acts">
        <Button type="submit" busy={naming.isPending}>
          <Trans>Name them</Trans>
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </Form>
  );
}

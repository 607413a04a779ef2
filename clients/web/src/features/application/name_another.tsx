/** Another guarantor for an application that was sent: one said no, or whoever lets the home asks for one. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Guarantor, NewGuarantor } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { toast } from "../../ui/toast.tsx";
import { name } from "./application_query.ts";
import { GuarantorFacts, guarantorsAtMost } from "./guarantor_facts.tsx";
import { type Fault, faultsOf, toldOf } from "./guarantor_told.ts";

/** A button, and what it opens; nothing while there are enough who did not say no. */
export function NameAnother(
  { applicationId, guarantors }: {
    readonly applicationId: string;
    readonly guarantors: readonly Guarantor[];
  },
) {
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [wrong, setWrong] = useState<Readonly<Record<string, Fault>>>({});
  const place = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  const naming = useMutation({
    mutationFn: (told: NewGuarantor) => name(applicationId, told),
    onSuccess: async ({ status }) => {
      await queries.invalidateQueries({ queryKey: ["applications", "mine"] });
      // Named before, and answered meanwhile: the same person again changes nothing.
      if (status === "declined") {
        setWrong({ phone: "declined" });
        return;
      }
      setOpen(false);
      toast(t`They are named. Now ask them.`);
    },
  });
  // What was pressed or written in is gone: the next thing to do takes the focus.
  useEffect(() => {
    if (isOpen === wasOpen.current) return;
    wasOpen.current = isOpen;
    place.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [isOpen]);
  const isEnough = guarantors.filter((it) => it.status !== "declined").length >= guarantorsAtMost;
  if (isEnough) return null;
  const open = () => {
    naming.reset();
    setWrong({});
    setOpen(true);
  };
  const submit = (fields: FormData) => {
    const told = toldOf(fields);
    const faults = faultsOf(told, guarantors);
    setWrong(faults);
    if (Object.keys(faults).length === 0) naming.mutate(told);
  };
  return (
    <div ref={place} className="mt-4">
      {isOpen
        ? (
          <Form
            className="border-t border-line pt-4"
            onSubmit={submit}
            error={naming.error}
            errors={Object.fromEntries(
              Object.entries(wrong).map(([field, fault]) => [field, faultWords(fault)]),
            )}
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
        )
        : (
          <Button
            look="secondary"
            icon={<Plus aria-hidden="true" className="size-5" />}
            onClick={open}
          >
            {guarantors.length === 0
              ? <Trans>Name a guarantor</Trans>
              : <Trans>Name another</Trans>}
          </Button>
        )}
    </div>
  );
}

function faultWords(fault: Fault): string {
  switch (fault) {
    case "missing":
      return t`This is missing.`;
    case "declined":
      return t`Whoever has this number said no. Name somebody else.`;
    case "named":
      return t`Whoever has this number is named already.`;
  }
}

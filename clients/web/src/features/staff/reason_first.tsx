/** Who it is about is shown to who says why: the reason is kept, and the person sees that somebody looked. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text_field.tsx";

/** Asks why, opens, and shows what `children` makes of what was opened. Nothing of it is kept. */
export function ReasonFirst<Opened>(
  { open, children }: {
    readonly open: (reason: string) => Promise<Opened>;
    readonly children: (opened: Opened) => ReactNode;
  },
) {
  const [wrong, setWrong] = useState<string>();
  const look = useMutation({
    mutationFn: (reason: string) => withStepUp(() => open(reason)),
    gcTime: 0,
  });
  if (look.data !== undefined) return children(look.data);
  const submit = (fields: FormData) => {
    const reason = String(fields.get("reason")).trim();
    setWrong(reason.length < 3 ? t`Say what you need it for.` : undefined);
    if (reason.length >= 3) look.mutate(reason);
  };
  return (
    <section data-decision="" className="rounded-card bg-raised p-4 sm:p-6">
      <h3 className="mb-1 flex items-center gap-2 text-18 font-semibold">
        <EyeOff aria-hidden="true" className="size-5 shrink-0" />
        <Trans>Whom it is about is closed</Trans>
      </h3>
      <p className="mb-4 text-muted">
        <Trans>
          Say why you open it. Your reason is kept in the record of acts; the person sees when
          somebody looked, and what for.
        </Trans>
      </p>
      <Form
        onSubmit={submit}
        error={look.error}
        {...(wrong === undefined ? {} : { errors: { reason: wrong } })}
      >
        <TextField
          name="reason"
          label={t`What you need it for`}
          maxLength={500}
          autoComplete="off"
        />
        <div className="acts">
          <Button type="submit" busy={look.isPending}>
            <Trans>Open</Trans>
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** Telling the app its secret, by a picture, a link or by hand; then its first code. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import type { NewSecondFactor } from "@estate/sdk";
import { bringCode } from "../../session/factor_query.ts";
import { AnchorButton, Button } from "../../ui/button.tsx";
import { CodeField } from "../../ui/code_field.tsx";
import { Form } from "../../ui/form.tsx";
import { QrCode } from "../../ui/qr_code.tsx";
import { remove } from "./second_factor_query.ts";

/** `onDone` once the first code was right. */
export function Enrolment(
  { factor, onDone, onCancel }: {
    readonly factor: NewSecondFactor;
    readonly onDone: () => void;
    readonly onCancel: () => void;
  },
) {
  const complete = useMutation({
    mutationFn: (code: string) => bringCode(code, factor.id),
    onSuccess: onDone,
  });
  // What was begun and is not wanted would wait for a code for ever.
  const cancel = useMutation({ mutationFn: () => remove(factor.id), onSettled: onCancel });
  const inFours = factor.secret.replaceAll(/(.{4})(?=.)/g, "$1 ");
  return (
    <ol className="flex list-decimal flex-col gap-6 pl-5 marker:font-semibold">
      <li>
        <p className="mb-3">
          <Trans>Scan this with the app, or open it in the app on this phone.</Trans>
        </p>
        <div className="flex flex-wrap items-center gap-4">
          <QrCode text={factor.uri} label={t`Picture for the authenticator app to scan`} />
          <div className="min-w-0">
            <AnchorButton look="secondary" href={factor.uri}>
              <Trans>Open in the app</Trans>
            </AnchorButton>
            <p className="mt-3 text-14 text-muted">
              <Trans>Or type this key into it:</Trans>
            </p>
            <p>
              <code className="break-words font-semibold">{inFours}</code>
            </p>
          </div>
        </div>
      </li>
      <li>
        <Form
          error={complete.error}
          onSubmit={(fields) => complete.mutate(String(fields.get("code")))}
        >
          <CodeField label={t`Code`} hint={t`The six figures that the app shows now.`} />
          <div className="acts">
            <Button type="submit" busy={complete.isPending}>
              <Trans>Done</Trans>
            </Button>
            <Button look="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              <Trans>Not now</Trans>
            </Button>
          </div>
        </Form>
      </li>
    </ol>
  );
}

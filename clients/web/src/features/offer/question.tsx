/** One question of an offer, with the button that goes on to the next. */
import { Trans } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";

/** `wrong` says what keeps somebody from going on, by field. */
export function Question(
  { wrong, onNext, children }: {
    readonly wrong: () => Readonly<Record<string, string>>;
    readonly onNext: () => void;
    readonly children: ReactNode;
  },
) {
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  return (
    <Form
      errors={errors}
      onSubmit={() => {
        const found = wrong();
        setErrors(found);
        if (Object.keys(found).length === 0) onNext();
      }}
    >
      {children}
      <Button type="submit" className="self-start">
        <Trans>Go on</Trans>
      </Button>
    </Form>
  );
}

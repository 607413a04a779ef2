/** How one is called: one field. */
import { saidName } from "@estate/sdk";
import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text_field.tsx";

/** `onSaid` is called once the project knows it. */
export function NameForm(
  { name, button, autoFocus = false, onSaid }: {
    readonly name: string;
    /** What stands on the button. */
    readonly button: ReactNode;
    readonly autoFocus?: boolean;
    readonly onSaid: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<string>();
  const say = useMutation({
    mutationFn: async (said: string) => {
      const { client, sayName } = await sdk();
      await sayName(client, said);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["hats"] });
      onSaid();
    },
  });
  const submit = (fields: FormData) => {
    const said = saidName(String(fields.get("display_name")));
    setWrong(said === undefined ? t`Type your first name and your surname.` : undefined);
    if (said !== undefined) say.mutate(said);
  };
  return (
    <Form
      onSubmit={submit}
      error={say.error}
      {...(wrong === undefined ? {} : { errors: { display_name: wrong } })}
    >
      <TextField
        // Another name from another phone is shown.
        key={name}
        name="display_name"
        label={t`Your name`}
        hint={t`First name and surname. Whom you deal with reads it.`}
        defaultValue={name}
        autoComplete="name"
        autoCapitalize="words"
        autoFocus={autoFocus}
        spellCheck={false}
        maxLength={120}
      />
      <Button type="submit" className="self-start" busy={say.isPending}>
        {button}
      </Button>
    </Form>
  );
}

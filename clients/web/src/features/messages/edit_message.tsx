/** Changes what one said; everybody sees that it was changed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import type { Message } from "@estate/sdk";
import { useState } from "react";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { TextArea } from "../../ui/text_field.tsx";

/** The form. */
export function EditMessage(
  { message, onDone }: { readonly message: Message; readonly onDone: () => void },
) {
  const [body, setBody] = useState(message.body ?? "");
  const edit = useMutation({
    mutationFn: async () => {
      const { client, editMessage } = await sdk();
      await editMessage(client, message.id, body.trim());
    },
    onSuccess: onDone,
  });
  return (
    <Form onSubmit={() => edit.mutate()} error={edit.error}>
      <TextArea
        name="body"
        label={t`What you say`}
        hint={t`Everybody sees that it was changed, and what stood there.`}
        rows={4}
        maxLength={4000}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      <Button type="submit" wide busy={edit.isPending} disabled={body.trim() === ""}>
        <Trans>Say it so</Trans>
      </Button>
    </Form>
  );
}

/** Invites somebody to act for the organization: by their phone or e-mail, and by a link to hand over oneself. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Member } from "@estate/sdk";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { PhoneField } from "../../ui/phone_field.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { Invited } from "./invited.tsx";
import { RoleChoice } from "./role_choice.tsx";
import { type Contact, invite } from "./team_query.ts";

type Way = "phone" | "email";

/** The form, then the link. */
export function InviteForm(
  { orgId, onDone }: { readonly orgId: string; readonly onDone: () => void },
) {
  const [role, setRole] = useState<Member["role"]>("manager");
  const [way, setWay] = useState<Way>("phone");
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (contact: Contact) => withStepUp(() => invite(orgId, role, contact)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["team"] }),
  });
  if (send.data !== undefined) {
    return <Invited invitation={send.data} way={way} onDone={onDone} />;
  }
  const submit = (fields: FormData) => {
    const said = String(fields.get(way) ?? "").trim();
    const isOne = way === "phone" ? said !== "" : /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(said);
    setWrong(
      isOne ? {} : {
        [way]: way === "phone" ? t`Write their number.` : t`Write their address, with an @.`,
      },
    );
    if (isOne) send.mutate(way === "phone" ? { phone: said } : { email: said });
  };
  return (
    <Form onSubmit={submit} error={send.error} errors={wrong}>
      <RoleChoice role={role} onChoose={setRole} />
      <ChoiceGroup<Way>
        name="way"
        legend={t`How do we reach them?`}
        value={way}
        choices={[
          { value: "phone", label: t`By SMS` },
          { value: "email", label: t`By e-mail` },
        ]}
        onChoose={setWay}
      />
      {way === "phone"
        ? (
          <PhoneField
            name="phone"
            label={t`Their phone number`}
            hint={t`Only who signs in with this number can accept.`}
          />
        )
        : (
          <TextField
            name="email"
            type="email"
            label={t`Their e-mail address`}
            hint={t`Only who signs in with this address can accept.`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      <div className="acts">
        <Button type="submit" busy={send.isPending}>
          <Trans>Invite</Trans>
        </Button>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </Form>
  );
}

/** Names somebody in a sale: as in the deed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NewSaleParty } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { PhoneField } from "../../ui/phone_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { roleName, roles } from "./sale_words.ts";

/** The sheet; `onClose` also when it is done. */
export default function PartySheet(
  { saleId, onClose }: { readonly saleId: string; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const add = useMutation({
    mutationFn: async (party: NewSaleParty) => {
      const { client, addSaleParty } = await sdk();
      await addSaleParty(client, saleId, party);
    },
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ["sales"] });
    },
  });
  return (
    <Sheet title={t`Name somebody`} isOpen onClose={onClose}>
      <Form
        error={add.error}
        errors={wrong}
        onSubmit={(fields) => {
          const said = (name: string) => String(fields.get(name) ?? "").trim();
          const fullName = said("full_name");
          setWrong(fullName === "" ? { full_name: t`Write their name.` } : {});
          if (fullName === "") return;
          add.mutate({
            role: said("role") as NewSaleParty["role"],
            fullName,
            ...(said("phone") === "" ? {} : { phone: said("phone") }),
            ...(said("address") === "" ? {} : { address: said("address") }),
          });
        }}
      >
        <Select
          name="role"
          label={t`What are they in it?`}
          defaultValue="seller"
          choices={roles.map((value) => ({ value, label: roleName(value) }))}
        />
        <TextField name="full_name" label={t`Name, as in the deed`} maxLength={160} />
        <PhoneField name="phone" label={t`Phone number`} optional />
        <TextField
          name="address"
          label={t`Postal address`}
          optional
          maxLength={300}
        />
        <Button type="submit" wide busy={add.isPending}>
          <Trans>Name them</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}

/** One more thing to look at, in a room that is there or in a new one. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useId, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text_field.tsx";

/** The card. */
export function AddItem(
  { rooms, onAdd }: {
    readonly rooms: readonly string[];
    readonly onAdd: (room: string, item: string) => void;
  },
) {
  const list = useId();
  const [round, setRound] = useState(0);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  return (
    <Card title={t`Something else`}>
      <Form
        key={round}
        errors={wrong}
        onSubmit={(fields) => {
          const said = (name: string) => String(fields.get(name) ?? "").trim();
          const missing = {
            ...(said("room") === "" ? { room: t`Say in which room.` } : {}),
            ...(said("item") === "" ? { item: t`Say what it is.` } : {}),
          };
          setWrong(missing);
          if (Object.keys(missing).length > 0) return;
          onAdd(said("room"), said("item"));
          setRound(round + 1);
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="room" label={t`Room`} list={list} maxLength={60} autoComplete="off" />
          <TextField name="item" label={t`What`} maxLength={80} autoComplete="off" />
        </div>
        <datalist id={list}>
          {rooms.map((room) => <option key={room} value={room} />)}
        </datalist>
        <Button type="submit" look="secondary">
          <Trans>Add it</Trans>
        </Button>
      </Form>
    </Card>
  );
}

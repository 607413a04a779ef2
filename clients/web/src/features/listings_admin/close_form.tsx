/** A listing is closed for good: why is kept with it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";

type Why = "taken" | "kept" | "mistake";

/** The question. `onClose` gets the reason. */
export function CloseForm(
  { busy, onClose, onKeep }: {
    readonly busy: boolean;
    readonly onClose: (reason: string) => void;
    readonly onKeep: () => void;
  },
) {
  const [why, setWhy] = useState<Why>("taken");
  const reasons = {
    taken: t`It is let or sold, not through Estate`,
    kept: t`I do not offer it any more`,
    mistake: t`It was listed by mistake`,
  } as const;
  return (
    <div className="flex flex-col gap-3">
      <ChoiceGroup<Why>
        name="why"
        legend={t`Why do you close it?`}
        column
        value={why}
        choices={(["taken", "kept", "mistake"] as const).map((it) => ({
          value: it,
          label: reasons[it],
        }))}
        onChoose={setWhy}
      />
      <p className="text-14 text-muted">
        <Trans>It cannot be opened again: who wants to offer the unit anew lists it anew.</Trans>
      </p>
      <Button wide look="danger" busy={busy} onClick={() => onClose(reasons[why])}>
        <Trans>Yes, close it for good</Trans>
      </Button>
      <Button look="quiet" wide onClick={onKeep}>
        <Trans>Keep it</Trans>
      </Button>
    </div>
  );
}

/** How one is called, to say or to change. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Hats } from "@estate/sdk";
import { Card } from "../../ui/card.tsx";
import { toast } from "../../ui/toast.tsx";
import { NameForm } from "./name_form.tsx";

/** The card. */
export function NameCard({ hats }: { readonly hats: Hats }) {
  return (
    <Card title={t`Name`}>
      <NameForm
        name={hats.person?.display_name ?? ""}
        button={<Trans>Keep this name</Trans>}
        onSaid={() => toast(t`From now on you are called so.`)}
      />
    </Card>
  );
}

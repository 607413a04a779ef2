/** A unit or a property that was added by mistake goes away again. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";

const DeleteSheet = lazy(() => import("./delete_sheet.tsx"));

/** The card. */
export function DeleteCard(
  { name, onDelete, onGone }: {
    readonly name: string;
    readonly onDelete: () => Promise<void>;
    /** Goes elsewhere, after it is gone. */
    readonly onGone: () => Promise<void>;
  },
) {
  const [asked, setAsked] = useState(false);
  return (
    <Card title={t`Added by mistake?`}>
      <p className="mb-3 text-muted">
        <Trans>
          It can be deleted while nothing was begun with it: no listing, no tenancy, no paper. What
          has a past is kept.
        </Trans>
      </p>
      <Button look="secondary" onClick={() => setAsked(true)}>
        <Trans>Delete it</Trans>
      </Button>
      {asked && (
        <Suspense>
          <DeleteSheet
            name={name}
            onDelete={onDelete}
            onGone={onGone}
            onClose={() => setAsked(false)}
          />
        </Suspense>
      )}
    </Card>
  );
}

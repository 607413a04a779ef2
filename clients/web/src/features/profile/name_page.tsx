/** Asked once, before others first read who somebody is. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { placeOf } from "../../session/guard.ts";
import { hatsQuery } from "../../session/hats_query.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Page } from "../../ui/page.tsx";
import { NameForm } from "./name_form.tsx";

/** `then` is where the person was going. */
export function NamePage({ then }: { readonly then: string | undefined }) {
  const { data: hats } = useQuery(hatsQuery(useSignedInAs()));
  const navigate = useNavigate();
  return (
    <Page
      title={t`What is your name?`}
      lead={<Trans>We ask once. You can change it later under Me.</Trans>}
    >
      <div className="max-w-md">
        <NameForm
          name={hats?.person?.display_name ?? ""}
          button={<Trans>Go on</Trans>}
          autoFocus
          onSaid={() => void navigate({ href: placeOf(then), replace: true })}
        />
      </div>
    </Page>
  );
}

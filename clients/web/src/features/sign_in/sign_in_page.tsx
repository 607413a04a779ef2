/** Sign in or join: one field, then the code that was sent there. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { placeOf } from "../../session/guard.ts";
import { Page } from "../../ui/page.tsx";
import { AskContact } from "./ask_contact.tsx";
import { AskCode } from "./ask_code.tsx";
import { AskPassword } from "./ask_password.tsx";
import type { Contact } from "./auth.ts";

/** `then` is where the person was going. */
export function SignInPage({ then }: { readonly then: string | undefined }) {
  const [way, setWay] = useState<"code" | "password">("code");
  const [contact, setContact] = useState<Contact>();
  const navigate = useNavigate();
  const router = useRouter();
  const enter = () => {
    void router.invalidate().then(() => navigate({ to: placeOf(then), replace: true }));
  };
  return (
    <Page
      title={t`Sign in or join`}
      lead={<Trans>One account for looking, renting and letting. No password needed.</Trans>}
    >
      <div className="max-w-md">
        {way === "password"
          ? <AskPassword onDone={enter} onBack={() => setWay("code")} />
          : contact === undefined
          ? <AskContact onSent={setContact} onPassword={() => setWay("password")} />
          : <AskCode contact={contact} onDone={enter} onBack={() => setContact(undefined)} />}
      </div>
    </Page>
  );
}

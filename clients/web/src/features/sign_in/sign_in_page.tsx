/** Sign in or join: one field, then the code that was sent there. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { placeOf } from "../../session/guard.ts";
import { hatsQuery } from "../../session/hats_query.ts";
import { landingOf } from "../../session/landing.ts";
import { signedInAs } from "../../session/session.ts";
import { Page } from "../../ui/page.tsx";
import { AskContact } from "./ask_contact.tsx";
import { AskCode } from "./ask_code.tsx";
import { AskPassword } from "./ask_password.tsx";
import type { Contact } from "./auth.ts";
import { forgetSent, keepSent, sentTo } from "./sent_code.ts";

/** How long a landing waits to know, in ms. */
const patience = 10_000;

/** What somebody is decides where they begin; where that is not known in time, with the search. */
async function landing(queries: QueryClient): Promise<string> {
  const hats = queries.fetchQuery({ ...hatsQuery(signedInAs()), staleTime: 0 });
  return await Promise.race([
    hats.then(landingOf, () => "/"),
    new Promise<string>((then) => setTimeout(() => then("/"), patience)),
  ]);
}

/** `then` is where the person was going. */
export function SignInPage({ then }: { readonly then: string | undefined }) {
  const [way, setWay] = useState<"code" | "password">("code");
  const [contact, setContact] = useState(() => sentTo(sessionStorage, Date.now()));
  const navigate = useNavigate();
  const router = useRouter();
  const queries = useQueryClient();
  const sent = (to: Contact) => {
    keepSent(to, sessionStorage, Date.now());
    setContact(to);
  };
  const another = () => {
    forgetSent(sessionStorage);
    setContact(undefined);
  };
  const enter = async () => {
    forgetSent(sessionStorage);
    await router.invalidate();
    // Who was on the way somewhere goes on there; who was not begins where they belong.
    const to = then === undefined ? await landing(queries) : placeOf(then);
    await navigate({ to, replace: true });
  };
  return (
    <Page
      title={t`Sign in or join`}
      lead={way === "password"
        ? <Trans>One account for looking, renting and letting.</Trans>
        : <Trans>One account for looking, renting and letting. No password needed.</Trans>}
    >
      <div className="max-w-md">
        {way === "password"
          ? <AskPassword onDone={enter} onBack={() => setWay("code")} />
          : contact === undefined
          ? <AskContact onSent={sent} onPassword={() => setWay("password")} />
          : <AskCode contact={contact} onDone={enter} onBack={another} />}
      </div>
    </Page>
  );
}

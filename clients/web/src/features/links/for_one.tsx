/** The frame of a link that is for one person: it must be whole, and its reader signed in. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError } from "@estate/sdk/catalogue";
import { KeyRound, Link2Off } from "lucide-react";
import type { ReactNode } from "react";
import { useSignedInAs } from "../../session/session.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import type { Link } from "./use_link.ts";

/** `before` is what may be said before somebody has signed in. */
export function ForOne(
  { link, title, before, children }: {
    readonly link: Link;
    readonly title: string;
    readonly before: ReactNode;
    readonly children: (token: string, userId: string) => ReactNode;
  },
) {
  const me = useSignedInAs();
  if (link.token === undefined) return <NotWhole title={title} />;
  if (me !== undefined) return children(link.token, me);
  return (
    <Page title={title}>
      <EmptyState
        icon={<KeyRound className="size-6" />}
        title={before}
        action={
          <Button onClick={link.signIn}>
            <Trans>Sign in to read it</Trans>
          </Button>
        }
      >
        <Trans>
          It is for one person: sign in with the phone number or e-mail to which it was sent. You
          need no password, and no account yet.
        </Trans>
      </EmptyState>
    </Page>
  );
}

/** What went wrong with a link, in words of its own where these help more. */
export function LinkProblem(
  { error, link, onRetry }: {
    readonly error: unknown;
    readonly link: Link;
    readonly onRetry?: () => void;
  },
) {
  const code = error instanceof EstateError ? error.code : "";
  if (code.endsWith(".not_for_you")) {
    return (
      <EmptyState
        icon={<KeyRound className="size-6" />}
        title={<Trans>It was sent to somebody else</Trans>}
        action={
          <Button onClick={() => void link.signInAsAnother()}>
            <Trans>Sign in as somebody else</Trans>
          </Button>
        }
      >
        <Trans>
          You are signed in with another number or address than the one to which it was sent, or
          with one that you have not confirmed.
        </Trans>
      </EmptyState>
    );
  }
  const over = overWords(code);
  if (over === undefined) {
    return <Problem error={error} {...(onRetry === undefined ? {} : { onRetry })} />;
  }
  return (
    <EmptyState
      icon={<Link2Off className="size-6" />}
      title={over}
      action={
        <LinkButton to="/">
          <Trans>Go to the beginning</Trans>
        </LinkButton>
      }
    >
      <Trans>Nothing was done. Ask who sent it for a new one.</Trans>
    </EmptyState>
  );
}

function overWords(code: string): string | undefined {
  switch (code) {
    case "invitation.not_found":
    case "guarantor.not_found":
      return t`There is no such link, or a newer one was sent`;
    case "invitation.used":
    case "guarantor.answered":
      return t`This link was used before`;
    case "invitation.expired":
    case "guarantor.expired":
      return t`This link is too old`;
    case "invitation.revoked":
      return t`The invitation was withdrawn`;
    case "invitation.already_linked":
      return t`You are known there already`;
    case "guarantor.closed":
      return t`The application is over`;
    default:
      return undefined;
  }
}

function NotWhole({ title }: { readonly title: string }) {
  return (
    <Page title={title}>
      <EmptyState
        icon={<Link2Off className="size-6" />}
        title={<Trans>This link is not whole</Trans>}
        action={
          <LinkButton to="/">
            <Trans>Go to the beginning</Trans>
          </LinkButton>
        }
      >
        <Trans>Open it again from your message, all of it.</Trans>
      </EmptyState>
    </Page>
  );
}

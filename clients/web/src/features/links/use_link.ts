/** The token of the link that was opened, and the ways to sign in for it. */
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { signOut } from "../../session/sign_out.ts";
import { keepToken, type LinkKind, takeToken } from "./link_token.ts";

const addresses = { invitation: "/i", guarantee: "/g" } as const;

/** A link, opened. */
export interface Link {
  /** Undefined: the link is not whole. */
  readonly token: string | undefined;
  signIn(): void;
  /** Ends the session of who is signed in here first. */
  signInAsAnother(): Promise<void>;
}

/** Reads the address. */
export function useLink(kind: LinkKind): Link {
  const navigate = useNavigate();
  const fragment = useLocation({ select: ({ hash }) => hash });
  const [token, setToken] = useState(() => takeToken(kind, location.hash, sessionStorage));
  // What is read need not stand in the address, nor in what the phone remembers of it; another link may be opened over this one.
  useEffect(() => {
    if (fragment === "") return;
    setToken(takeToken(kind, fragment, sessionStorage));
    void navigate({ to: ".", hash: "", replace: true });
  }, [navigate, kind, fragment]);
  const signIn = () => void navigate({ to: "/sign-in", search: { then: addresses[kind] } });
  return {
    token,
    signIn,
    async signInAsAnother() {
      await signOut();
      // What was kept here went with the session.
      if (token !== undefined) keepToken(kind, token, sessionStorage);
      signIn();
    },
  };
}

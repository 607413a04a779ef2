/** The way out. */
import { Trans } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "../../session/sign_out.ts";
import { Button } from "../../ui/button.tsx";

/** Signs out on this phone, and goes to the beginning. */
export function SignOutButton() {
  const navigate = useNavigate();
  return (
    <Button
      look="secondary"
      onClick={() => void signOut().then(() => navigate({ to: "/" }))}
    >
      <Trans>Sign out</Trans>
    </Button>
  );
}

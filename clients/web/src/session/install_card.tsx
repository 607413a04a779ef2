/** Offers to put the app on the phone, to who came back; one no is for good. It stands last, so that nothing moves when it comes. */
import { Trans } from "@lingui/react/macro";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { useInstall } from "./use_install.ts";
import { useSignedInAs } from "./session.ts";

/** The card, or nothing. */
export function InstallCard() {
  const userId = useSignedInAs();
  // Another person is another time of coming back.
  return userId === undefined ? null : <Offered key={userId} />;
}

/** The card goes with the button that was pressed: who reads with the keyboard goes on at the title. */
const toTitle = () =>
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });

function Offered() {
  const { way, install, decline } = useInstall();
  if (way === undefined) return null;
  return (
    <Card title={<Trans>Estate on your home screen</Trans>} className="mt-4">
      <p className="mb-4 max-w-prose">
        {way === "ask"
          ? <Trans>It opens at once from there, without a line too, and takes little room.</Trans>
          : (
            <Trans>
              It opens at once from there, without a line too. Press Share in your browser, then
              “Add to Home Screen”.
            </Trans>
          )}
      </p>
      <div className="acts">
        {way === "ask" && (
          <Button
            onClick={() => {
              toTitle();
              void install();
            }}
          >
            <Trans>Put it there</Trans>
          </Button>
        )}
        <Button
          look="quiet"
          onClick={() => {
            toTitle();
            decline();
          }}
        >
          <Trans>No, and do not ask again</Trans>
        </Button>
      </div>
    </Card>
  );
}

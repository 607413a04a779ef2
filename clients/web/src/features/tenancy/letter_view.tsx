/** A letter. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ListedLetter, TenancyHome } from "@estate/sdk";
import { date, dateOf } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { FileButton } from "../../ui/file_button.tsx";
import { Page } from "../../ui/page.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { Acknowledge } from "./acknowledge.tsx";
import { PaperText } from "./paper_text.tsx";

/** As it was written, in its own language. */
export function LetterView(
  { letter }: { readonly home: TenancyHome; readonly letter: ListedLetter },
) {
  const { withdrawal } = letter;
  return (
    <Page title={letter.subject} lead={`${letter.sender_name} · ${date(letter.written_on)}`}>
      <div className="flex flex-col gap-6">
        {withdrawal !== null && (
          <Callout
            meaning="warn"
            title={<Trans>Withdrawn on {dateOf(withdrawal.withdrawn_at)}</Trans>}
          >
            {withdrawal.reason}
          </Callout>
        )}
        <PaperText body={letter.body} language={letter.language} number={letter.number} />
        <FileButton
          name={`${letter.number}.pdf`}
          load={async () => {
            const { client, downloadLetter } = await sdk();
            return await downloadLetter(client, letter, withdrawal !== null);
          }}
        >
          <Trans>Get the PDF</Trans>
        </FileButton>
        <Acknowledge
          id={letter.id}
          said={t`You said that you have read it.`}
          note={t`Your landlord sees that you have read it. You agree to nothing by it.`}
          onRead={async (acknowledge) => {
            const { client, readLetter } = await sdk();
            await readLetter(client, letter.id, { acknowledge });
          }}
        />
      </div>
    </Page>
  );
}

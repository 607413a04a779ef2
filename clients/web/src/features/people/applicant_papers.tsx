/** The papers that an applicant showed. They are fetched one by one, and not kept. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ReceivedApplication } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { Card } from "../../ui/card.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { documentKind } from "./applicant_words.ts";

type Paper = ReceivedApplication["documents"][number];

/** The card. */
export function ApplicantPapers({ documents }: { readonly documents: readonly Paper[] }) {
  return (
    <Card title={t`Papers`}>
      {documents.length === 0
        ? (
          <p className="text-muted">
            <Trans>They added no papers. You can ask for them in the talk.</Trans>
          </p>
        )
        : (
          <ul className="divide-y divide-line">
            {documents.map((paper) => (
              <li
                key={paper.id}
                className="flex flex-wrap items-center justify-between gap-2 py-3 first:pt-0 last:pb-0"
              >
                <span>
                  {documentKind(paper.kind)}
                  <span className="block text-14 text-muted">
                    <Trans>Added on {dateOf(paper.created_at)}</Trans>
                  </span>
                </span>
                <FileButton
                  load={() => fetchPaper(paper)}
                  name={paper.storage_path.split("/").at(-1) ?? "paper"}
                >
                  <Trans>Open</Trans>
                </FileButton>
              </li>
            ))}
          </ul>
        )}
    </Card>
  );
}

async function fetchPaper(paper: Paper): Promise<Blob> {
  const { client, linkToApplicationDocument } = await sdk();
  const answer = await fetch(await linkToApplicationDocument(client, paper.storage_path));
  if (!answer.ok) throw new Error(`The paper could not be fetched: ${answer.status}`);
  return await answer.blob();
}

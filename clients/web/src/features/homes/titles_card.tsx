/** The papers by which a property is owned, and how far each was examined. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useState } from "react";
import type { TitleDocument } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import { TitleForm } from "./title_form.tsx";
import { linkToScan, titlesQuery } from "./titles_query.ts";
import { titleKind, titleState } from "./title_words.ts";

/** The card. */
export function TitlesCard(
  { orgId, propertyId, mayWrite }: {
    readonly orgId: string;
    readonly propertyId: string;
    readonly mayWrite: boolean;
  },
) {
  const query = useQuery(titlesQuery(propertyId));
  const [open, setOpen] = useState<TitleDocument | "new">();
  return (
    <Card title={t`Title papers`}>
      <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
        {(papers) => (
          <>
            {papers.length === 0 && open === undefined && (
              <p className="text-muted">
                <Trans>
                  Our staff look at the paper and search the registry. Then your listings say so,
                  with the date.
                </Trans>
              </p>
            )}
            <ul className="flex flex-col divide-y divide-line">
              {papers.map((paper) => (
                <li key={paper.id} className="py-3 first:pt-0">
                  {open !== "new" && open?.id === paper.id
                    ? (
                      <TitleForm
                        orgId={orgId}
                        propertyId={propertyId}
                        paper={paper}
                        onDone={() => setOpen(undefined)}
                      />
                    )
                    : (
                      <Paper
                        paper={paper}
                        {...(mayWrite ? { onEdit: () => setOpen(paper) } : {})}
                      />
                    )}
                </li>
              ))}
            </ul>
            {open === "new" && (
              <TitleForm
                orgId={orgId}
                propertyId={propertyId}
                onDone={() => setOpen(undefined)}
              />
            )}
            {mayWrite && open === undefined && (
              <Button
                look="secondary"
                className="mt-3"
                onClick={() => setOpen("new")}
              >
                <Trans>Add a paper</Trans>
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Paper(
  { paper, onEdit }: { readonly paper: TitleDocument; readonly onEdit?: () => void },
) {
  const state = titleState(paper.status);
  const scan = useMutation({
    mutationFn: () => linkToScan(paper.storage_path ?? ""),
    onSuccess: (link) => globalThis.open(link, "_blank", "noopener"),
  });
  return (
    <div className="flex flex-col items-start gap-1">
      <p className="font-semibold">{titleKind(paper.kind)}</p>
      <p className="text-14 text-muted">
        {[paper.number, paper.holder_name].filter((it) => it !== null).join(", ")}
      </p>
      <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
      {paper.searched_on !== null && (
        <p className="text-14 text-muted">
          <Trans>Registry searched {date(paper.searched_on)}</Trans>
        </p>
      )}
      {paper.place_changed_at !== null && (
        <Callout meaning="warn" title={t`Our staff look at it again`}>
          <p>
            <Trans>
              The address or the pin is another than the one that was searched, or something was
              added to it. What was not searched is not shown as searched. If you wrote it by
              mistake, put it back.
            </Trans>
          </p>
        </Callout>
      )}
      {paper.status_note !== null && <p className="text-14">{paper.status_note}</p>}
      <div className="acts">
        {paper.storage_path !== null && (
          <Button
            look="quiet"
            busy={scan.isPending}
            icon={<FileText aria-hidden="true" className="size-5" />}
            onClick={() => scan.mutate()}
          >
            <Trans>See the scan</Trans>
          </Button>
        )}
        {paper.status === "unseen" && onEdit !== undefined && (
          <Button look="quiet" onClick={onEdit}>
            <Trans>Correct it</Trans>
          </Button>
        )}
      </div>
      {scan.error !== null && <Problem error={scan.error} />}
    </div>
  );
}

/** How it stands with a person's rental record, and what can be done about it: ask for it, look at it. */
import { plural } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ReceivedConsent } from "@estate/sdk";
import { relative } from "../../format/relative.ts";
import { Button } from "../../ui/button.tsx";
import { canBeAsked, recordWords } from "./record_words.ts";

/** `record` undefined: there never was a word about it. */
export function RecordStanding(
  { record, brief, onAsk, onLook }: {
    readonly record: ReceivedConsent | undefined;
    /** Beside something that matters more. */
    readonly brief?: boolean;
    /** Left out for who may not ask. */
    readonly onAsk?: (() => void) | undefined;
    readonly onLook: (record: ReceivedConsent) => void;
  },
) {
  const asks = onAsk !== undefined && canBeAsked(record);
  const look = brief === true ? "quiet" : "secondary";
  if (brief === true && record === undefined && !asks) return null;
  return (
    <div className={brief === true ? "flex flex-wrap items-center gap-x-2 text-14" : ""}>
      {record === undefined
        ? brief !== true && (
          <p className="text-muted">
            <Trans>
              It says from when to when they lived in homes let through Estate, and how they paid.
              They alone decide who sees it.
            </Trans>
          </p>
        )
        : <p className="break-words">{recordWords(record)}</p>}
      {brief !== true && record !== undefined && <More record={record} />}
      {(asks || record?.status === "granted") && (
        <div className={brief === true ? "-ml-4" : "mt-4"}>
          {asks && (
            <Button look={look} onClick={onAsk}>
              <Trans>Ask for their record</Trans>
            </Button>
          )}
          {record?.status === "granted" && (
            <Button look={look} onClick={() => onLook(record)}>
              <Trans>Look at it</Trans>
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function More({ record }: { readonly record: ReceivedConsent }) {
  const { purpose, views, last_viewed_at: last } = record;
  return (
    <>
      {record.was_asked && (
        <p className="break-words text-14 text-muted">
          <Trans>What for: {purpose}</Trans>
        </p>
      )}
      {record.status === "granted" && (
        <p className="text-14 text-muted">
          <Trans>They see each time that you look.</Trans>
        </p>
      )}
      {views > 0 && last !== null && (
        <p className="text-14 text-muted">
          {plural(views, { one: "Looked at once", other: "Looked at # times" })}
          {" · "}
          {relative(last)}
        </p>
      )}
    </>
  );
}

/** Files of a message: photos as pictures, papers as buttons; and those that one is about to send. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { MessageFile } from "@estate/sdk";
import { X } from "lucide-react";
import { sdk } from "../../session/home_queries.ts";
import { useLowData } from "../../offline/use_low_data.ts";
import { FileButton } from "../../ui/file_button.tsx";
import { photoLinksQuery } from "./messages_query.ts";

/** One of a message. Where data is to be saved a photo waits for a press, as a paper does. */
export function SentFile({ file }: { readonly file: MessageFile }) {
  const low = useLowData();
  return file.mime_type.startsWith("image/") && !low ? <Picture file={file} /> : (
    <FileButton
      name={file.name}
      load={async () => {
        const { client, downloadMessageFile } = await sdk();
        return await downloadMessageFile(client, file);
      }}
    >
      <span className="break-all">{file.name}</span>
    </FileButton>
  );
}

function Picture({ file }: { readonly file: MessageFile }) {
  const { data: links } = useQuery(photoLinksQuery(file));
  const { name } = file;
  const ratio = { aspectRatio: `${file.width ?? 4} / ${file.height ?? 3}` };
  const look = "block w-56 max-w-full overflow-hidden rounded-control bg-sunken";
  return links === undefined
    ? <div className={look} style={ratio} />
    : (
      <a href={links.large} target="_blank" rel="noreferrer" className={look} style={ratio}>
        <img
          src={links.small}
          alt={t`${name}. Opens in full size`}
          className="size-full object-cover"
        />
      </a>
    );
}

/** Those that go with the next message; each can be left out again. */
export function Attached(
  { files, onRemove }: {
    readonly files: readonly MessageFile[];
    readonly onRemove: (id: string) => void;
  },
) {
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {files.map(({ id, name }) => (
        <li
          key={id}
          className="flex max-w-full items-center rounded-chip bg-brand-soft pl-3 text-14 text-brand-ink"
        >
          <span className="min-w-0 truncate">{name}</span>
          <button
            type="button"
            onClick={() => onRemove(id)}
            className="grid size-11 shrink-0 place-items-center"
          >
            <X aria-hidden="true" className="size-4" />
            <span className="sr-only">
              <Trans>Leave out {name}</Trans>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

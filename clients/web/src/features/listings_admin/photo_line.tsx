/** A photo of a listing, with its place and what it shows. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Photo } from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import { Problem } from "../../ui/problem.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";

/** The line, as an item of an ordered list. */
export function PhotoLine(
  { photo, number, total, mayWrite, onMove }: {
    readonly photo: Photo;
    readonly number: number;
    readonly total: number;
    readonly mayWrite: boolean;
    readonly onMove: (by: number) => void;
  },
) {
  const queries = useQueryClient();
  /** Under review the listing waits for staff again. */
  const changed = () => queries.invalidateQueries({ queryKey: ["listings"] });
  const remove = useMutation({
    mutationFn: async () => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      await sdk.removePhoto(client, photo.id);
    },
    onSuccess: changed,
  });
  const describe = useMutation({
    mutationFn: async (alt: string) => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      await sdk.describePhoto(client, photo.id, alt);
    },
    onSuccess: async () => {
      toast(t`Saved`);
      await changed();
    },
  });
  const name = t`photo ${number} of ${total}`;
  return (
    <li className="grid grid-cols-[6rem_1fr] gap-3 rounded-control border border-line p-3 sm:grid-cols-[9rem_1fr]">
      <div>
        <img
          src={photo.sizes[0]?.url}
          width={photo.width}
          height={photo.height}
          alt={photo.alt_text === "" ? name : photo.alt_text}
          loading="lazy"
          style={photo.color === null ? undefined : { backgroundColor: photo.color }}
          className="aspect-4/3 w-full rounded-control object-cover"
        />
        {number === 1 && (
          <p className="mt-2">
            <StatusChip meaning="info">{t`Cover`}</StatusChip>
          </p>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        {mayWrite
          ? (
            <TextField
              name={`alt_${photo.id}`}
              label={t`What it shows`}
              optional
              defaultValue={photo.alt_text}
              maxLength={200}
              onBlur={(event) => {
                const said = event.target.value.trim();
                if (said !== photo.alt_text) describe.mutate(said);
              }}
            />
          )
          : <p>{photo.alt_text}</p>}
      </div>
      <div className="col-span-2 flex flex-col gap-2 sm:col-span-1 sm:col-start-2">
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            <Tool
              label={t`Earlier: ${name}`}
              disabled={number === 1}
              onPress={() => onMove(-1)}
            >
              <ArrowUp aria-hidden="true" className="size-5" />
            </Tool>
            <Tool label={t`Later: ${name}`} disabled={number === total} onPress={() => onMove(1)}>
              <ArrowDown aria-hidden="true" className="size-5" />
            </Tool>
            {number > 1 && (
              <button
                type="button"
                className="min-h-11 rounded-control px-3 text-14 font-semibold text-brand hover:bg-brand-soft"
                onClick={(event) => {
                  // The cover has no such button: whoever pressed it by keyboard stays at their photo.
                  event.currentTarget.closest("li")?.querySelector("button")?.focus();
                  onMove(1 - number);
                }}
              >
                <Trans>Make it the cover</Trans>
              </button>
            )}
            <Tool
              label={t`Remove: ${name}`}
              disabled={remove.isPending}
              onPress={() => remove.mutate()}
            >
              <Trash2 aria-hidden="true" className="size-5 text-bad" />
            </Tool>
          </div>
        )}
        {(remove.error ?? describe.error) !== null && (
          <Problem error={remove.error ?? describe.error} />
        )}
      </div>
    </li>
  );
}

function Tool(
  { label, disabled, onPress, children }: {
    readonly label: string;
    readonly disabled: boolean;
    readonly onPress: () => void;
    readonly children: ReactNode;
  },
) {
  return (
    <button
      type="button"
      aria-label={label}
      // Not `disabled`: who moves a photo to the end by keyboard would lose their place.
      aria-disabled={disabled || undefined}
      onClick={() => !disabled && onPress()}
      className="grid size-11 place-items-center rounded-control border border-line hover:bg-raised aria-disabled:opacity-40"
    >
      {children}
    </button>
  );
}

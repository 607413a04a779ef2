/** Puts a photo or paper to what one writes: smaller on the phone, then sent on, before the message is. */
import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";
import type { MessageFile } from "@estate/sdk";
import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { useOnline } from "../../offline/online.ts";
import { sdk } from "../../session/home_queries.ts";
import { shrinkPhoto } from "../../session/shrink_photo.ts";
import { Spinner } from "../../ui/button.tsx";

/** How that stands. */
export function useAttach(conversationId: string, onAttached: (file: MessageFile) => void) {
  return useMutation({
    mutationFn: async (file: File) => {
      const { client, addMessageFile } = await sdk();
      return await addMessageFile(client, conversationId, await shrinkPhoto(file), file.name);
    },
    onSuccess: onAttached,
  });
}

/** The button; without a line a file has nowhere to go, and is not taken. */
export function AttachButton({ attach }: { readonly attach: ReturnType<typeof useAttach> }) {
  const online = useOnline();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        accept="image/jpeg,image/png,image/webp,application/pdf"
        className="sr-only"
        tabIndex={-1}
        aria-hidden="true"
        data-attach
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) attach.mutate(file);
          event.target.value = "";
        }}
      />
      <button
        type="button"
        disabled={!online || attach.isPending}
        aria-busy={attach.isPending || undefined}
        aria-label={t`Add a photo or a PDF`}
        onClick={() => field.current?.click()}
        className="grid size-11 shrink-0 place-items-center rounded-control text-brand hover:bg-brand-soft disabled:opacity-60"
      >
        {attach.isPending ? <Spinner /> : <Paperclip aria-hidden="true" className="size-5" />}
      </button>
    </>
  );
}

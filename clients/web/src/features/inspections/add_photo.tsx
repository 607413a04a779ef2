/** A photo of one's own beside what the landlord recorded: it is evidence, and nobody takes it away again. */
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Camera } from "lucide-react";
import { useRef } from "react";
import { sdk } from "../../session/home_queries.ts";
import { shrinkPhoto } from "../../session/shrink_photo.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";

/** `of` names what it shows; without `itemId` it is of the whole. */
export function AddPhoto(
  { inspectionId, itemId, of }: {
    readonly inspectionId: string;
    readonly itemId?: string;
    readonly of: string;
  },
) {
  const queries = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const add = useMutation({
    mutationFn: async (file: File) => {
      const { client, addInspectionPhoto } = await sdk();
      await addInspectionPhoto(client, inspectionId, await shrinkPhoto(file), {
        takenAt: new Date(file.lastModified),
        ...(itemId === undefined ? {} : { itemId }),
      });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["inspections"] }),
  });
  return (
    <div className="mt-2">
      {add.error !== null && <Problem error={add.error} />}
      <input
        ref={field}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        className="sr-only"
        tabIndex={-1}
        aria-hidden="true"
        data-photo-of={of}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) add.mutate(file);
          event.target.value = "";
        }}
      />
      <Button
        look="quiet"
        className="-ml-4 text-14"
        busy={add.isPending}
        icon={<Camera aria-hidden="true" className="size-5" />}
        onClick={() => field.current?.click()}
      >
        {add.isPending ? <Trans>Your photo is being sent…</Trans> : <Trans>Add your photo</Trans>}
        <span className="sr-only">({of})</span>
      </Button>
    </div>
  );
}

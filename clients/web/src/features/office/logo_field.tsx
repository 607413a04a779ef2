/** Uploads a picture for the letterhead, or takes it off. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { sdk } from "./addressees_query.ts";
import { PhotoField } from "./photo_field.tsx";

/** The field; `onLogo` gets the new one, or null. */
export function LogoField(
  { orgId, hasLogo, onLogo }: {
    readonly orgId: string;
    readonly hasLogo: boolean;
    readonly onLogo: (logoId: string | null) => void;
  },
) {
  const add = useMutation({
    mutationFn: async (picture: File) => {
      const [client, { addLogo }] = await sdk();
      return await addLogo(client, orgId, picture);
    },
    onSuccess: ({ id }) => onLogo(id),
  });
  return (
    <div
      className="flex flex-col gap-2"
      onChange={(event) => {
        const input = event.target as unknown as HTMLInputElement;
        const [file] = input.files ?? [];
        if (file !== undefined) add.mutate(file);
      }}
    >
      <PhotoField
        name="logo"
        label={t`Logo`}
        optional
        hint={t`A PNG, JPEG or WebP on white.`}
        accept="image/png,image/jpeg,image/webp"
      />
      {add.isPending && (
        <p role="status" className="text-14 text-muted">
          <Trans>The logo is being sent…</Trans>
        </p>
      )}
      {add.isError && <Problem error={add.error} />}
      {hasLogo && !add.isPending && (
        <div className="acts">
          <Button look="quiet" onClick={() => onLogo(null)}>
            <Trans>Take the logo off</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

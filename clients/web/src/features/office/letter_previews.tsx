/** What each home would get, on its letterhead; and the button that sends them. */
import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { LetterPreview } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import { sdk } from "./addressees_query.ts";
import { fieldWords } from "./letter_draft.ts";
import { LetterheadLook } from "./letterhead_look.tsx";
import { letterheadQuery } from "./letterhead_query.ts";

/** The letters, at most ten in sight. */
export function LetterPreviews(
  { orgId, draftId, previews, onSent }: {
    readonly orgId: string;
    readonly draftId: string;
    readonly previews: readonly LetterPreview[];
    readonly onSent: () => void;
  },
) {
  const { data: paper } = useQuery(letterheadQuery(orgId));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const send = useMutation({
    mutationFn: async () => {
      const [client, { sendLetters }] = await sdk();
      return await sendLetters(client, draftId);
    },
    onSuccess: async () => {
      onSent();
      toast(t`Sent. Each home has its letter.`);
      await queries.invalidateQueries({ queryKey: ["papers"] });
      await navigate({ to: "/org/$orgId/letters", params: { orgId } });
    },
  });
  const count = previews[0]?.letters ?? 0;
  const missing = previews.filter((it) => it.missing.length > 0);
  if (count === 0) {
    return (
      <div className="mt-6" role="status">
        <Callout meaning="warn" title={t`Nobody lives there`}>
          <Trans>None of the homes that you chose is let. Nothing would be sent.</Trans>
        </Callout>
      </div>
    );
  }
  return (
    <section className="mt-8 flex flex-col gap-4">
      <div role="status">
        <h2 className="text-20 font-bold">
          <Plural value={count} one="# letter" other="# letters" />
        </h2>
      </div>
      {previews.map((it) => (
        <div key={it.tenancy_id} className="flex flex-col gap-2">
          {it.missing.length > 0 && (
            <Callout meaning="bad" title={<Trans>Missing for {it.addressee}</Trans>}>
              {it.missing.map(fieldWords).join(", ")}
            </Callout>
          )}
          <LetterheadLook
            orgId={orgId}
            name={paper?.name ?? ""}
            address={paper?.address ?? ""}
            head={paper?.head ?? {}}
          >
            <p className="break-words text-14 text-muted">
              {it.addressee}
              <br />
              {it.premises}
            </p>
            <div lang={it.language}>
              <p className="mt-4 break-words font-semibold">{it.subject}</p>
              <p className="mt-2 whitespace-pre-line break-words">{it.body}</p>
            </div>
          </LetterheadLook>
        </div>
      ))}
      {count > previews.length && (
        <p className="text-muted">
          <Trans>and {count - previews.length} more</Trans>
        </p>
      )}
      {send.isError && <Problem error={send.error} />}
      <Button
        wide
        busy={send.isPending}
        disabled={missing.length > 0 || paper?.head === null}
        onClick={() => send.mutate()}
      >
        <Plural value={count} one="Send # letter" other="Send # letters" />
      </Button>
    </section>
  );
}

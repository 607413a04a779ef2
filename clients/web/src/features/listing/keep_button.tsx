/** The heart: keeps a home on one's board. Who is signed out signs in first, and comes back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { Heart } from "lucide-react";
import { useSignedInAs } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { problemWords } from "../../ui/problem_words.ts";
import { toast } from "../../ui/toast.tsx";
import { keep } from "./keep.ts";

/** The button. */
export function KeepButton({ listingId }: { readonly listingId: string }) {
  const userId = useSignedInAs();
  const navigate = useNavigate();
  const here = useLocation({ select: (it) => it.href });
  const queries = useQueryClient();
  const keeping = useMutation({
    mutationFn: () => keep(listingId),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["saved"] });
      toast(t`Kept. You find it under Saved.`);
    },
    onError: (error) => toast(problemWords(error).title),
  });
  return (
    <Button
      look="secondary"
      busy={keeping.isPending}
      aria-pressed={keeping.isSuccess}
      icon={
        <Heart
          aria-hidden="true"
          className={`size-5 ${keeping.isSuccess ? "fill-brand text-brand" : ""}`}
        />
      }
      onClick={() => {
        if (userId === undefined) void navigate({ to: "/sign-in", search: { then: here } });
        else keeping.mutate();
      }}
    >
      <span className="sr-only lg:not-sr-only">
        <Trans>Keep this home</Trans>
      </span>
    </Button>
  );
}

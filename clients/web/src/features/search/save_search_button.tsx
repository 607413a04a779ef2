/** One press: tell me of new ones. Who is signed out signs in first, and comes back to the same search. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { BellPlus, BellRing } from "lucide-react";
import { useSignedInAs } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { problemWords } from "../../ui/problem_words.ts";
import { toast } from "../../ui/toast.tsx";
import { saveThisSearch } from "./save_search.ts";
import type { SearchAddress } from "./search_address.ts";
import { titleOfSearch } from "./search_words.ts";

/** The button. */
export function SaveSearchButton({ address }: { readonly address: SearchAddress }) {
  const userId = useSignedInAs();
  const navigate = useNavigate();
  const here = useLocation({ select: (it) => it.href });
  const save = useMutation({
    mutationFn: () => saveThisSearch(titleOfSearch(address), address),
    onSuccess: () => toast(t`Saved. We tell you of new homes that meet it.`),
    onError: (error) => toast(problemWords(error).title),
  });
  return (
    <Button
      look="secondary"
      busy={save.isPending}
      disabled={save.isSuccess}
      icon={save.isSuccess
        ? <BellRing aria-hidden="true" className="size-5" />
        : <BellPlus aria-hidden="true" className="size-5" />}
      onClick={() => {
        if (userId === undefined) void navigate({ to: "/sign-in", search: { then: here } });
        else save.mutate();
      }}
    >
      {save.isSuccess ? <Trans>Saved</Trans> : <Trans>Tell me of new ones</Trans>}
    </Button>
  );
}

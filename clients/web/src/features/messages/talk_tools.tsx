/** Beside the name of a talk: look for words in it, and who takes part. */
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Search, Users } from "lucide-react";

const look = "grid size-11 shrink-0 place-items-center rounded-control text-ink hover:bg-raised";

/** `find` is what is looked for already. */
export function TalkTools(
  { id, find }: { readonly id: string; readonly find: string | undefined },
) {
  const to = { to: "/messages/$id", params: { id }, resetScroll: false } as const;
  return (
    <>
      <Link {...to} search={find === undefined ? { find: "" } : {}} className={look}>
        <Search aria-hidden="true" className="size-5" />
        <span className="sr-only">
          <Trans>Look for words in this talk</Trans>
        </span>
      </Link>
      <Link {...to} search={{ people: true }} className={look}>
        <Users aria-hidden="true" className="size-5" />
        <span className="sr-only">
          <Trans>Who takes part</Trans>
        </span>
      </Link>
    </>
  );
}

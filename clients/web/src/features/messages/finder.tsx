/** Looks for words in what was said; the words stand in the address. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { type ReactNode, useId } from "react";
import { dateTime } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { inputClass } from "../../ui/field.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { findingsQuery } from "./messages_query.ts";

/** The field; `onFind` gets what is looked for, empty to look no more. */
export function FindField(
  { find, label, onFind }: {
    readonly find: string;
    readonly label: string;
    readonly onFind: (words: string) => void;
  },
) {
  const id = useId();
  return (
    <form
      role="search"
      key={find}
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(String(new FormData(event.currentTarget).get("find")).trim());
      }}
    >
      <label htmlFor={id} className="sr-only">{label}</label>
      <input
        id={id}
        name="find"
        type="search"
        defaultValue={find}
        placeholder={label}
        maxLength={100}
        className={inputClass}
      />
      <Button
        type="submit"
        look="secondary"
        icon={<Search aria-hidden="true" className="size-5" />}
      >
        <span className="sr-only">
          <Trans>Search</Trans>
        </span>
      </Button>
    </form>
  );
}

/** What was found; each leads to its place. `nameOf` says in which talk, where that is not plain. */
export function Findings(
  { find, conversationId, nameOf }: {
    readonly find: string;
    readonly conversationId?: string;
    readonly nameOf?: (conversationId: string) => ReactNode;
  },
) {
  const query = useQuery(findingsQuery(find, conversationId));
  return (
    <section aria-label={t`What was found`} className="py-4">
      <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
        {(found) =>
          found.length === 0
            ? (
              <p role="status" className="py-8 text-center text-muted">
                <Trans>Nobody has said “{find}”.</Trans>
              </p>
            )
            : (
              <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
                {found.map((it) => (
                  <li key={it.id}>
                    <Link
                      to="/messages/$id"
                      params={{ id: it.conversation_id }}
                      search={{ at: it.id }}
                      className="block px-4 py-3 text-ink hover:bg-raised"
                    >
                      {nameOf !== undefined && (
                        <span className="block font-semibold">{nameOf(it.conversation_id)}</span>
                      )}
                      <span className="block break-words">{it.excerpt}</span>
                      <span className="block text-14 text-muted">{dateTime(it.created_at)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
      </Loaded>
    </section>
  );
}

/** What stands under the name: who writes just now, who is here, whether the line holds. */
import { t } from "@lingui/core/macro";
import type { ConversationView } from "@estate/sdk";
import { useOnline } from "../../offline/online.ts";

/** Names of people by their ids. */
export type Names = ReadonlyMap<string, string | null>;

/** One line. */
export function Line(
  { view, names, about }: {
    readonly view: ConversationView | undefined;
    readonly names: Names;
    readonly about: string | undefined;
  },
) {
  const online = useOnline();
  const [typist] = view?.typing ?? [];
  const here = view?.present.find((it) => names.has(it));
  const name = (id: string) => names.get(id) ?? t`Somebody`;
  const typing = typist === undefined ? "" : name(typist);
  const present = here === undefined ? "" : name(here);
  return (
    <p role="status" className="truncate text-14 text-muted">
      {!online
        ? t`Offline: what you write is sent later`
        : typing !== ""
        ? t`${typing} is writing…`
        : present !== ""
        ? t`${present} is here`
        : about ?? ""}
    </p>
  );
}

/** The cards that one let us keep, each with the way to take it away. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";
import { useSignedInAs } from "../../session/session.ts";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { KeptCardLine } from "./kept_card_line.tsx";
import { keptCardsQuery } from "./kept_cards_query.ts";

/** The list; `nothing` is shown where none is kept. */
export function KeptCards({ nothing }: { readonly nothing?: ReactNode }) {
  const query = useQuery(keptCardsQuery(useSignedInAs()));
  const list = useRef<HTMLDivElement>(null);
  return (
    // What had the focus goes with its card: the list takes it.
    <div ref={list} tabIndex={-1} className="outline-none">
      <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
        {(cards) =>
          cards.length === 0 ? nothing : (
            <Card title={<Trans>Cards that are kept</Trans>}>
              <ul className="divide-y divide-line">
                {cards.map((it) => (
                  <KeptCardLine
                    key={it.card.id}
                    kept={it}
                    onRemoved={() => list.current?.focus()}
                  />
                ))}
              </ul>
            </Card>
          )}
      </Loaded>
    </div>
  );
}

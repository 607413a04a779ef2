/** Rent, buy or stay. What only makes sense for one of them goes with the change. */
import { t } from "@lingui/core/macro";
import { TabLink, Tabs } from "../../ui/tabs.tsx";
import { readAddress, type SearchAddress } from "./search_address.ts";
import { purposes } from "./search_choices.ts";
import { purposeName } from "./search_words.ts";

/** The tabs. Prices mean something else for each, so they are not carried over. */
export function PurposeTabs({ address }: { readonly address: SearchAddress }) {
  const now = address.purpose ?? "rent";
  return (
    <Tabs label={t`What are you looking for?`}>
      {purposes.map((it) => (
        <TabLink
          key={it}
          to="/search"
          search={readAddress({
            ...address,
            purpose: it,
            min: undefined,
            max: undefined,
            sort: undefined,
          })}
          // The address of a rent says no purpose: every other would be a part of it.
          activeOptions={{ exact: true }}
          aria-current={it === now ? "page" : undefined}
          activeProps={{ "aria-current": it === now ? "page" : undefined }}
        >
          {purposeName(it)}
        </TabLink>
      ))}
    </Tabs>
  );
}

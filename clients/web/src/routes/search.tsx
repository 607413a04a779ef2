import { createFileRoute } from "@tanstack/react-router";
import { readAddress } from "../features/search/search_address.ts";
import { SearchPage } from "../features/search/search_page.tsx";
import { searchQuery } from "../features/search/search_query.ts";

export const Route = createFileRoute("/search")({
  validateSearch: readAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ deps, context }) => {
    // Asked at once, not waited for: the screen shows what it has.
    void context.queryClient.prefetchInfiniteQuery(searchQuery(deps));
  },
  component: Search,
});

function Search() {
  return <SearchPage address={Route.useSearch()} />;
}

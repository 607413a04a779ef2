/** Writes the first view of a search, in each language, from the screen itself: run at build by tools/first_templates.ts. */
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import type { FoundListing } from "@estate/sdk/catalogue";
import { renderToStaticMarkup } from "react-dom/server";
import { readAddress } from "../src/features/search/search_address.ts";
import { SearchPage } from "../src/features/search/search_page.tsx";
import { pageSize, searchQuery } from "../src/features/search/search_query.ts";
import { cardKind } from "../src/first/fill.ts";
import type { FirstTemplate } from "../src/first/template.ts";
import { Shell } from "../src/shell/shell.tsx";
import { cover, samples } from "./first_samples.ts";
import { places, wordsOf } from "./first_words.ts";

const catalogues = import.meta.glob<{ readonly messages: Record<string, string> }>(
  "../src/i18n/locales/*.po",
);

/** The template of one language. */
export async function template(language: string): Promise<FirstTemplate> {
  const catalogue = await catalogues[`../src/i18n/locales/${language}.po`]?.();
  const messages = catalogue?.messages ?? {};
  i18n.loadAndActivate({ locale: language, locales: ["en-NG"], messages });
  const full = await screen(samples(pageSize));
  const few = await screen(samples(pageSize - 1));
  const items = [...full.matchAll(/<li><article[\s\S]*?<\/article><\/li>/g)].map((it) => it[0]);
  const cards = Object.fromEntries(
    samples(pageSize).map((it, at) => [cardKind(it) ?? "", marked(items[at] ?? "", it)]),
  );
  const words = wordsOf();
  return {
    full: withoutCards(full),
    few: withoutCards(few).replace(words.homes[pageSize - 1] ?? "none", "{{homes}}"),
    cards,
    words,
  };
}

/** #app with these listings found. */
async function screen(found: readonly FoundListing[]): Promise<string> {
  const root = createRootRoute({ component: Shell });
  const search = createRoute({
    getParentRoute: () => root,
    path: "/search",
    validateSearch: readAddress,
    component: () => <SearchPage address={search.useSearch()} />,
  });
  const router = createRouter({
    routeTree: root.addChildren([search]),
    history: createMemoryHistory({ initialEntries: ["/search"] }),
  });
  await router.load();
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(searchQuery({}).queryKey, { pages: [[...found]], pageParams: [""] });
  const html = renderToStaticMarkup(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>,
  );
  // React asks for pictures ahead: these are none.
  return html.replaceAll(/<link rel="preload"[^>]*>/g, "");
}

/** A card with places instead of what is particular to its listing. @throws where one of them is not in it */
function marked(card: string, listing: FoundListing): string {
  let html = card.replace(/loading="(eager|lazy)"/, 'loading="{{loading}}"');
  for (const [name, said] of places(listing)) {
    if (!html.includes(said)) throw new Error(`The card has no ${name}: ${said} in ${html}`);
    html = html.replaceAll(said, `{{${name}}}`);
  }
  if (listing.cover === null) return html;
  return html.replace(/ src="[^"]*"/, ' src="{{src}}"')
    .replace(/ srcSet="[^"]*"/i, ' srcset="{{srcSet}}"')
    .replace(`width="${cover.width}"`, 'width="{{width}}"')
    .replace(`height="${cover.height}"`, 'height="{{height}}"')
    .replace(String(cover.color), "{{color}}");
}

const withoutCards = (html: string) =>
  html.replace(/(<li><article[\s\S]*<\/article><\/li>)/, "<!--cards-->");

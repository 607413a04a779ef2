/** Fills the template of the first view with what the catalogue answered. Pure: the words come with the template. */
import type { FoundListing } from "@estate/sdk/catalogue";
import { ago, dayIn } from "../format/calendar.ts";
import { naira } from "../format/naira.ts";
import { factsLine, placeLine } from "../ui/card_lines.ts";
import { photoSources } from "../ui/photo_sources.ts";
import type { FirstTemplate } from "./template.ts";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
const escaped = (text: string) => text.replace(/[&<>"]/g, (it) => escapes[it] ?? "");

/** Puts `values` into the places of `html`; what is missing stays empty. */
export function filled(html: string, values: Readonly<Record<string, string | number>>): string {
  return html.replace(/\{\{(\w+)\}\}/g, (_, name) => escaped(`${values[name] ?? ""}`));
}

/** Which card a listing has: with a photo or none, and what its check says. */
export function cardKind(
  { cover, checked }: Pick<FoundListing, "cover" | "checked">,
): string | undefined {
  const [check, another] = checked;
  if (another !== undefined) return undefined;
  return `${cover === null ? "plain" : "photo"} ${
    check === undefined ? "" : check.on === null ? "checked" : "dated"
  }`;
}

function relative(instant: string, words: FirstTemplate["words"], now: number): string {
  const since = ago(instant, now);
  if (since.unit === "now") return words.now;
  const { unit, count } = since;
  if (unit === "day" && count === 1) return words.yesterday;
  return words.ago[unit][count === 1 ? 0 : 1].replace("#", `${count}`);
}

/** #app; undefined where the template has no card for one of the listings. `isLow`: data is to be saved. */
export function firstView(
  template: FirstTemplate,
  found: readonly FoundListing[],
  { project, pageSize, isLow, now }: {
    readonly project: string;
    readonly pageSize: number;
    readonly isLow: boolean;
    readonly now: number;
  },
): string | undefined {
  const { words } = template;
  const cards = found.map((it, at) => {
    const card = template.cards[cardKind(it) ?? ""];
    const period = words.periods[it.price_per];
    const facts = factsLine(it, {
      kind: (kind) => words.kinds[kind] ?? kind,
      bedrooms: (count) => words.bedrooms[count] ?? "",
      bathrooms: (count) => words.bathrooms[count] ?? "",
    });
    if (card === undefined || period === undefined) return undefined;
    const photo = it.cover === null
      ? {}
      : { ...it.cover, ...photoSources(project, it.cover, isLow) };
    return filled(card, {
      ...photo,
      id: it.id,
      title: it.title,
      price: naira(it.price_kobo),
      total: naira(it.move_in_kobo),
      period,
      facts,
      place: placeLine(it),
      on: it.checked[0]?.on ? dayIn(it.checked[0].on, words.months) : "",
      ago: relative(it.confirmed_at, words, now),
      // As in features/search/results.tsx.
      loading: at < 2 ? "eager" : "lazy",
    } as Record<string, string>);
  });
  if (cards.length === 0 || cards.some((it) => it === undefined)) return undefined;
  const page = cards.length < pageSize ? template.few : template.full;
  return filled(page, { homes: words.homes[cards.length] ?? "" }).replace(
    "<!--cards-->",
    () => cards.join(""),
  );
}

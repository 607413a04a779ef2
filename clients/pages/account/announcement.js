/** What an organization announced, to whom it was told. */
import { element } from "../check/element.js";
import { day } from "../check/format.js";
import { rows, rpc } from "./api.js";
import { action, begin, leaving, paragraph, place } from "./page.js";

const id = /^\/announcements\/([0-9a-f-]{36})\/?$/.exec(location.pathname)?.[1];

/** @param {string} instant */
const dayOf = (instant) =>
  day(new Intl.DateTimeFormat("en-CA", { timeZone: "Africa/Lagos" }).format(new Date(instant)));

/**
 * The text in a language of the reader's, else in the announcement's own.
 * @param {any} announcement
 */
function textOf({ language, announcement_texts: texts }) {
  const wanted = [...navigator.languages.map((it) => it.split("-")[0]), language];
  for (const it of wanted) {
    const found = texts.find((/** @type {any} */ text) => text.language === it);
    if (found !== undefined) return found;
  }
  return texts[0];
}

async function show() {
  const [announcement] = id === undefined ? [] : await rows(
    `announcements?select=id,language,publish_at,withdrawn_at,withdrawn_because,announcement_texts(language,title,body)&id=eq.${id}`,
  );
  const text = announcement && textOf(announcement);
  if (text === undefined) {
    return place(
      "unknown",
      paragraph("There is no such announcement for you, or you signed in as somebody else."),
      leaving(),
    );
  }
  const mine = await rpc("read_announcement", { announcement_id: id });
  const title = Object.assign(element("h2", "", text.title), { lang: text.language });
  const body = Object.assign(element("p", "prose", text.body), { lang: text.language });
  place(
    announcement.withdrawn_at === null ? "announcement" : "withdrawn",
    title,
    element("p", "muted", dayOf(announcement.publish_at)),
    ...(announcement.withdrawn_at === null
      ? []
      : [paragraph(`It was taken back: ${announcement.withdrawn_because}`)]),
    body,
    mine.acknowledged_at === null
      ? action("I have read this", async () => {
        await rpc("read_announcement", { announcement_id: id, acknowledge: true });
        await show();
      })
      : paragraph(`You said on ${dayOf(mine.acknowledged_at)} that you have read it.`),
    leaving(),
  );
}

begin(show);

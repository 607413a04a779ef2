/** Where a piece of news leads: to what it is about, as who reads it sees that. */
import type { Place, Reader, Told } from "./news_reader.ts";
import { accountLink, lastLink, ownLink } from "./own_link.ts";
import { workLink, workOf } from "./work_link.ts";

/** Kinds that go to who pays and to who is paid: of the same payment each sees another screen. */
const ofBoth = /^(payment_(?!settled)|receipt_|refund_)/;

/** A place of the app; undefined: it says all that there is. */
export function linkOf(news: Told, reader: Reader): Place | undefined {
  const account = accountLink(news);
  if (account !== undefined) return account;
  const org = workOf(news, reader);
  const isAtWork = reader.memberships.some((it) => it.org_id === news.org_id);
  const work = org === undefined ? undefined : workLink(news, org);
  if (isAtWork && ofBoth.test(news.kind) && work !== undefined) return work;
  return ownLink(news, reader) ?? work ?? lastLink(news);
}

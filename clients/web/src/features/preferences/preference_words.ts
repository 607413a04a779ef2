/** Topics, channels and modes in words. */
import { t } from "@lingui/core/macro";
import type { MessageChannel, MessageMode } from "@estate/sdk";

/** A topic of notification_kinds; one that is new here keeps the project's word for it. */
export function topicName(topic: string): string {
  const names: Readonly<Record<string, string>> = {
    messages: t`Messages`,
    money: t`Rent and money`,
    tenancies: t`Your tenancy`,
    deals: t`Enquiries, viewings, offers`,
    market: t`Listings and searches`,
    organization: t`Your organization`,
    papers: t`Papers`,
    announcements: t`Announcements`,
    account: t`Your account`,
    platform: t`Estate itself`,
  };
  return names[topic] ?? topic;
}

const order = ["money", "tenancies", "messages", "deals", "market", "papers", "announcements"];

/** Each topic once: what most people come for first, what is new here last. */
export function topicsInOrder(topics: readonly string[]): readonly string[] {
  const rank = (topic: string) => (order.indexOf(topic) + 1) || order.length + 1;
  return [...new Set(topics)].toSorted((one, other) => rank(one) - rank(other));
}

/** A channel. */
export function channelName(channel: MessageChannel): string {
  return channel === "email" ? t`E-mail` : t`SMS`;
}

/** A mode. */
export function modeName(mode: MessageMode): string {
  switch (mode) {
    case "off":
      return t`not at all`;
    case "daily":
      return t`once a day, together`;
    case "at_once":
      return t`at once`;
  }
}

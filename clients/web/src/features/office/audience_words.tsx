/** To whom an announcement or a letter went, by what, and until when it holds. */
import { plural, t } from "@lingui/core/macro";
import type { Announcement } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { kindName } from "../../format/home_words.ts";

/** One line of it. */
export function AudienceWords({ announcement }: { readonly announcement: Announcement }) {
  const { property_ids: properties, unit_ids: units, tenancy_ids: tenancies } = announcement;
  const homes = units.length + tenancies.length;
  const parts = [
    announcement.is_for_all ? t`To all tenants` : "",
    properties.length > 0
      ? plural(properties.length, {
        one: "To the tenants of # property",
        other: "To the tenants of # properties",
      })
      : "",
    homes > 0
      ? plural(homes, { one: "To the tenants of # home", other: "To the tenants of # homes" })
      : "",
    announcement.unit_kinds.map(kindName).join(", "),
    announcement.is_important ? t`by SMS too` : t`in the app and by e-mail`,
    announcement.expires_at === null ? "" : t`until ${dateOf(announcement.expires_at)}`,
  ];
  return <p className="text-muted">{parts.filter((it) => it !== "").join(" · ")}</p>;
}

/** Kinds of news about somebody's home. */
import { t } from "@lingui/core/macro";

/** What a kind tells; undefined: it is none of these. */
export function homeKind(kind: string): string | undefined {
  switch (kind) {
    case "tenancy_offered":
      return t`A tenancy is offered to you`;
    case "tenancy_cancelled":
      return t`A tenancy or a renewal that was offered does not come about`;
    case "tenancy_renewal_offered":
      return t`Your tenancy can be renewed`;
    case "notice_given":
      return t`Notice was given, or withdrawn`;
    case "letter_sent":
      return t`Your landlord's side wrote you a letter`;
    case "letter_withdrawn":
      return t`A letter to you was withdrawn`;
    case "statutory_notice":
      return t`A notice of the law was given to you, or withdrawn`;
    case "tenancy_holding_over":
      return t`A term is over and the home is still lived in`;
    case "tenancy_ended":
      return t`A tenancy is over`;
    case "tenancy_passed_on":
      return t`Your home was sold: pay its new owner`;
    case "home_to_take":
      return t`A home that you bought waits for you`;
    case "history_requested":
      return t`Somebody asks for your rental history`;
    case "inspection_scheduled":
      return t`An inspection is planned`;
    case "inspection_ready":
      return t`An inspection is ready to be signed`;
    case "inspection_signed":
      return t`An inspection was signed`;
    case "inspection_disputed":
      return t`An inspection is disputed`;
    case "inspection_cancelled":
      return t`An inspection is cancelled`;
    case "document_shared":
      return t`A document was shared with you`;
    case "announcement_published":
      return t`Your landlord's side has something to tell`;
    case "important_announcement":
      return t`Your landlord's side has something important to tell`;
    default:
      return undefined;
  }
}

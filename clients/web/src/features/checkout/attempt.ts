/** Checkouts, transfers and charged cards that are not decided: what is known of each, and whether it keeps its charges from being paid. */
import type { AskedPayment, ListedPayment } from "@estate/sdk";
import { isOffline } from "./offline.ts";

/**
 * unfinished: a checkout in which nobody has paid; awaited: an account number to which nothing came; begun: nobody knows whether
 * it was paid; on_its_way: the provider works on it, or has the money.
 */
export type AttemptState = "unfinished" | "awaited" | "begun" | "on_its_way";

/** One of them. */
export interface Attempt {
  readonly payment: ListedPayment;
  readonly state: AttemptState;
}

/** What the providers say, by reference; nothing while they are asked. */
export type Answers = ReadonlyMap<string, Pick<AskedPayment, "status" | "answer"> | undefined>;

const isOpen = (status: ListedPayment["status"]) => status === "created" || status === "pending";

/** Payments of which a provider may know more than the books. */
export const undecided = (payments: readonly ListedPayment[]): readonly ListedPayment[] =>
  payments.filter((it) => isOpen(it.status) && !isOffline(it));

/** Reported payments at which the payee's side looks. */
export const reports = (payments: readonly ListedPayment[]): readonly ListedPayment[] =>
  payments.filter((it) => isOpen(it.status) && isOffline(it));

/** Those that are not decided, as far as is known by now. */
export function attempts(
  payments: readonly ListedPayment[],
  answers: Answers,
): readonly Attempt[] {
  return undecided(payments).flatMap((payment) => {
    const said = answers.get(payment.reference);
    if (said !== undefined && said.status !== "succeeded" && !isOpen(said.status)) return [];
    return [{ payment, state: stateOf(payment, said) }];
  });
}

function stateOf(
  { checkout_url, status }: ListedPayment,
  said: Pick<AskedPayment, "status" | "answer"> | undefined,
): AttemptState {
  if (said?.status === "succeeded") return "on_its_way";
  switch (said?.answer) {
    case "unknown":
    case "not_begun":
      // One that was only written down has no page, since the provider was away, and nobody can have paid it.
      return checkout_url === null && status === "pending" ? "awaited" : "unfinished";
    case "pending":
    case "succeeded":
    case "failed":
      return "on_its_way";
    default:
      // What has no page to be paid on is a saved card that is being charged, or a number to which somebody may have paid.
      return checkout_url === null ? "on_its_way" : "begun";
  }
}

/** Whether it keeps its charges from being paid: only of an unfinished one it is known that nobody has paid. */
export const locks = ({ state }: Attempt): boolean => state !== "unfinished";

/** Signals: what staff look at before it goes on, what they decided about you, and how you appeal. */
import type { Database } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";

/** Something that concerns you: until when it is held at most, or what was decided and why. */
export type MySignal = Database["public"]["Functions"]["my_signals"]["Returns"][number];
/** What waits for a person of the staff, and not whom it concerns. */
export type SignalToReview =
  Database["public"]["Functions"]["signals_to_review"]["Returns"][number];
/** A signal as staff see it who opened it: whom it concerns, with evidence and context. */
export type OpenedSignal = Database["public"]["Functions"]["read_signal"]["Returns"][number];
/** How often there was a kind of signal, and how often staff agreed with it. */
export type SignalFigures = Database["public"]["Functions"]["signal_figures"]["Returns"][number];
/** What staff decide. */
export type SignalDecision = "confirmed" | "dismissed";

/**
 * What staff look at, or have decided, about you and the organizations that you run. An act that waits for it is refused
 * as `trust.held`, with `held_until` in its details.
 */
export async function listMySignals(estate: Estate): Promise<MySignal[]> {
  return dataOf(await estate.rpc("my_signals"));
}

/**
 * Says that what staff confirmed is wrong, and why: another of them decides. Once.
 * @throws {EstateError} signal.not_appealable
 */
export async function appealSignal(
  estate: Estate,
  signalId: string,
  reason: string,
): Promise<void> {
  dataOf(await estate.rpc("appeal_signal", { signal_id: signalId, reason }));
}

/** For staff: what waits, appeals first, then the gravest. */
export async function signalsToReview(estate: Estate, most = 50): Promise<SignalToReview[]> {
  return dataOf(await estate.rpc("signals_to_review", { max_results: most }));
}

/**
 * For staff: opens a signal. Why is kept; a person whom it concerns sees that staff looked, and what for.
 * @throws {EstateError} staff.bad_reason, signal.own
 */
export async function readSignal(
  estate: Estate,
  signalId: string,
  reason: string,
): Promise<OpenedSignal> {
  return dataOf(await estate.rpc("read_signal", { signal_id: signalId, reason }).single());
}

/**
 * For staff: decides a signal, or the appeal against one, with a reason that those whom it concerns read.
 * @throws {EstateError} signal.own, signal.already_decided
 */
export async function decideSignal(
  estate: Estate,
  signalId: string,
  decision: SignalDecision,
  reason: string,
): Promise<void> {
  dataOf(await estate.rpc("decide_signal", { signal_id: signalId, decision, reason }));
}

/** For staff: each kind of signal with its weight, and in how many of a hundred staff agreed with it. */
export async function signalFigures(estate: Estate): Promise<SignalFigures[]> {
  return dataOf(await estate.rpc("signal_figures"));
}

/** For staff: weighs a kind of signal anew; without `holdDays` it holds nothing. */
export async function setSignalRule(
  estate: Estate,
  rule: {
    readonly kind: string;
    readonly isOn: boolean;
    readonly weight: number;
    readonly holdDays?: number;
  },
): Promise<void> {
  dataOf(
    await estate.rpc("set_signal_rule", {
      kind: rule.kind,
      is_on: rule.isOn,
      weight: rule.weight,
      ...(rule.holdDays === undefined ? {} : { hold_days: rule.holdDays }),
    }),
  );
}

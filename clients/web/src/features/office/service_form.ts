/** Reads the form of an attempt at service. */
import type { ServiceMode } from "@estate/sdk";

/** An attempt as it is recorded, without its evidence. */
export interface Attempt {
  readonly mode: ServiceMode;
  readonly attemptedAt: Date;
  readonly servedBy: string;
  readonly isEffective: boolean;
  readonly recipient?: string;
  readonly witness?: string;
  readonly reference?: string;
  readonly note?: string;
}

/** A day (YYYY-MM-DD) and a time (HH:MM) in Lagos as an instant; undefined where one of them is not understood. */
export function instantOf(day: string, time: string): Date | undefined {
  const at = new Date(`${day}T${time}:00+01:00`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** A form knows minutes: what it says of the minute in which a notice was issued was after the issue. */
export function notBefore(at: Date, issuedAt: string): Date {
  const issued = Date.parse(issuedAt);
  const early = issued - at.getTime();
  return early > 0 && early < 60_000 ? new Date(issued + 1) : at;
}

/** The attempt that a form says; undefined where the time is not understood. What was left empty is left out. */
export function attemptOf(
  said: (name: string) => string,
  mode: ServiceMode,
  isEffective: boolean,
): Attempt | undefined {
  const attemptedAt = instantOf(said("day"), said("time"));
  if (attemptedAt === undefined) return undefined;
  const more = (["recipient", "witness", "reference", "note"] as const)
    .filter((name) => said(name) !== "")
    .map((name) => [name, said(name)] as const);
  return {
    mode,
    attemptedAt,
    isEffective,
    servedBy: said("served_by"),
    ...Object.fromEntries(more),
  };
}

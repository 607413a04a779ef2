/** What the meters of a home showed, as the form has it. */
import type { MeterReading } from "@estate/sdk";

/** The meters that are asked for. */
export const meters = ["electricity", "water"] as const;
/** One of them. */
export type Meter = (typeof meters)[number];

/** What was typed. */
export type Typed = Readonly<Record<Meter, { readonly value: string; readonly number: string }>>;

/** As the project has it; of a meter that was read twice the first. */
export function fromReadings(readings: readonly MeterReading[]): Typed {
  const typed = (meter: Meter) => {
    const known = readings.find((it) => it.meter === meter);
    return { value: known === undefined ? "" : String(known.value), number: known?.number ?? "" };
  };
  return { electricity: typed("electricity"), water: typed("water") };
}

/** Whether it can be sent: a figure, or nothing. */
export const isReading = (value: string): boolean => /^\s*(\d{1,9}([.,]\d{1,3})?)?\s*$/.test(value);

/** As it is sent: what was typed in place of the same meters, beside the others that the project knows. */
export function toReadings(
  typed: Typed,
  known: readonly MeterReading[],
): readonly MeterReading[] {
  const others = known.filter((it) => !(meters as readonly string[]).includes(it.meter));
  const ours = meters.flatMap((meter): MeterReading[] => {
    const { value, number } = typed[meter];
    if (value.trim() === "") return [];
    return [{
      meter,
      value: Number(value.trim().replace(",", ".")),
      ...(number.trim() === "" ? {} : { number: number.trim() }),
    }];
  });
  return [...ours, ...others];
}

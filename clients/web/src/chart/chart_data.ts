/** What a chart of bars shows, and what its parts come to. */
import type { ShareColor } from "./share_bar.tsx";

/** A kind of value, the same in every group. */
export interface Series {
  readonly key: string;
  readonly label: string;
  readonly color: ShareColor;
}

/** What stands over one place of the axis, such as a month. */
export interface BarGroup {
  readonly key: string;
  /** Short, for the axis. */
  readonly label: string;
  /** By the key of their series; what is missing is nothing. */
  readonly values: Readonly<Record<string, number>>;
}

/** A piece of a bar, from one value to another. */
export interface Piece {
  readonly series: Series;
  readonly from: number;
  readonly to: number;
}

const valueOf = (group: BarGroup, { key }: Series) => group.values[key] ?? 0;

/** Pieces of a group upon each other: what is below nothing goes down from the line, by itself. */
export function piecesOf(group: BarGroup, series: readonly Series[]): readonly Piece[] {
  let up = 0;
  let down = 0;
  return series.flatMap((it): Piece[] => {
    const value = valueOf(group, it);
    if (value === 0) return [];
    const from = value > 0 ? up : down;
    if (value > 0) up += value;
    else down += value;
    return [{ series: it, from, to: from + value }];
  });
}

/** The least and the most that the axis must hold; nothing is always on it. */
export function extentOf(
  groups: readonly BarGroup[],
  series: readonly Series[],
  stacked: boolean,
): readonly [number, number] {
  const ends = groups.flatMap((group) =>
    stacked ? piecesOf(group, series).map(({ to }) => to) : series.map((it) => valueOf(group, it))
  );
  const most = Math.max(0, ...ends);
  return [Math.min(0, ...ends), most === 0 ? 1 : most];
}

/** Every how many groups one is named, so that names have `room` pixels each. */
export function everyOf(groups: number, width: number, room: number): number {
  return Math.max(1, Math.ceil(groups / Math.max(1, Math.floor(width / room))));
}

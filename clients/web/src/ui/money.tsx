/** An amount of money, in figures that stand under each other. */
import { naira } from "../format/naira.ts";

const sizes = {
  small: "text-14",
  normal: "",
  large: "text-20 font-bold",
  /** The largest thing on a money screen. */
  hero: "text-30 font-bold tracking-tight",
} as const;

/** In kobo. */
export function Money(
  { kobo, size = "normal", className = "" }: {
    readonly kobo: number;
    readonly size?: keyof typeof sizes;
    readonly className?: string;
  },
) {
  return <span className={`money ${sizes[size]} ${className}`}>{naira(kobo)}</span>;
}

/** What is ticked: a box, or a round one of which one is chosen. It stands in a label that is pressed as a whole. */
import type { InputHTMLAttributes } from "react";

/** The control alone. */
export function Tick(
  { type, onCard, isHidden, className = "", ...rest }:
    & {
      readonly type: "checkbox" | "radio";
      /** The label around it shows the focus. */
      readonly onCard?: boolean;
      /** The label around it shows as well that it is chosen: there is nothing to draw. */
      readonly isHidden?: boolean;
    }
    & InputHTMLAttributes<HTMLInputElement>,
) {
  return (
    <input
      {...rest}
      type={type}
      className={isHidden ? "sr-only" : `tick ${onCard ? "outline-none" : ""} ${className}`}
    />
  );
}

/** Classes of a label that shows as a whole that it is chosen. */
export const tickCardClass = "border border-edge bg-ground transition-colors duration-150 " +
  "has-enabled:hover:border-brand has-checked:border-brand has-checked:bg-brand-soft has-disabled:text-muted " +
  "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus";

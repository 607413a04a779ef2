/** What is pressed: a button that does something, and a link that looks like one and goes somewhere. */
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from "react";

/** primary: the one thing to do here. secondary: another. quiet: the least. danger: what cannot be taken back. */
export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";

const base =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-control px-4 py-2 text-16 font-semibold leading-tight " +
  "transition-colors duration-150 disabled:opacity-60 aria-disabled:opacity-60 text-center";

const looks: Readonly<Record<ButtonLook, string>> = {
  primary: "bg-brand text-on-brand hover:bg-brand-ink hover:text-ground",
  secondary: "border border-edge bg-ground text-ink hover:bg-raised",
  quiet: "text-brand hover:bg-brand-soft",
  danger: "border border-bad bg-ground text-bad hover:bg-bad-soft",
};

/** Its classes, for what only looks like a button. */
export const buttonClass = (look: ButtonLook = "primary", more = ""): string =>
  `${base} ${looks[look]} ${more}`;

interface Looks {
  readonly look?: ButtonLook;
  /** Wide as what holds it. */
  readonly wide?: boolean;
  readonly icon?: ReactNode;
}

/** A button. While `busy` it keeps its place, says so, and takes no second press. */
export function Button(
  { look = "primary", wide, icon, busy, className = "", children, type = "button", ...rest }:
    & Looks
    & { readonly busy?: boolean }
    & ButtonHTMLAttributes<HTMLButtonElement>,
) {
  return (
    <button
      {...rest}
      type={type}
      disabled={rest.disabled === true || busy === true}
      aria-busy={busy === true || undefined}
      className={buttonClass(look, `${wide ? "w-full" : ""} ${className}`)}
    >
      {busy === true ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** Goes round while something is done; the word beside it says what. */
export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 shrink-0 animate-spin rounded-chip border-2 border-current border-r-transparent"
    />
  );
}

function Anchor(
  { look = "primary", wide, icon, className = "", children, ...rest }:
    & Looks
    & AnchorHTMLAttributes<HTMLAnchorElement>,
) {
  return (
    <a {...rest} className={buttonClass(look, `${wide ? "w-full" : ""} ${className}`)}>
      {icon}
      {children}
    </a>
  );
}

/** A link of the app that looks like a button. */
export const LinkButton = createLink(Anchor);

/** A link to elsewhere that looks like a button. */
export const AnchorButton = Anchor;

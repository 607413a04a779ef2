/** How something stands: colour, sign and word, always the three. */
import { CircleAlert, CircleCheck, CircleDot, Clock, Info } from "lucide-react";
import type { ReactNode } from "react";

/** good: done, paid. warn: soon, unusual. bad: late, refused. info: to know. wait: under way. */
export type Meaning = "good" | "warn" | "bad" | "info" | "wait";

const looks = {
  good: { Icon: CircleCheck, className: "bg-good-soft text-good" },
  warn: { Icon: CircleAlert, className: "bg-warn-soft text-warn" },
  bad: { Icon: CircleAlert, className: "bg-bad-soft text-bad" },
  info: { Icon: Info, className: "bg-info-soft text-info" },
  wait: { Icon: Clock, className: "bg-sunken text-ink" },
} as const;

/** The chip. */
export function StatusChip(
  { meaning, children }: { readonly meaning: Meaning; readonly children: ReactNode },
) {
  const { Icon, className } = looks[meaning] ?? { Icon: CircleDot, className: "" };
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-chip px-2 py-0.5 text-14 font-semibold ${className}`}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0" strokeWidth={2} />
      {children}
    </span>
  );
}

/** The same meanings as a box with words in it. */
export function Callout(
  { meaning, title, children, role }: {
    readonly meaning: Meaning;
    readonly title?: ReactNode;
    readonly children?: ReactNode;
    readonly role?: "status" | "alert";
  },
) {
  const { Icon, className } = looks[meaning];
  const [soft = "", strong = ""] = className.split(" ");
  return (
    <div role={role} className={`flex gap-3 rounded-control p-3 ${soft}`}>
      <Icon aria-hidden="true" className={`mt-0.5 size-5 shrink-0 ${strong}`} strokeWidth={2} />
      <div className="min-w-0 text-ink">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}

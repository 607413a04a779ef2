/** A value to be typed into one's bank, with a button that copies it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { toast } from "../../ui/toast.tsx";

/** A line of a `<dl>`; `copied` is what is copied, where it is worth copying. */
export function CopiedLine(
  { name, value, copied }: {
    readonly name: ReactNode;
    readonly value: string;
    readonly copied?: string;
  },
) {
  const copy = async () => {
    await navigator.clipboard.writeText(copied ?? value);
    toast(t`Copied`);
  };
  return (
    <div className="flex items-center justify-between gap-4">
      <div className="min-w-0">
        <dt className="text-14 text-muted">{name}</dt>
        <dd className="money text-20 font-bold">{value}</dd>
      </div>
      {copied !== undefined && (
        <button
          type="button"
          onClick={() => void copy()}
          className="grid size-11 shrink-0 place-items-center rounded-control border border-edge hover:bg-raised"
        >
          <Copy aria-hidden="true" className="size-5" />
          <span className="sr-only">
            <Trans>Copy {value}</Trans>
          </span>
        </button>
      )}
    </div>
  );
}

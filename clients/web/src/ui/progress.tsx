/** How far something is that takes a while. */

/** `share` from 0 to 1; `label` says what of. */
export function Progress({ label, share }: { readonly label: string; readonly share: number }) {
  const percent = Math.round(Math.min(Math.max(share, 0), 1) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-2 overflow-hidden rounded-chip bg-sunken"
    >
      <div
        className="h-full rounded-chip bg-brand transition-all duration-150"
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}

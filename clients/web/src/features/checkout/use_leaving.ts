/** Tells the screen that something is being paid, for as long as it is: then nothing else can be chosen beside it. */
import { useEffect } from "react";

/** What a way to pay is given for it. */
export interface Leaving {
  readonly onLeaving: (isLeaving: boolean) => void;
}

/** Says so, also when it is over or the way is left. */
export function useLeaving(isLeaving: boolean, onLeaving: Leaving["onLeaving"]): void {
  useEffect(() => {
    onLeaving(isLeaving);
    return () => onLeaving(false);
  }, [isLeaving, onLeaving]);
}

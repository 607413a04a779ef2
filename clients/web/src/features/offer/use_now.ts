/** The time, told every half minute: an offer runs out while somebody looks at it. */
import { useEffect, useState } from "react";

/** Milliseconds. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

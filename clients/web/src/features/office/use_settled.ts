/** What somebody is typing, once they pause: nothing is asked of the project at each letter. */
import { useEffect, useState } from "react";

/** The value as it was when it last stayed the same for so long. */
export function useSettled<Value>(value: Value, waitMs = 500): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs);
    return () => clearTimeout(timer);
  }, [value, waitMs]);
  return settled;
}

/** How wide an element is, now and after each change: a drawing whose letters keep their size needs to know. */
import { useCallback, useRef, useState } from "react";

/** A ref for the element, and its width in pixels; 0 before it is there. */
export function useWidth(): readonly [(element: HTMLElement | null) => void, number] {
  const [width, setWidth] = useState(0);
  const seen = useRef<ResizeObserver>(undefined);
  const ref = useCallback((element: HTMLElement | null) => {
    seen.current?.disconnect();
    if (element === null) return;
    setWidth(element.clientWidth);
    seen.current = new ResizeObserver(() => setWidth(element.clientWidth));
    seen.current.observe(element);
  }, []);
  return [ref, width];
}

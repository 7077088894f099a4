import { useEffect, useRef } from "react";

/** Keeps the tab of this page, or the one that is pressed, in sight where the bar is narrower than its tabs. */
export function useShownTab<E extends HTMLElement = HTMLElement>(current: string | undefined) {
  const bar = useRef<E>(null);
  useEffect(() => {
    const tab = bar.current?.querySelector<HTMLElement>('[aria-current], [aria-pressed="true"]');
    if (tab && bar.current) bar.current.scrollLeft = tab.offsetLeft - (bar.current.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  return bar;
}

import { useEffect, useRef } from "react";

/** Keeps the tab of this page in sight where the bar is narrower than its tabs. */
export function useShownTab(current: string | undefined) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const tab = bar.current?.querySelector<HTMLElement>("[aria-current]");
    if (tab && bar.current) bar.current.scrollLeft = tab.offsetLeft - (bar.current.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  return bar;
}

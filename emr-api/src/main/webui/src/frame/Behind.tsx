import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { wire } from "../client";
import { WOKEN } from "../load";

interface PlaceProps {
  host: HTMLElement;
  covered: boolean;
}

/** Where the page stands in the document; taken out whole while it is covered. Comes before what it holds, which measures itself. */
function Place({ host, covered }: PlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef<{ top: number; focus: Element | null }>(undefined);
  useLayoutEffect(() => {
    wire.covered = covered;
    if (covered) return () => void (wire.covered = false);
    place.current!.append(host);
    const left = before.current;
    if (left) {
      // A layer that was taken out of the document is not on top any more.
      host.querySelectorAll<HTMLDialogElement>("dialog[open]").forEach((layer) => {
        if (!layer.showModal) return;
        layer.removeAttribute("open");
        layer.showModal();
      });
      if (left.focus instanceof HTMLElement) left.focus.focus();
      document.documentElement.scrollTop = left.top;
      window.dispatchEvent(new Event(WOKEN));
    }
    return () => {
      before.current = { top: document.documentElement.scrollTop, focus: host.contains(document.activeElement) ? document.activeElement : null };
      host.remove();
    };
  }, [host, covered]);
  return <div ref={place} className="behind" />;
}

/**
 * A page that can be covered without losing what was typed: it lives on in memory, but nothing of it is in the document, so
 * nothing can be read, searched or printed. Uncovered, what it shows is asked for anew.
 */
export function Behind({ covered, children }: { covered: boolean; children: ReactNode }) {
  const [host] = useState(() => Object.assign(document.createElement("div"), { className: "behind" }));
  return (
    <>
      <Place host={host} covered={covered} />
      {createPortal(children, host)}
    </>
  );
}

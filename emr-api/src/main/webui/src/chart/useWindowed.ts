import { useEffect, useState, type RefObject } from "react";

export interface Part {
  from: number;
  to: number;
}

interface Sizes {
  rows: number;
  rowHeight: number;
  columns: number;
  columnWidth: number;
  /** Width of the frozen columns. */
  frozen: number;
}

const SPARE = 6;
const SMALL = 4000;

/**
 * Which rows and columns of a big grid are in view, with some spare. Small grids are drawn whole, and so is everything
 * while printing.
 */
export function useWindowed(box: RefObject<HTMLElement | null>, sizes: Sizes): { rows: Part; columns: Part } {
  const { rows, rowHeight, columns, columnWidth, frozen } = sizes;
  const whole = rows * columns <= SMALL;
  const [view, setView] = useState({ top: 0, left: 0, height: 900, width: 1600 });
  const [printing, setPrinting] = useState(false);

  useEffect(() => {
    const element = box.current;
    if (!element || whole) return;
    let asked = 0;
    const look = () => {
      asked = 0;
      setView({
        top: element.scrollTop,
        left: element.scrollLeft,
        height: element.clientHeight || 900,
        width: element.clientWidth || 1600,
      });
    };
    const soon = () => {
      asked ||= window.requestAnimationFrame(look);
    };
    const before = () => setPrinting(true);
    const after = () => setPrinting(false);
    look();
    element.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.cancelAnimationFrame(asked);
      element.removeEventListener("scroll", soon);
      window.removeEventListener("resize", soon);
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, [box, whole]);

  if (whole || printing) return { rows: { from: 0, to: rows }, columns: { from: 0, to: columns } };
  const part = (offset: number, length: number, size: number, count: number): Part => {
    const from = Math.max(0, Math.min(count, Math.floor(offset / size) - SPARE));
    return { from, to: Math.min(count, Math.ceil((offset + length) / size) + SPARE) };
  };
  return {
    rows: part(view.top, view.height, rowHeight, rows),
    columns: part(view.left, Math.max(0, view.width - frozen), columnWidth, columns),
  };
}

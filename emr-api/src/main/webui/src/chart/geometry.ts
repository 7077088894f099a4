import type { Point } from "./laboratory";

export interface Scale {
  x(at: number): number;
  y(value: number): number;
  lowest: number;
  highest: number;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Fits points and their ranges into a box; a single point sits in the middle. */
export function fit(all: Point[], box: Box, span?: { from: number; to: number }): Scale {
  const heights: number[] = [];
  for (const p of all) {
    heights.push(p.value);
    // "under 5" starts at nothing: shown from zero, so the band has a height.
    if (p.low === undefined && p.high !== undefined && p.high > 0 && p.value >= 0) heights.push(0);
    if (p.low !== undefined) heights.push(p.low);
    if (p.high !== undefined) heights.push(p.high);
  }
  let lowest = Math.min(...heights);
  let highest = Math.max(...heights);
  if (highest === lowest) {
    const room = Math.abs(highest) * 0.1 || 1;
    lowest -= room;
    highest += room;
  }
  const from = span?.from ?? all[0]!.at;
  const to = span?.to ?? all[all.length - 1]!.at;
  const x = (at: number) => box.left + (to === from ? box.width / 2 : ((at - from) / (to - from)) * box.width);
  const y = (value: number) => box.top + box.height - ((value - lowest) / (highest - lowest)) * box.height;
  return { x, y, lowest, highest };
}

const r = (n: number) => Math.round(n * 10) / 10;

export function linePath(all: Point[], scale: Scale): string {
  return all.map((p, i) => `${i === 0 ? "M" : "L"}${r(scale.x(p.at))} ${r(scale.y(p.value))}`).join("");
}

/**
 * The reference band as it was for each point: a step where the range changed (other method, other age), a gap where
 * none was given. An open end reaches the edge of the box.
 */
export function bandPaths(all: Point[], scale: Scale, box: Box): string[] {
  const paths: string[] = [];
  const right = box.left + box.width;
  const edge = (i: number) => {
    if (i <= 0) return box.left;
    if (i >= all.length) return right;
    return (scale.x(all[i - 1]!.at) + scale.x(all[i]!.at)) / 2;
  };
  for (let i = 0; i < all.length; ) {
    const { low, high } = all[i]!;
    let end = i + 1;
    while (end < all.length && all[end]!.low === low && all[end]!.high === high) end += 1;
    if (low !== undefined || high !== undefined) {
      const top = r(high === undefined ? box.top : scale.y(high));
      const bottom = r(low === undefined ? box.top + box.height : scale.y(low));
      paths.push(`M${r(edge(i))} ${top}H${r(edge(end))}V${bottom}H${r(edge(i))}Z`);
    }
    i = end;
  }
  return paths;
}

/** Three to six round numbers across a span. */
export function ticks(lowest: number, highest: number, wanted = 3): number[] {
  const raw = (highest - lowest) / wanted;
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((n) => n * magnitude).find((n) => n >= raw) ?? raw;
  const found: number[] = [];
  for (let n = Math.ceil(lowest / step); n * step <= highest + step * 1e-9; n += 1) {
    found.push(Number((n * step).toPrecision(12)));
  }
  return found;
}

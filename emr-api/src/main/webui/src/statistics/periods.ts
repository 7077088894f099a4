import { dayKey } from "../format/time";

/** The usual times that are asked for, as days yyyy-MM-dd of Viet Nam. */
export const PERIODS = ["thirty", "month", "before", "quarter", "year"] as const;
export type Period = (typeof PERIODS)[number];

const utc = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** @param now in milliseconds */
export function days(period: Period, now: number): { from: string; until: string } {
  const until = dayKey(now);
  const [year, month, day] = until.split("-").map(Number) as [number, number, number];
  switch (period) {
    case "thirty":
      return { from: utc(year, month - 1, day - 29), until };
    case "month":
      return { from: utc(year, month - 1, 1), until };
    case "before":
      return { from: utc(year, month - 2, 1), until: utc(year, month - 1, 0) };
    case "quarter":
      return { from: utc(year, Math.floor((month - 1) / 3) * 3, 1), until };
    case "year":
      return { from: utc(year, 0, 1), until };
  }
}

import type { CourseNote, Encounter, Told, VitalSign, When } from "../api";
import type { Point } from "../chart/laboratory";
import { visitsById } from "../chart/visits";
import { dayKey, millis } from "../format/time";

/** Kinds of what was done, in the order of their chips. */
export const KINDS = ["medications", "procedures", "notes", "papers", "cards"] as const;
export type Kind = (typeof KINDS)[number];

/** Those of one visit, whichever system's telling of it they came with; all when none is chosen. */
export function ofVisit<D>(items: Told<D>[], visit: string, encounters: readonly Encounter[]): Told<D>[] {
  if (!visit) return items;
  const visits = visitsById(encounters);
  return items.filter((i) => i.encounterId && (visits.get(i.encounterId)?.id ?? i.encounterId) === visit);
}

/** The items by day, newest day first and in a day the latest first; what has no time comes last, under an empty day. */
export function byDay<D>(items: Told<D>[], when: (details: D) => When | undefined): Map<string, Told<D>[]> {
  const at = (i: Told<D>) => millis(when(i.details)) ?? Number.NEGATIVE_INFINITY;
  const days = new Map<string, Told<D>[]>();
  for (const item of [...items].sort((a, b) => at(b) - at(a))) {
    const key = Number.isFinite(at(item)) ? dayKey(at(item)) : "";
    days.set(key, [...(days.get(key) ?? []), item]);
  }
  return days;
}

export const VITALS = ["PULSE", "TEMPERATURE", "SYSTOLIC_PRESSURE", "DIASTOLIC_PRESSURE", "RESPIRATION", "OXYGEN_SATURATION", "WEIGHT", "HEIGHT"] as const;

/** Vital signs that several notes have, oldest first. */
export function runs(notes: Told<CourseNote>[]): { kind: string; all: Point[] }[] {
  return VITALS.map((kind) => ({
    kind,
    all: notes
      .flatMap(({ details }) => {
        const at = millis(details.written);
        const sign = details.vitalSigns?.find((v) => v.kind === kind);
        return at === undefined || !sign ? [] : [{ at, value: sign.value, level: undefined, low: undefined, high: undefined }];
      })
      .sort((a, b) => a.at - b.at),
  })).filter((run) => run.all.length > 1);
}

/** The signs of a note, its two pressures as one. */
export function signs(all: readonly VitalSign[]): { kind: string; values: number[] }[] {
  const low = all.find((v) => v.kind === "DIASTOLIC_PRESSURE");
  const together = low && all.some((v) => v.kind === "SYSTOLIC_PRESSURE");
  return all
    .filter((v) => !(together && v === low))
    .map((v) => (together && v.kind === "SYSTOLIC_PRESSURE" ? { kind: "PRESSURE", values: [v.value, low.value] } : { kind: v.kind, values: [v.value] }));
}

/** Whether a card holds on a day (yyyy-MM-dd); open where it says no end. */
export function holds(from: When | undefined, to: When | undefined, today: string): boolean {
  const day = (when: When | undefined) => (millis(when) === undefined ? undefined : dayKey(millis(when)!));
  return (day(from) ?? today) <= today && (day(to) ?? today) >= today;
}

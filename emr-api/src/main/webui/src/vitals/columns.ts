import type { Kind, Measured, Reading, Told, Vitals } from "./api";

/** A column of the chart: what was measured at one time, by people here or told by one system. */
export interface Column {
  key: string;
  at: string;
  signs: Partial<Record<Kind, number>>;
  /** Entered here. */
  reading?: Reading;
  /** The system that told it. */
  source?: string;
}

/** Units in which a system may tell a value that stands in one column with ours. */
const SAME: Partial<Record<Kind, string[]>> = {
  PULSE: ["/min", "{beats}/min", "bpm", "1/min", "l/p", "lần/ph", "lần/phút"],
  RESPIRATION: ["/min", "{breaths}/min", "1/min", "l/p", "lần/ph", "lần/phút"],
  TEMPERATURE: ["Cel", "°C", "C"],
  SYSTOLIC_PRESSURE: ["mm[Hg]", "mmHg"],
  DIASTOLIC_PRESSURE: ["mm[Hg]", "mmHg"],
  OXYGEN_SATURATION: ["%"],
  WEIGHT: ["kg"],
  HEIGHT: ["cm"],
  URINE_OUTPUT: ["mL", "ml"],
  PAIN: ["{score}"],
};

/** Whether a told value is of our unit; one without a unit is taken as such. */
export const comparable = ({ kind, unit }: Told) => !unit || (SAME[kind] ?? []).includes(unit);

const signsOf = (measured: Measured) => Object.fromEntries(measured.signs.map(({ kind, value }) => [kind, value])) as Column["signs"];

/** All columns, the oldest first; what was taken back is in none. */
export function columnsOf({ readings, told }: Pick<Vitals, "readings" | "told">): Column[] {
  const columns = new Map<string, Column>();
  for (const reading of readings) {
    if (reading.status === "CURRENT") columns.set(reading.id, { key: reading.id, at: reading.at, signs: signsOf(reading), reading });
  }
  for (const value of told) {
    if (!comparable(value)) continue;
    const key = `${value.at} ${value.source ?? ""}`;
    const column = columns.get(key) ?? { key, at: value.at, signs: {}, source: value.source ?? "" };
    column.signs[value.kind] ??= value.value;
    columns.set(key, column);
  }
  return [...columns.values()].sort((a, b) => a.at.localeCompare(b.at));
}

import type { PatientRow, When } from "../api";
import { age, millis } from "../format/time";
import type { Key, Language, Params } from "../lang";

type Say = (key: Key, params?: Params) => string;

interface Aged {
  birth?: When;
  age?: string;
  deceasedAt?: When;
}

/** Age in words: the server's in Vietnamese, worked out the same way in English. */
export function ageOf(person: Aged, language: Language): string {
  if (language === "vi" && person.age) return person.age;
  return age(person.birth, language, millis(person.deceasedAt) ?? Date.now());
}

/** "Khoa Nội · buồng 3 · giường 12" */
export function placeOf(
  stay: PatientRow["stay"] | { department?: string; room?: string; bed?: string } | undefined,
  t: Say,
): string {
  if (!stay || ("open" in stay && !stay.open)) return "";
  if ("restricted" in stay && stay.restricted) return t("restricted.stay");
  return [
    stay.department,
    stay.room && t("chart.room", { x: stay.room }),
    stay.bed && t("chart.bed", { x: stay.bed }),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Capitals that keep Vietnamese marks. */
export function capitals(name: string | undefined): string {
  return (name ?? "").toLocaleUpperCase("vi");
}

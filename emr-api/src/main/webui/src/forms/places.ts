import drawn from "../../../../../../emr-core/src/main/resources/forms/places.json";
import type { Layout } from "./form";

/** A place that can be marked: what it is called, and its outline in the picture. */
export interface MarkPlace {
  code: string;
  vi: string;
  en: string;
  d: string;
  /** Where its number stands. */
  text?: [string, number, number];
}

export interface Picture {
  width: number;
  height: number;
  places: MarkPlace[];
  /** Lines and words that cannot be marked. */
  captions: { vi: string; en: string; x: number; y: number }[];
}

/** The pictures marks are put on: as data, for the server prints the same. */
export const PLACES = drawn as unknown as Partial<Record<Layout, Picture>>;

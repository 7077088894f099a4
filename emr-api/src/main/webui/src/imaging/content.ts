import { address, items, number, numbers, text, type DataSet, type SeriesPlace } from "./api";

/** One picture on the screen: a frame of an instance. */
export interface Slice {
  imageId: string;
  dataSet: DataSet;
}

/** What a series holds, by what can be shown of it. */
export type Content =
  | { kind: "images"; slices: Slice[]; modality: string; volume: boolean }
  | { kind: "documents"; addresses: string[] }
  | { kind: "reports"; dataSets: DataSet[] }
  | { kind: "waveforms"; dataSets: DataSet[] }
  | { kind: "other"; count: number };

const SOP_INSTANCE = "00080018";
const SOP_CLASS = "00080016";
const ENCAPSULATED_PDF = "1.2.840.10008.5.1.4.1.1.104.1";

/** How far along its own normal an image lies; undefined when it does not say. */
function depth(dataSet: DataSet): number | undefined {
  const at = numbers(dataSet, "00200032");
  const turn = numbers(dataSet, "00200037");
  if (at.length !== 3 || turn.length !== 6) return undefined;
  const [a, b, c, d, e, f] = turn as [number, number, number, number, number, number];
  return (b * f - c * e) * at[0]! + (c * d - a * f) * at[1]! + (a * e - b * d) * at[2]!;
}

/** By place in the body where all say it, else by instance number (PS3.3 C.7.6.2, C.7.6.1). */
function ordered(all: DataSet[]): DataSet[] {
  const depths = new Map(all.map((one) => [one, depth(one)]));
  const placed = all.every((one) => depths.get(one) !== undefined) && new Set(depths.values()).size === all.length;
  const key = (one: DataSet) => (placed ? depths.get(one)! : (number(one, "00200013") ?? 0));
  return [...all].sort((one, other) => key(one) - key(other));
}

function isVolume(all: DataSet[]): boolean {
  const first = all[0]!;
  return (
    all.length >= 5 &&
    all.every((one) => depth(one) !== undefined && text(one, "00280010") === text(first, "00280010") && text(one, "00200037") === text(first, "00200037")) &&
    new Set(all.map(depth)).size === all.length &&
    numbers(first, "00280030").length === 2
  );
}

/** What of a series can be shown, and how. */
export function contentOf(place: SeriesPlace, all: DataSet[]): Content {
  const images = all.filter((one) => (number(one, "00280010") ?? 0) > 0);
  if (images.length > 0) {
    const slices = ordered(images).flatMap((dataSet) =>
      Array.from({ length: Math.max(1, number(dataSet, "00280008") ?? 1) }, (_, frame) => ({
        imageId: `wadors:${window.location.origin}${address(place, text(dataSet, SOP_INSTANCE), `frames/${frame + 1}`)}`,
        dataSet,
      })),
    );
    return { kind: "images", slices, modality: text(images[0]!, "00080060"), volume: isVolume(images) };
  }
  const documents = all.filter((one) => text(one, SOP_CLASS) === ENCAPSULATED_PDF);
  if (documents.length > 0) return { kind: "documents", addresses: documents.map((one) => address(place, text(one, SOP_INSTANCE), "document")) };
  const reports = all.filter((one) => items(one, "0040A730").length > 0);
  if (reports.length > 0) return { kind: "reports", dataSets: ordered(reports) };
  const waveforms = all.filter((one) => items(one, "54000100").length > 0);
  if (waveforms.length > 0) return { kind: "waveforms", dataSets: ordered(waveforms) };
  return { kind: "other", count: all.length };
}

/** A line of a structured report (PS3.3 C.17.3): what it is called, what it says, how deep it stands. */
export interface ReportLine {
  depth: number;
  name: string;
  value: string;
}

/** The words, codes, numbers, dates and names of a structured report, in their order. */
export function reportLines(dataSet: DataSet, depth = 0): ReportLine[] {
  if (depth > 20) return [];
  return items(dataSet, "0040A730").flatMap((item) => {
    const meaning = (sequence: string) => items(item, sequence).map((code) => text(code, "00080104")).filter(Boolean).join(", ");
    const measured = items(item, "0040A300").map((one) =>
      [text(one, "0040A30A"), ...items(one, "004008EA").map((unit) => text(unit, "00080100"))].filter(Boolean).join(" "),
    );
    const value = [text(item, "0040A160"), meaning("0040A168"), ...measured, text(item, "0040A123").replace(/\^+/g, " "), text(item, "0040A120") || text(item, "0040A121")]
      .filter(Boolean)
      .join(" · ");
    const line = { depth, name: meaning("0040A043"), value };
    return [...(line.name || line.value ? [line] : []), ...reportLines(item, depth + 1)];
  });
}

import { items, number, text, type DataSet } from "./api";

/** One lead of a recording: values in the unit of its channel, so many per second. */
export interface Lead {
  name: string;
  unit: string;
  values: Float32Array;
  perSecond: number;
}

/**
 * The leads of one group of a waveform (PS3.3 C.10.9): 16-bit samples, channel by channel within each moment, times sensitivity. Other
 * ways of writing samples are not read.
 */
export function leads(group: DataSet, samples: ArrayBuffer): Lead[] {
  const channels = items(group, "003A0200");
  const perSecond = number(group, "003A001A") ?? 0;
  if (text(group, "54001006") !== "SS" || number(group, "54001004") !== 16 || channels.length === 0 || perSecond <= 0) return [];
  const view = new DataView(samples);
  const moments = Math.floor(samples.byteLength / 2 / channels.length);
  return channels.map((channel, c) => {
    const factor = (number(channel, "003A0210") ?? 1) * (number(channel, "003A0212") ?? 1);
    const values = new Float32Array(moments);
    for (let m = 0; m < moments; m++) values[m] = view.getInt16((m * channels.length + c) * 2, true) * factor;
    const source = items(channel, "003A0208")[0] ?? {};
    const unit = items(channel, "003A0211")[0] ?? {};
    return { name: text(source, "00080104") || text(channel, "003A0203") || String(c + 1), unit: text(unit, "00080100"), values, perSecond };
  });
}

const PER_MILLIVOLT: Record<string, number> = { mV: 1, uV: 0.001, V: 1000 };

/** A line in millimetres of paper, 25 mm for a second and 10 mm for a millivolt, as an ECG is printed. */
export function trace(lead: Lead): string {
  const millivolts = PER_MILLIVOLT[lead.unit] ?? 1;
  const step = Math.max(1, Math.floor(lead.perSecond / 250));
  const points: string[] = [];
  for (let i = 0; i < lead.values.length; i += step) points.push(`${((i / lead.perSecond) * 25).toFixed(2)},${(-lead.values[i]! * millivolts * 10).toFixed(2)}`);
  return points.join(" ");
}

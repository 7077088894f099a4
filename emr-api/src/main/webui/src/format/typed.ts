const TYPED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}):(\d{2}))?$/;

/** dd/MM/yyyy with HH:mm or without, as yyyy-MM-dd and HH:mm; undefined for what is empty or no time. */
function read(typed: string): { day: string; clock?: string } | undefined {
  const [, day, month, year, hour, minute] = TYPED.exec(typed.trim()) ?? [];
  if (!day || !month || !year) return undefined;
  const two = (text: string) => text.padStart(2, "0");
  const found = { day: `${year}-${two(month)}-${two(day)}`, clock: hour && minute && `${two(hour)}:${minute}` };
  const time = `${found.day}T${found.clock ?? "00:00"}`;
  const at = Date.parse(`${time}:00Z`);
  // The 31st of a short month, or 25 o'clock, is another time or none.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(time) ? found : undefined;
}

/** A day typed as dd/MM/yyyy, as yyyy-MM-dd; undefined for what is empty or no day. */
export function typedDay(typed: string): string | undefined {
  const found = read(typed);
  return found && !found.clock ? found.day : undefined;
}

/** The same, or a month (MM/yyyy) or year where no more is known, as yyyy-MM or yyyy. */
export function typedDate(typed: string): string | undefined {
  const [, month, year] = /^(?:(0?[1-9]|1[0-2])\/)?((?:18|19|20)\d{2})$/.exec(typed.trim()) ?? [];
  if (!year) return typedDay(typed);
  return month ? `${year}-${month.padStart(2, "0")}` : year;
}

/** dd/MM/yyyy HH:mm by the hospital's clock (UTC+7, no summer time) as an instant; a day alone is its midnight. Undefined as above. */
export function typedInstant(typed: string): string | undefined {
  const found = read(typed);
  return found && new Date(`${found.day}T${found.clock ?? "00:00"}:00+07:00`).toISOString();
}

/** Left empty, or such as can be read? Else nothing is asked or sent: what was typed is never dropped in silence. */
export function fits(typed: string, as: typeof typedDay | typeof typedInstant): boolean {
  return !typed.trim() || as(typed) !== undefined;
}

import { dated, moment } from "../format/time";
import { typedDate, typedInstant } from "../format/typed";
import { decimal } from "../format/values";
import type { Language } from "../lang";
import type { Item, Value } from "./form";

const NUMBER = /^-?\d{1,15}(?:[.,]\d{1,9})?$/;
const CLOCK = /^(\d{1,2})[:hg.]?(\d{2})$/;

/** A number as people write it, with a comma or a point; undefined for what is none. */
export function typedNumber(typed: string): number | undefined {
  const text = typed.trim();
  return NUMBER.test(text) ? Number(text.replace(",", ".")) : undefined;
}

/** 8:30, 08:30, 8h30 or 0830 as HH:mm; undefined for what is no time. */
export function typedClock(typed: string): string | undefined {
  const [, hour, minute] = CLOCK.exec(typed.trim()) ?? [];
  return hour && minute && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, "0")}:${minute}` : undefined;
}

/** What was typed as an answer of the item; undefined when it cannot be read. */
export function readTyped(item: Item, typed: string): Value | undefined {
  switch (item.type) {
    case "integer":
    case "decimal": {
      const number = typedNumber(typed);
      return number === undefined ? undefined : { number };
    }
    case "date": {
      const date = typedDate(typed);
      return date ? { date } : undefined;
    }
    case "dateTime": {
      const dateTime = /\d[ ]+\d{1,2}:\d{2}$/.test(typed.trim()) ? typedInstant(typed) : undefined;
      return dateTime ? { dateTime: dateTime.replace(".000Z", "Z") } : undefined;
    }
    default: {
      const time = typedClock(typed);
      return time ? { time } : undefined;
    }
  }
}

/** An answer as it is typed. */
export function asTyped(value: Value | undefined, language: Language): string {
  if (!value) return "";
  if (value.number !== undefined) return decimal(String(value.number), language);
  if (value.date) return dated(value.date);
  return value.dateTime ? moment(value.dateTime) : (value.time ?? value.text ?? "");
}

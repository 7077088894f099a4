import { describe, expect, it } from "vitest";
import { age, ago, dated, day, millis, moment, time } from "./time";
import { typedDate, typedDay, typedInstant } from "./typed";
import { bytes, decimal, delta, isAbnormal, levelLetter, rangeText, valueText } from "./values";

const yearOnly = { sent: "1958", precision: "YEAR", from: "1957-12-31T17:00:00Z" } as const;

describe("times", () => {
  it("show the hospital's clock", () => {
    expect(moment("2026-03-12T01:15:00Z")).toBe("12/03/2026 08:15");
    expect(moment("2026-03-11T18:30:00Z")).toBe("12/03/2026 01:30");
  });

  it("show only what the sender knew", () => {
    expect(day(yearOnly)).toBe("1958");
    expect(day({ sent: "195803", precision: "MONTH" })).toBe("03/1958");
    expect(moment({ sent: "19580312", precision: "DAY", from: "1958-03-11T17:00:00Z" })).toBe("12/03/1958");
    expect(time({ sent: "20260312", precision: "DAY", from: "2026-03-11T17:00:00Z" })).toBe("");
    expect(moment({ sent: "202603120815", precision: "MINUTE", from: "2026-03-12T01:15:00Z" })).toBe("12/03/2026 08:15");
    expect(day({ sent: "1958-03-12", precision: "DAY" })).toBe("12/03/1958");
  });

  it("keep a text that is no time, and say nothing for none", () => {
    expect(day({ sent: "khoảng 1958", precision: "DAY" })).toBe("khoảng 1958");
    expect(moment(undefined)).toBe("");
    expect(millis(undefined)).toBeUndefined();
  });

  it("say how long ago in both languages", () => {
    const now = Date.parse("2026-03-12T08:00:00Z");
    expect(ago("2026-03-12T07:55:00Z", "vi", now)).toBe("5 phút trước");
    expect(ago("2026-03-12T05:00:00Z", "en", now)).toBe("3 hours ago");
  });
});

describe("days and times as they are typed", () => {
  it("are read as they are written here, and nothing else", () => {
    expect(typedInstant("20/11/2026 07:05")).toBe("2026-11-20T00:05:00.000Z");
    expect(typedInstant("20/11/2026 7:05")).toBe("2026-11-20T00:05:00.000Z");
    expect(typedInstant(" 1/3/2026 ")).toBe("2026-02-28T17:00:00.000Z");
    expect(typedDay(" 1/3/2026 ")).toBe("2026-03-01");
    expect(typedDay("29/02/2028")).toBe("2028-02-29");
    for (const no of ["", "31/02/2026", "29/02/2026", "11/20/2026", "20/11/26", "2026-11-20", "20/11/2026 24:00", "20/11/2026 7", "20/11/2026 07:60"]) {
      expect(typedInstant(no), no).toBeUndefined();
      expect(typedDay(no), no).toBeUndefined();
    }
    expect(typedDay("20/11/2026 07:00")).toBeUndefined();
  });

  it("of a birth that is known by its year or month only are no more exact when they are shown and typed again", () => {
    for (const date of ["1944", "1944-05", "1944-05-18"]) expect(typedDate(dated(date))).toBe(date);
    expect(dated("1944")).toBe("1944");
    expect(typedDate("5/1944")).toBe("1944-05");
    for (const no of ["", "44", "13/1944", "0/1944", "31/02/1944", "1744"]) expect(typedDate(no), no).toBeUndefined();
  });

  it("of a day alone come back as they are shown", () => {
    expect(day("2026-03-01")).toBe("01/03/2026");
  });
});

describe("ages", () => {
  const on = Date.parse("2026-11-20T05:00:00Z");
  const born = (sent: string) => ({ sent, precision: "DAY", from: `${sent.slice(0, 4)}-${sent.slice(4, 6)}-${sent.slice(6)}T00:00:00+07:00` }) as const;

  it("count years from a year alone", () => {
    expect(age(yearOnly, "vi", on)).toBe("68 tuổi");
    expect(age(yearOnly, "en", on)).toBe("68 years");
  });

  it("count to the birthday, months under six years, days under a month", () => {
    expect(age(born("19901121"), "vi", on)).toBe("35 tuổi");
    expect(age(born("19901120"), "vi", on)).toBe("36 tuổi");
    expect(age(born("20230520"), "vi", on)).toBe("42 tháng");
    expect(age(born("20261110"), "vi", on)).toBe("10 ngày");
    expect(age(born("20251120"), "en", on)).toBe("12 months");
  });

  it("say nothing for a birth in the future", () => {
    expect(age(born("20270101"), "vi", on)).toBe("");
  });
});

describe("values", () => {
  it("have a decimal comma in Vietnamese and keep the digits sent", () => {
    expect(decimal("5.10", "vi")).toBe("5,10");
    expect(decimal("5.10", "en")).toBe("5.10");
    expect(valueText({ text: "< 0.05", number: 0.05, comparator: "<" }, "vi")).toBe("< 0,05");
    expect(valueText({ number: 7.4, comparator: ">" }, "vi")).toBe(">7,4");
    expect(valueText({ text: "Âm tính" }, "vi")).toBe("Âm tính");
    expect(valueText({ text: "v1.2 reader", number: undefined }, "vi")).toBe("v1.2 reader");
  });

  it("show the letter for every level but normal", () => {
    expect((["N", "L", "H", "LL", "HH", "A"] as const).map(levelLetter)).toEqual(["", "L", "H", "LL", "HH", "A"]);
    expect(levelLetter(undefined)).toBe("");
    expect(isAbnormal("N")).toBe(false);
    expect(isAbnormal("A")).toBe(true);
  });

  it("write ranges with one or two ends", () => {
    expect(rangeText({ text: "3.9 - 6.4", low: 3.9, high: 6.4 }, "vi")).toBe("3,9 - 6,4");
    expect(rangeText({ low: 3.9, high: 6.4 }, "vi")).toBe("3,9 – 6,4");
    expect(rangeText({ high: 5 }, "en")).toBe("≤ 5");
    expect(rangeText({ low: 60 }, "en")).toBe("≥ 60");
    expect(rangeText({}, "en")).toBe("");
  });

  it("compare with the value before without inventing digits", () => {
    expect(delta(4.7, 4.9, "vi")).toEqual({ arrow: "↓", text: "0,2" });
    expect(delta(0.3, 0.1, "en")).toEqual({ arrow: "↑", text: "0.2" });
    expect(delta(5, 5, "vi")).toEqual({ arrow: "→", text: "" });
  });

  it("name sizes", () => {
    expect(bytes(812, "vi")).toBe("812 B");
    expect(bytes(184_320, "vi")).toBe("184,3 kB");
  });
});

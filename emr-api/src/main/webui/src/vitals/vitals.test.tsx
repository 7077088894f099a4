import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { measuredElsewhere } from "../../testing/fake/vitals.mjs";
import { openHospital, PEOPLE, visit } from "../testing/hospital";
import type { Limits, Told } from "./api";
import { columnsOf, comparable } from "./columns";
import { draftOf, entered, judge, typedNumber } from "./typed";

const path = (n = 0) => `/patients/${PEOPLE[n]!.id}/vitals`;
const PULSE: Limits = { kind: "PULSE", unit: "/min", lowest: 0, highest: 400, usualLow: 30, usualHigh: 220, decimals: 0 };
const WARMTH: Limits = { kind: "TEMPERATURE", unit: "Cel", lowest: 20, highest: 45, usualLow: 34, usualHigh: 42, decimals: 1 };
const judged = (signs: Record<string, string>) => judge({ ...draftOf(undefined), signs }, [PULSE, WARMTH]);

afterEach(() => measuredElsewhere(undefined));

describe("what is typed of vital signs", () => {
  it("is a number with a comma or a point, and nothing else", () => {
    expect([typedNumber("37,5"), typedNumber("37.5"), typedNumber(" 88 "), typedNumber("-1"), typedNumber("1e3"), typedNumber("37,")]).toEqual([37.5, 37.5, 88, undefined, undefined, undefined]);
  });

  it("cannot be outside the limits, or more exact than it is measured", () => {
    expect(judged({ PULSE: "401" }).wrong).toEqual([PULSE]);
    expect(judged({ PULSE: "80,5" }).wrong).toEqual([PULSE]);
    expect(judged({ TEMPERATURE: "37,25" }).wrong).toEqual([WARMTH]);
    expect(judged({ PULSE: "400", TEMPERATURE: "20" })).toMatchObject({ wrong: [], unusual: [PULSE, WARMTH] });
    expect(judged({ PULSE: "30", TEMPERATURE: "42" }).unusual).toEqual([]);
  });

  it("is sent with its time in the hospital's zone, and without what was not said", () => {
    expect(entered({ ...draftOf(undefined), at: "23/11/2026 08:05" }, [])).toEqual({ at: "2026-11-23T01:05:00.000Z", signs: [], confirmed: false });
    expect(entered({ ...draftOf(undefined), at: "sáng nay" }, [])).toBeUndefined();
  });
});

describe("the columns of the chart", () => {
  const told = (more: Partial<Told>): Told => ({ at: "2026-11-23T01:00:00Z", kind: "PULSE", value: 80, source: "HIS", ...more });
  it("stand in the order of time, each system's beside what people entered, and take no other unit", () => {
    expect(comparable(told({ kind: "TEMPERATURE", unit: "[degF]" }))).toBe(false);
    const columns = columnsOf({ readings: [], told: [told({ at: "2026-11-23T02:00:00Z" }), told({}), told({ kind: "WEIGHT", unit: "g", value: 3200 }), told({ source: "máy theo dõi" })] });
    expect(columns.map(({ at, source, signs }) => [at.slice(11, 13), source, signs])).toEqual([["01", "HIS", { PULSE: 80 }], ["01", "máy theo dõi", { PULSE: 80 }], ["02", "HIS", { PULSE: 80 }]]);
  });
});

describe("the page of vital signs", () => {
  it("says the newest score in words with what follows, what was missing, and what a system told", async () => {
    openHospital();
    visit(path());
    const newest = await screen.findByRole("region", { name: "Lần đo gần nhất" });
    expect(newest.textContent).toContain("nguy cơ thấp");
    expect(newest.textContent).toContain("Theo dõi ít nhất mỗi 12 giờ.");
    const list = screen.getByRole("table");
    expect(within(list).getByText(/chưa đủ: thiếu nhịp thở, SpO₂/)).toBeTruthy();
    expect(within(list).getByText("HIS Sông Xanh gửi")).toBeTruthy();
    expect(within(list).getByText(/đã thu hồi · lý do: Ghi nhầm người bệnh/)).toBeTruthy();
  });

  it("has no score for a child, and says why", async () => {
    openHospital();
    visit(path(3));
    expect((await screen.findAllByText(/Không tính điểm: dưới 16 tuổi/)).length).toBeGreaterThan(0);
    expect(screen.queryByRole("button", { name: "Cách tính điểm" })).toBeNull();
  });

  it("asks about unusual values before they are sent, and sends each form once", async () => {
    const hospital = openHospital();
    visit(path());
    fireEvent.click(await screen.findByRole("button", { name: "Ghi sinh hiệu" }));
    const form = within(screen.getByRole("dialog"));
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    expect(form.getByRole("alert").textContent).toBe("Ghi ít nhất một giá trị.");
    fireEvent.change(form.getByLabelText(/^Mạch/), { target: { value: "240" } });
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    const sent = () => hospital.asked.filter((one) => one.method === "POST" && one.path.endsWith("/vital-signs")).length;
    expect(sent()).toBe(0);
    fireEvent.click(form.getByLabelText("Đã xem lại, giá trị này đúng"));
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent()).toBe(1);
  });

  it("shows what a colleague wrote meanwhile and keeps what was typed", async () => {
    openHospital();
    visit(path());
    fireEvent.click((await screen.findAllByRole("button", { name: /^Sửa: / }))[0]!);
    const form = within(screen.getByRole("dialog"));
    fireEvent.change(form.getByLabelText(/^Mạch/), { target: { value: "90" } });
    fireEvent.change(form.getByLabelText("Lý do sửa"), { target: { value: "Đếm lại" } });
    measuredElsewhere({ signs: [{ kind: "PULSE", value: 94 }] });
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    expect(await form.findByText(/vừa được sửa ở nơi khác/)).toBeTruthy();
    expect(form.getByText(/Mạch 94/)).toBeTruthy();
    expect((form.getByLabelText(/^Mạch/) as HTMLInputElement).value).toBe("90");
    fireEvent.click(form.getByRole("button", { name: "Vẫn lưu bản của tôi" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("shows no button to who may not", async () => {
    openHospital("luutru");
    visit(path());
    await screen.findByRole("table");
    expect(screen.queryByRole("button", { name: "Ghi sinh hiệu" })).toBeNull();
    expect(screen.queryByRole("button", { name: /^Sửa: / })).toBeNull();
  });
});

describe("the list of a ward", () => {
  it("puts the sickest first when asked to", async () => {
    openHospital();
    visit("/");
    const first = () => document.querySelectorAll("tbody tr")[0]!.textContent!;
    const sort = await screen.findByLabelText("Nặng nhất lên trước");
    const before = first();
    fireEvent.click(sort);
    expect(first()).not.toBe(before);
    expect(first()).toContain("NEWS2 7, nguy cơ cao");
  });
});

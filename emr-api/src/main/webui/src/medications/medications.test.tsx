import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { orderedElsewhere } from "../../testing/fake/medications.mjs";
import { openHospital, PEOPLE, visit } from "../testing/hospital";
import type { Dose, Order } from "./api";
import { lineOf, linesOf, timesOf } from "./day";
import { draftOf, ordered, typedTimes } from "./typed";

const path = `/patients/${PEOPLE[0]!.id}/medications`;
const draft = { ...draftOf(undefined), medicine: "Paracetamol", dose: "0,5", unit: "viên", times: "20h 8h30", from: "23/11/2026 10:00" };

afterEach(() => orderedElsewhere(undefined));

describe("what is typed of an order", () => {
  it("has times of the day as people write them", () => {
    expect([typedTimes("8h, 20h"), typedTimes("08:30;8"), typedTimes("25:00"), typedTimes("")]).toEqual([["08:00", "20:00"], ["08:00", "08:30"], undefined, undefined]);
  });

  it("is sent whole, or says what is wrong", () => {
    expect(ordered(draft)).toMatchObject({ medicine: "Paracetamol", dose: 0.5, unit: "viên", from: "2026-11-23T03:00:00.000Z", schedule: { kind: "TIMES", times: ["08:30", "20:00"], everyDays: 1 } });
    expect(ordered({ ...draft, medicine: " " })).toBe("drug.missingMedicine");
    expect(ordered({ ...draft, dose: "0" })).toBe("drug.wrongDose");
    expect(ordered({ ...draft, unit: "" })).toBe("drug.wrongDose");
    expect(ordered({ ...draft, times: "sáng" })).toBe("drug.wrongTimes");
    expect(ordered({ ...draft, kind: "INTERVAL" })).toBe("drug.wrongHours");
    expect(ordered({ ...draft, kind: "AS_NEEDED", most: "nhiều" })).toBe("drug.wrongMost");
    expect(ordered({ ...draft, from: "" })).toBe("drug.wrongFrom");
    expect(ordered({ ...draft, days: "ba" })).toBe("drug.wrongEnd");
    expect(ordered({ ...draft, kind: "AS_NEEDED" })).toMatchObject({ schedule: { kind: "AS_NEEDED" } });
  });
});

describe("the day", () => {
  const order = { id: "o", status: "ACTIVE", due: ["2026-11-23T01:00:00Z", "2026-11-23T05:00:00Z", "2026-11-23T13:00:00Z"], plan: { from: "2026-11-20T01:00:00Z" } } as Order;
  const now = Date.parse("2026-11-23T04:00:00Z");
  const given = { id: "d", orderId: "o", due: "2026-11-23T01:00:00Z", outcome: "GIVEN" } as Dose;

  it("tells what is done, late, due and later", () => {
    expect(lineOf(order, [], now).due.map((one) => one.state)).toEqual(["LATE", "NOW", "LATER"]);
    expect(lineOf(order, [given], now).due.map((one) => one.state)).toEqual(["DONE", "NOW", "LATER"]);
  });

  it("leaves a time open whose dose was an error, and keeps the error in view", () => {
    const line = lineOf(order, [{ ...given, error: "ĐD" }], now);
    expect(line.due[0]!.state).toBe("LATE");
    expect(line.others).toHaveLength(1);
  });

  it("has the orders that stand then, and sets the others apart", () => {
    const stopped = { ...order, id: "s", status: "STOPPED", due: [] } as Order;
    const { day, others } = linesOf({ day: "2026-11-23", visits: [], orders: [order, stopped], doses: [] }, now);
    expect([day.map((l) => l.order.id), others.map((l) => l.order.id)]).toEqual([["o"], ["s"]]);
    expect(timesOf(day)).toEqual(["08:00", "12:00", "20:00"]);
  });
});

describe("the page of medicines", () => {
  it("lets a doctor order, and asks why in spite of an allergy", async () => {
    const hospital = openHospital();
    visit(path);
    fireEvent.click(await screen.findByRole("button", { name: "Ra y lệnh thuốc" }));
    const form = within(screen.getByRole("dialog"));
    fireEvent.change(form.getByLabelText("Thuốc"), { target: { value: "Amoxicilin 500 mg" } });
    fireEvent.change(form.getByLabelText("Liều mỗi lần"), { target: { value: "1" } });
    fireEvent.change(form.getByLabelText("Đơn vị"), { target: { value: "viên" } });
    fireEvent.change(form.getByLabelText("Giờ dùng (08:00, 20:00)"), { target: { value: "8h 20h" } });
    expect(await form.findByText(/dị ứng hoặc không dung nạp: Penicillin/)).toBeTruthy();
    const sent = () => hospital.asked.filter((one) => one.method === "POST" && one.path.endsWith("/medications")).length;
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    expect((await form.findByText("Có cảnh báo: ghi vì sao vẫn ra y lệnh.")).getAttribute("role")).toBe("alert");
    expect(sent()).toBe(0);
    fireEvent.change(form.getByLabelText("Vẫn ra y lệnh vì"), { target: { value: "Test da âm tính" } });
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent()).toBe(1);
  });

  it("shows what a colleague ordered meanwhile and keeps what was typed", async () => {
    openHospital();
    visit(path);
    fireEvent.click(await screen.findByRole("button", { name: "Đổi: Paracetamol 500 mg" }));
    const form = within(screen.getByRole("dialog"));
    fireEvent.change(form.getByLabelText("Liều mỗi lần"), { target: { value: "2" } });
    fireEvent.change(form.getByLabelText("Lý do đổi"), { target: { value: "Còn sốt" } });
    orderedElsewhere({ dose: "1 viên, mỗi 12 giờ" });
    const why = await form.findByLabelText("Vẫn ra y lệnh vì");
    fireEvent.change(why, { target: { value: "Đổi y lệnh" } });
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    expect(await form.findByText(/vừa được đổi ở nơi khác/)).toBeTruthy();
    expect(form.getByText(/mỗi 12 giờ/)).toBeTruthy();
    expect((form.getByLabelText("Liều mỗi lần") as HTMLInputElement).value).toBe("2");
    fireEvent.click(form.getByRole("button", { name: "Vẫn lưu bản của tôi" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("lets a nurse record a late dose, with a reason where it was not given", async () => {
    const hospital = openHospital("dieuduong");
    visit(path);
    fireEvent.click((await screen.findAllByRole("button", { name: /^Paracetamol 500 mg: .* Quá giờ$/ }))[0]!);
    const form = within(screen.getByRole("dialog"));
    fireEvent.click(form.getByLabelText("Người bệnh từ chối"));
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    expect(form.getByRole("alert").textContent).toBe("Ghi lý do.");
    fireEvent.change(form.getByLabelText("Lý do"), { target: { value: "Buồn nôn" } });
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(hospital.asked.filter((one) => one.path.endsWith("/medications/doses"))).toHaveLength(1);
  });

  it("asks a second person for a high-alert medicine", async () => {
    openHospital("dieuduong");
    visit(path);
    fireEvent.click(await screen.findByRole("button", { name: /^Kali clorid 10%: .* Đến giờ$/ }));
    const form = within(screen.getByRole("dialog"));
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    expect(form.getByRole("alert").textContent).toContain("người kiểm tra thứ hai");
  });

  it("marks a dose as an error with a reason", async () => {
    const hospital = openHospital("dieuduong");
    visit(path);
    fireEvent.click(await screen.findByRole("button", { name: /^Ceftriaxon 1 g: .* Đã dùng/ }));
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Đánh dấu ghi nhầm" }));
    const form = within(screen.getByRole("dialog"));
    fireEvent.change(form.getByRole("textbox"), { target: { value: "Nhầm giường" } });
    fireEvent.click(form.getByRole("button", { name: "Đánh dấu ghi nhầm" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(hospital.asked.some((one) => one.path.endsWith("/error"))).toBe(true);
  });

  it("shows each only the buttons of the own rights", async () => {
    openHospital("luutru");
    visit(path);
    await screen.findByRole("table");
    for (const name of [/^Ra y lệnh/, /^Đổi: /, /^Ngừng: /, /Quá giờ$/, /^Ghi lần dùng/]) expect(screen.queryByRole("button", { name })).toBeNull();
  });
});

describe("what is due in the wards", () => {
  it("is recorded without opening the chart, for the person who is named", async () => {
    const hospital = openHospital("dieuduong");
    visit("/doses");
    const list = await screen.findByRole("table");
    expect(within(list).getAllByText("Quá giờ")).toHaveLength(2);
    fireEvent.click(within(list).getAllByRole("button", { name: /^Ghi lần dùng/ })[0]!);
    const form = within(screen.getByRole("dialog"));
    expect(form.getByText(new RegExp(PEOPLE[0]!.name))).toBeTruthy();
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const sent = hospital.asked.filter((one) => one.method === "POST" && one.path.endsWith("/doses"));
    expect(sent.map((one) => one.path)).toEqual([expect.stringContaining(PEOPLE[0]!.id)]);
  });
});

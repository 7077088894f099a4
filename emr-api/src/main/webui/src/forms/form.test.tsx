import { fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { RECORD, TREATMENT, VITALS } from "../../testing/fake/forms.mjs";
import { SpeechProvider, type Language } from "../lang";
import { healthy } from "../testing/hospital";
import { withValues } from "./answers";
import { DeskProvider } from "./desk";
import type { Answers, Form } from "./form";
import { FormView, ToMend, useChecked } from "./FormView";

const forms = { RECORD, TREATMENT, VITALS } as unknown as Record<"RECORD" | "TREATMENT" | "VITALS", Form>;
let answers: Answers;
const write = vi.fn(async () => true);
const known = vi.fn(async (): Promise<Answers> => ({ "chi-dinh": [{ text: "Ceftriaxone 1 g\nCông thức máu" }] }));

function Desk({ form, start, readOnly }: { form: Form; start: Answers; readOnly: boolean }) {
  const [now, setNow] = useState(start);
  const [typed, setTyped] = useState<Record<string, string>>({});
  answers = now;
  const mended = useChecked(form, now, typed);
  const keep = (path: string, text: string | undefined) => setTyped(({ [path]: _, ...rest }) => (text === undefined ? rest : { ...rest, [path]: text }));
  return (
    <DeskProvider value={{ readOnly, keep, put: (path, values) => setNow((before) => withValues(before, path, values)), write, known, strike: () => undefined, mayStrike: () => true }}>
      <main>
        <h1>{form.title}</h1>
        <ToMend form={form} mended={mended} typed={typed} />
        <FormView form={form} mended={mended} />
      </main>
    </DeskProvider>
  );
}

function open(form: keyof typeof forms, start: Answers = {}, { readOnly = false, language = "vi" as Language } = {}) {
  return render(<SpeechProvider start={language}><Desk form={forms[form]} start={start} readOnly={readOnly} /></SpeechProvider>);
}

const type = (label: string | RegExp, text: string) => {
  const field = screen.getByLabelText(label);
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
  return field;
};
const TAKEN = { path: "vital.pulse", source: "HIS Bình Minh", at: "2026-11-20T01:12:00Z" };

describe("a form that is filled in", () => {
  it("takes every kind of item, tied to its name, and keeps nobody out", async () => {
    open("RECORD");
    type(/Lý do vào viện/, "Đau ngực");
    type("2. Sinh ngày", "05/02/1958");
    type(/12\. Vào viện lúc/, "18/11/2026 07:05");
    type("18. Ra viện lúc", "22/11/2026 09:00");
    type("Mạch", "82");
    type("Nhiệt độ", "36,5");
    type("Giờ đo", "8h30");
    fireEvent.change(screen.getByLabelText("9. Đối tượng"), { target: { value: "2" } });
    type("Tiên lượng", "Dè dặt");
    expect(answers).toEqual({
      "ly-do": [{ text: "Đau ngực" }],
      "sinh-ngay": [{ date: "1958-02-05" }],
      "vao-vien": [{ dateTime: "2026-11-18T00:05:00Z" }],
      "ra-vien": [{ dateTime: "2026-11-22T02:00:00Z" }],
      mach: [{ number: 82 }],
      "nhiet-do": [{ number: 36.5 }],
      "gio-do": [{ time: "08:30" }],
      "doi-tuong": [{ code: "2", display: "Thu phí" }],
      "tien-luong": [{ code: "2", display: "Dè dặt" }],
    });
    // Computed, and not to be written.
    expect(screen.getByText("4 ngày")).toBeTruthy();
    await healthy();
  });

  it("says what is wrong when a field is left, tied to it, and keeps what cannot be read as typed", () => {
    open("RECORD");
    const pulse = screen.getByLabelText("Mạch");
    fireEvent.focus(pulse);
    fireEvent.change(pulse, { target: { value: "820" } });
    expect(screen.queryByText("Lớn hơn mức cao nhất 300 lần/ph.")).toBeNull();
    fireEvent.blur(pulse);
    const said = screen.getByText("Lớn hơn mức cao nhất 300 lần/ph.");
    expect(pulse.getAttribute("aria-invalid")).toBe("true");
    expect(pulse.getAttribute("aria-describedby")).toBe(said.id);
    const born = type("2. Sinh ngày", "31/02/1958") as HTMLInputElement;
    expect(born.value).toBe("31/02/1958");
    expect(answers["sinh-ngay"]).toBeUndefined();
    expect(within(screen.getByRole("region", { name: "Cần xem lại" })).getByText("2 mục ghi chưa đúng")).toBeTruthy();
  });

  it("asks for an item only where the form does", () => {
    open("RECORD");
    expect(screen.queryByLabelText("Dị nguyên")).toBeNull();
    fireEvent.click(screen.getByLabelText("Dị ứng"));
    type("Dị nguyên", "Penicillin");
    expect(answers["di-nguyen"]).toEqual([{ text: "Penicillin" }]);
    fireEvent.click(screen.getByLabelText("Dị ứng"));
    expect(screen.queryByLabelText("Dị nguyên")).toBeNull();
    expect(answers["di-ung"]).toBeUndefined();
  });

  it("picks a numbered box by its digit and takes it back", () => {
    open("RECORD");
    const sex = screen.getByRole("radiogroup", { name: /Giới/ });
    fireEvent.keyDown(within(sex).getByRole("radio", { name: "Nam" }), { key: "2" });
    expect(answers.gioi).toEqual([{ code: "2", display: "Nữ" }]);
    expect(document.activeElement).toBe(within(sex).getByRole("radio", { name: "Nữ" }));
    fireEvent.keyDown(document.activeElement!, { key: "9" });
    expect(answers.gioi).toEqual([{ code: "2", display: "Nữ" }]);
    fireEvent.keyDown(document.activeElement!, { key: "Delete" });
    expect(answers.gioi).toBeUndefined();
    const vaccines = screen.getByRole("group", { name: "Đã tiêm chủng" });
    fireEvent.click(within(vaccines).getByRole("checkbox", { name: "Sởi" }));
    fireEvent.keyDown(vaccines, { key: "1" });
    expect(answers["tiem-chung"]!.map((one) => one.code)).toEqual(["1", "3"]);
  });

  it("asks yes or no where an answer is demanded", () => {
    open("RECORD");
    const agrees = screen.getByRole("radiogroup", { name: /Tự nguyện điều trị/ });
    fireEvent.click(within(agrees).getByRole("radio", { name: "Không" }));
    expect(answers["tu-nguyen"]).toEqual([{ yes: false }]);
  });

  it("adds rows to a table and takes them out", () => {
    open("RECORD");
    const add = screen.getByRole("button", { name: "Thêm dòng: 16. Chuyển khoa" });
    fireEvent.click(add);
    type("Khoa, dòng 1", "Nội tim mạch");
    fireEvent.click(add);
    type("Khoa, dòng 2", "Ngoại");
    type("Số ngày, dòng 2", "x");
    fireEvent.click(screen.getByRole("button", { name: "Xóa dòng 1" }));
    expect(answers["chuyen-khoa"]).toEqual([{ answers: { khoa: [{ text: "Ngoại" }] } }]);
  });

  it("lists what is missing, in the form's order, with the way there", () => {
    open("RECORD", { "ho-ten": [{ text: "NGUYỄN THỊ ÁNH TUYẾT" }] });
    const list = screen.getByRole("region", { name: "Cần xem lại" });
    expect(within(list).getAllByRole("link").map((one) => one.textContent)).toEqual(["3. Giới", "12. Vào viện lúc", "Lý do vào viện", "Quá trình bệnh lý", "Tự nguyện điều trị", "Bệnh chính"]);
    fireEvent.click(within(list).getByRole("link", { name: "Quá trình bệnh lý" }));
    expect(document.activeElement).toBe(screen.getByLabelText(/Quá trình bệnh lý/));
    const parts = screen.getByRole("navigation", { name: "Các phần của tờ" });
    fireEvent.click(within(parts).getByRole("link", { name: /II\. Quản lý/ }));
    expect(document.activeElement?.id).toBe("f-quan-ly");
  });

  it("shows where a value was taken from, and asks why it was changed", () => {
    open("RECORD", { mach: [{ number: 82, from: TAKEN }] });
    const mark = screen.getByRole("button", { name: "Mạch: Lấy từ HIS Bình Minh · 20/11/2026 08:12" });
    fireEvent.click(mark);
    expect(mark.getAttribute("aria-expanded")).toBe("true");
    type("Mạch", "96");
    expect(answers.mach).toEqual([{ number: 96, from: TAKEN, because: "" }]);
    type(/Lý do sửa khác.*: Mạch/, "Đo lại");
    expect(answers.mach).toEqual([{ number: 96, from: TAKEN, because: "Đo lại" }]);
    expect(screen.getByRole("button", { name: /Mạch: Đã sửa, trước đó lấy từ HIS/ })).toBeTruthy();
  });

  it("takes code and words of a catalogue, several where the form has several", () => {
    open("RECORD");
    const other = screen.getByRole("group", { name: "Bệnh kèm theo" });
    fireEvent.change(within(other).getByLabelText("Mã"), { target: { value: "E11" } });
    fireEvent.change(within(other).getByLabelText("Tên"), { target: { value: "Đái tháo đường típ 2" } });
    fireEvent.change(within(other).getByLabelText("Tên 2"), { target: { value: "Loét tỳ đè" } });
    expect(answers["benh-kem"]).toEqual([{ code: "E11", system: "icd10", display: "Đái tháo đường típ 2" }, { text: "Loét tỳ đè" }]);
  });

  it("is in English for those who read English", () => {
    open("RECORD", { gioi: [{ code: "2", display: "Nữ" }] }, { language: "en" });
    expect(screen.getByRole("radio", { name: "Female" })).toBeTruthy();
    expect(screen.getByLabelText("Pulse")).toBeTruthy();
  });

  it("keeps pasted words without signs that no text has", () => {
    open("RECORD");
    type(/Quá trình bệnh lý/, "Sốt\r\nho\tkhan\u0007");
    expect(answers["benh-su"]).toEqual([{ text: "Sốt\nho khan " }]);
  });
});

describe("a form that is read", () => {
  it("has no field, and says what is not written", async () => {
    open("RECORD", { gioi: [{ code: "2" }], "di-ung": [{ yes: true }], "benh-chinh": [{ code: "I10", system: "icd10", display: "Tăng huyết áp" }] }, { readOnly: true });
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.queryByRole("radio")).toBeNull();
    expect(screen.getByText("Nữ")).toBeTruthy();
    expect(screen.getByText("I10 – Tăng huyết áp")).toBeTruthy();
    expect(screen.getAllByText("chưa ghi").length).toBeGreaterThan(5);
    await healthy();
  });
});

describe("entries", () => {
  const entry = (n: number, more = {}) => ({ answers: { s: [{ text: `Diễn biến ${n}` }] }, entry: { id: `e${n}`, author: "BS. Lê Thị Dao", at: `2026-11-1${n}T03:20:00Z`, ...more } });

  it("are shown newest last with author and time, a struck one with its reason", async () => {
    open("TREATMENT", { "dien-bien": [entry(0), entry(1, { struck: { by: "BS. Lê Thị Dao", at: "2026-11-11T04:00:00Z", because: "Ghi nhầm người bệnh" } })] });
    const [first, second] = screen.getAllByRole("listitem").slice(-2);
    expect(first!.textContent).toContain("10/11/2026 10:20");
    expect(first!.textContent).toContain("BS. Lê Thị Dao");
    expect(second!.textContent).toContain("gạch bỏ 11/11/2026 11:00: Ghi nhầm người bệnh");
    expect(second!.querySelector("s")!.textContent).toBe("Diễn biến 1");
    expect(within(second!).queryByRole("button")).toBeNull();
    await healthy();
  });

  it("take what is ordered now beside what was typed, each line once, and say why when they cannot", async () => {
    open("TREATMENT", { "dien-bien": [entry(0)] });
    type("Chỉ định", "Theo dõi mạch\nCông thức máu");
    const button = screen.getByRole("button", { name: "Lấy từ hồ sơ: Chỉ định" });
    fireEvent.click(button);
    await vi.waitFor(() => expect(answers["dien-bien"]![1]!.answers!["chi-dinh"]).toEqual([{ text: "Theo dõi mạch\nCông thức máu\nCeftriaxone 1 g" }]));
    known.mockRejectedValueOnce(new Error("offline"));
    await vi.waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false));
    fireEvent.click(button);
    expect(await screen.findByRole("alert")).toBeTruthy();
  });

  it("have one open at the bottom, which is no warning until it is written", async () => {
    open("TREATMENT", { "chan-doan": [{ text: "Viêm phổi" }], "dien-bien": [entry(0)] });
    const next = screen.getByRole("group", { name: /^Ghi mới/ });
    expect(within(next).getByRole<HTMLButtonElement>("button", { name: "Ghi vào tờ" }).disabled).toBe(true);
    fireEvent.change(within(next).getByLabelText("S"), { target: { value: "Đỡ đau" } });
    fireEvent.change(within(next).getByLabelText("Chỉ định"), { target: { value: "Theo dõi" } });
    expect(answers["dien-bien"]![1]).toEqual({ answers: { s: [{ text: "Đỡ đau" }], "chi-dinh": [{ text: "Theo dõi" }] } });
    expect(screen.queryByRole("region", { name: "Cần xem lại" })).toBeNull();
    fireEvent.click(within(next).getByRole("button", { name: "Ghi vào tờ" }));
    await vi.waitFor(() => expect(write).toHaveBeenCalledWith("dien-bien", expect.objectContaining({ s: [{ text: "Đỡ đau" }], luc: [{ dateTime: expect.stringMatching(/Z$/) }] })));
  });
});

describe("vital signs", () => {
  it("are drawn on one grid, with the rows they are written in", async () => {
    const row = (hour: string, mach: number, nhiet: number) => ({ answers: { luc: [{ dateTime: `2026-11-20T${hour}:00:00Z` }], mach: [{ number: mach }], "nhiet-do": [{ number: nhiet }], "ha-tren": [{ number: 120 }] } });
    open("VITALS", { do: [row("08", 96, 38.5), row("01", 80, 36.5)] });
    const chart = screen.getByRole("img", { name: "Chức năng sống: biểu đồ 2 lần đo" });
    expect([...chart.querySelectorAll("circle title")].map((one) => one.textContent)).toEqual(["Mạch 80, 20/11/2026 08:00", "Mạch 96, 20/11/2026 15:00"]);
    // One degree is as high as twenty beats: 36.5 degrees stand where 70 beats would.
    const y = (shape: Element, at: string) => Number(shape.getAttribute(at));
    const [first] = chart.querySelectorAll(".vital-degrees rect");
    const [pulse] = chart.querySelectorAll("circle");
    expect(y(first!, "y") + 4 - y(pulse!, "cy")).toBeCloseTo(10 * (252 / 120), 5);
    expect(screen.getByLabelText("Mạch, dòng 2")).toBeTruthy();
    await healthy();
  });
});

describe("marks", () => {
  it("are put and taken with the keyboard, said in words, and described in a row", async () => {
    open("VITALS");
    const first = screen.getByRole("checkbox", { name: "Răng 18" });
    fireEvent.keyDown(first, { key: "ArrowRight" });
    expect(document.activeElement).toBe(screen.getByRole("checkbox", { name: "Răng 17" }));
    fireEvent.keyDown(document.activeElement!, { key: " " });
    expect(answers.rang).toEqual([{ answers: { "rang-so": [{ code: "17", display: "Răng 17" }] } }]);
    expect(screen.getByText("Đã đánh dấu: Răng 17")).toBeTruthy();
    type("Tổn thương, dòng 1", "Sâu răng");
    await healthy();
    fireEvent.click(screen.getByRole("checkbox", { name: "Răng 17" }));
    expect(answers.rang).toBeUndefined();
  });
});

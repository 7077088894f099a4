import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Treatment } from "../api";
import { paperFieldsEn } from "../lang/paperFields.en";
import { paperFieldsVi } from "../lang/paperFields.vi";
import { paperCodesEn } from "../lang/paperCodes.en";
import { paperCodesVi } from "../lang/paperCodes.vi";
import { fieldName, fieldValue } from "../lang/papers";
import { chartPath, openHospital, press, uuid, visit } from "../testing/hospital";
import { byDay, holds, runs, signs } from "../treatment/treatment";

const HERE = (item: string) => chartPath(`treatment/${item}`);
const chip = (name: RegExp) => screen.findByRole("button", { name });
const row = (name: RegExp) => screen.getAllByRole("row", { name }).at(0)!;
const sure = (sent: string, from: string) => ({ sent, precision: "MINUTE" as const, from });

describe("the treatment", () => {
  it("lists medicines by day, newest first, with dose, quantity, times, who and state", async () => {
    openHospital();
    visit(chartPath("treatment"));
    await screen.findByRole("table", { name: "Thuốc" });
    const first = row(/Furosemid 40 mg/);
    for (const words of ["1 ống/lần * 2 lần/ngày · đường dùng mã 2.10", "2 Ống", "Phan Quốc Bảo", "Khoa Nội tổng hợp", "Đang dùng", "HIS Bình Minh"]) expect(first.textContent).toContain(words);
    const days = screen.getAllByRole("columnheader").map((th) => th.textContent!).filter((text) => /^\d\d\/\d\d\/\d{4}$/.test(text));
    const sorted = [...days].sort((a, b) => b.split("/").reverse().join("").localeCompare(a.split("/").reverse().join("")));
    expect(days).toEqual(sorted);
    expect(days.length).toBe(4);
  });

  it("counts every kind, and shows one kind and one visit at a time", async () => {
    openHospital();
    visit(chartPath("treatment"));
    expect((await chip(/^Thuốc ?6$/)).getAttribute("aria-pressed")).toBe("true");
    fireEvent.change(screen.getByRole("combobox", { name: "Lượt" }), { target: { value: uuid(3003) } });
    await chip(/^Thuốc ?1$/);
    expect(screen.getByText("Ceftriaxon")).toBeTruthy();
    expect(screen.queryByText("Enalapril")).toBeNull();
    fireEvent.click(await chip(/^Dịch vụ, thủ thuật, vật tư ?1$/));
    expect(row(/Công thức máu/).textContent).toContain("Xét nghiệm");
    expect(window.location.pathname).toBe(HERE("procedures"));
  });

  it("says what a service was in words, and the rest in its drawer", async () => {
    openHospital();
    visit(HERE("procedures"));
    await screen.findByText("Chọc dò dịch màng phổi");
    expect(row(/Chọc dò/).textContent).toMatch(/Thủ thuật.*Lê Thu Hà, Đỗ Minh Khôi/);
    expect(row(/Bơm tiêm/).textContent).toContain("Vật tư trong danh mục");
    fireEvent.click(screen.getByRole("link", { name: "Chọc dò dịch màng phổi" }));
    const drawer = await screen.findByRole("dialog", { name: "Chọc dò dịch màng phổi" });
    expect(drawer.textContent).toMatch(/Vô cảmGây tê.*Phương thức thanh toánPhí dịch vụ \(1\).*222\.000 ₫/);
    fireEvent.keyDown(drawer, { key: "Escape" });
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(window.location.pathname).toBe(HERE("procedures"));
  });

  it("shows a note with its lines, what was measured, and how that ran", async () => {
    openHospital();
    visit(HERE("notes"));
    const note = (await screen.findByText(/Đỡ khó thở/)).closest("li")!;
    expect(note.querySelector(".long-text")!.textContent).toContain("bằng được.\nPhù chân");
    expect(within(note).getByRole("list", { name: "Sinh hiệu" }).textContent).toMatch(/Mạch 88 \/phút.*Nhiệt độ 36,9 °C.*Huyết áp 130\/80 mmHg/);
    expect(screen.getByText(/Hội chẩn khoa/)).toBeTruthy();
    expect(screen.getByText("Giai đoạn: Giai đoạn C")).toBeTruthy();
    const pulse = screen.getByRole("row", { name: /^Mạch/ });
    expect(pulse.textContent).toMatch(/88.*88 – 104/);
    expect(within(pulse).getByRole("img").getAttribute("aria-label")).toBe("3 giá trị từ 88 đến 104");
    expect(screen.queryByRole("row", { name: /^Cân nặng/ })).toBeNull();
  });

  it("opens a paper with a short name beside each value, and words for codes and times", async () => {
    openHospital();
    visit(HERE("papers"));
    fireEvent.click(await screen.findByRole("link", { name: "Tổng hợp đợt khám, điều trị" }));
    const paper = await screen.findByRole("dialog", { name: "Tổng hợp đợt khám, điều trị" });
    const said = Object.fromEntries([...paper.querySelectorAll("dl > div")].map((div) => [div.querySelector("dt")!.textContent, div.querySelector("dd")!.textContent]));
    expect(said).toMatchObject({ "Ngày sinh": "1958", "Giới tính": "Nữ (2)", "Kết quả điều trị": "Đỡ (2)", "Loại ra viện": "Ra viện (1)", "Tổng tiền thuốc": "1.250.000,5 ₫" });
    expect(said["Ngày tái khám"]).toMatch(/^\d\d\/\d\d\/\d{4}; \d\d\/\d\d\/\d{4}$/);
  });

  it("tells which insurance card holds today", async () => {
    openHospital();
    visit(HERE("cards"));
    await screen.findByText("Còn giá trị");
    expect(row(/•••087/).textContent).toContain("Còn giá trị");
    expect(row(/•••511/).textContent).toContain("Ngoài thời hạn");
    expect(screen.queryByRole("combobox", { name: "Lượt" })).toBeNull();
  });

  it("says when older ones are not listed, and when there is nothing", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => {
      if (!path.endsWith("/treatment")) return body;
      const held = body as Treatment;
      return { ...held, medications: { ...held.medications, more: true }, papers: { items: [], more: false } };
    };
    visit(chartPath("treatment"));
    await screen.findByText(/Chỉ liệt kê 6 mục mới nhất/);
    fireEvent.click(await chip(/^Giấy tờ ?0$/));
    await screen.findByText(/Chưa có giấy tờ nào/);
    expect(screen.queryByText(/Chỉ liệt kê/)).toBeNull();
  });

  it("is reached and walked with keys", async () => {
    openHospital();
    visit(chartPath());
    await screen.findByText("NGUYỄN THỊ ÁNH TUYẾT");
    press("g");
    press("m");
    const first = (await screen.findAllByRole("link", { name: "Furosemid" }))[0]!;
    first.focus();
    press("j");
    expect(document.activeElement!.textContent).toBe("Enalapril");
  });
});

describe("fields of papers", () => {
  it("have a name in both languages, and lists with the same codes", () => {
    expect(Object.keys(paperFieldsEn).sort()).toEqual(Object.keys(paperFieldsVi).sort());
    const codes = (lists: Record<string, string>) => Object.entries(lists).map(([name, list]) => `${name} ${list.split(";").map((e) => e.split(" ")[0]).join(" ")}`);
    expect(codes(paperCodesEn).sort()).toEqual(codes(paperCodesVi).sort());
    expect(Object.values(paperFieldsVi).filter((name) => name.length > 36)).toEqual([]);
    expect(Object.keys(paperCodesVi).filter((name) => name !== "CO_KHONG" && !(name in paperFieldsVi))).toEqual([]);
  });

  it("show their own name and value when they are not known", () => {
    const show = (name: string, value: string) => fieldValue("vi", { name, value });
    expect(fieldName("vi", "TRUONG_MOI")).toBe("TRUONG_MOI");
    expect(show("TRUONG_MOI", "1.10")).toBe("1.10");
    expect(show("KET_QUA_DTRI", "9")).toBe("9");
    expect(show("NGAY_RA", "20261399")).toBe("20261399");
    expect(show("NGAY_RA", "mai")).toBe("mai");
  });

  it("are read as what they are: times, money, codes, lists; a code is never a number", () => {
    const show = (name: string, value: string) => fieldValue("vi", { name, value });
    expect(show("NGAY_RA", "202603120830")).toBe("12/03/2026 08:30");
    expect(show("NGAY_VAO", "202603120000")).toBe("12/03/2026 00:00");
    expect(show("NGAY_SINH", "195803000000")).toBe("03/1958");
    expect(show("GT_THE_TU", "20260101;20260701")).toBe("01/01/2026; 01/07/2026");
    expect(show("SO_CCCD", "001158001000")).toBe("001158001000");
    expect(show("MA_DOITUONG_KCB", "1.1")).toBe("1.1");
    expect(show("CAN_NANG", "52.50")).toBe("52,50");
    expect(show("MA_XU_TRI", "1;4")).toBe("ARV (1); Cotrimoxazol (4)");
    expect(show("GIOI_TINH_CON", "1")).toBe("Nam (1)");
    expect(fieldValue("en", { name: "SINHCON_PHAUTHUAT", value: "0" })).toBe("No (0)");
  });
});

describe("what was measured", () => {
  it("is one pressure when both are there, and two when one is missing", () => {
    expect(signs([{ kind: "SYSTOLIC_PRESSURE", value: 120 }, { kind: "DIASTOLIC_PRESSURE", value: 80 }])).toEqual([{ kind: "PRESSURE", values: [120, 80] }]);
    expect(signs([{ kind: "DIASTOLIC_PRESSURE", value: 80 }])).toEqual([{ kind: "DIASTOLIC_PRESSURE", values: [80] }]);
  });

  it("runs by its time, oldest first; a note without a time has no place", () => {
    const note = (id: string, value: number, written?: ReturnType<typeof sure>) => ({ id, details: { status: "CURRENT", written, vitalSigns: [{ kind: "PULSE", value }] } });
    const all = [note("b", 90, sure("202603120800", "2026-03-12T01:00:00Z")), note("c", 70), note("a", 80, sure("202603110800", "2026-03-11T01:00:00Z"))];
    expect(runs(all).map((r) => r.all.map((p) => p.value))).toEqual([[80, 90]]);
    expect([...byDay(all, (d) => d.written).keys()]).toEqual(["2026-03-12", "2026-03-11", ""]);
  });

  it("and a card without an end holds on", () => {
    expect(holds(sure("20260101", "2025-12-31T17:00:00Z"), undefined, "2026-03-12")).toBe(true);
    expect(holds(sure("20260401", "2026-03-31T17:00:00Z"), undefined, "2026-03-12")).toBe(false);
    expect(holds(undefined, sure("20260312", "2026-03-11T17:00:00Z"), "2026-03-12")).toBe(true);
  });
});

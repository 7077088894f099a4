import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { diagnosedElsewhere } from "../../testing/fake/diagnoses.mjs";
import type { Chart, Condition, Encounter } from "../api";
import { banner, chartPath, healthy, leaks, openHospital, sent, uuid, visit } from "../testing/hospital";
import { byVisit } from "./visits";

const card = () => within(document.querySelector<HTMLElement>(".diagnoses")!);
const dialog = async () => within(await screen.findByRole("dialog"));
const put = (hospital: ReturnType<typeof openHospital>) => hospital.asked.filter((one) => one.method === "PUT" && one.path.includes("/diagnoses/"));

async function openChart(as?: Parameters<typeof openHospital>[0]) {
  const hospital = openHospital(as);
  visit(chartPath());
  await banner();
  return hospital;
}

afterEach(() => diagnosedElsewhere(undefined));

describe("a diagnosis", () => {
  it("is said with a code that was proposed for words without accents, by the keyboard alone", async () => {
    const hospital = await openChart();
    fireEvent.click(card().getByRole("button", { name: "Ghi chẩn đoán" }));
    const layer = await dialog();
    fireEvent.change(layer.getByLabelText("Loại chẩn đoán"), { target: { value: "secondary" } });
    const words = layer.getByRole("combobox", { name: "Chẩn đoán: Tên" });
    fireEvent.change(words, { target: { value: "tang huyet" } });
    await layer.findByRole("option", { name: /I10/ });
    fireEvent.keyDown(words, { key: "ArrowDown" });
    fireEvent.keyDown(words, { key: "Enter" });
    expect((layer.getByRole("combobox", { name: "Chẩn đoán: Mã" }) as HTMLInputElement).value).toBe("I10");
    await healthy();
    fireEvent.click(layer.getByRole("button", { name: "Lưu chẩn đoán" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(hospital, "/diagnoses").body).toMatchObject({ rank: "secondary", code: "I10", text: "Tăng huyết áp vô căn (nguyên phát)", encounterId: uuid(3001), requestId: expect.any(String) });
    const after = hospital.asked.slice(hospital.asked.indexOf(sent(hospital, "/diagnoses")));
    await waitFor(() => expect(after.length && hospital.asked.at(-1)!.method).toBe("GET"));
    expect(leaks()).toEqual([]);
  });

  it("is not sent empty, and words alone are enough", async () => {
    const hospital = await openChart();
    fireEvent.click(card().getByRole("button", { name: "Ghi chẩn đoán" }));
    const layer = await dialog();
    const save = layer.getByRole("button", { name: "Lưu chẩn đoán" }) as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    fireEvent.change(layer.getByRole("combobox", { name: "Chẩn đoán: Tên" }), { target: { value: "Theo dõi suy tim" } });
    fireEvent.click(save);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(hospital, "/diagnoses").body).not.toHaveProperty("code");
  });

  it("that is refused keeps what was typed, and the sentence stands beside its field", async () => {
    const hospital = await openChart();
    fireEvent.click(card().getByRole("button", { name: "Ghi chẩn đoán" }));
    const layer = await dialog();
    const code = layer.getByRole("combobox", { name: "Chẩn đoán: Mã" }) as HTMLInputElement;
    fireEvent.change(code, { target: { value: "E11" } });
    fireEvent.click(layer.getByRole("button", { name: "Lưu chẩn đoán" }));
    await layer.findByText("Mã này không dùng; hãy chọn mã chi tiết hơn.");
    expect(code.getAttribute("aria-invalid")).toBe("true");
    expect(code.value).toBe("E11");
    fireEvent.change(layer.getByLabelText("Loại chẩn đoán"), { target: { value: "primary" } });
    fireEvent.change(code, { target: { value: "O80" } });
    fireEvent.click(layer.getByRole("button", { name: "Lưu chẩn đoán" }));
    await layer.findByText(/Lượt này đã có bệnh chính/);
    await healthy();
    const numbers = hospital.asked.filter((one) => one.path.endsWith("/diagnoses")).map((one) => (one.body as { requestId: string }).requestId);
    expect(new Set(numbers).size).toBe(1);
  });

  it("is changed with a reason and in the version that was seen", async () => {
    const hospital = await openChart();
    fireEvent.click(card().getByRole("button", { name: "Sửa: I50.1 Suy thất trái" }));
    const layer = await dialog();
    fireEvent.change(layer.getByRole("combobox", { name: "Chẩn đoán: Tên" }), { target: { value: "Suy tim trái cấp" } });
    const save = layer.getByRole("button", { name: "Lưu chẩn đoán" }) as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    fireEvent.change(layer.getByLabelText("Lý do sửa"), { target: { value: "Phù phổi" } });
    fireEvent.click(save);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(put(hospital)[0]!.body).toEqual({ rank: "working", code: "I50.1", text: "Suy tim trái cấp", version: 2, reason: "Phù phổi" });
  });

  it("that was changed elsewhere shows what the other wrote, loses nothing and is put over it knowingly", async () => {
    const hospital = await openChart();
    fireEvent.click(card().getByRole("button", { name: "Sửa: I50.1 Suy thất trái" }));
    const layer = await dialog();
    const words = layer.getByRole("combobox", { name: "Chẩn đoán: Tên" }) as HTMLInputElement;
    fireEvent.change(words, { target: { value: "Suy tim trái cấp" } });
    fireEvent.change(layer.getByLabelText("Lý do sửa"), { target: { value: "Phù phổi" } });
    diagnosedElsewhere({ text: "Suy tim toàn bộ", code: "I50.0" });
    fireEvent.click(layer.getByRole("button", { name: "Lưu chẩn đoán" }));
    const note = within(await layer.findByRole("alert"));
    expect(note.getByText(/Suy tim toàn bộ/)).toBeTruthy();
    expect(note.getByText(/BS. Lê Thị Dao.*Hội chẩn tim mạch/)).toBeTruthy();
    expect(words.value).toBe("Suy tim trái cấp");
    await healthy();
    fireEvent.click(layer.getByRole("button", { name: "Vẫn lưu nội dung của tôi" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(put(hospital).map((one) => (one.body as { version: number }).version)).toEqual([2, 3]);
  });

  it("that was withdrawn elsewhere is said anew", async () => {
    const hospital = await openChart();
    fireEvent.click(card().getByRole("button", { name: "Sửa: I50.1 Suy thất trái" }));
    const layer = await dialog();
    fireEvent.change(layer.getByLabelText("Lý do sửa"), { target: { value: "Phù phổi" } });
    diagnosedElsewhere({ active: false, text: "Suy thất trái", code: "I50.1" });
    fireEvent.click(layer.getByRole("button", { name: "Lưu chẩn đoán" }));
    fireEvent.click(await layer.findByRole("button", { name: "Ghi thành chẩn đoán mới" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(hospital, "/diagnoses").body).toMatchObject({ rank: "working", code: "I50.1" });
  });

  it("is withdrawn with a reason, stays readable, and its history is seen", async () => {
    const hospital = await openChart();
    const gone = card().getByText("Hen phế quản").closest("li")!;
    expect(gone.textContent).toMatch(/đã rút · lý do: Nhầm người bệnh/);
    expect(within(gone).queryByRole("button", { name: /^Sửa/ })).toBeNull();
    fireEvent.click(card().getByRole("button", { name: "Rút: I50.1 Suy thất trái" }));
    let layer = await dialog();
    fireEvent.change(layer.getByRole("textbox"), { target: { value: "Ghi nhầm" } });
    fireEvent.click(layer.getByRole("button", { name: "Rút chẩn đoán" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(hospital, "/withdraw").body).toEqual({ version: 2, reason: "Ghi nhầm" });
    fireEvent.click(card().getByRole("button", { name: "Lịch sử: I50.1 Suy thất trái" }));
    layer = await dialog();
    expect(await layer.findByText("Khó thở chưa rõ nguyên nhân")).toBeTruthy();
    await healthy();
  });

  it("of another system is said too, with what it replaces", async () => {
    const hospital = await openChart();
    fireEvent.click(card().getByRole("button", { name: /^Ghi theo: I50.0/ }));
    const layer = await dialog();
    expect(layer.getByText(/do hệ thống khác gửi sẽ không còn được dùng: I50.0/)).toBeTruthy();
    fireEvent.click(layer.getByRole("button", { name: "Lưu chẩn đoán" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(hospital, "/diagnoses").body).toMatchObject({ rank: "primary", code: "I50.0", text: "Suy tim sung huyết" });
  });
});

describe("diagnoses of a chart", () => {
  it("are read without any button where nothing can be said", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => (/^\/patients\/[^/]+$/.test(path) ? { ...(body as Chart), diagnosable: [] } : body);
    visit(chartPath());
    await banner();
    expect(card().getByText("I50.1")).toBeTruthy();
    expect(card().queryByRole("button", { name: /Ghi|Sửa|Rút/ })).toBeNull();
    expect(card().getByRole("button", { name: /^Lịch sử: I50.1/ })).toBeTruthy();
  });

  it("stand by visit, those of doctors by kind, and what they answered is told so", () => {
    const encounter = { id: "v1", otherIds: ["v1b"] } as Encounter;
    const one = (id: string, more: Partial<Condition>): Condition => ({ id, active: true, encounterId: "v1", ...more });
    const chart = {
      encounters: [encounter, { id: "v2" } as Encounter],
      conditions: [
        one("a", { rank: "secondary", enteredHere: true, text: "Hai" }),
        one("b", { rank: "primary", enteredHere: true, text: "Một" }),
        one("c", { rank: "primary", enteredHere: true, text: "Nhầm", active: false }),
        one("d", { rank: "discharge", encounterId: "v1b", code: "I10" }),
        one("e", { rank: "admission", code: "I11" }),
        one("f", { rank: "primary", code: "I12", encounterId: "v2" }),
      ],
    } as Chart;
    const { visits, others } = byVisit(chart);
    expect(visits.map((v) => [v.open, v.said.map((c) => c.id), v.withdrawn.map((c) => c.id), v.told.map((d) => d.code)])).toEqual([[false, ["b", "a"], ["c"], ["I10", "I11"]]]);
    expect(others.map((d) => d.code)).toEqual(["I12"]);
    expect(byVisit({ ...chart, diagnosable: ["v2"] }).visits.map((v) => v.open)).toEqual([false, true]);
    expect(byVisit({ ...chart, diagnosable: ["v2"], mergedInto: "p2" }).visits).toHaveLength(1);
  });
});

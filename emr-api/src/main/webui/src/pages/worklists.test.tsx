import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Laboratory } from "../api";
import { BAD } from "../../testing/fake/worklists.mjs";
import { chartPath, openHospital, press, visit } from "../testing/hospital";

describe("the worklists", () => {
  it("show two people side by side, say what differs, and merge only with a reason", async () => {
    const hospital = openHospital("luutru");
    visit("/worklists/duplicates");
    const table = await screen.findByRole("table", { name: /So sánh/ });
    expect(within(table).getByRole("rowheader", { name: /CCCD.*khác/ })).toBeTruthy();
    expect(within(table).getByRole("rowheader", { name: /Họ tên.*giống/ })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Gộp B vào A" }));
    const dialog = await screen.findByRole("dialog", { name: "Gộp hai hồ sơ" });
    const send = within(dialog).getByRole("button", { name: "Gộp hồ sơ" }) as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText("Lý do"), { target: { value: "đã xem giấy tờ" } });
    fireEvent.click(send);
    await screen.findByText("Đã gộp.");
    const sent = hospital.asked.find((a) => a.path === "/matching/merge")!.body as { loser: { version: number }; reason: string };
    expect(sent.loser.version).toBe(2);
    expect(sent.reason).toBe("đã xem giấy tờ");
  });

  it("file a waiting result under the chosen patient, remembered only when said so", async () => {
    const hospital = openHospital("luutru");
    visit("/worklists");
    fireEvent.click(await screen.findByRole("button", { name: "Chọn người bệnh" }));
    const dialog = await screen.findByRole("dialog", { name: "Kết quả này của ai?" });
    fireEvent.click((await within(dialog).findAllByRole("radio"))[0]!);
    fireEvent.change(within(dialog).getByLabelText("Lý do"), { target: { value: "gọi khoa xét nghiệm" } });
    fireEvent.click(within(dialog).getByRole("button", { name: "Xếp vào hồ sơ" }));
    await screen.findByText("Đã đưa vào hồ sơ.");
    const sent = hospital.asked.find((a) => a.path.endsWith("/file"))!.body as { remember: boolean; attempts: number };
    expect(sent).toMatchObject({ remember: false, attempts: 1 });
  });

  it("tell the one who was slower to look again", async () => {
    openHospital("luutru");
    const real = globalThis.fetch;
    globalThis.fetch = (input, init) =>
      String(input).includes("/unmerge")
        ? Promise.resolve(new Response(JSON.stringify({ status: 409, code: "CONFLICT", title: "Dữ liệu đã thay đổi" }), { status: 409 }))
        : real(input, init);
    visit("/worklists/links");
    fireEvent.click(await screen.findByRole("button", { name: "Tách ra" }));
    const dialog = await screen.findByRole("dialog", { name: "Tách hai hồ sơ" });
    fireEvent.change(within(dialog).getByLabelText("Lý do"), { target: { value: "nhầm người" } });
    fireEvent.click(within(dialog).getByRole("button", { name: "Tách ra" }));
    expect((await within(dialog).findByRole("alert")).textContent).toContain("Ai đó vừa thay đổi");
  });

  it("map a code from the catalogue with its days", async () => {
    const hospital = openHospital("luutru");
    visit("/worklists/codes");
    fireEvent.click(await screen.findByRole("button", { name: "Ghép mã GLU2" }));
    const dialog = await screen.findByRole("dialog", { name: "Ghép mã GLU2" });
    fireEvent.change(within(dialog).getByLabelText("Tìm trong danh mục"), { target: { value: "glu" } });
    fireEvent.click(await within(dialog).findByRole("button", { name: /MH · 1 · LOINC/ }));
    fireEvent.change(within(dialog).getByLabelText(/^Từ ngày/), { target: { value: "1/1/2026" } });
    fireEvent.click(within(dialog).getByRole("button", { name: "Lưu" }));
    await screen.findByText("Đã lưu.");
    const sent = hospital.asked.find((a) => a.path === "/codes/mappings" && a.method === "POST")!.body;
    expect(sent).toMatchObject({ kind: "LAB", localCode: "GLU2", system: "MH", code: "1", name: "Glucose", validFrom: "2026-01-01" });
    // The first question is the name as its system sends it.
    expect(hospital.asked.filter((a) => a.path === "/codes/targets").map((a) => a.body)).toContainEqual({ kind: "LAB", text: "Đường huyết" });
  });

  it("send no mapping while one of its days cannot be read, and say so at the field", async () => {
    const hospital = openHospital("luutru");
    visit("/worklists/codes");
    fireEvent.click(await screen.findByRole("button", { name: "Sửa ghép mã GLU" }));
    const dialog = await screen.findByRole("dialog", { name: "Ghép mã GLU" });
    const since = within(dialog).getByLabelText("Từ ngày") as HTMLInputElement;
    const until = within(dialog).getByLabelText("Đến trước ngày") as HTMLInputElement;
    expect(since.value).toBe("01/01/2026");
    fireEvent.change(until, { target: { value: "31/02/2026" } });
    fireEvent.keyDown(until, { key: "Enter" });
    expect(within(dialog).getByRole("alert").textContent).toBe("Viết ngày/tháng/năm, ví dụ 20/11/2026.");
    expect(until.getAttribute("aria-describedby")).toBe(within(dialog).getByRole("alert").id);
    const save = within(dialog).getByRole("button", { name: "Lưu" }) as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    fireEvent.submit(save.closest("form")!);
    expect(hospital.asked.some((a) => a.method === "PUT")).toBe(false);
    fireEvent.change(until, { target: { value: "01/07/2026" } });
    fireEvent.click(save);
    await waitFor(() => expect(hospital.asked.find((a) => a.method === "PUT")?.body).toMatchObject({ mapping: { validFrom: "2026-01-01", validTo: "2026-07-01" } }));
  });

  it("take a department only from our own", async () => {
    openHospital("luutru");
    visit("/worklists/codes");
    fireEvent.click(await screen.findByRole("button", { name: "Khoa" }));
    fireEvent.click(await screen.findByRole("button", { name: "Ghép mã K27" }));
    const dialog = await screen.findByRole("dialog", { name: "Ghép mã K27" });
    expect(within(dialog).queryByLabelText("Mã LOINC")).toBeNull();
    expect((within(dialog).getByLabelText("Mã") as HTMLInputElement).readOnly).toBe(true);
  });

  it("try a file of codes first, and load it when a person says so", async () => {
    const hospital = openHospital("luutru");
    visit("/worklists/codes");
    const input = await screen.findByLabelText("Nạp mã ghép từ tệp CSV");
    fireEvent.change(input, { target: { files: [new File(["kind,code"], "ma.csv", { type: "text/csv" })] } });
    const trial = await screen.findByRole("region", { name: "Thử tệp" });
    expect(trial.textContent).toContain("5 dòng: 2 mới, 1 đổi, 1 giữ nguyên");
    expect(within(trial).getByText("MH 1 · Glucose ( – 01/04/2026)")).toBeTruthy();
    fireEvent.click(within(trial).getByRole("button", { name: "Nạp vào máy chủ" }));
    await screen.findByText(/^Đã nạp 5 dòng/);
    expect(hospital.asked.filter((a) => a.path === "/codes/mappings/file").length).toBe(2);
  });

  it("name every bad line of a file and load nothing of it", async () => {
    const hospital = openHospital("luutru");
    hospital.twist = (path, body) => (path.endsWith("/file") ? BAD : body);
    visit("/worklists/codes");
    fireEvent.change(await screen.findByLabelText("Nạp mã ghép từ tệp CSV"), { target: { files: [new File(["x"], "ma.csv")] } });
    const trial = await screen.findByRole("region", { name: "Thử tệp" });
    expect(within(trial).getAllByRole("row").map((r) => r.textContent)).toEqual(["DòngCộtLỗi", "4codeThiếu", "5valid_fromTrùng ngày với nghĩa khác (với dòng 3)"]);
    expect(within(trial).queryByRole("button", { name: "Nạp vào máy chủ" })).toBeNull();
  });

  it("are reached by g w, walked by arrows, and not shown to who may do nothing there", async () => {
    openHospital("luutru");
    const { unmount } = visit("/");
    await screen.findByRole("link", { name: "Việc cần làm" });
    press("g");
    press("w");
    await waitFor(() => expect(window.location.pathname).toBe("/worklists"));
    const tab = await screen.findByRole("link", { name: "Kết quả chưa rõ của ai" });
    tab.focus();
    fireEvent.keyDown(tab, { key: "ArrowRight" });
    await waitFor(() => expect(window.location.pathname).toBe("/worklists/duplicates"));
    unmount();
    openHospital("nhansu");
    visit("/staff");
    await screen.findByText("BS. Phan Quốc Bảo");
    expect(screen.queryByRole("link", { name: "Việc cần làm" })).toBeNull();
  });

  it("decide nothing for a doctor who may only look", async () => {
    const hospital = openHospital("luutru");
    hospital.twist = (path, body) => (path === "/session/refresh" || path === "/me" ? strip(body) : body);
    visit("/worklists/duplicates");
    await screen.findByRole("table", { name: /So sánh/ });
    expect(screen.queryByRole("button", { name: "Gộp B vào A" })).toBeNull();
  });

  it("say in the laboratory grid which codes a row brings together", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => {
      if (!path.endsWith("/laboratory")) return body;
      const lab = body as Laboratory;
      lab.rows[0]!.mergedFrom = [{ code: "GLU", sourceName: "LIS A" }, { code: "GLU2", sourceName: "LIS B" }];
      return lab;
    };
    visit(chartPath("laboratory"));
    expect((await screen.findByText("gộp 2 mã")).getAttribute("title")).toBe("Gộp từ: GLU LIS A, GLU2 LIS B");
  });
});

function strip(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replace('"MATCH",', ""));
}

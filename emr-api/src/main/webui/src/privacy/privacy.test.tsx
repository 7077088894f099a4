import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { banner, chartPath, healthy, openHospital, sent, visit } from "../testing/hospital";

const card = async () => within((await screen.findByRole("heading", { name: "Sự đồng ý của người bệnh" })).closest("section")!);

describe("what a patient agrees to", () => {
  it("is recorded for one purpose, with nothing chosen before, and shows the text that is agreed to", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    const consents = await card();
    fireEvent.click(await consents.findByRole("button", { name: "Ghi nhận đồng ý" }));
    const form = within(await screen.findByRole("dialog"));
    const save = form.getByRole("button", { name: "Ghi nhận" }) as HTMLButtonElement;
    for (const select of form.getAllByRole("combobox") as HTMLSelectElement[]) expect(select.value).toBe("");
    fireEvent.change(form.getByLabelText(/^Đồng ý việc gì/), { target: { value: "RESEARCH" } });
    expect(form.getByText(/dữ liệu cá nhân nhạy cảm/)).toBeTruthy();
    fireEvent.change(form.getByLabelText("Ai đồng ý hoặc rút lại"), { target: { value: "REPRESENTATIVE" } });
    fireEvent.change(form.getByLabelText("Bằng cách nào"), { target: { value: "SIGNED_PAPER" } });
    fireEvent.change(form.getByLabelText(/^Bằng chứng/), { target: { value: "Tủ 3" } });
    expect(save.disabled).toBe(true);
    fireEvent.change(form.getByLabelText("Họ tên người đại diện"), { target: { value: "Trần Văn Cha" } });
    fireEvent.change(form.getByLabelText("Quan hệ với người bệnh"), { target: { value: "Cha" } });
    fireEvent.change(form.getByLabelText(/^Đến hết ngày/), { target: { value: "31/12/2027" } });
    await healthy();
    fireEvent.click(save);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(hospital, "/consents").body).toEqual({
      purpose: "RESEARCH", textVersion: 1, by: "REPRESENTATIVE", representative: "Trần Văn Cha", relation: "Cha", channel: "SIGNED_PAPER", evidence: "Tủ 3", validUntil: "2027-12-31",
    });
  });

  it("is taken back after its consequence was read, and what is over cannot be taken back again", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    const consents = await card();
    expect(await consents.findAllByRole("button", { name: /^Rút lại:/ })).toHaveLength(1);
    expect(consents.getByText("đã rút lại")).toBeTruthy();
    fireEvent.click(consents.getByRole("button", { name: /^Rút lại:/ }));
    const form = within(await screen.findByRole("dialog"));
    expect(form.getByText(/Dữ liệu đã gửi trước đó không thu hồi được/)).toBeTruthy();
    fireEvent.change(form.getByLabelText("Ai đồng ý hoặc rút lại"), { target: { value: "PATIENT" } });
    fireEvent.click(form.getByRole("button", { name: "Rút lại" }));
    await waitFor(() => expect(sent(hospital, "/withdrawal").body).toEqual({ by: "PATIENT" }));
  });

  it("is printed only after the trace knows", async () => {
    const hospital = openHospital();
    const print = vi.spyOn(window, "print").mockImplementation(() => expect(sent(hospital, "/consents/prints")).toBeTruthy());
    visit(chartPath());
    await banner();
    fireEvent.click((await (await card()).findAllByRole("button", { name: /^Xem, in phiếu/ }))[0]!);
    fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "In phiếu" }));
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    print.mockRestore();
  });

  it("says who writes the forms and where while the hospital has none", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => (path.endsWith("/consents") ? { consents: [], offered: [] } : body);
    visit(chartPath());
    await banner();
    const consents = await card();
    expect(await consents.findByText(/bảo vệ dữ liệu cá nhân soạn phiếu ở Dữ liệu cá nhân → Phiếu đồng ý → Soạn phiếu/)).toBeTruthy();
    expect(consents.queryByRole("button", { name: "Ghi nhận đồng ý" })).toBeNull();
    await healthy();
  });

  it("is not shown to who may not record it", async () => {
    const hospital = openHospital("hocvien");
    visit(chartPath());
    await banner();
    expect(screen.queryByRole("heading", { name: "Sự đồng ý của người bệnh" })).toBeNull();
    expect(hospital.asked.some((a) => a.path.endsWith("/consents"))).toBe(false);
  });
});

describe("what people ask about their data", () => {
  it("shows late ones red, and lets nothing be erased that must be kept", async () => {
    const hospital = openHospital("raquyen");
    visit("/privacy");
    expect((await screen.findByText("quá hạn")).closest("td")!.className).toBe("bad");
    fireEvent.click(screen.getByRole("button", { name: "Xóa dữ liệu" }));
    const form = within(await screen.findByRole("dialog"));
    expect(form.queryByRole("button", { name: "In trả lời" })).toBeNull();
    expect(form.queryByRole("button", { name: "Xác nhận đã nhận" })).toBeNull();
    fireEvent.click(form.getByRole("button", { name: "Trả lời" }));
    const outcome = form.getByLabelText("Kết quả") as HTMLSelectElement;
    expect([...outcome.options].map((one) => one.value)).toEqual(["", "REFUSED"]);
    fireEvent.change(outcome, { target: { value: "REFUSED" } });
    fireEvent.change(form.getByLabelText("Trả lời, lý do"), { target: { value: "Hồ sơ phải lưu trữ" } });
    await healthy();
    fireEvent.click(form.getAllByRole("button", { name: "Trả lời" }).at(-1)!);
    await waitFor(() => expect(sent(hospital, "/steps").body).toEqual({
      act: "ANSWERED", outcome: "REFUSED", reason: "Hồ sơ phải lưu trữ", article: "TT 33/2025/TT-BYT",
    }));
  });
});

describe("the pack of a breach", () => {
  it("is asked in a body, says its clocks, and is taken out by the same question", async () => {
    const hospital = openHospital("raquyen");
    const saved = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x");
    const revoked = vi.spyOn(URL, "revokeObjectURL").mockReturnValue();
    visit("/privacy");
    fireEvent.click(await screen.findByRole("button", { name: "Sự cố lộ dữ liệu" }));
    const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
    expect((screen.getByRole("button", { name: "Lập gói số liệu" }) as HTMLButtonElement).disabled).toBe(true);
    type(/^Từ lúc/, "19/11/2026 00:00");
    type(/^Trước lúc/, "21/11/2026 00:00");
    type(/^Biết về sự cố lúc/, "21/11/2026 08:00");
    type(/^Mã một người bệnh/, "BN0001");
    fireEvent.click(screen.getByRole("button", { name: "Lập gói số liệu" }));
    expect(await screen.findByText(/nguyên vẹn như khi niêm phong/)).toBeTruthy();
    await healthy();
    // Whoever read for a while gets the file too.
    hospital.stale = true;
    fireEvent.click(screen.getByRole("button", { name: "Tải gói có ký số (ZIP)" }));
    await waitFor(() => expect(saved).toHaveBeenCalled());
    const question = { from: "2026-11-18T17:00:00.000Z", to: "2026-11-20T17:00:00.000Z", knownAt: "2026-11-21T01:00:00.000Z", number: "BN0001" };
    expect(sent(hospital, "/privacy/breach").body).toEqual(question);
    expect(sent(hospital, "/privacy/breach/export").body).toEqual(question);
    expect(window.location.href).not.toContain("BN0001");
    saved.mockRestore();
    revoked.mockRestore();
  });
});

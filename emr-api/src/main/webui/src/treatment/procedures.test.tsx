import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { writtenElsewhere } from "../../testing/fake/treatment.mjs";
import { chartPath, openHospital, uuid, visit } from "../testing/hospital";

const dialog = async () => within((await screen.findAllByRole("dialog")).at(-1)!);
const calls = (hospital: ReturnType<typeof openHospital>, method: string) => hospital.asked.filter((one) => one.method === method && one.path.includes("/procedures"));

afterEach(() => writtenElsewhere(undefined));

describe("a surgery or procedure", () => {
  it("is written with its code, times and team, once it is whole", async () => {
    const hospital = openHospital();
    visit(`${chartPath()}/treatment/procedures`);
    fireEvent.click(await screen.findByRole("button", { name: "Ghi phẫu thuật, thủ thuật" }));
    const form = await dialog();
    const save = () => fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    save();
    expect(form.getByRole("alert").textContent).toBe("Ghi mã hoặc tên phẫu thuật, thủ thuật.");
    fireEvent.change(form.getByRole("combobox", { name: /Tên$/ }), { target: { value: "Mổ ruột thừa nội soi" } });
    save();
    expect(form.getByRole("alert").textContent).toMatch(/^Ghi ngày giờ/);
    fireEvent.change(form.getByLabelText("Bắt đầu"), { target: { value: "20/11/2026 08:00" } });
    save();
    expect(form.getByRole("alert").textContent).toBe("Ghi người thực hiện chính.");
    fireEvent.change(form.getByLabelText(/^Người thực hiện chính/), { target: { value: "BS. A; BS. B" } });
    fireEvent.change(form.getByLabelText("Gây mê hồi sức"), { target: { value: "BS. C" } });
    save();
    await waitFor(() => expect(calls(hospital, "POST")).toHaveLength(1));
    expect(calls(hospital, "POST")[0]!.body).toMatchObject({
      requestId: expect.any(String),
      procedure: { sort: "SURGERY", text: "Mổ ruột thừa nội soi", from: "2026-11-20T01:00:00.000Z", team: [{ part: "OPERATOR", name: "BS. A" }, { part: "OPERATOR", name: "BS. B" }, { part: "ANAESTHETIST", name: "BS. C" }] },
    });
  });

  it("is shown with who did what, and corrected in the version that was seen; what changed meanwhile is said", async () => {
    const hospital = openHospital();
    visit(`${chartPath()}/treatment/${uuid(8690)}`);
    const shown = await dialog();
    expect(shown.getByText("Rút 600 ml dịch vàng trong")).toBeTruthy();
    expect(shown.getByText("Lý do: Bổ sung người phụ")).toBeTruthy();
    fireEvent.click(shown.getByRole("button", { name: "Sửa" }));
    const form = await dialog();
    fireEvent.change(form.getByLabelText("Lý do sửa"), { target: { value: "Đúng tên" } });
    writtenElsewhere("Dẫn lưu màng phổi");
    fireEvent.click(form.getByRole("button", { name: "Lưu" }));
    expect((await form.findByText(/Vừa được sửa ở nơi khác/)).textContent).toContain("Dẫn lưu màng phổi");
    fireEvent.click(form.getByRole("button", { name: "Vẫn lưu bản của tôi" }));
    await waitFor(() => expect(calls(hospital, "PUT").map((one) => (one.body as { version: number }).version)).toEqual([2, 3]));
  });

  it("is taken back with a reason", async () => {
    const hospital = openHospital();
    visit(`${chartPath()}/treatment/${uuid(8690)}`);
    fireEvent.click((await dialog()).getByRole("button", { name: "Thu hồi" }));
    const sheet = await dialog();
    fireEvent.change(sheet.getByRole("textbox"), { target: { value: "Ghi nhầm người bệnh" } });
    fireEvent.click(sheet.getByRole("button", { name: "Thu hồi" }));
    await waitFor(() => expect(calls(hospital, "PUT").map((one) => one.body)).toEqual([{ version: 2, reason: "Ghi nhầm người bệnh" }]));
  });

  it("of a system is not changed here", async () => {
    openHospital();
    visit(`${chartPath()}/treatment/${uuid(8600)}`);
    const shown = await dialog();
    expect(shown.queryByRole("button", { name: "Sửa" })).toBeNull();
  });
});
